import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.romanisation.calibration import UNCHANGED, Line, calibrated, fit

CHANCES = st.floats(0, 1)


def test_without_examples_nothing_changes():
    line = fit([])
    assert line == UNCHANGED
    assert fit([], Line(-0.5, 0.7)) == Line(-0.5, 0.7)
    for chance in (0.01, 0.3, 0.5, 0.99):
        assert calibrated(chance, line) == pytest.approx(chance)


@pytest.mark.parametrize("truth", [0.3, 0.6, 0.9])
def test_one_claim_that_is_right_so_often_is_worth_that(truth):
    chance = random.Random(7)
    seen = [(0.95, chance.random() < truth) for _ in range(800)]
    share = sum(right for _, right in seen) / len(seen)
    assert calibrated(0.95, fit(seen)) == pytest.approx(share, abs=0.03)


def test_a_model_that_is_too_sure_is_set_right_over_the_whole_range():
    chance = random.Random(3)
    # Right as often as the square root of the odds would have it.
    seen = []
    for _ in range(2000):
        claim = chance.uniform(0.5, 0.999)
        odds = (claim / (1 - claim)) ** 0.5
        seen.append((claim, chance.random() < odds / (1 + odds)))
    line = fit(seen)
    assert line.slope == pytest.approx(0.5, abs=0.12)
    for claim in (0.7, 0.9, 0.99):
        odds = (claim / (1 - claim)) ** 0.5
        assert calibrated(claim, line) == pytest.approx(odds / (1 + odds), abs=0.03)


def test_a_few_examples_change_little_and_many_much():
    wrong = [(0.95, False)]
    few, many = (calibrated(0.95, fit(wrong * count)) for count in (2, 200))
    assert many < 0.2
    assert 0.8 < few < 0.95


@given(st.lists(st.tuples(CHANCES, st.booleans()), max_size=30), CHANCES, CHANCES)
def test_the_order_is_kept_whatever_was_seen(seen, one, other):
    line = fit(seen)
    low, high = sorted([one, other])
    assert 0 <= calibrated(low, line) <= calibrated(high, line) <= 1
