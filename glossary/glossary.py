"""A set of concepts, ready for use: its files, its names in a text, its look-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from glossary.concept import Concept, Match, Spelling
from glossary.errors import GlossaryConflictError, GlossaryError, GlossaryFileError
from glossary.evidence import Context
from glossary.folding import fold, words_of
from glossary.formats import csv
from glossary.index import index_concepts
from glossary.matcher import Matcher

_NO_CONTEXT = Context()


class Glossary:
    """Names and what they are called in two languages.

    ``concepts`` may come from anywhere; the first ``own`` of them are the user's and win over the
    others where both have a spelling (all, by default). Unless ``trusting``, a name that is also a
    common German word is matched only with evidence (:mod:`glossary.evidence`). Cheap to make for
    a handful of concepts.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        source: str = "de",
        target: str = "en",
        own: int | None = None,
        trusting: bool = False,
    ) -> None:
        self.concepts: Sequence[Concept] = tuple(concepts)
        self.source = source
        self.target = target
        self._matcher = Matcher(
            self.concepts,
            index_concepts(self.concepts, source, target),
            source=source,
            target=target,
            own=len(self.concepts) if own is None else own,
            trusting=trusting,
        )

    @classmethod
    def load(
        cls,
        paths: Sequence[Path] = (),
        *,
        builtin: bool = True,
        source: str = "de",
        target: str = "en",
    ) -> Glossary:
        """Return the built-in tables (unless ``builtin`` is false) and the glossaries ``paths``.

        A row of ``paths`` takes the place of a built-in one with the same id or the same full
        name, and its full name that of a built-in short one. Raises
        :class:`~glossary.errors.GlossaryFileError` for a file that cannot be used and
        :class:`~glossary.errors.GlossaryConflictError` if two rows of ``paths`` contradict.
        """
        own = [spelled_out(c, source, target) for path in paths for c in csv.read(path)]
        _refuse_conflicts(own, source, target)
        others = [
            spelled_out(concept, source, target)
            for table in (_builtin_tables() if builtin else ())
            for concept in csv.read(table)
        ]
        merged = [*own, *_without(others, own, source)]
        return cls(merged, source=source, target=target, own=len(own))

    @classmethod
    def from_terms(cls, terms: Iterable[tuple[str, str]]) -> Glossary:
        """Return a glossary of bare pairs of a German term and its English equivalent.

        They are trusted to be terms wherever they stand, also where they are common words.
        """
        concepts = (
            Concept(
                id=str(number),
                kind="",
                spellings={"de": Spelling(german), "en": Spelling(english)},
            )
            for number, (german, english) in enumerate(terms)
        )
        return cls(concepts, trusting=True)

    def match(self, text: str, context: Context = _NO_CONTEXT) -> list[Match]:
        """Return the names in ``text``: in order, none overlapping, the longest at each place.

        Spans are ranges of ``text`` as given, whatever its Unicode form. ``context`` carries what
        the document named in full before (``context.after(matches)`` for the next piece).
        """
        return self._matcher.find(text, context)


def spelled_out(concept: Concept, source: str, target: str) -> Concept:
    """Return ``concept`` with both spellings, derived from the native one if it has none.

    Raises :class:`~glossary.errors.GlossaryFileError` if no scheme can derive them.
    """
    if concept.spellings or not concept.native:
        return concept
    from glossary.romanisation import derive

    try:
        spellings = {
            language: Spelling(derive(concept.native, concept.language, language))
            for language in (source, target)
        }
    except GlossaryError as error:
        raise GlossaryFileError(
            f"{concept.origin}: {concept.native!r} cannot be spelled out ({error}); "
            "fill in 'german' and 'english'"
        ) from None
    return replace(concept, spellings=spellings)


def _builtin_tables() -> list[Path]:
    folder = resources.files("glossary") / "tables"
    return sorted(Path(str(table)) for table in folder.iterdir() if table.name.endswith(".csv"))


def _refuse_conflicts(concepts: Iterable[Concept], source: str, target: str) -> None:
    by_id: dict[str, Concept] = {}
    by_name: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id:
            first = by_id.setdefault(concept.id, concept)
            if first is not concept:
                raise GlossaryConflictError(
                    f"id {concept.id!r} stands in two rows; give one of them another id",
                    first=first.origin,
                    second=concept.origin,
                )
        name = concept.spellings.get(source)
        owed = concept.spellings.get(target)
        if name is None or owed is None:
            continue
        first = by_name.setdefault(_key(name.full), concept)
        other = first.spellings[target]
        if other.full != owed.full:
            raise GlossaryConflictError(
                f"{name.full!r} is {owed.full!r} here and {other.full!r} there; keep one",
                first=first.origin,
                second=concept.origin,
            )


def _key(name: str) -> str:
    return " ".join(word.key for word in words_of(name)) or fold(name)


def _without(others: Iterable[Concept], own: Sequence[Concept], source: str) -> list[Concept]:
    """Return ``others`` without the concepts that ``own`` has under the same id or full name."""
    ids = {concept.id for concept in own if concept.id}
    names = {_key(c.spellings[source].full) for c in own if source in c.spellings}
    return [
        concept
        for concept in others
        if concept.id not in ids
        and (source not in concept.spellings or _key(concept.spellings[source].full) not in names)
    ]
