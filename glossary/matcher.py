"""All names of a glossary in a text, in one pass.

The text is read word by word (:mod:`glossary.folding`). A word that begins some glossary spelling,
as it stands or without a German ending, is followed as far as spellings go on; the longest one
that fits wins. Nothing is expanded when a glossary is built: inflected forms are recognised by
stripping endings (:mod:`glossary.german`) from words that are looked at anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary import german
from glossary.concept import Concept, FormKind, Match, Spelling, Status
from glossary.folding import HYPHENS, WORD, Word, joint, word_from, words_of
from glossary.opaque import opaque_spans

# Ends a key of the index that only begins spellings.
MORE = "\0"
# Begins a key of the index that says: some spelling begins with this word in lower case.
SMALL = "\1"
# Stands for the changing ending of an adjective inside a name.
_ANY_ENDING = "~"


@dataclass(frozen=True, slots=True)
class Context:
    """What a document has said so far: the ids of concepts named in full, the latest last."""

    seen: tuple[str, ...] = ()

    def after(self, matches: Iterable[Match]) -> Context:
        """Return the context with the full names among ``matches`` added."""
        ids = [*self.seen, *(m.concept.id for m in matches if _names_in_full(m.base))]
        return Context(tuple(reversed(dict.fromkeys(reversed(ids)))))


def _names_in_full(base: str) -> bool:
    return len(words_of(base)) > 1


class Entry(NamedTuple):
    """One source spelling of a concept and what a translation owes for it."""

    concept: Concept
    rank: int
    base: str
    words: tuple[str, ...]
    lead: str
    tail: str
    target: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...]


class _Candidate(NamedTuple):
    """A stretch of the text that could be a glossary spelling."""

    words: tuple[Word, ...]
    end: int
    phrase: str
    suffix: str
    kind: FormKind


def _paths(spelling: str) -> Iterator[list[str]]:
    """Yield a spelling as folded words and joints in turn, once per reading of its adjectives."""
    words = words_of(spelling)
    if not words:
        return
    heads: list[list[str]] = [[]]
    for word, following in zip(words, words[1:], strict=False):
        between = joint(spelling[word.end : following.start]) or " "
        stem = german.adjective_stem(word.key)
        keys = (word.key, stem + _ANY_ENDING) if stem else (word.key,)
        heads = [[*head, key, between] for head in heads for key in keys]
    for head in heads:
        yield [*head, words[-1].key]


def index_concepts(concepts: Iterable[Concept], source: str, target: str) -> dict[str, list[int]]:
    """Return the matching index: folded phrase → numbers of the concepts that are spelled so.

    Only concepts with a spelling in both languages are found, and no deprecated ones.
    """
    index: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        spelling = concept.spellings.get(source)
        owed = concept.spellings.get(target)
        if spelling is None or owed is None or concept.status is Status.DEPRECATED:
            continue
        for base in bases(spelling):
            for path in _paths(base):
                for end in range(1, len(path), 2):
                    index.setdefault("".join(path[:end]) + MORE, [])
                numbers = index.setdefault("".join(path), [])
                if number not in numbers:
                    numbers.append(number)
                if not _begins_large(base):
                    index.setdefault(SMALL + path[0], [])
    return index


def bases(spelling: Spelling) -> list[str]:
    """Return every way ``spelling`` may stand in a text: full, short, variants; none twice."""
    return [s for s in dict.fromkeys((spelling.full, spelling.short, *spelling.variants)) if s]


def _begins_large(base: str) -> bool:
    first = WORD.search(base)
    return first is not None and first[0][0].isupper()


def is_short_form(base: str, spelling: Spelling) -> bool:
    """Return whether ``base`` is the short form or a variant of it, not of the full name."""
    if not spelling.short or base == spelling.full:
        return False
    return base == spelling.short or len(words_of(base)) < len(words_of(spelling.full))


def owed_for(base: str, spelling: Spelling, owed: Spelling) -> tuple[str, tuple[str, ...]]:
    """Return the target spelling for ``base`` and the others to be accepted."""
    full_variants = [v for v in owed.variants if not is_short_form(v, owed)]
    short_variants = [v for v in owed.variants if is_short_form(v, owed)]
    if is_short_form(base, spelling) and owed.short:
        target, others = owed.short, [*short_variants, owed.full, *full_variants]
    else:
        target, others = owed.full, full_variants
    if owed.short and owed.full.endswith(owed.short):
        head = owed.full.removesuffix(owed.short)
        others += [head + variant for variant in short_variants]
    return target, tuple(other for other in dict.fromkeys(others) if other != target)


class Matcher:
    """Finds the names of ``concepts`` in texts.

    ``index`` is what :func:`index_concepts` returns for them. The first ``own`` concepts are a
    user's and win over the others where both have a spelling.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        index: Mapping[str, Sequence[int]],
        *,
        source: str,
        target: str,
        own: int,
    ) -> None:
        self._concepts = concepts
        self._index = index
        self._source = source
        self._target = target
        self._own = own
        self._entries: dict[str, list[Entry]] = {}

    def find(self, text: str, context: Context) -> list[Match]:
        """Return the names in ``text``: in order, none overlapping, the longest at each place."""
        matches: list[Match] = []
        known = list(context.seen)
        opaque: list[tuple[int, int]] | None = None
        dull: set[str] = set()
        done = 0
        for found in WORD.finditer(text):
            raw = found[0]
            if raw in dull or found.start() < done:
                continue
            if raw[0].islower() and not german.is_person_adjective(raw):
                word = word_from(found)
                if SMALL + word.key not in self._index:
                    dull.add(raw)
                    continue
            word = word_from(found)
            if not self._may_begin(word.key):
                dull.add(raw)
                continue
            for candidate in self._candidates(text, word):
                match = self._accept(text, candidate, known)
                if match is None:
                    continue
                if opaque is None:
                    opaque = opaque_spans(text)
                done = match.end
                if not any(start < match.end and match.start < end for start, end in opaque):
                    matches.append(match)
                    if _names_in_full(match.base):
                        known.append(match.concept.id)
                break
        return matches

    def _may_begin(self, key: str) -> bool:
        if key + MORE in self._index:
            return True
        stem = german.adjective_stem(key)
        if stem and stem + _ANY_ENDING + MORE in self._index:
            return True
        return any(reading.stem in self._index for reading in german.readings(key))

    def _candidates(self, text: str, first: Word) -> list[_Candidate]:
        """Return what may be a spelling from ``first`` on, the longest first."""
        found: list[_Candidate] = []
        words = [first]
        heads = [""]
        while True:
            last = words[-1]
            for head in heads:
                for reading in german.readings(last.key):
                    phrase = head + reading.stem
                    if not self._index.get(phrase):
                        continue
                    found.append(
                        _Candidate(tuple(words), last.end, phrase, reading.suffix, reading.kind)
                    )
                    if reading.kind is FormKind.PLAIN:
                        ending = german.apostrophe_ending(text, first.start, last.end, last.key)
                        if ending:
                            end = last.end + len(ending)
                            kind = german.kind_of_apostrophe_ending(ending)
                            found.append(_Candidate(tuple(words), end, phrase, ending, kind))
            stem = german.adjective_stem(last.key)
            keys = (last.key, stem + _ANY_ENDING) if stem else (last.key,)
            heads = [
                head + key for head in heads for key in keys if head + key + MORE in self._index
            ]
            if not heads:
                break
            following = WORD.search(text, last.end)
            between = joint(text[last.end : following.start()]) if following else None
            if following is None or between is None:
                break
            heads = [head + between for head in heads]
            words = [*words, word_from(following)]
        found.sort(key=lambda c: (-c.end, len(c.suffix)))
        return found

    def _accept(self, text: str, candidate: _Candidate, known: list[str]) -> Match | None:
        entries = [
            entry for entry in self.entries(candidate.phrase) if _fits(text, candidate, entry)
        ]
        entry = _choose(entries, known)
        if entry is None:
            return None
        start, end = candidate.words[0].start, candidate.end
        kind = candidate.kind
        if kind is FormKind.PLAIN and _is_linked(text, start, end):
            kind = FormKind.COMPOUND
        return Match(
            start=start - len(entry.lead),
            end=end + len(entry.tail),
            text=text[start - len(entry.lead) : end + len(entry.tail)],
            concept=entry.concept,
            kind=kind,
            base=entry.base,
            target=entry.target,
            suffix=candidate.suffix,
            accepted=entry.accepted,
            forbidden=entry.forbidden,
        )

    def entries(self, phrase: str) -> list[Entry]:
        """Return the spellings whose folded key is ``phrase``, a user's first."""
        entries = self._entries.get(phrase)
        if entries is None:
            entries = [
                entry
                for number in self._index.get(phrase, ())
                for entry in self._entries_of(number, phrase)
            ]
            self._entries[phrase] = entries
        return entries

    def _entries_of(self, number: int, phrase: str) -> Iterator[Entry]:
        concept = self._concepts[number]
        spelling = concept.spellings[self._source]
        owed = concept.spellings[self._target]
        for base in bases(spelling):
            if any("".join(path) == phrase for path in _paths(base)):
                words = words_of(base)
                target, accepted = owed_for(base, spelling, owed)
                yield Entry(
                    concept=concept,
                    rank=0 if number < self._own else 1,
                    base=base,
                    words=tuple(base[word.start : word.end] for word in words),
                    lead=base[: words[0].start],
                    tail=base[words[-1].end :],
                    target=target,
                    accepted=accepted,
                    forbidden=owed.forbidden,
                )
                return


