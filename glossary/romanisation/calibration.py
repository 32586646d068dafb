"""How often a name is right that the model gives a probability.

Each step of the recovery gives a probability of its own, and their product is too sure of itself:
no step knows what the lists spell by habit or by mistake. Platt's method (1999) sets it right: a
logistic curve over the log-odds, fitted to names that the model had not seen.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE = 0.0005
"""Probabilities nearer to 0 and 1 than this are taken for it."""
_MODESTY = 0.4
"""In log-odds."""
_PRIOR = 10.0
"""One over the variance of a line around the usual one."""
_STEPS = 30
_LEAST = 1e-6


class Line(NamedTuple):
    """The log-odds of being right: ``offset + slope * log-odds`` of the model's probability."""

    offset: float
    slope: float


UNCHANGED = Line(0.0, 1.0)
"""Probabilities are what the model says."""


def calibrated(probability: float, line: Line) -> float:
    """Return how likely a candidate is right that the model gives ``probability``."""
    return _logistic(line.offset + line.slope * _log_odds(probability))


def modest(line: Line) -> Line:
    """Return ``line`` a little lower: who says 0.9 or more is to be right more often than that."""
    return line._replace(offset=round(line.offset - _MODESTY, 3))


def fit(seen: Sequence[tuple[float, bool]], usual: Line = UNCHANGED) -> Line:
    """Return the line for ``seen`` pairs: the model's probability, and whether it was right.

    Newton's method with a Gaussian prior around the ``usual`` line: a few examples change little.
    """
    pairs = [(_log_odds(probability), right) for probability, right in seen]
    line = usual
    for _ in range(_STEPS):
        step = _newton(line, pairs, usual)
        size = 1.0
        loss = _loss(line, pairs, usual)
        while size > _LEAST and _loss(_moved(line, step, size), pairs, usual) > loss:
            size /= 2
        line = _moved(line, step, size)
    if line.slope < 0:  # it says nothing: all are right as often as all together
        share = (sum(right for _, right in pairs) + 1) / (len(pairs) + 2)
        line = Line(_log_odds(share), 0.0)
    return Line(round(line.offset, 3), round(line.slope, 3))


def _moved(line: Line, step: Line, size: float) -> Line:
    return Line(line.offset - size * step.offset, line.slope - size * step.slope)


def _loss(line: Line, pairs: Sequence[tuple[float, bool]], usual: Line) -> float:
    loss = _PRIOR * ((line.offset - usual.offset) ** 2 + (line.slope - usual.slope) ** 2) / 2
    for x, right in pairs:
        odds = line.offset + line.slope * x
        against = -odds if right else odds
        # log(1 + e^against), which e^against alone would overflow.
        loss += max(against, 0.0) + math.log1p(math.exp(-abs(against)))
    return loss


def _newton(line: Line, pairs: Sequence[tuple[float, bool]], usual: Line) -> Line:
    """Return the gradient of the loss divided by its second derivatives."""
    first, second = _PRIOR * (line.offset - usual.offset), _PRIOR * (line.slope - usual.slope)
    oo, os, ss = _PRIOR, 0.0, _PRIOR
    for x, right in pairs:
        chance = _logistic(line.offset + line.slope * x)
        spread = chance * (1 - chance)
        first += chance - right
        second += (chance - right) * x
        oo, os, ss = oo + spread, os + spread * x, ss + spread * x * x
    scale = oo * ss - os * os
    return Line((ss * first - os * second) / scale, (oo * second - os * first) / scale)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(bounded / (1 - bounded))
