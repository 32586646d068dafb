"""What speaks for a word in a German text being a transcribed name, or against it, and how much.

The weights are those of a logistic model, in nats, set by hand on texts written for the tests.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from glossary import evidence, german
from glossary.folding import fold

NOUN_FORMS = ("e", "en", "n", "er", "ern", "es", "in", "innen")
"""Endings with which a German noun stands elsewhere, but no name."""

_BIAS = -3.0
_MOST_LETTERS_SAY = 3.0
_NEVER = 1e-6

# After these a final s is the genitive's: no transcribed name goes on with one of its own.
_TAKES_S = re.compile(
    r"(?:[oe]w|[iy]n|[oei][wn]a|s?k[iy]j?|[iy]j|aj|skaja|ko|[aiouy]k|[iy]tsch|jan|wili|dse|sk|[gh]rad)$"
)
# Names on s have a vowel before it (Boris, Taras, Tschubajs).
_GENITIVE = re.compile("[bdfghklmnprtw]s$")
_TAKES_ER = re.compile(r"(?:sk|zk|iw|ow|[gh]rad)$")
_NAME_ENDING = re.compile(
    r"(?:[oe]wa?|[sz]ki|[sz]k[iy]j|[sz]kaja|enko|tschuk|j[au]k|[oei]witsch|[yi]j|[ai]ja|oje"
    r"|[^o]sk|[ino]grad|hrad|[oi]wka|schwili|[aei]dse|dschan|jan|bajew|iwzi|ych|[au]lin|unin|schin"
    r"|nedschad|sadeh)$"
)
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|ion|ismus|tät|nis|tum|ling|chen|lein|technik|ment|[ae]nz|ium|eln|gen|ten"
    r"|ern?|ers|erin|ischer?|ist|istin|innen|weg|wegs|recht|ekt|akt)(?:e?n|e?s|e)?$"
)


class Sign(StrEnum):
    """What speaks for a word being a name, or against it; what speaks most for it comes first."""

    GIVEN_NAME = "given name before it"
    PLACE_WORD = "word for a place before it"
    TITLE = "title before it"
    PAIR = "two transcribed words together"
    ENDING = "ending of transcribed names"
    GENITIVE = "genitive without an article"
    PREPOSITION = "preposition without an article"
    REPEATED = "stands more than once"
    COMPOUND = "only in a compound"
    CAPITALS = "only in capitals"
    NOUN_ENDING = "ending of German nouns"
    NOUN_FORMS = "stands with endings of German nouns"
    ARTICLE = "article before it"
    SMALL = "stands in small letters too"
    WESTERN_NAME = "western given name before it"


_WEIGHTS = {
    Sign.GIVEN_NAME: 4.0,
    Sign.PLACE_WORD: 3.0,
    Sign.TITLE: 2.5,
    Sign.PAIR: 2.5,
    Sign.ENDING: 2.0,
    Sign.GENITIVE: 1.5,
    Sign.PREPOSITION: 0.7,
    Sign.REPEATED: 0.7,
    Sign.COMPOUND: -0.5,
    Sign.CAPITALS: -1.0,
    Sign.NOUN_ENDING: -2.0,
    Sign.NOUN_FORMS: -2.0,
    Sign.ARTICLE: -2.5,
    Sign.SMALL: -3.0,
    Sign.WESTERN_NAME: -4.0,
}


def chance(signs: Iterable[Sign], transcribed: float) -> float:
    """Return how likely a word with ``signs`` is a name.

    ``transcribed`` is how likely its letters are those of a transcription.
    """
    share = min(max(transcribed, _NEVER), 1 - _NEVER)
    letters = math.log(share / (1 - share))
    letters = min(max(letters, -_MOST_LETTERS_SAY), _MOST_LETTERS_SAY)
    return 1 / (1 + math.exp(-_BIAS - letters - sum(_WEIGHTS[sign] for sign in signs)))


def before(key: str, *, large: bool) -> set[Sign]:
    """Return what the folded word ``key`` directly before a name says of it."""
    if large and is_western(key):
        return {Sign.WESTERN_NAME}
    if large and evidence.is_title(key):
        return {Sign.TITLE}
    if evidence.is_cue(key, "preposition"):
        return {Sign.PREPOSITION}
    if evidence.is_cue(key, "place"):
        return {Sign.PLACE_WORD}
    if evidence.is_cue(key, "article") or evidence.is_cue(key, "contraction"):
        return {Sign.ARTICLE}
    return set()


def of_ending(key: str) -> set[Sign]:
    """Return what the ending of the folded word ``key`` says."""
    if _NAME_ENDING.search(key):
        return {Sign.ENDING}
    return {Sign.NOUN_ENDING} if _NOUN_ENDING.search(key) else set()


def takes_s(stem: str) -> bool:
    """Return whether an *s* after the folded ``stem`` of a name can only be the genitive's."""
    return _TAKES_S.search(stem) is not None


def ends_like_genitive(key: str) -> bool:
    """Return whether the folded word ``key`` is likelier a genitive than a name on *s*."""
    return _GENITIVE.search(key) is not None


def takes_er(stem: str) -> bool:
    """Return whether *er* after the folded ``stem`` makes an adjective of a transcribed place."""
    return _TAKES_ER.search(stem) is not None


@cache
def _western_names() -> frozenset[str]:
    return frozenset(map(fold, german.facts()["given"]["western"]))


@cache
def _lookalikes() -> frozenset[str]:
    facts = german.facts()["discovery"]
    return frozenset(map(fold, (*facts["loan_words"], *facts["western_names"])))


def is_western(key: str) -> bool:
    """Return whether the folded word ``key`` is a given name before surnames that stay."""
    return key in _western_names()


def is_no_name(key: str) -> bool:
    """Return whether the folded word ``key`` only looks transcribed."""
    return is_western(key) or key in _lookalikes()
