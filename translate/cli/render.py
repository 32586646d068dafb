"""``umschrift render``: document and catalogue to English text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from translate.cli import options


@click.command("render")
@click.argument("source", type=click.Path(path_type=Path))
@options.locales
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@click.option(
    "--confirmed-only", is_flag=True, help="Fail, listing what is unconfirmed, unless all is."
)
@click.pass_context
def render_command(
    ctx: click.Context,
    source: Path,
    locales: Path,
    to: str,
    output: Path | None,
    confirmed_only: bool,  # noqa: FBT001
) -> None:
    """Write SOURCE in English, from its catalogue, its structure untouched.

    Drafts are used as they are; what has no translation stays German. Both are counted on stderr.
    """
    from translate.catalogue import State
    from translate.rendering import render, write_text

    rendered = render(source, locales, target=to)
    unconfirmed = [
        (segment, state) for segment, state in rendered.states if state is not State.CONFIRMED
    ]
    if confirmed_only and unconfirmed:
        for segment, state in unconfirmed:
            click.echo(f"{source}:{segment.line}: {state}: {segment.text}", err=True)
        click.echo(f"{len(unconfirmed)} of {len(rendered.states)} segments unconfirmed", err=True)
        ctx.exit(1)
    if output is None:
        # As bytes: neither encoding nor line ends are the terminal's business.
        sys.stdout.buffer.write(rendered.text.encode())
        sys.stdout.buffer.flush()
    else:
        write_text(output, rendered.text)
    if not ctx.obj["quiet"]:
        missing = sum(state is State.NEW for _, state in unconfirmed)
        drafts = len(unconfirmed) - missing
        total = len(rendered.states)
        click.echo(
            f"{total - len(unconfirmed)} of {total} segments confirmed, {drafts} drafts, "
            f"{missing} untranslated" + (f" → {output}" if output else ""),
            err=True,
        )
