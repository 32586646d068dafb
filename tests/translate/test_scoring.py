from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Glossary
from translate.scoring import (
    Lines,
    NameCounts,
    Names,
    ScoringError,
    Term,
    read_catalogue,
    read_lines,
    read_review,
    read_terms,
    score,
)

HYPOTHESIS = (
    "The cat sat on the mat.",
    "Gerasimov praised the eleventh corps on Monday.",
    "",
    "The war is over, he said, and nobody believed him.",
    "Five and a half billion euros were paid",
)
REFERENCE = (
    "The cat is on the mat.",
    "On Monday Gerasimov praised the 11th Corps.",
    "He did so twice.",
    "“The war is over”, he said; nobody believed him.",
    "They paid 5.5 billion euros.",
)


def lines(*texts: str, name: str = "text") -> Lines[str]:
    return Lines(name, texts)


def metrics(hypothesis: tuple[str, ...], reference: tuple[str, ...]) -> dict[str, float]:
    found = score(lines(*hypothesis), lines(*reference)).metrics
    return {metric.name: metric.hypothesis.score for metric in found}


def names(
    source: str, translation: str, *terms: Term, reference: str = "x", baseline: str | None = None
) -> Names:
    found = score(
        lines(translation or " ", "x"),
        lines(reference, "x"),
        baseline=lines(baseline, "x") if baseline else None,
        source=lines(source, "x"),
        terms=Lines("terms", (terms, ())),
    ).names
    assert found is not None
    return found


def counts(source: str, translation: str, *terms: Term) -> NameCounts:
    return names(source, translation, *terms).hypothesis


# -- BLEU, chrF2, TER --------------------------------------------------------------------------


def test_a_perfect_translation() -> None:
    assert metrics(REFERENCE, REFERENCE) == {
        "BLEU": pytest.approx(100),
        "chrF2": pytest.approx(100),
        "TER": 0,
    }


def test_figures_worked_out_by_hand() -> None:
    found = metrics(("the cat sat on the mat",), ("the cat is on the mat",))
    # n-grams 5/6, 3/5, 1/4 and 0/3, which smoothing makes 1/(2·3); no brevity penalty.
    assert found["BLEU"] == pytest.approx(100 * (5 / 6 * 3 / 5 * 1 / 4 * 1 / 6) ** (1 / 4))
    # One substitution for six words.
    assert found["TER"] == pytest.approx(100 / 6)


def test_chrf_worked_out_by_hand() -> None:
    # One of two characters and no bigram is right: precision and recall are a quarter.
    assert metrics(("ab",), ("ac",))["chrF2"] == pytest.approx(25)


def test_bleu_is_cased() -> None:
    assert metrics(("A b c d e.",), ("a b c d e.",))["BLEU"] < 90


