"""Bytes of a text file → text."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes) -> str:
    """Return the text of `data` in NFC, its line endings as they are, without a byte order mark.

    Read are UTF-8, UTF-16 and UTF-32 with or without mark, and Windows-1252. Raises
    ``UnicodeError`` with a message for a person where `data` is none of these.
    """
    text = _decoded(data)
    if _CONTROL.search(text):
        raise UnicodeError("this is not a text file")
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
