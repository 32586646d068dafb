import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.romanisation import alignment, scheme


@pytest.mark.parametrize(
    ("language", "native", "pairs"),
    [
        ("ru", "захаров", "з s|а a|х ch|а a|р r|о o|в w"),
        ("ru", "щукин", "щ schtsch|у u|к k|и i|н n"),
        ("ru", "ельцин", "е je|ль l|ц z|и i|н n"),  # ь is nothing in German: it goes with л
        ("ru", "борисов", "б b|о o|р r|и i|с ss|о o|в w"),
        ("uk", "їжак", "ї ji|ж sch|а a|к k"),
    ],
)
def test_german_letters_stand_for_native_ones(language, native, pairs):
    pieces = next(alignment.spellings(native, language))
    expected = [tuple(pair.split(" ")) for pair in pairs.split("|")]
    assert alignment.align(pieces, language) == expected


def test_newspapers_have_styles_of_their_own():
    written = [
        "".join(german for _, german in pieces) for pieces in alignment.spellings("герасимов", "ru")
    ]
    assert written == ["gerassimow", "gerasimow"]


def test_what_is_never_used_to_transcribe_a_language_is_no_transcription():
    assert alignment.chunks("schröder", "ru") is None
    assert alignment.chunks("quebec", "uk") is None
    assert alignment.chunks("gortschakow", "ru") == ["g", "o", "r", "tsch", "a", "k", "o", "w"]


@pytest.mark.parametrize("language", ["ru", "uk", "be", "bg", "mk", "sr"])
def test_nothing_is_lost_in_an_alignment(language):
    letters = sorted(set(scheme.table("duden", language).base) - {"’"})

    @given(st.text(alphabet=letters, max_size=10))
    def aligns(word):
        for pieces in alignment.spellings(word, language):
            pairs = alignment.align(pieces, language)
            if pairs is not None:
                assert "".join(native for native, _ in pairs).lstrip("ьъ") == word.lstrip("ьъ")
                german = "".join(written for _, written in pieces)
                assert "".join(written for _, written in pairs) == german

    aligns()
