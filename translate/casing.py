"""Capitals: what a model is to read where a text is written in them, and back.

A model's vocabulary has few words in capitals; it spells all others letter by letter and translates
them by their sound. But it knows how each word is mostly written: in that writing it takes the
fewest tokens. So a headline in capitals is shown to a model as it would stand in running text, and
its translation is put into capitals again; of other texts only the words that a model cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from translate.constraints import Span

if TYPE_CHECKING:
    from translate.constraints import Constraint

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_LAST_WORD = re.compile(r"[^\W\d_]{2,60}(?= $)")
_CAPITALS = re.compile(r"[A-ZÄÖÜẞ]{2}")
# A text is in capitals if so large a share of its letters is, and in it a word of this many letters
# or a common one: a list of parties is none.
_SHARE, _LEAST = 0.9, 4
# EILMELDUNG: …
_KICKER = re.compile(r"[^:]{2,80}:(?=\s)")
# Abbreviations that are words in small letters, in either language, or have some of them.
_ABBREVIATIONS = {
    each.upper(): each
    for each in ("AfD", "AG", "EM", "EU", "GmbH", "ICE", "ISS", "IT", "KI", "UN", "US", "WHO")
}
_ROMAN = re.compile(r"(?=..)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VOWEL = re.compile("[AEIOUYÄÖÜ]")
# No abbreviation is longer.
_LONGEST_ABBREVIATION = 6
# Words that texts stress (*Wir geben NIE auf*), by themselves or with those beside them. Any other
# is as likely to be a name (*TIME, SOLARIS*), unless it has what only German words have.
_STRESSED = frozenset(
    {"aber", "alle", "allen", "alles", "auch", "auf", "aus", "bei", "beide", "bis", "bitte"}
    | {"danke", "darf", "das", "dem", "den", "der", "die", "doch", "du", "ein", "eine", "einen"}
    | {"endlich", "er", "erst", "euch", "falsch", "für", "ganz", "gar", "genau", "gut", "hat"}
    | {"heute", "hier", "ich", "ihm", "ihn", "ihr", "immer", "ja", "jede", "jeder", "jetzt", "kann"}
    | {"kein", "keine", "keinen", "keiner", "mehr", "mein", "meine", "mich", "mir", "mit", "muss"}
    | {"nach", "nein", "neu", "nicht", "nichts", "nie", "niemals", "niemand", "noch", "nur"}
    | {"ohne", "schon", "sehr", "sein", "selbst", "sie", "sind", "so", "sofort", "soll", "trotz"}
    | {"und", "uns", "unser", "unsere", "viel", "viele", "vom", "von", "vor", "wahr", "war"}
    | {"wer", "wie", "wir", "wirklich", "zu", "zum", "zur", "zwei"}
)
_GERMAN = re.compile("[ÄÖÜß]|(?:UNG|HEIT|KEIT|SCHAFT|LICH|ISCH|IEREN|[BDGKLMNRST]EN)$")
# What adjectives and verbs end in. German writes most other words large, and a vocabulary in pieces
# knows the longer ones in neither writing.
_SMALL = re.compile(r"(?:ig|lich|isch|bar|sam|los|haft|end|iert|t|n)(?:e[mnrs]?)?$")


def is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, or nearly."""
    words = _WORD.findall(text)
    large = [word for word in words if _is_large(word)]
    share = sum(map(len, large)) >= _SHARE * sum(map(len, words))
    return share and any(len(word) >= _LEAST or word.lower() in _STRESSED for word in large)


def usual(word: str, tokens: Callable[[str], int]) -> str:
    """Return a `word` in capitals as it stands in running text.

    `tokens` says in how many tokens a model reads a word. Capitals have no *ß*: it comes back
    where a model knows the word with it.
    """
    if word in _ABBREVIATIONS:
        return _ABBREVIATIONS[word]
    if not _VOWEL.search(word) or _ROMAN.fullmatch(word):
        return word
    small = word.lower()
    smalls = [small, small.replace("ss", "ß")]
    small = min(smalls, key=tokens)
    large = min((each.capitalize() for each in smalls), key=tokens)
    in_small, in_large = tokens(small), tokens(large)
    least = min(in_small, in_large)
    spelled = len(word) <= _LONGEST_ABBREVIATION and 2 * least > len(word)
    if spelled or tokens(word) < least:
        return word
    if in_small == in_large > 1:
        return small if _SMALL.search(small) else large
    return small if in_small <= in_large else large


