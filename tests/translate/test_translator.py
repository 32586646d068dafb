"""A run over several documents: in batches, saved as it goes, one failure not stopping the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from glossary import Glossary
from translate import translator as module
from translate.catalogue import Catalogue, State
from translate.sources import Source, catalogue_of
from translate.telling import Telling, Way
from translate.translator import Report, Translator

if TYPE_CHECKING:
    from translate.engine import Engine

NAMES = Glossary.from_terms([("Schoigu", "Shoigu"), ("Kiew", "Kyiv")])


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    paths = []
    for name, sentences in (("one", 5), ("two", 1), ("three", 4)):
        path = tmp_path / f"{name}.de.txt"
        path.write_text(
            " ".join(f"Schoigu sagte {word} in {name}." for word in "abcde"[:sentences]),
            encoding="utf-8",
        )
        paths.append(path)
    return paths


@pytest.fixture
def translator(tmp_path: Path, engine: Engine) -> Translator:
    return Translator(NAMES, lambda: engine, tmp_path / "locales")


def run(translator: Translator, documents: list[Path]) -> tuple[list[Report], list[str]]:
    reports = list(translator.run(documents))
    failures = [report.failure for report in reports if report.failure]
    return [report for report in reports if not report.failure], failures


def catalogue_path(translator: Translator, document: Path) -> Path:
    return catalogue_of(Source(document), translator.locales, "en")


def catalogue(translator: Translator, document: Path) -> Catalogue:
    return Catalogue.read(catalogue_path(translator, document))


@pytest.mark.parametrize("batch", [1, 2, 3, 4, 6, 10, 100])
def test_the_size_of_a_batch_changes_nothing(
    translator: Translator, documents: list[Path], monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(module, "_BATCH", batch)
    reports, failures = run(translator, documents)
    assert failures == []
    assert [(r.source.path, r.segments, r.translated) for r in reports] == [
        (documents[0], 5, 5),
        (documents[1], 1, 1),
        (documents[2], 4, 4),
    ]
    for document in documents:
        for entry in catalogue(translator, document).entries():
            assert entry.state is State.DRAFT
            assert entry.translation.startswith("Shoigu said")


def test_an_interrupted_run_keeps_its_finished_batches_and_the_next_goes_on(
    translator: Translator, documents: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCH", 2)
    calls = []

    def interrupted(engine, texts, *rest):
        calls.append(texts)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return genuine(engine, texts, *rest)

    genuine = module.enforcement.translate
    monkeypatch.setattr(module.enforcement, "translate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(translator, documents)
    states = [entry.state for entry in catalogue(translator, documents[0]).entries()]
    assert states == [State.DRAFT] * 4 + [State.NEW]
    monkeypatch.setattr(module.enforcement, "translate", genuine)
    reports, _ = run(translator, documents)
    assert [report.translated for report in reports] == [1, 1, 4]


def test_a_document_that_fails_does_not_stop_the_others(
    translator: Translator, documents: list[Path], tmp_path: Path
) -> None:
    documents.insert(1, tmp_path / "missing.txt")
    reports, failures = run(translator, documents)
    assert len(reports) == 3
    assert ["missing.txt" in str(failure) for failure in failures] == [True]


def test_a_run_with_nothing_to_do_makes_no_engine(
    translator: Translator, documents: list[Path]
) -> None:
    run(translator, documents)
    idle = Translator(NAMES, lambda: pytest.fail("an engine was made"), translator.locales)
    reports, _ = run(idle, documents)
    assert [report.written for report in reports] == [False] * 3


def test_a_sentence_that_stands_twice_is_one_entry_with_two_references(
    translator: Translator, tmp_path: Path
) -> None:
    document = tmp_path / "twice.txt"
    document.write_text("Schoigu kam.\n\nDann.\n\nSchoigu kam.", encoding="utf-8")
    (report,), _ = run(translator, [document])
    entries = list(catalogue(translator, document).entries())
    assert [entry.source for entry in entries] == ["Schoigu kam.", "Dann."]
    assert [line for _, line in entries[0].references] == [1, 5]
    assert (report.segments, report.translated) == (3, 3)


def test_what_a_human_confirmed_in_one_document_is_a_draft_in_another(
    translator: Translator, documents: list[Path], tmp_path: Path
) -> None:
    run(translator, documents[:1])
    path = catalogue_path(translator, documents[0])
    entries = polib.pofile(str(path), wrapwidth=0)
    entries[1].msgstr = "A human's words, without the name."
    entries[1].flags.remove("fuzzy")
    entries.save()
    other = tmp_path / "other.txt"
    other.write_text(f"{entries[0].msgid}\n\n{entries[1].msgid}", encoding="utf-8")
    (report,), _ = run(translator, [other])
    assert (report.translated, report.remembered) == (1, 1)
    drafts = list(catalogue(translator, other).entries())
    assert drafts[1].translation == "A human's words, without the name."
    assert drafts[1].state is State.DRAFT
    assert drafts[1].broken
    assert "one.po" in polib.pofile(str(catalogue(translator, other).path))[1].comment


def test_what_was_done_for_a_name_is_a_note_of_its_draft_and_no_human_s(
    translator: Translator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An engine that is not told leaves the German spelling, which is repaired.
    monkeypatch.setattr("translate.enforcement.telling_for", lambda _: Telling(Way.NOTHING))
    document = tmp_path / "one.txt"
    document.write_text("Schoigu sagte nicht.\n\nKrieg.", encoding="utf-8")
    run(translator, [document])
    path = catalogue(translator, document).path
    before = path.read_bytes()
    assert "#. name set: Schoigu → Shoigu (repaired)\n" in before.decode()
    assert before.decode().count("name set") == 1
    # It changes only with the draft.
    run(translator, [document])
    assert path.read_bytes() == before
    entries = polib.pofile(str(path), wrapwidth=0)
    entries[0].flags.remove("fuzzy")
    entries.save()
    run(translator, [document])
    assert "name set" not in path.read_text(encoding="utf-8")
