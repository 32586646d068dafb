"""Paragraphs with bold type, links and notes as one line, and back: nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from translate.document import Document
from translate.formats.inline import Mark, Paragraph
from translate.segmentation import segments

B = Mark("open", 1, "b"), Mark("close", 1, "b")
I = Mark("open", 2, "i"), Mark("close", 2, "i")  # noqa: E741 - italic
A = Mark("open", 3, "a", once=True), Mark("close", 3, "a", once=True)
CODE = Mark("open", 4, "code", verbatim=True), Mark("close", 4, "code", verbatim=True)
NOTE, IMAGE = Mark("alone", 5, "note"), Mark("alone", 6, "img")
BR, TAB, ANCHOR = Mark("break", 7, "br"), Mark("cut", 8), Mark("hidden", 9)
MARKS = [*B, *I, *A, *CODE, NOTE, IMAGE, BR, TAB, ANCHOR]
WORDS = st.sampled_from(
    [
        *("Kiew", " ", "der ", ". ", "Das ", "<b>", "</b>", "<b2>", "<note/>", "<", "\n", "ä"),
        *("\u0338", "\x1c", "o", "\u0308", "&amp;", "u.", " a", "\u2028"),
    ]
)


@st.composite
def paragraphs(draw):
    """Pieces as a format finds them: what may stand once does so; a thing has one place."""
    pieces = draw(st.lists(WORDS | st.sampled_from(MARKS) | st.text(max_size=3), max_size=30))
    seen = set()
    numbered = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Mark) and piece.role in {"alone", "hidden", "cut"}:
            numbered.append(Mark(piece.role, 100 + number, piece.name))
            continue
        if isinstance(piece, Mark) and piece.once:
            if (piece.role, piece.thing) in seen:
                continue
            seen.add((piece.role, piece.thing))
        numbered.append(piece)
    return numbered


def words(pieces):
    return "".join(piece for piece in pieces if isinstance(piece, str))


def bare(text):
    """What of a text is not white space and not only there to keep letters apart, in any order."""
    text = unicodedata.normalize("NFC", text)
    return sorted(re.sub(r"[\s\u2060\x1c-\x1f]", "", unicodedata.normalize("NFD", text)))


def kept(pieces):
    """The marks that nobody can type."""
    return Counter(
        piece.thing
        for piece in pieces
        if isinstance(piece, Mark) and (piece.thing >= 100 or piece.name == "br")
    )


def is_nested(pieces):
    inside = []
    for piece in pieces:
        if isinstance(piece, Mark) and piece.role == "open":
            inside.append(piece.thing)
        elif (
            isinstance(piece, Mark)
            and piece.role == "close"
            and (not inside or inside.pop() != piece.thing)
        ):
            return False
    return not inside


@given(paragraphs())
def test_a_line_read_back_is_the_paragraph(pieces):
    paragraph = Paragraph(pieces)
    assert len(paragraph.line.split("\n")) == 1
    assert unicodedata.is_normalized("NFC", paragraph.line)
    back = paragraph.read(paragraph.line)
    assert bare(words(back)) == bare(words(pieces))
    assert kept(back) == kept(pieces)


@given(paragraphs(), st.data())
def test_whatever_is_typed_nothing_is_lost(pieces, data):
    paragraph = Paragraph(pieces)
    lines, expected = [], []
    for part in paragraph.line.split("\x1c"):
        tags = [tag for tag in re.findall(r"</?\w+/?>", part) if tag not in words(pieces)]
        others = ["Kyiv ", "the ", ". ", "<", "b>", "/>", "<i/>"]
        typed = data.draw(st.lists(st.sampled_from([*tags, *others])), label="typed")
        line = "".join(typed)
        lines.append(line)
        pattern = "|".join(map(re.escape, sorted(tags, key=len, reverse=True)))
        expected.append(re.sub(pattern, "", line) if tags else line)
    line = "\x1c".join(lines)
    back = paragraph.read(line)
    # All that stood there stands there, and whatever is no tag of the paragraph is words.
    assert kept(back) == kept(pieces)
    at_the_edges = words(paragraph._before) + words(paragraph._behind)
    assert bare(words(back)) == bare("".join(expected) + at_the_edges)
    once = Counter(
        (p.thing, p.role) for p in back if isinstance(p, Mark) and p.once and p.role != "cut"
    )
    assert all(number == 1 for number in once.values())


@given(paragraphs())
def test_pairs_are_nested(pieces):
    assume(is_nested(pieces))
    paragraph = Paragraph(pieces)
    for line in (paragraph.line, re.sub(r"</?b2?>", "", paragraph.line)):
        assert is_nested(paragraph.read(line))


@given(paragraphs())
def test_segments_have_no_cut_and_can_be_dressed(pieces):
    paragraph = Paragraph(pieces)
    found = segments(paragraph.line, paragraph.blocks(0))
    for segment in found:
        assert "\x1c" not in segment.text
        assert segment.dress(segment.plain) == segment.text
    # Whatever stands in segments: each keeps to its place.
    document = Document("-", paragraph.line, found)
    english = document.render(["Text"] * len(found))
    assert len(english.split("\x1c")) == len(paragraph.line.split("\x1c"))
    assert kept(paragraph.read(english)) == kept(pieces)


def blocks(*pieces):
    paragraph = Paragraph(pieces)
    return [paragraph.line[slice(*block.lines[0])] for block in paragraph.blocks(0)]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["Der ", B[0], "Kreml", B[1], " lobt."], ["Der <b>Kreml</b> lobt."]),
        # What is around the whole, or at its edges, is no business of the translator's.
        ([B[0], "Kiew", B[1]], ["Kiew"]),
        ([IMAGE, " ", B[0], I[0], "Kiew", I[1], B[1], NOTE], ["Kiew"]),
        ([B[0], "Kiew", B[1], " ", B[0], "Lwiw", B[1]], ["<b>Kiew</b> <b>Lwiw</b>"]),
        # Words that look like a tag give the tag another name.
        (["Mit <b> ", B[0], "fett", B[1]], ["Mit <b> <b2>fett</b2>"]),
        # A tabulator parts, and so does a line break, unless the sentence goes on.
        (["Name:", TAB, "Kim", TAB, "5"], ["Name:", "Kim", "5"]),
        (["Kiew", BR, "Lwiw"], ["Kiew", "Lwiw"]),
        (["Lob für", BR, "das Korps"], ["Lob für<br/> das Korps"]),
        (["Lob für", BR, BR, "das Korps"], ["Lob für", "das Korps"]),
        ([B[0], "Name:", TAB, "Kim", B[1], " kam."], ["Name:", "<b>Kim</b> kam."]),
        (["Siehe ", A[0], "Kiew", TAB, "5", A[1]], ["Siehe", "Kiew", "5"]),
        # Each sentence has its own, unless it is there once.
        (
            ["Wir ", B[0], "danken ihnen. Sie haben gesiegt. Das ", B[1], "war gut."],
            ["Wir <b>danken ihnen.</b> <b>Sie haben gesiegt.</b> <b>Das </b>war gut."],
        ),
        ([B[0], "Das ist eins. ", B[1], "Das ist zwei."], ["<b>Das ist eins.</b> Das ist zwei."]),
        (["Das ", A[0], "ist so. Das ist", A[1], " gut."], ["Das <a>ist so. Das ist</a> gut."]),
        # Half a pair stays where it is.
        ([B[1], "Kiew ", B[0], "kam"], ["Kiew", "kam"]),
    ],
)
def test_what_a_translator_sees(pieces, expected):
    assert blocks(*pieces) == expected


def test_code_is_not_translated():
    (block,) = Paragraph(["Mit ", CODE[0], "git push", CODE[1], " geht es."]).blocks(0)
    text = "Mit <code>git push</code> geht es."
    assert [tag.verbatim for tag in block.markup(text)] == [True, True]


def read(pieces, line):
    return [p if isinstance(p, str) else f"{p.role} {p.name}" for p in Paragraph(pieces).read(line)]


def test_tags_that_a_translator_has_left_out_or_mixed_up():
    pieces = ["Der ", B[0], "Kreml", B[1], " ", ANCHOR, "lobt ", A[0], "Kim", A[1], NOTE, "."]
    assert read(pieces, "The Kremlin praises Kim.") == [
        "The Kremlin",
        "hidden ",
        " praises Kim",
        "alone note",
        ".",
    ]
    assert read(pieces, "<b>The <a>Kremlin</b></a> <a>praises</a> <b>Kim.<note/><note/>") == [
        *("open b", "The ", "open a", "Kremlin", "close a", "close b"),
        *("hidden ", " praises Kim.", "alone note"),
    ]


def test_another_number_of_texts_is_an_error():
    with pytest.raises(ValueError, match="2 texts for 1"):
        Paragraph(["Kiew"]).read("Kyiv\x1cLviv")
