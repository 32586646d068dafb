"""What enforcing terms does to a translation, and what it costs, in one table.

    python tests/benchmarks/bench_enforcement.py SOURCE REFERENCE TERMS.jsonl [MODEL] [ROUNDS]

SOURCE and REFERENCE have one segment a line, TERMS.jsonl a JSON list of ``{"de": …, "en": …}`` for
each. All lines are translated on one thread with the terms and without, in turn, ROUNDS times (by
default once); time is processor time, so that others at work on the machine do not count. Nothing
is asserted: the figures are the model's and the machine's.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Glossary
from translate.engine import Engine, Request
from translate.lines import translate_lines
from translate.packages import find_package
from translate.scoring import Estimate, Lines, read_lines, read_terms, score

if TYPE_CHECKING:
    from translate.enforcement import Translation
    from translate.scoring import NameCounts

Pairs = list[list[tuple[str, str]]]


def timed(engine: Engine, lines: tuple[str, ...], pairs: Pairs) -> tuple[list[Translation], float]:
    """Return the translations of ``lines`` and the processor time that they took."""
    start = time.process_time()
    results = translate_lines(engine, Glossary.from_terms([]), lines, pairs)
    return results, time.process_time() - start


def share(part: int, whole: int) -> str:
    """Return a share as a fraction and in per cent."""
    return f"{part}/{whole} = {part / whole:.2%}" if whole else "0/0"


def estimate(value: Estimate | None) -> str:
    """Return a score with its 95 % interval."""
    return f"{value.score:.2f} ({value.mean:.2f} ± {value.margin:.2f})" if value else ""


def main() -> None:
    """Print the table."""
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    source, reference, terms = (Path(name) for name in sys.argv[1:4])
    model = sys.argv[4] if len(sys.argv) > 4 and sys.argv[4] else None
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 1
    german, owed = read_lines(source), read_terms(terms)
    pairs = [[(term.german, term.english) for term in line] for line in owed.lines]
    nothing: Pairs = [[] for _ in pairs]
    engine = Engine(find_package(model, "de", "en"), threads=1)
    engine.translate([Request("Loading the model is no part of the time.")])
    before = after = 0.0
    for _ in range(rounds):
        without, seconds = timed(engine, german.lines, nothing)
        before += seconds
        results, seconds = timed(engine, german.lines, pairs)
        after += seconds

    scores = score(
        Lines("with", tuple(result.text for result in results)),
        read_lines(reference),
        baseline=Lines("without", tuple(result.text for result in without)),
        source=german,
        terms=owed,
    )
    names = scores.names
    if names is None or names.baseline is None:
        sys.exit(f"{terms}: no terms")
    columns = (names.hypothesis, names.baseline, names.reference)
    rows = [["", "with terms", "without", "reference"]]
    rows += [[m.name, estimate(m.hypothesis), estimate(m.baseline), ""] for m in scores.metrics]

    def row(title: str, *parts: str, of: int) -> None:
        def count(counts: NameCounts) -> int:
            return sum(getattr(counts, part) for part in parts)

        rows.append([title, *(share(count(each), of) for each in columns)])

    placed = names.terms - names.absent
    row("terms in the text (lenient)", "lenient", of=names.terms)
    row("success, strict", "exact", "variant", of=placed)
    row("  exact", "exact", of=placed)
    row("  accepted variant", "variant", of=placed)
    row("more often than owed", "surplus", of=placed)
    row("  twice side by side", "doubled", of=placed)
    row("German spelling left", "leftovers", of=placed)
    free = [i for i, line in enumerate(pairs) if not line]
    touched = sum(results[i].text != without[i].text for i in free)
    rows.append(["segments without terms changed", share(touched, len(free)), "", ""])
    rungs = Counter(outcome.rung for result in results for outcome in result.outcomes)
    rows += [[f"by {rung}", share(n, rungs.total()), "", ""] for rung, n in rungs.most_common()]
    flagged = sum(bool(result.problems) for result in results)
    rows.append(["segments flagged", share(flagged, len(results)), "", ""])
    rows.append(["seconds", f"{after:.1f}", f"{before:.1f}", ""])
    rows.append(["  ratio", f"{after / before:.2f}", "", ""])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        print("  ".join(cell.ljust(w) for cell, w in zip(cells, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
