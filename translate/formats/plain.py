"""Plain text: paragraphs between blank lines, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.formats.block import Block

# A file whose longest line is no longer than this may have been wrapped by hand or by a program:
# terminals and mail have 80 columns, editors up to 100 and a little ragged.
WRAP_LIMIT = 110

# What stands at the left of a line and is no text: indentation, quotation marks of mail, bullets.
_LEFT = re.compile(r"[^\S\n]*+(?:>[^\S\n]*+)*+(?P<bullet>[-*•·‣–—+][^\S\n]++)?+")
_FINAL = re.compile(r"""[.!?…:;,][”’»«›‹“‘"')\]]*$""")
_RULE = re.compile(r"[\W_]+")


def blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs and headings of a plain `text`, in order.

    Lines of one paragraph belong together where the file is hard-wrapped: no line is longer than
    `WRAP_LIMIT` and the first word of the next line would not have fitted on the line before; or
    where a line begins with a small letter. Otherwise each line is a paragraph, as in text
    taken from a web page.
    """
    lines = list(_lines(text))
    width = max((end - start for start, end, _ in lines), default=0)
    paragraph: list[tuple[int, int]] = []
    for start, end, opens in lines:
        blank = start == end
        if paragraph and (blank or opens or not _goes_on(text, paragraph[-1], (start, end), width)):
            yield _block(text, paragraph)
            paragraph = []
        if not blank:
            paragraph.append((start, end))
    if paragraph:
        yield _block(text, paragraph)


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield each line's content as ``(start, end)`` and whether it opens with a bullet."""
    at = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip()
        left = _LEFT.match(content)
        indent = left.end() if left else 0
        yield at + indent, at + max(indent, len(content)), bool(left and left["bullet"])
        at += len(line)


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    start, end = following
    if text[start].islower():
        return True
    if width > WRAP_LIMIT:
        return False
    word = text[start:end].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _block(text: str, lines: list[tuple[int, int]]) -> Block:
    """Return the paragraph of these `lines`: a heading if it is one line that ends unfinished."""
    start, end = lines[0]
    alone = len(lines) == 1 and end - start <= WRAP_LIMIT + 20
    heading = alone and not _FINAL.search(text, max(start, end - 10), end)
    return Block("heading" if heading else "sentence", tuple(lines))