def recased(
    text: str, owed: Sequence[Constraint], tokens: Callable[[str], int]
) -> list[tuple[Span, str]]:
    """Return what a model is to read instead of the words in capitals that it cannot read.

    In the order of the text. Where the text or its kicker (*EILMELDUNG: …*) is in capitals, that is
    every word, and names (`owed`) are written like names; elsewhere, single words that stand in
    capitals for stress.
    """
    if not _CAPITALS.search(text):
        return []
    headline = _headline(text)
    changes: list[tuple[Span, str]] = []
    for found in _WORD.finditer(text):
        span = Span(*found.span())
        if not _is_large(found[0]):
            continue
        name = next((each for each in owed if span.overlaps(each.span)), None)
        if span.start >= headline:
            word = found[0] if name else _calmed(found[0], _beside(text, span), tokens)
        elif name is None:
            word = usual(found[0], tokens)
        else:
            word = _like_a_name(found[0], name, tokens)
        if span.start < headline < len(text) and not changes and not name:
            word = word[:1].upper() + word[1:]
        if word != found[0]:
            changes.append((span, word))
    return changes


def recapitalised(
    text: str, changes: Sequence[tuple[Span, str]], translation: str, kept: Sequence[Span]
) -> str:
    """Return the `translation` of a `text` that was `recased` by `changes`, with its capitals.

    What is in capitals throughout is so again but for the places `kept`; so is a single word that
    the model has left as it was, since it is a name (*TIME*). Stress on others is lost.
    """
    headline = _headline(text)
    end = len(translation)
    if headline < len(text):
        end = translation.find(":") + 1 if headline else 0
    parts, done = [], 0
    for span in sorted(kept, key=lambda span: span.start):
        if span.end <= end:
            parts += [translation[done : span.start].upper(), translation[span.start : span.end]]
            done = span.end
    translation = "".join([*parts, translation[done:end].upper(), translation[end:]])
    for span, word in changes:
        if span.start >= headline and len(word) >= _LEAST:
            translation = re.sub(rf"(?i)(?<!\w){word}(?!\w)", word.upper(), translation)
    return translation


def _headline(text: str) -> int:
    """Return how much of a text is in capitals throughout: all of it, its kicker, or nothing."""
    if is_in_capitals(text):
        return len(text)
    kicker = _KICKER.match(text)
    return kicker.end() if kicker and is_in_capitals(kicker[0]) else 0


def _is_large(word: str) -> bool:
    # STRAßE is in capitals, too.
    return word.replace("ß", "").isupper()


def _beside(text: str, span: Span) -> list[str]:
    """Return the words in capitals on either side of one."""
    found = (_LAST_WORD.search(text, 0, span.start), _WORD.match(text, span.end + 1))
    return [word[0] for word in found if word and _is_large(word[0])]


def _calmed(word: str, beside: Sequence[str], tokens: Callable[[str], int]) -> str:
    """Return a word that a text stresses in small letters, if it is one and the model needs it.

    `beside` are the words in capitals around it.
    """
    written = usual(word, tokens)
    known, spelled = tokens(written), tokens(word)
    if word.lower() in _STRESSED:
        return written if known < spelled or beside else word
    if not _GERMAN.search(word) and not any(each.lower() in _STRESSED for each in beside):
        return word
    if len(word) > _LONGEST_ABBREVIATION:
        return written if known < spelled else word
    return written if len(word) >= _LEAST and known == 1 and 2 * known <= spelled else word


def _like_a_name(word: str, name: Constraint, tokens: Callable[[str], int]) -> str:
    """Return a word of a name as the name has it in English, else as names are written."""
    if not name.target[:1].isupper():
        return usual(word, tokens)
    words: list[str] = re.findall(r"\w+", name.target)
    english = {each.casefold(): each for each in words}
    if word.casefold() in english:
        return english[word.casefold()]
    return word if name.target.isupper() else word.capitalize()
