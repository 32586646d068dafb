"""Word documents (.docx, ECMA-376): paragraphs of the text, tables, headers, footers and notes.

A paragraph that was not translated stays as it stands; of one that was, the runs of text are made
anew, in the formats they had. Comments, deleted text and the instructions of fields stay German.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING

from translate.formats.archive import Archive, Part, escaped
from translate.formats.elements import Element, find
from translate.formats.inline import Mark, Paragraph, Piece, Role
from translate.formats.opened import Opened
from translate.formats.places import Changes, Place, blocks_of, replaced, text_of
from translate.formats.tokens import Token, attributes

if TYPE_CHECKING:
    from translate.formats.block import Kind

# Parts with text, by the end of their content type, in the order in which they are read.
_PARTS = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_NAMESPACES = {
    "w": re.compile(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        "|http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
}
# Elements among runs that hold runs, and what a translator sees of them.
_HOLDERS = {
    "w:hyperlink": "a",
    "w:ins": "ins",
    "w:moveTo": "ins",
    "w:sdt": "field",
    "w:smartTag": "tag",
    "w:customXml": "tag",
    "w:dir": "dir",
    "w:bdo": "dir",
}
_SEEN = {
    "w:drawing": "img",
    "w:pict": "img",
    "w:object": "img",
    "mc:AlternateContent": "img",
    "w:footnoteReference": "note",
    "w:endnoteReference": "note",
    "w:sym": "sign",
    "w:ruby": "ruby",
    "w:ptab": "tab",
    "m:oMath": "math",
    "m:oMathPara": "math",
    "w:fldSimple": "field",
    "w:pgNum": "field",
}
# Properties of a paragraph, and what Word makes anew each time.
_NOTHING = frozenset(
    {"w:lastRenderedPageBreak", "w:pPr", "w:proofErr", "w:rPr", "w:sdtEndPr", "w:sdtPr"}
)
# Properties of runs that nobody sees: languages, complex scripts, revisions.
_INVISIBLE = frozenset(
    {"w:lang", "w:noProof", "w:bCs", "w:iCs", "w:szCs", "w:cs", "w:rPrChange", "w:webHidden"}
    | {"w:ins", "w:kern"}
)
_FORMATS = {"w:b": "b", "w:i": "i", "w:u": "u", "w:strike": "s", "w:caps": "caps"}
_GOOD_PART = 0.1  # so that in **Achtung:** and the like it is the rest that is plain
_DEEPEST = 10  # links in links
_OFF = re.compile(r'w:val="(?:0|false|off|none)"')
_LANGUAGE = re.compile(r'(<w:lang\b[^>]*?\bw:val=")de\b[^"]*(")')
_REGIONS = {"en": "en-GB"}
_STYLES: Sequence[tuple[re.Pattern[str], Kind]] = (
    (re.compile("heading|title|subtitle"), "heading"),
    (re.compile("caption"), "caption"),
    (re.compile("list"), "list item"),
    (re.compile("quote|intense quote|block text"), "quotation"),
)


def read(data: bytes) -> Opened:
    """Return the text of a document. Raises ``ValueError`` where it is none, or dangerous."""
    archive = Archive(data, ".docx")
    places = [place for _, _, found in _texts(archive) for place in found]
    return Opened(text_of(places), tuple(blocks_of(places)), partial(_pack, archive))


def _pack(archive: Archive, text: str, language: str) -> bytes:
    region = _REGIONS.get(language, language)
    lines = text.split("\n")
    parts = {}
    for name, part, places in _texts(archive):
        own, lines = lines[: len(places)], lines[len(places) :]
        source = replaced(part.source, places, "\n".join(own))
        parts[name] = part.encode(_LANGUAGE.sub(rf"\g<1>{region}\2", source))
    styles = archive.xml("word/styles.xml")
    if styles is not None:
        parts["word/styles.xml"] = styles.encode(_LANGUAGE.sub(rf"\g<1>{region}\2", styles.source))
    return archive.with_parts(parts)


def _texts(archive: Archive) -> Iterator[tuple[str, Part, list[Place]]]:
    """Yield the parts that hold text, by name, with their paragraphs."""
    kinds = _kinds(archive)
    for name in _names(archive):
        part = archive.text_part(name, _NAMESPACES)
        yield name, part, list(_places(part.source, kinds))


def _names(archive: Archive) -> list[str]:
    types = archive.xml("[Content_Types].xml")
    if types is None:
        raise ValueError("it is no .docx document; save it anew as one")
    found: dict[str, list[str]] = {}
    for override, _ in find(types.source, "Override"):
        kind = override.attribute(types.source, "ContentType") or ""
        name = (override.attribute(types.source, "PartName") or "").removeprefix("/")
        if "macroEnabled" in kind:
            raise ValueError("it holds macros, which are programs; save a copy without them")
        found.setdefault(kind.rpartition("wordprocessingml.")[2], []).append(name)
    if not found.get(_PARTS[0]):
        raise ValueError("it is no .docx document; save it anew as one")
    return [name for kind in _PARTS for name in found.get(kind, ())]


def _kinds(archive: Archive) -> dict[str, Kind]:
    """Return what the paragraph styles of a document are for, by their identifier."""
    part = archive.xml("word/styles.xml")
    if part is None:
        return {}
    source = part.source
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style, _ in find(source, "w:style"):
        identifier = style.attribute(source, "w:styleId") or ""
        for child in style.children:
            value = child.attribute(source, "w:val") if child.name else None
            if child.name == "w:name":
                names[identifier] = (value or "").lower()
            elif child.name == "w:basedOn":
                bases[identifier] = value or ""
    kinds: dict[str, Kind] = {}
    for identifier in names:
        style_id, seen = identifier, set()
        while style_id in names and style_id not in seen:
            seen.add(style_id)
            kind = next((k for pattern, k in _STYLES if pattern.match(names[style_id])), None)
            if kind is not None:
                kinds[identifier] = kind
                break
            style_id = bases.get(style_id, "")
    return kinds


def _places(source: str, kinds: Mapping[str, Kind]) -> Iterator[Place]:
    for element, around in find(source, "w:p"):
        for paragraph, inside in _with_inner(element, "w:tc" in around):
            place = _Reader(source).place(paragraph, _kind(source, paragraph, kinds, cell=inside))
            if place.paragraph.has_words:
                yield place
        for inner in element.within():
            if inner.name == "wp:docPr":
                yield from _descriptions(source, inner)


def _descriptions(source: str, picture: Element) -> Iterator[Place]:
    """Yield what is said of a picture to those who do not see it."""
    tag = Token("start", picture.start, picture.inside, picture.name)
    for each in attributes(source, tag):
        if each.name in {"descr", "title"}:
            line = Paragraph([unescape(each.value)], "caption")
            if line.has_words:
                yield Place(each.start, each.end, line, _written)


def _written(pieces: Sequence[Piece], _: Changes) -> str:
    """Return the text of an attribute."""
    text = escaped("".join(map(str, pieces)))
    return text.replace('"', "&quot;").replace("'", "&apos;")


def _with_inner(paragraph: Element, cell: bool) -> Iterator[tuple[Element, bool]]:  # noqa: FBT001
    """Yield a paragraph, then those in its text boxes."""
    yield paragraph, cell
    for element in paragraph.within():
        if element.name == "w:p":
            yield element, False


def _kind(source: str, paragraph: Element, kinds: Mapping[str, Kind], *, cell: bool) -> Kind:
    properties = paragraph.child("w:pPr")
    kind: Kind | None = None
    if properties is not None:
        style = properties.child("w:pStyle")
        if style is not None:
            kind = kinds.get(style.attribute(source, "w:val") or "")
        if kind is None and properties.child("w:outlineLvl") is not None:
            kind = "heading"
        if kind is None and properties.child("w:numPr") is not None:
            kind = "list item"
    if kind in {None, "list item"} and cell:
        return "table cell"
    return kind or "sentence"


# The source of something: as it stands there, by offsets, or as text.
_Source = tuple[str | tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of a run and the properties (``w:rPr``) that they have."""

    text: str
    properties: str


