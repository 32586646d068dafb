"""A set of concepts, ready for use: its names in a text, and its look-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import loading
from glossary.cache import Prepared
from glossary.concept import Concept, Match, Spelling
from glossary.evidence import Context
from glossary.index import index_concepts, index_names
from glossary.lookup import Finder
from glossary.matcher import Matcher

if TYPE_CHECKING:
    from glossary.lookup import Hit

_NO_CONTEXT = Context()


class Glossary:
    """Names and what they are called in two languages.

    ``concepts`` may come from anywhere. Unless ``trusting``, a name that is also a common German
    word is matched only with evidence (:mod:`glossary.evidence`). Cheap to make for a handful of
    concepts; for files and the built-in tables there is :meth:`load`.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        source: str = "de",
        target: str = "en",
        trusting: bool = False,
        prepared: Prepared | None = None,
    ) -> None:
        if prepared is None:
            own = tuple(concepts)
            prepared = Prepared(
                concepts=own,
                own=len(own),
                index=cache(lambda: index_concepts(own, source, target)),
                names=cache(lambda: index_names(own)),
            )
        self.concepts: Sequence[Concept] = prepared.concepts
        self.source = source
        self.target = target
        self._prepared = prepared
        self._trusting = trusting

    @classmethod
    def load(
        cls,
        paths: Sequence[Path] = (),
        *,
        builtin: bool = True,
        source: str = "de",
        target: str = "en",
        scheme: str | None = None,
    ) -> Glossary:
        """Return the built-in tables (unless ``builtin`` is false) and the glossaries ``paths``.

        ``scheme`` (``bgn-pcgn``; the press's if not given) spells the rows that have a native name
        only, and built-in names that are romanisations (:mod:`glossary.respelling`); what a row of
        ``paths`` spells out stays.

        A row of ``paths`` takes the place of a built-in one with the same id or full name, and its
        full name that of a built-in short one. Raises :class:`~glossary.errors.GlossaryFileError`
        for a file that cannot be used and :class:`~glossary.errors.GlossaryConflictError` if two
        rows of ``paths`` contradict each other, :class:`~glossary.errors.GlossaryError` if there is
        no such scheme.
        """
        ready = loading.load(paths, builtin=builtin, source=source, target=target, scheme=scheme)
        return cls((), source=source, target=target, prepared=ready)

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

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(
            self.concepts,
            self._prepared.index(),
            source=self.source,
            target=self.target,
            own=self._prepared.own,
            trusting=self._trusting,
        )

    def lookup(self, name: str) -> list[Hit]:
        """Return what ``name`` is a form or spelling of, in any script or language of the glossary.

        The likeliest hit comes first. If nothing is spelled so, the nearest spellings are returned,
        at a ``distance`` above zero; an empty list if nothing is near.
        """
        return self._finder.find(name)

    def knows(self, name: str) -> bool:
        """Return whether ``name`` is a spelling of some concept, or an inflected form of one."""
        return any(True for _ in self._finder.exact(name))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.concepts, self._prepared.names(), self.source, self.match)
