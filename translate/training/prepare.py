"""Turn the parallel corpus into what `train` reads: cleaned, aligned, augmented, tokenised, packed.

    python -m translate.training.prepare CORPUS NAMES OUT

`OUT` then holds ``sentencepiece.model`` and the training stream in the order in which it is to be
seen: ``general-NNN.npz`` and, for the end of training, ``news-NNN.npz`` (see `pack`).
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import random
import re
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from translate.annotation import InlineTerms, annotate
from translate.training import corpus, names

MARKS = InlineTerms()
PAD = 3  # SentencePiece ids 0–3: <unk>, <s>, </s>, <pad>
PART_BYTES = 40_000_000  # unpacked; `train` machines take files of at most 60 MiB
LONGEST = 200  # tokens a side

ANNOTATED = 0.35  # share of sentences with inline terms; plain input must not suffer
SWAPPED = 0.35  # share of sentences with names whose names are swapped
RENAMED = 0.25  # share of annotated names whose target is a spelling nobody could guess
JOINED = 0.10  # share of segments made of two or three sentences
CAPITALS = 0.01


@dataclass
class Pair:
    """A sentence pair in words, and which words translate which (German, English)."""

    source: int
    de: list[str]
    en: list[str]
    links: list[tuple[int, int]]


# --- alignment ------------------------------------------------------------------------------------


def bare(word: str) -> str:
    """Reduce a word to what the aligner should count: lower case, no punctuation."""
    return re.sub(r"^\W+|\W+$", "", word.lower()) or word


def align(pairs: Sequence[Pair]) -> None:
    """Fill in the links: eflomal (Östling & Tiedemann 2016) both ways, then `grow`."""
    import eflomal

    with tempfile.TemporaryDirectory() as folder:
        forward, reverse = Path(folder, "forward"), Path(folder, "reverse")
        eflomal.Aligner(n_iterations=(4, 2, 4), n_samplers=1).align(
            [" ".join(map(bare, pair.de)) for pair in pairs],
            [" ".join(map(bare, pair.en)) for pair in pairs],
            links_filename_fwd=str(forward),
            links_filename_rev=str(reverse),
        )
        for pair, ahead, back in zip(
            pairs,
            forward.read_text().splitlines(),
            reverse.read_text().splitlines(),
            strict=True,
        ):
            pair.links = grow(_links(ahead), _links(back))


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


# --- augmentation ---------------------------------------------------------------------------------

QUOTES = (("»", "«"), ("„", "“"), ("„", "”"), ('"', '"'), ("“", "”"), ("«", "»"), ("›", "‹"))


def requote(words: list[str], rng: random.Random) -> list[str]:
    """Give a German sentence another style of quotation marks, where they pair up."""
    text = " ".join(words)
    if len(re.findall('[»«„“”"]', text)) % 2:
        return words
    style = rng.choices(QUOTES, weights=(4, 4, 1, 3, 1, 1, 1))[0]
    sides = iter(style * len(text))
    return re.sub('[»«„“”"]', lambda _: next(sides), text).split()


@dataclass(frozen=True)
class Term:
    """A span of source words, exact to the character, and the English for it."""

    start: tuple[int, int]  # word, character in it
    end: tuple[int, int]  # last word, character after the span in it
    target: str


class Augmenter:
    """Makes training examples out of aligned pairs, a different one each time it is asked."""

    def __init__(self, pool: names.Names, common: Collection[str], rare: Collection[str]) -> None:
        self.pool = pool
        self.common = common
        self.rare = rare

    def example(self, pair: Pair, rng: random.Random) -> Pair:
        """Return an example made of the pair: perhaps swapped, annotated, requoted, capitalised."""
        de, en = list(pair.de), list(pair.en)
        found = names.find(de, en, pair.links, self.pool, self.common)
        if found and rng.random() < SWAPPED:
            found = names.swap(de, en, found, self.pool, rng)
        links = pair.links
        if rng.random() < ANNOTATED:
            terms = self.terms(de, en, found, links, rng)
            de, links = insert(requote(de, rng) if not terms else de, terms, links)
        else:
            de = requote(de, rng)
            if rng.random() < CAPITALS:
                de, en = [word.upper() for word in de], [word.upper() for word in en]
        return Pair(pair.source, de, en, links)

    def terms(
        self,
        de: list[str],
        en: list[str],
        found: Sequence[names.Found],
        links: names.Links,
        rng: random.Random,
    ) -> list[Term]:
        """Choose terms, names first, then rare words; may rename in `en` to teach obedience."""
        wanted = rng.choice((1, 1, 1, 2, 2, 3, 4))
        chosen: list[Term] = []
        taken: set[int] = set()
        runs = _runs(found)
        rng.shuffle(runs)
        for run in runs:
            if len(chosen) >= wanted:
                break
            run = run if rng.random() < 0.8 else run[-1:]  # noqa: PLR2004, PLW2901
            if rng.random() < RENAMED:
                for name in run:
                    left, right = name.en
                    other = self.pool.draw(rng, name.pair.kind or "surname").en
                    en[name.j] = en[name.j][:left] + other + en[name.j][right:]
                target = " ".join(_stem(en[name.j], name.en[0]) for name in run)
            else:
                target = " ".join(name.pair.en for name in run)
            last = run[-1]
            end = last.de[1] + len(last.inflected)
            chosen.append(Term((run[0].i, run[0].de[0]), (last.i, end), target))
            taken.update(name.i for name in run)
        if len(chosen) < wanted:
            chosen += self._rare_words(de, en, links, taken, wanted - len(chosen), rng)
        return sorted(chosen, key=lambda term: term.start)

    def _rare_words(
        self,
        de: list[str],
        en: list[str],
        links: names.Links,
        taken: set[int],
        wanted: int,
        rng: random.Random,
    ) -> Iterator[Term]:
        left = collections.Counter(i for i, _ in links)
        right = collections.Counter(j for _, j in links)
        ones = [(i, j) for i, j in links if left[i] == right[j] == 1 and i not in taken]
        rng.shuffle(ones)
        for i, j in ones:
            if wanted and bare(de[i]) in self.rare:
                a, b = re.search(r"\w.*\w", de[i]), re.search(r"\w.*\w", en[j])
                if a and b and len(a[0]) > 3 and len(b[0]) > 2:  # noqa: PLR2004
                    wanted -= 1
                    yield Term((i, a.start()), (i, a.end()), b[0].removesuffix("'s"))


def _stem(word: str, start: int) -> str:
    """Return the name that starts at `start`, without *'s* and punctuation."""
    return re.sub(r"'s?$", "", re.match(r"[\w'-]*\w|", word[start:])[0])  # type: ignore[index]


