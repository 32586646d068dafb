"""The names that Russians and Ukrainians have from their fathers: *Wladimirowitsch, Serhijiwna*.

They are formed from a given name by rule, with a few old exceptions: *-owitsch, -owna* after a
consonant, *-jewitsch, -jewna* after *-ij, -ej, -aj* and a soft sign, *-itsch* after some in *-a*.
Belarusians and Bulgarians have them too, but German texts hardly ever.
"""

from __future__ import annotations

_RUSSIAN = {
    "Василий": ("Васильевич", "Васильевна"),
    "Илья": ("Ильич", "Ильинична"),
    "Кузьма": ("Кузьмич", "Кузьминична"),
    "Лев": ("Львович", "Львовна"),
    "Лука": ("Лукич", "Лукинична"),
    "Михаил": ("Михайлович", "Михайловна"),
    "Никита": ("Никитич", "Никитична"),
    "Павел": ("Павлович", "Павловна"),
    "Пётр": ("Петрович", "Петровна"),
    "Савва": ("Саввич", "Саввична"),
    "Фома": ("Фомич", "Фоминична"),
    "Яков": ("Яковлевич", "Яковлевна"),
}
_UKRAINIAN = {
    "Василь": ("Васильович", "Василівна"),
    "Григорій": ("Григорович", "Григорівна"),
    "Ілля": ("Ілліч", "Іллівна"),
    "Ігор": ("Ігорович", "Ігорівна"),
    "Кузьма": ("Кузьмич", "Кузьмівна"),
    "Лев": ("Львович", "Львівна"),
    "Лука": ("Лукич", "Луківна"),
    "Микола": ("Миколайович", "Миколаївна"),
    "Федір": ("Федорович", "Федорівна"),
    "Хома": ("Хомич", "Хомівна"),
    "Яків": ("Якович", "Яківна"),
}
_VOWELS = "аеёиоуыэюяіїє"


def patronymics(name: str, language: str) -> tuple[str, ...]:
    """Return the names of the son and of the daughter of a man called ``name``, in native letters.

    ``language`` is ``ru`` or ``uk``; nothing for others, and for names that have none.
    """
    if language == "ru":
        return _RUSSIAN.get(name) or _russian(name)
    if language == "uk":
        return _UKRAINIAN.get(name) or _ukrainian(name)
    return ()


def _russian(name: str) -> tuple[str, ...]:
    stem, last = name[:-1], name[-1]
    if name.endswith("ий"):
        # Юрий: Юрьевич, but Дмитрий: Дмитриевич
        single = stem[-3:-2].lower() in _VOWELS or stem.endswith("нти")
        stem = stem[:-1] + ("ь" if single else "и")
        return f"{stem}евич", f"{stem}евна"
    if last in "йь":
        return f"{stem}евич", f"{stem}евна"
    if last in _VOWELS:
        return ()
    vowel = "е" if last in "жшчщц" else "о"
    return f"{name}{vowel}вич", f"{name}{vowel}вна"


def _ukrainian(name: str) -> tuple[str, ...]:
    stem, last = name[:-1], name[-1]
    if last == "й":
        return f"{name}ович", f"{stem}ївна"
    if last == "о":
        return f"{stem}ович", f"{stem}івна"
    if last in _VOWELS or last == "ь":
        return ()
    return f"{name}ович", f"{name}івна"
