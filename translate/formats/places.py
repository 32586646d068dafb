"""Where in a source its paragraphs stand, and the source with others in their places.

Nothing else of a source is touched, so that nothing else of it can be lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.formats.block import Block
    from translate.formats.inline import Paragraph, Piece


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that stands at ``source[start:end]``.

    `write` returns the source of its pieces; it asks its second argument for what stands at an
    offset of the source by now, since a paragraph may hold others: a text box, a title.
    """

    start: int
    end: int
    paragraph: Paragraph
    write: Callable[[Sequence[Piece], Changes], str]


class Changes:
    """A source with changes, made from its end to its start."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._made: list[tuple[int, int, str]] = []  # the first of the source last

    def part(self, start: int, end: int) -> str:
        """Return what stands at ``source[start:end]`` by now; changes are inside or outside."""
        first = bisect_right(self._made, -end, key=_from_the_end)
        last = bisect_right(self._made, -start, key=_from_the_end)
        return self._with(start, end, reversed(self._made[first:last]))

    def put(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of ``source[start:end]``, and of the changes in it."""
        while self._made and self._made[-1][0] < end:
            self._made.pop()
        self._made.append((start, end, text))

    def whole(self) -> str:
        """Return the source with all changes."""
        return self._with(0, len(self._source), reversed(self._made))

    def _with(self, start: int, end: int, changes: Iterable[tuple[int, int, str]]) -> str:
        parts = []
        for first, last, text in changes:
            parts += [self._source[start:first], text]
            start = last
        return "".join([*parts, self._source[start:end]])


def _from_the_end(change: tuple[int, int, str]) -> int:
    return -change[0]


def text_of(places: Sequence[Place]) -> str:
    """Return the paragraphs as text, one a line."""
    return "\n".join(place.paragraph.line for place in places)


def blocks_of(places: Iterable[Place], offset: int = 0) -> Iterator[Block]:
    """Yield the blocks of the paragraphs, the first of which stands at `offset` of the text."""
    for place in places:
        yield from place.paragraph.blocks(offset)
        offset += len(place.paragraph.line) + 1


def replaced(
    source: str,
    places: Sequence[Place],
    text: str,
    others: Iterable[tuple[int, int, str]] = (),
) -> str:
    """Return `source` with the lines of `text` as its paragraphs, and with `others` replaced.

    A paragraph whose line is as it was stays as it stands. Raises ``ValueError`` where there are
    not as many lines as paragraphs.
    """
    lines = text.split("\n") if places else []
    work: list[tuple[int, int, Place | None, str]] = [
        (place.start, place.end, place, line)
        for place, line in zip(places, lines, strict=True)
        if line != place.paragraph.line
    ]
    work += [(start, end, None, text) for start, end, text in others]
    changes = Changes(source)
    for start, end, place, new in sorted(work, key=lambda each: each[0], reverse=True):
        if place is None:
            changes.put(start, end, new)
        else:
            changes.put(start, end, place.write(place.paragraph.read(new), changes))
    return changes.whole()
