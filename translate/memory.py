"""What humans have confirmed in any catalogue, for use in others.

What a translator brings along from another tool becomes a catalogue too, one for each memory, in
the folder ``memory`` beside the documents' (``locales/en/memory/firm.po``). So it can be opened,
corrected and deleted like everything else here, is never mixed with reviewed catalogues, and needs
no second kind of store.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from translate.catalogue import Catalogue, Draft, Wanted
from translate.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path

    from translate.tmx import Unit

# The lines that begin an entry, obsolete or not, and those that flag one as no more than a draft.
_MSGID = re.compile(rb'(?m)^(?:#~\s*)?msgid\s*"')
_FUZZY = re.compile(rb"(?m)^#,.*\bfuzzy\b")


@dataclass(frozen=True, slots=True)
class MemoryHit:
    """A confirmed translation of the same or a similar text.

    ``source`` is the text it translates, ``catalogue`` where it stands, ``similarity`` how like
    the text asked for ``source`` is: 100 for the same, the share of characters in common otherwise
    (`rapidfuzz.fuzz.ratio`).
    """

    source: str
    translation: str
    catalogue: Path
    similarity: float = 100.0


class Memory:
    """The confirmed entries of the catalogues in a folder; read on the first question."""

    def __init__(self, folder: Path, target: str) -> None:
        self._folder = folder
        self._target = target

    @classmethod
    def read(cls, locales: Path, target: str = "en") -> Memory:
        """Return the memory of all catalogues of language `target` under a locales folder."""
        return cls(locales / target, target)

    def exact(self, source: str) -> MemoryHit | None:
        """Return a confirmed translation of this very text, None if there is none."""
        return self._hits.get(source)

    def similar(self, source: str, *, least: float = 75, limit: int = 3) -> list[MemoryHit]:
        """Return translations of texts that are at least `least` per cent like this one, not it.

        The most similar ones come first, `limit` at most.
        """
        from rapidfuzz import fuzz, process

        found = process.extract(
            source, self._sources, scorer=fuzz.ratio, score_cutoff=least, limit=limit + 1
        )
        return [
            MemoryHit(text, self._hits[text].translation, self._hits[text].catalogue, similarity)
            for text, similarity, _ in found
            if text != source
        ][:limit]

    @property
    def all(self) -> list[MemoryHit]:
        """Every translation that humans have confirmed of every text, each once."""
        return [
            MemoryHit(source, translation, path)
            for (source, translation), path in self._read[2].items()
        ]

    @property
    def unreadable(self) -> list[CatalogueError]:
        """The catalogues that could not be read, and why."""
        return self._read[1]

    @property
    def _hits(self) -> dict[str, MemoryHit]:
        return self._read[0]

    @cached_property
    def _sources(self) -> list[str]:
        return list(self._hits)

    @cached_property
    def _read(
        self,
    ) -> tuple[dict[str, MemoryHit], list[CatalogueError], dict[tuple[str, str], Path]]:
        """Read everything; where catalogues disagree, what most of them say, then the first."""
        votes: dict[str, Counter[str]] = {}
        where: dict[tuple[str, str], Path] = {}
        unreadable: list[CatalogueError] = []
        for path in sorted(self._folder.rglob("*.po")):
            if not _may_be_confirmed(path):
                continue
            try:
                confirmed = list(Catalogue.read(path, target=self._target).confirmed())
            except CatalogueError as error:
                unreadable.append(error)
                continue
            for source, translation in confirmed:
                votes.setdefault(source, Counter())[translation] += 1
                where.setdefault((source, translation), path)
        hits = {}
        for source, counter in votes.items():
            ((translation, _),) = counter.most_common(1)
            hits[source] = MemoryHit(source, translation, where[source, translation])
        return hits, unreadable, where


def _may_be_confirmed(path: Path) -> bool:
    """Whether a look at a catalogue's text leaves it open that something in it is confirmed.

    Of an archive's catalogues nearly all are drafts alone, and to parse one takes a hundred times
    as long.
    """
    try:
        header, *entries = path.read_bytes().replace(b"\r\n", b"\n").split(b"\n\n")
    except OSError:  # said where it is read
        return True
    if not entries or len(_MSGID.findall(header)) != 1:
        return True
    for entry in entries:
        begun = len(_MSGID.findall(entry))
        # Two with no blank line between them: nothing can be told.
        if begun > 1 or begun > len(_FUZZY.findall(entry)):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a memory's units, and in which catalogue.

    ``added`` were not in it, ``known`` are the same there; of ``different`` ones it holds another
    translation and keeps that.
    """

    catalogue: Path
    added: int
    known: int
    different: int


def take_in(units: Iterable[Unit], name: str, locales: Path, *, target: str = "en") -> Imported:
    """Add the units of another tool's memory, as confirmed, to the catalogue ``memory/<name>.po``.

    What stands there stays, since a human may have corrected it. Raises `CatalogueError` as
    `Catalogue.save` does.
    """
    catalogue = Catalogue.read(locales / target / "memory" / f"{name}.po", target=target)
    there = {entry.source: entry.references for entry in catalogue.entries()}
    new: dict[str, Draft] = {}
    known = different = 0
    for unit in units:
        if unit.source in new:
            text: str | None = new[unit.source].text
        else:
            text = catalogue.translation(unit.source)
        if text is None:
            new[unit.source] = Draft(unit.translation, confirmed=True)
        elif text == unit.translation:
            known += 1
        else:
            different += 1
    catalogue.merge([Wanted(source, there.get(source, ()), ()) for source in [*there, *new]], new)
    catalogue.save()
    return Imported(catalogue.path, len(new), known, different)
