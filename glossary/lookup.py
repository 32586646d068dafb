"""Whose name is this? Look-up of one name in any form, spelling, script or language.

What a name may be is tried in this order, and the first that is found is the answer: a spelling or
a German form of one, its words in another order (*Gerassimow, Walerij*), a compound, a case form in
Cyrillic letters (*Герасимову*), a name with a middle name (*Wladimir Wladimirowitsch Putin*), a
native name as some scheme spells it (*Čajkovskij*), words of a longer name, what is near, and last
names that stand in what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary import german
from glossary.concept import Concept, FormKind, Match
from glossary.declension import nominatives
from glossary.distance import distance_to, places_of
from glossary.entries import Role, spellings_of
from glossary.folding import APOSTROPHES, HYPHENS, fold, words_of
from glossary.index import numbers_in, phrase

# Of near misses, at most this many are offered, and only with one wrong letter in every few.
_MOST_NEAR = 8
_LETTERS_A_MISTAKE = 4
_MOST_MISTAKES = 3
_IN_TEXTS = {Role.FULL, Role.SHORT, Role.VARIANT}
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
# What Korean adds to a name to say what it is in the sentence.
_PARTICLE = re.compile(
    "(?<=[\uac00-\ud7a3]{2})(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도)$"
)
# At the end of a folded word, where й has become и.
_SHORT_I = re.compile("(?<=[аеиоуыэюяії])и$")
# The letters that a native name may begin with whose spelling begins so.
_INITIALS = {
    "a": "ая", "b": "б", "c": "чцхкс", "d": "дђ", "e": "еэёє", "f": "ф", "g": "гґђѓ", "h": "гхґ",
    "i": "иіїйяюёє", "j": "йеёюяєїјжџ", "k": "кхќ", "l": "лљ", "m": "м", "n": "нњ", "o": "о",
    "p": "п", "r": "р", "s": "сшщзц", "t": "тцчћ", "u": "уўю", "v": "вў", "w": "вў", "x": "х",
    "y": "еёюяийєїы", "z": "зжцџ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a name may mean.

    ``spelling`` is the spelling found, in ``language``, and ``role`` what it is to the concept;
    ``scheme`` is the one that spells the native name so, where the concept does not list it.
    ``form`` and ``suffix`` say how the name asked for is made from it. ``distance`` is the number
    of letters in which the two differ when folded: 0, or more for a near miss. ``partial`` says
    that the name is some words of the spelling, not all of it, ``reordered`` that it has them in
    another order; ``part`` is the part of the name that was found, if not all of it.
    """

    concept: Concept
    language: str
    role: Role
    spelling: str
    form: FormKind = FormKind.PLAIN
    suffix: str = ""
    distance: int = 0
    partial: bool = False
    reordered: bool = False
    scheme: str = ""
    part: str = ""


