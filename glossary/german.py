"""How German inflects a name: from a word in a text back to the glossary spelling.

Rules (Duden, *Die Grammatik*; the paragraphs are of the official spelling rules):

* genitive *-s* (*Gerassimows*), after s, ß, x, z an apostrophe instead (*Marx’*, § 96); *’s* is
  tolerated (*Putin’s*, § 97 E); *-es* after a sibilant and in nouns (*des Donbasses, des
  Strafgerichtshofes*);
* place adjectives on *-er* (*Kiewer*), never inflected, with *-en* or *-e* dropped (*Bremer,
  Karlsruher*); some are irregular (*Dresdner, Zürcher*), and countries have none (*Ukrainer* is a
  noun): ``german.toml``;
* adjectives on *-sch* from persons (*putinsche, Putin’sche*, § 62), with adjective endings; those
  on *-isch* have words of their own in other languages (*platonisch*) and are left alone;
* an adjective inside a name changes its ending (*Schwarzes Meer, im Schwarzen Meer*).

All words here are folded (:func:`glossary.folding.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from glossary.concept import FormKind
from glossary.folding import APOSTROPHES, INVISIBLE, fold


class Reading(NamedTuple):
    """One way to take a word: the stem to look up, what inflection added, and which form it is."""

    stem: str
    suffix: str
    kind: FormKind


_SIBILANTS = ("s", "x", "z")
_SHORTEST_STEM = 2
_SCH = re.compile(r"(?<!i)sch(?:e[mnrs]?)?$")
_SCH_ENDINGS = ("sch", "sche", "schem", "schen", "scher", "sches")
_APOSTROPHE = re.compile(rf"[{INVISIBLE}]*([{APOSTROPHES}](s|sch(?:e[mnrs]?)?)?)(?!\w)")
_OPENING_QUOTES = "'‘‚`´"


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Reading, ...]:
    """Return how ``word`` may be read: as it stands first, then without each possible ending.

    >>> [reading.stem for reading in readings("kiewer")]
    ['kiewer', 'kiew', 'kiewen', 'kiewe']
    """
    found = [Reading(word, "", FormKind.PLAIN)]
    last = word[-1:]
    if last == "s":
        if word[-2:-1] not in _SIBILANTS:
            found.append(Reading(word[:-1], "s", FormKind.GENITIVE))
        if word[-2:-1] == "e":
            found.append(Reading(word[:-2], "es", FormKind.GENITIVE))
    elif last == "r" and word[-2:-1] == "e":
        stem = word[:-2]
        irregular = _irregular_adjectives().get(word)
        if irregular:
            places = [irregular]
        elif stem.endswith("i"):
            places = [stem, stem + "e"]  # Italier is nobody, Andalusier are people
        else:
            places = [stem, stem + "en", stem + "e"]
        found += [Reading(place, "er", FormKind.ADJECTIVE) for place in places]
    if word.endswith(_SCH_ENDINGS):
        match = _SCH.search(word)
        if match:
            found.append(Reading(word[: match.start()], match[0], FormKind.ADJECTIVE))
    return tuple(r for r in found if not r.suffix or len(r.stem) >= _SHORTEST_STEM)


def stems(word: str) -> list[str]:
    """Return the stems of :func:`readings` but for the first, quicker."""
    if word.endswith("s") and not word.endswith("sches"):
        return [word[:-1], word[:-2]]
    if word.endswith(("er", *_SCH_ENDINGS)):
        return [reading.stem for reading in readings(word)[1:]]
    return []


def is_person_adjective(word: str) -> bool:
    """Return whether ``word`` ends like *putinsche*, the one form that may begin small."""
    return word.endswith(_SCH_ENDINGS)


def apostrophe_ending(text: str, start: int, end: int, stem: str) -> tuple[str, int]:
    """Return what an apostrophe after the word at ``text[start:end]`` adds, and where that ends.

    ``("", end)`` if it adds nothing. ``stem`` is the folded word. An apostrophe alone ends a
    genitive only after a sibilant, and only if it does not close a quotation that opened at the
    word.
    """
    match = _APOSTROPHE.match(text, end)
    if match is None:
        return "", end
    if match[2] is None:
        quoted = start > 0 and text[start - 1] in _OPENING_QUOTES
        if quoted or not stem.endswith((*_SIBILANTS, "ce")):
            return "", end
    return match[1], match.end()


def kind_of_apostrophe_ending(ending: str) -> FormKind:
    """Return the form that an ending with an apostrophe makes (*’s* or *’sche*)."""
    return FormKind.ADJECTIVE if "sch" in ending else FormKind.GENITIVE


def takes(kind: str, spelling: str, form: FormKind, suffix: str) -> bool:
    """Return whether a name ``spelling`` of a concept of ``kind`` has the form on ``suffix``.

    Persons have adjectives on *-sch*, cities on *-er*, countries and regions none of these; a name
    of unknown kind may have either.
    """
    if form is FormKind.GENITIVE:
        on_sibilant = spelling.lower().endswith((*_SIBILANTS, "ß"))
        return suffix != "es" or on_sibilant or kind == "organisation"
    if is_person_adjective(suffix):
        return kind in {"", "person"}
    return kind in {"", "place"} and fold(spelling) not in _without_adjective()


def adjective_stem(word: str) -> str:
    """Return ``word`` without an adjective's ending (*schwarzes*), or ``""`` if it has none."""
    if word.endswith(("m", "n", "r", "s")):
        word = word[:-1]
    return word[:-1] if word[-1:] == "e" and len(word) > _SHORTEST_STEM + 1 else ""


@cache
def facts() -> Mapping[str, Any]:
    """Return ``german.toml``."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("german.toml").read_text("utf-8"))


@cache
def _irregular_adjectives() -> dict[str, str]:
    return {fold(word): fold(place) for word, place in facts()["adjectives"].items()}


@cache
def _without_adjective() -> frozenset[str]:
    return frozenset(map(fold, facts()["no_adjective"]["places"]))
