"""``umschrift glossary``: names without a translation run."""

from __future__ import annotations

import click


@click.group("glossary")
def glossary_group() -> None:
    """Look names up and keep glossaries."""
