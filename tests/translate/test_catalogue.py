from pathlib import Path

import polib
import pytest

from translate.catalogue import Catalogue, Changes, Counts, Draft, State, Wanted
from translate.errors import CatalogueError

LOB = "Gerassimow lobt das 11. Korps."
LOB_NOW = "Gerassimow lobt das 12. Korps."
KIEW = "Kiew schweigt zu den Vorwürfen."
ENDE = "Ein Ende ist nicht in Sicht."


def wanted(source: str, line: int = 1, *, recipe: str = "r1", notes=("sentence",)) -> Wanted:
    return Wanted(source, (("seeds/a.de.txt", line),), notes, recipe)


def drafts(catalogue: Catalogue, asked: list[Wanted], say: str = "EN") -> dict[str, Draft]:
    """What an engine would give for what is stale."""
    return {each.source: Draft(f"{say} {each.source}") for each in catalogue.stale(asked)}


def run(path: Path, asked: list[Wanted], say: str = "EN") -> Catalogue:
    catalogue = Catalogue.read(path)
    catalogue.merge(asked, drafts(catalogue, asked, say))
    catalogue.save()
    return catalogue


def human(
    path: Path, source: str, text: str | None = None, *, confirm: bool = False, note: str = ""
):
    """Edit an entry as a PO editor would."""
    file = polib.pofile(str(path), wrapwidth=0)
    entry = file.find(source)
    if text is not None:
        entry.msgstr = text
    if confirm and entry.fuzzy:
        entry.flags.remove("fuzzy")
    if note:
        entry.tcomment = note
    file.save(str(path))


def entry(path: Path, source: str) -> polib.POEntry:
    found = polib.pofile(str(path)).find(source, include_obsolete_entries=True)
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "locales" / "en" / "LC_MESSAGES" / "a.po"


def test_a_new_catalogue_has_the_documents_entries_in_order_as_drafts(path):
    run(path, [wanted(KIEW, 1), wanted(LOB, 2)])

    file = polib.pofile(str(path))
    assert [each.msgid for each in file] == [KIEW, LOB]
    assert [each.msgstr for each in file] == [f"EN {KIEW}", f"EN {LOB}"]
    assert all(each.fuzzy for each in file)
    assert file[1].occurrences == [("seeds/a.de.txt", "2")]


def test_header_tells_poedit_the_languages(path):
    run(path, [wanted(KIEW)])

    header = polib.pofile(str(path)).metadata
    assert header["Language"] == "en"
    assert header["X-Source-Language"] == "de"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert header["X-Generator"].startswith("umschrift ")


def test_notes_and_problems_stand_among_the_extracted_comments(path):
    catalogue = Catalogue.read(path)
    catalogue.merge(
        [wanted(LOB, notes=("paragraph 1, sentence 1", "Gerassimow → Gerasimov (Герасимов)"))],
        {LOB: Draft("X praises", ("name missing: Gerassimow → Gerasimov",), broken=True)},
    )
    catalogue.save()

    assert entry(path, LOB).comment.split("\n")[:3] == [
        "paragraph 1, sentence 1",
        "Gerassimow → Gerasimov (Герасимов)",
        "⚠ name missing: Gerassimow → Gerasimov",
    ]
    assert Catalogue.read(path).is_broken(LOB)


def test_a_sentence_that_stands_twice_is_one_entry_with_both_places(path):
    run(path, [wanted(KIEW, 1), wanted(LOB, 2), wanted(KIEW, 3)])

    assert entry(path, KIEW).occurrences == [("seeds/a.de.txt", "1"), ("seeds/a.de.txt", "3")]
    assert len(polib.pofile(str(path))) == 2


def test_places_with_a_space_in_their_name_read_back_the_same(path):
    places = (("seeds/mein Text.de.txt", 3), ("b.txt", 4))
    catalogue = Catalogue.read(path)
    catalogue.merge([Wanted(KIEW, places, ())], {})
    catalogue.save()

    (found,) = Catalogue.read(path).entries()
    assert found.references == places


