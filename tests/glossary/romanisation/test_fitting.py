import pytest

from glossary.romanisation import choice
from glossary.romanisation.fitting import Example, Place, choose, fit


def place(word, letter, answer, weight=1.0, tag=""):
    start = choice.WIDTH + word.index(letter)
    return Place(choice.padded(word), start, start + 1, answer, weight, tag)


def probability(learned, word, letter, option, tag=""):
    where = place(word, letter, option)
    chances = learned.probabilities(where.text, where.start, where.end, tag)
    assert sum(chances) == pytest.approx(1)
    return chances[list(learned.options).index(option)]


LEARNED = choose(
    [
        *(place(word, "s", "з") for word in ("subow", "sima", "sarja", "sakow") * 5),
        *(place(word, "s", "с") for word in ("wolsk", "omsk", "minsk", "kursk") * 5),
    ],
    ("с", "з"),
    ((1, 0), (0, 1), (1, 1)),
)


def test_the_letters_around_a_place_decide():
    assert probability(LEARNED, "somow", "s", "з") > 0.8
    assert probability(LEARNED, "tomsk", "s", "с") > 0.8


def test_where_nothing_is_known_the_shares_decide():
    mostly = [place("x", "x", "а")] * 30 + [place("x", "x", "о")] * 10
    learned = choose(mostly, ("а", "о"), ((1, 1),))
    assert probability(learned, "yyxyy", "x", "а") == pytest.approx(0.75, abs=0.1)


def test_a_tag_speaks_as_well():
    seen = [place("ja", "j", "ya", tag="person")] * 20 + [place("ja", "j", "ia")] * 20
    learned = choose(seen, ("ia", "ya"), ((0, 1),))
    assert probability(learned, "ja", "j", "ya", "person") > 0.7
    assert probability(learned, "ja", "j", "ia") > 0.7


def test_what_is_no_option_is_not_learned_from():
    learned = choose(
        [place("as", "s", "с"), place("os", "s", "з"), place("us", "s", "ж")],
        ("с", "з"),
        ((1, 0),),
    )
    assert learned.options == ("с", "з")


def test_weight_counts_like_repetition():
    twice = fit([Example(["a"], 0, 2.0), Example(["b"], 1, 1.0)], 2)
    repeated = fit([Example(["a"], 0, 1.0)] * 2 + [Example(["b"], 1, 1.0)], 2)
    for feature in ("a", "b"):
        assert list(twice[feature]) == pytest.approx(list(repeated[feature]), abs=1e-6)
