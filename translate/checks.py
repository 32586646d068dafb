"""What a reviewer must see in a translation, names apart: each check a function of the two texts.

Conservative by measurement: a check that cries wolf is worse than none, so each was tried on
thousands of good human translations and reports at most two in a hundred of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from translate import numerals, verbatim


class Code(StrEnum):
    """Which check failed."""

    EMPTY = "empty"
    NUMBER = "number"
    DATE = "date"
    QUOTES = "quotes"
    UNTRANSLATED = "untranslated"
    REPETITION = "repetition"
    LENGTH = "length"
    PUNCTUATION = "punctuation"
    CASE = "case"
    WHITESPACE = "whitespace"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Problem:
    """A failed check: its code and one line that tells a reviewer what to look at."""

    code: Code
    message: str


def check(source: str, target: str) -> list[Problem]:
    """Return what is suspicious in `target`, English, as a translation of `source`, German."""
    if not target.strip():
        return [Problem(Code.EMPTY, "no translation")]
    return [problem for check_one in _CHECKS for problem in check_one(source, target)]


def _numbers(source: str, target: str) -> Iterator[Problem]:
    if numerals.may_owe(source) or numerals.may_owe(target):
        german, english = numerals.german(source), numerals.english(target)
        for numeral in german.missing_from(english):
            yield Problem(Code.NUMBER, f"number missing: {numeral.text}")
        for numeral in english.missing_from(german):
            yield Problem(Code.NUMBER, f"number not in the German: {numeral.text}")
    if _PERCENT.search(source) and not (_PERCENT.search(target) or _SHARE.search(target)):
        yield Problem(Code.NUMBER, "per cent missing")
    elif _PERCENT.search(target) and not (_PERCENT.search(source) or _PART.search(source)):
        yield Problem(Code.NUMBER, "per cent that is not in the German")


_PERCENT = re.compile(r"\d\s?%|prozent|\bper ?cent|\bpct\b", re.IGNORECASE)
# How either language says a percentage without the word.
_SHARE = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|points?|rate|majority)\b", re.IGNORECASE
)
_PART = re.compile(r"anteil|hälfte|viertel|drittel|quote", re.IGNORECASE)

# German names of months and days, also as the first part of a compound (*Montagabend*), and the
# English ones, which may be abbreviated (*Sept. 3*).
_CALENDAR = (
    {
        "januar|jänner": "Jan(?:uary|\\.)?", "februar|feber": "Feb(?:ruary|\\.)?",
        "märz": "Mar(?:ch|\\.)", "april": "Apr(?:il|\\.)", "mai(?!l)": "May", "juni": "June?",
        "juli(?![ae])": "July?", "august(?!us)": "Aug(?:ust|\\.)",
        "september": "Sept?(?:ember|\\.)?", "oktober": "Oct(?:ober|\\.)?",
        "november": "Nov(?:ember|\\.)?", "dezember": "Dec(?:ember|\\.)?",
    },
    {
        "montag": "Monday", "dienstag": "Tuesday", "mittwoch": "Wednesday",
        "donnerstag": "Thursday", "freitag": "Friday", "samstag|sonnabend": "Saturday",
        "sonntag": "Sunday",
    },
)  # fmt: skip


_GERMAN_CALENDAR = tuple(
    re.compile(rf"\b(?:{'|'.join(names)})", re.IGNORECASE) for names in _CALENDAR
)
# *In der Nacht zu Samstag* is on Friday night.
_NIGHT = re.compile(r"\bNacht (?:zu|zum|auf)(?: den)? \w+tag\b")


def _dates(source: str, target: str) -> Iterator[Problem]:
    """Compare the names of months and days; one is wrong where another stands in its place.

    One that is merely left out may be said in another way: *yesterday*, *14/4*.
    """
    source = _NIGHT.sub("", source)
    for names, any_german in zip(_CALENDAR, _GERMAN_CALENDAR, strict=True):
        if not any_german.search(source):
            continue
        german = {
            english: found[0]
            for name, english in names.items()
            if (found := re.search(rf"\b(?:{name})", source, re.IGNORECASE))
        }
        english = {
            name: found[0]
            for name in names.values()
            if (found := re.search(rf"\b{name}(?:['’]?s)?(?!\w)", target))
        }
        missing = [found for name, found in german.items() if name not in english]
        added = [found for name, found in english.items() if name not in german]
        if missing and added:
            yield Problem(Code.DATE, f"{', '.join(added)}, but the German has {', '.join(missing)}")


# Titles, ships and call signs stand in quotation marks in German, often not in English: up to six
# words, the first with a capital.
_NAME_IN_QUOTES = re.compile(
    '[„»«“"](?=[A-ZÄÖÜ0-9])(?:[^\\s„»«“”"]+\\s+){0,5}[^\\s„»«“”".!?,…]+[“”»«"]'
)


# German may leave the marks out where a clause says who speaks: *Das ist falsch, sagte sie.* In
# the subjunctive it is no quotation, and must not become one.
_SAYS = re.compile(
    r"[,?!] (?:so|sag|erklär|berichte|mein|rief|schreib|schrieb|heißt|hieß|frag|teil|beton|warn|füg"
    r"|kommentier|antworte|erinner|ist\b.*\bzu lesen)"
)
# British English may quote with single marks; an apostrophe has a letter on either side.
_SINGLE = re.compile(
    r"(?<!\w)['‘](?=[^\s'‘’])[^'‘’“”\"]*(?:\w['’]\w[^'‘’“”\"]*)*[^\s'‘’]['’](?!\w)"
)
_SUBJUNCTIVE = re.compile(r"\b(?:sei|seien|habe|werde|wolle|könne|müsse|solle|dürfe|gebe)\b")


def _quotes(source: str, target: str) -> Iterator[Problem]:
    left = [mark for mark in "„»«‚›‹" if mark in target]
    if left:
        yield Problem(Code.QUOTES, f"German quotation marks left: {' '.join(left)}")
        return
    there = len(re.findall('[„“”»«"]', source))
    least = there - 2 * len(_NAME_IN_QUOTES.findall(source))
    most = there + 2 * len(_NAME_IN_QUOTES.findall(target))
    if not there and _SAYS.search(source) and not _SUBJUNCTIVE.search(source):
        most = max(most, 4)
    found = len(re.findall('[“”"]', target))
    if found < least:
        found += 2 * len(_SINGLE.findall(target))
    if there and found > there and re.search("[›‹‚]", source):
        yield Problem(Code.QUOTES, "a quotation within another: use ‘ ’ inside “ ”")
    elif least and not found:
        yield Problem(Code.QUOTES, "quotation marks missing")
    elif found and not most:
        yield Problem(Code.QUOTES, "quotation marks that are not in the German")
    elif not least <= found <= most:
        yield Problem(Code.QUOTES, f"{found} quotation marks, {there} in the German")
    elif there % 2 == 0 and (found % 2 or target.count("“") != target.count("”")):
        yield Problem(Code.QUOTES, "quotation marks do not pair: use “ to open, ” to close")


# Frequent German words that are no English words and rarely part of names.
_GERMAN = frozenset({
    "aber", "als", "auch", "auf", "aus", "bei", "beim", "bereits", "dass", "dem", "den",
    "diese", "diesem", "diesen", "dieser", "doch", "durch", "ein", "eine", "einem", "einen",
    "einer", "eines", "er", "es", "für", "gegen", "gegenüber", "haben", "habe", "hatte",
    "hatten", "hätte", "ihm", "ihr", "ihre", "ihren", "im", "ist", "jedoch", "kann", "kein",
    "keine", "können", "mehr", "mit", "muss", "nach", "nicht", "noch", "nun", "nur", "ob",
    "oder", "ohne", "sei", "seien", "sein", "seine", "seinem", "seinen", "seiner", "seit",
    "sich", "sie", "sind", "sowie", "sowohl", "um", "und", "uns", "unter", "viele", "vom",
    "von", "vor", "während", "waren", "weil", "weiter", "wenn", "werden", "wie", "wieder",
    "wir", "wird", "worden", "wurde", "wurden", "zu", "zum", "zur", "zwischen", "über",
})  # fmt: skip


_LETTERS = re.compile(r"[^\W\d_]+")
_UMLAUT = re.compile("[äöüß]")


def _untranslated(source: str, target: str) -> Iterator[Problem]:
    words = _LETTERS.findall(target)
    left = [word for word in words if word in _GERMAN]
    if len(set(left)) >= 2 or (left and len(left) * 4 >= len(words)):  # noqa: PLR2004
        shown = ", ".join(dict.fromkeys(left))
        yield Problem(Code.UNTRANSLATED, f"German words left: {shown}")
        return
    copied = _copied(source, target)
    if copied:
        yield Problem(Code.UNTRANSLATED, f"German left: {copied}")
        return
    umlauts = [word for word in words if _UMLAUT.search(word) and word[0].islower()]
    umlauts = [word for word in umlauts if word in _LETTERS.findall(source)]
    if umlauts:
        yield Problem(Code.UNTRANSLATED, f"German words left: {', '.join(dict.fromkeys(umlauts))}")


# English words of which titles and names are made; *in* and *so* are German too.
_ENGLISH = frozenset(["a", "and", "as", "at", "by", "for", "from", "of", "on", "the", "to", "with"])
_QUOTED = re.compile('„[^„“]*“|»[^»«]*«|“[^“”]*”|"[^"]*"')


def _copied(source: str, target: str) -> str:
    """Return three words in a row that both texts have, are no name or title; or nothing."""
    german, english = _words(_QUOTED.sub("", source)), _words(target)
    if not _could_be_copied(set(german).intersection(english)):
        return ""
    known = set(_runs(german))
    return next((" ".join(run) for run in _runs(english) if run in known), "")


def _words(text: str) -> list[str]:
    return _WORD.findall(_VERBATIM.sub("", text))


_WORD = re.compile(r"\w+")


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of three words, two of them small and one of those no particle of a name."""
    for run in zip(words, words[1:], words[2:], strict=False):
        small = [word for word in run if word.islower()]
        if len(small) > 1 and _ENGLISH.isdisjoint(small) and _could_be_copied(small):
            yield run


