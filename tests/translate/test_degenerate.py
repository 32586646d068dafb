from __future__ import annotations

import pytest

from translate.degenerate import is_degenerate

SOURCE = "Der Minister sagte am Montag in Moskau, dass die Lage an der Grenze ruhig geblieben sei."
GOOD = "The minister said in Moscow on Monday that the situation on the border had remained calm."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SOURCE, ""),
        (SOURCE, "  "),
        ("Ja", "\n"),
        (SOURCE, "The minister"),
        (SOURCE, "we are in " * 12),
        (SOURCE, "and " * 80),
        (SOURCE, "4-" * 200),
        (SOURCE, GOOD + " Alow, Aluj, Alow, Alum, Alow, Aleks, Alow, Alem, Alow"),
        (SOURCE, SOURCE),
        (SOURCE, SOURCE.replace("Der Minister", "The minister")),
    ],
)
def test_what_is_no_translation_is_found(source: str, text: str) -> None:
    assert is_degenerate(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SOURCE, GOOD),
        ("", ""),
        ("»!«", ""),
        ("Ja", "Yes, he said so."),
        ("Putin lobt Putin, Putin, Putin und Putin", "Putin praises Putin, Putin, Putin, Putin"),
        ("Moskau, Minsk, Kiew", "Moskau, Minsk, Kiew"),
        ("ha ha ha ha ha ha", "ha ha ha ha ha ha"),
        ("Walentina Jaschtschuk und Awdij Beresin", "Walentina Jaschtschuk und Awdij Beresin"),
    ],
)
def test_what_may_be_one_is_left_alone(source: str, text: str) -> None:
    assert not is_degenerate(source, text)
