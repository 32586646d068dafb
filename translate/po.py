"""PO syntax: the bytes of a catalogue to entries and back, with nothing lost on the way.

polib knows PO; this module makes up for what polib drops or lets through in silence, each of it
found by trying: the previous msgid of obsolete entries, comments without a space after ``#`` or at
the end of the file, header fields out of the customary order, strings cut off in the middle.
Output is what ``msgcat --no-wrap`` writes, so that other PO tools make small diffs of it.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator

import polib

from translate.errors import CatalogueError

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([\w.:-]+)")
_STRING = re.compile(
    r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(?P<body>(?:[^"\\]|\\.)*)"'
)
_BARE_COMMENT = re.compile(r"(?m)^(#[.:,|]?) +$")
_LINE_IN_POLIB_MESSAGE = re.compile(r"line (\d+)")


class PoFile(polib.POFile):
    """A parsed catalogue: a list of entries, the header apart."""

    def ordered_metadata(self) -> list[tuple[str, str]]:
        """Return the header fields in the order in which they were found or added."""
        return list(self.metadata.items())


class _Text(str):
    """What polib takes for a file's text: it asks for the lines, which are read one by one."""

    __slots__ = ("lines",)
    lines: Iterator[str]

    def splitlines(self, keepends: bool = False) -> Iterator[str]:  # type: ignore[override]  # noqa: FBT001, FBT002
        """Return the lines, split at line feeds only, not at every separator Unicode knows."""
        del keepends
        return self.lines


def parse(data: bytes, name: str) -> PoFile:
    """Return the entries of a PO file given as bytes; `name` is how messages call it.

    Byte order mark, CRLF and any charset declared in the header are accepted. Raises
    `CatalogueError` with the line number where the syntax is broken, a string or the last entry
    cut off, or where bytes do not belong to the declared charset.
    """
    trailing: list[str] = []
    text = _Text()
    text.lines = _prepared(_decoded(data, name), name, trailing)
    try:
        file = polib.pofile(text, wrapwidth=0, klass=PoFile)
    except (OSError, ValueError, LookupError) as error:
        found = _LINE_IN_POLIB_MESSAGE.search(str(error))
        where = f"line {found[1]}: " if found else ""
        raise CatalogueError(f"{name}: {where}PO syntax error; {_REMEDY}") from error
    if trailing:
        file.header = "\n".join(filter(None, [file.header, *trailing]))
    file.encoding = "utf-8"
    return file


def dump(file: PoFile) -> str:
    """Return the text of a PO file, unwrapped, with line feeds."""
    return "".join(pieces(file))


def pieces(file: PoFile) -> Iterator[str]:
    """Yield the text of a PO file piece by piece: the header, then entry by entry."""
    head = PoFile(wrapwidth=0)
    head.header, head.metadata = file.header, file.metadata
    head.metadata_is_fuzzy = file.metadata_is_fuzzy
    yield _BARE_COMMENT.sub(r"\1", str(head))
    for obsolete in (False, True):
        for entry in file:
            if bool(entry.obsolete) is obsolete:
                yield "\n" + _BARE_COMMENT.sub(r"\1", entry.__unicode__(wrapwidth=0))


_REMEDY = "mend it in an editor or move the file away, then run again"


def _decoded(data: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a file in the charset that it declares."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogueError(f"{name}: a UTF-16 file; save it as UTF-8, then run again")
    data = data.removeprefix(codecs.BOM_UTF8)
    declared = _CHARSET.search(data)
    charset = declared[1].decode("ascii") if declared else "UTF-8"
    if charset == "CHARSET":  # what xgettext leaves for the translator to fill in
        charset = "UTF-8"
    for number, line in enumerate(io.BytesIO(data), start=1):
        try:
            yield line.decode(charset)
        except LookupError as error:
            raise CatalogueError(
                f"{name}: unknown charset {charset!r} in its header; write charset=UTF-8 there"
            ) from error
        except UnicodeError as error:
            raise CatalogueError(
                f"{name}: line {number}: not {charset} text; save it as UTF-8, then run again"
            ) from error


def _prepared(lines: Iterable[str], name: str, trailing: list[str]) -> Iterator[str]:
    """Check every line and spell it as polib expects; the comments after the last entry apart.

    One line stays one line, so that the line numbers of polib's messages hold.
    """
    keyword = "msgstr"
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or line == "#~":
            yield ""
            continue
        mark, rest = _split_mark(line)
        if mark in {"#", "#.", "#:", "#,"}:
            if mark == "#":
                trailing.append(rest)
            yield f"{mark} {rest}"
            continue
        found = _STRING.fullmatch(rest)
        if found is None:
            shown = line if len(line) <= 40 else f"{line[:40]}…"  # noqa: PLR2004
            raise CatalogueError(f"{name}: line {number}: not PO syntax: {shown!r}; {_REMEDY}")
        if mark != "#|":
            keyword = found["keyword"] or keyword
        trailing.clear()
        yield f'{mark} {found["keyword"] or ""} "{found["body"]}"'.strip()
    if not keyword.startswith("msgstr"):
        raise CatalogueError(f"{name}: the last entry is cut off (no msgstr); {_REMEDY}")


def _split_mark(line: str) -> tuple[str, str]:
    """Return what kind of line this is (empty mark: a string) and the rest of it."""
    if line.startswith("#~|"):  # polib knows the previous msgid only of live entries, but writes it
        return "#|", line[3:].lstrip()
    if line.startswith("#~"):
        return "#~", line[2:].lstrip()
    if line[:2] in {"#.", "#:", "#,", "#|"}:
        return line[:2], line[2:].removeprefix(" ")
    if line.startswith("#"):
        return "#", line[1:].removeprefix(" ")
    return "", line
