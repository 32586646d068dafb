from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import concepts, names, texts

from glossary import Concept, GlossaryError, GlossaryFileError, Spelling, Status
from glossary.formats import csv

FULL = (
    "id,kind,language,native,german,german_short,german_variants,english,english_short,"
    "english_variants,forbidden,status,note,source\n"
    "ru-1,person,ru,Мария Захарова,Marija Sacharowa,Sacharowa,Maria Sacharowa|Sakharowa,"
    'Maria Zakharova,Zakharova,,Sacharova|Sakharova,suggested,"sagt, was gilt",own\n'
)
SACHAROWA = Concept(
    id="ru-1",
    kind="person",
    language="ru",
    native="Мария Захарова",
    spellings={
        "de": Spelling("Marija Sacharowa", "Sacharowa", ("Maria Sacharowa", "Sakharowa")),
        "en": Spelling("Maria Zakharova", "Zakharova", (), ("Sacharova", "Sakharova")),
    },
    status=Status.SUGGESTED,
    note="sagt, was gilt",
    source="own",
    origin="names.csv:2",
)


def parse(text: str) -> list[Concept]:
    return csv.parse(text.encode(), "names.csv")


def without_origin(found):
    return [replace(concept, origin="") for concept in found]


def test_a_row_with_every_column():
    assert parse(FULL) == [SACHAROWA]
    assert csv.format_text([SACHAROWA]) == FULL


@pytest.mark.parametrize(
    "text",
    [
        "german,english\nKiew,Kyiv\n",
        "\ufeffgerman,english\nKiew,Kyiv\n",
        "german;english\nKiew;Kyiv\n",
        "german,english\r\nKiew,Kyiv\r\n",
        "german,english\nKiew,Kyiv",
        "English,German\nKyiv,Kiew\n",
        "german,english,,\nKiew,Kyiv,,\n",
        "\n\ngerman,english\n\n  ,\n Kiew , Kyiv \n\n",
        'german,english\n"Kiew","Kyiv"\n',
        "german,english,note\nKiew,Kyiv\n",
    ],
)
def test_what_spreadsheets_make_of_a_table(text):
    (kiew,) = parse(text)
    assert kiew.spellings == {"de": Spelling("Kiew"), "en": Spelling("Kyiv")}
    assert kiew.status is Status.APPROVED


def test_the_origin_is_the_line_a_row_begins_on():
    text = 'german,english,note\n\nKiew,Kyiv,"zwei\nZeilen"\nMoskau,Moscow,\n'
    assert [concept.origin for concept in parse(text)] == ["names.csv:3", "names.csv:5"]


def test_unknown_columns_come_back():
    text = "german,Farbe,english\nKiew,blau,Kyiv\n"
    (kiew,) = parse(text)
    assert kiew.extra == {"Farbe": "blau"}
    assert csv.parse(csv.format_text([kiew]).encode())[0].extra == {"Farbe": "blau"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", None),
        ("Kiew,Kyiv\n", "names.csv:1: the first row must name the columns"),
        ("german,german,english\n", "names.csv:1: column 'german' stands twice"),
        ("german,english\nKiew,\n", "names.csv:2: 'german' is given but 'english' is empty"),
        ("german,english\n\n,Kyiv\n", "names.csv:3: 'english' is given but 'german' is empty"),
        ("german,english,note\n,,x\n", "names.csv:2: no name in this row"),
        ("native,language\nКиев,\n", "names.csv:2: no name in this row"),
        ("german,english\nKiew,Kyiv,Kiev\n", "names.csv:2: 3 cells, but the header has 2 columns"),
        ("german,english,status\nKiew,Kyiv,gut\n", "names.csv:2: status 'gut' is none of approved"),
        ('german,english\nKiew,"Ky"iv\n', "names.csv:2: not a CSV row"),
        ('german,english\n"Kiew,Kyiv\n', "names.csv:2: not a CSV row"),
    ],
)
def test_a_bad_row_is_named_with_its_line(text, message):
    if message is None:
        assert parse(text) == []
    else:
        with pytest.raises(GlossaryFileError) as error:
            parse(text)
        assert str(error.value).startswith(message)
        assert "\n" not in str(error.value)


def test_another_encoding_is_named_with_its_line():
    data = "german,english\nKiew,Kyiv\nMünchen,Munich\n".encode("cp1252")
    with pytest.raises(GlossaryFileError, match=r"^names\.csv:3: not UTF-8 \(byte 0xFC\)"):
        csv.parse(data, "names.csv")


