"""What a translation owes for each spelling of a concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.concept import Status
from glossary.folding import words_of

if TYPE_CHECKING:
    from glossary.concept import Concept, Spelling


# Words in names that are no names.
_PARTICLES = frozenset(
    {"ad", "al", "an", "ar", "as", "asch", "ash", "at", "az", "ben", "bin", "da", "de", "der"}
    | {"di", "el", "ibn", "van", "von", "zu", "zur"}
)


class Role(StrEnum):
    """What a spelling is to its concept."""

    FULL = "full"
    SHORT = "short"
    VARIANT = "variant"
    FORBIDDEN = "forbidden"
    NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Entry:
    """One source spelling of a concept and what a translation owes for it.

    ``base`` is the spelling, ``words`` its words, ``lead`` and ``tail`` what it has before and
    after them (*Yahoo!*). ``own`` says whether it is a user's and beats those that are not.
    ``given`` is what a full name has before the short one, in both languages (*Walerij*,
    *Valery*).
    """

    concept: Concept
    base: str
    words: tuple[str, ...]
    lead: str
    tail: str
    own: bool
    target: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...]
    given: tuple[str, str] | None = None


def bases(spelling: Spelling) -> list[str]:
    """Return every way ``spelling`` may stand in a text: full, short, variants; none twice."""
    return [s for s in dict.fromkeys((spelling.full, spelling.short, *spelling.variants)) if s]


def spellings_of(concept: Concept) -> Iterator[tuple[str, Role, str]]:
    """Yield every spelling of ``concept`` with its language and role, the likeliest first."""
    for language, spelling in concept.spellings.items():
        if spelling.full:
            yield language, Role.FULL, spelling.full
        if spelling.short:
            yield language, Role.SHORT, spelling.short
        for variant in spelling.variants:
            yield language, Role.VARIANT, variant
        for word in spelling.forbidden:
            yield language, Role.FORBIDDEN, word
    if concept.native:
        yield concept.language, Role.NATIVE, concept.native


def entry_for(base: str, concept: Concept, source: str, target: str, *, own: bool) -> Entry:
    """Return the entry for ``base``, a ``source`` spelling of ``concept`` with a word in it."""
    spelling = concept.spellings[source]
    owed = concept.spellings[target]
    words = words_of(base)
    owing, accepted = _owed_for(base, spelling, owed)
    given = given_part(base, spelling, concept.kind)
    owed_given = given_part(owed.full, owed, concept.kind)
    return Entry(
        concept=concept,
        base=base,
        words=tuple(base[word.start : word.end] for word in words),
        lead=base[: words[0].start],
        tail=base[words[-1].end :],
        own=own,
        target=owing,
        accepted=accepted,
        forbidden=owed.forbidden,
        given=(given, owed_given) if given and owed_given else None,
    )


def pairs_of(concept: Concept, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield every ``source`` spelling of ``concept`` and what is owed for it."""
    spelling = concept.spellings[source]
    owed = concept.spellings[target]
    for base in bases(spelling):
        yield base, _owed_for(base, spelling, owed)[0]


def full_names_of(concept: Concept, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield the full name of ``concept`` and its variants, and what is owed for each.

    Nothing if it is deprecated or lacks a spelling. These must mean one thing; a short name may
    mean several.
    """
    spelling, owed = concept.spellings.get(source), concept.spellings.get(target)
    if spelling and owed and concept.status is not Status.DEPRECATED:
        for base in bases(spelling):
            if not _is_short(base, spelling):
                yield base, _owed_for(base, spelling, owed)[0]


def _is_short(base: str, spelling: Spelling) -> bool:
    """Return whether ``base`` is the short form or a variant of it, not of the full name."""
    if not spelling.short or base == spelling.full:
        return False
    if base == spelling.short:
        return True
    given = spelling.full.removesuffix(spelling.short)
    if given.endswith(" ") and (
        base.startswith(given) or len(base.split()) == len(spelling.full.split())
    ):
        return False  # Hussein Amirabdollahian is Hossein Amir-Abdollahian in full
    length = _names_in(base)
    return length <= _names_in(spelling.short) and length < _names_in(spelling.full)


def _names_in(spelling: str) -> int:
    """Return of how many names ``spelling`` is made; *al-Assad* is one."""
    return sum(word.key not in _PARTICLES for word in words_of(spelling))


def _owed_for(base: str, spelling: Spelling, owed: Spelling) -> tuple[str, tuple[str, ...]]:
    """Return the target spelling for ``base`` and the others to be accepted."""
    short_variants = [variant for variant in owed.variants if _is_short(variant, owed)]
    full_variants = [variant for variant in owed.variants if not _is_short(variant, owed)]
    if owed.short and owed.full.endswith(f" {owed.short}"):
        head = owed.full.removesuffix(owed.short)
        full_variants += [head + variant for variant in short_variants]
    if _is_short(base, spelling) and owed.short:
        target, others = owed.short, [*short_variants, owed.full, *full_variants]
    else:
        target, others = owed.full, full_variants
    return target, tuple(other for other in dict.fromkeys(others) if other != target)


def given_part(base: str, spelling: Spelling, kind: str) -> str:
    """Return what the full name ``base`` of a person has before the short one, or ``""``."""
    surname = f" {spelling.short}"
    is_person = kind in {"", "person"} and spelling.short
    return base.removesuffix(surname) if is_person and base.endswith(surname) else ""
