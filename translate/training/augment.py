"""Make training examples of aligned pairs: names swapped, terms annotated, quotes restyled."""

from __future__ import annotations

import collections
import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate.annotation import InlineTerms, annotate
from translate.training import corpus, figures, names
from translate.training.align import Pair, bare

MARKS = InlineTerms()

ANNOTATED = 0.35  # share of segments with inline terms; plain input must not suffer
SWAPPED = 0.5  # share of segments with names whose names are swapped
RENAMED = 0.25  # share of annotated names whose target is a spelling nobody could guess
NUMBERS = 0.4  # share of segments with numbers whose numbers are swapped
CAPITALS = 0.06  # share of short plain segments in capitals, as headlines are
CAPITALS_LONGEST = 14  # words
SWISS = 0.03  # share of segments in Swiss spelling
HEADINGS = 0.06  # share of sentences that lose their full stop

QUOTES = (("»", "«"), ("„", "“"), ("„", "”"), ('"', '"'), ("“", "”"), ("«", "»"), ("›", "‹"))


def requote(words: list[str], rng: random.Random) -> list[str]:
    """Give a German sentence another style of quotation marks, where they pair up."""
    text = " ".join(words)
    if len(re.findall('[»«„“”"]', text)) % 2:
        return words
    style = rng.choices(QUOTES, weights=(4, 4, 1, 3, 1, 1, 1))[0]
    sides = iter(style * len(text))
    return re.sub('[»«„“”"]', lambda _: next(sides), text).split()


def without_stop(de: list[str], en: list[str]) -> tuple[list[str], list[str]]:
    """Make a heading of a sentence: no full stop at the end, where both sides have one."""
    if all(re.search(r"[^\W\d]{2}\.$", side[-1]) for side in (de, en)):
        return [*de[:-1], de[-1][:-1]], [*en[:-1], en[-1][:-1]]
    return de, en


@dataclass(frozen=True)
class Term:
    """A span of source words, exact to the character, and the English for it."""

    start: tuple[int, int]  # word, character in it
    end: tuple[int, int]  # last word, character after the span in it
    target: str


class Augmenter:
    """Makes training examples out of aligned pairs, a different one each time it is asked."""

    def __init__(
        self,
        pool: names.Names,
        common: Collection[str],
        rare: Collection[str],
        frequent: Collection[str] = (),
    ) -> None:
        self.pool = pool
        self.common = common  # English words that are no names
        self.rare = rare  # German words worth annotating
        self.frequent = frequent  # German words whose cut into pieces stays

    def example(self, pair: Pair, rng: random.Random) -> Pair:
        """Return an example made of the pair: perhaps swapped, annotated, restyled."""
        de, en = list(pair.de), list(pair.en)
        # What moves characters comes before the names, whose places count in them.
        if rng.random() < SWISS:
            de = [word.replace("ß", "ss") for word in de]
        if rng.random() < NUMBERS:
            figures.swap(de, en, pair.links, rng)
        if rng.random() < HEADINGS:
            de, en = without_stop(de, en)
        found = names.find(de, en, pair.links, self.pool, self.common)
        if found and rng.random() < SWAPPED:
            found = names.swap(de, en, found, self.pool, rng)
        links = pair.links
        if rng.random() < ANNOTATED:
            terms = self.terms(de, en, found, links, rng)
            de, links = insert(requote(de, rng) if not terms else de, terms, links)
        else:
            de = requote(de, rng)
            if rng.random() < CAPITALS and len(de) <= CAPITALS_LONGEST:
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
        runs = names.runs(found)
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


def augmenter(pairs: Sequence[Pair], words: Iterable[names.NamePair]) -> Augmenter:
    """Make the augmenter that knows which words of the corpus are common and which rare."""
    german = collections.Counter(bare(word) for pair in pairs for word in pair.de)
    lower = collections.Counter(
        bare(word) for pair in pairs for word in pair.en if word[0].islower()
    )
    common = {word for word, count in lower.items() if count > 2}  # noqa: PLR2004
    rare = {word for word, count in german.items() if count < 60 and word.isalpha()}  # noqa: PLR2004
    frequent = {word for word, count in german.items() if count >= 30}  # noqa: PLR2004
    return Augmenter(names.Names(words), common, rare, frequent)


# Word by word; where English has another word, it follows a stroke. G: given name, S: surname, P:
# place.
FRAMES = (
    "G S",
    "S",
    "P",
    "G S, G S und|and G S",
    "S, S und|and S",
    "P, P und|and P",
    "General G S aus|from P",
    "Präsidentin|President G S",
    "Herr|Mr S aus|from P",
    "S's Anwalt|lawyer",
    "G S's Partei|party",
    "Nach|After S kommt|comes S.",
    "Zwischen|Between P und|and P",
)
_SLOT = re.compile(r"([GSP])('s)?([,.]?)")


def framed(pool: names.Names, rng: random.Random) -> Pair:
    """Return a few words with nothing in them but names to learn to spell."""
    de, en = [], []
    for word in rng.choice(FRAMES).split():
        slot = _SLOT.fullmatch(word)
        if slot:
            kind = {"G": "given", "S": "surname", "P": "place"}[slot[1]]
            name = pool.draw(rng, kind)
            de.append((names.genitive(name.de) if slot[2] else name.de) + slot[3])
            en.append(name.en + (slot[2] or "") + slot[3])
        else:
            german, _, english = word.partition("|")
            de.append(german)
            en.append(english or german)
    return Pair("odd", de, en, [(i, i) for i in range(len(de))])


def odd_ones(whole: Sequence[tuple[str, str]], rng: random.Random) -> list[Pair]:
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
    plain = [(corpus.plain(de).split(), corpus.english(en).split()) for de, en in pairs]
    return [Pair("odd", de, en, []) for de, en in plain if de and en]
