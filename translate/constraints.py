"""Constraints: which names a translation owes, whether it has them, and how to put them right.

Everything here looks at texts only; `translate.enforcement` brings the engine in. A constraint is
honoured when its English spelling (or an accepted variant) stands in the translation as a word of
its own, as often as it is owed: *n* occurrences need *n* renditions, no two of which overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary import Match

# English endings a name may carry in a translation: possessive and plural. Where German has the
# genitive, a bare *s* is that genitive copied, no plural.
_POSSESSIVE = r"(?:['’]s?)?"
_ANY_ENDING = r"(?:['’]s?|s|es)?"
# How alike (0 to 1, longest matching blocks) a wrong rendition must be to the owed or the German
# spelling to be taken for it.
_RECOGNISABLE = 0.72
# The same where the rendition does not begin with capitals, as a name would.
_ALMOST_THE_SAME = 0.88
# Spellings shorter than this are alike by chance.
_SHORTEST_RECOGNISABLE = 4
# English words after which a name stands in the bare form where German has the genitive.
_BEFORE_BARE_NAME = frozenset(
    {"about", "after", "against", "and", "at", "before", "between", "by", "for", "from", "in"}
    | {"of", "on", "or", "over", "to", "under", "with"}
)
_GENITIVE_ENDINGS = frozenset({"s", "es", "’", "'", "’s", "'s"})
# What follows a genitive before its noun: up to two adjectives, and the noun.
_NOUN_PHRASE = re.compile(r" (?:[a-zäöüß]+e[mnrs]? ){0,2}[A-ZÄÖÜ]\w")
_WORD_FOLLOWS = re.compile(r" [A-Za-z]")
# How many words before a name may hold the *of* that makes up for its possessive.
_PHRASE = 5


class Rung(StrEnum):
    """What became of a constraint."""

    MODEL = "model"
    FORCED = "forced"
    REPAIRED = "repaired"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of a text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Constraint:
    """One name a translation owes.

    ``start`` and ``end`` are its place in the source text, ``text`` the form that stands there,
    ``target`` the spelling owed. ``accepted`` spellings count as well; ``unwanted`` ones, the
    German form first, must not be left over.
    """

    start: int
    end: int
    text: str
    target: str
    accepted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def span(self) -> Span:
        """Its place in the source text."""
        return Span(self.start, self.end)

    @classmethod
    def of(cls, match: Match) -> Constraint:
        """Make a constraint of a glossary match."""
        good = {match.target, *match.accepted}
        left_over = dict.fromkeys((match.text, match.base, *match.forbidden))
        if match.suffix == "s":
            left_over[f"{match.target}s"] = None
        return cls(
            start=match.start,
            end=match.end,
            text=match.text,
            target=match.target,
            accepted=match.accepted,
            # Where both languages spell a name alike, nothing German can be left over.
            unwanted=tuple(form for form in left_over if not _occurs_in(form, good)),
            suffix=match.suffix,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a translation makes of its constraints.

    ``renditions`` has the place of each constraint's rendition, in the constraints' order, None
    where it is missing. ``leftovers`` are places of unwanted spellings. ``surplus`` are owed
    spellings that stand more often than owed. ``bare`` are the constraints (their indices) that are
    a German genitive before its noun and have lost it: *Shoigu visit* for *Schoigus Besuch*.
    """

    renditions: tuple[Span | None, ...]
    leftovers: tuple[tuple[Span, str], ...] = ()
    surplus: tuple[str, ...] = ()
    bare: tuple[int, ...] = ()

    @property
    def missing(self) -> int:
        """How many constraints have no rendition."""
        return sum(span is None for span in self.renditions)

    @property
    def faults(self) -> tuple[int, int, int, int]:
        """The verdict as a number to compare translations by; less is better."""
        return self.missing, len(self.leftovers), len(self.surplus), len(self.bare)

    @property
    def clean(self) -> bool:
        """Whether every name is right, in its case, and nothing is left over or too much."""
        return not any(self.faults)


