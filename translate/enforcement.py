"""The ladder by which a translation comes to have every name it owes.

1. *model*: the engine is told the spellings owed: inline, if its package understands inline
   terms, else by the English spelling put in the German one's place.
2. *repaired*: a recognisably wrong rendition is replaced in place.
3. *forced*: the sentence is decoded again up to where the name belongs, the name is set, and the
   engine goes on from there.
4. *broken*: what is still missing is said to the reviewer.

Repair comes before force because a literal copy of the German spelling, by far the commonest
fault, is put right for certain without touching another word and without the engine. Every rung
sees only the segments the one before has left, and a result is kept only if it has fewer faults.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.annotation import annotate, neutralise
from translate.constraints import (
    Constraint,
    Rung,
    Span,
    Verdict,
    problems,
    remarks,
    repair,
    verify,
)
from translate.engine import Request

if TYPE_CHECKING:
    from translate.annotation import InlineTerms
    from translate.engine import Engine, Hypothesis

# How many further hypotheses are looked at before a name is forced.
_ALTERNATIVES = 4
# How much less likely a further hypothesis may be (mean log probability of a token) before it is
# taken to have the name by accident.
_ALMOST_AS_LIKELY = 0.5
# How often a segment is decoded again, one name at a time.
_FORCED_ROUNDS = 8
# Attention that a target word must pay to the name to count as its place.
_ATTENDS = 0.2
# How many source tokens before a name are looked at for a place, where no word looks at it.
_NEIGHBOURS = 15
_GERMAN = re.compile(r"[0-9A-Za-zÀ-ɏ]")
# Models are trained on sentences; longer texts (in characters) are translated clause by clause.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one constraint; ``rendition`` is what stands in the translation, if any."""

    constraint: Constraint
    rung: Rung
    rendition: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated text with the fate of each name it owes.

    ``problems`` say which names are wrong, ``remarks`` what else about names wants a look.
    """

    text: str
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether a name is wrong or missing."""
        return bool(self.problems)


@dataclass(slots=True)
class _Attempt:
    """The best translation of one text so far."""

    source: str
    constraints: tuple[Constraint, ...]
    request: Request
    places: tuple[Span, ...]
    text: str
    verdict: Verdict
    rungs: list[Rung | None]

    def consider(self, text: str, rung: Rung) -> None:
        """Take `text` if it is better; names it newly has are credited to `rung`.

        A newly decoded text is better only if it has more of the names, or has all of them and
        less else to complain of: a garbled name is not better than a German one.
        """
        if _looks_broken(self.source, text) and not _looks_broken(self.source, self.text):
            return
        verdict = verify(self.source, text, self.constraints)
        if (
            rung is not Rung.REPAIRED
            and verdict.missing
            and verdict.missing >= self.verdict.missing
        ):
            return
        if verdict.faults < self.verdict.faults:
            self.text, self.verdict = text, verdict
            self._credit(rung)

    def consider_repaired(self) -> None:
        """Try to put the names of the present text right in place."""
        self.consider(repair(self.text, self.constraints, self.verdict), Rung.REPAIRED)

    def _credit(self, rung: Rung) -> None:
        for i, span in enumerate(self.verdict.renditions):
            if span is None:
                self.rungs[i] = None
            elif self.rungs[i] is None:
                self.rungs[i] = rung

    def result(self) -> Translation:
        outcomes = tuple(
            Outcome(
                constraint, rung or Rung.BROKEN, self.text[span.start : span.end] if span else ""
            )
            for constraint, span, rung in zip(
                self.constraints, self.verdict.renditions, self.rungs, strict=True
            )
        )
        return Translation(
            self.text,
            outcomes,
            tuple(problems(self.constraints, self.verdict, self.text)),
            tuple(remarks(self.verdict)),
        )


def translate(
    engine: Engine,
    texts: Sequence[str],
    constraints: Sequence[Sequence[Constraint]],
    progress: Callable[[int], None] = lambda _: None,
) -> list[Translation]:
    """Translate `texts`, each with the constraints found in it (in text order, not overlapping).

    The answers are in the order of `texts`. `progress` is called with the number of texts whose
    first translation is done.
    """
    pieces: list[tuple[str, tuple[Constraint, ...]]] = []
    ends: list[int] = []
    for text, owed in zip(texts, constraints, strict=True):
        pieces += _clauses(text, owed)
        ends.append(len(pieces))
    attempts = _climb(engine, pieces, progress)
    results = [attempt.result() for attempt in attempts]
    starts = [0, *ends][: len(ends)]
    return [
        _joined(results[start:end], owed)
        for start, end, owed in zip(starts, ends, constraints, strict=True)
    ]


