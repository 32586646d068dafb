"""Which letters of a German transcription stand for which letters of the native spelling.

The Duden table is only ever run forwards, from native to German. What a German group of letters
may stand for is what was seen to become it: *sch* from *ш*, *ж* and, in *Сходня*, from *сх*.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from glossary.romanisation import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[str, str]
"""Native letters, and the German ones that stand for them."""


def chunks(word: str, language: str) -> list[str] | None:
    """Return the groups of letters of a lower-case German word that stand for sounds.

    *gortschakow* → *g o r tsch a k o w*. None if a letter is never used to transcribe
    ``language``: then the word is not a transcription from it.
    """
    found = _chunk(language).findall(word)
    return found if sum(map(len, found)) == len(word) else None


def align(pieces: list[Pair], language: str) -> list[Pair] | None:
    """Return the chunks of the German word that ``pieces`` spell, with their native letters.

    Letters that German does not write (*ь*) go with the chunk before them. None where a chunk
    and the native letters do not begin and end together.
    """
    groups = chunks("".join(written for _, written in pieces), language)
    if groups is None:
        return None
    pairs: list[Pair] = []
    rest = iter(pieces)
    piece = next(rest, None)
    for group in groups:
        open_, letters = group, ""
        while open_:
            if piece is None or not open_.startswith(piece[1]):
                return None
            open_, letters = open_.removeprefix(piece[1]), letters + piece[0]
            piece = next(rest, None)
        while piece is not None and not piece[1]:
            letters, piece = letters + piece[0], next(rest, None)
        pairs.append((letters, group))
    return pairs


def spellings(word: str, language: str) -> Iterator[list[Pair]]:
    """Yield the pieces of a lower-case native word as Duden spells it, then in other styles.

    Each entry of the table's ``also`` makes one style, used all over the word: *Nawalnyj* beside
    *Nawalny*, *Gerasimow* beside *Gerassimow*.
    """
    table = scheme.table("duden", language)
    pieces = table.pieces(word)
    yield pieces
    for letters, others in table.also.items():
        for other in others:
            styled = [
                pair
                for piece in pieces
                for pair in (_styled(piece, other) if piece[0] == letters else [piece])
            ]
            if styled != pieces:
                yield styled


def _styled(piece: Pair, other: str) -> list[Pair]:
    # As many signs as letters: each letter has its own (ий = i + j).
    letters = piece[0]
    if len(letters) == len(other):
        return list(zip(letters, other, strict=True))
    return [(letters, other)]


@cache
def _chunk(language: str) -> re.Pattern[str]:
    table = scheme.table("duden", language)
    written = {*table.base.values(), *table.rules} - {""}
    # Longest first; s and ch that meet are s + ch, as in Пресс-хата, only where ss is no sign.
    groups = sorted(written, key=lambda group: (-len(group), group))
    return re.compile("|".join("ss(?!ch)" if group == "ss" else group for group in groups))
