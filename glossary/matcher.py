"""All names of a glossary in a text, in one pass.

The text is read word by word (:mod:`glossary.folding`). A word that begins some glossary spelling,
as it stands or without a German ending, is followed as far as spellings go on; the longest one
that fits wins. Nothing is expanded when a glossary is built: inflected forms are recognised by
stripping endings (:mod:`glossary.german`) from words that are looked at anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_letters, ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from glossary import evidence, german
from glossary.concept import Concept, FormKind, Match
from glossary.entries import Entry, bases, entry_for
from glossary.folding import (
    ACCENTS,
    APOSTROPHES,
    HYPHENS,
    INVISIBLE,
    WORD,
    Word,
    accents,
    fold,
    fold_word,
    joint,
    trimmed,
    word_from,
)
from glossary.index import ANY_ENDING, Index, inner_keys, numbers_in, paths
from glossary.opaque import OpaqueParts

if TYPE_CHECKING:
    from glossary.evidence import Context

# What begins a name and what does not is remembered for this many words: texts repeat themselves.
_MOST_REMEMBERED = 100_000
# How many middle names and initials may stand between a given name and a surname.
_MOST_MIDDLE_NAMES = 2
_LARGE = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_LARGE}[\w{ACCENTS}{INVISIBLE}]+"
_MIDDLE_NAME = re.compile(rf"\s+(?:{_LARGE}\.|{_NAME}(?:[{HYPHENS}]{_NAME})?)(?=\s)")
_APOSTROPHES = frozenset(APOSTROPHES)
_NEEDING_LOOK = _APOSTROPHES.union(INVISIBLE)
_LINKS = frozenset(HYPHENS + INVISIBLE)
_BETWEEN_WORDS = frozenset(" -")
_ENDING_SENTENCES = frozenset(",.;:!?")
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


class _Reading(NamedTuple):
    """What a form in a text is: a form of ``entry`` with an ending."""

    entry: Entry
    suffix: str
    kind: FormKind


class _Beginning(NamedTuple):
    """What is known of a word that may begin a name, whatever stands around it.

    ``key`` is its key, ``length`` its length without what is invisible at its end, and ``reading``
    what it is by itself if that is sure. ``alone`` says whether it may be a name by itself at all,
    ``starts`` of which longer names it may be the first word, ``following`` with which letters
    their second words may begin.
    """

    key: str
    length: int
    reading: _Reading | None
    alone: bool
    starts: Sequence[str]
    following: str


_NO_NAME = _Beginning("", 0, None, alone=False, starts=(), following="")


class Matcher:
    """Finds names in texts.

    ``index`` is what :func:`glossary.index.index_concepts` returns for ``concepts``. The first
    ``own`` of them are a user's and win over the others where both have a spelling. Names in a
    German text are found in every form (:mod:`glossary.german`), and unless ``trusting`` those that
    are also common words only with evidence (:mod:`glossary.evidence`); in other languages, names
    are found as they are spelled.
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
        self._is_german = source == "de"
        self._trusting = trusting or not self._is_german
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._known: dict[str, _Beginning] = {}
        self._worth_a_look = _worth_a_look(index.small)

    def find(self, text: str, context: Context) -> list[Match]:
        """Return the names in ``text``: in order, none overlapping, the longest at each place."""
        matches: list[Match] = []
        seen = dict(context.seen)
        opaque = OpaqueParts(text)
        known = self._known.get
        done = 0
        for found in self._worth_a_look.finditer(text):
            beginning = known(found[1]) or self._beginning(found[1])
            start = found.start(1)
            if beginning is _NO_NAME or start < done:
                continue
            match = self._match_at(text, start, beginning, seen)
            if match is None or match.start < done:
                continue
            done = match.end
            if opaque.overlap(match.start, match.end):
                continue
            matches.append(match)
            if match.full:
                evidence.name_in_full(match.concept.identity, seen)
        return matches

    def _beginning(self, raw: str) -> _Beginning:
        """Return what is to be known of the word ``raw`` of a text, and remember it."""
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        key = self._key_if_beginning(raw)
        self._known[raw] = self._beginning_with(raw, key) if key else _NO_NAME
        return self._known[raw]

    def _beginning_with(self, raw: str, key: str) -> _Beginning:
        starts = self._heads("", key)
        following = self._following(starts)
        if not self._index.given.isdisjoint(starts):
            following += ascii_uppercase  # a middle name
        alone = any(reading.stem in self._index.phrases for reading in german.readings(key))
        reading = self._sure_reading(raw, key)
        return _Beginning(key, len(trimmed(raw)), reading, alone, starts, following)

    def _heads(self, before: str, key: str) -> list[str]:
        """Return the beginnings of spellings that the word ``key`` makes after ``before``."""
        heads = self._index.heads
        return [before + inner for inner in inner_keys(key) if before + inner in heads]

    def _following(self, starts: Iterable[str]) -> str:
        """Return the letters that the next word after one of ``starts`` may begin with."""
        heads = self._index.heads
        return "".join([heads[start] for start in starts])

    def _key_if_beginning(self, raw: str) -> str:
        """Return the key of a word if it may begin a name, else ``""``."""
        phrases, heads, _, small = self._index
        key = raw.lower() if raw.isascii() and raw.isalnum() else fold_word(raw)
        if raw[0].islower() and key not in small:
            if not (self._is_german and german.is_person_adjective(key)):
                return ""
        elif key in phrases or key in heads or german.adjective_stem(key) + ANY_ENDING in heads:
            return key
        for stem in german.stems(key) if self._is_german else ():
            if stem in phrases:
                return key
        return ""

    def _sure_reading(self, raw: str, key: str) -> _Reading | None:
        """Return the entry and form of a word that are the same unless a longer name begins here.

        None if several concepts are spelled so, or it is a word that needs evidence. Of several
        spellings of one concept the first is taken.
        """
        word = Word(0, len(raw), key)
        found = [
            _Reading(entry, candidate.suffix, candidate.kind)
            for candidate in self._readings(raw, (word,), [""])
            for entry in self._spelled(candidate.phrase)
            if _fits(candidate, entry, raw)
        ]
        if len({(entry.concept.identity, entry.target, suffix) for entry, suffix, _ in found}) != 1:
            return None
        entry = found[0].entry
        if entry.lead or entry.tail:
            return None
        unsure = not self._trusting and evidence.is_unsure(entry, raw, key)
        return None if unsure else found[0]

    def _match_at(
        self, text: str, start: int, beginning: _Beginning, seen: Mapping[str, int]
    ) -> Match | None:
        """Return the name that begins with the word at ``start``, if any."""
        key, length, reading, alone, _, following = beginning
        end = start + length
        if not (following and _may_follow(text, end, following)):
            if not alone:
                return None
            if (
                reading is not None
                and text[end : end + 1] not in _NEEDING_LOOK
                and text[start - 1 : start] not in _APOSTROPHES
            ):
                return _match(text, start, end, reading)
        candidates = self._candidates(text, Word(start, end, key), beginning)
        if len(candidates) > 1:
            candidates.sort(key=lambda c: (-c.end, len(c.suffix), c.middle))
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
                start=start,
                word=key,
                kind=_kind_of(text, candidate.words[0].start, candidate.end, candidate.kind),
                trusting=self._trusting,
            )
            if entry is not None:
                return self._with_middle_name(text, candidate, entry) or _match(
                    text,
                    candidate.words[0].start - len(entry.lead),
                    candidate.end + len(entry.tail),
                    _Reading(entry, candidate.suffix, candidate.kind),
                )
        return None

    def _with_middle_name(self, text: str, candidate: _Candidate, entry: Entry) -> Match | None:
        """Return the whole name if the middle one is a patronymic, else the given name only.

        In the second case the surname is met later. None if there is no middle name.
        """
        if not candidate.middle or entry.given is None:
            return None
        middle = text[candidate.words[-2].end : candidate.words[-1].start].strip()
        patronymics = [
            patronymic
            for patronymic in (
                self._spelled(fold(middle)) if fold(middle) in self._index.phrases else ()
            )
            if patronymic.concept.kind == evidence.GIVEN_NAME
        ]
        return (
            _whole_match(text, candidate, entry, patronymics[0])
            if patronymics
            else _given_match(text, candidate, entry)
        )

    def _candidates(self, text: str, first: Word, beginning: _Beginning) -> list[_Candidate]:
        """Return what may be a spelling from ``first`` on."""
        words: tuple[Word, ...] = (first,)
        found = self._readings(text, words, [""]) if beginning.alone else []
        starts = beginning.starts
        while starts:
            end = words[-1].end
            letters = self._following(starts)
            if not self._index.given.isdisjoint(starts):
                found += self._over_middle_names(text, words, starts, letters)
            following = WORD.search(text, end) if _may_follow(text, end, letters) else None
            between = following and joint(text[end : following.start()])
            if following is None or between is None:
                break
            last = word_from(following)
            words = (*words, last)
            starts = [start + between for start in starts]
            found += self._readings(text, words, starts)
            starts = [head for start in starts for head in self._heads(start, last.key)]
        return found

    def _readings(
        self, text: str, words: tuple[Word, ...], starts: Sequence[str], *, middle: bool = False
    ) -> list[_Candidate]:
        """Return the spellings that end with the last of ``words``, after one of ``starts``."""
        last = words[-1]
        phrases = self._index.phrases
        found = []
        readings = german.readings(last.key)
        for stem, suffix, kind in readings if self._is_german else readings[:1]:
            for start in starts:
                phrase = start + stem
                if phrase not in phrases:
                    continue
                found.append(_Candidate(words, last.end, phrase, suffix, kind, middle))
                if (
                    suffix
                    or not self._is_german
                    or text[last.end : last.end + 1] not in _NEEDING_LOOK
                ):
                    continue
                ending, end = german.apostrophe_ending(text, words[0].start, last.end, stem)
                if ending:
                    form = german.kind_of_apostrophe_ending(ending)
                    found.append(_Candidate(words, end, phrase, ending, form, middle))
        return found

    def _over_middle_names(
        self, text: str, words: tuple[Word, ...], starts: Iterable[str], letters: str
    ) -> Iterator[_Candidate]:
        """Yield full names in the text that have middle names or initials before the surname."""
        end = words[-1].end
        starts = [start + " " for start in starts]
        for _ in range(_MOST_MIDDLE_NAMES):
            name = _MIDDLE_NAME.match(text, end)
            if name is None:
                return
            end = name.end()
            if not _may_follow(text, end, letters):
                continue
            surname = WORD.search(text, end)
            if surname is None or joint(text[end : surname.start()]) != " ":
                return
            with_surname = (*words, word_from(surname))
            yield from self._readings(text, with_surname, starts, middle=True)

    def _spelled(self, phrase: str) -> tuple[Entry, ...]:
        """Return the spellings whose phrase is ``phrase``."""
        entries = self._entries.get(phrase)
        if entries is None:
            entries = tuple(self._entries_for(phrase))
            self._entries[phrase] = entries
        return entries

    def _entries_for(self, phrase: str) -> Iterator[Entry]:
        for number in numbers_in(self._index.phrases[phrase]):
            concept = self._concepts[number]
            own = number < self._own
            # Several may be folded alike: Al-Kaida and al-Kaida, Łódź and Lodz.
            for base in bases(concept.spellings[self._source]):
                if any("".join(path) == phrase for path in paths(base)):
                    yield entry_for(base, concept, self._source, self._target, own=own)


