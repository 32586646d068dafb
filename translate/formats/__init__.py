"""How documents of each format are built: a module a format.

Of a text file a format says where in it the running text stands, of any other what its text is and
how a text is put back into it. Each is imported when a document of its kind is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from translate.formats import markdown, plain
from translate.formats.block import Block

if TYPE_CHECKING:
    from translate.formats.opened import Opened

Parser = Callable[[str], Iterator[Block]]
Opener = Callable[[bytes], "Opened"]


def _html(data: bytes) -> Opened:
    from translate.formats import html

    return html.read(data)


def _docx(data: bytes) -> Opened:
    from translate.formats import docx

    return docx.read(data)


def _odt(data: bytes) -> Opened:
    from translate.formats import odt

    return odt.read(data)


# The formats a document can have, by the suffix of its file: those that are their own text …
PARSERS: Mapping[str, Parser] = MappingProxyType(
    {
        ".txt": plain.blocks,
        ".md": markdown.blocks,
        ".markdown": markdown.blocks,
    }
)
# … and those that hold one. Openers raise ValueError, its message for the person at the keyboard.
OPENERS: Mapping[str, Opener] = MappingProxyType(
    {".docx": _docx, ".odt": _odt, ".html": _html, ".htm": _html}
)
SUFFIXES = (*PARSERS, *OPENERS)
# What is nothing for a terminal, or another program's eyes.
BINARY = frozenset({".docx", ".odt"})
