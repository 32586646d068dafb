import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.annotation import InlineTerms, annotate, neutralise

MARKS = InlineTerms("⟨", "→", "⟩")


@pytest.mark.parametrize(
    ("text", "terms", "annotated"),
    [
        (
            "Lob von Gerassimow heute",
            [(8, 18, "Gerasimov")],
            "Lob von⟨ Gerassimow→ Gerasimov⟩ heute",
        ),
        ("Putin-Vertrauter", [(0, 5, "Putin")], "⟨ Putin→ Putin⟩-Vertrauter"),
        ("Gerassimows Lob", [(0, 11, "Gerasimov")], "⟨ Gerassimows→ Gerasimov⟩ Lob"),
        ("»Kiew« schweigt", [(1, 5, "Kyiv")], "»⟨ Kiew→ Kyiv⟩« schweigt"),
        (
            "Lawrow Schoigu",
            [(0, 6, "Lavrov"), (7, 14, "Shoigu")],
            "⟨ Lawrow→ Lavrov⟩⟨ Schoigu→ Shoigu⟩",
        ),
        (
            "mit Walerij Gerassimow.",
            [(4, 22, "Valery Gerasimov")],
            "mit⟨ Walerij Gerassimow→ Valery Gerasimov⟩.",
        ),
        ("nichts", [], "nichts"),
    ],
)
def test_the_target_follows_its_span(text, terms, annotated):
    assert annotate(text, terms, MARKS) == annotated


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Lawrow Schoigu", [(7, 14, "Shoigu"), (0, 6, "Lavrov")]),
        ("Lawrow", [(0, 6, "Lavrov"), (3, 6, "Rov")]),
        ("Lawrow", [(0, 7, "Lavrov")]),
        ("Lawrow", [(-2, 3, "Lavrov")]),
        ("Lawrow", [(2, 2, "Lavrov")]),
        ("Lawrow", [(0, 6, "  ")]),
        ("a  b", [(1, 3, "Lavrov")]),
        ("Law⟨row", [(0, 7, "Lavrov")]),
        ("Lawrow", [(0, 6, "Lav→rov")]),
    ],
)
def test_what_cannot_be_annotated_is_refused(text, terms):
    with pytest.raises(ValueError, match=r"span|target|mark"):
        annotate(text, terms, MARKS)


words = st.text(alphabet="aÄß-».", min_size=1, max_size=6)


@given(st.lists(st.tuples(words, st.none() | words), min_size=1, max_size=8))
def test_without_its_marks_and_targets_the_text_is_as_before(parts):
    text = " ".join(word for word, _ in parts)
    terms, at = [], 0
    for word, target in parts:
        if target is not None:
            terms.append((at, at + len(word), target))
        at += len(word) + 1
    rest = annotate(text, terms, MARKS)
    for _, _, target in terms:
        rest = rest.replace("⟨ ", " ", 1).replace(f"→ {target}⟩", "", 1)
    assert rest.removeprefix(" ") == text


@given(st.text(alphabet="ab \ue000\ue001\ue002"))
def test_typed_marks_instruct_nobody_and_nothing_moves(text):
    marks = InlineTerms()
    quiet = neutralise(text, marks)
    assert not set(quiet) & set(marks.marks)
    assert len(quiet) == len(text)
    assert all(a in {b, " "} for a, b in zip(quiet, text, strict=True))
    assert annotate(quiet, [], marks) == quiet


def test_metadata_goes_there_and_back():
    marks = InlineTerms("<t>", "<g>", "</t>")
    assert InlineTerms.from_metadata({"inline_terms": marks.to_metadata()}) == marks
    assert InlineTerms.from_metadata({"from_code": "de"}) is None


@pytest.mark.parametrize(
    "declared",
    [
        "\ue000",
        {"open": "a", "gives": "b"},
        {"open": "a", "gives": "b", "close": 3},
        {"open": "a", "gives": "b", "close": "a"},
        {"open": "a", "gives": "b", "close": "ab"},
        {"open": "", "gives": "b", "close": "c"},
    ],
)
def test_metadata_that_does_not_declare_three_marks_is_refused(declared):
    with pytest.raises(ValueError, match="inline"):
        InlineTerms.from_metadata({"inline_terms": declared})
