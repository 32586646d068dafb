"""Word and OpenDocument files as what they are: zip archives of XML parts.

A document comes from anywhere. Nothing of it is unpacked to disk, no part is read that is too
large, no entity is expanded and no address is opened; what no word processor would write is
refused. All of it is said as ``ValueError`` with a message for the person at the keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from translate.formats.tokens import attributes, scan

if TYPE_CHECKING:
    from zipfile import ZipFile

# Bytes of a part that is read, and of all parts together; a book has a few megabytes of text.
_LARGEST_PART = 128 << 20
_LARGEST = 512 << 20
_MOST_PARTS = 10_000
_DEEPEST = 200
_PROGRAMS = re.compile(r"(?i)(?:.*/)?vbaProject\.bin|(?:Basic|Scripts)/.+")
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_ENCODINGS = {"utf-8": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "iso-8859-1"}
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Archive:
    """The parts of a document, looked through once before any is read."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Look at the archive `data` of a document of this `kind`, named in messages."""
        self._data = data
        self._kind = kind
        with self._opened() as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _LARGEST:
                raise ValueError(f"it would unpack to more than any {kind} document holds")
            self.names = [entry.filename for entry in entries]
            for entry in entries:
                _check_name(entry.filename)
                if entry.flag_bits & 1:
                    raise ValueError("it is encrypted; save it without a password")
        if len(set(self.names)) < len(self.names):
            raise ValueError(f"it holds two parts of one name; save it anew as {kind}")
        if any(map(_PROGRAMS.fullmatch, self.names)):
            raise ValueError("it holds macros, which are programs; save a copy without them")

    def text_part(self, name: str, namespaces: Mapping[str, re.Pattern[str]]) -> Part:
        """Return a part that holds text and calls its `namespaces` what everybody calls them.

        XML lets a writer call them anything, but none does.
        """
        part = self.xml(name)
        if part is None:
            raise ValueError(f"its part {name} is missing; save it anew")
        root = next(token for token in scan(part.source) if token.kind in {"start", "empty"})
        for each in attributes(part.source, root):
            for prefix, address in namespaces.items():
                if address.fullmatch(each.value) and each.name != f"xmlns:{prefix}":
                    raise ValueError(f"its part {name} is not as others are; save it anew")
        return part

    def start(self) -> bytes:
        """Return what the archive begins with: the type of an OpenDocument file."""
        with self._opened() as archive:
            return self._read(archive, self.names[0]) if self.names[:1] == ["mimetype"] else b""

    def xml(self, name: str) -> Part | None:
        """Return an XML part, None if there is none of this name."""
        if name not in self.names:
            return None
        with self._opened() as archive:
            if archive.getinfo(name).file_size > _LARGEST_PART:
                raise ValueError(f"its part {name} is larger than {_LARGEST_PART >> 20} MB")
            data = self._read(archive, name)
        return Part.of(data, name)

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the archive with other parts in place of those of the same name."""
        from zipfile import ZipFile

        result = BytesIO()
        with self._opened() as archive, ZipFile(result, "w") as new:
            for entry in archive.infolist():
                data = parts.get(entry.filename)
                if data is None:
                    data = self._read(archive, entry.filename)
                # In the old order: readers of OpenDocument look at the first bytes.
                new.writestr(entry, data, compress_type=entry.compress_type)
        return result.getvalue()

    def _opened(self) -> ZipFile:
        from zipfile import BadZipFile, ZipFile

        if self._data.startswith(_OLD_OR_ENCRYPTED):
            raise ValueError(
                f"it is encrypted or of another kind; save it as {self._kind} without a password"
            )
        try:
            return ZipFile(BytesIO(self._data))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ValueError(f"it is no {self._kind} document; save it anew as one") from error

    def _read(self, archive: ZipFile, name: str) -> bytes:
        import lzma
        import struct
        import zlib
        from zipfile import BadZipFile

        try:
            return archive.read(name)
        except (
            *(BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
            *(NotImplementedError, RuntimeError, ValueError),
        ) as error:
            raise ValueError(f"its part {name} is damaged; save it anew") from error


class Part:
    """The `source` of an XML part, and its encoding."""

    def __init__(self, source: str, encoding: str) -> None:
        self.source = source
        self._encoding = encoding

    @classmethod
    def of(cls, data: bytes, name: str) -> Part:
        """Read a part. Raises ``ValueError`` where it is not well-formed or declares entities."""
        depth = 0

        def start(*_: object) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise ValueError(f"its part {name} is nested too deeply; save it anew")

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        def doctype(*_: object) -> None:
            raise ValueError(f"its part {name} declares a document type, which none may have")

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartDoctypeDeclHandler = doctype
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place only
        except expat.ExpatError as error:
            raise ValueError(f"its part {name} is damaged ({error}); save it anew") from error
        encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        if declared and encoding == "utf-8":
            encoding = _ENCODINGS.get(declared[1].decode().lower(), "")
        try:
            return cls(data.decode(encoding), encoding)
        except (LookupError, UnicodeDecodeError) as error:
            raise ValueError(f"its part {name} is not in UTF-8; save it anew") from error

    def encode(self, source: str) -> bytes:
        """Return another source as this one was encoded."""
        return source.encode(self._encoding, errors="xmlcharrefreplace")


def escaped(text: str) -> str:
    """Return `text` as XML has it, without what no XML can have."""
    text = _IMPOSSIBLE.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if (
        not name
        or path.is_absolute()
        or ".." in path.parts
        or re.search(r"[\\\x00-\x1f]|^\w:", name)
    ):
        raise ValueError(f"it holds a part of the name {name[:80]!r}, which leads out of it")
