"""The way back: document and catalogue to a text in the other language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from translate import files
from translate.catalogue import Catalogue, State
from translate.document import Document, Segment
from translate.errors import DocumentError
from translate.formats import BINARY
from translate.markup import marks, without
from translate.sources import existing_catalogue

# What stands before a paragraph of which not all is confirmed, the worst first.
_BROKEN, _MISSING, _DRAFT = "[name wrong]", "[untranslated]", "[draft]"


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and what its catalogue has for it: "" where that is nothing.

    `broken` tells that the last run found a name missing or wrong in the translation.
    """

    segment: Segment
    translation: str
    state: State
    broken: bool

    @property
    def mark(self) -> str:
        """What an editor must know of it, "" if it is confirmed and its names are right."""
        if self.broken:
            return _BROKEN
        return {State.NEW: _MISSING, State.CONFIRMED: ""}.get(self.state, _DRAFT)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A document and the translations of its segments, in their order."""

    document: Document
    catalogue: Path
    pairs: tuple[Pair, ...]

    @property
    def unconfirmed(self) -> list[Pair]:
        """Those that no human has accepted."""
        return [pair for pair in self.pairs if pair.state is not State.CONFIRMED]

    def text(self) -> str:
        """Return the document in the other language; what has no translation stays German."""
        return self.document.render([pair.translation for pair in self.pairs])

    def data(self, language: str) -> bytes:
        """Return the document's file in the other `language`."""
        return self.document.encode(self.text(), language)

    def bilingual(self) -> str:
        """Return both languages, paragraph by paragraph: the German quoted, the English below it.

        A paragraph that holds anything unconfirmed begins with a mark that says so.
        """
        blocks = []
        for _, group in groupby(self.pairs, key=lambda pair: pair.segment.paragraph):
            pairs = list(group)
            marks = {pair.mark for pair in pairs}
            mark = next((each for each in (_BROKEN, _MISSING, _DRAFT) if each in marks), "")
            texts = [self._texts(pair) for pair in pairs]
            german = " ".join(text for text, _ in texts)
            english = " ".join(text for _, text in texts)
            blocks.append(f"> {german}\n\n{mark}{' ' * bool(mark)}{english}\n")
        return "\n".join(blocks)

    def _texts(self, pair: Pair) -> tuple[str, str]:
        """Return both texts of a segment, in which only Markdown is Markdown."""
        segment = pair.segment
        english = _one_line(pair.translation) or segment.text
        if self.document.is_text:
            return segment.text, english
        return segment.plain, without(english, marks(english, segment.text, segment.tags))


def render(source: Path, locales: Path, *, target: str = "en") -> Rendering:
    """Return the document `source` in the language `target`, as its catalogue has it.

    Raises `DocumentError` and `CatalogueError`, also where there is no catalogue yet.
    """
    document = Document.read(source)
    path = existing_catalogue(source, locales, target)
    catalogue = Catalogue.read(path, target=target)
    return Rendering(document, path, tuple(_pairs(document, catalogue)))


def _pairs(document: Document, catalogue: Catalogue) -> Iterator[Pair]:
    for segment in document.segments:
        text = segment.text
        yield Pair(
            segment,
            catalogue.translation(text) or "",
            catalogue.state(text),
            catalogue.is_broken(text),
        )


def write(
    path: Path, data: bytes, *, keep: tuple[Path, ...] = (), suffix: str | None = None
) -> None:
    """Write `data` atomically. Raises `DocumentError`, also rather than replace a file of `keep`.

    Those are what the data was made of: nothing that a human has written is overwritten. What can
    only be a Word document, say, is not written to a file whose name ends in another `suffix`, nor
    anything else to one that is called so.
    """
    suffixes = {suffix, path.suffix.lower()}
    if len(suffixes) > 1 and suffixes & BINARY:
        kind = suffix if suffix in BINARY else "text"
        raise DocumentError(
            f"{path}: would hold {kind}; name a file with -o that ends as it should"
        )
    for each in keep:
        if path.resolve() == each.resolve():
            raise DocumentError(f"{path}: is what was rendered from; name another file with -o")
    try:
        files.replace(path, data)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be written: {error.strerror}") from error


def _one_line(text: str) -> str:
    return " ".join(text.split())
