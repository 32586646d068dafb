"""What a run asks of the engine, counted, and what it costs beside the engine alone, as a ratio.

A gate: it fails where a change makes the engine do more than it must, or where names, checks and
catalogue come to cost half as much as the engine alone. `bench_engines.py` measures what they cost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glossary import Glossary
from translate.document import Document
from translate.engine import Engine
from translate.packages import Origin, available_packages, find_package
from translate.translator import Translator

NAMES = Glossary.from_terms([("Schoigu", "Shoigu"), ("Kiew", "Kyiv")])
SEEDS = sorted(Path(__file__, "../../../seeds").resolve().glob("*.de.*"))
# Processor time of a whole run in that of the engine alone on the same texts, not told the names:
# 1.22 with a model of 9 MB, half of the rest for reading the names told.
BEAM, MOST = 4, 1.5


class Counted:
    """The engine's own model, with a record of what is asked of it."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.asked: list[tuple[list[str], dict[str, Any]]] = []

    def translate_batch(self, sources: list[list[str]], **options: Any) -> Any:
        self.asked += ((source, options) for source in sources)
        return self.model.translate_batch(sources, **options)


@pytest.mark.parametrize("beam", [1, 4])
def test_each_text_is_decoded_once_and_no_more_is_asked_than_is_used(
    tiny: Path, tmp_path: Path, beam: int
) -> None:
    plain = [f"Die Armee sagte {n} mal nicht und {n}." for n in range(300)]
    named = [f"Der Besuch mit Schoigu in Kiew {n}." for n in range(50)]
    document = tmp_path / "article.txt"
    document.write_text("\n\n".join([*plain, *named, *plain[:20], *named[:20]]), encoding="utf-8")
    engine = Engine(find_package(str(tiny), "de", "en"), beam=beam)
    translator = Translator(NAMES, lambda: engine, tmp_path / "locales")
    # The first names that a package sees try out how it is told them.
    (tmp_path / "first.txt").write_text("Schoigu sagte nicht und nicht.", encoding="utf-8")
    list(translator.run([tmp_path / "first.txt"]))
    engine._translator = counted = Counted(engine._load())

    (report,) = translator.run([document])

    assert (report.failure, report.flagged) == ("", 0)
    assert len(counted.asked) == len(plain) + len(named)
    assert len({tuple(source) for source, _ in counted.asked}) == len(counted.asked)
    attention = [source for source, options in counted.asked if options["return_attention"]]
    assert len(attention) == len(named)
    for _, options in counted.asked:
        assert options["beam_size"] == beam
        assert options["num_hypotheses"] == 1
        assert not options["return_scores"]
        assert options["target_prefix"] is None

    counted.asked.clear()
    (again,) = translator.run([document])
    assert (again.failure, counted.asked) == ("", [])


@pytest.fixture(scope="module")
def embedded() -> Engine:
    package = next(each for each in available_packages() if each.origin is Origin.EMBEDDED)
    return Engine(package, beam=BEAM, threads=1)


def test_a_whole_run_costs_little_more_than_the_engine_alone(
    embedded: Engine, tmp_path: Path
) -> None:
    texts = [segment.plain for path in SEEDS for segment in Document.read(path).segments]
    tokens = sorted(map(embedded.tokenizer.encode, texts), key=len, reverse=True)
    names = Glossary.load()
    model = embedded._load()

    def alone() -> None:
        model.translate_batch(tokens, beam_size=BEAM, max_batch_size=512, batch_type="tokens")

    def all_of_it(turn: int) -> None:
        translator = Translator(names, lambda: embedded, tmp_path / f"{turn}")
        assert [report.failure for report in translator.run(SEEDS)] == [""] * len(SEEDS)

    ratios = []
    all_of_it(-1)
    for turn in range(5):
        engine = _seconds(alone)
        ratios.append(_seconds(lambda turn=turn: all_of_it(turn)) / engine)
        if ratios[-1] < MOST:
            return
    pytest.fail(f"a whole run costs {ratios} times the engine alone")


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
