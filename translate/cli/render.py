"""``umschrift render``: document and catalogue to English text."""

from __future__ import annotations

from pathlib import Path

import click

from translate.cli import options
from translate.cli.output import write_out


@click.command("render")
@click.argument("source", type=click.Path(path_type=Path))
@options.locales
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@click.option(
    "--confirmed-only", is_flag=True, help="Fail, listing what is unconfirmed, unless all is."
)
@click.option(
    "--bilingual",
    is_flag=True,
    help="Both languages as Markdown: each German paragraph quoted (>), the English one below it, "
    "marked where it is not confirmed.",
)
@click.pass_context
def render_command(
    ctx: click.Context,
    source: Path,
    locales: Path,
    to: str,
    output: Path | None,
    confirmed_only: bool,  # noqa: FBT001
    bilingual: bool,  # noqa: FBT001
) -> None:
    """Write SOURCE in English, from its catalogue, its structure untouched.

    A .docx, .odt or .html file comes out as one, with its formats, links, images and tables; .docx
    and .odt need -o, or a pipe.

    Drafts are used as they are; what has no translation stays German. Both are counted on stderr.
    """
    from translate.catalogue import State
    from translate.formats import BINARY
    from translate.rendering import render

    rendering = render(source, locales, target=to)
    unconfirmed = rendering.unconfirmed
    total = len(rendering.pairs)
    if confirmed_only and unconfirmed:
        for pair in unconfirmed:
            where = f"{source}:{pair.segment.line}"
            click.echo(f"{where}: {pair.state}: {pair.segment.text}", err=True)
        click.echo(f"{len(unconfirmed)} of {total} segments unconfirmed", err=True)
        ctx.exit(1)
    data = rendering.bilingual().encode() if bilingual else rendering.data(to)
    suffix = ".md" if bilingual else source.suffix.lower()
    keep = (source, rendering.catalogue)
    write_out(data, output, keep=keep, suffix=suffix, on_terminals=suffix not in BINARY)
    if not ctx.obj["quiet"]:
        missing = sum(pair.state is State.NEW for pair in unconfirmed)
        drafts = len(unconfirmed) - missing
        broken = sum(pair.broken for pair in rendering.pairs)
        click.echo(
            f"{total - len(unconfirmed)} of {total} segments confirmed, {drafts} drafts, "
            f"{missing} untranslated"
            + (f", {broken} with a wrong name" if broken else "")
            + (f" → {output}" if output else ""),
            err=True,
        )
