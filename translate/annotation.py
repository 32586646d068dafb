"""Inline terms: a source text that carries the English spellings owed, for the model to read.

Dinu et al. (2019), *Training Neural Machine Translation to Apply Terminology Constraints*: the
source span stays as it stands and its target follows it between marks::

    Lob von Gerassimow heute   →   Lob von⟨open⟩ Gerassimow⟨gives⟩ Gerasimov⟨close⟩ heute

The opening mark replaces the space before the span, so every mark closes a word and the span and
its target are segmented like any other word. Training and inference share this module: what the
model is shown at work is what it has learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations


@dataclass(frozen=True)
class InlineTerms:
    """The three marks of a package, SentencePiece user-defined symbols that no text contains."""

    open: str = "\ue000"
    gives: str = "\ue001"
    close: str = "\ue002"

    def __post_init__(self) -> None:
        """Reject marks that could not be told apart: ``ValueError``."""
        marks = self.marks
        if not all(marks) or any(a in b for a, b in permutations(marks, 2)):
            raise ValueError(f"inline term marks must be three different symbols, not {marks!r}")

    @property
    def marks(self) -> tuple[str, str, str]:
        """The marks in the order in which an annotated term has them."""
        return self.open, self.gives, self.close

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, object]) -> InlineTerms | None:
        """Return the marks that a package's ``metadata.json`` declares, None where it has none.

        Raises ``ValueError`` where ``inline_terms`` is there but is not three different symbols.
        """
        declared = metadata.get("inline_terms")
        if declared is None:
            return None
        if not isinstance(declared, Mapping):
            raise ValueError(f"inline_terms must be an object, not {declared!r}")  # noqa: TRY004
        marks = [declared.get(key) for key in ("open", "gives", "close")]
        if not all(isinstance(mark, str) for mark in marks):
            raise ValueError(f"inline_terms must name open, gives and close, not {declared!r}")
        return cls(*(str(mark) for mark in marks))

    def to_metadata(self) -> dict[str, str]:
        """Return the value of ``inline_terms`` for a package's ``metadata.json``."""
        return {"open": self.open, "gives": self.gives, "close": self.close}


def annotate(text: str, terms: Sequence[tuple[int, int, str]], symbols: InlineTerms) -> str:
    """Write each term ``(start, end, target)`` into `text` behind its span.

    `start` and `end` are character offsets of the span as it stands, a genitive's *s* included;
    `target` is the English owed, uninflected. Raises ``ValueError`` where spans are empty, overlap,
    stand out of order or outside the text, where a target is blank, and where text or target
    contains a mark (see `neutralise`).
    """
    for part in (text, *(target for _, _, target in terms)):
        if any(mark in part for mark in symbols.marks):
            raise ValueError(f"text to annotate already contains a mark: {part!r}")
    pieces: list[str] = []
    done = 0
    for start, end, target in terms:
        if not done <= start < end <= len(text):
            raise ValueError(
                f"span {start}–{end} overlaps another, is out of order, or lies outside the text"
            )
        if not target.strip():
            raise ValueError(f"no target for {text[start:end]!r}")
        span = text[start:end]
        if not span.strip():
            raise ValueError(f"span {start}–{end} holds only white space")
        pieces += [text[done:start].removesuffix(" "), symbols.open, " ", span.strip()]
        pieces += [symbols.gives, " ", target.strip(), symbols.close]
        done = end
    return "".join([*pieces, text[done:]])


def neutralise(text: str, symbols: InlineTerms) -> str:
    """Blank out marks that a user typed, so that they instruct nobody.

    Every character keeps its place, so spans found before hold after.
    """
    for mark in symbols.marks:
        text = text.replace(mark, " " * len(mark))
    return text
