import pytest
from names import found, place

from glossary import Glossary
from glossary.given import given_names

GIVEN = Glossary(given_names())


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Walerij Unbekannt", "Valery"),
        ("Georgij lachte", "Georgy"),
        ("Georgijs Freund", "Georgy"),
        ("Wolodymyr Soundso", "Volodymyr"),
        ("Swetlana", "Svetlana"),
        ("Ilja Niemand", "Ilya"),
        ("Jelena Unbekannowa", "Yelena"),
        ("Andrej Niemandows", "Andrei"),
    ],
)
def test_an_unknown_bearer_has_half_a_name_right(text, english):
    assert [target for _, target in found(text, GIVEN)] == [english]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Müller und Anna Schmidt",
        "im Juli",
        "die Jury",
        "Jelena Janković",
        "Andrej Babiš",
        "Soja wird angebaut",
        "Stanislaw Lem",
        "Paul Iwanow",
        "Igor",  # the same in English
    ],
)
def test_names_that_others_bear_are_left_alone(text):
    assert found(text, GIVEN) == []


def test_other_spellings_are_accepted():
    (match,) = GIVEN.match("Ilja")
    assert "Illia" in match.accepted


def test_a_given_name_is_likelier_than_a_town_of_that_name():
    glossary = Glossary([*given_names(), place("Wolodymyr", "Volodymyr-Volynskyi")])
    assert found("Wolodymyr Soundso in Wolodymyr", glossary) == [
        ("Wolodymyr", "Volodymyr"),
        ("Wolodymyr", "Volodymyr-Volynskyi"),
    ]


def test_every_german_spelling_stands_once():
    spelled = [concept.spellings["de"].full for concept in given_names()]
    assert len(set(spelled)) == len(spelled) > 300
