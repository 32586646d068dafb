"""``umschrift translate``: German documents to English review catalogues."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Self

import click

from translate.cli import options

if TYPE_CHECKING:
    from translate.constraints import Rung
    from translate.translator import Report
    from translate.workers import Crew, Settings

# Up to this many documents each have lines of their own in the summary.
_SHOWN = 20


@click.command("translate")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.locales
@options.glossaries
@options.engine
@click.option(
    "--retranslate", is_flag=True, help="Translate drafts again that no human has touched."
)
@click.option(
    "--trust-memory",
    is_flag=True,
    envvar="UMSCHRIFT_TRUST_MEMORY",
    help="Take what is confirmed in another catalogue as confirmed.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    envvar="UMSCHRIFT_WORKERS",
    help="Processes to share the documents  [default: 1; with --ray one for each CPU there].",
)
@click.option(
    "--ray",
    metavar="auto|ADDRESS",
    envvar="UMSCHRIFT_RAY",
    help="Work on this Ray cluster, which sees the same folders (needs umschrift[ray]).",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Add a JSON line for each document as it is finished.",
)
@options.as_json
@click.pass_context
def translate_command(
    ctx: click.Context,
    sources: tuple[str, ...],
    locales: Path,
    to: str,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    model: str | None,
    beam: int,
    threads: int | None,
    retranslate: bool,  # noqa: FBT001
    trust_memory: bool,  # noqa: FBT001
    workers: int | None,
    ray: str | None,
    report_file: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Write or update one review catalogue for each document that SOURCE means.

    SOURCE is a file (.txt, .md, .docx, .odt, .html), a folder (every document in it and below), a
    quoted pattern ('archive/**/*.txt') or a list (@FILE, @- for stdin: one document a line).

    What a human has confirmed or edited is never changed; what has not changed since the last run
    is not translated again. A run that was stopped goes on where it was when it is started again.

    Exit code 1 if documents of a folder, pattern or list failed, 2 if the call or a file named in
    it is wrong; the other documents are done in any case.
    """
    from translate.journal import Journal
    from translate.workers import Settings

    settings = Settings(
        locales,
        glossaries=glossary_files,
        builtin=not no_builtin,
        scheme=scheme,
        source=options.SOURCE_LANGUAGE,
        target=to,
        model=model,
        beam=beam,
        threads=threads,
        retranslate=retranslate,
        trust_memory=trust_memory,
    )
    quiet = ctx.obj["quiet"]
    tally = _Tally()
    try:
        with ExitStack() as stack:
            journal = stack.enter_context(Journal(report_file)) if report_file else None
            progress = stack.enter_context(_Progress(sources, to, hidden=quiet))
            reports = _reports(sources, settings, workers, ray, progress, stack)
            for report in stack.enter_context(closing(reports)):
                if journal:
                    journal.add(report)
                if report.failure:
                    progress.make_room()
                    click.echo(f"Error: {report.failure}", err=True)
                if as_json:
                    click.echo(("," if tally.documents else '{"documents": [') + _as_json(report))
                tally.add(report)
    except KeyboardInterrupt:
        click.echo("Stopped. What is done is saved; the same call goes on from there.", err=True)
        ctx.exit(130)
    if as_json:
        opening = "" if tally.documents else '{"documents": ['
        click.echo(f'{opening}], "seconds": {tally.seconds:.2f}}}')
    if not quiet:
        for line in tally.summary():
            click.echo(line, err=True)
    ctx.exit(tally.exit_code)


def _reports(
    sources: Sequence[str],
    settings: Settings,
    workers: int | None,
    ray: str | None,
    progress: _Progress,
    stack: ExitStack,
) -> Generator[Report]:
    from translate.sources import documents
    from translate.workers import Processes, spread

    found = documents(sources, settings.target)
    # What is wrong with a glossary is said before any worker starts.
    translator = settings.translator()
    crew: Crew
    if ray is not None:
        from translate.cluster import Cluster

        crew = stack.enter_context(Cluster(settings, ray, workers))
    elif workers is not None and workers > 1:
        crew = stack.enter_context(Processes(settings, workers))
    else:
        yield from translator.run(found, retranslate=settings.retranslate, progress=progress.add)
        return
    for report in spread(found, crew, settings):
        progress.add(report.segments, report.source.size)
        yield report


