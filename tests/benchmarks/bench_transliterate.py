"""Speed and accuracy of recovering unseen names, beside a naive letter table in the same run.

    python tests/benchmarks/bench_transliterate.py
    python tests/benchmarks/bench_transliterate.py --names FOLDER [--folds 5] [--errors CLASS]

Alone it prints names per second of processor time, and how many times as long as the naive table
that is. With ``--names``, a folder as ``glossary.romanisation.build`` reads it, it prints how many
names come out right, by class. No name is judged by a model that has seen it: the names are divided
into five folds, bearers of one surname in the same one, and each fold is asked of a model that was
trained without it: without these names in the folder and in the built-in tables, and first without
their words in the lists under ``training/``, then with these lists as they are. The lists were
written without looking at the folder, so the second figure is what a name fares that neither has
been seen nor been kept away. The tables of the glossary are never looked up. Nothing is asserted.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary import Glossary
from glossary.romanisation import build, calibration, corpus, guess, model
from glossary.romanisation.recovery import Candidate, group, recover

if TYPE_CHECKING:
    from glossary.romanisation.corpus import Corpus, Name

SURE = 0.9
SURNAME = re.compile(r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|ко|[чщ]?ук|юк|ич|[иы]х|ой)$")
"""Endings by which a single word is counted as a surname."""
TOP = 3

# --- the naive letter table ----------------------------------------------------------------------

VOWELS = "aeiouyäöü"
LETTERS = {
    "schtsch": "shch",
    "tsch": "ch",
    "dsch": "dzh",
    "sch": "sh",
    "ch": "kh",
    "tz": "ts",
    "ss": "s",
    "w": "v",
    "z": "ts",
    "j": "y",
}
OF_LANGUAGE = {"uk": {"yj": "yi", "ji": "i"}, "bg": {"ch": "h", "scht": "sht"}}


def naive(name: str, language: str) -> str:
    """Return ``name`` with German letters replaced by English ones; the language is given."""
    table = LETTERS | OF_LANGUAGE.get(language, {})
    pattern = re.compile("|".join(sorted(table, key=len, reverse=True)))

    def word(match: re.Match[str]) -> str:
        lower = match[0].lower()
        voiced = re.sub(f"(?<=[{VOWELS}])s(?=[{VOWELS}])", "\0", lower)
        spelled = pattern.sub(lambda part: table[part[0]], voiced).replace("\0", "z")
        if language in {"ru", ""}:
            spelled = re.sub("(?<=[aeou])i$|(?<=[^aeiou])i$|iy$", "y", spelled)
        return spelled.capitalize() if match[0][0].isupper() else spelled

    return re.sub(r"[^\W\d_]+", word, name)


# --- speed ---------------------------------------------------------------------------------------


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed() -> None:
    """Print how fast names are recovered, all of them different."""
    names = sorted({concept.spellings["de"].full for concept in Glossary.load().concepts})
    learned = model.load()
    recover("Iwan", learned)
    ours = seconds(lambda: [recover(name, learned) for name in names])
    theirs = seconds(lambda: [naive(name, "ru") for name in names])
    print(
        f"{len(names)} names: {len(names) / ours:.0f}/s, {ours / theirs:.1f} times as long as "
        f"the naive table ({len(names) / theirs:.0f}/s)"
    )


# --- accuracy ------------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What became of one name."""

    name: Name
    kind: str
    ranked: list[Candidate]
    group: str
    fold: int
    sure: float = 0.0
    """The probability of the first candidate, after calibration."""

    @property
    def rank(self) -> int:
        """The place of the first right candidate, from 1; 0 if there is none."""
        right = [candidate.english in self.name.accepted for candidate in self.ranked]
        return right.index(True) + 1 if True in right else 0


def kind(name: Name, *, word: bool) -> str:
    """Return the class that ``name`` is counted in."""
    own = name.language if name.language in guess.LANGUAGES else "other"
    if name.german == name.english:
        return "same in English, " + ("Cyrillic" if own != "other" else "other")
    what = "person" if name.kind == "person" else "place"
    if word:
        what = "surname" if SURNAME.search(name.native) else "word"
    return f"{what} {own}" + ("" if name.checked else ", doubtful row")


def asked(folder: Path) -> Iterator[tuple[Name, str]]:
    """Yield the names that are asked for, with their class: no countries and no exonyms."""
    for name in corpus.read(folder).names:
        if (
            name.origin is corpus.Origin.FOLDER
            and name.usual
            and name.kind not in {"country", "region", "county"}
        ):
            yield name, kind(name, word=False)
    for name in corpus.read_words(folder / "tokens_names.dev.tsv"):
        if name.usual:
            yield name, kind(name, word=True)


