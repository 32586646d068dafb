"""OmegaT's glossary files: term, translation and comment, separated by tabs, one a line.

UTF-8; a line that begins with ``#`` is a comment. The note of a concept is the comment.

Only pairs of terms and the note are carried (a line break in it becomes a space): no kind, native
spelling, status, forbidden spelling or further accepted spelling, and of a variant only what is
owed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError, GlossaryFileError
from glossary.files import decode, read_bytes, write_atomically
from glossary.formats.pairs import concept_of, pairs_of, refuse

if TYPE_CHECKING:
    from glossary.concept import Concept

_COMMENT = "#"
_MOST_COLUMNS = 3


def read(path: Path, source: str = "de", target: str = "en") -> list[Concept]:
    """Return the terms of the file ``path``; raises :class:`GlossaryFileError`."""
    return parse(read_bytes(path), str(path), source, target)


def write(concepts: Iterable[Concept], path: Path, source: str = "de", target: str = "en") -> None:
    """Write the terms of ``concepts`` to ``path``, whole or not at all.

    Raises :class:`~glossary.errors.GlossaryError`.
    """
    write_atomically(path, to_text(concepts, source, target).encode())


def parse(
    data: bytes, name: str = "glossary", source: str = "de", target: str = "en"
) -> list[Concept]:
    """Return the terms in ``data``; ``name`` stands for the file in messages.

    Raises :class:`GlossaryFileError`.
    """
    concepts = []
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith(_COMMENT):
            continue
        if not (1 < len(cells) <= _MOST_COLUMNS) or not cells[0] or not cells[1]:
            raise GlossaryFileError(
                "a line needs a term, a translation and, if wanted, a comment, separated by tabs",
                path=name,
                line=number,
            )
        term, translation, *comment = cells
        concepts.append(
            concept_of(
                term,
                translation,
                source,
                target,
                origin=f"{name}:{number}",
                note=comment[0] if comment else "",
            )
        )
    return concepts


def to_text(concepts: Iterable[Concept], source: str = "de", target: str = "en") -> str:
    """Return the terms of ``concepts`` as tab-separated lines.

    Raises :class:`GlossaryError` for a term with a line break or a tab, or that begins with ``#``.
    """
    lines = []
    for term, translation, concept in pairs_of(concepts, source, target):
        refuse(term + translation, "\t\n\r", concept)
        if term.startswith(_COMMENT):
            raise GlossaryError(
                f"{concept.origin or concept.id}: {term!r} begins with {_COMMENT!r}, "
                "which begins a comment in this format; take it out"
            )
        lines.append(f"{term}\t{translation}\t{' '.join(concept.note.split())}".rstrip() + "\n")
    return "".join(dict.fromkeys(lines))
