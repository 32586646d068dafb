"""Signs, addresses and other scripts: past the engine and back, and never lost unsaid."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Glossary
from translate.checks import Code, check
from translate.constraints import Constraint, Rung
from translate.enforcement import translate
from translate.engine import Engine, Hypothesis
from translate.readable import Readable
from translate.verbatim import carried

TERMS = Glossary.from_terms([("Gerassimow", "Gerasimov"), ("Kiew", "Kyiv"), ("C++", "See-plus")])


def tokens(word: str) -> int:
    return len(word)


def owed(text: str) -> tuple[Constraint, ...]:
    return tuple(map(Constraint.of, TERMS.match(text)))


def readable(text: str) -> Readable:
    return Readable.of(text, owed(text), tokens)


def seen(text: str) -> list[str]:
    """Return what an engine sees of a text."""
    return [piece.text for piece in readable(text).pieces]


def around(text: str, *translations: str) -> str:
    return readable(text).restored(translations)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("🔴 Der Kreml schweigt. 🇷🇺", ["Der Kreml schweigt."]),
        ("Der Kreml 🙏 schweigt 👍.", ["Der Kreml schweigt."]),
        ("Gut gemacht! 🎉 Der Kreml schweigt.", ["Gut gemacht!", "Der Kreml schweigt."]),
        ("+++ Kreml schweigt +++ Tote in der Stadt +++", ["Kreml schweigt", "Tote in der Stadt"]),
        ("• Kreml schweigt • Tote in Wien", ["Kreml schweigt", "Tote in Wien"]),
        ("Konzern™ aus Lwiw→Wien", ["Konzern aus Lwiw Wien"]),
        (
            "Familie 👨\u200d👩\u200d👧 aus 🏴\U000e0067\U000e0062\U000e007f kam",
            ["Familie aus kam"],
        ),
        ("1️⃣ Der Kreml ❤️ schweigt", ["Der Kreml schweigt"]),
        ("Das Wort »товарищ« und 华为", ["Das Wort »X1X« und X2X"]),
        ("»Слава Україні!«, sagte er.", ["»X1X!«, sagte er."]),
        ("X1X heißt товарищ", ["X1X heißt X2X"]),
        ("#Lwiw und @kreml: https://kreml.example/a?b=1.", ["X1X und X2X: X3X."]),
        ("😀", []),
        ("Москва!", []),
        (
            "Der Kreml schweigt – zu 5 % – am 3. März…",
            ["Der Kreml schweigt – zu 5 % – am 3. März…"],
        ),
        (
            "C++ und #1 und R&D und 5 °C, §§ 1–3, 10 €",
            ["C++ und #1 und R&D und 5 °C, §§ 1–3, 10 €"],
        ),
    ],
)
def test_an_engine_sees_the_words_alone(text, pieces):
    assert seen(text) == pieces


@pytest.mark.parametrize(
    ("text", "translations", "whole"),
    [
        ("🔴  Der Kreml schweigt. 🇷🇺", ["It is silent."], "🔴  It is silent. 🇷🇺"),
        ("Gut! 🎉🎉 Er schweigt.", ["Good!", "He is silent."], "Good! 🎉🎉 He is silent."),
        ("Glückwunsch 🎉, sagte er 👍.", ["Congratulations, he said."],
         "Congratulations 🎉, he said 👍."),
        ("Das sind ≈ 2 % mehr.", ["That is 2% more."], "That is ≈ 2% more."),
        ("Wien→Lwiw, heißt es", ["Wien Lwiw, it says"], "Wien→Lwiw, it says"),
        ("Er nannte (☎ 112) an", ["He gave (112) on"], "He gave (☎ 112) on"),
        ("»Слава Україні!«, rief er.", ['"X1X!" he cried.'], '"Слава Україні!" he cried.'),
        ("Das Wort »товарищ« heißt es", ['The word " X1X" it is'], 'The word "товарищ" it is'),
        (r"Pfad #a\1 und @b", [r"Path X1X\1 and X2X"], r"Path #a\1 and @b"),
        ("😀", [], "😀"),
        (" Москва 2024 ", [], " Москва 2024 "),
    ],
)  # fmt: skip
def test_signs_and_words_come_back_where_they_were(text, translations, whole):
    assert around(text, *translations) == whole


def test_a_name_beats_what_it_stands_in():
    text = "#Gerassimow in Kiew 🔴 und C++"
    (piece,) = readable(text).pieces
    assert [c.target for c in piece.owed] == ["Gerasimov", "Kyiv", "See-plus"]
    assert [piece.text[c.start : c.end] for c in piece.owed] == ["Gerassimow", "Kiew", "C++"]


SIGNS = st.sampled_from(["🔴", "🇺🇦", "👨\u200d👩\u200d👧", "1️⃣", "❤️", "→", "•", "™", "≈", "+++"])
OTHERS = st.sampled_from(["товарищ", "华为", "α", "#Lwiw", "@kreml", "https://kreml.example/x"])
WORDS = st.sampled_from(["Gerassimow", "GERASSIMOW", "KIEW", "und", "NICHT", "Armee", "C++", "X1X"])
MARKS = st.sampled_from(["»", "«", ".", ",", "!", ":", "7", "\\1"])
PARTS = SIGNS | OTHERS | WORDS | MARKS
SPACED = st.lists(PARTS, max_size=12).map(" ".join)
TEXTS = SPACED | st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=30)


@settings(max_examples=200)
@given(text=SPACED, says=st.text(alphabet="aX1. ,\"'(A", max_size=30))
def test_no_sign_is_lost_whatever_the_engine_says(text, says):
    whole = readable(text)
    out = whole.restored([says] * len(whole.pieces))
    for sign in re.findall("[🔴🇺🇦👨❤→•™≈\u20e3]|(?<!C)\\+\\+", text):
        assert out.count(sign) >= text.replace("C++", "").count(sign)


@settings(max_examples=200)
@given(text=TEXTS)
def test_what_an_engine_copies_comes_back_as_it_was(text):
    whole = readable(text)
    assert bare(whole.restored([piece.text for piece in whole.pieces])) == bare(text)


def bare(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text.replace("ß", "ss").casefold()))


@settings(max_examples=200)
@given(text=TEXTS)
def test_names_stay_where_they_stand(text):
    whole = readable(text)
    names = [c for piece in whole.pieces for c in piece.owed if not piece.is_stand_in(c)]
    assert [c.target for c in names] == [c.target for c in whole.owed]
    for piece in whole.pieces:
        for constraint in piece.owed:
            assert piece.text[constraint.start : constraint.end] == constraint.text


@dataclass
class Saying:
    """An engine that says one thing."""

    says: str
    package: object
    tokenizer: object

    def text(self, tokens):
        return " ".join(tokens)

    def translate(self, requests, *, progress=lambda _: None, **_):
        progress(len(requests))
        return [
            [Hypothesis(self.says, tuple(self.says.split()), ("x",))] if request.text else []
            for request in requests
        ]


@settings(max_examples=100)
@given(text=TEXTS, says=st.text(max_size=30) | TEXTS)
def test_what_must_stand_as_it_is_stands_or_is_missed(engine: Engine, text: str, says: str) -> None:
    (result,) = translate(Saying(says, engine.package, engine.tokenizer), [text], [owed(text)])
    lost = carried(text) - carried(result.text)
    if lost and result.text.strip():
        assert Code.MARKUP in {problem.code for problem in check(text, result.text)}
    for outcome in result.outcomes:
        assert outcome.rung is Rung.BROKEN or outcome.rendition in result.text


def test_a_whole_text_through_an_engine(engine: Engine) -> None:
    texts = [
        "🔴 Gerassimow sagte nicht »товарищ« 🇷🇺",
        "GERASSIMOW UND DIE ARMEE IN KIEW",
        "KRIEG: Gerassimow sagte nicht",
        "KRIEG: Gerassimow und Gerassimow und Kiew",
    ]
    done: list[int] = []
    results = translate(engine, texts, [owed(text) for text in texts], done.append)
    assert [result.text for result in results] == [
        "🔴 Gerasimov said not »товарищ« 🇷🇺",
        "GERASIMOV AND DIE ARMY IN KYIV",
        "WAR: Gerasimov said not",
        "WAR: Gerasimov and Gerasimov and Kyiv",
    ]
    assert [o.rendition for o in results[1].outcomes] == ["GERASIMOV", "KYIV"]
    assert not any(result.problems or result.remarks for result in results)
    assert sum(done) == len(texts)
