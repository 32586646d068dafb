"""Numbers in German and English text, by value: 10.000 is 10,000, 5,5 Milliarden is 5.5 billion.

A `Numeral` lists the ways in which it may be said: *20 Uhr* is 20 or 8, *2014/15* is 2014 and 15 or
2014 and 2015. Two texts agree on a numeral of one of them if all values of one way stand in the
other, in digits or in words. Readings are generous on purpose: what a good translator would write
must not be reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, product

Way = tuple[Fraction, ...]

# How many German words are remembered with what they say: most words of a text are the same few.
_WORDS_KNOWN = 1 << 14


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that a translation owes, as it stands in the text, and the ways to say it."""

    text: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text: the owed ones one by one, and all values, small words included."""

    owed: tuple[Numeral, ...]
    values: frozenset[Fraction]

    def missing_from(self, other: Numbers) -> list[Numeral]:
        """Return the owed numerals that the other text says in no way."""
        return [
            numeral
            for numeral in self.owed
            if not any(other.values.issuperset(way) for way in numeral.ways)
        ]


def german(text: str) -> Numbers:
    """Return the numbers of a German text."""
    return _numbers(text, _german())


def english(text: str) -> Numbers:
    """Return the numbers of an English text."""
    return _numbers(text, _english())


def may_owe(text: str) -> bool:
    """Whether a text, in either language, may have numerals that it owes; quicker than to look."""
    return _may_owe().search(text) is not None


@cache
def _may_owe() -> re.Pattern[str]:
    languages = (_german(), _english())
    scales = {scale for each in languages for scale, n in each.scales.items() if n >= _MILLION}
    words = "|".join(sorted(scales))
    return re.compile(rf"\d|illi|\b(?:{words})(?![a-zäöü])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language writes numbers; the patterns are tried where a numeral ends."""

    digits: re.Pattern[str]
    group: str
    decimal: str
    scale: re.Pattern[str]
    scales: Mapping[str, int]
    upto: re.Pattern[str]
    clock: re.Pattern[str]
    magnitudes: re.Pattern[str]
    words: Callable[[str], Iterator[_Word]]


@dataclass(frozen=True, slots=True)
class _Word:
    """A number in words: its range in the text, what it may mean, and what its parts mean."""

    start: int
    end: int
    readings: tuple[Fraction, ...]
    parts: tuple[Fraction, ...] = ()


# Space characters that group digits: no-break, narrow no-break, thin.
_SPACES = "\u00a0\u202f\u2009"
_UNGROUP = str.maketrans("", "", f" {_SPACES}'’")
_PLAIN = r"\d+(?:[.,:/]\d+)*"
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_NOON = 12
_MILLION = 10**6
# A square or cubic metre, which German writes out.
_SQUARE = re.compile(r"\b[kcm]?m[23]$")
# Longer rows of digits are no numbers that anybody reads.
_LONGEST = 40
_DECADE = re.compile(r"ern?\b|['’]?s\b")


def _numbers(text: str, language: _Language) -> Numbers:
    owed: list[Numeral] = []
    values: set[Fraction] = set()
    scaled: set[int] = set()  # where the scales end that belong to a number
    for found in language.digits.finditer(text):
        if len(found[0]) > _LONGEST or _SQUARE.search(
            text[max(0, found.start() - 3) : found.end()]
        ):
            continue
        ways = tuple(dict.fromkeys(_ways(found[0], text[found.end() :], language)))
        values.update(value for way in ways for value in way)
        owed.append(Numeral(found[0], ways))
        if scale := language.scale.match(text, found.end()):
            scaled.add(scale.end(1))
    for word in language.words(text):
        values.update(word.readings, word.parts)
        scale = language.scale.match(text, word.end)
        if scale and (factor := language.scales[_key(scale[1])]) >= _MILLION:
            ways = tuple((value * factor,) for value in word.readings)
            values.update(value for way in ways for value in way)
            owed.append(Numeral(text[word.start : scale.end()], ways))
            scaled.add(scale.end(1))
    for found in language.magnitudes.finditer(text):
        if found.end() not in scaled:
            way = (Fraction(language.scales[found[1].lower()]),)
            owed.append(Numeral(found[0], (way,)))
    values.update(_roman(found[0]) for found in _ROMAN.finditer(text) if found[0])
    return Numbers(tuple(owed), frozenset(values))