def test_a_second_run_asks_for_nothing_and_leaves_the_file_alone(path):
    asked = [wanted(KIEW), wanted(LOB)]
    run(path, asked)
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    catalogue = Catalogue.read(path)
    assert catalogue.stale(asked) == []
    assert catalogue.merge(asked, {}) == Changes()
    assert not catalogue.save()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_another_wrapping_is_no_change(path):
    asked = [wanted(f"{KIEW} {LOB}")]
    run(path, asked)
    before = path.read_bytes()
    polib.pofile(str(path), wrapwidth=50).save(str(path))
    wrapped = path.read_bytes()
    assert wrapped != before

    run(path, asked)

    assert path.read_bytes() == wrapped


def test_states_follow_what_a_human_does(path):
    run(path, [wanted(KIEW), wanted(LOB), wanted(ENDE)])
    human(path, KIEW, confirm=True)
    human(path, LOB, "Gerasimov praises the 11th Corps.")

    catalogue = Catalogue.read(path)

    assert catalogue.state(KIEW) is State.CONFIRMED
    assert catalogue.state(LOB) is State.EDITED
    assert catalogue.state(ENDE) is State.DRAFT
    assert catalogue.state("Nie gesehen.") is State.NEW
    assert catalogue.counts() == Counts(confirmed=1, edited=1, draft=1)


def test_only_untouched_drafts_with_another_recipe_are_done_again(path):
    sources = [KIEW, LOB, ENDE]
    run(path, [wanted(source) for source in sources])
    human(path, KIEW, confirm=True)
    human(path, LOB, "My own words.")

    again = [wanted(source, recipe="r2") for source in sources]
    catalogue = run(path, again, say="NEW")

    assert catalogue.translation(KIEW) == f"EN {KIEW}"
    assert catalogue.translation(LOB) == "My own words."
    assert catalogue.translation(ENDE) == f"NEW {ENDE}"
    assert catalogue.stale(again) == []


def test_retranslate_asks_for_all_drafts_and_for_no_human_text(path):
    asked = [wanted(KIEW), wanted(LOB), wanted(ENDE)]
    run(path, asked)
    human(path, KIEW, confirm=True)
    human(path, LOB, "My own words.")

    stale = Catalogue.read(path).stale(asked, retranslate=True)

    assert [each.source for each in stale] == [ENDE]


def test_a_draft_never_replaces_a_humans_text(path):
    asked = [wanted(KIEW), wanted(LOB)]
    run(path, asked)
    human(path, KIEW, "Kyiv says nothing.", confirm=True)
    human(path, LOB, "My own words.")

    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {KIEW: Draft("machine"), LOB: Draft("machine")})

    assert catalogue.translation(KIEW) == "Kyiv says nothing."
    assert catalogue.translation(LOB) == "My own words."


def test_what_the_engine_could_not_do_is_asked_for_again(path):
    asked = [wanted(KIEW), wanted(LOB)]
    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {KIEW: Draft("Kyiv is silent.")})
    catalogue.save()

    assert [each.source for each in Catalogue.read(path).stale(asked)] == [LOB]


def test_an_outdated_draft_without_a_new_one_stays_outdated(path):
    run(path, [wanted(KIEW)])
    again = [wanted(KIEW, recipe="r2")]
    catalogue = Catalogue.read(path)
    catalogue.merge(again, {})
    catalogue.review({KIEW: Draft(f"EN {KIEW}")})
    catalogue.save()

    assert Catalogue.read(path).stale(again) == again


def test_a_removed_sentence_becomes_obsolete_and_comes_back_as_it_was(path):
    run(path, [wanted(KIEW), wanted(LOB), wanted(ENDE)])
    human(path, KIEW, "Kyiv says nothing.", confirm=True, note="asked the editor")
    before = path.read_text()

    run(path, [wanted(ENDE)])
    assert entry(path, KIEW).obsolete
    assert Catalogue.read(path).counts() == Counts(draft=1, obsolete=2)

    asked = [wanted(KIEW), wanted(LOB), wanted(ENDE)]
    catalogue = Catalogue.read(path)
    assert catalogue.stale(asked) == []
    assert catalogue.merge(asked, {}).revived == 2
    catalogue.save()
    assert path.read_text() == before