class _Progress:
    """How far it is, on a terminal: share of the text, segments a second, time left.

    How much text there is in all is found out beside the work, except where standard input says
    it.
    """

    def __init__(self, sources: Sequence[str], target: str, *, hidden: bool) -> None:
        self._hidden = hidden or not sys.stderr.isatty()
        self._started = time.monotonic()
        self._segments = 0
        self._bytes = 0.0
        self._bar = click.progressbar(
            count(),
            label="Translating",
            file=sys.stderr,
            hidden=self._hidden,
            item_show_func=lambda _: self._rate(),
        )
        if not self._hidden and "@-" not in sources:
            Thread(target=self._measure, args=(sources, target), daemon=True).start()

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.render_finish()

    def add(self, segments: int, size: float) -> None:
        """Note that these many segments are done, which are this much of the text in bytes."""
        self._segments += segments
        self._bytes += size
        self._bar.update(int(self._bytes) - self._bar.pos)

    def make_room(self) -> None:
        """Clear the line for a message."""
        if not self._hidden:
            click.echo("\r\x1b[2K", nl=False, err=True)

    def _rate(self) -> str:
        return f"{self._segments / (time.monotonic() - self._started + 0.1):.1f} segments/s"

    def _measure(self, sources: Sequence[str], target: str) -> None:
        from translate.sources import documents

        self._bar.length = sum(source.size for source in documents(sources, target))


class _Tally:
    """What a run came to."""

    def __init__(self) -> None:
        self.documents = 0
        self.failed = 0
        self.exit_code = 0
        self._started = time.perf_counter()
        self._counts: Counter[str] = Counter()
        self._rungs: Counter[Rung] = Counter()
        self._shown: list[Report] = []

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return time.perf_counter() - self._started

    def add(self, report: Report) -> None:
        """Take in what a document came to."""
        self.documents += 1
        if report.failure:
            self.failed += 1
            self.exit_code = max(self.exit_code, 2 if report.source.named else 1)
            return
        self._counts += _counts(report)
        self._rungs += report.rungs
        if len(self._shown) <= _SHOWN:
            self._shown.append(report)

    def summary(self) -> Iterator[str]:
        """Yield what a translator wants to know, of all in one where the documents are many."""
        if len(self._shown) <= _SHOWN:
            for report in self._shown:
                unchanged = "" if report.written else " (unchanged)"
                yield f"{report.source.path} → {report.catalogue}{unchanged}"
                yield from _described(_counts(report), report.rungs)
        else:
            done = self.documents - self.failed
            yield f"{done} documents, {done - self._counts['written']} of them unchanged"
            yield from _described(self._counts, self._rungs)
        if self.failed and self.documents > 1:
            yield f"{self.failed} failed"
        yield f"{self.seconds:.1f} s"
        if self._shown:
            path, catalogue = self._shown[0].source.path, self._shown[0].catalogue
            yield f"Next: review {catalogue} in Poedit, then: umschrift render {path}"


def _counts(report: Report) -> Counter[str]:
    return Counter(
        segments=report.segments,
        translated=report.translated,
        remembered=report.remembered,
        flagged=report.flagged,
        written=report.written,
    )


def _described(counts: Counter[str], rungs: Counter[Rung]) -> Iterator[str]:
    kept = counts["segments"] - counts["translated"] - counts["remembered"]
    remembered = f", {counts['remembered']} from memory" if counts["remembered"] else ""
    yield (
        f"  {counts['segments']} segments: {counts['translated']} translated{remembered}, "
        f"{kept} kept"
    )
    if rungs:
        each = ", ".join(f"{number} {rung}" for rung, number in rungs.items())
        yield f"  {sum(rungs.values())} names in them: {each}"
    if counts["flagged"]:
        yield f"  {counts['flagged']} flagged for review (umschrift check lists them)"


def _as_json(report: Report) -> str:
    from translate.journal import record

    names = [
        {
            "line": line,
            "source": outcome.constraint.text,
            "owed": outcome.constraint.target,
            "rendition": outcome.rendition,
            "rung": str(outcome.rung),
        }
        for line, outcome in report.outcomes
    ]
    return json.dumps(record(report) | {"names": names}, ensure_ascii=False)
