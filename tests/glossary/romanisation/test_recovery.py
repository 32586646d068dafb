import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.romanisation import RomanisationError, recovery, transliterate
from glossary.romanisation.calibration import Line
from glossary.romanisation.model import known, load


def english(name, **options):
    return transliterate(name, **options)[0].english


def language(name):
    return transliterate(name)[0].language


# --- native and English ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("german", "native", "spelled"),
    [
        # с and з
        ("Sacharowa", "Захарова", "Zakharova"),
        ("Subkow", "Зубков", "Zubkov"),
        ("Sokolow", "Соколов", "Sokolov"),
        ("Gerassimow", "Герасимов", "Gerasimov"),
        ("Gerasimow", "Герасимов", "Gerasimov"),
        ("Kusnezow", "Кузнецов", "Kuznetsov"),
        # ш, ж, ч and щ
        ("Schukow", "Жуков", "Zhukov"),
        ("Schuwalow", "Шувалов", "Shuvalov"),
        ("Tschernow", "Чернов", "Chernov"),
        ("Schtscherbakow", "Щербаков", "Shcherbakov"),
        # ё that German writes o and English e
        ("Gorbatschow", "Горбачёв", "Gorbachev"),
        # letters that German leaves out or writes twice
        ("Jelzin", "Ельцин", "Yeltsin"),
        ("Borissow", "Борисов", "Borisov"),
        ("Alexandrow", "Александров", "Alexandrov"),
    ],
)
def test_a_russian_surname_goes_back_to_its_letters(german, native, spelled):
    best = transliterate(german, via="ru")[0]
    assert (best.native, best.english) == (native, spelled)


@pytest.mark.parametrize(
    ("german", "spelled"),
    [
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
        ("Nischni Nowgorod", "Nizhny Novgorod"),
        ("Kara-Mursa", "Kara-Murza"),
        ("Ust-Kamenogorsk", "Ust-Kamenogorsk"),
        ("Iwan Sergejewitsch Turgenew", "Ivan Sergeyevich Turgenev"),
        ("Rostow", "Rostov"),
        ("Schytomyr", "Zhytomyr"),
        ("Welyka Nowoselyzja", "Velyka Novoselytsia"),
        ("Stara Sagora", "Stara Zagora"),
    ],
)
def test_every_word_of_a_name_is_spelled_and_what_is_between_stays(german, spelled):
    assert spelled in [candidate.english for candidate in transliterate(german)][:3]


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Sacharow", "Sacharowa"),
        ("Kusnezow", "Kusnezowa"),
        ("Medwedew", "Medwedewa"),
        ("Putin", "Putina"),
        ("Schukow", "Schukowa"),
        ("Selesnjow", "Selesnjowa"),
    ],
)
def test_a_wife_is_spelled_as_her_husband(man, woman):
    assert english(woman, via="ru") == english(man, via="ru") + "a"


@pytest.mark.parametrize(
    ("man", "woman"), [("Dostojewski", "Dostojewskaja"), ("Sawizki", "Sawizkaja")]
)
def test_ski_is_sky_and_skaja_is_skaya(man, woman):
    assert english(man, via="ru").removesuffix("y") == english(woman, via="ru").removesuffix("aya")
    assert transliterate(man, via="ru")[0].native.endswith("ий")
    assert transliterate(woman, via="ru")[0].native.endswith("ая")


@pytest.mark.parametrize("listed", ["Зеров", "Серов"])
def test_of_several_readings_the_one_that_is_known_is_meant(listed):
    learned = replace(load(), known={"ru": known(listed.lower())}, calibration={})
    assert recovery.recover("Serow", learned)[0].native == listed


@pytest.mark.parametrize(
    ("listed", "spelled"), [({"uk": "затока"}, "Zatoka"), ({"ru": "сатока"}, "Satoka")]
)
def test_a_known_word_tells_the_language(listed, spelled):
    words = {language: known(word) for language, word in listed.items()}
    best = recovery.recover("Satoka", replace(load(), known=words, calibration={}))[0]
    assert (best.english, best.language) == (spelled, *listed)


