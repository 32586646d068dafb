"""Encodings: what German text files come in is read, anything else refused."""

import codecs
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.encoding import decode

PROSE = (
    "Walerij Gerassimow überprüft die Größe der Übung – »ganz außerordentlich«, heißt es.\r\n"
    "Das 11. Korps kostet 5,5 Milliarden €. „Schön“, hört man in Kiew.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("text", [PROSE, PROSE * 500, "Größe", "Kiew\n"])
def test_german_text_is_read(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_a_mark(mark):
    order = "le" if mark == codecs.BOM_UTF16_LE else "be"
    assert decode(mark + PROSE.encode(f"utf-16-{order}")) == PROSE


def test_latin_1_is_read():
    text = "Fußgänger in Zürich, Café und Straße."
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac_cyrillic"])
def test_cyrillic_bytes_are_refused(encoding):
    russian = "Начальник Генерального штаба Валерий Герасимов поблагодарил военных."
    with pytest.raises(ValueError, match="its encoding is not known"):
        decode(russian.encode(encoding))


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp437"])
def test_german_in_an_encoding_of_old_is_refused(encoding):
    text = (
        "Schöne Grüße aus Köln: Die Straße nach Süden ist für alle geöffnet, Ärger gibt es nicht."
    )
    with pytest.raises(ValueError, match="its encoding is not known"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding"), [("平壌 ", "shift_jis"), ("平壤 ", "gb18030"), ("평양 ", "euc-kr")]
)
def test_multibyte_text_is_refused(text, encoding):
    with pytest.raises(ValueError, match=r"encoding is not known|not a text file"):
        decode((text * 20).encode(encoding))


def test_composed():
    assert decode("Scho\u0308n".encode()) == "Schön"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_utf_8_is_never_taken_for_anything_else(text):
    # Only these could be read otherwise: a mark is no text.
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == unicodedata.normalize("NFC", text)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data):
    text = ""
    with suppress(ValueError):
        text = decode(data)
    assert text.isprintable() or not any(map(text.__contains__, "\x00\x01\x08\x7f"))
