"""Checks beyond recomputation: each on hand-worked numbers, GRIM on published examples as well."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalbook.audit.checks.granularity import RULES, Rule, granularity, possible_sums, preimage
from evalbook.errors import RunError

# Published with the R package scrutiny, README (data sets pigs1 and pigs2) and the article "GRIM"
# (flying_pigs1, jpap_1 to jpap_3): https://github.com/lhdjung/scrutiny. Its default counts a value as
# consistent when rounding halves up or rounding halves down gives it.
PIGS1 = [
    ("7.22", 32, True),
    ("4.74", 25, False),
    ("5.23", 29, False),
    ("2.57", 24, False),
    ("6.77", 27, False),
    ("2.68", 28, True),
    ("7.01", 29, False),
    ("7.38", 26, True),
    ("3.14", 27, False),
    ("6.89", 31, False),
    ("5.00", 25, True),
    ("0.24", 28, False),
]
FLYING_PIGS1 = [
    ("8.97", 28, False),
    ("2.61", 28, True),
    ("7.26", 28, False),
    ("3.64", 28, True),
    ("9.26", 28, False),
    ("10.46", 28, True),
    ("7.39", 28, True),
]
JPAP_1 = [
    ("5.90", 40, True),
    ("5.71", 40, False),
    ("3.50", 40, True),
    ("3.82", 40, True),
    ("4.61", 40, False),
    ("5.24", 40, False),
]
JPAP_2 = [
    ("6.92", 30, 1, False),
    ("3.48", 30, 1, False),
    ("1.59", 30, 2, False),
    ("2.61", 30, 2, False),
    ("4.04", 30, 3, True),
    ("4.50", 30, 3, True),
]
PIGS2_PERCENT = [
    ("67.4", 150, False),
    ("54.2", 150, False),
    ("54.0", 150, True),
    ("69.8", 150, False),
    ("68.1", 150, False),
    ("55.4", 150, False),
]
JPAP_3_PERCENT = [("32.5", 438, False), ("35.6", 455, True), ("21.7", 501, False), ("39.3", 516, True)]


@pytest.mark.parametrize(
    ("mean", "n", "consistent"),
    [
        # Brown and Heathers (2017): with 28 participants 145/28 = 5.18 and 146/28 = 5.21, never 5.19.
        ("5.19", 28, False),
        ("5.18", 28, True),
        ("5.21", 28, True),
        # The Economist of 18 June 2016 on the same test: 290/49 = 5.92 and 291/49 = 5.94, never 5.93.
        ("5.93", 49, False),
        # scrutiny, article "GRIM", first example.
        ("5.27", 43, False),
        *PIGS1,
        *FLYING_PIGS1,
        *JPAP_1,
    ],
)
def test_published_means_get_their_published_verdict(mean: str, n: int, consistent: bool) -> None:
    assert granularity(Decimal(mean), n).consistent is consistent


@pytest.mark.parametrize(("mean", "n", "items", "consistent"), JPAP_2)
def test_items_refine_the_grain_as_published(mean: str, n: int, items: int, consistent: bool) -> None:
    assert granularity(Decimal(mean), n, items=items).consistent is consistent


def test_all_means_of_three_items_are_possible_as_published() -> None:
    assert all(granularity(Decimal(mean), n, items=3).consistent for mean, n, _ in JPAP_1)


@pytest.mark.parametrize(("percentage", "n", "consistent"), [*PIGS2_PERCENT, *JPAP_3_PERCENT])
def test_published_percentages_get_their_published_verdict(percentage: str, n: int, consistent: bool) -> None:
    assert granularity(Decimal(percentage), n, percent=True).consistent is consistent


def test_rules_of_rounding_are_told_apart() -> None:
    # 153/40 = 3.825: halves up prints 3.83, halves down and halves to even print 3.82, and so does cutting.
    assert granularity(Decimal("3.82"), 40).rules == ("half_down", "half_even", "truncation")
    # 8.57 of 52: 445/52 = 8.5577 rounds to 8.56 and 446/52 = 8.5769 rounds to 8.58; cut off it is 8.57.
    eight = granularity(Decimal("8.57"), 52)
    assert (eight.below, eight.above, eight.rules) == (445, 446, ("truncation",))
    assert eight.by_truncation and not eight.consistent
    # 437/51 = 8.5686 rounds to 8.57
    assert list(possible_sums(Decimal("8.57"), 51)) == [437]


def test_trailing_zeros_carry_precision() -> None:
    # 5.0 stands for 4.95 up to 5.05, in which 124/25 = 4.96 to 126/25 = 5.04 lie; 5.00 only for 125/25.
    assert list(possible_sums(Decimal("5.0"), 25)) == [124, 125, 126]
    assert list(possible_sums(Decimal("5.00"), 25)) == [125]


def test_no_observations_is_an_error_that_says_so() -> None:
    with pytest.raises(RunError, match="0 waarnemingen"):
        granularity(Decimal("8.57"), 0)


_PYTHON = {
    "half_up": ROUND_HALF_UP,
    "half_down": ROUND_HALF_DOWN,
    "half_even": ROUND_HALF_EVEN,
    "truncation": ROUND_DOWN,
}


@given(
    total=st.integers(-10_000, 10_000),
    n=st.integers(1, 200),
    places=st.integers(0, 4),
    rule=st.sampled_from(RULES),
)
def test_any_true_mean_of_whole_numbers_is_possible(total: int, n: int, places: int, rule: Rule) -> None:
    scaled = Fraction(total, n) * 10**places
    # Rounding an exact fraction by the decimal module: 60 digits are enough to tell a half from its neighbours.
    exact = Decimal(scaled.numerator).__class__(scaled.numerator) / Decimal(1) if scaled.denominator == 1 else None
    value = exact if exact is not None else _long(scaled)
    printed = value.quantize(Decimal(1), rounding=_PYTHON[rule]).scaleb(-places)
    assert total in possible_sums(printed, n, rule=rule)
    assert total in possible_sums(printed, n, rule="any")
    assert Fraction(total, n) in preimage(printed, rule)


def _long(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of sixty digits."""
    from decimal import localcontext

    with localcontext() as context:
        context.prec = 60
        return Decimal(value.numerator) / Decimal(value.denominator)
