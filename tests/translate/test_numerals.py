import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import numerals


def agree(source: str, target: str) -> bool:
    german, english = numerals.german(source), numerals.english(target)
    return not german.missing_from(english) and not english.missing_from(german)


SAME = [
    ("10.000 Soldaten", "10,000 soldiers"),
    ("10 000 Soldaten", "10,000 soldiers"),
    ("10\u202f000 Soldaten", "10,000 soldiers"),
    ("1.234.567,89 Euro", "1,234,567.89 euros"),
    ("5,5 Milliarden Euro", "5.5 billion euros"),
    ("5,5 Mrd. Euro", "€5.5bn"),
    ("5,5 Milliarden Euro", "5,500 million euros"),
    ("300 Mio. Dollar", "$300m"),
    ("zwei Billionen Dollar", "two trillion dollars"),
    ("eine Billion Euro", "a trillion euros"),
    ("anderthalb Millionen Euro", "one and a half million euros"),
    ("anderthalb Millionen Euro", "1.5 million euros"),
    ("eine halbe Million Menschen", "half a million people"),
    ("zweieinhalb Jahre, 2,5 Jahre", "two and a half years"),
    ("10 bis 15 Millionen Menschen", "10 million to 15 million people"),
    ("von 5 auf 10 Millionen", "from 5 million to 10 million"),
    ("11 Menschen", "eleven people"),
    ("elf Menschen", "11 people"),
    ("fünfundzwanzig Menschen", "25 people"),
    ("neunzehntausendfünfhundert Kinder", "19,500 children"),
    ("19.500 Kinder", "nineteen thousand five hundred children"),
    ("250 Panzer", "two hundred and fifty tanks"),
    ("das 11. Korps", "the 11th Corps"),
    ("das 11. Korps", "the Eleventh Corps"),
    ("das III. Korps, das 3. Korps", "the 3rd Corps"),
    ("am 24. Februar 2022", "on February 24, 2022"),
    ("am 24.02.2022", "on 24 February 2022"),
    ("am 24. Februar 2022", "on 24/02/2022"),
    ("am 24.2.22", "on 24 February 2022"),
    ("die Saison 2014/15", "the 2014-15 season"),
    ("die Saison 2014/15", "the 2014–2015 season"),
    ("die 1990er Jahre", "the 1990s"),
    ("die 90er-Jahre", "the 1990s"),
    ("in den 1970ern", "in the seventies"),
    ("um 14.30 Uhr", "at 2:30 p.m."),
    ("um 14:30 Uhr", "at 14:30"),
    ("um 20 Uhr", "at 8pm"),
    ("um 20.00 Uhr", "at 8 p.m."),
    ("16 bis 18 Uhr", "4 to 6 p.m."),
    ("50 Prozent", "50%"),
    ("0,5 Prozent", "half a percent"),
    ("ein 2:1-Sieg", "a 2-1 win"),
    ("ein T-72, ein T-90M", "a T-72, a T-90M"),
    ("die Klasse 7b", "class 7b"),
    ("seine 21-jährige Tochter", "his 21-year-old daughter"),
    ("ein Dutzend Drohnen", "12 drones"),
    ("ein Jahrzehnt", "10 years"),
    ("das Achtelfinale", "the last 16"),
    ("Milliarden von Jahren", "billions of years"),
    ("Tausend Milliarden Forint", "a trillion forints"),
    ("der Düngemittelmilliardär", "the fertiliser billionaire"),
    ("Millionenschäden, Milliardenhilfen", "millions in damage, billions in aid"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_same_value_written_as_each_language_writes_it(source, target):
    assert agree(source, target)


DIFFERENT = [
    ("10.000 Soldaten", "10.000 soldiers"),  # German grouping copied: ten
    ("10.000 Soldaten", "1,000 soldiers"),
    ("5,5 Milliarden Euro", "5,5 billion euros"),  # German decimal comma copied
    ("5,5 Milliarden Euro", "5.5 million euros"),
    ("zwei Billionen Dollar", "two billion dollars"),  # the classic false friend
    ("eine Billion Euro", "a billion euros"),
    ("2 Billionen Dollar", "$2bn"),
    ("Billionen von Zellen", "billions of cells"),
    ("Millionen von Jahren", "billions of years"),
    ("der Milliardär", "the trillionaire"),
    ("2 Milliarden Dollar", "2 trillion dollars"),
    ("das 11. Korps", "the Corps"),
    ("das Korps", "the 11th Corps"),
    ("am 24. Februar 2022", "on 25 February 2022"),
    ("um 14.30 Uhr", "at 3:30 p.m."),
    ("50 Prozent", "15 percent"),
    ("die 1990er Jahre", "the 1980s"),
    ("ein 2:1-Sieg", "a 3-1 win"),
]


@pytest.mark.parametrize(("source", "target"), DIFFERENT)
def test_another_value_is_reported(source, target):
    assert not agree(source, target)


def test_missing_numerals_are_named_as_they_stand():
    missing = numerals.german("10.000 Soldaten, 5,5 Milliarden Euro").missing_from(
        numerals.english("5.5 billion euros")
    )

    assert [numeral.text for numeral in missing] == ["10.000"]


@given(st.integers(0, 10**15), st.integers(0, 999))
def test_any_number_agrees_with_itself_across_languages(whole, thousandths):
    english = f"{whole:,}.{thousandths:03}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert agree(f"Es sind {german} Euro.", f"It is {english} euros.")


@given(st.integers(100, 10**15), st.integers(100, 10**15))
def test_two_different_whole_numbers_never_agree(one, other):
    german = f"{one:,}".replace(",", ".")

    assert agree(f"Es sind {german} Euro.", f"It is {other:,} euros.") == (one == other)


@given(st.text(alphabet="0123456789.,:/ \u202f'Uhrmillionbps-", max_size=60))
def test_no_row_of_digits_is_too_strange(text):
    assert agree(text, "") == (not numerals.german(text).owed)
    assert not numerals.english(text).missing_from(numerals.english(text))


def test_endless_digits_are_no_number():
    assert numerals.german("9" * 100_000).owed == ()


PARTS = st.sampled_from(
    ["zwei", "drei", "Mio", "Mio.", "Milliarden", "bio", "Billionär", "Millionen", "two", "three",
     "half", "a", "mn", "mln", "m", "bn", "b", "trillion", "trn", "billionaires", "tausend", "k",
     "7", "é", "x", "-", "Der"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=6), st.sampled_from([" ", "-", "", "  ", "_"]))
def test_what_owes_a_numeral_may_owe_one(parts, between):
    text = between.join(parts)

    if numerals.german(text).owed or numerals.english(text).owed:
        assert numerals.may_owe(text)
