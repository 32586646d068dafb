"""A choice between a few options at one place of a word, by the letters around it.

The model is log-linear (multinomial logistic regression, Berger et al. 1996): every window of
letters around the place that was seen in training adds its weights to the options, and the
softmax of the sums is their probability.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EDGE = "#"
"""Stands before and after a word, so that windows can tell where it begins and ends."""
WIDTH = 6
"""How many edges stand on each side: windows never reach beyond."""
SCALE = 16
"""Weights are kept as whole numbers, in units of 1/16 nat."""


class Window(NamedTuple):
    """Weights for what stands ``before`` letters before the place up to ``after`` behind it.

    Each entry of ``weights`` is a list with one weight an option, the first option's left out:
    it is always 0.
    """

    before: int
    after: int
    weights: Mapping[str, Sequence[int]]


class Choice(NamedTuple):
    """The options and what speaks for each.

    ``tags`` weighs what is known beside the letters; the empty tag is true everywhere.
    """

    options: Sequence[str]
    windows: Sequence[Window]
    tags: Mapping[str, Sequence[int]]

    def probabilities(self, text: str, start: int, end: int, tag: str = "") -> list[float]:
        """Return the options' probabilities at ``text[start:end]``.

        ``text`` is a lower-case word between :data:`WIDTH` edges on each side.
        """
        rows = [self.tags[""]]
        for before, after, weights in self.windows:
            found = weights.get(text[start - before : end + after])
            if found is not None:
                rows.append(found)
        if tag and tag in self.tags:
            rows.append(self.tags[tag])
        if len(self.options) == 2:  # noqa: PLR2004 - by far the commonest case
            second = 1 / (1 + math.exp(-sum(row[0] for row in rows) / SCALE))
            return [1 - second, second]
        totals = map(sum, zip(*rows, strict=True))
        return softmax([0, *totals])


def softmax(totals: Sequence[int]) -> list[float]:
    """Return the probabilities that weights in units of 1/:data:`SCALE` nat amount to."""
    highest = max(totals)
    odds = [math.exp((total - highest) / SCALE) for total in totals]
    whole = sum(odds)
    return [odd / whole for odd in odds]


def padded(word: str) -> str:
    """Return ``word`` between edges; its first letter is at :data:`WIDTH`."""
    return f"{EDGE * WIDTH}{word}{EDGE * WIDTH}"


def from_json(data: Any) -> Choice:
    """Return the choice that :func:`to_json` wrote."""
    windows = [
        Window(before, after, unpacked(texts, weights))
        for before, after, texts, weights in data["windows"]
    ]
    return Choice(data["options"], windows, data["tags"])


def to_json(choice: Choice) -> dict[str, Any]:
    """Return ``choice`` as JSON can hold it, in a fixed order."""
    return {
        "options": list(choice.options),
        "windows": [[before, after, *packed(weights)] for before, after, weights in choice.windows],
        "tags": dict(sorted(choice.tags.items())),
    }


def packed(weights: Mapping[str, Sequence[int]]) -> tuple[str, str]:
    """Return a table of weights as one string of its keys and one of the weights of all rows.

    Each weight is one character, 0, -1, 1, -2, 2 … in the order of the code points: most take a
    byte, and JSON reads two long strings many times faster than ten thousand short lists.
    """
    keys = sorted(weights)
    numbers = (weight for key in keys for weight in weights[key])
    return " ".join(keys), "".join(chr(_ZERO + (2 * n if n >= 0 else -2 * n - 1)) for n in numbers)


def unpacked(keys: str, weights: str) -> dict[str, Sequence[int]]:
    """Return the table that :func:`packed` took apart."""
    names = keys.split(" ") if keys else []
    width = len(weights) // len(names) if names else 1
    known = {char: _number(ord(char) - _ZERO) for char in set(weights)}
    rows = zip(*[iter([known[char] for char in weights])] * width, strict=True)
    return dict(zip(names, rows, strict=True))


_ZERO = ord("#")


def _number(code: int) -> int:
    return -(code + 1) // 2 if code % 2 else code // 2