def _ways(token: str, after: str, language: _Language) -> list[Way]:
    """Return what a token of digits may mean, given what comes after it."""
    bare = token.translate(_UNGROUP)
    group, decimal = re.escape(language.group), re.escape(language.decimal)
    whole: Fraction | None = None
    if re.fullmatch(rf"\d+|\d{{1,3}}(?:{group}\d{{3}})+", bare):
        whole = Fraction(bare.replace(language.group, ""))
    elif re.fullmatch(rf"\d{{1,3}}(?:{group}?\d{{3}})*{decimal}\d+|\d+{decimal}\d+", bare):
        whole = Fraction(bare.replace(language.group, "").replace(language.decimal, "."))
    ways: list[Way] = []
    if whole is not None:
        scale = language.scale.match(after)
        beyond = language.upto.match(after)
        if scale:
            scaled = (whole * language.scales[_key(scale[1])],)
            # A letter may be something else: a metre, a class 7b, a T-90M.
            return [scaled] if len(scale[1]) > 1 else [scaled, (whole,)]
        ways.append((whole,))
        if beyond and beyond["scale"]:
            ways.append((whole * language.scales[_key(beyond["scale"])],))
        if _DECADE.match(after):
            ways += [(whole % 100,), (whole % 100 + 1900,), (whole % 100 + 2000,)]
    parts = re.findall(r"\d+", token)
    is_clock = language.clock.match(after) is not None
    if " " in token:  # either groups of one number or numbers side by side
        ways.append(tuple(map(Fraction, parts)))
    elif (len(parts) > 1 and (whole is None or language.decimal == ".")) or is_clock:
        ways += _parts_ways(parts, is_clock=is_clock or ":" in token)
    return ways or [tuple(map(Fraction, parts))]


def _parts_ways(parts: list[str], *, is_clock: bool) -> list[Way]:
    """Return the readings of a date, a time, a score, a season: number by number."""
    choices: list[list[Way]] = []
    for position, part in enumerate(parts):
        value = Fraction(part)
        choice: list[Way] = [(value,)]
        if position == 0 and is_clock:
            choice += [(value % _NOON,), (value % _NOON + _NOON,)]
        if position > 0 and part == "00":
            choice.append(())
        if position > 0 and len(part) == 2:  # noqa: PLR2004 (a year without its century)
            choice += [(value + 1900,), (value + 2000,)]
        choices.append(choice)
    return [tuple(value for way in ways for value in way) for ways in product(*choices)]


def _key(scale: str) -> str:
    return scale.lower().rstrip(".")


def _roman(numeral: str) -> Fraction:
    values = ["IVX".index(letter) for letter in numeral]
    worth = [1, 5, 10]
    total = 0
    for here, following in zip(values, [*values[1:], 0], strict=True):
        total += -worth[here] if here < following else worth[here]
    return Fraction(total)


# -- German ----------------------------------------------------------------------------------


@cache
def _german() -> _Language:
    scales = dict.fromkeys(["million", "millionen", "mio", "mill"], 10**6)
    scales |= dict.fromkeys(["milliard", "milliarde", "milliarden", "mrd"], 10**9)
    scales |= dict.fromkeys(["billion", "billionen", "bio"], 10**12)
    scales |= dict.fromkeys(["billiarde", "billiarden"], 10**15)
    scales |= dict.fromkeys(["tausend", "tsd"], 1000) | {"hundert": 100}
    scale = rf"(?:{'|'.join(sorted(scales, key=len, reverse=True))})(?![a-zäöü])\.?"
    space = rf"[\s{_SPACES}-]*"
    return _Language(
        digits=re.compile(rf"\d{{1,3}}(?:[.'’ {_SPACES}]\d{{3}})+(?![\d.:/])(?:,\d+)?|{_PLAIN}"),
        group=".",
        decimal=",",
        scale=re.compile(rf"{space}({scale})", re.IGNORECASE),
        scales=scales,
        upto=re.compile(
            rf"\s*(?:[-–]|bis|und|oder|auf|von)[^\d\n]{{0,12}}{_PLAIN}(?:{space}(?P<scale>{scale}))",
            re.IGNORECASE,
        ),
        clock=re.compile(rf"\s*(?:(?:[-–]|bis|und|oder)(?: gegen)?\s*{_PLAIN})?[\s-]*Uhr"),
        magnitudes=re.compile(r"\b(Million|Milliard|Billion)(?:en|är\w*)\b"),
        words=_german_words,
    )


