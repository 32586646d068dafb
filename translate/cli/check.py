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
    warnings. Exit code 2 if a catalogue cannot be read; the others are checked.
    """
    from glossary import Glossary
    from translate.errors import TranslateError
    from translate.sources import catalogues_in
    from translate.translator import check

    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme, target=to)
    paths = list(catalogues) or catalogues_in(locales, to)
    if not paths:
        click.echo(f"No catalogues in {locales}: run umschrift translate first.", err=True)
    found = []
    unread = 0
    for path in paths:
        try:
            found += [(path, finding) for finding in check(path, glossary, target=to)]
        except TranslateError as error:
            unread += 1
            click.echo(f"Error: {error}", err=True)
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
        f"{len(paths) - unread} catalogues: {wrong} names wrong, {len(found) - wrong} warnings",
        err=True,
    )
    if unread or wrong:
        ctx.exit(2 if unread else 1)
