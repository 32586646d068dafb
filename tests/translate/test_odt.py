"""OpenDocument texts, written by odfpy and by hand, read by umschrift; and the way back."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from io import BytesIO

import office
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import office as odf_office
from odf import style, table, teletype, text
from odf.opendocument import OpenDocumentText, load

from translate.formats import odt
from translate.segmentation import segments

BOLD = {"fontweight": "bold"}


def made(build):
    document = OpenDocumentText()
    for name, properties in {"T1": BOLD, "T2": {"language": "de", "country": "DE"}}.items():
        form = style.Style(name=name, family="text")
        form.addElement(style.TextProperties(**properties))
        document.automaticstyles.addElement(form)
    build(document)
    data = BytesIO()
    document.write(data)
    return data.getvalue()


def article(document):
    add = document.text.addElement
    add(text.H(outlinelevel=1, text="Gerassimows Lob"))
    paragraph = text.P(text="Der ")
    paragraph.addElement(text.Span(stylename="T1", text="Kreml"))
    paragraph.addText(" lobt ")
    paragraph.addElement(text.Span(stylename="T2", text="Kim"))
    paragraph.addElement(text.S(c=2))
    paragraph.addElement(text.A(href="https://x.example", text="Jong Un"))
    note = text.Note(id="n1", noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    note.addElement(text.NoteBody())
    note.childNodes[1].addElement(text.P(text="Die Fußnote."))
    paragraph.addElement(note)
    paragraph.addText(". Und mehr.")
    comment = odf_office.Annotation()
    comment.addElement(text.P(text="Stimmt das?"))
    paragraph.addElement(comment)
    add(paragraph)
    items = text.List()
    items.addElement(text.ListItem())
    items.childNodes[0].addElement(text.P(text="Erstens Kiew"))
    add(items)
    grid = table.Table()
    row = table.TableRow()
    cell = table.TableCell()
    cell.addElement(text.P(text="Lwiw"))
    row.addElement(cell)
    grid.addElement(row)
    add(grid)
    layout = style.PageLayout(name="page")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    master.addElement(style.Header())
    master.childNodes[0].addElement(text.P(text="Kopfzeile"))
    document.masterstyles.addElement(master)


def texts(data):
    opened = odt.read(data)
    return [(s.kind, s.text) for s in segments(opened.text, opened.blocks)]


def test_the_texts_of_a_document():
    assert texts(made(article)) == [
        ("heading", "Gerassimows Lob"),
        ("sentence", "Der <b>Kreml</b> lobt Kim <a>Jong Un</a><note/>."),
        ("sentence", "Und mehr."),
        ("sentence", "Die Fußnote."),
        ("list item", "Erstens Kiew"),
        ("table cell", "Lwiw"),
        ("sentence", "Kopfzeile"),
    ]


def test_a_document_in_english():
    opened = odt.read(made(article))
    lines = opened.text.split("\n")
    lines[0] = "Praise & <b>more</b>"
    lines[1] = "The <b>Kremlin</b> praises <a>Kim</a>. And more."
    lines[-1] = "Header"
    document = load(BytesIO(opened.pack("\n".join(lines), "en")))
    (heading,) = document.getElementsByType(text.H)
    assert teletype.extractText(heading) == "Praise & <b>more</b>"
    first = document.getElementsByType(text.P)[0]
    (bold,) = first.getElementsByType(text.Span)
    assert (teletype.extractText(bold), bold.getAttribute("stylename")) == ("Kremlin", "T1")
    (link,) = first.getElementsByType(text.A)
    assert (teletype.extractText(link), link.getAttribute("href")) == ("Kim", "https://x.example")
    assert len(first.getElementsByType(text.Note)) == 1
    (comment,) = first.getElementsByType(odf_office.Annotation)
    assert teletype.extractText(comment) == "Stimmt das?"
    everything = "".join(map(teletype.extractText, document.getElementsByType(text.P)))
    assert everything.endswith("Header")


def test_a_document_given_back_unchanged_is_the_same_to_the_byte():
    data = made(article)
    opened = odt.read(data)
    before, after = office.parts_of(data), office.parts_of(opened.pack(opened.text, "de-DE"))
    assert list(after) == list(before)
    assert next(iter(after)) == "mimetype"
    # The styles alone say by now in what country's German the text is.
    assert {n for n in before if after[n] != before[n]} <= {"content.xml"}


RUNS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff◊")),
        st.sampled_from(["", "T1", "T2"]),
    ),
    min_size=1,
)


@settings(max_examples=40)  # each is a whole document
@given(st.lists(RUNS, max_size=3))
def test_whatever_the_spans_nothing_is_lost(paragraphs):
    def build(document):
        for runs in paragraphs:
            paragraph = text.P()
            for words, form in runs:
                if form:
                    paragraph.addElement(text.Span(stylename=form, text=words))
                else:
                    paragraph.addText(words)
            document.text.addElement(paragraph)

    data = made(build)
    opened = odt.read(data)
    changed = "\n".join(f"{line} ◊" if line else line for line in opened.text.split("\n"))
    packed = opened.pack(changed, "en")
    before, after = characters(data), characters(packed)
    # The mark at the end of a paragraph is bold where all of it is.
    assert after.pop(("◊", True), 0) + after.pop(("◊", False), 0) == changed.count("◊")
    assert after == before


def characters(data):
    """Each character that is not white space, decomposed, and whether it is bold."""
    document = load(BytesIO(data))
    bold = Counter()
    every = Counter()
    for element in document.getElementsByType(text.P):
        every.update(unicodedata.normalize("NFD", teletype.extractText(element)))
        for span in element.getElementsByType(text.Span):
            if span.getAttribute("stylename") == "T1":
                bold.update(unicodedata.normalize("NFD", teletype.extractText(span)))
    plain = every - bold
    return Counter(
        {
            (letter, is_bold): number
            for letters, is_bold in ((plain, False), (bold, True))
            for letter, number in letters.items()
            if not letter.isspace() and letter != "\u2060"
        }
    )


NAMES = ("dc", "draw", "fo", "office", "style", "svg", "table", "text", "xlink")


def by_hand(inside, styles=""):
    addresses = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES
    )
    content = (
        f'<office:document-content {addresses} office:version="1.3"><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:text>{inside}</office:text>"
        "</office:body></office:document-content>"
    )
    return office.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


STYLES = "".join(
    f'<style:style style:name="{name}" style:family="text" {more}>'
    f"<style:text-properties {properties}/></style:style>"
    for name, more, properties in [
        ("B", "", 'fo:font-weight="bold"'),
        ("B2", "", 'fo:font-weight="bold" fo:language="de" officeooo:rsid="1"'),
        ("R", "", 'officeooo:rsid="001"'),
        ("S", "", 'style:text-position="super 58%"'),
        ("C", 'style:parent-style-name="B"', ""),
    ]
)
NOTE = "<text:note><text:note-body><text:p>Anmerkung</text:p></text:note-body></text:note>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            'Ge<text:span text:style-name="R">ras</text:span>si<text:bookmark text:name="x"/>mow',
            ["Gerassimow"],
        ),
        (
            (
                'Der <text:span text:style-name="B">Kre</text:span>'
                '<text:span text:style-name="B2">ml</text:span> lobt.'
            ),
            ["Der <b>Kreml</b> lobt."],
        ),
        ('Am 1<text:span text:style-name="S">er</text:span> Mai', ["Am 1<sup>er</sup> Mai"]),
        ('Der <text:span text:style-name="C">Kreml</text:span>.', ["Der <b>Kreml</b>."]),
        ("Name:<text:tab/>Kim", ["Name:", "Kim"]),
        ("Lob für<text:line-break/>das Korps", ["Lob für<br/> das Korps"]),
        ("Kiew<text:line-break/>Lwiw", ["Kiew", "Lwiw"]),
        ("Seite <text:page-number>8</text:page-number> ist leer", ["Seite <field/> ist leer"]),
        (f"Er lobt{NOTE} sie.", ["Er lobt<note/> sie.", "Anmerkung"]),
        (
            "Im <draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>Bild",
            ["Im <img/>Bild", "Box"],
        ),
        (
            "Im <draw:frame><draw:image/><svg:desc>Der Kreml</svg:desc></draw:frame>Bild",
            ["Im <img/>Bild", "Der Kreml"],
        ),
        ("Ein\n  Wort <![CDATA[<c>]]> &amp;amp;", ["Ein Wort <c> &amp;"]),
        ('Viel<text:s text:c="999999999"/>Platz', ["Viel Platz"]),
        ('<text:a xlink:href="x">Kiew</text:a>', ["Kiew"]),
    ],
)
def test_what_a_translator_sees(inside, expected):
    data = by_hand(f"<text:p>{inside}</text:p>", STYLES)
    assert [words for _, words in texts(data)] == expected
    opened = odt.read(data)
    assert office.parts_of(opened.pack(opened.text, "xx"))["mimetype"]
    packed = opened.pack(re.sub(r"(?<![</\w])\w+(?![\w/]*>)", "X", opened.text), "en")
    before, after = elements(data), elements(packed)
    assert not before - after, before - after


def elements(data):
    source = office.parts_of(data)["content.xml"].decode()
    found = Counter(re.findall(r"<((?:text|draw):[a-z-]+)", source))
    for name in ("text:span", "text:s"):  # formats that are one, and white space
        del found[name]
    return found


def test_tracked_changes_and_comments_are_not_translated():
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gelöscht</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>Stimmt das?</text:p></office:annotation>"
    data = by_hand(f"{deleted}<text:p>Kiew{comment} kam.</text:p>")
    assert texts(data) == [("sentence", "Kiew kam.")]
    opened = odt.read(data)
    content = office.parts_of(opened.pack("Kyiv came.", "en"))["content.xml"].decode()
    assert deleted in content
    assert comment in content


def test_the_language_of_the_text_is_the_one_it_is_in():
    properties = 'fo:country="DE" fo:font-weight="bold" fo:language="de"'
    form = f'<style:style style:name="T"><style:text-properties {properties}/></style:style>'
    opened = odt.read(by_hand("<text:p>Kiew</text:p>", form))
    content = office.parts_of(opened.pack("Kyiv", "en"))["content.xml"].decode()
    assert 'fo:country="GB" fo:font-weight="bold" fo:language="en"' in content


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "is no .odt document"),
        ({"META-INF/manifest.xml": "<m:m xmlns:m='m'><m:encryption-data/></m:m>"}, "is encrypted"),
        ({"Basic/Standard/Module1.xml": "<x/>"}, "holds macros"),
        ({"Scripts/python/x.py": "x"}, "holds macros"),
    ],
)
def test_what_is_refused(files, message):
    content = office.parts_of(by_hand("<text:p>Kiew</text:p>"))
    with pytest.raises(ValueError, match=message):
        odt.read(office.zipped({**content, **files}))
