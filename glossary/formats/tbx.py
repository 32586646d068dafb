"""TBX: TermBase eXchange, the terminology standard, in two forms.

* TBX-Basic of version 3 (ISO 30042:2019, style DCA): whole concepts. The full name is the term of
  type ``fullForm``, preferred, admitted or deprecated as the concept is approved, suggested or
  deprecated; ``shortForm`` is the short one, ``variant`` the others, and another deprecated term a
  forbidden spelling. The kind is the subject field. The native spelling is a term with the note
  :data:`NATIVE`.
* The bilingual form of version 2 (``martif``) that Weblate and the Translate Toolkit write
  (docs.weblate.org, *TermBase eXchange format*): one entry for each pair of terms, with the note as
  the translator's; a forbidden spelling is a translation with the status ``forbidden``.

Either is recognised on reading. Neither carries columns that only one CSV file has
(``Concept.extra``), nor an id that is no XML name; the second keeps pairs of terms, note and
forbidden spellings only. A document type with declarations of its own is refused, since entities
can make a small file endless; none is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from glossary.concept import Concept, Spelling, Status
from glossary.errors import GlossaryError, GlossaryFileError
from glossary.files import read_bytes, write_atomically
from glossary.formats.pairs import pairs_of

NATIVE = "native spelling"

_STATUS_OF_FULL = {
    Status.APPROVED: "preferredTerm-admn-sts",
    Status.SUGGESTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}
_NEVER_TO_USE = {
    "deprecatedTerm-admn-sts",
    "supersededTerm-admn-sts",
    "deprecatedTerm",
    "supersededTerm",
    "forbidden",
    "obsolete",
}
_DOCTYPE = (
    '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'
)
_DEEPEST = 50
_ENTRIES = {"conceptEntry", "termEntry"}
_LANGUAGES = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_TEXTS = {"admin", "descrip", "note", "term", "termNote"}
_NO_ID = "concept-"
_XML_NAME = re.compile(r"[^\W\d][\w.-]*")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(path: Path) -> list[Concept]:
    """Return the concepts of the file ``path``; raises :class:`GlossaryFileError`."""
    return parse(read_bytes(path), str(path))


def write(concepts: Iterable[Concept], path: Path) -> None:
    """Write ``concepts`` as TBX-Basic to ``path``, whole or not at all.

    Raises :class:`~glossary.errors.GlossaryError`.
    """
    write_atomically(path, to_text(concepts).encode())


def write_for_weblate(
    concepts: Iterable[Concept], path: Path, source: str = "de", target: str = "en"
) -> None:
    """Write the terms of ``concepts`` to ``path`` in the form that Weblate writes.

    Whole or not at all; raises :class:`~glossary.errors.GlossaryError`.
    """
    write_atomically(path, to_weblate_text(concepts, source, target).encode())


def parse(data: bytes, name: str = "glossary") -> list[Concept]:
    """Return the concepts in ``data``, in either form; ``name`` stands for the file in messages.

    Raises :class:`GlossaryFileError`.
    """
    root = _tree(data, name)
    if root.name not in {"tbx", "martif"}:
        raise GlossaryFileError(f"no TBX file: its root is <{root.name}>", path=name)
    return _joined([_concept(entry, name) for entry in root.all(_ENTRIES)])


def to_text(concepts: Iterable[Concept]) -> str:
    """Return ``concepts`` as TBX-Basic; raises :class:`GlossaryError` for what XML cannot hold."""
    entries = "".join(_entry(number, concept) for number, concept in enumerate(concepts, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>umschrift</p></sourceDesc></fileDesc></tbxHeader>\n"
        f"<text><body>\n{entries}</body></text>\n</tbx>\n"
    )


def to_weblate_text(concepts: Iterable[Concept], source: str = "de", target: str = "en") -> str:
    """Return the terms of ``concepts`` in the form that Weblate writes.

    Raises :class:`GlossaryError` for what XML cannot hold.
    """
    entries: dict[str, None] = {}
    for term, translation, concept in pairs_of(concepts, source, target):
        entries[_pair(source, term, target, translation, concept)] = None
        if term == concept.spellings[source].full:
            for forbidden in concept.spellings[target].forbidden:
                entries[_pair(source, term, target, forbidden, concept, forbidden=True)] = None
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{_DOCTYPE}\n"
        f'<martif type="TBX" xml:lang={quoteattr(source)}>\n'
        "<martifHeader><fileDesc><sourceDesc><p>umschrift</p></sourceDesc></fileDesc>"
        "</martifHeader>\n"
        f"<text><body>\n{''.join(entries)}</body></text>\n</martif>\n"
    )


def is_id(text: str) -> bool:
    """Return whether ``text`` comes back as the id of a concept in TBX-Basic."""
    return _XML_NAME.fullmatch(text) is not None and not text.startswith(_NO_ID)


@dataclass(slots=True)
class _Element:
    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    text: str = ""

    def all(self, names: set[str]) -> Iterator[_Element]:
        """Yield the elements below this one with one of ``names``, not those inside them."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.all(names)

    def first(self, name: str, kind: str = "") -> str:
        """Return the text of the first element ``name`` (of type ``kind``, if given) below."""
        for element in self.all({name}):
            if not kind or element.attributes.get("type") == kind:
                return element.text.strip()
        return ""


