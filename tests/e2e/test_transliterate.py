"""``umschrift glossary transliterate`` in a pipe: a line for a line, whatever it holds."""

from __future__ import annotations

import json
from functools import partial

import command
import pytest
from hypothesis import given
from hypothesis import strategies as st

run = partial(command.run, "glossary", "transliterate", "--no-builtin")


LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))


@given(LINES)
def test_as_many_lines_come_out_as_go_in(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert run(stdin=text.encode()).stdout_bytes.count(b"\n") == len(lines)


@given(st.binary(max_size=60).filter(lambda data: b"\n" not in data))
def test_bytes_that_are_no_utf_8_are_a_line_as_well(data: bytes) -> None:
    assert run(stdin=data + b"\nSchukow\n").stdout_bytes.endswith(b"\nZhukov\n")


@given(LINES.filter(bool))
def test_json_has_an_entry_for_every_line(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    rows = json.loads(run("--json", stdin=text.encode()).stdout)
    assert len(rows) == len(lines)
    for row in rows:
        assert bool(row["candidates"]) == bool(row["german"].strip())


def test_a_name_that_is_no_unicode_is_given_back_as_it_came() -> None:
    assert run("M\udcfcller").stdout_bytes == b"M\xfcller\n"
    (row,) = json.loads(run("--json", "M\udcfcller").stdout)
    assert row["candidates"]


@pytest.mark.parametrize(
    ("via", "german", "english"),
    [
        ("ru", "Christow", "Khristov"),
        ("bg", "Christow", "Hristov"),
        ("mk", "Gjorge Iwanow", "Gjorge Ivanov"),
        ("mk", "Skopje", "Skopje"),
        ("sr", "Aleksandar Vučić", "Aleksandar Vučić"),
    ],
)
def test_the_language_can_be_given(via: str, german: str, english: str) -> None:
    assert run("--via", via, german).stdout == f"{english}\n"


@pytest.mark.parametrize("stdin", [None, "", "Schukow\n"])
def test_a_language_without_a_table_is_refused_before_anything_is_read(stdin: str | None) -> None:
    result = run("--via", "xx", *(["Schukow"] if stdin is None else []), stdin=stdin, code=2)
    assert "'xx'" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not result.stdout
