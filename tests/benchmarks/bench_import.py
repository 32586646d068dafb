"""Whether adding rows to a glossary takes time in proportion to them.

    python tests/benchmarks/bench_import.py [ROWS]

Prints seconds of processor time for adding so many rows to an empty file, for twice as many, and
for adding them again when they are known; and the ratios, where 2 is linear. Nothing is asserted.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from glossary import Concept, Spelling
from glossary.upkeep import add_all


def seconds(path: Path, rows: int) -> float:
    """Return the processor time for adding ``rows`` rows to the file ``path``."""
    concepts = [
        Concept("", "person", {"de": Spelling(f"Iwan {n}owitsch"), "en": Spelling(f"Ivan {n}")})
        for n in range(rows)
    ]
    start = time.process_time()
    add_all(path, concepts)
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        once, twice = Path(folder) / "once.csv", Path(folder) / "twice.csv"
        new = seconds(once, rows), seconds(twice, 2 * rows)
        known = seconds(once, rows), seconds(twice, 2 * rows)
    for what, (short, long) in (("new", new), ("known", known)):
        ratio = f"ratio {long / short:.1f}"
        print(f"{rows} rows, {what}: {short:.2f} s; {2 * rows}: {long:.2f} s; {ratio}")


if __name__ == "__main__":
    main()
