"""Names after the father."""

import pytest
from names import found

from glossary import Glossary
from glossary.given import given_names
from glossary.patronymics import patronymics

GIVEN = Glossary(given_names())


@pytest.mark.parametrize(
    ("language", "name", "son", "daughter"),
    [
        ("ru", "Владимир", "Владимирович", "Владимировна"),
        ("ru", "Сергей", "Сергеевич", "Сергеевна"),
        ("ru", "Николай", "Николаевич", "Николаевна"),
        ("ru", "Игорь", "Игоревич", "Игоревна"),
        ("ru", "Юрий", "Юрьевич", "Юрьевна"),
        ("ru", "Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("ru", "Георгий", "Георгиевич", "Георгиевна"),
        ("ru", "Терентий", "Терентьевич", "Терентьевна"),
        ("ru", "Пётр", "Петрович", "Петровна"),
        ("ru", "Илья", "Ильич", "Ильинична"),
        ("ru", "Милош", "Милошевич", "Милошевна"),
        ("uk", "Володимир", "Володимирович", "Володимирівна"),
        ("uk", "Сергій", "Сергійович", "Сергіївна"),
        ("uk", "Петро", "Петрович", "Петрівна"),
        ("uk", "Микола", "Миколайович", "Миколаївна"),
        ("uk", "Ілля", "Ілліч", "Іллівна"),
    ],
)
def test_sons_and_daughters(language, name, son, daughter):
    assert patronymics(name, language) == (son, daughter)


@pytest.mark.parametrize(
    ("name", "language"), [("Slobodan", "sr"), ("Данило́", "bg"), ("Ира", "ru")]
)
def test_of_some_there_is_none(name, language):
    assert patronymics(name, language) == ()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Sergejewitschs Garten", ["Sergeyevich"]),
        ("Wladimir Wladimirowitsch", ["Vladimir", "Vladimirovich"]),
        ("Anna Sergejewna Unbekannt", ["Sergeyevna"]),
        ("Iljitsch", ["Ilyich"]),
        ("Petro Oleksandrowytsch", ["Oleksandrovych"]),
        ("Petro Olexandrowytsch", ["Oleksandrovych"]),
    ],
)
def test_a_patronymic_stands_alone_too(text, english):
    assert [owed for _, owed in found(text, GIVEN)] == english


def test_english_writes_it_in_more_than_one_way():
    (match,) = GIVEN.match("Sergejewitsch")
    assert match.accepted == ("Sergeevich",)
    (match,) = GIVEN.match("Wassiljewitsch")
    assert match.accepted == ("Vasilievich",)
