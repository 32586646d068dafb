"""The language a name was transcribed from, guessed from the letters of the whole name.

Two logistic regressions over groups of one to five letters (Cavnar & Trenkle 1994 count the same
groups): is the name a transcription at all, and if so, from which language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.romanisation import choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

KEEP = "keep"
"""No transcription: English writes it as German does."""
OTHER = "other"
"""A transcription from a language that has no scheme here (Georgian, Arabic, Kazakh …)."""
LANGUAGES = ("ru", "uk", "be", "bg")
"""The languages whose names are guessed."""
KINDS = (*LANGUAGES, OTHER)
"""What a transcription may come from, in the order of the weights."""

LONGEST = 5


def evidence(words: Iterable[str], given: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return what may tell where a name of these lower-case words comes from.

    That is the groups of letters of each word with its edges, the whole word, and the languages
    in which it is a given name (``given`` has them by language and German spelling).
    """
    pieces: list[str] = []
    for word in words:
        text = f"{choice.EDGE}{word}{choice.EDGE}"
        pieces += word
        for length in range(2, LONGEST + 1):
            pieces += [text[at : at + length] for at in range(len(text) - length + 1)]
        if len(text) > LONGEST:
            pieces.append(text)
        pieces += [f"={language}" for language, names in given.items() if word in names]
    return pieces


def kinds(
    words: Iterable[str],
    weights: Mapping[str, Sequence[int]],
    given: Mapping[str, Mapping[str, object]],
) -> dict[str, float]:
    """Return how likely each kind is for a name of these lower-case words.

    A row of ``weights`` holds what one piece of :func:`evidence` says for :data:`KEEP`, and for
    each of :data:`KINDS` if the name does not stay.
    """
    rows = [weights[piece] for piece in evidence(words, given) if piece in weights]
    keep, *others = map(sum, zip(*rows, strict=True)) if rows else (0,) * (1 + len(KINDS))
    stays = choice.softmax([keep, 0])[0]
    shares = choice.softmax(others)
    return {KEEP: stays} | {
        kind: (1 - stays) * share for kind, share in zip(KINDS, shares, strict=True)
    }


def likeliest(
    words: Iterable[str],
    weights: Mapping[str, Sequence[int]],
    given: Mapping[str, Mapping[str, object]],
) -> str:
    """Return the kind that :func:`kinds` finds likeliest."""
    shares = kinds(words, weights, given)
    return max(shares, key=shares.__getitem__)
