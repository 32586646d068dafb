"""A source document: file → segments, and the segments' translations → file.

A document is its text and the places in it that are segments. Everything between the segments is
the skeleton, and stays as it is: so nothing of a file can be lost, whatever its format, and a
format is only a function that says where its running text stands (`translate.formats`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translate.encoding import decode
from translate.errors import DocumentError
from translate.formats import OPENERS, PARSERS, SUFFIXES
from translate.segmentation import Segment, segments
from translate.sentences import split_sentences

__all__ = ["Document", "Segment", "split_sentences"]

# A line break in the midst of a segment, with what the next line begins with before its text.
_END = r"\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
_BREAK = re.compile(rf"\\?[^\S{_END}]*+[{_END}][\s>]*+")
_LINE_ENDS = re.compile(rf"\s*[{_END}]\s*")
# At the start of a line these would be a list, a heading, a quotation.
_STRUCTURE = re.compile(r"(?:\d{1,9}[.)]|[-+*•–—=#>|~`:]+)")


@dataclass(frozen=True)
class Document:
    """A German document: its `text` in NFC and its `segments` in order.

    `path` is where it was read from, or ``-``. A file that holds more than text has one paragraph
    a line in `text`, bold type, links and the like as tags (`translate.formats.inline`), and `pack`
    to make a file of another text and its language (`translate.formats.opened`).
    """

    path: Path
    text: str
    segments: tuple[Segment, ...]
    pack: Callable[[str, str], bytes] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def read(cls, path: Path | str) -> Document:
        """Return the document in the file at `path`, its format told by its suffix.

        Raises `DocumentError` where there is no such file, it cannot be read, or `load` cannot.
        """
        path = Path(path)
        try:
            if path.is_dir():
                raise DocumentError(f"{path}: is a folder; name a text file in it")
            data = path.read_bytes()
        except FileNotFoundError:
            raise DocumentError(f"{path}: no such file; check the name") from None
        except OSError as error:
            raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
        except ValueError as error:  # a null byte in the name
            raise DocumentError(f"{path}: cannot be read: {error}") from error
        return cls.load(data, path)

    @classmethod
    def load(cls, data: bytes, path: Path) -> Document:
        """Return the document in the bytes of a file called `path`.

        Raises `DocumentError` where they are empty, no text in a known encoding and format, or
        a file that no word processor would write.
        """
        opener = OPENERS.get(path.suffix.lower())
        try:
            opened = None if opener is None else opener(data)
            text = decode(data) if opened is None else opened.text
        except ValueError as error:
            raise DocumentError(f"{path}: {error}") from error
        if not text.strip():
            raise DocumentError(f"{path}: is empty; put the German text into it")
        if opened is not None:
            return cls(path, text, segments(text, opened.blocks), opened.pack)
        return cls.parse(text, path.suffix, path=path)

    @classmethod
    def parse(cls, text: str, suffix: str = ".txt", *, path: Path | str = "-") -> Document:
        """Return the document of a `text` whose format is that of files with this `suffix`.

        `path` is told in messages: where the text is from. Raises `DocumentError` where the format
        is not known.
        """
        parser = PARSERS.get(suffix.lower())
        if parser is None:
            known = ", ".join(SUFFIXES)
            what = f"the format {suffix}" if suffix else "a file without a suffix"
            raise DocumentError(f"{path}: {what} is not known; save the text as one of {known}")
        text = unicodedata.normalize("NFC", text)
        return cls(Path(path), text, segments(text, parser(text)))

    def render(self, translations: Sequence[str] | Mapping[str, str]) -> str:
        """Return the text of the document with `translations` in place of its segments.

        They are either as many as the segments and in their order, or looked up by the segment's
        text; where there is none, or an empty one, the German stays. A segment given back
        unchanged leaves the file's own characters there, white space included. Raises
        ``ValueError`` where a sequence has not one for each segment.
        """
        if isinstance(translations, Mapping):
            translations = [translations.get(s.text, "") for s in self.segments]
        if len(translations) != len(self.segments):
            raise ValueError(f"{len(translations)} translations for {len(self.segments)} segments")
        parts = []
        at = 0
        changed = False
        for segment, translation in zip(self.segments, translations, strict=True):
            was_changed, changed = changed, translation not in ("", segment.text)
            parts.append(self.text[at : segment.start])
            if at == segment.start > 0 and (changed or was_changed):
                parts.append(" ")  # the space that was lost between two sentences
            source = self.text[segment.start : segment.end]
            parts.append(_laid_out(translation, source) if changed else source)
            at = segment.end
        parts.append(self.text[at:])
        return "".join(parts)

    @property
    def is_text(self) -> bool:
        """Whether the file is its text, and no more: its lines are the file's."""
        return self.pack is None

    def encode(self, text: str, language: str) -> bytes:
        """Return the file whose text is `text`, as `render` returns it, in a `language`."""
        if self.pack is None:
            return text.encode()
        return self.pack(text, language)


def _laid_out(translation: str, source: str) -> str:
    """Return `translation` on as many lines as `source` has, broken where it is, in proportion."""
    translation = _LINE_ENDS.sub(" ", translation.strip())
    breaks = [
        (match.start() / len(source) * len(translation), match[0])
        for match in reversed(list(_BREAK.finditer(source)))
    ]
    if not breaks:
        return translation
    first, *words = translation.split(" ")
    parts = [first]
    length = len(first)
    for word in words:
        due = breaks and length >= breaks[-1][0] and not _STRUCTURE.match(word)
        parts += [breaks.pop()[1] if due else " ", word]
        length += 1 + len(word)
    return "".join(parts)