def _could_be_copied(words: Iterable[str]) -> bool:
    """Whether there is a small word among these that is neither English nor a particle."""
    return any(len(word) > 3 and word.islower() and word not in _ENGLISH for word in words)  # noqa: PLR2004


# One to eight words three times in a row; words that no sentence has twice in a row.
_LOOP = re.compile(r"\b([^\W\d]\w*(?:\W+\w+){0,7}?)(?:\W+\1\b){2}", re.IGNORECASE)
_DOUBLED = re.compile(r"\b(the|a|an|of|to|and|for|with|is|at|by|from) \1\b", re.IGNORECASE)


def _repetition(source: str, target: str) -> Iterator[Problem]:
    found = _LOOP.search(target) if _has_pair_twice(target) else None
    if found and not _LOOP.search(source):
        yield Problem(Code.REPETITION, f"repeated: {found[1]}")
        return
    doubled = _DOUBLED.search(target)
    if doubled:
        yield Problem(Code.REPETITION, f"doubled word: {doubled[0]}")
        return
    most, times = _most_frequent(target)
    if times >= 3 and _most_frequent(source)[1] < times:  # noqa: PLR2004
        yield Problem(Code.REPETITION, f"repeated: {most}")


def _most_frequent(text: str) -> tuple[str, int]:
    """Return the four words in a row that stand in a text most often, and how often, if thrice."""
    words = text.lower().split()
    runs = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    # Most often the number of different ones says that there is none.
    if len(runs) - len(set(runs)) < 2:  # noqa: PLR2004
        return "", 0
    run, times = Counter(runs).most_common(1)[0]
    return (" ".join(run), times) if times >= 3 else ("", 0)  # noqa: PLR2004


