"""Names that are also common words, and surnames that several people have."""

from pathlib import Path

import pytest
from names import NAMES, found, person, place

from glossary import Concept, Context, Glossary, Spelling
from glossary.evidence import caveat

IWANOW_RU = person("Sergej Iwanow", "Sergei Ivanov")
IWANOW_BG = person("Georgi Iwanow", "Georgi Ivanow")
HERZOG = person("Izchak Herzog", "Isaac Herzog")
KANTON = place("Kanton", "Guangzhou")
ENGELS = place("Engels", "Engels")


@pytest.mark.parametrize(
    "text",
    [
        "in Essen",
        "In Essen regnet es",
        "nach Essen",
        "Stadt Essen",
        "Essener Straßen",
        "aus Polen",
        "Polen und Russland",
        "dass Polen zahlt",
        "die Polen-Reise",
        "Polens Regierung",
    ],
)
def test_a_common_word_is_a_name_with_a_cue(text):
    assert len(NAMES.match(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["das Essen", "Essen gut", "im Essen", "zum Essen", "ESSEN", "die Polen", "viele Polen",
     "Essens-Ausgabe", "Essen-Ausgabe", "des Essens"],
)  # fmt: skip
def test_without_a_cue_it_is_a_common_word(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Machthaber Kim", "Präsident Kim", "Herr Kim", "Frau Kim", "Staatschefs Kim",
     "Verteidigungsminister Kim", "die Ministerin Kim", "Präsidenten Kim"],
)  # fmt: skip
def test_a_person_needs_a_role_before_the_name(text):
    assert found(text) == [("Kim", "Kim")]


CITIES = Glossary([place(name, name) for name in ("Hamburg", "Rom", "Kiew", "Pilsen", "Xi")])


@pytest.mark.parametrize("text", ["Hamburger Hafen", "Kiewer und", "ROM UND KIEW", "KIEW", "Rom"])
def test_an_adjective_before_a_noun_and_capitals_among_capitals(text):
    assert found(text, CITIES)


@pytest.mark.parametrize(
    "text", ["ein Hamburger", "zwei Hamburger essen", "Pilsner.", "das ROM", "ROM, K", "SGB XI."]
)
def test_food_and_abbreviations_are_no_places(text):
    assert found(text, CITIES) == []


def test_a_place_cue_does_not_make_a_person():
    assert found("in Kim") == []
    assert found("Präsident Essen") == []


def test_after_the_full_name_the_short_one_is_evident():
    assert found("Kim Jong Un kam. Kim lachte.") == [
        ("Kim Jong Un", "Kim Jong Un"),
        ("Kim", "Kim"),
    ]
    assert found("Kim lachte. Kim Jong Un kam.") == [("Kim Jong Un", "Kim Jong Un")]


def test_the_context_carries_full_names_to_the_next_segment():
    context = Context().after(NAMES.match("Kim Jong Un kam."))
    assert [match.text for match in NAMES.match("Kim lachte.", context)] == ["Kim"]
    assert NAMES.match("Kim lachte.", Context()) == []


def test_a_context_is_not_changed_by_what_comes_after():
    before = Context()
    before.after(NAMES.match("Kim Jong Un"))
    assert before == Context()


def test_a_full_name_with_a_middle_name_counts_as_one():
    glossary = Glossary([HERZOG])
    assert found("Herzog. Izchak Z. Herzog. Herzog", glossary) == [
        ("Izchak", "Isaac"),
        ("Herzog", "Herzog"),
        ("Herzog", "Herzog"),
    ]


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("Iwanow kam.", []),
        ("Sergej Iwanow und Iwanow", ["Sergei Ivanov", "Ivanov"]),
        ("Georgi Iwanow und Iwanow", ["Georgi Ivanow", "Ivanow"]),
        ("Sergej Iwanow, Georgi Iwanow, Iwanow", ["Sergei Ivanov", "Georgi Ivanow", "Ivanow"]),
        (
            "Georgi Iwanow, Sergej Iwanow, Georgi Iwanow, Iwanow",
            ["Georgi Ivanow", "Sergei Ivanov", "Georgi Ivanow", "Ivanow"],
        ),
    ],
)
def test_a_shared_surname_means_the_one_named_in_full_last(text, owed):
    assert [english for _, english in found(text, Glossary([IWANOW_RU, IWANOW_BG]))] == owed