class Finder:
    """Finds names among ``concepts``; ``names`` is their look-up index.

    Inflected forms are looked for in the language ``source``. ``match`` finds the names in a text.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        names: Mapping[str, str],
        source: str,
        match: Callable[[str], Iterable[Match]],
    ) -> None:
        self._concepts = concepts
        self._names = names
        self._source = source
        self._match = match

    def find(self, name: str) -> list[Hit]:
        """Return the hits for ``name``, or near misses; see :meth:`glossary.Glossary.lookup`."""
        name = name.strip()
        key = phrase(name)
        hits: list[Hit]
        ways: list[Callable[[str], Iterable[Hit]]] = [
            self.exact,
            self._reordered,
            self._compound_parts,
        ]
        if _CYRILLIC.search(name):
            ways += [self._declined, self._romanised]
        elif not _LATIN.search(name):
            ways += [self._with_particle, self._respaced]
        for way in ways:
            if hits := list(way(name)):
                return sorted(hits, key=_likelihood)
        parts = list(self._parts(name))
        if parts and not parts[0].part:
            return parts
        by_scheme = [] if _CYRILLIC.search(name) else list(self._by_scheme(name))
        return by_scheme or self._partial(key) or self._near(key) or parts

    def exact(self, name: str) -> Iterator[Hit]:
        """Yield the concepts that ``name`` is a spelling or an inflected form of."""
        key = phrase(name)
        found = numbers_in(self._names.get(key, ""))
        for number in found:
            yield from self._hits(number, key)
        for number, hit in self._inflected(name):
            if number not in found:
                found.append(number)
                yield hit

    def _hits(self, number: int, key: str) -> Iterator[Hit]:
        """Yield a hit for the likeliest spelling of a concept whose phrase is ``key``."""
        concept = self._concepts[number]
        for language, role, spelling in spellings_of(concept):
            if phrase(spelling) == key:
                yield Hit(concept, language, role, spelling)
                return

    def _inflected(self, name: str) -> Iterator[tuple[int, Hit]]:
        """Yield the concepts that ``name`` is an inflected form of, and their numbers.

        That is a German genitive or adjective, also of an English spelling that stands in a German
        text, or with *'s* the possessive of any language.
        """
        for key, suffix, form in _readings(name) if self._source == "de" else ():
            for number in numbers_in(self._names.get(key, "")):
                for hit in self._hits(number, key):
                    if hit.role in _IN_TEXTS and german.takes(
                        hit.concept.kind, hit.spelling, form, suffix
                    ):
                        yield number, replace(hit, form=form, suffix=suffix)
        if ending := _POSSESSIVE.search(name):
            key = phrase(name[: ending.start()])
            for number in numbers_in(self._names.get(key, "")):
                for hit in self._hits(number, key):
                    yield number, replace(hit, form=FormKind.GENITIVE, suffix=ending[0])

    def _reordered(self, name: str) -> Iterator[Hit]:
        """Yield the hits for ``name`` with its last word first, or its first one last."""
        words = name.replace(",", " ").split()
        if len(words) > 1:
            for turned in ([*words[1:], words[0]], [words[-1], *words[:-1]]):
                hits = list(self.exact(" ".join(turned)))
                if hits:
                    yield from (replace(hit, reordered=True) for hit in hits)
                    return

    def _compound_parts(self, name: str) -> Iterator[Hit]:
        """Yield the hits for the longest parts of a compound with hyphens, left to right."""
        words = words_of(name) if any(hyphen in name for hyphen in HYPHENS) else []
        first = 0
        while first < len(words):
            for last in range(len(words), first, -1):
                part = name[words[first].start : words[last - 1].end]
                hits = list(self.exact(part)) if last - first < len(words) else []
                if hits:
                    for hit in hits:
                        form = hit.form if hit.suffix else FormKind.COMPOUND
                        yield replace(hit, form=form, part=part)
                    first = last - 1
                    break
            first += 1

    def _parts(self, name: str) -> Iterator[Hit]:
        """Yield the hits for the names in ``name``, which is a text with names in it."""
        for match in self._match(name):
            for language, role, spelling in spellings_of(match.concept):
                if language == self._source and (spelling == match.base or match.full):
                    whole = (match.start, match.end) == (0, len(name))
                    yield Hit(
                        match.concept,
                        language,
                        role,
                        spelling,
                        match.kind,
                        match.suffix,
                        part="" if whole else match.text,
                    )
                    break

    def _declined(self, name: str) -> Iterator[Hit]:
        """Yield the concepts that have ``name`` in their native name, in any case."""
        key = phrase(name)
        yield from self._partial(key)
        yield from self._in_some_case(key.split())

    def _in_some_case(self, key: Sequence[str]) -> Iterator[Hit]:
        asked = [{word, *nominatives(word)} for word in key]
        for other, numbers in self._names.items():
            if not _CYRILLIC.match(other):
                continue
            words = other.split()
            for start in range(len(words) - len(asked) + 1):
                window = words[start : start + len(asked)]
                fits = all(word in forms for word, forms in zip(window, asked, strict=True))
                if fits and window != key:
                    for number in numbers_in(numbers):
                        for hit in self._hits(number, other):
                            partial = len(window) < len(words)
                            yield replace(hit, form=FormKind.INFLECTED, partial=partial)

    def _with_particle(self, name: str) -> Iterator[Hit]:
        """Yield the hits for ``name`` without its Korean particle."""
        particle = _PARTICLE.search(name)
        for hit in self.exact(name[: particle.start()]) if particle else ():
            yield replace(hit, form=FormKind.INFLECTED)

    def _respaced(self, name: str) -> Iterator[Hit]:
        """Yield the concepts whose native name is ``name`` with other spaces: 김 정은, خامنه ای."""
        asked = phrase(name).replace(" ", "")
        for other, numbers in self._names.items():
            words = other.split(" ") if other.endswith(asked[-1:]) else []
            for start in range(len(words)):
                if "".join(words[start:]) == asked:
                    for number in numbers_in(numbers):
                        for hit in self._hits(number, other):
                            yield replace(hit, partial=start > 0)

    def _romanised(self, name: str) -> Iterator[Hit]:
        """Yield the hits for ``name`` as German and English spell it, from any Slavic language.

        Its last word may stand in any case: *Зеленского* is *Зеленський* in another language.
        """
        from glossary.romanisation import RomanisationError, derive

        *given, last = name.casefold().split()
        others = (_SHORT_I.sub("й", word) for word in sorted(nominatives(fold(last))))
        seen: set[int] = set()
        for word in (last, *others):
            form = FormKind.PLAIN if word == last else FormKind.INFLECTED
            for language in ("ru", "uk", "be", "bg"):
                for target in ("de", "en"):
                    try:
                        key = phrase(derive(" ".join((*given, word)), language, target))
                    except RomanisationError:
                        continue
                    for number in numbers_in(self._names.get(key, "")):
                        if number not in seen:
                            seen.add(number)
                            yield from (replace(hit, form=form) for hit in self._hits(number, key))

    def _by_scheme(self, name: str) -> Iterator[Hit]:
        """Yield the concepts whose native name some scheme spells so, whole or its last word."""
        from glossary.romanisation import RomanisationError, derive
        from glossary.romanisation.scheme import SCHEMES

        asked = _letters(name)
        initials = _INITIALS.get(asked[:1], "")
        for other, numbers in self._names.items():
            words = other.split(" ") if _CYRILLIC.match(other) else []
            if not words or (words[0][0] not in initials and words[-1][0] not in initials):
                continue
            for number in numbers_in(numbers):
                concept = self._concepts[number]
                native = concept.native.split()
                for scheme, language in SCHEMES.items():
                    try:
                        spelled = derive(concept.native, concept.language, language, scheme)
                    except RomanisationError:
                        continue
                    whole = _letters(spelled) == asked
                    if whole or (len(native) > 1 and _letters(spelled.split()[-1]) == asked):
                        yield Hit(
                            concept,
                            language,
                            Role.NATIVE,
                            spelled,
                            partial=not whole,
                            scheme=scheme,
                        )
                        break

    def _partial(self, key: str) -> list[Hit]:
        """Return the hits for the spellings that contain the words of ``key`` and others."""
        hits: dict[int, Hit] = {}
        for other in self._names if key else ():
            if key in other and f" {key} " in f" {other} ":
                for number in numbers_in(self._names[other]):
                    for hit in self._hits(number, other):
                        hits.setdefault(number, replace(hit, partial=True))
        return list(hits.values())

    def _near(self, key: str) -> list[Hit]:
        """Return the hits for the spellings nearest to ``key``, the nearest first."""
        farthest = min(_MOST_MISTAKES, len(key) // _LETTERS_A_MISTAKE)
        if not farthest:
            return []
        places = places_of(key)
        near = sorted(
            (distance, other)
            for other in self._names
            if abs(len(other) - len(key)) <= farthest
            and (distance := distance_to(len(key), places, other)) <= farthest
        )
        hits: dict[int, Hit] = {}
        for distance, other in near:
            for number in numbers_in(self._names[other]):
                for hit in self._hits(number, other):
                    hits.setdefault(number, replace(hit, distance=distance))
            if len(hits) >= _MOST_NEAR:
                break
        return list(hits.values())[:_MOST_NEAR]


def _likelihood(hit: Hit) -> tuple[bool, bool, bool]:
    """Return what sorts the likelier of two hits first; what is alike stays in order."""
    return (hit.partial, hit.form is FormKind.INFLECTED, hit.role is Role.SHORT)


def _readings(name: str) -> Iterator[german.Reading]:
    """Yield the phrases that ``name`` may be an inflected German form of."""
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


def _letters(spelled: str) -> str:
    """Return the letters of ``spelled``, folded: primes and apostrophes for soft signs are none."""
    return "".join(letter for letter in fold(spelled) if letter.isalnum() and letter != "ʹ")
