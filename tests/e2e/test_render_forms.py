"""``umschrift render``: what it writes, where, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import office
import polib
import pytest
from command import run

SOURCE = "Kiew schweigt\n\nSchoigu kam. Er ging.\nDanach war Ruhe.\n\n> Nichts.\n"
ENTRIES = [
    ("Kiew schweigt", "Kyiv is silent", False),
    ("Schoigu kam.", "Shoigu came.", False),
    ("Er ging.", "He\nleft.", True),
    ("Danach war Ruhe.", "Then there was peace.", False),
]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("lob.de.txt")
    path.write_text(SOURCE, encoding="utf-8")
    save(ENTRIES)
    return path


def save(entries: list[tuple[str, str, bool]]) -> Path:
    path = Path("locales/en/LC_MESSAGES/lob.po")
    path.parent.mkdir(parents=True, exist_ok=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    for source, text, fuzzy in entries:
        flags = ["fuzzy"] if fuzzy else []
        file.append(polib.POEntry(msgid=source, msgstr=text, flags=flags))
    file.save(str(path))
    return path


def test_both_languages_paragraph_by_paragraph(source: Path) -> None:
    assert run("render", source, "--bilingual").stdout == (
        "> Kiew schweigt\n\n"
        "Kyiv is silent\n\n"
        "> Schoigu kam. Er ging.\n\n"
        "[draft] Shoigu came. He left.\n\n"
        "> Danach war Ruhe.\n\n"
        "Then there was peace.\n\n"
        "> Nichts.\n\n"
        "[untranslated] Nichts.\n"
    )


def test_what_is_unconfirmed_is_listed_and_nothing_is_written(source: Path) -> None:
    result = run("render", source, "--confirmed-only", "-o", "lob.txt", code=1)
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "lob.de.txt:3: edited: Er ging.",
        "lob.de.txt:6: new: Nichts.",
        "2 of 5 segments unconfirmed",
    ]
    assert not Path("lob.txt").exists()


def test_all_confirmed_is_rendered(source: Path) -> None:
    save([(german, english, False) for german, english, _ in [*ENTRIES, ("Nichts.", "Nil.", 0)]])
    result = run("render", source, "--confirmed-only")
    assert result.stdout == (
        "Kyiv is silent\n\nShoigu came. He left.\nThen there was peace.\n\n> Nil.\n"
    )
    assert result.stderr == "5 of 5 segments confirmed, 0 drafts, 0 untranslated\n"


@pytest.mark.parametrize("name", ["lob.de.txt", "./locales/../lob.de.txt"])
def test_the_german_is_not_overwritten(source: Path, name: str) -> None:
    assert "name another file" in run("render", source, "-o", name, code=2).stderr
    assert source.read_text(encoding="utf-8") == SOURCE


def test_the_catalogue_is_not_overwritten(source: Path) -> None:
    path = Path("locales/en/LC_MESSAGES/lob.po")
    before = path.read_bytes()
    assert "name another file" in run("render", source, "-o", path, code=2).stderr
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(source: Path) -> None:
    error = run("render", source, "-o", "fehlt/lob.txt", code=2).stderr
    assert error.count("\n") == 1
    assert "fehlt/lob.txt: cannot be written: No such file or directory" in error


def on_a_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Run a command whose stdout is a terminal; return its exit code and what it says."""
    master, terminal = os.openpty()
    program = "from translate.cli import main; main()"
    call = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(call, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    os.close(master)
    return done.returncode, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a POSIX terminal")
def test_a_page_is_not_poured_into_a_terminal(source: Path) -> None:
    assert on_a_terminal("report", source) == (
        2,
        "Error: this is nothing for a terminal; name a file with -o FILE\n",
    )
    assert run("report", source).stdout.startswith("<!doctype html>")


def test_the_report_is_a_file(source: Path) -> None:
    result = run("report", source, "-o", "lob.html")
    assert result.stderr == "5 segments → lob.html\n"
    assert "name another file" in run("report", source, "-o", source, code=2).stderr
    assert "fehlt.txt: no such file" in run("report", "fehlt.txt", code=2).stderr


WORD = (
    '<w:p><w:r><w:t xml:space="preserve">Der </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>Kreml</w:t></w:r><w:r><w:t> lobt &lt;Schoigu&gt;.</w:t></w:r></w:p>"
)


@pytest.fixture
def word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("lob.de.docx")
    path.write_bytes(office.docx(WORD))
    entry = (
        "Der <b>Kreml</b> lobt <Schoigu>.",
        "<Shoigu> & co. are praised by the <b>Kremlin</b>.",
        True,
    )
    save([entry])
    return path


def test_a_word_document_comes_out_as_one(word: Path) -> None:
    result = run("render", word, "-o", "lob.docx")
    assert result.stdout == ""
    assert "1 drafts, 0 untranslated → lob.docx" in result.stderr
    (paragraph,) = docx.Document("lob.docx").paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [
        ("<Shoigu> & co. are praised by the ", None),
        ("Kremlin", True),
        (".", None),
    ]
    # The same into a pipe; as text for editors; as a page.
    assert run("render", word).stdout_bytes == Path("lob.docx").read_bytes()
    assert run("render", word, "--bilingual").stdout == (
        "> Der Kreml lobt <Schoigu>.\n\n[draft] <Shoigu> & co. are praised by the Kremlin.\n"
    )
    assert "sentence, paragraph 1" in run("report", word).stdout


@pytest.mark.parametrize(
    ("output", "more"),
    [("lob.txt", []), ("lob.odt", []), ("lob.docx", ["--bilingual"]), ("lob", [])],
)
def test_a_word_document_is_written_to_no_other_kind_of_file(
    word: Path, output: str, more: list[str]
) -> None:
    error = run("render", word, "-o", output, *more, code=2).stderr
    assert "name a file with -o that ends as it should" in error
    assert error.count("\n") == 1
    assert not Path(output).exists()


@pytest.mark.skipif(os.name == "nt", reason="a POSIX terminal")
def test_a_word_document_is_not_poured_into_a_terminal(word: Path) -> None:
    assert on_a_terminal("render", word) == (
        2,
        "Error: this is nothing for a terminal; name a file with -o FILE\n",
    )
    assert on_a_terminal("render", word, "--bilingual")[0] == 0


@pytest.mark.parametrize("command", ["render", "report"])
def test_a_dangerous_document_is_refused(word: Path, command: str) -> None:
    word.write_bytes(office.zipped(office.files(WORD) | {"word/vbaProject.bin": "x"}))
    error = run(command, word, "-o", f"out.{command}", code=2).stderr
    assert (
        error
        == "Error: lob.de.docx: it holds macros, which are programs; save a copy without them\n"
    )
    assert not Path(f"out.{command}").exists()