def test_a_shared_surname_spelled_alike_needs_no_full_name():
    glossary = Glossary([IWANOW_RU, person("Wiktor Iwanow", "Viktor Ivanov")])
    assert found("Iwanow", glossary) == [("Iwanow", "Ivanov")]


def test_a_cue_tells_a_place_from_a_person_of_the_same_name():
    gorki = Glossary([person("Maxim Gorki", "Maxim Gorky"), place("Gorki", "Gorki")])
    assert found("in Gorki", gorki) == [("Gorki", "Gorki")]
    assert found("Schriftsteller Gorki", gorki) == [("Gorki", "Gorky")]
    assert found("Gorki", gorki) == []


def test_concepts_without_ids_are_told_apart():
    first, second = (
        Concept("", "person", {"de": Spelling(full, "Iwanow"), "en": Spelling(english, short)})
        for full, english, short in [
            ("Sergej Iwanow", "Sergei Ivanov", "Ivanov"),
            ("Georgi Iwanow", "Georgi Ivanow", "Ivanow"),
        ]
    )
    glossary = Glossary([first, second])
    assert found("Georgi Iwanow, Iwanow", glossary)[1] == ("Iwanow", "Ivanow")


def test_a_phrase_may_be_common_too():
    party = Glossary([place("Recht und Gerechtigkeit", "Law and Justice")])
    assert found("Recht und Gerechtigkeit", party) == []
    assert found("Stadt Recht und Gerechtigkeit", party)


def test_terms_of_a_user_are_trusted():
    assert found("Essen", Glossary.from_terms([("Essen", "Essen")])) == [("Essen", "Essen")]


def test_a_surname_that_is_a_word_with_an_ending_is_that_word():
    glossary = Glossary([place("Engel", "Engel"), KANTON, ENGELS])
    assert found("des Engels, ein Kanton", glossary) == []
    assert found("in Kanton, Engels liegt an der Wolga", glossary) == [
        ("Kanton", "Guangzhou"),
        ("Engels", "Engels"),
    ]


ROSA = Concept(
    "rosa",
    "person",
    {
        "de": Spelling("Rosa Luxemburg", "Luxemburg"),
        "en": Spelling("Rosa Luxemburg", "Luxemburg"),
    },
)


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("Luxemburg stimmte dagegen.", ["Luxembourg"]),
        ("in Luxemburg", ["Luxembourg"]),
        ("Luxemburgs Banken", ["Luxembourg"]),
        ("Rosa Luxemburg schrieb.", ["Rosa Luxemburg"]),
        ("die Rosa-Luxemburg-Stiftung", ["Rosa Luxemburg"]),
        ("Rosa Luxemburg schrieb. Luxemburgs Briefe", ["Rosa Luxemburg", "Luxemburg"]),
        ("Die Politikerin Luxemburg", ["Luxemburg"]),
        ("Rosa Luxemburg schrieb. Sie floh nach Luxemburg", ["Rosa Luxemburg", "Luxembourg"]),
        ("Die Rosa-Luxemburg-Straße. Luxemburgs Banken", ["Rosa Luxemburg", "Luxembourg"]),
    ],
)
def test_a_surname_better_known_as_a_country_needs_an_introduction(text, owed):
    glossary = Glossary([ROSA, place("Luxemburg", "Luxembourg")])
    assert [english for _, english in found(text, glossary)] == owed


BUILT_IN = Glossary.load()


