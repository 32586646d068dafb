"""What a format makes of a file that is more than its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.formats.block import Block


@dataclass(frozen=True, slots=True)
class Opened:
    """The `text` of a file, one paragraph a line, its `blocks`, and the way back.

    ``pack(text, language)`` returns the file with another text, of as many lines, in the place of
    this one, and says that it is in this `language` where it has said that it was German.
    """

    text: str
    blocks: tuple[Block, ...]
    pack: Callable[[str, str], bytes]
