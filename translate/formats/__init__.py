"""How text files of each format are built: a module a format, each a function text → blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from translate.formats import markdown, plain
from translate.formats.block import Block

Parser = Callable[[str], Iterator[Block]]

# The formats a document can have, by the suffix of its file.
PARSERS: Mapping[str, Parser] = MappingProxyType(
    {
        ".txt": plain.blocks,
        ".md": markdown.blocks,
        ".markdown": markdown.blocks,
    }
)
