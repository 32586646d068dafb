import pytest
from hypothesis import given
from hypothesis import strategies as st
from names import NAMES, PUTIN, person, place

from glossary import Concept, FormKind, Glossary, Role, Spelling
from glossary.declension import nominatives
from glossary.distance import distance as levenshtein

SACHAROWA = Concept(
    id="ru-sacharowa",
    kind="person",
    language="ru",
    native="Мария Захарова",
    spellings={
        "de": Spelling("Marija Sacharowa", "Sacharowa", ("Maria Sacharowa",)),
        "en": Spelling("Maria Zakharova", "Zakharova", forbidden=("Sakharova",)),
    },
)
GLOSSARY = Glossary([SACHAROWA, PUTIN, place("Kiew", "Kyiv"), person("Wera Putin", "Vera Putin")])


@pytest.mark.parametrize(
    ("name", "language", "role", "spelling", "form", "suffix"),
    [
        ("Marija Sacharowa", "de", Role.FULL, "Marija Sacharowa", FormKind.PLAIN, ""),
        ("sacharowa", "de", Role.SHORT, "Sacharowa", FormKind.PLAIN, ""),
        ("Sacharowas", "de", Role.SHORT, "Sacharowa", FormKind.GENITIVE, "s"),
        ("Maria Sacharowas", "de", Role.VARIANT, "Maria Sacharowa", FormKind.GENITIVE, "s"),
        ("Sacharowa’s", "de", Role.SHORT, "Sacharowa", FormKind.GENITIVE, "’s"),
        ("Sacharowa-Auftritt", "de", Role.SHORT, "Sacharowa", FormKind.COMPOUND, ""),
        ("ZAKHAROVA", "en", Role.SHORT, "Zakharova", FormKind.PLAIN, ""),
        ("Sakharova", "en", Role.FORBIDDEN, "Sakharova", FormKind.PLAIN, ""),
        ("мария захарова", "ru", Role.NATIVE, "Мария Захарова", FormKind.PLAIN, ""),
        ("Kiewer", "de", Role.FULL, "Kiew", FormKind.ADJECTIVE, "er"),
    ],
)
def test_any_form_spelling_script_and_language(name, language, role, spelling, form, suffix):
    (hit,) = GLOSSARY.lookup(name)
    assert (hit.language, hit.role, hit.spelling) == (language, role, spelling)
    assert (hit.form, hit.suffix) == (form, suffix)
    assert hit.distance == 0
    assert not hit.partial


def test_several_hits_are_listed():
    assert [hit.concept.id for hit in GLOSSARY.lookup("Putins")] == [
        "Wladimir Putin",
        "Wera Putin",
    ]


def test_a_part_of_a_native_name_is_found():
    (hit,) = GLOSSARY.lookup("Захарова")
    assert (hit.concept, hit.partial) == (SACHAROWA, True)


def test_near_misses_are_offered_the_nearest_first():
    hits = GLOSSARY.lookup("Sacharrowa")
    assert [(hit.concept, hit.spelling, hit.distance) for hit in hits] == [
        (SACHAROWA, "Sacharowa", 1)
    ]


@pytest.mark.parametrize("name", ["", " ", "?!", "Quetzalcoatl", "Xy"])
def test_nothing_near_gives_nothing(name):
    assert GLOSSARY.lookup(name) == []


def test_a_homograph_is_looked_up_without_evidence():
    assert [hit.concept.id for hit in NAMES.lookup("Essen")] == ["Essen"]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("kiew", "kiew", 0), ("kiew", "kiev", 1), ("kitten", "sitting", 3), ("abc", "", 3),
     ("", "abc", 3), ("a", "bcd", 3), ("gerassimow", "gerasimov", 2)],
)  # fmt: skip
def test_distance_is_levenshteins(one, other, distance):
    assert levenshtein(one, other) == distance


BUILT_IN = Glossary.load()


@pytest.mark.parametrize(
    ("name", "concept", "form"),
    [
        ("GERASSIMOWS", "ru-gerassimow-walerij", "genitive"),
        ("  gerassimow ", "ru-gerassimow-walerij", "plain"),
        ("Gerasimov's", "ru-gerassimow-walerij", "genitive"),
        ("Gerassimow, Walerij", "ru-gerassimow-walerij", "plain"),
        ("Putin Wladimir", "ru-putin-wladimir", "plain"),
        ("Wladimir Wladimirowitsch Putins", "ru-putin-wladimir", "genitive"),
        ("W. Putin", "ru-putin-wladimir", "plain"),
        ("putinsche", "ru-putin-wladimir", "adjective"),
        ("Jong Un Kim", "ko-kim-jong-un", "plain"),
        ("김정은", "ko-kim-jong-un", "plain"),
        ("Kim Jong-uns", "ko-kim-jong-un", "genitive"),
        ("Selenski", "uk-selenskyj-wolodymyr", "plain"),
        ("Zelenskyy", "uk-selenskyj-wolodymyr", "plain"),
        ("Zelenskiy Volodymyr", "uk-selenskyj-wolodymyr", "plain"),
        ("Zelenskyi", "uk-selenskyj-wolodymyr", "plain"),  # BGN/PCGN
        ("Chaykovskiy", "ru-tschaikowski-pjotr", "plain"),  # BGN/PCGN
        ("Čajkovskij", "ru-tschaikowski-pjotr", "plain"),  # ISO 9
        ("Гера́симов", "ru-gerassimow-walerij", "plain"),
        ("Герасимова", "ru-gerassimow-walerij", "inflected"),
        ("Сергею Лаврову", "ru-lawrow-sergej", "inflected"),
        ("Алексея Навального", "ru-nawalny-alexej", "inflected"),
        ("Захаровой", "ru-sacharowa-marija", "inflected"),
        ("Зеленського", "uk-selenskyj-wolodymyr", "inflected"),
        ("Москвы", "ru-moskau", "inflected"),
        ("Александр Лукашенко", "be-lukaschenko-alexander", "plain"),
        ("Киев", "uk-kiew", "plain"),
        ("Kyiver", "uk-kiew", "adjective"),
        ("Moscow’s", "ru-moskau", "genitive"),
        ("Charkower", "uk-charkiw", "adjective"),
        ("Luxemburgs", "luxemburg", "genitive"),
    ],
)
def test_what_a_translator_may_type_is_found(name, concept, form):
    first = BUILT_IN.lookup(name)[0]
    assert (first.concept.id, str(first.form), first.distance) == (concept, form, 0)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Gerasssimow", "Gerassimow"),
        ("Gerassimoff", "Gerassimow"),
        ("Walerij Gerasimov", "Walerij Gerasimow"),
        ("Gorbatschew", "Gorbatschow"),
        ("Schoygu", "Schoigu"),
        ("Tschernobil", "Tschernobyl"),
    ],
)
def test_what_is_mistyped_is_near(name, spelling):
    first = BUILT_IN.lookup(name)[0]
    assert (first.spelling, first.distance > 0) == (spelling, True)


