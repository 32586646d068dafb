"""Numbers to teach with: found in sentence pairs, and swapped there for others."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

Links = Sequence[tuple[int, int]]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENGLISH = str.maketrans(".,", ",.")
_LAST_DAY = 31
_YEARS = range(1900, 2040)

# The German long scale beside the English short one; each row is one way of writing it.
SCALES = (
    (("Millionen", "million"), ("Milliarden", "billion"), ("Billionen", "trillion")),
    (("Million", "million"), ("Milliarde", "billion"), ("Billion", "trillion")),
    (("Mio.", "million"), ("Mrd.", "billion"), ("Bio.", "trillion")),
)
_SCALE = {pair: row for row in SCALES for pair in row}


def swap(de: list[str], en: list[str], links: Links, rng: random.Random) -> None:
    """Swap numbers of the same digits and words of the same size for others, in place.

    *5,5 Milliarden*, *5.5 billion* may become *8,1 Billionen*, *8.1 trillion*.
    """
    left, right = Counter(i for i, _ in links), Counter(j for _, j in links)
    for i, j in links:
        if left[i] == right[j] == 1:
            scale = _SCALE.get((de[i], en[j].rstrip(",.")))
            if scale:
                german, english = rng.choice(scale)
                de[i], en[j] = german, english + en[j][len(en[j].rstrip(",.")) :]
            else:
                _swap_number(de, en, i, j, rng)


def _swap_number(de: list[str], en: list[str], i: int, j: int, rng: random.Random) -> None:
    ours, theirs = list(_NUMBER.finditer(de[i])), list(_NUMBER.finditer(en[j]))
    if len(ours) != 1 or len(theirs) != 1:  # none, or a score, a time of day
        return
    (german,), (english,) = ours, theirs
    # *3rd* and *1990s* change with their number.
    if german[0].translate(_ENGLISH) != english[0] or re.match("[a-z]", en[j][english.end() :]):
        return
    new = other(german[0], rng)
    de[i] = de[i][: german.start()] + new + de[i][german.end() :]
    en[j] = en[j][: english.start()] + new.translate(_ENGLISH) + en[j][english.end() :]


def other(number: str, rng: random.Random) -> str:
    """Return another number of the same shape; a day stays a day, a year a year, one stays one."""
    if number.isdecimal():
        value = int(number)
        if value <= 1 or number[0] == "0":
            return number
        if value <= _LAST_DAY:
            return str(rng.randint(2, _LAST_DAY))
        if value in _YEARS:
            return str(rng.choice(_YEARS))
    digits = iter(rng.choices("0123456789", k=len(number)))
    return rng.choice("123456789") + "".join(
        next(digits) if sign.isdecimal() else sign for sign in number[1:]
    )
