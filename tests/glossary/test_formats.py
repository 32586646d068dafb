"""Glossaries on the way to other tools and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import concepts

from glossary import Concept, Glossary, GlossaryError, GlossaryFileError, Spelling, Status, formats
from glossary.entries import pairs_of
from glossary.formats import csv, deepl, omegat, tbx

SACHAROWA = Concept(
    id="ru-sacharowa",
    kind="person",
    language="ru",
    native="Мария Захарова",
    spellings={
        "de": Spelling("Marija Sacharowa", "Sacharowa", ("Maria Sacharowa",)),
        "en": Spelling("Maria Zakharova", "Zakharova", ("Mariya Zakharova",), ("Sacharova",)),
    },
    status=Status.SUGGESTED,
    note='Sprecherin <im> Ministerium & "mehr"',
    source="own",
)
KIEW = Concept("kiew", "place", {"de": Spelling("Kiew"), "en": Spelling("Kyiv")})
PAIRS = {
    ("Marija Sacharowa", "Maria Zakharova"),
    ("Maria Sacharowa", "Maria Zakharova"),
    ("Sacharowa", "Zakharova"),
    ("Kiew", "Kyiv"),
}


def pairs(found):
    return {pair for concept in found for pair in pairs_of(concept, "de", "en")}


def live(written):
    return [concept for concept in written if concept.status is not Status.DEPRECATED]


@pytest.mark.parametrize("form", formats.FORMATS)
def test_terms_come_back_from_every_format(form, tmp_path):
    path = tmp_path / f"glossary.{form}"
    formats.write([SACHAROWA, KIEW], path, form)
    assert pairs(formats.read(path, form)) == PAIRS


@pytest.mark.parametrize("form", formats.FORMATS)
def test_a_file_that_is_not_there_is_a_clear_error(form, tmp_path):
    with pytest.raises(GlossaryFileError, match="cannot be read"):
        formats.read(tmp_path / "none", form)


def test_an_unknown_format_is_a_clear_error(tmp_path):
    with pytest.raises(GlossaryError, match="unknown format 'xls'; there are csv, deepl"):
        formats.read(tmp_path / "none", "xls")


def test_a_failed_export_leaves_the_old_file(tmp_path):
    path = tmp_path / "glossary.txt"
    path.write_text("old", "utf-8")
    bad = replace(KIEW, spellings={"de": Spelling("Ki\tew"), "en": Spelling("Kyiv")})
    with pytest.raises(GlossaryError, match="which this format cannot hold"):
        formats.write([KIEW, bad], path, "omegat")
    assert path.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["glossary.txt"]


# What a line of a table can hold.
tabular = concepts().filter(
    lambda concept: not any(pair[0].startswith("#") for pair in pairs_of(concept, "de", "en"))
)


@given(st.lists(tabular, max_size=4))
def test_omegat_keeps_every_pair_and_its_note(written):
    read = omegat.parse(omegat.to_text(written).encode())
    assert pairs(read) == pairs(live(written))
    notes = {" ".join(concept.note.split()) for concept in live(written)}
    assert {concept.note for concept in read} <= notes


@given(st.lists(concepts(), max_size=4), st.sampled_from(",\t"))
def test_deepl_keeps_every_term_that_has_one_translation(written, separator):
    read = deepl.parse(deepl.to_text(written, separator).encode())
    owed: dict[str, set[str]] = {}
    for term, translation in pairs(live(written)):
        owed.setdefault(term, set()).add(translation)
    assert pairs(read) == {(term, *owing) for term, owing in owed.items() if len(owing) == 1}


@given(st.lists(concepts(), max_size=4))
def test_tbx_keeps_whole_concepts(written):
    read = tbx.parse(tbx.to_text(written).encode())
    assert [replace(concept, origin="", id="") for concept in read] == [
        replace(concept, id="") for concept in written
    ]


@given(st.lists(concepts(), max_size=4))
def test_weblates_form_keeps_every_pair(written):
    assert pairs(tbx.parse(tbx.to_weblate_text(written).encode())) == pairs(live(written))


def alike(one, other):
    """Whether two concepts are the same but for where they were read and empty cells."""
    first, second = (
        replace(c, origin="", extra={k: v for k, v in c.extra.items() if v}) for c in (one, other)
    )
    return first == second


def there_and_back(form, written):
    text = {
        "csv": csv.format_text,
        "deepl": deepl.to_text,
        "omegat": omegat.to_text,
        "tbx": tbx.to_text,
        "weblate": tbx.to_weblate_text,
    }[form](written)
    module = {"csv": csv, "deepl": deepl, "omegat": omegat}.get(form, tbx)
    return module.parse(text.encode())


extras = st.dictionaries(st.just("Farbe"), st.just("blau"), max_size=1)


@given(
    st.lists(st.builds(lambda c, extra: replace(c, extra=extra), concepts(), extras), max_size=3)
)
@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_where_no_loss_is_told_whole_concepts_come_back(form, written):
    read = there_and_back(form, written)
    if not formats.losses(written, form):
        assert all(map(alike, read, written))
    assert len(read) == len(written)


@given(st.lists(tabular, max_size=3))
@pytest.mark.parametrize("form", ["deepl", "omegat", "weblate"])
def test_every_term_comes_back_or_its_loss_is_told(form, written):
    lost = pairs(live(written)) - pairs(there_and_back(form, written))
    told = ", ".join(formats.losses(written, form))
    assert bool(lost) == ("several translations" in told)
    assert any(c.status is Status.DEPRECATED for c in written) == ("deprecated names" in told)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("csv", []),
        ("tbx", []),
        ("weblate", ["id (2)", "kind (2)", "native spelling (1)", "short forms as such (1)",
                     "variants as such (1)", "status (1)", "source (1)"]),
        ("omegat", ["id (2)", "kind (2)", "native spelling (1)", "short forms as such (1)",
                    "variants as such (1)", "forbidden spellings (1)", "status (1)",
                    "source (1)"]),
        ("deepl", ["id (2)", "kind (2)", "native spelling (1)", "short forms as such (1)",
                   "variants as such (1)", "forbidden spellings (1)", "status (1)", "note (1)",
                   "source (1)"]),
    ],
)  # fmt: skip
def test_what_a_format_cannot_hold_is_told(form, told):
    assert formats.losses([SACHAROWA, KIEW], form) == told


def test_what_a_format_cannot_hold_is_named():
    french = replace(KIEW, spellings={**KIEW.spellings, "fr": Spelling("Kiev")}, extra={"a": "b"})
    assert formats.losses([french], "csv") == ["other languages (1)"]
    assert formats.losses([french], "tbx") == ["other columns (1)"]
    assert formats.losses([replace(KIEW, id="1 2")], "tbx") == [
        "ids that are no XML names (1: 1 2)"
    ]
    two = [KIEW, replace(KIEW, spellings={**KIEW.spellings, "en": Spelling("Kiev")})]
    assert "terms with several translations (1: Kiew)" in formats.losses(two, "deepl")


def test_tbx_keeps_an_id_that_xml_allows():
    assert [concept.id for concept in tbx.parse(tbx.to_text([SACHAROWA, KIEW]).encode())] == [
        "ru-sacharowa",
        "kiew",
    ]


def test_weblates_form_keeps_what_is_forbidden_and_the_note():
    (first, *_) = tbx.parse(tbx.to_weblate_text([SACHAROWA]).encode())
    assert first.spellings["en"].forbidden == ("Sacharova",)
    assert first.note == SACHAROWA.note


def test_a_file_of_weblate():
    data = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="de">
  <martifHeader><fileDesc><sourceDesc><p>Toolkit</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="1">
      <descrip>Hauptstadt</descrip>
      <langSet xml:lang="de"><tig><term>Kiew</term></tig></langSet>
      <langSet xml:lang="en"><tig><term>Kyiv</term>
        <note from="translator">so!</note></tig></langSet>
    </termEntry>
    <termEntry>
      <langSet xml:lang="de"><tig><term>Kiew</term></tig></langSet>
      <langSet xml:lang="en"><tig><term>Kiev</term>
        <termNote type="administrativeStatus">forbidden</termNote></tig></langSet>
    </termEntry>
  </body></text>
</martif>"""
    (kiew,) = tbx.parse(data, "w.tbx")
    assert kiew.spellings == {"de": Spelling("Kiew"), "en": Spelling("Kyiv", forbidden=("Kiev",))}
    assert (kiew.note, kiew.origin) == ("so!", "w.tbx:6")


