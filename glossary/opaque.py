"""The parts of a text that are addresses or code, where a name is not a name."""

from __future__ import annotations

import re
from bisect import bisect_left

# One of these stands in every such part; a line without them needs no search.
_MARKS = ("://", "www.", "@", "`", "<", "](", "{", "%(")
# Each alternative begins with a mark of its own, so that the search is linear in the text.
_OPAQUE = re.compile(
    r"(?:https?|ftp|file)://[^\s<>\"«»„“”]+"
    r"|\bwww\.[^\s<>\"«»„“”]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|(?<!\w)@\w+"
    r"|`[^`]+`"
    r"|</?[A-Za-z][^<>]*>"
    r"|\]\([^()\s]*\)"
    r"|\{[^{}\s]*\}"
    r"|%\(\w*\)"
)
# What stands directly after a name in a file name or domain (Moskau.txt), a call or a path.
_CODE_AFTER = re.compile(r"\.[a-z0-9]{2,}|\(\)|\\")
_BEFORE_CODE = frozenset(".(\\")


class OpaqueParts:
    """Where ``text`` is web or mail address, code, tag or placeholder; found line by line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = (0, 0)
        self._spans: list[tuple[int, int]] = []

    def overlap(self, start: int, end: int) -> bool:
        """Return whether ``text[start:end]`` lies in such a part or touches code."""
        if self._text[end : end + 1] in _BEFORE_CODE and _CODE_AFTER.match(self._text, end):
            return True
        first, last = self._line
        if not first <= start < last:
            self._read_line(start)
        place = bisect_left(self._spans, (end,)) - 1
        return place >= 0 and self._spans[place][1] > start

    def _read_line(self, position: int) -> None:
        first = self._text.rfind("\n", 0, position) + 1
        last = self._text.find("\n", position)
        last = len(self._text) if last < 0 else last
        line = self._text[first:last]
        self._line = (first, last)
        self._spans = []
        if any(mark in line for mark in _MARKS):
            self._spans = [
                (first + match.start(), first + match.end()) for match in _OPAQUE.finditer(line)
            ]
