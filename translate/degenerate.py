"""Output that is no translation at all: empty, in a loop, cut short, or left in German.

Only what no good translation looks like: what is found here is decoded again at some cost. A
reviewer is told of the rest by `translate.checks`.
"""

from __future__ import annotations

import re
from collections import Counter

# Words of output to a word of source, and words on top, beyond which an output is a loop.
_MOST_WORDS, _WORDS_ON_TOP = 3, 12
# The same in characters, for a loop inside one word.
_MOST_CHARACTERS, _CHARACTERS_ON_TOP = 2.5, 80
# How much more often than the source an output may repeat three words.
_MOST_REPEATS = 3
# The same for a word with a capital: a loop of invented names.
_MOST_NAMES = 4
# An output with less than this share of its source's characters has left something out; from this
# many characters of source on.
_LEAST_SHARE, _SHORTEST_JUDGED = 0.3, 60
# So many different small words that are the source's own, and such a share of all small words, are
# German left as it was.
_COPIED, _MOST_COPIED = 5, 0.6

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w{2,}")


def is_degenerate(source: str, text: str) -> bool:
    """Whether `text` cannot be a translation of `source`."""
    if not text.strip():
        return bool(re.search(r"\w", source))
    return _loops(source, text) or _is_cut_short(source, text) or _is_copied(source, text)


def _loops(source: str, text: str) -> bool:
    heard, said = source.lower().split(), text.lower().split()
    if len(said) > _MOST_WORDS * len(heard) + _WORDS_ON_TOP:
        return True
    if len(text) > _MOST_CHARACTERS * len(source) + _CHARACTERS_ON_TOP:
        return True
    names, repeats = _most_frequent_name(text), _most_repeated(said)
    # What the source has is counted where it matters.
    if names >= _MOST_NAMES and names >= _MOST_NAMES + _most_frequent_name(source):
        return True
    return repeats >= _MOST_REPEATS and repeats >= _MOST_REPEATS + _most_repeated(heard)


def _most_frequent_name(text: str) -> int:
    return max(Counter(_NAME.findall(text)).values(), default=0)


def _most_repeated(words: list[str]) -> int:
    return max(Counter(zip(words, words[1:], words[2:], strict=False)).values(), default=0)


def _is_cut_short(source: str, text: str) -> bool:
    return len(source) >= _SHORTEST_JUDGED and len(text) < _LEAST_SHARE * len(source)


def _is_copied(source: str, text: str) -> bool:
    words = _WORD.findall(text)
    common = {word for word in set(words).intersection(_WORD.findall(source)) if word.islower()}
    if len(common) < _COPIED:
        return False
    small = [word for word in words if word.islower()]
    return sum(word in common for word in small) >= _MOST_COPIED * len(small)
