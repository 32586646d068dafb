"""Markdown (CommonMark with front matter and tables)."""

from __future__ import annotations

from collections.abc import Iterator

from translate.formats import plain
from translate.formats.block import Block


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown `text`, in order."""
    yield from plain.blocks(text)
