"""Telling an engine which names a text owes, in the way that its package understands.

A package with inline terms reads them in the text (`translate.annotation`). Any other sees a text
in which the name's German form is something else: its English spelling, which most engines copy,
or a stand-in that they copy more faithfully and that is exchanged for the name afterwards; or it is
not told at all. `translate.probe` finds out which serves a package best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.annotation import InlineTerms, annotate, neutralise
from translate.constraints import Span

if TYPE_CHECKING:
    from translate.constraints import Constraint

# What a stand-in may look like; the number tells the names of a text apart.
STAND_INS = ("X{}X", "[{}]", "#{}")


class Way(StrEnum):
    """How a name is told."""

    INLINE = "inline"
    ENGLISH = "english"
    STAND_IN = "stand-in"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Telling:
    """A way of telling; ``marks`` are those of inline terms, ``stand_in`` the form of stand-ins."""

    way: Way
    marks: InlineTerms | None = None
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the engine is to see, and where each name stands in that (an empty place: nowhere).

    ``stand_ins`` are what is to be exchanged in its output, with the names.
    """

    text: str
    places: tuple[Span, ...]
    stand_ins: tuple[tuple[str, str], ...] = ()

    def restored(self, output: str) -> str:
        """Exchange the stand-ins in `output` for the names."""
        for stand_in, name in self.stand_ins:
            # In a replacement a backslash would be read as a group.
            name = name.replace("\\", r"\\")  # noqa: PLW2901
            output = re.sub(rf"(?<!\w){re.escape(stand_in)}(?!\d)", name, output)
        return output


def tell(text: str, owed: Sequence[Constraint], telling: Telling) -> Told:
    """Return `text` as the engine is to see it."""
    if telling.marks is not None:
        return _inline(text, owed, telling.marks)
    names = [constraint.target for constraint in owed]
    if telling.way is Way.NOTHING:
        return Told(text, tuple(each.span for each in owed))
    if telling.way is Way.STAND_IN:
        stand_ins = _stand_ins(telling.stand_in, text, len(owed))
        told, places = _put(text, owed, stand_ins)
        return Told(told, places, tuple(zip(stand_ins, names, strict=True)))
    # The German genitive tells the engine whose; an adjective's ending would only disguise.
    told, places = _put(text, owed, [c.target + "s" * (c.suffix == "s") for c in owed])
    return Told(told, places)


def _inline(text: str, owed: Sequence[Constraint], marks: InlineTerms) -> Told:
    text = neutralise(text, marks)
    # A target that contains a mark cannot be said inline; verification will deal with it.
    sayable = [c for c in owed if not any(mark in c.target for mark in marks.marks)]
    told = annotate(text, [(c.start, c.end, c.target) for c in sayable], marks)
    # From mark to mark: the alignment head looks at both spellings.
    opening = (found.start() for found in re.finditer(re.escape(marks.open), told))
    closing = (found.end() for found in re.finditer(re.escape(marks.close), told))
    places = [
        Span(next(opening), next(closing)) if constraint in sayable else Span(0, 0)
        for constraint in owed
    ]
    return Told(told, tuple(places))


def _stand_ins(form: str, text: str, count: int) -> list[str]:
    """Return `count` stand-ins, none of which stands in `text`."""
    first = 1
    while any(form.format(number) in text for number in range(first, first + count)):
        first += count
    return [form.format(number) for number in range(first, first + count)]


def _put(
    text: str, owed: Sequence[Constraint], instead: Sequence[str]
) -> tuple[str, tuple[Span, ...]]:
    """Put other words in the place of the names; return the text and where they stand."""
    told, done = "", 0
    places = []
    for constraint, word in zip(owed, instead, strict=True):
        told += text[done : constraint.start]
        places.append(Span(len(told), len(told) + len(word)))
        told += word
        done = constraint.end
    return told + text[done:], tuple(places)
