import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.training.figures import SCALES, other, swap


def straight(words):
    return [(i, i) for i in range(len(words))]


@pytest.mark.parametrize("seed", range(10))
def test_a_number_changes_on_both_sides_and_keeps_its_notation(seed):
    de, en = ["(12.345,6", "Euro)"], ["(12,345.6", "euros)"]
    swap(de, en, straight(de), random.Random(seed))
    ours = re.fullmatch(r"\((\d\d)\.(\d{3}),(\d)", de[0])
    assert en == ["({},{}.{}".format(*ours.groups()), "euros)"]
    assert de[1] == "Euro)"


@pytest.mark.parametrize("row", SCALES)
def test_a_size_is_swapped_for_the_word_that_english_has_for_it(row):
    seen = set()
    for seed in range(60):
        de, en = [row[0][0]], [row[0][1] + ","]
        swap(de, en, [(0, 0)], random.Random(seed))
        assert en[0].endswith(",")
        seen.add((de[0], en[0][:-1]))
    assert seen == set(row)


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("3.", "3rd"),  # the ending goes with the number
        ("1990er", "1990s"),
        ("20:15", "20:15"),  # an hour has its bounds
        ("19", "7"),
        ("1", "1"),  # one euro, two euros
        ("007", "007"),
        ("Uhr", "clock"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_what_other_words_hang_on_stays(de, en, seed):
    ours, theirs = [de], [en]
    swap(ours, theirs, [(0, 0)], random.Random(seed))
    assert (ours, theirs) == ([de], [en])


def test_numbers_that_are_not_linked_alone_stay():
    de, en = ["1.500", "Euro"], ["1,500"]
    swap(de, en, [(0, 0), (1, 0)], random.Random(1))
    assert (de, en) == (["1.500", "Euro"], ["1,500"])


@given(st.integers(2, 31), st.randoms(use_true_random=False))
def test_a_day_stays_a_day(day, rng):
    assert 2 <= int(other(str(day), rng)) <= 31


@given(st.integers(1900, 2039), st.randoms(use_true_random=False))
def test_a_year_stays_a_year(year, rng):
    assert 1900 <= int(other(str(year), rng)) < 2040


@given(st.from_regex(r"[1-9]\d{0,2}(\.\d{3}){1,3}(,\d{1,2})?", fullmatch=True), st.randoms())
def test_any_other_number_keeps_its_shape(number, rng):
    new = other(number, rng)
    assert re.sub(r"\d", "0", new) == re.sub(r"\d", "0", number)
    assert new[0] != "0"