def test_an_untouched_draft_that_came_back_is_still_the_machines(path):
    run(path, [wanted(KIEW), wanted(LOB)])
    run(path, [wanted(LOB)])
    catalogue = run(path, [wanted(KIEW), wanted(LOB)])

    assert catalogue.state(KIEW) is State.DRAFT


def test_a_changed_sentence_keeps_a_humans_translation_as_fuzzy(path):
    run(path, [wanted(LOB), wanted(KIEW)])
    human(path, LOB, "Gerasimov lauds the 11th Corps.", confirm=True, note="lauds: house style")

    run(path, [wanted(LOB_NOW), wanted(KIEW)], say="NEW")

    changed = entry(path, LOB_NOW)
    assert changed.msgstr == "Gerasimov lauds the 11th Corps."
    assert changed.fuzzy
    assert changed.previous_msgid == LOB
    assert changed.tcomment == "lauds: house style"
    assert f"machine draft: NEW {LOB_NOW}" in changed.comment.split("\n")
    assert Catalogue.read(path).state(LOB_NOW) is State.EDITED


def test_changing_a_sentence_back_brings_the_confirmation_back(path):
    run(path, [wanted(LOB), wanted(KIEW)])
    human(path, LOB, "Gerasimov lauds the 11th Corps.", confirm=True)
    run(path, [wanted(LOB_NOW), wanted(KIEW)])

    catalogue = run(path, [wanted(LOB), wanted(KIEW)])

    assert catalogue.state(LOB) is State.CONFIRMED
    assert catalogue.translation(LOB) == "Gerasimov lauds the 11th Corps."


def test_a_changed_sentence_with_an_untouched_draft_gets_a_fresh_one(path):
    run(path, [wanted(LOB), wanted(KIEW)])

    catalogue = run(path, [wanted(LOB_NOW), wanted(KIEW)], say="NEW")

    assert catalogue.translation(LOB_NOW) == f"NEW {LOB_NOW}"
    assert catalogue.state(LOB_NOW) is State.DRAFT


def test_a_translation_goes_to_the_most_similar_sentence_only(path):
    run(path, [wanted(LOB)])
    human(path, LOB, "Gerasimov lauds the 11th Corps.", confirm=True)

    catalogue = run(path, [wanted("Gerassimow lobt das 3. Regiment."), wanted(LOB_NOW)])

    assert catalogue.translation(LOB_NOW) == "Gerasimov lauds the 11th Corps."
    assert catalogue.state("Gerassimow lobt das 3. Regiment.") is State.DRAFT


def test_a_new_sentence_unlike_any_other_inherits_nothing(path):
    run(path, [wanted(LOB)])
    human(path, LOB, "Gerasimov lauds the 11th Corps.", confirm=True)

    catalogue = run(path, [wanted(ENDE)])

    assert catalogue.state(ENDE) is State.DRAFT
    assert entry(path, LOB).msgstr == "Gerasimov lauds the 11th Corps."


def test_the_machines_note_goes_when_the_reviewer_confirms_or_the_glossary_changes(path):
    for confirm, recipe in ((True, "r1"), (False, "r2")):
        path.unlink(missing_ok=True)
        run(path, [wanted(LOB)])
        human(path, LOB, "Gerasimov lauds the 11th Corps.")
        run(path, [wanted(LOB_NOW)])
        human(path, LOB_NOW, confirm=confirm)

        run(path, [wanted(LOB_NOW, recipe=recipe)])

        assert "machine draft" not in entry(path, LOB_NOW).comment


