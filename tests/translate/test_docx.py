"""Word documents, written by python-docx and by hand, read by umschrift; and the way back."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import escape
from io import BytesIO

import docx as python_docx
import office
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.formats import docx
from translate.segmentation import segments

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format


def made(build) -> bytes:
    document = python_docx.Document()
    build(document)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def texts(data):
    opened = docx.read(data)
    return [(s.kind, s.text) for s in segments(opened.text, opened.blocks)]


def translated(data, **words):
    """Return the document in English, its words replaced, and what python-docx makes of it."""
    opened = docx.read(data)
    pattern = re.compile("|".join(words))
    packed = opened.pack(pattern.sub(lambda word: words[word[0]], opened.text), "en")
    return packed, python_docx.Document(BytesIO(packed))


def article(document):
    document.add_heading("Gerassimows Lob", 0)
    document.add_heading("Was er sagt", 2)
    paragraph = document.add_paragraph("Der ")
    paragraph.add_run("Kreml").bold = True
    paragraph.add_run(" lobt ")
    paragraph.add_run("Kim").italic = True
    paragraph.add_run(" Jong Un.")
    document.add_paragraph("Erstens Kiew", style="List Bullet")
    document.add_paragraph("Wir danken.", style="Intense Quote")
    document.add_paragraph("Soldaten in Kursk", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Stadt"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Lwiw"
    document.sections[0].header.paragraphs[0].text = "Kopfzeile der Zeitung"
    document.sections[0].footer.paragraphs[0].text = "Fußzeile"


def test_the_texts_of_a_document():
    assert texts(made(article)) == [
        ("heading", "Gerassimows Lob"),
        ("heading", "Was er sagt"),
        ("sentence", "Der <b>Kreml</b> lobt <i>Kim</i> Jong Un."),
        ("list item", "Erstens Kiew"),
        ("quotation", "Wir danken."),
        ("caption", "Soldaten in Kursk"),
        ("table cell", "Stadt"),
        ("table cell", "Lwiw"),
        ("sentence", "Kopfzeile der Zeitung"),
        ("sentence", "Fußzeile"),
    ]


def test_a_document_in_english():
    _, document = translated(
        made(article),
        **{"Gerassimows Lob": "Praise & <b>more</b>", "Kreml": "Kremlin", "Kopfzeile": "Header"},
    )
    assert document.paragraphs[0].text == "Praise & <b>more</b>"
    assert document.paragraphs[0].style.name == "Title"
    runs = [(run.text, run.bold, run.italic) for run in document.paragraphs[2].runs]
    assert runs == [
        ("Der ", None, None),
        ("Kremlin", True, None),
        (" lobt ", None, None),
        ("Kim", None, True),
        (" Jong Un.", None, None),
    ]
    assert document.tables[0].cell(0, 1).tables[0].cell(0, 0).text == "Lwiw"
    assert document.sections[0].header.paragraphs[0].text == "Header der Zeitung"


def test_a_document_given_back_unchanged_is_the_same_to_the_byte():
    data = made(article)
    opened = docx.read(data)
    before, after = office.parts_of(data), office.parts_of(opened.pack(opened.text, "de-DE"))
    assert list(after) == list(before)
    assert after == before


FORMATS = {
    "": "",
    "b": "<w:b/>",
    "i": "<w:i/>",
    "bi": "<w:b/><w:i/>",
    "u": '<w:u w:val="single"/>',
}
RUNS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="◊\ufffe\uffff")),
        st.sampled_from(list(FORMATS)),
    ),
    min_size=1,
)


def characters(document):
    """Each character that is not white space, with its format."""
    return [
        (character, run.bold, run.italic, run.underline)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        for character in run.text
        if not character.isspace()
    ]


@given(st.lists(RUNS, max_size=3))
def test_whatever_the_runs_nothing_is_lost(paragraphs):
    # Not by python-docx, whose every document has half a megabyte of styles.
    data = office.docx(
        "".join(
            f"<w:p>{''.join(run(escape(text), FORMATS[form]) for text, form in runs)}</w:p>"
            for runs in paragraphs
        )
    )
    opened = docx.read(data)
    # Every paragraph changes: so every one of them is written anew.
    changed = "\n".join(f"{line} ◊" if line else line for line in opened.text.split("\n"))
    document = python_docx.Document(BytesIO(opened.pack(changed, "en")))
    before = characters(python_docx.Document(BytesIO(data)))
    after = characters(document)
    assert normal(after) == normal(before)
    assert sum(each[0] == "◊" for each in after) == changed.count("◊")


def normal(found):
    """What stands there but the marks of a change, whatever its order and composition."""
    return sorted(
        (
            (letter, *form)
            for character, *form in found
            for letter in unicodedata.normalize("NFD", character)
            if letter not in "\u2060◊"
        ),
        key=str,
    )


def run(text="", properties="", inside=""):
    text = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}{text}{inside}</w:r>"


def char(kind):
    return run(inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def code(text):
    return run(inside=f"<w:instrText>{text}</w:instrText>")


def field(instruction, result, *, ends=True):
    end = char("end") if ends else ""
    return char("begin") + code(instruction) + char("separate") + result + end


LINK = '<w:hyperlink r:id="rId1" w:history="1">{}</w:hyperlink>'.format
BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
).format


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        # What word processors do to a sentence while it is typed.
        (
            run("Ge", '<w:lang w:val="de-DE"/>')
            + '<w:proofErr w:type="spellStart"/>'
            + run("ras", "<w:noProof/>")
            + '<w:bookmarkStart w:id="1" w:name="a"/>'
            + run("simow", '<w:b w:val="0"/>'),
            ["Gerassimow"],
        ),
        (run("Kreml", "<w:b/>") + run(" lobt", "<w:b/><w:bCs/>"), ["Kreml lobt"]),
        (
            run("Der ")
            + run("Kre", "<w:b/>")
            + run("ml", '<w:b/><w:lang w:val="de-DE"/>')
            + run("."),
            ["Der <b>Kreml</b>."],
        ),
        (
            run("Am 1", "") + run("er", '<w:vertAlign w:val="superscript"/>') + run(" Mai kam er."),
            ["Am 1<sup>er</sup> Mai kam er."],
        ),
        # Links, by element and by field; most of a link's text is plain in it.
        (
            run("Der ") + LINK(run("Kreml", '<w:rStyle w:val="Hyperlink"/>')) + run(" lobt."),
            ["Der <a>Kreml</a> lobt."],
        ),
        (
            run("Der ") + field(' HYPERLINK "x" ', run("Kreml")) + run(" lobt."),
            ["Der <a>Kreml</a> lobt."],
        ),
        (
            run("Seite ") + field(" PAGE ", run("acht")) + run(" ist leer."),
            ["Seite <field/> ist leer."],
        ),
        # A field that goes on in the next paragraph.
        (
            field(" TOC ", LINK(run("Kiew") + run(inside="<w:tab/>") + run("5")), ends=False),
            ["Kiew"],
        ),
        (run("Kiew") + char("end"), ["Kiew"]),
        # Footnotes, line breaks, page breaks, hyphens, formulas.
        (
            run("Er lobt", inside='<w:footnoteReference w:id="2"/>') + run(" sie."),
            ["Er lobt<note/> sie."],
        ),
        (run("Lob für", inside="<w:br/>") + run("das Korps"), ["Lob für<br/> das Korps"]),
        (run("Kiew", inside="<w:br/>") + run("Lwiw"), ["Kiew", "Lwiw"]),
        (run("Kiew", inside='<w:br w:type="page"/>') + run("am Rand"), ["Kiew", "am Rand"]),
        (run("Nord", inside="<w:noBreakHyphen/>") + run("Korea"), ["Nord\u2011Korea"]),
        (
            run("Die Zahl ") + "<m:oMath><m:r/></m:oMath>" + run(" gilt."),
            ["Die Zahl <math/> gilt."],
        ),
        # Tracked changes: what is deleted is not there, what is inserted is.
        (
            run("Der ")
            + f'<w:ins w:id="1">{run("rote ")}</w:ins>'
            + '<w:del w:id="2"><w:r><w:delText>blaue</w:delText></w:r></w:del>'
            + run("Platz."),
            ["Der <ins>rote </ins>Platz."],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Kiew')}</w:sdtContent></w:sdt>", ["Kiew"]),
        (run("Im Kasten: ") + run(inside=BOX(P("Kiew"))), ["Im Kasten:", "Kiew", "Kiew"]),
        (run("&lt;b&gt; &amp;amp; <![CDATA[<c>]]> Kiew"), ["<b> &amp; <c> Kiew"]),
    ],
)
def test_what_a_translator_sees(inside, expected):
    data = office.docx(f"<w:p>{inside}</w:p>")
    assert [text for _, text in texts(data)] == expected
    opened = docx.read(data)
    assert office.parts_of(opened.pack(opened.text, "de-DE")) == office.parts_of(data)
    # All that is neither text nor format is there when the text has changed.
    packed = opened.pack(re.sub(r"(?<![</\w])\w+(?![\w/]*>)", "X", opened.text), "de")
    before, after = elements(data), elements(packed)
    assert not before - after, before - after


def elements(data):
    source = office.parts_of(data)["word/document.xml"].decode()
    found = Counter(re.findall(r"<((?:w|m|mc|wps|v):[a-z]\w{2,})", source))
    for name in ("rPr", "proofErr", "lang", "noProof", "bCs", "noBreakHyphen"):
        del found[f"w:{name}"]
    return found


def test_notes_headers_and_text_boxes_are_translated_and_comments_are_not():
    data = office.docx(
        f"<w:p>{run('Der Kreml lobt.', inside=BOX(P('Im Kreml')))}</w:p>",
        footnotes=office.part("footnotes", f'<w:footnote w:id="2">{P("Note: Kreml")}</w:footnote>'),
        header1=office.part("hdr", P("Kopf: Kreml")),
        comments=office.part("comments", f'<w:comment w:id="0">{P("Kreml?")}</w:comment>'),
    )
    parts = office.parts_of(translated(data, Kreml="Kremlin")[0])
    counts = {name: content.count(b"Kremlin") for name, content in parts.items()}
    assert counts == {
        "[Content_Types].xml": 0,
        "_rels/.rels": 0,
        "word/document.xml": 3,
        "word/footnotes.xml": 1,
        "word/header1.xml": 1,
        "word/comments.xml": 0,
    }


def test_the_language_of_the_text_is_the_one_it_is_in():
    properties = '<w:lang w:val="de-DE" w:eastAsia="ja-JP"/>'
    data = office.docx(f"<w:p>{run('Kiew', properties)}</w:p>")
    opened = docx.read(data)
    source = office.parts_of(opened.pack("Kyiv", "en"))["word/document.xml"].decode()
    assert '<w:lang w:val="en-GB" w:eastAsia="ja-JP"/>' in source


@pytest.mark.parametrize("text", ["a\x00b\x0b\ufffe", "]]>", "&amp;<w:t>", "</w:p>", "\ud800"])
def test_a_translation_is_text(text):
    opened = docx.read(office.docx(P("Kiew")))
    document = python_docx.Document(BytesIO(opened.pack(text, "en")))
    # What XML cannot have is left out; what ends a line is a space.
    assert document.paragraphs[0].text.rstrip() == re.sub("[\x00\x0b\ufffe\ud800]", "", text)


def test_lines_are_paragraphs_with_words():
    opened = docx.read(office.docx(P("Eins. Zwei.") + P("") + P("3") + P("Vier")))
    found = segments(opened.text, opened.blocks)
    assert [(s.line, s.paragraph, s.sentence) for s in found] == [(1, 1, 1), (1, 1, 2), (2, 2, 1)]


@pytest.mark.parametrize(
    "piece",
    [
        char("begin"),
        char("end"),
        char("begin") + code("HYPERLINK") + char("separate"),
        run("a", "<w:b/>") + run("b"),
        run("a", inside="<w:br/>"),
        run("a", inside="<w:tab/>"),
        '<w:bookmarkStart w:id="1" w:name="a"/>' + run("a "),
        LINK(run("a")),
        f"</w:p>{P('a')}<w:p>",
    ],
)
def test_the_time_grows_with_the_document_and_no_faster(piece):
    # What is quadratic in 5,000 pieces takes minutes; what tells is that this ends.
    opened = docx.read(office.docx(f"<w:p>{run('Kiew')}{piece * 5000}</w:p>"))
    packed = opened.pack(opened.text.replace("Kiew", "Kyiv"), "en")
    assert b"Kyiv" in office.parts_of(packed)["word/document.xml"]


def test_what_is_said_of_a_picture_is_translated():
    picture = (
        "<w:drawing><wp:inline xmlns:wp='urn:x'><wp:docPr id='1' name='Bild 1' title='Der Kreml'"
        ' descr="Der &quot;Kreml&quot;"/></wp:inline></w:drawing>'
    )
    data = office.docx(f"<w:p>{run('Im Kreml ', inside=picture)}{run(' war es.')}</w:p>")
    assert texts(data) == [
        ("sentence", "Im Kreml <img/> war es."),
        ("caption", "Der Kreml"),
        ("caption", 'Der "Kreml"'),
    ]
    packed = docx.read(data).pack("In the <img/>.\n\"It's\"\n'<It>'", "en")
    source = office.parts_of(packed)["word/document.xml"].decode()
    assert "title='&quot;It&apos;s&quot;' descr=\"&apos;&lt;It&gt;&apos;\"" in source
