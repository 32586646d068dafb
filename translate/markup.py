"""Inline markup: what a segment has beside its words, and where it belongs in a translation.

A segment of a Markdown file keeps its markup, as a translator wants it: he sees in the catalogue
what is a link and puts it where it belongs. An engine reads the words alone, and what it returns
is dressed again: every tag of the source stands in the draft, the right words in it or nearly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from operator import attrgetter
from typing import Literal

Role = Literal["open", "close", "alone"]

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_PUNCTUATION = re.compile(r"[^\w\s]*")


# What is markup in a text of which nothing else is known: tags, emphasis, links and footnotes.
_LIKELY = re.compile(
    r"</?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,400})?/?>|\*{1,3}|~~|\[\^[^\]\s]{1,60}\]|\["
    r"|(?<![^\W_])_{1,2}(?=\w)|(?<=\w)_{1,2}(?![^\W_])|\](?:\([^()]{0,2000}\))?"
)
# What each piece of it begins with.
_MARK = re.compile(r"[<*~_\[\]]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of markup at ``text[start:end]`` of a segment: ``**``, ``](https://…)``, ``[^1]``.

    `partner` is the index of the tag that closes what this one opens, or opened what it closes,
    None where that stands in another segment. What `verbatim` tags enclose is not to be translated.
    """

    start: int
    end: int
    role: Role
    partner: int | None = None
    verbatim: bool = False