def test_figures_intervals_and_signatures_are_those_of_sacrebleu(tmp_path: Path) -> None:
    (tmp_path / "hyp").write_text("\n".join(HYPOTHESIS) + "\n", encoding="utf-8")
    (tmp_path / "ref").write_text("\n".join(REFERENCE) + "\n", encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sacrebleu", "ref", "-i", "hyp"),
            *("-m", "bleu", "chrf", "ter", "--confidence", "-w", "6"),
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    theirs = {each["name"]: each for each in json.loads(done.stdout)}
    ours = score(lines(*HYPOTHESIS), lines(*REFERENCE)).metrics
    assert len(theirs) == len(ours) == 3
    for metric in ours:
        their = theirs[metric.name]
        assert metric.signature == their["signature"]
        found = metric.hypothesis
        assert (found.score, found.mean, found.margin) == pytest.approx(
            (their["score"], their["confidence_mean"], their["confidence_var"]), abs=1e-5
        )
        assert found.p_value is None


def test_signatures_name_tokenizer_case_and_seed() -> None:
    bleu, chrf, ter = score(lines(*HYPOTHESIS), lines(*REFERENCE)).metrics
    for part in ("tok:13a", "case:mixed", "bs:1000", "seed:12345", "version:"):
        assert part in bleu.signature
    assert "nc:6|nw:0" in chrf.signature
    assert "tok:tercom" in ter.signature


def test_the_seed_decides_the_interval_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def bleu() -> tuple[float, float]:
        found = score(lines(*HYPOTHESIS), lines(*REFERENCE)).metrics[0].hypothesis
        return found.score, found.mean

    first = bleu()
    assert bleu() == first
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    assert bleu()[0] == first[0]
    assert bleu()[1] != first[1]


@pytest.mark.parametrize("seed", ["", "0", "-1", "seven"])
def test_a_seed_that_is_none_is_refused(seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACREBLEU_SEED", seed)
    with pytest.raises(ScoringError, match="SACREBLEU_SEED"):
        score(lines(*HYPOTHESIS), lines(*REFERENCE))


def test_a_much_better_system_differs_from_its_baseline_by_more_than_chance() -> None:
    good = tuple(f"this is the right sentence with number {n} in it" for n in range(40))
    poor = tuple(f"a wrong sentence number {n}, of which little can be said" for n in range(40))
    found = score(lines(*good), lines(*good), baseline=lines(*poor)).metrics
    alone = {m.name: m.hypothesis for m in score(lines(*poor), lines(*good)).metrics}
    for metric in found:
        assert metric.hypothesis.p_value is not None
        assert metric.hypothesis.p_value < 0.01
        assert metric.baseline == alone[metric.name]


def test_a_system_does_not_differ_from_itself() -> None:
    same = lines(*HYPOTHESIS)
    for metric in score(same, lines(*REFERENCE), baseline=same).metrics:
        assert metric.hypothesis.p_value == 1
        assert metric.baseline is not None
        assert metric.baseline.score == metric.hypothesis.score


# -- names -------------------------------------------------------------------------------------

KIEW = Term("Kiew", "Kyiv", ("Kiev",))
KIM = Term("Kim", "Kim")


@pytest.mark.parametrize(
    ("translation", "lenient", "strict"),
    [
        ("Kyiv is quiet.", 1, "exact"),
        ("It is Kyiv's turn.", 1, "exact"),
        ("Kiev is quiet.", 0, "variant"),
        ("kyiv is quiet.", 1, "missing"),
        ("The Kyivans are quiet.", 1, "missing"),
        ("Kiew is quiet.", 0, "missing"),
        ("", 0, "missing"),
    ],
)
def test_the_two_conventions(translation: str, lenient: int, strict: str) -> None:
    found = counts("In Kiew ist es ruhig.", translation, KIEW)
    assert found.lenient == lenient
    assert {key: getattr(found, key) for key in ("exact", "variant", "missing")} == {
        key: int(key == strict) for key in ("exact", "variant", "missing")
    }


def test_each_occurrence_needs_a_rendition() -> None:
    source = "Kiew bleibt Kiew."
    assert names(source, "x", KIEW).occurrences == 2
    once = counts(source, "Kyiv remains.", KIEW)
    assert (once.lenient, once.exact, once.missing) == (1, 0, 1)
    assert counts(source, "Kyiv remains Kyiv.", KIEW).exact == 1
    assert counts(source, "Kyiv remains Kiev.", KIEW).variant == 1


def test_a_term_inside_another_does_not_count_for_both() -> None:
    terms = (Term("Kim Jong Un", "Kim Jong Un"), KIM)
    source = "Kim Jong Un traf Kim."
    found = counts(source, "Kim Jong Un met her.", *terms)
    assert (found.lenient, found.exact, found.missing) == (2, 1, 1)
    assert counts(source, "Kim Jong Un met Kim.", *terms).exact == 2


def test_inflected_german_is_found() -> None:
    assert counts("Gerassimows Lob", "Gerasimov's praise", Term("Gerassimow", "Gerasimov")).exact


def test_a_term_without_a_place_in_the_source_counts_leniently_only() -> None:
    found = names("Nichts von Belang.", "Nothing about Kyiv.", KIEW, KIM)
    assert (found.terms, found.absent, found.occurrences, found.segments) == (2, 2, 0, 1)
    ours = found.hypothesis
    assert (ours.lenient, ours.lenient_absent) == (1, 1)
    assert (ours.exact, ours.variant, ours.missing, ours.surplus) == (0, 0, 0, 0)


def test_what_is_too_much() -> None:
    source = "Kiew schweigt."
    assert counts(source, "Kyiv is silent.", KIEW).surplus == 0
    again = counts(source, "Kyiv is silent; so is Kyiv.", KIEW)
    assert (again.exact, again.surplus, again.doubled) == (1, 1, 0)
    for doubled in ("Kyiv Kyiv is silent.", "Kyiv (Kyiv) is silent.", "Kyiv's Kyiv is silent."):
        found = counts(source, doubled, KIEW)
        assert (found.exact, found.surplus, found.doubled) == (1, 1, 1)


def test_a_name_that_the_german_doubles_may_stand_twice() -> None:
    assert counts("Kiew, Kiew!", "Kyiv, Kyiv!", KIEW).doubled == 0


def test_german_left_over() -> None:
    found = counts("Kiew schweigt.", "Kyiv (Kiew) is silent.", KIEW)
    assert (found.exact, found.leftovers) == (1, 1)
    accepted = Term("Kiew", "Kyiv", ("Kiew",))
    assert counts("Kiew schweigt.", "Kiew is silent.", accepted).leftovers == 0


def test_what_is_wrong_is_said_with_its_line() -> None:
    found = counts("Kiew schweigt.", "Kiew is silent.", KIEW).problems
    assert [number for number, _ in found] == [1, 1]
    assert found[0][1] == "name missing: Kiew → Kyiv"


def test_the_reference_and_the_baseline_are_judged_alike() -> None:
    found = names("Kiew schweigt.", "Kyiv", KIEW, reference="The city", baseline="Kiev")
    assert found.hypothesis.exact == 1
    assert found.reference.missing == 1
    assert found.baseline is not None
    assert found.baseline.variant == 1


def test_names_of_a_glossary() -> None:
    glossary = Glossary.from_terms([("Kiew", "Kyiv"), ("Putin", "Putin")])
    found = score(
        lines("Putin went to Kyiv.", "They went to Kyiv, Kyiv.", "Nobody."),
        lines("Putin went to Kiev.", "From Kyiv to Kyiv.", "Nobody."),
        source=lines("Putin fuhr nach Kiew.", "Von Kiew nach Kiew.", "Niemand."),
        glossary=glossary,
    ).names
    assert found is not None
    assert (found.segments, found.terms, found.absent, found.occurrences) == (2, 3, 0, 4)
    assert (found.hypothesis.exact, found.hypothesis.missing) == (3, 0)
    assert (found.reference.exact, found.reference.missing) == (2, 1)
    assert "2 concepts" in found.signature


def test_without_a_source_no_names_are_judged() -> None:
    terms: Lines[tuple[Term, ...]] = Lines("terms", ((KIEW,),))
    assert score(lines("a"), lines("a"), terms=terms).names is None


@given(
    st.lists(st.sampled_from(["Kiew", "Kim", "und", "Kiews"]), min_size=1, max_size=8),
    st.lists(st.sampled_from(["Kyiv", "Kiev", "Kim", "and", "Kiew", "Kyiv's"]), max_size=8),
)
def test_every_term_has_exactly_one_outcome(source: list[str], translation: list[str]) -> None:
    found = names(" ".join(source), " ".join(translation), KIEW, KIM)
    ours = found.hypothesis
    assert ours.exact + ours.variant + ours.missing + found.absent == found.terms == 2
    assert found.occurrences == sum(word != "und" for word in source)
    assert 0 <= ours.lenient_absent <= ours.lenient <= found.terms
    assert ours.doubled <= ours.surplus


# -- shapes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ["hypothesis", "baseline", "source", "terms"])
@pytest.mark.parametrize("fault", ["short", "long", "blank"])
def test_texts_of_other_shapes_are_refused(odd: str, fault: str) -> None:
    shapes = {"short": ("a",), "long": ("a", "a", "a"), "blank": ("", " ")}
    given = {name: lines("a", "b", name=f"{name}.txt") for name in ("hypothesis", "baseline")}
    given["source"] = lines("a", "b", name="source.txt")
    terms: Lines[tuple[Term, ...]] = Lines("terms.txt", ((KIEW,), ()))
    if odd == "terms":
        terms = Lines("terms.txt", tuple((KIEW,) if each == "a" else () for each in shapes[fault]))
    else:
        given[odd] = lines(*shapes[fault], name=f"{odd}.txt")
    hypothesis = given.pop("hypothesis")
    reference = lines("a", "b", name="reference.txt")
    with pytest.raises(ScoringError, match=rf"^{odd}\.txt: ") as caught:
        score(hypothesis, reference, terms=terms, **given)
    if fault != "blank":
        assert "reference.txt" in str(caught.value)


def test_a_blank_reference_is_refused() -> None:
    with pytest.raises(ScoringError, match=r"^reference\.txt: is empty"):
        score(lines("a"), lines("", name="reference.txt"))


# -- files -------------------------------------------------------------------------------------


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n\r\ufeff", exclude_categories=["Cs"])),
        min_size=1,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["open", "closed"]),
)
def test_no_line_is_lost_or_added(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ending: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "text"
    last = ending if end == "closed" or texts[-1] == "" else ""
    path.write_bytes((ending.join(texts) + last).encode())
    assert read_lines(path).lines == tuple(texts)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes("\ufeffa\nb\n".encode())
    assert read_lines(path).lines == ("a", "b")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ScoringError, match="no such file"):
        read_lines(tmp_path / "missing")
    with pytest.raises(ScoringError, match="folder"):
        read_lines(tmp_path)
    path = tmp_path / "latin"
    path.write_bytes("gut\nübel\n".encode("cp1252"))
    with pytest.raises(ScoringError, match=r"line 2: not UTF-8"):
        read_lines(path)


