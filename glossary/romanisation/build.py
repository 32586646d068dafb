"""Learn ``model.json`` from lists of names: ``python -m glossary.romanisation.build FOLDER``.

FOLDER holds tab-separated files with a header line, the columns by name:

``persons.dev.tsv``, ``places.dev.tsv``, ``current_news.tsv``
    ``source_lang``, ``native``, ``de``, ``en``, and where known ``de_kind``, ``check``,
    ``source``, ``kind``.
``russian_english_tokens.tsv``
    English, Russian with a space between the letters, and how often Wikidata pairs them.

The words under ``training/`` and ``given_names.csv`` are read as well. The same input gives the
same model, byte for byte.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from glossary.romanisation import alignment, guess, model, scheme
from glossary.romanisation.choice import SCALE, WIDTH, Choice, Window, padded
from glossary.romanisation.given_names import GivenName, given_names
from glossary.romanisation.model import COMMON, Given, Model

LANGUAGES = ("ru", "uk", "be", "bg")
"""The languages whose names are guessed; each has something to learn."""
EXACT = ("mk", "sr")
"""Languages recovered by their table alone: no words of them to learn from."""

# Letters whose choice is the same in all languages, and the options they have.
SHARED = {"s": ("с", "з"), "ss": ("с", "сс"), "sch": ("ш", "ж", "сх")}
SILENT = {"ru": ("", "ь", "ъ"), "uk": ("", "ь", "’"), "be": ("", "ь", "’"), "bg": ("",)}

WIDE = (
    *((before, 0) for before in range(1, 6)),
    *((0, after) for after in range(1, 6)),
    *((1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (2, 3), (3, 3), (4, 4), (3, 1), (1, 3)),
)
NARROW = ((1, 0), (2, 0), (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (2, 1), (2, 2))

# Slavic endings: where Wikidata's Russian spelling of a foreign name is of no use.
_SLAVIC = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|[оыи]й|ая|енко|[чщ]ук|юк|[яаи]к|ич|вна|ец|ко|ук|ка|[иы]х"
    r"|[оеи][вн]о|ск|град|слав|[ая]н|ун|нь|ль|рь|ша|ня)$"
)
_FOREIGN_WEIGHT = 0.3
_STYLE_WEIGHT = 0.15


class Name(NamedTuple):
    """A name in three spellings; ``native`` may be empty. ``kind`` is person or place."""

    language: str
    native: str
    german: str
    english: str
    kind: str


class Corpus(NamedTuple):
    """All there is to learn from."""

    names: Sequence[Name]
    russian: Mapping[str, Mapping[str, int]]
    """Russian word → its Latin spellings and their counts."""
    words: Sequence[tuple[str, str]]
    """Language, native word."""
    latin: Sequence[tuple[str, str]]
    """Kind of the guess, German spelling."""


FloatArray = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One observed choice: what speaks for it, what it was, how much it counts."""

    features: Sequence[Hashable]
    answer: int
    weight: float


# --- reading -------------------------------------------------------------------------------------


def read(folder: Path) -> Corpus:
    """Return what the files in ``folder`` and ``training/`` hold."""
    names = []
    for file in ("persons.dev.tsv", "places.dev.tsv", "current_news.tsv"):
        for row in _rows(folder / file):
            if "gweather" in row.get("source", ""):  # GPL: not to be learned from
                continue
            kind = row.get("kind", "person")
            names.append(Name(row["source_lang"], row["native"], row["de"], row["en"], kind))
    russian: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(folder / "russian_english_tokens.tsv", ("english", "russian", "count")):
        russian[row["russian"].replace(" ", "")][row["english"]] += int(row["count"])
    return Corpus(names, russian, list(_sections("native.txt")), list(_sections("latin.txt")))


