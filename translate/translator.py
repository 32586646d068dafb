"""A text's way from German to English: read, match, translate, check, merge, write.

One direction, one function a step; the steps live in the other modules. A run takes all its
documents together, so that the engine gets large batches, and writes as it goes, so that an
interrupted run loses at most the batch in hand.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Context, Glossary
from translate import checks, enforcement
from translate.catalogue import Catalogue, Draft, Wanted
from translate.constraints import Constraint, Rung, problems, remarks, verify
from translate.document import Document, Segment
from translate.errors import CatalogueError, DocumentError, TranslateError
from translate.memory import Memory

if TYPE_CHECKING:
    from translate.enforcement import Outcome, Translation
    from translate.engine import Engine

# Segments to translate at a time; what is finished is on disk before the next batch begins.
_BATCH = 2000


@dataclass(slots=True)
class Report:
    """What a run did to one document; names are those of the segments it translated."""

    source: Path
    catalogue: Path
    segments: int
    translated: int = 0
    remembered: int = 0
    written: bool = False
    flagged: int = 0
    outcomes: list[tuple[int, Outcome]] = field(default_factory=list)

    @property
    def rungs(self) -> Counter[Rung]:
        """How many names came right (or did not) by which rung."""
        return Counter(outcome.rung for _, outcome in self.outcomes)


@dataclass(slots=True)
class Job:
    """One document on its way: what its catalogue lacks, and what the names in it are."""

    document: Document
    catalogue: Catalogue
    wanted: list[Wanted]
    constraints: dict[str, tuple[Constraint, ...]]
    stale: list[Wanted]
    segments: dict[str, list[Segment]]
    report: Report
    remembered: dict[str, Draft] = field(default_factory=dict)

    @property
    def pending(self) -> int:
        """Segments that need the engine."""
        return len(self.stale)


class Translator:
    """Documents to catalogues under `locales`, in the language `target`.

    `engine` is called once, when the first segment needs it: a run with nothing to translate loads
    no model.
    """

    def __init__(
        self,
        glossary: Glossary,
        engine: Callable[[], Engine],
        locales: Path,
        *,
        source: str = "de",
        target: str = "en",
    ) -> None:
        self.glossary = glossary
        self.locales = locales
        self.source = source
        self.target = target
        self._make_engine = engine
        self._engine: Engine | None = None

    def jobs(
        self,
        sources: Sequence[Path],
        failed: Callable[[TranslateError], None],
        *,
        retranslate: bool = False,
    ) -> list[Job]:
        """Read documents and catalogues and find what is to do; nothing is written.

        `failed` is told of each document that cannot be read and does not stop the others.
        """
        jobs: dict[Path, Job] = {}
        for path in dict.fromkeys(sources):
            try:
                job = self._job(path, retranslate=retranslate)
                other = jobs.setdefault(job.catalogue.path, job)
                if other is not job:
                    raise DocumentError(
                        f"{path}: would share {job.catalogue.path} with {other.document.path}; "
                        "rename one, or give it another --locales folder"
                    )
            except TranslateError as error:
                failed(error)
        return list(jobs.values())

    def run(
        self,
        jobs: Sequence[Job],
        failed: Callable[[TranslateError], None],
        progress: Callable[[int], None] = lambda _: None,
    ) -> Iterator[Report]:
        """Translate what is stale and write each catalogue; yield a report as each is finished.

        `progress` is called with the number of segments just translated. A catalogue that cannot
        be written is told to `failed` and does not stop the others.
        """
        memory = Memory.read(self.locales, self.target)
        batch: list[tuple[Job, Wanted]] = []
        for job in jobs:
            try:
                job.catalogue.ensure_writable()
            except TranslateError as error:
                failed(error)
                continue
            left = _remember(job, memory)
            progress(len(job.stale) - len(left))
            to_translate = bool(left)
            while left:
                room = _BATCH - len(batch)
                batch += [(job, wanted) for wanted in left[:room]]
                left = left[room:]
                if len(batch) == _BATCH:
                    yield from self._finish(
                        batch, failed, progress, unfinished=job if left else None
                    )
                    batch = []
            if not to_translate:
                yield from self._save(job, {}, failed)
        yield from self._finish(batch, failed, progress)

    def _job(self, path: Path, *, retranslate: bool) -> Job:
        document = Document.read(path)
        place = catalogue_path(path, self.locales, self.target)
        catalogue = Catalogue.read(place, source=self.source, target=self.target)
        wanted: list[Wanted] = []
        constraints: dict[str, tuple[Constraint, ...]] = {}
        same: dict[str, list[Segment]] = {}
        context = Context()
        for segment in document.segments:
            same.setdefault(segment.text, []).append(segment)
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
                    references=((path.as_posix(), segment.line),),
                    notes=(where, *names),
                    recipe=_recipe(owed),
                )
            )
        stale = catalogue.stale(wanted, retranslate=retranslate)
        report = Report(path, place, segments=len(document.segments))
        return Job(document, catalogue, wanted, constraints, stale, same, report)

    def _finish(
        self,
        batch: Sequence[tuple[Job, Wanted]],
        failed: Callable[[TranslateError], None],
        progress: Callable[[int], None],
        unfinished: Job | None = None,
    ) -> Iterator[Report]:
        """Translate a batch and save the documents in it; all but `unfinished` are done then."""
        if not batch:
            return
        if self._engine is None:
            self._engine = self._make_engine()
        results = enforcement.translate(
            self._engine,
            # The engine reads words; their markup comes back around its translation.
            [job.segments[wanted.source][0].plain for job, wanted in batch],
            [job.constraints[wanted.source] for job, wanted in batch],
            progress,
        )
        drafts: dict[int, dict[str, Draft]] = {}
        for (job, wanted), result in zip(batch, results, strict=True):
            line = wanted.references[0][1]
            job.report.outcomes += [(line, outcome) for outcome in result.outcomes]
            same = job.segments[wanted.source]
            job.report.translated += len(same)
            dressed = replace(result, text=same[0].dress(result.text))
            drafts.setdefault(id(job), {})[wanted.source] = _draft(wanted.source, dressed)
        for job in {id(job): job for job, _ in batch}.values():
            reports = list(self._save(job, drafts[id(job)], failed))
            if job is not unfinished:
                yield from reports

    def _save(
        self, job: Job, drafts: dict[str, Draft], failed: Callable[[TranslateError], None]
    ) -> Iterator[Report]:
        try:
            job.catalogue.merge(job.wanted, job.remembered | drafts)
            # What stood there before is judged anew: the glossary may have changed since.
            job.catalogue.review(_verdicts(job))
            job.report.written |= job.catalogue.save()
        except TranslateError as error:
            failed(error)
            return
        asked = {wanted.source for wanted in job.wanted}
        job.report.flagged = sum(job.catalogue.is_broken(source) for source in asked)
        yield job.report


def translate_lines(
    engine: Engine,
    glossary: Glossary,
    lines: Sequence[str],
    terms: Sequence[Sequence[tuple[str, str]]],
) -> list[Translation]:
    """Translate lines, each with the names of `glossary` and its own `terms` (German, English).

    A line's terms beat the glossary. A term that does not occur in its line is a problem of that
    line's translation, as a name that is missing from it is.
    """
    constraints: list[list[Constraint]] = []
    absent: list[list[str]] = []
    for line, pairs in zip(lines, terms, strict=True):
        matches = Glossary.from_terms(pairs).match(line) if pairs else []
        found = {match.concept.id for match in matches}
        absent.append(
            [
                f"term not in the source: {concept.spellings['de'].full}"
                for concept in (Glossary.from_terms(pairs).concepts if pairs else ())
                if concept.id not in found
            ]
        )
        matches += [
            match
            for match in glossary.match(line)
            if not any(match.start < other.end and other.start < match.end for other in matches)
        ]
        constraints.append([Constraint.of(m) for m in sorted(matches, key=lambda m: m.start)])
    results = enforcement.translate(engine, lines, constraints)
    return [
        replace(result, problems=(*result.problems, *missing))
        for result, missing in zip(results, absent, strict=True)
    ]


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
        matches = glossary.match(entry.source, context=context)
        context = context.after(matches)
        if entry.translation is None:
            continue
        names, others = _judged(entry.source, entry.translation, tuple(map(Constraint.of, matches)))
        reference = ":".join(map(str, entry.references[0])) if entry.references else ""
        for messages, name in ((names, True), (others, False)):
            findings += [Finding(entry.source, reference, message, name) for message in messages]
    return findings


def catalogue_path(source: Path, locales: Path, target: str) -> Path:
    """Return where the catalogue of the document `source` lives.

    ``seeds/x.de.txt`` has ``locales/en/LC_MESSAGES/x.po``.
    """
    return locales / target / "LC_MESSAGES" / f"{source.stem.removesuffix('.de')}.po"


def existing_catalogue(source: Path, locales: Path, target: str) -> Path:
    """Return the catalogue of `source`. Raises `CatalogueError` if it has none yet."""
    path = catalogue_path(source, locales, target)
    if not path.exists():
        raise CatalogueError(f"{path}: no such catalogue; run: umschrift translate {source}")
    return path


def catalogues_in(locales: Path, target: str) -> list[Path]:
    """Return all catalogues of a language, by name."""
    return sorted((locales / target / "LC_MESSAGES").glob("*.po"))


def _recipe(constraints: Sequence[Constraint]) -> str:
    """Return a digest of the names owed: a draft made for others is stale."""
    if not constraints:
        return ""
    owed = "\n".join(f"{c.text}\t{c.target}" for c in constraints)
    return hashlib.sha256(owed.encode()).hexdigest()[:6]


def _remember(job: Job, memory: Memory) -> list[Wanted]:
    """Draft what a human has confirmed in another document; return what is left to translate."""
    left = []
    for wanted in job.stale:
        hit = memory.exact(wanted.source)
        if hit is None or hit.catalogue == job.catalogue.path:
            left.append(wanted)
            continue
        text = hit.translation
        names, others = _judged(wanted.source, text, job.constraints[wanted.source])
        job.remembered[wanted.source] = Draft(
            text, (*names, *others), broken=bool(names), origin=hit.catalogue.name
        )
        job.report.remembered += len(job.segments[wanted.source])
    return left


def _draft(source: str, result: Translation) -> Draft:
    others = _suspicions(source, result.text)
    lines = (*result.problems, *result.remarks, *others)
    return Draft(result.text, lines, broken=result.broken)


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
    verdict = verify(source, text, constraints)
    names = problems(constraints, verdict, text)
    return names, [*remarks(verdict), *_suspicions(source, text)]


def _suspicions(source: str, text: str) -> list[str]:
    return [problem.message for problem in checks.check(source, text)]
