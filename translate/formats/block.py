"""A block of text: what a format's parser finds, and what the document cuts into segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "sentence", "caption", "credit", "list item", "quotation", "table cell"]


@dataclass(frozen=True)
class Block:
    """Running text that belongs together: a paragraph, a heading, a list item.

    `lines` are the ``(start, end)`` offsets of its lines in the text of the file, without what
    the file's structure put around them: indentation, a list's mark, the ``>`` of a quotation.
    Whatever no block holds stays in the file as it is.
    """

    kind: Kind
    lines: tuple[tuple[int, int], ...]
