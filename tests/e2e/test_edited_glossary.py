"""A glossary that changes while a translator reviews: drafts follow, confirmed text is flagged."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from command import run

ARTICLE = "Kim reiste nach Pjöngjang.\n\nAuch Schoigu sah Pjöngjang.\n\nSchoigu sagte nicht ja.\n"
CATALOGUE = "locales/en/LC_MESSAGES/article.po"


@pytest.fixture(autouse=True)
def _desk(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UMSCHRIFT_MODEL", str(tiny))
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    glossary("Pyongyang")
    run("translate", "article.txt", "--glossary", "own.csv")


def glossary(english: str) -> None:
    rows = f"kind,german,english\nplace,Pjöngjang,{english}\nperson,Schoigu,Shoigu\n"
    Path("own.csv").write_text(rows, encoding="utf-8")


def test_confirmed_text_is_flagged_and_never_rewritten_drafts_are_done_again() -> None:
    file = polib.pofile(CATALOGUE, wrapwidth=0)
    confirmed, draft, other = file
    confirmed.msgstr, confirmed.flags = "Kim travelled to Pyongyang.", []
    file.save()
    glossary("Phyongyang")

    said = run("translate", "article.txt", "--glossary", "own.csv").stderr

    assert "3 segments: 1 translated, 2 kept" in said
    assert "1 flagged" in said
    now = polib.pofile(CATALOGUE, wrapwidth=0)
    assert (now[0].msgstr, now[0].fuzzy) == (confirmed.msgstr, False)
    assert "⚠ name missing: Pjöngjang → Phyongyang" in now[0].comment
    assert now[1].msgstr == draft.msgstr.replace("Pyongyang", "Phyongyang")
    assert (now[2].msgstr, now[2].fuzzy) == (other.msgstr, True)
    (counts,) = json.loads(run("status", "--json").stdout).values()
    assert (counts["confirmed"], counts["broken"]) == (1, 1)
    assert "name missing" in run("check", "--glossary", "own.csv", code=1).stdout

    # The glossary was right before: the flag goes, the text is still there.
    glossary("Pyongyang")
    run("translate", "article.txt", "--glossary", "own.csv")
    again = polib.pofile(CATALOGUE, wrapwidth=0)
    assert (again[0].msgstr, again[0].fuzzy) == (confirmed.msgstr, False)
    assert "name missing" not in again[0].comment
    assert again[1].msgstr == draft.msgstr
    run("check", "--glossary", "own.csv")


def test_a_draft_that_a_human_has_edited_is_flagged_too_and_stays() -> None:
    file = polib.pofile(CATALOGUE, wrapwidth=0)
    file[1].msgstr = "Shoigu saw Pyongyang, too."
    file.save()
    glossary("Phyongyang")

    run("translate", "article.txt", "--glossary", "own.csv", "--retranslate")

    entry = polib.pofile(CATALOGUE, wrapwidth=0)[1]
    assert (entry.msgstr, entry.fuzzy) == ("Shoigu saw Pyongyang, too.", True)
    assert "⚠ name missing: Pjöngjang → Phyongyang" in entry.comment
