"""What was learned about recovering names, as ``model.json`` holds it; ``build.py`` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.romanisation import choice
from glossary.romanisation.calibration import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.romanisation.choice import Choice

COMMON = "*"
"""Instead of a language: letters that all of them share (с and з, ш and ж)."""


class Given(NamedTuple):
    """A given name as a German text spells it: its native spelling and the English ones."""

    native: str
    english: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Model:
    """The learned choices, all by language.

    ``letters``: German letters → what native letters they may stand for: one string where there
    is no choice. ``silent``: the signs that German does not write, after a consonant. ``english``:
    an :func:`entry` of the press table → how English may write it. ``given``: German spelling →
    given name. ``grams``: groups of letters → what they say about the language (:mod:`.guess`).
    ``known``: native words that the rest would not lead back to, by what stays of them without
    their :data:`SIGNS`. ``surnames``: native surnames that English mostly spells otherwise than
    ``english`` says, with that spelling. ``calibration``: kind of the likeliest candidate → how
    often it is right, by its probability.
    """

    letters: Mapping[str, Mapping[str, str | Choice]]
    silent: Mapping[str, Choice]
    english: Mapping[str, Mapping[str, Choice]]
    given: Mapping[str, Mapping[str, Given]]
    grams: Mapping[str, Sequence[int]]
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    surnames: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    calibration: Mapping[str, Line] = field(default_factory=dict)


SIGNS = str.maketrans("", "", "ьъ’")
"""German writes none of them."""


def known(words: str) -> dict[str, str]:
    """Return the words, separated by spaces, by what stays of them without signs."""
    return {word.translate(SIGNS): word for word in words.split()}


def entry(letters: str, written: str) -> str:
    """Return the key for native letters that the press table writes in one way."""
    return f"{letters} {written}"


@cache
def load() -> Model:
    """Return the model shipped with the package."""
    file = resources.files(__package__) / "model.json"
    return from_json(json.loads(file.read_text(encoding="utf-8")))


def from_json(data: Any) -> Model:
    """Return the model that :func:`to_json` wrote."""
    return Model(
        letters={
            language: {
                group: letters if isinstance(letters, str) else choice.from_json(letters)
                for group, letters in groups.items()
            }
            for language, groups in data["letters"].items()
        },
        silent={key: choice.from_json(value) for key, value in data["silent"].items()},
        english={
            language: {letters: choice.from_json(value) for letters, value in choices.items()}
            for language, choices in data["english"].items()
        },
        given={
            language: {german: Given(*name) for german, name in names.items()}
            for language, names in data["given"].items()
        },
        grams=choice.unpacked(*data["grams"]),
        known={language: known(words) for language, words in data["known"].items()},
        surnames=data["surnames"],
        calibration={kind: Line(*line) for kind, line in data["calibration"].items()},
    )


def to_json(model: Model) -> dict[str, Any]:
    """Return ``model`` as JSON can hold it, in a fixed order."""
    return {
        "letters": {
            language: {
                group: letters if isinstance(letters, str) else choice.to_json(letters)
                for group, letters in sorted(groups.items())
            }
            for language, groups in sorted(model.letters.items())
        },
        "silent": {key: choice.to_json(value) for key, value in sorted(model.silent.items())},
        "english": {
            language: {letters: choice.to_json(value) for letters, value in sorted(choices.items())}
            for language, choices in sorted(model.english.items())
        },
        "given": {
            language: {german: list(name) for german, name in sorted(names.items())}
            for language, names in sorted(model.given.items())
        },
        "grams": choice.packed(model.grams),
        "known": {
            language: " ".join(sorted(words.values()))
            for language, words in sorted(model.known.items())
        },
        "surnames": {
            language: dict(sorted(words.items()))
            for language, words in sorted(model.surnames.items())
        },
        "calibration": {kind: list(line) for kind, line in sorted(model.calibration.items())},
    }
