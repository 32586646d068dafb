"""A source document: file → segments, and the segments' translations → file.

A document is its text and the places in it that are segments. Everything between the segments is
the skeleton, and stays as it is: so nothing of a file can be lost, whatever its format, and a
format is only a function that says where its running text stands (`translate.formats`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import DocumentError
from translate.formats import PARSERS
from translate.formats.block import Block, Kind
from translate.sentences import sentence_spans, split_sentences

__all__ = ["Document", "Segment", "split_sentences"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w.-]+\.(?:de|com|org|net|ru|ua)\b\S*"
)
# What a segment has not: white space other than single spaces, control characters, soft hyphens and
# the invisible marks of web pages.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
_LOOSE = re.compile(rf"[\s{_INVISIBLE}]{{2,}}|[^\S ]|[{_INVISIBLE}]")
_BREAK = re.compile(
    r"[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*+[\r\n\v\f\x1c-\x1e\x85\u2028\u2029][\s>]*+"
)


@dataclass(frozen=True)
class Segment:
    """One unit of translation: a sentence, heading or caption, with its place in the document.

    `text` is one line, white space single, in NFC. `line` is that of its first character;
    `paragraph` counts the document's blocks and `sentence` the segments in the block, all from 1.
    ``document.text[start:end]`` is what it was read from and what a translation replaces.
    """

    text: str
    line: int
    kind: Kind
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A German text file: its `text` in NFC and its `segments` in order.

    `path` is where it was read from, or ``-``.
    """

    path: Path
    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def read(cls, path: Path | str) -> Document:
        """Return the document in the file at `path`, its format told by its suffix.

        Raises `DocumentError` where there is no such file, it cannot be read, is empty or is not
        a text in a known encoding and format.
        """
        from translate.encoding import decode

        path = Path(path)
        if path.is_dir():
            raise DocumentError(f"{path}: is a folder; name a text file in it")
        try:
            text = decode(path.read_bytes())
        except FileNotFoundError:
            raise DocumentError(f"{path}: no such file") from None
        except OSError as error:
            raise DocumentError(f"{path}: cannot be read: {error.strerror}") from None
        except UnicodeError as error:
            raise DocumentError(f"{path}: {error}; save it as UTF-8 text") from None
        if not text.strip():
            raise DocumentError(f"{path}: is empty; nothing to translate")
        return cls.parse(text, path.suffix, path=path)

    @classmethod
    def parse(cls, text: str, format: str = ".txt", *, path: Path | str = "-") -> Document:  # noqa: A002
        """Return the document of a `text` in NFC, whose `format` is a file suffix like ``.md``.

        Raises `DocumentError` where the format is not known.
        """
        parser = PARSERS.get(format.lower())
        if parser is None:
            known = ", ".join(PARSERS)
            raise DocumentError(
                f"{path}: format {format!r} is not known; convert it to one of {known}"
            )
        return cls(Path(path), text, tuple(_segments(text, parser(text))))

    def render(self, translations: Sequence[str] | Mapping[str, str]) -> str:
        """Return the text of the document with `translations` in place of its segments.

        They are either as many as the segments and in their order, or looked up by the segment's
        text; a segment without one stays German. A segment given back unchanged leaves the file's
        own characters there. Raises ``ValueError`` where a sequence has not one for each segment.
        """
        if isinstance(translations, Mapping):
            translations = [translations.get(s.text, s.text) for s in self.segments]
        if len(translations) != len(self.segments):
            raise ValueError(f"{len(translations)} translations for {len(self.segments)} segments")
        parts = []
        at = 0
        for segment, translation in zip(self.segments, translations, strict=True):
            parts.append(self.text[at : segment.start])
            source = self.text[segment.start : segment.end]
            parts.append(source if translation == segment.text else _laid_out(translation, source))
            at = segment.end
        parts.append(self.text[at:])
        return "".join(parts)


def _segments(text: str, blocks: Iterator[Block]) -> Iterator[Segment]:
    line_starts = [0]
    for line in text.splitlines(keepends=True):
        line_starts.append(line_starts[-1] + len(line))
    paragraph = 0
    for block in blocks:
        running, places = _running_text(text, block)
        sentence = 0
        for first, last in sentence_spans(running):
            content = running[first:last]
            if not _translatable(content):
                continue
            if not sentence:
                paragraph += 1
            sentence += 1
            start, end = _place(places, first), _place(places, last - 1) + 1
            line = bisect_right(line_starts, start)
            yield Segment(content, line, block.kind, paragraph, sentence, start, end)


def _running_text(text: str, block: Block) -> tuple[str, list[tuple[int, int]]]:
    """Return the block as one line, and pairs of offsets: here in the line, there in the text."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0

    def add(part: str, source: int) -> None:
        nonlocal length
        if part and not (part == " " and parts and parts[-1][-1] == " "):
            places.append((length, source))
            parts.append(part)
            length += len(part)

    for number, (start, end) in enumerate(block.lines):
        if number:
            add(" ", start - 1)
        at = start
        for loose in _LOOSE.finditer(text, start, end):
            add(text[at : loose.start()], at)
            add(" " if any(map(str.isspace, loose[0])) else "", loose.start())
            at = loose.end()
        add(text[at:end], at)
    return "".join(parts), places


def _place(places: list[tuple[int, int]], offset: int) -> int:
    """Return where in the text the character at `offset` of the running text stands."""
    here, there = places[bisect_right(places, (offset, len(places) and 1 << 62)) - 1]
    return there + offset - here


def _translatable(text: str) -> bool:
    return any(c.isalpha() for c in _ADDRESS.sub("", text))


def _laid_out(translation: str, source: str) -> str:
    """Return `translation` on as many lines as `source`, broken where it was, in proportion."""
    breaks = list(_BREAK.finditer(source))
    if not breaks:
        return translation
    words = translation.split(" ")
    parts = []
    done = 0
    length = 0
    queue = [(m.start() / len(source) * len(translation), m[0]) for m in breaks]
    for number, word in enumerate(words):
        if number:
            separator = " "
            if done < len(queue) and length >= queue[done][0]:
                separator = queue[done][1]
                done += 1
            parts.append(separator)
        parts.append(word)
        length += len(word) + 1
    return "".join(parts)
