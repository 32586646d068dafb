import random
import time
from pathlib import Path

import polib
import pytest

from translate.catalogue import Catalogue, Draft, Wanted
from translate.memory import Imported, Memory, MemoryHit, take_in
from translate.tmx import Unit

KIEW = "Kiew schweigt zu den Vorwürfen."


@pytest.fixture
def locales(tmp_path) -> Path:
    return tmp_path / "locales"


def catalogue(locales: Path, name: str, confirmed=(), drafts=()) -> Path:
    path = locales / "en" / "LC_MESSAGES" / f"{name}.po"
    pairs = dict([*confirmed, *drafts])
    made = Catalogue.read(path)
    made.merge(
        [Wanted(source, (), ()) for source in pairs], {s: Draft(t) for s, t in pairs.items()}
    )
    made.save()
    file = polib.pofile(str(path), wrapwidth=0)
    for source, _ in confirmed:
        file.find(source).flags = []
    file.save(str(path))
    return path


def test_confirmed_entries_of_any_catalogue_are_found(locales):
    path = catalogue(locales, "a", confirmed=[(KIEW, "Kyiv is silent.")])
    catalogue(locales, "b", drafts=[("Ende.", "The end.")])

    memory = Memory.read(locales)

    assert memory.exact(KIEW) == MemoryHit(KIEW, "Kyiv is silent.", path)
    assert memory.exact("Ende.") is None
    assert memory.exact("Kiew") is None


def test_what_was_confirmed_is_remembered_when_its_sentence_is_gone(locales):
    path = catalogue(locales, "a", confirmed=[(KIEW, "Kyiv is silent.")])
    later = Catalogue.read(path)
    later.merge([], {})
    later.save()

    hit = Memory.read(locales).exact(KIEW)

    assert hit is not None
    assert hit.translation == "Kyiv is silent."


def test_where_catalogues_disagree_the_majority_wins_then_the_first(locales):
    first = catalogue(locales, "a", confirmed=[(KIEW, "One."), ("Ja.", "Yes.")])
    second = catalogue(locales, "b", confirmed=[(KIEW, "Two."), ("Ja.", "Aye.")])
    catalogue(locales, "c", confirmed=[(KIEW, "Two.")])

    memory = Memory.read(locales)

    assert memory.exact(KIEW) == MemoryHit(KIEW, "Two.", second)
    assert memory.exact("Ja.") == MemoryHit("Ja.", "Yes.", first)


def test_similar_texts_come_most_similar_first_without_the_text_itself(locales):
    catalogue(
        locales,
        "a",
        confirmed=[
            (KIEW, "Kyiv is silent on the accusations."),
            ("Kiew schweigt zu den neuen Vorwürfen.", "Kyiv is silent on the new accusations."),
            ("Kiew schweigt zu allen Vorwürfen nicht.", "…"),
            ("Etwas ganz anderes.", "Something else."),
        ],
    )

    hits = Memory.read(locales).similar(KIEW)

    assert [hit.translation for hit in hits] == ["Kyiv is silent on the new accusations.", "…"]
    assert 100 > hits[0].similarity > hits[1].similarity >= 75
    assert len(Memory.read(locales).similar(KIEW, limit=1)) == 1
    assert Memory.read(locales).similar(KIEW, least=95) == []


def test_a_broken_catalogue_is_named_and_does_not_stop_the_others(locales):
    catalogue(locales, "a", confirmed=[(KIEW, "Kyiv is silent.")])
    broken = locales / "en" / "LC_MESSAGES" / "b.po"
    broken.write_text('msgid "half')

    memory = Memory.read(locales)

    assert memory.exact(KIEW) is not None
    assert [str(error).startswith(str(broken)) for error in memory.unreadable] == [True]


def test_a_missing_folder_is_an_empty_memory(locales):
    memory = Memory.read(locales)

    assert memory.exact(KIEW) is None
    assert memory.similar(KIEW) == []


def test_nothing_is_read_before_the_first_question(locales):
    memory = Memory.read(locales)
    catalogue(locales, "a", confirmed=[(KIEW, "Kyiv is silent.")])

    assert memory.exact(KIEW) is not None


def test_everything_confirmed_is_there_once(locales):
    first = catalogue(locales, "a", confirmed=[(KIEW, "One."), ("Ja.", "Yes.")])
    second = catalogue(locales, "b", confirmed=[(KIEW, "Two."), ("Ja.", "Yes.")])

    assert Memory.read(locales).all == [
        MemoryHit(KIEW, "One.", first),
        MemoryHit("Ja.", "Yes.", first),
        MemoryHit(KIEW, "Two.", second),
    ]


def test_another_tools_memory_is_a_catalogue_of_its_own(locales):
    reviewed = catalogue(locales, "a", confirmed=[("Ja.", "Yes.")])
    before = reviewed.read_bytes()

    done = take_in([Unit(KIEW, "Kyiv is silent."), Unit("Ja.", "Aye.")], "firm", locales)

    assert done == Imported(locales / "en" / "memory" / "firm.po", 2, 0, 0)
    assert Memory.read(locales).exact(KIEW) == MemoryHit(KIEW, "Kyiv is silent.", done.catalogue)
    assert Memory.read(locales).exact("Ja.") == MemoryHit("Ja.", "Yes.", reviewed)
    assert reviewed.read_bytes() == before


def test_what_a_human_corrected_in_an_imported_memory_stays(locales):
    units = [Unit(KIEW, "Kyiv is silent."), Unit("Ja.", "Yes."), Unit("Ja.", "Aye.")]
    path = take_in(units, "firm", locales).catalogue
    file = polib.pofile(str(path), wrapwidth=0)
    file.find(KIEW).msgstr = "Kyiv says nothing."
    file.find("Ja.").tcomment = "never Aye"
    file.save(str(path))

    done = take_in([*units, Unit("Nein.", "No.")], "firm", locales)

    assert done == Imported(path, added=1, known=1, different=2)
    after = polib.pofile(str(path), wrapwidth=0)
    assert {entry.msgid: entry.msgstr for entry in after} == {
        KIEW: "Kyiv says nothing.",
        "Ja.": "Yes.",
        "Nein.": "No.",
    }
    assert not any(entry.fuzzy for entry in after)
    assert after.find("Ja.").tcomment == "never Aye"


def test_many_questions_to_a_large_memory_are_answered_in_reasonable_time(locales):
    """Near matches of a new sentence among 2,000 cost less than reading twenty of them."""
    chance = random.Random(3)
    words = ["".join(chance.choices("abcdefghij", k=7)) for _ in range(900)]
    sentences = [" ".join(chance.choices(words, k=14)) for _ in range(2000)]
    take_in([Unit(sentence, "x") for sentence in sentences], "firm", locales)
    memory = Memory.read(locales)
    began = time.process_time()
    memory.exact("")
    reading = time.process_time() - began

    began = time.process_time()
    for sentence in sentences[:100]:
        (hit,) = memory.similar(f"{sentence} heute", limit=1)
        assert hit.source == sentence

    assert time.process_time() - began < reading
