"""The parts of a text that are addresses or code, where a name is not a name."""

from __future__ import annotations

import re

# Each alternative begins with its own mark, so that the search is linear in the text.
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


def opaque_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of web and mail addresses, code, tags and placeholders."""
    spans = [match.span() for match in _OPAQUE.finditer(text)]
    if "@" in text:
        spans += [match.span() for match in _MAIL.finditer(text)]
    return sorted(spans)