def test_terms_are_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.jsonl"
    path.write_text(
        '[{"de": "Kiew", "en": "Kyiv", "accept": ["Kyiv", "Kiev"]}, {"de": "Rom", "en": "Rome"}]\n'
        "\n"
        '[{"de": "Kiew", "en": "Kyiv"}, {"de": "Kiew", "en": "Kyiv", "accept": ["Kiev"]}]\n',
        encoding="utf-8",
    )
    assert read_terms(path).lines == ((KIEW, Term("Rom", "Rome")), (), (KIEW,))


@pytest.mark.parametrize(
    "line",
    [
        "{oops",
        "{}",
        '""',
        '{"de": "Kiew", "en": "Kyiv"}',
        "7",
        "null",
        '["Kiew"]',
        '[["de", "en"]]',
        '[{"de": "Kiew"}]',
        '[{"de": "Kiew", "en": null}]',
        '[{"de": "Kiew", "en": " "}]',
        '[{"de": "Kiew", "en": "Kyiv", "accept": "Kiev"}]',
        '[{"de": "Kiew", "en": "Kyiv", "accept": [7]}]',
        "[" * 100_000,
    ],
)
def test_lines_that_are_no_terms_are_refused(line: str, tmp_path: Path) -> None:
    path = tmp_path / "terms.jsonl"
    path.write_text(f"[]\n{line}\n", encoding="utf-8")
    with pytest.raises(ScoringError, match=r"terms\.jsonl: line 2: not a JSON list") as caught:
        read_terms(path)
    assert "\n" not in str(caught.value)