def _rows(path: Path, header: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = header or lines[0].split("\t")
    for line in lines if header else lines[1:]:
        cells = line.split("\t")
        if len(cells) == len(columns) and (not header or cells[2].isdigit()):
            yield dict(zip(columns, cells, strict=True))


def _sections(file: str) -> Iterator[tuple[str, str]]:
    text = (resources.files(__package__) / "training" / file).read_text(encoding="utf-8")
    section = ""
    for line in text.splitlines():
        if line.startswith("# "):
            section = line.split()[1]
        else:
            for word in line.split():
                yield section, word


# --- fitting -------------------------------------------------------------------------------------


PRIOR = 0.5
"""One over the variance of the weights: how reluctantly they leave zero."""
STEPS = 100
ALWAYS = ""
"""The evidence that every place has."""


def fit(
    examples: Sequence[Example], options: int, prior: float = PRIOR
) -> dict[Hashable, FloatArray]:
    """Return the weights of each feature, one an option, that make the examples likely.

    Maximum likelihood with a Gaussian prior on the weights (Chen & Rosenfeld 1999), by Adam
    (Kingma & Ba 2015) on all examples at once: the objective is convex and nothing is random.
    """
    number: dict[Hashable, int] = {}
    columns = np.array(
        [number.setdefault(f, len(number)) for example in examples for f in example.features]
    )
    rows = np.repeat(np.arange(len(examples)), [len(example.features) for example in examples])
    weight = np.array([example.weight for example in examples])
    answers = np.zeros((options, len(examples)))
    answers[[example.answer for example in examples], np.arange(len(examples))] = 1.0
    # What holds everywhere costs nothing: only what the surroundings add must earn its weight.
    priors = np.array([0.01 if feature == ALWAYS else prior for feature in number])
    weights = np.zeros((options, len(number)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        totals = np.array([np.bincount(rows, own[columns], len(examples)) for own in weights])
        odds = np.exp(totals - totals.max(axis=0))
        slopes = weight * (odds / odds.sum(axis=0) - answers)
        gradient = priors * weights
        for option in range(options):
            gradient[option] += np.bincount(columns, slopes[option][rows], len(number))
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        rate = 0.15 * (1 - step / (STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {feature: weights[:, index] for feature, index in number.items()}


def choose(
    places: Sequence[tuple[str, int, int, str, int, float]],
    options: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    prior: float = PRIOR,
) -> Choice:
    """Return the choice learned from ``places``: padded word, start, end, tag, answer, weight."""
    examples = [
        Example(
            [
                ALWAYS,
                *((size, text[start - size[0] : end + size[1]]) for size in sizes),
                *([tag] if tag else []),
            ],
            answer,
            weight,
        )
        for text, start, end, tag, answer, weight in places
    ]
    windows: dict[tuple[int, int], dict[str, list[int]]] = {size: {} for size in sizes}
    tags: dict[str, list[int]] = {}
    for feature, own in fit(examples, len(options), prior).items():
        whole = [round(float(weight - own[0]) * SCALE) for weight in own[1:]]
        if isinstance(feature, str):
            tags[feature] = whole  # the empty tag is every place's
        elif isinstance(feature, tuple) and max(map(abs, whole)) >= LEAST_WEIGHT:
            windows[feature[0]][feature[1]] = whole
    return Choice(options, [Window(*size, found) for size, found in windows.items() if found], tags)


LEAST_WEIGHT = 4
"""Weights below this (1/8 nat) are dropped: they are most of the model and little of its use."""


# --- native letters ------------------------------------------------------------------------------

Place = tuple[str, int, int, str, int, float]


class Letters:
    """Collects what native letters stood behind which German ones, and learns the choices."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.cores: dict[tuple[str, str], list[tuple[str, int, int, str, float]]] = defaultdict(
            list
        )
        self.silent: dict[str, list[Place]] = defaultdict(list)

    def add(self, word: str, language: str, weight: float) -> None:
        """Learn from a lower-case native word in all its German styles."""
        for number, pairs in enumerate(aligned(word, language)):
            if pairs:
                self._add(pairs, language, weight if number == 0 else weight * _STYLE_WEIGHT)

    def _add(self, pairs: Sequence[alignment.Pair], language: str, weight: float) -> None:
        text = padded("".join(german for _, german in pairs))
        start = WIDTH
        for letters, german in pairs:
            end = start + len(german)
            core = letters.rstrip("ьъ’") or letters
            key = COMMON if core in SHARED.get(german, ()) else language
            self.seen[language][german][core] += 1
            self.cores[key, german].append((text, start, end, core, weight))
            silent = letters[len(core) :]
            if german[-1] in "bcdfghklmnprstvwxz" and silent in SILENT[language]:
                answer = SILENT[language].index(silent)
                self.silent[language].append((text, start, end, "", answer, weight))
            start = end

    def letters(self) -> dict[str, dict[str, str | Choice]]:
        """Return the choice for each group of German letters, by language."""
        learned: dict[str, dict[str, str | Choice]] = {COMMON: {}}
        for german, options in SHARED.items():
            places = self.cores[COMMON, german]
            learned[COMMON][german] = choose(
                [(t, s, e, "", options.index(core), w) for t, s, e, core, w in places],
                options,
                WIDE,
            )
        for language, groups in self.seen.items():
            learned[language] = {
                german: self._letters(language, german, cores)
                for german, cores in groups.items()
                if german not in SHARED
            }
        return learned

    def _letters(self, language: str, german: str, cores: Counter[str]) -> str | Choice:
        whole = cores.total()
        options = [core for core, count in cores.most_common() if count >= max(3, whole * 0.002)]
        if len(options) < 2:
            return cores.most_common(1)[0][0]
        places = self.cores[language, german]
        return choose(
            [(t, s, e, "", options.index(c), w) for t, s, e, c, w in places if c in options],
            options,
            NARROW,
        )

    def signs(self) -> dict[str, Choice]:
        """Return the choice of the sign that German leaves out, by language."""
        return {
            language: choose(places, SILENT[language], NARROW)
            for language, places in self.silent.items()
            if len(SILENT[language]) > 1
        }


@cache
def aligned(word: str, language: str) -> list[list[alignment.Pair] | None]:
    """Return how each German style of a native word aligns with it; nothing if it is misspelled."""
    try:
        styles = alignment.spellings(word, language)
        return [alignment.align(pieces, language) for pieces in styles]
    except scheme.RomanisationError:
        return []


# --- English -------------------------------------------------------------------------------------


@cache
def explain(native: str, english: str, language: str) -> list[tuple[str, str, str]] | None:
    """Return how the press table and its ``also`` spell ``native`` as ``english``.

    The list holds native letters, what the table writes for them and what ``english`` has; None
    where the table cannot.
    """
    table = scheme.table("press", language)
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


def english_choices(names: Iterable[Name]) -> dict[str, dict[str, Choice]]:
    """Return the choice of English letters for native ones, by language."""
    places: dict[tuple[str, str, str], list[tuple[str, int, int, str, str]]] = defaultdict(list)
    for name in names:
        if name.language not in LANGUAGES or not name.native:
            continue
        tag = "person" if name.kind == "person" else ""
        for native, english in paired(name):
            if (name.language, native) in given_names():
                continue
            text, start = padded(native), WIDTH
            for letters, rule, written in explain(native, english, name.language) or ():
                end = start + len(letters)
                places[name.language, letters, rule].append((text, start, end, tag, written))
                start = end
    learned: dict[str, dict[str, Choice]] = {language: {} for language in LANGUAGES}
    for (language, letters, rule), found in sorted(places.items()):
        counts = Counter(written for *_, written in found)
        options = [option for option, count in counts.most_common() if count >= 2]
        if len(options) > 1:
            learned[language][model.entry(letters, rule)] = choose(
                [
                    (t, s, e, tag, options.index(w), 1.0)
                    for t, s, e, tag, w in found
                    if w in options
                ],
                options,
                ((1, 0), (0, 1), (1, 1), (2, 1), (0, 2)),
                prior=1.0,
            )
    return learned


def paired(name: Name) -> list[tuple[str, str]]:
    """Return the native and English words of ``name`` that belong together, in lower case."""
    native = re.split(r"[\s-]+", scheme.normalise(name.native).lower())
    english = re.split(r"[\s-]+", scheme.normalise(name.english).lower())
    if name.kind == "person" and len(native) == len(english) + 1:
        del native[1]  # the patronymic, which English leaves out
    return list(zip(native, english, strict=True)) if len(native) == len(english) else []


def given(names: Iterable[Name]) -> dict[str, dict[str, Given]]:
    """Return the given names by language and lower-case German spelling.

    How likely each English spelling is: the table's first one is taken for ``_FIRST`` of the
    cases, and what ``names`` show of how the end of the German form and of the English one go
    together (*-ej* with *-ei*, *-ei* with *-ey*) shifts it.
    """
    ends: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in names:
        first = name.german.lower().split()
        english = name.english.lower().split()
        if name.kind == "person" and english:
            ends[name.language, first[0][-2:]][english[0][-2:]] += 1
    learned: dict[str, dict[str, Given]] = defaultdict(dict)
    for known in given_names().values():
        options = (known.english, *known.english_variants)
        for german in _german(known):
            seen = ends[known.language, german[-2:]]
            weights = [
                (_FIRST if number == 0 else (1 - _FIRST) / (len(options) - 1))
                * (seen[option.lower()[-2:]] + 1.0)
                for number, option in enumerate(options)
            ]
            whole = sum(weights)
            learned[known.language][german] = Given(
                known.native,
                {
                    option: round(weight / whole, 3)
                    for option, weight in zip(options, weights, strict=True)
                },
            )
    return learned


_FIRST = 0.6


def _german(known: GivenName) -> set[str]:
    styles = alignment.spellings(known.native.lower(), known.language)
    written = {"".join(german for _, german in pieces) for pieces in styles}
    return written | {variant.lower() for variant in known.german_variants}


# --- the language --------------------------------------------------------------------------------


def grams(corpus: Corpus, given: Mapping[str, Mapping[str, Given]]) -> dict[str, list[int]]:
    """Return what the groups of letters say about the language: one weight a kind.

    Two questions are learned apart, as :mod:`glossary.romanisation.guess` asks them: whether a
    name is a transcription at all, and from which language.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for name, kind, weight in _kinds(corpus):
        words = tuple(word.lower() for word in _LATIN.findall(scheme.normalise(name)))
        if words:
            seen[words, kind] += weight  # type: ignore[assignment]
    found = {words: list(guess.evidence(words, given)) for words, _ in seen}
    counts = Counter(gram for words, _ in seen for gram in found[words])
    known = {
        (words, kind): [gram for gram in found[words] if counts[gram] >= RAREST]
        for words, kind in seen
    }
    kept = sum(weight for (_, kind), weight in seen.items() if kind == guess.KEEP)
    ratio = KEPT * (sum(seen.values()) - kept) / kept
    transcribed = fit(
        [
            Example(
                known[key], int(key[1] == guess.KEEP), w * (ratio if key[1] == guess.KEEP else 1)
            )
            for key, w in seen.items()
            if known[key]
        ],
        2,
    )
    languages = fit(
        [
            Example(known[key], guess.KINDS.index(key[1]), weight)
            for key, weight in seen.items()
            if key[1] != guess.KEEP and known[key]
        ],
        len(guess.KINDS),
    )
    weights = {}
    none = np.zeros(len(guess.KINDS))
    for gram, own in transcribed.items():
        row = [own[1] - own[0], *languages.get(gram, none)]
        if max(map(abs, row)) >= LEAST_GRAM:
            weights[str(gram)] = [round(float(weight) * SCALE) for weight in row]
    return weights


LEAST_GRAM = 0.15
RAREST = 3
"""Groups of letters in fewer names teach nothing about others."""
KEPT = 0.7
"""How much names that stay count against transcriptions, all together."""


def _kinds(corpus: Corpus) -> Iterator[tuple[str, str, float]]:
    """Yield names as German texts write them, their kind and how much it counts."""
    for name in corpus.names:
        if name.german == name.english:
            yield name.german, name.language if _is_duden(name) else guess.KEEP, 1.0
            continue
        yield name.english, guess.KEEP, 0.3
        if name.language in LANGUAGES:
            yield name.german, name.language, 2.0
        elif name.language in RESPELLED or _GERMAN.search(name.german):
            yield name.german, guess.OTHER, 2.0
        else:
            yield name.german, guess.KEEP, 1.0
    for language, word in corpus.words:
        pieces = next(alignment.spellings(word, language))
        yield "".join(german for _, german in pieces), language, 1.0
    for kind, word in corpus.latin:
        yield word, kind, 1.0
    for known in given_names().values():
        for german in _german(known):
            yield german, known.language, 1.0
    for russian, spellings in corpus.russian.items():
        yield from _from_wikidata(russian, spellings)


RESPELLED = ("kk", "ky", "mn", "ka", "hy", "az", "uz", "tk", "tg")
_GERMAN = re.compile("sch|ch|w|j", re.IGNORECASE)
_LATIN = re.compile(r"[^\W\d_]+")


def _is_duden(name: Name) -> bool:
    if name.language not in LANGUAGES or not name.native:
        return False
    try:
        german = scheme.table("duden", name.language).spell(name.native)
    except scheme.RomanisationError:
        return False
    return german == name.german


def _from_wikidata(russian: str, spellings: Mapping[str, int]) -> Iterator[tuple[str, str, float]]:
    """Yield spellings of a Russian word, their kinds and weights.

    A Latin spelling stays as it is. What Duden makes of the Russian word is Russian as far as
    Wikidata romanises the word instead of giving it a spelling of its own (*Kowalski*).
    """
    whole = sum(spellings.values())
    romanised = 0
    slavic = _SLAVIC.search(russian) is not None
    german = _duden(russian) if slavic else ""
    for latin, count in spellings.items():
        if slavic and latin != german and explain(russian, latin, "ru"):
            romanised += count
        if count > 1 and count / whole > 0.1:
            yield latin, guess.KEEP, 0.3 * count / whole
    if german and romanised:
        yield german, "ru", 0.7 * romanised / whole


@cache
def _duden(russian: str) -> str:
    try:
        return scheme.table("duden", "ru").spell(russian)
    except scheme.RomanisationError:
        return ""


# --- all of it -----------------------------------------------------------------------------------


def build(corpus: Corpus) -> Model:
    """Return the model that ``corpus`` teaches."""
    letters = Letters()
    for name in corpus.names:
        if name.language in LANGUAGES and name.native:
            for word in re.findall(r"[\w’]+", scheme.normalise(name.native).lower()):
                letters.add(word, name.language, 2.0)
    for language, word in corpus.words:
        letters.add(word, language, 1.0)
    for known in given_names().values():
        letters.add(known.native.lower(), known.language, 1.0)
    for russian, spellings in corpus.russian.items():
        slavic = _SLAVIC.search(russian) is not None
        attested = slavic or sum(spellings.values()) > 1
        if attested and any(explain(russian, latin, "ru") for latin in spellings):
            letters.add(russian, "ru", 1.0 if slavic else _FOREIGN_WEIGHT)
    names = given(corpus.names)
    return Model(
        letters=letters.letters(),
        silent=letters.signs(),
        english=english_choices(corpus.names),
        given=names,
        grams=grams(corpus, names),
    )


def main() -> None:
    """Write ``model.json`` beside this module."""
    (folder,) = map(Path, sys.argv[1:])
    made = build(read(folder))
    text = json.dumps(model.to_json(made), ensure_ascii=False, separators=(",", ":"))
    (Path(__file__).parent / "model.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
