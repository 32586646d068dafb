"""Options that several commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from translate.engine import DEFAULT_BEAM

# What this version translates from; the library takes any pair.
SOURCE_LANGUAGE = "de"

_Command = Callable[..., Any]


def locales(command: _Command) -> _Command:
    """Where catalogues live and which language they hold."""
    command = click.option(
        "--locales",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("locales"),
        envvar="UMSCHRIFT_LOCALES",
        show_default=True,
        help="Folder of the catalogues.",
    )(command)
    return click.option(
        "--to",
        default="en",
        envvar="UMSCHRIFT_TO",
        show_default=True,
        help="Language to translate into.",
    )(command)


def glossaries(command: _Command) -> _Command:
    """Which names are enforced."""
    command = click.option(
        "--glossary",
        "glossary_files",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        envvar="UMSCHRIFT_GLOSSARY",
        metavar="FILE",
        help="Your own names (CSV); repeatable; they beat the built-in ones.",
    )(command)
    command = click.option(
        "--scheme",
        metavar="NAME",
        envvar="UMSCHRIFT_SCHEME",
        help="How native letters are spelled: press, bgn-pcgn, icao-9303, ala-lc or iso-9  "
        "[default: press]. What is no romanisation (Moscow) and what your rows spell out stays.",
    )(command)
    return click.option(
        "--no-builtin",
        is_flag=True,
        envvar="UMSCHRIFT_NO_BUILTIN",
        help="Leave the built-in names out.",
    )(command)


def engine(command: _Command) -> _Command:
    """Which model translates, and how."""
    command = click.option(
        "--model",
        metavar="NAME|FILE",
        envvar="UMSCHRIFT_MODEL",
        help="Argos package to translate with  [default: an installed one, else the embedded].",
    )(command)
    command = click.option(
        "--beam",
        type=click.IntRange(1, 32),
        default=DEFAULT_BEAM,
        envvar="UMSCHRIFT_BEAM",
        show_default=True,
        help="Beam size.",
    )(command)
    return click.option(
        "--threads",
        type=click.IntRange(min=1),
        envvar="UMSCHRIFT_THREADS",
        help="CPU threads  [default: all cores].",
    )(command)


def as_json(command: _Command) -> _Command:
    """Machine-readable output."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)