def _runs(found: Sequence[names.Found]) -> list[list[names.Found]]:
    """Join names that stand side by side in both languages: *Walerij Gerassimow*."""
    runs: list[list[names.Found]] = []
    for name in found:
        last = runs[-1][-1] if runs else None
        if last and (last.i + 1, last.j + 1) == (name.i, name.j) and not last.inflected:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def insert(
    de: list[str], terms: Sequence[Term], links: names.Links
) -> tuple[list[str], list[tuple[int, int]]]:
    """Annotate the source words and move the links; a term's English words link as its span."""
    if not terms:
        return de, list(links)
    starts = [0]
    for word in de:
        starts.append(starts[-1] + len(word) + 1)
    spans = [
        (starts[term.start[0]] + term.start[1], starts[term.end[0]] + term.end[1], term.target)
        for term in terms
    ]
    words = annotate(" ".join(de), spans, MARKS).split()
    moved: dict[int, list[int]] = {}
    shift, done = 0, 0
    for term in terms:
        (first, at), (last, _), count = term.start, term.end, len(term.target.split())
        for i in range(done, first):
            moved[i] = [i + shift]
        # An opening mark inside a word or before the first one makes a word of its own.
        if at or not first:
            shift += 1
        english = range(last + shift + 1, last + shift + 1 + count)
        for i in range(first, last + 1):
            moved[i] = [i + shift, *english]
        shift += count
        done = last + 1
    for i in range(done, len(de)):
        moved[i] = [i + shift]
    return words, [(new, j) for i, j in links for new in moved[i]]