@pytest.mark.parametrize(
    "data", [b"\x00\xff\x00", b"\x00", "german,english\nA,B\n".encode("utf-16")]
)
def test_what_is_no_text_is_a_clear_error(data):
    with pytest.raises(GlossaryFileError, match=r"^names\.csv"):
        csv.parse(data, "names.csv")


def test_a_variant_with_the_separator_in_it_is_refused():
    concept = replace(
        SACHAROWA, spellings={**SACHAROWA.spellings, "de": Spelling("A", variants=("B|C",))}
    )
    with pytest.raises(GlossaryError, match="separates variants"):
        csv.format_text([concept])


def test_a_concept_without_english_is_refused():
    with pytest.raises(GlossaryError, match="needs a spelling in German and in English"):
        csv.format_text([replace(SACHAROWA, spellings={"de": Spelling("Kiew")})])


@given(st.lists(concepts(), max_size=4))
def test_nothing_is_lost_on_the_way_to_a_file_and_back(written):
    read = csv.parse(csv.format_text(written).encode())
    assert without_origin(read) == without_origin(written)


@given(st.lists(concepts(), max_size=3), st.dictionaries(names, texts, max_size=2))
def test_nor_are_columns_of_ones_own(written, extra):
    extra = {column: cell for column, cell in extra.items() if column.lower() not in csv.COLUMNS}
    written = [replace(concept, extra=extra) for concept in written]
    read = csv.parse(csv.format_text(written).encode())
    assert [concept.extra for concept in read] == [extra for _ in written]


def test_a_row_is_appended_and_the_others_stay_to_the_byte(tmp_path):
    for index, before in enumerate(
        [
            "german,english,note\nKiew,  Kyiv,\n",
            "\ufeffgerman;note;english\r\nKiew;;Kyiv\r\n",
            "german,Farbe,english,note\nKiew,blau,Kyiv",
        ]
    ):
        path = tmp_path / f"{index}.csv"
        path.write_bytes(before.encode())
        moskau = Concept(
            "", "", {"de": Spelling("Moskau"), "en": Spelling("Moscow")}, note="a;b, c"
        )
        csv.append([moskau], path)
        assert path.read_bytes().startswith(before.encode())
        kiew, added = csv.read(path)
        assert kiew.spellings["de"].full == "Kiew"
        assert (added.spellings, added.note) == (moskau.spellings, "a;b, c")
        assert path.read_bytes().count(b"\r\n") in {0, path.read_bytes().count(b"\n")}


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("german,english\nKiew,Kyiv\n", "german,english,id,kind,language,"),
        ("\ufeff\r\ngerman;Farbe;english;;\r\nKiew;blau;Kyiv;;\r\n",
         "\r\ngerman;Farbe;english;id;kind;"),
        ('"Eine\nFarbe",english,german\nblau,Kyiv,Kiew', '"Eine\nFarbe",english,german,id,kind,'),
    ],
)  # fmt: skip
def test_columns_that_lack_are_added_and_the_other_rows_stay_to_the_byte(tmp_path, before, first):
    path = tmp_path / "names.csv"
    path.write_bytes(before.encode())
    csv.append([SACHAROWA], path)
    text = path.read_bytes().decode()
    assert text.removeprefix("\ufeff").startswith(first)
    assert text.startswith("\ufeff") == before.startswith("\ufeff")
    assert before[before.index("Kyiv") - 5 :].rstrip("\r\n") in text
    kiew, added = csv.read(path)
    assert kiew.spellings == {"de": Spelling("Kiew"), "en": Spelling("Kyiv")}
    assert (added.id, added.spellings) == (SACHAROWA.id, SACHAROWA.spellings)


@given(st.lists(concepts(), max_size=3), st.lists(concepts(), max_size=3))
def test_what_is_appended_comes_back_after_what_was_there(tmp_path_factory, there, new):
    path = tmp_path_factory.mktemp("append") / "names.csv"
    csv.write(there, path)
    csv.append(new, path)
    assert without_origin(csv.read(path)) == without_origin([*there, *new])


def test_appending_begins_a_file(tmp_path):
    csv.append([SACHAROWA], tmp_path / "names.csv")
    assert (tmp_path / "names.csv").read_text("utf-8") == FULL
