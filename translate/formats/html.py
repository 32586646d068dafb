"""HTML pages: text between tags, titles and descriptions; scripts, styles and code stay.

What was not translated stays as it stands, to the character: the page is not parsed into a tree
and written anew, which would repair what its author never meant to have repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING

from translate.encoding import decoded
from translate.formats.inline import Mark, Paragraph, Piece, Role
from translate.formats.opened import Opened
from translate.formats.places import Changes, Place, blocks_of, replaced, text_of
from translate.formats.tokens import Attribute, Token, attributes, scan

if TYPE_CHECKING:
    from translate.formats.block import Kind

# Elements whose content holds no tags (HTML standard, 13.1.2: raw text and escapable raw text).
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
    | {"wbr"}
)
# Elements that stand among words (phrasing content); all others begin and end a paragraph.
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i"}
    | {"ins", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "u"}
)
_VERBATIM = frozenset({"code", "kbd", "samp", "tt", "var"})
_ALONE = frozenset({"embed", "img", "input", "wbr"})
# Their content is no running text: among words they stay as they are, whole.
_CLOSED = frozenset(
    {"audio", "canvas", "iframe", "map", "math", "object", "picture", "ruby", "select", "svg"}
    | {"textarea", "video"}
)
_UNSEEN = frozenset({"link", "meta", "noscript", "script", "style", "template"})
_UNTOUCHED = frozenset({"listing", "plaintext", "pre", "xmp"})
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list item"),
    **dict.fromkeys(("td", "th"), "table cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "blockquote": "quotation",
}
# Their end ends whatever is in them; browsers, too, give up on elements that are in more than 512.
_CONTAINERS = frozenset({"dl", "ol", "table", "ul"})
_DEEPEST = 50
_TEXT_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
_DESCRIPTIONS = frozenset(
    {"description", "og:title", "og:description", "twitter:title", "twitter:description"}
)
_BUTTONS = frozenset({"button", "reset", "submit"})
_WHITE = re.compile("[ \t\n\r\f]+")


def read(data: bytes) -> Opened:
    """Return the text of a page. Raises ``ValueError`` where `data` is no text."""
    source, encoding = decoded(data)
    places = _places(source)
    return Opened(text_of(places), tuple(blocks_of(places)), partial(_pack, source, encoding))


def _pack(source: str, encoding: str, text: str, language: str) -> bytes:
    page = replaced(source, _places(source), text, _languages(source, language))
    # What an old encoding has no sign for is written by its number, as HTML allows.
    return page.encode(encoding, errors="xmlcharrefreplace")


def _languages(source: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the page says that it is German, and what it shall say."""
    for token in scan(source, raw=_RAW):
        for each in attributes(source, token) if token.kind == "start" else ():
            if each.name.lower() in {"lang", "xml:lang"} and re.match(r"de\b", each.value.lower()):
                yield each.start, each.end, language


def _places(source: str) -> list[Place]:
    reader = _Reader(source)
    for token in scan(source, raw=_RAW):
        reader.take(token)
    reader.end_paragraph()
    return sorted(reader.places, key=lambda place: place.start)