class Markup:
    """The tags of a paragraph, to be told apart by sentence."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._tags = tags
        self._removed = [0, *accumulate(tag.end - tag.start for tag in tags)]
        self._places = [
            tag.start - removed for tag, removed in zip(tags, self._removed, strict=False)
        ]

    def around(self, first: int, last: int, behind: int) -> tuple[int, int]:
        """Return where in the text the plain ``[first:last]`` stands, with the tags at its edges.

        A tag that opens belongs to the words behind it, one that closes to the words before it.
        `behind` is where the sentence before ended.
        """
        number = bisect_right(self._places, first)
        start = first + self._removed[number]
        for tag in reversed(self._tags[:number]):
            if tag.end != start or tag.start < behind or tag.role == "close":
                break
            start = tag.start
        number = bisect_right(self._places, last - 1)
        end = last + self._removed[number]
        for tag in islice(self._tags, number, None):
            if tag.start != end or tag.role == "open":
                break
            end = tag.end
        return start, end

    def within(self, start: int, end: int) -> tuple[Tag, ...]:
        """Return the tags of ``text[start:end]``, offsets and partners counted from its start."""
        first = bisect_left(self._tags, start, key=attrgetter("start"))
        last = bisect_right(self._tags, end, lo=first, key=attrgetter("end"))
        return tuple(
            replace(
                tag,
                start=tag.start - start,
                end=tag.end - start,
                partner=(
                    tag.partner - first
                    if tag.partner is not None and first <= tag.partner < last
                    else None
                ),
            )
            for tag in self._tags[first:last]
        )


def plain(text: str, tags: Sequence[Tag], *, verbatim: bool = True) -> str:
    """Return `text` without its tags, which stand in order; without `verbatim` content if not."""
    parts = []
    at = 0
    for tag in tags:
        if verbatim or not (tag.verbatim and tag.role == "close"):
            parts.append(text[at : tag.start])
        at = tag.end
    parts.append(text[at:])
    return "".join(parts)


def marks(translation: str, text: str, tags: Sequence[Tag]) -> list[tuple[int, int]]:
    """Return where the tags of `text` stand in its `translation`, each as often as in `text`.

    What else looks like a tag is words.
    """
    return _as_often(translation, Counter(text[tag.start : tag.end] for tag in tags))


def words_of(source: str, translation: str) -> tuple[str, str]:
    """Return two texts without their markup, as far as it can be told from the texts alone.

    Markup of the translation is what is markup in the source, and as often: whatever else is in
    it is words, and stays to be looked at.
    """
    if not _MARK.search(source):
        return source, translation
    found = [match.span() for match in _LIKELY.finditer(source)]
    of_source = Counter(source[start:end] for start, end in found)
    return without(source, found), without(translation, _as_often(translation, of_source))


def _as_often(translation: str, left: Counter[str]) -> list[tuple[int, int]]:
    """Return where in a translation the texts of `left` stand, each at most so often."""
    if not left:
        return []
    # The longest first: ** is one tag, not two.
    each = re.compile("|".join(map(re.escape, sorted(left, key=len, reverse=True))))
    found = []
    for match in each.finditer(translation):
        if left[match[0]]:
            left[match[0]] -= 1
            found.append(match.span())
    return found


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` without `spans` of it, which stand in order: without its `marks`."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def dress(translation: str, text: str, tags: Sequence[Tag]) -> str:
    """Return the `translation` of the plain `text` with the tags of `text` in it, each once.

    A pair goes around the words it encloses in `text` where they are in the translation too
    (names often are), else around the words at the same place in proportion; verbatim content that
    is not there is put back. ``dress(plain(text, tags), text, tags)`` is `text`.
    """
    source = plain(text, tags)
    if translation == source:
        return text
    places = []
    removed = 0
    for tag in tags:
        places.append(tag.start - removed)
        removed += tag.end - tag.start
    counterparts = Counterparts(source, translation)
    inserted: list[tuple[int, int, str]] = []  # where, which tag, what
    for number, tag in enumerate(tags):
        mark = text[tag.start : tag.end]
        if tag.partner is None:
            end = tag.role != "open"
            at = counterparts.of(places[number], end=end)
            if at and tag.start and text[tag.start - 1] == " " != translation[at - 1]:
                mark = f" {mark}"
            inserted.append((at, number, mark))
        elif tag.role == "open":
            content = source[places[number] : places[tag.partner]]
            opens, closes = _enclosed(content, places[number], source, translation, counterparts)
            closing = text[tags[tag.partner].start : tags[tag.partner].end]
            if tag.verbatim and translation[opens:closes] != content:
                mark += content
                closing += " " if translation[opens : opens + 1].isalnum() else ""
                closes = opens
            inserted.append((opens, number, mark))
            inserted.append((closes, tag.partner, closing))
    parts = []
    at = 0
    for place, _, mark in sorted(inserted):
        parts += [translation[at:place], mark]
        at = place
    parts.append(translation[at:])
    return "".join(parts)


def _enclosed(
    content: str, place: int, source: str, translation: str, counterparts: Counterparts
) -> tuple[int, int]:
    """Return the span of `translation` that answers the `content` at `place` in `source`."""
    found = _nearest(content, translation, round(place * len(translation) / (len(source) or 1)))
    if found is not None:
        return found, found + len(content)
    opens = counterparts.of(place, end=False)
    closes = counterparts.of(place + len(content), end=True)
    if closes <= opens:  # at least the word that begins here
        word = _WORD.search(translation, opens)
        closes = word.end() if word else opens
    return opens, closes


def _nearest(content: str, translation: str, wanted: int) -> int | None:
    """Return where `content` stands in `translation` as whole words, nearest to `wanted`."""
    if not content:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(content)}(?!\w)")
    starts = [match.start() for match in whole.finditer(translation)]
    return min(starts, key=lambda start: abs(start - wanted), default=None)


class Counterparts:
    """The places of a `translation` that answer those of its `source`, between words."""

    def __init__(self, source: str, translation: str) -> None:
        self._source = source
        self._translation = translation
        self._starts = [word.start() for word in _WORD.finditer(source)]
        self._words = [word.span() for word in _WORD.finditer(translation)]

    def of(self, place: int, *, end: bool) -> int:
        """Return the place that answers `place`: the `end` of a word or else the start of one.

        It is after as many of all words, in proportion.
        """
        if place >= len(self._source):
            return len(self._translation)
        before, every = bisect_left(self._starts, place), len(self._starts)
        words = self._words
        count = round(before * len(words) / every) if every else 0
        if not count:
            return 0
        if end:
            at = words[count - 1][1]
            if not self._source[place - 1].isalnum():  # **Achtung:**
                marks = _PUNCTUATION.match(self._translation, at)
                at = marks.end() if marks else at
            return at
        return words[count][0] if count < len(words) else len(self._translation)
