"""Whether a word is a name at all, and whose, where its spelling alone does not say.

Some German words are names only sometimes (``german.toml``, ``[homographs]``):

* *common* words (*Essen, Wahl, Kim*) are names only with evidence: the concept was named in full
  before in the document, or the word directly before is a cue for the concept's kind (*in Essen*,
  *Machthaber Kim*);
* *bare* names (*Polen, Moldau*) are names unless an article or a number stands before them (*die
  Polen*), which is no objection inside a compound (*die Polen-Reise*);
* *introduced* surnames (*Luxemburg*) mean a person only after the full name or a cue;
* *before_noun* words are adjectives only before a noun (*Hamburger Hafen*), and things or people
  elsewhere (*ein Hamburger*).

Some given names (``[given]``) are taken for Slavic ones only before a surname that looks so.

Three letters in capitals (*ROM*) are taken for a name only among other words in capitals, and
Roman numbers (*XI*) never. A name of several words, unless it is listed (*Recht und
Gerechtigkeit*), and an adjective that is no word by itself (*Essener*), need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from glossary import german
from glossary.concept import FormKind, Match
from glossary.folding import INSIDE, INVISIBLE, fold

if TYPE_CHECKING:
    from glossary.entries import Entry

_WORD_BEFORE = re.compile(rf"([^\W\d_][{INSIDE}]*)\.?[\s{INVISIBLE}]+$")
_WORD_AFTER = re.compile(rf"[{INSIDE}]+[\s{INVISIBLE}]+([^\W\d_][{INSIDE}]*)")
_WORD = re.compile(f"[{INSIDE}]+")
GIVEN_NAME = "given"
_ROMAN = re.compile("[IVXLCDM]+")
_LONGEST_WORD = 50
_LONGEST_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a document has said so far: which concepts were named in full, the latest last.

    ``seen`` maps their identities to growing numbers, in that order.
    """

    seen: Mapping[str, int] = field(default_factory=dict)

    def after(self, matches: Iterable[Match]) -> Context:
        """Return the context with the full names among ``matches`` added."""
        named = [match.concept.identity for match in matches if match.full]
        if not named:
            return self
        seen = dict(self.seen)
        for identity in named:
            name_in_full(identity, seen)
        return Context(seen)


def name_in_full(identity: str, seen: dict[str, int]) -> None:
    """Note in ``seen`` that the concept ``identity`` is the latest to be named in full."""
    latest = next(reversed(seen.values()), 0)
    seen.pop(identity, None)
    seen[identity] = latest + 1


def choose(
    entries: Sequence[Entry],
    seen: Mapping[str, int],
    *,
    text: str,
    start: int,
    word: str,
    kind: FormKind,
    trusting: bool,
) -> Entry | None:
    """Return which of ``entries`` (not empty) a form in ``text`` means; None if none or unclear.

    The form begins at ``start`` and has the folded first word ``word``; ``seen`` are the concepts
    named in full before it (:attr:`Context.seen`). Of several entries that owe different spellings,
    the one named in full last is meant (but not after a cue for another: *Rosa Luxemburg … nach
    Luxemburg*), or else a user's, or else the only one with a cue before it, or else a given name.
    Unless ``trusting``, names that are also common words need evidence.
    """
    if seen:
        named = [entry for entry in entries if entry.concept.identity in seen]
        if named and len(named) < len(entries):
            cued = [entry for entry in entries if _is_cued(entry, text, start)]
            named = [entry for entry in named if entry in cued] if cued else named
        if named:
            return max(named, key=lambda entry: seen[entry.concept.identity])
    if len(entries) > 1 and any(entry.own for entry in entries):
        entries = [entry for entry in entries if entry.own]
    if not trusting:
        entries = [e for e in entries if not _is_introduced(e) or _is_cued(e, text, start)]
    if not entries:
        return None
    if not trusting and not _may_stand_alone(entries[0], text, start, word, kind):
        entries = [entry for entry in entries if _is_cued(entry, text, start)]
    if len({entry.target for entry in entries}) > 1:
        cued = [entry for entry in entries if _is_cued(entry, text, start)]
        entries = cued or [entry for entry in entries if entry.concept.kind == GIVEN_NAME]
    return entries[0] if len({entry.target for entry in entries}) == 1 else None


