"""Lines with terms of their own: what each owes, and their translation.

A line's terms are given by whoever sends it, often cut from a translation memory or by a word
aligner: they overlap, nest and fall apart. Each is looked for as the matcher finds names, forms
included; one that lies within a longer one is owed with that; and one whose words stand apart
(*Stärken … Schwächen*, *schloss … aus*) is told where its longest part stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary import Glossary
from translate import enforcement
from translate.checks import Code, check
from translate.constraints import Constraint, Span, stands_in

if TYPE_CHECKING:
    from glossary import Match
    from translate.enforcement import Translation
    from translate.engine import Engine

# What a filter's user must hear of: the engine failed, whatever the names.
_FAILURES = frozenset({Code.EMPTY, Code.LENGTH, Code.MARKUP, Code.REPETITION, Code.UNTRANSLATED})
# Words shorter than this are articles and particles; a term of nothing else may stand anywhere.
_SHORTEST_CONTENT = 4


@dataclass(frozen=True, slots=True)
class Owed:
    """What a line owes.

    ``constraints`` are in text order and do not overlap. ``nested`` terms (German, English) stand
    only within longer ones, ``absent`` ones (German) do not stand in the line.
    """

    constraints: tuple[Constraint, ...]
    nested: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()


def translate_lines(
    engine: Engine,
    glossary: Glossary,
    lines: Sequence[str],
    terms: Sequence[Sequence[tuple[str, str]]],
) -> list[Translation]:
    """Translate lines, each with the names of `glossary` and its own `terms` (German, English).

    A line's terms beat the glossary. A term that does not occur in its line is a problem of that
    line's translation, as a name that is missing from it is; an output that is empty, goes round
    in circles or is left in German is a remark.
    """
    owed = [owed_by(line, pairs, glossary) for line, pairs in zip(lines, terms, strict=True)]
    results = enforcement.translate(engine, lines, [each.constraints for each in owed])
    return [
        replace(
            result,
            problems=(*result.problems, *_unplaced(each, result.text)),
            remarks=(*result.remarks, *_failures(line, result.text)),
        )
        for line, each, result in zip(lines, owed, results, strict=True)
    ]


def owed_by(line: str, terms: Sequence[tuple[str, str]], glossary: Glossary) -> Owed:
    """Find where `terms` (German, English) and the names of `glossary` stand in `line`."""
    terms = list(dict.fromkeys(terms))
    matches = Glossary.from_terms(terms).match(line) if terms else []
    placed = {terms[int(match.concept.id)] for match in matches}
    constraints = [Constraint.of(match) for match in matches]
    nested: list[tuple[str, str]] = []
    absent: list[str] = []
    for term in terms:
        if term in placed:
            continue
        if _stands_within(term[0], line, matches):
            nested.append(term)
        elif part := _longest_part(line, term[0], constraints):
            constraints.append(_apart(line, part, term[1]))
        else:
            absent.append(term[0])
    taken = [each.span for each in constraints]
    constraints += [
        Constraint.of(match)
        for match in glossary.match(line)
        if not any(Span(match.start, match.end).overlaps(span) for span in taken)
    ]
    constraints.sort(key=lambda constraint: constraint.start)
    return Owed(tuple(constraints), tuple(nested), tuple(absent))


def _stands_within(german: str, line: str, matches: Sequence[Match]) -> bool:
    """Whether a term stands in the line, but where another (or part of it) does, too."""
    found = re.search(rf"(?<!\w){re.escape(german)}(?!\w)", line)
    return found is not None and any(
        Span(*found.span()).overlaps(Span(match.start, match.end)) for match in matches
    )


def _longest_part(line: str, german: str, constraints: Sequence[Constraint]) -> Span | None:
    """Return where the longest run of a term's words stands, if all stand in the line in order.

    None also where all its places are taken.
    """
    wanted = re.findall(r"\w+", german)
    if not any(len(word) >= _SHORTEST_CONTENT or word[0].isupper() for word in wanted):
        return None
    places = _in_order(wanted, line)
    if places is None:
        return None
    runs = [
        run
        for run in _runs(places, line)
        if not any(run.overlaps(each.span) for each in constraints)
    ]
    # A particle alone is no place for the whole.
    runs = [run for run in runs if run.end - run.start >= _SHORTEST_CONTENT]
    return max(runs, key=lambda run: run.end - run.start, default=None)


def _in_order(wanted: Sequence[str], line: str) -> list[Span] | None:
    """Return the places of the words `wanted` in the order given, as close together as can be."""
    words = [Span(*found.span()) for found in re.finditer(r"\w+", line)]
    folded = [line[span.start : span.end].casefold() for span in words]
    best: list[Span] | None = None
    for first, word in enumerate(folded):
        if word != wanted[0].casefold():
            continue
        places, at = [words[first]], first
        for other in wanted[1:]:
            try:
                at = folded.index(other.casefold(), at + 1)
            except ValueError:
                return best
            places.append(words[at])
        if best is None or places[-1].end - places[0].start < best[-1].end - best[0].start:
            best = places
    return best


def _runs(places: Sequence[Span], line: str) -> Iterator[Span]:
    """Yield the stretches of `line` in which words follow each other directly."""
    start = places[0].start
    for one, other in pairwise(places):
        if not re.fullmatch(r"[\s&-]{1,3}", line[one.end : other.start]):
            yield Span(start, one.end)
            start = other.start
    yield Span(start, places[-1].end)


def _apart(line: str, part: Span, english: str) -> Constraint:
    text = line[part.start : part.end]
    unwanted = () if stands_in(text, english) else (text,)
    return Constraint(part.start, part.end, text, english, unwanted=unwanted)


def _unplaced(owed: Owed, text: str) -> Iterator[str]:
    for german, english in owed.nested:
        if not stands_in(english, text):
            yield f"name missing: {german} → {english} (stands within a longer term)"
    for german in owed.absent:
        yield f"term not in the source: {german}"


def _failures(line: str, text: str) -> Iterator[str]:
    if line.strip():
        yield from (each.message for each in check(line, text) if each.code in _FAILURES)
