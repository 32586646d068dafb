import subprocess
import sys
from pathlib import Path

import pytest
from names import NAMES, found

import glossary as package
from glossary import Glossary, GlossaryConflictError, GlossaryError, GlossaryFileError

GERASSIMOW = "Walerij Gerassimow,Gerassimow,Valery Gerasimov,Gerasimov"
HEADER = "german,german_short,english,english_short\n"


def written(folder: Path, text: str, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_builtin_names_are_found():
    text = "Sacharowa lobte in Kiew Walerij Gerassimow."
    assert found(text, Glossary.load()) == [
        ("Sacharowa", "Zakharova"),
        ("Kiew", "Kyiv"),
        ("Walerij Gerassimow", "Valery Gerasimov"),
    ]


def test_without_builtin_only_the_given_files_count(tmp_path):
    path = written(tmp_path, HEADER + GERASSIMOW)
    glossary = Glossary.load([path], builtin=False)
    assert found("Gerassimow in Kiew", glossary) == [("Gerassimow", "Gerasimov")]


def test_nothing_at_all_matches_nothing():
    glossary = Glossary.load(builtin=False)
    assert glossary.match("Kiew") == []
    assert glossary.lookup("Kiew") == []


def test_a_users_row_beats_a_builtin_one(tmp_path):
    path = written(tmp_path, "german,english\nKiew,Kiev\n")
    assert found("Kiew, Charkiw", Glossary.load([path])) == [
        ("Kiew", "Kiev"),
        ("Charkiw", "Kharkiv"),
    ]


def test_a_users_row_beats_the_builtin_one_with_its_id(tmp_path):
    (hit,) = Glossary.load().lookup("Charkiw")
    path = written(tmp_path, f"id,german,english\n{hit.concept.id},Xarkiw,Charkov\n")
    assert found("Charkiw, Xarkiw", Glossary.load([path])) == [("Xarkiw", "Charkov")]


def test_a_user_can_silence_a_builtin_name(tmp_path):
    path = written(tmp_path, "german,english,status\nKiew,Kyiv,deprecated\n")
    assert found("Kiew, Charkiw", Glossary.load([path])) == [("Charkiw", "Kharkiv")]


def test_a_users_surname_is_taken_over_by_the_builtin_full_name(tmp_path):
    path = written(tmp_path, "german,english\nGerassimow,Gerassimov\n")
    assert found("Walerij Gerassimow und Gerassimows Rede", Glossary.load([path])) == [
        ("Walerij Gerassimow", "Valery Gerassimov"),
        ("Gerassimows", "Gerassimov"),
    ]


def test_a_users_other_bearer_of_a_surname_wins_it_unless_the_first_was_named(tmp_path):
    path = written(tmp_path, HEADER + "Boris Gerassimow,Gerassimow,Boris Guerassimoff,Guerassimoff")
    glossary = Glossary.load([path])
    assert found("Gerassimow", glossary) == [("Gerassimow", "Guerassimoff")]
    assert found("Walerij Gerassimow. Gerassimow", glossary)[1] == ("Gerassimow", "Gerasimov")
    assert found("Boris Gerassimow. Gerassimow", glossary)[1] == ("Gerassimow", "Guerassimoff")


def test_conflicting_rows_of_users_are_both_named(tmp_path):
    first = written(tmp_path, "german,english\nKiew,Kiev\n", "first.csv")
    second = written(tmp_path, "german,english\nX,Y\nKiew,Kyiv\n", "second.csv")
    with pytest.raises(GlossaryConflictError) as error:
        Glossary.load([first, second])
    assert str(error.value).startswith(f"{second}:3: 'Kiew'")
    assert f"{first}:2" in str(error.value)
    assert (error.value.first, error.value.second) == (f"{first}:2", f"{second}:3")


def test_a_variant_that_is_another_rows_name_is_a_conflict(tmp_path):
    path = written(tmp_path, "german,german_variants,english\nKiew,Kyjiw,Kyiv\nKyjiw,,Kiev\n")
    with pytest.raises(GlossaryConflictError, match="'Kyjiw' is 'Kiev' here and 'Kyiv' there"):
        Glossary.load([path])


def test_a_deprecated_row_conflicts_with_nothing(tmp_path):
    path = written(tmp_path, "german,english,status\nKiew,Kiev,deprecated\nKiew,Kyjiw,\n")
    assert found("Kiew", Glossary.load([path])) == [("Kiew", "Kyjiw")]


def test_one_id_in_two_rows_of_users_is_a_conflict(tmp_path):
    path = written(tmp_path, "id,german,english\na,A,B\na,C,D\n")
    with pytest.raises(GlossaryConflictError, match="id 'a' stands in two rows"):
        Glossary.load([path])


def test_a_row_that_stands_twice_is_no_conflict(tmp_path):
    path = written(tmp_path, "german,english\nKiew,Kiev\n")
    assert found("Kiew", Glossary.load([path, path])) == [("Kiew", "Kiev")]


def test_a_native_spelling_alone_is_spelled_out(tmp_path):
    path = written(tmp_path, "native,language\nЗахарова,ru\n")
    assert found("Sacharowas Wort", Glossary.load([path], builtin=False)) == [
        ("Sacharowas", "Zakharova")
    ]


def test_a_person_spelled_out_has_a_surname_that_stands_alone(tmp_path):
    path = written(tmp_path, "kind,native,language\nperson,Мария Захарова,ru\n")
    text = "Marija Sacharowa. Sacharowas Wort. Marija."
    assert found(text, Glossary.load([path], builtin=False)) == [
        ("Marija Sacharowa", "Maria Zakharova"),
        ("Sacharowas", "Zakharova"),
    ]


def test_a_native_spelling_no_scheme_knows_is_an_error_with_its_line(tmp_path):
    path = written(tmp_path, "native,language\nЗахарова,tlh\n")
    with pytest.raises(GlossaryFileError, match=r"names\.csv:2: 'Захарова' cannot be spelled out"):
        Glossary.load([path], builtin=False)


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_what_cannot_be_read_is_a_clear_error(tmp_path, name):
    with pytest.raises(GlossaryFileError, match="cannot be read"):
        Glossary.load([tmp_path / name])


def test_terms_are_pairs():
    glossary = Glossary.from_terms([("Moskau", "Moscow"), ("Walerij Petrow", "Valery Petrov")])
    assert found("Walerij Petrows Moskau-Reise", glossary) == [
        ("Walerij Petrows", "Valery Petrov"),
        ("Moskau", "Moscow"),
    ]


def test_every_error_is_a_glossary_error():
    for name in package.__all__:
        value = getattr(package, name)
        if isinstance(value, type) and issubclass(value, Exception):
            assert issubclass(value, GlossaryError)


def test_the_public_face_loads_nothing_heavy():
    code = (
        "import sys, glossary; glossary.Glossary.load().lookup('Kiew'); "
        "print(*{'ctranslate2', 'sacrebleu', 'argostranslate', 'sentencepiece', 'numpy', "
        "'translate', 'xml'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Kiew", True),
        ("Kiewer", True),
        ("Kiews", True),
        ("Gerassimows", True),
        ("Kyiv", True),
        ("Kiewe", False),
        ("Wien", False),
        ("", False),
    ],
)
def test_a_glossary_knows_its_names_in_every_form(name, known):
    assert NAMES.knows(name) is known