def test_names_in_what_was_asked_for_are_told_one_by_one():
    hits = BUILT_IN.lookup("Moskauer Kreml")
    assert [(hit.part, hit.concept.id) for hit in hits] == [
        ("Moskauer", "ru-moskau"),
        ("Kreml", "ru-kreml"),
    ]


def test_a_full_name_comes_before_a_short_one():
    assert [hit.role for hit in BUILT_IN.lookup("Luxemburg")] == [Role.FULL, Role.SHORT]


@given(st.text(max_size=20) | st.sampled_from(["-", "’s", "ов", ", ,", "ʹ", "И́", "K K K K"]))
def test_look_up_takes_anything(name):
    for hit in GLOSSARY.lookup(name):
        assert hit.spelling


@pytest.mark.parametrize(
    ("word", "nominative"),
    [
        ("герасимову", "герасимов"),
        ("захаровои", "захарова"),
        ("толстого", "толстои"),
        ("зеленському", "зеленськии"),
        ("марии", "мария"),
        ("сергеем", "сергеи"),
        ("игоря", "игорь"),
        ("москвою", "москва"),
        ("путиным", "путин"),
        ("ольги", "ольга"),
        ("володимирові", "володимир"),
        ("захарової".replace("ї", "і"), "захарова"),
    ],
)
def test_a_case_form_is_led_back_to_its_nominative(word, nominative):
    assert nominative in nominatives(word)
    assert word not in nominatives(word)


def native(written: str, language: str, english: str) -> Concept:
    """A person whose native name is ``written``."""
    spellings = {"de": Spelling(english), "en": Spelling(english)}
    return Concept(english, "person", spellings, language=language, native=written)


SCRIPTS = Glossary(
    [
        native("习近平", "zh", "Xi Jinping"),
        native("김정은", "ko", "Kim Jong Un"),
        native("محمود عباس", "ar", "Mahmoud Abbas"),
        native("علی خامنه‌ای", "fa", "Ali Khamenei"),
        native("יפעת תומר-ירושלמי", "he", "Yifat Tomer-Yerushalmi"),
        native("Володимир Зеленський", "uk", "Volodymyr Zelensky"),
    ]
)


@pytest.mark.parametrize(
    ("name", "english", "form"),
    [
        ("習近平", "Xi Jinping", FormKind.PLAIN),
        ("김 정은", "Kim Jong Un", FormKind.PLAIN),
        ("김정은은", "Kim Jong Un", FormKind.INFLECTED),
        ("김정은에게", "Kim Jong Un", FormKind.INFLECTED),
        ("مَحْمُود عَبَّاس", "Mahmoud Abbas", FormKind.PLAIN),
        ("علي خامنه ای", "Ali Khamenei", FormKind.PLAIN),
        ("خامنه ای", "Ali Khamenei", FormKind.PLAIN),
        ("יִפְעַת תּוֹמֶר־יְרוּשַׁלְמִי", "Yifat Tomer-Yerushalmi", FormKind.PLAIN),
        ("Зеленському", "Volodymyr Zelensky", FormKind.INFLECTED),
    ],
)
def test_a_native_name_is_found_however_its_script_writes_it(name, english, form):
    (hit,) = SCRIPTS.lookup(name)
    assert (hit.spelling, hit.form, hit.distance) == (
        SCRIPTS.lookup(english)[0].concept.native,
        form,
        0,
    )


def test_what_is_no_name_in_another_script_finds_nothing():
    assert [SCRIPTS.lookup(name) for name in ("平", "은", "خ", "ש")] == [[], [], [], []]


def test_a_case_of_the_russian_spelling_finds_a_ukrainian():
    zelensky = Concept("z", "person", {
        "de": Spelling("Wolodymyr Selenskyj", "Selenskyj", ("Selenski",)),
        "en": Spelling("Volodymyr Zelensky", "Zelensky"),
    }, language="uk", native="Володимир Зеленський")  # fmt: skip
    (hit,) = Glossary([zelensky]).lookup("Зеленского")
    assert (hit.concept, hit.form) == (zelensky, FormKind.INFLECTED)


def test_an_english_spelling_in_a_german_text_has_a_german_genitive():
    (hit,) = GLOSSARY.lookup("Zakharovas")
    assert (hit.concept, hit.form, hit.suffix) == (SACHAROWA, FormKind.GENITIVE, "s")
