"""Elements of XML as places in its source; a few at a time, so that books can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from translate.formats.tokens import Token, attribute, scan


@dataclass(slots=True)
class Element:
    """An element at ``source[start:end]``, its content at ``[inside:behind]``.

    Text is an element without a name.
    """

    name: str
    start: int
    inside: int
    behind: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """Return the first child of this name, None if there is none."""
        return next((each for each in self.children if each.name == name), None)

    def attribute(self, source: str, name: str) -> str | None:
        """Return the value of an attribute, None if there is none."""
        value = attribute(source, Token("start", self.start, self.inside, self.name), name)
        return None if value is None else unescape(value)

    def text(self, source: str) -> str:
        """Return the text directly in the element."""
        return "".join(content(source, each) for each in self.children if not each.name)

    def within(self) -> Iterator[Element]:
        """Yield the elements in this one, in the order of the source."""
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


def content(source: str, text: Element) -> str:
    """Return what a text stands for."""
    found = source[text.start : text.end]
    if found.startswith("<![CDATA["):
        return found.removeprefix("<![CDATA[").removesuffix("]]>")
    return unescape(found)


def find(source: str, *names: str) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield the elements of these names that are in no other of them, and what they are in.

    `source` is well-formed.
    """
    around: list[str] = []
    inside: list[Element] = []
    for token in scan(source):
        if inside or (token.kind in {"start", "empty"} and token.name in names):
            if (whole := _grown(inside, token)) is not None:
                yield whole, tuple(around)
        elif token.kind == "start":
            around.append(token.name)
        elif token.kind == "end":
            around.pop()


def _grown(inside: list[Element], token: Token) -> Element | None:
    """Add a token to the innermost element; return the outermost if that ends with it."""
    element = None
    if token.kind == "end":
        element = inside.pop()
        element.behind, element.end = token.start, token.end
    elif token.kind != "other":
        element = Element(token.name, token.start, token.end, token.end, token.end)
        if inside:
            inside[-1].children.append(element)
        if token.kind == "start":
            inside.append(element)
    return None if inside else element
