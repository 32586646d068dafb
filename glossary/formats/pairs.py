"""Glossaries as bare pairs of terms, which is all that the tables of most tools can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary import entries
from glossary.concept import Concept, Spelling, Status
from glossary.errors import GlossaryError


def pairs_of(
    concepts: Iterable[Concept], source: str, target: str
) -> Iterator[tuple[str, str, Concept]]:
    """Yield every source spelling with the target spelling owed for it, and whose they are.

    Deprecated concepts and those without a spelling in both languages have none.
    """
    for concept in concepts:
        spelled = source in concept.spellings and target in concept.spellings
        if spelled and concept.status is not Status.DEPRECATED:
            for term, translation in entries.pairs_of(concept, source, target):
                yield term, translation, concept


def concept_of(
    source_term: str, target_term: str, source: str, target: str, *, origin: str, note: str = ""
) -> Concept:
    """Return a concept of unknown kind with one spelling in each language."""
    return Concept(
        id="",
        kind="",
        spellings={source: Spelling(source_term), target: Spelling(target_term)},
        note=note,
        origin=origin,
    )


def refuse(term: str, characters: str, concept: Concept) -> None:
    """Raise :class:`GlossaryError` if ``term`` has one of ``characters`` in it."""
    for character in characters:
        if character in term:
            raise GlossaryError(
                f"{concept.origin or concept.id}: {term!r} contains {character!r}, "
                "which this format cannot hold; take it out"
            )
