import codecs
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import tmx
from translate.errors import MemoryFileError
from translate.tmx import Unit

KIEW = Unit("Kiew schweigt.", "Kyiv is silent.")


def read(data: str | bytes, *, source="de", target="en") -> list[Unit]:
    return tmx.parse(
        data.encode() if isinstance(data, str) else data, "x.tmx", source=source, target=target
    )


def document(body: str, *, head: str = '<?xml version="1.0"?>\n', version: str = "1.4") -> str:
    return f'{head}<tmx version="{version}"><header srclang="de"/><body>{body}</body></tmx>'


def tu(german: str, english: str, *, de: str = "de", en: str = "en") -> str:
    return (
        f'<tu><tuv xml:lang="{de}"><seg>{german}</seg></tuv>'
        f'<tuv xml:lang="{en}"><seg>{english}</seg></tuv></tu>'
    )


def test_units_are_read_in_order():
    body = tu("Kiew schweigt.", "Kyiv is silent.") + tu("Ende &amp; aus.", "Over &lt;and&gt; out.")

    assert read(document(body)) == [KIEW, Unit("Ende & aus.", "Over <and> out.")]


@pytest.mark.parametrize(
    ("de", "en"), [("DE", "EN"), ("de-DE", "en-US"), ("de_AT", "en_GB"), ("de-CH", "EN-gb")]
)
def test_languages_may_be_narrower_and_of_any_case(de, en):
    assert read(document(tu("Kiew schweigt.", "Kyiv is silent.", de=de, en=en))) == [KIEW]


def test_the_attribute_of_older_versions_is_understood():
    old = document(tu("Kiew schweigt.", "Kyiv is silent."), version="1.1")

    assert read(old.replace("xml:lang", "lang")) == [KIEW]


def test_a_memory_serves_both_directions_and_the_first_variant_counts():
    body = (
        '<tu><tuv xml:lang="en-US"><seg>Color</seg></tuv><tuv xml:lang="fr"><seg>Couleur</seg>'
        '</tuv><tuv xml:lang="en-GB"><seg>Colour</seg></tuv>'
        '<tuv xml:lang="de"><seg>Farbe</seg></tuv></tu>'
    )

    assert read(document(body)) == [Unit("Farbe", "Color")]
    assert read(document(body), source="en", target="fr") == [Unit("Color", "Couleur")]


def test_codes_of_other_tools_are_no_text():
    german = (
        '<bpt i="1">&lt;b&gt;</bpt>Fett<ept i="1">&lt;/b&gt;</ept> und <hi>wichtig</hi>'
        '<ph>{1<sub>Titel</sub>}</ph>.<ut>\\par</ut><it pos="begin">x</it>'
    )

    assert read(document(tu(german, "Bold"))) == [Unit("Fett und wichtig.", "Bold")]


def test_what_stands_outside_of_segments_is_no_text():
    body = (
        '<tu tuid="7"><prop type="x">P</prop><note>N</note><tuv xml:lang="de"><note>N</note>'
        '<seg>Ja</seg></tuv><tuv xml:lang="en"><prop type="y">Q</prop><seg>Yes</seg></tuv></tu>'
    )

    assert read(document(body)) == [Unit("Ja", "Yes")]


def test_units_without_a_text_are_passed_over():
    body = tu("Ja", " ") + tu("", "Yes") + '<tu><tuv xml:lang="de"><seg>Nein</seg></tuv></tu>'

    assert read(document(body + tu("Ja", "Yes"))) == [Unit("Ja", "Yes")]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
    ],
)
def test_encodings_of_the_wild(declared, encoding):
    head = f'<?xml version="1.0" encoding="{declared}"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'

    assert read(document(tu("Köln", "Cologne"), head=head).encode(encoding)) == [
        Unit("Köln", "Cologne")
    ]


def test_big_endian_too():
    head = '<?xml version="1.0" encoding="UTF-16"?>\n'
    data = codecs.BOM_UTF16_BE + document(tu("Köln", "Cologne"), head=head).encode("utf-16-be")

    assert read(data) == [Unit("Köln", "Cologne")]


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE tmx [
  <!ENTITY a "ha">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
"""
OTHERS_FILE = """<?xml version="1.0"?>
<!DOCTYPE tmx [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
"""


@pytest.mark.parametrize("head", [LAUGHS, OTHERS_FILE])
def test_entities_are_refused(head):
    with pytest.raises(MemoryFileError, match=r"x\.tmx: line \d: its document type"):
        read(document(tu("&c;", "&secret;"), head=head))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "line 1: no TMX"),
        ("Kiew schweigt.", "line 1: no TMX"),
        ("<html><body/></html>", "another kind: <html>"),
        (document(tu("a", "b"))[:-20], "no TMX: "),
        (document(tu("a", "b")).replace("</seg>", "</sag>", 1), "line 2: no TMX: mismatched tag"),
        (document(tu("a&nbsp;b", "c")), "no TMX: undefined entity"),
        (
            document(tu("a&nbsp;b", "c"), head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'),
            "unknown entity &nbsp;",
        ),
        (document("", head='<?xml version="1.0" encoding="klingon"?>'), "no TMX"),
        (document(tu("a", "b", de="nl", en="fr")), "no translations de → en in it, only nl, fr"),
        (b"\x00\xff\x80" * 40, "line 1: no TMX"),
    ],
)
def test_what_is_no_tmx_is_one_line_that_says_why(data, what):
    with pytest.raises(MemoryFileError) as caught:
        read(data)

    message = str(caught.value)
    assert what in message
    assert message.startswith("x.tmx: ")
    assert "\n" not in message


def test_an_empty_memory_is_one():
    assert read(document("")) == []


def test_what_is_written_is_tmx_1_4():
    root = ET.fromstring(tmx.dump([KIEW], source="de", target="en"))

    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    # Those the DTD requires.
    required = {
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang"),
        "datatype",
    }
    assert set(header.keys()) >= required
    (unit,) = root.iterfind("body/tu")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [(tuv.get(language), tuv.findtext("seg")) for tuv in unit] == [
        ("de", "Kiew schweigt."),
        ("en", "Kyiv is silent."),
    ]


def test_what_xml_cannot_say_is_told_before():
    unit = Unit("a\x00b", "c")

    assert not tmx.is_writable(unit)
    assert tmx.is_writable(KIEW)
    with pytest.raises(ValueError, match="no XML"):
        tmx.dump([unit], source="de", target="en")


def test_files_that_cannot_be_read_or_written_are_named(tmp_path):
    with pytest.raises(MemoryFileError, match=r"none\.tmx: cannot be read"):
        tmx.read(tmp_path / "none.tmx", source="de", target="en")
    with pytest.raises(MemoryFileError, match=r"a\.tmx: cannot be written"):
        tmx.write(tmp_path / "none" / "a.tmx", [KIEW], source="de", target="en")

    tmx.write(tmp_path / "a.tmx", [KIEW], source="de", target="en")
    assert tmx.read(tmp_path / "a.tmx", source="de", target="en") == [KIEW]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


@given(st.lists(st.builds(Unit, TEXT, TEXT), max_size=5))
def test_what_is_written_reads_back_the_same(units):
    writable = [unit for unit in units if tmx.is_writable(unit)]

    assert read(tmx.dump(writable, source="de", target="en")) == writable


@given(st.binary(max_size=120) | st.text(max_size=80).map(lambda text: document(text).encode()))
def test_any_bytes_are_read_or_refused_with_one_line(data):
    refusal = ""
    try:
        read(data)
    except MemoryFileError as error:
        refusal = str(error)

    assert "\n" not in refusal