_GERMAN_UNITS = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_GERMAN_SMALL = {
    "null": 0, "eins": 1, "erst": 1, "zwo": 2, "dritt": 3, "siebt": 7, "zehn": 10, "elf": 11,
    "zwölf": 12, "sechzehn": 16, "siebzehn": 17, "zwanzig": 20, "dreißig": 30, "dreissig": 30,
    "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
# Words and beginnings of words that say a number without being a numeral.
_GERMAN_OTHER: dict[str, tuple[Fraction, ...]] = {
    beginning: tuple(map(Fraction, values.split()))
    for beginning, values in {
        "halb": "1/2 30 50 6", "hälfte": "1/2 50", "anderthalb": "3/2", "dreiviertel": "3/4 45",
        "viertel": "1/4 15 25 3", "drittel": "1/3 3", "viertelfinal": "8", "achtelfinal": "16",
        "dutzend": "12", "beid": "2", "doppel": "2", "verdoppel": "2", "zwilling": "2", "duo": "2",
        "verdreifach": "3", "trio": "3", "quartal": "4", "jahrzehnt": "10", "jahrhundert": "100",
        "jahrtausend": "1000", "mittag": "12", "mitternacht": "0 12 24", "januar": "1",
        "jänner": "1", "februar": "2", "märz": "3", "april": "4", "mai": "5", "juni": "6",
        "juli": "7", "august": "8", "september": "9", "oktober": "10", "november": "11",
        "dezember": "12",
    }.items()
}  # fmt: skip
_GERMAN_BEGINNINGS = tuple(_GERMAN_OTHER)


_GERMAN_ORDINALS = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
_GERMAN_MAGNITUDE = re.compile("million|milliard|billion")
_GERMAN_LAST_PART = re.compile(rf"({'|'.join(_GERMAN_ORDINALS)})e[rnsm]?$")


@cache
def _german_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    small = dict(_GERMAN_SMALL)
    for unit, word in enumerate(_GERMAN_UNITS, start=1):
        small[word] = unit
        small.setdefault(f"{word}zehn", 10 + unit)
        small |= {
            f"{word}und{ten}": value + unit
            for ten, value in _GERMAN_SMALL.items()
            if value >= 20  # noqa: PLR2004 (the tens)
        }
    one = "|".join(sorted(small, key=len, reverse=True))
    hundreds = rf"(?:({one})?(hundert)(?:und)?)?({one})?"
    return re.compile(rf"(?:{hundreds}(tausend)(?:und)?)?{hundreds}"), small


def _german_words(text: str) -> Iterator[_Word]:
    """Yield number words and words that say a number, also as the first part of a compound."""
    for word in _LETTERS.finditer(text.lower()):
        readings = _german_readings(word[0])
        if readings:
            yield _Word(word.start(), word.end(), readings)


@lru_cache(maxsize=_WORDS_KNOWN)
def _german_readings(word: str) -> tuple[Fraction, ...]:
    """Return the numbers that a word in small letters may say."""
    pattern, small = _german_pattern()

    def below_thousand(hundreds: str | None, hundred: str | None, rest: str | None) -> int:
        value = small[rest] if rest else 0
        return value + 100 * (small[hundreds] if hundreds else 1) if hundred else value

    readings: list[Fraction] = []
    if word.startswith(_GERMAN_BEGINNINGS):
        for beginning, values in _GERMAN_OTHER.items():
            readings += values if word.startswith(beginning) else ()
    magnitude = _GERMAN_MAGNITUDE.search(word)
    if magnitude:
        readings.append(Fraction(_german().scales[magnitude[0]]))
    found = pattern.match(word)
    if found and found[0]:
        value = Fraction(below_thousand(*found.groups()[4:]))
        if found[4]:
            value += 1000 * (below_thousand(*found.groups()[:3]) or 1)
        if word.startswith("einhalb", found.end()):
            value += Fraction(1, 2)
        elif word.startswith("inhalb", found.end()):  # eineinhalb: *ein* was taken for 1
            value -= Fraction(1, 2)
        readings.append(value)
    ordinal = _GERMAN_LAST_PART.search(word)
    if ordinal:
        readings.append(Fraction(_GERMAN_ORDINALS.index(ordinal[1]) + 1))
    return tuple(readings)


# -- English ---------------------------------------------------------------------------------


@cache
def _english() -> _Language:
    scales = dict.fromkeys(["million", "millions", "mn", "mln", "m", "mio"], 10**6)
    scales |= dict.fromkeys(["billion", "billions", "bn", "b"], 10**9)
    scales |= dict.fromkeys(["trillion", "trillions", "tn", "trn"], 10**12)
    scales |= dict.fromkeys(["quadrillion", "quadrillions"], 10**15)
    scales |= dict.fromkeys(["thousand", "k"], 1000) | {"hundred": 100}
    scale = rf"(?:{'|'.join(sorted(scales, key=len, reverse=True))})(?!\w)"
    space = rf"[\s{_SPACES}-]*"
    return _Language(
        digits=re.compile(rf"\d{{1,3}}(?:[,'’ {_SPACES}]\d{{3}})+(?![\d:/])(?:\.\d+)?|{_PLAIN}"),
        group=",",
        decimal=".",
        scale=re.compile(rf"{space}({scale})", re.IGNORECASE),
        scales=scales,
        upto=re.compile(
            rf"\s*(?:[-–]|to|and|or|from)[^\d\n]{{0,12}}{_PLAIN}(?:{space}(?P<scale>{scale}))",
            re.IGNORECASE,
        ),
        clock=re.compile(
            rf"\s*(?:(?:[-–]|to|and|or|until)\s*{_PLAIN})?[\s-]*(?:[ap]\.?m\b|o['’]clock|hours\b)",
            re.IGNORECASE,
        ),
        magnitudes=re.compile(r"\b([mb]illion|trillion)(?:s|aires?)\b", re.IGNORECASE),
        words=_english_words,
    )


_ENGLISH_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9}
_ENGLISH_ORDINALS |= {"twelfth": 12} | {
    f"{ten[:-1]}ieth": value for value, ten in zip(range(20, 100, 10), _ENGLISH_TENS, strict=True)
}
_ENGLISH_OTHER: dict[str, tuple[Fraction, ...]] = {
    word: tuple(map(Fraction, values.split()))
    for word, values in {
        "half": "1/2 50 30", "halves": "1/2", "quarter": "1/4 15 25 3 4", "quarters": "3/4 1/4",
        "thirds": "3", "once": "1", "twice": "2", "double": "2", "doubled": "2", "doubling": "2",
        "twin": "2", "twins": "2", "thrice": "3", "triple": "3", "tripled": "3", "triplets": "3",
        "trio": "3", "duo": "2", "dozen": "12", "dozens": "12", "couple": "2", "pair": "2",
        "both": "2", "either": "2", "single": "1", "decade": "10", "decades": "10",
        "century": "100", "centuries": "100", "millennium": "1000", "fortnight": "14",
        "noon": "12", "midday": "12", "midnight": "0 12 24", "january": "1", "february": "2",
        "march": "3", "april": "4", "may": "5", "june": "6", "july": "7", "august": "8",
        "september": "9", "october": "10", "november": "11", "december": "12", "jan": "1",
        "feb": "2", "mar": "3", "apr": "4", "jun": "6", "jul": "7", "aug": "8", "sept": "9",
        "sep": "9", "oct": "10", "nov": "11", "dec": "12",
        "thousands": "1000", "hundreds": "100", "nobody": "0", "no": "0",
    }.items()
}  # fmt: skip


