"""The built-in tables are well formed, and hold the names nobody may miss."""

import csv
import re
import unicodedata
from collections import defaultdict
from importlib import resources
from itertools import pairwise

import pytest

from glossary import Concept, Glossary, Spelling, Status
from glossary.folding import fold

KINDS = {"persons": "person", "places": "place", "organisations": "organisation"}
HEADER = (
    "id,kind,language,native,german,german_short,german_variants,"
    "english,english_short,english_variants,forbidden,status,note,source"
)
# The script that native spellings of a language stand in; Latin if it is not named here.
SCRIPTS = {
    **{code: {"CYRILLIC"} for code in ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk")},
    **{code: {"ARABIC"} for code in ("ar", "fa", "ps", "ug", "ur")},
    "bo": {"TIBETAN"},
    "el": {"GREEK"},
    "he": {"HEBREW"},
    "hi": {"DEVANAGARI"},
    "hy": {"ARMENIAN"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA"},
    "ka": {"GEORGIAN"},
    "km": {"KHMER"},
    "ko": {"HANGUL"},
    "my": {"MYANMAR"},
    "zh": {"CJK"},
}


def read_table(name):
    text = (resources.files("glossary") / "tables" / f"{name}.csv").read_text("utf-8")
    assert text.partition("\n")[0] == HEADER
    return list(csv.DictReader(text.splitlines(), strict=True))


TABLES = {name: read_table(name) for name in KINDS}
ROWS = [row for rows in TABLES.values() for row in rows]


def variants(row, column):
    return row[column].split("|") if row[column] else []


def spellings(row, language):
    forms = [row[language], row[f"{language}_short"], *variants(row, f"{language}_variants")]
    return [form for form in forms if form]


def offending(is_wrong):
    return [row["id"] for row in ROWS if is_wrong(row)]


@pytest.mark.parametrize("name", KINDS)
def test_a_table_is_utf8_with_unix_line_ends(name):
    data = (resources.files("glossary") / "tables" / f"{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    data.decode("utf-8")


def test_breadth():
    assert len(TABLES["persons"]) >= 2000
    assert len(TABLES["places"]) >= 3000


@pytest.mark.parametrize("name", KINDS)
def test_rows_are_in_order_of_language(name):
    languages = [row["language"] or "zz" for row in TABLES[name]]
    assert languages == sorted(languages)


def test_ids_are_readable_and_none_stands_twice():
    ids = [row["id"] for row in ROWS]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", i)] == []
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", KINDS)
def test_kind(name):
    assert {row["kind"] for row in TABLES[name]} == {KINDS[name]}


def test_status_and_source():
    assert {row["status"] for row in ROWS} <= set(Status)
    assert offending(lambda row: not row["source"]) == []


def test_both_spellings_are_given():
    assert offending(lambda row: not (row["german"] and row["english"])) == []


def test_cells_are_composed_and_trimmed():
    def is_wrong(row):
        cells = [*row.values(), *(part for column in row for part in variants(row, column))]
        return any(
            cell != unicodedata.normalize("NFC", " ".join(cell.split())) or "\ufffd" in cell
            for cell in cells
        ) or any("" in variants(row, column) for column in row)

    assert offending(is_wrong) == []


def test_no_spelling_stands_twice_in_a_row():
    for language in ("german", "english"):
        assert (
            offending(
                lambda row, language=language: (
                    len(spellings(row, language)) != len(set(spellings(row, language)))
                )
            )
            == []
        )


def test_nothing_accepted_is_forbidden():
    assert (
        offending(lambda row: set(variants(row, "forbidden")) & set(spellings(row, "english")))
        == []
    )


def test_a_short_name_is_part_of_the_full_one():
    def is_wrong(row):
        return row["kind"] == "person" and any(
            row[f"{language}_short"] not in row[language] for language in ("german", "english")
        )

    assert offending(is_wrong) == []


def test_a_short_name_has_its_counterpart():
    assert offending(lambda row: bool(row["german_short"]) != bool(row["english_short"])) == []


def scripts_of(text):
    # Modifier letters (the ʻ of Oʻzbekiston) belong to no script.
    letters = (c for c in text if c.isalpha() and unicodedata.category(c) != "Lm")
    return {unicodedata.name(letter).split()[0] for letter in letters}


def test_native_spellings_stand_in_their_script():
    def is_wrong(row):
        if not row["native"]:
            return False
        expected = SCRIPTS.get(row["language"], {"LATIN"})
        words = re.findall(r"[^\W\d_]+", row["native"])
        # A letter or a Roman numeral may be Latin (Спутник V); a word never mixes two scripts.
        named = [word for word in words if not re.fullmatch("[IVXZ]+", word)]
        return not named or not scripts_of("".join(named)) <= expected

    assert offending(is_wrong) == []


def test_a_native_spelling_has_its_language():
    assert offending(lambda row: row["native"] and not row["language"]) == []


def test_german_and_english_are_latin():
    def is_wrong(row):
        return scripts_of("".join(spellings(row, "german") + spellings(row, "english"))) != {
            "LATIN"
        }

    assert offending(is_wrong) == []


def as_concept(row):
    german = Spelling(row["german"], row["german_short"], tuple(variants(row, "german_variants")))
    english = Spelling(
        row["english"], row["english_short"], tuple(variants(row, "english_variants"))
    )
    return Concept(row["id"], row["kind"], {"de": german, "en": english})


def owed_for(german, row):
    """What the row alone owes for one of its German spellings."""
    (match,) = Glossary([as_concept(row)], trusting=True).match(german)
    assert match.text == german
    return match.target


def test_every_german_spelling_is_found():
    def is_wrong(row):
        glossary = Glossary([as_concept(row)], trusting=True)
        return any(
            [match.text for match in glossary.match(german)] != [german]
            for german in spellings(row, "german")
        )

    assert offending(is_wrong) == []


def rows_by_german_spelling():
    rows = defaultdict(list)
    for row in ROWS:
        for german in spellings(row, "german"):
            rows[german].append(row)
    return rows


BY_GERMAN = rows_by_german_spelling()


def test_a_german_spelling_owes_one_english_spelling_or_says_that_it_is_ambiguous():
    unmarked = {}
    for german, rows in BY_GERMAN.items():
        owed = {row["id"]: owed_for(german, row) for row in rows} if len(rows) > 1 else {}
        if len(set(owed.values())) > 1 and any("ambiguous" not in row["note"] for row in rows):
            unmarked[german] = owed
    assert unmarked == {}


def test_a_person_spelled_alike_in_both_languages_says_why_it_is_here():
    def is_wrong(row):
        return row["kind"] == "person" and row["german"] == row["english"] and not row["note"]

    assert offending(is_wrong) == []


def test_languages_are_iso_codes():
    assert offending(lambda row: not re.fullmatch("(?:[a-z]{2})?", row["language"])) == []


def test_rows_of_a_language_follow_the_german_spelling():
    for rows in TABLES.values():
        for row, following in pairwise(rows):
            if row["language"] == following["language"]:
                first, second = fold(row["german"]), fold(following["german"])
                assert first[0] <= second[0], following["id"]


MUST_HAVE = {
    "Walerij Gerassimow": "Valery Gerasimov",
    "Waleri Gerassimow": "Valery Gerasimov",
    "Gerassimow": "Gerasimov",
    "Marija Sacharowa": "Maria Zakharova",
    "Sacharowa": "Zakharova",
    "Sergej Schoigu": "Sergei Shoigu",
    "Schoigu": "Shoigu",
    "Wolodymyr Selenskyj": "Volodymyr Zelensky",
    "Selenskyj": "Zelensky",
    "Selenski": "Zelensky",
    "Kim Jong Un": "Kim Jong Un",
    "Michail Gorbatschow": "Mikhail Gorbachev",
    "Boris Jelzin": "Boris Yeltsin",
    "Pjotr Tschaikowski": "Pyotr Tchaikovsky",
    "Nikita Chruschtschow": "Nikita Khrushchev",
    "Alexej Nawalny": "Alexei Navalny",
    "Wladimir Putin": "Vladimir Putin",
    "Lukaschenko": "Lukashenko",
    "Lukaschenka": "Lukashenko",
    "Leo Trotzki": "Leon Trotsky",
    "Micheil Saakaschwili": "Mikheil Saakashvili",
    "Nikol Paschinjan": "Nikol Pashinyan",
    "Baschar al-Assad": "Bashar al-Assad",
    "Ali Chamenei": "Ali Khamenei",
    "Benjamin Netanjahu": "Benjamin Netanyahu",
    "Russland": "Russia",
    "Weißrussland": "Belarus",
    "Krim": "Crimea",
    "Donbass": "Donbas",
    "Moskau": "Moscow",
    "Kiew": "Kyiv",
    "Kyjiw": "Kyiv",
    "Charkiw": "Kharkiv",
    "Charkow": "Kharkiv",
    "Lwiw": "Lviv",
    "Lemberg": "Lviv",
    "Odessa": "Odesa",
    "Kursk": "Kursk",
    "Saporischschja": "Zaporizhzhia",
    "Saporoschje": "Zaporizhzhia",
    "Tschernobyl": "Chernobyl",
    "Warschau": "Warsaw",
    "Peking": "Beijing",
    "Pjöngjang": "Pyongyang",
    "Nordkorea": "North Korea",
    "Südkorea": "South Korea",
    "Kreml": "Kremlin",
    "Duma": "Duma",
    "Nowaja Gaseta": "Novaya Gazeta",
    "Roskosmos": "Roscosmos",
}


@pytest.mark.parametrize(("german", "english"), MUST_HAVE.items())
def test_names_nobody_may_miss(german, english):
    assert {owed_for(german, row) for row in BY_GERMAN[german]} == {english}
