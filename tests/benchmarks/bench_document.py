"""Time to read and split a document, and whether it grows with the text and no faster.

    python tests/benchmarks/bench_document.py [MEGABYTES]

Prints seconds of processor time for a text and for one four times as long; a ratio near 4 is
linear. Nothing is asserted: the figures are the machine's.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import sys
import time
from pathlib import Path

from translate.document import Document

PROSE = (
    "Der Generalstab meldete am 11. Mai, das 11. Korps habe bei Kursk ca. 3,5 Kilometer gewonnen. "
    "»Wir danken den Soldaten. Sie haben viel geleistet«, sagte ein Sprecher.\n"
    "Kiew widersprach: Davon könne keine Rede sein! Wer das glaube, irre.\n\n"
)
TEXTS = {
    "prose": PROSE,
    "one line": PROSE.replace("\n", " "),
    "run together": "Das ist so.Moskau setzt auf Hilfe.»Gut.«",
    "full stops": ".",
    "marks and spaces": "! ",
    "ellipses": "… … ",
    "brackets": "(",
    "brackets and marks": "( ! ) ",
    "quotation marks": '"A." ',
    "numbers": "1. ",
    "credits": "Foto: dpa / ",
    "names": "Kim Jong Un ",
    "clipped words": "a. ",
    "spaces": " ",
    "empty lines": "\n",
    "links": "[a](",
    "stars": "*a ",
    "ticks": "`a ",
    "tags": "<b>a",
    "quotations": "> ",
}


def seconds(text: str, suffix: str) -> float:
    """Return the processor time to parse `text` and render it changed, the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        document = Document.load(f"{text} Ende".encode(), Path(f"text{suffix}"))
        changed = [f"{segment.text} x" for segment in document.segments]
        document.encode(document.render(changed), "en")
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print a line for each text and format."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 0.2
    print(f"{'text':20} {'format':6} {megabytes:6.2f} MB {4 * megabytes:6.2f} MB  ratio")
    for name, piece in TEXTS.items():
        for suffix in (".txt", ".md", ".html"):
            size = int(megabytes * 1e6 / len(piece))
            short, long = (seconds(piece * times * size, suffix) for times in (1, 4))
            print(f"{name:20} {suffix:6} {short:7.2f} s {long:7.2f} s  {long / short:5.1f}")


if __name__ == "__main__":
    main()
