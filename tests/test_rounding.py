"""How numbers are printed, and what printed digits stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalbook import rounding
from evalbook.errors import RunError


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, "1"),  # half goes away from zero, not to the even 0
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (2.675, 2, "2.68"),  # the float is 2.67499999...; Excel shows 2.675 and rounds to 2.68
        (1.005, 2, "1.01"),
        (125, -1, "130"),
        (0.285 * 100, 0, "29"),  # 28.499999999999996 as a float
    ],
)
def test_halves_are_rounded_away_from_zero_as_excel_does(value, decimals, expected):
    assert str(rounding.rounded(value, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (161764.7058, "euro", None, "€ 161.765"),
        (0.27942, "aandeel", None, "28%"),
        (0.275, "aandeel", 1, "27,5%"),
        (22.0, "miljoen euro", None, "€ 22 miljoen"),
        (6.382, "miljoen euro", None, "€ 6,4 miljoen"),
        (120.0, "miljoen euro", 0, "€ 120 miljoen"),
        (4.106, "jaar", 2, "4,11 jaar"),
        (1234567, "aantal", None, "1.234.567"),
        (1234.5, "verhouding", 1, "1.234,5"),
        (2016, "jaartal", None, "2016"),
        (3000, "m2", None, "3.000 m²"),
        (14.9, "fte", None, "14,9 fte"),
        (36_000_000, "ton", None, "36.000.000 ton"),
        (None, "euro", None, "–"),
        (float("nan"), "aantal", None, "–"),
    ],
)
def test_numbers_read_as_dutch(value, unit, decimals, expected):
    text = rounding.text_of(value, unit, decimals)
    assert text.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_a_zero_that_was_negative_has_no_minus_sign():
    assert rounding.number(-0.4, 0) == "0"


def test_an_infinite_value_is_refused_with_a_remedy():
    with pytest.raises(RunError, match="deling door nul"):
        rounding.number(float("inf"))


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "nul"), (6, "zes"), (20, "twintig"), (21, None), (2.5, None), (None, None)]
)
def test_small_whole_numbers_have_a_word(value, expected):
    assert rounding.word_of(value) == expected


def test_printed_digits_stand_for_half_a_unit_either_way():
    interval = rounding.unrounded(Decimal("4.10"), 2)  # 4.095 up to, not including, 4.105
    assert Fraction(4095, 1000) in interval
    assert Fraction(4105, 1000) not in interval
    assert Fraction(4094, 1000) not in interval


@given(st.decimals(min_value=-1_000_000, max_value=1_000_000, places=6), st.integers(0, 4))
def test_a_number_lies_in_the_interval_of_its_own_rounding(value, decimals):
    shown = rounding.rounded(float(value), decimals)
    assert Fraction(value) in rounding.unrounded(shown, decimals)