@dataclass(frozen=True, slots=True)
class _Object:
    """What is no text: shown to the translator by `name`, in a `role`. `field` is one's part."""

    role: Role
    source: _Source
    name: str = ""
    field: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class _Holder:
    """What holds runs: a link, a field, a tracked insertion."""

    name: str
    opening: _Source
    closing: _Source
    items: list[_Item]


_Item = _Text | _Object | _Holder


@dataclass(slots=True)
class _Thing:
    """What a mark stands for: its source, and the properties of the text in it."""

    source: _Source = ()
    closing: _Source = ()
    properties: str | None = None


@dataclass(slots=True)
class _Reader:
    """Makes a place of a paragraph's element."""

    source: str
    things: list[_Thing] = field(default_factory=list)
    formats: dict[object, int] = field(default_factory=dict)

    def place(self, paragraph: Element, kind: Kind) -> Place:
        properties = paragraph.child("w:pPr")
        start = properties.end if properties is not None else paragraph.inside
        items = _with_fields(list(self._items(paragraph)))
        base = _base(items)
        line = Paragraph(self._pieces(items, base), kind)
        return Place(start, paragraph.behind, line, partial(_write, self.things, base))

    def _items(self, holder: Element) -> Iterator[_Item]:
        """Yield what stands in a paragraph, or in an element among its runs."""
        for element in holder.children:
            whole: _Source = ((element.start, element.end),)
            if element.name == "w:r":
                yield from self._run(element)
            elif element.name in _HOLDERS:
                inner = element.child("w:sdtContent") if element.name == "w:sdt" else element
                if inner is None or inner.inside == inner.behind:
                    yield _Object("hidden", whole)
                    continue
                yield _Holder(
                    _HOLDERS[element.name],
                    ((element.start, inner.inside),),
                    ((inner.behind, element.end),),
                    _with_fields(list(self._items(inner))),
                )
            elif element.name in _SEEN:
                yield _Object("alone", whole, _SEEN[element.name])
            elif element.name and element.name not in _NOTHING:
                yield _Object("hidden", whole)

    def _run(self, run: Element) -> Iterator[_Item]:
        rpr = run.child("w:rPr")
        properties = self.source[rpr.start : rpr.end] if rpr is not None else ""
        for element in run.children:
            if element.name == "w:t":
                if text := element.text(self.source):
                    yield _Text(text, properties)
            elif element.name == "w:noBreakHyphen":
                yield _Text("\u2011", properties)
            elif element.name and element.name not in _NOTHING:
                yield self._object(
                    element, (f"<w:r>{properties}", (element.start, element.end), "</w:r>")
                )

    def _object(self, element: Element, source: _Source) -> _Object:
        """Return what stands in a run and is no text."""
        match element.name:
            case "w:br" | "w:cr":
                kind = element.attribute(self.source, "w:type") or "textWrapping"
                return _Object("break" if kind == "textWrapping" else "cut", source, "br")
            case "w:tab":
                return _Object("cut", source)
            case "w:fldChar":
                part = element.attribute(self.source, "w:fldCharType") or ""
                return _Object("cut", source, field=part)
            case "w:instrText":
                instruction = element.text(self.source)
                return _Object("cut", source, field="instruction", instruction=instruction)
            case name if name in _SEEN:
                return _Object("alone", source, _SEEN[name])
        return _Object("hidden", source)

    def _pieces(self, items: Sequence[_Item], base: str) -> Iterator[Piece]:
        """Yield the pieces of a paragraph or holder, the most of whose text has `base`."""
        plain = dict(_visible(base))
        for item in items:
            if isinstance(item, _Text):
                key = _visible(item.properties)
                visible = dict(key)
                if visible == plain or item.text.isspace():
                    yield item.text
                    continue
                thing = self.formats.setdefault(key, len(self.things))
                if thing == len(self.things):
                    self.things.append(_Thing(properties=item.properties))
                name = _name(visible, plain)
                yield from (Mark("open", thing, name), item.text, Mark("close", thing, name))
            elif isinstance(item, _Holder):
                inner = _base(item.items)
                thing = len(self.things)
                self.things.append(_Thing(item.opening, item.closing, inner))
                yield Mark("open", thing, item.name, once=True)
                yield from self._pieces(item.items, inner)
                yield Mark("close", thing, item.name, once=True)
            else:
                thing = len(self.things)
                if item.role == "break":
                    thing = self.formats.setdefault(item.source[0], thing)
                if thing == len(self.things):
                    self.things.append(_Thing(item.source))
                yield Mark(item.role, thing, item.name)


