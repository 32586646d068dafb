"""The ladder by which a translation comes to have every name it owes.

1. *model*: the engine is told the spellings owed: inline, if its package understands inline
   terms, else by the English spelling put in the German one's place.
2. *repaired*: a wrong rendition is replaced in place, where it is recognisable or the package's
   alignment shows it.
3. *forced*: the sentence is decoded again up to where the name belongs, the name is set, and the
   engine goes on from there.
4. *broken*: what is still missing is said to the reviewer.

Repair comes before force because it puts the commonest faults, a German spelling copied or a name
garbled, right without touching another word and without the engine. What force cannot mend is
looked for among further hypotheses, and at last the sentence is translated clause by clause. Every
step sees only the segments that the ones before have left, a result is kept only if it has fewer
faults, and the number of decodings is bounded for each segment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translate import clauses
from translate.alignment import Alignment, columns
from translate.constraints import (
    Constraint,
    Rung,
    Span,
    Verdict,
    changed,
    possessive,
    problems,
    remarks,
    repairs,
    replacement,
    verify,
    without_doubles,
)
from translate.degenerate import is_degenerate
from translate.engine import Request
from translate.probe import telling_for
from translate.readable import Readable
from translate.telling import Telling, Told, Way, tell

if TYPE_CHECKING:
    from translate.engine import Engine, Hypothesis

# How many further hypotheses are looked at where a name could not be forced.
_ALTERNATIVES = 4
# How much less likely a further hypothesis may be (mean log probability of a token) before it is
# taken to have the name by accident.
_ALMOST_AS_LIKELY = 0.5
# How often a segment is decoded again, one name or one list of names at a time.
_FORCED_ROUNDS = 6
_GERMAN = re.compile(r"[0-9A-Za-zÀ-ɏ]")
# Models are trained on sentences; longer texts (in characters) are translated clause by clause.
_LONGEST = 600
# What still lacks a name is translated in about so many pieces, none shorter than this.
_PIECES, _SHORTEST_PIECE = 3, 40
# Names to a list from which it is said by heart even where the engine ran in circles.
_LONG_LIST = 4


# A text, or a piece of one, and what it owes.
_Piece = tuple[str, tuple[Constraint, ...]]


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


@dataclass(frozen=True, slots=True)
class _Task:
    """One text, what it owes, and how the engine is told."""

    source: str
    constraints: tuple[Constraint, ...]
    request: Request
    told: Told

    def read(self, hypothesis: Hypothesis) -> Hypothesis:
        """Return a hypothesis with the names in the place of their stand-ins."""
        return replace(hypothesis, text=self.told.restored(hypothesis.text))

    def aligned(self, engine: Engine, hypothesis: Hypothesis) -> Alignment:
        """Return the alignment of a hypothesis that was `read`."""
        return Alignment.of(hypothesis, lambda tokens: self.told.restored(engine.text(tokens)))

    def columns(self, hypothesis: Hypothesis) -> list[list[int]]:
        """Return where each constraint stands in the source tokens of a hypothesis."""
        return columns(hypothesis.source_tokens, self.told.text, self.told.places)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A translation of a task, put right as far as that goes without the engine.

    ``changes`` are what was repaired in the hypothesis (None where no one hypothesis is behind the
    text); ``rungs`` is None for the constraints that are missing.
    """

    text: str
    verdict: Verdict
    rungs: tuple[Rung | None, ...]
    degenerate: bool
    hypothesis: Hypothesis | None = None
    changes: tuple[tuple[Span, str], ...] = ()

    @property
    def done(self) -> bool:
        return self.verdict.clean and not self.degenerate

    def is_better_than(self, other: _Reading) -> bool:
        if self.degenerate != other.degenerate:
            return other.degenerate
        return self.verdict.faults < other.verdict.faults


