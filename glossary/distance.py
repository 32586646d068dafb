"""In how many letters two spellings differ."""

from __future__ import annotations

from collections.abc import Mapping


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance of two words."""
    return distance_to(len(one), places_of(one), other) if one else len(other)


def places_of(word: str) -> dict[str, int]:
    """Return for each letter of ``word`` a number with the bits of its places set."""
    places: dict[str, int] = {}
    for place, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def distance_to(length: int, places: Mapping[str, int], other: str) -> int:
    """Return the Levenshtein distance of a word of ``length`` letters (not 0) to ``other``.

    ``places`` is what :func:`places_of` returns for the word.

    Myers' bit vectors (Journal of the ACM 46(3), 1999, in Hyyrö's form): a column of the matrix is
    one integer, so that a comparison takes a few operations per letter of ``other``.
    """
    mask = (1 << length) - 1
    last = 1 << (length - 1)
    rises, falls, distance = mask, 0, length
    for letter in other:
        same = places.get(letter, 0)
        level = (((same & rises) + rises) ^ rises) | same | falls
        up = falls | ~(level | rises)
        down = rises & level
        distance += bool(up & last) - bool(down & last)
        up = up << 1 | 1
        down <<= 1
        rises = (down | ~(level | up)) & mask
        falls = up & level & mask
    return distance
