"""HTML pages: what is text in them, what is not, and that all the rest stays to the character."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document
from translate.errors import DocumentError
from translate.formats import html

PAGE = """\
<!DOCTYPE html>
<html lang="de-DE"><head><meta charset=utf-8><title>Gerassimows &amp; Lob</title>
<meta name="description" content='Der "Kreml" lobt'><meta name=generator content="Kein Text">
<script>var x = "<p>Nein</p>";</script><style>p { content: "Nein" }</style></head>
<body><!-- Nein --><nav><ul><li><a href="/x" title="Zur Startseite">Start</a><li>Kontakt</ul></nav>
<h1 id=a>Gerassimows <em class="x">Lob</em></h1>
<p>Der <a href="https://kreml.example/?a=1&amp;b=2">Kreml</a> lobt
  <b>Kim Jong&nbsp;Un</b>. Das Werkzeug <code>git push</code> kennt <b>niemand</b>.</p>
<blockquote><p><b>Ganz fett.</b></p></blockquote><pre>Nein <b>nein</b></pre>
<table><tr><td>Kiew<td>Lwiw<br>Charkiw<br/>und Odessa</table>
<figure><img src="x.jpg" alt='Der "Kreml"'><figcaption>Bild: Kreml</figcaption></figure>
Text <div>Text im div</div> danach 1 &lt; 2 <svg><title>Nein</title><text>Nein</text></svg> so
<input type=submit value=Absenden><input value="Nein"><p translate=no title="Nein">Nein</p>
<textarea>Nein</textarea><p>Das <span class="notranslate">Bleibt</span> so.</p>
</body></html>
"""


def segments(page):
    document = html.read(page.encode())
    return [
        (block.kind, document.text[slice(*block.lines[0])].replace("\xa0", " "))
        for block in document.blocks
    ]


def test_the_texts_of_a_page():
    assert segments(PAGE) == [
        ("heading", "Gerassimows & Lob"),
        ("sentence", 'Der "Kreml" lobt'),
        ("list item", "Start"),
        ("sentence", "Zur Startseite"),
        ("list item", "Kontakt"),
        ("heading", "Gerassimows <em>Lob</em>"),
        (
            "sentence",
            (
                "Der <a>Kreml</a> lobt <b>Kim Jong Un</b>. "
                "Das Werkzeug <code>git push</code> kennt <b>niemand</b>."
            ),
        ),
        ("quotation", "Ganz fett."),
        ("table cell", "Kiew"),
        ("table cell", "Lwiw"),
        ("table cell", "Charkiw<br/> und Odessa"),
        ("caption", 'Der "Kreml"'),
        ("caption", "Bild: Kreml"),
        ("sentence", "Text"),
        ("sentence", "Text im div"),
        ("sentence", "danach 1 < 2 <svg/> so"),
        ("sentence", "Absenden"),
        ("sentence", "Das <span>Bleibt</span> so."),
    ]


def test_only_words_change(tmp_path):
    document = Document.read(written(tmp_path, PAGE))
    shouted = [re.sub(r"(?<![</\w])\w{4,}(?![^<]*/?>)", "xyz", s.text) for s in document.segments]
    page = document.encode(document.render(shouted), "de-DE").decode()
    nothing = re.compile(r"\s+|\w+")
    # Every mark is where it was; in two places white space and a character's name are not.
    simple = PAGE.replace("&nbsp;", " ").replace('content=\'Der "Kreml"', "content='Der &quot;")
    assert "".join(nothing.sub("", page).split(";")).count("<") == nothing.sub("", simple).count(
        "<"
    )
    for untouched in re.findall(r"<[^<>]*Nein[^<>]*>|[^<>]*Nein[^<>]*", PAGE):
        assert untouched in page
    assert '<a href="https://kreml.example/?a=1&amp;b=2">' in page


def written(tmp_path, page, encoding="utf-8"):
    path = tmp_path / "lob.html"
    path.write_bytes(page.encode(encoding))
    return path


def test_a_page_in_english(tmp_path):
    document = Document.read(written(tmp_path, PAGE))
    english = {
        "Gerassimows & Lob": 'Gerasimov & "praise" <b>',
        'Der "Kreml" lobt': "The 'Kremlin' & \"co\"",
        "Absenden": 'Send "it"',
        "Gerassimows <em>Lob</em>": "Gerasimov’s <em>praise</em>",
        "Der <a>Kreml</a> lobt <b>Kim Jong Un</b>.": "<b>Kim Jong Un</b> & the <a>Kremlin</a>.",
        "Das Werkzeug <code>git push</code> kennt <b>niemand</b>.": "Nobody <b>knows</b> it.",
        'Der "Kreml"': "The 'Kremlin'",
    }
    page = document.encode(document.render(english), "en").decode()
    assert '<html lang="en">' in page
    assert '<title>Gerasimov &amp; "praise" &lt;b&gt;</title>' in page
    assert "content='The &#x27;Kremlin&#x27; &amp; &quot;co&quot;'" in page
    assert 'value="Send &quot;it&quot;"' in page
    assert '<h1 id=a>Gerasimov’s <em class="x">praise</em></h1>' in page
    assert (
        '<p><b>Kim Jong Un</b> &amp; the <a href="https://kreml.example/?a=1&amp;b=2">Kremlin</a>. '
        "Nobody <b>knows</b> it.</p>" in page
    )
    assert "alt='The &#x27;Kremlin&#x27;'" in page


@pytest.mark.parametrize(
    "attack",
    [
        *("<script>alert(1)</script>", '" onload="alert(1)', "' onload='alert(1)", "<!--", "]]>"),
        *("<img src=x onerror=alert(1)>", "</title>", "&lt;script&gt;", "javascript:alert(1)"),
    ],
)
def test_a_translation_is_text_wherever_it_stands(tmp_path, attack):
    document = Document.read(written(tmp_path, PAGE))
    page = document.encode(document.render([attack] * len(document.segments)), "de-DE").decode()
    before, after = Elements(PAGE), Elements(page)
    # Pairs that are left out are formatting; nothing else is gone, and nothing has come.
    formatting = {"a", "b", "em", "span", "code"}
    assert [e for e in after.elements if e[0] not in formatting] == [
        e for e in before.elements if e[0] not in formatting
    ]
    assert attack in "".join(after.texts)


class Elements(HTMLParser):
    """The elements of a page, with what their attributes are called, and its texts."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.texts = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data):
        self.texts.append(data)


