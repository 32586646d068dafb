import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.training.dictionary import Entry, Nouns, read, read_entries, segments, write_entries

LIST = """\
# comment :: no entry
Abgabe {f} [fin.]; Steuer {f} | Abgaben {pl} :: tax; duty | taxes; duties
aufgeben {vt}; etw. einstellen {vt} :: to give up {gave up}
Hund {m} | Hunde {pl} :: dog
Das wird (sehr) teuer. :: That will be costly.
"""


def test_forms_pair_up_and_remarks_go():
    assert list(read(LIST)) == [
        Entry("Abgabe", "tax", "f"),
        Entry("Steuer", "tax", "f"),
        Entry("Abgaben", "taxes", "pl"),
        Entry("aufgeben", "to give up"),
        Entry("Das wird teuer.", "That will be costly."),
    ]


def test_what_is_written_is_read_again(tmp_path):
    entries = [*NOUNS, Entry("am Steuer", "at the wheel")]
    write_entries(tmp_path / "entries.tsv.xz", entries)
    assert read_entries(tmp_path / "entries.tsv.xz") == entries


@given(st.text(alphabet="Aab {}[]()|;:/.\n"))
def test_no_text_breaks_the_reader(text):
    for entry in read(text):
        assert entry.de.strip()
        assert entry.en.strip()


def test_a_word_that_sentences_teach_is_no_segment():
    entries = [
        Entry("Steuer", "tax", "f", 4.0),
        Entry("Abgabe", "tax", "f", 3.5),
        Entry("Äxte", "axes"),
    ]
    entries.append(Entry("am Steuer", "at the wheel"))
    assert [pair.de for pair in segments(entries, {"steuer"})] == [["Abgabe"], ["am", "Steuer"]]


NOUNS = (
    Entry("Regierung", "government", "f", 5.0),
    Entry("Umlage", "apportionment of costs", "f", 2.0),
    Entry("Minister", "minister", "m", 5.0),
    Entry("Minister", "ministers", "pl", 5.0),
    Entry("Hürden", "hurdles", "pl", 3.0),
    Entry("Häuser", "houses", "pl", 3.0),
    Entry("Fragen", "questions", "pl", 5.0),
)
FREQUENT = {"regierung", "fragen"}


@pytest.mark.parametrize("seed", range(20))
def test_a_noun_is_swapped_on_both_sides_with_its_article_and_its_links(seed):
    de, en = ["Eine", "»Regierung«,", "nein!"], ["A", "'government',", "no!"]
    links = [(0, 0), (1, 1), (2, 2)]
    words = Nouns(NOUNS, FREQUENT).swap(de, en, links, random.Random(seed))
    assert words == (
        ["Eine", "»Umlage«,", "nein!"],
        ["A", "'apportionment", "of", "costs',", "no!"],
        [(0, 0), (1, 1), (1, 2), (1, 3), (2, 4)],
    )


def test_an_article_fits_the_new_noun():
    words = Nouns(NOUNS, FREQUENT).swap(
        ["eine", "Regierung"], ["a", "government"], [(0, 0), (1, 1)], random.Random(1)
    )
    assert words[1] == ["an", "apportionment", "of", "costs"]


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("Minister", "minister"),  # one or many
        ("Regierung", "cabinet"),  # a sense that no entry has
        ("Regierungen", "governments"),  # a form that no entry has
    ],
)
def test_what_is_not_sure_stays(de, en):
    swapped = Nouns(NOUNS, FREQUENT).swap([de], [en], [(0, 0)], random.Random(1))
    assert swapped == ([de], [en], [(0, 0)])


def test_a_plural_that_may_be_a_dative_stays_one():
    nouns, rng = Nouns(NOUNS, FREQUENT), random.Random(1)
    drawn = {nouns.swap(["Fragen"], ["questions"], [(0, 0)], rng)[0][0] for _ in range(50)}
    assert drawn == {"Hürden"}
