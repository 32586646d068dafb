"""``umschrift glossary`` as a translator types it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import command
import pytest

import glossary

run = partial(command.run, "glossary")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    short = ["--german-short", "Beresin", "--english-short", "Berezin"]
    run("add", "Awdij Beresin", "Avdiy Berezin", *short, "--into", path)
    return path


@pytest.mark.parametrize(
    ("name", "form"), [("Gerassimows", "genitive of Gerassimow"), ("Kiewer", "adjective of Kiew")]
)
def test_lookup_says_which_form_of_what(name: str, form: str) -> None:
    assert form in run("lookup", name).stdout


@pytest.mark.parametrize("name", ["Sacharowa", "Zakharova", "Захарова", "Maria Zakharova"])
def test_lookup_takes_any_spelling_and_script(name: str) -> None:
    hits = json.loads(run("lookup", name, "--json").stdout)[name]
    assert "Maria Zakharova" in {hit["spellings"]["en"]["full"] for hit in hits}


def test_lookup_offers_what_is_near_and_fails() -> None:
    result = run("lookup", "Sacharova", code=1)
    assert result.stdout.startswith("Sacharova: not in the glossary\nnear it:\n")
    assert "\nSacharowa: person, Sacharowa (German short)\n" in result.stdout


def test_lookup_spells_by_rule_what_no_glossary_has() -> None:
    result = run("lookup", "Tumanowskajas", code=1)
    assert result.stdout.splitlines()[1].startswith("  by rule  Tumanovskaya (Тумановская, ru; ")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Gerassimow, Walerij", "person, in another order, Walerij Gerassimow (German full)"),
        ("Zakharova’s", "person, genitive of Zakharova (English short, ending ’s)"),
        ("Kiewer", "place, adjective of Kiew (German full, ending -er)"),
        ("Герасимову", "person, another case of part of Валерий Герасимов (ru native)"),
        ("Čajkovskij", "person, part of Pëtr Čajkovskij (native name by iso-9)"),
        ("Katz", "  matched  only after the full name or a cue: also a common word"),
    ],
)
def test_lookup_says_why(name: str, line: str) -> None:
    assert line in run("lookup", name).stdout


def test_lookup_of_what_nobody_knows(own: Path) -> None:
    assert run("lookup", "--no-builtin", "--glossary", own, "Qwrtzp", code=1).stdout == (
        "Qwrtzp: not in the glossary\n"
    )


def test_an_added_name_is_found(own: Path) -> None:
    assert "Avdiy Berezin" in run("lookup", "Beresins", "--glossary", own).stdout


def test_a_row_that_contradicts_is_refused_and_the_file_left_alone(own: Path) -> None:
    before = own.read_bytes()
    result = run("add", "Awdij Beresin", "Avdij Beresin", "--into", own, code=2)
    assert "own.csv:2" in result.stderr
    assert own.read_bytes() == before


@pytest.mark.parametrize("suffix", ["tbx", "tsv", "csv", "txt"])
def test_what_is_exported_is_known_when_it_is_imported(own: Path, suffix: str) -> None:
    there = own.with_name(f"there.{suffix}")
    run("export", there, "--glossary", own, "--no-builtin")
    assert "0 added" in run("import", there, "--into", own).stderr
    back = own.with_name("back.csv")
    run("import", there, "--into", back)
    assert "Berezin" in run("lookup", "Beresins", "--glossary", back, "--no-builtin").stdout


def test_export_tells_what_the_format_cannot_hold(own: Path) -> None:
    result = run("export", own.with_name("there.tsv"), "--glossary", own, "--no-builtin")
    assert result.stderr.splitlines()[1].endswith(
        "there.tsv: deepl cannot hold: kind (1), short forms as such (1)"
    )
    result = run("export", own.with_name("there.csv"), "--glossary", own, "--no-builtin")
    assert len(result.stderr.splitlines()) == 1


def test_import_tells_what_a_table_cannot_hold_and_refuses_half_a_name(own: Path) -> None:
    def entry(*terms: tuple[str, str]) -> str:
        sections = "".join(
            f'<langSet xml:lang="{code}"><tig><term>{term}</term></tig></langSet>'
            for code, term in terms
        )
        return f"<termEntry>{sections}</termEntry>"

    there = own.with_name("there.tbx")
    body = entry(("de", "Kiew"), ("en", "Kyiv"), ("fr", "Kiev")) + entry(("de", "Lwiw"))
    there.write_text(f"<martif><text><body>{body}</body></text></martif>", encoding="utf-8")
    result = run("import", there, "--into", own, code=1)
    assert "1 added, 0 known, 1 refused" in result.stderr
    assert "csv cannot hold: other languages (1)" in result.stderr
    assert "'Lwiw' has no spelling in 'en'" in result.stderr


def test_import_reports_what_contradicts_and_fails(own: Path) -> None:
    other = own.with_name("other.tsv")
    other.write_text("Awdij Beresin\tAvdij Beresin\nNowyj\tNovy\n", encoding="utf-8")
    result = run("import", other, "--into", own, code=1)
    assert "1 added, 0 known, 1 refused" in result.stderr
    assert "own.csv:2" in result.stderr


def test_a_suffix_that_says_nothing_asks_for_the_format(own: Path) -> None:
    assert "--format" in run("export", own.with_name("x.doc"), code=2).stderr


def test_check_finds_an_error_and_names_the_line(own: Path) -> None:
    run("check", own)
    text = own.read_text(encoding="utf-8")
    own.write_text(text + text.splitlines()[1].replace("Avdiy", "Awdi") + "\n", encoding="utf-8")
    assert "own.csv:3: error" in run("check", own, code=1).stdout


def test_check_has_nothing_to_say_about_the_built_in_tables() -> None:
    tables = sorted(Path(glossary.__file__).with_name("tables").glob("*.csv"))
    result = run("check", *tables)
    assert result.stdout == ""
    assert result.stderr.endswith(" rows: ok\n")


def test_check_is_told_what_is_known_by_a_rows_note(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    row = "Pjotr Tschaikowski,Tschaikowski,Pyotr Tchaikovsky,Tchaikovsky,ru,Пётр Чайковский,person"
    header = "german,german_short,english,english_short,language,native,kind,note\n"
    path.write_text(f"{header}{row},\n", encoding="utf-8")
    assert "say 'customary' in its note" in run("check", path).stdout
    path.write_text(f"{header}{row},customary since 1880\n", encoding="utf-8")
    assert run("check", path).stdout == ""


def test_list_has_every_name_in_force(own: Path) -> None:
    assert run("list", "--no-builtin", "--glossary", own).stdout == (
        "Awdij Beresin\tAvdiy Berezin\tperson\t\n"
    )
    assert len(run("list").stdout.splitlines()) > 5000


def test_a_damaged_glossary_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes("german,english\nKöln,Cologne\n".encode("latin-1"))
    result = run("lookup", "Kiew", "--glossary", path, code=2)
    assert len(result.stderr.splitlines()) == 1
    assert "bad.csv:2" in result.stderr


@pytest.mark.parametrize(
    ("german", "english"),
    [("Beloussow", "Belousov"), ("Schukow", "Zhukov"), ("Gerassimows", "Gerasimov")],
)
def test_transliterate_spells_by_rule_what_no_table_has(german: str, english: str) -> None:
    assert run("transliterate", "--no-builtin", german).stdout == f"{english}\n"


@pytest.mark.parametrize("name", ["Lukas Schmidt", "Scholz", "Lankov", "Kowalski"])
def test_transliterate_leaves_alone_what_is_no_transcription(name: str) -> None:
    assert run("transliterate", "--no-builtin", name).stdout == f"{name}\n"


def test_transliterate_takes_the_glossary_first() -> None:
    (row,) = json.loads(run("transliterate", "Selenskyj", "--json").stdout)
    assert row["candidates"][0]["english"] == "Zelensky"
    assert row["candidates"][0]["glossary"]


def test_transliterate_gives_a_line_for_a_line() -> None:
    result = run("transliterate", "--no-builtin", stdin="Schukow\n\nBeloussow")
    assert result.stdout == "Zhukov\n\nBelousov\n"


def test_transliterate_ranks_native_candidates() -> None:
    (row,) = json.loads(run("transliterate", "--no-builtin", "Sacharowa", "--json").stdout)
    assert row["candidates"][0]["native"] == "Захарова"
    chances = [candidate["probability"] for candidate in row["candidates"]]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.001


@pytest.mark.parametrize("option", [("--via", "xx"), ("--scheme", "nonsense")])
def test_transliterate_says_which_languages_and_schemes_there_are(option: tuple[str, str]) -> None:
    result = run("transliterate", "--no-builtin", "Schukow", *option, code=2)
    assert len(result.stderr.splitlines()) == 1


def test_a_scheme_spells_what_is_a_romanisation() -> None:
    bgn = ["--scheme", "bgn-pcgn"]
    assert "Volodymyr Zelenskyi, Zelenskyi" in run("lookup", "Selenskyj", *bgn).stdout
    assert run("transliterate", "Tschaikowski", "Moskau", "Subow", *bgn).stdout == (
        "Chaykovskiy\nMoscow\nZubov\n"
    )
    assert "\tVolodymyr Zelenskyi\tperson\t" in run("list", *bgn).stdout


@pytest.mark.parametrize("command", [["lookup", "Kiew"], ["list"], ["discover", "-"]])
def test_an_unknown_scheme_is_one_line_that_names_the_others(command: list[str]) -> None:
    result = run(*command, "--scheme", "duden", code=2)
    assert result.stderr == (
        "Error: no romanisation scheme 'duden' for 'en'; "
        "there are press, bgn-pcgn, icao-9303, ala-lc, iso-9\n"
    )
