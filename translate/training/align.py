"""Read the corpus, clean it and align its words.

    python -m translate.training.align CORPUS OUT.tsv.xz

`OUT` has a pair a line: its source, German, English, and links ``i-j`` between words that translate
each other, counted from 0. It is all that `prepare` needs of the corpus, in a third of the space.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate.training import corpus


@dataclass(frozen=True)
class Pair:
    """A sentence pair in words, and which words translate which (German, English)."""

    source: str
    de: list[str]
    en: list[str]
    links: list[tuple[int, int]]


def read(folder: Path, rng: random.Random) -> list[Pair]:
    """Read the pairs that the mix draws on, each once."""
    pairs: list[Pair] = []
    seen: set[tuple[str, str]] = set()
    for source in corpus.SOURCES:
        chance = min(1.0, 4 * (source.general + source.news))  # of a large part, what is used
        for de, en in corpus.read(folder, source):
            if (de, en) not in seen and (chance == 1 or rng.random() < chance):
                seen.add((de, en))
                pairs.append(Pair(source.name, de.split(), en.split(), []))
    return pairs


def bare(word: str) -> str:
    """Reduce a word to what the aligner should count: lower case, no punctuation."""
    return re.sub(r"^\W+|\W+$", "", word.lower()) or word


def align(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with links: eflomal (Östling & Tiedemann 2016) both ways, then `grow`."""
    import eflomal

    with tempfile.TemporaryDirectory() as folder:
        forward, reverse = Path(folder, "forward"), Path(folder, "reverse")
        eflomal.Aligner(n_iterations=(4, 2, 4), n_samplers=1).align(
            [" ".join(map(bare, pair.de)) for pair in pairs],
            [" ".join(map(bare, pair.en)) for pair in pairs],
            links_filename_fwd=str(forward),
            links_filename_rev=str(reverse),
        )
        both = zip(forward.read_text().splitlines(), reverse.read_text().splitlines(), strict=True)
        links = [grow(_links(ahead), _links(back)) for ahead, back in both]
    return [replace(pair, links=found) for pair, found in zip(pairs, links, strict=True)]


def _links(line: str) -> set[tuple[int, int]]:
    return {(int(i), int(j)) for i, j in (link.split("-") for link in line.split())}


def grow(ahead: set[tuple[int, int]], back: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Symmetrise two alignments: grow-diag (Koehn et al. 2003), leaving unsure words unlinked."""
    links, union = ahead & back, ahead | back
    while True:
        de, en = {i for i, _ in links}, {j for _, j in links}
        new = {
            (i, j)
            for i, j in union - links
            if (i not in de or j not in en)
            and any((i + a, j + b) in links for a in (-1, 0, 1) for b in (-1, 0, 1))
        }
        if not new:
            return sorted(links)
        links |= new


def write_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    """Write aligned pairs."""
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for pair in pairs:
            links = " ".join(f"{i}-{j}" for i, j in pair.links)
            fields = (pair.source, " ".join(pair.de), " ".join(pair.en), links)
            file.write("\t".join(fields) + "\n")


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read aligned pairs."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            source, de, en, links = line.rstrip("\n").split("\t")
            yield Pair(source, de.split(" "), en.split(" "), sorted(_links(links)))


def main() -> None:
    """Align a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    pairs = align(read(options.corpus, random.Random(1)))  # noqa: S311
    write_pairs(options.out, pairs)
    print(f"{options.out}: {len(pairs)} pairs")  # noqa: T201


if __name__ == "__main__":
    main()
