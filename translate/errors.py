"""What can go wrong on a text's way, as messages for the person at the keyboard.

Every message is one line that names the file or setting, says what is wrong and what to do; the
command line prints it as it stands::

    TranslateError
    ├── DocumentError    a source document cannot be read or written
    ├── CatalogueError   a PO catalogue cannot be read, merged or written
    ├── MemoryFileError  a translation memory cannot be read or written
    ├── PackageError     no usable translation package
    ├── EngineError      a package was found but cannot translate
    └── ScoringError     two texts cannot be compared
"""

from __future__ import annotations


class TranslateError(Exception):
    """Root of every error this package raises on purpose."""


class DocumentError(TranslateError):
    """A source document cannot be read or written."""


class CatalogueError(TranslateError):
    """A PO catalogue cannot be read, merged or written."""


class MemoryFileError(TranslateError):
    """A translation memory of another tool cannot be read or written."""


class PackageError(TranslateError):
    """There is no usable translation package."""


class EngineError(TranslateError):
    """A package was found but cannot translate."""


class ScoringError(TranslateError):
    """Two texts cannot be compared."""
