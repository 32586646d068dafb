"""German sentence boundaries.

Rules alone: of the splitters at hand each breaks some text of a kind that news is full of
(*dem 11. Korps*, *5,5 Mrd. Euro*, quotations over several sentences), and a fragment is
translated as if it were a sentence. So the rules lean one way: where a full stop may belong to
a number or an abbreviation, the text stays together unless the next word opens sentences.
The words themselves stand in ``sentences.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# A run of marks and what closes behind it. Possessive: a run is read once, so that a megabyte of
# dots costs a megabyte.
_MARKS = re.compile(r"""(?P<marks>[.!?…]++)(?P<close>[”’»«›‹“‘"')\]]*+)""")
_GAP = re.compile(r"\s*+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r]*(?=[\n\r\u2028\u2029])|\u2029")
_OPENING = re.compile(r"""[\s`´"'„“”‚‘’»«›‹(\[{<–—•*…-]*+""")
_WORD = re.compile(r"\w[\w’'-]*+")
# What stands before a mark: words, numbers and full stops without a space, at most this far.
_TOKEN = re.compile(r"[\w.,:/%’'§-]+$")
_TOKEN_REACH = 60
_SHORT = re.compile(r"(?<![\w-])([^\W\d_]{1,4}\.)\s?$")
_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d+(?:[.:,/–-]\d+)*")
_NO_VOWEL = re.compile(r"[A-Z]?[b-df-hj-np-tv-xz]{2,5}")
_BRACKETED = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
# Text scraped from a page has lost the space between one element and the next.
_GLUED_BEFORE = re.compile(r"(?:[a-zäöüß]{2}|\d{4}|[A-ZÄÖÜ]{3})$")
_GLUED_AFTER = re.compile(r"""[„»‚›"“(\[]?(?:[A-ZÄÖÜ][a-zäöüß]|[A-ZÄÖÜ]{2,}[ -])""")
_ADDRESS = re.compile(r"://|@|^www\.|\.(?:de|com|org|net|ru|ua|kp|info|eu|at|ch|html?|php)(?:\W|$)")


@dataclass(frozen=True)
class _Words:
    inside: frozenset[str]
    either: frozenset[str]
    closing: frozenset[str]
    ordinal_nouns: tuple[str, ...]
    determiners: frozenset[str]
    openers: frozenset[str]


@cache
def _words() -> _Words:
    file = resources.files("translate").joinpath("sentences.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Words(
        inside=frozenset(data["abbreviations"]["inside"]),
        either=frozenset(data["abbreviations"]["either"]),
        closing=frozenset(data["abbreviations"]["closing"]),
        ordinal_nouns=tuple(data["ordinals"]["nouns"]),
        determiners=frozenset(data["ordinals"]["determiners"]),
        openers=frozenset(data["openers"]["words"]),
    )


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a German `text` in order, without the white space around them.

    A blank line always separates. A quotation is split inside its marks, a closing mark or
    bracket stays with its sentence. Nothing but white space is dropped: the parts hold every
    other character of `text` once, in order.
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as ``(start, end)`` offsets, white space trimmed."""
    cuts = sorted(
        {0, len(text), *_boundaries(text), *(m.end() for m in _BLANK_LINE.finditer(text))}
    )
    spans = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        part = text[start:end]
        stripped = part.strip()
        if stripped:
            left = start + len(part) - len(part.lstrip())
            spans.append((left, left + len(stripped)))
    return spans


def _boundaries(text: str) -> Iterator[int]:
    """Yield the offsets at which a new sentence begins, marks read from left to right."""
    start = 0  # of the current sentence
    brackets = [(m.start(), m.end()) for m in _BRACKETED.finditer(text)]
    bracket = 0
    for match in _MARKS.finditer(text):
        while bracket < len(brackets) and brackets[bracket][1] <= match.start():
            bracket += 1
        end = _end_of_sentence(text, start, match)
        if end is None:
            continue
        if bracket < len(brackets):
            opened, closed = brackets[bracket]
            if start < opened < match.start() < closed and _WORD.search(text, start, opened):
                continue  # an aside within a sentence is part of it
        start = end
        yield end


def _end_of_sentence(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return where the sentence that began at `start` ends if it ends with `match`, else None."""
    marks, close = match["marks"], match["close"]
    end = match.end()
    gap = _GAP.match(text, end)
    after_gap = gap.end() if gap else end
    if after_gap == len(text):
        return None
    if after_gap == end:
        return _end_where_space_is_missing(text, start, match)
    opening = _OPENING.match(text, after_gap)
    following = opening.end() if opening else after_gap
    word = _WORD.match(text, following)
    if not _may_open(text, following):
        return None
    opener = word[0] if word else ""
    if not _is_boundary(
        text, start, match.start(), marks, close, opener, text[following : following + 40]
    ):
        return None
    return end


def _end_where_space_is_missing(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return the boundary in text like *Besuch.Moskau*, where the space was lost, else None."""
    close = match["close"]
    end = match.end()
    # „»“ and their like right before a letter open the next sentence rather than close this one.
    while close and close[-1] in "»›“‘\"'" and _opens(text, start, match.end("marks"), close[-1]):
        close = close[:-1]
        end -= 1
    if not _GLUED_AFTER.match(text, end):
        return None
    before = text[max(0, match.start() - 4) : match.start()]
    if not close and not _GLUED_BEFORE.search(before):
        return None
    left = max(text.rfind(" ", max(0, match.start() - 200), match.start()), match.start() - 200) + 1
    right = re.compile(r"\S{0,200}").match(text, end)
    if _ADDRESS.search(text[left : right.end() if right else end]):
        return None
    opening = _OPENING.match(text, end)
    following = opening.end() if opening else end
    word = _WORD.match(text, following)
    opener = word[0] if word else ""
    if not _is_boundary(
        text, start, match.start(), match["marks"], close, opener, text[following : following + 40]
    ):
        return None
    return end


def _opens(text: str, start: int, at: int, mark: str) -> bool:
    """Tell whether a quotation `mark` at `at`, where it could do either, opens a quotation."""
    if mark == '"':
        return text.count('"', start, at) % 2 == 0
    closes_for = {"»": "«", "›": "‹", "“": "„", "‘": "‚", "'": "'"}
    opener = closes_for[mark]
    return text.rfind(opener, start, at) <= text.rfind(mark, start, at)


def _may_open(text: str, at: int) -> bool:
    """Tell whether a sentence can begin with what stands at `at`."""
    if at >= len(text):
        return False
    return not text[at].islower() and (text[at].isalnum() or text[at] in "§$€@#&")


def _is_boundary(
    text: str, start: int, at: int, marks: str, close: str, opener: str, following: str
) -> bool:
    """Tell whether the `marks` at `at` end the sentence from `start`, `opener` being the next word."""
    words = _words()
    opens = opener.split("-")[0] in words.openers
    if marks != ".":
        quoted = close and close[-1] not in ")]"
        if marks[-1] in "!?" and quoted and not opens:
            return not _title_in_quotes(text, start, at)
        if "…" in marks or ".." in marks:
            return opens or not text[max(0, at - 1) : at].isspace()
        return True
    if close and close[0] in "\"'”’»«›‹“‘":
        return True
    token = _TOKEN.search(text, max(start, at - _TOKEN_REACH), at)
    if token is None:
        return True
    word = token[0].rstrip(".")
    before = text[max(start, token.start() - _TOKEN_REACH) : token.start()]
    if _NUMBER.fullmatch(word):
        return _ends_after_number(word, before, opener, following, opens=opens)
    return _ends_after_word(word, before, opens=opens)


def _title_in_quotes(text: str, start: int, at: int) -> bool:
    """Tell whether the quotation that ends at `at` is a name within the sentence: »Was tun?«."""
    opened = max(text.rfind(mark, start, at) for mark in '„»‚›«‹“"')
    before = text[start:opened].rstrip() if opened > start else ""
    return bool(before) and before[-1] not in ":,"


def _ends_after_number(
    number: str, before: str, opener: str, following: str, *, opens: bool
) -> bool:
    words = _words()
    previous = before.split()[-1] if before.split() else ""
    if not previous:
        return False  # the number of an item: 2. Die Lage
    noun = opener.lower()
    if noun.endswith(words.ordinal_nouns):
        tail = next(n for n in words.ordinal_nouns if noun.endswith(n))
        if noun == tail or len(tail) > 3:
            return False
    if opens:
        return True
    if following[:1].isdigit():
        return not re.match(r"(?:0?[1-9]|1[0-2])\.(?:\s|\d|$)", following)
    plain = number.isdigit()
    if previous.lower() in words.determiners and plain:
        return False
    if not plain:
        # 24.02. may go on with a name of a day; 10.000 and 2:1 are amounts.
        return not re.fullmatch(r"\d\d?\.\d\d?", number)
    if len(number) > 3 or previous.endswith(("$", "€", "%")):
        return True
    return previous[:1].isupper() or previous.lower() == "zu"


def _ends_after_word(word: str, before: str, *, opens: bool) -> bool:
    words = _words()
    for name in _abbreviations(word, before):
        if name in words.closing:
            return True
        if name in words.inside:
            return False
        if name in words.either:
            return opens
    last = word.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha():
        return opens and last.isupper()
    previous = before.split()[-1] if before.split() else ""
    if _ROMAN.fullmatch(word):
        return opens and previous.lower() not in words.determiners
    if _NO_VOWEL.fullmatch(word):
        return opens or previous[-1:].isdigit()
    return True


def _abbreviations(word: str, before: str) -> Iterator[str]:
    """Yield what `word` may abbreviate with the clipped words before it, the longest first."""
    parts = [word]
    while match := _SHORT.search(before):
        parts.insert(0, match[1].rstrip("."))
        before = before[: match.start()]
    for first in range(len(parts)):
        yield ".".join(parts[first:])
    if "-" in word:
        yield word.rsplit("-", 1)[-1]
