"""Keeping a glossary: what is wrong or doubtful in it, and adding a row to a user's file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from glossary import evidence
from glossary.concept import Concept, Spelling, Status
from glossary.entries import Role, bases, full_names_of, spellings_of
from glossary.errors import GlossaryError, GlossaryFileError
from glossary.files import read_bytes
from glossary.folding import fold, words_of
from glossary.formats import csv
from glossary.index import phrase
from glossary.loading import Names, spelled_out

KINDS = ("person", "place", "organisation", evidence.GIVEN_NAME)

_DAMAGE = re.compile("[\ufffd\u0080-\u009f]")
_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]")
# Letters of these scripts look alike: one of them among others is a slip of the keyboard.
_LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


class Severity(StrEnum):
    """How bad a problem is: an ``error`` makes wrong names, a ``warning`` may, a ``note`` tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a row that a human should see; ``where`` is its file and line."""

    where: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """The concepts before the one at hand, by id, full name and short name."""

    ids: dict[str, Concept] = field(default_factory=dict)
    full: dict[str, tuple[Concept, str]] = field(default_factory=dict)
    short: dict[str, Concept] = field(default_factory=dict)


_Findings = Iterator[tuple[Severity, str]]


def check(concepts: Iterable[Concept], source: str = "de", target: str = "en") -> list[Problem]:
    """Return what is wrong or doubtful in ``concepts``, in their order.

    Conflicts and duplicates, missing spellings, contradictions within a row, damaged encoding,
    letters of a foreign script, names that are also common words or shared, and ``target``
    spellings that no romanisation scheme explains. A row whose note says that it knows (*customary,
    ambiguous, common word*) gets no such note.
    """
    seen = _Seen()
    return [
        Problem(concept.origin or concept.identity, severity, message)
        for concept in concepts
        for findings in (
            _in_row(concept, source, target),
            _in_letters(concept),
            _against_others(concept, source, target, seen),
            _by_schemes(concept, target),
        )
        for severity, message in findings
    ]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of concepts that were to be added; ``refused`` says why, a line for each."""

    added: int
    known: int
    refused: tuple[str, ...]


def add(path: Path, concept: Concept, source: str = "de", target: str = "en") -> None:
    """Add a row for ``concept`` to the glossary file ``path``, or begin the file with it.

    The rows that are there stay as they are, to the byte. Raises
    :class:`~glossary.errors.GlossaryError`, and leaves the file alone, if ``concept`` conflicts
    with one of them.
    """
    names = Names(source, target)
    for row in (*_rows(path), concept):
        names.add(spelled_out(row, source, target))
    csv.append([concept], path)


def add_all(
    path: Path, concepts: Iterable[Concept], source: str = "de", target: str = "en"
) -> Added:
    """Add rows for those of ``concepts`` to the glossary file ``path`` that it does not have yet.

    One whose full name stands there with the same ``target`` spelling is known; one that conflicts
    with a row, or lacks a spelling, is refused. The file is read and written once, and the rows
    that are there stay as they are, to the byte. Raises
    :class:`~glossary.errors.GlossaryError`, and leaves the file alone, if it is no glossary.
    """
    names = Names(source, target)
    have: set[tuple[str, str]] = set()
    for row in _rows(path):
        there = spelled_out(row, source, target)
        names.add(there)
        have.update(_pairs(there, source, target))
    new: list[Concept] = []
    known = 0
    refused: list[str] = []
    for concept in concepts:
        try:
            spelled = spelled_out(concept, source, target)
            pairs = _pairs(spelled, source, target)
            if pairs[0] in have:
                known += 1
                continue
            names.add(spelled)
        except GlossaryError as error:
            refused.append(str(error))
            continue
        have.update(pairs)
        new.append(concept)
    if new:
        csv.append(new, path)
    return Added(len(new), known, tuple(refused))


def _rows(path: Path) -> list[Concept]:
    return csv.parse(read_bytes(path), str(path)) if path.exists() else []


def _pairs(concept: Concept, source: str, target: str) -> list[tuple[str, str]]:
    """Return the spellings of ``concept`` in both languages: the full one, the one used alone.

    Raises :class:`~glossary.errors.GlossaryFileError` if it lacks one of the languages.
    """
    spelling, owed = concept.spellings.get(source), concept.spellings.get(target)
    if spelling is None or owed is None:
        lacking = target if spelling else source
        name = concept.native or (spelling or owed or Spelling(concept.id)).full
        raise GlossaryFileError(f"{concept.origin}: {name!r} has no spelling in {lacking!r}")
    return [(spelling.full, owed.full), (spelling.short, owed.short)]


