"""Turn aligned pairs into what `train` reads: drawn, augmented, tokenised, packed.

    python -m translate.training.prepare PAIRS.tsv.xz NAMES OUT

`OUT` then holds ``sentencepiece.model`` and the training stream in the order in which it is to be
seen: ``general-NNN.npz`` and, for the end of training, ``news-NNN.npz`` (see `pack`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from translate.training import corpus, names
from translate.training.align import Pair, read_pairs
from translate.training.augment import MARKS, Augmenter, augmenter, join, odd_ones

PAD = 3  # SentencePiece ids 0–3: <unk>, <s>, </s>, <pad>
PART_BYTES = 40_000_000  # unpacked; `train` machines take files of at most 60 MiB
LONGEST = 200  # tokens a side

JOINED = 0.10  # share of segments made of two or three sentences


def train_tokenizer(lines: Iterable[str], model: Path, size: int) -> None:
    """Train the joint SentencePiece model, with the marks as symbols of their own."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(model.with_suffix("")),
        vocab_size=size,
        model_type="unigram",
        byte_fallback=True,
        character_coverage=0.9999,
        user_defined_symbols=list(MARKS.marks),
        pad_id=PAD,
        normalization_rule_name="nmt_nfkc",
        max_sentence_length=2000,
        num_threads=2,
        minloglevel=1,
    )


