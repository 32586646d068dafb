"""A text's way from German to English: read, match, translate, check, merge, write.

One direction, one function a step; the steps live in the other modules. A run takes its documents
as they come and holds only as many as make a batch for the engine. It writes each catalogue when
the last of its segments is done, and a long one now and then before that, so that neither memory
nor the cost of a segment grows with the number of documents or their length.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Context, Glossary
from translate import checks, enforcement
from translate.catalogue import Catalogue, Draft, State, Wanted
from translate.constraints import Constraint, Rung, problems, remarks, verify
from translate.document import Document, Segment
from translate.engine import Request
from translate.errors import CatalogueError, EngineError, PackageError, TranslateError
from translate.markup import words_of
from translate.memory import Memory
from translate.sources import Source, catalogue_of, shared

if TYPE_CHECKING:
    from translate.enforcement import Outcome, Translation
    from translate.engine import Engine

_log = logging.getLogger(__name__)

# Segments to translate at a time: enough that there are many of each length.
_BATCH = 2000
# Segments of the documents held while a batch fills, those included that need no engine.
_HELD = 20_000
# A document that is not done is saved when that takes less than this share of the time since it
# was last: so what an interruption can cost is bounded, and so is what saving costs.
_SAVING = 0.1


@dataclass(slots=True)
class Report:
    """What a run did to one document; names are those of the segments it translated.

    ``failure`` says why the document is not done; it is empty where it is. ``seconds`` is the wall
    time spent on it, of batches with others its share by characters. ``worker`` is who did it, as
    *host:process*.
    """

    source: Source
    catalogue: Path | None = None
    segments: int = 0
    translated: int = 0
    remembered: int = 0
    written: bool = False
    flagged: int = 0
    outcomes: list[tuple[int, Outcome]] = field(default_factory=list)
    seconds: float = 0.0
    worker: str = field(default_factory=lambda: f"{platform.node()}:{os.getpid()}")
    failure: str = ""

    @property
    def rungs(self) -> Counter[Rung]:
        """How many names came right (or did not) by which rung."""
        return Counter(outcome.rung for _, outcome in self.outcomes)


@dataclass(slots=True)
class Job:
    """One document on its way: what its catalogue lacks, and what the names in it are."""

    catalogue: Catalogue
    wanted: list[Wanted]
    constraints: dict[str, tuple[Constraint, ...]]
    # By text: the first segment that has it, and how many have.
    segments: dict[str, Segment]
    times: Counter[str]
    report: Report
    stale: list[Wanted] = field(default_factory=list)  # what the engine is to do
    done: int = 0  # how much of that is
    drafts: dict[str, Draft] = field(default_factory=dict)  # not yet merged
    similar: dict[str, tuple[str, ...]] = field(default_factory=dict)  # to show beside drafts
    saved_at: float = field(default_factory=time.monotonic)
    saving: float = 0.0  # seconds that took


class Translator:
    """Documents to catalogues under `locales`, in the language `target`.

    `engine` is called once, when the first segment needs it: a run with nothing to translate loads
    no model. `memory` has what humans have confirmed; where it is not given, each run reads it
    from `locales` when it is first needed. With `trust_memory` what is confirmed in one document
    counts as confirmed in all, unless a name in it is wrong.
    """

    def __init__(
        self,
        glossary: Glossary,
        engine: Callable[[], Engine],
        locales: Path,
        *,
        source: str = "de",
        target: str = "en",
        memory: Memory | None = None,
        trust_memory: bool = False,
    ) -> None:
        self.glossary = glossary
        self.locales = locales
        self.source = source
        self.target = target
        self.memory = memory
        self.trust_memory = trust_memory
        self._make_engine = engine
        self._engine: Engine | None = None

    def run(
        self,
        sources: Iterable[Source | Path],
        *,
        retranslate: bool = False,
        progress: Callable[[int, float], None] = lambda *_: None,
    ) -> Iterator[Report]:
        """Translate what is stale in each document, write its catalogue and yield its report.

        The next of `sources` is asked for only when there is room for it; one that is given again
        while it is in hand counts once. `retranslate` counts every untouched draft as stale.
        `progress` is called with the segments just dealt with and the bytes of source text that
        they are (those of a document in equal parts for its segments).

        A document that fails has a report that says why, and does not stop the others. Raises
        `PackageError` and `EngineError` where there is no engine that works at all. However a run
        ends, what has been translated is saved.
        """
        memory = self.memory or Memory.read(self.locales, self.target)
        held: dict[Path, Job] = {}
        queue: deque[tuple[Job, Wanted]] = deque()
        try:
            for each in sources:
                source = each if isinstance(each, Source) else Source(each)
                report = Report(source, failure=source.problem)
                job = self._opened(report, held, memory, retranslate=retranslate)
                if job is not None:
                    held[job.catalogue.path] = job
                    queue += ((job, wanted) for wanted in job.stale)
                    kept = report.segments - len(job.stale)
                    progress(kept, _bytes(job, kept))
                    if not job.stale:
                        yield self._finished(job, held)
                elif report.failure:
                    progress(0, source.size)
                    yield report
                while len(queue) >= _BATCH or (queue and _size(held) > _HELD):
                    yield from self._translated(_batch(queue), held, progress)
            while queue:
                yield from self._translated(_batch(queue), held, progress)
        finally:
            # A run that comes to its end holds nothing.
            for job in held.values():
                if job.drafts:
                    with suppress(TranslateError):
                        _keep(job)

    def _opened(
        self, report: Report, held: dict[Path, Job], memory: Memory, *, retranslate: bool
    ) -> Job | None:
        """Find what is to do for a document; return None where that fails or it is in hand."""
        source, job = report.source, None
        if report.failure:
            return None
        started = time.monotonic()
        with _blamed(report):
            report.catalogue = catalogue_of(source, self.locales, self.target)
            other = held.get(report.catalogue)
            if other is None:
                job = self._job(report, report.catalogue)
                job.stale = job.catalogue.stale(job.wanted, retranslate=retranslate)
                if job.stale:
                    job.catalogue.ensure_writable()
                _remember(job, memory, trust=self.trust_memory)
                # Only what the engine is to read is needed still.
                job.segments = {each.source: job.segments[each.source] for each in job.stale}
            elif other.report.source.path != source.path:
                raise shared(source.path, report.catalogue, other.report.source.path)
        report.seconds += time.monotonic() - started
        return job if not report.failure else None

    def _job(self, report: Report, place: Path) -> Job:
        path = report.source.path
        document = Document.read(path)
        catalogue = Catalogue.read(place, source=self.source, target=self.target)
        wanted: list[Wanted] = []
        constraints: dict[str, tuple[Constraint, ...]] = {}
        first: dict[str, Segment] = {}
        name = path.as_posix()
        context = Context()
        for segment in document.segments:
            first.setdefault(segment.text, segment)
            matches = self.glossary.match(segment.plain, context=context)
            context = context.after(matches)
            # A sentence that stands twice is one entry; it owes what it owed the first time.
            owed = constraints.setdefault(segment.text, tuple(map(Constraint.of, matches)))
            names = dict.fromkeys(
                f"{m.text} → {m.target}" + (f" ({m.concept.native})" if m.concept.native else "")
                for m in matches
            )
            where = f"{segment.kind}, paragraph {segment.paragraph}, sentence {segment.sentence}"
            wanted.append(
                Wanted(
                    source=segment.text,
                    references=((name, segment.line),),
                    notes=(where, *names),
                    recipe=_recipe(owed),
                )
            )
        report.segments = len(document.segments)
        times = Counter(segment.text for segment in document.segments)
        return Job(catalogue, wanted, constraints, first, times, report)

    def _translated(
        self,
        batch: Sequence[tuple[Job, Wanted]],
        held: dict[Path, Job],
        progress: Callable[[int, float], None],
    ) -> Iterator[Report]:
        """Translate a batch; yield the reports of the documents that are done with it."""
        if not batch:  # what was left was that of a document that has failed
            return
        started = time.monotonic()
        jobs = list({id(job): job for job, _ in batch}.values())
        try:
            self._draft(batch, progress)
        except Exception as error:
            if isinstance(error, EngineError | PackageError):
                self._try_engine()
            if len(jobs) > 1:  # whose fault is it?
                for job in jobs:
                    alone = [(each, wanted) for each, wanted in batch if each is job]
                    yield from self._translated(alone, held, progress)
                return
            with _blamed(jobs[0].report):
                raise
        took = time.monotonic() - started
        characters = sum(len(wanted.source) for _, wanted in batch)
        for job, wanted in batch:
            job.report.seconds += took * len(wanted.source) / characters
        for job in jobs:
            if job.done == len(job.stale) or job.report.failure:
                yield self._finished(job, held)
            elif job.saving < _SAVING * (time.monotonic() - job.saved_at):
                with _blamed(job.report):
                    _keep(job)

    def _draft(
        self, batch: Sequence[tuple[Job, Wanted]], progress: Callable[[int, float], None]
    ) -> None:
        """Give the documents of a batch the drafts that it asks for."""
        if self._engine is None:
            self._engine = self._make_engine()
        each = sum(_bytes(job, 1) for job, _ in batch) / len(batch)
        results = enforcement.translate(
            self._engine,
            # The engine reads words; their markup comes back around its translation.
            [job.segments[wanted.source].plain for job, wanted in batch],
            [job.constraints[wanted.source] for job, wanted in batch],
            lambda segments: progress(segments, segments * each),
        )
        for (job, wanted), result in zip(batch, results, strict=True):
            line = wanted.references[0][1]
            job.report.outcomes += [(line, outcome) for outcome in result.outcomes]
            job.report.translated += job.times[wanted.source]
            dressed = replace(result, text=job.segments[wanted.source].dress(result.text))
            job.drafts[wanted.source] = replace(
                _draft(wanted.source, dressed), similar=job.similar.get(wanted.source, ())
            )
            job.done += 1

    def _try_engine(self) -> None:
        """Raise what the engine raises if not even this can be translated."""
        if self._engine is None:
            self._engine = self._make_engine()
        self._engine.translate([Request("Guten Tag.")])

    def _finished(self, job: Job, held: dict[Path, Job]) -> Report:
        """Write what has become of a document and let go of it."""
        started = time.monotonic()
        report = job.report
        with _blamed(report):
            job.catalogue.merge(job.wanted, job.drafts)
            # What stood there before is judged anew: the glossary may have changed since.
            job.catalogue.review(_verdicts(job))
            report.written |= job.catalogue.save()
            report.flagged = sum(map(job.catalogue.is_broken, job.constraints))
        del held[job.catalogue.path]
        report.seconds += time.monotonic() - started
        return report


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or suspicious in one entry of a catalogue."""

    source: str
    reference: str
    message: str
    name: bool