def test_a_confirmed_entry_that_breaks_the_glossary_is_flagged_and_not_rewritten(path):
    asked = [wanted(LOB)]
    run(path, asked)
    human(path, LOB, "Gerassimow praises them.", confirm=True)

    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {})
    catalogue.review({LOB: Draft("Gerassimow praises them.", ("name missing: G",), broken=True)})
    catalogue.save()

    assert Catalogue.read(path).is_broken(LOB)
    assert Catalogue.read(path).state(LOB) is State.CONFIRMED
    assert entry(path, LOB).msgstr == "Gerassimow praises them."
    assert "⚠ name missing: G" in entry(path, LOB).comment


def test_problems_that_are_solved_go_and_other_peoples_notes_stay(path):
    asked = [wanted(LOB)]
    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {LOB: Draft("text", ("number missing: 11",), broken=True)})
    catalogue.save()
    file = polib.pofile(str(path))
    file[0].comment += "\nfrom another tool"
    file.save(str(path))

    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {})
    catalogue.review({LOB: Draft("text")})
    catalogue.save()

    assert not Catalogue.read(path).is_broken(LOB)
    assert "⚠" not in entry(path, LOB).comment
    assert "from another tool" in entry(path, LOB).comment.split("\n")


def test_a_draft_from_elsewhere_says_so_until_another_takes_its_place(path):
    catalogue = Catalogue.read(path)
    catalogue.merge([wanted(LOB)], {LOB: Draft("text", origin="memory, b.po")})
    catalogue.save()
    run(path, [wanted(LOB, 7)])
    assert "draft from: memory, b.po" in entry(path, LOB).comment.split("\n")

    run(path, [wanted(LOB, recipe="r2")])
    assert "draft from" not in entry(path, LOB).comment


def test_similar_texts_are_shown_until_the_entry_is_confirmed(path):
    catalogue = Catalogue.read(path)
    near = ("b.po: Gerassimow lobt das 9. Korps. → Gerasimov lauds\nthe 9th Corps.",)
    catalogue.merge([wanted(LOB)], {LOB: Draft("text", similar=near)})
    catalogue.save()
    line = f"similar, confirmed in {' '.join(near[0].split())}"
    run(path, [wanted(LOB, 7)])
    assert line in entry(path, LOB).comment.split("\n")

    human(path, LOB, confirm=True)
    run(path, [wanted(LOB, 7)])
    assert "similar" not in entry(path, LOB).comment


def test_a_draft_that_counts_as_confirmed_is_a_humans(path):
    run(path, [wanted(LOB)])
    catalogue = Catalogue.read(path)
    catalogue.merge([wanted(LOB)], {LOB: Draft("hers", origin="b.po", confirmed=True)})
    catalogue.save()
    assert not entry(path, LOB).fuzzy
    assert "draft from: b.po" in entry(path, LOB).comment.split("\n")

    file = polib.pofile(str(path), wrapwidth=0)
    file.find(LOB).flags = ["fuzzy"]  # a reviewer has doubts
    file.save(str(path))
    assert Catalogue.read(path).stale([wanted(LOB)], retranslate=True) == []


def test_a_verdict_on_another_text_is_void(path):
    run(path, [wanted(LOB)])

    catalogue = Catalogue.read(path)
    catalogue.review({LOB: Draft("what stood there once", ("bad",), broken=True)})

    assert not catalogue.is_broken(LOB)


def test_notes_cannot_be_mistaken_for_the_programs_own_lines(path):
    odd = (
        "⚠ not a problem",
        "machine draft: no",
        "draft from: x",
        "similar, confirmed in x",
        "umschrift: draft none",
        "two\nlines",
    )
    asked = [wanted(LOB, notes=odd)]
    run(path, asked)
    before = path.read_bytes()

    run(path, asked)

    assert path.read_bytes() == before
    (found,) = Catalogue.read(path).entries()
    assert found.problems == ()
    assert found.state is State.DRAFT


def test_entries_of_others_survive_untouched(path):
    run(path, [wanted(KIEW)])
    foreign = (
        '\n#. theirs\n#: x.c:1\n#, c-format\nmsgctxt "menu"\nmsgid "Datei"\nmsgstr "File"\n'
        '\n#~ msgctxt "menu"\n#~ msgid "Alt"\n#~ msgstr "Old"\n'
    )
    path.write_text(path.read_text() + foreign)

    run(path, [wanted(LOB)])

    assert all(part in path.read_text() for part in foreign.split("\n\n"))