def _write(things: Sequence[_Thing], base: str, pieces: Sequence[Piece], changes: Changes) -> str:
    """Return the source of a paragraph's content."""

    def source(parts: _Source) -> str:
        return "".join(p if isinstance(p, str) else changes.part(*p) for p in parts)

    properties = [base]
    written = []
    for piece in pieces:
        if isinstance(piece, str):
            text = f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
            written.append(f"<w:r>{properties[-1]}{text}</w:r>")
            continue
        thing = things[piece.thing]
        if piece.role == "close" and thing.properties is not None:
            properties.pop()
            written.append(source(thing.closing))
        else:
            written.append(source(thing.closing if piece.role == "close" else thing.source))
            if piece.role == "open" and thing.properties is not None:
                properties.append(thing.properties)
    return "".join(written)


def _base(items: Sequence[_Item]) -> str:
    """Return the plainest properties that a good part of the text directly among `items` has."""
    lengths: Counter[tuple[tuple[str, str], ...]] = Counter()
    first: dict[tuple[tuple[str, str], ...], str] = {}
    for item in items:
        if isinstance(item, _Text):
            key = _visible(item.properties)
            lengths[key] += len(item.text.strip())
            first.setdefault(key, item.properties)
    if not lengths:
        return ""
    least = lengths.total() * _GOOD_PART
    frequent = [key for key, length in lengths.items() if length >= least]
    return first[min(frequent, key=lambda key: (len(key), -lengths[key]))]


