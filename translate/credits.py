"""Photo credits in running text: *Foto: dpa*, *© Sergei Ilyin / Imago*.

On a page a credit stands in an element of its own. Text taken from the page has it inside the
caption or at the head of the next paragraph, often without a space: *»…bei einem Besuch.Foto:
dpaDer Kreml…«*. What follows it is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.sentence_words import sentence_words

# Agencies and picture desks that German papers name in credits: whole, or with the next sentence
# glued to them (dpaDer Kreml).
_AGENCIES = (
    r"(?:dpa(?:-Zentralbild|-tmn|-infocom)?|[Pp]icture[ -][Aa]lliance|AFP|AP(?: Photo)?|R(?:euters"
    r"|EUTERS)|(?:[Ii]mago|IMAGO)(?: [Ii]mages| stock(?:&people)?)?|[Gg]etty(?: [Ii]mages)?|SNA|KNS"
    r"|(?:ITAR-)?TASS|Sputnik|RIA Nowosti|Xinhua|KCNA(?: via KNS)?|Yonhap|Kyodo(?: News)?|Ukrinform"
    r"|U(?:NIAN|nian)|(?:epa|EPA)(?:-efe|-EFE)?|(?:ZUMA|Zuma)(?: Press)?(?: Wire)?|NurPhoto|UPI|TT"
    r"|Anadolu(?: Agency| Images)?|Bloomberg|ddp|epd|KNA|APA|ANP|NTB|CTK|PAP|Keystone|SZ Photo"
    r"|(?:SIPA|Sipa)(?: USA)?|ABACA(?:PRESS)?|Kremlin Pool|[Pp]hotothek|Ostkreuz|[Ll]aif|Alamy"
    r"|Shutterstock|Adobe Stock|Depositphotos|iStock|ullstein bild|akg-images|Wikimedia Commons"
    r"|Cover-Images|M(?:AXPPP|axppp)|[Pp]rivat|Handout)"
    r"(?![a-zäöüß0-9-])(?:(?![A-ZÄÖÜ])|(?=[A-ZÄÖÜ][a-zäöüß]))"
)
_AGENCY = re.compile(_AGENCIES)
_NAME = re.compile(r"[A-ZÄÖÜ](?:\.|[\w’'-]{0,30})")
_PARTICLE = re.compile(r"(?:van|von|de|del|al|bin|via|und|&) (?=[A-ZÄÖÜ])")
_BETWEEN = re.compile(r"[ /|,]{0,4}")
_GLUED_NAME = re.compile(r"(?<=[a-zäöüß]{3})(?=[A-ZÄÖÜ][a-zäöüß])")
_CLOSE = re.compile(r"[.)\]»“\"]{0,4}")

_LABEL = re.compile(
    r"(?P<sign>©)"
    r"|(?:(?<=[a-zäöüß0-9.!?)»“\"])|(?<![\w-]))"
    r"(?:Fotos?|Bild(?:er|quelle|nachweis|rechte)?|Grafik|Quelle|Copyright|Credit)(?:[:/] ?©?| ©) ?"
)
# A name with an agency behind a slash needs no label: Vladimir Smirnov/Imago.
_BYLINE = re.compile(
    rf"(?:(?<=[a-zäöüß.!?)»“])|(?<![\w/-]))"
    rf"(?:[A-ZÄÖÜ][\w’'.-]{{1,40}} [A-ZÄÖÜ][\w’'-]{{1,40}}(?= ?/ ?{_AGENCIES})"
    rf"|{_AGENCIES}(?= ?/ ?[A-ZÄÖÜ][\w’'.-]{{0,40}} [A-ZÄÖÜ]))"
)
# Without one of these there is no credit; most sentences have none.
_HINTS = ("/", "©", "Foto", "Bild", "Grafik", "Quelle", "Copyright", "Credit")
_ENDED = re.compile(r"(?:^|[.!?…][»“”«\"')\]]{0,3}|[)\]])\s*$")
_OF_THE_PICTURE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Dd]iese[mnrs]?|[Ee]ine?[mnrs]?|[AaIi]m|[Vv]om|[Zz]um|[Bb]eim)\s(?:\w{1,30}\s)?$"
)
_MOST_NAMES = 10


def credit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` offsets of the photo credits in `text`, in order."""
    if not any(hint in text for hint in _HINTS):
        return
    done = 0
    for match in sorted([*_LABEL.finditer(text), *_BYLINE.finditer(text)], key=re.Match.start):
        if match.start() < done:
            continue
        span = _labelled(text, match) if match.re is _LABEL else _unlabelled(text, match)
        if span is not None:
            yield span
            done = span[1]


def _labelled(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    start = match.start()
    before = text[max(0, start - 40) : start]
    if before.endswith(("(", "[")):
        return None
    end, agency = _names_end(text, match.end())
    if end is None:
        return None
    alone = bool(match["sign"] or _ENDED.search(before) or before[-1:].isalnum())
    if not alone and (not agency or _OF_THE_PICTURE.search(before)):
        return None
    return start, end


def _unlabelled(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    glued = _GLUED_NAME.search(text, *match.span())
    start = glued.start() if glued else match.start()
    before = text[max(0, start - 40) : start]
    if not (before[-1:].isalnum() or _ENDED.search(before)):
        return None
    end, _ = _names_end(text, start)
    return None if end is None else (start, end)


def _names_end(text: str, at: int) -> tuple[int | None, bool]:
    """Return where the names and agencies from `at` on end, and whether there is an agency.

    None where there are no names, or where the text goes on in small letters, being a sentence.
    """
    end: int | None = None
    safe: int | None = None  # behind an agency, or the name of a photographer after it
    agency = False
    names = 0
    previous = ""
    for what, separator, last in _names(text, at):
        if previous == "agency" and not separator.strip():
            break  # the next sentence: Imago Moskau
        if what == "agency":
            agency, names = True, 0
        elif text[last - 1] != ".":  # an initial is part of the name that follows
            names += 1
        end = last
        previous = what
        if agency and names <= len(("first name", "surname")):
            safe = end
    if end is None:
        return None, False
    close = _CLOSE.match(text, end)
    behind = close.end() if close else end
    goes_on = text[behind : behind + 2].lstrip()[:1].islower()
    return (safe if goes_on else behind), agency


def _names(text: str, at: int) -> Iterator[tuple[str, str, int]]:
    """Yield each name and agency from `at` on: which it is, what is before it, where it ends."""
    for number in range(_MOST_NAMES):
        between = _BETWEEN.match(text, at)
        separator = between[0] if between else ""
        at += len(separator)
        if number and not separator:
            return
        if particle := _PARTICLE.match(text, at):
            at = particle.end()
        if agency := _AGENCY.match(text, at):
            yield "agency", separator, (at := agency.end())
            continue
        name = _NAME.match(text, at)
        if name is None or name[0] in sentence_words().openers:
            return
        glued = _GLUED_NAME.search(text, at + 1, name.end() + 1)
        if glued and glued.start() < name.end():
            yield "name", separator, glued.start()
            return
        yield "name", separator, (at := name.end())
