"""The matching index: which folded phrases are spellings of which concepts.

A phrase is a spelling's folded words with what joins them (:func:`glossary.folding.joint`). Inside
a spelling a word that may be an adjective is indexed a second time without its ending, marked
``~``, so that *Schwarzen Meer* finds *Schwarzes Meer*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from glossary import german
from glossary.concept import Concept, Status
from glossary.entries import bases, given_part, spellings_of
from glossary.folding import WORD, fold, joint, words_of

ANY_ENDING = "~"
# Most spellings are so plain that they need no taking apart.
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")


class Index(NamedTuple):
    """What the matcher looks words up in.

    ``phrases`` maps a phrase to the numbers of its concepts, as text (*7 1042*): it loads faster
    than any other form. ``heads`` are all beginnings of longer phrases, with the letters that the
    next words begin with; ``given`` those of them that a surname may follow after middle names.
    ``small`` are the first words of spellings that begin small (*al-Assad*).
    """

    phrases: Mapping[str, str]
    heads: Mapping[str, str]
    given: AbstractSet[str]
    small: AbstractSet[str]


def numbers_in(text: str) -> list[int]:
    """Return the concept numbers that an index has under a phrase (``""`` if none)."""
    return [int(number) for number in text.split()]


def index_concepts(concepts: Iterable[Concept], source: str, target: str) -> Index:
    """Return the index of concepts that have a spelling in both languages and are not deprecated.

    A concept's number is its place in ``concepts``.
    """
    phrases: dict[str, list[int]] = {}
    heads: dict[str, set[str]] = {}
    given: set[str] = set()
    small: set[str] = set()
    for number, concept in enumerate(concepts):
        if concept.status is Status.DEPRECATED or target not in concept.spellings:
            continue
        spelling = concept.spellings.get(source)
        for base in bases(spelling) if spelling else ():
            before_surname = given_part(base, spelling, concept.kind) if spelling else ""
            if before_surname:
                given.add(phrase(before_surname))
            for path in paths(base):
                phrases.setdefault("".join(path), []).append(number)
                for end in range(1, len(path), 2):
                    heads.setdefault("".join(path[:end]), set()).add(path[end + 1][:1])
                if not base[0].isupper() and _begins_small(base):
                    small.add(path[0])
    letters = {head: "".join(sorted(following)) for head, following in heads.items()}
    return Index(_as_text(phrases), letters, given, small)


def index_names(concepts: Iterable[Concept]) -> dict[str, str]:
    """Return the look-up index: every spelling in any language → numbers of its concepts."""
    names: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        for _, _, spelling in spellings_of(concept):
            names.setdefault(phrase(spelling), []).append(number)
    return _as_text(names)


def _as_text(numbers: Mapping[str, list[int]]) -> dict[str, str]:
    return {
        key: str(found[0]) if len(found) == 1 else " ".join(map(str, dict.fromkeys(found)))
        for key, found in numbers.items()
    }


def _begins_small(spelling: str) -> bool:
    first = WORD.search(spelling)
    return first is not None and not first[0][0].isupper()


def phrase(spelling: str) -> str:
    """Return the one key of ``spelling``; of one without any word, the spelling itself, folded."""
    if _PLAIN.fullmatch(spelling):
        return spelling.lower()
    return "".join(_parts(spelling)) or " ".join(fold(spelling).split())


def paths(spelling: str) -> Iterator[list[str]]:
    """Yield ``spelling`` as folded words and joints in turn, once per reading of its adjectives.

    Nothing if there is no word in it.
    """
    parts = _parts(spelling)
    heads: list[list[str]] = [[]]
    for key, between in zip(parts[:-1:2], parts[1::2], strict=True):
        heads = [[*head, inner, between] for head in heads for inner in inner_keys(key)]
    for head in heads if parts else ():
        yield [*head, parts[-1]]


def _parts(spelling: str) -> list[str]:
    """Return the folded words of ``spelling`` with the joints between them."""
    if _PLAIN.fullmatch(spelling):
        return spelling.lower().replace(" ", "\t \t").split("\t")
    found = words_of(spelling)
    parts = [found[0].key] if found else []
    for word, following in pairwise(found):
        parts += (joint(spelling[word.end : following.start]) or " ", following.key)
    return parts


@lru_cache(maxsize=4096)
def inner_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word before the last one of a spelling."""
    stem = german.adjective_stem(word)
    return (word, stem + ANY_ENDING) if stem else (word,)
