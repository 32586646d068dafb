from dataclasses import replace

import pytest

from glossary import Concept, GlossaryConflictError, GlossaryFileError, Spelling
from glossary.formats import csv
from glossary.upkeep import Severity, add, add_all, check

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
HEADER = (
    "id,kind,language,native,german,german_short,german_variants,english,english_short,"
    "english_variants,forbidden,status\n"
)


def problems(rows: str) -> list[tuple[str, Severity, str]]:
    concepts = csv.parse((HEADER + rows).encode(), "n.csv")
    return [(problem.where, problem.severity, problem.message) for problem in check(concepts)]


def test_a_sound_glossary_has_no_problems():
    assert (
        problems(
            "1,place,uk,Київ,Kiew,,Kyjiw,Kyiv,,Kiev,Kiew,\n"
            "2,person,ru,Мария Захарова,Marija Sacharowa,Sacharowa,,Maria Zakharova,Zakharova,,,\n"
            "3,person,ru,Сергей Иванов,,,,,,,,\n"
        )
        == []
    )


IWANOWS = (
    ",person,,,A Iwanow,Iwanow,,A Ivanov,Ivanov,,,\n,person,,,B Iwanow,Iwanow,,B Ivanow,Ivanow,,,\n"
)
TCHAIKOVSKY = (
    ",person,ru,Пётр Чайковский,Pjotr Tschaikowski,Tschaikowski,,Pyotr Tchaikovsky,Tchaikovsky,,,\n"
)


