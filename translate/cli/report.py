"""``umschrift report``: both languages on one HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from translate.cli import options
from translate.cli.output import write_out


@click.command("report")
@click.argument("source", type=click.Path(path_type=Path))
@options.locales
@options.glossaries
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="HTML file to write."
)
@click.pass_context
def report_command(
    ctx: click.Context,
    source: Path,
    locales: Path,
    to: str,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    output: Path | None,
) -> None:
    """Write an HTML page with SOURCE and its translation side by side, for editors.

    Names are marked right or wrong, failed checks listed; filters show what is flagged or
    unconfirmed. The page is one file, runs no script and loads nothing.
    """
    from glossary import Glossary
    from translate.rendering import render
    from translate.report import page

    rendering = render(source, locales, target=to)
    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme, target=to)
    data = page(rendering, glossary, source=options.SOURCE_LANGUAGE, target=to).encode()
    write_out(data, output, keep=(source, rendering.catalogue), suffix=".html", on_terminals=False)
    if output is not None and not ctx.obj["quiet"]:
        click.echo(f"{len(rendering.pairs)} segments → {output}", err=True)