def join(pairs: Sequence[Pair]) -> Pair:
    """Make one segment of neighbouring pairs."""
    de: list[str] = []
    en: list[str] = []
    links: list[tuple[int, int]] = []
    for pair in pairs:
        links += [(i + len(de), j + len(en)) for i, j in pair.links]
        de, en = de + pair.de, en + pair.en
    return Pair(pairs[0].source, de, en, links)


# --- tokens ---------------------------------------------------------------------------------------


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


# --- the stream -----------------------------------------------------------------------------------


def stream(pairs: Sequence[Pair], copies: Sequence[float], rng: random.Random) -> Iterator[Pair]:
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


def odd_ones(whole: Sequence[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """Return inputs that are no sentences: names alone, numbers, dates, marks, emoji."""
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    pairs = list(whole)
    english = (
        "January February March April May June July August September October November December"
    )
    for german, month in zip(months.split(), english.split(), strict=True):
        for _ in range(12):
            day, year = rng.randint(1, 31), rng.randint(1900, 2030)
            pairs += [(f"{day}. {german} {year}", f"{day} {month} {year}"), (german, month)]
    for _ in range(1500):
        value = rng.randint(1_000, 99_999_999)
        pairs.append((f"{value:,}".replace(",", "."), f"{value:,}"))
        number, unit = rng.randint(1, 999) / 10, rng.randrange(4)
        de = ("Prozent", "Millionen Euro", "Milliarden Dollar", "Billionen Euro")[unit]
        en = ("percent", "million euros", "billion dollars", "trillion euros")[unit]
        pairs.append((f"{number} {de}".replace(".", ","), f"{number} {en}"))
    for mark in (
        "…",
        "...",
        "!",
        "?",
        "-",
        "*",
        "***",
        "😀",
        "👍",
        "🇺🇦",
        "§",
        "%",
        "1.",
        "a)",
        "•",
    ):
        pairs += [(corpus.plain(mark), corpus.plain(mark))] * 5
    return [(corpus.plain(de), corpus.english(en)) for de, en in pairs]


def read(folder: Path, rng: random.Random) -> list[Pair]:
    """Read the pairs that the mix draws on, each once."""
    pairs: list[Pair] = []
    seen: set[tuple[str, str]] = set()
    for number, source in enumerate(corpus.SOURCES):
        chance = min(1.0, 4 * (source.general + source.news))  # of a large part, what is used
        for de, en in corpus.read(folder, source):
            if (de, en) not in seen and (chance == 1 or rng.random() < chance):
                seen.add((de, en))
                pairs.append(Pair(number, de.split(), en.split(), []))
    return pairs


def augmenter(pairs: Sequence[Pair], words: Iterable[names.NamePair]) -> Augmenter:
    """Make the augmenter that knows which words of the corpus are common and which rare."""
    german = collections.Counter(bare(word) for pair in pairs for word in pair.de)
    lower = collections.Counter(
        bare(word) for pair in pairs for word in pair.en if word[0].islower()
    )
    common = {word for word, count in lower.items() if count > 2}  # noqa: PLR2004
    rare = {word for word, count in german.items() if count < 60 and word.isalpha()}  # noqa: PLR2004
    return Augmenter(names.Names(words), common, rare)


def mix(
    pairs: Sequence[Pair], odd: Sequence[Pair], passes: float, rng: random.Random
) -> dict[str, list[Pair]]:
    """Draw the examples of the general stage and of the closing news stage, in their order."""
    general = [source.general * passes for source in corpus.SOURCES]
    news = [source.news * passes for source in corpus.SOURCES]
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
    parser.add_argument("corpus", type=Path)
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

    pairs = read(options.corpus, rng)
    say(f"{len(pairs)} pairs read")
    align(pairs)
    say("aligned")
    words, whole = names.read_names(options.names)
    augment = augmenter(pairs, words)
    odd = [
        Pair(len(corpus.SOURCES), de.split(), en.split(), [])
        for de, en in odd_ones(whole, rng)
        if de and en
    ]
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