class Tokenizer:
    """SentencePiece word by word: no piece crosses a space, so words can be remembered."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        self.model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.known: dict[str, list[int]] = {}
        self.lettered: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """Return the ids of one word."""
        ids = self.known.get(word)
        if ids is None:
            ids = self.known[word] = self.model.encode(word)
        return ids

    def _letters(self, word: str) -> list[int]:
        """Return which of a word's pieces are no mere punctuation; all where none is."""
        at = self.lettered.get(word)
        if at is None:
            pieces = [self.model.id_to_piece(one) for one in self.word(word)]
            at = [k for k, piece in enumerate(pieces) if any(map(str.isalnum, piece))]
            at = self.lettered[word] = at or list(range(len(pieces)))
        return at

    def pair(self, pair: Pair) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Return source ids, target ids, and links between their positions (source, target)."""
        de, en = [self.word(word) for word in pair.de], [self.word(word) for word in pair.en]
        de_at, en_at = _starts(de), _starts(en)
        links = [
            (de_at[i] + s, en_at[j] + t)
            for i, j in pair.links
            for s in self._letters(pair.de[i])
            for t in self._letters(pair.en[j])
        ]
        return [x for ids in de for x in ids], [x for ids in en for x in ids], links


def _starts(words: Sequence[Sequence[int]]) -> list[int]:
    starts = [0]
    for ids in words:
        starts.append(starts[-1] + len(ids))
    return starts


def stream(
    pairs: Sequence[Pair], copies: Mapping[str, float], rng: random.Random
) -> Iterator[Pair]:
    """Draw pairs, `copies` times each by source, some joined with those that follow them."""
    for at, pair in enumerate(pairs):
        share = copies[pair.source]
        for _ in range(int(share) + (rng.random() < share % 1)):
            joined = [pair]
            while rng.random() < (JOINED if len(joined) == 1 else 0.3) and len(joined) < 3:  # noqa: PLR2004
                after = pairs[at + len(joined)] if at + len(joined) < len(pairs) else None
                if after is None or after.source != pair.source:
                    break
                if sum(len(one.de) for one in [*joined, after]) > 70:  # noqa: PLR2004
                    break
                joined.append(after)
            yield join(joined) if len(joined) > 1 else pair


def easy_first(examples: list[Pair], rng: random.Random) -> list[Pair]:
    """Shuffle so that short examples tend to come early."""
    keyed = [(rng.random() + 0.25 * min(len(one.de), 40) / 40, one) for one in examples]
    keyed.sort(key=lambda entry: entry[0])
    return [one for _, one in keyed]


Row = tuple[list[int], list[int], list[tuple[int, int]]]
_shared: dict[str, Any] = {}


def encode(examples: Iterable[Pair], tokenizer: Tokenizer) -> Iterator[Row]:
    """Yield the examples in ids, without those that are empty or too long to be learned from."""
    for example in examples:
        source, target, links = tokenizer.pair(example)
        if source and target and max(len(source), len(target)) < LONGEST:
            yield source, target, links


def _work(job: tuple[int, Sequence[Pair]]) -> list[Row]:
    seed, pairs = job
    rng = random.Random(seed)  # noqa: S311
    augment: Augmenter = _shared["augmenter"]
    return list(encode((augment.example(pair, rng) for pair in pairs), _shared["tokenizer"]))


def pack(out: Path, stage: str, examples: Iterable[Row]) -> int:
    """Write ``stage-NNN.npz`` parts; return the number of target tokens.

    Each holds the ids of all its sources end to end (``source``, uint16) with their lengths
    (``source_len``), the same for the target, and the alignment links (``links``, uint8, a row
    ``source position, target position`` each; ``links_len`` per example).
    """
    tokens, part = 0, 0
    rows: list[Row] = []
    size = 0

    def flush() -> None:
        nonlocal part, rows, size
        flat = [np.array([x for row in rows for x in row[k]], dtype=np.uint16) for k in (0, 1)]
        length = [np.array([len(row[k]) for row in rows], dtype=np.uint16) for k in (0, 1, 2)]
        links = np.array([x for row in rows for x in row[2]], dtype=np.uint8).reshape(-1, 2)
        np.savez_compressed(
            out / f"{stage}-{part:03}.npz",
            source=flat[0],
            target=flat[1],
            links=links,
            source_len=length[0],
            target_len=length[1],
            links_len=length[2],
        )
        part, rows, size = part + 1, [], 0

    for row in examples:
        rows.append(row)
        size += 2 * (len(row[0]) + len(row[1]) + len(row[2])) + 6
        tokens += len(row[1]) + 1
        if size > PART_BYTES:
            flush()
    if rows:
        flush()
    return tokens


def mix(
    pairs: Sequence[Pair], odd: Sequence[Pair], passes: float, rng: random.Random
) -> dict[str, list[Pair]]:
    """Draw the examples of the general stage and of the closing news stage, in their order."""
    general = {source.name: source.general * passes for source in corpus.SOURCES}
    news = {source.name: source.news * passes for source in corpus.SOURCES}
    last = [*stream(pairs, news, rng), *rng.sample(odd, len(odd) // 4)]
    rng.shuffle(last)
    return {"general": easy_first([*stream(pairs, general, rng), *odd], rng), "news": last}


def texts(examples: Sequence[Pair], augment: Augmenter, rng: random.Random) -> Iterator[str]:
    """Yield what the tokenizer learns from: both sides of examples as augmented, without marks."""
    marks = str.maketrans("", "", "".join(MARKS.marks))
    for example in rng.sample(examples, min(220_000, len(examples))):
        shown = augment.example(example, rng)
        for side in (shown.de, shown.en):
            yield " ".join(side).translate(marks)


def main() -> None:
    """Prepare everything that `train` needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vocabulary", type=int, default=12_000)
    parser.add_argument("--passes", type=float, default=1.0, help="times the mix is gone through")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311
    options.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", flush=True)  # noqa: T201

    pairs = list(read_pairs(options.pairs))
    words, whole = names.read_names(options.names)
    augment = augmenter(pairs, words)
    odd = odd_ones(whole, rng)
    stages = mix(pairs, odd, options.passes, rng)
    say(f"{len(stages['general'])} general and {len(stages['news'])} news examples drawn")
    model = options.out / "sentencepiece.model"
    if not model.exists():
        train_tokenizer(texts(stages["general"], augment, rng), model, options.vocabulary)
        say("tokenizer trained")
    # Inherited by the workers, which only read it.
    _shared.update(augmenter=augment, tokenizer=Tokenizer(model))
    with multiprocessing.get_context("fork").Pool() as workers:
        for stage, examples in stages.items():
            jobs = [
                (options.seed * 1_000_003 + at, examples[at : at + 4000])
                for at in range(0, len(examples), 4000)
            ]
            rows = (row for rows in workers.imap(_work, jobs) for row in rows)
            say(f"{stage}: {pack(options.out, stage, rows)} target tokens packed")


if __name__ == "__main__":
    main()