def test_a_tbx_file_of_another_tool():
    data = b"""<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body><conceptEntry id="c1">
<langSec xml:lang="de-DE"><termSec><term>Kiew</term></termSec><termSec><term>Kyjiw</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="en-US"><termSec><term>Kyiv</term></termSec><termSec><term>Kiev</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>K<hi>ie</hi>v</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
    (kiew,) = tbx.parse(data)
    assert kiew.spellings == {
        "de": Spelling("Kyjiw", variants=("Kiew",)),
        "en": Spelling("Kyiv", forbidden=("Kiev",)),
        "fr": Spelling("Kiev"),
    }


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<martif><text><body><termEntry><langSet xml:lang="de"><tig><term>&b;</term></tig></langSet>
</termEntry></body></text></martif>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<martif>&x;</martif>"""


ONLY_FORBIDDEN = b"""<martif><text><body><termEntry>
<langSet xml:lang="de"><tig><term>A</term></tig></langSet>
<langSet xml:lang="en"><tig><term>B</term>
<termNote type="administrativeStatus">forbidden</termNote></tig></langSet>
</termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB, "declares entities or elements of its own"),
        (OUTSIDE, "declares entities or elements of its own"),
        (b"<a>" * 1000, "nested too deeply"),
        (b"", "not well-formed XML"),
        (b"\xff\xfe\x00", "not well-formed XML"),
        (b"german,english", "not well-formed XML"),
        (b"<?xml version='1.0' encoding='nonsense'?><martif/>", "not well-formed XML"),
        (b"<html/>", "no TBX file: its root is <html>"),
        (b"<martif><text>", "not well-formed XML"),
        (ONLY_FORBIDDEN, "only forbids a spelling"),
    ],
)
def test_dangerous_or_broken_xml_is_refused(data, message):
    with pytest.raises(GlossaryFileError, match=message) as error:
        tbx.parse(data, "x.tbx")
    assert str(error.value).startswith("x.tbx")
    assert "\n" not in str(error.value)


def test_xml_cannot_hold_control_characters():
    with pytest.raises(GlossaryError, match="which XML cannot hold"):
        tbx.to_text([replace(KIEW, note="\x07")])


@pytest.mark.parametrize(
    "data",
    ["Kiew\tKyiv\n", "Kiew,Kyiv\n", '"Kiew","Kyiv"\r\n', "Kiew,Kyiv,DE,EN-US\n", "\n\nKiew,Kyiv"],
)
def test_deepls_kinds_of_file(data):
    (kiew,) = deepl.parse(data.encode())
    assert pairs([kiew]) == {("Kiew", "Kyiv")}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Kiew\n", "g.csv:1: a line needs a term and its translation"),
        ("Kiew,Kyiv\nMoskau,\n", "g.csv:2: a line needs a term"),
        ("Kiew,Kyiv,FR,EN\n", "g.csv:1: languages FR → EN, but de → en is asked for"),
        ('Kiew,"Kyiv\n', "g.csv:1: not a CSV row"),
    ],
)
def test_a_bad_line_of_deepls_is_named(data, message):
    with pytest.raises(GlossaryFileError) as error:
        deepl.parse(data.encode(), "g.csv")
    assert str(error.value).startswith(message)


def test_deepl_takes_a_shared_name_with_two_spellings_not_at_all():
    gorki = [
        Concept("1", "person", {"de": Spelling("Gorki"), "en": Spelling("Gorky")}),
        Concept("2", "place", {"de": Spelling("Gorki"), "en": Spelling("Gorki")}),
        KIEW,
    ]
    assert deepl.to_text(gorki) == "Kiew\tKyiv\n"
    assert omegat.to_text(gorki) == "Gorki\tGorky\nGorki\tGorki\nKiew\tKyiv\n"


def test_omegats_comments_are_skipped():
    data = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n\nKiew\tKyiv\tHauptstadt\n"
    (kiew,) = omegat.parse(data.encode(), "g.txt")
    assert (pairs([kiew]), kiew.note, kiew.origin) == ({("Kiew", "Kyiv")}, "Hauptstadt", "g.txt:3")


@pytest.mark.parametrize("line", ["Kiew", "Kiew\t", "\tKyiv", "Kiew\tKyiv\ta\tb"])
def test_a_bad_line_of_omegats_is_named(line):
    with pytest.raises(GlossaryFileError, match=r"^g\.txt:2: a line needs a term"):
        omegat.parse(f"A\tB\n{line}\n".encode(), "g.txt")


def test_omegat_cannot_hold_a_term_that_looks_like_a_comment():
    with pytest.raises(GlossaryError, match="begins a comment"):
        omegat.to_text([Concept("1", "", {"de": Spelling("#1"), "en": Spelling("#1")})])


def test_an_imported_glossary_matches_like_the_exported_one(tmp_path):
    formats.write([SACHAROWA, KIEW], tmp_path / "g.tbx", "tbx")
    text = "Marija Sacharowas Kiewer Putin’sche Sacharowa-Rede"
    read = Glossary(formats.read(tmp_path / "g.tbx", "tbx"))
    expected = Glossary([SACHAROWA, KIEW]).match(text)
    assert [(m.text, m.target, m.accepted, m.forbidden) for m in read.match(text)] == [
        (m.text, m.target, m.accepted, m.forbidden) for m in expected
    ]