def _choose(entries: list[Entry], known: list[str]) -> Entry | None:
    """Return the entry meant: a user's, else the one named in full last, else if all agree."""
    if not entries:
        return None
    best = min(entry.rank for entry in entries)
    entries = [entry for entry in entries if entry.rank == best]
    if len({entry.target for entry in entries}) == 1:
        return entries[0]
    named = [entry for entry in entries if entry.concept.id in known]
    if not named:
        return None
    return max(named, key=lambda entry: len(known) - known[::-1].index(entry.concept.id))


def _fits(text: str, candidate: _Candidate, entry: Entry) -> bool:
    """Return whether case, form and punctuation of ``candidate`` are possible for ``entry``."""
    start, end = candidate.words[0].start, candidate.end
    if entry.lead and not text.startswith(entry.lead, start - len(entry.lead)):
        return False
    if entry.tail and not text.startswith(entry.tail, end):
        return False
    if candidate.suffix and not _may_take(candidate, entry):
        return False
    small_adjective = len(candidate.words) == 1 and german.is_person_adjective(candidate.suffix)
    return small_adjective or all(
        _case_fits(text[word.start : word.end], spelled)
        for word, spelled in zip(candidate.words, entry.words, strict=True)
    )


def _case_fits(word: str, spelled: str) -> bool:
    """Return whether ``word`` may stand for ``spelled``: small for large it may not."""
    if len(spelled) > 1 and spelled.isupper():
        return word[: len(spelled)].isupper()
    return word[0].isupper() or not spelled[0].isupper()


def _may_take(candidate: _Candidate, entry: Entry) -> bool:
    """Return whether the concept's kind has the form that ``candidate`` shows."""
    kind = entry.concept.kind
    # A term of unknown kind is taken for a name if the target language writes it large.
    if not entry.base[:1].isupper() or (not kind and not entry.target[:1].isupper()):
        return False
    if candidate.kind is FormKind.GENITIVE:
        return candidate.suffix != "es" or german.takes_es(entry.words[-1], kind)
    if german.is_person_adjective(candidate.suffix):
        return kind in {"", "person"}
    return kind in {"", "place"}


def _is_linked(text: str, start: int, end: int) -> bool:
    before = start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum()
    after = text[end : end + 1] in HYPHENS and text[end : end + 1] != ""
    return before or (after and text[end + 1 : end + 2] not in [*HYPHENS])
