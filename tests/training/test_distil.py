import pytest

pytest.importorskip("torch")  # of the `train` group

import numpy as np

from translate.training import distil, train
from translate.training.prepare import pack

REFERENCE = "General Gerasimov counted 12 shells in Kyiv yesterday."
WORDS = {"yesterday", "general", "counted", "shells", "in", "has"}


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        (["Rain.", "Yesterday General Gerasimov counted 12 shells in Kyiv."], 1),
        (["General Gerassimow counted 12 shells in Kyiv yesterday."], None),  # a name is wrong
        (["General Gerasimov counted 21 shells in Kyiv yesterday."], None),  # a number is wrong
        (["General Gerasimov counted 12 shellings in Kyiv yesterday."], None),  # made up
        (["General Gerasimov 12 Kyiv."], None),  # too far
    ],
)
def test_only_a_translation_that_is_right_is_learned(found, chosen):
    assert distil.nearest("", REFERENCE, found, WORDS) == chosen


def test_a_term_owed_inline_is_in_what_is_learned():
    source = "\ue000 Granaten\ue001 shells\ue002"
    found = ["General Gerasimov counted 12 in Kyiv yesterday."]
    assert distil.nearest("", REFERENCE, found, WORDS) == 0
    assert distil.nearest(source, REFERENCE, found, WORDS) is None


def test_the_examples_of_a_part_are_read_as_they_were_packed(tmp_path):
    rows = [([4, 5, 6], [7, 8], [(0, 1), (2, 0)]), ([4], [9], []), ([5], [7], [(0, 0)])]
    pack(tmp_path / "news-000.npz", rows)
    assert list(distil.rows(train.Part.read(tmp_path / "news-000.npz"))) == rows
    assert np.load(tmp_path / "news-000.npz")["links"].shape == (3, 2)
