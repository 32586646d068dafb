"""A German–English word list to teach with: entries as segments, nouns to swap into sentences.

    python -m translate.training.dictionary DING OUT.tsv.xz

Of the 40,000 commonest German words the parallel text lacks one in ten; a dictionary has most of
them. It is read in the format of Ding (Frank Richter, TU Chemnitz; Debian: ``trans-de-en``): an
entry a line, ``Abgabe {f}; Steuer {f} | Abgaben {pl} :: tax; duty | taxes``. Strokes part an
entry's forms, which pair up; semicolons part synonyms; the likeliest stands first. `OUT` has the
fields of an `Entry` a line.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from translate.training import corpus
from translate.training.align import Pair

Links = Sequence[tuple[int, int]]

IN_USE = 1.2  # Zipf frequency from which a German word is worth learning by itself
SWAPPED = 2  # nouns swapped in a segment at most

# [Br.], <see>, (remark), {adj}: remarks to the reader.
_REMARK = re.compile(r"\[[^]]*\]|<[^>]*>|\([^)]*\)|\{[^}]*\}")
_GENDER = re.compile(r"\{(m|f|n|pl)\}")
# sb./sth., jdm./etw. and their like stand for any word, a stroke for a choice.
_OPEN = re.compile(r"[/…~^]|\b(?:sb|sth|jdn?|jdm|jds|etw|oneself|sich)\b\.?|\.\.\.")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}")
_ENGLISH = re.compile(r"(?!an? |the )[a-z]{2,}(?: [a-z]{2,}){0,2}")
_CORE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Entry:
    """What a dictionary pairs.

    `form` is that of a German noun, *m*, *f*, *n* (singular, not the genitive) or *pl*, else empty;
    `zipf` how common a single German word is: 0 (not known) to 7 (*der*).
    """

    de: str
    en: str
    form: str = ""
    zipf: float = 0.0

    @property
    def slot(self) -> str:
        """What can stand for it: its form, and of plurals whether it has the dative's end."""
        return self.form + self.de[-1] * (self.form == "pl" and self.de[-1] in "ns")


def read(text: str) -> Iterator[Entry]:
    """Yield the entries, each synonym with the likeliest English, without remarks."""
    for line in text.splitlines():
        german, parted, english = line.partition(" :: ")
        left, right = german.split(" | "), english.split(" | ")
        if line.startswith("#") or not parted or len(left) != len(right):
            continue
        for de, en in zip(left, right, strict=True):
            target = _plain(en.split(";")[0])
            for synonym in de.split(";"):
                source, form = _plain(synonym), _GENDER.findall(synonym)
                if source and target and not _OPEN.search(source) and not _OPEN.search(target):
                    yield Entry(source, target, form[0] if len(form) == 1 else "")


def read_entries(path: Path) -> list[Entry]:
    """Read weighed entries."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return [Entry(de, en, form, float(zipf)) for de, en, form, zipf in rows]


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Write weighed entries."""
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for entry in entries:
            file.write(f"{entry.de}\t{entry.en}\t{entry.form}\t{entry.zipf}\n")


def _plain(text: str) -> str:
    return corpus.english(_REMARK.sub(" ", text)).strip(" ,")


def weighed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with how common their German word is (Speer: wordfreq)."""
    import wordfreq

    return [
        replace(entry, zipf=0.0 if " " in entry.de else wordfreq.zipf_frequency(entry.de, "de"))
        for entry in entries
    ]


def segments(entries: Iterable[Entry], frequent: Collection[str]) -> Iterator[Pair]:
    """Yield the entries worth learning as they stand: phrases, and rare words that are in use.

    `frequent` words, in lower case, are better learned from sentences, which tell their senses.
    """
    for entry in entries:
        de, en = entry.de.split(), entry.en.split()
        if len(de) > 1:
            yield Pair("dictionary", de, en, [])
        elif entry.zipf >= IN_USE and entry.de.lower() not in frequent:
            yield Pair("dictionary", de, en, [(0, j) for j in range(len(en))])


class Nouns:
    """The nouns of a dictionary by spelling, and a pool to draw from, commoner ones more often.

    `frequent` words, in lower case, stay out of the pool.
    """

    def __init__(self, entries: Iterable[Entry], frequent: Collection[str]) -> None:
        forms: dict[str, set[str]] = defaultdict(set)
        pools: dict[str, list[Entry]] = defaultdict(list)
        self.known: dict[tuple[str, str], Entry] = {}
        for noun in entries:
            if noun.form and _NOUN.fullmatch(noun.de) and _ENGLISH.fullmatch(noun.en):
                forms[noun.de].add(noun.form)
                self.known[noun.de, noun.en] = noun
                if noun.zipf >= IN_USE and noun.de.lower() not in frequent:
                    pools[noun.slot].append(noun)
        # *Teller* may be one or many, *See* a lake or the sea: told by nothing but the sentence.
        self.doubtful = {word for word, known in forms.items() if len(known) > 1}
        # The tenth part as common, a third as often.
        self.pools = {
            slot: (pool, list(accumulate(3**noun.zipf for noun in pool)))
            for slot, pool in pools.items()
        }

    def draw(self, rng: random.Random, slot: str) -> Entry:
        """Draw a noun of this slot."""
        pool, weights = self.pools[slot]
        return rng.choices(pool, cum_weights=weights)[0]

    def swap(
        self, de: Sequence[str], en: Sequence[str], links: Links, rng: random.Random
    ) -> tuple[list[str], list[str], list[tuple[int, int]]]:
        """Swap a noun or two for rare ones of the same gender and number; return words and links.

        Only where the dictionary has this very pair, so that number and sense are sure (Fadaee et
        al. 2017 swap words in likely contexts, to the same end).
        """
        left, right = Counter(i for i, _ in links), Counter(j for _, j in links)
        chosen = [
            (i, j, old)
            for i, j in links
            if left[i] == right[j] == 1 and (old := self._pair(de[i], en[j])) is not None
        ]
        german, words = list(de), [[word] for word in en]
        for i, j, old in rng.sample(chosen, min(len(chosen), rng.randint(1, SWAPPED))):
            new = self.draw(rng, old.slot)
            german[i] = de[i].replace(old.de, new.de, 1)
            words[j] = en[j].replace(old.en, new.en, 1).split()
            if j and en[j - 1] in {"a", "an"}:
                words[j - 1] = ["an" if new.en[0] in "aeio" else "a"]
        starts = [0, *accumulate(map(len, words))]
        moved = [(i, k) for i, j in links for k in range(starts[j], starts[j + 1])]
        return german, [word for group in words for word in group], moved

    def _pair(self, german: str, english: str) -> Entry | None:
        a, b = _CORE.search(german), _CORE.search(english)
        noun = self.known.get((a[0], b[0])) if a and b else None
        if noun is None or noun.de in self.doubtful or noun.slot not in self.pools:
            return None
        return noun


def main() -> None:
    """Weigh a dictionary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write_entries(options.out, weighed(read(options.dictionary.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