@pytest.mark.parametrize(
    ("name", "with_cue", "without"),
    [
        ("Lida", "ein Zug nach Lida", "Lida lachte"),
        ("Petra", "die Ruinen in Petra", "Petra lachte"),
        ("Reni", "der Hafen Reni", "Reni gähnte"),
        ("Ocha", "die Stadt Ocha", "Ocha heißt Tee"),
        ("Katz", "Außenminister Katz", "für die Katz"),
        ("Nasser", "Präsident Nasser", "Nasser Sand klebt"),
        ("Landau", "der Physiker Landau", "Landau an der Isar"),
        ("Mendel", "die Sprecherin Mendel", "Mendel kreuzte Erbsen"),
        ("Lada", "die Partei und der Sender Lada", "ein alter Lada"),
        ("Trud", "der Sender Trud", "Trud erschien"),
    ],
)
def test_a_built_in_homograph_is_a_name_with_a_cue_only(name, with_cue, without):
    assert [match.text for match in BUILT_IN.match(with_cue)] == [name]
    assert BUILT_IN.match(without) == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Gott schütze König Abdullah II. von Jordanien", ["Abdullah II", "Jordan"]),
        ("König Abdullah sprach", ["Abdullah"]),
        ("Abdullah lachte", []),
        ("Alexandre Dumas und die Duma", ["Alexandre Dumas", "Duma"]),
        ("die Niederösterreicher", []),
        ("der Vorarlberger Käse", ["Vorarlberg"]),
        ("Kim Jong-uns Schwester Kim Yo-jong", ["Kim Jong Un", "Kim Yo Jong"]),
    ],
)
def test_built_in_names_that_were_once_wrong(text, english):
    assert [match.target for match in BUILT_IN.match(text)] == english


def homographs():
    """Sentences as news has them, and what is owed in each: form → English; …"""
    lines = (Path(__file__).parent / "texts" / "homographs.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("text", "owed"), homographs())
def test_what_sounds_alike_is_told_apart_in_news(text, owed):
    matches = BUILT_IN.match(text)
    assert "; ".join(f"{match.text} → {match.target}" for match in matches) == owed


def test_no_built_in_name_is_found_in_a_text_without_names():
    lines = (Path(__file__).parent / "texts" / "without_names.txt").read_text("utf-8").splitlines()
    context = Context()
    for line in lines:
        matches = BUILT_IN.match(line, context)
        assert [(match.text, match.target) for match in matches] == [], line
        context = context.after(matches)


def test_the_built_in_names_are_not_found_in_a_text_without_names():
    text = (
        "Am Abend setzten sie sich in den Garten, aßen Brot und Käse und redeten über das Wetter. "
        "Die Kimme des Gewehrs war verbogen; der Bauer holte Holz aus dem Wald. Das Essen war gut, "
        "die Wahl fiel schwer. Im Sommer und im Winter wird das Lager gelüftet. Mir ist kalt, "
        "sagte der Maler, und der Kaplan nickte. Der Kiel des Bootes schrammte über den Sand. Ein "
        "Hamburger mit Pommes, bitte! Jung und Alt tanzten. Der Adler kreiste über dem Berg. Im "
        "Juli tagt die Jury. Herr Wagner, Frau Koch und Familie Richter kamen mit Peter zu spät. "
        "Soja, Salz und Oral-Chirurgie: Recht und Gerechtigkeit, Krieg und Frieden, Katz und Maus."
    )
    assert found(text, Glossary.load()) == []


@pytest.mark.parametrize(
    ("spelling", "kind", "condition"),
    [
        ("Katz", "person", "only after the full name or a cue"),
        ("Luxemburg", "person", "only after the full name or a role"),
        ("Luxemburg", "place", ""),
        ("Polen", "place", "not after an article"),
        ("Jelena", "given", "only before a surname that looks Slavic"),
        ("Jelena", "place", ""),
        ("Kiew", "place", ""),
    ],
)
def test_the_condition_of_a_match_is_told(spelling, kind, condition):
    told = caveat(spelling, kind)
    assert told.startswith(condition)
    assert bool(told) == bool(condition)
