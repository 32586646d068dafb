"""An Argos package run on CTranslate2, in batches.

The engine knows tokens and text, no glossary and no catalogue: it takes source texts, each with an
optional beginning that its translation must have, and gives hypotheses, best first. CTranslate2 is
imported when the first text is translated, so that a run with nothing to translate loads no model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.annotation import neutralise
from translate.errors import EngineError

if TYPE_CHECKING:
    from translate.packages import ModelPackage, Tokenizer

# Source tokens to a batch: on CPUs larger batches gain nothing and cost memory.
_BATCH_TOKENS = 1024
# Segments handed over at a time. They are of similar length (the shortest has half the tokens of
# the longest), since they share one limit of the output's length.
_GROUP = 128
# A translation longer than this many times its source (plus a little) is a loop.
_LENGTH_FACTOR, _LENGTH_SLACK = 1.5, 24
DEFAULT_BEAM = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate; the translation must begin with the target tokens of ``prefix``."""

    text: str
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of a text.

    ``score`` is the mean log probability of its tokens (natural logarithm, 0 is certainty).
    ``attention`` has one row for each target token, with one weight for each source token; it is
    empty where it was not asked for.
    """

    text: str
    tokens: tuple[str, ...]
    source_tokens: tuple[str, ...]
    score: float = 0.0
    attention: tuple[tuple[float, ...], ...] = ()


class Engine:
    """One loaded package.

    `beam` is the beam size (1 is greedy search), `threads` the number of CPU threads, by default
    as many as the process may use.
    """

    def __init__(
        self, package: ModelPackage, *, beam: int = DEFAULT_BEAM, threads: int | None = None
    ) -> None:
        self.package = package
        self.beam = beam
        self.threads = threads or _cores()
        self._translator: Any = None
        self._tokenizer: Tokenizer | None = None

    @property
    def tokenizer(self) -> Tokenizer:
        """The package's tokenizer."""
        if self._tokenizer is None:
            self._tokenizer = self.package.tokenizer()
        return self._tokenizer

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 1,
        attention: bool = False,
        avoid_repeats: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> list[list[Hypothesis]]:
        """Translate all `requests` in one go; the answers are in their order.

        Each answer holds up to `hypotheses` translations, best first. `avoid_repeats` forbids the
        same four tokens twice, for a second try on an output that looped. `progress` is called
        with the number of requests just finished. Raises `EngineError` if the package does not
        load or run.
        """
        answers: list[list[Hypothesis]] = [[] for _ in requests]
        tokens = [self.tokenizer.encode(request.text) for request in requests]
        order = sorted(
            (i for i in range(len(requests)) if tokens[i]),
            key=lambda i: len(tokens[i]),
            reverse=True,
        )
        progress(len(requests) - len(order))
        if not order:
            return answers
        options: dict[str, Any] = {
            "beam_size": max(self.beam, hypotheses),
            "num_hypotheses": hypotheses,
            "return_attention": attention,
            "return_scores": True,
            "max_batch_size": _BATCH_TOKENS,
            "batch_type": "tokens",
            "max_input_length": 0,
            "asynchronous": True,
        }
        if avoid_repeats:
            options |= {"no_repeat_ngram_size": 4, "repetition_penalty": 1.1}
        translator = self._load()
        waiting: list[tuple[int, Any]] = []
        for group in _groups(order, [len(each) for each in tokens]):
            prefixes = [list(requests[i].prefix) for i in group]
            longest = len(tokens[group[0]]) * _LENGTH_FACTOR + max(map(len, prefixes))
            pending = translator.translate_batch(
                [tokens[i] for i in group],
                target_prefix=prefixes if any(prefixes) else None,
                max_decoding_length=int(longest) + _LENGTH_SLACK,
                **options,
            )
            waiting += zip(group, pending, strict=True)
        for i, pending in waiting:
            try:
                result = pending.result()
            except (RuntimeError, ValueError) as error:
                raise EngineError(f"{self.package.folder}: cannot translate: {error}") from error
            answers[i] = self._hypotheses(tokens[i], result)
            progress(1)
        return answers

    def _hypotheses(self, source: list[str], result: Any) -> list[Hypothesis]:
        rows = result.attention or [()] * len(result.hypotheses)
        return [
            Hypothesis(
                text=self.text(target),
                tokens=tuple(target),
                source_tokens=tuple(source),
                score=score,
                attention=tuple(map(tuple, weights)),
            )
            for target, score, weights in zip(result.hypotheses, result.scores, rows, strict=True)
        ]

    def text(self, tokens: Sequence[str]) -> str:
        """Join target tokens to one line of text."""
        text = self.tokenizer.decode(list(tokens))
        if self.package.inline_terms is not None:
            # A mark that a model repeats is no part of its translation.
            text = neutralise(text, self.package.inline_terms)
        return " ".join(text.split())

    def _load(self) -> Any:
        if self._translator is None:
            import ctranslate2

            try:
                # One thread for each of several batches beats several threads for one batch.
                self._translator = ctranslate2.Translator(
                    str(self.package.model), inter_threads=self.threads, intra_threads=1
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(
                    f"{self.package.folder}: CTranslate2 cannot load this model: {error}"
                ) from error
        return self._translator


def _groups(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield `order`, which goes from long to short, in runs of similar length."""
    group: list[int] = []
    for i in order:
        if group and (len(group) == _GROUP or 2 * lengths[i] < lengths[group[0]]):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
