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
def status_command(
    sources: tuple[Path, ...],
    locales: Path,
    to: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Count confirmed, edited, draft, broken and untranslated entries of each catalogue.

    SOURCE is a file, folder, quoted pattern or @LIST; without one, all catalogues of the locales
    folder.
    """
    from translate.catalogue import Catalogue
    from translate.sources import catalogues_in, documents, existing_catalogue

    if sources:
        meant = documents(sources, to)
        paths = [existing_catalogue(source.path, locales, to) for source in meant]
    else:
        paths = catalogues_in(locales, to)
    counts = {str(path): asdict(Catalogue.read(path).counts()) for path in paths}
    if as_json:
        click.echo(json.dumps(counts))
        return
    for path, count in counts.items():
        click.echo(f"{path}: " + ", ".join(f"{number} {state}" for state, number in count.items()))
    if not paths:
        click.echo(f"No catalogues in {locales}: run umschrift translate first.", err=True)
