from pathlib import Path

import polib
import pytest

from translate.catalogue import Catalogue, Draft, Wanted
from translate.memory import Memory, MemoryHit

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
