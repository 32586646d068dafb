"""``umschrift translate``: German documents to English review catalogues."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options

if TYPE_CHECKING:
    from translate.translator import Report


@click.command("translate")
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE..."
)
@options.locales
@options.glossaries
@options.engine
@click.option(
    "--retranslate", is_flag=True, help="Translate drafts again that no human has touched."
)
@options.as_json
@click.pass_context
def translate_command(
    ctx: click.Context,
    sources: tuple[Path, ...],
    locales: Path,
    to: str,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    model: str | None,
    beam: int,
    threads: int | None,
    retranslate: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Write or update one review catalogue for each SOURCE (.txt, .md).

    What a human has confirmed or edited is never changed; what has not changed since the last run
    is not translated again.
    """
    from glossary import Glossary
    from translate.engine import Engine
    from translate.packages import find_package
    from translate.sources import documents
    from translate.translator import Translator

    started = time.perf_counter()
    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme, target=to)
    translator = Translator(
        glossary,
        lambda: Engine(
            find_package(model, options.SOURCE_LANGUAGE, to), beam=beam, threads=threads
        ),
        locales,
        target=to,
    )
    quiet = ctx.obj["quiet"]
    reports = list(translator.run(documents(sources, to), retranslate=retranslate))
    failures = [report for report in reports if report.failure]
    for report in failures:
        click.echo(f"Error: {report.failure}", err=True)
    seconds = time.perf_counter() - started
    done = [report for report in reports if not report.failure]
    if as_json:
        click.echo(
            json.dumps(
                {"documents": list(map(_as_json, done)), "seconds": round(seconds, 2)},
                ensure_ascii=False,
            )
        )
    if not quiet:
        for line in _summary(done, seconds):
            click.echo(line, err=True)
    if failures:
        ctx.exit(2 if any(report.source.named for report in failures) else 1)


def _summary(reports: Iterable[Report], seconds: float) -> Iterable[str]:
    for report in reports:
        yield f"{report.source.path} → {report.catalogue}" + (
            "" if report.written else " (unchanged)"
        )
        kept = report.segments - report.translated - report.remembered
        remembered = f", {report.remembered} from memory" if report.remembered else ""
        yield (
            f"  {report.segments} segments: {report.translated} translated{remembered}, {kept} kept"
        )
        if report.rungs:
            rungs = ", ".join(f"{count} {rung}" for rung, count in report.rungs.items())
            yield f"  {sum(report.rungs.values())} names in them: {rungs}"
        if report.flagged:
            yield f"  {report.flagged} flagged for review (umschrift check lists them)"
    yield f"{seconds:.1f} s"
    done = list(reports)
    if done:
        yield f"Next: review {done[0].catalogue} in Poedit, then: umschrift render {done[0].source.path}"


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "source": str(report.source.path),
        "catalogue": str(report.catalogue),
        "written": report.written,
        "segments": report.segments,
        "translated": report.translated,
        "remembered": report.remembered,
        "flagged": report.flagged,
        "names": [
            {
                "line": line,
                "source": outcome.constraint.text,
                "owed": outcome.constraint.target,
                "rendition": outcome.rendition,
                "rung": str(outcome.rung),
            }
            for line, outcome in report.outcomes
        ],
    }
