"""A reviewer at work in Poedit itself, and what umschrift makes of it afterwards."""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import poedit
import polib
import pytest
from click.testing import CliRunner
from poedit import Poedit

from translate.checks import check
from translate.cli import main

ROOT = Path(__file__).parent.parent.parent
SEED = Path("seeds/gerassimow-lob.de.txt")
CATALOGUE = Path("locales/en/LC_MESSAGES/gerassimow-lob.po")


@pytest.fixture(autouse=True)
def _programs(need: Callable[..., None]) -> None:
    need(*poedit.PROGRAMS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seed and its catalogue, half reviewed, in a folder of their own."""
    for path in (SEED, CATALOGUE):
        (tmp_path / path).parent.mkdir(parents=True)
        shutil.copy(ROOT / path, tmp_path / path)
    monkeypatch.chdir(tmp_path)
    return CATALOGUE


def umschrift(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, those of the header apart that tell who wrote when."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [
        line
        for line in lines
        if line.startswith(("-", "+"))
        and not line.startswith(("---", "+++"))
        and not any(field in line for field in ("PO-Revision-Date", "X-Generator"))
    ]


def test_a_review_in_poedit_loses_nothing_and_changes_nothing_else(
    catalogue: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = catalogue.read_text(encoding="utf-8")
    typed, doubted = "She has read some 10,000 pages of speeches.", "It is Gerasimov, I think."
    with Poedit(catalogue, home) as window:
        assert window.columns[-2:] == ["Source text — German", "Translation — English"]

        window.next_unfinished()
        edited = window.source
        assert window.needs_work
        assert "Notes for translators" in window.labels
        window.translate(typed)
        window.wait(lambda: not window.needs_work, "the entry to count as confirmed")

        window.next_unfinished()
        confirmed, draft = window.source, window.translation
        assert any("Gerassimow → Gerasimov" in label for label in window.labels)
        window.click("Needs Work", "toggle button")
        window.wait(lambda: not window.needs_work, "the entry to count as confirmed")

        window.next_unfinished()
        unsure = window.source
        window.translate(doubted)
        window.press("ctrl+u")
        window.wait(lambda: window.needs_work, "the entry to need work")
        window.comment("ask the desk")
        window.save()
    saved = catalogue.read_text(encoding="utf-8")
    was = {entry.msgid: entry.msgstr for entry in polib.pofile(before)}
    assert changed(before, saved) == [
        "-#, fuzzy",
        f'-msgstr "{was[edited]}"',
        f'+msgstr "{typed}"',
        "-#, fuzzy",
        "+# ask the desk",
        f'-msgstr "{was[unsure]}"',
        f'+msgstr "{doubted}"',
    ]

    counts = json.loads(umschrift("status", "--json"))[str(catalogue)]
    assert (counts["confirmed"], counts["edited"], counts["draft"]) == (17, 1, 19)

    # Nothing is left to translate: the model is not even looked for.
    monkeypatch.setenv("UMSCHRIFT_MODEL", "no such model")
    umschrift("translate", SEED)
    after = catalogue.read_text(encoding="utf-8")
    assert all(line[1:].startswith("#.") for line in changed(saved, after))  # our own notes
    entries = {entry.msgid: entry for entry in polib.pofile(after)}
    assert (entries[edited].msgstr, entries[edited].fuzzy) == (typed, False)
    assert (entries[confirmed].msgstr, entries[confirmed].fuzzy) == (draft, False)
    assert (entries[unsure].msgstr, entries[unsure].fuzzy) == (doubted, True)
    assert entries[unsure].tcomment == "ask the desk"
    umschrift("translate", SEED)
    assert catalogue.read_text(encoding="utf-8") == after

    text = umschrift("render", SEED)
    assert all(each in text for each in (typed, draft, doubted))
    umschrift("render", SEED, "--confirmed-only", code=1)

    # And Poedit takes what umschrift wrote.
    with Poedit(catalogue, home) as window:
        window.next_unfinished()
        assert (window.source, window.translation) == (unsure, doubted)
        assert "ask the desk" in window.labels


PAIRS = [
    ("Kiew schweigt.", "Kyiv is silent."),
    ("Der Frieden kommt.", "peace is coming."),
    ("der Frieden", "The peace"),
    ("Er kam.", "He came"),
    ("Er kam", "He came."),
    ("Kommt er?", "He is coming."),
    ("Er sagte: »Ja.«", "He said: “Yes.”"),
    ("Er sagte: »Nein«.", "He said: “No.”"),
    ("Sie schwieg …", "She was silent ..."),
    ("Sie schwieg (er nicht)", "She was silent, he was not"),
    ("Das Ende. ", "The end."),
    ("Das Ende.", "The end. "),
    ("Ein Anfang.", " A beginning."),
    ("Hallo {name}!", "Hello {Name}!"),
    ("Mehr unter https://example.org/", "More at https://example.org/."),
]


def test_poedits_warnings_are_never_the_first_the_reviewer_hears_of_it(
    tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "pairs.po"
    file = polib.POFile()
    file.metadata = {
        "Language": "en",
        "X-Source-Language": "de",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    file.extend(polib.POEntry(msgid=source, msgstr=text) for source, text in PAIRS)
    file.save(str(path))

    shown = {}
    with Poedit(path, home) as window:
        while True:
            shown[window.source] = window.warnings
            if len(shown) == len(PAIRS):
                break
            window.next()

    assert shown.keys() == dict(PAIRS).keys()
    assert len([source for source in shown if shown[source]]) > 8  # it warns, and we see it
    unannounced = [
        (source, text) for source, text in PAIRS if shown[source] and not check(source, text)
    ]
    assert unannounced == []
