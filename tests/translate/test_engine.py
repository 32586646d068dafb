"""One engine, the same text: the same translation, whatever else is in the batch."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_package
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engine import Engine, Request
from translate.packages import find_package

WORDS = st.sampled_from(["Armee", "und", "Gerassimow", "Pjöngjang,", "sagte", "5,5", "Krieg."])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=8)


@settings(max_examples=15)
@given(texts=TEXTS, others=TEXTS, order=st.randoms())
def test_neither_companions_nor_order_change_a_translation(
    engine: Engine, texts: list[str], others: list[str], order
) -> None:
    requests = [Request(text) for text in (*texts, *others)]
    numbers = list(range(len(requests)))
    order.shuffle(numbers)
    shuffled = engine.translate([requests[i] for i in numbers])
    alone = engine.translate(requests[: len(texts)])
    for number, answer in zip(numbers, shuffled, strict=True):
        if number < len(texts):
            assert answer[0].text == alone[number][0].text


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_number_of_threads_changes_nothing(engine: Engine, tiny: Path, threads: int) -> None:
    requests = [Request(f"Gerassimow sagte {'nicht ' * n}und {n}") for n in range(1, 30)]
    other = Engine(find_package(str(tiny), "de", "en"), beam=1, threads=threads)
    assert [[h.text for h in a] for a in other.translate(requests)] == [
        [h.text for h in a] for a in engine.translate(requests)
    ]


def test_attention_changes_no_translation(engine: Engine) -> None:
    request = Request("Die Armee und Gerassimow")
    ((plain,),) = engine.translate([request])
    ((seen,),) = engine.translate([request], attention=True)
    assert (plain.text, plain.attention) == (seen.text, ())
    assert len(seen.attention) == len(seen.tokens)


def test_a_loop_is_cut_at_the_same_place_in_every_run_and_said_to_be_cut(tmp_path: Path) -> None:
    # A model that never ends a sentence: what should close it is another word.
    words = {"▁a": "▁b", "</s>": "▁b"}
    path = tiny_package.build(tmp_path / "endless.argosmodel", ["a b c"] * 5, words)
    endless = Engine(find_package(str(path), "de", "en"), beam=1)
    text = Request("a a a a a")
    ((alone,),) = endless.translate([text])
    assert not alone.complete
    for others in ([Request("a")] * 3, [Request("a a a a a a a a")] * 3, [Request("a " * 90)]):
        (among, *_) = endless.translate([text, *others])
        assert (among[0].tokens, among[0].complete) == (alone.tokens, False)


def test_what_ends_by_itself_is_complete(engine: Engine) -> None:
    ((answer,),) = engine.translate([Request("Armee und Krieg")])
    assert answer.complete
    assert answer.text == "army and war"