class _Reader:
    """Takes the tokens of a page one by one and finds the paragraphs in them."""

    def __init__(self, source: str) -> None:
        self.places: list[Place] = []
        self._source = source
        self._inside: list[str] = []  # elements that make a paragraph a heading, an item …
        self._pieces: list[Piece] = []
        # Where the paragraph and its last piece start, and where it ends.
        self._start = self._last = self._end = 0
        self._things: list[tuple[int, int]] = []  # where the source of each thing stands
        self._known: dict[str, int] = {}
        self._open: list[tuple[str, Mark]] = []
        # An element that is taken whole: its name, how deep in it, its mark and where it began.
        self._whole: tuple[str, int, Mark | None] | None = None

    def take(self, token: Token) -> None:
        if self._whole is not None:
            self._take_whole(token, *self._whole)
        elif token.kind == "text":
            self._add(token, _WHITE.sub(" ", unescape(self._source[token.start : token.end])))
        elif token.kind == "raw":
            self._take_raw(token)
        elif token.kind == "other":
            self._add(token, self._mark(token, "hidden"))
        elif token.kind == "start":
            self._take_start(token)
        elif token.kind == "end":
            self._take_end(token)

    def _take_whole(self, token: Token, name: str, depth: int, mark: Mark | None) -> None:
        if token.kind == "start":
            self._texts_of(token)
        if token.name == name:
            depth += {"start": 1, "end": -1}.get(token.kind, 0)
        if mark is not None:
            self._end = token.end
            self._things[mark.thing] = (self._things[mark.thing][0], token.end)
        self._whole = (name, depth, mark) if depth else None

    def _take_raw(self, token: Token) -> None:
        """Take the text of a title; that of a script has been taken whole."""
        text = unescape(self._source[token.start : token.end])
        self._text(token.start, token.end, _WHITE.sub(" ", text), "heading", quote="text")

    def _take_start(self, token: Token) -> None:
        name = token.name
        self._texts_of(token)
        if name == "br":
            thing = self._known.setdefault("br", len(self._things))  # <br> and <br/> are alike
            if thing == len(self._things):
                self._things.append((token.start, token.end))
            self._add(token, Mark("break", thing, "br"))
        elif name in _ALONE:
            self._add(token, self._mark(token, "alone", name))
        elif name in _UNSEEN or name in _CLOSED:
            mark = self._mark(token, "hidden" if name in _UNSEEN else "alone", name)
            self._add(token, mark)
            if name not in _VOID:
                self._whole = (name, 1, mark)
        elif (name in _INLINE or name in _VERBATIM) and len(self._open) < _DEEPEST:
            self._open_inline(token)
        elif name in _INLINE or name in _VERBATIM:
            self._add(token, self._mark(token, "cut"))
        else:
            self.end_paragraph()
            if name in _UNTOUCHED or (name not in _VOID and self._is_left_alone(token)):
                self._whole = (name, 1, None)
            elif name in _KINDS or name in _CONTAINERS:
                self._enter(name)

    def _take_end(self, token: Token) -> None:
        if token.name in _INLINE or token.name in _VERBATIM:
            for number in range(len(self._open) - 1, -1, -1):
                name, mark = self._open[number]
                if name == token.name:
                    del self._open[number:]
                    self._close_inline(token, mark)
                    return
            self._add(token, self._mark(token, "cut"))
            return
        self.end_paragraph()
        if token.name in self._inside:
            while self._inside.pop() != token.name:
                pass

    def _enter(self, name: str) -> None:
        """Enter an element; an item or cell ends the one before, which need not have an end tag."""
        kind = _KINDS.get(name)
        if kind in {"list item", "table cell"}:
            for number in range(len(self._inside) - 1, -1, -1):
                if self._inside[number] in _CONTAINERS:
                    break
                if _KINDS[self._inside[number]] == kind:
                    del self._inside[number:]
                    break
        if len(self._inside) < _DEEPEST:
            self._inside.append(name)

    def _open_inline(self, token: Token) -> None:
        source = self._source[token.start : token.end]
        once = any(each.name.lower() == "id" for each in attributes(self._source, token))
        # Pairs that look alike are alike: either may stand in the place of the other.
        thing = None if once else self._known.get(source)
        if thing is None:
            thing = self._known[source] = len(self._things)
            self._things += [(token.start, token.end), (0, 0)]
        verbatim = token.name in _VERBATIM or self._is_left_alone(token)
        mark = Mark("open", thing, token.name, verbatim=verbatim, once=once)
        self._open.append((token.name, mark))
        self._add(token, mark)

    def _close_inline(self, token: Token, mark: Mark) -> None:
        self._things[mark.thing + 1] = (token.start, token.end)
        if self._pieces[-1] == mark:  # an icon, <i class="map"></i>, or the target of links
            self._things.append((self._last, token.end))
            role: Role = "hidden" if token.name == "a" else "alone"
            self._pieces[-1] = Mark(role, len(self._things) - 1, token.name)
            self._end = token.end
            return
        self._add(token, Mark("close", mark.thing, mark.name, mark.verbatim, mark.once))

    def _is_left_alone(self, token: Token) -> bool:
        """Tell whether the author says that an element is not to be translated."""
        values = {each.name.lower(): each.value for each in attributes(self._source, token)}
        return (
            values.get("translate", "").lower() == "no"
            or "notranslate" in values.get("class", "").split()
        )

    def _mark(self, token: Token, role: Role, name: str = "") -> Mark:
        self._things.append((token.start, token.end))
        return Mark(role, len(self._things) - 1, name)

    def _add(self, token: Token, piece: Piece) -> None:
        if not self._pieces:
            self._start = token.start
        self._pieces.append(piece)
        self._last = token.start
        self._end = token.end

    def end_paragraph(self) -> None:
        """Make a paragraph of what was found since the last one ended."""
        paragraph = Paragraph(self._pieces, self._kind()) if self._pieces else None
        if paragraph is not None and paragraph.has_words:
            things = self._things

            def write(pieces: Sequence[Piece], changes: Changes) -> str:
                return "".join(_source(piece, things, changes) for piece in pieces)

            self.places.append(Place(self._start, self._end, paragraph, write))
        self._pieces, self._things, self._known, self._open = [], [], {}, []

    def _kind(self) -> Kind:
        return next((_KINDS[name] for name in reversed(self._inside) if name in _KINDS), "sentence")

    def _texts_of(self, token: Token) -> None:
        """Find the attributes of a tag that are read by people."""
        found = list(attributes(self._source, token))
        values = {each.name.lower(): each.value.lower() for each in found}
        if values.get("translate") == "no":
            return
        wanted = set(_TEXT_ATTRIBUTES)
        if token.name == "meta" and _DESCRIPTIONS & {values.get("name"), values.get("property")}:
            wanted = {"content"}
        elif token.name == "input" and values.get("type") in _BUTTONS:
            wanted.add("value")
        for each in found:
            if each.name.lower() in wanted:
                self._attribute(each)

    def _attribute(self, each: Attribute) -> None:
        kind: Kind = "caption" if each.name.lower() == "alt" else "sentence"
        text = _WHITE.sub(" ", unescape(each.value))
        self._text(each.start, each.end, text, kind, quote=each.quote)

    def _text(self, start: int, end: int, text: str, kind: Kind, *, quote: str) -> None:
        """Add a text without markup: an attribute, in its quotation marks, or a title."""
        paragraph = Paragraph([text], kind)
        if not paragraph.has_words:
            return

        def write(pieces: Sequence[Piece], _: Changes) -> str:
            value = escape("".join(map(str, pieces)), quote=quote != "text")
            return value if quote else f'"{value}"'

        self.places.append(Place(start, end, paragraph, write))


def _source(piece: Piece, things: Sequence[tuple[int, int]], changes: Changes) -> str:
    if isinstance(piece, str):
        return escape(piece, quote=False)
    return changes.part(*things[piece.thing + (piece.role == "close")])
