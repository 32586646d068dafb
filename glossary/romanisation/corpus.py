"""What :mod:`glossary.romanisation.build` learns from: names in three spellings, and words.

The names are read from a folder, from the built-in tables and from ``training/``, the words from
``training/`` alone.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from glossary.romanisation import alignment, guess, scheme
from glossary.romanisation.given_names import GivenName, given_names

FOLDS = 5
"""How many parts the names are divided into where it is measured what was learned."""


class Origin(Enum):
    """Where a name was read."""

    FOLDER = "folder"
    TABLES = "tables"
    LISTS = "lists"


class Word(NamedTuple):
    """A lower-case native word and what it is: a surname, a place, a name or any word."""

    language: str
    native: str
    kind: str


class Latin(NamedTuple):
    """A word as German texts write it, its kind (:mod:`.guess`), and what it names."""

    kind: str
    word: str
    what: str


class Name(NamedTuple):
    """A name in three spellings; ``native`` may be empty. ``kind`` is person, city and the like.

    ``variants`` are other English spellings that are as good. ``usual`` is false where the German
    spelling is no transcription of the native one (*Moskau*), ``checked`` is true where both
    spellings are near to what rules give.
    """

    language: str
    native: str
    german: str
    english: str
    kind: str
    variants: tuple[str, ...] = ()
    usual: bool = True
    checked: bool = True
    origin: Origin = Origin.FOLDER

    @property
    def accepted(self) -> set[str]:
        """Every English spelling that is right."""
        return {self.english, *self.variants}


class Corpus(NamedTuple):
    """All there is to learn from."""

    names: Sequence[Name]
    russian: Mapping[str, Mapping[str, int]]
    """Russian word → its Latin spellings and their counts."""
    words: Sequence[Word]
    """Native words."""
    latin: Sequence[Latin]
    """German spellings."""

    @property
    def staying(self) -> set[str]:
        """The German words listed as no transcriptions, in lower case."""
        return {latin.word.lower() for latin in self.latin if latin.kind == guess.KEEP}


def read(folder: Path) -> Corpus:
    """Return what the files in ``folder``, the built-in tables and ``training/`` hold."""
    names = [name for file in _NAMES for name in _names(folder / file)]
    listed = {name.german for name in names}
    names += [name for name in (*_tables(), *listed_persons()) if name.german not in listed]
    russian: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(folder / "russian_english_tokens.tsv", ("english", "russian", "count")):
        russian[row["russian"].replace(" ", "")][row["english"]] += int(row["count"])
    latin = [Latin(section[0], word, section[1]) for section, word in _sections("latin.txt")]
    return Corpus(names, russian, list(listed_words()), latin)


def read_words(path: Path) -> list[Name]:
    """Return the names of one file: single words that are for measuring only."""
    return list(_names(path))


_NAMES = ("persons.dev.tsv", "places.dev.tsv", "current_news.tsv")


def _names(path: Path) -> Iterator[Name]:
    for row in _rows(path):
        if "gweather" in row.get("source", ""):  # GPL: not to be learned from
            continue
        yield Name(
            language=row["source_lang"],
            native=row["native"],
            german=row["de"],
            english=row["en"],
            kind=row.get("kind", "person"),
            variants=_split(row.get("en_variants", "")),
            usual=row["de_kind"] in ("german", "same_as_en"),
            checked=row.get("check", "ok") == "ok",
        )


def _tables() -> Iterator[Name]:
    folder = resources.files("glossary") / "tables"
    for table in ("persons.csv", "places.csv"):
        with (folder / table).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                yield Name(
                    language=row["language"],
                    native=row["native"],
                    german=row["german"],
                    english=row["english"],
                    kind=row["kind"],
                    variants=_split(row["english_variants"]),
                    origin=Origin.TABLES,
                )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _rows(path: Path, header: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = header or lines[0].split("\t")
    for line in lines if header else lines[1:]:
        cells = line.split("\t")
        if len(cells) == len(columns) and (not header or cells[2].isdigit()):
            yield dict(zip(columns, cells, strict=True))


def listed_persons() -> Iterator[Name]:
    """Yield the persons of ``training/``, spelled in German as Duden transcribes them."""
    text = (resources.files(__package__) / "training" / "persons.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            language, native, english = line.split("\t")
            german = duden(native, language)
            if german:
                yield Name(language, native, german, english, "person", origin=Origin.LISTS)


def listed_words() -> Iterator[Word]:
    """Yield the native words of ``training/``."""
    for section, word in _sections("native.txt"):
        yield Word(section[0], word, section[1])


def _sections(file: str) -> Iterator[tuple[list[str], str]]:
    """Yield the words of a file, each with the words of the comment above it."""
    text = (resources.files(__package__) / "training" / file).read_text(encoding="utf-8")
    section: list[str] = []
    for line in text.splitlines():
        if line.startswith("# "):
            section = line.split()[1:]
        else:
            for word in line.split():
                yield section, word


@cache
def duden(word: str, language: str) -> str:
    """Return the German spelling of native words; nothing if they are misspelled."""
    try:
        return scheme.table("duden", language).spell(word)
    except scheme.RomanisationError:
        return ""


# --- measuring: what is unseen -------------------------------------------------------------------


def fold(name: Name) -> int:
    """Return the part that ``name`` falls into: bearers of one surname are in the same one."""
    return zlib.crc32(words(name.german)[-1:][0].encode()) % FOLDS if words(name.german) else 0


def without(corpus: Corpus, held: Iterable[Name]) -> Corpus:
    """Return ``corpus`` without ``held`` and without everything that has a word of them.

    Left in are words that belong to no single name: given names, patronymics, and what several
    places have (*Stara, Nowa*).
    """
    held = list(held)
    shared = Counter(word for name in _told(corpus) for word in {*words(name.native)})
    natives = {
        _stem(word)
        for name in held
        for word in words(name.native)
        if len(word) >= _TELLING and shared[word] < _SHARED and not _PATRONYMIC.search(word)
    } - _given_stems()
    latin = {
        word
        for name in held
        for word in words(f"{name.german} {name.english}")
        if len(word) > _TELLING
    } - {word for word, count in _latin_counts(corpus).items() if count >= _SHARED}
    latin -= _given_words()
    gone = set(held)

    def unseen(name: Name) -> bool:
        return (
            name not in gone
            and not any(_stem(word) in natives for word in words(name.native))
            and not any(word in latin for word in words(name.german))
        )

    russian = {
        russian: {word: count for word, count in spellings.items() if word not in latin}
        for russian, spellings in corpus.russian.items()
        if _stem(russian) not in natives
    }
    return Corpus(
        [name for name in corpus.names if unseen(name)],
        {word: spellings for word, spellings in russian.items() if spellings},
        [word for word in corpus.words if _stem(word.native) not in natives],
        [entry for entry in corpus.latin if entry.word.lower() not in latin],
    )


def as_english(name: Name) -> str:
    """Return the German spelling without the patronymic of a person, which English leaves out."""
    if name.kind != "person":
        return name.german
    parts = name.german.split()
    inner = (part for part in parts[1:-1] if not _GERMAN_PATRONYMIC.search(part))
    return " ".join([parts[0], *inner, *parts[-1:]]) if len(parts) > 1 else name.german


_SHARED = 4
"""Words of so many names are no name's own."""
_TELLING = 3
"""Shorter words are no name's own either."""
_PATRONYMIC = re.compile("(?:ич|вна|їч)$")
_GERMAN_PATRONYMIC = re.compile("(?:witsch|wna|wytsch|itsch)$")
_ENDING = re.compile("(?:[иы]й|ая|а|е)$")


