"""Put the model's own translations in place of some references, so that it needs no beam.

    python -m translate.training.distil PACKAGE DATA OUT

What a model says without a beam is worse than what it finds with one, because a reference is only
one of many ways to say a thing, and rarely the model's. Of the translations that a beam finds, the
one nearest to the reference is learned instead (Kim & Rush 2016: interpolation). The news stage of
`DATA` is read, that of `OUT` written, with its vocabulary beside it.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import sacrebleu

from translate.training.augment import MARKS
from translate.training.evaluate import Package
from translate.training.prepare import Row, pack
from translate.training.train import Part

SHARE = 0.5  # of the examples that are translated
BEAM = 4
NEAR = 62.0  # chrF from which a translation is right enough to learn

_OWED = re.compile(f"{MARKS.gives} ([^{MARKS.close}]*){MARKS.close}")
_NUMBER = re.compile(r"\d(?:[.,]?\d)*")
_WORD = re.compile(r"[^\W\d_]+")


def rows(part: Part) -> Iterator[Row]:
    """Yield the examples of a part."""
    for at in range(len(part.source_at) - 1):
        source, target, links = (
            flat[start[at] : start[at + 1]].tolist()
            for flat, start in (
                (part.source, part.source_at),
                (part.target, part.target_at),
                (part.links, part.links_at),
            )
        )
        yield source, target, [(i, j) for i, j in links]


def nearest(
    source: str, reference: str, found: Sequence[str], words: Collection[str]
) -> int | None:
    """Return which translation to learn: the one nearest to the reference, if it is near enough.

    It must have every number and name of the reference and all terms owed inline, and no word that
    is neither in the reference nor among `words`: a young model makes words up.
    """
    said = set(_WORD.findall(reference))
    owed = {word for word in said if word[0].isupper() and word.lower() not in words}
    owed |= {*_OWED.findall(source), *_NUMBER.findall(reference)}
    best, highest = None, NEAR
    for at, text in enumerate(found):
        made_up = {word for word in set(_WORD.findall(text)) - said if word.lower() not in words}
        if not made_up and all(word.strip() in text for word in owed):
            score = sacrebleu.sentence_chrf(text, [reference]).score
            if score >= highest:
                best, highest = at, score
    return best


def vocabulary(package: Package, examples: Iterable[Row]) -> set[str]:
    """Return the words that the references have in lower case, more than once."""
    counts: Counter[str] = Counter()
    for _, target, _ in examples:
        counts.update(_WORD.findall(package.pieces.decode(target)))
    return {word for word, count in counts.items() if count > 1 and word.islower()}


def distilled(package: Package, examples: Sequence[Row], words: Collection[str]) -> list[Row]:
    """Return the examples with the model's own words where they are right; those have no links."""
    pieces = package.pieces
    results = package.translator.translate_batch(
        [[pieces.id_to_piece(one) for one in source] for source, _, _ in examples],
        beam_size=BEAM,
        num_hypotheses=BEAM,
        max_batch_size=1024,
        batch_type="tokens",
        max_decoding_length=250,
    )
    changed = []
    for (source, target, links), result in zip(examples, results, strict=True):
        texts = [pieces.decode(one) for one in result.hypotheses]
        best = nearest(pieces.decode(source), pieces.decode(target), texts, words)
        if best is None:
            changed.append((source, target, links))
        else:
            ids = [pieces.piece_to_id(piece) for piece in result.hypotheses[best]]
            changed.append((source, ids, []))
    return changed


def main() -> None:
    """Distil the news stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.data / "sentencepiece.model", options.out / "sentencepiece.model")
    package = Package.open(options.package, options.threads)
    rng = random.Random(1)  # noqa: S311
    for path in sorted(options.data.glob("news-*.npz")):
        examples = list(rows(Part.read(path)))
        chosen = [at for at in range(len(examples)) if rng.random() < SHARE]
        words = vocabulary(package, examples)
        own = distilled(package, [examples[at] for at in chosen], words)
        kept = sum(not row[2] for row in own)
        for at, row in zip(chosen, own, strict=True):
            examples[at] = row
        pack(options.out / path.name, examples)
        print(f"{path.name}: {kept} of {len(examples)} in the model's own words", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
