"""Which way of telling names a package gets, and that every package keeps the guarantee."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_package

from glossary import Glossary
from translate import probe
from translate.annotation import InlineTerms
from translate.constraints import Constraint
from translate.enforcement import translate
from translate.engine import Engine
from translate.packages import cache_folder, find_package
from translate.telling import Telling, Way, tell

TERMS = Glossary.from_terms(
    [
        ("Gerassimow", "Gerasimov"),
        ("Beresin", "Berezin"),
        ("Schoigu", "Shoigu"),
        ("Kiew", "Kyiv"),
        ("C++", r"\g<0>++"),
    ]
)
TEXT = [
    "Gerassimow sagte am Montag, der Krieg sei nicht vorbei und Schoigu reist nach Kiew. X1X [2]",
    "Berezin and Gerasimov met Shoigu in Kyiv with Avdiy Verkhnyaya #3 Zhuravlyov Khmelevtsi",
]
# A model that says another vowel for one that many names have; and one that does so with
# everything a stand-in is made of, too.
MANGLES = {"e": "o", "i": "u", "y": "u"}
DROPS = MANGLES | dict.fromkeys(["X", "[", "]", "#"], "▁and")
SENTENCES = [
    "Gerassimow sagte nicht und Schoigu nach Kiew",
    "Schoigus Besuch",
    "Kiew und Beresin, Gerassimow und Schoigu",
    "X1X und [1] und #1 sagte Beresin",
]


def built(folder: Path, dictionary: dict[str, str]) -> Engine:
    path = tiny_package.build(folder / "variant.argosmodel", TEXT * 10, dictionary)
    return Engine(find_package(str(path), "de", "en"), beam=1)


@pytest.mark.parametrize(
    ("dictionary", "way"),
    [(tiny_package.DICTIONARY, Way.ENGLISH), (MANGLES, Way.STAND_IN)],
    ids=["copies", "mangles"],
)
def test_the_way_is_the_one_that_gets_most_names_through(
    tmp_path: Path, dictionary: dict[str, str], way: Way
) -> None:
    assert probe.measured(built(tmp_path, dictionary)).way is way


def test_a_model_that_drops_stand_ins_is_not_told_by_them(tmp_path: Path) -> None:
    assert probe.measured(built(tmp_path, DROPS)).way in {Way.ENGLISH, Way.NOTHING}


@pytest.mark.parametrize(
    "dictionary", [tiny_package.DICTIONARY, MANGLES, DROPS], ids=["copies", "mangles", "drops"]
)
def test_every_package_keeps_the_guarantee(tmp_path: Path, dictionary: dict[str, str]) -> None:
    engine = built(tmp_path, dictionary)
    owed = [tuple(map(Constraint.of, TERMS.match(text))) for text in SENTENCES]
    for result, constraints in zip(translate(engine, SENTENCES, owed), owed, strict=True):
        assert result.problems == ()
        assert [o.rendition for o in result.outcomes] == [c.target for c in constraints]


def test_a_package_with_inline_terms_is_not_tried(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "translate", lambda *_, **__: pytest.fail("was tried"))
    taught = Engine(replace(engine.package, inline_terms=InlineTerms()))
    assert probe.telling_for(taught) == Telling(Way.INLINE, InlineTerms())


def answers() -> list[Path]:
    return sorted((cache_folder().parent / "probes").glob("*.json"))


def test_it_is_tried_once_and_again_for_another_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = built(tmp_path, MANGLES)
    found = probe.telling_for(first)
    assert len(answers()) == 1
    (tmp_path / "other").mkdir()
    other = built(tmp_path / "other", tiny_package.DICTIONARY)
    assert probe.telling_for(other).way is Way.ENGLISH
    assert len(answers()) == 2
    monkeypatch.setattr(Engine, "translate", lambda *_, **__: pytest.fail("was tried again"))
    assert probe.telling_for(first) == found


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"way": "inline", "stand_in": ""}', b"\xff", b'{"way": "x"}']
)
def test_a_damaged_answer_is_found_out_again(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = probe.telling_for(engine)
    (path,) = answers()
    good = path.read_bytes()
    path.write_bytes(damage)
    assert probe.telling_for(engine) == found
    assert path.read_bytes() == good


def test_a_cache_that_cannot_be_written_stops_nobody(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert probe.telling_for(engine).way is Way.ENGLISH


def test_two_runs_at_once_leave_one_whole_answer(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(probe.telling_for, [engine] * 4))
    assert len(found) == 1
    assert len(answers()) == 1
    assert not list(answers()[0].parent.glob(".probe-*"))


def test_stand_ins_are_none_that_the_text_has() -> None:
    text = "X1X und X2X und Kiew, Schoigu"
    owed = tuple(map(Constraint.of, TERMS.match(text)))
    told = tell(text, owed, Telling(Way.STAND_IN, stand_in="X{}X"))
    assert told.text == "X1X und X2X und X3X, X4X"
    assert [told.text[p.start : p.end] for p in told.places] == ["X3X", "X4X"]
    assert told.restored("X4X and X1X, X3X's") == "Shoigu and X1X, Kyiv's"


def test_a_name_is_put_back_as_it_is_spelled() -> None:
    text = "C++ 14"
    told = tell(
        text, tuple(map(Constraint.of, TERMS.match(text))), Telling(Way.STAND_IN, stand_in="#{}")
    )
    assert told.restored("#1 and #12") == r"\g<0>++ and #12"
