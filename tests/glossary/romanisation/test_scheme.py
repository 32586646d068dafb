import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.romanisation import RomanisationError, derive, scheme

TABLES = [(name, language) for name in scheme.SCHEMES for language in scheme.languages(name)]
SAMPLES = [
    (name, language, native, latin)
    for name, language in TABLES
    for native, latin in scheme.table(name, language).samples.items()
]


@pytest.mark.parametrize(("name", "language", "native", "latin"), SAMPLES)
def test_a_schemes_own_samples_hold(name, language, native, latin):
    assert scheme.table(name, language).spell(native) == latin


@pytest.mark.parametrize(("name", "language"), TABLES)
def test_every_table_has_samples_and_uses_only_its_own_letters(name, language):
    table = scheme.table(name, language)
    assert len(table.samples) >= 2
    for native in table.samples:
        assert set(native.lower()) - set(" -") <= set(table.base)


def test_every_scheme_covers_the_six_languages():
    assert {name for name, _ in TABLES} == set(scheme.SCHEMES)
    for name in scheme.SCHEMES:
        assert set(scheme.languages(name)) == {"ru", "uk", "be", "bg", "mk", "sr"}


@pytest.mark.parametrize(
    ("native", "written"),
    [
        ("ЩЕРБАКОВ", "SCHTSCHERBAKOW"),
        ("Щербаков", "Schtscherbakow"),
        ("щербаков", "schtscherbakow"),
        ("Горбачё\u0301в", "Gorbatschow"),
        ("Кара-Мурза", "Kara-Mursa"),
        ("Ю. Гагарин (1934)", "Ju. Gagarin (1934)"),
        ("", ""),
    ],
)
def test_capitals_stress_marks_and_everything_else_around_the_letters(native, written):
    assert derive(native, "ru", "de") == written


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_any_apostrophe_is_the_ukrainian_one(apostrophe):
    assert derive(f"Куп{apostrophe}янськ", "uk", "de") == "Kupjansk"


def test_decomposed_letters_are_letters():
    assert derive(unicodedata.normalize("NFD", "Їжакевич Йосип"), "uk", "en") == "Yizhakevych Yosyp"
    assert derive(unicodedata.normalize("NFD", "Ѓорге"), "mk", "en", "ala-lc") == "Ǵorge"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("金", "ko", "de"), "no table for language 'ko'"),
        (("Кат", "ru", "fr"), "writes 'fr'"),
        (("Кат", "ru", "en", "duden"), "'duden' writes 'en'"),
        (("Кат", "ru", "en", "gost"), "no romanisation scheme 'gost'"),
        (("Київ", "ru", "en"), "'ї' is not a letter"),
    ],
)
def test_what_cannot_be_spelled_is_an_error_that_says_why(arguments, message):
    with pytest.raises(RomanisationError, match=message) as raised:
        derive(*arguments)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("name", "language"), TABLES)
def test_a_word_is_spelled_in_latin_letters_only(name, language):
    table = scheme.table(name, language)

    @given(st.text(alphabet=sorted(table.base), max_size=12))
    def spells(word):
        assert not set(table.spell(word)) & set(table.base) - {"’"}

    spells()


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", max_size=12))
def test_iso_9_can_be_read_back(word):
    table = scheme.table("iso-9", "ru")
    back = {latin: letter for letter, latin in table.base.items()}
    assert "".join(back[sign] for sign in table.spell(word)) == word


# What iuliia and these tables are known to write differently, and why.
IULIIA = {"bgn-pcgn": "bgn_pcgn", "icao-9303": "icao_doc_9303", "ala-lc": "ala_lc"}


@pytest.mark.parametrize("name", IULIIA)
def test_russian_agrees_with_iuliia(name):
    iuliia = pytest.importorskip("iuliia")
    theirs = iuliia.schemas.get(IULIIA[name])
    pangram = (
        "Юлия съешь ещё этих мягких французских булок из Йошкар-Олы да выпей алтайского чаю "
        "Елизово Чапаевск Мейеровка объезд Белкино Ёдва Змииёвка Айёган Воробьёво Кебанъёль "
        "Озёрный Тыайа Сайылык Ойусардах Бийск Тыэкан Суык-Су Тында Улан-Удэ Электрогорск Руэм "
        "Вяртсиля Ташчишма"
    )
    # iuliia writes the Cyrillic letter ё where the standards have the Latin ë.
    expected = theirs.translate(pangram).translate(str.maketrans("ёЁ", "ëË"))
    assert derive(pangram, "ru", "en", name) == expected
