"""``umschrift lines``: a filter for other programs, one segment a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from translate.cli import options

# Lines translated at a time: enough for full batches, little enough to stream.
_BATCH = 2000


@click.command("lines")
@options.glossaries
@click.option(
    "--terms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help='Terms of each input line: line n is a JSON list of {"de": …, "en": …}. '
    "They beat the glossary.",
)
@options.engine
def lines_command(
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    terms: Path | None,
    model: str | None,
    beam: int,
    threads: int | None,
) -> None:
    """Translate stdin to stdout, one segment a line; as many lines come out as went in.

    Names that could not be put right are reported on stderr with their line number.
    """
    from glossary import Glossary
    from translate.engine import Engine
    from translate.lines import translate_lines
    from translate.packages import find_package

    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme)
    engine = Engine(find_package(model, options.SOURCE_LANGUAGE, "en"), beam=beam, threads=threads)
    # Lines end in \n alone: other separators belong to the text and must not change the count.
    source = (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)
    owed = _terms(terms) if terms else None
    number = 0
    while batch := list(islice(source, _BATCH)):
        pairs = [next(owed, []) for _ in batch] if owed is not None else [[] for _ in batch]
        for result in translate_lines(engine, glossary, batch, pairs):
            number += 1
            sys.stdout.buffer.write(f"{result.text}\n".encode())
            for problem in (*result.problems, *result.remarks):
                click.echo(f"line {number}: {problem}", err=True)
        sys.stdout.buffer.flush()


def _terms(path: Path) -> Iterator[list[tuple[str, str]]]:
    with path.open(encoding="utf-8-sig") as lines:
        yield from _parsed(path, lines)


def _parsed(path: Path, lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    for number, line in enumerate(lines, start=1):
        try:
            pairs = [(str(term["de"]), str(term["en"])) for term in json.loads(line or "[]")]
        except (ValueError, TypeError, KeyError) as error:
            raise click.UsageError(
                f'{path}:{number}: not a JSON list of {{"de": …, "en": …}}: {line.strip()[:60]}'
            ) from error
        if any(not text.strip() for pair in pairs for text in pair):
            raise click.UsageError(
                f"{path}:{number}: a term without German or English; fill it in or take it out"
            )
        yield pairs
