import random

import pytest

from translate.training.names import NamePair, Names, find, genitive, swap

PAIRS = [
    NamePair("Gerassimow", "Gerasimov", "surname"),
    NamePair("Putin", "Putin", "surname"),
    NamePair("Kiew", "Kyiv", "place"),
    NamePair("Ukraine", "Ukraine", ""),
]
NAMES = Names(PAIRS)


def straight(de, en):
    return [(i, i) for i in range(min(len(de), len(en)))]


@pytest.mark.parametrize(
    ("de", "en", "german", "english", "inflected"),
    [
        ("Gerassimow lobt", "Gerasimov praises", "Gerassimow", "Gerasimov", ""),
        ("»Gerassimows Lob", "\"Gerasimov's praise", "Gerassimow", "Gerasimov", "s"),
        ("Kiewer Vorort", "Kyiv suburb", "Kiew", "Kyiv", "er"),
        ("Putin-Vertrauter geht", "Putin confidant", "Putin", "Putin", ""),
        ("Schirjajews Antwort", "Shiryayev's answer", "Schirjajew", "Shiryayev", "s"),
    ],
)
def test_names_are_found_in_every_form(de, en, german, english, inflected):
    de, en = de.split(), en.split()
    (name,) = find(de, en, straight(de, en), NAMES, {"answer"})
    assert (name.pair.de, name.pair.en, name.inflected) == (german, english, inflected)
    assert de[name.i][slice(*name.de)] == german
    assert en[name.j][slice(*name.en)] == english


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("Präsident spricht", "President speaks"),  # a common word, however capitalised
        ("Haus brennt", "Fire burns"),  # not alike
        ("in Eile", "in Ely"),  # not linked: see below
    ],
)
def test_what_is_no_name_is_left_alone(de, en):
    links = [] if "Eile" in de else [(0, 0)]
    assert find(de.split(), en.split(), links, NAMES, {"president"}) == []


@pytest.mark.parametrize(
    ("de", "en", "swapped"),
    [
        ("Gerassimows Lob", "Gerasimov's praise", ("Marx’ Lob", "Marx's praise")),
        ("Putin-Vertrauter", "Putin-confidant", ("Marx-Vertrauter", "Marx-confidant")),
        ("»Gerassimow«,", '"Gerasimov",', ("»Marx«,", '"Marx",')),
    ],
)
def test_a_swapped_name_keeps_its_form(de, en, swapped):
    names = Names([*PAIRS, NamePair("Marx", "Marx", "surname")])
    names.pool["surname"] = [NamePair("Marx", "Marx", "surname")]
    de, en = de.split(), en.split()
    found = find(de, en, straight(de, en), names, set())
    (name,) = swap(de, en, found, names, random.Random(1))
    assert (" ".join(de), " ".join(en)) == swapped
    assert de[name.i][slice(*name.de)] == "Marx"
    assert en[name.j][slice(*name.en)] == "Marx"


def test_one_name_becomes_one_other_throughout():
    de = ["Kiew", ",", "Kiewer", "und", "Kiews"]
    en = ["Kyiv", ",", "Kyiv", "and", "Kyiv's"]
    names = Names([NamePair("Kiew", "Kyiv", "place")])
    names.pool["place"] = [NamePair("Lwiw", "Lviv", "place"), NamePair("Sumyk", "Sumyk", "place")]
    swap(de, en, find(de, en, straight(de, en), names, set()), names, random.Random(3))
    first = en[0]
    assert first in {"Lviv", "Sumyk"}
    assert en == [first, ",", first, "and", f"{first}'s"]
    assert de[2] == de[0] + "er"


def test_names_of_unknown_kind_stay():
    de, en = ["Ukraine"], ["Ukraine"]
    found = find(de, en, [(0, 0)], NAMES, set())
    assert swap(de, en, found, NAMES, random.Random(1)) == found
    assert de == ["Ukraine"]


def test_genitive_of_names_in_a_hissing_sound_takes_an_apostrophe():
    assert [genitive(name) for name in ("Putin", "Marx", "Klitz", "Voß", "Kos")] == [
        "Putins",
        "Marx’",
        "Klitz’",
        "Voß’",
        "Kos’",
    ]