def _worth_a_look(small: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern whose group is a :data:`WORD` that may begin a name.

    It passes over most that cannot: small words, unless one of the keys ``small`` has the same
    initial, or the word may be an adjective on *-sch*.
    """
    initials = "".join(sorted(set(ascii_lowercase).difference(key[:1] for key in small)))
    passed = rf"[{initials}][a-zäöüß]*+(?<![sß]ch)(?<![sß]ch.)(?<![sß]ch..) (?=[^\W_])"
    return re.compile(rf"(?:{passed})*+({WORD.pattern})" if initials else f"({WORD.pattern})")


def _match(text: str, start: int, end: int, reading: _Reading) -> Match:
    entry, suffix, kind = reading
    found = text[start:end]
    kind = _kind_of(text, start, end, kind)
    # What is called after somebody (die Rosa-Luxemburg-Stiftung) introduces nobody.
    is_label = kind is FormKind.COMPOUND and found.count("-") > entry.base.count("-")
    return Match(
        start,
        end,
        found,
        entry.concept,
        kind,
        entry.base,
        entry.target,
        suffix,
        entry.accepted,
        entry.forbidden,
        full=len(entry.words) > 1 and not is_label,
    )


def _whole_match(text: str, candidate: _Candidate, entry: Entry, middle: Entry) -> Match:
    """Return a full name with the patronymic ``middle`` in it; English may leave that out."""
    given, owed_given = entry.given or ("", "")
    target, *others = (
        f"{owed_given} {patronymic}{entry.target.removeprefix(owed_given)}"
        for patronymic in (middle.target, *middle.accepted)
    )
    start, end = candidate.words[0].start, candidate.end
    return Match(
        start=start,
        end=end,
        text=text[start:end],
        concept=entry.concept,
        kind=candidate.kind,
        base=f"{given} {middle.base}{entry.base.removeprefix(given)}",
        target=target,
        suffix=candidate.suffix,
        accepted=(*others, entry.target, *entry.accepted),
        forbidden=entry.forbidden,
        full=True,
    )


def _given_match(text: str, candidate: _Candidate, entry: Entry) -> Match:
    """Return the given name of a full name with middle names."""
    base, target = entry.given or ("", "")
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
    if entry.lead and not text.startswith(entry.lead, start - len(entry.lead)):
        return False
    if entry.tail and not text.startswith(entry.tail, end):
        return False
    # An apostrophe between letters is inside a word: no Don in Don’t.
    return not (
        (text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isalnum())
        or (text[start - 1 : start] in _APOSTROPHES and text[start - 2 : start - 1].isalnum())
    )


def _may_follow(text: str, end: int, letters: str) -> bool:
    """Return False if the word after ``end`` begins with none of ``letters``, as far as one sees.

    Only ASCII letters are seen.
    """
    between, letter = text[end : end + 1], text[end + 1 : end + 2]
    if between not in _BETWEEN_WORDS:
        if between not in _ENDING_SENTENCES or letter != " ":
            return True
        letter = text[end + 2 : end + 3]
    return letter in letters or letter.lower() in letters or letter not in ascii_letters


def _fits(candidate: _Candidate, entry: Entry, text: str) -> bool:
    """Return whether form, case and accents of ``candidate`` are possible for ``entry``."""
    words, spelled = candidate.words, entry.words
    if len(words) != len(spelled) or (candidate.middle and entry.given is None):
        return False
    if candidate.suffix:
        if not _may_take(candidate, entry):
            return False
        if len(words) == 1 and german.is_person_adjective(candidate.suffix):
            return True
    if not candidate.middle and text[words[0].start : words[-1].end] == entry.base:
        return True
    return all(
        _is_writing_of(
            text[word.start : word.end],
            as_spelled,
            # Kim Jong Un, Kim Jong-un
            small=word is not words[0] and text[word.start - 1] in HYPHENS,
        )
        for word, as_spelled in zip(words, spelled, strict=True)
    )


def _is_writing_of(word: str, spelled: str, *, small: bool) -> bool:
    """Return whether ``word`` (with an ending) may stand for ``spelled``, folded alike.

    Small for large it may not unless it is ``small`` here, nor with accents that the spelling does
    not have: *Karadzic* may be *Karadžić*, *Pérez* is not *Perez*.
    """
    if len(spelled) > 1 and spelled.isupper():
        fits = word[: len(spelled)].isupper()
    else:
        fits = small or word[0].isupper() or not spelled[0].isupper()
    return fits and (word.isascii() or accents(word) <= accents(spelled))


def _may_take(candidate: _Candidate, entry: Entry) -> bool:
    """Return whether the concept has the form that ``candidate`` shows."""
    kind = entry.concept.kind
    # A term of unknown kind is taken for a name if both languages write it large; al-Assad is one.
    if kind:
        is_name = any(word[0].isupper() for word in entry.words)
    else:
        is_name = entry.words[0][0].isupper() and entry.target[:1].isupper()
    return is_name and german.takes(kind, entry.base, candidate.kind, candidate.suffix)


def _kind_of(text: str, start: int, end: int, kind: FormKind) -> FormKind:
    """Return ``kind``, or COMPOUND if a hyphen links a plain name to something (*Putin- und …*)."""
    if kind is not FormKind.PLAIN:
        return kind
    after, before = text[end : end + 1], text[start - 1 : start]
    linked = (after in _LINKS and _LINK_AFTER.match(text, end)) or (
        before in _LINKS and _LINK_BEFORE.search(text, max(0, start - 8), start)
    )
    return FormKind.COMPOUND if linked else kind
