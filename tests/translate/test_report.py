"""The report: what became of each name, and that every character of both texts is in it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Glossary
from translate.catalogue import State
from translate.document import Document
from translate.markup import marks
from translate.rendering import Pair, Rendering
from translate.report import page, rows

NAMES = Glossary.from_terms([("Walerij Gerassimow", "Valery Gerasimov"), ("Kiew", "Kyiv")])


def rendering(text, translation, state=State.DRAFT, suffix=".md"):
    document = Document.parse(text, suffix, path=Path("lob.md"))
    pairs = tuple(Pair(segment, translation, state, broken=False) for segment in document.segments)
    return Rendering(document, Path("lob.po"), pairs)


def only_row(*arguments):
    (row,) = rows(rendering(*arguments), NAMES)
    return row


@pytest.mark.parametrize(
    ("translation", "state", "outcomes", "kinds"),
    [
        ("Kyiv waits for Kyiv.", State.CONFIRMED, ["confirmed", "confirmed"], []),
        ("Kyiv waits for Kyiv.", State.DRAFT, ["draft", "draft"], ["unconfirmed"]),
        ("Kyiv waits for Kyiv.", State.EDITED, ["draft", "draft"], ["unconfirmed"]),
        ("Kyiv waits for Kiev.", State.CONFIRMED, ["confirmed", "broken"], ["flagged"]),
        ("Kyiv waits.", State.DRAFT, ["draft", "broken"], ["flagged", "unconfirmed"]),
        ("", State.NEW, ["owed", "owed"], ["unconfirmed"]),
    ],
)
def test_outcomes(translation, state, outcomes, kinds):
    row = only_row("Kiew wartet auf Kiew.", translation, state)
    assert list(row.outcomes) == outcomes
    assert row.kinds == kinds


def test_a_name_in_which_markup_stands_is_one_name():
    text, translation = "**Walerij** Gerassimow schweigt.", "**Valery** Gerasimov is silent."
    row = only_row(text, translation)
    assert row.outcomes == ("draft",)
    assert not row.problems
    assert [(text[m[0] : m[1]], m[2]) for m in row.german] == [
        ("**", "tag"),
        ("Walerij", "name"),
        ("**", "tag"),
        (" Gerassimow", "name"),
    ]
    assert [(translation[m[0] : m[1]], m[2]) for m in row.english] == [
        ("**", "tag"),
        ("Valery", "draft"),
        ("**", "tag"),
        (" Gerasimov", "draft"),
    ]


def test_what_is_left_over_is_marked():
    row = only_row("Kiew wartet.", "Kyiv, which is Kiew, waits.")
    assert ("owed: Kyiv", 15, 19) in [(m[3], m[0], m[1]) for m in row.english]
    assert "spelling left over: Kiew (owed: Kyiv)" in row.problems


def test_tags_of_a_translation_are_those_of_its_source():
    document = Document.parse("Der **Kreml**[^1] <b>lobt</b>.", ".md")
    (segment,) = document.segments
    text = "**The** [^1] ** <b>Kremlin</b> praises</b> <i>."
    found = [(start, text[start:end]) for start, end in marks(text, segment.text, segment.tags)]
    assert found == [(0, "**"), (5, "**"), (8, "[^1]"), (16, "<b>"), (26, "</b>")]


class Texts(HTMLParser):
    """The text of each paragraph in a table cell, and every tag."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self.tags = set()
        self.inside = False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "p" and "lang" in dict(attrs):
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "p"

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


TEXT = st.lists(
    st.sampled_from(
        ["Kiew", "Kyiv", "**", "<b>", "</p>", "<script>", "&amp;", '"', "'", "x", " ", "](x)", "["]
    )
).map("".join)


@given(TEXT, TEXT)
def test_every_character_of_both_texts_is_in_the_page(text, translation):
    shown = rendering(f"Text {text}", translation)
    parsed = Texts()
    parsed.feed(page(shown, NAMES))
    expected = [
        each
        for pair in shown.pairs
        for each in (pair.segment.text, pair.translation or "no translation yet")
    ]
    assert parsed.texts == expected
    assert not parsed.tags & {"script", "img"}


def test_the_same_document_gives_the_same_page():
    shown = rendering("Kiew wartet. Kiew schläft.", "Kyiv.")
    assert page(shown, NAMES) == page(shown, NAMES)
