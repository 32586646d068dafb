"""``umschrift glossary discover``: names in German texts that no glossary has."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options

if TYPE_CHECKING:
    from glossary.discover import Proposal
    from translate.document import Document
    from translate.errors import TranslateError

_STDIN = Path("-")


@click.command("discover")
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE..."
)
@options.glossaries
@options.as_json
@click.pass_context
def discover_command(
    ctx: click.Context,
    sources: tuple[Path, ...],
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Propose rows for the names that stand in SOURCE and in no glossary (- for stdin).

    Prints a glossary (CSV) of suggested rows, the most frequent first, each with a sentence the
    name stands in, where that is, how often the name stands and how sure its English spelling is (0
    to 1): correct it, and use it with --glossary or add it to yours with glossary import. Names
    that English spells like German are left out.
    """
    from glossary import Glossary
    from glossary.discover import discover

    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme)
    failures: list[TranslateError] = []
    documents = list(_read(sources, failures))
    proposals = discover(_sentences(documents), glossary, scheme or "press")
    if as_json:
        click.echo(json.dumps([_as_json(p) for p in proposals], ensure_ascii=False))
    elif proposals:
        sys.stdout.buffer.write(_as_csv(proposals).encode())
        sys.stdout.buffer.flush()
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    if documents and not ctx.obj["quiet"]:
        click.echo(f"{len(proposals)} names that no glossary has; check each", err=True)
    if failures:
        ctx.exit(2)


def _read(sources: Iterable[Path], failures: list[TranslateError]) -> Iterator[Document]:
    """Yield the documents that can be read; what cannot is told and does not stop the others."""
    from translate.document import Document
    from translate.encoding import decode
    from translate.errors import DocumentError

    for path in dict.fromkeys(sources):
        try:
            if path == _STDIN:
                try:
                    yield Document.parse(decode(sys.stdin.buffer.read()))
                except ValueError as error:
                    raise DocumentError(f"-: {error}; send the text as UTF-8") from error
            else:
                yield Document.read(path)
        except DocumentError as error:
            failures.append(error)


def _sentences(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for segment in document.segments:
            yield f"{document.path.as_posix()}:{segment.line}", segment.plain


def _as_csv(proposals: Iterable[Proposal]) -> str:
    from glossary.formats.csv import format_text

    return format_text(
        replace(
            proposal.concept,
            extra={"confidence": f"{proposal.confidence:.2f}", "count": str(proposal.count)},
        )
        for proposal in proposals
    )


def _as_json(proposal: Proposal) -> dict[str, Any]:
    concept = proposal.concept
    german, english = concept.spellings["de"], concept.spellings["en"]
    return {
        "german": german.full,
        "german_short": german.short,
        "english": english.full,
        "english_short": english.short,
        "native": concept.native,
        "language": concept.language,
        "kind": concept.kind,
        "confidence": proposal.confidence,
        "count": proposal.count,
        "signs": [str(sign) for sign in proposal.signs],
        "sentences": [{"where": where, "text": text} for where, text in proposal.sentences],
    }
