"""Names: what they are, how each language spells them, where they stand in a text.

Everything this package promises is named here; all errors are :class:`GlossaryError`, whose
docstring draws the tree.
"""

from glossary.concept import Concept, FormKind, Match, Spelling, Status
from glossary.entries import Role
from glossary.errors import GlossaryConflictError, GlossaryError, GlossaryFileError
from glossary.evidence import Context
from glossary.glossary import Glossary
from glossary.lookup import Hit

__all__ = [
    "Concept",
    "Context",
    "FormKind",
    "Glossary",
    "GlossaryConflictError",
    "GlossaryError",
    "GlossaryFileError",
    "Hit",
    "Match",
    "Role",
    "Spelling",
    "Status",
]
