"""What German sentence splitting must know about single words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class SentenceWords:
    """``sentence_words.toml``, which says what each list is for."""

    inside: frozenset[str]
    either: frozenset[str]
    closing: frozenset[str]
    ordinal_nouns: tuple[str, ...]
    ordinal_compounds: tuple[str, ...]
    determiners: frozenset[str]
    numbered: frozenset[str]
    amounts: frozenset[str]
    openers: frozenset[str]


@cache
def sentence_words() -> SentenceWords:
    """Return the lists, read once."""
    file = resources.files("translate").joinpath("sentence_words.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    abbreviations, numbers = data["abbreviations"], data["numbers"]
    return SentenceWords(
        inside=frozenset(abbreviations["inside"]),
        either=frozenset(abbreviations["either"]),
        closing=frozenset(abbreviations["closing"]),
        ordinal_nouns=tuple(numbers["nouns"]),
        ordinal_compounds=tuple(numbers["compounds"]),
        determiners=frozenset(numbers["determiners"]),
        numbered=frozenset(numbers["numbered"]),
        amounts=frozenset(numbers["amounts"]),
        openers=frozenset(data["openers"]["words"]),
    )