@pytest.mark.parametrize(
    ("listed", "german", "native"),
    [
        ("зеров", "Serowa", "Зерова"),
        ("серов", "Serowa", "Серова"),
        ("жинский", "Schinskaja", "Жинская"),
        ("шинский", "Schinskaja", "Шинская"),
    ],
)
def test_who_knows_the_husband_knows_the_wife(listed, german, native):
    learned = replace(load(), known={"ru": known(listed)}, calibration={})
    assert recovery.recover(german, learned, via="ru")[0].native == native


def test_a_known_word_has_the_signs_that_german_leaves_out():
    for word in ("саврань", "савран"):
        learned = replace(load(), known={"uk": known(word)}, calibration={})
        assert recovery.recover("Sawran", learned, via="uk")[0].native.lower() == word


# --- the language ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "guessed"),
    [
        ("Petro Poroschenko", "uk"),  # -enko
        ("Leonid Krawtschuk", "uk"),  # -tschuk
        ("Oleksandr Syrskyj", "uk"),  # -yj
        ("Wiktor Janukowytsch", "uk"),  # -ytsch
        ("Swjatlana Zichanouskaja", "be"),  # -ouskaja
        ("Baranawitschy", "be"),
        ("Zwetan Zwetanow", "bg"),
        ("Kardschali", "bg"),
        ("Sergej Schoigu", "ru"),
        ("Chruschtschow", "ru"),
        ("Tscheljabinsk", "ru"),
        ("Krywyj Rih", "uk"),
        ("Kropywnyzkyj", "uk"),
    ],
)
def test_the_language_is_guessed_from_the_whole_name(name, guessed):
    assert language(name) == guessed


def test_the_given_name_decides_how_a_surname_is_read():
    assert language("Jewhen Lyssenko") == "uk"
    assert language("Jewgeni Lyssenko") == "ru"


@pytest.mark.parametrize(
    ("via", "spelled"), [("ru", "Khristov"), ("bg", "Hristov"), ("uk", "Khrystov")]
)
def test_a_language_that_is_given_is_not_guessed(via, spelled):
    german = "Chrystow" if via == "uk" else "Christow"
    best = transliterate(german, via=via)[0]
    assert (best.language, best.english) == (via, spelled)


@pytest.mark.parametrize(
    ("german", "via", "native"), [("Gjorge Iwanow", "mk", "Ѓорге Иванов"), ("Vučić", "sr", "Вучић")]
)
def test_languages_with_a_table_and_nothing_learned_are_recovered_by_it(german, via, native):
    best = transliterate(german, via=via)[0]
    assert best.language == via
    assert best.native[-3:] == native[-3:]


@pytest.mark.parametrize("options", [{"via": "xx"}, {"via": "ko"}, {"scheme": "gost"}])
def test_a_language_or_scheme_that_is_not_there_is_an_error(options):
    with pytest.raises(RomanisationError):
        transliterate("Schukow", **({"via": "ru"} | options))


@pytest.mark.parametrize(
    ("scheme", "spelled"),
    [("bgn-pcgn", "Chaykovskiy"), ("iso-9", "Čajkovskij"), ("ala-lc", "Chaĭkovskiĭ")],
)
def test_another_scheme_spells_the_same_native_name(scheme, spelled):
    best = transliterate("Tschaikowski", via="ru", scheme=scheme)[0]
    assert (best.native, best.english) == ("Чайковский", spelled)


# --- what stays -----------------------------------------------------------------------------------

UNCHANGED = [
    *("Lukas", "Schmidt", "Scholz", "Kowalski", "Lankov", "Kormilitsyna", "Lukas Schmidt"),
    *("Angela Merkel", "Wolfgang Schäuble", "Joschka Fischer", "Sahra Wagenknecht"),
    *("Jarosław Kaczyński", "Aleksandar Vučić", "Viktor Orbán", "Recep Tayyip Erdoğan"),
    *("Barack Obama", "Jacques Chirac", "Zinédine Zidane", "George W. Bush"),
    *("Vladimir Zhirinovsky", "Mikhail Khodorkovsky", "Volodymyr Zelensky"),
    *("Wiesbaden", "Schwerin", "Zwickau", "Bukarest", "New York", "San Francisco", "Johannesburg"),
    *("Kim Jong Un", "Xi Jinping", "Ho-Chi-Minh-Stadt", "Bashar al-Assad"),
]