def _in_row(concept: Concept, source: str, target: str) -> _Findings:
    spelling = concept.spellings.get(source, Spelling(""))
    owed = concept.spellings.get(target, Spelling(""))
    if concept.kind and concept.kind not in KINDS:
        yield Severity.WARNING, f"kind {concept.kind!r} is none of {', '.join(KINDS)}"
    if concept.spellings or not concept.native:
        for language, written in ((source, spelling), (target, owed)):
            if not words_of(written.full):
                yield Severity.ERROR, f"no spelling in {language!r}; fill it in"
    for word in {owed.full, owed.short, *owed.variants}.intersection(owed.forbidden):
        yield Severity.ERROR, f"{word!r} is both accepted and forbidden; keep one"
    for base in filter(evidence.is_common_word, bases(spelling)):
        message = f"{base!r} is also a common word: matched only after the full name or a cue"
        yield from _unless_known(concept, "common word", message)
    yield from _in_short_forms(concept, spelling, owed)


def _in_short_forms(concept: Concept, spelling: Spelling, owed: Spelling) -> _Findings:
    if spelling.short and not owed.short and len(words_of(owed.full)) > 1:
        message = f"{spelling.short!r} alone becomes {owed.full!r}; give its short form too"
        yield Severity.WARNING, message
    for written in (spelling, owed):
        if concept.kind == "person" and not _is_part(written.short, written.full):
            yield Severity.WARNING, f"short form {written.short!r} is no part of {written.full!r}"


def _is_part(short: str, full: str) -> bool:
    return {word.key for word in words_of(short)} <= {word.key for word in words_of(full)}


def _in_letters(concept: Concept) -> _Findings:
    for _, role, text in spellings_of(concept):
        repaired = _repaired(text)
        if repaired:
            yield Severity.ERROR, f"{text!r} is damaged; it should be {repaired!r}"
        elif _DAMAGE.search(text) or _LOST_LETTER.search(text):
            yield Severity.ERROR, f"{text!r} has lost letters; type them again and save as UTF-8"
        elif role is not Role.NATIVE:
            for word in words_of(text):
                stranger = _stranger(text[word.start : word.end])
                if stranger:
                    name = unicodedata.name(stranger)
                    yield Severity.ERROR, f"{stranger!r} in {text!r} is a {name}; type it again"


def _repaired(text: str) -> str:
    """Return ``text`` as it was before UTF-8 was read as Windows-1252, if it was."""
    try:
        repaired = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return repaired if repaired != text else ""


def _stranger(word: str) -> str:
    """Return the first letter of ``word`` that is of another script than the most, or ``""``."""
    scripts = {
        letter: script
        for letter in word
        for script in _LOOKALIKE_SCRIPTS
        if unicodedata.name(letter, "").startswith(script)
    }
    counts = {script: sum(scripts.get(x) == script for x in word) for script in scripts.values()}
    main = max(counts, key=lambda script: counts[script], default="")
    return next((letter for letter, script in scripts.items() if script != main), "")


def _against_others(concept: Concept, source: str, target: str, seen: _Seen) -> _Findings:
    first = seen.ids.setdefault(concept.id, concept) if concept.id else concept
    if first is not concept:
        yield Severity.ERROR, f"id {concept.id!r} stands in {first.origin} too"
    for name, owed_name in full_names_of(concept, source, target):
        first, other = seen.full.setdefault(phrase(name), (concept, owed_name))
        if other != owed_name:
            yield Severity.ERROR, f"{name!r} is {other!r} in {first.origin}"
        elif first is not concept and first.kind == concept.kind and not _are_two(first, concept):
            yield Severity.WARNING, f"{name!r} stands in {first.origin} too"
    spelling, owed = concept.spellings.get(source), concept.spellings.get(target)
    if not spelling or not owed or concept.status is Status.DEPRECATED:
        return
    if spelling.short:
        first = seen.short.setdefault(phrase(spelling.short), concept)
        other = first.spellings[target].short or first.spellings[target].full
        if other != (owed.short or owed.full):
            message = f"{spelling.short!r} alone is {other!r} in {first.origin}"
            message += ": matched only after one of the full names"
            yield from _unless_known(concept, "ambiguous", message)


def _by_schemes(concept: Concept, target: str) -> _Findings:
    owed = concept.spellings.get(target)
    if not (owed and concept.native and concept.language and concept.kind == "person"):
        return
    from glossary.romanisation import derive
    from glossary.romanisation.scheme import SCHEMES

    derived = {}
    for scheme, language in SCHEMES.items():
        try:
            if language == target:
                derived[scheme] = derive(concept.native, concept.language, target, scheme)
        except GlossaryError:
            continue
    known = {fold(word) for text in derived.values() for word in text.split()}
    name = owed.short or owed.full
    if derived and not known.issuperset(map(fold, name.split())):
        example = next(iter(derived.items()))
        message = f"no scheme spells {name!r}; {example[0]} writes {example[1]!r}"
        yield from _unless_known(concept, "customary", message)


def _unless_known(concept: Concept, word: str, message: str) -> _Findings:
    """Yield the note ``message`` unless ``word`` in the note of the row says that it is known."""
    if word not in concept.note:
        yield Severity.NOTE, f"{message} (if that is right, say {word!r} in its note)"


def _are_two(one: Concept, other: Concept) -> bool:
    """Return whether the rows are of two concepts that happen to be spelled alike."""
    return bool(one.id and other.id and one.language and other.language) and (
        one.language != other.language
    )