def check(path: Path, glossary: Glossary, *, target: str = "en") -> list[Finding]:
    """Verify the translations in the catalogue `path`, whoever made them.

    Names are compared with `glossary`, the rest by `translate.checks`. Raises `CatalogueError`
    where the catalogue cannot be read or does not exist.
    """
    if not path.exists():
        raise CatalogueError(f"{path}: no such catalogue")
    findings = []
    context = Context()
    for entry in Catalogue.read(path, target=target).entries():
        german, _ = words_of(entry.source, "")
        matches = glossary.match(german, context=context)
        context = context.after(matches)
        if entry.translation is None:
            continue
        names, others = _judged(entry.source, entry.translation, tuple(map(Constraint.of, matches)))
        reference = ":".join(map(str, entry.references[0])) if entry.references else ""
        for messages, name in ((names, True), (others, False)):
            findings += [Finding(entry.source, reference, message, name) for message in messages]
    return findings


def _recipe(constraints: Sequence[Constraint]) -> str:
    """Return a digest of the names owed: a draft made for others is stale."""
    if not constraints:
        return ""
    owed = "\n".join(f"{c.text}\t{c.target}" for c in constraints)
    return hashlib.sha256(owed.encode()).hexdigest()[:6]


def _remember(job: Job, memory: Memory, *, trust: bool) -> None:
    """Draft what a human has confirmed in another document; that is stale no longer.

    An untouched draft, too, gives way to what was confirmed elsewhere since. Of the rest note what
    has been confirmed of similar texts.
    """
    stale = {wanted.source for wanted in job.stale}
    for source, constraints in job.constraints.items():
        if source not in stale and job.catalogue.state(source) is not State.DRAFT:
            continue
        hit = memory.exact(source)
        if hit is None or hit.catalogue == job.catalogue.path:
            continue
        text = hit.translation
        names, others = _judged(source, text, constraints)
        confirmed = trust and not names
        if source not in stale and text == job.catalogue.translation(source) and not confirmed:
            continue
        job.drafts[source] = Draft(
            text,
            (*names, *others),
            broken=bool(names),
            origin=hit.catalogue.name,
            confirmed=confirmed,
        )
        job.report.remembered += job.times[source]
    job.stale = [wanted for wanted in job.stale if wanted.source not in job.drafts]
    for wanted in job.stale:
        hits = memory.similar(wanted.source, limit=1)
        job.similar[wanted.source] = tuple(
            f"{hit.catalogue.name}: {hit.source} → {hit.translation}" for hit in hits
        )