def _may_stand_alone(entry: Entry, text: str, start: int, word: str, kind: FormKind) -> bool:
    """Return whether ``entry`` is named by ``word`` without a cue before it."""
    words = _homographs()
    if len(entry.words) > 1:
        return fold(entry.base) not in words["common"]
    base = word if kind is FormKind.PLAIN else fold(entry.words[0])
    if word in words["common"] or (base in words["common"] and kind is not FormKind.ADJECTIVE):
        return False
    if not words["bare"].isdisjoint((word, base)) and kind in {FormKind.PLAIN, FormKind.GENITIVE}:
        return _word_before(text, start) not in _cues()["article"]
    return _goes_with_next_word(entry, text, start, word) and not _is_other(entry, text, start)


def _is_introduced(entry: Entry) -> bool:
    """Return whether ``entry`` is a surname better known as something else."""
    alone = len(entry.words) == 1 and entry.concept.kind == "person"
    return alone and fold(entry.words[0]) in _homographs()["introduced"]


def _goes_with_next_word(entry: Entry, text: str, start: int, word: str) -> bool:
    """Return False for an adjective without its noun or a given name without its surname."""
    after = _WORD_AFTER.match(text, start)
    if word in _homographs()["before_noun"]:
        return after is not None and after[1][0].isupper()
    if entry.concept.kind == GIVEN_NAME and word in _given_names_before_surnames():
        return after is not None and fold(after[1]).removesuffix("s").endswith(_surname_endings())
    return True


def _is_other(entry: Entry, text: str, start: int) -> bool:
    """Return whether the word at ``start`` is an abbreviation or a Roman number."""
    form = _WORD.match(text, start)
    if form is None or not _is_abbreviation(form[0]) or entry.words[0].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    after = _WORD_AFTER.match(text, start)
    among_capitals = any(
        found and len(found[1]) > 1 and found[1].isupper() for found in (before, after)
    )
    return not among_capitals or _ROMAN.fullmatch(form[0]) is not None


def _is_abbreviation(word: str) -> bool:
    return len(word) <= _LONGEST_ABBREVIATION and word.isupper()


def is_common_word(name: str) -> bool:
    """Return whether ``name`` is one of the common words that are names with evidence only."""
    return fold(name) in _homographs()["common"]


def is_title(word: str) -> bool:
    """Return whether the folded ``word`` is what persons are called: a role, a form of address."""
    return is_cue(word, "person") or _role().search(word) is not None


def caveat(spelling: str, kind: str) -> str:
    """Return on what condition ``spelling`` of a concept of ``kind`` is matched; "" if on none."""
    word = fold(spelling)
    words = _homographs()
    if word in words["common"]:
        return "only after the full name or a cue: also a common word"
    if word in words["introduced"] and kind == "person":
        return "only after the full name or a role: better known as something else"
    if word in words["bare"]:
        return "not after an article or a number: then it is people"
    if word in _given_names_before_surnames() and kind == GIVEN_NAME:
        return "only before a surname that looks Slavic: others bear it, too"
    return ""


def is_cue(word: str, kind: str) -> bool:
    """Return whether the folded ``word`` is a cue for ``kind`` (``german.toml``, ``[cues]``)."""
    return word in _cues().get(kind, ())


def is_unsure(entry: Entry, form: str, word: str) -> bool:
    """Return whether ``form`` of ``entry``, folded ``word``, needs a look at what is around it."""
    known = frozenset.union(*_homographs().values(), _given_names_before_surnames())
    return _is_abbreviation(form) or word in known or fold(entry.words[0]) in known


def _is_cued(entry: Entry, text: str, start: int) -> bool:
    before = _word_before(text, start)
    kind = entry.concept.kind
    return is_title(before) if kind == "person" else is_cue(before, kind)


def _word_before(text: str, start: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    return fold(match[1]) if match else ""


@cache
def _homographs() -> dict[str, frozenset[str]]:
    words = german.facts()["homographs"]
    return {name: frozenset(map(fold, listed)) for name, listed in words.items()}


@cache
def _given_names_before_surnames() -> frozenset[str]:
    return frozenset(map(fold, german.facts()["given"]["before_surname"]))


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(map(fold, german.facts()["given"]["surname_endings"]))


@cache
def _cues() -> dict[str, frozenset[str]]:
    cues = german.facts()["cues"]
    return {name: frozenset(map(fold, words)) for name, words in cues.items()}


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(sorted(_cues()["role"]))
    return re.compile(f"(?:{roles})(?:e[nmrs]?|s|in|n)?$")
