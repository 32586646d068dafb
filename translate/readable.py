"""What an engine can read of a text, and the way back from its translation to one of the text.

Signs are taken out and put back where they stood; a text is cut where they part sentences or the
news of a ticker. In the place of addresses and words in other scripts the engine reads stand-ins,
which it owes as it owes names. What is in capitals it reads as running text (`translate.casing`).
A text that has none of these is read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translate import casing, verbatim
from translate.constraints import Constraint, Span, changed, in_capitals, verify
from translate.markup import Counterparts
from translate.telling import STAND_INS

_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
# What ends a sentence before a sign: the text goes on anew behind it.
_NEAR = 12
_ENDS = re.compile(r"[.!?…:][”’»«›‹“‘\"')\]]*$")
# What parts the news of a ticker, or the items of a list.
_PARTS = re.compile(r"(?<!\S)(?:\+\+|[\u2022\u2023\u2043\u25a0-\u25ff])")
_RELATIONS = re.compile("[\u2200-\u22ff]")
_OPENING = frozenset("([{„“‚‘»›")
_WORD_BEGINS = re.compile(r"[\w#@]")
_WORD_BEFORE = re.compile(r"(\w[\w.,'’-]{0,60}\w|\w)$")
_WORD_AFTER = re.compile(r"\W{0,3}?(\w[\w.,'’-]{0,60}\w|\w)")
# The embedded engine copies it 119 times of 120 in the place of a name, no other form more often.
_STAND_IN = STAND_INS[0]
# Between an opening mark and an inline term an engine may leave a space.
_PARTED = '(?:(?<=[“‘(\\[]) |(?<= ") |(?<=^") )?'


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign with the space that goes with it, and its place in the text without signs.

    It belongs to the word `before` it or else to the one behind; with `joins` it touches both.
    """

    place: int
    text: str
    before: bool
    joins: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is translated at once.

    `text` is what the engine reads, `owed` what it owes: names and stand-ins.
    """

    text: str
    owed: tuple[Constraint, ...]
    _stands_for: dict[str, str]
    _signs: tuple[_Sign, ...]
    _without_signs: str
    # Before what is in capitals was written as usual, and what was.
    _told: str
    _told_owed: tuple[Constraint, ...]
    _recased: tuple[tuple[Span, str], ...]

    def is_stand_in(self, constraint: Constraint) -> bool:
        """Whether a constraint is no name but stands for something."""
        return constraint.target in self._stands_for

    def restored(self, translation: str) -> str:
        """Return the `translation` of `text` as one of what stands in the document."""
        if self._recased:
            found = verify(self.text, translation, self.owed).renditions
            kept = [
                span
                for span, each in zip(found, self._told_owed, strict=True)
                if span is not None and not in_capitals(each.text)
            ]
            translation = casing.recapitalised(self._told, self._recased, translation, kept)
        for name, word in self._stands_for.items():
            exact = word.replace("\\", r"\\")
            translation = re.sub(rf"{_PARTED}{name}(?!\d)", exact, translation)
        return _with_signs(translation, self._without_signs, self._signs)


@dataclass(frozen=True, slots=True)
class Readable:
    """A text as an engine is to read it: its `pieces`, and what stands between them."""

    text: str
    owed: tuple[Constraint, ...]
    pieces: tuple[Piece, ...]
    _between: tuple[str, ...]

    @classmethod
    def of(cls, text: str, owed: tuple[Constraint, ...], tokens: Callable[[str], int]) -> Readable:
        """Make `text` readable; `tokens` says in how many tokens the engine reads a word."""
        taken = [each.span for each in owed]
        words = [span for span in _spans(verbatim.words(text)) if not _any(span, taken)]
        signs = [span for span in _spans(verbatim.signs(text)) if not _any(span, taken + words)]
        pieces, between, done = [], [""], 0
        for stretch in _stretches(text, owed, words, signs):
            pieces.append(_piece(text, stretch, owed, words, signs, tokens))
            between[-1] += text[done : stretch.start]
            between.append("")
            done = stretch.end
        between[-1] = text[done:]
        return cls(text, owed, tuple(pieces), tuple(between))

    @property
    def is_plain(self) -> bool:
        """Whether the engine reads the text as it is."""
        return len(self.pieces) == 1 and self.pieces[0].text == self.text

    def restored(self, translations: Sequence[str]) -> str:
        """Return the translation of the text that those of its pieces make."""
        parts = [self._between[0]]
        for piece, text, after in zip(self.pieces, translations, self._between[1:], strict=True):
            parts += [piece.restored(text), after]
        return "".join(parts)


def _spans(found: Sequence[re.Match[str]]) -> list[Span]:
    return [Span(*each.span()) for each in found]


def _any(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _stretches(
    text: str, owed: Sequence[Constraint], words: Sequence[Span], signs: Sequence[Span]
) -> list[Span]:
    """Return what is to be translated between the signs at the edges and those that part a text."""
    if not words and not signs:
        return [Span(0, len(text))]
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    cuts = [
        sign
        for sign in signs
        if sign.start <= first
        or sign.end >= last
        or _PARTS.search(text, sign.start, sign.end)
        or _ENDS.search(text[max(0, sign.start - _NEAR) : sign.start].rstrip())
    ]
    german = changed(text, [(span, " " * (span.end - span.start)) for span in words])
    edges = [0, *(edge for sign in cuts for edge in (sign.start, sign.end)), len(text)]
    stretches = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        stretch = text[start:end]
        begin = start + len(stretch) - len(stretch.lstrip())
        span = Span(begin, begin + len(stretch.strip()))
        if _LETTER.search(german, start, end) or any(span.overlaps(each.span) for each in owed):
            stretches.append(span)
    return stretches


def _piece(
    text: str,
    stretch: Span,
    owed: Sequence[Constraint],
    words: Sequence[Span],
    signs: Sequence[Span],
    tokens: Callable[[str], int],
) -> Piece:
    start, end = stretch.start, stretch.end
    names = [
        replace(each, start=each.start - start, end=each.end - start)
        for each in owed
        if start <= each.start and each.end <= end
    ]
    words, signs = (
        [Span(each.start - start, each.end - start) for each in spans if start <= each.start < end]
        for spans in (words, signs)
    )
    text = text[start:end]

    placed = []
    without: list[tuple[Span, str]] = []
    gone = 0
    for sign in signs:
        span, between, of_word_before = _taken_out(text, sign)
        shown = text[span.start : span.end]
        placed.append(_Sign(span.start - gone, shown, of_word_before, bool(between)))
        without.append((span, between))
        gone += len(shown) - len(between)

    instead = list(zip(words, _stand_ins(text, owed, len(words)), strict=True))
    names += [Constraint(word.start, word.end, name, name) for word, name in instead]
    told, all_owed = _rewritten(
        text,
        sorted(names, key=lambda each: each.start),
        sorted([*without, *instead], key=lambda change: change[0].start),
    )
    recased = casing.recased(told, all_owed, tokens)
    read, recased_owed = _rewritten(told, all_owed, recased)
    return Piece(
        text=read,
        owed=recased_owed,
        _stands_for={name: text[word.start : word.end] for word, name in instead},
        _signs=tuple(placed),
        _without_signs=changed(text, without),
        _told=told,
        _told_owed=all_owed,
        _recased=tuple(recased),
    )


def _taken_out(text: str, sign: Span) -> tuple[Span, str, bool]:
    """Return what to take out with a sign, what to leave there, and whether it is the left word's.

    Space goes with it on the side of the word to which it belongs, so that what is left reads on.
    """
    start, end = sign.start, sign.end
    before, behind = start, end
    while text[before - 1 : before].isspace():
        before -= 1
    while text[behind : behind + 1].isspace():
        behind += 1
    apart = before < start and end < behind
    opened = text[before - 1 : before] in _OPENING
    if opened or (apart and _RELATIONS.match(text, start)):
        return Span(start, behind), "", False
    word_behind = _WORD_BEGINS.match(text, end) is not None
    if before == start and word_behind and text[start - 1].isalnum():
        return sign, " ", True
    if before < start and word_behind:
        return sign, "", False
    return Span(before, end), "", True


def _stand_ins(text: str, owed: Sequence[Constraint], count: int) -> list[str]:
    """Return words that engines copy and that stand neither in `text` nor in what it owes."""
    known = "\n".join(
        [text, *(spelling for each in owed for spelling in (each.target, *each.accepted))]
    )
    first = 1
    while any(_STAND_IN.format(number) in known for number in range(first, first + count)):
        first += count
    return [_STAND_IN.format(number) for number in range(first, first + count)]


def _rewritten(
    text: str, owed: Sequence[Constraint], changes: Sequence[tuple[Span, str]]
) -> tuple[str, tuple[Constraint, ...]]:
    """Make `changes` in a text and move with them what it owes."""
    new = changed(text, changes)

    def moved(place: int) -> int:
        return place + sum(
            len(word) - (span.end - span.start) for span, word in changes if span.end <= place
        )

    rewritten = []
    for each in owed:
        start, end = moved(each.start), moved(each.end)
        unwanted = (new[start:end] if form == each.text else form for form in each.unwanted)
        rewritten.append(
            replace(each, start=start, end=end, text=new[start:end], unwanted=tuple(unwanted))
        )
    return new, tuple(rewritten)


def _with_signs(translation: str, source: str, signs: Sequence[_Sign]) -> str:
    """Return the `translation` of `source` with the signs in it, each at its word or nearly."""
    counterparts = Counterparts(source, translation)
    places = [(_place(sign, source, translation, counterparts), sign) for sign in signs]
    for place, sign in sorted(places, key=lambda each: each[0], reverse=True):
        left, right = translation[:place], translation[place:]
        text = sign.text
        if not left:
            text = text.lstrip() + " " * text[:1].isspace()
        elif not right:
            text = " " * text[-1:].isspace() + text.rstrip()
        translation = left + text + (right.lstrip() if sign.joins else right)
    return translation


def _place(sign: _Sign, source: str, translation: str, counterparts: Counterparts) -> int:
    """Return where a sign belongs: at the word beside it, where both languages have that."""
    found = _WORD_BEFORE.search(source[: sign.place]) if sign.before else None
    if not sign.before:
        found = _WORD_AFTER.match(source, sign.place)
    if found is not None:
        word = rf"(?<!\w){re.escape(found[1])}(?!\w)"
        same = list(re.finditer(word, translation))
        if len(same) == 1:
            return same[0].end() if sign.before else same[0].start()
    return counterparts.of(sign.place, end=sign.before)
