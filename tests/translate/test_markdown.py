"""Markdown documents: what is text, what is structure, and what is markup in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document
from translate.formats.markdown import tags
from translate.markup import dress, plain, words_of


def segments(text):
    return Document.parse(text, ".md").segments


ARTICLE = """\
---
title: Lob aus Moskau
---
Lob aus Moskau
==============

## Was *Gerassimow* sagt

Der [Kreml](https://kremlin.example/a?b=c.D "Zum Kreml") lobt **Kim Jong Un**.[^1] Das
Werkzeug `umschrift render` kennt <https://kremlin.example> nicht.

![Gerassimow bei einer Übung](bild.jpg "Titel")
*Gerassimow bei einer Übung. Foto: dpa*

> »Wir danken. Das war
> gut«, sagte er.
>
> - Erstens Kiew
>   und Lwiw
> - Zweitens Cherson

24. Februar 2022
1) Der Angriff

| Stadt | Lage   |
|:------|-------:|
| Kiew  | ruhig. |

    Quelltext bleibt.

```
Quelltext bleibt.
```

<p>HTML bleibt.</p>

[^1]: Eine Fußnote.

[karte]: https://karte.example "Die Karte"
***
"""


def test_segments_of_an_article():
    found = segments(ARTICLE)
    assert [(s.line, s.kind, s.text) for s in found] == [
        (4, "heading", "Lob aus Moskau"),
        (7, "heading", "Was *Gerassimow* sagt"),
        (
            9,
            "sentence",
            'Der [Kreml](https://kremlin.example/a?b=c.D "Zum Kreml") lobt **Kim Jong Un**.[^1]',
        ),
        (9, "sentence", "Das Werkzeug `umschrift render` kennt <https://kremlin.example> nicht."),
        (13, "caption", "*Gerassimow bei einer Übung."),
        (13, "credit", "Foto: dpa*"),
        (15, "quotation", "»Wir danken."),
        (15, "quotation", "Das war gut«, sagte er."),
        (18, "quotation", "Erstens Kiew und Lwiw"),
        (20, "quotation", "Zweitens Cherson"),
        (22, "list item", "Februar 2022"),
        (23, "list item", "Der Angriff"),
        (25, "table cell", "Stadt"),
        (25, "table cell", "Lage"),
        (27, "table cell", "Kiew"),
        (27, "table cell", "ruhig."),
        (37, "sentence", "Eine Fußnote."),
    ]
    assert [s.plain for s in found[1:6]] == [
        "Was Gerassimow sagt",
        "Der Kreml lobt Kim Jong Un.",
        "Das Werkzeug umschrift render kennt https://kremlin.example nicht.",
        "Gerassimow bei einer Übung.",
        "Foto: dpa",
    ]


def test_only_words_change():
    document = Document.parse(ARTICLE, ".md")
    shouted = document.render([re.sub(r"[a-z]{3,}", "xyz", s.text) for s in document.segments])
    # Every mark and every line end is where it was.
    assert re.sub(r"\w+", "w", shouted) == re.sub(r"\w+", "w", ARTICLE)
    for untouched in ("title: Lob aus Moskau", "Quelltext bleibt.", "<p>HTML bleibt.</p>"):
        assert untouched in shouted
    assert '[karte]: https://karte.example "Die Karte"' in shouted


def test_markup_around_a_whole_paragraph_is_structure():
    document = Document.parse("**Kiew schweigt.**\n\n# *__Moskau__*\n\n[Kiew](x)\n", ".md")
    assert [s.text for s in document.segments] == ["Kiew schweigt.", "Moskau", "Kiew"]
    english = document.render(["Kyiv is silent.", "Moscow", "Kyiv"])
    assert english == "**Kyiv is silent.**\n\n# *__Moscow__*\n\n[Kyiv](x)\n"


def test_code_alone_is_no_segment():
    assert segments("`umschrift render`\n\n<https://kiew.example>\n") == ()


def test_image_alone_is_its_description():
    document = Document.parse('![Kim in Kursk](kim.jpg "Kim")\n', ".md")
    assert [(s.kind, s.text) for s in document.segments] == [("caption", "Kim in Kursk")]
    assert document.render(["Kim at Kursk"]) == '![Kim at Kursk](kim.jpg "Kim")\n'


def test_wrapped_translation_makes_no_list():
    document = Document.parse("Der Krieg begann im Februar des Jahres\nzweitausendzwei.\n", ".md")
    english = document.render(["The war began in the winter of that year 2002. 1. - # words"])
    assert not re.search(r"^(?:\d+\.|-|#)", english, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bürger*innen und Leser*innen", "Bürger*innen und Leser*innen"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("a_b_c und _d_", "a_b_c und d"),
        ("***Kiew*** ist", "Kiew ist"),
        ("**Kiew *am* Dnipro**", "Kiew am Dnipro"),
        (r"\*Kiew\*", r"\*Kiew\*"),
        ("[Kiew] und [Lwiw][1]", "[Kiew] und Lwiw"),
        ("``a ` b`` und ` c", "a ` b und ` c"),
        ("<b>Kiew</b><br> und </i>", "Kiew und </i>"),
        ("Satz.[^1] ![Bild](x.jpg)", "Satz. "),
        ("~~Kiew~~ Kyjiw", "Kiew Kyjiw"),
        ("**Kiew und", "**Kiew und"),
        ("[**Kiew](x)** und", "Kiew und"),
    ],
)
def test_inline_markup(text, words):
    assert plain(text, tags(text)) == words


@pytest.mark.parametrize(
    ("text", "translation", "dressed"),
    [
        # A name that is in the translation, wherever it stands there.
        (
            "Gestern kam **Kim Jong Un**.",
            "Kim Jong Un came yesterday.",
            "**Kim Jong Un** came yesterday.",
        ),
        # Otherwise the words at the same place.
        ("Der *Kreml* lobt.", "The Kremlin praises.", "The *Kremlin* praises."),
        (
            "**Achtung:** Der Kreml lobt.",
            "Note: The Kremlin praises.",
            "**Note:** The Kremlin praises.",
        ),
        ("Er lobt [den Kreml](x).", "He praises the Kremlin.", "He praises [the Kremlin](x)."),
        # Code comes back even if it got lost, and nothing replaces it.
        (
            "Der Befehl `git push` fehlt.",
            "The command git push is missing.",
            "The command `git push` is missing.",
        ),
        ("Der Befehl `git push` fehlt.", "It is missing.", "It `git push` is missing."),
        # What stands alone stays at its place.
        ("Er lobt.[^1]", "He praises.", "He praises.[^1]"),
        ("Er lobt[^1] sie.", "He praises her.", "He praises[^1] her."),
        # What belongs to more than this sentence stays at the edge.
        ("Ja.", "", ""),
    ],
)
def test_translation_is_dressed(text, translation, dressed):
    assert dress(translation, text, tags(text)) == dressed


MARKUP = st.lists(
    st.sampled_from(
        [
            "Kiew",
            " ",
            "am",
            "Dnipro.",
            "**",
            "*",
            "_",
            "`",
            "[",
            "](x)",
            "<b>",
            "</b>",
            "[^1]",
            "<br>",
            "![a](b)",
            "~~",
            "\\*",
            "ä",
            "<http://x>",
        ]
    )
).map("".join)


@given(MARKUP)
def test_plain_words_dressed_are_the_text(text):
    assert dress(plain(text, tags(text)), text, tags(text)) == text


@given(MARKUP, st.text(alphabet="ab cd."))
def test_every_tag_is_in_the_translation_once(text, translation):
    found = tags(text)
    marks = [text[tag.start : tag.end] for tag in found]
    dressed = dress(translation, text, found)
    assert len(dressed) >= len(translation) + sum(map(len, marks))
    if translation != plain(text, found):
        for mark in set(marks):
            assert dressed.count(mark) >= marks.count(mark)
    for character in set(translation):
        assert dressed.count(character) >= translation.count(character)


@given(MARKUP)
def test_tags_are_in_order_and_in_pairs(text):
    found = tags(text)
    at = 0
    for number, tag in enumerate(found):
        assert at <= tag.start < tag.end <= len(text)
        at = tag.end
        if tag.role == "alone":
            assert tag.partner is None
        else:
            assert found[tag.partner].partner == number
            assert {tag.role, found[tag.partner].role} == {"open", "close"}


@pytest.mark.parametrize(
    ("source", "translation", "words"),
    [
        ("**Walerij** Gerassimow", "**Valery** Gerasimov", "Valery Gerasimov"),
        ("Der [Kreml](x/Kreml)[^1]", "The [Kremlin](x/Kreml)[^1]", "The Kremlin"),
        ("Marija <b>Sacharowa</b>.<note/>", "Maria <b>Zakharova</b>.<note/>", "Maria Zakharova."),
        ("_Kiew_ am a_b_c", "_Kyiv_ on a_b_c", "Kyiv on a_b_c"),
        # What the source has not, or not as often, is no markup, and neither is a name in brackets.
        ("Marija Sacharowa", "Maria <b>Zakharova</b>", "Maria <b>Zakharova</b>"),
        ("<b>Kiew</b>", "<b>Kyiv</b><b> <Kiew>", "Kyiv<b> <Kiew>"),
    ],
)
def test_words_of_a_text_of_which_nothing_else_is_known(source, translation, words):
    assert words_of(source, translation)[1] == words
