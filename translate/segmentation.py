"""Blocks of running text → segments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from translate.credits import credit_spans
from translate.markup import Markup, Tag, dress, plain
from translate.sentences import sentence_spans

if TYPE_CHECKING:
    from translate.formats.block import Block, Kind

_LINE_END = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"[hw](?:ttps?://|ww\.)\S+|[\w.+-]{1,64}@[\w.-]+")
# What a segment has not: white space other than single spaces, control characters, soft hyphens and
# the invisible marks of web pages; but a joiner before an emoji makes one of two.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad"
    r"\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
_JOINER = r"\u200d(?![\u2600-\u27bf\u2b1b\U0001f000-\U0001fbff])"
_LOOSE = re.compile(rf"(?:[\s{_INVISIBLE}]|{_JOINER}){{2,}}|[^\S ]|[{_INVISIBLE}]|{_JOINER}")
# A word broken at the end of a line: Gene-/ralstab; not Nord-/und Südkorea.
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_SECOND_HALF = re.compile(r"(?!(?:und|oder|bzw|sowie|als|bis|noch|wie|statt)\b)[a-zäöüß]")
# A caption is no longer than this many sentences.
_CAPTION = 3
_CAN_BE_CAPTION = ("sentence", "heading")


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of translation: a sentence, heading or caption, with its place in the document.

    `text` is one line in NFC, its white space single; a sentence that stands on several lines of
    the file is one segment. `line` is that of its first character, `paragraph` its block's number
    in the document and `sentence` its own in the block, all from 1. ``document.text[start:end]``
    is what it was read from and what a translation replaces. `tags` is the markup in `text`.
    """

    text: str
    line: int
    kind: Kind
    paragraph: int
    sentence: int
    start: int
    end: int
    tags: tuple[Tag, ...] = ()

    @property
    def plain(self) -> str:
        """The words alone, as an engine reads them: `text` without its `tags`."""
        return plain(self.text, self.tags)

    def dress(self, translation: str) -> str:
        """Return the `translation` of `plain` with the segment's tags in it, each once."""
        return dress(translation, self.text, self.tags)


def segments(text: str, blocks: Iterable[Block]) -> tuple[Segment, ...]:
    """Return the segments of the `blocks` of `text` in order.

    A sentence without a letter, and an address on its own, is none: there is nothing to translate.
    """
    line_starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    found: list[list[Segment]] = []
    for block in blocks:
        paragraph = list(_paragraph(text, block, line_starts, number=len(found) + 1))
        if not paragraph:
            continue
        if found and paragraph[0].kind == "credit":
            between = text[found[-1][-1].end : paragraph[0].start]
            if len(_LINE_END.findall(between)) == 1:
                found[-1] = _as_caption(found[-1])
        found.append(paragraph)
    return tuple(segment for paragraph in found for segment in paragraph)


def _as_caption(paragraph: list[Segment]) -> list[Segment]:
    """Return the segments right above a credit as a caption, if they can be one."""
    if len(paragraph) > _CAPTION or any(s.kind not in _CAN_BE_CAPTION for s in paragraph):
        return paragraph
    return [replace(segment, kind="caption") for segment in paragraph]


def _paragraph(
    text: str, block: Block, line_starts: Sequence[int], *, number: int
) -> Iterator[Segment]:
    """Yield the segments of a block, the paragraph with this `number`."""
    running, places = _running_text(text, block.lines)
    tags = block.markup(running)
    markup = Markup(tags)
    words = plain(running, tags)
    credit_lines = list(credit_spans(words))
    spans = sentence_spans(words)
    above = sum(end <= credit_lines[0][0] for _, end in spans) if credit_lines else 0
    sentence = 0
    behind = 0
    for place, (first, last) in enumerate(spans):
        start, behind = markup.around(first, last, behind)
        content, own_tags = running[start:behind], markup.within(start, behind)
        if not any(map(str.isalpha, _ADDRESS.sub("", plain(content, own_tags, verbatim=False)))):
            continue
        sentence += 1
        kind = block.kind
        credit = bisect_right(credit_lines, first, key=itemgetter(0)) - 1
        if credit >= 0 and first < credit_lines[credit][1]:
            kind = "credit"
        elif place < above <= _CAPTION and kind in _CAN_BE_CAPTION:
            kind = "caption"
        there = _place(places, start)
        yield Segment(
            text=content,
            line=bisect_right(line_starts, there),
            kind=kind,
            paragraph=number,
            sentence=sentence,
            start=there,
            end=_place(places, behind - 1) + 1,
            tags=own_tags,
        )


def _running_text(text: str, lines: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the lines as one, and pairs of offsets: where in it what stands where in the text."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0

    def add(part: str, source: int) -> None:
        nonlocal length
        if part and not (part == " " and parts and parts[-1].endswith(" ")):
            places.append((length, source))
            parts.append(part)
            length += len(part)

    for number, (start, end) in enumerate(lines):
        if number:
            if not (parts and _BROKEN_WORD.search(parts[-1])):
                add(" ", lines[number - 1][1])
            elif _SECOND_HALF.match(text, start):
                parts[-1] = parts[-1][:-1]
                length -= 1
            elif not text[start].isupper():
                add(" ", lines[number - 1][1])
        at = start
        for loose in _LOOSE.finditer(text, start, end):
            add(text[at : loose.start()], at)
            add(" " if any(map(str.isspace, loose[0])) else "", loose.start())
            at = loose.end()
        add(text[at:end], at)
    return "".join(parts), places


def _place(places: Sequence[tuple[int, int]], offset: int) -> int:
    """Return where in the text the character at `offset` of the running text stands."""
    here, there = places[bisect_right(places, offset, key=itemgetter(0)) - 1]
    return there + offset - here