def _climb(
    engine: Engine,
    pieces: Sequence[tuple[str, tuple[Constraint, ...]]],
    progress: Callable[[int], None],
) -> list[_Attempt]:
    marks = engine.package.inline_terms
    told = [_instructed(text, owed, marks) for text, owed in pieces]
    # What has no letter or digit that German uses is no German: a model would only invent.
    requests = [
        Request(text if _GERMAN.search(source) else "")
        for (source, _), (text, _) in zip(pieces, told, strict=True)
    ]
    attempts = []
    answers = engine.translate(requests, progress=progress)
    for (source, owed), (_, places), request, answer in zip(
        pieces, told, requests, answers, strict=True
    ):
        text = answer[0].text if answer else "" if request.text else source
        verdict = verify(source, text, owed)
        rungs = [Rung.MODEL if span else None for span in verdict.renditions]
        attempts.append(_Attempt(source, owed, request, places, text, verdict, rungs))

    _retry_broken_output(engine, attempts)
    for attempt in attempts:
        if not attempt.verdict.clean:
            attempt.consider_repaired()
    _force(engine, [attempt for attempt in attempts if not attempt.verdict.clean])
    return attempts


def _retry_broken_output(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Decode again, differently, what came out empty or in a loop."""
    failed = [a for a in attempts if a.source.strip() and _looks_broken(a.source, a.text)]
    if not failed:
        return
    answers = engine.translate([a.request for a in failed], avoid_repeats=True)
    for attempt, answer in zip(failed, answers, strict=True):
        if answer and not _looks_broken(attempt.source, answer[0].text):
            attempt.text = answer[0].text
            attempt.verdict = verify(attempt.source, attempt.text, attempt.constraints)
            attempt.rungs = [Rung.MODEL if span else None for span in attempt.verdict.renditions]


def _force(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Look at further hypotheses, then set missing names where they belong and decode on."""
    if not attempts:
        return
    answers = engine.translate(
        [a.request for a in attempts], hypotheses=_ALTERNATIVES, attention=True
    )
    open_: list[tuple[_Attempt, Hypothesis]] = []
    for attempt, answer in zip(attempts, answers, strict=True):
        for hypothesis in answer:
            likely = hypothesis.score >= answer[0].score - _ALMOST_AS_LIKELY
            if likely and not attempt.verdict.clean:
                attempt.consider(hypothesis.text, Rung.MODEL)
        open_ += [(attempt, hypothesis) for hypothesis in answer[:1]]
    # To force a name into a loop would only make it longer.
    open_ = [(a, h) for a, h in open_ if not _looks_broken(a.source, h.text)]
    for _ in range(_FORCED_ROUNDS):
        open_ = _forced_once(engine, [each for each in open_ if each[0].verdict.missing])


def _forced_once(
    engine: Engine, open_: Sequence[tuple[_Attempt, Hypothesis]]
) -> list[tuple[_Attempt, Hypothesis]]:
    """Force one more name of each text; return those that could be, with what came of it."""
    jobs: list[tuple[_Attempt, Request]] = []
    for attempt, hypothesis in open_:
        prefix = _forced_beginning(engine, attempt, hypothesis)
        if prefix is not None:
            jobs.append((attempt, replace(attempt.request, prefix=prefix)))
    if not jobs:
        return []
    answers = engine.translate([request for _, request in jobs], attention=True)
    came: list[tuple[_Attempt, Hypothesis]] = []
    for (attempt, _), answer in zip(jobs, answers, strict=True):
        for hypothesis in answer[:1]:
            attempt.consider(hypothesis.text, Rung.FORCED)
            came.append((attempt, hypothesis))
        attempt.consider_repaired()
    return came


def _forced_beginning(
    engine: Engine, attempt: _Attempt, hypothesis: Hypothesis
) -> tuple[str, ...] | None:
    """Return the tokens of `hypothesis` up to where a missing name belongs, and the name.

    That is the first target word that looks at the name in the source; where the model has left
    the name out, it is after the last word that looks at what stands before it. None where there
    is no such word either.
    """
    verdict = verify(attempt.source, hypothesis.text, attempt.constraints)
    columns = _columns(attempt, hypothesis.source_tokens)
    said = 0  # where the last name before this one ends in the hypothesis
    for constraint, span, wanted in zip(
        attempt.constraints, verdict.renditions, columns, strict=True
    ):
        if span is not None:
            said = max(said, span.end)
        elif wanted:
            position = _looking_at(wanted, hypothesis)
            # Names mostly keep their order; to cut one off for another would gain nothing.
            if position is None or len(engine.text(hypothesis.tokens[:position])) < said:
                position = _after_neighbour(wanted, hypothesis)
            if position is not None:
                name = engine.tokenizer.encode(constraint.target)
                return (*hypothesis.tokens[:position], *name)
    return None


def _looking_at(wanted: Sequence[int], hypothesis: Hypothesis) -> int | None:
    """Return where the first target word begins that looks at the `wanted` source tokens."""
    looks = [sum(row[c] for c in wanted) for row in hypothesis.attention]
    strongest = max(looks, default=0.0)
    if strongest < _ATTENDS:
        return None
    position = next(i for i, look in enumerate(looks) if look >= strongest / 2)
    while position and not _starts_word(hypothesis.tokens, position):
        position -= 1
    return position


def _after_neighbour(wanted: Sequence[int], hypothesis: Hypothesis) -> int | None:
    """Return where the last target word ends that looks at what stands before `wanted`."""
    columns = range(len(hypothesis.source_tokens))
    gazes = [max(columns, key=row.__getitem__) for row in hypothesis.attention]
    for column in range(wanted[0] - 1, max(wanted[0] - 1 - _NEIGHBOURS, -1), -1):
        if column in gazes:
            position = len(gazes) - gazes[::-1].index(column)
            while position < len(gazes) and not _starts_word(hypothesis.tokens, position):
                position += 1
            # What closes a sentence or clause stays behind the name.
            while position and not any(map(str.isalnum, hypothesis.tokens[position - 1])):
                position -= 1
            return position
    return None


def _columns(attempt: _Attempt, tokens: Sequence[str]) -> list[list[int]]:
    """For each constraint the source tokens of its place in the request's text."""
    text, edges = "", []
    for token in tokens:
        start = len(text)
        text += _plain(token, tokens)
        edges.append((start, len(text)))
    columns: list[list[int]] = []
    done = 0
    for place in attempt.places:
        form = attempt.request.text[place.start : place.end].strip()
        start = text.find(form, done)
        if start < 0 or not form:
            columns.append([])
            continue
        done = start + len(form)
        columns.append([i for i, (a, b) in enumerate(edges) if a < done and b > start])
    return columns


def _plain(token: str, tokens: Sequence[str]) -> str:
    # SentencePiece marks the space before a word, BPE that a word goes on.
    if _marks_spaces(tokens):
        return token.replace("▁", " ")
    return token[:-2] if token.endswith("@@") else token + " "


def _starts_word(tokens: Sequence[str], position: int) -> bool:
    if _marks_spaces(tokens):
        return tokens[position].startswith("▁")
    return not tokens[position - 1].endswith("@@")


def _marks_spaces(tokens: Sequence[str]) -> bool:
    return any(token.startswith("▁") for token in tokens)


def _instructed(
    text: str, owed: Sequence[Constraint], marks: InlineTerms | None
) -> tuple[str, tuple[Span, ...]]:
    """Return `text` as the engine is to see it, and where each name stands in that."""
    if marks is not None:
        text = neutralise(text, marks)
        # A target that contains a mark cannot be said inline; verification will deal with it.
        sayable = [c for c in owed if not any(mark in c.target for mark in marks.marks)]
        told = annotate(text, [(c.start, c.end, c.target) for c in sayable], marks)
        # From mark to mark: the alignment head looks at both spellings.
        opening = (found.start() for found in re.finditer(re.escape(marks.open), told))
        closing = (found.end() for found in re.finditer(re.escape(marks.close), told))
        places = [
            Span(next(opening), next(closing)) if constraint in sayable else Span(0, 0)
            for constraint in owed
        ]
        return told, tuple(places)
    told, done = "", 0
    places = []
    for constraint in owed:
        told += text[done : constraint.start]
        start = len(told)
        # The German genitive tells the engine whose; an adjective's ending would only disguise.
        told += constraint.target + ("s" if constraint.suffix == "s" else "")
        places.append(Span(start, len(told)))
        done = constraint.end
    return told + text[done:], tuple(places)


def _looks_broken(source: str, text: str) -> bool:
    """Whether `text` is no translation at all: empty, or the engine went round in circles."""
    if not text.strip():
        return bool(re.search(r"\w", source))
    words = text.lower().split()
    if len(words) > 3 * len(source.split()) + 12:
        return True
    said = Counter(zip(words, words[1:], words[2:], strict=False))
    heard = source.lower().split()
    in_source = Counter(zip(heard, heard[1:], heard[2:], strict=False))
    most = max(said.values(), default=0)
    return most >= 3 + max(in_source.values(), default=0)


def _clauses(text: str, owed: Sequence[Constraint]) -> list[tuple[str, tuple[Constraint, ...]]]:
    """Cut an overlong text after punctuation, never inside a name."""
    if len(text) <= _LONGEST:
        return [(text, tuple(owed))]
    pieces = []
    start = 0
    while len(text) - start > _LONGEST:
        cuts = [
            found.end()
            for found in re.finditer(r"[;:,–—]?\s+", text[start : start + _LONGEST])
            if not any(c.start < start + found.end() < c.end for c in owed)
        ]
        strong = [cut for cut in cuts if re.search(r"[;:,–—]\s+$", text[start : start + cut])]
        usable = [cut for cut in strong if cut > _LONGEST // 3] or cuts
        if not usable:
            break
        pieces.append((start, start + usable[-1]))
        start += usable[-1]
    pieces.append((start, len(text)))
    return [
        (
            text[a:b].rstrip(),
            tuple(replace(c, start=c.start - a, end=c.end - a) for c in owed if a <= c.start < b),
        )
        for a, b in pieces
    ]


def _joined(parts: Sequence[Translation], owed: Sequence[Constraint]) -> Translation:
    if len(parts) == 1:
        return parts[0]
    outcomes = [outcome for part in parts for outcome in part.outcomes]
    return Translation(
        " ".join(part.text for part in parts if part.text),
        # The clauses' constraints count from their own start; the text's own are wanted.
        tuple(replace(o, constraint=c) for o, c in zip(outcomes, owed, strict=True)),
        tuple(problem for part in parts for problem in part.problems),
        tuple(remark for part in parts for remark in part.remarks),
    )
