"""A document's whole way: translated, reviewed, rendered, in formats that hold more than text."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import office
import polib
import pytest
from command import run
from odf import teletype, text
from odf.opendocument import OpenDocumentText, load

from translate.formats import SUFFIXES

BOLD = "<w:rPr><w:b/></w:rPr>"


@pytest.fixture(autouse=True)
def _folder(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UMSCHRIFT_MODEL", str(tiny))
    monkeypatch.chdir(tmp_path)


def word(path: Path) -> None:
    path.write_bytes(
        office.docx(
            '<w:p><w:r><w:t xml:space="preserve">Marija </w:t></w:r>'
            f"<w:r>{BOLD}<w:t>Sacharowa</w:t></w:r><w:r><w:t> kam.</w:t></w:r></w:p>"
            "<w:tbl><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>Kiew</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
    )


def open_document(path: Path) -> None:
    document = OpenDocumentText()
    paragraph = text.P(text="Marija ")
    paragraph.addElement(text.A(href="x", text="Sacharowa"))
    paragraph.addText(" kam.")
    document.text.addElement(paragraph)
    document.text.addElement(text.P(text="Kiew"))
    document.save(str(path))


def page(path: Path) -> None:
    path.write_text("<p>Marija <b>Sacharowa</b> kam.<p>Kiew", encoding="utf-8")


def word_text(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return [document.paragraphs[0].text, document.tables[0].cell(0, 0).text]


def open_document_text(path: Path) -> list[str]:
    return [teletype.extractText(each) for each in load(str(path)).getElementsByType(text.P)]


def page_text(path: Path) -> list[str]:
    return re.sub("</?b>", "", path.read_text(encoding="utf-8")).split("<p>")[1:]


@pytest.mark.parametrize(
    ("suffix", "write", "read"),
    [
        (".docx", word, word_text),
        (".odt", open_document, open_document_text),
        (".html", page, page_text),
    ],
)
def test_a_document_is_translated_reviewed_and_rendered(suffix, write, read) -> None:
    source = Path(f"lob.de{suffix}")
    write(source)
    before = source.read_bytes()
    assert "2 segments: 2 translated" in run("translate", source).stderr
    catalogue = polib.pofile("locales/en/LC_MESSAGES/lob.po")
    assert [entry.occurrences for entry in catalogue] == [
        [(source.name, "1")],
        [(source.name, "2")],
    ]
    tag = "a" if suffix == ".odt" else "b"
    assert catalogue[0].msgid == f"Marija <{tag}>Sacharowa</{tag}> kam."
    assert f"<{tag}>" in catalogue[0].msgstr
    run("render", source, "-o", f"draft{suffix}")
    assert "Maria Zakharova" in read(Path(f"draft{suffix}"))[0]
    assert read(Path(f"draft{suffix}"))[1] == "Kyiv"
    catalogue[0].msgstr = f"Maria <{tag}>Zakharova</{tag}> came."
    for entry in catalogue:
        entry.flags.remove("fuzzy")
    catalogue.save()
    run("render", source, "--confirmed-only", "-o", f"lob.en{suffix}")
    assert read(Path(f"lob.en{suffix}")) == ["Maria Zakharova came.", "Kyiv"]
    assert "unchanged" in run("translate", source).stderr
    assert source.read_bytes() == before


def test_an_unknown_format_is_told_which_are_known() -> None:
    Path("lob.pdf").write_bytes(b"%PDF")
    error = run("render", "lob.pdf", code=2).stderr
    assert all(suffix in error for suffix in SUFFIXES)


def test_what_word_leaves_in_a_folder_is_no_document() -> None:
    word(Path("lob.docx"))
    Path("~$lob.docx").write_bytes(b"\x05Jemand" + bytes(150))
    run("translate", ".")
    assert [path.name for path in Path().rglob("*.po")] == ["lob.po"]
