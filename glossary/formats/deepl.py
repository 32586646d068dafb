"""DeepL's glossary files: a term and its translation on each line, no header.

Tab-separated (``.tsv``), or comma-separated with quotation marks (``.csv``) and, if wanted, the two
language codes as third and fourth column (developers.deepl.com, *Managing glossaries*). DeepL takes
every term once only, so a short name that two concepts share with different spellings is left out.

Only pairs of terms are carried: no kind, native spelling, status, note, forbidden spelling or
further accepted spelling, and of a variant only what is owed for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryFileError
from glossary.files import decode, read_bytes, write_atomically
from glossary.formats.pairs import concept_of, pairs_of, refuse

if TYPE_CHECKING:
    from glossary.concept import Concept

_COLUMNS = (2, 4)


def read(path: Path, source: str = "de", target: str = "en") -> list[Concept]:
    """Return the terms of the file ``path``; raises :class:`GlossaryFileError`."""
    return parse(read_bytes(path), str(path), source, target)


def write(concepts: Iterable[Concept], path: Path, source: str = "de", target: str = "en") -> None:
    """Write the terms of ``concepts`` to ``path``, with commas if it ends on ``.csv``, else tabs.

    Whole or not at all; raises :class:`~glossary.errors.GlossaryError`.
    """
    separator = "," if path.suffix.lower() == ".csv" else "\t"
    write_atomically(path, to_text(concepts, separator, source, target).encode())


def parse(
    data: bytes, name: str = "glossary", source: str = "de", target: str = "en"
) -> list[Concept]:
    """Return the terms in ``data``; ``name`` stands for the file in messages.

    Raises :class:`GlossaryFileError`.
    """
    text = decode(data, name)
    if "\t" in text.partition("\n")[0]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    concepts = []
    line = 1
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                concepts.append(_concept(cells, source, target, name, line))
            line = rows.line_num + 1
    except csv.Error as error:
        raise GlossaryFileError(
            f"not a CSV row ({error}); check the quotation marks", path=name, line=line
        ) from None
    return concepts


def to_text(
    concepts: Iterable[Concept], separator: str = "\t", source: str = "de", target: str = "en"
) -> str:
    """Return the terms of ``concepts`` as lines with a tab or comma for ``separator``.

    Raises :class:`~glossary.errors.GlossaryError` for a term with a line break or a tab.
    """
    owed = _owed(concepts, source, target)
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=separator,
        lineterminator="\n",
        quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE,
        quotechar='"' if separator == "," else None,
    )
    writer.writerows((term, *owing) for term, owing in owed.items() if len(owing) == 1)
    return stream.getvalue()


def left_out(concepts: Iterable[Concept], source: str = "de", target: str = "en") -> list[str]:
    """Return the terms of ``concepts`` that :func:`to_text` leaves out: they owe several things."""
    owed = _owed(concepts, source, target)
    return [term for term, owing in owed.items() if len(owing) > 1]


def _owed(concepts: Iterable[Concept], source: str, target: str) -> dict[str, set[str]]:
    """Return the terms of ``concepts`` and their translations."""
    owed: dict[str, set[str]] = {}
    for term, translation, concept in pairs_of(concepts, source, target):
        refuse(term + translation, "\t\n\r", concept)
        owed.setdefault(term, set()).add(translation)
    return owed


def _concept(cells: list[str], source: str, target: str, name: str, line: int) -> Concept:
    if len(cells) not in _COLUMNS or not cells[0] or not cells[1]:
        raise GlossaryFileError(
            "a line needs a term and its translation, separated by one tab (or comma, in CSV)",
            path=name,
            line=line,
        )
    term, translation, *codes = cells
    languages = [code.lower().partition("-")[0] for code in codes]
    if languages and languages != [source, target]:
        raise GlossaryFileError(
            f"languages {' → '.join(codes)}, but {source} → {target} is asked for; "
            "take the line out or swap its columns",
            path=name,
            line=line,
        )
    return concept_of(term, translation, source, target, origin=f"{name}:{line}")
