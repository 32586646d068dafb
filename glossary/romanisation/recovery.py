"""From a name in a German text to its native spelling and from there to English.

A German transcription merges letters: *s* is с or з, *sch* is ш or ж. So the way back is a
lattice: at each place the letters the German ones may stand for, each with a probability from the
letters around it (:mod:`glossary.romanisation.choice`). English then spells each native
candidate, again with a choice where print is not of one mind (*Tetyana, Tetiana*). The language
is guessed from the whole name; one of the guesses is that there is nothing to do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.romanisation import alignment, calibration, guess, model
from glossary.romanisation import scheme as schemes
from glossary.romanisation.choice import WIDTH, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.romanisation.choice import Choice
    from glossary.romanisation.model import Model

AUTO = "auto"
PRESS = "press"

_BEAM = 6
"""How many spellings of one word are followed at a time."""
_LEAST = 0.01
"""Letters less likely than this are not followed."""
_FAINT = 0.004
"""Nor are languages less likely than this."""
_UNREADABLE = 0.02
"""What a word that cannot be a transcription from a language leaves of that language's guess."""

_KNOWN = 300.0
"""How much likelier a listed native word is than one that could be, but is in no list."""
_USUAL = 0.8
"""How likely a bearer of a listed surname is spelled as most of them."""
_STAYING = 4.0

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CONSONANTS = frozenset("bcdfghklmnprstvwxz")
_VOWELS = frozenset("aeiouy")
_SOFTENED = ("ru", "be")

# A genitive -s after the endings of transcribed names that are never followed by an s of their own.
_GENITIVE = re.compile(
    r"(?:[oe]w|in|[oei][wn]a|sk[iy]j?|s?kaja|enko|tschuk|juk|itsch|ytsch|[iy]j|sk|zk|iwka)(?=s$)"
)
_ADJECTIVE = re.compile(r"(?:sk|zk|iw|hrad|grad)(?=er$)")
_APOSTROPHE = re.compile(r"[’'](?:s|sche[nmrs]?)?$")


class Candidate(NamedTuple):
    """One way to write a name in English, and what it rests on.

    ``native`` and ``language`` (ISO 639) are empty where nothing was recovered: the name stays
    as it is, or comes from a language without a scheme. ``probability`` is between 0 and 1.
    """

    english: str
    native: str
    language: str
    probability: float


class _Spelling(NamedTuple):
    """A way to write one word, and how likely it is."""

    english: str
    native: str
    probability: float


def transliterate(
    name: str, *, via: str = AUTO, scheme: str = PRESS, limit: int = 5
) -> list[Candidate]:
    """Return how English may write ``name``, likeliest first: at most ``limit`` candidates.

    ``name`` is a German spelling in any inflected form, as it stands in a text. ``via`` is the
    language it was transcribed from (``ru``, ``uk``, ``be``, ``bg``, ``mk``, ``sr``) or ``auto``
    to guess it. A name that is no transcription comes back unchanged. The probabilities need not
    sum to 1: what is left is that none of the candidates is right.

    Raises:
        RomanisationError: nothing is known of the language ``via``, or there is no such scheme
            for English.

    """
    return recover(name, model.load(), via=via, scheme=scheme, limit=limit)


def recover(
    name: str, learned: Model, *, via: str = AUTO, scheme: str = PRESS, limit: int = 5
) -> list[Candidate]:
    """Do what :func:`transliterate` does, by what another model has learned."""
    name = _bare(name)
    ranked = _ranked(name, learned, via, scheme)
    return (_calibrated(ranked, name, learned) if scheme == PRESS else ranked)[:limit]


def respelled(word: str) -> float:
    """Return how likely English spells a capitalised word of a text otherwise than German.

    In a text, names that stay are commoner than among the names one asks for, by
    :data:`_STAYING`. No calibration: how often lists have an unforeseen spelling is not asked.
    """
    ranked = _ranked(_bare(word), model.load(), AUTO, PRESS)
    same = sum(candidate.probability for candidate in ranked if candidate.english == word)
    return (1 - same) / (1 - same + _STAYING * same)


def _bare(name: str) -> str:
    return _APOSTROPHE.sub("", unicodedata.normalize("NFC", name))


