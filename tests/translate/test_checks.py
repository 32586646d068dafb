import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import Code, check


def codes(source: str, target: str) -> set[Code]:
    return {problem.code for problem in check(source, target)}


# Translations as they should be: nothing to report, although much differs.
GOOD = [
    (
        "»Wir haben 10.000 Mann verloren«, sagte Gerassimow dem »Spiegel«.",
        "“We have lost 10,000 men,” Gerasimov told Der Spiegel.",
    ),
    (
        "„Das ist falsch“, sagte sie.",
        "‘That is wrong,’ she said.".replace("‘", "“").replace("’", "”"),
    ),
    ("»Die Lage ist ernst.", "“The situation is grave."),
    ("Niemand sei verletzt worden, hieß es.«", "No one had been hurt, it was said.”"),
    ("Der Kreuzer »Moskwa« sank am 14. April 2022.", "The cruiser Moskva sank on 14 April 2022."),
    ("Ursula von der Leyen reiste nach Kiew.", "Ursula von der Leyen travelled to Kyiv."),
    ("In Wijk aan Zee und Rio de Janeiro.", "In Wijk aan Zee and Rio de Janeiro."),
    ("Nie, nie, nie wieder!", "Never, never, never again!"),
    ("Kim", "Kim"),
    ("Mehr von info@example.org.", "More from info@example.org."),
    ("🔴 Слава Україні, #1 ❤️!", "🔴 Слава Україні, #1 ❤!"),
    ("Die Band AC/DC & Co. + Gäste", "The band AC/DC & Co. + guests"),
    ("Mehr unter https://example.org/a?b=1.", "More at https://example.org/a?b=1."),
    ("Die Regierung (in Kiew)", "The government in Kyiv"),
    ("Sie schwieg …", "She said nothing …"),
    ("»Wer sagt: ›Ich weiß‹, irrt.«", "“Who says: ‘I know’ is wrong.”"),
    ("Das ist alles falsch, rief sie.", "“That is all wrong,” she cried."),
    ("Es gab „heftige Gefechte“, hieß es.", "There was ‘heavy fighting’, it was said."),
    ("Am 3. März und 14.4.2022 in Wien.", "On 3 March and 14 April 2022 in Vienna."),
    ("In der Nacht zu Samstag brannte es.", "There was a fire on Friday night."),
    ("Am Montag sprach Julija Malinowa.", "Yulia Malinova spoke on Monday."),
    ("Der Anteil liegt bei 50 Prozent.", "The share is one half."),
    ("Die Fläche misst 3 Quadratkilometer.", "The area measures 3 km2."),
    ("Das Buch „The best of times“ erschien.", "The book “The best of times” came out."),
]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_good_translations_pass(source, target):
    assert check(source, target) == []


