"""``umschrift glossary add | list | check | import | export``: keeping glossary files."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate.cli import options

if TYPE_CHECKING:
    from glossary import Concept

# Which format a file's suffix means, where --format does not say.
_SUFFIXES = {".csv": "csv", ".tsv": "deepl", ".tbx": "tbx", ".txt": "omegat", ".utf8": "omegat"}
_FORMATS = ["csv", "deepl", "omegat", "tbx", "weblate"]

_form = click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Format of the file  [default: told by its suffix].",
)


@click.command("add")
@click.argument("german")
@click.argument("english")
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Your glossary (CSV); begun if it is not there.",
)
@click.option("--german-short", default="", help="German form used alone (a surname).")
@click.option("--english-short", default="", help="English form used alone.")
@click.option("--kind", default="person", show_default=True, help="person, place, organisation.")
@click.option("--native", default="", help="Native spelling.")
@click.option("--language", default="", help="ISO 639 code of the native spelling.")
@click.option("--note", default="", help="A note for whoever reads the glossary.")
def add_command(
    german: str,
    english: str,
    into: Path,
    german_short: str,
    english_short: str,
    kind: str,
    native: str,
    language: str,
    note: str,
) -> None:
    """Add one name to your glossary; the rows that are there stay as they are.

    A row that contradicts another is refused, naming both.
    """
    from glossary import Concept, Spelling
    from glossary.upkeep import add

    concept = Concept(
        id="",
        kind=kind,
        spellings={"de": Spelling(german, german_short), "en": Spelling(english, english_short)},
        language=language,
        native=native,
        note=note,
        origin="the new row",
    )
    add(into, concept)
    click.echo(f"{into}: added {german} → {english}", err=True)


@click.command("list")
@options.glossaries
@options.as_json
def list_command(
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the names in force, one a line: German, English, kind, id (tab-separated)."""
    rows = [
        {
            "german": concept.spellings["de"].full,
            "english": concept.spellings["en"].full,
            "kind": concept.kind,
            "id": concept.id,
        }
        for concept in _in_force(glossary_files, scheme, builtin=not no_builtin)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerows(row.values() for row in rows)


@click.command("check")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@options.as_json
@click.pass_context
def check_command(
    ctx: click.Context,
    files: tuple[Path, ...],
    as_json: bool,  # noqa: FBT001
) -> None:
    """Say what is wrong or doubtful in glossary files, with line numbers.

    Conflicts, duplicates, damaged letters, names that are also common words, English spellings that
    no scheme explains. Exit code 1 if there is an error.
    """
    from glossary.formats import read
    from glossary.upkeep import Severity, check

    rows = [concept for file in files for concept in read(file, "csv")]
    problems = check(rows)
    if as_json:
        found = [
            {"where": p.where, "severity": str(p.severity), "message": p.message} for p in problems
        ]
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.severity}: {problem.message}")
    counts = [sum(problem.severity is severity for problem in problems) for severity in Severity]
    if not ctx.obj["quiet"]:
        errors, warnings, notes = counts
        said = f"{errors} errors, {warnings} warnings, {notes} notes" if problems else "ok"
        click.echo(f"{len(rows)} rows: {said}", err=True)
    if any(problem.severity is Severity.ERROR for problem in problems):
        ctx.exit(1)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_form
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Your glossary (CSV); begun if it is not there.",
)
@click.pass_context
def import_command(ctx: click.Context, file: Path, form: str | None, into: Path) -> None:
    """Add the names of another tool's glossary to yours.

    A name that is in yours already is passed over; one that contradicts yours is reported, and the
    exit code is 1.
    """
    from glossary.formats import losses, read
    from glossary.upkeep import add_all

    concepts = read(file, form or _told_by_suffix(file))
    done = add_all(into, concepts)
    if lost := losses(concepts, "csv"):
        click.echo(f"{into}: csv cannot hold: {', '.join(lost)}", err=True)
    for reason in done.refused:
        click.echo(f"not added: {reason}", err=True)
    counts = f"{done.added} added, {done.known} known, {len(done.refused)} refused"
    click.echo(f"{into}: {counts}", err=True)
    if done.refused:
        ctx.exit(1)


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_form
@options.glossaries
def export_command(
    file: Path,
    form: str | None,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
) -> None:
    """Write the names in force to FILE, for another tool.

    What the format cannot hold is left out and told: only csv and tbx keep whole concepts.
    """
    from glossary.formats import losses, write

    concepts = _in_force(glossary_files, scheme, builtin=not no_builtin)
    form = form or _told_by_suffix(file)
    write(concepts, file, form)
    click.echo(f"{file}: {len(concepts)} names", err=True)
    if lost := losses(concepts, form):
        click.echo(f"{file}: {form} cannot hold: {', '.join(lost)}", err=True)


def _in_force(files: tuple[Path, ...], scheme: str | None, *, builtin: bool) -> list[Concept]:
    from glossary import Glossary

    return list(Glossary.load(files, builtin=builtin, scheme=scheme).concepts)


def _told_by_suffix(file: Path) -> str:
    form = _SUFFIXES.get(file.suffix.lower())
    if form is None:
        known = ", ".join(_FORMATS)
        raise click.UsageError(f"{file}: which format is this? Say --format ({known})")
    return form
