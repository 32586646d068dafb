"""What can go wrong with names.

::

    GlossaryError
    └── RomanisationError    glossary.romanisation: no table, or a letter the table does not know
"""

from __future__ import annotations


class GlossaryError(Exception):
    """The root of every error this package raises; its message is one line for a human."""
