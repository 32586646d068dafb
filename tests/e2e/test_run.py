"""The commands as a user types them, on the word-for-word model."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from command import run

ARTICLE = """Gerassimows Lob für das 11. Korps

Der Chef des Generalstabs, Walerij Gerassimow, sagte: »Das 11. Korps hat gesiegt. Wir danken ihm.«
Marija Sacharowa zahlte 5,5 Milliarden Euro.

Putin-Vertraute und Kiewer Diplomaten reisten nach Pjöngjang.
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "lob.de.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path.relative_to(tmp_path)


@pytest.fixture(autouse=True)
def _model(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UMSCHRIFT_MODEL", str(tiny))


def catalogue() -> polib.POFile:
    return polib.pofile("locales/en/LC_MESSAGES/lob.po", wrapwidth=0)


def test_every_sentence_is_a_draft_with_its_names_right(article: Path) -> None:
    result = run("translate", article)
    entries = catalogue()
    assert [entry.msgid for entry in entries] == [
        "Gerassimows Lob für das 11. Korps",
        "Der Chef des Generalstabs, Walerij Gerassimow, sagte: »Das 11. Korps hat gesiegt.",
        "Wir danken ihm.«",
        "Marija Sacharowa zahlte 5,5 Milliarden Euro.",
        "Putin-Vertraute und Kiewer Diplomaten reisten nach Pjöngjang.",
    ]
    assert all("fuzzy" in entry.flags for entry in entries)
    text = "\n".join(entry.msgstr for entry in entries)
    for name in ("Gerasimov's", "Valery Gerasimov", "Maria Zakharova", "Kyiv", "Pyongyang"):
        assert name in text
    for name in ("Gerassimow", "Sacharowa", "Kiew", "Pjöngjang"):
        assert name not in text
    assert "5 segments" in result.stderr
    assert "umschrift render" in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_gettext_accepts_the_catalogue(article: Path, tmp_path: Path) -> None:
    run("translate", article)
    path = tmp_path / "locales/en/LC_MESSAGES/lob.po"
    done = subprocess.run(
        ["msgfmt", "-c", "-o", os.devnull, path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_second_run_changes_nothing_and_loads_no_model(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("translate", article)
    before = Path("locales/en/LC_MESSAGES/lob.po").read_bytes()
    monkeypatch.setenv("UMSCHRIFT_MODEL", "no such model")
    assert "unchanged" in run("translate", article).stderr
    assert Path("locales/en/LC_MESSAGES/lob.po").read_bytes() == before


def test_what_a_human_wrote_survives_every_run(article: Path) -> None:
    run("translate", article)
    entries = catalogue()
    entries[1].msgstr = "A human's sentence."
    entries[1].flags.remove("fuzzy")
    entries[2].msgstr = "Half a thought"
    entries[3].tcomment = "ask the desk"
    entries.save()
    run("translate", article, "--retranslate")
    article.write_text(ARTICLE.replace("Putin-Vertraute und", "Nur"), encoding="utf-8")
    run("translate", article)
    after = {entry.msgid: entry for entry in catalogue()}
    assert after[entries[1].msgid].msgstr == "A human's sentence."
    assert not after[entries[1].msgid].fuzzy
    assert after[entries[2].msgid].msgstr == "Half a thought"
    assert after[entries[3].msgid].tcomment == "ask the desk"
    assert after["Nur Kiewer Diplomaten reisten nach Pjöngjang."].fuzzy
    assert after[entries[4].msgid].obsolete


def test_a_confirmed_entry_that_breaks_the_glossary_is_flagged_not_changed(article: Path) -> None:
    run("translate", article)
    entries = catalogue()
    entries[3].msgstr = "Maria Sacharova paid 5.5 billion euros."
    entries[3].flags.remove("fuzzy")
    entries.save()
    assert "1 flagged" in run("translate", article).stderr
    entry = catalogue()[3]
    assert entry.msgstr == "Maria Sacharova paid 5.5 billion euros."
    assert not entry.fuzzy
    assert "name missing: Marija Sacharowa → Maria Zakharova" in entry.comment


def test_a_changed_glossary_redoes_only_the_drafts_that_owe_the_name(article: Path) -> None:
    run("translate", article)
    Path("own.csv").write_text(
        "kind,german,english\nplace,Pjöngjang,Phyongyang\n", encoding="utf-8"
    )
    report = json.loads(run("translate", article, "--glossary", "own.csv", "--json").stdout)
    assert report["documents"][0]["translated"] == 1
    assert "Phyongyang" in catalogue()[4].msgstr


def test_json_tells_the_fate_of_each_occurrence(article: Path) -> None:
    report = json.loads(run("translate", article, "--json").stdout)
    names = report["documents"][0]["names"]
    assert [(name["line"], name["source"], name["owed"]) for name in names] == [
        (1, "Gerassimows", "Gerasimov"),
        (3, "Walerij Gerassimow", "Valery Gerasimov"),
        (4, "Marija Sacharowa", "Maria Zakharova"),
        (6, "Putin", "Putin"),
        (6, "Kiewer", "Kyiv"),
        (6, "Pjöngjang", "Pyongyang"),
    ]
    # The model copies what it is told, but not a genitive's apostrophe.
    assert [name["rung"] for name in names] == ["repaired"] + ["model"] * 5


def test_render_keeps_the_structure(article: Path) -> None:
    run("translate", article)
    text = run("render", article).stdout
    assert [line == "" for line in text.split("\n")] == [line == "" for line in ARTICLE.split("\n")]
    assert "Maria Zakharova" in text
    run("render", article, "-o", "lob.en.txt")
    assert Path("lob.en.txt").read_text(encoding="utf-8") == text


def test_render_confirmed_only_fails_and_lists_what_is_not(article: Path) -> None:
    run("translate", article)
    entries = catalogue()
    for entry in entries[1:]:
        entry.flags.remove("fuzzy")
    entries.save()
    result = run("render", article, "--confirmed-only", code=1)
    assert result.stdout == ""
    assert "lob.de.txt:1: draft: Gerassimows Lob" in result.stderr
    entries[0].flags.remove("fuzzy")
    entries.save()
    assert "Pyongyang" in run("render", article, "--confirmed-only").stdout


def test_render_before_translate_says_what_to_do(article: Path) -> None:
    assert "umschrift translate" in run("render", article, code=2).stderr


def test_check_fails_only_where_a_name_is_wrong(article: Path) -> None:
    run("translate", article)
    assert " name: " not in run("check").stdout
    entries = catalogue()
    entries[3].msgstr = "Maria Sacharova paid 5.4 billion euros."
    entries[3].flags.remove("fuzzy")
    entries.save()
    result = run("check", code=1)
    assert "lob.de.txt:4: name: name missing: Marija Sacharowa → Maria Zakharova" in result.stdout
    assert "1 names wrong" in result.stderr
    wrong = [row for row in json.loads(run("check", "--json", code=1).stdout) if row["name"]]
    assert [row["reference"] for row in wrong] == ["lob.de.txt:4"]


def test_status_counts(article: Path) -> None:
    run("translate", article)
    entries = catalogue()
    entries[0].flags.remove("fuzzy")
    entries.save()
    (count,) = json.loads(run("status", "--json").stdout).values()
    assert (count["confirmed"], count["draft"]) == (1, 4)
    assert "1 confirmed" in run("status", article).stdout


def test_what_cannot_be_read_does_not_hide_the_others(article: Path) -> None:
    run("translate", article)
    (broken := Path("broken.po")).write_text("no catalogue", encoding="utf-8")
    checked = run("check", broken, "locales/en/LC_MESSAGES/lob.po", code=2)
    assert "broken.po: line 1: not PO syntax" in checked.stderr
    assert "1 catalogues: 0 names wrong" in checked.stderr
    counted = run("status", "missing.txt", article, code=2)
    assert counted.stdout == run("status", article).stdout != ""
    assert len(counted.stderr.splitlines()) == 1


def test_lines_gives_one_line_for_each() -> None:
    result = run("lines", stdin="Schoigu sagte\n\nnicht Kiew\x0bund\x85Kiew\nohne Zeilenende")
    assert result.stdout.split("\n")[:2] == ["Shoigu said", ""]
    assert result.stdout.count("\n") == 4


def test_a_scheme_holds_for_the_translation_and_its_check(article: Path) -> None:
    article.write_text("Schoigu lobte Marija Sacharowa in Moskau.", encoding="utf-8")
    run("translate", article, "--scheme", "bgn-pcgn")
    assert "Shoygu" in catalogue()[0].msgstr
    assert "Mariya Zakharova" in catalogue()[0].msgstr
    assert "Moscow" in catalogue()[0].msgstr
    run("check", "--scheme", "bgn-pcgn")
    assert "Shoygu" in run("check", "--scheme", "icao-9303", code=1).stdout


def test_lines_takes_the_terms_of_each_line(tmp_path: Path) -> None:
    terms = tmp_path / "terms.jsonl"
    terms.write_text(
        '[{"de": "Korps", "en": "corps"}, {"de": "Heer", "en": "army"}]\n[]\n', encoding="utf-8"
    )
    result = run("lines", "--terms", terms, stdin="das Korps\ndas Korps\n")
    assert result.stdout == "das corps\ndas Korps\n"
    assert "line 1: term not in the source: Heer" in result.stderr


def test_terms_that_are_not_json_are_an_error(tmp_path: Path) -> None:
    terms = tmp_path / "terms.jsonl"
    terms.write_text("[]\n{oops\n", encoding="utf-8")
    assert "terms.jsonl:2" in run("lines", "--terms", terms, stdin="a\nb\n", code=2).stderr


@pytest.mark.parametrize("case", ["empty", "binary", "folder", "missing", "broken PO", "bad model"])
def test_bad_input_is_one_clear_line(
    case: str, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case == "empty":
        article.write_bytes(b"")
    elif case == "binary":
        article.write_bytes(bytes(range(256)) * 8)
    elif case in {"folder", "missing"}:
        article.unlink()
        if case == "folder":
            article.mkdir()
    elif case == "broken PO":
        po = Path("locales/en/LC_MESSAGES/lob.po")
        po.parent.mkdir(parents=True)
        po.write_text('msgid "a\nmsgstr "b"\n', encoding="utf-8")
        before = po.read_bytes()
    else:
        Path("x.argosmodel").write_text("not a zip", encoding="utf-8")
        monkeypatch.setenv("UMSCHRIFT_MODEL", "x.argosmodel")
    result = run("-q", "translate", article, code=2)
    assert len(result.stderr.splitlines()) == 1
    assert {"broken PO": "lob.po", "bad model": "x.argosmodel"}.get(case, "lob.de.txt") in (
        result.stderr
    )
    if case == "broken PO":
        assert po.read_bytes() == before
    else:
        assert not list(Path().rglob("*.po"))


def test_one_bad_source_does_not_stop_the_others(article: Path) -> None:
    result = run("translate", "missing.txt", article, code=2)
    assert "missing.txt: no such file" in result.stderr
    assert len(catalogue()) == 5


def test_two_sources_that_would_share_a_catalogue_are_refused(article: Path) -> None:
    Path("lob.txt").write_text("Nichts.", encoding="utf-8")
    assert "would share" in run("translate", article, "lob.txt", code=2).stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_target_is_said_before_any_work(article: Path) -> None:
    folder = Path("locales/en/LC_MESSAGES")
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    try:
        assert "cannot be written" in run("translate", article, code=2).stderr
    finally:
        folder.chmod(0o700)


def test_no_step_touches_the_network(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    run("translate", article)
    run("render", article)


@pytest.mark.parametrize("arguments", [["--help"], ["glossary", "lookup", "Gerassimow"]])
def test_what_must_be_quick_loads_no_engine_and_no_scorer(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom translate.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'ctranslate2', 'sacrebleu', 'argostranslate', 'sentencepiece', 'numpy'}\n"
        "sys.exit(f'loaded {heavy & sys.modules.keys()}' if heavy & sys.modules.keys() else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_settings_come_from_a_file_then_the_environment_then_options(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("umschrift.toml").write_text('locales = "po"\n', encoding="utf-8")
    run("translate", article)
    assert Path("po/en/LC_MESSAGES/lob.po").exists()
    monkeypatch.setenv("UMSCHRIFT_LOCALES", "env")
    run("translate", article)
    assert Path("env/en/LC_MESSAGES/lob.po").exists()
    run("translate", article, "--locales", "opt")
    assert Path("opt/en/LC_MESSAGES/lob.po").exists()


def test_an_unknown_setting_is_an_error(article: Path) -> None:
    Path("umschrift.toml").write_text('local = "po"\n', encoding="utf-8")
    assert "no such setting: local" in run("translate", article, code=2).stderr


def test_model_info_describes_the_model_in_use() -> None:
    facts = json.loads(run("model", "info", "--json").stdout)
    assert (facts["from"], facts["to"], facts["inline terms"]) == ("de", "en", False)
    assert "Word-for-word test model" in run("model", "info").stdout
