"""The way back: document and catalogue to a text in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translate import files
from translate.catalogue import Catalogue, State
from translate.document import Document, Segment
from translate.errors import DocumentError
from translate.translator import existing_catalogue


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document in the other language, and how far each of its segments has come."""

    text: str
    states: tuple[tuple[Segment, State], ...]


def render(source: Path, locales: Path, *, target: str = "en") -> Rendered:
    """Return the document `source` in the language `target`, as its catalogue has it.

    What has no translation stays as it is. Raises `DocumentError` and `CatalogueError`, also
    where there is no catalogue yet.
    """
    document = Document.read(source)
    catalogue = Catalogue.read(existing_catalogue(source, locales, target), target=target)
    texts = [catalogue.translation(segment.text) or segment.text for segment in document.segments]
    states = tuple((segment, catalogue.state(segment.text)) for segment in document.segments)
    return Rendered(document.render(texts), states)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, atomically, its line ends as they are. Raises `DocumentError`."""
    try:
        files.replace(path, text.encode("utf-8"))
    except OSError as error:
        raise DocumentError(f"{path}: cannot be written: {error.strerror}") from error
