"""How good a translation is: BLEU, chrF2 and TER by sacrebleu, and how many names are right.

Texts are compared line by line: line *n* of every file is the same segment. Each figure comes with
a signature that says how it was made (Post 2018, *A Call for Clarity in Reporting BLEU Scores*).
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from glossary import Glossary
from translate.catalogue import Catalogue
from translate.constraints import Constraint, Span, problems, verify
from translate.errors import ScoringError

if TYPE_CHECKING:
    from sacrebleu.significance import Result

_Line = TypeVar("_Line")
# What may stand between two renditions of which one is the other's accidental double.
_MOST_BETWEEN_DOUBLES = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A German term and the English it owes; ``accepted`` spellings count as well."""

    german: str
    english: str
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines(Generic[_Line]):
    """One entry a segment, and what messages call the whole: its file."""

    name: str
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score and its bootstrap estimate: the 95 % interval is ``mean`` ± ``margin``.

    ``p_value`` is the probability that chance alone makes a difference to the baseline as large as
    this one; None where there is no baseline.
    """

    score: float
    mean: float
    margin: float
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """What one metric says; ``signature`` is sacrebleu's."""

    name: str
    signature: str
    hypothesis: Estimate
    baseline: Estimate | None = None


@dataclass(frozen=True, slots=True)
class NameCounts:
    """What one text makes of the names owed; the unit is the (segment, term) pair.

    ``lenient`` pairs have the English term somewhere in the segment, in any case, be it inside
    another word: the convention of WMT23's terminology task. ``lenient_absent`` are those of them
    whose German term has no place in the source.

    Terms with a place are judged strictly as well: as a word of its own, *n* occurrences in *n*
    places. They are ``exact``, or ``variant`` (at least one occurrence by an accepted spelling), or
    ``missing`` (at least one occurrence without a rendition).

    ``surplus`` terms stand more often than owed; of these, ``doubled`` ones stand twice side by
    side. ``leftovers`` are German or forbidden spellings. ``problems`` says in words what is wrong,
    each with its line number.
    """

    lenient: int
    lenient_absent: int
    exact: int
    variant: int
    missing: int
    surplus: int
    doubled: int
    leftovers: int
    problems: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Name accuracy; the reference's own is the ceiling, not 100 %.

    ``terms`` are (segment, term) pairs, in ``segments`` segments. ``absent`` of them have no place
    of their own in the source: they do not stand there, or only as part of a longer term. The
    others are owed ``occurrences`` times.
    """

    signature: str
    segments: int
    terms: int
    absent: int
    occurrences: int
    hypothesis: NameCounts
    reference: NameCounts
    baseline: NameCounts | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """All that is said of a translation; ``names`` is None where no names were asked for.

    ``unchanged`` counts the segments in which it is the reference, to the letter.
    """

    segments: int
    unchanged: int
    metrics: tuple[Metric, ...]
    names: Names | None = None


def read_lines(path: Path) -> Lines[str]:
    """Return the lines of a UTF-8 text file, blank ones too; ``-`` is stdin.

    Lines end in a line feed alone: other separators belong to the text. Raises `ScoringError`.
    """
    data = _read(path).removesuffix(b"\n")
    lines = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\r"))
        except UnicodeDecodeError:
            raise ScoringError(f"{path}: line {number}: not UTF-8; save it as UTF-8 text") from None
    return Lines(str(path), tuple(lines))


def read_catalogue(path: Path) -> tuple[Lines[str], Lines[str]]:
    """Return the German and the English of a PO catalogue, one line an entry, in its order.

    An entry without a translation is a blank line. Raises `ScoringError` and `CatalogueError`.
    """
    if not path.exists():
        raise ScoringError(f"{path}: no such file")
    entries = list(Catalogue.read(path).entries())
    return (
        Lines(str(path), tuple(entry.source for entry in entries)),
        Lines(str(path), tuple(entry.translation or "" for entry in entries)),
    )


def read_review(draft: Path, reviewed: Path) -> tuple[Lines[str], Lines[str], Lines[str]]:
    """Return the German, the draft and what a human has made of it, one line an entry.

    `draft` is a catalogue as it was before review, `reviewed` the same one after. What counts is
    what is confirmed now and had a translation then. Raises `ScoringError` and `CatalogueError`.
    """
    before = dict(zip(*(lines.lines for lines in read_catalogue(draft)), strict=True))
    if not reviewed.exists():
        raise ScoringError(f"{reviewed}: no such file")
    pairs = [pair for pair in Catalogue.read(reviewed).confirmed() if before.get(pair[0])]
    if not pairs:
        raise ScoringError(f"{reviewed}: nothing confirmed in it was a draft in {draft}")
    return (
        Lines(str(reviewed), tuple(source for source, _ in pairs)),
        Lines(str(draft), tuple(before[source] for source, _ in pairs)),
        Lines(str(reviewed), tuple(confirmed for _, confirmed in pairs)),
    )


def read_terms(path: Path) -> Lines[tuple[Term, ...]]:
    """Return the terms of each segment: line *n* is a JSON list of ``{"de": …, "en": …}``.

    A term may have ``"accept": […]``, further English spellings that are right. A term that a line
    has twice is one term. Raises `ScoringError`.
    """
    given = read_lines(path)
    return Lines(
        given.name,
        tuple(_terms(path, number, line) for number, line in enumerate(given.lines, start=1)),
    )


def score(
    hypothesis: Lines[str],
    reference: Lines[str],
    *,
    baseline: Lines[str] | None = None,
    source: Lines[str] | None = None,
    terms: Lines[tuple[Term, ...]] | None = None,
    glossary: Glossary | None = None,
) -> Scores:
    """Score a translation, beside that of another system if `baseline` is one.

    With `source`, the German, names are scored, too: the `terms` listed for each segment or, where
    there are none, what `glossary` finds in the source. Raises `ScoringError` where these do not
    have one line for each segment, where one is blank throughout, and for a seed that is none
    (``SACREBLEU_SEED``, as sacrebleu itself reads it).
    """
    _refuse_misshapen(reference, hypothesis, baseline, source, terms)
    names = None
    if source is not None and terms is not None:
        owed = [_owed_terms(*each) for each in zip(source.lines, terms.lines, strict=True)]
        names = _names(owed, f"terms:{terms.name}", hypothesis, reference, baseline)
    elif source is not None and glossary is not None:
        owed = [_owed_names(line, glossary) for line in source.lines]
        origin = f"glossary:{len(glossary.concepts)} concepts"
        names = _names(owed, origin, hypothesis, reference, baseline)
    unchanged = sum(map(str.__eq__, hypothesis.lines, reference.lines))
    metrics = _metrics(hypothesis, reference, baseline)
    return Scores(len(reference.lines), unchanged, metrics, names)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise ScoringError(f"{path}: is a folder; name a file in it")
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except FileNotFoundError:
        raise ScoringError(f"{path}: no such file") from None
    except OSError as error:
        raise ScoringError(f"{path}: cannot be read: {error.strerror}") from None


def _terms(path: Path, number: int, line: str) -> tuple[Term, ...]:
    try:
        listed = json.loads(line) if line.strip() else []
        if not isinstance(listed, list):
            raise TypeError  # noqa: TRY301
        terms: dict[tuple[str, str], Term] = {}
        for term in map(_term, listed):
            first = terms.get((term.german, term.english), term)
            accepted = tuple(dict.fromkeys(first.accepted + term.accepted))
            terms[term.german, term.english] = replace(term, accepted=accepted)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ScoringError(
            f'{path}: line {number}: not a JSON list of {{"de": …, "en": …}}: {line.strip()[:60]}'
        ) from None
    return tuple(terms.values())


def _term(given: Any) -> Term:
    german, english, accepted = given["de"], given["en"], given.get("accept", [])
    spellings = [german, english, *accepted]
    if not (isinstance(accepted, list) and all(map(str.strip, spellings))):
        raise ValueError
    return Term(german, english, tuple(each for each in accepted if each != english))


def _refuse_misshapen(reference: Lines[str], *others: Lines[Any] | None) -> None:
    """Raise `ScoringError` unless all have one line for each segment, and not only blank ones."""
    given: list[Lines[Any]] = [reference, *(each for each in others if each is not None)]
    for each in given:
        if not any(line.strip() if isinstance(line, str) else line for line in each.lines):
            raise ScoringError(f"{each.name}: is empty; nothing to score")
        if len(each.lines) != len(reference.lines):
            raise ScoringError(
                f"{each.name}: {len(each.lines)} segments, but {len(reference.lines)} in "
                f"{reference.name}; line n of each must be the same segment"
            )


# -- BLEU, chrF2, TER --------------------------------------------------------------------------


def _metrics(
    hypothesis: Lines[str], reference: Lines[str], baseline: Lines[str] | None
) -> tuple[Metric, ...]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER
    from sacrebleu.significance import PairedTest, Result

    _refuse_bad_seed()
    # The first is what the others are tested against; alone it has its interval and no p-value.
    systems = [each for each in (baseline, hypothesis) if each is not None]
    references = [list(reference.lines)]
    signatures, results = PairedTest(
        [(each.name, each.lines) for each in systems],
        {metric.__name__: metric(references=references) for metric in (BLEU, CHRF, TER)},
        references=None,
        test_type="bs",
    )()
    metrics = []
    for name, signature in signatures.items():
        found = [_estimate(result) for result in results[name] if isinstance(result, Result)]
        own, other = found[-1], found[0] if baseline else None
        if other is not None and own.score == other.score:
            # No difference is no evidence; sacrebleu gives it its smallest p-value instead.
            own = replace(own, p_value=1.0)
        metrics.append(Metric(name, signature.format(), own, other))
    return tuple(metrics)


def _refuse_bad_seed() -> None:
    seed = os.environ.get("SACREBLEU_SEED", "12345")
    # sacrebleu takes zero for no seed in one place and for a seed in another.
    if seed.lower() != "none" and not (seed.isdecimal() and int(seed)):
        raise ScoringError(
            f"SACREBLEU_SEED={seed}: no seed; unset it, or make it a whole number from 1, or none"
        )


def _estimate(result: Result) -> Estimate:
    # A bootstrap test has both; only sacrebleu's other test leaves them out.
    mean, margin = cast("tuple[float, float]", (result.mean, result.ci))
    return Estimate(float(result.score), float(mean), float(margin), result.p_value)


# -- names -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Owed:
    """A source segment and where each of its terms stands there, as indices of `constraints`."""

    source: str
    constraints: tuple[Constraint, ...]
    places: dict[Term, list[int]]


def _owed_terms(source: str, terms: Sequence[Term]) -> _Owed:
    glossary = Glossary.from_terms([(term.german, term.english) for term in terms])
    by_concept = {c.id: term for c, term in zip(glossary.concepts, terms, strict=True)}
    matches = glossary.match(source) if terms else []
    places: dict[Term, list[int]] = {term: [] for term in terms}
    constraints = []
    for index, match in enumerate(matches):
        term = by_concept[match.concept.id]
        places[term].append(index)
        constraints.append(Constraint.of(match._replace(accepted=term.accepted)))
    return _Owed(source, tuple(constraints), places)


def _owed_names(source: str, glossary: Glossary) -> _Owed:
    matches = glossary.match(source)
    places: dict[Term, list[int]] = {}
    for index, match in enumerate(matches):
        term = Term(match.base, match.target, match.accepted)
        places.setdefault(term, []).append(index)
    return _Owed(source, tuple(map(Constraint.of, matches)), places)


def _names(
    owed: Sequence[_Owed],
    origin: str,
    hypothesis: Lines[str],
    reference: Lines[str],
    baseline: Lines[str] | None,
) -> Names:
    places = [place for segment in owed for place in segment.places.values()]
    return Names(
        signature=f"names|{origin}|version:{version('umschrift')}",
        segments=sum(bool(segment.places) for segment in owed),
        terms=len(places),
        absent=sum(not place for place in places),
        occurrences=sum(map(len, places)),
        hypothesis=_name_counts(owed, hypothesis.lines),
        reference=_name_counts(owed, reference.lines),
        baseline=_name_counts(owed, baseline.lines) if baseline else None,
    )


def _name_counts(owed: Sequence[_Owed], texts: Sequence[str]) -> NameCounts:
    counts: Counter[str] = Counter()
    wrong: list[tuple[int, str]] = []
    for number, (segment, text) in enumerate(zip(owed, texts, strict=True), start=1):
        verdict = verify(segment.source, text, segment.constraints)
        counts["surplus"] += len(verdict.surplus)
        counts["doubled"] += sum(_is_doubled(spelling, text) for spelling in verdict.surplus)
        counts["leftovers"] += len(verdict.leftovers)
        for term, places in segment.places.items():
            found = term.english.casefold() in text.casefold()
            counts["lenient"] += found
            if places:
                counts[_outcome(term, [verdict.renditions[place] for place in places], text)] += 1
            else:
                counts["lenient_absent"] += found
        wrong += [(number, line) for line in problems(segment.constraints, verdict, text)]
    return NameCounts(
        lenient=counts["lenient"],
        lenient_absent=counts["lenient_absent"],
        exact=counts["exact"],
        variant=counts["variant"],
        missing=counts["missing"],
        surplus=counts["surplus"],
        doubled=counts["doubled"],
        leftovers=counts["leftovers"],
        problems=tuple(wrong),
    )


def _outcome(term: Term, renditions: Sequence[Span | None], text: str) -> str:
    """Return which of ``exact``, ``variant`` and ``missing`` a term is."""
    spellings = set()
    for span in renditions:
        if span is None:
            return "missing"
        spellings.add(_plain(text[span.start : span.end]))
    return "exact" if spellings == {_plain(term.english)} else "variant"


def _plain(spelling: str) -> str:
    """Return a spelling without what its place in a text may change: capitals, line breaks."""
    return " ".join(spelling.casefold().split())


def _is_doubled(spelling: str, text: str) -> bool:
    """Whether `spelling` stands twice with no word between, as in *Gerasimov (Gerasimov)*."""
    again = re.escape(spelling)
    between = rf"(?:['’]s)?\W{{1,{_MOST_BETWEEN_DOUBLES}}}"
    return re.search(rf"(?<!\w){again}{between}{again}(?!\w)", text) is not None
