"""Capitals: which words a model is to read differently, and the capitals of its translation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.casing import is_in_capitals, recapitalised, recased, usual
from translate.constraints import Constraint, Span, changed

# A vocabulary as a German model has one: these words are one token each, all others one a letter.
VOCABULARY = frozenset(
    re.findall(
        r"\w+",
        "und der die das in im am sind wir zum ab über us US nicht nie niemals grau groß große "
        "trifft sagte Land Straße Präsident Kanzler Gipfel Minister Thema Ludwig NATO",
    )
)


def tokens(word: str) -> int:
    return 1 if word in VOCABULARY else len(word)


def read(text: str, *names: tuple[str, str]) -> str:
    owed = [
        Constraint(text.index(german), text.index(german) + len(german), german, english)
        for german, english in names
    ]
    return changed(text, recased(text, owed, tokens))


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("NICHT", "nicht"),
        ("PRÄSIDENT", "Präsident"),
        ("GROSSE", "große"),
        ("STRASSE", "Straße"),
        ("STRAßE", "Straße"),
        ("EU", "EU"),
        ("US", "US"),
        ("AFD", "AfD"),
        ("BSW", "BSW"),
        ("XIV", "XIV"),
        ("OSZE", "OSZE"),
        # Unknown in either writing: most words are nouns, but not those with such endings.
        ("SCHNEEPFLUG", "Schneepflug"),
        ("SCHNEEREICHEN", "schneereichen"),
    ],
)
def test_a_word_in_capitals_is_written_as_the_vocabulary_knows_it(capitals, written):
    assert usual(capitals, tokens) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PRÄSIDENT TRIFFT KANZLER", "Präsident trifft Kanzler"),
        ("»WIR SIND GRAU«, SAGTE DER MINISTER", "»wir sind grau«, sagte der Minister"),
        ("LUDWIG XIV. UND DIE NATO", "Ludwig XIV. und die NATO"),
        ("NIE IM LAND: Der Kanzler sagte ab.", "Nie im Land: Der Kanzler sagte ab."),
        ("WIR NIE!", "wir nie!"),
        ("GIPFEL ZUM THEMA: Der Kanzler sagte ab.", "Gipfel zum Thema: Der Kanzler sagte ab."),
        ("Wir geben NIEMALS auf.", "Wir geben niemals auf."),
        ("Das ist so NIE gesagt worden.", "Das ist so nie gesagt worden."),
        ("Er sagte, WIR SIND THEMA am Land.", "Er sagte, wir sind Thema am Land."),
    ],
)
def test_headlines_kickers_and_stressed_words_are_read_in_running_text(text, written):
    assert read(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "Die NATO und die EU beraten mit der CDU.",
        "CDU/CSU, SPD und FDP",
        "KIEW (dpa) – Der Minister sagte ab.",
        "Der US-Präsident in den USA",
        "Das Magazin THEMA ist grau.",
        "Das Hotel LUDWIG GIPFEL ist grau.",
        "McDonald’s und iPhone, GmbH, AfD",
        "G20, A380 und der BMW X5",
        "",
        "1. 2. 3.",
    ],
)
def test_abbreviations_and_single_names_are_left_alone(text):
    assert read(text) == text


def test_names_are_written_as_names():
    text = "GERASSIMOW UND URSULA VON DER LEYEN IN KIEW"
    names = [
        ("GERASSIMOW", "Gerasimov"),
        ("URSULA VON DER LEYEN", "Ursula von der Leyen"),
        ("KIEW", "Kyiv"),
    ]
    assert read(text, *names) == "Gerassimow und Ursula von der Leyen in Kiew"


@pytest.mark.parametrize(
    ("text", "english", "again"),
    [
        ("PRÄSIDENT TRIFFT KANZLER", "President meets chancellor", "PRESIDENT MEETS CHANCELLOR"),
        ("GIPFEL: Der Kanzler sagte ab.", "Summit: the end.", "SUMMIT: the end."),
        ("GIPFEL: Der Kanzler sagte ab.", "The summit is off.", "The summit is off."),
        ("Wir geben NIEMALS auf.", "We never give up.", "We never give up."),
    ],
)
def test_a_translation_has_the_capitals_of_its_text(text, english, again):
    assert recapitalised(text, recased(text, (), tokens), english, ()) == again


def test_a_single_word_that_the_model_has_left_as_it_was_is_a_name():
    text = "Die Partei LEUCHTUNG ist grau."
    changes = [(Span(11, 20), "Leuchtung")]
    assert recapitalised(text, changes, "Leuchtung is grey.", ()) == "LEUCHTUNG is grey."
    assert recapitalised(text, changes, "Glow is grey.", ()) == "Glow is grey."


def test_a_name_that_is_not_in_capitals_stays_so():
    text = "PRÄSIDENT DER GROSSEN UKRAINE SOLL WIEDER ZWEIMAL McKee TREFFEN"
    assert is_in_capitals(text)
    english = "President meets McKee twice"
    kept = [Span(16, 21)]
    assert recapitalised(text, (), english, kept) == "PRESIDENT MEETS McKee TWICE"


def test_after_a_kicker_nothing_changes_and_nothing_comes_twice():
    text = "GIPFEL: McKee trifft Ludwig in Wien."
    english = "Summit: McKee meets Ludwig in Vienna."
    kept = [Span(30, 36), Span(8, 13), Span(20, 26)]
    assert recapitalised(text, (), english, kept) == "SUMMIT: McKee meets Ludwig in Vienna."


@given(st.text(alphabet="ABCÄßẞSİı aäbc'’:-.1 «IVX", max_size=40))
def test_whatever_the_text_only_words_in_capitals_change_and_only_their_case(text):
    changes = recased(text, (), tokens)
    done = 0
    for span, word in changes:
        assert done <= span.start < span.end <= len(text)
        done = span.end
        before = text[span.start : span.end]
        assert before.replace("ß", "") == before.replace("ß", "").upper()
        assert word.casefold().replace("i̇", "i") == before.casefold().replace("i̇", "i")