def test_unknown_headers_comments_and_flags_survive(path):
    asked = [wanted(KIEW)]
    run(path, asked)
    text = path.read_text().replace('"Language: en', '"X-Ours: 7\\n"\n"Language: en')
    path.write_text(f"# By hand.\n{text}".replace("#, fuzzy", "# mine\n#, fuzzy, no-wrap"))

    run(path, [wanted(KIEW, 9, recipe="r2")], say="NEW")

    file = polib.pofile(str(path))
    assert file.metadata["X-Ours"] == "7"
    assert file.header.startswith("By hand.")
    assert file[0].tcomment == "mine"
    assert set(file[0].flags) == {"fuzzy", "no-wrap"}
    assert file[0].msgstr == f"NEW {KIEW}"


def test_without_the_programs_line_a_text_counts_as_a_humans(path):
    run(path, [wanted(KIEW)])
    file = polib.pofile(str(path))
    file[0].comment = ""  # what msgmerge leaves
    file.save(str(path))

    asked = [wanted(KIEW, recipe="r2")]
    catalogue = Catalogue.read(path)

    assert catalogue.state(KIEW) is State.EDITED
    assert catalogue.stale(asked, retranslate=True) == []


def test_a_draft_of_another_sentence_is_done_again(path):
    run(path, [wanted(LOB)])
    run(path, [])
    text = path.read_text().replace("#~ ", "").replace(f'd "{LOB}', f'd "{LOB_NOW}')
    path.write_text(text.replace("#, fuzzy", f'#, fuzzy\n#| msgid "{LOB}"'))

    catalogue = run(path, [wanted(LOB_NOW)], say="NEW")

    assert catalogue.translation(LOB_NOW) == f"NEW {LOB_NOW}"
    assert catalogue.stale([wanted(LOB_NOW)]) == []


def test_entries_that_a_version_merge_doubled_become_one_and_keep_both_texts(path):
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'#, fuzzy\nmsgid "{KIEW}"\nmsgstr "hers"\n\n# his\nmsgid "{KIEW}"\nmsgstr "his"\n\n'
        f'#~ msgid "{KIEW}"\n#~ msgstr "older"\n'
    )

    run(path, [wanted(KIEW)])

    (only,) = polib.pofile(str(path))
    assert only.msgstr == "his"
    assert not only.fuzzy
    assert "hers" in only.tcomment
    assert "older" in only.tcomment
    assert "his" in only.tcomment.split("\n")


def test_line_feeds_at_the_ends_are_the_sources(path):
    asked = [wanted("Eins\n"), wanted("Zwei")]
    catalogue = Catalogue.read(path)
    catalogue.merge(asked, {"Eins\n": Draft("one"), "Zwei": Draft("two\n")})

    assert catalogue.translation("Eins\n") == "one\n"
    assert catalogue.translation("Zwei") == "two"


def test_windows_line_ends_stay(path):
    run(path, [wanted(KIEW)])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    run(path, [wanted(KIEW), wanted(LOB)])

    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 0


def test_a_catalogue_of_another_language_is_refused(path):
    run(path, [wanted(KIEW)])
    path.write_text(path.read_text().replace("Language: en", "Language: fr"))

    with pytest.raises(CatalogueError, match="'fr'"):
        Catalogue.read(path)


@pytest.mark.parametrize("language", ["en_GB", "en-US", "EN", ""])
def test_variants_of_the_language_are_accepted(path, language):
    run(path, [wanted(KIEW)])
    path.write_text(path.read_text().replace("Language: en", f"Language: {language}"))

    assert Catalogue.read(path).state(KIEW) is State.DRAFT


def test_an_empty_document_gives_an_empty_catalogue(path):
    run(path, [])

    assert Catalogue.read(path).counts() == Counts()


def test_a_recipe_is_one_word():
    with pytest.raises(ValueError, match="one word"):
        wanted(KIEW, recipe="two words")
