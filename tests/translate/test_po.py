import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import po
from translate.errors import CatalogueError

HEADER = b"""\
# A header comment.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

"""


def parse(text: str | bytes) -> po.PoFile:
    data = text.encode() if isinstance(text, str) else text
    return po.parse(HEADER + data, "x.po")


def only(text: str | bytes) -> polib.POEntry:
    (entry,) = parse(text)
    return entry


def test_obsolete_entries_keep_their_previous_msgid():
    text = '#, fuzzy\n#~| msgid "alt"\n#~ msgid "neu"\n#~ msgstr "new"\n'

    assert only(text).previous_msgid == "alt"
    assert po.dump(parse(text)).endswith(text)


def test_multi_line_previous_msgid_of_an_obsolete_entry():
    text = '#~| msgid ""\n#~| "eins "\n#~| "zwei"\n#~ msgid "x"\n#~ msgstr "y"\n'

    assert only(text).previous_msgid == "eins zwei"


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("#nospace", "nospace"),
        ("##twice", "#twice"),
        ("#   indented", "  indented"),
        ("#! odd", "! odd"),
    ],
)
def test_translator_comments_of_any_look_survive(line, comment):
    assert only(f'{line}\nmsgid "a"\nmsgstr "b"\n').tcomment == comment


def test_marks_without_a_space_are_understood():
    entry = only('#.note\n#:a.txt:1\n#,fuzzy\n#|msgid "z"\nmsgid"a"\nmsgstr"b"\n')

    assert entry.comment == "note"
    assert entry.occurrences == [("a.txt", "1")]
    assert entry.fuzzy
    assert entry.previous_msgid == "z"
    assert (entry.msgid, entry.msgstr) == ("a", "b")


def test_blank_comment_lines_are_written_as_gettext_does():
    text = '# one\n#\n# two\nmsgid "a"\nmsgstr "b"\n'

    assert po.dump(parse(text)).endswith(text)


def test_comments_at_the_end_of_the_file_survive():
    assert "# remember" in po.dump(parse('msgid "a"\nmsgstr "b"\n\n# remember\n'))


def test_header_fields_keep_their_order():
    text = 'msgid ""\nmsgstr ""\n"X-Mine: 1\\n"\n"Language: en\\n"\n"Content-Type: text/plain; '
    file = po.parse(f'{text}charset=UTF-8\\n"\n'.encode(), "x.po")

    assert list(file.metadata) == ["X-Mine", "Language", "Content-Type"]


def test_byte_order_mark_and_windows_line_ends():
    data = b"\xef\xbb\xbf" + HEADER.replace(b"\n", b"\r\n") + b'msgid "a"\r\nmsgstr "\xc3\xa4"\r\n'

    assert po.parse(data, "x.po")[0].msgstr == "ä"


def test_declared_charset_is_used():
    data = HEADER.replace(b"UTF-8", b"ISO-8859-1") + 'msgid "a"\nmsgstr "ä"\n'.encode("latin-1")

    assert po.parse(data, "x.po")[0].msgstr == "ä"


def test_separators_other_than_line_feeds_stay_in_their_string():
    assert only('msgid "a\u2028b\x85c\x0bd"\nmsgstr "\x1ce"\n').msgid == "a\u2028b\x85c\x0bd"


BROKEN = [
    ('msgid "a\nmsgstr "b"\n', "line 6"),
    ('msgid "a"\nmsgstr "b\n', "line 7"),
    ('msgid "a"\nmsgstr "say "hi""\n', "line 7"),
    ('msgid "a"\nmsgstr "b\\"\n', "line 7"),
    ('msgid "a"\nmsgstr b\n', "line 7"),
    ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', "line 6"),
    ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "line 7"),
    ('msgid "a"\n', "cut off"),
    ('msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\n', "cut off"),
    ("\x00\x01\x02 binary", "line 6"),
]


@pytest.mark.parametrize(("text", "where"), BROKEN)
def test_broken_syntax_is_one_line_that_says_where(text, where):
    with pytest.raises(CatalogueError) as caught:
        parse(text)

    message = str(caught.value)
    assert message.startswith("x.po: ")
    assert where in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HEADER + b'msgid "a"\nmsgstr "\xe4"\n', "line 7: not UTF-8"),
        (HEADER.replace(b"UTF-8", b"KLINGON"), "unknown charset 'KLINGON'"),
        (HEADER.replace(b"UTF-8", b"idna") + b"\xff", "not idna"),
        ('msgid ""\nmsgstr ""\n'.encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "line 1: not UTF-8"),
    ],
)
def test_wrong_encoding_is_one_line_that_says_what(data, what):
    with pytest.raises(CatalogueError, match=what):
        po.parse(data, "x.po")


# Any character a string can hold; PO has no way to write NUL, and lone surrogates are no text.
STRINGS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
COMMENTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@st.composite
def entries(draw) -> polib.POEntry:
    return polib.POEntry(
        msgid=draw(STRINGS.filter(bool)),
        msgstr=draw(STRINGS),
        msgctxt=draw(st.none() | STRINGS),
        comment="\n".join(draw(st.lists(COMMENTS, max_size=3))),
        tcomment="\n".join(draw(st.lists(COMMENTS, max_size=3))),
        flags=draw(st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True)),
        previous_msgid=draw(st.none() | STRINGS),
        obsolete=draw(st.booleans()),
    )


@given(st.lists(entries(), max_size=4))
def test_what_is_written_reads_back_the_same(given_entries):
    file = po.PoFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(given_entries)

    back = po.parse(po.dump(file).encode(), "x.po")

    def facts(entry: polib.POEntry) -> tuple[object, ...]:
        extracted = "" if entry.obsolete else entry.comment
        return (
            *(entry.msgctxt, entry.msgid, entry.msgstr, entry.previous_msgid, entry.obsolete),
            *(entry.tcomment, extracted, entry.flags),
        )

    live_first = sorted(given_entries, key=lambda entry: entry.obsolete)
    assert list(map(facts, back)) == list(map(facts, live_first))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_one_line(data):
    refusal = ""
    try:
        po.parse(data, "x.po")
    except CatalogueError as error:
        refusal = str(error)

    assert "\n" not in refusal
