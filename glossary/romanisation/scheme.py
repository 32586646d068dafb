"""Romanisation schemes as data: one TOML file a scheme, one table a language.

A table has ``base`` (what a letter is by itself), ``rules`` (what it is in a place), ``also``
(what else stands in print for the letters of an entry) and ``samples`` (pairs that run as tests).
A rule's key is the letters in round brackets with what must stand before and after them:

``"V(с)V" = "ss"``
    *с* between two vowels. ``V`` stands for any letter of the table's ``vowels``.
``"(ий)#" = "i"``
    *ий* at the end of a word. ``#`` stands for the edge of a word.
``"[#Vьъ](е)" = "je"``
    *е* at the start of a word, after a vowel or after *ь*, *ъ*. Square brackets hold alternatives.

At each place the longest rule that fits wins, among equals the one written first, then ``base``.
The notation is that of phonological rules (Chomsky & Halle 1968); the division into base, context
and samples follows the iuliia project, whose tables cover Russian only.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Mapping

# The schemes shipped, in the order a user is shown them: name → language they write for.
SCHEMES: Mapping[str, str] = {
    "duden": "de",
    "press": "en",
    "bgn-pcgn": "en",
    "icao-9303": "en",
    "ala-lc": "en",
    "iso-9": "en",
}
DEFAULTS: Mapping[str, str] = {"de": "duden", "en": "press"}

# A word in Cyrillic: letters, with an apostrophe only between two of them.
_WORD = re.compile("[\u0400-\u052f]+(?:’[\u0400-\u052f]+)*")
_APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "‘": "’", "`": "’"})
_SIDE = r"(?:#|V|\[[^\]]+\]|\w)?"
_RULE = re.compile(rf"(?P<left>{_SIDE})\((?P<letters>[^)]+)\)(?P<right>{_SIDE})")
_STRESS = "\u0301"


class RomanisationError(GlossaryError):
    """A name cannot be spelled: no table for its language, or a letter the table does not know."""


@dataclass(frozen=True, slots=True)
class Table:
    """How one scheme spells one language, ready for use."""

    scheme: str
    language: str
    base: Mapping[str, str]
    rules: tuple[str, ...]
    """What each rule writes, in the order of the groups of ``pattern``."""
    pattern: re.Pattern[str]
    also: Mapping[str, tuple[str, ...]]
    samples: Mapping[str, str]

    def spell(self, text: str) -> str:
        """Return ``text`` with every Cyrillic word spelled by this table.

        Anything that is not Cyrillic stays as it is. Capitals follow the source: *Щербаков* →
        *Schtscherbakow*, *ЩЕРБАКОВ* → *SCHTSCHERBAKOW*.

        Raises:
            RomanisationError: a letter does not belong to the language's alphabet.

        """
        return _WORD.sub(lambda word: self._word(word[0]), normalise(text))

    def pieces(self, word: str) -> list[tuple[str, str]]:
        """Return the entries that spell a lower-case word: its letters, and what is written.

        Raises:
            RomanisationError: a letter does not belong to the language's alphabet.

        """
        for letter in word:
            if letter not in self.base:
                raise RomanisationError(
                    f"{word}: '{letter}' is not a letter that scheme {self.scheme} knows for "
                    f"'{self.language}'; check the spelling or the language"
                )
        return [(match[0], self._written(match)) for match in self.pattern.finditer(word)]

    def _word(self, word: str) -> str:
        spelled = "".join(written for _, written in self.pieces(word.lower()))
        if len(word) > 1 and word.isupper():
            return spelled.upper()
        return spelled[:1].upper() + spelled[1:] if word[0].isupper() else spelled

    def _written(self, match: re.Match[str]) -> str:
        # Groups are numbered from 1; a match of no rule is a letter by itself.
        return self.rules[match.lastindex - 1] if match.lastindex else self.base[match[0]]


def normalise(text: str) -> str:
    """Return ``text`` composed (NFC), without stress marks, with one kind of apostrophe."""
    # No Cyrillic vowel composes with an acute, so what NFC leaves standing alone is stress.
    return unicodedata.normalize("NFC", text).replace(_STRESS, "").translate(_APOSTROPHES)


def languages(scheme: str) -> tuple[str, ...]:
    """Return the ISO 639 codes of the languages that ``scheme`` has a table for.

    Raises:
        RomanisationError: there is no such scheme.

    """
    return tuple(key for key, value in _read(scheme).items() if isinstance(value, dict))


@cache
def table(scheme: str, language: str) -> Table:
    """Return the table by which ``scheme`` spells ``language``.

    Raises:
        RomanisationError: there is no such scheme, or it has no table for the language.

    """
    data = _read(scheme).get(language)
    if not isinstance(data, dict):
        known = ", ".join(languages(scheme))
        raise RomanisationError(
            f"scheme {scheme} has no table for language '{language}'; it has {known}"
        )
    base: dict[str, str] = data["base"]
    # sorted() is stable: rules of one length stay in the order of the file.
    rules = sorted(data.get("rules", {}).items(), key=lambda rule: -len(_letters(rule[0])))
    alternatives = [_compiled(key, data["vowels"]) for key, _ in rules]
    alternatives.append("[" + "".join(base) + "]")
    return Table(
        scheme=scheme,
        language=language,
        base=base,
        rules=tuple(written for _, written in rules),
        pattern=re.compile("|".join(alternatives)),
        also={letters: tuple(others) for letters, others in data.get("also", {}).items()},
        samples=data["samples"],
    )


def _letters(key: str) -> str:
    return _parsed(key)["letters"]


def _parsed(key: str) -> re.Match[str]:
    rule = _RULE.fullmatch(key)
    if rule is None:
        raise RomanisationError(f"'{key}' is not a romanisation rule: left(letters)right")
    return rule


def _compiled(key: str, vowels: str) -> str:
    rule = _parsed(key)
    left = _context(rule["left"], vowels, "<")
    return f"{left}({rule['letters']}){_context(rule['right'], vowels, '')}"


def _context(side: str, vowels: str, direction: str) -> str:
    """Return the look-around for one side of a rule; ``direction`` is ``<`` for the left one."""
    if not side:
        return ""
    letters = side.strip("[]").replace("V", vowels)
    if "#" not in letters:
        return f"(?{direction}=[{letters}])"
    # The edge of a word has no letter: "nothing else stands there" covers it.
    inside = letters.replace("#", "")
    return f"(?{direction}![^{inside}])" if inside else f"(?{direction}!.)"


@cache
def _read(scheme: str) -> Mapping[str, object]:
    if scheme not in SCHEMES:
        raise RomanisationError(
            f"there is no romanisation scheme '{scheme}'; there are {', '.join(SCHEMES)}"
        )
    file = resources.files(__package__) / f"{scheme}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