def _keep(job: Job) -> None:
    """Save what is translated of a document."""
    started = time.monotonic()
    job.catalogue.merge(job.wanted, job.drafts)
    job.drafts = {}
    job.report.written |= job.catalogue.save()
    job.saved_at = time.monotonic()
    job.saving = job.saved_at - started


@contextmanager
def _blamed(report: Report) -> Iterator[None]:
    """Make of what goes wrong the reason why one document failed."""
    try:
        yield
    except TranslateError as error:
        report.failure = str(error)
    except Exception as error:  # noqa: BLE001 (a fault that one document finds is no other's)
        _log.debug("%s", report.source.path, exc_info=True)
        report.failure = (
            f"{report.source.path}: not done ({type(error).__name__}: {error}); "
            "please report this with the document"
        )


def _batch(queue: deque[tuple[Job, Wanted]]) -> list[tuple[Job, Wanted]]:
    """Take the next batch; what is left of a document that has failed is dropped."""
    taken = (queue.popleft() for _ in range(min(_BATCH, len(queue))))
    return [(job, wanted) for job, wanted in taken if not job.report.failure]


def _size(held: dict[Path, Job]) -> int:
    return sum(len(job.wanted) for job in held.values())


def _bytes(job: Job, segments: int) -> float:
    """Return the share that these many segments have in the source's bytes."""
    return job.report.source.size * segments / max(job.report.segments, 1)


