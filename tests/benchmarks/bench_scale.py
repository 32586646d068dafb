"""What a segment costs in runs of any size, what a run holds in memory, and what workers gain.

    python tests/benchmarks/bench_scale.py [LARGEST]

Three tables; compare the lines of one run, since the figures are the machine's. None is asserted.

1. Processor time of a segment and peak memory, one document of 10, 100, … LARGEST (100000)
   segments: everything but the model, in whose place a stand-in gives every text back.
2. The same for many documents of 20 segments.
3. Two worker processes against one, on the tests' word-for-word model: segments a second of wall
   time, a worker with one thread each, without the time they take to start.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import tiny_package

from glossary import Glossary
from translate.engine import Engine, Hypothesis, Request
from translate.packages import find_package
from translate.sources import documents
from translate.translator import Translator
from translate.workers import Processes, Settings, spread

SENTENCES = (
    "Walerij Gerassimow sagte am Montag, der Krieg sei nicht vorbei und die Armee bleibe stark",
    "Die Verwaltung der Stadt hat nach eigenen Angaben 5,5 Millionen Euro dafür ausgegeben",
    "Wann der Verkehr auf der Strecke wieder aufgenommen wird, ist noch nicht bekannt",
    "Marija Sacharowa schrieb: »Das elfte Korps zieht ab«, doch Schoigu widersprach ihr kühl",
    "Der Bericht nennt keine Namen",
)


class Copier(Engine):
    """An engine that costs nothing: every text is its own translation."""

    def translate(self, requests: Sequence[Request], **options: Any) -> list[list[Hypothesis]]:
        """Give every text back."""
        options.get("progress", lambda _: None)(len(requests))
        return [[Hypothesis(request.text, (), ())] for request in requests]


def text(segments: int, first: int = 0) -> str:
    """Return a document of so many segments, no two of them alike."""
    numbers = range(first, first + segments)
    return "\n\n".join(f"{SENTENCES[n % 5]} (Meldung {n})." for n in numbers)


def write(folder: Path, count: int, segments: int) -> None:
    """Write so many documents of so many segments."""
    folder.mkdir()
    for number in range(count):
        path = folder / f"{number:06}.txt"
        path.write_text(text(segments, number * segments), encoding="utf-8")


def copied(folder: Path, package: Path) -> tuple[float, float, float]:
    """Return the seconds of processor time of a first and a second run, and megabytes at most."""
    glossary = Glossary.load()
    glossary.match("")
    engine = Copier(find_package(str(package), "de", "en"))
    before = _peak()
    times = []
    for _ in range(2):
        translator = Translator(glossary, lambda: engine, folder / "locales")
        started = time.process_time()
        for report in translator.run(documents([str(folder)])):
            assert not report.failure, report.failure
        times.append(time.process_time() - started)
    return times[0], times[1], _peak() - before


def _peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def in_process_of_its_own(*arguments: Any) -> tuple[float, float, float]:
    """Run `copied` where no other run has been."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(copied, arguments)


def table(shapes: Sequence[tuple[int, int]], folder: Path, package: Path) -> None:
    """Print a line for each number of documents and of segments in each."""
    print(
        f"{'documents':>9} {'segments':>9} {'ms/segment':>11} {'again':>7} {'ratio':>6} {'MB':>6}"
    )
    base = 0.0
    for count, segments in shapes:
        place = folder / f"{count}x{segments}"
        write(place, count, segments)
        first, second, memory = in_process_of_its_own(place, package)
        total = count * segments
        each = first / total * 1000
        base = base or (each if total >= 1000 else 0)
        ratio = f"{each / base:6.2f}" if base else "      "
        again = second / total * 1000
        print(f"{count:9} {segments:9} {each:11.3f} {again:7.3f} {ratio} {memory:6.0f}")


def throughput(folder: Path, package: Path, workers: int, locales: str) -> float:
    """Return the segments a second of so many processes, from the moment that all are ready."""
    settings = Settings(folder / locales, model=str(package), beam=1, threads=1)
    done, started = 0, 0.0
    with Processes(settings, workers) as crew:
        for report in spread(documents([str(folder)]), crew, settings):
            assert not report.failure, report.failure
            started = started or time.perf_counter()
            done += report.segments
    return done / (time.perf_counter() - started)


def loops(processes: int) -> int:
    """Return how much so many processes that share nothing do in two seconds."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(_loop, [0.2] * processes)  # until all are there
        return sum(pool.map(_loop, [2.0] * processes, chunksize=1))


def _loop(seconds: float) -> int:
    end = time.perf_counter() + seconds
    turns = 0
    while time.perf_counter() < end:
        turns += sum(range(1000)) > 0
    return turns


def main() -> None:
    """Print the tables."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = tiny_package.build(folder / "tiny.argosmodel", SENTENCES * 10)
        sizes = [size for size in (10, 100, 1000, 10_000, 100_000) if size <= largest]
        print("One document")
        table([(1, size) for size in sizes], folder, package)
        print("\nMany documents of 20 segments")
        table([(size // 20, 20) for size in sizes if size >= 1000], folder, package)
        print("\nWorkers, one thread each; what two could gain here, loops tell that share nothing")
        write(folder / "spread", 200, 20)
        for turn in range(2):
            one, two = (
                throughput(folder / "spread", package, workers, f"{turn}-{workers}")
                for workers in (1, 2)
            )
            bare = loops(2) / loops(1) / 2
            print(
                f"1: {one:.0f}/s  2: {two:.0f}/s  "
                f"efficiency {two / one / 2:.2f} (bare loops {bare:.2f})"
            )


if __name__ == "__main__":
    main()