def test_a_catalogue_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\n'
        '#, fuzzy\nmsgid "Zwei"\nmsgstr "Two"\n\n'
        'msgid "Eins"\nmsgstr ""\n\n'
        '#~ msgid "Null"\n#~ msgstr "Nought"\n',
        encoding="utf-8",
    )
    german, english = read_catalogue(path)
    assert german.lines == ("Zwei", "Eins")
    assert english.lines == ("Two", "")


def test_a_catalogue_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScoringError, match="no such file"):
        read_catalogue(tmp_path / "x.po")


def _po(path: Path, *entries: tuple[str, str, bool]) -> Path:
    lines = ['msgid ""\nmsgstr "Language: en\\n"\n']
    for source, text, fuzzy in entries:
        lines.append(f'{"#, fuzzy" if fuzzy else "#."}\nmsgid "{source}"\nmsgstr "{text}"\n')
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_review_is_what_is_confirmed_now_and_was_a_draft_then(tmp_path: Path) -> None:
    before = _po(
        tmp_path / "before.po",
        ("Der Zug kam.", "The train came.", True),
        ("Der Zug ging.", "The train walked.", True),
        ("Der Zug fuhr.", "The train drove.", True),
        ("Neu.", "", True),
    )
    after = _po(
        tmp_path / "after.po",
        ("Neu.", "New.", False),
        ("Der Zug ging.", "The train left.", False),
        ("Der Zug kam.", "The train came.", False),
        ("Der Zug fuhr.", "The train drove.", True),
        ("Später.", "Later.", False),
    )
    german, draft, confirmed = read_review(before, after)
    assert german.lines == ("Der Zug ging.", "Der Zug kam.")
    assert draft.lines == ("The train walked.", "The train came.")
    assert confirmed.lines == ("The train left.", "The train came.")
    scores = score(draft, confirmed)
    assert (scores.segments, scores.unchanged) == (2, 1)
    # One of six words was replaced.
    ter = next(metric for metric in scores.metrics if metric.name == "TER")
    assert ter.hypothesis.score == pytest.approx(100 / 6)


def test_a_review_in_which_nothing_is_confirmed_has_no_score(tmp_path: Path) -> None:
    path = _po(tmp_path / "x.po", ("Eins.", "One.", True))
    with pytest.raises(ScoringError, match="nothing confirmed"):
        read_review(path, path)
    with pytest.raises(ScoringError, match="no such file"):
        read_review(path, tmp_path / "y.po")
