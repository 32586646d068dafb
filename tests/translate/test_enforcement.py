"""The ladder: on the word-for-word model, and on engines that misbehave in every way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import tiny_package
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Glossary
from translate.annotation import InlineTerms
from translate.constraints import Constraint, Rung
from translate.enforcement import Translation, translate
from translate.engine import Engine, Hypothesis, Request
from translate.packages import find_package

TERMS = Glossary.from_terms(
    [
        ("Gerassimow", "Gerasimov"),
        ("Walerij Gerassimow", "Valery Gerasimov"),
        ("Marija Sacharowa", "Maria Zakharova"),
        ("Schoigu", "Shoigu"),
        ("Kim", "Kim"),
        ("Kim Jong Un", "Kim Jong Un"),
        ("Pjöngjang", "Pyongyang"),
        ("Li", "Lee"),
        ("Lilienthal", "Lee Lilienthal"),
        ("Projekt 7", "Project 7"),
        ("C++", "See-plus"),
    ]
)


def owed(text: str, glossary: Glossary = TERMS) -> tuple[Constraint, ...]:
    return tuple(map(Constraint.of, glossary.match(text)))


def run(engine: Engine, *texts: str) -> list[Translation]:
    return translate(engine, texts, [owed(text) for text in texts])


def rungs(translation: Translation) -> list[Rung]:
    return [outcome.rung for outcome in translation.outcomes]


@dataclass
class Saying:
    """An engine that says what it was made to say, however often it is asked."""

    says: list[str]
    package: object
    tokenizer: object
    asked: list[list[Request]] = field(default_factory=list)

    def text(self, tokens):
        return " ".join(tokens)

    def translate(self, requests, *, hypotheses=1, progress=lambda _: None, **_):
        self.asked.append(list(requests))
        progress(len(requests))
        said = self.says[: max(1, hypotheses)]
        return [
            [Hypothesis(text, tuple(text.split()), ("x",)) for text in said if request.text]
            for request in requests
        ]


@pytest.fixture
def saying(engine: Engine):
    return lambda *says: Saying(list(says), engine.package, engine.tokenizer)


def test_a_model_that_copies_what_it_is_told_gives_every_name(engine: Engine) -> None:
    (result,) = run(engine, "Walerij Gerassimow und Schoigu nicht mit Kim Jong Un")
    assert result.text == "Valery Gerasimov and Shoigu not with Kim Jong Un"
    assert rungs(result) == [Rung.MODEL] * 3
    assert not result.broken


def test_a_german_spelling_left_by_the_model_is_repaired(saying) -> None:
    (result,) = run(saying("Schoigu came."), "Schoigu kam.")
    assert (result.text, rungs(result)) == ("Shoigu came.", [Rung.REPAIRED])


def test_a_further_hypothesis_with_the_name_is_taken(saying) -> None:
    (result,) = run(saying("He came.", "The man came.", "Shoigu came."), "Schoigu kam.")
    assert (result.text, rungs(result)) == ("Shoigu came.", [Rung.MODEL])


def test_a_name_that_cannot_be_had_is_broken_and_said(saying) -> None:
    (result,) = run(saying("He came."), "Schoigu kam.")
    assert (result.text, rungs(result), result.broken) == ("He came.", [Rung.BROKEN], True)
    assert result.problems == ("name missing: Schoigu → Shoigu",)


def test_a_name_is_forced_where_the_model_looks_at_it(tmp_path: Path) -> None:
    # A model that mangles the name it is told beyond recognition; its tokens are whole words.
    words = {"▁Shoigu": "▁xxxxx", "▁kam": "▁came", "▁heute": "▁today", "▁im": "▁in"}
    path = tiny_package.build(tmp_path / "words.argosmodel", ["Schoigu kam im Mai"] * 5, words)
    mangling = Engine(find_package(str(path), "de", "en"), beam=1)
    (result,) = run(mangling, "heute kam Schoigu im Mai")
    assert (result.text, rungs(result)) == ("today came Shoigu in Mai", [Rung.FORCED])


def test_a_model_that_goes_in_circles_is_asked_again_and_believed_only_if_it_stops(saying) -> None:
    engine = saying("we are we are we are we are we are we are we are")
    (result,) = run(engine, "Das ist gut.")
    assert len(engine.asked) == 2
    assert result.text.startswith("we are")


def test_texts_without_names_ask_the_engine_once(saying) -> None:
    engine = saying("Fine.")
    run(engine, "Gut.", "Schön.")
    assert len(engine.asked) == 1


def test_texts_without_names_come_out_as_without_a_glossary(engine: Engine) -> None:
    texts = ["Schoigu und Kim", "nicht mit der Armee", "und so", "Gerassimows Krieg"] * 3
    with_names = run(engine, *texts)
    without = translate(engine, texts, [()] * len(texts))
    for text, one, other in zip(texts, with_names, without, strict=True):
        if not owed(text):
            assert one.text == other.text


def test_a_very_long_sentence_is_translated_whole(engine: Engine) -> None:
    text = ", ".join(["Kim sagte nicht und Schoigu sagte nicht mit der Armee"] * 45)
    assert len(text.split()) > 400
    (result,) = run(engine, text)
    assert result.text.count("Shoigu") == 45
    assert not result.broken
    starts = [outcome.constraint.start for outcome in result.outcomes]
    assert starts == [c.start for c in owed(text)]


def test_marks_typed_in_a_text_instruct_nobody(engine: Engine) -> None:
    taught = replace(engine.package, inline_terms=InlineTerms())
    (result,) = run(Engine(taught, beam=1), "\ue000 Armee\ue001 Lee\ue002 und Kim")
    # The copying model shows what it was given: one name told, nothing of what was typed.
    assert (result.text, result.problems, result.remarks) == ("army Lee and Kim", (), ())


def test_what_is_no_german_is_left_as_it_is(saying) -> None:
    engine = saying("Nonsense.")
    assert [result.text for result in run(engine, "Москва!", "😀", "Ja")] == [
        "Москва!",
        "😀",
        "Nonsense.",
    ]


FORMS = st.sampled_from(
    [
        "Gerassimow",
        "Gerassimows",
        "Walerij Gerassimow",
        "Walerij Gerassimows",
        "Marija Sacharowa",
        "SCHOIGU",
        "Schoigu-Vertrauter",
        "Kim",
        "Kim Jong Un",
        "Kim Jong Uns",
        "Pjöngjanger",
        "Li",
        "Lilienthal",
        "Projekt 7",
        "C++",
        "Pjöngjang",
        "und",
        "sagte",
        ",",
        "»",
        "«",
        "\ue000",
        "7",
    ]
)
SOURCES = st.lists(FORMS, max_size=14).map(" ".join)


def guarantee(text: str, result: Translation) -> None:
    """Every name owed is in the text, a place for each, or it is said that it is not."""
    constraints = owed(text)
    assert [outcome.constraint for outcome in result.outcomes] == list(constraints)
    for outcome in result.outcomes:
        if outcome.rung is Rung.BROKEN:
            assert result.broken
        else:
            good = {outcome.constraint.target, *outcome.constraint.accepted}
            assert outcome.rendition.casefold() in {spelling.casefold() for spelling in good}
            assert outcome.rendition in result.text


@settings(max_examples=60)
@given(texts=st.lists(SOURCES, max_size=4))
def test_no_name_is_silently_wrong(engine: Engine, texts: list[str]) -> None:
    for text, result in zip(texts, run(engine, *texts), strict=True):
        guarantee(text, result)


@settings(max_examples=100)
@given(text=SOURCES, says=st.lists(st.text(max_size=40) | SOURCES, min_size=1, max_size=4))
def test_no_name_is_silently_wrong_whatever_the_engine_says(engine, text, says) -> None:
    (result,) = run(Saying(says, engine.package, engine.tokenizer), text)
    guarantee(text, result)


@pytest.mark.parametrize(
    "text",
    [
        "Gerassimow, Schoigu, Sacharowa, Kim, Li, Lilienthal, Pjöngjang, Kim Jong Un, C++ und Kim",
        "Kim Kim Kim Kim Kim",
        "Kim sagte Kim und Kim nicht mit Kim, Kim",
        "Schoigu sagte nicht mit Kim",
        "Walerij Gerassimow Gerassimow Gerassimows Walerij Gerassimows",
        "Li und Lilienthal und Li",
        "O’Neill D'Angelo Schoigu's Kim’s",
        "Projekt 7 7 Projekt 77 Projekt 7",
        "C++ C+ C ++ C++",
        "\ue000Kim\ue001 \ue002Schoigu\ue000",
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_awkward_texts_keep_the_guarantee(engine: Engine, text: str, *, inline: bool) -> None:
    package = engine.package
    if inline:
        package = replace(package, inline_terms=InlineTerms(), aligned=True)
    (result,) = run(Engine(package, beam=1), text)
    guarantee(text, result)


@dataclass
class Erratic(Saying):
    """An engine that fails at the first try and, asked differently, does as the one it hides."""

    hidden: Engine | None = None

    def translate(self, requests, *, hypotheses=1, progress=lambda _: None, **options):
        if not self.asked:
            return Saying.translate(self, requests, progress=progress)
        self.asked.append(list(requests))
        return self.hidden.translate(requests, hypotheses=hypotheses, **options)

    def text(self, tokens):
        return self.hidden.text(tokens)


@pytest.mark.parametrize(
    "failure",
    ["", "we are we are we are we are we are we are", "no", "4-" * 300],
    ids=["empty", "loop", "cut short", "one endless word"],
)
def test_what_is_no_translation_is_tried_differently(engine: Engine, failure: str) -> None:
    text = "Die Armee sagte nicht, Schoigu und Kim Jong Un seien mit dem Besuch im Krieg gewesen"
    erratic = Erratic([failure], engine.package, engine.tokenizer, hidden=engine)
    (result,) = run(erratic, text)
    assert result.text == run(engine, text)[0].text
    assert not result.broken


def test_an_engine_that_always_fails_is_asked_a_bounded_number_of_times(saying) -> None:
    text = ", ".join(["Schoigu sagte nicht, Kim Jong Un und Gerassimow seien im Krieg"] * 12)
    for says in ("", "a a a a a a a a a a", "xx" * 2000, text):
        engine = saying(says)
        (result,) = run(engine, text)
        guarantee(text, result)
        assert len(engine.asked) <= 2 * (3 + 6)


def test_a_list_in_which_a_name_is_garbled_is_said_anew(tmp_path: Path) -> None:
    words = {"▁Shoigu": "▁xxxxx", "▁Gerasimov": "▁xxxxx", "▁und": "▁and", "▁kamen": "▁came"}
    path = tiny_package.build(
        tmp_path / "words.argosmodel", ["Kim, Shoigu, Gerasimov und Lee kamen"] * 5, words
    )
    (result,) = run(
        Engine(find_package(str(path), "de", "en"), beam=1), "Kim, Schoigu, Gerassimow und Li kamen"
    )
    assert result.text.startswith("Kim, Shoigu, Gerasimov and Lee")
    assert not result.broken


def test_a_garbled_name_is_replaced_where_the_package_shows_its_place(tmp_path: Path) -> None:
    words = {"▁Shoigu": "▁xxxxx", "▁kam": "▁came", "▁heute": "▁today", "▁im": "▁in"}
    path = tiny_package.build(tmp_path / "words.argosmodel", ["Shoigu kam im Mai"] * 5, words)
    package = replace(find_package(str(path), "de", "en"), aligned=True)
    (result,) = run(Engine(package, beam=1), "heute kam Schoigu im Mai")
    assert (result.text, rungs(result)) == ("today came Shoigu in Mai", [Rung.REPAIRED])