@dataclass(slots=True)
class _Attempt:
    """A task and the best reading of it so far."""

    task: _Task
    best: _Reading

    def consider(self, reading: _Reading) -> None:
        if reading.is_better_than(self.best):
            self.best = reading

    def result(self) -> Translation:
        outcomes = tuple(
            Outcome(
                constraint,
                rung or Rung.BROKEN,
                self.best.text[span.start : span.end] if span else "",
            )
            for constraint, span, rung in zip(
                self.task.constraints, self.best.verdict.renditions, self.best.rungs, strict=True
            )
        )
        return Translation(
            self.best.text,
            outcomes,
            tuple(problems(self.task.constraints, self.best.verdict, self.best.text)),
            tuple(remarks(self.best.verdict)),
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
    left = len(texts)

    def tokens(word: str) -> int:
        return len(engine.tokenizer.encode(word))

    def done(pieces: int) -> None:
        nonlocal left
        texts_done = min(pieces, left)
        left -= texts_done
        progress(texts_done)

    readable = [
        Readable.of(text, tuple(owed), tokens)
        for text, owed in zip(texts, constraints, strict=True)
    ]
    pieces = [(piece.text, piece.owed) for each in readable for piece in each.pieces]
    attempts = iter(_attempts(engine, pieces, done))
    done(left)
    return [_put_back(each, [next(attempts) for _ in each.pieces]).result() for each in readable]


def _attempts(
    engine: Engine, wholes: Sequence[_Piece], progress: Callable[[int], None]
) -> list[_Attempt]:
    cuts = [clauses.cut(text, owed, _LONGEST) for text, owed in wholes]
    first = _climb(engine, [piece for cut in cuts for piece in cut], progress)
    attempts = _joined(wholes, cuts, first)
    _in_pieces(engine, [a for a in attempts if a.best.verdict.missing or a.best.degenerate])
    return attempts


def _in_pieces(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Translate clause by clause what still lacks a name or is no translation at all."""
    wholes = [(a.task.source, a.task.constraints) for a in attempts]
    longest = [max(len(text) // _PIECES + 1, _SHORTEST_PIECE) for text, _ in wholes]
    cuts = [
        clauses.cut(text, owed, most, at_words=False)
        for (text, owed), most in zip(wholes, longest, strict=True)
    ]
    _without_repeats(engine, [a for a, cut in zip(attempts, cuts, strict=True) if len(cut) == 1])
    left = [i for i, cut in enumerate(cuts) if len(cut) > 1]
    pieces = _climb(engine, [piece for i in left for piece in cuts[i]])
    _without_repeats(engine, pieces)
    parts = _joined([wholes[i] for i in left], [cuts[i] for i in left], pieces)
    for i, part in zip(left, parts, strict=True):
        attempts[i].consider(part.best)


def _joined(
    wholes: Sequence[_Piece], cuts: Sequence[Sequence[_Piece]], pieces: Sequence[_Attempt]
) -> list[_Attempt]:
    """Make of the attempts at the pieces of some texts one for each text."""
    rest = iter(pieces)
    joined = []
    for (text, owed), cut in zip(wholes, cuts, strict=True):
        parts = [next(rest) for _ in cut]
        if len(parts) == 1:
            joined += parts
            continue
        translations = [part.best.text for part in parts]
        said = clauses.join([part.task.source for part in parts], translations)
        rungs = [rung for part in parts for rung in part.best.rungs]
        joined.append(_as_one(text, owed, said, rungs, parts))
    return joined


def _put_back(readable: Readable, parts: Sequence[_Attempt]) -> _Attempt:
    """Make of the attempts at what the engine can read of a text one at the text."""
    if readable.is_plain:
        return parts[0]
    said = readable.restored([part.best.text for part in parts])
    rungs = [
        rung
        for piece, part in zip(readable.pieces, parts, strict=True)
        for constraint, rung in zip(piece.owed, part.best.rungs, strict=True)
        if not piece.is_stand_in(constraint)
    ]
    return _as_one(readable.text, readable.owed, said, rungs, parts)


def _as_one(
    source: str,
    owed: tuple[Constraint, ...],
    text: str,
    rungs: Sequence[Rung | None],
    parts: Sequence[_Attempt],
) -> _Attempt:
    verdict = verify(source, text, owed)
    return _Attempt(
        _Task(source, owed, Request(""), Told("", ())),
        _Reading(
            text,
            verdict,
            tuple(
                (rung or Rung.MODEL) if span else None
                for span, rung in zip(verdict.renditions, rungs, strict=True)
            ),
            any(part.best.degenerate for part in parts) or is_degenerate(source, text),
        ),
    )


def _climb(
    engine: Engine,
    texts: Sequence[_Piece],
    progress: Callable[[int], None] = lambda _: None,
) -> list[_Attempt]:
    """Take each of `texts` as far up the ladder as it must go."""
    names = any(owed for _, owed in texts)
    # Inline terms must be known without names, too: a mark that somebody typed instructs nobody.
    known = engine.package.inline_terms is not None
    telling = telling_for(engine) if names or known else Telling(Way.NOTHING)
    tasks = [_task(text, owed, telling) for text, owed in texts]
    attempts = _first(engine, tasks, progress)
    _force(engine, attempts)
    _look_further(engine, attempts)
    return attempts


def _first(
    engine: Engine, tasks: Sequence[_Task], progress: Callable[[int], None]
) -> list[_Attempt]:
    """Translate all once; attention is asked only of what may have to be mended."""
    best: dict[int, _Reading] = {}
    for attention in (False, True):
        numbers = [i for i, task in enumerate(tasks) if bool(task.constraints) is attention]
        if not numbers:
            continue
        answers = engine.translate(
            [tasks[i].request for i in numbers], attention=attention, progress=progress
        )
        for i, answer in zip(numbers, answers, strict=True):
            if answer:
                best[i] = _read(engine, tasks[i], answer[0], Rung.MODEL)
            else:
                best[i] = _as_it_is(tasks[i])
    return [_Attempt(task, best[i]) for i, task in enumerate(tasks)]


def _as_it_is(task: _Task) -> _Reading:
    """Return the reading of what the engine has no answer to: what is no German stays."""
    text = "" if task.request.text else task.source
    verdict = verify(task.source, text, task.constraints)
    rungs = tuple(Rung.MODEL if span else None for span in verdict.renditions)
    return _Reading(text, verdict, rungs, is_degenerate(task.source, text))


def _read(
    engine: Engine,
    task: _Task,
    hypothesis: Hypothesis,
    rung: Rung,
    before: _Reading | None = None,
) -> _Reading:
    """Return what a hypothesis makes of the names, mended where that can be done in place.

    Names that it has by itself are credited to `rung`, but for those that `before` had already.
    """
    hypothesis = task.read(hypothesis)
    verdict = verify(task.source, hypothesis.text, task.constraints)
    earlier = before.rungs if before else (None,) * len(task.constraints)
    rungs = [
        (had or rung) if span else None
        for span, had in zip(verdict.renditions, earlier, strict=True)
    ]
    changes: list[tuple[Span, str]] = []
    text = hypothesis.text
    if verdict.missing:
        changes = repairs(text, task.constraints, verdict)
        changes = _aligned_repairs(engine, task, hypothesis, verdict, changes)
        text = changed(text, changes)
        verdict = verify(task.source, text, task.constraints)
    if verdict.surplus:
        text = without_doubles(text, verdict)
        verdict = verify(task.source, text, task.constraints)
    if "/ " in text and "/ " not in task.source:
        text = text.replace("/ ", "/")
        verdict = verify(task.source, text, task.constraints)
    return _Reading(
        text,
        verdict,
        tuple(
            (had or Rung.REPAIRED) if span else None
            for span, had in zip(verdict.renditions, rungs, strict=True)
        ),
        not hypothesis.complete or is_degenerate(task.source, text),
        hypothesis,
        tuple(changes),
    )


def _aligned_repairs(
    engine: Engine,
    task: _Task,
    hypothesis: Hypothesis,
    verdict: Verdict,
    changes: list[tuple[Span, str]],
) -> list[tuple[Span, str]]:
    """Add to `changes` the names whose wrong rendition only the alignment shows."""
    text = changed(hypothesis.text, changes)
    still = verify(task.source, text, task.constraints)
    if not (still.missing and engine.package.aligned and hypothesis.attention):
        return changes
    taken = [span for span in (*verdict.renditions, *(span for span, _ in changes)) if span]
    alignment = task.aligned(engine, hypothesis)
    places = task.columns(hypothesis)
    for constraint, rendered, wanted in zip(
        task.constraints, still.renditions, places, strict=True
    ):
        found = None if rendered else alignment.rendition(wanted)
        if found is not None and not any(found.overlaps(span) for span in taken):
            change = replacement(hypothesis.text, found, constraint)
            if not any(change[0].overlaps(span) for span in taken):
                taken.append(change[0])
                changes.append(change)
    return sorted(changes, key=lambda change: change[0].start)


def _without_repeats(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Decode again what is no translation at all, so that it cannot run in circles."""
    failed = [a for a in attempts if a.best.degenerate]
    if not failed:
        return
    answers = engine.translate([a.task.request for a in failed], avoid_repeats=True, attention=True)
    for attempt, answer in zip(failed, answers, strict=True):
        for hypothesis in answer[:1]:
            attempt.consider(_read(engine, attempt.task, hypothesis, Rung.MODEL))


def _look_further(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Look at further hypotheses of what is not right yet."""
    left = [a for a in attempts if not a.best.degenerate and not a.best.verdict.clean]
    if not left:
        return
    answers = engine.translate(
        [a.task.request for a in left], hypotheses=_ALTERNATIVES, attention=True
    )
    for attempt, answer in zip(left, answers, strict=True):
        for hypothesis in answer:
            if hypothesis.score >= answer[0].score - _ALMOST_AS_LIKELY and not attempt.best.done:
                attempt.consider(_read(engine, attempt.task, hypothesis, Rung.MODEL))


def _force(engine: Engine, attempts: Sequence[_Attempt]) -> None:
    """Set missing names where they belong and decode on, the leftmost first."""
    # To force a name into a loop would only make it longer; but a list is what a loop begins in.
    open_ = [
        (a, a.best)
        for a in attempts
        if not a.best.done and (not a.best.degenerate or _has_long_list(a.task))
    ]
    for _ in range(_FORCED_ROUNDS):
        jobs = [
            (attempt, reading, request)
            for attempt, reading in open_
            if (request := _forced(engine, attempt.task, reading)) is not None
        ]
        if not jobs:
            return
        answers = engine.translate([request for _, _, request in jobs], attention=True)
        open_ = []
        for (attempt, reading, _), answer in zip(jobs, answers, strict=True):
            for hypothesis in answer[:1]:
                new = _read(engine, attempt.task, hypothesis, Rung.FORCED, reading)
                attempt.consider(new)
                # What has not moved on would only be asked the same again.
                if _wanting(new.verdict) > _wanting(reading.verdict) and not new.degenerate:
                    open_.append((attempt, new))


def _wanting(verdict: Verdict) -> int:
    """Return the number of the first constraint that is missing or has lost its genitive."""
    wanting = [i for i, span in enumerate(verdict.renditions) if span is None]
    return min([*wanting, *verdict.bare], default=len(verdict.renditions))


def _forced(engine: Engine, task: _Task, reading: _Reading) -> Request | None:
    """Return the request that begins with the reading up to where a missing name belongs, and it.

    That is the first target word that looks at the name in the source; where the model has left
    the name out, it is after the last word that looks at what stands before it. None where there
    is no such word either.
    """
    index = _wanting(reading.verdict)
    if index == len(task.constraints) or reading.hypothesis is None:
        return None
    first = _beginning_of_list(task, index)
    place: str | None
    spans = reading.verdict.renditions
    span = spans[first]
    if span is not None and all(s is None or s.end <= span.start for s in spans[:first]):
        index, place = first, reading.text[: span.start]
    else:
        place = _before(engine, task, reading, reading.hypothesis, index)
    if place is None:
        return None
    beginning = " ".join((place + _names(task, index, place)).split())
    tokens = tuple(engine.tokenizer.encode(beginning))
    # A beginning as long as the source and its terms together is that of a loop.
    if engine.text(tokens) != beginning or len(tokens) > len(reading.hypothesis.source_tokens):
        return None
    return replace(task.request, prefix=tokens)


def _has_long_list(task: _Task) -> bool:
    length = most = 1
    for one, other in pairwise(task.constraints):
        length = length + 1 if clauses.list_joint(task.source, one, other) else 1
        most = max(most, length)
    return most >= _LONG_LIST


def _beginning_of_list(task: _Task, index: int) -> int:
    """Return the constraint that begins the list of names in which one stands, or that itself.

    A list in which a name is wrong is said anew from its first name: it is known by heart.
    """
    first = index
    while first and clauses.list_joint(task.source, *task.constraints[first - 1 : first + 1]):
        first -= 1
    return first


def _before(
    engine: Engine, task: _Task, reading: _Reading, hypothesis: Hypothesis, index: int
) -> str | None:
    """Return the beginning of the reading, with what was mended in it, up to a name's place."""
    place = task.columns(hypothesis)[index]
    alignment = task.aligned(engine, hypothesis)
    # Names mostly keep their order; to cut one off for another would gain nothing.
    said = max((span.end for span in reading.verdict.renditions[:index] if span), default=0)
    position = alignment.looking_at(place)
    if position is not None:
        before = _mended(hypothesis.text, position, reading.changes)
        if len(before.rstrip()) >= said:
            return before
    position = alignment.after_neighbour(place)
    if position is None:
        return None
    before = _mended(hypothesis.text, position, reading.changes)
    return f"{before} " if len(before) >= said else f"{reading.text[:said]} "


def _mended(text: str, end: int, changes: Sequence[tuple[Span, str]]) -> str:
    """Return `text` up to `end` with the changes made in it; one that reaches over is left out."""
    end = min([end, *(span.start for span, _ in changes if span.start < end < span.end)])
    return changed(text[:end], [change for change in changes if change[0].end <= end])


def _names(task: _Task, index: int, before: str) -> str:
    """Return the name owed by a constraint, and those of the list that it begins."""
    constraint = task.constraints[index]
    names = constraint.target + possessive(task.source, constraint, before)
    for following in task.constraints[index + 1 :]:
        joint = clauses.list_joint(task.source, constraint, following)
        if joint is None:
            break
        names += joint + following.target + possessive(task.source, following, before + names)
        constraint = following
    # A comma keeps the engine from going on with the name's last word.
    return names + "," * (task.source[constraint.end : constraint.end + 1] == ",")


def _task(source: str, owed: tuple[Constraint, ...], telling: Telling) -> _Task:
    told = tell(source, owed, telling)
    # What has no letter or digit that German uses is no German: a model would only invent.
    return _Task(source, owed, Request(told.text if _GERMAN.search(source) else ""), told)
