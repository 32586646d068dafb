"""What counts as the same writing of a name: its words, what joins them, and a folded key.

A folded word is lower case, without accents and invisible characters, and with *ä, ö, ü, ß*
written out, so that *Łódź* and *Lodz*, *Göttingen*, *Goettingen* and *GÖTTINGEN*, decomposed
Unicode and a word with soft hyphens in it all have one key. In other scripts vowel points go
(*غزّة*, *נְתַנְיָהוּ*), letters that are written in two ways in Arabic or Persian become one, and so
do traditional and simplified Chinese characters. Only keys are folded: a span is always a range of
the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Soft hyphen, grapheme joiner, Arabic lengthening, zero-width space and (non-)joiners, direction
# marks, word joiner, byte order mark: they may stand anywhere in a name and mean nothing to it.
INVISIBLE = "".join(
    map(
        chr,
        [
            *(0xAD, 0x34F, 0x640, 0xFEFF),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0x2066, 0x206A),
        ],
    )
)
HYPHENS = "-\u2010\u2011\u05be"
APOSTROPHES = "'’‘ʼ`´′"
# Combining marks: Latin, Greek and Cyrillic accents, Hebrew and Arabic vowel points.
ACCENTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u064b-\u065f\u0670"
# What stands inside a word.
INSIDE = rf"\w{ACCENTS}{INVISIBLE}"

# A word begins with a letter or digit. A hyphen at a line end followed by a small letter divides
# a word (*Geras-\nsimow*), unless a conjunction follows (*Ost-\nund Westukraine*).
WORD = re.compile(
    rf"[^\W_][{INSIDE}]*"
    rf"(?:-[ \t]*\r?\n[ \t]*(?!(?:und|oder|bis|sowie|bzw)\b)[a-zß-öø-ÿ][{INSIDE}]*|)"
)
_DIVISION = re.compile(r"-[ \t]*\r?\n[ \t]*")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_TRAILING = re.compile(rf"[_{INVISIBLE}]+$")
# One line end at most: two make a new paragraph.
_SPACE_JOINT = re.compile(r"[^\S\r\n]*(?:\r\n|[\r\n])?[^\S\r\n]*")
_HYPHEN_JOINT = re.compile(rf"[{HYPHENS}](?:[ \t]*\r?\n[ \t]*)?")

# Of the characters in the tables, those that traditional and simplified Chinese write otherwise
# (the Unihan database, kSimplifiedVariant).
_TRADITIONAL = (
    "東為爲麗烏樂習雲產會傳倫俠黨軍鳳劉則剛劍勳勛昇華盧衛廈臺吳國壩孫寧爾島峽峯帥帶廣莊慶張強"
    "報時曉來柵樑漢瀋滬澤潔濤灣濱環羣聰勝蘇榮蕭薩蔣藍謀諶貽賴趙輪輝連鄧鄭釗釣鋼鋒錦門陽際陳韓"
    "順顧馬魚魯鶴黃齊龍絲內場宮綢長"
)
_SIMPLIFIED = (
    "东为为丽乌乐习云产会传伦侠党军凤刘则刚剑勋勋升华卢卫厦台吴国坝孙宁尔岛峡峰帅带广庄庆张强"
    "报时晓来栅梁汉沈沪泽洁涛湾滨环群聪胜苏荣萧萨蒋蓝谋谌贻赖赵轮辉连邓郑钊钓钢锋锦门阳际陈韩"
    "顺顾马鱼鲁鹤黄齐龙丝内场宫绸长"
)
_WRITTEN_OUT = str.maketrans(
    {
        **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
    }
)
_LONGEST_JOINT = 16


class Word(NamedTuple):
    """A word of a text: its half-open range, trimmed of invisible ends, and its key."""

    start: int
    end: int
    key: str


def fold(text: str) -> str:
    """Return the key under which every writing of ``text`` is found; idempotent."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    text = unicodedata.normalize("NFC", text).translate(_WRITTEN_OUT)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed == text and text.isalnum():
        return text
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).translate(_WRITTEN_OUT)


def accents(text: str) -> frozenset[str]:
    """Return the letters of ``text`` that :func:`fold` would strip of an accent or a stroke."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).casefold()
    return frozenset(c for c in composed if not c.isascii() and c not in "äöü")


def fold_word(found: str) -> str:
    """Return the key of what :data:`WORD` found."""
    if not found.isalnum():
        if "\n" in found:
            found = _DIVISION.sub("", found)
        found = found.rstrip("_")
    return fold(found)


def trimmed(found: str) -> str:
    """Return what :data:`WORD` found without invisible characters and underscores at its end."""
    if found.isalnum():
        return found
    tail = _TRAILING.search(found)
    return found[: tail.start()] if tail else found


def word_from(match: re.Match[str], key: str = "") -> Word:
    """Return the word that a match of :data:`WORD` found; ``key`` is its key, if known."""
    found = trimmed(match[0])
    start = match.start()
    return Word(start, start + len(found), key or fold_word(found))


def words_of(text: str) -> list[Word]:
    """Return all words of ``text`` in order."""
    return [word_from(match) for match in WORD.finditer(text)]


def joint(between: str) -> str | None:
    """Return the key of what stands between two words of one name, or None if nothing joins.

    White space, at most one line break, and a hyphen are all the same joint: *Sankt Petersburg*
    and *Sankt-Petersburg*, *Kim Jong Un* and *Kim Jong-un*. A blank line or a dash with spaces
    around it joins nothing. Whatever else a glossary spelling has between its words (an
    apostrophe, a full stop after an initial) must stand in the text too.
    """
    if between == " ":
        return between
    if not between.isascii():
        between = _UNSEEN.sub("", between)
    visible = between.strip()
    if not visible:
        return " " if between and _SPACE_JOINT.fullmatch(between) else None
    if visible[0] in HYPHENS:
        return " " if _HYPHEN_JOINT.fullmatch(between) else None
    if visible[0] in APOSTROPHES:
        return "'" if len(between) == 1 else None
    return " ".join(visible.split()) if len(visible) <= _LONGEST_JOINT else None
