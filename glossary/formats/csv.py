"""The glossary file: a CSV table with one concept a row, as a translator edits it in a spreadsheet.

UTF-8 with or without a byte order mark, separated by commas or semicolons, with a header row::

    id, kind, language, native, german, german_short, german_variants,
    english, english_short, english_variants, forbidden, status, note, source

Columns may be missing or stand in any order; unknown ones are kept in ``Concept.extra`` and written
back. Several variants in one cell are separated by ``|``; ``forbidden`` are English spellings.
Spellings in languages other than German and English cannot be carried.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from glossary.concept import Concept, Spelling, Status
from glossary.errors import GlossaryError, GlossaryFileError
from glossary.files import decode, read_bytes, write_atomically

COLUMNS = (
    "id",
    "kind",
    "language",
    "native",
    "german",
    "german_short",
    "german_variants",
    "english",
    "english_short",
    "english_variants",
    "forbidden",
    "status",
    "note",
    "source",
)
_LANGUAGES = {"de": "german", "en": "english"}
_NO_SPELLING = Spelling("")
_STATUSES = {"": Status.APPROVED, **{status.value: status for status in Status}}
_SEPARATORS = ",;"
_VARIANT_SEPARATOR = "|"


def read(path: Path) -> list[Concept]:
    """Return the concepts of the glossary file ``path``, in order.

    Raises :class:`GlossaryFileError` naming the line and what to do about it.
    """
    return parse(read_bytes(path), str(path))


def write(concepts: Iterable[Concept], path: Path) -> None:
    """Write ``concepts`` to ``path``, whole or not at all; raises :class:`GlossaryError`."""
    write_atomically(path, format_text(concepts).encode())


def append(concepts: Sequence[Concept], path: Path) -> None:
    """Add rows for ``concepts`` at the end of the file ``path``; what is there stays, to the byte.

    Only the first row grows, by the columns that it lacks. A file that does not exist or is empty
    is begun with all columns. Raises :class:`GlossaryError` if the file is no glossary.
    """
    data = read_bytes(path) if path.exists() else b""
    parse(data, str(path))
    text = decode(data, str(path))
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=_separator(text))
    start, header = 0, list[str]()
    for cells in reader:
        if any(cell.strip() for cell in cells):
            header = cells
            break
        start = reader.line_num
    if not header:
        write(concepts, path)
        return
    before, first, rest = (
        "".join(part)
        for part in (lines[:start], lines[start : reader.line_num], lines[reader.line_num :])
    )
    while not header[-1].strip():
        header.pop()
    columns = [_column(cell) for cell in header]
    rows = [{c: cell for c, cell in _row(concept).items() if cell} for concept in concepts]
    for row in rows:
        if row.get("status") == Status.APPROVED:
            del row["status"]
    missing = dict.fromkeys(column for row in rows for column in row if column not in columns)
    stream = io.StringIO(newline="")
    line_end = "\r\n" if first.endswith("\r\n") else "\n"
    writer = csv.writer(stream, delimiter=_separator(text), lineterminator=line_end)
    if missing:
        writer.writerow([*header, *missing])
        first = stream.getvalue()
        stream.seek(stream.truncate(0))
    writer.writerows([row.get(column, "") for column in (*columns, *missing)] for row in rows)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    glue = "" if (rest or first).endswith(("\n", "\r")) else line_end
    new = f"{before}{first}{rest}{glue}{stream.getvalue()}"
    write_atomically(path, mark + new.encode())


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.lstrip("\r\n").partition("\n")[0].count)


def parse(data: bytes, name: str = "glossary") -> list[Concept]:
    """Return the concepts of a glossary in CSV; ``name`` stands for the file in messages.

    Raises :class:`GlossaryFileError`.
    """
    text = decode(data, name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    header: list[str] = []
    concepts = []
    line = 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                if not header:
                    header = _header(cells, name, line)
                else:
                    concepts.append(_concept(header, cells, name, line))
            line = rows.line_num + 1
    except csv.Error as error:
        raise GlossaryFileError(
            f"not a CSV row ({error}); check the quotation marks", path=name, line=line
        ) from None
    return concepts


def format_text(concepts: Iterable[Concept]) -> str:
    """Return ``concepts`` as CSV text; raises :class:`GlossaryError` for what it cannot hold."""
    concepts = list(concepts)
    extra = dict.fromkeys(column for concept in concepts for column in concept.extra)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, [*COLUMNS, *extra], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(concept) for concept in concepts)
    return stream.getvalue()


def _header(cells: Sequence[str], name: str, line: int) -> list[str]:
    header = [_column(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    doubled = {column for column in header if header.count(column) > 1}
    if doubled:
        raise GlossaryFileError(
            f"column {min(doubled)!r} stands twice in the header; rename one", path=name, line=line
        )
    if not {"german", "english"} <= {*header} and not {"native", "language"} <= {*header}:
        raise GlossaryFileError(
            "the first row must name the columns: at least 'german' and 'english', "
            "or 'native' and 'language'",
            path=name,
            line=line,
        )
    return header


def _column(cell: str) -> str:
    """Return the name of the column with ``cell`` in the header."""
    name = cell.strip()
    return name.lower() if name.lower() in COLUMNS else name


def _concept(header: list[str], cells: Sequence[str], name: str, line: int) -> Concept:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise GlossaryFileError(
            f"{len(cells)} cells, but the header has {len(header)} columns; "
            "put quotation marks around a cell with a separator in it",
            path=name,
            line=line,
        )
    row = dict(zip(header, cells, strict=False))
    known = {column: row.pop(column).strip() if column in row else "" for column in COLUMNS}
    status = _STATUSES.get(known["status"].lower())
    if status is None:
        raise GlossaryFileError(
            f"status {known['status']!r} is none of {', '.join(Status)}", path=name, line=line
        )
    problem = _problem(known)
    if problem:
        raise GlossaryFileError(problem, path=name, line=line)
    spellings = {}
    for code, column in _LANGUAGES.items():
        spelling = Spelling(
            known[column],
            known[f"{column}_short"],
            _variants(known[f"{column}_variants"]),
            _variants(known["forbidden"]) if column == "english" else (),
        )
        if spelling != _NO_SPELLING:
            spellings[code] = spelling
    return Concept(
        id=known["id"],
        kind=known["kind"].lower(),
        spellings=MappingProxyType(spellings),
        language=known["language"],
        native=known["native"],
        status=status,
        note=known["note"],
        source=known["source"],
        origin=f"{name}:{line}",
        extra=MappingProxyType(row),
    )


def _problem(known: Mapping[str, str]) -> str:
    """Return what is wrong with a row, or ``""``."""
    german, english = bool(known["german"]), bool(known["english"])
    if german != english:
        there, missing = ("german", "english") if german else ("english", "german")
        return (
            f"{there!r} is given but {missing!r} is empty; fill in both, "
            "or neither beside 'native' and 'language'"
        )
    if not german and not (known["native"] and known["language"]):
        return "no name in this row; fill in 'german' and 'english', or 'native' and 'language'"
    return ""


def _variants(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    if _VARIANT_SEPARATOR not in cell:
        return (cell,)
    variants = (variant.strip() for variant in cell.split(_VARIANT_SEPARATOR))
    return tuple(dict.fromkeys(variant for variant in variants if variant))


def _row(concept: Concept) -> dict[str, str]:
    spelled = [code for code in _LANGUAGES if concept.spellings.get(code, _NO_SPELLING).full]
    derivable = not concept.spellings and concept.native and concept.language
    if len(spelled) < len(_LANGUAGES) and not derivable:
        raise GlossaryError(
            f"{concept.origin or concept.id}: a row needs a spelling in German and in English, "
            "or else the native one and its language; add what is missing"
        )
    row = {
        **concept.extra,
        "id": concept.id,
        "kind": concept.kind,
        "language": concept.language,
        "native": concept.native,
        "status": concept.status.value,
        "note": concept.note,
        "source": concept.source,
    }
    for code, column in _LANGUAGES.items():
        spelling = concept.spellings.get(code, _NO_SPELLING)
        row[column] = spelling.full
        row[f"{column}_short"] = spelling.short
        row[f"{column}_variants"] = _joined(spelling.variants, concept)
        if code == "en":
            row["forbidden"] = _joined(spelling.forbidden, concept)
    return row


def _joined(variants: Sequence[str], concept: Concept) -> str:
    for variant in variants:
        if _VARIANT_SEPARATOR in variant:
            raise GlossaryError(
                f"{concept.id or concept.origin}: variant {variant!r} contains "
                f"{_VARIANT_SEPARATOR!r}, which separates variants in CSV; take it out"
            )
    return _VARIANT_SEPARATOR.join(variants)
