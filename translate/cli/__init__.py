"""The command line: parse, call the library, print; nothing is decided here.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 a check failed, 2 the call or
its input is wrong. This module is loaded by ``umschrift --help``, so nothing it imports may load
an engine or a scorer; commands import what they need when they run.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import click

from glossary.errors import GlossaryError
from translate.cli.check import check_command
from translate.cli.config import read_config
from translate.cli.glossary import glossary_group
from translate.cli.lines import lines_command
from translate.cli.memory import memory_group
from translate.cli.model import model_group
from translate.cli.render import render_command
from translate.cli.report import report_command
from translate.cli.score import score_command
from translate.cli.status import status_command
from translate.cli.translate import translate_command
from translate.errors import TranslateError


class InputError(click.ClickException):
    """A library's message for the person at the keyboard."""

    exit_code = 2


class _Edge(click.Group):
    """The one place where a library's exceptions become messages."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (TranslateError, GlossaryError) as error:
            raise InputError(" ".join(str(error).split())) from error


@click.group(cls=_Edge, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="umschrift", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", count=True, help="Say more on stderr.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    callback=read_config,
    is_eager=True,
    expose_value=False,
    help="Settings file  [default: umschrift.toml, or [tool.umschrift] in pyproject.toml, of this "
    "folder or one above].",
)
@click.pass_context
def main(ctx: click.Context, verbose: int, quiet: bool) -> None:  # noqa: FBT001
    """Translate German to English offline, with every glossary name right or flagged."""
    ctx.obj = {"quiet": quiet}
    level = (
        logging.ERROR if quiet else [logging.WARNING, logging.INFO, logging.DEBUG][min(verbose, 2)]
    )
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s: %(message)s")


for command in (
    translate_command,
    render_command,
    report_command,
    status_command,
    check_command,
    lines_command,
    score_command,
    glossary_group,
    memory_group,
    model_group,
):
    main.add_command(command)
