from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.constraints import (
    Constraint,
    Span,
    changed,
    possessive,
    problems,
    remarks,
    repair,
    replacement,
    verify,
    without_doubles,
)


def owed(source: str, *names: tuple[str, str], accepted: tuple[str, ...] = ()) -> list[Constraint]:
    """Constraints for the names (German form, English) in the order in which they stand."""
    found, done = [], 0
    for form, english in names:
        start = source.index(form, done)
        done = start + len(form)
        suffix = "s" if form.endswith("s") else ""
        german = (form, form.removesuffix("s"), english + suffix)
        german = tuple(spelling for spelling in german if spelling != english)
        found.append(Constraint(start, done, form, english, accepted, german, suffix))
    return found


def repaired(source: str, translation: str, *names: tuple[str, str]) -> str:
    constraints = owed(source, *names)
    return repair(translation, constraints, verify(source, translation, constraints))


@pytest.mark.parametrize(
    "translation",
    [
        "Gerasimov spoke.",
        "It was Gerasimov's plan.",
        "It was Gerasimov’s plan.",
        "The Gerasimovs met.",
        "a Gerasimov-friendly press",
        "“Gerasimov”, he said",
    ],
)
def test_a_name_with_its_english_ending_counts(translation: str) -> None:
    assert verify("Gerassimow", translation, owed("Gerassimow", ("Gerassimow", "Gerasimov"))).clean


@pytest.mark.parametrize(
    "translation", ["gerasimov spoke.", "Gerasimovich spoke.", "Gerassimow spoke.", "He spoke.", ""]
)
def test_a_name_as_part_of_a_word_or_misspelt_does_not(translation: str) -> None:
    verdict = verify("Gerassimow", translation, owed("Gerassimow", ("Gerassimow", "Gerasimov")))
    assert verdict.missing == 1


def test_each_occurrence_needs_a_rendition_of_its_own() -> None:
    source = "Putin lobt Putin und Putin."
    constraints = owed(source, *[("Putin", "Putin")] * 3)
    assert verify(source, "Putin praises Putin and himself.", constraints).missing == 1
    assert verify(source, "Putin praises Putin and Putin.", constraints).clean


def test_a_nested_name_does_not_count_twice() -> None:
    source = "Kim Jong Un traf Kim."
    constraints = owed(source, ("Kim Jong Un", "Kim Jong Un"), ("Kim", "Kim"))
    assert verify(source, "Kim Jong Un met her.", constraints).missing == 1
    assert verify(source, "Kim met Kim Jong Un.", constraints).clean


def test_an_accepted_variant_counts() -> None:
    constraints = owed("Kiew", ("Kiew", "Kyiv"), accepted=("Kiev",))
    assert verify("Kiew", "Kiev is quiet.", constraints).clean


def test_capitals_in_the_source_allow_capitals_in_the_translation() -> None:
    constraints = owed("SACHAROWA SPRICHT", ("SACHAROWA", "Zakharova"))
    assert verify("SACHAROWA SPRICHT", "ZAKHAROVA SPEAKS", constraints).clean


def test_a_common_term_may_begin_a_sentence() -> None:
    constraints = owed("Ausgaben steigen", ("Ausgaben", "expenditure"))
    assert verify("Ausgaben steigen", "Expenditure rises", constraints).clean


def test_what_is_left_of_the_german_spelling_is_seen() -> None:
    constraints = owed("Schoigu kam", ("Schoigu", "Shoigu"))
    verdict = verify("Schoigu kam", "Shoigu (Schoigu) came", constraints)
    assert [target for _, target in verdict.leftovers] == ["Shoigu"]
    assert not verdict.clean


def test_a_name_said_once_too_often_is_seen() -> None:
    constraints = owed("Schoigu kam", ("Schoigu", "Shoigu"))
    assert verify("Schoigu kam", "Shoigu Shoigu came", constraints).surplus == ("Shoigu",)


