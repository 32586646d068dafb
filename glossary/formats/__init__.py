"""Reading and writing glossaries: one module a format, told apart by the names in :data:`FORMATS`.

Each module says what its format cannot carry.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from glossary.concept import Concept

# Format → the module and its writing function.
FORMATS = {
    "csv": ("csv", "write"),
    "deepl": ("deepl", "write"),
    "omegat": ("omegat", "write"),
    "tbx": ("tbx", "write"),
    "weblate": ("tbx", "write_for_weblate"),
}


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