@pytest.mark.parametrize("name", UNCHANGED)
def test_a_name_that_is_no_transcription_stays_as_it_is(name):
    best = transliterate(name)[0]
    assert best.english == name


@pytest.mark.parametrize("name", ["Schmidt", "Kormilitsyna", "Angela Merkel"])
def test_what_stays_has_no_native_spelling(name):
    assert transliterate(name)[0][1:3] == ("", "")


# --- as it stands in a text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "nominative"),
    [
        ("Gerassimows", "Gerassimow"),
        ("Sacharowas", "Sacharowa"),
        ("Selenskyjs", "Selenskyj"),
        ("Poroschenkos", "Poroschenko"),
        ("Abramowitschs", "Abramowitsch"),
        ("Charkiwer", "Charkiw"),
        ("Gerassimow’s", "Gerassimow"),
        ("Kolesnikow'sche", "Kolesnikow"),
        ("Sergej Lawrows", "Sergej Lawrow"),
    ],
)
def test_an_inflected_form_is_spelled_as_the_nominative(form, nominative):
    assert english(form) == english(nominative)


def test_a_final_s_that_belongs_to_the_name_stays():
    assert english("Denis").endswith("s")
    assert english("Artjomowsk").endswith("sk")


@pytest.mark.parametrize(
    ("name", "spelled"),
    [("SACHAROWA", "ZAKHAROVA"), ("sacharowa", "zakharova"), ("Sacharowa", "Zakharova")],
)
def test_capitals_are_kept(name, spelled):
    assert english(name, via="ru") == spelled


def test_decomposed_letters_are_letters():
    assert english(unicodedata.normalize("NFD", "Schäuble")) == "Schäuble"


# --- probabilities --------------------------------------------------------------------------------

GERMAN = st.text(alphabet="abcdefghijklmnoprstuvwyzäöüß’'- SKWJ", max_size=30)


@given(st.one_of(st.text(max_size=20), GERMAN), st.sampled_from(["auto", "ru", "uk", "be", "bg"]))
def test_any_text_gives_ranked_candidates(text, via):
    candidates = transliterate(text, via=via)
    chances = [candidate.probability for candidate in candidates]
    assert 1 <= len(candidates) <= 5
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)
    assert sum(chances) <= 1 + 1e-9
    assert len({candidate.english for candidate in candidates}) == len(candidates)
    assert all("\n" not in candidate.english for candidate in candidates) or "\n" in text


@given(GERMAN, st.integers(1, 5))
def test_fewer_candidates_are_the_first_of_more(text, limit):
    assert transliterate(text, limit=limit) == transliterate(text, limit=9)[:limit]


@given(GERMAN)
def test_what_is_no_letter_stays_where_it_is(text):
    marks = [letter for letter in text if letter in "- "]
    best = transliterate(text)[0].english
    assert [letter for letter in best if letter in "- "] == marks


@given(st.text(alphabet="抗疫情金正恩محمد가나다123 .,;", max_size=15))
def test_what_is_not_latin_comes_back_as_it_is(text):
    assert transliterate(text)[0].english == unicodedata.normalize("NFC", text)


def test_a_sure_name_is_surer_than_a_doubtful_one():
    sure = transliterate("Chruschtschow")[0].probability
    doubtful = transliterate("Sisew")[0].probability
    assert doubtful < sure


def test_calibration_lowers_a_probability_and_keeps_the_order():
    ranked = transliterate("Sacharow")
    lines = {candidate.language: Line(-1.0, 0.5) for candidate in ranked}
    learned = load()
    changed = recovery.recover("Sacharow", _with(learned, lines))
    plain = recovery.recover("Sacharow", _with(learned, {}))
    assert [candidate.english for candidate in changed] == [c.english for c in plain]
    assert changed[0].probability < plain[0].probability
    assert sum(candidate.probability for candidate in changed) < 1


def _with(learned, lines):
    return replace(learned, calibration=lines)
