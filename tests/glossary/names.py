"""A handful of names for the glossary's tests, and short ways to make and read them."""

from __future__ import annotations

from glossary import Concept, Glossary, Spelling


def person(full: str, english: str, *, id_: str = "", variants: tuple[str, ...] = ()) -> Concept:
    """A person whose last word in each language is the surname."""
    return Concept(
        id=id_ or full,
        kind="person",
        spellings={
            "de": Spelling(full, full.rsplit(maxsplit=1)[-1], variants),
            "en": Spelling(english, english.rsplit(maxsplit=1)[-1]),
        },
    )


def place(german: str, english: str, *variants: str) -> Concept:
    return Concept(
        id=german,
        kind="place",
        spellings={"de": Spelling(german, variants=variants), "en": Spelling(english)},
    )


GERASSIMOW = person("Walerij Gerassimow", "Valery Gerasimov")
PUTIN = person("Wladimir Putin", "Vladimir Putin")
MARX = person("Karl Marx", "Karl Marx")
KIM = Concept(
    id="kim",
    kind="person",
    spellings={"de": Spelling("Kim Jong Un", "Kim"), "en": Spelling("Kim Jong Un", "Kim")},
)
ASSAD = Concept(
    id="assad",
    kind="person",
    spellings={
        "de": Spelling("Baschar al-Assad", "Assad", ("al-Assad",)),
        "en": Spelling("Bashar al-Assad", "Assad", ("al-Assad",)),
    },
)
COURT = Concept(
    id="icc",
    kind="organisation",
    spellings={
        "de": Spelling("Internationaler Strafgerichtshof", "IStGH"),
        "en": Spelling("International Criminal Court", "ICC"),
    },
)
KIEW = place("Kiew", "Kyiv")
PETERSBURG = place("Sankt Petersburg", "St. Petersburg", "St. Petersburg")
BLACK_SEA = place("Schwarzes Meer", "Black Sea")

NAMES = Glossary(
    [
        *(GERASSIMOW, PUTIN, MARX, KIM, ASSAD, COURT, KIEW, PETERSBURG, BLACK_SEA),
        place("Pjöngjang", "Pyongyang"),
        place("Bremen", "Bremen"),
        place("Moskau", "Moscow"),
        place("Charkiw", "Kharkiv"),
        place("Ukraine", "Ukraine"),
        place("Nowgorod", "Novgorod"),
        place("Weliki Nowgorod", "Veliky Novgorod"),
        place("Essen", "Essen"),
        place("Polen", "Poland"),
        place("Karadžić", "Karadžić"),
    ]
)


def found(text: str, glossary: Glossary = NAMES) -> list[tuple[str, str]]:
    """What stands in ``text`` and what is owed for it."""
    return [(match.text, match.target) for match in glossary.match(text)]
