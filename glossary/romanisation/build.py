"""Learn ``model.json`` from lists of names: ``python -m glossary.romanisation.build FOLDER``.

FOLDER holds tab-separated files with a header line, the columns by name:

``persons.dev.tsv``, ``places.dev.tsv``, ``current_news.tsv``
    ``source_lang``, ``native``, ``de``, ``en``, and where known ``en_variants``, ``de_kind``,
    ``check``, ``source``, ``kind``.
``russian_english_tokens.tsv``
    English, Russian with a space between the letters, and how often Wikidata pairs them.

The built-in tables, the words under ``training/`` and ``given_names.csv`` are read as well. The
same input gives the same model, byte for byte.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from glossary.romanisation import alignment, calibration, guess, model, scheme
from glossary.romanisation import corpus as corpora
from glossary.romanisation.choice import SCALE, WIDTH, Choice, padded
from glossary.romanisation.fitting import Example, Place, choose, fit
from glossary.romanisation.given_names import GivenName, given_names
from glossary.romanisation.model import COMMON, Given, Model
from glossary.romanisation.recovery import group, recover

if TYPE_CHECKING:
    from glossary.romanisation.corpus import Corpus, Name

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
NARROW = (
    *((1, 0), (2, 0), (3, 0), (4, 0), (0, 1), (0, 2), (0, 3)),
    *((1, 1), (1, 2), (2, 1), (2, 2), (4, 2)),
)

# Slavic endings: where Wikidata's Russian spelling of a foreign name is of no use.
_SLAVIC = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|[оыи]й|ая|енко|[чщ]ук|юк|[яаи]к|ич|вна|ец|ко|ук|ка|[иы]х"
    r"|[оеи][вн]о|ск|град|слав|[ая]н|ун|нь|ль|рь|ша|ня)$"
)
_FOREIGN_WEIGHT = 0.3
_STYLE = 0.15


# --- native letters ------------------------------------------------------------------------------


class Letters:
    """Collects what native letters stood behind which German ones, and learns the choices."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.cores: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self.silent: dict[str, list[Place]] = defaultdict(list)

    def add(self, word: str, language: str, weight: float) -> None:
        """Learn from a lower-case native word: all of Duden's spelling, what else others have."""
        known: set[tuple[int, alignment.Pair]] = set()
        for number, pairs in enumerate(aligned(word, language)):
            text = padded("".join(german for _, german in pairs or ()))
            start, position = WIDTH, 0
            for pair in pairs or ():
                letters, german = pair
                if (position, pair) not in known:
                    known.add((position, pair))
                    place = Place(
                        text, start, start + len(german), letters, weight * (number == 0 or _STYLE)
                    )
                    self._add(place, german, language)
                start, position = start + len(german), position + len(letters)

    def _add(self, place: Place, german: str, language: str) -> None:
        letters = place.answer
        core = letters.rstrip("ьъ’") or letters
        key = COMMON if core in SHARED.get(german, ()) else language
        self.seen[language][german][core] += 1
        self.cores[key, german].append(place._replace(answer=core))
        silent = letters[len(core) :]
        if german[-1] in "bcdfghklmnprstvwxz" and silent in SILENT[language]:
            self.silent[language].append(place._replace(answer=silent))

    def letters(self) -> dict[str, dict[str, str | Choice]]:
        """Return the choice for each group of German letters, by language."""
        learned: dict[str, dict[str, str | Choice]] = {COMMON: {}}
        for german, options in SHARED.items():
            learned[COMMON][german] = choose(self.cores[COMMON, german], options, WIDE)
        for language, groups in self.seen.items():
            learned[language] = {
                german: self._letters(language, german, cores)
                for german, cores in groups.items()
                if german not in SHARED
            }
        return learned | {language: exact(language) for language in EXACT}

    def _letters(self, language: str, german: str, cores: Counter[str]) -> str | Choice:
        whole = cores.total()
        options = [core for core, count in cores.most_common() if count >= max(3, whole * 0.002)]
        if len(options) < 2:
            return cores.most_common(1)[0][0]
        return choose(self.cores[language, german], options, NARROW)

    def signs(self) -> dict[str, Choice]:
        """Return the choice of the sign that German leaves out, by language."""
        return {
            language: choose(places, SILENT[language], NARROW)
            for language, places in self.silent.items()
            if len(SILENT[language]) > 1
        }


