"""PO syntax: the bytes of a catalogue to entries and back, with nothing lost on the way.

polib knows PO; this module makes up for what polib drops or lets through in silence, each of it
found by trying: the previous msgid of obsolete entries, comments without a space after ``#`` or at
the end of the file, header fields out of the customary order, strings cut off in the middle.
Output is what ``msgcat --no-wrap`` writes, so that other PO tools make small diffs of it.
"""

from __future__ import annotations

import codecs
import re

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


class _Lines(str):
    """Text that polib takes apart at line feeds only, not at every separator Unicode knows."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002
        """Split at line feeds."""
        del keepends
        return self.split("\n")


def parse(data: bytes, name: str) -> PoFile:
    """Return the entries of a PO file given as bytes; `name` is how messages call it.

    Byte order mark, CRLF and any charset declared in the header are accepted. Raises
    `CatalogueError` with the line number where the syntax is broken, a string or the last entry
    cut off, or where bytes do not belong to the declared charset.
    """
    text = _decode(data, name)
    lines, trailing = _prepare(text.replace("\r\n", "\n").split("\n"), name)
    try:
        file = polib.pofile(_Lines("\n".join(lines)), wrapwidth=0, klass=PoFile)
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
    return _BARE_COMMENT.sub(r"\1", str(file))


_REMEDY = "mend it in an editor or move the file away, then run again"


def _decode(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogueError(f"{name}: a UTF-16 file; save it as UTF-8, then run again")
    data = data.removeprefix(codecs.BOM_UTF8)
    declared = _CHARSET.search(data)
    charset = declared[1].decode("ascii") if declared else "UTF-8"
    if charset == "CHARSET":  # what xgettext leaves for the translator to fill in
        charset = "UTF-8"
    try:
        return data.decode(charset)
    except LookupError as error:
        raise CatalogueError(
            f"{name}: unknown charset {charset!r} in its header; write charset=UTF-8 there"
        ) from error
    except UnicodeError as error:
        line = ""
        if isinstance(error, UnicodeDecodeError):
            before = data.count(b"\n", 0, error.start)
            line = f"line {before + 1}: "
        raise CatalogueError(
            f"{name}: {line}not {charset} text; save it as UTF-8, then run again"
        ) from error


def _prepare(lines: list[str], name: str) -> tuple[list[str], list[str]]:
    """Check every line and spell it as polib expects; the comments after the last entry apart.

    One line stays one line, so that the line numbers of polib's messages hold.
    """
    prepared: list[str] = []
    trailing: list[str] = []
    keyword = "msgstr"
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or line == "#~":
            prepared.append("")
            continue
        mark, rest = _split_mark(line)
        if mark in {"#", "#.", "#:", "#,"}:
            prepared.append(f"{mark} {rest}")
            if mark == "#":
                trailing.append(rest)
            continue
        found = _STRING.fullmatch(rest)
        if found is None:
            shown = line if len(line) <= 40 else f"{line[:40]}…"  # noqa: PLR2004
            raise CatalogueError(f"{name}: line {number}: not PO syntax: {shown!r}; {_REMEDY}")
        if mark != "#|":
            keyword = found["keyword"] or keyword
        trailing.clear()
        prepared.append(f'{mark} {found["keyword"] or ""} "{found["body"]}"'.strip())
    if not keyword.startswith("msgstr"):
        raise CatalogueError(f"{name}: the last entry is cut off (no msgstr); {_REMEDY}")
    return prepared, trailing


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