def _has_pair_twice(text: str) -> bool:
    """Whether two words in a row stand in a text again, as they do in every loop."""
    words = _WORD.findall(text.casefold())
    pairs = list(pairwise(words))
    return len(set(pairs)) < len(pairs)


def _length(source: str, target: str) -> Iterator[Problem]:
    if len(source) < 25:  # noqa: PLR2004
        return
    ratio = len(target) / len(source)
    if ratio < 0.45:  # noqa: PLR2004
        yield Problem(Code.LENGTH, "much shorter than the German: is something missing?")
    elif ratio > 2:  # noqa: PLR2004
        yield Problem(Code.LENGTH, "much longer than the German: is something added?")


def _punctuation(source: str, target: str) -> Iterator[Problem]:
    """Compare how the two end, by the rule of Poedit's own check."""
    last, found = source.strip()[-1:], target.strip()[-1]
    if _CLOSING_BRACKET.match(last) or _CLOSING_BRACKET.match(found):
        return
    ends, has = _is_punctuation(last), _is_punctuation(found)
    if ends and not has:
        yield Problem(Code.PUNCTUATION, f"should end with {last}")
    elif has and not ends:
        yield Problem(Code.PUNCTUATION, f"should not end with {found}")
    elif ends and has and last != found and not {last, found} <= _QUOTES:
        yield Problem(Code.PUNCTUATION, f"ends with {found}, the German with {last}")


def _case(source: str, target: str) -> Iterator[Problem]:
    first, found = source.strip()[:1], target.strip()[0]
    if first.isupper() and found.islower():
        yield Problem(Code.CASE, "should start with a capital letter")
    elif first.islower() and found.isupper():
        yield Problem(Code.CASE, "should start with a small letter")


def _whitespace(source: str, target: str) -> Iterator[Problem]:
    if source[:1].isspace() != target[:1].isspace():
        yield Problem(Code.WHITESPACE, "space at the start: not as in the German")
    if source[-1:].isspace() != target[-1:].isspace():
        yield Problem(Code.WHITESPACE, "space at the end: not as in the German")
    if "  " in target.strip() and "  " not in source:
        yield Problem(Code.WHITESPACE, "two spaces in a row")


# What must stand in the translation as it stands in the source: addresses, tags, placeholders.
_VERBATIM = re.compile(rf"{verbatim.ADDRESS}|</?[a-zA-Z][^<>]*>|%(?:\(\w+\))?[sdif]\b|\{{\w*\}}")


def _markup(source: str, target: str) -> Iterator[Problem]:
    wanted, found = Counter(_VERBATIM.findall(source)), Counter(_VERBATIM.findall(target))
    wanted.update(verbatim.carried(source))
    found.update(verbatim.carried(target))
    if not (wanted or found):
        return
    for piece in wanted - found:
        yield Problem(Code.MARKUP, f"missing: {piece}")
    for piece in found - wanted:
        yield Problem(Code.MARKUP, f"not in the German: {piece}")


_CLOSING_BRACKET = re.compile(r"[)\]}]")
_QUOTES = frozenset("„“”»«‚‘’›‹\"'")


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P") if character else False


_CHECKS = (
    _numbers,
    _dates,
    _quotes,
    _untranslated,
    _repetition,
    _length,
    _punctuation,
    _case,
    _whitespace,
    _markup,
)
