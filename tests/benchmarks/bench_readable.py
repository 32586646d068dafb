"""What capitals, emoji and other scripts cost a translation, in one table.

    python tests/benchmarks/bench_readable.py SOURCE REFERENCE [MODEL]

SOURCE and REFERENCE have one segment a line. The source is translated as it stands; in capitals, by
umschrift and by the engine alone; in small letters and With Large Initials by the engine alone, to
compare with what `translate.casing` writes for it. BLEU is without case. Then each line is given
a sign or a word that no engine knows, at its start, its end or inside, and it is counted how often
that is in the translation, once; BLEU is that of the words around it.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import sacrebleu

from translate import enforcement
from translate.engine import Engine, Request
from translate.packages import find_package
from translate.scoring import read_lines

THINGS = [
    "🔴",
    "🇺🇦",
    "👨\u200d👩\u200d👧",
    "1️⃣",
    "→",
    "товарищ",
    "华为",
    "#Lwiw",
    "https://example.org/a-1.html",
]
PLACES: dict[str, Callable[[int], int]] = {
    "at the start": lambda _: 0,
    "inside": lambda words: random.randrange(1, words) if words > 1 else 1,
    "at the end": lambda words: words,
}


def bleu(texts: Sequence[str], reference: Sequence[str]) -> str:
    """Return BLEU without case."""
    return f"{sacrebleu.corpus_bleu(texts, [reference], lowercase=True).score:.1f}"


def main() -> None:
    """Print the table."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    source, reference = (read_lines(Path(name)).lines for name in sys.argv[1:3])
    engine = Engine(find_package(sys.argv[3] if len(sys.argv) > 3 else None, "de", "en"), threads=1)

    def umschrift(lines: Sequence[str]) -> list[str]:
        results = enforcement.translate(engine, lines, [()] * len(lines))
        return [result.text for result in results]

    def alone(lines: Sequence[str]) -> list[str]:
        answers = engine.translate([Request(line) for line in lines])
        return [answer[0].text if answer else "" for answer in answers]

    print(f"{'as it stands':40}{bleu(umschrift(source), reference)}")
    capitals = [line.upper() for line in source]
    print(f"{'in capitals':40}{bleu(umschrift(capitals), reference)}")
    print(f"{'in capitals, the engine alone':40}{bleu(alone(capitals), reference)}")
    small = [line.lower() for line in capitals]
    print(f"{'in small letters, the engine alone':40}{bleu(alone(small), reference)}")
    initials = [" ".join(map(str.capitalize, line.split(" "))) for line in capitals]
    print(f"{'With Large Initials, the engine alone':40}{bleu(alone(initials), reference)}")

    random.seed(1)
    for where, place in PLACES.items():
        things = random.choices(THINGS, k=len(source))
        given = []
        for line, thing in zip(source, things, strict=True):
            words = line.split(" ")
            at = place(len(words))
            given.append(" ".join([*words[:at], thing, *words[at:]]))
        for name, translated in (("", umschrift), (", the engine alone", alone)):
            texts = translated(given)
            pairs = list(zip(texts, things, strict=True))
            kept = sum(text.count(thing) == 1 for text, thing in pairs)
            bare = [" ".join(text.replace(thing, " ").split()) for text, thing in pairs]
            print(f"{f'a thing {where}{name}':40}{bleu(bare, reference)}, kept {kept}/{len(texts)}")


if __name__ == "__main__":
    main()
