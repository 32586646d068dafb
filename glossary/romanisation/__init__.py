"""How a name's native spelling is written in German and English, and the way back.

:func:`derive` goes from the native spelling to a Latin one by the rules of a scheme.
"""

from __future__ import annotations

from glossary.romanisation import scheme as _scheme
from glossary.romanisation.scheme import RomanisationError

__all__ = ["RomanisationError", "derive"]


def derive(native: str, language: str, target: str, scheme: str | None = None) -> str:
    """Return ``native`` as ``target`` spells it: *Захарова*, ``ru`` → ``de`` *Sacharowa*.

    ``language`` is the ISO 639 code of the native spelling, ``target`` is ``de`` or ``en``.
    ``scheme`` defaults to ``duden`` for German and ``press`` for English.

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
    return _scheme.table(name, language).spell(native)