def _draft(source: str, result: Translation) -> Draft:
    """Make a draft of what the engine gave; what else there is to say the review says."""
    lines = (*result.problems, *result.remarks)
    if not result.text.strip():
        lines += tuple(_suspicions(source, result.text))
    enforced = tuple(
        f"{outcome.constraint.text} → {outcome.rendition} ({outcome.rung})"
        for outcome in result.outcomes
        if outcome.rung in {Rung.FORCED, Rung.REPAIRED}
    )
    return Draft(result.text, lines, broken=result.broken, enforced=enforced)


def _verdicts(job: Job) -> dict[str, Draft]:
    """Judge what stands in the catalogue, a human's or the machine's."""
    verdicts = {}
    for source, constraints in job.constraints.items():
        text = job.catalogue.translation(source)
        if text is not None:
            names, others = _judged(source, text, constraints)
            verdicts[source] = Draft(text, (*names, *others), broken=bool(names))
    return verdicts


def _judged(
    source: str, text: str, constraints: Sequence[Constraint]
) -> tuple[list[str], list[str]]:
    """Return what is wrong with the names of a translation, and what else is suspicious."""
    # Names are looked for in the words alone: **Valery** Gerasimov is one.
    german, english = words_of(source, text)
    verdict = verify(german, english, constraints)
    names = problems(constraints, verdict, english)
    return names, [*remarks(verdict), *_suspicions(source, text)]


def _suspicions(source: str, text: str) -> list[str]:
    return [problem.message for problem in checks.check(source, text)]
