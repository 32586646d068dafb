"""Learn ``model.json`` from lists of names: ``python -m glossary.romanisation.build FOLDER``.

FOLDER holds tab-separated files with a header line, the columns by name:

``persons.dev.tsv``, ``places.dev.tsv``, ``current_news.tsv``
    ``source_lang``, ``native``, ``de``, ``en``, and where known ``en_variants``, ``de_kind``,
    ``check``, ``source``, ``kind``.
``russian_english_tokens.tsv``
    English, Russian with a space between the letters, and how often Wikidata pairs them.

The built-in tables, the names and words under ``training/`` and ``given_names.csv`` are read as
well. The same input gives the same model, byte for byte.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.romanisation import (
    alignment,
    calibration,
    english,
    guess,
    kinds,
    model,
    scheme,
)
from glossary.romanisation import corpus as corpora
from glossary.romanisation.choice import WIDTH, Choice, padded
from glossary.romanisation.corpus import Origin, Word
from glossary.romanisation.fitting import Place, choose
from glossary.romanisation.given_names import given_names
from glossary.romanisation.guess import LANGUAGES
from glossary.romanisation.kinds import STYLE
from glossary.romanisation.model import COMMON, Model
from glossary.romanisation.recovery import PRESS, group, natives, recover, spellings

if TYPE_CHECKING:
    from glossary.romanisation.corpus import Corpus, Name

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

LEAST_WIDE, LEAST_NARROW, LEAST_SILENT = 4, 7, 12
"""Weights below these (in units of 1/16 nat) are left out: of what decides most, fewest."""
ENOUGH = 30_000
"""More examples of one letter teach nothing new."""
_FOREIGN_WEIGHT = 0.3


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
                        text, start, start + len(german), letters, weight * (number == 0 or STYLE)
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
            learned[COMMON][german] = choose(
                self.cores[COMMON, german], options, WIDE, least=LEAST_WIDE
            )
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
        places = self.cores[language, german]
        return choose(places[:: 1 + len(places) // ENOUGH], options, NARROW, least=LEAST_NARROW)

    def signs(self) -> dict[str, Choice]:
        """Return the choice of the sign that German leaves out, by language."""
        return {
            language: choose(places, SILENT[language], NARROW, least=LEAST_SILENT)
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


# --- known words ----------------------------------------------------------------------------------


def known_words(corpus: Corpus, learned: Model) -> dict[str, dict[str, str]]:
    """Return the listed words that ``learned`` alone would not lead back to, by language.

    Where it would lead to another listed word, that stands (*Захаров*, *Сахаров*). Of a surname
    its own language is asked, which the given name tells. What looks as if it stayed as it is
    (*Schmidt, Port*) is known only if it is the name of a place and no other name is known to be
    spelled so. Words of other languages that German spells like a known one are known, too.
    """
    listed = dict.fromkeys(_listed(corpus))
    natives_of = {(word.language, unsigned(word.native)) for word in listed}
    stays = corpus.staying | {
        word
        for name in corpus.names
        if name.german == name.english
        for word in corpora.words(name.german)
    }
    alike: dict[str, set[Word]] = defaultdict(set)
    missed = set()
    for word in listed:
        german = corpora.duden(word.native, word.language)
        alike[german].add(word)
        if german in stays:
            continue
        kind = guess.likeliest([german], learned.grams, learned.given)
        if kind in LANGUAGES:
            if word.kind == "surname":
                kind = word.language
            readings = natives(german, kind, learned)
            if (kind, unsigned(readings[0][0] if readings else "")) not in natives_of:
                missed.add(german)
        elif word.kind == "place" and len(german) >= _TELLING:
            missed.add(german)
    found: dict[str, list[str]] = defaultdict(list)
    for german in sorted(missed - {""}):
        for word in sorted(alike[german]):
            found[word.language].append(word.native)
    return {language: model.known(" ".join(words)) for language, words in found.items()}


def _listed(corpus: Corpus) -> Iterator[Word]:
    """Yield the words that are names by themselves: listed ones, surnames of persons, places."""
    for word in corpus.words:
        if word.kind in {"surname", "place", "name"}:
            yield word
    for name in corpus.names:
        if name.language not in LANGUAGES or not name.native:
            continue
        words = corpora.words(name.native)
        if name.kind == "person":
            yield Word(name.language, words[-1], "surname")
        elif len(words) == 1 and name.usual:
            yield Word(name.language, words[0], "place")


_TELLING = 4
"""Shorter words are many things in many languages."""


def surnames(corpus: Corpus, learned: Model) -> dict[str, dict[str, str]]:
    """Return the surnames with an English spelling that ``learned`` alone would not give."""
    return {
        language: {
            native: spelling
            for native, spelling in usual.items()
            if spellings(native, language, PRESS, learned, person=True)[0][0] != spelling
        }
        for language, usual in english.usual_surnames(corpus.names).items()
    }


def unsigned(native: str) -> str:
    """Return what German writes of a native word: all but the signs."""
    return native.translate(model.SIGNS)


# --- all of it -----------------------------------------------------------------------------------


def build(corpus: Corpus) -> Model:
    """Return the model that ``corpus`` teaches."""
    letters = Letters()
    for name in corpus.names:
        if name.language in LANGUAGES and name.native:
            for word in re.findall(r"[\w’]+", scheme.normalise(name.native).lower()):
                letters.add(word, name.language, 2.0)
    for word in corpus.words:
        letters.add(word.native, word.language, 1.0)
        dotted = _DOTS.sub(r"\1ёв\2", word.native)
        if dotted != word.native and word.language == "ru":
            letters.add(dotted, "ru", 1.0)
    for known in given_names().values():
        letters.add(known.native.lower(), known.language, 1.0)
    for russian, latins in corpus.russian.items():
        slavic = english.SLAVIC.search(russian) is not None
        attested = slavic or sum(latins.values()) > 1
        if attested and any(english.explain(russian, latin, "ru") for latin in latins):
            common = 1 + math.log(sum(latins.values()))
            letters.add(russian, "ru", common if slavic else _FOREIGN_WEIGHT)
            dotted = _DOTS.sub(r"\1ёв\2", russian)
            if dotted != russian:
                letters.add(dotted, "ru", 1.0)
    names = english.given()
    learned = Model(
        letters=letters.letters(),
        silent=letters.signs(),
        english=english.choices(corpus.names, corpus.russian),
        given=names,
        grams=kinds.grams(corpus, names),
    )
    return replace(learned, known=known_words(corpus, learned), surnames=surnames(corpus, learned))


# Russian print leaves the dots out: Горбачев is Горбачёв.
_DOTS = re.compile("([чщ])ев(а?)$")


CALIBRATED = (0, 2)
"""The folds that are asked: enough to see how sure is too sure."""


def calibrate(corpus: Corpus) -> dict[str, calibration.Line]:
    """Return how right a model is that ``corpus`` teaches without the names it is asked for."""
    held = [
        name
        for name in corpus.names
        if name.origin is Origin.FOLDER and corpora.fold(name) in CALIBRATED
    ]
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
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
