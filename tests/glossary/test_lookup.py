import pytest
from names import NAMES, PUTIN, person, place

from glossary import Concept, FormKind, Glossary, Role, Spelling
from glossary.distance import distance as levenshtein

SACHAROWA = Concept(
    id="ru-sacharowa",
    kind="person",
    language="ru",
    native="Мария Захарова",
    spellings={
        "de": Spelling("Marija Sacharowa", "Sacharowa", ("Maria Sacharowa",)),
        "en": Spelling("Maria Zakharova", "Zakharova", forbidden=("Sakharova",)),
    },
)
GLOSSARY = Glossary([SACHAROWA, PUTIN, place("Kiew", "Kyiv"), person("Wera Putin", "Vera Putin")])


@pytest.mark.parametrize(
    ("name", "language", "role", "spelling", "form", "suffix"),
    [
        ("Marija Sacharowa", "de", Role.FULL, "Marija Sacharowa", FormKind.PLAIN, ""),
        ("sacharowa", "de", Role.SHORT, "Sacharowa", FormKind.PLAIN, ""),
        ("Sacharowas", "de", Role.SHORT, "Sacharowa", FormKind.GENITIVE, "s"),
        ("Maria Sacharowas", "de", Role.VARIANT, "Maria Sacharowa", FormKind.GENITIVE, "s"),
        ("Sacharowa’s", "de", Role.SHORT, "Sacharowa", FormKind.GENITIVE, "’s"),
        ("Sacharowa-Auftritt", "de", Role.SHORT, "Sacharowa", FormKind.COMPOUND, ""),
        ("ZAKHAROVA", "en", Role.SHORT, "Zakharova", FormKind.PLAIN, ""),
        ("Sakharova", "en", Role.FORBIDDEN, "Sakharova", FormKind.PLAIN, ""),
        ("мария захарова", "ru", Role.NATIVE, "Мария Захарова", FormKind.PLAIN, ""),
        ("Kiewer", "de", Role.FULL, "Kiew", FormKind.ADJECTIVE, "er"),
    ],
)
def test_any_form_spelling_script_and_language(name, language, role, spelling, form, suffix):
    (hit,) = GLOSSARY.lookup(name)
    assert (hit.language, hit.role, hit.spelling) == (language, role, spelling)
    assert (hit.form, hit.suffix) == (form, suffix)
    assert hit.distance == 0
    assert not hit.partial


def test_several_hits_are_listed():
    assert [hit.concept.id for hit in GLOSSARY.lookup("Putins")] == [
        "Wladimir Putin",
        "Wera Putin",
    ]


def test_a_part_of_a_native_name_is_found():
    (hit,) = GLOSSARY.lookup("Захарова")
    assert (hit.concept, hit.partial) == (SACHAROWA, True)


def test_near_misses_are_offered_the_nearest_first():
    hits = GLOSSARY.lookup("Sacharrowa")
    assert [(hit.concept, hit.spelling, hit.distance) for hit in hits] == [
        (SACHAROWA, "Sacharowa", 1)
    ]


@pytest.mark.parametrize("name", ["", " ", "?!", "Quetzalcoatl", "Xy"])
def test_nothing_near_gives_nothing(name):
    assert GLOSSARY.lookup(name) == []


def test_a_homograph_is_looked_up_without_evidence():
    assert [hit.concept.id for hit in NAMES.lookup("Essen")] == ["Essen"]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("kiew", "kiew", 0), ("kiew", "kiev", 1), ("kitten", "sitting", 3), ("abc", "", 3),
     ("", "abc", 3), ("a", "bcd", 3), ("gerassimow", "gerasimov", 2)],
)  # fmt: skip
def test_distance_is_levenshteins(one, other, distance):
    assert levenshtein(one, other) == distance