def outcomes(folder: Path, folds: int, *, lists: bool) -> list[Outcome]:
    """Return what models make of the names of the first ``folds`` folds that have not seen them."""
    everything = corpus.read(folder)
    names = list(asked(folder))
    found = []
    for fold in range(folds):
        held = [(name, kind) for name, kind in names if corpus.fold(name) == fold]
        learned = build.build(held_out(everything, [name for name, _ in held], lists=lists))
        for name, kind_ in held:
            german = corpus.as_english(name)
            ranked = recover(german, learned)
            found.append(Outcome(name, kind_, ranked, group(ranked[0], german), fold))
    return with_lines(found)


def held_out(everything: Corpus, held: list[Name], *, lists: bool) -> Corpus:
    """Return the corpus without ``held``; with all of what is under ``training/`` if ``lists``."""
    rest = corpus.without(everything, held)
    if not lists:
        return rest
    names = [name for name in rest.names if name.origin is not corpus.Origin.LISTS]
    names += [name for name in everything.names if name.origin is corpus.Origin.LISTS]
    return rest._replace(names=names, words=everything.words, latin=everything.latin)


def with_lines(found: list[Outcome]) -> list[Outcome]:
    """Return the outcomes, each first candidate as likely as the *other* folds say it is."""
    lines: dict[int, dict[str, calibration.Line]] = {}
    for fold in {outcome.fold for outcome in found}:
        seen = defaultdict(list)
        for other in found:
            if other.fold != fold:
                seen[other.group].append((other.ranked[0].probability, other.rank == 1))
        lines[fold] = build.lines(seen)
    return [
        outcome._replace(sure=calibration.calibrated(outcome.ranked[0].probability, line))
        for outcome in found
        for line in [lines[outcome.fold].get(outcome.group, calibration.UNCHANGED)]
    ]


def error(outcome: Outcome) -> str:
    """Return what went wrong: the step that lost the right spelling."""
    name, first = outcome.name, outcome.ranked[0]
    if name.german == name.english:
        return "changed"
    if outcome.group == guess.KEEP:
        return "left alone"
    if first.language != name.language:
        return "language"
    if not name.native or letters(first.native) not in letters(name.native):
        return "native"
    return "English"


def letters(native: str) -> str:
    """Return a native spelling without what neither German nor English writes."""
    words = [word for word in corpus.words(native) if not re.search("(?:ич|вна|їч)$", word)]
    return re.sub("[ьъ’]", "", "".join(words)).replace("ё", "е")


def percent(part: int, whole: int) -> str:
    """Return a share as it is printed."""
    return f"{100 * part / whole:5.1f}" if whole else "    –"


def table(outcomes: list[Outcome]) -> None:
    """Print the shares of right names by class, and what the errors are."""
    classes: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        classes[outcome.kind].append(outcome)
    print(f"{'class':28} {'n':>5} {'top-1':>5} {'top-3':>5} {'naive':>5}  errors of top-1")
    for kind_, own in sorted(classes.items()):
        first = sum(outcome.rank == 1 for outcome in own)
        third = sum(0 < outcome.rank <= TOP for outcome in own)
        plain = sum(
            naive(corpus.as_english(o.name), o.name.language) in o.name.accepted for o in own
        )
        errors = Counter(error(outcome) for outcome in own if outcome.rank != 1)
        why = ", ".join(f"{reason} {count}" for reason, count in errors.most_common())
        shares = " ".join(percent(count, len(own)) for count in (first, third, plain))
        print(f"{kind_:28} {len(own):5} {shares}  {why}")
    same = [outcome for outcome in outcomes if outcome.name.german == outcome.name.english]
    print(f"unchanged: {percent(sum(o.rank == 1 for o in same), len(same))} % of {len(same)}")
    for what, own in (
        ("all names", outcomes),
        (
            "transcriptions",
            [o for o in outcomes if o.name.german != o.name.english and o.name.checked],
        ),
    ):
        sure = [outcome for outcome in own if outcome.sure >= SURE]
        right = sum(outcome.rank == 1 for outcome in sure)
        print(
            f"{what}: p ≥ {SURE} for {percent(len(sure), len(own))} %, "
            f"{percent(right, len(sure))} % of these right"
        )


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--names", type=Path, help="folder of names")
    options.add_argument("--folds", type=int, default=corpus.FOLDS, help="how many are asked")
    options.add_argument("--errors", metavar="CLASS", help="print this class's wrong names")
    asked_for = options.parse_args()
    speed()
    if asked_for.names is None:
        return
    for lists in (False, True):
        print("\nword lists as shipped" if lists else "\nno word of these names in any list")
        found = outcomes(asked_for.names, asked_for.folds, lists=lists)
        table(found)
        for o in found:
            if o.kind == asked_for.errors and o.rank != 1:
                spelled = f"{o.name.german} → {o.ranked[0].english}, not {o.name.english}"
                print(f"  {error(o):10} {o.sure:.2f} {o.rank} {spelled}")


if __name__ == "__main__":
    main()
