"""A paragraph of HTML, Word or OpenDocument as one line of text, and back.

What a translator sees of bold type, links, images and notes are short tags, as in every tool for
translators: ``Der <b>Kreml</b> lobt Kim.<note/>``. The tags of a paragraph are chosen so that none
of its words looks like one; what else looks like a tag is words. So a line can always be read back,
and what a translation has left out can be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Literal

from translate.formats.block import Block, Kind
from translate.formats.plain import goes_on
from translate.markup import Counterparts, Tag
from translate.sentences import sentence_spans

Role = Literal["open", "close", "alone", "break", "cut", "hidden"]

# Between two blocks of a paragraph. No translation has this character: it counts as a line end.
_CUT = "\x1c"
_PAIR = ("open", "close")
# What a tag may look like: so that one is found without trying all that there are.
_TAG = re.compile("<[^<>]*>")
_SPACE = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# U+0338 would strike through the mark that ends a tag; a word joiner keeps them apart.
_STROKE, _JOINER = "\u0338", "\u2060"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paragraph has beside its words.

    *open* and *close* go around words (bold, a link), *alone* stands among them (an image, a note),
    a *break* begins a new line. A *cut* parts the paragraph into texts that are translated each by
    itself (a tabulator); *hidden* is what a translator need not see (a bookmark).

    `thing` is the format's number for what it is; the same for the two marks of a pair and for
    whatever may take its place. `name` is what a translator sees. What stands between *verbatim*
    marks is not to be translated. What is there `once` cannot be doubled: a link with its target.
    """

    role: Role
    thing: int
    name: str = ""
    verbatim: bool = False
    once: bool = False


Piece = str | Mark


class Paragraph:
    """A paragraph's `pieces`, in order, and its `line` of text."""

    def __init__(self, pieces: Iterable[Piece], kind: Kind = "sentence") -> None:
        self.kind = kind
        self._before, body, self._behind = _stripped(_paired(_joined(pieces)))
        self._blocks = [
            _by_sentence(block) for block in _split(_without_covered_cuts(_broken(body)))
        ]
        self._tags = _tag_texts(body)
        shown = (
            piece if isinstance(piece, str) else self._shown(piece)
            for block in self._blocks
            for piece in block
        )
        self.line = unicodedata.normalize("NFC", "".join(_apart(shown)))

    def _shown(self, mark: Mark) -> str:
        return _CUT if mark.role == "cut" else self._tags.get((mark.thing, mark.role), "")

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return any(map(str.isalpha, _words(piece for block in self._blocks for piece in block)))

    def blocks(self, offset: int) -> Iterator[Block]:
        """Yield the texts of the line, which stands at `offset` of the document's text."""
        known = {text: role for (_, role), text in self._tags.items()}
        verbatim = {
            self._tags[mark.thing, mark.role]
            for block in self._blocks
            for mark in block
            if isinstance(mark, Mark) and mark.verbatim and mark.role in _PAIR
        }
        markup = partial(_tags, known=known, verbatim=verbatim)
        for part in self.line.split(_CUT):
            start, end = _inside(part, markup(part))
            if start < end:
                yield Block(self.kind, ((offset + start, offset + end),), markup)
            offset += len(part) + len(_CUT)

    def read(self, line: str) -> list[Piece]:
        """Return the pieces of the paragraph with the words of `line`, a translation.

        Whatever stood in the paragraph and cannot be typed stands in it again: what a translator
        has left out is put back at a place like the one it had. A pair of which half is missing
        is left out, its words are not.
        """
        parts = line.split(_CUT)
        texts = [block for block in self._blocks if not _is_cut(block)]
        if len(parts) != len(texts):
            raise ValueError(f"{len(parts)} texts for {len(texts)}")
        found = iter(parts)
        pieces = [*self._before]
        for block in self._blocks:
            pieces += block if _is_cut(block) else self._translated(next(found), block)
        return [*pieces, *self._behind]

    def _translated(self, part: str, block: Sequence[Piece]) -> list[Piece]:
        """Return the pieces of a block whose text is `part` now."""
        marks = [piece for piece in block if isinstance(piece, Mark)]
        by_text = {self._shown(mark): mark for mark in marks if self._shown(mark)}
        pieces: list[Piece] = []
        at = 0
        for match in _TAG.finditer(part):
            if match[0] in by_text:
                pieces += [part[at : match.start()], by_text[match[0]]]
                at = match.end()
        pieces.append(part[at:])
        pieces = _nested(_only_once(pieces, block))
        return _joined(_without_space(_with_missing(_joined(pieces), block)))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces without empty ones and with neighbouring texts as one, on one line."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            text = _SPACE.sub(" ", piece)
            if joined and isinstance(joined[-1], str):
                joined[-1] += text
            elif text:
                joined.append(text)
        elif piece.role != "open" or piece.once or not _goes_on(joined, piece):
            joined.append(piece)
    return joined


