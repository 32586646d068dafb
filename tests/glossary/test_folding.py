import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.folding import fold, joint, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Göttingen", "GOETTINGEN"),
        ("Göttingen", "Gottingen".replace("o", "o\u0308", 1)),
        ("Weißrussland", "WEISSRUSSLAND"),
        ("Łódź", "lodz"),
        ("Pjöng\u00adjang", "Pjöngjang"),
        ("Put\u200bin\ufeff", "putin"),
        ("ﬁnnland", "finnland"),
        ("Йошкар", "йошкар".upper()),
        ("Ёлкин", "Елкин"),
        ("習近平", "习近平"),
        ("臺灣", "台湾"),
        ("غَزَّة", "غزه"),
        ("الأسد", "الاسد"),
        ("علی", "علي"),
        ("محمـــود", "محمود"),
        ("נְתַנְיָהוּ", "נתניהו"),
    ],
)
def test_writings_of_one_word_have_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Kiew", "Kiev"), ("Köln", "Koln"), ("Май", "Мая")])
def test_other_words_have_other_keys(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_fold_alike(text):
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(st.text())
def test_words_are_in_order_and_apart_and_inside_the_text(text):
    words = words_of(text)
    edges = [edge for word in words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert all(0 <= word.start < word.end <= len(text) for word in words)


def test_vowel_points_divide_no_word():
    assert [word.key for word in words_of("בִּנְיָמִין נְתַנְיָהוּ, مَحْمُود")] == ["בנימין", "נתניהו", "محمود"]


def test_a_word_divided_at_a_line_end_is_one_word():
    assert [word.key for word in words_of("Geras-\n  simow Ost-\nund Westen")] == [
        "gerassimow",
        "ost",
        "und",
        "westen",
    ]


def test_emphasis_is_no_part_of_a_word_but_an_underscore_between_letters_is():
    assert [word.key for word in words_of("_Putin_ foo_bar")] == ["putin", "foo_bar"]


@pytest.mark.parametrize(
    ("between", "key"),
    [
        (" ", " "),
        ("  ", " "),
        ("\u00a0", " "),
        ("\u202f", " "),
        (" \u00ad", " "),
        ("\n", " "),
        (" \r\n\t", " "),
        ("-", " "),
        ("\u2011", " "),
        ("-\n", " "),
        ("’", "'"),
        (". ", "."),
        ("\n\n", None),
        ("\r\n\r\n", None),
        (" - ", None),
        ("- ", None),
        (" ’", None),
    ],
)
def test_what_joins_two_words_of_a_name(between, key):
    assert joint(between) == key
