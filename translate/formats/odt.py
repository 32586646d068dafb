"""OpenDocument text (.odt, ISO/IEC 26300): text, tables, text boxes, notes, headers and footers.

A paragraph that was not translated stays as it stands. Comments, deleted text, fields and what is
said about the document stay German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from translate.formats.archive import Archive, Part, escaped
from translate.formats.elements import Element, content, find
from translate.formats.inline import Mark, Paragraph, Piece, Role
from translate.formats.opened import Opened
from translate.formats.places import Changes, Place, blocks_of, replaced, text_of

if TYPE_CHECKING:
    from translate.formats.block import Kind

_PARTS = ("content.xml", "styles.xml")
_TYPE = b"application/vnd.oasis.opendocument.text"
_NAMESPACES = {
    name: re.compile(rf"urn:oasis:names:tc:opendocument:xmlns:{name}:1\.0")
    for name in ("text", "office", "style", "table")
}
_PARAGRAPHS = ("text:h", "text:p")
_WHITE = re.compile("[ \t\n\r]+")
# What a translator sees of elements among words.
_HOLDERS = {"text:a": "a", "text:meta": "tag", "text:meta-field": "field"}
_SEEN = {"text:note": "note", "text:ruby": "ruby", "draw:a": "img"}
# What is said of a picture to those who do not see it.
_DESCRIPTIONS = frozenset({"svg:desc", "svg:title"})
# Places in the text that are named, numbered or commented: nothing that stands there.
_UNSEEN = re.compile(
    "office:annotation.*|text:(?:soft-page-break|bookmark.*|reference-mark.*|change.*|toc-mark.*"
    "|user-index-mark.*|alphabetical-index-mark.*|script)"
)
# What is in these is not part of the text.
_NO_TEXT = frozenset({"office:annotation", "text:tracked-changes"})
_FORMATS = (
    (re.compile(r'fo:font-weight="(?:bold|[6-9]00)"'), "b"),
    (re.compile(r'fo:font-style="(?:italic|oblique)"'), "i"),
    (re.compile(r'style:text-position="(?:super|[1-9])'), "sup"),
    (re.compile(r'style:text-position="(?:sub|-)'), "sub"),
    (re.compile(r'style:text-underline-style="(?!none)'), "u"),
    (re.compile(r'style:text-line-through-style="(?!none)'), "s"),
)
# Properties of text that nobody sees: when it was typed, in what language.
_INVISIBLE = re.compile(
    r"""\s(?:officeooo:[\w-]+|fo:(?:language|country|script)|style:(?:rfc-language-tag|language-\w+"""
    r"""|country-\w+|script-\w+|rfc-language-tag-\w+))=(?:"[^"]*"|'[^']*')"""
)
_ATTRIBUTE = re.compile(r"\s[\w:-]+=")
_SPACES = re.compile("  +")
_MOST_SPACES = 1000
# Where a style says that text is in German, and in the German of what country.
_GERMAN = re.compile(r"""<[^<>]*\sfo:language="de"[^<>]*>""")
_COUNTRIES = {"en": "GB"}
_STYLES: Sequence[tuple[re.Pattern[str], Kind]] = (
    (re.compile("(?:Heading|Title|Subtitle)"), "heading"),
    (re.compile("(?:Caption|Illustration|Figure|Table|Drawing)$"), "caption"),
    (re.compile("Quotations"), "quotation"),
)


def read(data: bytes) -> Opened:
    """Return the text of a document. Raises ``ValueError`` where it is none, or dangerous."""
    archive = Archive(data, ".odt")
    places = [place for _, _, found in _texts(archive) for place in found]
    return Opened(text_of(places), tuple(blocks_of(places)), partial(_pack, archive))


def _pack(archive: Archive, text: str, language: str) -> bytes:
    lines = text.split("\n")
    parts = {}
    for name, part, places in _texts(archive):
        own, lines = lines[: len(places)], lines[len(places) :]
        source = replaced(part.source, places, "\n".join(own))
        parts[name] = part.encode(_GERMAN.sub(partial(_in_language, language=language), source))
    return archive.with_parts(parts)


def _in_language(tag: re.Match[str], *, language: str) -> str:
    changed = tag[0].replace(' fo:language="de"', f' fo:language="{escaped(language)}"')
    country = _COUNTRIES.get(language, "none")
    return re.sub(r'(\sfo:country=")\w*"', rf'\g<1>{country}"', changed)


def _texts(archive: Archive) -> Iterator[tuple[str, Part, list[Place]]]:
    """Yield the parts that hold text, by name, with their paragraphs."""
    if archive.start() != _TYPE:
        raise ValueError("it is no .odt document; save it anew as one")
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and ":encryption-data" in manifest.source:
        raise ValueError("it is encrypted; save it without a password")
    parts = {name: archive.text_part(name, _NAMESPACES) for name in _PARTS if name in archive.names}
    common = _styles(parts["styles.xml"].source) if "styles.xml" in parts else {}
    for name, part in parts.items():
        styles = common | _styles(part.source)
        yield name, part, list(_places(part.source, styles))


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its family, what it inherits from, and what of its text can be seen."""

    family: str
    parent: str
    visible: str


def _styles(source: str) -> dict[str, _Style]:
    styles = {}
    for style, _ in find(source, "style:style"):
        text = style.child("style:text-properties")
        tag = source[text.start : text.inside] if text is not None else ""
        visible = _INVISIBLE.sub("", tag)
        styles[style.attribute(source, "style:name") or ""] = _Style(
            style.attribute(source, "style:family") or "",
            style.attribute(source, "style:parent-style-name") or "",
            visible if _ATTRIBUTE.search(visible) else "",
        )
    return styles


def _line_of(name: str, styles: Mapping[str, _Style]) -> Iterator[tuple[str, _Style]]:
    """Yield a style and those it inherits from."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield name, styles[name]
        name = styles[name].parent


