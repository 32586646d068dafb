from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.clauses import cut, join
from translate.constraints import Constraint

WORDS = st.lists(
    st.sampled_from(["Kim Jong Un", "und", "sagte,", "heute;", "– also –", "Moskau", "a:"]),
    max_size=40,
).map(" ".join)


def names(text: str) -> list[Constraint]:
    found, start = [], -1
    while (start := text.find("Kim Jong Un", start + 1)) >= 0:
        found.append(Constraint(start, start + 11, "Kim Jong Un", "Kim Jong Un"))
    return found


@given(text=WORDS, longest=st.integers(20, 80), at_words=st.booleans())
def test_nothing_is_lost_and_no_name_is_cut(text: str, longest: int, *, at_words: bool) -> None:
    pieces = cut(text, names(text), longest, at_words=at_words)
    assert " ".join(" ".join(piece for piece, _ in pieces).split()) == " ".join(text.split())
    owed = [(piece, each) for piece, constraints in pieces for each in constraints]
    assert len(owed) == len(names(text))
    assert all(piece[c.start : c.end] == "Kim Jong Un" for piece, c in owed)


@given(text=WORDS, longest=st.integers(20, 80))
def test_pieces_are_short_where_they_can_be(text: str, longest: int) -> None:
    assert all(len(piece) <= longest for piece, _ in cut(text, names(text), longest))


def test_a_cut_is_after_punctuation_where_there_is_some() -> None:
    text = "Er kam am Montag aus Moskau, dann ging er weiter nach Minsk und schwieg"
    assert [piece for piece, _ in cut(text, (), 45)] == [
        "Er kam am Montag aus Moskau,",
        "dann ging er weiter nach Minsk und schwieg",
    ]


@pytest.mark.parametrize(
    ("sources", "translations", "expected"),
    [
        (["a,", "b."], ["A.", "The b."], "A, the b."),
        (["a –", "b"], ["A", "B"], "A – B"),
        (["a;", "b"], ["A;", "Kim came"], "A; Kim came"),
        (["a", "b"], ["A.", "And b"], "A and b"),
        (["a,", "b"], ["", "The b"], ", The b"),
        (["a."], ["The a."], "The a."),
    ],
)
def test_pieces_become_one_sentence(
    sources: list[str], translations: list[str], expected: str
) -> None:
    assert join(sources, translations).removeprefix(", ").lower() == (
        expected.removeprefix(", ").lower()
    )
    if all(translations):
        assert join(sources, translations) == expected
