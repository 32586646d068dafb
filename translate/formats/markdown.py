"""Markdown: CommonMark with tables and front matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.formats.block import Block, Kind
from translate.markup import Tag

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[^\S\n]*\n(?:.*\n)*?\1[^\S\n]*(?:\n|$)")
_LINE_END = re.compile(r"\r\n?|\n")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:\s*")
_TARGET = r"(?:\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\[[^\[\]]{0,100}\])"
_IMAGE = rf"!\[(?P<alt>[^\[\]]{{0,400}})\]{_TARGET}"
_IMAGE_ALONE = re.compile(_IMAGE)
_INLINE = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>(?<!`)`{1,3}(?!`)).{1,400}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]{1,2000}>)"
    rf"|(?P<alone>{_IMAGE}|\[\^[^\]\s]{{1,60}}\]"
    r"|<!--.{0,400}?-->|<(?:br|hr|img|wbr)\b[^<>]{0,400}>)"
    r"|(?P<bracket>\[)"
    rf"|(?P<target>\]{_TARGET})"
    r"|(?P<element><(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,20})(?:\s[^<>]{0,400})?>)"
    r"|(?P<delimiters>\*+|_+|~~)"
)


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown `text`, in order; code, HTML and front matter are none."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    body = front.end() if front else 0
    starts = [body, *(end.end() for end in _LINE_END.finditer(text, body)), len(text) + 1]
    # The inline rules of the parser tell no offsets; only its blocks are used.
    parser = MarkdownIt("commonmark").enable("table").disable(["inline"])
    done = body
    around: list[str] = []
    for token in parser.parse(text[body:]):
        if token.nesting:
            around = [*around, token.type] if token.nesting > 0 else around[:-1]
        if token.type != "inline" or token.map is None:
            continue
        lines = list(_lines(text, token, starts, done))
        if lines:
            done = lines[-1][1]
            yield _block(text, lines, around)


def _lines(text: str, token: Token, starts: Sequence[int], done: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a token's content stand in `text`, at or behind `done`."""
    first, last = token.map or (0, 0)
    for number, line in zip(range(first, last), token.content.split("\n"), strict=False):
        content = line.strip().removesuffix("\\").rstrip()  # a backslash breaks the line
        found = text.find(content, max(done, starts[number]), starts[number + 1])
        if content and found >= 0:
            yield found, found + len(content)


def _block(text: str, lines: list[tuple[int, int]], around: Sequence[str]) -> Block:
    kind: Kind = "sentence"
    if "heading_open" in around:
        kind = "heading"
    elif "table_open" in around:
        kind = "table cell"
    elif "blockquote_open" in around:
        kind = "quotation"
    elif "list_item_open" in around:
        kind = "list item"
    start, end = lines[0]
    if note := _FOOTNOTE.match(text, start, end):
        lines[0] = (note.end(), end)
    image = _IMAGE_ALONE.fullmatch(text, start, end) if len(lines) == 1 else None
    if image:
        return Block("caption", (image.span("alt"),))
    return Block(kind, _inside(text, lines), tags)


def _inside(text: str, lines: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the lines without markup that encloses the whole of them (``**Kiew**``)."""
    running = " ".join(text[start:end] for start, end in lines)
    found = tags(running)
    if not found or found[0].start or found[0].verbatim or found[0].partner is None:
        return tuple(lines)
    closing = found[found[0].partner]
    if closing.end < len(running):
        return tuple(lines)
    (start, end), *others = lines
    inner = [(start + found[0].end, end), *others]
    start, end = inner.pop()
    return _inside(text, [*inner, (start, end - (closing.end - closing.start))])


def tags(running: str) -> list[Tag]:
    """Return the inline markup of a block's `running` text, in order.

    What opens and is never closed, or closes what was never opened, is text.
    """
    pairs = _Pairs()
    for match in _INLINE.finditer(running):
        start, end = match.span()
        match match.lastgroup:
            case "code":
                ticks = len(match["ticks"])
                pairs.open("`", start, start + ticks, verbatim=True)
                pairs.close("`", end - ticks, end)
            case "address":
                pairs.open("<", start, start + 1, verbatim=True)
                pairs.close("<", end - 1, end)
            case "alone":
                pairs.tags.append(Tag(start, end, "alone"))
            case "bracket":
                pairs.open("[", start, end)
            case "target":
                pairs.close("[", start, end)
            case "element":
                (pairs.close if match["end"] else pairs.open)(match["name"], start, end)
            case "delimiters":
                _emphasis(running, start, end, pairs)
    return pairs.closed()


class _Pairs:
    """Tags in the order in which they are found, those that open waiting for what closes them."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)

    def open(self, key: str, start: int, end: int, *, verbatim: bool = False) -> None:
        self._waiting[key].append(len(self.tags))
        self.tags.append(Tag(start, end, "open", verbatim=verbatim))

    def close(self, key: str, start: int, end: int) -> None:
        if self._waiting[key]:
            first = self._waiting[key].pop()
            opening = self.tags[first]
            self.tags[first] = replace(opening, partner=len(self.tags))
            self.tags.append(Tag(start, end, "close", first, verbatim=opening.verbatim))

    def latest(self, *keys: str) -> str | None:
        """Return which of `keys` was opened last and waits, None if none does."""
        waiting = [key for key in keys if self._waiting[key]]
        return max(waiting, key=lambda key: self._waiting[key][-1], default=None)

    def closed(self) -> list[Tag]:
        """Return the tags without those that still wait."""
        kept = [
            number
            for number, tag in enumerate(self.tags)
            if tag.role == "alone" or tag.partner is not None
        ]
        place: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
        return [
            replace(self.tags[number], partner=place.get(self.tags[number].partner))
            for number in kept
        ]


def _emphasis(running: str, start: int, end: int, pairs: _Pairs) -> None:
    """Take a run of ``*``, ``_`` or ``~`` apart into what it closes and what it opens."""
    before, behind = running[start - 1 : start] if start else "", running[end : end + 1]
    mark = running[start]
    if end - start > len("***"):
        return
    if before.strip() and not behind.isalnum():
        while key := pairs.latest(*(mark * size for size in range(1, end - start + 1))):
            pairs.close(key, start, start + len(key))
            start += len(key)
    if behind.strip() and not before.isalnum():
        while start < end:
            size = min(end - start, len("**"))
            pairs.open(mark * size, start, start + size)
            start += size
