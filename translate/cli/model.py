"""``umschrift model``: which model translates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options

if TYPE_CHECKING:
    from translate.packages import ModelPackage


@click.group("model")
def model_group() -> None:
    """See and install translation models."""


@model_group.command("list")
@options.as_json
def list_command(as_json: bool) -> None:  # noqa: FBT001
    """List the models found, in the order in which they are taken."""
    from translate.packages import available_packages

    packages = list(available_packages())
    if as_json:
        click.echo(json.dumps([_as_json(package) for package in packages], ensure_ascii=False))
        return
    for package in packages:
        click.echo(f"{package.name}  {package.source}→{package.target}  {package.origin}")
    if not packages:
        click.echo("No model found: name an Argos package with --model FILE.", err=True)


@model_group.command("info")
@click.argument("name", required=False, envvar="UMSCHRIFT_MODEL", metavar="[NAME|FILE]")
@click.option("--to", default="en", show_default=True, help="Language to translate into.")
@options.as_json
def info_command(name: str | None, to: str, as_json: bool) -> None:  # noqa: FBT001
    """Describe the model that translate would take, or the one named, with its model card."""
    from translate.packages import find_package

    package = find_package(name, options.SOURCE_LANGUAGE, to)
    facts = _as_json(package)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for key, value in facts.items():
        click.echo(f"{key + ':':<14}{value}")
    if card := package.readme().strip():
        click.echo(f"\n{card}")


@model_group.command("install")
@click.argument("wanted", metavar="FILE|PAIR")
def install_command(wanted: str) -> None:
    """Install an .argosmodel FILE, or download a PAIR such as de_en from Argos' index.

    Argos Translate itself finds what is installed here, and the other way round.
    """
    from translate.packages import install

    package = install(wanted)
    click.echo(f"{package.name} ({package.source}→{package.target}) installed", err=True)


def _as_json(package: ModelPackage) -> dict[str, Any]:
    return {
        "name": package.name,
        "version": package.version,
        "from": package.source,
        "to": package.target,
        "origin": str(package.origin),
        "folder": str(package.folder),
        "inline terms": package.inline_terms is not None,
    }