def exact(language: str) -> dict[str, str | Choice]:
    """Return which letters German ones stand for by the table, where that is no choice."""
    table = scheme.table("duden", language)
    natives: dict[str, list[str]] = defaultdict(list)
    for letter, german in table.base.items():
        natives[german].append(letter)
    return {
        german: letters[0]
        for german, letters in natives.items()
        if german not in SHARED or len(letters) == 1
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
    """Return the choice of English letters for native ones, by language.

    A place has many English spellings that are as good: the one nearest to the table teaches. Of
    a person's only the usual one does, which print keeps to whatever the table says.
    """
    places: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for name in names:
        if name.language not in LANGUAGES or not name.native:
            continue
        tag = "person" if name.kind == "person" else ""
        for native, spellings in paired(name):
            if (name.language, native) in given_names():
                continue
            ways = [way for e in spellings if (way := explain(native, e, name.language))]
            if not ways:
                continue
            nearest = min(ways, key=lambda way: sum(rule != written for _, rule, written in way))
            text, start = padded(native), WIDTH
            for letters, rule, written in nearest:
                end = start + len(letters)
                place = Place(text, start, end, written, 2.0 if name.given else 1.0, tag)
                places[name.language, letters, rule].append(place)
                start = end
    learned: dict[str, dict[str, Choice]] = {language: {} for language in LANGUAGES}
    for (language, letters, rule), found in sorted(places.items()):
        counts = Counter(place.answer for place in found)
        options = [option for option, count in counts.most_common() if count >= 2]
        if len(options) > 1:
            learned[language][model.entry(letters, rule)] = choose(
                found, options, ENGLISH_WINDOWS, prior=1.0
            )
    return learned


ENGLISH_WINDOWS = ((1, 0), (0, 1), (1, 1), (2, 1), (0, 2))


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


# --- the language --------------------------------------------------------------------------------


def grams(corpus: Corpus, given: Mapping[str, Mapping[str, Given]]) -> dict[str, list[int]]:
    """Return what the groups of letters say about the language: one weight a kind.

    Two questions are learned apart, as :mod:`glossary.romanisation.guess` asks them: whether a
    name is a transcription at all, and from which language.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    totals: Counter[str] = Counter()
    for name, kind, weight in _kinds(corpus):
        words = tuple(word.lower() for word in _LATIN.findall(scheme.normalise(name)))
        if words:
            seen[words, kind] += weight  # type: ignore[assignment]
            totals[kind] += weight  # type: ignore[assignment]
    found = {words: guess.evidence(words, given) for words, _ in seen}
    counts = Counter(gram for words, _ in seen for gram in found[words])
    whole = totals.total()
    named = []
    for (words, kind), weight in seen.items():
        known = [gram for gram in found[words] if counts[gram] >= RAREST]
        if known:
            named.append((known, kind, weight * SHARES[kind] * whole / totals[kind]))
    transcribed = fit([Example(known, int(kind == guess.KEEP), w) for known, kind, w in named], 2)
    languages = fit(
        [
            Example(known, guess.KINDS.index(kind), w)
            for known, kind, w in named
            if kind != guess.KEEP
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


SHARES = {guess.KEEP: 0.25, "ru": 0.19, "uk": 0.23, "bg": 0.07, "be": 0.02, guess.OTHER: 0.09}
"""How much the examples of each kind weigh together, however many there are."""
LEAST_GRAM = 0.15
RAREST = 3
"""Groups of letters in fewer names teach nothing about others."""


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
        for german in corpora.german_spellings(known):
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
            dotted = _DOTS.sub(r"\1ёв\2", russian)
            if dotted != russian:
                letters.add(dotted, "ru", 0.5)
    names = given()
    return Model(
        letters=letters.letters(),
        silent=letters.signs(),
        english=english_choices(corpus.names),
        given=names,
        grams=grams(corpus, names),
    )


# Russian print leaves the dots out: Горбачев is Горбачёв.
_DOTS = re.compile("([чщ])ев(а?)$")


CALIBRATED = (0, 2)
"""The folds that are asked: enough to see how sure is too sure."""


def calibrate(corpus: Corpus, folds: Iterable[int] = CALIBRATED) -> dict[str, calibration.Line]:
    """Return how right a model is that ``corpus`` teaches without the names it is asked for."""
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for number in folds:
        held = [name for name in corpus.names if name.given and corpora.fold(name) == number]
        for kind, pair in outcomes(held, build(corpora.without(corpus, held))):
            seen[kind].append(pair)
    return lines(seen)


def lines(
    seen: Mapping[str, Sequence[tuple[float, bool]]],
) -> dict[str, calibration.Line]:
    """Return the calibration of each kind, near to that of all where little was seen of it."""
    usual = calibration.fit([pair for pairs in seen.values() for pair in pairs])
    return {
        kind: calibration.modest(calibration.fit(pairs, usual))
        for kind, pairs in sorted(seen.items())
    }


def outcomes(names: Iterable[Name], learned: Model) -> Iterator[tuple[str, tuple[float, bool]]]:
    """Yield the calibration group of each name, how sure ``learned`` is of it, and if rightly."""
    for name in names:
        if name.usual:
            german = corpora.as_english(name)
            (best,) = recover(german, learned, limit=1)
            right = best.english in name.accepted
            yield group(best, german), (best.probability, right)


def main() -> None:
    """Write ``model.json`` beside this module."""
    (folder,) = map(Path, sys.argv[1:])
    corpus = corpora.read(folder)
    made = replace(build(corpus), calibration=calibrate(corpus))
    text = json.dumps(model.to_json(made), ensure_ascii=False, separators=(",", ":"))
    (Path(__file__).parent / "model.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