def verify(source: str, translation: str, constraints: Sequence[Constraint]) -> Verdict:
    """Find each constraint's rendition in `translation`; each place serves one constraint only."""
    taken: list[Span] = []
    renditions: list[Span | None] = [None] * len(constraints)

    def assign(spellings: Iterable[tuple[int, str]]) -> None:
        for index, spelling in spellings:
            if renditions[index] is None:
                for span in _occurrences(spelling, translation, constraints[index]):
                    if not any(span.overlaps(other) for other in taken):
                        renditions[index] = span
                        taken.append(span)
                        break

    # Longest first, so that *Kim* is not found inside an owed *Kim Jong Un*.
    by_length = sorted(range(len(constraints)), key=lambda i: -len(constraints[i].target))
    assign((i, constraints[i].target) for i in by_length)
    assign(
        (i, spelling)
        for i in by_length
        for spelling in sorted(constraints[i].accepted, key=len, reverse=True)
    )
    return Verdict(
        renditions=tuple(renditions),
        leftovers=tuple(_leftovers(translation, constraints, taken)),
        surplus=tuple(_surplus(source, translation, constraints, taken)),
        bare=tuple(
            index
            for index, span in enumerate(renditions)
            if span and _lost_genitive(source, translation, constraints[index], span)
        ),
    )


def repair(translation: str, constraints: Sequence[Constraint], verdict: Verdict) -> str:
    """Return `translation` with `repairs` made in it."""
    return changed(translation, repairs(translation, constraints, verdict))


def repairs(
    translation: str, constraints: Sequence[Constraint], verdict: Verdict
) -> list[tuple[Span, str]]:
    """Find what is recognisably a wrong rendition of a missing name, and what must stand there.

    Recognisable is the German form itself, the owed spelling in other capitals, else the words most
    like the owed or the German spelling. A possessive is kept, and made where the German genitive
    needs one. What is not recognisable stays: the caller verifies again and flags it.
    """
    taken = [span for span in verdict.renditions if span is not None]
    changes: list[tuple[Span, str]] = []
    for constraint, rendition in zip(constraints, verdict.renditions, strict=True):
        if rendition is None:
            found = _wrong_rendition(translation, constraint, constraints, taken)
            if found is not None:
                taken.append(found)
                changes.append(replacement(translation, found, constraint))
    return sorted(changes, key=lambda change: change[0].start)


def replacement(translation: str, span: Span, constraint: Constraint) -> tuple[Span, str]:
    """Return what must change for `constraint` to stand at `span`: name, possessive and article."""
    name = _in_place(translation, span, constraint)
    article = re.search(r"\b([Aa])(n?) $", translation[: span.start])
    if article is None or _sounds_like_vowel(translation[span.start]) == _sounds_like_vowel(name):
        return span, name
    right = article[1] + "n" * _sounds_like_vowel(name)
    return Span(article.start(), span.end), f"{right} {name}"


def changed(translation: str, changes: Sequence[tuple[Span, str]]) -> str:
    """Make `changes`, which are in text order and do not overlap."""
    pieces, done = [], 0
    for span, text in changes:
        pieces += [translation[done : span.start], text]
        done = span.end
    return "".join([*pieces, translation[done:]])


def without_doubles(translation: str, verdict: Verdict) -> str:
    """Drop the further ones of some renditions side by side of a name that is owed but once.

    *Gerasimov (Gerasimov)*, *Gerasimov's Gerasimov*; the possessive of the last is kept.
    """
    for spelling in verdict.surplus:
        again = re.escape(spelling)
        end = r"(?=(?:e?s)?(?!\w))"
        double = rf"(?<!\w)({again})(?:(?:['’]s)?(?: \({again}\)|(?:, | |-){again}{end}))+"
        translation = re.sub(double, r"\1", translation, count=1)
    return translation


def possessive(source: str, constraint: Constraint, before: str) -> str:
    """Return the ending that `constraint`'s name must have in a translation after `before`."""
    if not _is_before_its_noun(source, constraint) or _says_whose(before):
        return ""
    return "’s" if "’" in before else "'s"


def in_capitals(form: str) -> bool:
    """Whether `form` has no small letter, *ß* apart: *WEIßRUSSLAND*."""
    return form.replace("ß", "SS") == form.upper()


def stands_in(spelling: str, text: str) -> bool:
    """Whether `spelling` stands in `text` as words of their own, in any case, with any ending."""
    return _pattern(spelling, _ANY_ENDING, any_case=True).search(text) is not None


