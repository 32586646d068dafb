"""Turn aligned pairs into what `train` reads: drawn, augmented, tokenised, packed.

    python -m translate.training.prepare PAIRS.tsv.xz NAMES OUT

`OUT` then holds ``sentencepiece.model`` and the training stream in the order in which it is to be
seen: ``general-NNN.npz`` and, for the end of training, ``news-NNN.npz`` (see `pack`). To go on with
a model on new data, give its vocabulary: ``--tokenizer``, and another ``--seed``.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import random
import shutil
import time
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from translate.training import corpus, names
from translate.training.align import Pair, bare, read_pairs
from translate.training.augment import MARKS, Augmenter, augmenter, framed, join, odd_ones

PAD = 3  # SentencePiece ids 0–3: <unk>, <s>, </s>, <pad>
PART = 200_000  # examples a file: about 25 MB; `train` machines take files of at most 60 MiB
LONGEST = 200  # tokens a side

JOINED = 0.10  # share of segments made of two or three sentences
FRAMED = 40_000  # segments of hardly anything but names
SAMPLED = 0.3  # share of the rare German words cut into pieces another way than the likeliest


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
        num_threads=os.cpu_count() or 1,
        minloglevel=1,
    )


class Tokenizer:
    """SentencePiece word by word: no piece crosses a space, so words can be remembered."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        self.model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.known: dict[str, list[int]] = {}
        self.lettered: dict[tuple[int, ...], list[int]] = {}

    def word(self, word: str) -> list[int]:
        """Return the ids of one word."""
        ids = self.known.get(word)
        if ids is None:
            ids = self.known[word] = self.model.encode(word)
        return ids

    def sampled(self, word: str) -> list[int]:
        """Return the ids of one word, cut another way each time (Kudo 2018).

        A name is then seen in many cuts, and its spelling learned from all of them.
        """
        return list(self.model.encode(word, enable_sampling=True, alpha=0.2, nbest_size=-1))

    def _letters(self, ids: Sequence[int]) -> list[int]:
        """Return which of a word's pieces are no mere punctuation; all where none is."""
        key = tuple(ids)
        at = self.lettered.get(key)
        if at is None:
            pieces = [self.model.id_to_piece(one) for one in ids]
            at = [k for k, piece in enumerate(pieces) if any(map(str.isalnum, piece))]
            at = self.lettered[key] = at or list(range(len(pieces)))
        return at

    def pair(
        self, pair: Pair, sampled: Collection[int] = ()
    ) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Return source ids, target ids, and links between their positions (source, target).

        `sampled` are the positions of German words to cut at random.
        """
        de = [
            self.sampled(word) if i in sampled else self.word(word)
            for i, word in enumerate(pair.de)
        ]
        en = [self.word(word) for word in pair.en]
        de_at, en_at = _starts(de), _starts(en)
        links = [
            (de_at[i] + s, en_at[j] + t)
            for i, j in pair.links
            for s in self._letters(de[i])
            for t in self._letters(en[j])
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


def encode(
    examples: Iterable[Pair],
    tokenizer: Tokenizer,
    common: Collection[str] = (),
    rng: random.Random | None = None,
) -> Iterator[Row]:
    """Yield the examples in ids, without those that are empty or too long to be learned from.

    Given `rng`, some German words not in `common` are cut at random.
    """
    for example in examples:
        sampled = set() if rng is None else rare_words(example.de, common, rng)
        source, target, links = tokenizer.pair(example, sampled)
        if source and target and max(len(source), len(target)) < LONGEST:
            yield source, target, links


def rare_words(words: Sequence[str], common: Collection[str], rng: random.Random) -> set[int]:
    """Return the positions of some words that are not common; never of one with a mark."""
    return {
        i
        for i, word in enumerate(words)
        if rng.random() < SAMPLED
        and bare(word) not in common
        and not any(mark in word for mark in MARKS.marks)
    }


def _work(job: tuple[int, str, int, Path]) -> int:
    """Make and write one part; return its number of target tokens."""
    import sentencepiece

    seed, stage, part, path = job
    rng = random.Random(seed)  # noqa: S311
    sentencepiece.set_random_generator_seed(seed)
    examples = _shared["stages"][stage][part * PART : (part + 1) * PART]
    augment: Augmenter = _shared["augmenter"]
    changed = (augment.example(pair, rng) for pair in examples)
    return pack(path, encode(changed, _shared["tokenizer"], augment.frequent, rng))


def pack(path: Path, rows: Iterable[Row]) -> int:
    """Write a part of the stream; return the number of target tokens.

    The file holds the ids of all its sources end to end (``source``, uint16) with their lengths
    (``source_len``), the same for the target, and the alignment links (``links``, uint8, a row
    ``source position, target position`` each; ``links_len`` per example).
    """
    source, target, links = array("H"), array("H"), array("B")
    lengths = array("H"), array("H"), array("H")
    for row in rows:
        source.extend(row[0])
        target.extend(row[1])
        links.extend(position for link in row[2] for position in link)
        lengths[0].append(len(row[0]))
        lengths[1].append(len(row[1]))
        lengths[2].append(len(row[2]))
    np.savez_compressed(
        path,
        source=np.array(source, dtype=np.uint16),
        target=np.array(target, dtype=np.uint16),
        links=np.array(links, dtype=np.uint8).reshape(-1, 2),
        source_len=np.array(lengths[0], dtype=np.uint16),
        target_len=np.array(lengths[1], dtype=np.uint16),
        links_len=np.array(lengths[2], dtype=np.uint16),
    )
    return len(target) + len(lengths[1])


def mix(
    pairs: Sequence[Pair], odd: Sequence[Pair], passes: float, rng: random.Random
) -> dict[str, list[Pair]]:
    """Draw the examples of the general stage and of the closing news stage, in their order."""
    general = {source.name: source.general * passes for source in corpus.SOURCES}
    news = {source.name: source.news * passes for source in corpus.SOURCES}
    last = [*stream(pairs, news, rng), *rng.sample(odd, len(odd) // 2)]
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
    parser.add_argument("--tokenizer", type=Path, help="a sentencepiece.model to keep to")
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
    odd = [*odd_ones(whole, rng), *(framed(augment.pool, rng) for _ in range(FRAMED))]
    stages = mix(pairs, odd, options.passes, rng)
    say(f"{len(stages['general'])} general and {len(stages['news'])} news examples drawn")
    model = options.out / "sentencepiece.model"
    if options.tokenizer:
        shutil.copyfile(options.tokenizer, model)
    if not model.exists():
        train_tokenizer(texts(stages["general"], augment, rng), model, options.vocabulary)
        say("tokenizer trained")
    for old in options.out.glob("*-*.npz"):
        old.unlink()
    jobs = [
        (options.seed * 1_000_003 + at, stage, at, options.out / f"{stage}-{at:03}.npz")
        for stage, examples in stages.items()
        for at in range(-(-len(examples) // PART))
    ]
    # Inherited by the workers, which only read it.
    _shared.update(augmenter=augment, tokenizer=Tokenizer(model), stages=stages)
    gc.freeze()
    tokens = dict.fromkeys(stages, 0)
    with multiprocessing.get_context("fork").Pool() as workers:
        for job, packed in zip(jobs, workers.imap(_work, jobs, chunksize=1), strict=True):
            tokens[job[1]] += packed
    for stage, packed in tokens.items():
        say(f"{stage}: {packed} target tokens packed")


if __name__ == "__main__":
    main()
