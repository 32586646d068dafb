"""Photo credits in running text: *Foto: dpa*, *© Sergei Ilyin / Imago*.

On a page a credit stands in an element of its own. Text taken from the page has it inside the
caption or at the head of the next paragraph, often without a space: *»…bei einem Besuch.Foto:
dpaDer Kreml…«*. What follows it is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Agencies and picture desks that German papers name in credits.
_AGENCIES = (
    r"(?:dpa(?:-Zentralbild|-tmn|-infocom)?|[Pp]icture[ -][Aa]lliance|AFP|AP(?: Photo)?|Reuters|REUTERS"
    r"|(?:Imago|IMAGO|imago)(?: [Ii]mages| stock(?:&people)?)?|[Gg]etty [Ii]mages|Getty|(?:ITAR-)?TASS"
    r"|Sputnik|RIA Nowosti|SNA|Xinhua|KCNA(?: via KNS)?|KNS|Yonhap|Kyodo(?: News)?|Ukrinform|UNIAN|Unian"
    r"|epa(?:-efe)?|EPA(?:-EFE)?|(?:ZUMA|Zuma)(?: Press)?(?: Wire)?|NurPhoto|Anadolu(?: Agency| Images)?"
    r"|Bloomberg|ddp|epd|KNA|APA|Keystone|SZ Photo|(?:SIPA|Sipa)(?: USA)?|ABACA(?:PRESS)?|Kremlin Pool"
    r"|[Pp]hotothek|Ostkreuz|[Ll]aif|Alamy|Shutterstock|Adobe Stock|Depositphotos|iStock|ullstein bild"
    r"|akg-images|Wikimedia Commons|Cover-Images|ANP|NTB|CTK|PAP|MAXPPP|Maxppp|UPI|[Pp]rivat|Handout)"
    # Whole, or with the next sentence glued to it: dpaDer Kreml.
    r"(?![a-zäöüß0-9-])(?:(?![A-ZÄÖÜ])|(?=[A-ZÄÖÜ][a-zäöüß]))"
)
_AGENCY = re.compile(_AGENCIES)
_NAME = re.compile(r"[A-ZÄÖÜ](?:\.|[\w’'-]{0,30})")
_PARTICLE = re.compile(r"(?:van|von|de|del|al|bin|via|und|&)(?= [A-ZÄÖÜ])")
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
_ENDED = re.compile(r"(?:^|[.!?…][»“”«\"')\]]{0,3}|[)\]])\s*$")
_OF_THE_PICTURE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Dd]iese[mnrs]?|[Ee]ine?[mnrs]?|[AaIi]m|[Vv]om|[Zz]um|[Bb]eim)\s(?:\w{1,30}\s)?$"
)
_MOST_NAMES = 6


def credit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` offsets of the photo credits in `text`, in order."""
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
    safe: int | None = None  # behind an agency, or behind the two names after it
    agency = False
    names = 0
    while names < _MOST_NAMES:
        between = _BETWEEN.match(text, at)
        separator = between[0] if between else ""
        here = at + len(separator)
        if end is not None and not separator:
            break
        if found := _AGENCY.match(text, here):
            end = safe = at = found.end()
            agency, names = True, 0
            continue
        if agency and names == 0 and not separator.strip():
            break
        if found := _PARTICLE.match(text, here):
            at = found.end()
            continue
        found = _NAME.match(text, here)
        if found is None or (end is not None and not agency and found[0] in _OPENERS):
            break
        if found[0] in _OPENERS:
            break
        names += 1
        glued = _GLUED_NAME.search(text, here, found.end() + 1)
        end = at = glued.start() if glued and glued.start() < found.end() else found.end()
        if agency and names <= len(("first name", "surname")):
            safe = end
        if glued:
            break
    if end is None:
        return None, False
    close = _CLOSE.match(text, end)
    behind = close.end() if close else end
    if text[behind : behind + 2].lstrip()[:1].islower():
        return safe, agency
    return behind, agency


_OPENERS = frozenset(
    "Der Die Das Den Dem Ein Eine Er Sie Es Wir Am Im In Bei Mit Nach Seit Vor Für Auf Als Wie Laut"
    " Während Doch Auch Zuvor Dabei".split()
)
