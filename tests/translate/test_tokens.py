"""Tokens of HTML and XML: compared with the parsers that others use."""

import re
from html.parser import HTMLParser
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.formats.tokens import attributes, scan

RAW = frozenset({"script", "title"})
PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<b a='1>'>", "<br/>", "<!--", "-->", "--!>", "<script>", "</script>"),
            *("<", ">", '"', "'", "=", "/", " ", "a", "<a b=", "</", "<!x", "<?x", "?>"),
            *("<![CDATA[", "]]>", "&amp;", "<TITLE>", "</Title >", "ä", "\n", "<!-->", "<!--->"),
        ]
    )
).map("".join)


@given(PIECES | st.text(), st.booleans())
def test_every_character_is_in_one_token(source, xml):
    at = 0
    for token in scan(source, raw=None if xml else RAW):
        assert token.start == at < token.end
        at = token.end
        for found in attributes(source, token) if token.kind == "start" else ():
            assert token.start < found.start <= found.end < token.end
            assert source[found.start : found.end] == found.value
    assert at == len(source)


XML = st.recursive(
    st.sampled_from(["a &lt; b", "<c/>", "<!-- x > -->", "<?x y?>", "<![CDATA[<d>]]>", "ä\n"]),
    lambda inside: st.lists(inside).map(
        lambda parts: f"<p:q r='>/' s=\"'\">{''.join(parts)}</p:q>"
    ),
)


@given(XML.map(lambda inside: f"<x>{inside}</x>"))
def test_tags_of_xml_are_those_that_expat_finds(source):
    expected = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, values: expected.append((name, values))
    parser.EndElementHandler = lambda name: expected.append((f"/{name}", None))
    parser.Parse(source, True)  # noqa: FBT003 - expat takes it by place only
    found = []
    for token in scan(source):
        if token.kind in {"start", "empty"}:
            found.append((token.name, {a.name: a.value for a in attributes(source, token)}))
        if token.kind in {"end", "empty"}:
            found.append((f"/{token.name}", None))
    assert found == expected


class Tags(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}", None))


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html><P Class=a ID='b'>x<BR>y</P >",
        '<a href="?a=1&b=2" title=\'"\' disabled data-x=1/2>Ja</a>',
        "<p>1 < 2 <3 und a<b>c</b></p>",
        "<!-- <p> --><p>Nein<!-- a -- b --></p>",
        "<script>if (a < b) '</p>' + \"<p>\"</script><p>Ja</p>",
        "<SCRIPT>x</Script><img alt='a > b'>",
        "<a\nb\n=\nc>",
    ],
)
def test_tags_of_html_are_those_that_the_standard_library_finds(source):
    parser = Tags()
    parser.feed(source)
    parser.close()
    found = []
    for token in scan(source, raw=RAW):
        if token.kind == "start":
            values = {a.name.lower(): a for a in attributes(source, token)}
            found.append((token.name, list(values)))
        elif token.kind == "end":
            found.append((f"/{token.name}", None))
    expected = [(tag, values and [name for name, _ in values]) for tag, values in parser.found]
    assert [(tag, names or None) for tag, names in found] == [
        (tag, names or None) for tag, names in expected
    ]


def test_a_quotation_mark_that_is_not_closed_ends_no_tag():
    # A browser, too, takes all of this for one attribute.
    (token,) = scan("<a title='Kiew>Text</a>", raw=RAW)
    assert (token.kind, token.end) == ("other", 23)


def test_raw_text_ends_with_its_own_tag():
    source = "<title>a < <b></b></titles></TITLE >"
    assert [(t.kind, source[t.start : t.end]) for t in scan(source, raw=RAW)] == [
        ("start", "<title>"),
        ("raw", "a < <b></b></titles>"),
        ("end", "</TITLE >"),
    ]


@pytest.mark.parametrize(
    "piece", ['<a "', "<", "<!--", '<a b="', "</", "<a =", "<a b='c' ", "<script>", "<a/", "<a b= "]
)
def test_the_time_grows_with_the_source_and_no_faster(piece):
    # A scan that is quadratic would take minutes; what tells is that this ends.
    source = piece * 200_000
    assert sum(token.end - token.start for token in scan(source, raw=RAW)) == len(source)
    assert re.match("<", source)
