"""What ``build.py`` learns about the language of a name: what its letters say for each kind.

:mod:`glossary.romanisation.guess` asks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from glossary.romanisation import alignment, guess, scheme
from glossary.romanisation import corpus as corpora
from glossary.romanisation.choice import SCALE
from glossary.romanisation.corpus import duden
from glossary.romanisation.english import SLAVIC, explain
from glossary.romanisation.fitting import Example, fit
from glossary.romanisation.given_names import given_names
from glossary.romanisation.guess import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.romanisation.corpus import Corpus, Name
    from glossary.romanisation.model import Given

STYLE = 0.15
"""How much a German spelling counts that is not Duden's."""


def grams(corpus: Corpus, given: Mapping[str, Mapping[str, Given]]) -> dict[str, list[int]]:
    """Return what the groups of letters say about the language: one weight a kind.

    Two questions are learned apart, as :mod:`glossary.romanisation.guess` asks them: whether a
    name is a transcription at all, and from which language.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    totals: Counter[str] = Counter()

    def add(name: str, kind: str, weight: float) -> None:
        words = tuple(word.lower() for word in _LATIN.findall(scheme.normalise(name)))
        if words:
            seen[words, kind] += weight  # type: ignore[assignment]
            totals[kind] += weight  # type: ignore[assignment]

    for example in _kinds(corpus):
        add(*example)
    rest = totals.copy()
    curated = [(latin.word, latin.kind) for latin in corpus.latin]
    for name in given_names().values():
        curated += [(german, name.language) for german in sorted(corpora.german_spellings(name))]
    count = Counter(kind for _, kind in curated)
    for word, kind in curated:
        add(word, kind, CURATED * rest[kind] / count[kind])
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


SHARES = {guess.KEEP: 0.33, "ru": 0.28, "uk": 0.18, "bg": 0.09, "be": 0.01, guess.OTHER: 0.09}
"""How much the examples of each kind weigh together, however many there are."""
CURATED = 0.5
"""How much given names and the words under ``training/`` weigh beside all other names of a kind."""
LEAST_GRAM = 0.35
RAREST = 3
"""Groups of letters in fewer names teach nothing about others."""


def _kinds(corpus: Corpus) -> Iterator[tuple[str, str, float]]:
    """Yield names as German texts write them, their kind and how much it counts."""
    for name in corpus.names:
        if _letters(name.german) == _letters(name.english):
            yield name.german, name.language if _is_duden(name) else guess.KEEP, 1.0
        else:
            kind = _kind(name)
            yield name.english, guess.KEEP, 0.3
            yield name.german, kind, 1.0 if kind == guess.KEEP else 2.0
    stays = corpus.staying
    for native in corpus.words:
        german = duden(native.native, native.language)
        if german in stays:
            continue
        yield german, native.language, 1.0
        if native.native.endswith(("ий", "ый")):
            for pieces in alignment.spellings(native.native, native.language):
                yield "".join(german for _, german in pieces), native.language, STYLE
    for german in _germans(corpus):
        yield german, guess.KEEP, 1.0
    for russian, spellings in corpus.russian.items():
        yield from _from_wikidata(russian, spellings)


def _kind(name: Name) -> str:
    """Return the kind of a name that English spells otherwise."""
    if not name.native or not name.usual:  # *Mailand*: no transcription
        return guess.KEEP
    if name.language in LANGUAGES:
        return name.language
    return guess.OTHER if name.language in RESPELLED or _is_respelled(name) else guess.KEEP


def _germans(corpus: Corpus) -> Iterator[str]:
    """Yield made-up persons with German names: *Nadja Schmidt* stays, whatever *Nadja* says."""
    first = [latin.word for latin in corpus.latin if latin.what == "german-first"]
    last = [latin.word for latin in corpus.latin if latin.what.endswith("german-surname")]
    for number, surname in enumerate(last):
        for turn in range(_TURNS):
            yield f"{first[(number + turn * len(last)) % len(first)]} {surname}"


_TURNS = 4
"""How many made-up persons bear one surname."""
_RARE = 0.1
_ALIKE = 0.7
RESPELLED = ("kk", "ky", "mn", "ka", "hy", "az", "uz", "tk", "tg")
_GERMAN = re.compile("sch|ch|w|j", re.IGNORECASE)
_LATIN = re.compile(r"[^\W\d_]+")


def _is_respelled(name: Name) -> bool:
    # *Dschidda* for *Jeddah*, not *Griechenland* for *Greece*.
    if not _GERMAN.search(name.german):
        return False
    respelled = name.german.lower().replace("dsch", "j").replace("sch", "sh").replace("w", "v")
    return SequenceMatcher(None, respelled, name.english.lower()).ratio() >= _ALIKE


def _letters(name: str) -> str:
    # *Kim Jong-un* and *Kim Jong Un* are spelled alike, *Radosław* and *Radoslaw* as good as.
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    return "".join(filter(str.isalpha, plain))


def _is_duden(name: Name) -> bool:
    return name.language in LANGUAGES and duden(name.native, name.language) == name.german


def _from_wikidata(russian: str, spellings: Mapping[str, int]) -> Iterator[tuple[str, str, float]]:
    """Yield spellings of a Russian word, their kinds and weights.

    A Latin spelling stays as it is. What Duden makes of the Russian word is Russian as far as
    Wikidata romanises the word instead of giving it a spelling of its own (*Kowalski*).
    """
    whole = sum(spellings.values())
    romanised = 0
    slavic = SLAVIC.search(russian) is not None
    german = duden(russian, "ru") if slavic else ""
    for latin, count in spellings.items():
        if slavic and latin != german and explain(russian, latin, "ru"):
            romanised += count
        if count > 1 and count / whole > _RARE:
            yield latin, guess.KEEP, 0.3 * count / whole
    if german and romanised:
        yield german, "ru", 0.7 * romanised / whole