def _goes_on(pieces: list[Piece], mark: Mark) -> bool:
    """Take back the end of a pair that begins again at once, which word processors often write."""
    place = len(pieces) - 1
    while place >= 0 and isinstance(last := pieces[place], Mark):
        if last == replace(mark, role="close"):
            del pieces[place]
            return True
        if last.role != "hidden":
            return False
        place -= 1
    return False


def _paired(pieces: Sequence[Piece]) -> list[Piece]:
    """Make a cut of every mark whose partner stands in another paragraph."""
    partners = _partners(pieces)
    return [
        replace(piece, role="cut")
        if isinstance(piece, Mark) and piece.role in _PAIR and place not in partners
        else piece
        for place, piece in enumerate(pieces)
    ]


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return where the partner of each opening and closing mark stands that has one."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            continue
        if piece.role == "open":
            waiting.append(place)
        elif piece.role == "close":
            match = next((w for w in reversed(waiting) if _thing(pieces[w]) == piece.thing), None)
            if match is not None:
                del waiting[waiting.index(match) :]
                partners[match], partners[place] = place, match
    return partners


def _stripped(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Return what stands before all words, the words with what is among them, and the rest.

    A pair around the whole is no business of the translator's.
    """
    partners = _partners(pieces)
    first, last = 0, len(pieces)
    while first < last:
        if _is_edge(pieces[first]):
            first += 1
        elif _is_edge(pieces[last - 1]):
            last -= 1
        elif partners.get(first) == last - 1:
            first, last = first + 1, last - 1
        else:
            break
    return pieces[:first], pieces[first:last], pieces[last:]


def _is_edge(piece: Piece) -> bool:
    if isinstance(piece, str):
        return piece.isspace()
    return piece.role not in _PAIR


def _broken(pieces: Sequence[Piece]) -> list[Piece]:
    """Make of each break a mark in a sentence that goes on behind it, or else a cut."""
    result = list(pieces)
    for place, piece in enumerate(pieces):
        if not (isinstance(piece, Mark) and piece.role == "break"):
            continue
        before = _text_beside(pieces, range(place - 1, -1, -1))
        behind = _text_beside(pieces, range(place + 1, len(pieces)))
        if not (before and behind and goes_on(before, behind)):
            result[place] = replace(piece, role="cut")
    return [each for piece in result for each in _with_space(piece)]


def _with_space(piece: Piece) -> Sequence[Piece]:
    """Part the words on either side of a break, which the words alone are read without."""
    return (piece, " ") if isinstance(piece, Mark) and piece.role == "break" else (piece,)


def _without_space(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take back the space behind each break."""
    behind = False
    for piece in pieces:
        if isinstance(piece, str):
            yield piece.removeprefix(" ") if behind else piece
        else:
            yield piece
        behind = isinstance(piece, Mark) and piece.role == "break"


def _text_beside(pieces: Sequence[Piece], places: Iterable[int]) -> str:
    """Return the text next to a place, "" where there is another break or a cut."""
    for place in places:
        piece = pieces[place]
        if isinstance(piece, str) and piece.strip():
            return piece.strip()
        if isinstance(piece, Mark) and piece.role in {"break", "cut"}:
            return ""
    return ""


def _without_covered_cuts(pieces: Sequence[Piece]) -> list[Piece]:
    """End each pair before a cut, and begin it again behind; where it is there once, cut there."""
    result: list[Piece] = []
    inside: list[Mark] = []
    for piece in _cut_where_once(pieces):
        if isinstance(piece, Mark) and piece.role == "cut":
            for mark in reversed(inside):
                _close(result, replace(mark, role="close"))
            result += [piece, *inside]
        elif isinstance(piece, Mark) and piece.role == "close":
            inside.pop()
            _close(result, piece)
        else:
            if isinstance(piece, Mark) and piece.role == "open":
                inside.append(piece)
            result.append(piece)
    return result


def _close(pieces: list[Piece], mark: Mark) -> None:
    """Add a closing mark, or take back the opening one if there is nothing between."""
    if pieces and isinstance(last := pieces[-1], Mark) and last == replace(mark, role="open"):
        pieces.pop()
    else:
        pieces.append(mark)


def _cut_where_once(pieces: Sequence[Piece]) -> list[Piece]:
    """Make cuts of the pairs that hold a cut and are there once, or hold no words."""
    partners = _partners(pieces)
    cuts = [0, *accumulate(_is_cut([piece]) for piece in pieces)]
    words = [0, *accumulate(isinstance(piece, str) for piece in pieces)]
    cut_at = {
        place
        for first, last in partners.items()
        if first < last and cuts[first] < cuts[last]
        if _is_once(pieces[first]) or words[first] == words[last]
        for place in (first, last)
    }
    return [
        replace(piece, role="cut") if place in cut_at and isinstance(piece, Mark) else piece
        for place, piece in enumerate(pieces)
    ]


def _split(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the texts between cuts and, between them, each cut by itself."""
    blocks: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Mark) and piece.role == "cut":
            blocks += [[piece], []]
        else:
            blocks[-1].append(piece)
    return blocks


def _by_sentence(block: list[Piece]) -> list[Piece]:
    """End each pair with the sentence and begin it again with the next: each is a segment.

    What is there once goes on, and so does what is around it.
    """
    if not any(isinstance(piece, Mark) and piece.role == "open" for piece in block):
        return block
    words = _words(block)
    gaps = deque((end, start) for (_, end), (start, _) in pairwise(sentence_spans(words)))
    result: list[Piece] = []
    inside: list[Mark] = []
    at = 0
    for piece in block:
        if isinstance(piece, str):
            behind = at + len(piece)
            while gaps and gaps[0][0] < behind:
                first, last = max(gaps[0][0], at), min(gaps[0][1], behind)
                result += [words[at:first]] if at < first else []
                _part(result, inside, words[first:last])
                at = last
                if gaps[0][1] > behind:
                    break
                gaps.popleft()
            result += [words[at:behind]] if at < behind else []
            at = behind
        elif piece.role == "close":
            inside.pop()
            _close(result, piece)
        else:
            inside += [piece] if piece.role == "open" else []
            result.append(piece)
    return result


def _part(pieces: list[Piece], inside: Sequence[Mark], gap: str) -> None:
    """Add the white space between two sentences, outside all pairs if they can be parted."""
    marks = [] if any(mark.once for mark in inside) else inside
    for mark in reversed(marks):
        _close(pieces, replace(mark, role="close"))
    pieces += [gap, *marks] if gap else marks


def _is_cut(block: Sequence[Piece]) -> bool:
    return len(block) == 1 and isinstance(block[0], Mark) and block[0].role == "cut"


def _tag_texts(pieces: Sequence[Piece]) -> dict[tuple[int, Role], str]:
    """Choose what each visible mark looks like: by its name, unless the words have that."""
    taken = {match[0] for match in _TAG.finditer(_words(pieces))}
    numbers: Counter[str] = Counter()
    texts: dict[tuple[int, Role], str] = {}
    named: set[int] = set()
    for mark in pieces:
        if isinstance(mark, str) or mark.role in {"cut", "hidden"} or mark.thing in named:
            continue
        looks: dict[Role, str] = {}
        while not looks or not taken.isdisjoint(looks.values()):
            numbers[mark.name] += 1
            number = numbers[mark.name]
            name = mark.name if number == 1 else f"{mark.name}{number}"
            looks = {"open": f"<{name}>", "close": f"</{name}>"}
            if mark.role not in _PAIR:
                looks = {mark.role: f"<{name}/>"}
        taken.update(looks.values())
        named.add(mark.thing)
        for role, look in looks.items():
            texts[mark.thing, role] = look
    return texts


def _apart(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts so that none of them is part of a letter of the one before."""
    for text in texts:
        yield _JOINER + text if text.startswith(_STROKE) else text


def _tags(running: str, *, known: dict[str, Role], verbatim: set[str]) -> list[Tag]:
    """Return the tags of a running text: all texts in it that are `known`."""
    tags: list[Tag] = []
    waiting: list[tuple[str, int]] = []
    for match in _TAG.finditer(running):
        role = known.get(match[0])
        if role is None:
            continue
        partner = None
        if role == "open":
            waiting.append((match[0], len(tags)))
        elif role == "close":
            opening = match[0].replace("/", "", 1)
            while waiting and partner is None:
                text, number = waiting.pop()
                if text == opening:
                    partner = number
                    tags[number] = replace(tags[number], partner=len(tags))
        shown = role if role == "open" or role == "close" else "alone"  # noqa: PLR1714 - mypy
        tags.append(Tag(*match.span(), shown, partner, verbatim=match[0] in verbatim))
    return tags


def _inside(part: str, tags: Sequence[Tag]) -> tuple[int, int]:
    """Return where the words of a part stand, without a pair of tags around all of them."""
    start, end = len(part) - len(part.lstrip()), len(part.rstrip())
    for number, tag in enumerate(tags):
        if tag.start != start or tag.role != "open" or tag.verbatim or tag.partner is None:
            break
        closing = tags[tag.partner]
        if closing.end != end or tag.partner != len(tags) - 1 - number:
            break
        start, end = tag.end, closing.start
    return start, max(start, end)


def _only_once(pieces: Sequence[Piece], block: Sequence[Piece]) -> list[Piece]:
    """Leave out what the source block has not as often, and half pairs; formats may be doubled."""
    allowed = Counter((p.thing, p.role) for p in block if isinstance(p, Mark))
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Mark) and (piece.once or piece.role not in _PAIR):
            allowed[piece.thing, piece.role] -= 1
            if allowed[piece.thing, piece.role] < 0:
                continue
        kept.append(piece)
    partners: set[int] = set()
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for place, piece in enumerate(kept):
        if isinstance(piece, Mark) and piece.role == "open":
            waiting[piece.thing].append(place)
        elif isinstance(piece, Mark) and piece.role == "close" and waiting[piece.thing]:
            partners |= {waiting[piece.thing].pop(), place}
    return [
        piece
        for place, piece in enumerate(kept)
        if isinstance(piece, str) or piece.role not in _PAIR or place in partners
    ]


def _nested(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces whose pairs, each complete, are nested: ``<b><i></b></i>`` is not."""
    result: list[Piece] = []
    inside: list[Mark] = []
    for piece in pieces:
        if isinstance(piece, str) or piece.role not in _PAIR:
            result.append(piece)
        elif piece.role == "open":
            inside.append(piece)
            result.append(piece)
        elif any(mark.thing == piece.thing for mark in inside):
            again = []
            while (mark := inside.pop()).thing != piece.thing:
                result.append(replace(mark, role="close"))
                if not mark.once:
                    again.append(mark)
            result.append(piece)
            for mark in reversed(again):
                inside.append(mark)
                result.append(mark)
    return result


def _with_missing(pieces: list[Piece], block: Sequence[Piece]) -> list[Piece]:
    """Put what the source block has, and cannot be typed, where the pieces have it not."""
    there = Counter(piece.thing for piece in pieces if isinstance(piece, Mark))
    source, words = _words(block), _words(pieces)
    counterparts = Counterparts(source, words)
    absent: list[tuple[int, Mark]] = []
    at = 0
    for piece in block:
        if isinstance(piece, str):
            at += len(piece)
        elif piece.role not in _PAIR:
            there[piece.thing] -= 1
            if there[piece.thing] < 0:
                place = at if words == source else counterparts.of(at, end=at > 0)
                absent.append((place, piece))
    missing = deque(sorted(absent, key=itemgetter(0)))
    result: list[Piece] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, str):
            done = 0
            while missing and missing[0][0] < at + len(piece):
                place, mark = missing.popleft()
                cut = max(place - at, done)
                result += [piece[done:cut], mark]
                done = cut
            result.append(piece[done:])
            at += len(piece)
        else:
            result.append(piece)
    return result + [mark for _, mark in missing]


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _thing(piece: Piece) -> int | None:
    return piece.thing if isinstance(piece, Mark) else None


def _is_once(piece: Piece) -> bool:
    return isinstance(piece, Mark) and piece.once
