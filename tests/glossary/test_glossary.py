from pathlib import Path

import pytest

from glossary import Glossary, GlossaryConflictError, GlossaryFileError

GERASSIMOW = "Walerij Gerassimow,Gerassimow,Valery Gerasimov,Gerasimov"
HEADER = "german,german_short,english,english_short\n"


def found(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    return [(match.text, match.target) for match in glossary.match(text)]


def written(folder: Path, text: str, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_builtin_names_are_found():
    text = "Sacharowa lobte in Kiew Walerij Gerassimow."
    assert found(Glossary.load(), text) == [
        ("Sacharowa", "Zakharova"),
        ("Kiew", "Kyiv"),
        ("Walerij Gerassimow", "Valery Gerasimov"),
    ]


def test_without_builtin_only_the_given_files_count(tmp_path):
    path = written(tmp_path, HEADER + GERASSIMOW)
    glossary = Glossary.load([path], builtin=False)
    assert found(glossary, "Gerassimow in Kiew") == [("Gerassimow", "Gerasimov")]


def test_a_users_row_beats_a_builtin_one(tmp_path):
    path = written(tmp_path, "german,english\nKiew,Kiev\n")
    assert found(Glossary.load([path]), "Kiew, Charkiw") == [
        ("Kiew", "Kiev"),
        ("Charkiw", "Kharkiv"),
    ]


def test_conflicting_rows_of_users_are_both_named(tmp_path):
    first = written(tmp_path, "german,english\nKiew,Kiev\n", "first.csv")
    second = written(tmp_path, "german,english\nX,Y\nKiew,Kyiv\n", "second.csv")
    with pytest.raises(GlossaryConflictError) as error:
        Glossary.load([first, second])
    assert str(error.value).startswith(f"{second}:3: 'Kiew'")
    assert f"{first}:2" in str(error.value)


def test_a_native_spelling_alone_is_spelled_out(tmp_path):
    path = written(tmp_path, "native,language\nЗахарова,ru\n")
    assert found(Glossary.load([path], builtin=False), "Sacharowas Wort") == [
        ("Sacharowas", "Zakharova")
    ]


def test_a_native_spelling_no_scheme_knows_is_an_error_with_its_line(tmp_path):
    path = written(tmp_path, "native,language\nЗахарова,tlh\n")
    with pytest.raises(GlossaryFileError, match=r"names\.csv:2: 'Захарова'"):
        Glossary.load([path], builtin=False)


def test_terms_are_pairs():
    glossary = Glossary.from_terms([("Moskau", "Moscow"), ("Walerij Petrow", "Valery Petrov")])
    assert found(glossary, "Walerij Petrows Moskau-Reise") == [
        ("Walerij Petrows", "Valery Petrov"),
        ("Moskau", "Moscow"),
    ]
