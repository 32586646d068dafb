"""How a name's native spelling is written in German and English, and the way back.

:func:`derive` goes from the native spelling to a Latin one by the rules of a scheme (the tables
are the ``*.toml`` files here). :func:`transliterate` goes from a German spelling to the native
ones it may stand for and from there to English, with probabilities.

Only what is used is loaded: importing this package reads no file.
"""

from __future__ import annotations

import re

from glossary.romanisation import scheme as _scheme
from glossary.romanisation.given_names import given_names as _given_names
from glossary.romanisation.recovery import Candidate, transliterate
from glossary.romanisation.scheme import RomanisationError

__all__ = ["Candidate", "RomanisationError", "derive", "transliterate"]

_WORD = re.compile(r"[\w’]+")


def derive(native: str, language: str, target: str, scheme: str | None = None) -> str:
    """Return ``native`` as ``target`` spells it: *Захарова*, ``ru`` → ``de`` *Sacharowa*.

    ``language`` is the ISO 639 code of the native spelling, ``target`` is ``de`` or ``en``.
    ``scheme`` defaults to ``duden`` for German and ``press`` for English; ``press`` gives a known
    given name the spelling that is customary (*Александр* → *Alexander*).

    Raises:
        RomanisationError: no scheme writes ``target``, the scheme has no table for ``language``,
            or a letter of ``native`` is not in that language's alphabet.

    """
    name = scheme or _scheme.DEFAULTS.get(target)
    if name is None or _scheme.SCHEMES.get(name, target) != target:
        fitting = [key for key, written in _scheme.SCHEMES.items() if written == target]
        raise RomanisationError(
            f"no romanisation scheme '{name or ''}' writes '{target}'; "
            f"there are {', '.join(fitting) or 'none'}"
        )
    table = _scheme.table(name, language)
    if name != "press":
        return table.spell(native)
    return _WORD.sub(
        lambda word: _customary(word[0], language) or table.spell(word[0]),
        _scheme.normalise(native),
    )


def _customary(word: str, language: str) -> str:
    """Return the customary English spelling if ``word`` is a given name, else nothing."""
    known = _given_names().get((language, word.lower()))
    if known is None or word == word.lower():
        return ""
    return known.english.upper() if len(word) > 1 and word.isupper() else known.english