def _places(source: str, styles: Mapping[str, _Style]) -> Iterator[Place]:
    for element, around in find(source, *_PARAGRAPHS):
        if _NO_TEXT.intersection(around):
            continue
        for paragraph, inside in _with_inner(element, around):
            reader = _Reader(source, styles)
            place = reader.place(paragraph, _kind(source, paragraph, inside, styles))
            if place.paragraph.has_words:
                yield place
        for inner in element.within():
            if inner.name in _DESCRIPTIONS:
                line = Paragraph([_WHITE.sub(" ", inner.text(source))], "caption")
                if line.has_words:
                    yield Place(inner.inside, inner.behind, line, partial(_write, ()))


def _with_inner(
    paragraph: Element, around: Sequence[str]
) -> Iterator[tuple[Element, Sequence[str]]]:
    """Yield a paragraph, then those in its notes and text boxes, with what each is in."""
    yield paragraph, around
    waiting: list[tuple[Element, tuple[str, ...]]] = [(paragraph, ())]
    while waiting:
        element, names = waiting.pop()
        if element is not paragraph and element.name in _PARAGRAPHS:
            yield element, names
        inside = (*names, element.name)
        waiting += [
            (child, inside)
            for child in reversed(element.children)
            if child.name and child.name not in _NO_TEXT
        ]


def _kind(
    source: str, paragraph: Element, around: Sequence[str], styles: Mapping[str, _Style]
) -> Kind:
    name = paragraph.attribute(source, "text:style-name") or ""
    for inherited in [name, *(each for each, _ in _line_of(name, styles))]:
        kind = next((k for pattern, k in _STYLES if pattern.match(inherited)), None)
        if kind is not None:
            return kind
    if paragraph.name == "text:h":
        return "heading"
    if "table:table-cell" in around:
        return "table cell"
    return "list item" if "text:list-item" in around else "sentence"


@dataclass(slots=True)
class _Reader:
    """Makes a place of a paragraph's element."""

    source: str
    styles: Mapping[str, _Style]
    # Where the source of each thing stands, and that of what closes it.
    things: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    formats: dict[str, int] = field(default_factory=dict)

    def place(self, paragraph: Element, kind: Kind) -> Place:
        line = Paragraph(self._pieces(paragraph), kind)
        write = partial(_write, self.things)
        return Place(paragraph.inside, paragraph.behind, line, write)

    def _pieces(self, holder: Element) -> Iterator[Piece]:
        for element in holder.children:
            match element.name:
                case "":
                    yield _WHITE.sub(" ", content(self.source, element))
                case "text:span":
                    yield from self._span(element)
                case "text:s":
                    count = element.attribute(self.source, "text:c") or "1"
                    yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
                case "text:tab":
                    yield self._mark("cut", element)
                case "text:line-break":
                    thing = self.formats.setdefault("text:line-break", len(self.things))
                    if thing == len(self.things):
                        self._mark("break", element)
                    yield Mark("break", thing, "br")
                case name if name in _HOLDERS and element.children:
                    mark = self._mark("open", element, _HOLDERS[name])
                    yield mark
                    yield from self._pieces(element)
                    yield Mark("close", mark.thing, mark.name, once=True)
                case name if _UNSEEN.fullmatch(name) or name in _HOLDERS:
                    yield self._mark("hidden", element)
                case name:
                    shown = "img" if name.startswith("draw:") else _SEEN.get(name, "field")
                    yield self._mark("alone", element, shown)

    def _span(self, span: Element) -> Iterator[Piece]:
        """Yield the pieces of a span; if it has none or its format cannot be seen, without it."""
        style = span.attribute(self.source, "text:style-name") or ""
        inherited = list(_line_of(style, self.styles))
        visible = "".join(each.visible for _, each in inherited)
        if not span.children or (inherited and not visible):
            yield from self._pieces(span)
            return
        thing = self.formats.setdefault(visible or style, len(self.things))
        if thing == len(self.things):
            self._mark("open", span)
        name = next((shown for pattern, shown in _FORMATS if pattern.search(visible)), "f")
        yield Mark("open", thing, name)
        yield from self._pieces(span)
        yield Mark("close", thing, name)

    def _mark(self, role: Role, element: Element, name: str = "") -> Mark:
        if role == "open":
            self.things.append(((element.start, element.inside), (element.behind, element.end)))
        else:
            self.things.append(((element.start, element.end), (0, 0)))
        return Mark(role, len(self.things) - 1, name, once=role == "open")


def _write(
    things: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    pieces: Sequence[Piece],
    changes: Changes,
) -> str:
    """Return the source of a paragraph's content."""
    return "".join(
        _SPACES.sub(_spaces, escaped(piece))
        if isinstance(piece, str)
        else changes.part(*things[piece.thing][piece.role == "close"])
        for piece in pieces
    )


def _spaces(found: re.Match[str]) -> str:
    return f' <text:s text:c="{len(found[0]) - 1}"/>'
