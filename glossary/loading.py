"""Where the concepts of a glossary come from: built-in tables and the files of a user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from glossary import respelling
from glossary.cache import Prepared, prepared
from glossary.concept import Concept, Spelling
from glossary.entries import full_names_of
from glossary.errors import GlossaryConflictError, GlossaryError, GlossaryFileError
from glossary.files import read_bytes
from glossary.formats import csv
from glossary.given import given_names
from glossary.index import index_concepts, index_names, phrase

# What the built-in tables are in.
_PRESS = "press"


def load(
    paths: Sequence[Path], *, builtin: bool, source: str, target: str, scheme: str | None = None
) -> Prepared:
    """Return the concepts of ``paths`` and of the built-in tables, prepared for look-up.

    See :meth:`glossary.Glossary.load` for what beats what, and for the errors raised.
    """
    if scheme is not None:
        respelling.refuse_unknown(scheme, target)
    own_files = [(str(path), read_bytes(path)) for path in paths]
    tables = _builtin_tables() if builtin else []

    def make() -> Prepared:
        own = _spelled_out(own_files, source, target, scheme)
        refuse_conflicts(own, source, target)
        others = [
            *_spelled_out(tables, source, target, scheme),
            *(given_names() if builtin else ()),
        ]
        if scheme not in {None, _PRESS}:
            others = [respelling.respelled(concept, scheme, target) for concept in others]
        concepts = [*own, *_given_way(others, own, source, target)]
        return Prepared(
            concepts,
            len(own),
            index=cache(lambda: index_concepts(concepts, source, target)),
            names=cache(lambda: index_names(concepts)),
        )

    origins = [source, target, scheme or "", str(len(own_files))]
    files = [part for name, data in (*own_files, *tables) for part in (name.encode(), data)]
    return prepared([*(origin.encode() for origin in origins), *files], make)


def _builtin_tables() -> list[tuple[str, bytes]]:
    folder = Path(__file__).with_name("tables")
    return [(table.name, table.read_bytes()) for table in sorted(folder.glob("*.csv"))]


def _spelled_out(
    files: Iterable[tuple[str, bytes]], source: str, target: str, scheme: str | None
) -> list[Concept]:
    return [
        spelled_out(concept, source, target, scheme)
        for name, data in files
        for concept in csv.parse(data, name)
    ]


def spelled_out(concept: Concept, source: str, target: str, scheme: str | None = None) -> Concept:
    """Return ``concept`` with both spellings, derived from the native one if it has none.

    ``scheme`` spells ``target``; it defaults to what is usual there.

    The last word of a person's name is taken for the surname, which may stand alone: the schemes
    write Slavic languages only. Raises :class:`~glossary.errors.GlossaryFileError` if no scheme can
    derive the spellings.
    """
    if concept.spellings or not concept.native:
        return concept
    from glossary.romanisation import derive

    spellings = {}
    try:
        for language in (source, target):
            by = scheme if language == target else None
            full = derive(concept.native, concept.language, language, by)
            *given, surname = full.split()
            alone = surname if given and concept.kind == "person" else ""
            spellings[language] = Spelling(full, alone)
    except GlossaryError as error:
        raise GlossaryFileError(
            f"{concept.origin}: {concept.native!r} cannot be spelled out ({error}); "
            "fill in 'german' and 'english'"
        ) from None
    return replace(concept, spellings=spellings)


def refuse_conflicts(concepts: Iterable[Concept], source: str, target: str) -> None:
    """Raise :class:`GlossaryConflictError` for the first two of ``concepts`` that contradict."""
    names = Names(source, target)
    for concept in concepts:
        names.add(concept)


class Names:
    """The ids and full names of concepts so far, so that one that contradicts them is refused."""

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = source, target
        self._by_id: dict[str, Concept] = {}
        self._by_name: dict[str, tuple[Concept, str]] = {}

    def add(self, concept: Concept) -> None:
        """Add ``concept``; raises :class:`GlossaryConflictError` if it contradicts another."""
        first = self._by_id.get(concept.id, concept) if concept.id else concept
        if first is not concept:
            raise GlossaryConflictError(
                f"id {concept.id!r} stands in two rows; give one of them another id",
                first=first.origin,
                second=concept.origin,
            )
        names: dict[str, tuple[Concept, str]] = {}
        for name, owed in full_names_of(concept, self._source, self._target):
            key = phrase(name)
            first, other = self._by_name.get(key) or names.setdefault(key, (concept, owed))
            if other != owed:
                raise GlossaryConflictError(
                    f"{name!r} is {owed!r} here and {other!r} there; keep one",
                    first=first.origin,
                    second=concept.origin,
                )
        self._by_name |= names
        if concept.id:
            self._by_id[concept.id] = concept


def _given_way(
    others: Iterable[Concept], own: Sequence[Concept], source: str, target: str
) -> list[Concept]:
    """Return ``others`` as far as ``own`` leaves them standing.

    A concept that ``own`` has under the same id or full name goes. One whose short name is a full
    name of ``own`` stays and takes over that spelling: with a row *Gerassimow → Gerassimov*,
    *Walerij Gerassimow* becomes *Valery Gerassimov*.
    """
    if not own:
        return list(others)
    ids = {concept.id for concept in own if concept.id}
    names = {phrase(c.spellings[source].full): c for c in own if source in c.spellings}
    return [
        _respelled(concept, names, source, target)
        for concept in others
        if concept.id not in ids
        and not (source in concept.spellings and phrase(concept.spellings[source].full) in names)
    ]


def _respelled(concept: Concept, names: Mapping[str, Concept], source: str, target: str) -> Concept:
    spelling, owed = concept.spellings.get(source), concept.spellings.get(target)
    if not (spelling and owed and spelling.short and owed.short):
        return concept
    own = names.get(phrase(spelling.short))
    if own is None or target not in own.spellings or not owed.full.endswith(owed.short):
        return concept
    short = own.spellings[target].full
    if short == owed.short:
        return concept
    full = owed.full.removesuffix(owed.short) + short
    return replace(concept, spellings={**concept.spellings, target: Spelling(full, short)})
