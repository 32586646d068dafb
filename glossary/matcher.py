"""All names of a glossary in a text, in one pass.

The text is read word by word (:mod:`glossary.folding`). A word that begins some glossary spelling,
as it stands or without a German ending, is followed as far as spellings go on; the longest one
that fits wins. Nothing is expanded when a glossary is built: inflected forms are recognised by
stripping endings (:mod:`glossary.german`) from words that are looked at anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary import evidence, german
from glossary.concept import Concept, FormKind, Match
from glossary.entries import Entry, entries_of
from glossary.folding import (
    ACCENTS,
    APOSTROPHES,
    HYPHENS,
    INVISIBLE,
    WORD,
    Word,
    accents,
    fold_word,
    joint,
    word_from,
)
from glossary.index import ANY_ENDING, Index, inner_keys, numbers_in, paths
from glossary.opaque import OpaqueParts

if TYPE_CHECKING:
    from glossary.evidence import Context

# Words that begin no name are remembered, up to this many: texts repeat themselves.
_MOST_DULL_WORDS = 100_000
# How many middle names and initials may stand between a given name and a surname.
_MOST_MIDDLE_NAMES = 2
_LARGE = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_LARGE}[\w{ACCENTS}{INVISIBLE}]+"
_MIDDLE_NAME = re.compile(rf"\s+(?:{_LARGE}\.|{_NAME}(?:[{HYPHENS}]{_NAME})?)(?=\s)")
# An apostrophe between letters is inside a word: no Don in Don’t.
_INSIDE_AFTER = re.compile(rf"[{APOSTROPHES}]\w")
_INSIDE_BEFORE = re.compile(rf"\w[{APOSTROPHES}]$")
_LINK_AFTER = re.compile(rf"[{INVISIBLE}]*[{HYPHENS}](?![{HYPHENS}])")
_LINK_BEFORE = re.compile(rf"\w[{INVISIBLE}]*[{HYPHENS}][{INVISIBLE}]*$")


class _Candidate(NamedTuple):
    """A stretch of a text that could be a glossary spelling, and how it is read.

    ``middle`` says that middle names stand before the last of ``words``.
    """

    words: tuple[Word, ...]
    end: int
    phrase: str
    suffix: str
    kind: FormKind
    middle: bool = False


class Matcher:
    """Finds names in texts.

    ``index`` is what :func:`glossary.index.index_concepts` returns for ``concepts``. The first
    ``own`` of them are a user's and win over the others where both have a spelling. Unless
    ``trusting``, a name that is also a common word needs evidence (:mod:`glossary.evidence`).
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        index: Index,
        *,
        source: str,
        target: str,
        own: int,
        trusting: bool,
    ) -> None:
        self._concepts = concepts
        self._index = index
        self._source = source
        self._target = target
        self._own = own
        self._trusting = trusting
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._dull: set[str] = set()

    def find(self, text: str, context: Context) -> list[Match]:
        """Return the names in ``text``: in order, none overlapping, the longest at each place."""
        matches: list[Match] = []
        seen = list(context.seen)
        opaque = OpaqueParts(text)
        done = 0
        for word in self._beginnings(text):
            if word.start < done:
                continue
            match = self._match_at(text, word, seen)
            if match is None:
                continue
            done = match.end
            if opaque.overlap(match.start, match.end):
                continue
            matches.append(match)
            if match.full:
                seen.append(match.concept.id)
        return matches

    def _beginnings(self, text: str) -> Iterator[Word]:
        """Yield the words of ``text`` that may begin a name."""
        dull = self._dull
        for found in WORD.finditer(text):
            raw = found[0]
            if raw in dull:
                continue
            if self._may_begin(raw):
                yield word_from(found)
            else:
                if len(dull) >= _MOST_DULL_WORDS:
                    dull.clear()
                dull.add(raw)

    def _may_begin(self, raw: str) -> bool:
        phrases, heads, small = self._index
        key = fold_word(raw)
        if raw[0].islower() and key not in small and not german.is_person_adjective(key):
            return False
        return (
            key in phrases
            or key in heads
            or any(stem in phrases for stem in german.stems(key))
            or german.adjective_stem(key) + ANY_ENDING in heads
        )

    def _match_at(self, text: str, word: Word, seen: Sequence[str]) -> Match | None:
        candidates = list(self._candidates(text, word))
        if len(candidates) > 1:
            candidates.sort(key=lambda c: (-c.end, len(c.suffix)))
        for candidate in candidates:
            entries = [
                entry
                for entry in self._spelled(candidate.phrase)
                if _stands_free(text, candidate, entry) and _fits(candidate, entry, text)
            ]
            if not entries:
                continue
            entry = evidence.choose(
                entries,
                seen,
                text=text,
                start=word.start,
                word=word.key,
                kind=candidate.kind,
                trusting=self._trusting,
            )
            if entry is not None:
                return _given_match(text, candidate, entry) or _match(text, candidate, entry)
        return None

    def _candidates(self, text: str, first: Word) -> Iterator[_Candidate]:
        """Yield what may be a spelling from ``first`` on."""
        words: tuple[Word, ...] = (first,)
        starts = [""]
        while True:
            yield from self._readings(text, words, starts)
            last = words[-1]
            starts = [
                start + key
                for start in starts
                for key in inner_keys(last.key)
                if start + key in self._index.heads
            ]
            following = WORD.search(text, last.end) if starts else None
            if following is None:
                return
            yield from self._over_middle_names(text, words, starts)
            between = joint(text[last.end : following.start()])
            if between is None:
                return
            starts = [start + between for start in starts]
            words = (*words, word_from(following))

    def _readings(
        self, text: str, words: tuple[Word, ...], starts: Sequence[str], *, middle: bool = False
    ) -> Iterator[_Candidate]:
        """Yield the spellings that end with the last of ``words``, after one of ``starts``."""
        last = words[-1]
        phrases = self._index.phrases
        for stem, suffix, kind in german.readings(last.key):
            for start in starts:
                phrase = start + stem
                if phrase not in phrases:
                    continue
                yield _Candidate(words, last.end, phrase, suffix, kind, middle)
                if not suffix:
                    ending, end = german.apostrophe_ending(text, words[0].start, last.end, stem)
                    if ending:
                        form = german.kind_of_apostrophe_ending(ending)
                        yield _Candidate(words, end, phrase, ending, form, middle)

    def _over_middle_names(
        self, text: str, words: tuple[Word, ...], starts: Sequence[str]
    ) -> Iterator[_Candidate]:
        """Yield full names in the text that have middle names or initials before the surname."""
        end = words[-1].end
        for _ in range(_MOST_MIDDLE_NAMES):
            name = _MIDDLE_NAME.match(text, end)
            if name is None:
                return
            end = name.end()
            surname = WORD.search(text, end)
            if surname is None or joint(text[end : surname.start()]) != " ":
                return
            with_surname = (*words, word_from(surname))
            yield from self._readings(
                text, with_surname, [start + " " for start in starts], middle=True
            )

    def _spelled(self, phrase: str) -> tuple[Entry, ...]:
        """Return the spellings whose phrase is ``phrase``."""
        entries = self._entries.get(phrase)
        if entries is None:
            entries = tuple(
                entry
                for number in numbers_in(self._index.phrases[phrase])
                for entry in entries_of(
                    self._concepts[number], self._source, self._target, own=number < self._own
                )
                if any("".join(path) == phrase for path in paths(entry.base))
            )
            self._entries[phrase] = entries
        return entries


