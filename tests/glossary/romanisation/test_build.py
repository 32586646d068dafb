from dataclasses import replace

import pytest

from glossary.romanisation import build
from glossary.romanisation.corpus import Corpus, Latin, Name, Origin, Word
from glossary.romanisation.model import load
from glossary.romanisation.recovery import recover


def learned(*words, latin=()):
    """Return the model with the known words that these give it."""
    known = build.known_words(Corpus([], {}, words, latin), load())
    return replace(load(), known=known, calibration={})


def test_a_place_is_read_in_its_language():
    best = recover("Orjachowo", learned(Word("bg", "оряхово", "place")))[0]
    assert (best.english, best.native, best.language) == ("Oryahovo", "Оряхово", "bg")


def test_what_is_read_rightly_anyway_needs_no_list():
    assert not any(learned(Word("ru", "челябинск", "place")).known.values())


def test_of_two_listed_words_the_letters_decide():
    words = [Word("ru", word, "surname") for word in ("сахаров", "захаров")]
    assert not any(learned(*words).known.values())


def test_what_german_spells_like_a_known_word_in_another_language_is_known_too():
    model = learned(Word("ru", "серов", "surname"), Word("uk", "зеров", "surname"))
    alone = learned(Word("uk", "зеров", "surname"))
    assert alone.known == {"uk": {"зеров": "зеров"}}
    assert model.known == {"uk": {"зеров": "зеров"}, "ru": {"серов": "серов"}}


@pytest.mark.parametrize("word", ["шмидт", "мартин", "вагнер"])
def test_a_surname_that_stays_as_it_is_is_no_known_word(word):
    assert not any(learned(Word("ru", word, "surname")).known.values())


def test_a_place_that_is_listed_as_staying_is_no_known_word():
    word = Word("ru", "порт", "place")
    assert not any(learned(word, latin=[Latin("keep", "Port", "word")]).known.values())


def test_a_persons_surname_is_known_and_the_given_name_is_not():
    person = Name(
        "ru", "Муза Зервянко", "Musa Serwjanko", "Muza Zervyanko", "person", origin=Origin.LISTS
    )
    known = build.known_words(Corpus([person], {}, [], []), load())
    assert known == {"ru": {"зервянко": "зервянко"}}
