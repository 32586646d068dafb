"""``umschrift glossary discover``: from a text to rows that the other commands take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run

TEXT = (
    "Oberst Rodion Tschumatschenko führt das Bataillon.\n\n"
    "Tschumatschenkos Leute warten im Dorf Nowotroizkoje.\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_discovered_is_a_glossary_that_is_used_and_imported(source: Path) -> None:
    rows = source.with_name("new.csv")
    rows.write_bytes(run("glossary", "discover", source).stdout_bytes)
    assert "Rodion Chumachenko" in run("glossary", "lookup", "Tschumatschenkos", "--glossary",
                                       rows).stdout  # fmt: skip
    assert run("glossary", "discover", source, "--glossary", rows).stdout == ""
    own = source.with_name("own.csv")
    own.write_text("german,english\nKiew,Kyiv\n", encoding="utf-8")
    assert "2 added" in run("glossary", "import", rows, "--into", own).stderr
    assert "suggested" in run("glossary", "lookup", "Nowotroizkoje", "--glossary", own).stdout


def test_each_row_says_where_the_name_stands_and_how_often(source: Path) -> None:
    found = json.loads(run("glossary", "discover", source, "--json").stdout)
    (person,) = (row for row in found if row["kind"] == "person")
    assert (person["german"], person["english"]) == ("Rodion Tschumatschenko", "Rodion Chumachenko")
    assert person["count"] == 2
    # Which of the two languages the bearer's own is, nothing in the text tells.
    assert person["native"] in {"Родион Чумаченко", "Родіон Чумаченко"}
    assert [Path(s["where"]).name for s in person["sentences"]] == ["a.txt:1", "a.txt:3"]
    assert "given name before it" in person["signs"]


def test_a_text_without_names_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Das Wetter\n\nEs regnet seit Tagen.\n", encoding="utf-8")
    result = run("glossary", "discover", path)
    assert (result.stdout, result.stderr) == ("", "0 names that no glossary has; check each\n")
    assert json.loads(run("glossary", "discover", path, "--json").stdout) == []


def test_stdin_is_a_source() -> None:
    rows = run("glossary", "discover", "-", stdin=TEXT.encode()).stdout
    assert "Rodion Chumachenko" in rows
    assert "-:1" in rows
    assert run("glossary", "discover", "-", stdin=b"").stdout == ""
    assert "-: " in run("glossary", "discover", "-", stdin=b"\x00\xff\x00", code=2).stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [("bad.txt", b"\x00\x01\xff"), ("bad.txt", b""), ("bad.doc", b"Text"), ("none.txt", None)],
)
def test_a_bad_file_is_one_line_and_stops_no_other(
    source: Path, name: str, content: bytes | None
) -> None:
    bad = source.with_name(name)
    if content is not None:
        bad.write_bytes(content)
    result = run("glossary", "discover", bad, source, code=2)
    assert "Rodion Chumachenko" in result.stdout
    assert [name in line for line in result.stderr.splitlines()] == [True, False]
