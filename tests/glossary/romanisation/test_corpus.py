import pytest

from glossary.romanisation import corpus
from glossary.romanisation.corpus import Corpus, Latin, Name, Origin, Word


def person(native, german, english, **more):
    return Name("ru", native, german, english, "person", **more)


def place(native, german, english, **more):
    return Name("bg", native, german, english, "city", **more)


def surname(native):
    return Word("ru", native, "surname")


MAN = person("Иван Зубков", "Iwan Subkow", "Ivan Zubkov")
WIFE = person("Анна Зубкова", "Anna Subkowa", "Anna Zubkova")
OTHER = person("Иван Волков", "Iwan Wolkow", "Ivan Volkov")


def left(held, *, names=(), russian=(), words=(), latin=()):
    everything = Corpus(list(names), {word: {"x": 1} for word in russian}, words, latin)
    return corpus.without(everything, held)


def test_bearers_of_one_surname_are_in_one_fold():
    assert corpus.fold(MAN) == corpus.fold(MAN._replace(german="Pjotr Subkow"))
    assert 0 <= corpus.fold(MAN._replace(german="")) < corpus.FOLDS


def test_a_held_name_and_a_wife_of_it_are_gone_and_namesakes_stay():
    assert left([MAN], names=[MAN, WIFE, OTHER]).names == [OTHER]


def test_the_words_of_a_held_name_are_in_no_list_but_given_names_are():
    rest = left(
        [MAN],
        russian=["зубков", "зубкова", "иван", "волков"],
        words=[surname("зубков"), surname("зубкова"), surname("иван")],
        latin=[Latin("keep", word, "") for word in ("Zubkov", "Schmidt")],
    )
    assert set(rest.russian) == {"иван", "волков"}
    assert rest.words == [surname("иван")]
    assert [latin.word for latin in rest.latin] == ["Schmidt"]


def test_a_listed_bearer_is_gone_however_many_there_are():
    listed = [person(f"{given} Зубков", "", "", origin=Origin.LISTS) for given in "АБВГДЕ"]
    assert left([MAN], names=[MAN, *listed, OTHER]).names == [OTHER]


def test_what_many_places_are_called_is_known_anyway():
    words = [("Река", "Reka"), ("Гора", "Gora"), ("Вода", "Woda"), ("Баня", "Banja")]
    towns = [place(f"Стара {word}", f"Stara {latin}", f"Stara {latin}") for word, latin in words]
    assert left(towns[:1], names=towns).names == towns[1:]


def test_a_patronymic_is_nobodys_own():
    held = person("Иван Сергеевич Зубков", "Iwan Sergejewitsch Subkow", "Ivan Zubkov")
    assert left([held], words=[surname("сергеевич")]).words == [surname("сергеевич")]


@pytest.mark.parametrize(
    ("german", "short"),
    [
        ("Iwan Sergejewitsch Turgenew", "Iwan Turgenew"),
        ("Anna Iwanowna Petrowa", "Anna Petrowa"),
        ("Roman Abramowitsch", "Roman Abramowitsch"),
        ("Dimitar Kinow Stojanow", "Dimitar Kinow Stojanow"),
        ("Pelé", "Pelé"),
    ],
)
def test_english_leaves_the_patronymic_out(german, short):
    assert corpus.as_english(person("", german, "")) == short


def test_a_place_keeps_every_word():
    assert corpus.as_english(place("", "Nowa Iwanowna Woda", "")) == "Nowa Iwanowna Woda"


def test_reading_takes_the_folder_the_tables_and_the_lists(tmp_path):
    header = "source_lang\tnative\tde\ten\tkind\tde_kind\ten_variants\tcheck\tsource\n"
    rows = [
        "bg\tРусе\tRusse\tRuse\tcity\tgerman\tRousse|Roussé\tok\twof",
        "bg\tВарна\tWarna\tVarna\tcity\tgerman\t\tok\tGNOME gweather",
        "ru\tМосква\tMoskau\tMoscow\tcity\tother\t\ten_off\twof",
    ]
    (tmp_path / "places.dev.tsv").write_text(header + "\n".join(rows) + "\n", "utf-8")
    for file in ("persons.dev.tsv", "current_news.tsv"):
        (tmp_path / file).write_text(header, "utf-8")
    (tmp_path / "russian_english_tokens.tsv").write_text("ivanov\tи в а н о в\t3\n", "utf-8")
    read = corpus.read(tmp_path)
    given = [name for name in read.names if name.origin is Origin.FOLDER]
    assert [name.german for name in given] == ["Russe", "Moskau"]  # GPL rows are not learned from
    assert given[0].accepted == {"Ruse", "Rousse", "Roussé"}
    assert (given[1].usual, given[1].checked) == (False, False)
    more = [name for name in read.names if name.origin is not Origin.FOLDER]
    assert any(name.german == "Charkiw" for name in more)
    assert not any(name.german == "Moskau" for name in more)
    assert read.russian == {"иванов": {"ivanov": 3}}
    assert Latin("keep", "Schmidt", "german-surname") in read.latin
    assert surname("жуков") in read.words


def test_a_listed_person_is_spelled_as_duden_does():
    named = [name for name in corpus.listed_persons() if name.native == "Александр Солженицын"]
    assert {name.german for name in named} == {"Alexandr Solschenizyn"}


def test_every_list_can_be_spelled_in_german():
    # A Latin letter in a Cyrillic word, a letter of another language: nothing would learn from it.
    for name in corpus.listed_persons():
        assert corpus.duden(name.native, name.language), name
    for word in corpus.listed_words():
        assert corpus.duden(word.native, word.language), word