def problems(constraints: Sequence[Constraint], verdict: Verdict, translation: str) -> list[str]:
    """Say which names of a translation are wrong, one line each."""
    lines = [
        f"name missing: {constraint.text} → {constraint.target}"
        for constraint, span in zip(constraints, verdict.renditions, strict=True)
        if span is None
    ]
    lines += [
        f"spelling left over: {translation[span.start : span.end]} (owed: {target})"
        for span, target in verdict.leftovers
    ]
    return lines


def remarks(verdict: Verdict) -> list[str]:
    """Say what may be right but wants a look, one line each: a name said more often than owed."""
    return [f"name more often than in the source: {target}" for target in verdict.surplus]


@lru_cache(maxsize=4096)
def _pattern(spelling: str, ending: str, *, any_case: bool) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, spelling.split()))
    return re.compile(rf"(?<!\w)({words}){ending}(?!\w)", re.IGNORECASE if any_case else 0)


def _occurrences(spelling: str, translation: str, constraint: Constraint) -> Iterable[Span]:
    """Yield where `spelling` stands for `constraint`, as a word of its own.

    A name's capitals matter, unless the source form is all capitals; a term owed in small letters
    may stand at the start of a sentence.
    """
    if not spelling.strip():
        return
    form = constraint.text
    any_case = spelling == spelling.lower() or (len(form) > 1 and in_capitals(form))
    ending = _POSSESSIVE if constraint.suffix == "s" else _ANY_ENDING
    for found in _pattern(spelling, ending, any_case=any_case).finditer(translation):
        yield Span(*found.span(1))


def _occurs_in(form: str, spellings: Iterable[str]) -> bool:
    pattern = _pattern(form, _ANY_ENDING, any_case=False)
    return any(pattern.search(spelling) for spelling in spellings)


def _leftovers(
    translation: str, constraints: Sequence[Constraint], taken: Sequence[Span]
) -> Iterable[tuple[Span, str]]:
    seen: list[Span] = []
    # A German spelling that another name of the segment owes in English is no leftover.
    owed = {c.target for c in constraints} | {a for c in constraints for a in c.accepted}
    for constraint in constraints:
        for form in constraint.unwanted:
            if _occurs_in(form, owed):
                continue
            for span in _occurrences(form, translation, constraint):
                if not any(span.overlaps(other) for other in (*taken, *seen)):
                    seen.append(span)
                    yield span, constraint.target


def _surplus(
    source: str, translation: str, constraints: Sequence[Constraint], taken: Sequence[Span]
) -> Iterable[str]:
    for target in dict.fromkeys(constraint.target for constraint in constraints):
        first = next(c for c in constraints if c.target == target)
        extra = [
            span
            for span in _occurrences(target, translation, first)
            if not any(span.overlaps(other) for other in taken)
        ]
        # The source may say it elsewhere, too, where the glossary does not act (an address, say).
        elsewhere = [
            span
            for span in _occurrences(target, source, first)
            if not any(span.overlaps(c.span) for c in constraints)
        ]
        if len(extra) > len(elsewhere):
            yield target


def _lost_genitive(source: str, translation: str, constraint: Constraint, span: Span) -> bool:
    """Whether a genitive before its noun (*Schoigus Besuch*) has become neither *'s* nor *of*."""
    if not _is_before_its_noun(source, constraint):
        return False
    if not _WORD_FOLLOWS.match(translation, span.end):
        return False
    before = translation[: span.start]
    return not _says_whose(before) and not re.search(r"\b(?:an?|the|th[ai][ts]) $", before.lower())


def _is_before_its_noun(source: str, constraint: Constraint) -> bool:
    """Whether a form is a genitive that its noun follows."""
    if constraint.suffix not in _GENITIVE_ENDINGS:
        return False
    if not _NOUN_PHRASE.match(source, constraint.end):
        return False
    before = source[: constraint.start].split()
    # After a noun the genitive belongs to that: die Rede Putins Anfang März.
    return len(before) < 2 or not before[-1][:1].isupper()  # noqa: PLR2004


def _says_whose(before: str) -> bool:
    """Whether the words before a name (*the visit of Minister*) make its possessive superfluous."""
    words = re.findall(r"\w+", re.split(r"[,.;:!?()–—]", before)[-1].lower())
    return not _BEFORE_BARE_NAME.isdisjoint(words[-_PHRASE:])


