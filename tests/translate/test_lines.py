"""Lines with terms of their own, as word aligners and translation memories give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from glossary import Glossary
from translate.cli import main
from translate.lines import owed_by, translate_lines

if TYPE_CHECKING:
    from pathlib import Path

    from translate.engine import Engine

NAMES = Glossary.from_terms([("Schoigu", "Shoigu"), ("Kiew", "Kyiv")])
NONE = Glossary.from_terms([])


def test_a_line_s_terms_beat_the_glossary(engine: Engine) -> None:
    (result,) = translate_lines(engine, NAMES, ["Schoigu und Kiew"], [[("Kiew", "Kiev")]])
    assert result.text == "Shoigu and Kiev"


@pytest.mark.parametrize(
    ("line", "german", "place"),
    [
        ("Stärken und Schwächen zeigen", "Stärken Schwächen", "Schwächen"),
        ("die Studienstiftung des deutschen Volkes", "Studienstiftung deutschen Volkes", None),
        ("Der Sektor schloss die Koalition aus.", "schloss aus", "schloss"),
        ("bis er sich heute erholt", "sich erholt", "erholt"),
    ],
)
def test_a_term_whose_words_stand_apart_is_told_at_its_longest_part(
    line: str, german: str, place: str | None
) -> None:
    (constraint,) = owed_by(line, [(german, "English")], NONE).constraints
    assert line[constraint.start : constraint.end] == constraint.text
    assert constraint.text == (place or "deutschen Volkes")
    assert constraint.target == "English"


@pytest.mark.parametrize(
    ("line", "german"),
    [
        ("Volkes deutschen Studienstiftung", "Studienstiftung deutschen Volkes"),
        ("die Stärken", "Stärken Schwächen"),
        ("wie es so geht", "es so nicht"),
        ("der Mann ist aus", "der aus"),
        ("", "Wort"),
    ],
)
def test_a_term_is_absent_unless_all_its_words_stand_in_the_line_in_order(
    line: str, german: str
) -> None:
    owed = owed_by(line, [(german, "English")], NONE)
    assert (owed.constraints, owed.absent) == ((), (german,))


def test_a_part_is_not_told_where_another_term_stands() -> None:
    terms = [("Robert Koch", "Robert Koch"), ("Koch Institut", "institute")]
    owed = owed_by("Robert Koch im Institut", terms, NONE)
    assert [c.text for c in owed.constraints] == ["Robert Koch", "Institut"]


def test_a_term_within_a_longer_one_is_owed_with_it(engine: Engine) -> None:
    terms = [("Global Index", "Global Index"), ("Index", "Index")]
    owed = owed_by("der Global Index", terms, NONE)
    assert [c.text for c in owed.constraints] == ["Global Index"]
    assert owed.nested == (("Index", "Index"),)
    (result,) = translate_lines(engine, NONE, ["der Global Index"], [terms])
    assert result.problems == ()


def test_a_term_within_a_longer_one_that_does_not_say_it_is_missing(engine: Engine) -> None:
    terms = [("Global Index", "Total"), ("Index", "Score")]
    (result,) = translate_lines(engine, NONE, ["der Global Index"], [terms])
    assert result.problems == ("name missing: Index → Score (stands within a longer term)",)


def test_a_term_given_twice_is_one_term() -> None:
    owed = owed_by("Kiew und Kiew", [("Kiew", "Kyiv")] * 2, NONE)
    assert [c.target for c in owed.constraints] == ["Kyiv", "Kyiv"]
    assert owed.absent == ()


def test_an_output_that_is_left_in_german_is_said(engine: Engine) -> None:
    line = "Wir waren auch schon gestern wieder dort oben."
    (result,) = translate_lines(engine, NONE, [line], [[]])
    assert any("German" in remark for remark in result.remarks)
    assert result.problems == ()


@pytest.mark.parametrize("term", ['{"de": "Kiew", "en": ""}', '{"de": " ", "en": "Kyiv"}'])
def test_a_term_without_german_or_english_is_refused_with_its_line(
    tmp_path: Path, tiny: Path, term: str
) -> None:
    terms = tmp_path / "terms.jsonl"
    terms.write_text(f"[]\n[{term}]\n", encoding="utf-8")
    call = ["lines", "--no-builtin", "--model", str(tiny), "--terms", str(terms)]
    result = CliRunner().invoke(main, call, input="und\nKiew\n")
    assert result.exit_code == 2
    assert f"{terms}:2: a term without German or English" in result.output
