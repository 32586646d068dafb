"""Bytes of a text file → text."""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# No text has these; tabulators, line ends, form feeds and the escape of terminals aside.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
# Windows-1252 has a character for nearly every byte, so that bytes of any other encoding pass for
# it. In German prose they are letters of German and of the names in it, few among many others,
# and marks that do not stand within a word.
_LETTER = re.compile(r"[^\W\d_]")
_HIGH_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_EXPECTED = re.compile(r"[äöüßÄÖÜáàâåæçéèêëíïñóôøú]")
_MARK_IN_WORD = re.compile(
    r"(?<=[a-zäöüß])[„”‚‘“†‡ˆ‰‹›•–—˜™§°£©®²³µ×½¼¾¿¡ºª·¤¥¦¨¯¸¹÷](?=[a-zäöüß])"
)
_LAST_RESORT = "cp1252"
_ADVICE = "save the text as UTF-8"
_MOST_HIGH = 0.25  # of all letters; the German umlauts and ß are 2 %
_FEW = 3  # of a text as short as »Größe«


def decode(data: bytes) -> str:
    """Return the text of `data` in NFC, its line ends as they are, without a byte order mark.

    Read are UTF-8, UTF-16 and UTF-32 with a mark, UTF-8 and UTF-16 without one, and Windows-1252,
    which holds ISO 8859-1. Raises ``ValueError`` with a message for a person where `data` is none
    of these, or is no text.
    """
    return unicodedata.normalize("NFC", decoded(data)[0])


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of `data` as it stands, and its encoding; raises what `decode` does."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding, errors="replace" if encoding == _LAST_RESORT else "strict")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not {encoding} throughout; {_ADVICE}") from error
    if _CONTROL.search(text):
        raise ValueError(f"it is not a text file; {_ADVICE}")
    if encoding == _LAST_RESORT and not _is_plausible(text):
        raise ValueError(f"its encoding is not known; {_ADVICE}")
    return text, encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    # In UTF-16 most characters of German have a zero byte, always on the same side.
    low, high = data[0:4096:2], data[1:4096:2]
    if 2 * high.count(0) > len(high) > 10 * low.count(0):
        return "utf-16-le"
    if 2 * low.count(0) > len(low) > 10 * high.count(0):
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _LAST_RESORT
    return "utf-8"


def _is_plausible(text: str) -> bool:
    """Tell whether `text`, read as Windows-1252, can be German."""
    if "\ufffd" in text:  # one of the few bytes that it has not
        return False
    letters = len(_LETTER.findall(text))
    high = len(_HIGH_LETTER.findall(text))
    expected = len(_EXPECTED.findall(text))
    return not _MARK_IN_WORD.search(text) and high <= min(
        2 * expected, max(_FEW, _MOST_HIGH * letters)
    )
