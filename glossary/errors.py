"""What can go wrong with a glossary or a name.

::

    GlossaryError
    ├── GlossaryFileError       a file cannot be read or written as a glossary
    ├── GlossaryConflictError   two rows contradict each other
    └── RomanisationError       glossary.romanisation: no table, or a letter the table does not know
"""

from __future__ import annotations


class GlossaryError(Exception):
    """The root of every error this package raises; its message is one line for a human."""


class GlossaryFileError(GlossaryError):
    """A glossary file that cannot be used, and where: ``path`` and, if known, ``line``."""

    def __init__(self, message: str, *, path: str = "", line: int | None = None) -> None:
        self.path = path
        self.line = line
        where = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(where + message)


class GlossaryConflictError(GlossaryError):
    """Two rows owe different spellings for one name; ``first`` and ``second`` say where."""

    def __init__(self, message: str, *, first: str, second: str) -> None:
        self.first = first
        self.second = second
        super().__init__(f"{second}: {message} (the other row: {first})")