def test_a_name_that_stands_elsewhere_in_the_source_is_not_too_much() -> None:
    source = "Schoigu, siehe Shoigu.example, kam"
    constraints = owed(source, ("Schoigu", "Shoigu"))
    assert verify(source, "Shoigu, see Shoigu.example, came", constraints).clean


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Schoigu came", "Shoigu came"),
        ("Schoigu's army", "Shoigu's army"),
        ("Schojgu came", "Shoigu came"),
        ("minister Shoygu, who", "minister Shoigu, who"),
        ("the minister came", "the minister came"),
    ],
)
def test_repair_replaces_only_what_it_recognises(translation: str, expected: str) -> None:
    assert repaired("Schoigu kam", translation, ("Schoigu", "Shoigu")) == expected


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Gerassimows praise", "Gerasimov's praise"),
        ("“Gerassimows praise”, it’s said", "“Gerasimov’s praise”, it’s said"),
        ("the praise of Gerassimows was", "the praise of Gerasimov was"),
        ("a praise, Gerassimows.", "a praise, Gerasimov."),
    ],
)
def test_repair_turns_the_german_genitive_into_an_english_one(
    translation: str, expected: str
) -> None:
    assert repaired("Gerassimows Lob", translation, ("Gerassimows", "Gerasimov")) == expected


def test_a_german_genitive_put_on_the_english_name_is_put_right() -> None:
    source = "Gerassimows Lob"
    constraints = owed(source, ("Gerassimows", "Gerasimov"))
    assert verify(source, "Gerasimovs praise", constraints).missing == 1
    assert repaired(source, "Gerasimovs praise", ("Gerassimows", "Gerasimov")) == (
        "Gerasimov's praise"
    )


def test_repair_completes_a_name_cut_short() -> None:
    names = ("Walerij Gerassimow", "Valery Gerasimov")
    assert repaired("Walerij Gerassimow kam", "Valeri Gerassimov came", names) == (
        "Valery Gerasimov came"
    )


def test_repair_gives_each_name_its_own_rendition() -> None:
    source = "Sacharow und Sacharowa"
    fixed = repaired(
        source, "Sacharow and Sacharowa", ("Sacharow", "Sakharov"), ("Sacharowa", "Zakharova")
    )
    assert fixed == "Sakharov and Zakharova"


def test_a_country_s_adjective_is_not_mistaken_for_its_misspelt_name() -> None:
    source = "Russlands Armee"
    text = repaired(source, "The Russian army", ("Russlands", "Russia"))
    assert text == "The Russian army"


def test_every_fault_is_told_to_the_reviewer() -> None:
    source = "Schoigu und Belousow"
    constraints = owed(source, ("Schoigu", "Shoigu"), ("Belousow", "Belousov"))
    text = "Shoigu, Schoigu and Shoigu"
    verdict = verify(source, text, constraints)
    assert problems(constraints, verdict, text) == [
        "name missing: Belousow → Belousov",
        "spelling left over: Schoigu (owed: Shoigu)",
    ]
    assert remarks(verdict) == ["name more often than in the source: Shoigu"]


NAMES = st.lists(
    st.sampled_from(
        [
            ("Putin", "Putin"),
            ("Kim", "Kim"),
            ("Kim Jong Un", "Kim Jong Un"),
            ("Schoigu", "Shoigu"),
            ("Kiew", "Kyiv"),
            ("C++", "C++"),
            ("O’Neill", "O’Neill"),
        ]
    ),
    max_size=8,
)


@given(names=NAMES, order=st.randoms(), filler=st.sampled_from([" and ", ", ", " – ", "; "]))
def test_n_names_are_honoured_by_n_renditions_and_by_no_fewer(names, order, filler) -> None:
    source = " und ".join(german for german, _ in names)
    constraints = owed(source, *names)
    renditions = [english for _, english in names]
    order.shuffle(renditions)
    assert verify(source, filler.join(renditions), constraints).clean
    if renditions:
        assert verify(source, filler.join(renditions[1:]), constraints).missing == 1


