"""Built-in names in another scheme than the press's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from names import found

from glossary import Concept, Glossary, GlossaryError, Spelling
from glossary.respelling import respelled

SCHEMES = ["bgn-pcgn", "icao-9303", "ala-lc", "iso-9"]
PRESS = Glossary.load()
BGN = Glossary.load(scheme="bgn-pcgn")


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        # BGN/PCGN 1947 for Russian, 2019 for Ukrainian, 1979 for Belarusian.
        ("Pjotr Tschaikowski", "Pëtr Chaykovskiy"),
        ("Tschaikowskis Musik", "Chaykovskiy"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelenskyi"),
        ("Leo Trotzki", "Lev Trotskiy"),
        ("Dostojewski", "Dostoyevskiy"),
        ("Walerij Niemand", "Valeriy"),
        ("Lukaschenko", "Lukashenka"),
        ("Saporischschja", "Zaporizhzhia"),
        ("Kasan", "Kazan’"),
    ],
)
def test_a_romanisation_is_romanised_by_the_scheme(text, owed):
    assert [english for _, english in found(text, BGN)] == [owed]


@pytest.mark.parametrize(
    "text",
    ["Moskau", "Krim", "Russland", "Rostow am Don", "Kiew", "Katharina die Große",
     "Nikolaus II.", "Nowaja Gaseta", "Peking", "Kim Jong Un", "Baschar al-Assad", "Roskosmos"],
)  # fmt: skip
def test_what_is_no_romanisation_stays(text):
    assert found(text, BGN) == found(text, PRESS) != []


def test_the_spelling_of_the_press_is_no_longer_right():
    (match,) = BGN.match("Selenskyj")
    assert "Zelensky" in match.forbidden
    assert match.accepted == ("Volodymyr Zelenskyi",)


def test_a_given_name_forbids_nothing():
    (match,) = BGN.match("Walerij Niemand")
    assert (match.target, match.forbidden) == ("Valeriy", ())


def test_a_place_is_respelled_only_if_a_scheme_spells_it_so():
    def place(english: str) -> Concept:
        spellings = {"de": Spelling("Tschernobyl"), "en": Spelling(english)}
        return Concept("1", "place", spellings, language="uk", native="Чорнобиль")

    assert respelled(place("Chornobyl"), "iso-9", "en").spellings["en"].full == "Čornobilʹ"
    assert respelled(place("Chernobyl"), "iso-9", "en") == place("Chernobyl")


@pytest.mark.parametrize("native", ["", "金正恩", "Żółć"])
def test_a_name_no_scheme_can_write_stays(native):
    concept = Concept(
        "1", "person", {"de": Spelling("X"), "en": Spelling("X")}, language="ko", native=native
    )
    assert respelled(concept, "ala-lc", "en") == concept


def test_a_users_rows_stay_and_those_with_a_native_name_only_are_derived(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "german,english,native,language\n"
        "Selenskyj,Zelenskyy,Зеленський,uk\n,,Захарова,ru\n,,Воробьёв,ru\n",
        "utf-8",
    )
    own = Glossary.load([path], scheme="bgn-pcgn")
    text = "Wolodymyr Selenskyj, Selenskyj, Sacharowa, Worobjow"
    assert [english for _, english in found(text, own)] == [
        "Volodymyr Zelenskyy",
        "Zelenskyy",
        "Zakharova",
        "Vorob’yëv",
    ]


def test_each_scheme_has_a_cache_of_its_own():
    for scheme, english in [("bgn-pcgn", "Zelenskyi"), ("press", "Zelensky"), (None, "Zelensky")]:
        for _ in range(2):
            assert found("Selenskyj", Glossary.load(scheme=scheme)) == [("Selenskyj", english)]


@pytest.mark.parametrize("scheme", ["nonsense", "duden", ""])
def test_a_scheme_that_does_not_write_english_is_a_clear_error(scheme):
    with pytest.raises(GlossaryError, match=r"there are press, bgn-pcgn, icao-9303, ala-lc, iso-9"):
        Glossary.load(scheme=scheme)


@given(st.sampled_from(range(len(PRESS.concepts))), st.sampled_from(SCHEMES))
def test_whatever_is_respelled_forbids_what_it_was_and_nothing_else_changes(number, scheme):
    concept = PRESS.concepts[number]
    new = respelled(concept, scheme, "en")
    assert new.spellings["de"] == concept.spellings["de"]
    old, english = concept.spellings["en"], new.spellings["en"]
    if english == old:
        return
    assert bool(english.short) == bool(old.short)
    assert english.short in english.full
    assert set(english.forbidden).isdisjoint({english.full, english.short})
    assert not english.variants
