"""Name pairs to teach with: found in sentence pairs, and swapped there for others."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.evidence import GIVEN_NAME
from glossary.romanisation import RomanisationError, derive
from glossary.romanisation.corpus import listed_persons, listed_words

if TYPE_CHECKING:
    from glossary.concept import Concept

Kind = str  # given | surname | place, "" where unknown
Links = Sequence[tuple[int, int]]

# Endings by which a Russian word is a Russian name, not *Ryusuke* or *Smith* in Russian letters.
_SURNAME = re.compile("(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ский|ская|цкий|енко|чук|юк)$")
_PATRONYMIC = re.compile("(ович|евич|овна|евна)$")
# Endings of Russian surnames that are, letter by letter, Ukrainian ones as well.
_UKRAINIAN = re.compile("(енко|чук|юк)$")
# Endings by which a German word that English spells otherwise is a surname, not a country or month.
_SURNAME_ENDING = re.compile(
    "(ow|ew|jow|owa|ewa|jowa|ski|skij|skyj|skaja|ska|zki|zkaja|enko|tschuk|juk|jak|tsch|schwili|"
    "dse|jan|jew|jewa|schin|schina)$"
)


@dataclass(frozen=True)
class NamePair:
    """One name word in both spellings."""

    de: str
    en: str
    kind: Kind


@dataclass(frozen=True)
class Found:
    """A name in a sentence pair: word positions, and the character span of its stem in each word.

    `tail` of the German word is what follows the stem (genitive *s*, adjective *er*, compound), of
    the English word likewise (*'s*).
    """

    i: int
    j: int
    de: tuple[int, int]
    en: tuple[int, int]
    inflected: str  # "", "s" or "er": the part of the German tail that is an ending of the name
    pair: NamePair


class Names:
    """Name words by spelling, and a pool to draw from by kind: whoever is often listed, often."""

    def __init__(self, pairs: Iterable[NamePair]) -> None:
        self.kind: dict[tuple[str, str], Kind] = {}
        self.pool: dict[Kind, list[NamePair]] = defaultdict(list)
        for pair in pairs:
            self.kind.setdefault((pair.de, pair.en), pair.kind)
            # Names spelled alike in both languages teach least.
            self.pool[pair.kind] += [pair] * (3 if pair.de != pair.en else 1)

    def draw(self, rng: random.Random, kind: Kind) -> NamePair:
        """Draw a name word of this kind."""
        return rng.choice(self.pool[kind])


def read_names(folder: Path) -> tuple[list[NamePair], list[tuple[str, str]]]:
    """Read name words, and whole names as (German, English), from the name lists in `folder`.

    And from what the glossary has: its tables, and the lists that its romanisation learns from.
    """
    words: list[NamePair] = []
    whole: list[tuple[str, str]] = []
    for german, english, kind in (*_in_folder(folder), *_in_the_tables()):
        whole.append((german, english))
        if kind is not None:
            words += _words(german, english, kind) * _IN_THE_NEWS
    for person in listed_persons():
        whole.append((person.german, person.english))
        words += _words(person.german, person.english, "surname")
    words += _slavic(folder / "russian_english_tokens.tsv")
    words += _listed()
    return words, whole


def _in_folder(folder: Path) -> Iterator[tuple[str, str, Kind | None]]:
    """Yield the names of the folder; without a kind those that are no words to teach with."""
    for row in _rows(folder / "persons.dev.tsv"):
        if row["de_kind"] != "other" and _trusted(row):
            yield row["de"], row["en"], "surname"
    for row in _rows(folder / "current_news.tsv"):
        yield row["de"], row["en"], _KINDS.get(row["kind"])
    for row in _rows(folder / "places.dev.tsv"):
        if "gweather" not in row["source"] and _trusted(row):
            # *die Ukraine*, *der Iran*: an article tells countries apart, so they stay unswapped.
            yield row["de"], row["en"], "place" if row["kind"] == "city" else ""


def _in_the_tables() -> Iterator[tuple[str, str, Kind | None]]:
    """Yield the names of the glossary likewise."""
    for concept in _builtin():
        for german, english in _spellings(concept):
            same = all(map(alike, german.split(), english.split()))
            yield german, english, _KINDS.get(concept.kind) if same else None


_IN_THE_NEWS = 4
"""How many times as often as others the names are drawn that newspapers are full of."""
_KINDS = {"person": "surname", "place": "place", GIVEN_NAME: "given"}


def _builtin() -> Iterator[Concept]:
    """Yield what the built-in glossary knows: people, places, given names."""
    from glossary.formats import csv as glossary_csv
    from glossary.given import given_names
    from glossary.loading import spelled_out

    for table in sorted((resources.files("glossary") / "tables").iterdir(), key=lambda t: t.name):
        for concept in glossary_csv.parse(table.read_bytes(), table.name):
            yield spelled_out(concept, "de", "en")
    yield from given_names()


def _spellings(concept: Concept) -> Iterator[tuple[str, str]]:
    """Pair every German spelling with the English one of as many words."""
    german, english = concept.spellings["de"], concept.spellings["en"]
    by_length = {len(name.split()): name for name in (english.short, english.full) if name}
    for name in dict.fromkeys((german.full, german.short, *german.variants)):
        if name and len(name.split()) in by_length:
            yield name, by_length[len(name.split())]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _trusted(row: Mapping[str, str]) -> bool:
    return row["de_kind"] != "german" or row["check"] == "ok"


def _words(german: str, english: str, kind: Kind) -> list[NamePair]:
    """Pair a name word by word; of a person's, all but the last are given names."""
    de, en = german.split(), english.split()
    if len(de) != len(en) or (kind != "surname" and len(de) > 1):
        return []
    kinds = ["given"] * (len(de) - 1) + [kind]
    return [
        NamePair(a, b, one)
        for a, b, one in zip(de, en, kinds, strict=True)
        if len(a) > 2 and a[0].isupper() and b[0].isupper() and a.isalpha()  # noqa: PLR2004
    ]


def _slavic(path: Path) -> Iterator[NamePair]:
    """Pair the German and English transcriptions of Slavic names.

    They are Russian ones whose English is in use, and Ukrainian ones of the same letters:
    *Литвиненко* is *Litwinenko*, *Litvinenko* or *Lytwynenko*, *Lytvynenko*.
    """
    with path.open(encoding="utf-8") as file:
        for line in file:
            english, letters, _ = line.rstrip("\n").split("\t")
            native = letters.replace(" ", "").capitalize()
            patronymic = _PATRONYMIC.search(native)
            if not (patronymic or _SURNAME.search(native)):
                continue
            kind = "given" if patronymic else "surname"
            for language in ("ru", "uk") if _UKRAINIAN.search(native) else ("ru",):
                pair = _transcribed(native, language, kind)
                if pair is not None and (language != "ru" or english == pair.en.lower()):
                    yield pair


def _listed() -> Iterator[NamePair]:
    """Pair the transcriptions of the surnames and places that the romanisation learns from."""
    for word in listed_words():
        if word.kind in {"surname", "place"}:
            pair = _transcribed(word.native.capitalize(), word.language, word.kind)
            if pair is not None:
                yield pair


def _transcribed(native: str, language: str, kind: Kind) -> NamePair | None:
    """Pair the two languages' transcriptions of a native word; None if it has foreign letters."""
    try:
        return NamePair(derive(native, language, "de"), derive(native, language, "en"), kind)
    except RomanisationError:
        return None


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(maxsize=400_000)
def alike(german: str, english: str) -> bool:
    """Whether two words look like spellings of one name."""
    if german == english:
        return True
    a, b = german.lower(), english.lower()
    if abs(len(a) - len(b)) > 4:  # noqa: PLR2004
        return False
    a = a.replace("tsch", "ch").replace("sch", "sh").replace("w", "v").replace("j", "y")
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.7  # noqa: PLR2004


def find(
    de: Sequence[str], en: Sequence[str], links: Links, names: Names, common: Collection[str]
) -> list[Found]:
    """Find the names of an aligned sentence pair.

    `common` holds lower-case English words that are no names (*president* beside *Präsident*).
    """
    linked = defaultdict(list)
    for i, j in links:
        linked[i].append(j)
    found: list[Found] = []
    used: set[int] = set()
    for i, targets in linked.items():
        stem = _WORD.search(de[i])
        if stem is None or not stem[0][0].isupper() or len(stem[0]) < 3:  # noqa: PLR2004
            continue
        for j in targets:
            other = _WORD.search(en[j])
            if other is None or j in used or not other[0][0].isupper():
                continue
            hit = _same_name(stem, other, i, j, names, common)
            if hit is not None:
                found.append(hit)
                used.add(j)
                break
    return [
        replace(name, pair=replace(name.pair, kind=kind))
        for run in runs(sorted(found, key=lambda name: name.i))
        for name, kind in zip(run, _kinds(run), strict=True)
    ]


def runs(found: Iterable[Found]) -> list[list[Found]]:
    """Join names that stand side by side in both languages: *Walerij Gerassimow*."""
    joined: list[list[Found]] = []
    for name in found:
        last = joined[-1][-1] if joined else None
        if last and (last.i + 1, last.j + 1) == (name.i, name.j) and not last.inflected:
            joined[-1].append(name)
        else:
            joined.append([name])
    return joined


def _kinds(run: Sequence[Found]) -> list[Kind]:
    """Return the kind of each name of a run, guessed where no list has it.

    Whoever has a known given name or a surname's ending is a person; all but the last are given
    names. Anything else keeps its kind: *New York*, *Russland*.
    """
    kinds = [name.pair.kind for name in run]
    last = run[-1].pair
    person = len(run) > 1 and not {"given", "surname"}.isdisjoint(kinds)
    if last.de != last.en and not last.kind:
        person = person or _SURNAME_ENDING.search(last.de) is not None
    if not person or "place" in kinds:
        return kinds
    return [kind or "given" for kind in kinds[:-1]] + [kinds[-1] or "surname"]


def _same_name(
    stem: re.Match[str],
    other: re.Match[str],
    i: int,
    j: int,
    names: Names,
    common: Collection[str],
) -> Found | None:
    english = re.sub(r"['’]s?$", "", other[0])
    for ending in ("", "s", "er"):
        german = stem[0].removesuffix(ending)
        if len(german) < 3 or not stem[0].endswith(ending):  # noqa: PLR2004
            continue
        kind = names.kind.get((german, english))
        if kind is not None and (ending != "er" or kind == "place"):
            break
    else:
        ending = ""
        german = stem[0]
        if german.endswith("s") and not english.endswith("s"):
            german, ending = german[:-1], "s"
        if len(english) < 3 or english.lower() in common or not alike(german, english):  # noqa: PLR2004
            return None
        kind = ""
    return Found(
        i,
        j,
        (stem.start(), stem.start() + len(german)),
        (other.start(), other.start() + len(english)),
        ending,
        NamePair(german, english, kind),
    )


def genitive(name: str) -> str:
    """German genitive of a name; Duden: an apostrophe after s, ß, x, z (*Marx’*)."""
    return name + ("’" if name[-1] in "sßxz" else "s")


def swap(
    de: list[str], en: list[str], found: Sequence[Found], names: Names, rng: random.Random
) -> list[Found]:
    """Swap names of known kind for others, in place and in every form; return the names as now."""
    swapped: dict[tuple[str, str], NamePair] = {}
    result = []
    # From the right, so that spans further left in the same word stay true.
    for name in sorted(found, key=lambda name: (name.i, name.de), reverse=True):
        kind = name.pair.kind
        if not kind:
            result.append(name)
            continue
        key = name.pair.de, name.pair.en
        if key not in swapped:
            swapped[key] = names.draw(rng, kind)
        new = swapped[key]
        ending, inflected = name.inflected, new.de
        if name.inflected == "er" and new.de[-1] not in "aeiouynsr":
            inflected += "er"
        elif name.inflected == "er":
            result.append(name)
            continue
        elif name.inflected == "s":
            inflected = genitive(new.de)
            ending = inflected[len(new.de) :]
        start, end = name.de
        end += len(name.inflected)
        de[name.i] = de[name.i][:start] + inflected + de[name.i][end:]
        left, right = name.en
        en[name.j] = en[name.j][:left] + new.en + en[name.j][right:]
        result.append(
            Found(
                name.i,
                name.j,
                (start, start + len(new.de)),
                (left, left + len(new.en)),
                ending,
                new,
            )
        )
    return result[::-1]
