"""Where a word of the source went: what a hypothesis's attention says of a place in its text.

Attention is a row of weights over the source tokens for each target token. A package whose
attention was trained towards word alignments says so in its metadata (Garg et al. 2019, *Jointly
Learning to Align and Translate with Transformer Models*); of others it is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.constraints import Span

if TYPE_CHECKING:
    from translate.engine import Hypothesis

# Attention that a target word must pay to a name to count as its place.
_ATTENDS = 0.2
# Attention with which a target word is a rendition of the name and of nothing else.
_RENDERS = 0.5
# How many source tokens before a name are looked at for a place, where no word looks at it.
_NEIGHBOURS = 15


@dataclass(frozen=True, slots=True)
class _Word:
    """A target word: its tokens, and its place in the text."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of one hypothesis and what they look at."""

    hypothesis: Hypothesis
    words: tuple[_Word, ...]

    @classmethod
    def of(cls, hypothesis: Hypothesis, text: Callable[[Sequence[str]], str]) -> Alignment:
        """Find the words of `hypothesis`; `text` joins tokens (`Engine.text`)."""
        tokens = hypothesis.tokens
        rows = hypothesis.attention
        starts = [i for i in range(min(len(tokens), len(rows))) if not i or _begins(tokens, i)]
        words = []
        done = 0
        for first, last in pairwise([*starts, len(tokens)]):
            end = len(text(tokens[:last]))
            begin = done + len(hypothesis.text[done:end]) - len(hypothesis.text[done:end].lstrip())
            words.append(_Word(first, last, Span(begin, end)))
            done = end
        return cls(hypothesis, tuple(words))

    def looking_at(self, columns: Sequence[int]) -> int | None:
        """Return where the first word that looks at these source tokens begins in the text.

        An opening bracket or quotation mark stays before that place.
        """
        looks = [self._look(word, columns) for word in self.words]
        strongest = max(looks, default=0.0)
        if not columns or strongest < _ATTENDS:
            return None
        place = next(
            word.span for word, look in zip(self.words, looks, strict=True) if look >= strongest / 2
        )
        text = self.hypothesis.text[place.start : place.end]
        opening = re.match(r"\W*(?=\w)", text)
        return place.start + (opening.end() if opening else 0)

    def after_neighbour(self, columns: Sequence[int]) -> int | None:
        """Return where the last word ends that looks at what stands before these source tokens.

        What closes a sentence or a clause stays behind that place.
        """
        rows = self.hypothesis.attention
        if not columns or not rows:
            return None
        width = range(len(self.hypothesis.source_tokens))
        gazes = [max(width, key=row.__getitem__) for row in rows]
        for column in range(columns[0] - 1, max(columns[0] - 1 - _NEIGHBOURS, -1), -1):
            if column in gazes:
                token = len(gazes) - 1 - gazes[::-1].index(column)
                word = next((w for w in self.words if w.first <= token < w.last), None)
                if word is not None:
                    text = self.hypothesis.text[: word.span.end]
                    return len(re.sub(r"\W+$", "", text))
        return None

    def rendition(self, columns: Sequence[int]) -> Span | None:
        """Return the words that look at these source tokens and at little else, if in one row.

        Without the punctuation around them.
        """
        looks = [self._look(word, columns) for word in self.words]
        found = [i for i, look in enumerate(looks) if look >= _RENDERS]
        if not columns or not found or found[-1] - found[0] != len(found) - 1:
            return None
        start, end = self.words[found[0]].span.start, self.words[found[-1]].span.end
        text = self.hypothesis.text[start:end]
        start += len(text) - len(re.sub(r"^\W+", "", text))
        end -= len(text) - len(re.sub(r"(?:['’]s)?\W*$", "", text))
        return Span(start, end) if start < end else None

    def _look(self, word: _Word, columns: Sequence[int]) -> float:
        rows = self.hypothesis.attention[word.first : word.last]
        return max((sum(row[c] for c in columns) for row in rows), default=0.0)


def columns(source_tokens: Sequence[str], text: str, places: Sequence[Span]) -> list[list[int]]:
    """Return for each of `places` in a request's `text` the source tokens that stand there."""
    read, edges = "", []
    for token in source_tokens:
        start = len(read)
        read += _plain(token, source_tokens)
        edges.append((start, len(read)))
    found: list[list[int]] = []
    done = 0
    for place in places:
        form = text[place.start : place.end].strip()
        start = read.find(form, done)
        if start < 0 or not form:
            found.append([])
            continue
        done = start + len(form)
        found.append([i for i, (a, b) in enumerate(edges) if a < done and b > start])
    return found


def _plain(token: str, tokens: Sequence[str]) -> str:
    # SentencePiece marks the space before a word, BPE that a word goes on.
    if _marks_spaces(tokens):
        return token.replace("▁", " ")
    return token[:-2] if token.endswith("@@") else token + " "


def _begins(tokens: Sequence[str], position: int) -> bool:
    if _marks_spaces(tokens):
        return tokens[position].startswith("▁")
    return not tokens[position - 1].endswith("@@")


def _marks_spaces(tokens: Sequence[str]) -> bool:
    return any(token.startswith("▁") for token in tokens)
