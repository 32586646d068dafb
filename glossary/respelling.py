"""Built-in names in another scheme than the press's: *Tchaikovsky* → *Chaykovskiy* (BGN/PCGN).

Only what is a romanisation can be romanised otherwise. A place is, if some scheme spells its native
name just so (*Kyiv, Zaporizhzhia*); else its English name is one of its own and stays (*Moscow,
Crimea, Rostov-on-Don*). A person is, if the name or the surname is near what some scheme makes of
it, for custom takes liberties with persons (*Leon Trotsky, Tchaikovsky*); *Catherine the
Great* and *Nicholas II* stay. So do organisations, which choose their English name themselves.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import replace

from glossary.concept import Concept, Spelling
from glossary.distance import distance
from glossary.entries import bases
from glossary.errors import GlossaryError
from glossary.evidence import GIVEN_NAME
from glossary.folding import fold

# How much of a person's name, in letters, custom may change.
_MOST_LIBERTY = 0.34
_NO_LETTER = re.compile(r"[^\w]+|_")
# Rulers are translated, not romanised.
_RULER = re.compile(r".* [IVX]+")


def refuse_unknown(scheme: str, target: str) -> None:
    """Raise :class:`~glossary.errors.GlossaryError` unless ``scheme`` spells ``target``."""
    from glossary.romanisation.scheme import SCHEMES

    fitting = [name for name, written in SCHEMES.items() if written == target]
    if scheme not in fitting:
        raise GlossaryError(
            f"no romanisation scheme {scheme!r} for {target!r}; "
            f"there are {', '.join(fitting) or 'none'}"
        )


def respelled(concept: Concept, scheme: str, target: str) -> Concept:
    """Return ``concept`` with the ``target`` spelling that ``scheme`` makes of its native name.

    The spellings it had are forbidden then, but for given names: one text has one scheme. A concept
    comes back as it is if its native name is not known, the scheme has no table for its language,
    or its ``target`` spelling is no romanisation.
    """
    owed = concept.spellings.get(target)
    derived = _derived(concept, target) if concept.native else {}
    full = derived.get(scheme)
    if owed is None or full is None or not _is_romanisation(concept, owed, derived.values()):
        return concept
    short = _same_words(full, owed.full, owed.short)
    if owed.short and not short:
        return concept
    new = Spelling(full, short)
    if concept.kind == GIVEN_NAME:
        # Others in the text may bear the name in its customary spelling.
        return replace(concept, spellings={**concept.spellings, target: new})
    good = {fold(word) for word in bases(new)}
    forbidden = [old for old in (*bases(owed), *owed.forbidden) if fold(old) not in good]
    new = replace(new, forbidden=tuple(dict.fromkeys(forbidden)))
    return replace(concept, spellings={**concept.spellings, target: new})


def _is_romanisation(concept: Concept, owed: Spelling, derived: Iterable[str]) -> bool:
    if concept.kind == "place":
        return _letters(owed.full) in map(_letters, derived)
    if concept.kind not in {"person", GIVEN_NAME}:
        return False
    if _RULER.fullmatch(owed.full) or len(owed.full.split()) != len(concept.native.split()):
        return False
    surnames = [spelled.split()[-1] for spelled in derived]
    return _is_near(owed.full, derived) or bool(owed.short and _is_near(owed.short, surnames))


def _is_near(spelled: str, derived: Iterable[str]) -> bool:
    letters = _letters(spelled)
    return any(distance(letters, _letters(d)) <= _MOST_LIBERTY * len(letters) for d in derived)


def _letters(spelled: str) -> str:
    return _NO_LETTER.sub("", fold(spelled))


def _derived(concept: Concept, target: str) -> dict[str, str]:
    """Return the native name of ``concept`` as each scheme spells it in ``target``."""
    from glossary.romanisation import derive
    from glossary.romanisation.scheme import SCHEMES

    derived = {}
    for scheme, written in SCHEMES.items():
        if written == target:
            with contextlib.suppress(GlossaryError):
                derived[scheme] = derive(concept.native, concept.language, target, scheme)
    return derived


def _same_words(full: str, old: str, short: str) -> str:
    """Return the words of ``full`` that stand where ``short`` stands in ``old``, or ``""``."""
    words, old_words, alone = full.split(), old.split(), short.split()
    for start in range(len(old_words) - len(alone), -1, -1):
        if alone and old_words[start : start + len(alone)] == alone:
            return " ".join(words[start : start + len(alone)])
    return ""
