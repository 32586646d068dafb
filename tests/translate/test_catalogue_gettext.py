"""Catalogues and GNU gettext's own programs."""

import codecs
import subprocess

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.catalogue import Catalogue, Draft, State, Wanted


@pytest.fixture(autouse=True)
def _programs(need):
    need("msgfmt", "msgcat", "msgmerge", "msgattrib")


ASKED = [
    Wanted("Überschrift", (("seeds/a b.txt", 1),), ("heading",), "r1"),
    Wanted("»Ja«, sagte er.\nUnd ging.", (("a.txt", 2), ("b.txt", 9)), (), "r2"),
    Wanted("Ein langer Satz, " * 12 + "der endet.", (("a.txt", 3),), ("Gerassimow → Gerasimov",)),
]


def tool(*arguments) -> str:
    done = subprocess.run(
        list(map(str, arguments)), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    return done.stdout


def run(path, asked=ASKED) -> Catalogue:
    catalogue = Catalogue.read(path)
    drafts = {each.source: Draft(f"EN {each.source}") for each in catalogue.stale(asked)}
    catalogue.merge(asked, drafts)
    catalogue.save()
    return catalogue


@pytest.fixture
def path(tmp_path):
    """A catalogue with an entry of each state, an obsolete one and a changed one."""
    path = tmp_path / "a.po"
    run(path, [*ASKED, Wanted("Weg damit, und zwar sofort.", (), ()), Wanted("Nie.", (), ())])
    file = polib.pofile(str(path), wrapwidth=0)
    file[0].flags.remove("fuzzy")
    file[0].tcomment = "mine\n\nand mine"
    file[1].msgstr = "“Yes,” he said.\nAnd left."
    file[3].flags.remove("fuzzy")
    file.save(str(path))
    run(path, [*ASKED, Wanted("Weg damit, und zwar bald.", (), ())])
    return path


def test_msgfmt_accepts_it(path):
    tool("msgfmt", "--check", "-o", "/dev/null", path)
    tool("msgfmt", "--check", "--use-fuzzy", "-o", "/dev/null", path)


def test_msgcat_has_nothing_to_rewrap(path):
    assert tool("msgcat", "--force-po", "--no-wrap", path) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--width=40"], ["--no-wrap"], ["--sort-output"]])
def test_a_catalogue_rewritten_by_msgcat_needs_nothing_done(path, options):
    asked = [*ASKED, Wanted("Weg damit, und zwar bald.", (), ())]
    before = Catalogue.read(path)
    path.write_text(tool("msgcat", *options, path), encoding="utf-8")

    catalogue = Catalogue.read(path)

    assert catalogue.stale(asked) == []
    for each in asked:
        assert catalogue.state(each.source) is before.state(each.source)
        assert catalogue.translation(each.source) == before.translation(each.source)
    assert catalogue.counts() == before.counts()


def test_after_msgmerge_every_text_counts_as_a_humans(path, tmp_path):
    template = tmp_path / "a.pot"
    template.write_text(tool("msgattrib", "--empty", "--no-obsolete", path), encoding="utf-8")
    path.write_text(tool("msgmerge", "--quiet", path, template), encoding="utf-8")
    before = {entry.source: entry.translation for entry in Catalogue.read(path).entries()}

    run(path)

    after = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
    for source, text in before.items():
        if text is not None:
            assert after[source] == text
    tool("msgfmt", "--check", "-o", "/dev/null", path)


CHANGED = [
    Wanted("Überschriften", (("seeds/a b.txt", 1),), ("heading",), "r9"),
    ASKED[2],
    Wanted("Weg damit, und zwar bald.", (), ()),
]


def template(path, asked):
    """What an extractor would write for a document: no translation, nothing of ours."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgid=each.source) for each in asked)
    file.append(polib.POEntry(msgid="Datei", msgctxt="menu"))
    file.save(str(path))


def test_a_catalogue_that_msgmerge_brought_up_to_date_loses_nothing(path, tmp_path):
    """A sentence changed, one gone, one of another program's with a context."""
    template(tmp_path / "a.pot", CHANGED)
    path.write_text(
        tool("msgmerge", "--quiet", "--previous", path, tmp_path / "a.pot"), encoding="utf-8"
    )
    before = {e.msgid: e for e in polib.pofile(str(path))}
    guessed = before["Überschriften"]
    assert guessed.previous_msgid == "Überschrift"
    assert before[ASKED[1].source].obsolete

    run(path, CHANGED)

    after = {e.msgid: e for e in polib.pofile(str(path))}
    assert before.keys() <= after.keys()
    assert (after["Überschriften"].msgstr, after["Überschriften"].fuzzy) == (guessed.msgstr, True)
    assert after["Überschriften"].tcomment == "mine\n\nand mine"
    for source in (ASKED[1].source, ASKED[2].source):
        assert after[source].msgstr == before[source].msgstr
    assert after["Datei"].msgctxt == "menu"
    tool("msgfmt", "--check", "-o", "/dev/null", path)
    assert tool("msgcat", "--force-po", "--no-wrap", path) == path.read_text(encoding="utf-8")


def test_obsolete_entries_that_msgattrib_wakes_are_as_they_were(path):
    (was,) = [e for e in polib.pofile(str(path)) if e.obsolete and not e.fuzzy]
    path.write_text(tool("msgattrib", "--clear-obsolete", path), encoding="utf-8")

    catalogue = Catalogue.read(path)

    assert catalogue.state(was.msgid) is State.CONFIRMED
    assert catalogue.translation(was.msgid) == was.msgstr


def test_two_catalogues_that_msgcat_put_together_keep_both_texts(path, tmp_path):
    other = tmp_path / "b.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file[0].msgstr = "Another headline"
    file.save(str(other))
    path.write_text(tool("msgcat", path, other), encoding="utf-8")

    run(path, [*ASKED, Wanted("Weg damit, und zwar bald.", (), ())])

    text = path.read_text(encoding="utf-8")
    assert "EN Überschrift" in text
    assert "Another headline" in text
    tool("msgfmt", "--check", "-o", "/dev/null", path)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: codecs.BOM_UTF8 + data,
        lambda data: codecs.BOM_UTF8 + data.replace(b"\n", b"\r\n"),
    ],
    ids=["CRLF", "BOM", "both"],
)
def test_a_windows_editors_file_is_still_gettexts(path, disguise):
    before = [(e.msgid, e.msgstr, e.fuzzy, e.obsolete, e.tcomment) for e in polib.pofile(str(path))]
    data = disguise(path.read_bytes())
    path.write_bytes(data)
    asked = [*ASKED, Wanted("Weg damit, und zwar bald.", (), ())]

    assert run(path, asked).stale(asked) == []
    run(path, [*asked, Wanted("Ganz neu.", (), ())])

    after = path.read_bytes()
    assert (b"\r\n" in after) == (b"\r\n" in data)
    tool("msgfmt", "--check", "-o", "/dev/null", path)
    entries = polib.pofile(after.decode().replace("\r\n", "\n"))
    facts = [(e.msgid, e.msgstr, e.fuzzy, e.obsolete, e.tcomment) for e in entries]
    assert [each for each in facts if each[0] != "Ganz neu."] == before


