"""Catalogues and GNU gettext's own programs."""

import shutil
import subprocess

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.catalogue import Catalogue, Draft, State, Wanted

pytestmark = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs gettext")

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


def test_what_msgattrib_marks_is_seen(path):
    path.write_text(tool("msgattrib", "--clear-fuzzy", path), encoding="utf-8")

    assert {entry.state for entry in Catalogue.read(path).entries()} == {State.CONFIRMED}


# PO's own escapes aside, gettext takes control characters for mistakes.
TEXT = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.just("\n") | st.just("\t"), max_size=30
)


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
