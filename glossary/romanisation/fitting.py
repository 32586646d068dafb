"""Maximum-likelihood fitting of the log-linear choices (:mod:`glossary.romanisation.choice`)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from glossary.romanisation.choice import SCALE, Choice, Window

FloatArray = npt.NDArray[np.float64]

PRIOR = 0.5
"""One over the variance of the weights: how reluctantly they leave zero."""
STEPS = 60
ALWAYS = ""
"""The evidence that every place has."""
LEAST_WEIGHT = 2
"""Weights below this (1/8 nat) are dropped: they are most of the model and little of its use."""


class Example(NamedTuple):
    """One observed choice: what speaks for it, what it was, how much it counts."""

    features: Sequence[Hashable]
    answer: int
    weight: float


class Place(NamedTuple):
    """A choice observed in a word: between which letters, what else is known, what it was."""

    text: str
    start: int
    end: int
    answer: str
    weight: float = 1.0
    tag: str = ""


def fit(
    examples: Sequence[Example], options: int, prior: float = PRIOR
) -> dict[Hashable, FloatArray]:
    """Return the weights of each feature, one an option, that make the examples likely.

    Maximum likelihood with a Gaussian prior on the weights (Chen & Rosenfeld 1999), by Adam
    (Kingma & Ba 2015) on all examples at once: the objective is convex and nothing is random.
    """
    number: dict[Hashable, int] = {}
    columns = np.array(
        [number.setdefault(f, len(number)) for example in examples for f in example.features]
    )
    sizes = [len(example.features) for example in examples]
    rows = np.repeat(np.arange(len(examples)), sizes)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weight = np.array([example.weight for example in examples])
    answers = np.zeros((options, len(examples)))
    answers[[example.answer for example in examples], np.arange(len(examples))] = 1.0
    # The same evidence, sorted by feature: sums over neighbours are much the fastest.
    order = np.argsort(columns, kind="stable")
    rows = rows[order]
    starts = np.searchsorted(columns[order], np.arange(len(number)))
    # What holds everywhere costs nothing: only what the surroundings add must earn its weight.
    priors = np.array([0.01 if feature == ALWAYS else prior for feature in number])
    weights = np.zeros((options, len(number)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        totals = np.array([np.add.reduceat(own[columns], firsts) for own in weights])
        odds = np.exp(totals - totals.max(axis=0))
        slopes = weight * (odds / odds.sum(axis=0) - answers)
        gradient = priors * weights
        for option in range(options):
            gradient[option] += np.add.reduceat(slopes[option][rows], starts)
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        rate = 0.15 * (1 - step / (STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {feature: weights[:, index] for feature, index in number.items()}


def choose(
    places: Sequence[Place],
    options: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    prior: float = PRIOR,
    least: int = LEAST_WEIGHT,
) -> Choice:
    """Return the choice between ``options`` that ``places`` teach, by windows of ``sizes``.

    Windows whose weights are all below ``least`` are left out.
    """
    examples = [
        Example(
            [
                ALWAYS,
                *(
                    (size, place.text[place.start - size[0] : place.end + size[1]])
                    for size in sizes
                ),
                *([place.tag] if place.tag else []),
            ],
            options.index(place.answer),
            place.weight,
        )
        for place in places
        if place.answer in options
    ]
    windows: dict[tuple[int, int], dict[str, list[int]]] = {size: {} for size in sizes}
    tags: dict[str, list[int]] = {}
    for feature, own in fit(examples, len(options), prior).items():
        whole = [round(float(weight - own[0]) * SCALE) for weight in own[1:]]
        if isinstance(feature, str):
            tags[feature] = whole  # the empty tag is every place's
        elif isinstance(feature, tuple) and max(map(abs, whole)) >= least:
            windows[feature[0]][feature[1]] = whole
    return Choice(options, [Window(*size, found) for size, found in windows.items() if found], tags)