SOURCES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<b>", "</b>", "<i class=x>", "</i>", "<a title='Titel'>", "</a>"),
            *("<br>", "<img alt=Bild>", "<!-- x -->", "<script>Nein</script>", "<pre>", "</pre>"),
            *("<li>", "<td>", "</table>", "<svg>", "</svg>", "<div", "'"),
            *("Kiew ", "der Kreml. ", "Das ", "&amp;", "&lt;", "<", "ä", "\n", "\u0338", "&#13;"),
        ]
    )
).map("".join)


@given(SOURCES | st.text())
def test_a_page_given_back_unchanged_is_the_page(source):
    try:
        page = html.read(source.encode())
    except ValueError:  # control characters: no text
        return
    assert page.pack(page.text, "de") == source.encode()


@given(SOURCES)
def test_what_is_no_text_stays_to_the_character(source):
    page = html.read(source.encode())
    lines = [re.sub(r"(?<![\w<])(?:Kiew|der|Das)\b", "X", line) for line in page.text.split("\n")]
    packed = page.pack("\n".join(lines), "de").decode()
    before, after = (Counter(map(str, Elements(page).elements)) for page in (source, packed))
    assert not before - after
    # Bold type that a line break parts may be there twice now.
    assert {each[2] for each in after - before} <= {"a", "b", "i"}
    for untouched in ("<!-- x -->", "<script>Nein</script>"):
        assert packed.count(untouched) == source.count(untouched)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("cp1252", b"<p>Kyiv \xfc &#322;</p>"),
        ("utf-8-sig", "\ufeff<p>Kyiv ü ł</p>".encode()),
        ("utf-16", "<p>Kyiv ü ł</p>".encode("utf-16")),
    ],
)
def test_a_page_stays_in_its_encoding(tmp_path, encoding, expected):
    document = Document.read(written(tmp_path, "<p>Größe in Kiew</p>", encoding))
    assert document.encode(document.render(["Kyiv ü ł"]), "en") == expected


def test_decomposed_letters_stay_where_nothing_is_translated(tmp_path):
    page = "<p title=x>Scho\u0308n</p><p>Kiew</p>"
    document = Document.read(written(tmp_path, page))
    assert [s.text for s in document.segments] == ["x", "Schön", "Kiew"]
    english = document.render(["x", "Schön", "Kyiv"])
    assert document.encode(english, "en").decode() == page.replace("Kiew", "Kyiv")


def test_lines_are_paragraphs(tmp_path):
    document = Document.read(written(tmp_path, "<p>Eins. Zwei.\n\n</p>\n\n<p>Drei</p>"))
    assert [(s.line, s.paragraph, s.sentence) for s in document.segments] == [
        (1, 1, 1),
        (1, 1, 2),
        (2, 2, 1),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"<p><img src=x></p>", "is empty"), (b"\x89PNG\r\n\x1a\n\0\0", "not a text file")],
)
def test_what_is_no_page_is_told_in_one_line(tmp_path, content, message):
    path = tmp_path / "lob.htm"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=message) as error:
        Document.read(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "piece",
    [
        *("<b>", "<b>a", "</b>", "<li>a", "<b id=x>a<br>", "<br>", "<!-- -->a", "<i>a</b>"),
        *("<b><br>", "a<b>b</b>", "<td>a</table>", "&amp;", '<a title="a">', "<svg>"),
    ],
)
def test_the_time_grows_with_the_page_and_no_faster(piece):
    # What is quadratic in 5,000 pieces takes minutes; what tells is that this ends.
    page = html.read((piece * 5_000 + "Ende").encode())
    lines = [f"{line} X" if line.strip() else line for line in page.text.split("\n")]
    assert b"Ende" in page.pack("\n".join(lines), "en")
