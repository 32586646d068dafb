"""The parts of a text that are addresses or code, where a name is not a name."""

from __future__ import annotations

import re

# One of these stands in every such part; a text without them needs no search.
_MARKS = ("://", "www.", "@", "`", "<", "](", "{", "%(")
# Each alternative begins with a mark of its own, so that the search is linear in the text.
_OPAQUE = re.compile(
    r"(?:https?|ftp|file)://[^\s<>\"«»„“”]+"
    r"|\bwww\.[^\s<>\"«»„“”]+"
    r"|`[^`\n]+`"
    r"|</?[A-Za-z][^<>]*>"
    r"|\]\([^()\s]*\)"
    r"|\{[^{}\s]*\}"
    r"|%\(\w*\)"
    r"|(?<!\w)@\w+"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# What stands directly after a name in a file name or a domain (Moskau.txt) or a call (Putin()).
_CODE_AFTER = re.compile(r"\.[a-z0-9]{2,}|\(\)|\\")


def opaque_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of addresses, code, tags and placeholders, in order and apart."""
    if not any(mark in text for mark in _MARKS):
        return []
    spans = [match.span() for match in _OPAQUE.finditer(text)]
    if "@" in text:
        spans += [match.span() for match in _MAIL.finditer(text)]
    return _united(spans)


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def is_code_before(text: str, position: int) -> bool:
    """Return whether what follows ``position`` shows that a word ending there is code."""
    return _CODE_AFTER.match(text, position) is not None
