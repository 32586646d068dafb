"""A block of text: what a format's parser finds, and what the document cuts into segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from translate.markup import Tag

Kind = Literal["heading", "sentence", "caption", "credit", "list item", "quotation", "table cell"]


def no_markup(_: str) -> Sequence[Tag]:
    """Return no tags: every character of a plain text is text."""
    return ()


@dataclass(frozen=True, slots=True)
class Block:
    """Running text that belongs together: a paragraph, a heading, a list item.

    `lines` are the ``(start, end)`` offsets of its lines in the text of the file, without what
    the file's structure put around them: indentation, a list's mark, the ``>`` of a quotation.
    `markup` finds the tags in the running text, in order. Whatever no block holds stays in the
    file as it is.
    """

    kind: Kind
    lines: tuple[tuple[int, int], ...]
    markup: Callable[[str], Sequence[Tag]] = no_markup
