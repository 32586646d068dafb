"""Given names as concepts, so that an unknown bearer of a known given name has half a name right.

Patronymics are among them (*Wladimirowitsch*, *Vladimirovich*).

They are those of :mod:`glossary.romanisation.given_names` that German spells otherwise than
English (*Walerij*, *Valery*). Where two languages share a German spelling (*Ilja*: Russian *Ilya*,
Belarusian *Illia*), the first of :data:`_LANGUAGES` decides and the others are accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary import german
from glossary.concept import Concept, Spelling
from glossary.evidence import GIVEN_NAME
from glossary.folding import fold
from glossary.patronymics import patronymics

_LANGUAGES = ("ru", "uk", "be", "bg")
# How the press ends what Duden ends otherwise: native ending → Duden's and the press's.
_PRESS_ENDINGS = {
    "ий": ("i", "ij"),
    "ей": ("ei", "ej"),
    "ай": ("ai", "aj"),
    "ия": ("ija", "ia"),
}
# How else English writes a patronymic: Sergeyevich and Sergeevich, Vasilyevich and Vasilievich.
_PATRONYMIC_VARIANTS = (
    (re.compile("(?<=[aeio])ye"), "e"),
    (re.compile("(?<![aeio])ye"), "ie"),
)


def given_names() -> list[Concept]:
    """Return the given names, German to English, without those that are too common in German."""
    known: dict[str, list[_Name]] = {}
    for name in _names():
        for spelled in dict.fromkeys(name.german):
            known.setdefault(spelled, []).append(name)
    never = {fold(name) for name in german.facts()["given"]["never"]}
    return [
        _concept(spelled, sorted(names, key=lambda name: _LANGUAGES.index(name.language)))
        for spelled, names in known.items()
        if fold(spelled) not in never and all(spelled not in name.english for name in names)
    ]


class _Name(NamedTuple):
    language: str
    native: str
    german: tuple[str, ...]
    english: tuple[str, ...]


def _concept(spelled: str, names: list[_Name]) -> Concept:
    english, *others = dict.fromkeys(word for name in names for word in name.english)
    return Concept(
        id=f"given-{fold(spelled)}",
        kind=GIVEN_NAME,
        spellings={"de": Spelling(spelled), "en": Spelling(english, variants=tuple(others))},
        language=names[0].language,
        native=names[0].native,
        origin="given names",
    )


def _names() -> Iterator[_Name]:
    from glossary.romanisation import derive
    from glossary.romanisation.given_names import given_names as table

    for name in table().values():
        if name.language in _LANGUAGES:
            duden = derive(name.native, name.language, "de")
            german_spellings = (duden, _as_in_the_press(duden, name.native), *name.german_variants)
            english_spellings = (name.english, *name.english_variants)
            yield _Name(name.language, name.native, german_spellings, english_spellings)
            if name.gender == "m":
                for native in patronymics(name.native, name.language):
                    yield _patronymic(native, name.language)


def _patronymic(native: str, language: str) -> _Name:
    from glossary.romanisation import derive

    english = derive(native, language, "en")
    variants = (pattern.sub(other, english) for pattern, other in _PATRONYMIC_VARIANTS)
    duden = derive(native, language, "de")
    return _Name(language, native, (duden, duden.replace("x", "ks")), (english, *variants))


def _as_in_the_press(spelled: str, native: str) -> str:
    ending, press = _PRESS_ENDINGS.get(native[-2:], ("", ""))
    return spelled.removesuffix(ending) + press if spelled.endswith(ending) else spelled
