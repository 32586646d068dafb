"""The data model of a glossary: concepts, their spellings, and where they stand in a text.

A *concept* is one person, place or organisation. It is language-neutral: German and English are
just two keys of :attr:`Concept.spellings`, so a glossary for another pair needs no new model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Status(StrEnum):
    """How far a human stands behind a concept's spellings."""

    APPROVED = "approved"
    SUGGESTED = "suggested"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one language spells a concept.

    ``full`` is the whole name (*Walerij Gerassimow*), ``short`` the form used alone
    (*Gerassimow*; empty if the name is only used whole). ``variants`` are further spellings that
    stand in texts of this language and are acceptable in a translation into it; ``forbidden``
    ones must never appear in a translation into it.
    """

    full: str
    short: str = ""
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One person, place or organisation and how each language spells it.

    ``language`` is the ISO 639 code of the native spelling ``native`` (*Захарова*, ``ru``); both
    may be empty. ``spellings`` maps a language code (``de``, ``en``) to its :class:`Spelling`.
    ``origin`` says where the row was read (``persons.csv:17``) for messages to a human. ``extra``
    keeps the columns of a glossary file this version does not know, so that they survive a round
    trip.
    """

    id: str
    kind: str
    spellings: Mapping[str, Spelling]
    language: str = ""
    native: str = ""
    status: Status = Status.APPROVED
    note: str = ""
    source: str = ""
    origin: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def identity(self) -> str:
        """What tells this concept from others of a glossary: its id, or else its names."""
        return self.id or "|".join((self.native, *(s.full for s in self.spellings.values())))


class FormKind(StrEnum):
    """The way a spelling stands in a text.

    ``INFLECTED`` is any case of another language than German; only look-up tells it.
    """

    PLAIN = "plain"
    GENITIVE = "genitive"
    ADJECTIVE = "adjective"
    COMPOUND = "compound"
    INFLECTED = "inflected"


class Match(NamedTuple):
    """A form of a concept's name found in a text.

    ``start`` and ``end`` are a half-open range of characters of the text as given: the name with
    its inflection (*Gerassimows*, *Kiewer*), but without the linked part of a compound (*Putin* in
    *Putin-Vertrauter*). ``base`` is the glossary spelling the form was made from (*Gerassimow*),
    ``suffix`` what the inflection added to it (*s*, *er*; empty for a plain form or a compound).
    ``target`` is the spelling owed in the other language; ``accepted`` are others that count as
    right; ``forbidden`` must not appear. ``full`` says that the concept is named in full here, so
    that a surname after it means this concept. A full name with a middle name in it makes two
    matches, the given name (which is the full one) and the surname.
    """

    # A tuple, for texts have many, and making a frozen dataclass takes several times as long.
    start: int
    end: int
    text: str
    concept: Concept
    kind: FormKind
    base: str
    target: str
    suffix: str = ""
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    full: bool = False
