"""The matching index: which folded phrases are spellings of which concepts.

A phrase is a spelling's folded words with what joins them (:func:`glossary.folding.joint`). Inside
a spelling a word that may be an adjective is indexed a second time without its ending, marked
``~``, so that *Schwarzen Meer* finds *Schwarzes Meer*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from glossary import german
from glossary.concept import Concept, Status
from glossary.entries import bases
from glossary.folding import WORD, joint, words_of

ANY_ENDING = "~"


class Index(NamedTuple):
    """What the matcher looks words up in.

    ``phrases`` maps a phrase to the numbers of its concepts. ``heads`` are all beginnings of longer
    phrases. ``small`` are the first words of spellings that begin small (*al-Assad*).
    """

    phrases: Mapping[str, Sequence[int]]
    heads: AbstractSet[str]
    small: AbstractSet[str]


def index_concepts(concepts: Iterable[Concept], source: str, target: str) -> Index:
    """Return the index of concepts that have a spelling in both languages and are not deprecated.

    A concept's number is its place in ``concepts``.
    """
    phrases: dict[str, list[int]] = {}
    heads: set[str] = set()
    small: set[str] = set()
    for number, concept in enumerate(concepts):
        if concept.status is Status.DEPRECATED or target not in concept.spellings:
            continue
        spelling = concept.spellings.get(source)
        for base in bases(spelling) if spelling else ():
            first = WORD.search(base)
            begins_small = first is not None and not first[0][0].isupper()
            for path in paths(base):
                numbers = phrases.setdefault("".join(path), [])
                if number not in numbers:
                    numbers.append(number)
                heads.update("".join(path[:end]) for end in range(1, len(path), 2))
                if begins_small:
                    small.add(path[0])
    return Index(phrases, heads, small)


def paths(spelling: str) -> Iterator[list[str]]:
    """Yield ``spelling`` as folded words and joints in turn, once per reading of its adjectives."""
    words = words_of(spelling)
    if not words:
        return
    heads: list[list[str]] = [[]]
    for word, following in pairwise(words):
        between = joint(spelling[word.end : following.start]) or " "
        heads = [[*head, key, between] for head in heads for key in inner_keys(word.key)]
    for head in heads:
        yield [*head, words[-1].key]


def inner_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word before the last one of a spelling."""
    stem = german.adjective_stem(word)
    return (word, stem + ANY_ENDING) if stem else (word,)
