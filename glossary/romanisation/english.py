"""What ``build.py`` learns about how English spells native words: choices, and given names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.romanisation import corpus as corpora
from glossary.romanisation import model, scheme
from glossary.romanisation.choice import WIDTH, Choice, padded
from glossary.romanisation.corpus import Origin
from glossary.romanisation.fitting import Place, choose
from glossary.romanisation.given_names import GivenName, given_names
from glossary.romanisation.guess import LANGUAGES
from glossary.romanisation.model import Given
from glossary.romanisation.recovery import PRESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.romanisation.corpus import Name

# Slavic endings: where Wikidata's Russian spelling of a foreign name is of no use.
SLAVIC = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|[оыи]й|ая|енко|[чщ]ук|юк|[яаи]к|ич|вна|ец|ко|ук|ка|[иы]х"
    r"|[оеи][вн]о|ск|град|слав|[ая]н|ун|нь|ль|рь|ша|ня)$"
)


@cache
def explain(native: str, english: str, language: str) -> list[tuple[str, str, str]] | None:
    """Return how the press table and its ``also`` spell ``native`` as ``english``.

    The list holds native letters, what the table writes for them and what ``english`` has; None
    where the table cannot.
    """
    table = scheme.table(PRESS, language)
    try:
        pieces = table.pieces(native)
    except scheme.RomanisationError:
        return None
    ways: dict[int, list[tuple[str, str, str]]] = {0: []}
    for letters, written in pieces:
        ahead: dict[int, list[tuple[str, str, str]]] = {}
        for position, way in ways.items():
            for option in (written, *table.also.get(letters, ())):
                if english.startswith(option, position):
                    ahead.setdefault(position + len(option), [*way, (letters, written, option)])
        ways = ahead
    return ways.get(len(english))


class Spelled(NamedTuple):
    """How English spells a native word: as :func:`explain` has it, and how much that counts."""

    language: str
    native: str
    way: list[tuple[str, str, str]]
    weight: float
    tag: str


def choices(
    names: Iterable[Name], russian: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, Choice]]:
    """Return the choice of English letters for native ones, by language."""
    places: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for language, native, way, weight, tag in (*_attested(names), *_romanised(russian)):
        text, start = padded(native), WIDTH
        for letters, rule, written in way:
            end = start + len(letters)
            if weight >= _SURE or (letters, rule) in UNSETTLED:
                place = Place(text, start, end, written, weight, tag)
                places[language, letters, rule].append(place)
            start = end
    learned: dict[str, dict[str, Choice]] = {language: {} for language in LANGUAGES}
    for (language, letters, rule), found in sorted(places.items()):
        counts = Counter(place.answer for place in found)
        options = [option for option, count in counts.most_common() if count >= _TWICE]
        if len(options) > 1:
            learned[language][model.entry(letters, rule)] = choose(
                found, options, ENGLISH_WINDOWS, prior=1.0
            )
    return learned


def _attested(names: Iterable[Name]) -> Iterator[Spelled]:
    """Yield the words of names in three spellings.

    A place has many English spellings that are as good: the one nearest to the table teaches. Of
    a person's only the usual one does, which print keeps to whatever the table says.
    """
    for name in names:
        if name.language not in LANGUAGES or not name.native:
            continue
        tag = "person" if name.kind == "person" else ""
        for native, spellings in paired(name):
            if (name.language, native) in given_names():
                continue
            ways = [way for e in spellings if (way := explain(native, e, name.language))]
            if ways:
                nearest = min(
                    ways, key=lambda way: sum(rule != written for _, rule, written in way)
                )
                yield Spelled(name.language, native, nearest, WEIGHT[name.origin], tag)


def _romanised(russian: Mapping[str, Mapping[str, int]]) -> Iterator[Spelled]:
    """Yield the Russian surnames of Wikidata in their usual spellings, which count little."""
    for native, spellings in russian.items():
        if not SLAVIC.search(native) or ("ru", native) in given_names():
            continue
        whole = sum(spellings.values())
        for latin, count in spellings.items():
            way = explain(native, latin, "ru") if count / whole >= _USUAL else None
            if way:
                yield Spelled("ru", native, way, _WIKIDATA * count / whole, "person")


UNSETTLED = {("е", "ye"), ("ё", "yo"), ("ё", "e")}
"""What Wikidata's spellings and the listed persons are asked about: print keeps to the table where
it can, Wikidata's bearers are mostly known in other languages, and athletes by their passports."""
_SURE = 1.0
WEIGHT = {Origin.FOLDER: 2.0, Origin.TABLES: 1.0, Origin.LISTS: 0.1}
"""How much a name's English spelling counts; below :data:`_SURE` for what is unsettled only."""
_WIKIDATA = 0.1
_USUAL = 0.2
_TWICE = 2
ENGLISH_WINDOWS = ((1, 0), (0, 1), (1, 1), (2, 1), (0, 2))


def usual_surnames(names: Iterable[Name]) -> dict[str, dict[str, str]]:
    """Return how English mostly spells the surnames that it spells, by language and native word."""
    borne: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.kind == "person" and name.native and name.language in LANGUAGES:
            pairs = paired(name)
            for native, spellings in pairs[-1:] if len(pairs) > 1 else ():
                if spellings and explain(native, spellings[0], name.language):
                    borne[name.language, native][spellings[0]] += _WORTH[name.origin]
    usual: dict[str, dict[str, str]] = defaultdict(dict)
    for (language, native), counts in sorted(borne.items()):
        ((spelling, count),) = counts.most_common(1)
        if 2 * count > counts.total():
            usual[language][native] = spelling
    return usual


_WORTH = {Origin.FOLDER: 2, Origin.TABLES: 2, Origin.LISTS: 1}
"""How many bearers in the lists a name is worth that was looked up."""


def paired(name: Name) -> list[tuple[str, list[str]]]:
    """Return the native words of ``name`` and the English spellings of each, in lower case."""
    native = _split(name.native)
    accepted = [name.english] if name.kind == "person" else [name.english, *name.variants]
    spellings = [_split(english) for english in accepted]
    if name.kind == "person" and len(native) == len(spellings[0]) + 1:
        del native[1]  # the patronymic, which English leaves out
    fitting = [words for words in spellings if len(words) == len(native)]
    return [(word, [words[at] for words in fitting]) for at, word in enumerate(native)]


def _split(name: str) -> list[str]:
    return re.split(r"[\s-]+", scheme.normalise(name).lower())


def given() -> dict[str, dict[str, Given]]:
    """Return the given names by language and lower-case German spelling.

    The table's first English spelling is the likeliest. Where print has two habits, *Sergei* and
    *Sergey*, they follow the German ones: *Sergej, Jurij* is how newspapers write and becomes
    *Sergei, Yuri*, *Sergei, Juri* is how reference works write and becomes *Sergey, Yury*.
    """
    learned: dict[str, dict[str, Given]] = defaultdict(dict)
    for known in given_names().values():
        options = (known.english, *known.english_variants)
        for german in corpora.german_spellings(known):
            shares = dict.fromkeys(options[1:], 1 - _FIRST)
            if german[-1] == "i" and _has_habits(known):
                shares = {option: 1 - _FIRST for option in options if option[-1] != "y"}
            rest = [option for option in options if option not in shares]
            learned[known.language][german] = Given(
                known.native,
                {option: round(_FIRST / len(rest), 3) for option in rest}
                | {option: round(share / len(shares), 3) for option, share in shares.items()},
            )
    return learned


_FIRST = 0.65


def _has_habits(name: GivenName) -> bool:
    return name.english[-1] == "i" and any(v[-1] == "y" for v in name.english_variants)
