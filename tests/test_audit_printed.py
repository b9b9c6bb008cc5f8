"""Printed numbers: found in Dutch text, with the precision and the rounding word they carry."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evalbook.audit.printed import decimals_shown, numbers_in, qualifier_of
from evalbook.audit.qualifiers import QUALIFIERS, values_behind
from evalbook.rounding import Interval


def number(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(
    ("printed", "unit", "value", "decimals"),
    [
        ("€ 3.300.000", "euro", "3300000", 0),
        ("€351.000,-", "euro", "351000", 0),
        ("4,30", "jaar", "4.3", 2),
        ("ongeveer 27,5%", "aandeel", "0.275", 3),  # the last digit is a tenth of a percent
        ("6,3 %", "aandeel", "0.063", 3),
        ("30 procent", "aandeel", "0.3", 2),
        ("ongeveer €6,4 miljoen", "miljoen euro", "6.4", 1),
        ("boven de 160 duizend euro", "euro", "160000", -3),
        ("meer dan 580 miljard dollar", "miljoen dollar", "580000", -3),
        ("meer dan een half miljoen euro", "euro", "500000", -5),
        ("ongeveer de helft", "aandeel", "0.5", 2),
        ("ongeveer een derde", "aandeel", "1/3", 2),
        ("3.000m2", "m2", "3000", 0),
        ("-6,3%", "aandeel", "-0.063", 3),
        ("−€ 5", "euro", "-5", 0),
        ("vijfentwintig", "aantal", "25", 0),
        ("ongeveer een zestal", "aantal", "6", 0),
        ("Tweemaal", "aantal", "2", 0),
        ("zesdelige", "aantal", "6", 0),
        ("één kennisinstelling", "aantal", "1", 0),
        ("Beide", "aantal", "2", 0),
        ("IIII", "aantal", "4", 0),
        ("ongeveer een halfjaar", "jaar", "0.5", 1),
        ("ongeveer twee derde", "aandeel", "2/3", 2),
        ("een vierde", "aandeel", "0.25", 2),
        ("12.5 procent", "aandeel", "0.125", 3),  # a point with one or two digits behind it
        ("12.500 bedrijven", "aantal", "12500", 0),
        ("ruim 12.", "aantal", "12", 0),
    ],
)
def test_a_printed_number_is_found_with_its_precision(printed, unit, value, decimals):
    assert (number(value), decimals) in [(found.value, found.decimals) for found in numbers_in(printed, unit)]


@pytest.mark.parametrize(
    ("printed", "unit", "values"),
    [
        ("6-10 miljoen euro", "miljoen euro", ["6", "10"]),
        ("€10-50m", "miljoen euro", ["10", "50"]),
        ("ongeveer 25-35%", "aandeel", ["0.25", "0.35"]),
        ("tussen de 7,7 en 21,5 miljoen euro", "miljoen euro", ["7.7", "21.5"]),
        ("tussen 60M USD en 180 miljoen dollar", "miljoen dollar", ["60", "180"]),
        ("zeven à acht jaar", "jaar", ["7", "8"]),
    ],
)
def test_both_ends_of_a_range_share_the_scale_behind_the_last(printed, unit, values):
    assert [found.value for found in numbers_in(printed, unit)] == [number(value) for value in values]


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("Ca. 400 deelnemers", "circa"),
        ("zo’n 10.000", "zo'n"),
        ("langer dan zeven jaar", "meer dan"),
        (">25%", "meer dan"),
        ("binnen 10 jaar", "maximaal"),
        ("zelden meer dan 20", "zelden meer dan"),
        ("ongeveer een derde", "ongeveer"),
        ("één tot twee keer", ""),  # here "tot" joins a range
        ("20 tot 50 miljoen euro", ""),
        ("slechts 16", ""),
        ("in totaal 12.000m2", ""),
        ("gemiddeld 8,57", ""),
        ("50% van de ruim 300 kosten", ""),  # "ruim" belongs to a later number
    ],
)
def test_the_rounding_word_before_a_number_is_named(printed, word):
    assert qualifier_of(printed) == word


def test_digits_alone_stand_for_half_a_unit_either_way():
    # 4,65: from 4,645 up to, not including, 4,655
    assert values_behind(number("4.65"), 2) == Interval(number("4.645"), number("4.655"), True, False)


def test_trailing_zeros_narrow_what_a_number_stands_for():
    # 4,10 stands for less than 4,1 does
    assert values_behind(number("4.1"), 2) == Interval(number("4.095"), number("4.105"), True, False)


def test_a_counted_number_is_exact():
    assert values_behind(number("52"), 0, whole=True) == Interval(number("52"), number("52"), True, True)


WIDENED = [
    ("ongeveer", "100", Interval(number("95"), number("105"), True, True)),  # 5% of 100 is 5
    (
        "ongeveer",
        "6",
        Interval(number("5.5"), number("6.5"), True, True),
    ),  # 5% of 6 is 0,3; rounding allows 0,5
    ("ruim", "100", Interval(number("100"), number("110"), True, True)),
    ("bijna", "100", Interval(number("90"), number("100"), True, False)),
    ("meer dan", "100", Interval(number("100"), None, False, False)),
    ("minder dan", "100", Interval(number("0"), number("100"), True, False)),
    ("minstens", "100", Interval(number("100"), None, True, False)),
    ("maximaal", "100", Interval(number("0"), number("100"), True, True)),
    ("zelden meer dan", "20", Interval(number("0"), number("20"), True, True)),
]


@pytest.mark.parametrize(("word", "value", "interval"), WIDENED)
def test_a_rounding_word_widens_as_the_table_says(word, value, interval):
    assert values_behind(number(value), 0, word) == interval


def test_every_rounding_word_is_found_as_it_is_written():
    for name, ways, _ in QUALIFIERS:
        if name not in ("circa",):
            assert qualifier_of(f"{name} 7 jaar") == name, ways


@pytest.mark.parametrize(
    ("value", "number_format", "decimals"),
    [
        ("4.3", "0.00", 2),
        ("0.24", "0%", 2),
        ("0.275", "0.0%", 3),
        ("291571", '"€" #,##0', 0),
        ("4.65", "General", 2),
        ("0.2749", "0%", 4),  # more was typed than the format shows
        ("1200", "0.00E+00", 0),
        ("5", "[Red]#,##0.0;-#,##0.0", 1),
    ],
)
def test_a_number_format_says_how_many_decimals_are_known(value, number_format, decimals):
    assert decimals_shown(number(value), number_format) == decimals
