"""What a name looks like in a German text, and what only looks like one."""

import unicodedata
from string import ascii_lowercase

import names
import pytest
from hypothesis import given
from hypothesis import strategies as st
from names import NAMES, found

from glossary import FormKind, Glossary, Spelling
from glossary.concept import Concept, Status
from glossary.given import given_names

PLAIN, GENITIVE = FormKind.PLAIN, FormKind.GENITIVE
ADJECTIVE, COMPOUND = FormKind.ADJECTIVE, FormKind.COMPOUND


@pytest.mark.parametrize(
    ("text", "form", "kind", "base", "suffix", "target"),
    [
        ("Gerassimow kam.", "Gerassimow", PLAIN, "Gerassimow", "", "Gerasimov"),
        ("Gerassimows Lob", "Gerassimows", GENITIVE, "Gerassimow", "s", "Gerasimov"),
        ("GERASSIMOW KAM", "GERASSIMOW", PLAIN, "Gerassimow", "", "Gerasimov"),
        ("PUTINS KRIEG", "PUTINS", GENITIVE, "Putin", "s", "Putin"),
        ("Marx’ Werk", "Marx’", GENITIVE, "Marx", "’", "Marx"),
        ("Putin’s Krieg", "Putin’s", GENITIVE, "Putin", "’s", "Putin"),
        ("Kiew\u00ad’s Straßen", "Kiew\u00ad’s", GENITIVE, "Kiew", "’s", "Kyiv"),
        ("Gerassimow-Vertrauter", "Gerassimow", COMPOUND, "Gerassimow", "", "Gerasimov"),
        ("ein Anti-Putin-Protest", "Putin", COMPOUND, "Putin", "", "Putin"),
        ("Putin- und Kremlnähe", "Putin", COMPOUND, "Putin", "", "Putin"),
        ("Putin\u2011Vertrauter", "Putin", COMPOUND, "Putin", "", "Putin"),
        ("das Putin’sche System", "Putin’sche", ADJECTIVE, "Putin", "’sche", "Putin"),
        ("das putinsche System", "putinsche", ADJECTIVE, "Putin", "sche", "Putin"),
        ("die Kiewer Regierung", "Kiewer", ADJECTIVE, "Kiew", "er", "Kyiv"),
        ("die Bremer Stadtmusik", "Bremer", ADJECTIVE, "Bremen", "er", "Bremen"),
        ("Pjöngjanger Straßen", "Pjöngjanger", ADJECTIVE, "Pjöngjang", "er", "Pyongyang"),
        ("in Pjoengjang", "Pjoengjang", PLAIN, "Pjöngjang", "", "Pyongyang"),
        ("in Pjo\u0308ngjang", "Pjo\u0308ngjang", PLAIN, "Pjöngjang", "", "Pyongyang"),
        ("in Pjöng\u00adjang", "Pjöng\u00adjang", PLAIN, "Pjöngjang", "", "Pyongyang"),
        ("Pjöng-\njang liegt", "Pjöng-\njang", PLAIN, "Pjöngjang", "", "Pyongyang"),
        ("Kim Jong Uns", "Kim Jong Uns", GENITIVE, "Kim Jong Un", "s", "Kim Jong Un"),
        ("Kim Jong-un", "Kim Jong-un", PLAIN, "Kim Jong Un", "", "Kim Jong Un"),
        ("Walerij\nGerassimow", "Walerij\nGerassimow", PLAIN, "Walerij Gerassimow", "",
         "Valery Gerasimov"),
        ("Walerij\u00a0 Gerassimow", "Walerij\u00a0 Gerassimow", PLAIN, "Walerij Gerassimow", "",
         "Valery Gerasimov"),
        ("am Schwarzen Meer", "Schwarzen Meer", PLAIN, "Schwarzes Meer", "", "Black Sea"),
        ("des Schwarzen Meers", "Schwarzen Meers", GENITIVE, "Schwarzes Meer", "s", "Black Sea"),
        ("Sankt-Petersburger", "Sankt-Petersburger", ADJECTIVE, "Sankt Petersburg", "er",
         "St. Petersburg"),
        ("in St. Petersburg", "St. Petersburg", PLAIN, "St. Petersburg", "", "St. Petersburg"),
        ("des Internationalen Strafgerichtshofes", "Internationalen Strafgerichtshofes", GENITIVE,
         "Internationaler Strafgerichtshof", "es", "International Criminal Court"),
        ("der IStGH", "IStGH", PLAIN, "IStGH", "", "ICC"),
        ("Al-Assad kam", "Al-Assad", PLAIN, "al-Assad", "", "Assad"),
        ("al-Assads Heer", "al-Assads", GENITIVE, "al-Assad", "s", "Assad"),
        ("Weliki Nowgorod", "Weliki Nowgorod", PLAIN, "Weliki Nowgorod", "", "Veliky Novgorod"),
        ("Karadzic", "Karadzic", PLAIN, "Karadžić", "", "Karadžić"),
        ("»Putin«", "Putin", PLAIN, "Putin", "", "Putin"),
        ("_Putin_", "Putin", PLAIN, "Putin", "", "Putin"),
        ("gesagt.Putin kam", "Putin", PLAIN, "Putin", "", "Putin"),
        ("KIEW/MOSKAU", "KIEW", PLAIN, "Kiew", "", "Kyiv"),
    ],
)  # fmt: skip
def test_a_form_is_found(text, form, kind, base, suffix, target):
    match = NAMES.match(text)[0]
    assert (match.text, match.kind, match.base) == (form, kind, base)
    assert (match.suffix, match.target) == (suffix, target)
    assert text[match.start : match.end] == form


