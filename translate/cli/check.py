"""``umschrift check``: whether every name is right in what stands in the catalogues."""

from __future__ import annotations

import json
from pathlib import Path

import click

from translate.cli import options


@click.command("check")
@click.argument("catalogues", nargs=-1, type=click.Path(path_type=Path), metavar="[PO...]")
@options.locales
@options.glossaries
@options.as_json
@click.pass_context
def check_command(
    ctx: click.Context,
    catalogues: tuple[Path, ...],
    locales: Path,
    to: str,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Verify names, numbers and quotation marks of catalogues, whoever translated them.

    Without PO, all catalogues of the locales folder. Exit code 1 if a name is wrong; the rest are
    warnings.
    """
    from glossary import Glossary
    from translate.sources import catalogues_in
    from translate.translator import check

    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme, target=to)
    paths = list(catalogues) or catalogues_in(locales, to)
    if not paths:
        click.echo(f"No catalogues in {locales}: run umschrift translate first.", err=True)
    found = [(path, finding) for path in paths for finding in check(path, glossary, target=to)]
    if as_json:
        rows = [
            {
                "catalogue": str(path),
                "reference": finding.reference,
                "source": finding.source,
                "name": finding.name,
                "message": finding.message,
            }
            for path, finding in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for path, finding in found:
            kind = "name" if finding.name else "warning"
            click.echo(f"{path}: {finding.reference}: {kind}: {finding.message}")
    wrong = sum(finding.name for _, finding in found)
    click.echo(
        f"{len(paths)} catalogues: {wrong} names wrong, {len(found) - wrong} warnings", err=True
    )
    if wrong:
        ctx.exit(1)
