"""How German inflects a name: from a word in a text back to the glossary spelling.

Rules (Duden, *Die Grammatik*; the paragraphs are of the official spelling rules):

* genitive *-s* (*Gerassimows*), after s, ß, x, z an apostrophe instead (*Marx’*, § 96); *’s* is
  tolerated (*Putin’s*, § 97 E); *-es* after a sibilant and in nouns (*des Donbasses, des
  Strafgerichtshofes*);
* place adjectives on *-er* (*Kiewer*), never inflected, with *-en* or *-e* dropped (*Bremer,
  Karlsruher*); some are irregular (*Dresdner, Zürcher*);
* adjectives on *-sch* from persons (*putinsche, Putin’sche*, § 62), with adjective endings;
* an adjective inside a name changes its ending (*Schwarzes Meer, im Schwarzen Meer*).

All words here are folded (:func:`glossary.folding.fold`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.concept import FormKind
from glossary.folding import APOSTROPHES


class Reading(NamedTuple):
    """One way to take a word: the stem to look up, what inflection added, and which form it is."""

    stem: str
    suffix: str
    kind: FormKind


# Adjective → place name, where no rule leads back.
_IRREGULAR = {
    "damaszener": "damaskus",
    "dresdner": "dresden",
    "florentiner": "florenz",
    "hannoveraner": "hannover",
    "muenchner": "muenchen",
    "roemer": "rom",
    "zuercher": "zuerich",
}
_SIBILANTS = ("s", "x", "z")
_SHORTEST_STEM = 2
_SCH = re.compile(r"(i?)(sch(?:e[mnrs]?)?)")
_SCH_ENDINGS = ("sch", "sche", "schem", "schen", "scher", "sches")
_APOSTROPHE = re.compile(rf"[{APOSTROPHES}](s|sch(?:e[mnrs]?)?)?(?!\w)")
_OPENING_QUOTES = "'‘‚`´"
_ADJECTIVE = re.compile(r"(\w{3,})e[mnrs]?")


def readings(word: str) -> list[Reading]:
    """Return how ``word`` may be read: as it stands first, then without each possible ending.

    >>> [reading.stem for reading in readings("kiewer")]
    ['kiewer', 'kiew', 'kiewen', 'kiewe']
    """
    found = [Reading(word, "", FormKind.PLAIN)]
    if word.endswith("s"):
        if not word.endswith(_SIBILANTS, 0, -1):
            found.append(Reading(word[:-1], "s", FormKind.GENITIVE))
        if word.endswith("es"):
            found.append(Reading(word[:-2], "es", FormKind.GENITIVE))
    elif word.endswith("er"):
        stem = word[:-2]
        found.append(Reading(stem, "er", FormKind.ADJECTIVE))
        found.append(Reading(stem + "en", "er", FormKind.ADJECTIVE))
        found.append(Reading(stem + "e", "er", FormKind.ADJECTIVE))
        if word in _IRREGULAR:
            found.append(Reading(_IRREGULAR[word], "er", FormKind.ADJECTIVE))
    if word.endswith(_SCH_ENDINGS):
        for suffix in _sch_suffixes(word):
            found.append(Reading(word[: -len(suffix)], suffix, FormKind.ADJECTIVE))
    return [
        reading for reading in found if len(reading.stem) >= _SHORTEST_STEM or not reading.suffix
    ]


def _sch_suffixes(word: str) -> list[str]:
    match = _SCH.search(word, max(0, len(word) - 6))
    if match is None or match.end() != len(word):
        return []
    return [match[2]] if not match[1] else [match[2], match[0]]


def is_person_adjective(word: str) -> bool:
    """Return whether ``word`` ends like *putinsche*, the one form that may begin small."""
    return word.endswith(_SCH_ENDINGS)


def apostrophe_ending(text: str, start: int, end: int, stem: str) -> str:
    """Return what an apostrophe after the word at ``text[start:end]`` adds to it, or ``""``.

    ``stem`` is the folded word. An apostrophe alone ends a genitive only after a sibilant, and
    only if it does not close a quotation that opened at the word.
    """
    match = _APOSTROPHE.match(text, end)
    if match is None:
        return ""
    if match[1] is None:
        quoted = start > 0 and text[start - 1] in _OPENING_QUOTES
        return match[0] if stem.endswith((*_SIBILANTS, "ce")) and not quoted else ""
    return match[0]


def kind_of_apostrophe_ending(ending: str) -> FormKind:
    """Return the form that an ending with an apostrophe makes (*’s* or *’sche*)."""
    return FormKind.ADJECTIVE if "sch" in ending else FormKind.GENITIVE


def takes_es(word: str, kind: str) -> bool:
    """Return whether the genitive of ``word`` may be on *-es* (*des Donbasses*)."""
    return kind == "organisation" or word.lower().endswith((*_SIBILANTS, "ß"))


def adjective_stem(word: str) -> str | None:
    """Return the stem of a word inside a name if it could be an adjective (*Schwarzes*)."""
    match = _ADJECTIVE.fullmatch(word)
    return match[1] if match else None