@pytest.mark.parametrize(
    "text",
    [
        "die Kimme",
        "putin",  # a name is written large
        "Putinismus",
        "Kremlputin",
        "ein Kiewerianer",
        "die Ukrainer und Ukrainerinnen",  # people
        "Karàdzic",  # another accent is another name
        "Don’Putin",
        "Putin’t",
        "Walerijs",
        "Kim\n\nJong Un".replace("Kim", "Jong"),
        "https://example.org/Putin?q=Kiew",
        "www.kiew.example/Kiew",
        "Putin@example.org",
        "@Putin",
        "`Putin`",
        '<a href="Kiew">',
        "[hier](Kiew.html)",
        "{Putin}",
        "%(Putin)s",
        "foo_Putin",
        "Putin.txt",
        "Putin()",
        r"C:\Putin\Kiew\x",
        "Putin2024",
        "PutinFan",
    ],
)
def test_what_is_no_name_is_not_found(text):
    assert found(text) == []


def test_all_names_of_a_sentence_in_order():
    text = "Kim Jong Un traf Walerij Gerassimow in Moskau; Gerassimow flog nach Kiew und Charkiw."
    assert found(text) == [
        ("Kim Jong Un", "Kim Jong Un"),
        ("Walerij Gerassimow", "Valery Gerasimov"),
        ("Moskau", "Moscow"),
        ("Gerassimow", "Gerasimov"),
        ("Kiew", "Kyiv"),
        ("Charkiw", "Kharkiv"),
    ]


def test_a_middle_name_leaves_given_name_and_surname():
    for middle in ("Wassiljewitsch", "W.", "Wassili-Karl", "W. K."):
        text = f"General Walerij {middle} Gerassimows Befehl"
        assert found(text) == [("Walerij", "Valery"), ("Gerassimows", "Gerasimov")]


@pytest.mark.parametrize(
    ("text", "form", "target", "kind"),
    [
        ("Wladimir Wladimirowitsch Putin kam.", "Wladimir Wladimirowitsch Putin",
         "Vladimir Vladimirovich Putin", PLAIN),
        ("Wladimir Wladimirowitsch Putins Rede", "Wladimir Wladimirowitsch Putins",
         "Vladimir Vladimirovich Putin", GENITIVE),
        ("WLADIMIR WLADIMIROWITSCH PUTIN", "WLADIMIR WLADIMIROWITSCH PUTIN",
         "Vladimir Vladimirovich Putin", PLAIN),
        ("Walerij Serhijowytsch Gerassimow", "Walerij Serhijowytsch Gerassimow",
         "Valery Serhiiovych Gerasimov", PLAIN),
    ],
)  # fmt: skip
def test_a_full_name_with_a_patronymic_is_one_name(text, form, target, kind):
    glossary = Glossary([*names.NAMES.concepts, *given_names()])
    (match,) = glossary.match(text)
    assert (match.text, match.target, match.kind, match.full) == (form, target, kind, True)
    assert text[match.start : match.end] == form
    # English may leave the patronymic out, and write it otherwise.
    assert target.replace(target.split()[1] + " ", "") in match.accepted


def test_over_a_small_word_there_is_no_full_name():
    assert found("Walerij und Gerassimow") == [("Gerassimow", "Gerasimov")]


def test_after_a_blank_line_a_name_does_not_go_on():
    assert found("Walerij\n\nGerassimow") == [("Gerassimow", "Gerasimov")]


def test_what_else_is_accepted():
    match = NAMES.match("Assad")[0]
    assert match.target == "Assad"
    assert set(match.accepted) == {"al-Assad", "Bashar al-Assad"}
    glossary = Glossary(
        [
            Concept(
                id="1",
                kind="person",
                spellings={
                    "de": Spelling("Wolodymyr Selenskyj", "Selenskyj"),
                    "en": Spelling(
                        "Volodymyr Zelensky",
                        "Zelensky",
                        variants=("Zelenskyy",),
                        forbidden=("Selenskyj",),
                    ),
                },
            )
        ]
    )
    full, short = glossary.match("Wolodymyr Selenskyj, Selenskyj")
    assert (full.target, full.accepted) == ("Volodymyr Zelensky", ("Volodymyr Zelenskyy",))
    assert (short.target, short.accepted[0]) == ("Zelensky", "Zelenskyy")
    assert short.forbidden == ("Selenskyj",)