def _wrong_rendition(
    translation: str,
    constraint: Constraint,
    constraints: Sequence[Constraint],
    taken: Sequence[Span],
) -> Span | None:
    for form in sorted({constraint.text, *constraint.unwanted}, key=len, reverse=True):
        for span in _occurrences(form, translation, constraint):
            if not any(span.overlaps(other) for other in taken):
                return span
    if len(constraint.target) >= _SHORTEST_RECOGNISABLE:
        pattern = _pattern(constraint.target, _ANY_ENDING, any_case=True)
        for found in pattern.finditer(translation):
            span = Span(*found.span(1))
            if not any(span.overlaps(other) for other in taken):
                return span
    return _most_alike(translation, constraint, constraints, taken)


def _most_alike(
    translation: str,
    constraint: Constraint,
    constraints: Sequence[Constraint],
    taken: Sequence[Span],
) -> Span | None:
    wanted = [_folded(constraint.target), _folded(constraint.text)]
    if len(wanted[0]) < _SHORTEST_RECOGNISABLE:
        return None
    others = [_folded(c.text) for c in constraints if c.target != constraint.target]
    words = [Span(*word.span()) for word in re.finditer(r"\w[\w’'-]*\w|\w", translation)]
    count = len(constraint.target.split())
    best: tuple[float, Span] | None = None
    for length in range(max(1, count - 1), count + 2):
        for first in range(len(words) - length + 1):
            span = Span(words[first].start, words[first + length - 1].end)
            text = translation[span.start : span.end]
            # A name is known by its capitals; a term of small words by being almost the same.
            capital = all(
                translation[word.start].isupper()
                for word in (words[first], words[first + length - 1])
            )
            if any(span.overlaps(other) for other in taken):
                continue
            if re.search(r"[.!?;:,()]", text):
                continue
            candidate = _folded(_split_possessive(text)[0])
            if _derived_from(candidate, wanted[0]):
                continue
            alike = max(_likeness(candidate, spelling) for spelling in wanted)
            # Something that resembles another owed name more is that name's rendition.
            if any(_likeness(candidate, other) > alike for other in others):
                continue
            if alike >= (_RECOGNISABLE if capital else _ALMOST_THE_SAME) and (
                best is None or alike > best[0]
            ):
                best = alike, span
    return best[1] if best else None


def _derived_from(candidate: str, name: str) -> bool:
    """Whether a word is an English adjective of a name (*Russian*, *Chinese*), not a misspelling.

    It is no rendition of the name either; but putting the name in its place would break the
    sentence.
    """
    stem = name[: max(3, len(name) - 2)]
    ends = ("n", "i", "an", "ian", "ese", "ish")
    return candidate.startswith(stem) and candidate.endswith(ends) and not name.endswith(ends)


def _in_place(translation: str, span: Span, constraint: Constraint) -> str:
    """Return `constraint.target` as it must stand in place of `span`."""
    text = translation[span.start : span.end]
    target = constraint.target
    if len(text) > 1 and text == text.upper() and in_capitals(constraint.text):
        target = target.upper()
    _, possessive = _split_possessive(text)
    if possessive:
        return target + possessive
    was_copied = _folded(text) in {_folded(constraint.text), _folded(f"{target}s")}
    if was_copied and constraint.suffix in {"s", "’", "'"}:
        before = translation[: span.start].split()
        after = translation[span.end : span.end + 2]
        noun_follows = len(after) > 1 and after[0] == " " and after[1].isalnum()
        if noun_follows and not (before and before[-1].lower() in _BEFORE_BARE_NAME):
            return target + ("’s" if "’" in translation else "'s")
    return target


def _sounds_like_vowel(word: str) -> bool:
    """Whether English says *an* before `word`, as far as its first letter tells."""
    return _folded(word[:1]) in {"a", "e", "i", "o"}


def _split_possessive(text: str) -> tuple[str, str]:
    found = re.search(r"['’]s?$", text)
    return (text[: found.start()], found.group()) if found else (text, "")


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Letters only, without case and marks, for comparing spellings."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum() or c == " ")


def _likeness(one: str, other: str) -> float:
    # Cheap bounds first: SequenceMatcher is quadratic.
    most = len(one) + len(other)
    if 2 * min(len(one), len(other)) < _RECOGNISABLE * most:
        return 0.0
    if 2 * sum((Counter(one) & Counter(other)).values()) < _RECOGNISABLE * most:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
