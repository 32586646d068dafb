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
    """Where ``text`` is web or mail address, code, tag or placeholder."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] | None = None

    def overlap(self, start: int, end: int) -> bool:
        """Return whether ``text[start:end]`` lies in such a part or touches code."""
        if self._text[end : end + 1] in _BEFORE_CODE and _CODE_AFTER.match(self._text, end):
            return True
        if self._spans is None:
            self._spans = _opaque_spans(self._text)
        place = bisect_left(self._spans, (end,)) - 1
        return place >= 0 and self._spans[place][1] > start


def _opaque_spans(text: str) -> list[tuple[int, int]]:
    """Return the ranges of such parts in ``text``, none longer than a line, in order."""
    lines = {}
    for mark in _MARKS:
        place = text.find(mark) if mark in text else -1
        while place >= 0:
            last = text.find("\n", place)
            last = len(text) if last < 0 else last
            lines[text.rfind("\n", 0, place) + 1] = last
            place = text.find(mark, last)
    return [
        (first + part.start(), first + part.end())
        for first, last in sorted(lines.items())
        for part in _OPAQUE.finditer(text[first:last])
    ]
