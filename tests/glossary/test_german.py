import pytest

from glossary import FormKind, german
from glossary.folding import fold


def stems(word):
    return {(reading.stem, reading.suffix) for reading in german.readings(fold(word))}


@pytest.mark.parametrize(
    ("word", "stem", "suffix"),
    [
        ("Gerassimow", "gerassimow", ""),
        ("Gerassimows", "gerassimow", "s"),
        ("Donbasses", "donbass", "es"),
        ("Strafgerichtshofes", "strafgerichtshof", "es"),
        ("Kiewer", "kiew", "er"),
        ("Bremer", "bremen", "er"),
        ("Karlsruher", "karlsruhe", "er"),
        ("Pjöngjanger", "pjoengjang", "er"),
        ("Dresdner", "dresden", "er"),
        ("Zürcher", "zuerich", "er"),
        ("Wiener", "wien", "er"),
        ("putinsche", "putin", "sche"),
        ("Putinscher", "putin", "scher"),
        ("putinschen", "putin", "schen"),
    ],
)
def test_a_form_leads_back_to_the_name(word, stem, suffix):
    assert (stem, suffix) in stems(word)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Marxs", "marx"),  # after a sibilant the genitive has an apostrophe
        ("platonisch", "platon"),  # a word of its own, also in English
        ("Andalusier", "andalusien"),  # people
        ("Ks", "k"),  # too short to be a name
    ],
)
def test_what_is_no_form_does_not_lead_back(word, stem):
    assert stem not in {found for found, suffix in stems(word) if suffix}


def test_the_word_as_it_stands_comes_first():
    assert german.readings("moskauers")[0] == ("moskauers", "", FormKind.PLAIN)


@pytest.mark.parametrize("word", ["kiewer", "bremens", "putinsches", "donbasses", "zuercher", "er"])
def test_stems_are_those_of_the_readings(word):
    assert {r.stem for r in german.readings(word)[1:]} <= set(german.stems(word))


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Marx’ Werk", "’"),
        ("Marx' Werk", "'"),
        ("Putin’s Krieg", "’s"),
        ("Putin's", "'s"),
        ("Putin’sche", "’sche"),
        ("Putin\u00ad’s", "’s"),
        ("Putin’ Krieg", ""),  # no sibilant: a quotation ends here
        ("Putin’t", ""),
        ("Putin", ""),
    ],
)
def test_endings_with_an_apostrophe(text, ending):
    end = 4 if text.startswith("Marx") else 5
    found, after = german.apostrophe_ending(text, 0, end, fold(text[:end]))
    assert found == ending
    assert text[end:after].replace("\u00ad", "") == ending


def test_a_closing_quotation_mark_is_no_genitive():
    assert german.apostrophe_ending("‘Marx’", 1, 5, "marx") == ("", 5)


@pytest.mark.parametrize(
    ("kind", "name", "form", "suffix", "expected"),
    [
        ("person", "Putin", FormKind.ADJECTIVE, "sche", True),
        ("place", "Kiew", FormKind.ADJECTIVE, "sche", False),
        ("place", "Kiew", FormKind.ADJECTIVE, "er", True),
        ("person", "Bau", FormKind.ADJECTIVE, "er", False),
        ("", "Kiew", FormKind.ADJECTIVE, "er", True),
        ("place", "Ukraine", FormKind.ADJECTIVE, "er", False),  # Ukrainer are people
        ("place", "Aserbaidschan", FormKind.ADJECTIVE, "er", False),
        ("organisation", "Strafgerichtshof", FormKind.GENITIVE, "es", True),
        ("place", "Donbass", FormKind.GENITIVE, "es", True),
        ("person", "Putin", FormKind.GENITIVE, "es", False),
        ("person", "Putin", FormKind.GENITIVE, "s", True),
    ],
)
def test_which_kind_of_name_has_which_form(kind, name, form, suffix, expected):
    assert german.takes(kind, name, form, suffix) is expected


@pytest.mark.parametrize(
    ("word", "stem"),
    [("schwarzes", "schwarz"), ("schwarze", "schwarz"), ("rotem", "rot"), ("meer", ""), ("am", "")],
)
def test_an_adjective_without_its_ending(word, stem):
    assert german.adjective_stem(word) == stem


def test_the_lists_have_no_word_twice_and_none_in_two_lists():
    facts = german.facts()
    words = [word for listed in facts["homographs"].values() for word in listed]
    assert len({fold(word) for word in words}) == len(words)
    for words in (*facts["cues"].values(), facts["no_adjective"]["places"]):
        assert len({fold(word) for word in words}) == len(words)
