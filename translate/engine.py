"""An Argos package run on CTranslate2, in batches.

The engine knows tokens and text, no glossary and no catalogue: it takes source texts, each with an
optional beginning that its translation must have, and gives hypotheses, best first. CTranslate2 is
imported when the first text is translated, so that a run with nothing to translate loads no model.
"""

from __future__ import annotations

import math
import os
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.annotation import neutralise
from translate.errors import EngineError

if TYPE_CHECKING:
    from translate.packages import ModelPackage, Tokenizer

# Source tokens to a batch: what is larger no longer fits a CPU's caches.
_BATCH_TOKENS = 512
# Segments handed over at a time. They are of one class of length, since they share one limit of the
# output's length: the classes are fixed, so that a loop is cut at the same place in every run.
_GROUP = 128
# Segments for each thread that may wait for it: so many that it never waits, and few enough that
# answers are read while others are made, and that an interrupted run comes to its end.
_AHEAD = 256
_CLASS_WIDTH = 1.5
# A translation longer than this many times its source (plus a little) is a loop.
_LENGTH_FACTOR, _LENGTH_SLACK = 1.5, 24
# Chosen by BLEU per second on the development sets: of the embedded model 4 gains 0.1 to 0.3 BLEU
# for a third more time, 2 loses 0.2 to 0.3 (README, How good is it?).
DEFAULT_BEAM = 3


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate; the translation must begin with the target tokens of ``prefix``."""

    text: str
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of a text.

    ``score`` is the mean log probability of its tokens (natural logarithm, 0 is certainty), where
    it is one of several.
    ``attention`` has one row for each target token, with one weight for each source token; it is
    empty where it was not asked for. It is not ``complete`` if it was cut because it had become too
    long to be a translation.
    """

    text: str
    tokens: tuple[str, ...]
    source_tokens: tuple[str, ...]
    score: float = 0.0
    attention: tuple[Sequence[float], ...] = ()
    complete: bool = True


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
        self.threads = threads or cores()
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
            key=lambda i: (len(tokens[i]), i),
            reverse=True,
        )
        progress(len(requests) - len(order))
        if not order:
            return answers
        options: dict[str, Any] = {
            "beam_size": max(self.beam, hypotheses),
            "num_hypotheses": hypotheses,
            "return_attention": attention,
            # Greedy search need not know how likely what it takes is.
            "return_scores": hypotheses > 1,
            "max_batch_size": _BATCH_TOKENS,
            "batch_type": "tokens",
            "max_input_length": 0,
            "asynchronous": True,
        }
        if avoid_repeats:
            options |= {"no_repeat_ngram_size": 4, "repetition_penalty": 1.1}
        translator = self._load()
        waiting: deque[tuple[int, int, Any]] = deque()

        def collect(left: int) -> None:
            while len(waiting) > left:
                i, limit, pending = waiting.popleft()
                try:
                    result = pending.result()
                except (RuntimeError, ValueError) as error:
                    raise EngineError(
                        f"{self.package.folder}: cannot translate: {error}"
                    ) from error
                answers[i] = self._hypotheses(tokens[i], limit, result)
                progress(1)

        sizes = [
            max(self._said(request.text, source), len(request.prefix), 1)
            for request, source in zip(requests, tokens, strict=True)
        ]
        for longest, group in _groups(order, sizes):
            prefixes = [list(requests[i].prefix) for i in group]
            limit = int(longest * _LENGTH_FACTOR) + _LENGTH_SLACK
            pending = translator.translate_batch(
                [tokens[i] for i in group],
                target_prefix=prefixes if any(prefixes) else None,
                max_decoding_length=limit,
                **options,
            )
            waiting += ((i, limit, each) for i, each in zip(group, pending, strict=True))
            collect(_AHEAD * self.threads)
        collect(0)
        return answers

    def _hypotheses(self, source: list[str], limit: int, result: Any) -> list[Hypothesis]:
        rows = result.attention or [()] * len(result.hypotheses)
        scores = result.scores or [0.0] * len(result.hypotheses)
        return [
            Hypothesis(
                text=self.text(target),
                tokens=tuple(target),
                source_tokens=tuple(source),
                score=score,
                # Four bytes a weight: a batch of long sentences has millions.
                attention=tuple(array("f", row) for row in weights),
                complete=len(target) < limit,
            )
            for target, score, weights in zip(result.hypotheses, scores, rows, strict=True)
        ]

    def text(self, tokens: Sequence[str]) -> str:
        """Join target tokens to one line of text."""
        text = self.tokenizer.decode(list(tokens))
        if self.package.inline_terms is not None:
            # A mark that a model repeats is no part of its translation.
            text = neutralise(text, self.package.inline_terms)
        return " ".join(text.split())

    def _said(self, text: str, source: Sequence[str]) -> int:
        """Return how many tokens of a text are to be said: not the marked form of a term."""
        marks = self.package.inline_terms
        if marks is None or marks.gives not in text:
            return len(source)
        count, counting = 0, True
        for token in source:
            piece = token.removeprefix("▁")
            counting = piece == marks.gives or (counting and piece != marks.open)
            count += counting and piece not in {marks.gives, marks.close}
        return count

    def _load(self) -> Any:
        if self._translator is None:
            import ctranslate2

            try:
                # One thread for each of several batches beats several threads for one batch.
                self._translator = ctranslate2.Translator(
                    str(self.package.model),
                    inter_threads=self.threads,
                    intra_threads=1,
                    max_queued_batches=-1,  # `translate` sees to that
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(
                    f"{self.package.folder}: CTranslate2 cannot load this model: {error}"
                ) from error
        return self._translator


def _groups(order: Iterable[int], sizes: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield `order` in runs of one class of length, each with the longest that the class holds."""
    classes: dict[int, list[int]] = {}
    for i in order:
        number = math.ceil(math.log(sizes[i], _CLASS_WIDTH))
        classes.setdefault(math.ceil(_CLASS_WIDTH**number), []).append(i)
    for longest, members in sorted(classes.items(), reverse=True):
        for start in range(0, len(members), _GROUP):
            yield longest, members[start : start + _GROUP]


def cores() -> int:
    """Return how many CPU cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
