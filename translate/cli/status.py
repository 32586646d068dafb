"""``umschrift status``: how far each catalogue is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from translate.cli import options


@click.command("status")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE...]")
@options.locales
@options.as_json
@click.pass_context
def status_command(
    ctx: click.Context,
    sources: tuple[Path, ...],
    locales: Path,
    to: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Count confirmed, edited, draft, broken and untranslated entries of each catalogue.

    SOURCE is a file, folder, quoted pattern or @LIST; without one, all catalogues of the locales
    folder. Exit code 2 if one is missing or cannot be read; the others are counted.
    """
    from translate.catalogue import Catalogue
    from translate.errors import DocumentError, TranslateError
    from translate.sources import Source, catalogues_in, documents, existing_catalogue

    def place(source: Source) -> Path:
        if source.problem:
            raise DocumentError(source.problem)
        return existing_catalogue(source.path, locales, to)

    meant = documents(sources, to) if sources else catalogues_in(locales, to)
    counts = {}
    failed = False
    for each in meant:
        try:
            path = each if isinstance(each, Path) else place(each)
            counts[str(path)] = asdict(Catalogue.read(path, target=to).counts())
        except TranslateError as error:
            failed = True
            click.echo(f"Error: {error}", err=True)
    if as_json:
        click.echo(json.dumps(counts))
    else:
        for name, count in counts.items():
            states = ", ".join(f"{number} {state}" for state, number in count.items())
            click.echo(f"{name}: {states}")
    if failed:
        ctx.exit(2)
    if not counts:
        click.echo(f"No catalogues in {locales}: run umschrift translate first.", err=True)
