"""``umschrift score`` as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import command
import pytest

FILES = {
    "src.de": "Kiew schweigt.\nGerassimows Lob für Kiew\nNichts\n",
    "ref.en": "Kyiv is silent.\nGerasimov's praise for Kyiv\nNothing\n",
    "hyp.en": "Kyiv is silent.\nGerassimow's praise for Kiev\nNothing\n",
    "base.en": "It is silent.\nA general's praise for Kyiv\nNothing at all\n",
    "terms.jsonl": '[{"de": "Kiew", "en": "Kyiv"}]\n'
    '[{"de": "Gerassimow", "en": "Gerasimov"}, {"de": "Kiew", "en": "Kyiv", "accept": ["Kiev"]}]\n'
    "[]\n",
    "x.po": 'msgid "Kiew schweigt."\nmsgstr "Kyiv is silent."\n\n'
    'msgid "Gerassimows Lob für Kiew"\nmsgstr "Gerasimov\'s praise for Kyiv"\n\n'
    'msgid "Nichts"\nmsgstr ""\n',
}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


run = partial(command.run, "score")


def cells(text: str) -> dict[str, list[str]]:
    """The rows of the tables: title to columns."""
    rows = [row.strip().split("  ") for row in text.splitlines() if "  " in row]
    return {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}


def test_a_table_with_signatures_beneath() -> None:
    result = run("ref.en", "ref.en")
    rows = cells(result.stdout)
    assert rows["BLEU"][0].startswith("100.00 (")
    assert rows["TER"] == ["0.00 (0.00 ± 0.00)"]
    assert [line.split("|")[0] for line in result.stdout.splitlines()[-3:]] == [
        "BLEU",
        "chrF2",
        "TER",
    ]
    assert "names" not in result.stdout
    assert result.stderr == ""


def test_the_columns_stand_beneath_each_other() -> None:
    table = run("hyp.en", "ref.en", "--baseline", "base.en").stdout.split("\n\n")[0].splitlines()
    assert len(table) == 4
    assert len({len(row) for row in table}) == 1


def test_names_beside_the_reference() -> None:
    result = run("hyp.en", "ref.en", "--source", "src.de", "--terms", "terms.jsonl")
    rows = cells(result.stdout)
    assert rows["3 names in 2 segments"] == ["system", "reference"]
    assert rows["lenient"] == ["1/3 = 33.33%", "3/3 = 100.00%"]
    assert rows["strict (3 occurrences)"] == ["2/3 = 66.67%", "3/3 = 100.00%"]
    assert rows["accepted variant"] == ["1", "0"]
    assert rows["missing"] == ["1", "0"]
    assert rows["German or forbidden spelling left"] == ["1", "0"]
    assert "names|terms:terms.jsonl|version:" in result.stdout


def test_one_json_document_has_it_all() -> None:
    given = ["hyp.en", "ref.en", "--baseline", "base.en", "--source", "src.de", "--json"]
    found = json.loads(run(*given, "--terms", "terms.jsonl").stdout)
    assert found["segments"] == 3
    assert [metric["name"] for metric in found["metrics"]] == ["BLEU", "chrF2", "TER"]
    for metric in found["metrics"]:
        assert "seed:12345" in metric["signature"]
        assert 0 < metric["hypothesis"]["p_value"] <= 1
        assert metric["baseline"]["p_value"] is None
    names = found["names"]
    assert [names[text]["missing"] for text in ("hypothesis", "baseline", "reference")] == [1, 2, 0]
    assert [2, "name missing: Gerassimows → Gerasimov"] in names["hypothesis"]["problems"]


def test_without_terms_the_glossary_says_what_is_owed(tmp_path: Path) -> None:
    builtin = json.loads(run("hyp.en", "ref.en", "--source", "src.de", "--json").stdout)["names"]
    assert (builtin["terms"], builtin["reference"]["exact"]) == (3, 3)
    assert builtin["hypothesis"]["missing"] >= 1
    (tmp_path / "own.csv").write_text("kind,german,english\n,Lob,praise\n", encoding="utf-8")
    own = run(
        *["hyp.en", "ref.en", "--source", "src.de", "--glossary", "own.csv", "--no-builtin"],
        "--json",
    )
    names = json.loads(own.stdout)["names"]
    assert (names["terms"], names["hypothesis"]["exact"]) == (1, 1)


def test_a_catalogue_is_its_own_source() -> None:
    found = json.loads(
        run("--catalogue", "x.po", "ref.en", "--terms", "terms.jsonl", "--json").stdout
    )
    assert found["segments"] == 3
    assert found["names"]["hypothesis"]["exact"] == 3
    assert 0 < found["metrics"][0]["hypothesis"]["score"] < 100


def test_what_a_reviewer_has_changed(tmp_path: Path) -> None:
    edited = FILES["x.po"].replace("praise for Kyiv", "praise of Kyiv")
    (tmp_path / "after.po").write_text(edited, encoding="utf-8")
    found = json.loads(run("--reviewed", "x.po", "after.po", "--json").stdout)
    assert (found["segments"], found["unchanged"]) == (2, 1)
    assert "to the letter" in run("--reviewed", "x.po", "after.po").stdout
    assert "choose one" in run("--reviewed", "--catalogue", "x.po", "after.po", code=2).stderr
    assert "--terms" in run("--reviewed", "x.po", "after.po", "--terms", "t", code=2).stderr


def test_stdin_can_be_scored() -> None:
    assert "100.00" in cells(run("-", "ref.en", stdin=FILES["ref.en"]).stdout)["BLEU"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.en", "ref.en"], "missing.en: no such file"),
        (["hyp.en", "missing.en"], "missing.en: no such file"),
        (["hyp.en", "ref.en", "--baseline", "missing.en"], "missing.en: no such file"),
        (["hyp.en", "ref.en", "--source", "missing.de"], "missing.de: no such file"),
        (["--catalogue", "missing.po", "ref.en"], "missing.po: no such file"),
        (["--catalogue", "hyp.en", "ref.en"], "hyp.en: line 1: not PO syntax"),
        (["empty", "ref.en"], "empty: is empty"),
        (["hyp.en", "short"], "hyp.en: 3 segments, but 2 in short"),
        (["hyp.en", "ref.en", "--source", "src.de", "--terms", "short"], "short: line 1: not a"),
        (["-", "ref.en"], "-: is empty"),
        (["folder", "ref.en"], "folder"),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    (tmp_path / "short").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    result = run(*arguments, code=2, stdin="")
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert message in result.stderr


def test_options_that_do_not_go_together() -> None:
    assert "--source" in run("hyp.en", "ref.en", "--terms", "terms.jsonl", code=2).stderr
    assert "--source" in run("--catalogue", "x.po", "ref.en", "--source", "src.de", code=2).stderr


def test_help_loads_no_scorer() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from translate.cli import main;"
        "assert CliRunner().invoke(main, ['score', '--help']).exit_code == 0;"
        "print('sacrebleu' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"
