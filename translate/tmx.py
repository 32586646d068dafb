"""TMX 1.4: Translation Memory eXchange, in which translators carry their memory from tool to tool.

Read is what others write: any TMX version, UTF-8, UTF-16 and 8-bit encodings, with the customary
document type line. Of a segment its text counts, not the codes of another tool's formatting in it
(``bpt``, ``ept``, ``it``, ``ph``, ``ut`` and their sub-flows). Written is TMX 1.4b of 2005-04-26
(www.gala-global.org/tmx-14b), plain text, level 1.

No file of a document type is ever fetched, and one with declarations of its own is refused, since
entities can make a small file endless or name files of the reader's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from translate import files
from translate.errors import MemoryFileError

# Elements within a segment whose content is no text of it.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "sub"})
# Characters that XML 1.0 cannot hold, escaped or not.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation."""

    source: str
    translation: str


def read(path: Path, *, source: str, target: str) -> list[Unit]:
    """Return the units of a TMX file, as `parse`. Raises `MemoryFileError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MemoryFileError(f"{path}: cannot be read: {error.strerror}") from error
    return parse(data, str(path), source=source, target=target)


def write(path: Path, units: Iterable[Unit], *, source: str, target: str) -> None:
    """Write units as a TMX file, whole or not at all. Raises `MemoryFileError`, and as `dump`."""
    try:
        files.replace(path, dump(units, source=source, target=target))
    except OSError as error:
        raise MemoryFileError(f"{path}: cannot be written: {error.strerror}") from error


def parse(data: bytes, name: str, *, source: str, target: str) -> list[Unit]:
    """Return the units in the bytes of a TMX file that translate `source` to `target`, in order.

    Languages are ISO codes; a file's may be narrower (*de-AT*). Of several translations of one
    unit the first counts. `name` is how messages call the file. Raises `MemoryFileError` with the
    line where it is no TMX or would not be safe to read, and where it has other languages only.
    """
    reader = _Reader(name, _primary(source), _primary(target))
    reader.parse(data)
    if not reader.units and reader.languages:
        found = ", ".join(language for language, _ in reader.languages.most_common(8))
        raise MemoryFileError(f"{name}: no translations {source} → {target} in it, only {found}")
    return reader.units


def is_writable(unit: Unit) -> bool:
    """Return whether XML has a way to say these texts; it has none for control characters."""
    return not (_NO_XML.search(unit.source) or _NO_XML.search(unit.translation))


def dump(units: Iterable[Unit], *, source: str, target: str) -> bytes:
    """Return units as the bytes of a TMX file. Raises ``ValueError`` if one is not writable."""
    header = {
        "creationtool": "umschrift",
        "creationtoolversion": version("umschrift"),
        "segtype": "sentence",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    attributes = " ".join(f"{key}={quoteattr(value)}" for key, value in header.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f"  <header {attributes}/>",
        "  <body>",
    ]
    for unit in units:
        if not is_writable(unit):
            raise ValueError(f"no XML can say {unit!r}")
        lines.append("    <tu>")
        lines += [
            f"      <tuv xml:lang={quoteattr(language)}><seg>{_escaped(text)}</seg></tuv>"
            for language, text in ((source, unit.source), (target, unit.translation))
        ]
        lines.append("    </tu>")
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode()


def _escaped(text: str) -> str:
    # A bare carriage return would come back as a line feed.
    return escape(text, {"\r": "&#13;"})


def _primary(language: str) -> str:
    """Return the language without country and script: *en* of *en-GB*."""
    return re.split(r"[-_]", language.strip())[0].lower()


class _Reader:
    """What has been read of a file so far."""

    def __init__(self, name: str, source: str, target: str) -> None:
        self.units: list[Unit] = []
        self.languages: Counter[str] = Counter()
        self._name = name
        self._source, self._target = source, target
        self._open: list[str] = []
        self._language = ""
        self._variants: dict[str, str] = {}
        self._segment: list[str] | None = None
        self._codes = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse
        self._parser.SkippedEntityHandler = self._unknown

    def parse(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 (the whole file)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise self._error(f"no TMX: {what}", error.lineno) from error
        except (LookupError, ValueError) as error:
            raise self._error(f"no TMX: {error}") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._error(f"no TMX, but an XML file of another kind: <{name}>")
        self._open.append(name)
        if name == "tu":
            self._variants = {}
        elif name == "tuv":
            # Before TMX 1.4 the attribute was called lang.
            language = attributes.get("xml:lang") or attributes.get("lang", "")
            self.languages[language] += 1
            self._language = _primary(language)
        elif name == "seg":
            self._segment, self._codes = [], 0
        elif name in _CODES:
            self._codes += 1

    def _end(self, name: str) -> None:
        self._open.pop()
        if name in _CODES:
            self._codes -= 1
        elif name == "seg" and self._segment is not None:
            self._variants.setdefault(self._language, "".join(self._segment))
            self._segment = None
        elif name == "tu":
            source = self._variants.get(self._source, "")
            translation = self._variants.get(self._target, "")
            if source.strip() and translation.strip():
                self.units.append(Unit(source, translation))

    def _text(self, text: str) -> None:
        if self._segment is not None and not self._codes:
            self._segment.append(text)

    def _refuse(self, *_: Any) -> None:
        raise self._error(
            "its document type declares entities, which no memory needs; take the declarations out"
        )

    def _unknown(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 (expat calls it so)
        if not is_parameter:
            raise self._error(f"no TMX: unknown entity &{name};")

    def _error(self, what: str, line: int | None = None) -> MemoryFileError:
        where = line or self._parser.CurrentLineNumber
        return MemoryFileError(f"{self._name}: line {where}: {what}")