def test_a_catalogue_in_another_charset_is_read_and_written_in_utf_8(path):
    text = path.read_text(encoding="utf-8").replace("→", "->")
    text = text.translate(dict.fromkeys(map(ord, "\u2068\u2069“”—")))
    path.write_text(text, encoding="utf-8")
    before = {e.msgid: e.msgstr for e in polib.pofile(str(path))}
    encoded = subprocess.run(
        ["msgconv", "--to-code=ISO-8859-15", str(path)], capture_output=True, check=True
    ).stdout
    assert "Überschrift".encode("iso-8859-15") in encoded
    path.write_bytes(encoded)

    run(path, [*ASKED, Wanted("Ganz neu.", (), ())])

    after = {e.msgid: e.msgstr for e in polib.pofile(str(path))}
    assert before.items() <= after.items()
    tool("msgfmt", "--check", "-o", "/dev/null", path)


def test_what_msgattrib_marks_is_seen(path):
    path.write_text(tool("msgattrib", "--clear-fuzzy", path), encoding="utf-8")

    assert {entry.state for entry in Catalogue.read(path).entries()} == {State.CONFIRMED}


# PO's own escapes aside, gettext takes control characters for mistakes.
TEXT = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.just("\n") | st.just("\t"), max_size=30
)


def test_a_note_that_ends_with_a_backslash_does_not_swallow_the_next_line(path):
    run(path, [Wanted("Eins\\", (), ("ends with \\",)), Wanted("Zwei", (), ("a \\ b",))])

    assert tool("msgcat", "--force-po", "--no-wrap", path) == path.read_text(encoding="utf-8")
    assert Catalogue.read(path).state("Eins\\") is State.DRAFT


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, st.booleans()), max_size=4))
def test_any_text_gives_a_catalogue_gettext_would_write_itself(tmp_path, rows):
    path = tmp_path / "any.po"
    path.unlink(missing_ok=True)
    asked = [Wanted(source, (("ä ö.txt", 1),), (note,)) for source, _, note, _ in rows]
    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {s: Draft(t, (n,), broken=b) for s, t, n, b in rows})
    catalogue.save()
    catalogue.merge(asked[1:], {})
    catalogue.save()

    tool("msgfmt", "--check", "-o", "/dev/null", path)
    assert tool("msgcat", "--force-po", "--no-wrap", path) == path.read_text(encoding="utf-8")
