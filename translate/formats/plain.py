"""Plain text: paragraphs between blank lines, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from translate.formats.block import Block

# How wide text broken by hand or by a program is: mail has 72 columns, terminals 80, editors 100.
# A longer line that another follows is a paragraph of its own, shorter ones are lists or verse.
_WRAPPED = range(45, 111)
# A line broken where the next word would have fitted was broken on purpose, within this tolerance.
_RAGGED = 0.88
_HEADING_LIMIT = 140

# What stands at the left of a line and is no text: indentation, quotation marks of mail, bullets.
_LEFT = re.compile(r"\s*+(?:>\s*+)*+(?P<bullet>[-*•·‣–—+]\s++)?+")
_ENDED = re.compile(r"""[.!?…][”’»«›‹“‘"')\]]*$""")
_FINISHED = re.compile(r"""[.!?…:;,][”’»«›‹“‘"')\]]*$""")
_UNFINISHED = re.compile(r"""(?:[:;,]|[^\W\d_]-|(?:^|\s)[a-zäöüß]{2,5})$""")


def blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs and headings of a plain `text`, in order.

    A line belongs to the paragraph before it where it begins in the midst of a sentence, or where
    the file is hard-wrapped and the line before is full. Otherwise each line is a paragraph, as in
    text taken from a web page.
    """
    lines = list(_lines(text))
    width = _wrap_width(lines)
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
    """Yield each line's content as ``(start, end)``, and whether a bullet stands before it."""
    at = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip()
        left = _LEFT.match(content)
        indent = left.end() if left else 0
        yield at + indent, at + len(content), bool(left and left["bullet"])
        at += len(line)


def _wrap_width(lines: Sequence[tuple[int, int, bool]]) -> int:
    """Return the width to which the lines were wrapped, 0 where each is a paragraph."""
    followed = [
        end - start
        for (start, end, _), (following, behind, _) in pairwise(lines)
        if following < behind
    ]
    width = max(followed, default=0)
    return width if width in _WRAPPED else 0


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Tell whether the `following` line belongs to the paragraph of `line`."""
    start, end = line
    ended = _ENDED.search(text, max(start, end - 12), end)
    if text[following[0]].islower() and not ended:
        return True
    word = text[slice(*following)].split(maxsplit=1)[0]
    full = end - start + 1 + len(word) > width * _RAGGED
    if ended:
        return bool(width) and full
    return bool(_UNFINISHED.search(text, start, end)) or (bool(width) and full)


def goes_on(before: str, behind: str) -> bool:
    """Tell whether the line `behind` belongs to the paragraph of the one `before`, neither empty.

    How wide the text was wrapped is not known: it goes on only in the midst of a sentence.
    """
    text = f"{before}\n{behind}"
    return _goes_on(text, (0, len(before)), (len(before) + 1, len(text)), 0)


def _block(text: str, lines: list[tuple[int, int]]) -> Block:
    """Return the paragraph of these `lines`: a heading if it is one line without a full stop."""
    start, end = lines[0]
    alone = len(lines) == 1 and end - start <= _HEADING_LIMIT
    finished = _FINISHED.search(text, max(start, end - 12), end)
    return Block("heading" if alone and not finished else "sentence", tuple(lines))
