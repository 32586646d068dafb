"""What a run costs: not more for each segment of a long document, nor more memory for many.

Ratios of processor time, with room for a busy machine; `tests/benchmarks/bench_scale.py` measures.
"""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from glossary import Glossary
from translate import translator as module
from translate.catalogue import Catalogue
from translate.engine import Engine, Hypothesis
from translate.memory import Memory
from translate.packages import find_package
from translate.translator import Translator

NAMES = Glossary.from_terms([("Schoigu", "Shoigu"), ("Kiew", "Kyiv"), ("Sacharowa", "Zakharova")])


class Copier(Engine):
    """An engine that costs nothing: what is measured is everything else."""

    def translate(self, requests, *, progress=lambda _: None, **_):
        progress(len(requests))
        return [[Hypothesis(request.text, (), ())] for request in requests]


@pytest.fixture
def copier(tiny: Path) -> Copier:
    return Copier(find_package(str(tiny), "de", "en"))


def write(path: Path, segments: int) -> Path:
    words = ("Der Bericht nennt", "Schoigu sagte in Kiew", "Wann Sacharowa kommt, weiß niemand")
    text = "\n\n".join(f"{words[n % 3]} {n % 97} mal {n} Meter." for n in range(segments))
    path.write_text(text, encoding="utf-8")
    return path


def cost(document: Path, locales: Path, copier: Copier) -> float:
    started = time.process_time()
    (report,) = Translator(NAMES, lambda: copier, locales).run([document])
    assert (report.failure, report.written) == ("", True)
    return (time.process_time() - started) / report.segments


def test_a_segment_of_a_long_document_costs_no_more(tmp_path: Path, copier: Copier) -> None:
    short, long = write(tmp_path / "short.txt", 500), write(tmp_path / "long.txt", 4000)
    cost(short, tmp_path / "warm", copier)
    ratios = []
    for turn in range(3):
        each = cost(short, tmp_path / f"{turn}", copier)
        ratios.append(cost(long, tmp_path / f"{turn}", copier) / each)
        if ratios[-1] < 1.6:
            return
    pytest.fail(f"8 times the length is {ratios} times the cost of a segment")


def test_saving_a_long_document_as_it_goes_costs_a_share_of_the_time(
    tmp_path: Path, copier: Copier, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []
    genuine = Catalogue.save

    def timed(self: Catalogue) -> bool:
        started = time.monotonic()
        try:
            return genuine(self)
        finally:
            saved.append(time.monotonic() - started)

    monkeypatch.setattr(Catalogue, "save", timed)
    monkeypatch.setattr(module, "_BATCH", 20)
    started = time.monotonic()
    cost(write(tmp_path / "long.txt", 3000), tmp_path / "locales", copier)
    took = time.monotonic() - started
    assert len(saved) > 1  # it is saved on the way, not 150 times
    assert sum(saved[:-1]) < 0.5 * took


def test_only_the_documents_of_a_batch_are_held(
    tmp_path: Path, copier: Copier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCH", 50)
    catalogues: weakref.WeakSet[Catalogue] = weakref.WeakSet()
    genuine = Catalogue._adopt
    monkeypatch.setattr(
        Catalogue, "_adopt", lambda self, *args: (catalogues.add(self), genuine(self, *args))
    )
    asked = 0

    def documents() -> Iterator[Path]:
        nonlocal asked
        for asked in range(1, 101):
            yield write(tmp_path / f"{asked}.txt", 20)

    most = 0
    translator = Translator(NAMES, lambda: copier, tmp_path / "locales")
    for done, report in enumerate(translator.run(documents()), start=1):
        assert report.failure == ""
        assert asked <= done + 3
        if done % 10 == 0:
            gc.collect()
            most = max(most, len(catalogues))
    assert done == 100
    assert most <= 8


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("confirm", [None, 0, 7, 19])
def test_only_catalogues_with_something_confirmed_are_parsed_for_the_memory(
    tmp_path: Path,
    copier: Copier,
    monkeypatch: pytest.MonkeyPatch,
    confirm: int | None,
    line_end: str,
) -> None:
    locales = tmp_path / "locales"
    cost(write(tmp_path / "one.txt", 20), locales, copier)
    (path,) = locales.rglob("*.po")
    file = polib.pofile(str(path), wrapwidth=78)
    file.header = "A comment.\n\nIn two paragraphs."
    for number in (3, 7):
        file[number].obsolete = True
    if confirm is not None:
        file[confirm].flags.remove("fuzzy")
    path.write_bytes(str(file).replace("\n", line_end).encode())
    parsed = []
    genuine = Catalogue.read
    monkeypatch.setattr(
        Catalogue, "read", lambda path, **named: (parsed.append(path), genuine(path, **named))[1]
    )
    hits = Memory.read(locales).all
    expected = [] if confirm is None else [file[confirm].msgid]
    assert [hit.source for hit in hits] == expected
    assert parsed == [path] * len(expected)