def _ranked(name: str, learned: Model, via: str, scheme: str) -> list[Candidate]:
    """Return all candidates for ``name``, likeliest first, with the model's own probabilities."""
    words = _WORD.findall(name)
    between = _WORD.split(name)
    lower = [schemes.normalise(word).lower() for word in words]
    if via == AUTO:
        nominative = [*lower[:-1], *map(_uninflected, lower[-1:])]
        likely = guess.kinds(nominative, learned.grams, learned.given)
    else:
        schemes.table(scheme, via)
        likely = {via: 1.0}
    readings = {
        kind: _names(words, lower, between, kind, scheme, learned)
        for kind, share in likely.items()
        if share >= _FAINT
    }
    # What cannot be read as a language speaks against it.
    whole = sum(
        likely[kind] * sum(spelling.probability for spelling in reading)
        for kind, reading in readings.items()
    )
    found: dict[str, list[Candidate]] = {}
    for kind, reading in readings.items():
        language = "" if kind in (guess.KEEP, guess.OTHER) else kind
        for english, native, chance in reading:
            found.setdefault(english, []).append(
                Candidate(
                    english, native if language else "", language, likely[kind] * chance / whole
                )
            )
    return sorted(map(_merged, found.values()), key=lambda candidate: -candidate.probability)


def _merged(readings: list[Candidate]) -> Candidate:
    """Return one candidate for readings that English spells alike: the likeliest stands for all."""
    best = max(readings, key=lambda reading: reading.probability)
    return best._replace(probability=min(1.0, sum(reading.probability for reading in readings)))


def _calibrated(ranked: list[Candidate], name: str, learned: Model) -> list[Candidate]:
    """Return the candidates as likely as the first was found to be right where it was unseen."""
    first = ranked[0].probability
    line = learned.calibration.get(group(ranked[0], name))
    if line is None:
        return ranked
    sure = calibration.calibrated(first, line)
    others = min(sure / first, (1 - sure) / max(1 - first, 1e-9))
    return [
        candidate._replace(probability=candidate.probability * others if number else sure)
        for number, candidate in enumerate(ranked)
    ]


def group(candidate: Candidate, name: str) -> str:
    """Return which calibration holds for ``candidate``, the likeliest one for ``name``."""
    if candidate.language:
        return candidate.language
    return guess.KEEP if candidate.english == name else guess.OTHER


def _names(
    words: Sequence[str],
    lower: Sequence[str],
    between: Sequence[str],
    kind: str,
    scheme: str,
    learned: Model,
) -> list[_Spelling]:
    """Return the likeliest spellings of a whole name, taken as one of ``kind``."""
    if kind == guess.KEEP:
        whole = "".join(part for pair in zip(between, [*words, ""], strict=True) for part in pair)
        return [_Spelling(whole, "", 1.0)]
    language = "ru" if kind == guess.OTHER else kind
    given = learned.given.get(language, {})
    person = len(words) > 1 and any(word in given for word in lower)
    whole_names = [_Spelling(between[0], between[0], 1.0)]
    small = len(words) > 0 and not any(word[0].isupper() for word in words)
    for number, word in enumerate(words):
        if word[0].islower() and not small:
            options: Sequence[_Spelling] = (_Spelling(word, word, 1.0),)
        else:
            options = [
                _Spelling(_cased(o.english, word), _cased(o.native, word), o.probability)
                for o in _word(
                    lower[number], kind, scheme, learned, person, number == len(words) - 1
                )
            ]
        tail = between[number + 1]
        whole_names = _best(
            _Spelling(
                start.english + option.english + tail,
                start.native + option.native + tail,
                start.probability * option.probability,
            )
            for start in whole_names
            for option in options
        )
    return whole_names


