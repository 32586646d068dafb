"""Archives that no word processor has written: refused, in one line, before anything is done."""

from __future__ import annotations

import codecs
import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import office
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document
from translate.errors import DocumentError
from translate.formats import archive, docx, odt

P = "<w:p><w:r><w:t>Kiew</w:t></w:r></w:p>"
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def with_document(source):
    return office.zipped(office.files(P) | {"word/document.xml": source})


def renamed(name):
    """Return a document with a part of another name, as no library would write it."""
    data = office.zipped(office.files(P) | {"x" * len(name.encode()): "text"})
    return data.replace(b"x" * len(name.encode()), name.encode())


def encrypted():
    data = bytearray(office.docx(P))
    data[6] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def bomb(size):
    """Return a document one part of which says that it has `size` bytes."""
    data = bytearray(office.docx(P))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", size)
    return bytes(data)


def twice():
    data = BytesIO(office.docx(P))
    with ZipFile(data, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<x/>")
    return data.getvalue()


DOCUMENT = office.body(P)
CASES = {
    "no archive": (b"Text", "is no .docx document"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "encrypted or of another kind"),
    "empty archive": (office.zipped({}), "is no .docx document"),
    "another kind": (office.zipped({"word/document.xml": DOCUMENT}), "is no .docx document"),
    "external entity": (
        with_document(
            DOCUMENT.replace("<w:document", f"{XXE}<w:document", 1).replace("Kiew", "&e;")
        ),
        "declares a document type",
    ),
    "billion laughs": (
        with_document(DOCUMENT.replace("<w:document", f"{LAUGHS}<w:document", 1)),
        "declares a document type",
    ),
    "not well-formed": (with_document(DOCUMENT[:-5]), "word/document.xml is damaged"),
    "nested": (with_document("<a>" * 5000 + "</a>" * 5000), "nested too deeply"),
    "other names": (
        with_document(DOCUMENT.replace("w:", "q:").replace("xmlns:w=", "xmlns:q=")),
        "not as others are",
    ),
    "other encoding": (
        with_document(DOCUMENT.replace("UTF-8", "windows-1252").encode()),
        "not in UTF-8",
    ),
    "macros": (office.zipped(office.files(P) | {"word/vbaProject.bin": "x"}), "holds macros"),
    "parent": (renamed("../../x"), "leads out of it"),
    "root": (renamed("/etc/cron.d/x"), "leads out of it"),
    "drive": (renamed("C:evil.exe"), "leads out of it"),
    "backslash": (renamed("..\\\\x"), "leads out of it"),
    "encrypted": (encrypted(), "it is encrypted"),
    "too large": (bomb(archive._LARGEST + 1), "would unpack to more"),
    "part too large": (bomb(archive._LARGEST_PART + 1), "larger than 128 MB"),
    "cut off": (office.docx(P)[:-30], "is no .docx document"),
    "two of a name": (twice(), "two parts of one name"),
    "no text": (office.docx("<w:p/>"), "is empty"),
    "missing part": (
        office.zipped({k: v for k, v in office.files(P).items() if "document" not in k}),
        "document.xml is missing",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_document_or_dangerous_is_told_in_one_line(tmp_path, case):
    data, message = CASES[case]
    path = tmp_path / "lob.docx"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as error:
        Document.read(path)
    told = str(error.value)
    assert told.startswith(f"{path}: ")
    assert message in told
    assert len(told.splitlines()) == 1


def test_too_many_parts(tmp_path):
    path = tmp_path / "lob.docx"
    path.write_bytes(office.zipped(office.files(P) | {f"x/{n}": "" for n in range(10_001)}))
    with pytest.raises(DocumentError, match="would unpack to more"):
        Document.read(path)


def test_a_bomb_is_not_unpacked():
    """The part says that it is small; what it unpacks to is not read beyond that."""
    data = bytearray(office.docx(P, styles="<x>" + " " * (1 << 24) + "</x>"))
    directory = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    while b"styles" not in data[directory : directory + 80]:
        directory = data.index(b"PK\x01\x02", directory + 1)
    data[directory + 24 : directory + 28] = struct.pack("<I", 100)
    with pytest.raises(ValueError, match=r"styles\.xml is damaged"):
        docx.read(bytes(data))


@given(st.binary(max_size=64), st.integers(0, 2000), st.booleans())
def test_a_damaged_document_is_read_or_refused(noise, at, inside):
    data = office.docx(P)
    at %= len(data)
    damaged = data[:at] + noise + data[at + len(noise) * inside :]
    for read in (docx.read, odt.read):
        try:
            opened = read(damaged)
            opened.pack(opened.text.replace("Kiew", "Kyiv"), "en")
        except ValueError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2])
def test_parts_stay_in_their_order_and_packing(method):
    data = BytesIO()
    with ZipFile(data, "w") as file:
        for name, content in office.files(P).items():
            file.writestr(ZipInfo(name, (2022, 2, 24, 4, 0, 0)), content, compress_type=method)
    packed = docx.read(data.getvalue()).pack("Kyiv", "en")
    with ZipFile(BytesIO(packed)) as after, ZipFile(data) as before:
        assert [(e.filename, e.compress_type, e.date_time) for e in after.infolist()] == [
            (e.filename, e.compress_type, e.date_time) for e in before.infolist()
        ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_part_stays_in_its_encoding(encoding):
    declared = DOCUMENT.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    data = with_document(declared.replace("Kiew", "Größe").encode(encoding))
    opened = docx.read(data)
    assert opened.text == "Größe"
    part = office.parts_of(opened.pack("Kyiv ł", "en"))["word/document.xml"]
    assert part.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16))
    assert "Kyiv ł" in part.decode(encoding)
