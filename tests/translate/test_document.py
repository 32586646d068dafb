"""Documents: what is read from a file is what a translation is put back into."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document, Segment
from translate.errors import DocumentError

# Text in which structure is likely: what the parsers know, white space of all kinds, and letters.
STRUCTURE = st.text(
    alphabet="aBä1.!?:,»«„“\"'()[]*_`#>-|+<>/©\\ \t\n\r\x0b\x85\u2028\xa0\xad\u200b"
)
LINES = st.lists(
    st.sampled_from(
        [
            "# Gerassimows Lob",
            "Der Kreml *schweigt*. Kiew",
            "nicht.",
            "> »Zitat. Es",
            "> geht weiter.«",
            "- Punkt",
            "  weiter",
            "1. Die [Karte](http://x.de/a.B).",
            "11. Korps",
            "| Kiew | Lwiw |",
            "|---|---|",
            "Foto: dpaDer Kreml",
            "© Sergei Ilyin / Imago",
            "",
            "",
            "---",
            "```",
            "    x",
            "Gene-",
            "ralstab",
            "<div>Ja</div>",
            "[^1]: Fußnote",
            "![Bild](a.jpg)",
        ]
    )
).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines) + end)
)
TEXTS = st.one_of(st.text(), STRUCTURE, LINES)
SUFFIXES = st.sampled_from([".txt", ".md"])


def parse(text, suffix=".txt"):
    return Document.parse(text, suffix)


def kinds(text, suffix=".txt"):
    return [(s.kind, s.text) for s in parse(text, suffix).segments]


@given(TEXTS, SUFFIXES)
def test_untranslated_document_is_the_text_itself(text, suffix):
    document = parse(text, suffix)
    same = unicodedata.normalize("NFC", text)
    assert document.render([s.text for s in document.segments]) == same
    assert document.render({}) == same


@given(TEXTS, SUFFIXES)
def test_each_character_is_in_one_segment_or_the_skeleton(text, suffix):
    document = parse(text, suffix)
    at = 0
    for segment in document.segments:
        assert at <= segment.start < segment.end <= len(document.text)
        at = segment.end
        # The segment has the letters of its place in the file, all and no others.
        source = document.text[segment.start : segment.end]
        assert letters(segment.text) == letters(source)
    skeleton = document.render(["\x00"] * len(document.segments))
    if "\x00" not in document.text:
        parts = skeleton.split("\x00")
        assert len(parts) == len(document.segments) + 1


def letters(text):
    return re.sub(r"[\W_]", "", text)


@given(TEXTS, SUFFIXES)
def test_a_segment_is_one_line_with_words(text, suffix):
    for segment in parse(text, suffix).segments:
        assert segment.text == segment.text.strip()
        assert len(segment.text.splitlines()) == 1
        assert not re.search(r"\s\s|[^\S ]", segment.text)
        assert any(map(str.isalpha, segment.text))
        assert segment.dress(segment.plain) == segment.text


@given(TEXTS, SUFFIXES)
def test_numbers_count_from_one_in_the_order_of_the_text(text, suffix):
    document = parse(text, suffix)
    paragraph, sentence = 0, 0
    for segment in document.segments:
        if segment.paragraph == paragraph:
            assert segment.sentence == sentence + 1
        else:
            assert (segment.paragraph, segment.sentence) == (paragraph + 1, 1)
        paragraph, sentence = segment.paragraph, segment.sentence
        before = document.text[: segment.start]
        assert segment.line == len(re.findall(r"\r\n?|\n", before)) + 1


@given(LINES, SUFFIXES)
def test_translation_keeps_the_paragraphs(text, suffix):
    document = parse(text, suffix)
    english = document.render([f"All {s.text.upper()} there" for s in document.segments])
    assert blank_lines(english) == blank_lines(document.text)


def blank_lines(text):
    return sum(not line.strip() for line in text.splitlines())


def test_segments_of_an_article():
    text = (
        "Gerassimows Lob\n"
        "\n"
        "Der Generalstabschef dankt den Soldaten.»Gut gemacht.\n"
        "Weiter so«, sagte er.Moskau zahlt 5,5 Mrd. Euro.\n"
        "\n"
        "* * *\n"
        "2024\n"
        "https://beispiel.de/seite\n"
    )
    document = parse(text)
    assert [(s.line, s.paragraph, s.sentence, s.text) for s in document.segments] == [
        (1, 1, 1, "Gerassimows Lob"),
        (3, 2, 1, "Der Generalstabschef dankt den Soldaten."),
        (3, 2, 2, "»Gut gemacht."),
        (4, 2, 3, "Weiter so«, sagte er."),
        (4, 2, 4, "Moskau zahlt 5,5 Mrd. Euro."),
    ]
    english = ["Praise", "He thanks.", "“Well done.", "Keep it up,” he said.", "Moscow pays."]
    assert document.render(english) == (
        "Praise\n"
        "\n"
        "He thanks. “Well done.\n"
        "Keep it up,” he said. Moscow pays.\n"
        "\n"
        "* * *\n"
        "2024\n"
        "https://beispiel.de/seite\n"
    )


def test_hard_wrapped_sentence_is_one_segment_and_is_wrapped_again():
    text = (
        "Der russische Generalstabschef Walerij Gerassimow hat am Samstag die\r\n"
        "Soldaten des 11. Korps aus Nordkorea gelobt. Sie hätten viel geleistet,\r\n"
        "sagte er.\r\n"
    )
    document = parse(text)
    first, second = document.segments
    assert first.text == text[: text.index("gelobt. ") + 7].replace("\r\n", " ")
    assert (second.line, second.paragraph, second.sentence) == (2, 1, 2)
    english = [
        "Chief of Staff Valery Gerasimov praised the soldiers of the 11th Corps on Saturday.",
        "They had achieved a lot, he said.",
    ]
    rendered = document.render(english)
    assert " ".join(rendered.split()) == " ".join(english)
    assert rendered.count("\r\n") == len(rendered.splitlines()) == 3
    assert max(map(len, rendered.splitlines())) < 80


def test_quoted_mail_keeps_its_marks():
    text = "> Der General hat die Soldaten\n> des 11. Korps gelobt.\n"
    document = parse(text)
    assert [s.text for s in document.segments] == [
        "Der General hat die Soldaten des 11. Korps gelobt."
    ]
    english = document.render(["The general praised the soldiers of the 11th Corps."])
    assert english == "> The general praised the soldiers\n> of the 11th Corps.\n"


def test_words_broken_at_the_end_of_a_line_are_whole():
    text = (
        "Lob vom General-\nstabschef Geras-\nsimow für den Putin-\nFreund aus Nord-\nund Südkorea."
    )
    (segment,) = parse(text).segments
    assert segment.text == (
        "Lob vom Generalstabschef Gerassimow für den Putin-Freund aus Nord- und Südkorea."
    )


def test_invisible_characters_are_not_in_the_segment():
    (segment,) = parse("Der Gene\xadral\u200b Geras\xadsimow\xa0kommt \t am  11. Mai.").segments
    assert segment.text == "Der General Gerassimow kommt am 11. Mai."


def test_decomposed_letters_are_composed():
    assert [s.text for s in parse("Schoigu ho\u0308rt zu.").segments] == ["Schoigu hört zu."]


@pytest.mark.parametrize(
    "text",
    [
        "Soldaten bei einer Übung in Kursk.Foto: dpaDer Kreml sieht sich bestätigt.",
        "Soldaten bei einer Übung in Kursk.\nFoto: dpa\nDer Kreml sieht sich bestätigt.",
        "Soldaten bei einer Übung in Kursk. Foto: dpa Der Kreml sieht sich bestätigt.",
    ],
)
def test_caption_credit_and_text_are_told_apart(text):
    assert kinds(text) == [
        ("caption", "Soldaten bei einer Übung in Kursk."),
        ("credit", "Foto: dpa"),
        ("sentence", "Der Kreml sieht sich bestätigt."),
    ]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (
            "Soldaten in Kursk © Sergei Ilyin / Imago Moskau setzt auf Hilfe.",
            "© Sergei Ilyin / Imago",
        ),
        ("Soldaten in KurskSergei Ilyin/ImagoMoskau setzt auf Hilfe.", "Sergei Ilyin/Imago"),
        ("Soldaten in Kursk. IMAGO/Sergei IlyinMoskau setzt auf Hilfe.", "IMAGO/Sergei Ilyin"),
        (
            "Soldaten in Kursk. Bild: AP/J. Scott Roe Moskau setzt auf Hilfe.",
            "Bild: AP/J. Scott Roe",
        ),
        ("Soldaten in Kursk. Foto: Sergei Ilyin. Moskau setzt auf Hilfe.", "Foto: Sergei Ilyin."),
        (
            "Soldaten in Kursk. Foto: Imago/dpa/TASSMoskau setzt auf Hilfe.",
            "Foto: Imago/dpa/TASS",
        ),
    ],
)
def test_credits(text, credit):
    segments = parse(text).segments
    assert [s.text.rstrip(".") for s in segments] == [
        "Soldaten in Kursk",
        credit.rstrip("."),
        "Moskau setzt auf Hilfe",
    ]
    assert [s.kind for s in segments] == ["caption", "credit", "sentence"]


@pytest.mark.parametrize(
    "text",
    [
        "Auf dem Foto: Reuters-Reporter in Kiew.",
        "Das Bild: eine einzige Ruine.",
        "Soldaten in Kursk (Foto: dpa) warten.",
        "Die Agenturen Interfax und dpa/AFP melden das auch.",
        "Der Kreis Kiew/Obuchiw ist ohne Strom.",
        "Die Mitarbeiter/innen der Agentur Reuters kamen.",
    ],
)
def test_what_is_no_credit(text):
    assert kinds(text) == [("sentence", text)]


def test_headings_and_bullets_of_plain_text():
    text = (
        "Kiewer Alltag\n"
        "Die Stadt wartet auf den Winter, und der Strom wird wieder einmal knapp, wie jedes Jahr in"
        " diesem Krieg, den hier niemand mehr Operation nennt.\n"
        "Was nun?\n"
        "– Heizung\n"
        "– Licht und Wasser\n"
    )
    assert kinds(text) == [
        ("heading", "Kiewer Alltag"),
        ("sentence", text.splitlines()[1]),
        ("sentence", "Was nun?"),
        ("heading", "Heizung"),
        ("heading", "Licht und Wasser"),
    ]


def test_repeated_sentence_is_a_segment_each_time():
    document = parse("Ja. Nein. Ja.")
    assert [s.text for s in document.segments] == ["Ja.", "Nein.", "Ja."]
    assert document.render({"Ja.": "Yes."}) == "Yes. Nein. Yes."


def test_empty_translation_leaves_the_german():
    assert parse("Ja. Nein.").render(["", "No."]) == "Ja. No."


def test_line_end_in_a_translation_breaks_no_line():
    assert parse("# Ja. Nein.", ".md").render(["Yes.\n", "No\r\nway."]) == "# Yes. No way."


def test_sequence_must_have_one_translation_for_each_segment():
    with pytest.raises(ValueError, match="1 translations for 2 segments"):
        parse("Ja. Nein.").render(["Yes."])


def test_segments_are_values():
    assert parse("Ja.").segments == (Segment("Ja.", 1, "sentence", 1, 1, 0, 3),)


def test_reading_a_file(tmp_path):
    path = tmp_path / "lob.de.txt"
    path.write_bytes("\ufeffGerassimows Lob.\r\n".encode())
    document = Document.read(path)
    assert document.path == path
    assert document.text == "Gerassimows Lob.\r\n"
    assert Document.read(str(path)) == document


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leer.txt", b"", "is empty"),
        ("leer.txt", b"\xef\xbb\xbf \n", "is empty"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", "not a text file"),
        ("bild.txt", bytes(range(256)) * 20, "not a text file"),
        ("null.txt", bytes(1000), "not a text file"),
        ("russisch.txt", "Россия и Украина".encode("cp1251"), "encoding is not known"),
        ("kaputt.txt", "Größe".encode() + b"\xff\xe4", "encoding is not known"),
        ("halb.txt", "Größe".encode("utf-16")[:-1], "is not utf-16 throughout"),
        ("text.pdf", b"Text", "the format .pdf is not known"),
        ("text.docx", b"Text", "is no .docx document"),
        ("text", b"Text", "without a suffix"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as error:
        Document.read(path)
    told = str(error.value)
    assert told.startswith(f"{path}: ")
    assert message in told
    assert "\n" not in told


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(DocumentError, match="no such file"):
        Document.read(tmp_path / "fehlt.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        Document.read(tmp_path)
    with pytest.raises(DocumentError, match=r"cannot be read|no such file"):
        Document.read(tmp_path / ("x" * 5000 + ".txt"))


@pytest.mark.skipif(not hasattr(__import__("os"), "geteuid"), reason="POSIX permissions")
def test_unreadable_file(tmp_path):
    import os

    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = tmp_path / "geheim.txt"
    path.write_text("Geheim.")
    path.chmod(0)
    with pytest.raises(DocumentError, match="cannot be read: "):
        Document.read(path)


def test_a_joiner_stays_between_emoji_and_nowhere_else():
    text = (
        "Ger\u200das\u200d\u200bsimow kommt mit 👨\u200d👩\u200d👧, ❤️\u200d🔥 \u200d 🏳️\u200d🌈.\n"
    )
    assert [segment.text for segment in parse(text).segments] == [
        "Gerassimow kommt mit 👨\u200d👩\u200d👧, ❤️\u200d🔥 🏳️\u200d🌈."
    ]