def _cased(spelling: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if word[0].isupper() else spelling


def _best(spellings: Iterable[_Spelling]) -> list[_Spelling]:
    return sorted(spellings, key=lambda spelling: -spelling.probability)[:_BEAM]


@lru_cache(maxsize=1 << 16)
def _word(
    word: str,
    kind: str,
    scheme: str,
    learned: Model,
    person: bool,  # noqa: FBT001
    last: bool,  # noqa: FBT001
) -> list[_Spelling]:
    """Return the likeliest spellings of one lower-case word."""
    language = "ru" if kind == guess.OTHER else kind
    if last:
        word = _uninflected(word)
    name = learned.given.get(language, {}).get(word)
    if name is not None:
        native = name.native.lower()
        if scheme != PRESS:
            return [_Spelling(schemes.table(scheme, language).spell(native), native, 1.0)]
        return [_Spelling(e.lower(), native, p) for e, p in name.english.items()]
    readings = natives(word, language, learned)
    if not readings:
        return [_Spelling(word, word, _UNREADABLE)]
    listed = learned.known.get(language, {})
    found: dict[str, _Spelling] = {}
    for read, chance_read in readings:
        native = _listed(read.translate(model.SIGNS), listed)
        native, chance = (native, chance_read * _KNOWN) if native else (read, chance_read)
        for spelled, share in spellings(native, language, scheme, learned, person=person):
            english = spelled.replace("dzh", "j") if kind == guess.OTHER else spelled
            same = found.get(english)
            if same is None:
                found[english] = _Spelling(english, native, chance * share)
            else:
                found[english] = same._replace(probability=same.probability + chance * share)
    return _best(found.values())


def _listed(read: str, listed: Mapping[str, str]) -> str:
    """Return the listed word that ``read`` is without its signs, also a woman's for her husband's.

    Nothing if there is none.
    """
    if read in listed:
        return listed[read]
    if read[-1:] not in ("а", "я"):
        return ""
    for woman, man in (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("кая", "кий")):
        if read.endswith(woman):
            husband = listed.get(read.removesuffix(woman) + man)
            return husband.removesuffix(man) + woman if husband else ""
    return ""


def _uninflected(word: str) -> str:
    if word[-1] == "s" and _GENITIVE.search(word):
        return word[:-1]
    if word[-2:] == "er" and _ADJECTIVE.search(word):
        return word[:-2]
    return word


def natives(word: str, language: str, learned: Model) -> list[tuple[str, float]]:
    """Return the native words that a German one may stand for, with their probabilities."""
    groups = alignment.chunks(word, language)
    if groups is None:
        return []
    shared, own = learned.letters[model.COMMON], learned.letters[language]
    signs = learned.silent.get(language)
    text = padded(word)
    start = WIDTH
    ways = [("", 1.0)]
    for group in groups:
        end = start + len(group)
        letters = own.get(group) or shared.get(group)
        if letters is None:
            return []
        sign = ""
        if signs is not None and group[-1] in _CONSONANTS and text[end] not in _VOWELS:
            chances = signs.probabilities(text, start, end)
            if language in _SOFTENED and text[end : end + 2] in ("je", "ji"):
                chances[0] = 0.0  # е is e after a consonant: je needs a sign before it
            sign = signs.options[chances.index(max(chances))]
        if isinstance(letters, str):
            ways = [(way + letters + sign, chance) for way, chance in ways]
        else:
            ways = _followed(ways, letters, text, start, end, sign)
        start = end
    return ways


def _followed(
    ways: list[tuple[str, float]], options: Choice, text: str, start: int, end: int, sign: str
) -> list[tuple[str, float]]:
    chances = options.probabilities(text, start, end)
    ahead = [
        (way + option + sign, chance * share)
        for option, share in zip(options.options, chances, strict=True)
        if share >= _LEAST
        for way, chance in ways
    ]
    ahead.sort(key=lambda way: -way[1])
    return ahead[:_BEAM]


def spellings(
    native: str,
    language: str,
    scheme: str,
    learned: Model,
    *,
    person: bool,
) -> list[tuple[str, float]]:
    """Return how English spells a native word, with the probabilities."""
    table = schemes.table(scheme, language)
    choices = learned.english.get(language, {}) if scheme == PRESS else {}
    text = padded(native)
    start = WIDTH
    ways = [("", 1.0)]
    for letters, written in table.pieces(native):
        end = start + len(letters)
        options = choices.get(model.entry(letters, written))
        if options is None:
            ways = [(way + written, chance) for way, chance in ways]
        else:
            chances = options.probabilities(text, start, end, "person" if person else "")
            ways = [
                (way + option, chance * share)
                for option, share in zip(options.options, chances, strict=True)
                if share >= _LEAST
                for way, chance in ways
            ]
            ways.sort(key=lambda way: -way[1])
            del ways[_BEAM:]
        start = end
    usual = learned.surnames.get(language, {}).get(native) if scheme == PRESS else None
    if usual is None:
        return ways
    rest = [(way, chance * (1 - _USUAL)) for way, chance in ways if way != usual]
    return [(usual, _USUAL), *rest]
