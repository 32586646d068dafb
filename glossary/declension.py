"""Case forms of names in Cyrillic letters, back to the nominative: *Герасимову* → *Герасимов*.

Which case it is does not matter, nor which Slavic language: a form may stem from every nominative
that some declension of Russian or Ukrainian leads to, and a list of names tells which there is.
All words here are folded (:func:`glossary.folding.fold`), so *й* is *и* and *ё* is *е*.
"""

from __future__ import annotations

# Ending → what the nominative may have in its place. Adjectives (Зеленський, Толстой), then nouns.
_NOMINATIVES = {
    "ого": ("ии", "ыи", "ои"),
    "ому": ("ии", "ыи", "ои"),
    "его": ("ии",),
    "ему": ("ии",),
    "ыми": ("ыи",),
    "ую": ("ая",),
    "юю": ("яя",),
    "ым": ("ыи", ""),
    "им": ("ии", ""),
    "ом": ("", "о", "ыи", "ии", "ои"),
    "ем": ("и", "ь", "е"),
    "ои": ("а", "ая"),
    "еи": ("я", "а", "ая"),
    "ою": ("а", "ая"),
    "ею": ("я", "а"),
    "ові": ("", "о"),
    "еві": ("ь", "и"),
    "оі": ("а",),
    "іи": ("а", "ія"),
    "ії": ("ія",),
    "ью": ("ь",),
    "а": ("", "о"),
    "я": ("и", "ь"),
    "у": ("", "а", "о"),
    "ю": ("и", "ь", "я"),
    "ы": ("а", ""),
    "и": ("я", "а", "ь", ""),
    "і": ("а", "я", "ь", ""),
    "е": ("", "а", "я", "о"),
}
_SHORTEST_STEM = 2


def nominatives(word: str) -> set[str]:
    """Return the words that ``word`` may be a case form of, itself left out."""
    return {
        word.removesuffix(ending) + nominative
        for ending, endings in _NOMINATIVES.items()
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
        for nominative in endings
    } - {word}