def german_spellings(known: GivenName) -> set[str]:
    """Return how German texts write a given name, in lower case: as Duden, and in other styles."""
    styles = alignment.spellings(known.native.lower(), known.language)
    written = {"".join(german for _, german in pieces) for pieces in styles}
    return written | {variant.lower() for variant in known.german_variants}


def words(text: str) -> list[str]:
    """Return the words of a name in lower case."""
    return re.findall(r"[^\W\d_]+(?:’[^\W\d_]+)*", scheme.normalise(text).lower())


def _stem(word: str) -> str:
    # What a man's surname and a woman's have in common.
    return _ENDING.sub("", word)


@cache
def _given_stems() -> frozenset[str]:
    return frozenset(_stem(native) for _, native in given_names())


@cache
def _given_words() -> frozenset[str]:
    return frozenset(
        spelling.lower()
        for known in given_names().values()
        for spelling in (known.english, *known.english_variants, *german_spellings(known))
    )


def _latin_counts(corpus: Corpus) -> Counter[str]:
    return Counter(
        word for name in _told(corpus) for word in {*words(f"{name.german} {name.english}")}
    )


def _told(corpus: Corpus) -> list[Name]:
    # The lists have a surname's bearers by the dozen, and it is still a name of its own.
    return [name for name in corpus.names if name.origin is not Origin.LISTS]