@pytest.mark.parametrize(
    ("rows", "where", "severity", "message"),
    [
        ("a,,,,A,,,B,,,,\na,,,,C,,,D,,,,\n", "n.csv:3", ERROR, "id 'a' stands in n.csv:2 too"),
        (",,,,Kiew,,,Kyiv,,,,\n,,,,KIEW,,,Kiev,,,,\n", "n.csv:3", ERROR,
         "'KIEW' is 'Kyiv' in n.csv:2"),
        (",,,,Kiew,,,Kyiv,,,,\n,,,,Kiew,,,Kyiv,,,,\n", "n.csv:3", WARNING,
         "'Kiew' stands in n.csv:2 too"),
        (",,,,?!,,,B,,,,\n", "n.csv:2", ERROR, "no spelling in 'de'"),
        (",city,,,A,,,B,,,,\n", "n.csv:2", WARNING, "kind 'city' is none of person"),
        (",,,,A B,B,,C D,,,,\n", "n.csv:2", WARNING, "'B' alone becomes 'C D'"),
        (",person,,,A B,X,,C D,D,,,\n", "n.csv:2", WARNING, "short form 'X' is no part of 'A B'"),
        (",,,,Kiew,,,Kyiv,,Kiev,Kiev,\n", "n.csv:2", ERROR, "'Kiev' is both accepted"),
        (",place,,,Essen,,,Essen,,,,\n", "n.csv:2", NOTE, "'Essen' is also a common word"),
        (",,,,MÃ¼nchen,,,Munich,,,,\n", "n.csv:2", ERROR,
         "'MÃ¼nchen' is damaged; it should be 'München'"),
        (",,,,M?nchen,,,Munich,,,,\n", "n.csv:2", ERROR, "'M?nchen' has lost letters"),
        (",,,,M\ufffdnchen,,,Munich,,,,\n", "n.csv:2", ERROR, "has lost letters"),
        (",,,,Рutin,,,Putin,,,,\n", "n.csv:2", ERROR, "'Р' in 'Рutin' is a CYRILLIC CAPITAL"),
        (IWANOWS, "n.csv:3", NOTE, "'Iwanow' alone is 'Ivanov' in n.csv:2"),
        (TCHAIKOVSKY, "n.csv:2", NOTE, "no scheme spells 'Tchaikovsky'; press writes"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_place(rows, where, severity, message):
    (problem,) = problems(rows)
    assert problem[:2] == (where, severity)
    assert message in problem[2]


def test_a_deprecated_row_conflicts_with_nothing():
    assert problems(",,,,Kiew,,,Kyiv,,,,\n,,,,Kiew,,,Kiev,,,,deprecated\n") == []


MOSKAU = Concept("", "", {"de": Spelling("Moskau"), "en": Spelling("Moscow")})


def test_a_row_is_added(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes(b"german,english\nKiew,Kyiv")
    add(path, MOSKAU)
    assert path.read_bytes() == b"german,english\nKiew,Kyiv\nMoskau,Moscow\n"


def test_a_row_begins_a_file(tmp_path):
    add(tmp_path / "names.csv", MOSKAU)
    (row,) = csv.read(tmp_path / "names.csv")
    assert row.spellings == MOSKAU.spellings


def test_a_row_that_contradicts_another_is_refused(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes(b"german,english\nMoskau,Moskva\n")
    with pytest.raises(GlossaryConflictError, match=r"names\.csv:2"):
        add(path, MOSKAU)
    assert path.read_bytes() == b"german,english\nMoskau,Moskva\n"


def test_a_row_that_cannot_be_spelled_out_is_refused(tmp_path):
    with pytest.raises(GlossaryFileError, match="cannot be spelled out"):
        add(tmp_path / "names.csv", replace(MOSKAU, spellings={}, native="Москва", language="tlh"))
    assert not (tmp_path / "names.csv").exists()


def pair(german: str, english: str) -> Concept:
    return Concept("", "", {"de": Spelling(german), "en": Spelling(english)}, origin=german)


def test_of_many_rows_each_is_added_known_or_refused(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("german,english,native,language\nKiew,Kyiv,,\n,,Захарова,ru\n", "utf-8")
    before = path.read_bytes()
    done = add_all(
        path,
        [
            pair("Kiew", "Kyiv"),
            pair("Kiew", "Kiev"),
            pair("Sacharowa", "Zakharova"),
            MOSKAU,
            pair("Moskau", "Moscow"),
            pair("Moskau", "Moskva"),
            replace(MOSKAU, spellings={"de": Spelling("Minsk")}, origin="x:9"),
            replace(MOSKAU, spellings={}, native="Минск", language="tlh", origin="x:10"),
        ],
    )
    assert (done.added, done.known) == (1, 3)
    kiew, moskau, minsk, klingon = done.refused
    assert "'Kiew' is 'Kiev' here and 'Kyiv' there" in kiew
    assert "'Moskau' is 'Moskva' here and 'Moscow' there" in moskau
    assert minsk == "x:9: 'Minsk' has no spelling in 'en'"
    assert klingon.startswith("x:10: 'Минск' cannot be spelled out")
    assert path.read_bytes() == before + b"Moskau,Moscow,,\n"


def test_rows_of_which_none_is_new_leave_the_file_alone(tmp_path):
    path = tmp_path / "names.csv"
    assert add_all(path, []).added == 0
    assert not path.exists()
    add_all(path, [MOSKAU])
    stamp = path.stat().st_mtime_ns
    assert add_all(path, [MOSKAU]).known == 1
    assert path.stat().st_mtime_ns == stamp


def test_thousands_of_rows_are_added(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes(b"german,english\nName7,Name7\n")
    done = add_all(path, [pair(f"Name{number}", f"Name{number}") for number in range(2000)])
    assert (done.added, done.known, done.refused) == (1999, 1, ())
    assert [row.spellings["de"].full for row in csv.read(path)] == [
        "Name7",
        *(f"Name{number}" for number in range(2000) if number != 7),
    ]


def test_two_places_of_one_name_are_no_duplicate():
    two = "ru-a,place,ru,Донецк,Donezk,,,Donetsk,,,,\nuk-a,place,uk,Донецьк,Donezk,,,Donetsk,,,,\n"
    assert problems(two) == []
    assert len(problems(two.replace(",uk,", ",ru,").replace("Донецьк", "Донецк"))) == 1