@lru_cache(maxsize=1024)
def _visible(properties: str) -> tuple[tuple[str, str], ...]:
    """Return the properties of a run that can be seen, each with its name, in order of names."""
    seen = {
        child.name: properties[child.start : child.end]
        for element, _ in find(properties, "w:rPr")
        for child in element.children
        if child.name
        and child.name not in _INVISIBLE
        and not _OFF.search(properties, child.start, child.end)
    }
    return tuple(sorted(seen.items()))


def _name(visible: Mapping[str, str], base: Mapping[str, str]) -> str:
    """Return what a translator sees of a format that is not that of most words."""
    for name, shown in _FORMATS.items():
        if name in visible and name not in base:
            return shown
    raised = visible.get("w:vertAlign", "")
    return "sup" if "superscript" in raised else "sub" if "subscript" in raised else "f"


def _with_fields(items: Sequence[_Item], depth: int = 0) -> list[_Item]:
    """Make one of the parts of each field: a link of a hyperlink, else what nobody translates.

    A field that begins or ends in another paragraph (a table of contents) stays in its parts.
    """
    ends: dict[int, int] = {}
    begun: list[int] = []
    for place, item in enumerate(items):
        if isinstance(item, _Object) and item.field == "begin":
            begun.append(place)
        elif isinstance(item, _Object) and item.field == "end" and begun:
            ends[begun.pop()] = place
    result: list[_Item] = []
    place = 0
    while place < len(items):
        end = ends.get(place)
        result.append(items[place] if end is None else _field(items[place : end + 1], depth))
        place = place + 1 if end is None else end + 1
    return result


def _field(parts: Sequence[_Item], depth: int) -> _Item:
    """Return what a field is for a translator."""
    inner = 0
    instruction = ""
    separate = None
    for place, item in enumerate(parts):
        if isinstance(item, _Object):
            inner += {"begin": 1, "end": -1}.get(item.field, 0)
            if inner == 1:
                instruction += item.instruction
                if item.field == "separate" and separate is None:
                    separate = place
    is_link = instruction.split()[:1] == ["HYPERLINK"] and depth < _DEEPEST
    if separate is None or not is_link:
        return _Object("alone", _sources(parts), "field")
    opening = _sources(parts[: separate + 1])
    content = _with_fields(parts[separate + 1 : -1], depth + 1)
    return _Holder("a", opening, _sources(parts[-1:]), content)


def _sources(items: Sequence[_Item]) -> _Source:
    """Return the source of items as they are."""
    sources: list[str | tuple[int, int]] = []
    for item in items:
        if isinstance(item, _Text):
            text = f'<w:t xml:space="preserve">{escaped(item.text)}</w:t>'
            sources.append(f"<w:r>{item.properties}{text}</w:r>")
        elif isinstance(item, _Holder):
            sources += [*item.opening, *_sources(item.items), *item.closing]
        else:
            sources += item.source
    return tuple(sources)
