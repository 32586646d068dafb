"""A prepared glossary on disk, so that 100,000 concepts are ready in a fraction of a second.

The file is plain text: a digest, then the indexes as lines of tab-separated cells, then a line of
JSON for each concept. Text because nothing in it can run (pickle) or crash the interpreter
(marshal) when a folder is shared or a disk is damaged, and because it splits faster than any of
these load; lines because a concept need not be decoded before it is asked for. The file's name is a
digest of everything the glossary was made from, so that a stale one is never read; a damaged one is
made anew, and none is ever needed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, overload

from glossary.concept import Concept, Spelling, Status
from glossary.errors import GlossaryError
from glossary.files import write_atomically
from glossary.index import Index

# Raise with every change of what is stored or of how it is made.
_FORMAT = b"umschrift glossary 1"
_KEPT_FILES = 8


@dataclass(frozen=True, slots=True)
class Prepared:
    """Concepts (the first ``own`` of them a user's) and what to find them by.

    ``index`` returns the matching index (:func:`glossary.index.index_concepts`), ``names`` the
    look-up index (:func:`glossary.index.index_names`): made when first asked for.
    """

    concepts: Sequence[Concept]
    own: int
    index: Callable[[], Index]
    names: Callable[[], Mapping[str, str]]


def prepared(origins: Iterable[bytes], make: Callable[[], Prepared]) -> Prepared:
    """Return what ``make`` returned for the same ``origins`` before, or returns now."""
    path = None
    with contextlib.suppress(OSError, ValueError):
        path = _folder() / (_digest([_FORMAT, *_code(), *origins]) + ".glossary")
        return _decode(path.read_bytes())
    with _without_garbage_collection():
        made = make()
        if path is not None:
            _keep(made, path)
    return made


def _keep(made: Prepared, path: Path) -> None:
    with contextlib.suppress(OSError, ValueError, GlossaryError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.access(path.parent, os.W_OK):
            write_atomically(path, _encode(made))
            _forget_old(path.parent)


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Let a hundred thousand objects be made, none of them garbage, without looking for any."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("umschrift", appauthor=False) / "glossary"


def _code() -> list[bytes]:
    """Return what tells one state of this package from another: a cache of an old one is stale."""
    files = Path(__file__).parent.rglob("*.[pt][yo]*")
    stats = ((path.name, path.stat()) for path in sorted(files))
    return [f"{name} {stat.st_size} {stat.st_mtime_ns}".encode() for name, stat in stats]


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("*.glossary"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT_FILES]:
        path.unlink()


def _digest(parts: Iterable[bytes]) -> str:
    """Return a digest of ``parts`` that tells where each ends."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _encode(made: Prepared) -> bytes:
    index, names = made.index(), made.names()
    lines = [
        json.dumps({"own": made.own}),
        *_columns(index.phrases),
        *_columns(index.heads),
        "\t".join(sorted(index.given)),
        "\t".join(sorted(index.small)),
        *_columns(names),
        *(json.dumps(_flat(concept)) for concept in made.concepts),
    ]
    body = "\n".join(lines).encode()
    return _digest([body]).encode() + b"\n" + body


def _decode(data: bytes) -> Prepared:
    """Return what :func:`_encode` wrote; raises ValueError if it is not whole."""
    digest, _, body = data.partition(b"\n")
    if digest != _digest([body]).encode():
        raise ValueError("damaged")
    counts, *columns = body.decode().split("\n")
    phrases, numbers, heads, letters, given, small, names, named, *concepts = columns
    return Prepared(
        concepts=_Concepts(concepts),
        own=json.loads(counts)["own"],
        index=cache(
            lambda: Index(
                _table(phrases, numbers),
                _table(heads, letters),
                frozenset(_cells(given)),
                frozenset(_cells(small)),
            )
        ),
        names=cache(lambda: _table(names, named)),
    )


def _columns(table: Mapping[str, str]) -> tuple[str, str]:
    return "\t".join(table), "\t".join(table.values())


def _table(keys: str, values: str) -> dict[str, str]:
    return dict(zip(_cells(keys), _cells(values), strict=True))


def _cells(line: str) -> list[str]:
    return line.split("\t") if line else []


class _Concepts(Sequence[Concept]):
    """Concepts that are decoded when they are asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, number: int) -> Concept: ...

    @overload
    def __getitem__(self, number: slice) -> _Concepts: ...

    def __getitem__(self, number: int | slice) -> Concept | _Concepts:
        if isinstance(number, slice):
            return _Concepts(self._lines[number])
        return _concept(json.loads(self._lines[number]))


def _flat(concept: Concept) -> list[Any]:
    return [
        concept.id,
        concept.kind,
        {
            language: [spelling.full, spelling.short, spelling.variants, spelling.forbidden]
            for language, spelling in concept.spellings.items()
        },
        concept.language,
        concept.native,
        concept.status,
        concept.note,
        concept.source,
        concept.origin,
        dict(concept.extra),
    ]


def _concept(flat: list[Any]) -> Concept:
    id_, kind, spellings, language, native, status, note, source, origin, extra = flat
    return Concept(
        id=id_,
        kind=kind,
        spellings={
            code: Spelling(full, short, tuple(variants), tuple(forbidden))
            for code, (full, short, variants, forbidden) in spellings.items()
        },
        language=language,
        native=native,
        status=Status(status),
        note=note,
        source=source,
        origin=origin,
        extra=extra,
    )
