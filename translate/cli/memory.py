"""``umschrift memory import | export``: a translator's memory, from other tools and to them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from translate.cli import options


@click.group("memory")
def memory_group() -> None:
    """Take your translation memory along (TMX)."""


@memory_group.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.tmx...",
)
@options.locales
def import_command(files: tuple[Path, ...], locales: Path, to: str) -> None:
    """Add the translations in FILE.tmx to what translate remembers.

    They become catalogues of their own, one for each file (locales/en/memory/FILE.po), which you
    can correct in Poedit, or delete. What stands there already stays.
    """
    from translate import tmx
    from translate.memory import take_in

    memories = [(file, tmx.read(file, source=options.SOURCE_LANGUAGE, target=to)) for file in files]
    for file, units in memories:
        done = take_in(units, file.stem, locales, target=to)
        click.echo(
            f"{file} → {done.catalogue}: {done.added} added, {done.known} known, "
            f"{done.different} with another translation there, which stays",
            err=True,
        )


@memory_group.command("export")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@options.locales
def export_command(output: Path | None, locales: Path, to: str) -> None:
    """Write all that is confirmed, in any catalogue, as TMX 1.4 (to stdout without -o)."""
    from translate import tmx
    from translate.memory import Memory
    from translate.tmx import Unit

    memory = Memory.read(locales, to)
    units = [Unit(hit.source, hit.translation) for hit in memory.all]
    for error in memory.unreadable:
        click.echo(f"left out: {error}", err=True)
    writable = [unit for unit in units if tmx.is_writable(unit)]
    if output is None:
        sys.stdout.buffer.write(tmx.dump(writable, source=options.SOURCE_LANGUAGE, target=to))
        sys.stdout.buffer.flush()
    else:
        tmx.write(output, writable, source=options.SOURCE_LANGUAGE, target=to)
    unwritable = len(units) - len(writable)
    click.echo(
        f"{len(writable)} translations"
        + (f", {unwritable} left out (control characters, which XML cannot say)" * bool(unwritable))
        + (f" → {output}" if output else ""),
        err=True,
    )