BAD = [
    (Code.EMPTY, "Kiew schweigt.", ""),
    (Code.EMPTY, "Kiew schweigt.", " \n"),
    (Code.NUMBER, "Es sind 10.000 Mann.", "There are 1,000 men."),
    (Code.NUMBER, "Es sind zwei Billionen Euro.", "It is two billion euros."),
    (Code.NUMBER, "Die Preise stiegen um 5 Prozent.", "Prices rose by 5."),
    (Code.NUMBER, "Die Preise stiegen um 5 Euro.", "Prices rose by 5%."),
    (Code.DATE, "Er kommt am 3. März.", "He is coming on 3 May."),
    (Code.DATE, "Am Montagabend fiel die Brücke.", "The bridge fell on Tuesday evening."),
    (Code.QUOTES, "»Das ist alles falsch, was er sagt.«", "»That is all wrong.«"),
    (Code.QUOTES, "„Das ist alles falsch, was er sagt“, rief sie.", "„That is wrong“, she cried."),
    (Code.QUOTES, "»Das ist alles falsch, was er sagt«, rief sie.", "That is wrong, she cried."),
    (Code.QUOTES, "Das sei alles falsch, rief sie.", "“That is all wrong,” she cried."),
    (Code.QUOTES, "Das ist alles falsch.", "“That is all wrong.”"),
    (Code.QUOTES, "»Wer sagt: ›Ich weiß‹, irrt.«", "“Who says: “I know” is wrong.”"),
    (Code.QUOTES, "Das ist alles falsch, rief sie.", "“That is all wrong, she cried."),
    (Code.QUOTES, "»Das ist alles falsch, was er sagt.«", "“That is all wrong, what he says.“"),
    (Code.QUOTES, "»Das ist alles falsch, was er sagt«, rief sie.", "“That is wrong, she cried."),
    (Code.QUOTES, "Er sprach von einem »verheerenden Signal«.", "He spoke of a disastrous signal."),
    (Code.UNTRANSLATED, "Er ist nicht in Kiew.", "Er ist nicht in Kiew."),
    (Code.UNTRANSLATED, "Er kam und ist nicht gegangen.", "He came und ist not gone."),
    (Code.UNTRANSLATED, "Die Kamera lief weiter, sagt Kim.", "Die Kamera lief weiter, says Kim."),
    (Code.UNTRANSLATED, "Das dritte größere Gefecht.", "The third größere battle."),
    (Code.REPETITION, "Der Krieg geht weiter.", "The war the war the war goes on."),
    (Code.REPETITION, "Der Krieg geht weiter.", "The the war goes on."),
    (
        Code.REPETITION,
        "Kiew meldet Angriffe auf Charkiw, Odessa und Cherson.",
        "Kyiv reports attacks on A and Kyiv reports attacks on B and Kyiv reports attacks on C.",
    ),
    (
        Code.LENGTH,
        "Die Regierung in Kiew hat sich dazu bislang nicht äußern wollen.",
        "No comment.",
    ),
    (Code.LENGTH, "Alle Angaben ohne jede Gewähr.", "No " + "long winded " * 5 + "guarantee."),
    (Code.PUNCTUATION, "Kommt der Frieden?", "Peace is coming."),
    (Code.PUNCTUATION, "Der Frieden kommt.", "Peace is coming"),
    (Code.PUNCTUATION, "Frieden in Sicht", "Peace in sight."),
    (Code.CASE, "Der Frieden kommt.", "peace is coming."),
    (Code.CASE, "der Frieden", "The peace"),
    (Code.WHITESPACE, "Der Frieden kommt.", "Peace is coming. "),
    (Code.WHITESPACE, "Der Frieden kommt.", "Peace  is coming."),
    (Code.MARKUP, "Siehe https://example.org/a.", "See https://example.com/a."),
    (Code.MARKUP, "Hallo {name}!", "Hello {Name}!"),
    (Code.MARKUP, "Das ist <b>neu</b>.", "That is <b>new."),
    (Code.MARKUP, "Das ist neu 🔴.", "That is new."),
    (Code.MARKUP, "Das ist 👨\u200d👩\u200d👧.", "That is 👨\u200d👧."),
    (Code.MARKUP, "Er schreibt товарищ.", "He writes tovarishch."),
    (Code.MARKUP, "Er schreibt.", "He writes 🔴."),
    (Code.MARKUP, "Mehr unter #Lwiw.", "More at Lviv."),
    (Code.MARKUP, "Mehr von @kreml.", "More from kremlin."),
]


@pytest.mark.parametrize(("code", "source", "target"), BAD)
def test_each_check_reports_what_it_is_for(code, source, target):
    assert code in codes(source, target)


def test_messages_are_one_line_and_name_what_they_are_about():
    problems = check("Es sind 10.000 Mann.", "There are\n1,000 men.")

    assert [problem.message for problem in problems] == [
        "number missing: 10.000",
        "number not in the German: 1,000",
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_strange(source, target):
    for problem in check(source, target):
        assert problem.message
        assert "\n" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "ab " * 100_000,
        "1 " * 100_000,
        "“" * 100_000,
        "'a'b" * 50_000,
        "„'a " * 50_000,
    ],
)
def test_a_monstrous_segment_takes_no_monstrous_time(text):
    began = time.monotonic()

    assert Code.EMPTY not in codes(text, text)
    assert time.monotonic() - began < 60  # a quadratic check takes ten minutes