def test_a_short_variant_owes_the_short_name_and_a_long_one_the_full_name():
    gaddafi = Concept(
        id="1",
        kind="person",
        spellings={
            "de": Spelling(
                "Muammar al-Gaddafi", "Gaddafi", ("Muammar Gaddafi", "al-Gaddafi", "Moamar Gaddafi")
            ),
            "en": Spelling("Muammar Gaddafi", "Gaddafi"),
        },
    )
    glossary = Glossary([gaddafi])
    assert found("Muammar Gaddafi, Moamar Gaddafi, al-Gaddafi", glossary) == [
        ("Muammar Gaddafi", "Muammar Gaddafi"),
        ("Moamar Gaddafi", "Muammar Gaddafi"),
        ("al-Gaddafi", "Gaddafi"),
    ]


def test_a_deprecated_concept_is_not_found():
    kiew = Concept(
        id="1",
        kind="place",
        spellings={"de": Spelling("Kiew"), "en": Spelling("Kiev")},
        status=Status.DEPRECATED,
    )
    assert found("Kiew", Glossary([kiew])) == []


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("werden", "Werden wir?", "Werden"),
        ("F &", "F & B", "F &"),
        ("Yahoo!", "Yahoo! und Yahoo", "Yahoo!"),
        ("von Bau, Amt", "von Bau,\nAmt", "von Bau,\nAmt"),
        ("N’Djamena", "in N’Djamena", "N’Djamena"),
        ("G7", "die G7-Staaten", "G7"),
        ("Technologiebericht 2015", "Technologiebericht 2015", "Technologiebericht 2015"),
    ],
)  # fmt: skip
def test_a_term_is_found_with_all_its_signs(term, text, expected):
    matches = Glossary.from_terms([(term, "x")]).match(text)
    assert [match.text for match in matches] == [expected]


def test_a_term_that_is_no_name_has_no_adjective():
    glossary = Glossary.from_terms([("Arbeit", "work"), ("werden", "become")])
    assert found("Arbeiter werdens", glossary) == []


def test_an_acronym_is_written_large():
    assert found("Is der is", Glossary.from_terms([("IS", "ISIS")])) == []


def test_other_source_languages_are_not_inflected_like_german():
    glossary = Glossary.from_terms([("Kiew", "Kyiv")])
    english = Glossary(
        [Concept("1", "place", {"en": Spelling("Kyiv"), "de": Spelling("Kiew")})],
        source="en",
        target="de",
    )
    assert found("Kiewer", glossary)
    assert found("Kyiver Kyivs", english) == []
    assert found("Kyiv", english) == [("Kyiv", "Kiew")]


FORMS = [
    *("Gerassimow", "Gerassimows", "Walerij Gerassimow", "Kim Jong Uns", "Kim", "Kiewer"),
    *("Pjöngjang", "Pjo\u0308ngjanger", "Schwarzen Meer", "putinsche", "Putin’s", "Marx’"),
    *("Anti-Putin-", "Essen", "in Essen", "Polen", "die Polen", "al-Assad", "Walerij W. "),
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(FORMS), st.text(max_size=4), st.sampled_from(" \n-’.,»«@/`_<>\u00ad"))
).map("".join)