@given(translation=st.text(max_size=60), names=NAMES)
def test_renditions_never_overlap_and_repair_never_loses_one(translation, names) -> None:
    source = " und ".join(german for german, _ in names)
    constraints = owed(source, *names)
    verdict = verify(source, translation, constraints)
    spans = sorted((s.start, s.end) for s in verdict.renditions if s)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    after = verify(source, repair(translation, constraints, verdict), constraints)
    assert after.missing <= verdict.missing


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Shoigu Shoigu came", "Shoigu came"),
        ("Shoigu (Shoigu) came", "Shoigu came"),
        ("Shoigu's Shoigu's visit", "Shoigu's visit"),
        ("Shoigu, Shoigu, Shoigu, came", "Shoigu, came"),
        ("Shoigu and Shoigu came", "Shoigu and Shoigu came"),
        ("Shoigu Shoigurov came", "Shoigu Shoigurov came"),
    ],
)
def test_a_name_twice_side_by_side_is_said_once(translation: str, expected: str) -> None:
    source = "Schoigu kam"
    verdict = verify(source, translation, owed(source, ("Schoigu", "Shoigu")))
    assert without_doubles(translation, verdict) == expected


def test_a_name_that_the_source_doubles_stays_doubled() -> None:
    source = "Baden Baden"
    verdict = verify(source, source, owed(source, *[("Baden", "Baden")] * 2))
    assert without_doubles(source, verdict) == source


@pytest.mark.parametrize(
    ("source", "translation", "bare"),
    [
        ("Schoigus Besuch", "Shoigu visit", True),
        ("Schoigus Besuch", "Shoigu visits Kyiv", True),
        ("Schoigus geheimer Besuch", "Shoigu secret visit", True),
        ("Schoigus Besuch", "Shoigu's visit", False),
        ("Schoigus Besuch", "Shoigu’s visit", False),
        ("Schoigus Besuch", "the visit of Shoigu was short", False),
        ("Schoigus Besuch", "the Shoigu visit", False),
        ("Schoigus Besuch", "a visit: Shoigu.", False),
        ("Die Rede Schoigus Anfang März", "Shoigu speech in early March", False),
        ("Das war Schoigus", "That Shoigu was", False),
    ],
)
def test_a_genitive_before_its_noun_must_not_be_lost(
    source: str, translation: str, *, bare: bool
) -> None:
    constraints = owed(source, ("Schoigus", "Shoigu"))
    assert bool(verify(source, translation, constraints).bare) is bare


@pytest.mark.parametrize(
    ("source", "before", "ending"),
    [
        ("Schoigus Besuch", "", "'s"),
        ("»Schoigus Besuch«, sagt’s", "“It’s ", "’s"),
        ("Schoigus Besuch", "the visit of ", ""),
        ("Der Besuch Schoigus war", "The visit by ", ""),
        ("Schoigus", "", ""),
    ],
)
def test_a_possessive_is_made_where_the_german_has_one(
    source: str, before: str, ending: str
) -> None:
    (constraint,) = owed(source, ("Schoigus", "Shoigu"))
    assert possessive(source, constraint, before) == ending


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("an Odesskij plan", "a Gerasimov plan"),
        ("An Odesskij plan", "A Gerasimov plan"),
        ("the Odesskij plan", "the Gerasimov plan"),
        ("a Bdesskij plan", "a Gerasimov plan"),
    ],
)
def test_the_article_agrees_with_the_name_put_in(translation: str, expected: str) -> None:
    (constraint,) = owed("Gerassimow", ("Gerassimow", "Gerasimov"))
    start = translation.index("desskij") - 1
    change = replacement(translation, Span(start, start + 8), constraint)
    assert changed(translation, [change]) == expected


def test_sharp_s_is_in_capitals_too() -> None:
    constraints = owed("WEIßRUSSLAND", ("WEIßRUSSLAND", "Belarus"))
    assert verify("WEIßRUSSLAND", "BELARUS", constraints).clean


def test_repair_gives_a_term_its_capitals() -> None:
    terms = ("Rahmenprogramm", "Framework Programme")
    assert repaired("Rahmenprogramm", "the framework programme", terms) == (
        "the Framework Programme"
    )
    assert repaired("Rahmenprogramm", "the framework program", terms) == "the Framework Programme"
