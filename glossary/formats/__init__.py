"""Reading and writing glossaries: one module a format, told apart by the names in :data:`FORMATS`.

Each module says what its format cannot carry; :func:`losses` says it of the concepts at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.concept import Status
from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from glossary.concept import Concept, Spelling

# Format → the module and its writing function.
FORMATS = {
    "csv": ("csv", "write"),
    "deepl": ("deepl", "write"),
    "omegat": ("omegat", "write"),
    "tbx": ("tbx", "write"),
    "weblate": ("tbx", "write_for_weblate"),
}


_LANGUAGES = {"de", "en"}
_MOST_NAMED = 5


def _has_spelling(has: Callable[[Spelling], object]) -> Callable[[Concept], bool]:
    return lambda concept: any(map(has, concept.spellings.values()))


# What a concept may have beside its terms.
_CONTENTS: dict[str, Callable[[Concept], object]] = {
    "id": lambda concept: concept.id,
    "kind": lambda concept: concept.kind,
    "native spelling": lambda concept: concept.native,
    "short forms as such": _has_spelling(lambda spelling: spelling.short),
    "variants as such": _has_spelling(lambda spelling: spelling.variants),
    "forbidden German spellings": lambda concept: (
        "de" in concept.spellings and concept.spellings["de"].forbidden
    ),
    "forbidden spellings": _has_spelling(lambda spelling: spelling.forbidden),
    "status": lambda concept: concept.status is Status.SUGGESTED,
    "deprecated names": lambda concept: concept.status is Status.DEPRECATED,
    "note": lambda concept: concept.note,
    "source": lambda concept: concept.source,
    "other columns": lambda concept: concept.extra,
    "other languages": lambda concept: concept.spellings.keys() - _LANGUAGES,
}
# What of these each format can hold.
_HOLDS = {
    "csv": _CONTENTS.keys() - {"forbidden German spellings", "other languages"},
    "deepl": set[str](),
    "omegat": {"note"},
    "tbx": _CONTENTS.keys() - {"other columns"},
    "weblate": {"forbidden spellings", "note"},
}


def losses(concepts: Sequence[Concept], form: str) -> list[str]:
    """Return what is lost of ``concepts`` in the format ``form``, and of how many names.

    *kind (12)*; nothing if all comes back on reading. Raises
    :class:`~glossary.errors.GlossaryError` for an unknown format.
    """
    module = _module(form)
    counts = {
        what: sum(map(bool, map(has, concepts)))
        for what, has in _CONTENTS.items()
        if what not in _HOLDS[form]
    }
    lost = [f"{what} ({count})" for what, count in counts.items() if count]
    if form == "deepl":
        lost += _named("terms with several translations", module.left_out(concepts))
    if form == "tbx":
        ids = [concept.id for concept in concepts if concept.id and not module.is_id(concept.id)]
        lost += _named("ids that are no XML names", ids)
    return lost


def _named(what: str, words: Sequence[str]) -> list[str]:
    more = ", …" if len(words) > _MOST_NAMED else ""
    return [f"{what} ({len(words)}: {', '.join(words[:_MOST_NAMED])}{more})"] if words else []


def read(path: Path, form: str) -> list[Concept]:
    """Return the concepts of the file ``path`` in the format ``form``.

    Raises :class:`~glossary.errors.GlossaryFileError` for a file that cannot be used, and
    :class:`~glossary.errors.GlossaryError` for an unknown format.
    """
    concepts: list[Concept] = _module(form).read(path)
    return concepts


def write(concepts: Iterable[Concept], path: Path, form: str) -> None:
    """Write ``concepts`` to ``path`` in the format ``form``, whole or not at all.

    Raises :class:`~glossary.errors.GlossaryError`, also for what the format cannot hold.
    """
    getattr(_module(form), FORMATS[form][1])(concepts, path)


def _module(form: str) -> Any:
    if form not in FORMATS:
        raise GlossaryError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")
    return import_module(f"glossary.formats.{FORMATS[form][0]}")