@given(TEXTS)
def test_any_text_is_matched_in_place_in_order_and_without_overlap(text):
    matches = NAMES.match(text)
    edges = [edge for match in matches for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    for match in matches:
        assert match.start < match.end
        assert text[match.start : match.end] == match.text


def bare(matches):
    return [(match.concept.id, match.kind, match.base, match.target) for match in matches]


@given(st.lists(st.sampled_from([*FORMS, "und", "Präsident", ",", "–"])).map(" ".join))
def test_unicode_form_changes_nothing(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert bare(NAMES.match(composed)) == bare(NAMES.match(decomposed))


@given(st.lists(st.sampled_from([*FORMS, "und", ","])).map(" ".join), st.data())
def test_a_soft_hyphen_in_a_word_changes_nothing(text, data):
    inside = [
        place
        for place in range(1, len(text))
        if text[place - 1].isalpha() and text[place].isalpha()
    ]
    if inside:
        place = data.draw(st.sampled_from(inside))
        assert bare(NAMES.match(f"{text[:place]}\u00ad{text[place:]}")) == bare(NAMES.match(text))


# Letters that fold to nothing, to several words, to more letters; signs around terms.
ODD = st.sampled_from(
    ["\uff9e", "ﷺ", "صلى الله عليه وسلم", "ß", "ŉ", "İ", "&", " & ", "-", "’", "\u0301", "Ǆ"]
)
ODD_TEXTS = st.lists(ODD | st.text(max_size=5)).map("".join)


@given(st.lists(st.tuples(ODD_TEXTS, st.text(max_size=8)), max_size=5), TEXTS | ODD_TEXTS)
def test_any_glossary_matches_any_text(terms, text):
    text += " ".join(german for german, _ in terms)
    matches = Glossary.from_terms(terms).match(text)
    edges = [edge for match in matches for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    for match in matches:
        assert (match.base, match.target) in terms
        assert text[match.start : match.end] == match.text


def test_terms_that_share_a_sign_do_not_overlap():
    glossary = Glossary.from_terms([("F &", "F and"), ("& B", "and B")])
    assert found("F & B", glossary) == [("F &", "F and")]


def test_words_that_fold_alike_but_are_more_or_fewer_are_told_apart():
    assert found("صلى الله عليه وسلم", Glossary.from_terms([("ﷺ", "x")])) == []


def test_a_letter_that_folds_to_nothing_is_harmless():
    glossary = Glossary.from_terms([("\uff9e", "x"), ("Kim \uff9e", "y")])
    assert found("\uff9e Kim", glossary) in ([], [("\uff9e", "x")])


SMALL_TERMS = Glossary.from_terms([("ein", "x"), ("al", "y"), ("über", "z"), ("Kiew", "Kyiv")])


@pytest.mark.parametrize(
    "text", ["mein „Haus“", "nein -", "kanal „Haus“", "zum drüber,", "nicht ein2"]
)
def test_a_name_is_never_found_inside_a_small_word(text):
    assert found(text, SMALL_TERMS) == []


@given(
    st.lists(st.sampled_from([*"nmkdz", "ein", "al", "über", "Kiew", "putinsche", "-", "„", "1"])),
    st.sampled_from(["ein", "al", "über", "Kiew"]),
)
def test_small_words_before_a_term_do_not_hide_it(words, term):
    text = " ".join([*words, term])
    assert text.endswith(found(text, SMALL_TERMS)[-1][0])


def test_all_initials_may_begin_small_terms():
    glossary = Glossary.from_terms([(f"{letter}wort", "x") for letter in ascii_lowercase])
    text = " und ".join(f"{letter}wort" for letter in ascii_lowercase)
    assert len(found(text, glossary)) == len(ascii_lowercase)


def test_a_name_that_runs_on_into_an_address_is_none():
    assert found("Walerij\nGerassimow") == [("Walerij\nGerassimow", "Valery Gerasimov")]
    assert found("Walerij\nGerassimow@example.org") == []


@given(st.lists(st.sampled_from(FORMS), min_size=1).map(" ".join))
def test_the_same_text_gives_the_same_matches_again(text):
    assert NAMES.match(text) == NAMES.match(text)
    assert NAMES.match(text) == Glossary(names.NAMES.concepts).match(text)


def test_of_spellings_folded_alike_each_is_found():
    glossary = Glossary(
        [
            Concept("kaida", "organisation", {
                "de": Spelling("Al-Kaida", variants=("al-Kaida",)), "en": Spelling("al-Qaeda"),
            }),
            Concept("lodz", "place", {
                "de": Spelling("Lodz", variants=("Łódź",)), "en": Spelling("Lodz"),
            }),
        ]
    )  # fmt: skip
    text = "Al-Kaida, der al-Kaida-Führer, in Lodz, in Łódź"
    assert [match.text for match in glossary.match(text)] == [
        "Al-Kaida",
        "al-Kaida",
        "Lodz",
        "Łódź",
    ]


def test_a_full_name_with_its_middle_name_listed_is_one_name():
    lenin = names.person("Wladimir Lenin", "Vladimir Lenin", variants=("Wladimir Iljitsch Lenin",))
    assert found("Wladimir Iljitsch Lenin", Glossary([lenin])) == [
        ("Wladimir Iljitsch Lenin", "Vladimir Lenin")
    ]


@pytest.mark.parametrize(
    ("full", "short", "variant"),
    [
        ("Hossein Amir-Abdollahian", "Amir-Abdollahian", "Hussein Amirabdollahian"),
        ("Badr Abdel Atti", "Abdel Atti", "Badr Abdelatty"),
    ],
)
def test_a_variant_of_the_full_name_owes_the_full_name(full, short, variant):
    glossary = Glossary([Concept("x", "person", {
        "de": Spelling(full, short, (variant,)), "en": Spelling("Given Name", "Name"),
    })])  # fmt: skip
    assert [english for _, english in found(f"{variant}, {short}", glossary)] == [
        "Given Name",
        "Name",
    ]
