"""Speed of finding names and of loading a glossary, and whether time grows with the text only.

    python tests/benchmarks/bench_matcher.py [MEGABYTES] [CONCEPTS]

Prints megabytes per second of processor time for the built-in tables and for as many made-up
persons on top; seconds to load these first and from the cache; and for each text the ratio of the
times for it and for one four times as long, where 4 is linear. Nothing is asserted: the figures are
the machine's.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Glossary

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[2] / "seeds"
AWKWARD = {
    "one name": "Putin ",
    "beginnings": "Kim Jong ",
    "middle names": "Wladimir Wladimirowitsch ",
    "one word": "a",
    "one large word": "A",
    "hyphens": "Putin-",
    "apostrophes": "Putin’",
    "soft hyphens": "Pu\u00adtin\u00ad ",
    "spaces": "Kim                ",
    "line ends": "Kim\n",
    "blank lines": "\n\n\n",
    "ticks": "`Putin",
    "tags": "<a Putin ",
    "links": "[Putin](",
    "addresses": "https://Putin",
    "mail": "Putin.Putin@",
    "braces": "{Putin",
    "common words": "Präsident Essen ",
    "accents": "a\u0301",
}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def persons(count: int) -> str:
    """Return a glossary file of ``count`` made-up persons."""
    chance = random.Random(1)
    letters = [*"bdfgklmnprst", "sch", "tsch", "sh"]

    def word(syllables: int) -> str:
        parts = (chance.choice(letters) + chance.choice("aeiou") for _ in range(syllables))
        return "".join(parts).capitalize() + chance.choice(["w", "n", "nko", "wa", "ski"])

    full = {f"{word(2)} {word(3)}" for _ in range(count)}
    rows = (f"person,{name},{name.split()[1]},{name},{name.split()[1]}\n" for name in sorted(full))
    return "kind,german,german_short,english,english_short\n" + "".join(rows)


def article(size: int) -> str:
    """Return German news of ``size`` characters, with new words in it all the time."""
    text = "".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.de.*")))
    pieces, length = [], 0
    while length < size:
        pieces.append(
            text.replace("ung ", f"ung{len(pieces)} ").replace("Der ", f"Der{len(pieces)} ")
        )
        length += len(pieces[-1])
    return "".join(pieces)


def figures(paths: list[Path], text: str) -> Glossary:
    """Print what it takes to load the glossary of ``paths`` and to match ``text`` with it."""
    # The first match readies the index, which is part of loading.
    first = seconds(lambda: Glossary.load(paths).match(""))
    again = seconds(lambda: Glossary.load(paths).match(""))
    glossary = Glossary.load(paths)
    glossary.match("")
    lines = text.splitlines()
    size = len(text.encode()) / 1e6
    speed = size / seconds(lambda: glossary.match(text))
    by_line = size / seconds(lambda: [glossary.match(line) for line in lines])
    print(f"{len(glossary.concepts)} concepts, {len(glossary.match(text))} names found")
    print(f"  load  {first:6.2f} s first, {again:6.3f} s from the cache")
    print(f"  match {speed:6.1f} MB/s as one text, then {by_line:.1f} MB/s line by line")
    return glossary


def main() -> None:
    """Print the figures."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    size = int(megabytes * 1e6)
    text = article(size)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = folder
        path = Path(folder) / "persons.csv"
        path.write_text(persons(count), "utf-8")
        figures([path], text)
        glossary = figures([], text)
    tiny = [("Gerassimow", "Gerasimov"), ("Kiew", "Kyiv"), ("Kim Jong Un", "Kim Jong Un")]
    each = seconds(lambda: [Glossary.from_terms(tiny) for _ in range(1000)]) * 1000
    print(f"a glossary of three terms: {each:.0f} µs")
    print(f"\n{'text':20} {megabytes / 4:6.2f} MB {megabytes:6.2f} MB  ratio")
    for name, piece in AWKWARD.items():
        texts = [piece * (length // len(piece)) for length in (size // 4, size)]
        short, long = (seconds(lambda text=text: glossary.match(text)) for text in texts)
        print(f"{name:20} {short:7.2f} s {long:7.2f} s  {long / max(short, 1e-6):5.1f}")


if __name__ == "__main__":
    main()
