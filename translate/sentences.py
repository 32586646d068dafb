"""German sentence boundaries.

Rules alone: of the splitters at hand each breaks some text of a kind that news is full of
(*dem 11. Korps*, *5,5 Mrd. Euro*, quotations over several sentences), and a fragment is
translated as if it were a sentence. So the rules lean one way: where a full stop may belong to
a number or an abbreviation, the text stays together unless the next word opens sentences.
The words themselves stand in ``sentence_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from translate.credits import credit_spans
from translate.sentence_words import sentence_words

# Every pattern that is tried again and again is bounded or possessive, so that the time grows
# with the text and no faster, whatever the text.

# A run of marks and what may close behind it.
_MARKS = re.compile(r"""(?P<marks>[.!?…]++)(?P<close>[”’»«›‹“‘"')\]]*+)""")
_SPACE = re.compile(r"\s*+")
_OPENING = re.compile(r"""[\s`´"'„“”‚‘’»«›‹(\[{<–—•*…-]{0,40}+""")
_WORD = re.compile(r"\w[\w’'-]{0,60}+")
_OPENING_SIGNS = "§$€@#&"
_AGENCY = re.compile(r"\([a-z]{2,5}(?:[/,] ?[a-z]{2,5})*\)\s+[^\W\da-zäöüß_]")  # (dpa) Kiew
_BLANK_LINE = re.compile(
    r"[\n\r\u2028\u2029](?:(?<=\r)\n)?+[^\S\n\r\u2028\u2029]*+[\n\r\u2028]|\u2029"
)
_ASIDE = re.compile(r"[(\[](?:(?<=\()[^()]{0,400}\)|(?<=\[)[^\[\]]{0,400}\])")

# How far back a rule looks from a full stop, and how far a quotation's opening mark is sought.
_NEAR = 60
_FAR = 2000
_TOKEN = re.compile(r"[\w.,:/%’'§-]+$")
_CLIPPED_WORD = re.compile(r"(?<![\w-])([^\W\d_]{1,4}\.)\s?$")
_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d+(?:\.?[.:,/–-]\d+)*")
_DAY = re.compile(r"(?:\d\d?\.?[/–-])?\d\d?")
_ORDINAL = re.compile(r"(?:\d\d?\.?[/–-])?\d{1,3}")
_DAY_AND_MONTH = re.compile(r"\d\d?\.\d\d?")
_MONTH_FOLLOWS = re.compile(r"(?:0?[1-9]|1[0-2])\.(?!\d{3}(?:\D|$))(?:[\s\d]|$)")
_THOUSANDS_FOLLOW = re.compile(r"\d{3}(?![\d.])")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{2,5}")

# Text taken from a web page has lost the space between one element and the next.
_CAN_END_GLUED = re.compile(r"""(?:[a-zäöüß]{2}|\d{4}|[A-ZÄÖÜ]{3}|[)\]»«“”"])$""")
_CAN_OPEN_GLUED = re.compile(r"""[„»‚›"“(\[]?(?:[A-ZÄÖÜ][a-zäöüß]|[A-ZÄÖÜ]{2,}[ -])""")
_GLUED_WORD = re.compile(
    r"[A-ZÄÖÜ](?:(?<=[a-zäöüß]{2}[A-ZÄÖÜ])|(?<=[a-zäöüß][“«”)\]][A-ZÄÖÜ]))"
    r"[a-zäöüß]{1,6}+(?=\s[\w„»])"
)
_OPENS_GLUED = re.compile(
    "D(?:er|ie|as|en|em|och|abei)|E(?:in|ine|r|s)|S(?:ie|eit)|W(?:ir|ie)|A(?:m|uf|ls|uch)|Im|Bei|Mit"
    "|Nach|Vor|Von|Für|Laut|Zuvor"
)
_CHUNK = re.compile(r"\S{0,200}")
_ADDRESS = re.compile(
    r"://|@|^www\.|\.(?:de|com|org|net|ru|ua|kp|by|info|eu|at|ch|NET|html?|php|pdf|jpe?g|png)(?:\W|$)"
)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a German `text` in order, without the white space around them.

    A blank line always separates. A quotation is split inside its marks; a closing mark or
    bracket stays with its sentence. A photo credit stands alone. Nothing but white space is
    dropped: the parts hold every other character of `text` once, in order.
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as ``(start, end)`` offsets, white space trimmed."""
    cuts = {0, len(text), *_ends(text)}
    cuts.update(blank.end() for blank in _BLANK_LINE.finditer(text))
    cuts.update(m.start() for m in _GLUED_WORD.finditer(text) if _OPENS_GLUED.fullmatch(m[0]))
    for span in credit_spans(text):
        cuts.update(span)
    ordered = sorted(cuts)
    spans = []
    for start, end in pairwise(ordered):
        part = text[start:end]
        sentence = part.strip()
        if sentence:
            left = start + len(part) - len(part.lstrip())
            spans.append((left, left + len(sentence)))
    return spans


@dataclass(frozen=True, slots=True)
class _Stop:
    """Marks that may end a sentence, with what stands around them."""

    text: str
    sentence: int  # where the sentence so far begins
    at: int  # where the marks begin
    marks: str
    close: str  # closing quotation marks and brackets behind them
    following: int  # where the next letter or digit stands

    @property
    def opener(self) -> str:
        """The next word."""
        word = _WORD.match(self.text, self.following)
        return word[0] if word else ""

    @property
    def opens(self) -> bool:
        """Whether the next word is of the kind that opens sentences."""
        return self.opener.split("-")[0] in sentence_words().openers

    @property
    def ahead(self) -> str:
        """The text from the next word on, a little of it."""
        return self.text[self.following : self.following + _NEAR]


def _ends(text: str) -> Iterator[int]:
    """Yield the offset behind each sentence that marks end, from left to right."""
    sentence = 0
    asides = [(aside.start(), aside.end()) for aside in _ASIDE.finditer(text)]
    aside = 0
    for match in _MARKS.finditer(text):
        at = match.start()
        while aside < len(asides) and asides[aside][1] <= at:
            aside += 1
        if aside < len(asides) and _within(text, sentence, at, asides[aside]):
            continue
        space = _SPACE.match(text, match.end())
        spaced = space is not None and space.end() > match.end()
        end = _end_spaced(text, sentence, match) if spaced else _end_glued(text, sentence, match)
        if end is not None:
            yield end
            sentence = end


def _within(text: str, sentence: int, at: int, aside: tuple[int, int]) -> bool:
    """Tell whether `at` is in brackets that stand within the sentence rather than around it."""
    start, end = aside
    if not sentence <= start < at < end:
        return False
    wordless = _WORD.search(text, start, end) is None  # […]
    return wordless or start - sentence > _FAR or bool(_WORD.search(text, sentence, start))


def _end_spaced(text: str, sentence: int, match: re.Match[str]) -> int | None:
    """Return where the sentence ends if it does with the marks of `match` before white space."""
    end = match.end()
    close = match["close"]
    space = _SPACE.match(text, end)
    at = space.end() if space else end
    # A closing mark after a space: « Nous venons. », » Wir kommen. «
    if text[at : at + 1] in _COUNTERPART and not _opens_quotation(text, sentence, at):
        behind = text[at + 1 : at + 2]
        if not behind or behind.isspace():
            close += text[at]
            end = at + 1
    stop = _stop(text, sentence, match, close, end)
    return end if stop is not None and _is_end(stop) else None


def _end_glued(text: str, sentence: int, match: re.Match[str]) -> int | None:
    """Return where the sentence ends in text like *Besuch.Moskau*, where the space was lost."""
    end = match.end()
    close = match["close"]
    while close and close[-1] in _COUNTERPART and _opens_quotation(text, sentence, end - 1):
        close = close[:-1]
        end -= 1
    if not _CAN_OPEN_GLUED.match(text, end):
        return None
    at = match.start()
    if not close and not _CAN_END_GLUED.search(text[max(0, at - 4) : at]):
        return None
    chunk = text[max(0, at - 200) : at].rsplit(maxsplit=1)[-1:]
    behind = _CHUNK.match(text, at)
    if _ADDRESS.search("".join(chunk) + (behind[0] if behind else "")):
        return None
    stop = _stop(text, sentence, match, close, end)
    return end if stop is not None and _is_end(stop) else None


# Quotation marks that open in one tradition and close in another, each with its counterpart.
_COUNTERPART = {"»": "«", "«": "»", "›": "‹", "‹": "›", "“": "„", "‘": "‚", '"': '"', "'": "'"}


def _opens_quotation(text: str, sentence: int, at: int) -> bool:
    """Tell whether the quotation mark at `at` opens a quotation: whether none is open before it."""
    mark = text[at]
    start = max(sentence, at - _FAR)
    if _COUNTERPART[mark] == mark:
        return text.count(mark, start, at) % 2 == 0
    return text.rfind(_COUNTERPART[mark], start, at) <= text.rfind(mark, start, at)


def _stop(text: str, sentence: int, match: re.Match[str], close: str, end: int) -> _Stop | None:
    """Return the stop if what follows it can begin a sentence, else None."""
    opening = _OPENING.match(text, end)
    following = opening.end() if opening else end
    first = text[following : following + 1]
    if not (first.isalnum() or first in _OPENING_SIGNS) or not first:
        return None
    if first.islower() and not _AGENCY.match(text, following - 1):
        return None
    return _Stop(text, sentence, match.start(), match["marks"], close, following)


def _is_end(stop: _Stop) -> bool:
    """Tell whether a sentence ends at `stop`, a sentence being able to begin behind it."""
    quoted = stop.close[:1] not in ("", ")", "]")
    if "…" in stop.marks or ".." in stop.marks:
        # After a space the dots stand for words left out, and the sentence may go on.
        return stop.opens or quoted or not stop.text[stop.at - 1 : stop.at].isspace()
    if stop.marks != ".":
        return stop.opens or not (quoted and _is_title(stop))
    token = _TOKEN.search(stop.text, max(stop.sentence, stop.at - _NEAR), stop.at)
    if quoted or token is None:
        return True
    word = token[0].rstrip(".")
    before = stop.text[max(stop.sentence, token.start() - _NEAR) : token.start()]
    ends = _is_end_after_number if _NUMBER.fullmatch(word) else _is_end_after_word
    return ends(stop, word, before)


def _is_title(stop: _Stop) -> bool:
    """Tell whether the quotation that closes here is a name within the sentence: *»Was tun?«*."""
    start = max(stop.sentence, stop.at - _FAR)
    opened = max(stop.text.rfind(mark, start, stop.at) for mark in "„»‚›«‹“‘\"'")
    before = stop.text[start : max(start, opened)].rstrip()
    return bool(before) and before[-1] not in ":,"


def _is_end_after_number(stop: _Stop, number: str, before: str) -> bool:
    """Tell whether a sentence ends with `number`, or whether it is an ordinal or part of a date."""
    previous = _last_word(before)
    if not previous or previous[-1] in ":;(":
        return False  # the number of an item: 2. Die Lage
    if stop.ahead[0].isdigit():
        return not _goes_on_in_figures(number, previous, stop.ahead)
    determined = previous.lower() in sentence_words().determiners
    if _goes_with_ordinals(stop.opener) and (determined or len(number) <= len("100")):
        return False  # am 11. Mai, das 810. Regiment, der 1000. Tag
    if stop.opens:
        return True
    if determined or previous[-1] == ",":
        return False  # am 11. Oberkommando; die zweite Wahl, 3. Verschiedenes
    return _is_amount(number, previous)


def _goes_on_in_figures(number: str, previous: str, ahead: str) -> bool:
    """Tell whether `number` and the figures `ahead` are one date or one amount: 5. 3. 1953."""
    day = _DAY.fullmatch(number)
    month = day and _DAY.fullmatch(previous.removesuffix("."))
    thousands = number.isdigit() and _THOUSANDS_FOLLOW.match(ahead)
    return bool(month or thousands or (day and _MONTH_FOLLOWS.match(ahead)))


def _goes_with_ordinals(word: str) -> bool:
    words = sentence_words()
    noun = word.lower()
    return noun in words.ordinal_nouns or noun.endswith(words.ordinal_compounds)


def _is_amount(number: str, previous: str) -> bool:
    """Tell whether `number` before a noun is more likely an amount than an ordinal."""
    if _DAY_AND_MONTH.fullmatch(number):
        return False  # am 24.02. Russlands Angriff
    if not _ORDINAL.fullmatch(number):
        return True  # 10.000, 3:1, 1994
    words = sentence_words()
    kind = previous.lower()
    named = previous[0].isupper() and not previous.endswith(".")  # Leopard 2. Panzer
    counted = len(number) > 1 and kind in words.amounts  # Sie wurde 90. Kiew
    return named or counted or kind.removesuffix(".") in words.numbered  # Nr. 17. Kinder


def _is_end_after_word(stop: _Stop, word: str, before: str) -> bool:
    """Tell whether a sentence ends with `word`, or whether the full stop clips it."""
    words = sentence_words()
    for name in _abbreviations(word, before):
        if name in words.closing or name in words.inside:
            return name in words.closing
        if name in words.either:
            return stop.opens
    previous = _last_word(before)
    last = re.split(r"[./-]", word)[-1]
    if len(last) == 1 and last.isalpha():
        # An initial; 800 m. Die Brücke; but not the letter of an item: A. Die Lage
        return stop.opens and bool(previous) and (last.isupper() or previous[-1].isdigit())
    if _ROMAN.fullmatch(word):
        return stop.opens and previous.lower() not in words.determiners
    # Clipped as no word is (Pzgren.), unless it is a unit: 30 km. Moskau
    return not _NO_VOWEL.fullmatch(word) or stop.opens or previous[-1:].isdigit()


def _last_word(before: str) -> str:
    words = before.split()
    return words[-1] if words else ""


def _abbreviations(word: str, before: str) -> Iterator[str]:
    """Yield what `word` may be with the clipped words before it, the longest first: *z.B*, *B*."""
    parts = [word]
    while clipped := _CLIPPED_WORD.search(before):
        parts.insert(0, clipped[1].removesuffix("."))
        before = before[: clipped.start()]
    for first in range(len(parts)):
        yield ".".join(parts[first:])
    if not before.strip():
        yield word[:1].lower() + word[1:]
    if "-" in word:
        yield word.rsplit("-", 1)[-1]
    if word.endswith("str"):
        yield "Str"  # Bahnhofstr. 7