def _tree(data: bytes, name: str) -> _Element:
    """Return the root of an XML document, its names without namespaces."""
    root = _Element("", {}, 0)
    path = [root]
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(path) > _DEEPEST:
            raise GlossaryFileError("nested too deeply", path=name, line=parser.CurrentLineNumber)
        element = _Element(tag.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        path[-1].children.append(element)
        path.append(element)

    def characters(text: str) -> None:
        for element in path:
            if element.name in _TEXTS:
                element.text += text

    def doctype(_name: str, _system: str | None, _public: str | None, declares: bool) -> None:  # noqa: FBT001
        if declares:
            raise GlossaryFileError(
                "declares entities or elements of its own, which is refused; "
                "export the file again without a document type",
                path=name,
                line=parser.CurrentLineNumber,
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- expat takes no keywords
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise GlossaryFileError(
            f"not well-formed XML ({error})", path=name, line=parser.ErrorLineNumber
        ) from None
    return root.children[0]


def _concept(entry: _Element, name: str) -> Concept:
    spellings: dict[str, Spelling] = {}
    native, language, status = "", "", Status.APPROVED
    for section in entry.all(_LANGUAGES):
        code = section.attributes.get("xml:lang", "").lower().replace("_", "-").partition("-")[0]
        terms = [term for term in section.all(_TERMS) if term.first("term")]
        for term in terms:
            if term.first("note") == NATIVE:
                native, language = term.first("term"), code
        spelling, found = _spelling([t for t in terms if t.first("note") != NATIVE])
        if spelling != Spelling(""):
            spellings[code] = spelling
            status = found or status
    id_ = entry.attributes.get("id", "")
    return Concept(
        id="" if id_.startswith(_NO_ID) else id_,
        kind=entry.first("descrip", "subjectField"),
        spellings=spellings,
        language=language,
        native=native,
        status=status,
        note=_note(entry),
        source=entry.first("admin", "source"),
        origin=f"{name}:{entry.line}",
    )


def _joined(concepts: list[Concept]) -> list[Concept]:
    """Return ``concepts`` with entries that only forbid a spelling joined to the right entry.

    Raises :class:`GlossaryFileError` if no entry gives the right spelling.
    """
    joined: dict[int, Concept] = {}
    numbers: dict[tuple[str, str], int] = {}
    forbidding: list[Concept] = []
    for number, concept in enumerate(concepts):
        if all(spelling.full for spelling in concept.spellings.values()):
            joined[number] = concept
            for code, spelling in concept.spellings.items():
                numbers.setdefault((code, spelling.full), number)
        else:
            forbidding.append(concept)
    for concept in forbidding:
        terms = [(code, spelling.full) for code, spelling in concept.spellings.items()]
        number = next((numbers[term] for term in terms if term in numbers), -1)
        if number < 0:
            raise GlossaryFileError(
                f"{concept.origin}: only forbids a spelling; add an entry with the right one"
            )
        spellings = dict(joined[number].spellings)
        for code, spelling in concept.spellings.items():
            if code in spellings:
                forbidden = (*spellings[code].forbidden, *spelling.forbidden)
                spellings[code] = replace(
                    spellings[code], forbidden=tuple(dict.fromkeys(forbidden))
                )
        joined[number] = replace(joined[number], spellings=spellings)
    return list(joined.values())


def _note(entry: _Element) -> str:
    """Return the note on the concept, or else the first on one of its languages."""
    own = [child.text.strip() for child in entry.children if child.name == "note"]
    others = [note.text.strip() for note in entry.all({"note"})]
    return next((note for note in (*own, *others) if note and note != NATIVE), "")


def _spelling(terms: list[_Element]) -> tuple[Spelling, Status | None]:
    """Return the spelling that the ``terms`` of one language make, and the concept's status."""
    full = short = ""
    variants, forbidden = [], []
    status = None
    # Other tools' entries have no types: there the preferred term is the name, or else the first.
    for element in sorted(terms, key=_is_not_preferred):
        term = element.first("term")
        kind = element.first("termNote", "termType")
        admitted = element.first("termNote", "administrativeStatus")
        if kind == "fullForm" and not full:
            full = term
            status = next((s for s, text in _STATUS_OF_FULL.items() if text == admitted), None)
        elif admitted in _NEVER_TO_USE:
            forbidden.append(term)
        elif kind == "shortForm" and not short:
            short = term
        else:
            variants.append(term)
    if not full and variants:
        full = variants.pop(0)
    return Spelling(full, short, tuple(variants), tuple(forbidden)), status


def _is_not_preferred(term: _Element) -> bool:
    return not term.first("termNote", "administrativeStatus").startswith("preferred")


def _entry(number: int, concept: Concept) -> str:
    id_ = concept.id if is_id(concept.id) else f"{_NO_ID}{number}"
    head = [f"<conceptEntry id={quoteattr(id_)}>"]
    if concept.kind:
        head.append(f'<descrip type="subjectField">{_escaped(concept.kind, concept)}</descrip>')
    if concept.source:
        head.append(f'<admin type="source">{_escaped(concept.source, concept)}</admin>')
    if concept.note:
        head.append(f"<note>{_escaped(concept.note, concept)}</note>")
    sections: dict[str, list[str]] = {}
    for language, spelling in concept.spellings.items():
        sections[language] = [
            _term(term, concept, kind, status)
            for term, kind, status in (
                (spelling.full, "fullForm", _STATUS_OF_FULL[concept.status]),
                (spelling.short, "shortForm", ""),
                *((variant, "variant", "") for variant in spelling.variants),
                *((word, "", "deprecatedTerm-admn-sts") for word in spelling.forbidden),
            )
            if term
        ]
    if concept.native:
        native = f"<note>{NATIVE}</note>"
        sections.setdefault(concept.language, []).append(
            f"<termSec><term>{_escaped(concept.native, concept)}</term>{native}</termSec>"
        )
    body = [
        f"<langSec xml:lang={quoteattr(language)}>{''.join(terms)}</langSec>"
        for language, terms in sections.items()
    ]
    return "\n".join([*head, *body, "</conceptEntry>\n"])


def _term(term: str, concept: Concept, kind: str, status: str) -> str:
    notes = [
        f'<termNote type="{name}">{value}</termNote>'
        for name, value in (("termType", kind), ("administrativeStatus", status))
        if value
    ]
    return f"<termSec><term>{_escaped(term, concept)}</term>{''.join(notes)}</termSec>"


def _pair(
    source: str,
    term: str,
    target: str,
    translation: str,
    concept: Concept,
    *,
    forbidden: bool = False,
) -> str:
    status = '<termNote type="administrativeStatus">forbidden</termNote>' if forbidden else ""
    note = (
        f'<note from="translator">{_escaped(concept.note, concept)}</note>' if concept.note else ""
    )
    return (
        "<termEntry>\n"
        f"<langSet xml:lang={quoteattr(source)}>"
        f"<tig><term>{_escaped(term, concept)}</term></tig></langSet>\n"
        f"<langSet xml:lang={quoteattr(target)}>"
        f"<tig><term>{_escaped(translation, concept)}</term>{status}{note}</tig></langSet>\n"
        "</termEntry>\n"
    )


def _escaped(text: str, concept: Concept) -> str:
    unfit = _NO_XML.search(text)
    if unfit:
        raise GlossaryError(
            f"{concept.origin or concept.id}: {text!r} contains {unfit[0]!r}, "
            "which XML cannot hold; take it out"
        )
    return escape(text, {"\r": "&#13;"})
