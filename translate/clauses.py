"""Cutting a text where a clause or an item of a list ends, and putting translated pieces together.

Models are trained on sentences: what is too long for one, or comes out wrong as a whole, is
translated piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.constraints import Constraint

# What stands between the items of a list, and its English.
_LIST = re.compile(r"(?P<comma>, ?)|(?P<and>,? und )|(?P<or>,? oder )|(?P<slash> ?/ ?)")
_ENGLISH = {"comma": ", ", "and": " and ", "or": " or ", "slash": "/"}
_MARK = re.compile(r"[;:,–—]\s+$")
_CLOSING = re.compile(r"\s*[;:,.–—]+$")
# Words that an engine writes large only because it takes a piece for a sentence.
_SMALL = frozenset(
    {"a", "after", "also", "although", "among", "an", "and", "as", "at", "because", "before"}
    | {"both", "but", "by", "during", "for", "from", "he", "her", "his", "if", "in", "including"}
    | {"it", "its", "of", "on", "or", "she", "so", "such", "that", "the", "their", "they", "this"}
    | {"to", "under", "when", "where", "which", "while", "who", "whose", "with", "without"}
)


def cut(
    text: str, owed: Sequence[Constraint], longest: int, *, at_words: bool = True
) -> list[tuple[str, tuple[Constraint, ...]]]:
    """Cut `text` into pieces of at most `longest` characters, with the constraints of each.

    After punctuation where there is some, and with `at_words` else between words; never inside a
    name. A piece for which there is no such place stays longer.
    """
    pieces = []
    start = 0
    while len(text) - start > longest:
        cuts = [
            found.end()
            for found in re.finditer(r"[;:,–—]?\s+", text[start : start + longest])
            if not any(c.start < start + found.end() < c.end for c in owed)
        ]
        strong = [end for end in cuts if _MARK.search(text[start : start + end])]
        usable = [end for end in strong if end > longest // 3] or (cuts if at_words else strong)
        if not usable:
            break
        pieces.append((start, start + usable[-1]))
        start += usable[-1]
    pieces.append((start, len(text)))
    return [
        (
            text[a:b].rstrip(),
            tuple(replace(c, start=c.start - a, end=c.end - a) for c in owed if a <= c.start < b),
        )
        for a, b in pieces
    ]


def list_joint(source: str, one: Constraint, other: Constraint) -> str | None:
    """Return what joins two names of a list in English; None if they are not items of one."""
    found = _LIST.fullmatch(source[one.end : other.start])
    return _ENGLISH[str(found.lastgroup)] if found else None


def join(sources: Sequence[str], translations: Sequence[str]) -> str:
    """Put the translations of the pieces `sources` together.

    Each but the last ends in its source's punctuation, each but the first begins small where it
    only looks like a sentence.
    """
    joined: list[str] = []
    for number, (source, text) in enumerate(zip(sources, translations, strict=True)):
        if number < len(sources) - 1:
            mark = re.search(r"\s?[;:,–—]$", source)
            text = _CLOSING.sub("", text) + (mark[0] if mark else "")  # noqa: PLW2901
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        if joined and first.lower() in _SMALL:
            text = first.lower() + text[len(first) :]  # noqa: PLW2901
        if text:
            joined.append(text)
    return " ".join(joined)
