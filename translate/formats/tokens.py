"""The source of an HTML or XML file as tokens that tell where they stand.

Documents are written back by changing the places that were translated and no others, so what is
needed of a parser is places; those that build trees have none. Every character of a source is in
one token. Each pattern is tried once at a place and never gives back what it has taken: the time
grows with the source and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["text", "start", "end", "empty", "raw", "other"]

_VALUE = r"""\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>(?!["'])[^\s>]*+))"""
_NAME = r"(?:=[^\s/>=]*+|[^\s/>=]++)"
_ATTRIBUTE = re.compile(rf"[\s/]*+(?P<name>{_NAME})(?:{_VALUE})?+")
# A quotation mark that is opened and not closed makes no tag, as in a browser.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[^\W\d][^\s/>]*+)"
    rf"(?P<inside>(?:[\s/]++|{_NAME}(?:{_VALUE}|(?!\s*+=)))*+)>"
)
# What begins with a mark of its own, how it ends, and its kind.
_Marks = tuple[tuple[re.Pattern[str], re.Pattern[str], TokenKind], ...]
_XML_MARKS: _Marks = (
    (re.compile("<!--"), re.compile("-->"), "other"),
    (re.compile(r"<!\[CDATA\["), re.compile("]]>"), "raw"),
    (re.compile(r"<\?"), re.compile(r"\?>"), "other"),
    (re.compile("<[!/]"), re.compile(">"), "other"),
)
_HTML_MARKS: _Marks = (
    (re.compile("<!---?>"), re.compile(">"), "other"),
    (re.compile("<!--"), re.compile("--!?>"), "other"),
    (re.compile("<[!?/]"), re.compile(">"), "other"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a source at ``source[start:end]``.

    *start*, *end* and *empty* (``<a/>``, XML only) are tags with their `name`, in small letters in
    HTML. *raw* is text that no tag interrupts: a script, a title, a CDATA section; *other* are
    comments, declarations and processing instructions.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag: its value as the source has it at ``[start:end]``, quotes apart."""

    name: str
    value: str
    start: int
    end: int
    quote: str


def scan(source: str, *, raw: frozenset[str] | None = None) -> Iterator[Token]:
    """Yield the tokens of a `source` of XML, or of HTML whose `raw` elements hold no tags.

    Nothing is an error: what is no tag is text, and behind a tag that never ends is one token.
    """
    at = text = 0
    end = len(source)
    while (at := source.find("<", at)) >= 0:
        token = _markup(source, at, xml=raw is None)
        if token is None:
            at += 1
            continue
        if text < at:
            yield Token("text", text, at)
        yield token
        at = text = token.end
        if raw and token.kind == "start" and token.name in raw:
            closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(source, at)
            text = at = closing.start() if closing else end
            if token.end < at:
                yield Token("raw", token.end, at)
    if text < end:
        yield Token("text", text, end)


def _markup(source: str, at: int, *, xml: bool) -> Token | None:
    """Return the token that begins with the ``<`` at a place, None if it is text."""
    end = len(source)
    if tag := _TAG.match(source, at):
        name = tag["name"] if xml else tag["name"].lower()
        if xml and tag["inside"].endswith("/"):
            return Token("empty", at, tag.end(), name)
        return Token("end" if tag["end"] else "start", at, tag.end(), name)
    for begins, ends, kind in _XML_MARKS if xml else _HTML_MARKS:
        if begun := begins.match(source, at):
            found = ends.search(source, min(begun.end(), at + 4))
            return Token(kind, at, found.end() if found else end)
    if source[at + 1 : at + 2].isalpha():  # a tag that never ends
        return Token("other", at, end)
    return None


def attributes(source: str, token: Token) -> Iterator[Attribute]:
    """Yield the attributes of a tag, their names in small letters if its own is."""
    at = token.start + 1 + len(token.name)
    while (found := _ATTRIBUTE.match(source, at, token.end - 1)) and found.end() > at:
        kind = found.lastgroup or "name"
        quote = {"double": '"', "single": "'"}.get(kind, "")
        if kind != "name":
            yield Attribute(found["name"], found[kind], *found.span(kind), quote)
        else:
            yield Attribute(found["name"], "", found.end(), found.end(), "")
        at = found.end()


def attribute(source: str, token: Token, name: str) -> str | None:
    """Return the value of an attribute as the source has it, None where there is none."""
    return next((a.value for a in attributes(source, token) if a.name == name), None)
