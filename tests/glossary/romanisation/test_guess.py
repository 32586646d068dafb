import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.romanisation import guess
from glossary.romanisation.model import load

WORDS = st.lists(st.text(alphabet="abcdefghijklmnoprstuvwyzäß", min_size=1, max_size=9), max_size=3)


def test_the_evidence_is_the_letters_the_edges_and_the_given_names():
    pieces = guess.evidence(["iwan"], {"ru": {"iwan": 0}, "uk": {}})
    assert {"i", "#i", "#iwan", "iwan#", "#iwan#", "=ru"} <= set(pieces)
    assert "=uk" not in pieces


def test_nothing_known_is_nothing_said():
    assert guess.kinds(["xyz"], {}, {}) == pytest.approx(
        {"keep": 0.5} | dict.fromkeys(guess.KINDS, 0.1)
    )


@given(WORDS)
def test_the_kinds_share_one(words):
    learned = load()
    shares = guess.kinds(words, learned.grams, learned.given)
    assert set(shares) == {guess.KEEP, *guess.KINDS}
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("schmidt", guess.KEEP),
        ("zakharova", guess.KEEP),
        ("saakaschwili", guess.OTHER),
        ("dserschynskyj", "uk"),
        ("tscheljabinsk", "ru"),
        ("zichanouskaja", "be"),
        ("welingrad", "bg"),
    ],
)
def test_the_likeliest_kind(name, kind):
    learned = load()
    shares = guess.kinds([name], learned.grams, learned.given)
    assert max(shares, key=shares.__getitem__) == kind
