"""What stands in a translation as it stands in the source: addresses, signs, other scripts.

No model for German has seen enough of them to copy them: an emoji comes out as broken bytes, a
Russian word as an invented one. So they go around it (`translate.readable`), and the review tells
what is missing or was added (`translate.checks`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

# Emoji and pictures, arrows, mathematical signs but the minus, frames, bullets, daggers, per mille.
_PICTURE = (
    r"\u00a9\u00ae\u2020-\u2023\u2030\u2031\u2043\u2122\u2139\u2190-\u2211\u2213\u2218-\u23ff\u2460-\u27bf"
    r"\u27f0-\u27ff\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufffd\U0001f000-\U0001fbff"
)
# What joins and varies them: joiners, variation selectors, keycaps, the tags of regions' flags.
_VARIES = r"\u200d\u20e3\ufe0e\ufe0f\U000e0020-\U000e007f"
_ONE_SIGN = rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURE}])[{_PICTURE}{_VARIES}]*"
# Letters of other scripts than Latin, with what marks and joins them.
_LETTER = (
    r"\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\u302f\u3031-\u303c\u303e-\u3296"
    r"\u3298\u329a-\ua71f\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc"
    r"\U00010000-\U0001cfff\U00020000-\U0003ffff"
)
_FOREIGN = rf"(?<!\w)\w*[{_LETTER}](?:[\w{_LETTER}]|[ ,’'-]{{1,2}}(?=[{_LETTER}]))*"
# Web and mail addresses, as `translate.checks` has always looked for them.
ADDRESS = r"https?://[^\s<>\"„“”»«]*[\w/]|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]*\w"

# Tickers part their news with +++.
_SIGNS = rf"{_ONE_SIGN}(?:\s*{_ONE_SIGN})*|(?<![\w+])\+{{2,}}(?![\w+])"
_OTHER_WORDS = (
    r"\bwww\.[^\s<>\"„“”»«]*[\w/]|(?<![\w@])@\w+|(?<![\w&#])#(?=\w*[^\W\d_])\w+|" + _FOREIGN
)
_SIGN = re.compile(rf"[{_PICTURE}\u20e3]")
# Nearly every text has none of all these, as one quick look shows.
_TELLING = re.compile(rf"[{_PICTURE}{_LETTER}\u20e3@#]|\+\+|://|www\.")


def signs(text: str) -> list[re.Match[str]]:
    """Find signs, which are no words: a text reads on without them."""
    return list(_signs().finditer(text)) if _TELLING.search(text) else []


def words(text: str) -> list[re.Match[str]]:
    """Find addresses and words that are no German: something must stand in their place.

    The group of a match is empty where it is a web or mail address.
    """
    return list(_words().finditer(text)) if _TELLING.search(text) else []


# Large patterns, compiled when a text has something.
@cache
def _signs() -> re.Pattern[str]:
    return re.compile(_SIGNS)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"{ADDRESS}|({_OTHER_WORDS})")


def carried(text: str) -> Counter[str]:
    """Count what a translation of `text` must have as often: signs, and words that are no German.

    Web and mail addresses apart. Joiners and other variations of a sign are not told apart.
    """
    found = Counter(word[1] for word in words(text) if word[1])
    found.update(sign for run in signs(text) for sign in _SIGN.findall(run[0]))
    return found