def _match(text: str, candidate: _Candidate, entry: Entry) -> Match:
    start, end = candidate.words[0].start - len(entry.lead), candidate.end + len(entry.tail)
    kind = candidate.kind
    if kind is FormKind.PLAIN and _is_linked(text, start, end):
        kind = FormKind.COMPOUND
    return Match(
        start=start,
        end=end,
        text=text[start:end],
        concept=entry.concept,
        kind=kind,
        base=entry.base,
        target=entry.target,
        suffix=candidate.suffix,
        accepted=entry.accepted,
        forbidden=entry.forbidden,
        full=len(candidate.words) > 1,
    )


def _given_match(text: str, candidate: _Candidate, entry: Entry) -> Match | None:
    """Return the given name of a full name with middle names; the surname is met later."""
    if not candidate.middle or entry.given is None:
        return None
    base, target = entry.given
    start, end = candidate.words[0].start, candidate.words[-2].end
    return Match(
        start=start,
        end=end,
        text=text[start:end],
        concept=entry.concept,
        kind=FormKind.PLAIN,
        base=base,
        target=target,
        full=True,
    )


def _stands_free(text: str, candidate: _Candidate, entry: Entry) -> bool:
    """Return whether the punctuation around ``candidate`` lets it be ``entry``."""
    start, end = candidate.words[0].start, candidate.end
    return (
        text.startswith(entry.lead, start - len(entry.lead))
        and text.startswith(entry.tail, end)
        and not _INSIDE_AFTER.match(text, end)
        and not _INSIDE_BEFORE.search(text, max(0, start - 2), start)
    )


def _fits(candidate: _Candidate, entry: Entry, text: str) -> bool:
    """Return whether form, case and accents of ``candidate`` are possible for ``entry``."""
    words, spelled = candidate.words, entry.words
    if candidate.middle and (entry.given is None or entry.concept.kind not in {"", "person"}):
        return False
    if candidate.suffix:
        if not _may_take(candidate, entry):
            return False
        if len(words) == 1 and german.is_person_adjective(candidate.suffix):
            return True
    return all(
        _is_writing_of(text[word.start : word.end], as_spelled)
        for word, as_spelled in zip(words, spelled, strict=True)
    )


def _is_writing_of(word: str, spelled: str) -> bool:
    """Return whether ``word`` (with an ending) may stand for ``spelled``, folded alike.

    Small for large it may not, nor with accents that the spelling does not have: *Karadzic* may be
    *Karadžić*, *Pérez* is not *Perez*.
    """
    if len(spelled) > 1 and spelled.isupper():
        fits = word[: len(spelled)].isupper()
    else:
        fits = word[0].isupper() or not spelled[0].isupper()
    return fits and (word.isascii() or accents(word) <= accents(spelled))


def _may_take(candidate: _Candidate, entry: Entry) -> bool:
    """Return whether the concept has the form that ``candidate`` shows."""
    kind = entry.concept.kind
    # A term of unknown kind is taken for a name if both languages write it large.
    is_name = entry.words[0][0].isupper() and (kind != "" or entry.target[:1].isupper())
    return is_name and german.takes(kind, entry.base, candidate.kind, candidate.suffix)


def _is_linked(text: str, start: int, end: int) -> bool:
    """Return whether a hyphen links ``text[start:end]`` to something, or will (*Putin- und …*)."""
    return bool(_LINK_AFTER.match(text, end) or _LINK_BEFORE.search(text, max(0, start - 8), start))