_ENGLISH_MULTIPLIERS = {"hundred": 100, "hundredth": 100, "thousand": 1000, "thousandth": 1000}


_ENGLISH_LETTERS = re.compile(r"[a-z]+")
_ENGLISH_MAGNITUDE = re.compile("million|billion|trillion|quadrillion")


@cache
def _english_small() -> dict[str, int]:
    small = {word: value for value, word in enumerate(_ENGLISH_ONES)}
    small |= {word: value for value, word in zip(range(20, 100, 10), _ENGLISH_TENS, strict=True)}
    small |= _ENGLISH_ORDINALS
    small |= {f"{word}th": value for word, value in list(small.items()) if value > 3}  # noqa: PLR2004
    small |= {f"{word[:-1]}ies": small[word] for word in _ENGLISH_TENS}
    return small


@cache
def _in_english_runs() -> frozenset[str]:
    return frozenset([*_english_small(), *_ENGLISH_MULTIPLIERS, "half"])


@cache
def _english_run() -> re.Pattern[str]:
    one = rf"(?:{'|'.join(sorted(_in_english_runs(), key=len, reverse=True))})"
    return re.compile(rf"\b{one}(?:[\s-]+(?:and\s+)?(?:a\s+)?{one})*\b(?:\s+a\b(?=\s+\w+illion))?")


def _english_words(text: str) -> Iterator[_Word]:
    """Yield runs of number words as one number, and words that say a number."""
    lower = text.lower()
    every = _ENGLISH_LETTERS.findall(lower)
    # A look at each word spares most texts the search for runs.
    for run in _english_run().finditer(lower) if _in_english_runs().intersection(every) else ():
        words = _ENGLISH_LETTERS.findall(run[0])
        parts = [Fraction(_english_small()[word]) for word in words if word in _english_small()]
        yield _Word(run.start(), run.end(), (_english_value(words),), tuple(parts))
    # As parts, so that *million* in *half a million* owes nothing by itself.
    magnitudes = [Fraction(_english().scales[each]) for each in _ENGLISH_MAGNITUDE.findall(lower)]
    said = chain.from_iterable(_ENGLISH_OTHER.get(word, ()) for word in every)
    yield _Word(len(text), len(text), (), (*magnitudes, *said))


def _english_value(words: list[str]) -> Fraction:
    """Return what number words that follow each other mean together."""
    total = group = Fraction(0)
    for word in words:
        if word in _ENGLISH_MULTIPLIERS:
            group = (group or Fraction(1)) * _ENGLISH_MULTIPLIERS[word]
            if _ENGLISH_MULTIPLIERS[word] > 100:  # noqa: PLR2004
                total, group = total + group, Fraction(0)
        elif word == "half":
            group += Fraction(1, 2)
        else:
            group += _english_small().get(word, 0)
    return total + group
