import random

import pytest

from translate.training.names import NamePair, Names, find, genitive, read_names, swap

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


@pytest.mark.parametrize(
    ("de", "en", "kinds"),
    [
        ("Dmytro Hnatjuk", "Dmytro Hnatiuk", ["given", "surname"]),  # by its ending
        ("Schirjajews Antwort", "Shiryayev's answer", ["surname"]),
        ("Olga Baumholz", "Olga Baumholz", ["given", "surname"]),  # by the given name
        ("Jean Luc Gerassimow", "Jean Luc Gerasimov", ["given", "given", "surname"]),
        ("Russland", "Russia", [""]),
        ("New York", "New York", ["", ""]),
        ("Februar", "February", [""]),
        ("Kiew", "Kyiv", ["place"]),
    ],
)
def test_the_kind_of_a_name_shows_in_its_ending_and_its_company(de, en, kinds):
    names = Names([*PAIRS, NamePair("Olga", "Olga", "given")])
    found = find(de.split(), en.split(), straight(de.split(), en.split()), names, {"answer"})
    assert [name.pair.kind for name in found] == kinds


def write(path, header, *rows):
    lines = ["\t".join(header.split()), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def lists(tmp_path):
    write(
        tmp_path / "persons.dev.tsv",
        "de en de_kind check",
        ("Wanko Trapesnikow", "Vanko Trapeznikov", "german", "ok"),
        ("Falsche Lesart", "Wrong Reading", "german", ""),
        ("Anderer Name", "Other Name", "other", "ok"),
    )
    write(
        tmp_path / "current_news.tsv",
        "de en kind",
        ("Stepowe", "Stepove", "place"),
    )
    write(
        tmp_path / "places.dev.tsv",
        "de en kind source de_kind check",
        ("Hainburgsk", "Hainburgsk", "city", "wof", "same_as_en", ""),
        ("Grauheim", "Grauheim", "city", "gweather", "same_as_en", ""),
    )
    (tmp_path / "russian_english_tokens.tsv").write_text(
        "kvitsenko\tк в и ц е н к о\t1\n"
        "zhuravlyov\tж у р а в л ё в\t2\n"
        "jouravleff\tж у р а в л ё в\t2\n"
        "smith\tс м и т\t9\n",
        encoding="utf-8",
    )
    return tmp_path


def test_name_lists_give_the_trusted_names_word_by_word(lists):
    words, whole = read_names(lists)
    known = {(name.de, name.en): name.kind for name in words}
    assert known["Wanko", "Vanko"] == "given"
    assert known["Trapesnikow", "Trapeznikov"] == "surname"
    assert known["Stepowe", "Stepove"] == "place"
    assert known["Hainburgsk", "Hainburgsk"] == "place"
    assert not {"Lesart", "Grauheim", "Smit"} & {german for german, _ in known}
    assert ("Wanko Trapesnikow", "Vanko Trapeznikov") in whole
    # Of the spellings in use, the one by the rule; of *-енко*, the Ukrainian one beside it.
    assert known["Schurawljow", "Zhuravlyov"] == "surname"
    assert not [english for _, english in known if english.lower() == "jouravleff"]
    assert {german for german, _ in known} >= {"Kwizenko", "Kwyzenko"}


def test_names_of_the_built_in_glossary_are_among_them(lists):
    words, _whole = read_names(lists)
    assert NamePair("Gerassimow", "Gerasimov", "surname") in words
    assert NamePair("Charkiw", "Kharkiv", "place") in words
    assert NamePair("Walerij", "Valery", "given") in words
    # An exonym is learned whole, and nobody's name is made of it.
    assert not [name for name in words if name.de == "Peking" and name.kind]


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
