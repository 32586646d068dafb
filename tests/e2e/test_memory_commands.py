"""What a translator has confirmed, carried from document to document and from tool to tool."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from command import run

SENTENCE = "Gerassimow sagte nicht, der Krieg sei vorbei."
LIKE_IT = "Gerassimow sagte nicht, der Krieg sei bald vorbei."
OTHER = "Marija Sacharowa"
BY_HAND = "Gerasimov did not say that the war was over."

TMX = f"""<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" srclang="de-DE"/><body>
<tu><tuv xml:lang="de-DE"><seg>{SENTENCE}</seg></tuv>
<tuv xml:lang="en-GB"><seg>{BY_HAND}</seg></tuv></tu>
<tu><tuv xml:lang="de-DE"><seg>{OTHER}</seg></tuv>
<tuv xml:lang="en-GB"><seg>Sacharowa</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture(autouse=True)
def _desk(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UMSCHRIFT_MODEL", str(tiny))
    Path("first.txt").write_text(f"{SENTENCE}\n\n{OTHER}\n", encoding="utf-8")
    Path("second.txt").write_text(f"{LIKE_IT}\n\n{SENTENCE}\n\n{OTHER}\n", encoding="utf-8")
    Path("firm.tmx").write_text(TMX, encoding="utf-16")


def entries(name: str) -> dict[str, polib.POEntry]:
    return {e.msgid: e for e in polib.pofile(f"locales/en/LC_MESSAGES/{name}.po", wrapwidth=0)}


def confirm(name: str, source: str, text: str) -> None:
    file = polib.pofile(f"locales/en/LC_MESSAGES/{name}.po", wrapwidth=0)
    entry = file.find(source)
    entry.msgstr, entry.flags = text, []
    file.save()


def test_what_is_confirmed_in_one_document_is_the_draft_in_another() -> None:
    run("translate", "first.txt", "second.txt")
    confirm("first", SENTENCE, BY_HAND)
    assert "1 from memory" in run("translate", "second.txt").stderr

    entry = entries("second")[SENTENCE]
    assert (entry.msgstr, entry.fuzzy) == (BY_HAND, True)
    assert "draft from: first.po" in entry.comment.split("\n")
    before = Path("locales/en/LC_MESSAGES/second.po").read_bytes()
    assert "unchanged" in run("translate", "second.txt").stderr
    assert Path("locales/en/LC_MESSAGES/second.po").read_bytes() == before


def test_a_human_has_the_last_word_over_the_memory() -> None:
    run("translate", "first.txt", "second.txt")
    confirm("first", SENTENCE, BY_HAND)
    confirm("second", SENTENCE, "Another view.")

    run("translate", "second.txt", "--trust-memory", "--retranslate")

    entry = entries("second")[SENTENCE]
    assert (entry.msgstr, entry.fuzzy) == ("Another view.", False)


def test_trusted_memory_is_confirmed_unless_a_name_in_it_is_wrong() -> None:
    run("memory", "import", "firm.tmx")
    run("translate", "second.txt", "--trust-memory")

    after = entries("second")
    assert (after[SENTENCE].msgstr, after[SENTENCE].fuzzy) == (BY_HAND, False)
    assert after[OTHER].msgstr == "Sacharowa"
    assert after[OTHER].fuzzy
    assert "⚠ name missing: Marija Sacharowa → Maria Zakharova" in after[OTHER].comment
    assert after[LIKE_IT].fuzzy


def test_near_matches_are_shown_beside_the_draft() -> None:
    run("memory", "import", "firm.tmx")
    run("translate", "second.txt")

    entry = entries("second")[LIKE_IT]
    assert f"similar, confirmed in firm.po: {SENTENCE} → {BY_HAND}" in entry.comment.split("\n")
    assert entry.msgstr != BY_HAND


def test_an_imported_memory_is_no_document() -> None:
    said = run("memory", "import", "firm.tmx").stderr
    assert "firm.tmx → locales/en/memory/firm.po: 2 added, 0 known" in said.replace("\\", "/")
    assert "0 added, 2 known" in run("memory", "import", "firm.tmx").stderr
    run("translate", "first.txt")
    assert run("status").stdout.count(".po:") == 1


def test_export_gives_all_that_is_confirmed_and_import_takes_it_back() -> None:
    run("translate", "first.txt")
    confirm("first", SENTENCE, BY_HAND)
    assert "1 translations → mine.tmx" in run("memory", "export", "-o", "mine.tmx").stderr
    assert run("memory", "export").stdout_bytes == Path("mine.tmx").read_bytes()

    run("memory", "import", "mine.tmx", "--locales", "elsewhere")

    (entry,) = polib.pofile("elsewhere/en/memory/mine.po")
    assert (entry.msgid, entry.msgstr, entry.fuzzy) == (SENTENCE, BY_HAND, False)


def test_a_broken_memory_is_one_clear_line_and_nothing_is_written() -> None:
    Path("bad.tmx").write_text("<tmx><body>", encoding="utf-8")
    said = run("memory", "import", "firm.tmx", "bad.tmx", code=2).stderr
    assert said.count("\n") == 1
    assert "bad.tmx: line 1: no TMX" in said
    assert not Path("locales").exists()
