"""Whose name is this? Look-up of one name in any form, spelling, script or language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary import german
from glossary.concept import Concept, FormKind
from glossary.distance import distance_to, places_of
from glossary.entries import Role, spellings_of
from glossary.folding import HYPHENS, words_of
from glossary.index import numbers_in, phrase

# Of near misses, at most this many are offered, and only with one wrong letter in every few.
_MOST_NEAR = 8
_LETTERS_A_MISTAKE = 4
_MOST_MISTAKES = 3
_IN_TEXTS = {Role.FULL, Role.SHORT, Role.VARIANT}


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a name may mean.

    ``spelling`` is the spelling found, in ``language``, and ``role`` what it is to the concept.
    ``form`` and ``suffix`` say how the name asked for is made from it. ``distance`` is the number
    of letters in which the two differ when folded: 0, or more for a near miss. ``partial`` says
    that the name is some words of the spelling, not all of it.
    """

    concept: Concept
    language: str
    role: Role
    spelling: str
    form: FormKind = FormKind.PLAIN
    suffix: str = ""
    distance: int = 0
    partial: bool = False


def find(
    name: str, concepts: Sequence[Concept], names: Mapping[str, str], source: str
) -> list[Hit]:
    """Return the hits for ``name``, or near misses; see :meth:`glossary.Glossary.lookup`.

    ``names`` is the look-up index of ``concepts``; forms are looked for in the language ``source``.
    """
    name = name.strip()
    hits = list(exact(name, concepts, names, source))
    if not hits and any(hyphen in name for hyphen in HYPHENS):
        hits = list(_compound_parts(name, concepts, names, source))
    return hits or _partial(phrase(name), concepts, names) or _near(phrase(name), concepts, names)


def exact(
    name: str, concepts: Sequence[Concept], names: Mapping[str, str], source: str
) -> Iterator[Hit]:
    """Yield the concepts that ``name`` is a spelling or an inflected form of."""
    found = numbers_in(names.get(phrase(name), ""))
    for number in found:
        yield from _hits(concepts[number], phrase(name))
    if source == "de":
        for number, hit in _inflected(name, concepts, names):
            if number not in found:
                yield hit


def _hits(concept: Concept, key: str) -> Iterator[Hit]:
    """Yield a hit for the likeliest spelling of ``concept`` whose phrase is ``key``."""
    for language, role, spelling in spellings_of(concept):
        if phrase(spelling) == key:
            yield Hit(concept, language, role, spelling)
            return


def _inflected(
    name: str, concepts: Sequence[Concept], names: Mapping[str, str]
) -> Iterator[tuple[int, Hit]]:
    """Yield the concepts that ``name`` is a German genitive or adjective of, and their numbers."""
    for key, suffix, form in _readings(name):
        for number in numbers_in(names.get(key, "")):
            for hit in _hits(concepts[number], key):
                if (
                    hit.language == "de"
                    and hit.role in _IN_TEXTS
                    and german.takes(hit.concept.kind, hit.spelling, form, suffix)
                ):
                    yield number, replace(hit, form=form, suffix=suffix)


def _readings(name: str) -> Iterator[german.Reading]:
    """Yield the phrases that ``name`` may be an inflected form of."""
    words = words_of(name)
    for word in words[-2:]:
        ending, end = german.apostrophe_ending(name, 0, word.end, word.key)
        if ending and end == len(name):
            form = german.kind_of_apostrophe_ending(ending)
            yield german.Reading(phrase(name[: word.end]), ending, form)
    for last in words[-1:]:
        key = phrase(name)
        start = key[: len(key) - len(last.key)]
        for stem, suffix, form in german.readings(last.key)[1:]:
            yield german.Reading(start + stem, suffix, form)


def _compound_parts(
    name: str, concepts: Sequence[Concept], names: Mapping[str, str], source: str
) -> Iterator[Hit]:
    """Yield the hits for the longest parts of ``name``, a compound with hyphens, left to right."""
    words = words_of(name)
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            part = name[words[first].start : words[last - 1].end]
            hits = list(exact(part, concepts, names, source)) if last - first < len(words) else []
            if hits:
                yield from (
                    replace(hit, form=FormKind.COMPOUND) if not hit.suffix else hit for hit in hits
                )
                first = last - 1
                break
        first += 1


def _partial(key: str, concepts: Sequence[Concept], names: Mapping[str, str]) -> list[Hit]:
    """Return the hits for the spellings that contain the words of ``key`` and others."""
    hits: dict[int, Hit] = {}
    for other in names if key else ():
        if key in other and f" {key} " in f" {other} ":
            for number in numbers_in(names[other]):
                for hit in _hits(concepts[number], other):
                    hits.setdefault(number, replace(hit, partial=True))
    return list(hits.values())


def _near(key: str, concepts: Sequence[Concept], names: Mapping[str, str]) -> list[Hit]:
    """Return the hits for the spellings nearest to ``key``, the nearest first."""
    farthest = min(_MOST_MISTAKES, len(key) // _LETTERS_A_MISTAKE)
    if not farthest:
        return []
    places = places_of(key)
    near = sorted(
        (distance, other)
        for other in names
        if abs(len(other) - len(key)) <= farthest
        and (distance := distance_to(len(key), places, other)) <= farthest
    )
    hits: dict[int, Hit] = {}
    for distance, other in near:
        for number in numbers_in(names[other]):
            for hit in _hits(concepts[number], other):
                hits.setdefault(number, replace(hit, distance=distance))
        if len(hits) >= _MOST_NEAR:
            break
    return list(hits.values())[:_MOST_NEAR]
