"""Given names that English spells by custom rather than by rule (*Александр* → *Alexander*)."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple


class GivenName(NamedTuple):
    """One given name: its native and English spelling, and what else stands in print.

    ``gender`` is ``m`` or ``f``. ``german`` holds only spellings that the Duden table and its
    styles do not give.
    """

    language: str
    native: str
    gender: str
    english: str
    english_variants: tuple[str, ...]
    german_variants: tuple[str, ...]


@cache
def given_names() -> dict[tuple[str, str], GivenName]:
    """Return all given names by language and lower-case native spelling."""
    file = resources.files(__package__) / "given_names.csv"
    with file.open(encoding="utf-8") as lines:
        names = [
            GivenName(
                row["language"],
                row["native"],
                row["gender"],
                row["english"],
                _split(row["english_variants"]),
                _split(row["german_variants"]),
            )
            for row in csv.DictReader(lines)
        ]
    return {(name.language, name.native.lower()): name for name in names}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
