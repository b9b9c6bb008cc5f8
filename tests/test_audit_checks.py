"""Checks beyond recomputation: each on hand-worked numbers, GRIM on published examples as well."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_edition import write_claims
from conftest import Edition
from evalbook.audit import checks, inputs_of, read_register
from evalbook.audit.calculation import Leaf, Node
from evalbook.audit.checks import (
    duplicates,
    grim,
    listings,
    orderings,
    products,
    repeats,
    shares,
    totals,
    weighting,
    windows,
)
from evalbook.audit.checks.declarations import (
    Between,
    Declarations,
    MeanOf,
    Ordered,
    Product,
    RowTotal,
    Shares,
    Tally,
    Total,
    Unique,
    Weights,
    Window,
)
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.granularity import RULES, Rule, granularity, possible_sums, preimage
from evalbook.audit.checks.relation import Judgement, Operand, Result
from evalbook.audit.intervals import meet, point
from evalbook.audit.qualifiers import values_behind
from evalbook.errors import RunError
from evalbook.rounding import Interval

PIB = "pib-2016-2020"

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
    with localcontext() as context:
        context.prec = 60  # enough to tell a half from its neighbours
        value = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    printed = value.quantize(Decimal(1), rounding=_PYTHON[rule]).scaleb(-places)
    assert total in possible_sums(printed, n, rule=rule)
    assert total in possible_sums(printed, n, rule="any")
    assert Fraction(total, n) in preimage(printed, rule)


def printed(text: str, *, decimals: int = 0, qualifier: str = "", unit: str = "", name: str = "a") -> Operand:
    """Return a printed number as an operand; a whole number without decimals is a count, so exact."""
    value = Fraction(text)
    whole = not decimals and not qualifier
    return Operand("iets", Leaf(value, values_behind(value, decimals, qualifier, whole=whole), name), unit)


def combined(kind: str, *operands: Operand, unit: str = "") -> Operand:
    """Return an operand calculated from others."""
    return Operand("iets", Node(kind, tuple(operand.tree for operand in operands)), unit)  # type: ignore[arg-type]


def results(edition: Edition | str, **declared: object) -> list[Result]:
    """Return the results of all checks on an edition with its register, with these declarations."""
    name = edition if isinstance(edition, str) else edition.name
    inputs = inputs_of(name)
    facts = Facts.of(read_register(name, inputs), inputs)
    return list(checks.results_of(checks.relations(facts, Declarations(**declared))))  # type: ignore[arg-type]


def of(found: list[Result], check: str) -> list[Result]:
    """Return the results of one check."""
    return [result for result in found if result.check == check]


# --- parts and totals


def test_parts_that_add_up_to_another_number_are_told_with_the_sum(edition: Edition) -> None:
    # 4.1.1 of the report prints 16 clusters: 6 + 6 + 5 = 17
    for row, value in ((2, 6), (3, 6), (4, 5)):
        edition.put(f"effect.xlsx!doelrealisatie!B{row}", value)
    write_claims(edition, {"printed": "16", "value": "16", "expression": "sum(contract_objectives.clusters)"})
    (found,) = of(results(edition), totals.CHECK)
    assert (found.holds, found.arithmetic) == (False, "6 + 6 + 5 = 17, niet 16")
    assert found.claims == ("a",)
    assert found.cells == tuple(f"effect.xlsx!doelrealisatie!B{row}" for row in (2, 3, 4))


def test_a_difference_that_rounding_explains_is_no_contradiction() -> None:
    # 1,4 + 1,4 may be 1,44 + 1,44 = 2,88, which prints as 2,9
    parts = combined("+", printed("1.4", decimals=1, name="b"), printed("1.4", decimals=1, name="c"))
    assert totals.judge(printed("2.9", decimals=1), parts).holds
    # 1,449 + 1,449 = 2,898 is the most it can be, so never 3,0
    assert totals.judge(printed("3.0", decimals=1), parts).holds is False


def test_a_sum_in_millions_is_still_a_sum(edition: Edition) -> None:
    # growth is 1000, 2000 and 3000: 6000 / 1000000 = 0.006, printed as 0,0
    claim = {
        "printed": "0,0 miljoen",
        "value": "0.0",
        "unit": "miljoen euro",
        "expression": "sum(export.growth) / 1000000",
    }
    write_claims(edition, claim)
    (found,) = of(results(edition), totals.CHECK)
    assert found.holds is True and found.arithmetic == "1.000 + 2.000 + 3.000 = 6.000"


def test_a_part_on_another_scale_keeps_its_own_value(edition: Edition) -> None:
    # growth of 2016 is 1000 euros, one thousand; with 11 firms that adds up to 12, not to 1.011
    claim = {"printed": "12", "value": "12", "expression": "export.growth[2016] / 1000 + export.firms[2016]"}
    write_claims(edition, claim)
    (found,) = of(results(edition), totals.CHECK)
    assert found.holds is True and found.arithmetic == "1 + 11 = 12"


def test_a_declared_total_compares_two_tables(edition: Edition) -> None:
    # market types hold 1 + 2 + 3 = 6 clusters, as do the years; with one more there are 7
    declared = (Total("clusters", "sum(market_types.clusters)", "sum(durations.clusters)"),)
    write_claims(edition, {})
    assert [found.holds for found in of(results(edition, totals=declared), totals.CHECK)] == [True]
    edition.put("portfolio.xlsx!marktsoorten!B4", 4)
    (found,) = of(results(edition, totals=declared), totals.CHECK)
    assert (found.holds, found.arithmetic) == (False, "1 + 2 + 4 = 7, niet 6")


def test_a_declaration_about_what_an_edition_lacks_does_not_apply(edition: Edition) -> None:
    write_claims(edition, {})
    declared = (Total("niets", "sum(nergens.clusters)", 'claim("nergens")'),)
    assert of(results(edition, totals=declared), totals.CHECK) == []


def test_a_row_of_outcomes_misses_what_was_planned(edition: Edition) -> None:
    # row 2 holds 1 in every column: 1 + 1 + 1 outcomes for 1 planned; row 3 gets one outcome for 2 planned
    columns = ("finished_yes", "finished_partly", "finished_no")
    for place in ("E3", "F3"):
        edition.put(f"cases.xlsx!tabel 16!{place}", None)
    edition.put("cases.xlsx!tabel 16!D3", 1)
    write_claims(edition, {})
    declared = (RowTotal("uitkomsten", "realisation_printed", columns, "planned"),)
    found = of(results(edition, row_totals=declared), totals.CHECK)
    assert [each.holds for each in found] == [False, False, False]
    assert found[0].message.endswith("3 van 1; er zijn er meer dan er kunnen zijn")
    assert found[1].message.endswith("1 van 2; van 1 ontbreekt de uitkomst")


@given(parts=st.lists(st.integers(0, 10**6), min_size=2, max_size=8))
def test_whole_numbers_always_fit_their_own_sum(parts: list[int]) -> None:
    operands = [printed(str(part), name=f"p{place}") for place, part in enumerate(parts)]
    assert totals.judge(printed(str(sum(parts))), combined("sum", *operands)).holds
    assert totals.judge(printed(str(sum(parts) + 1)), combined("sum", *operands)).holds is False


# --- shares


def percentages(*values: str, qualifier: str = "") -> Operand:
    """Return printed shares as one operand."""
    found = [
        printed(value, decimals=2, qualifier=qualifier, name=f"s{place}")
        for place, value in enumerate(values)
    ]
    return combined("sum", *found, unit="aandeel")


@pytest.mark.parametrize(
    ("values", "complete", "holds"),
    [
        (("0.15", "0.36", "0.49"), True, True),  # 15 + 36 + 49 = 100
        (("0.33", "0.33", "0.33"), True, True),  # 99; three thirds round down, room is 3 x 0,5 point
        (("0.50", "0.33", "0.10"), True, False),  # 93
        (("0.50", "0.33", "0.10"), False, None),  # 93, of parts that are not said to be all
        (("0.60", "0.45"), False, False),  # 105 is too much, whatever else there is
    ],
)
def test_shares_of_one_whole_add_up_to_one(
    values: tuple[str, ...], complete: bool, holds: bool | None
) -> None:
    assert shares.judge(percentages(*values), complete=complete).holds is holds


def test_a_rounding_word_leaves_room_for_shares() -> None:
    # ongeveer 60% and ongeveer 37%: 97, at most 60 x 1,05 + 37 x 1,05 = 101,85
    assert shares.judge(percentages("0.60", "0.37", qualifier="ongeveer")).holds is None


def test_a_declared_column_of_shares_is_added(edition: Edition) -> None:
    # 10% + 20% + 30% = 60%
    write_claims(edition, {})
    (found,) = of(results(edition, shares=(Shares("vervolg", "follow_up.share"),)), shares.CHECK)
    assert (found.holds, found.arithmetic) == (False, "10% + 20% + 30% = 60%, niet 100%")


# --- mean times count


def test_a_mean_times_its_count_is_the_total() -> None:
    # 14 x 291.571 = 4.081.994; each mean may be half a euro off, so 4.082.000 fits (14 x 0,5 = 7)
    mean = Operand("", Leaf(Fraction(291571), values_behind(Fraction(291571), 0), "m"))
    assert products.judge(combined("*", printed("14", name="n"), mean), printed("4082000")).holds
    # 4.082.002 is 8 more
    assert products.judge(combined("*", printed("14", name="n"), mean), printed("4082002")).holds is False
    # 11 x 230.000 = 2.530.000, printed 2.300.000
    factors = printed("11", name="n"), printed("230000", name="m")
    found = products.judge(combined("*", *factors), printed("2300000"))
    assert (found.holds, found.arithmetic) == (False, "11 × 230.000 = 2.530.000, niet 2.300.000")


def test_products_are_taken_row_by_row(edition: Edition) -> None:
    # funding.pib 1000, 2000, 3000 times covenants 1, 2, 3 is 1000, 4000, 9000; totals are 1000, 2000, 3000
    write_claims(edition, {})
    declared = (Product("financiering", "funding.pib", "rvo_funding.covenants_started", "rvo_funding.total"),)
    found = of(results(edition, products=declared), products.CHECK)
    assert [each.holds for each in found] == [True, False, False]


# --- GRIM as a check


def test_a_mean_impossible_for_its_n_shows_the_two_nearest() -> None:
    found = grim.judge(printed("8.57", decimals=2), printed("52"), decimals=2)
    assert (found.holds, found.arithmetic) == (False, "445 / 52 = 8,558 en 446 / 52 = 8,577")
    assert "wel door afkappen" in found.message
    assert grim.judge(printed("8.57", decimals=2), printed("51"), decimals=2).holds is True


def test_a_rounding_word_leaves_a_share_undecided() -> None:
    # 14/52 = 26,9%; ongeveer 27,5% reaches from 26,1% to 28,9%
    share = printed("0.275", decimals=3, qualifier="ongeveer", unit="aandeel")
    assert grim.judge(share, printed("52"), decimals=3).holds is None
    exact = printed("0.275", decimals=3, unit="aandeel")
    assert grim.judge(exact, printed("52"), decimals=3).holds is False
    # 14/51 = 27,45%
    assert grim.judge(exact, printed("51"), decimals=3).arithmetic == "14 / 51 = 27,45%"


def test_shares_of_counts_are_tested_without_declaration(edition: Edition) -> None:
    # 32% of 65 is possible (21/65 = 32,3%), whatever the count that the expression names: GRIM holds
    edition.put("export.xlsx!resultaten!B2", 65)
    share = {"printed": "32%", "value": "0.32", "unit": "aandeel"}
    write_claims(edition, share | {"expression": "export.firms_with_growth[2016] / export.firms[2016]"})
    (found,) = of(results(edition), grim.CHECK)
    assert found.holds is True and found.arithmetic == "21 / 65 = 32,3%"


def test_a_declared_mean_is_tested_against_its_n(edition: Edition) -> None:
    # clusters 1 + 2 + 3 = 6; 8,57 x 6 = 51,42: 51/6 = 8,50 and 52/6 = 8,67
    write_claims(edition, {"printed": "8,57", "value": "8.57"})
    found = of(results(edition, means=(MeanOf("a", "sum(durations.clusters)"),)), grim.CHECK)
    assert [each.holds for each in found] == [False]


# --- weighted against unweighted


def test_which_mean_a_totals_row_prints(edition: Edition) -> None:
    # durations 1,5 2,5 3,5 with 1, 2, 3 clusters: weighted (1,5 + 5 + 10,5) / 6 = 2,833; simple 2,5
    weighted = {"id": "w", "printed": "2,8", "value": "2.8", "unit": "jaar"}
    simple = {"id": "s", "printed": "2,5", "value": "2.5", "unit": "jaar"}
    neither = {"id": "n", "printed": "2,2", "value": "2.2", "unit": "jaar"}
    either = {"id": "e", "printed": "3", "value": "3", "unit": "jaar"}
    means = [
        claim | {"expression": "mean(durations.mean_duration)"}
        for claim in (weighted, simple, neither, either)
    ]
    write_claims(edition, *means)
    declared = (Weights("durations", "durations.clusters"),)
    found = of(results(edition, weights=declared), weighting.CHECK)
    assert [each.holds for each in found] == [True, False, False, None]
    assert "geen van beide" in found[2].message


def test_a_weighted_mean_tells_its_own_weights(edition: Edition) -> None:
    claim = {"printed": "2,5", "value": "2.5", "unit": "jaar"}
    write_claims(edition, claim | {"expression": "wmean(durations.mean_duration, durations.clusters)"})
    (found,) = of(results(edition), weighting.CHECK)
    assert found.holds is False and found.arithmetic == "gewogen 2,833, ongewogen 2,5, afgedrukt 2,5"


# --- the same quantity in several places


def test_a_quantity_printed_in_two_ways_is_told_with_its_places(edition: Edition) -> None:
    write_claims(
        edition,
        {"id": "een", "printed": "52", "value": "52", "place": "2.4.1", "line": "1942"},
        {
            "id": "twee",
            "printed": "51",
            "value": "51",
            "place": "4.2.2",
            "line": "3534",
            "expression": 'claim("een")',
        },
    )
    (found,) = of(results(edition), repeats.CHECK)
    assert found.holds is False and found.claims == ("een", "twee")
    assert found.arithmetic == "‘52’ in 2.4.1, regel 1942; ‘51’ in 4.2.2, regel 3534"


def test_a_rounding_word_does_not_make_a_difference(edition: Edition) -> None:
    # ongeveer 160 reaches from 152 to 168
    write_claims(
        edition,
        {"id": "een", "printed": "158", "value": "158"},
        {"id": "twee", "printed": "ongeveer 160", "value": "160", "expression": 'claim("een")'},
    )
    assert [found.holds for found in of(results(edition), repeats.CHECK)] == [True]


_BOUNDS = st.tuples(st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans())


@given(bounds=st.lists(_BOUNDS, min_size=1, max_size=5))
def test_intervals_that_meet_two_by_two_have_a_value_in_common(
    bounds: list[tuple[int, int, bool, bool]],
) -> None:
    found = [
        Interval(
            Fraction(min(low, high)), Fraction(max(low, high)), low == high or lower, low == high or upper
        )
        for low, high, lower, upper in bounds
    ]
    pairwise = all(meet(one, other) for one in found for other in found)
    assert (repeats.common(found) is not None) is pairwise


# --- orderings


def test_a_part_larger_than_its_whole_cannot_be() -> None:
    # 89% is at least 88,5% and 88% is less than that
    found = orderings.judge(
        printed("0.89", decimals=2, unit="aandeel"), printed("0.88", decimals=2, unit="aandeel", name="b")
    )
    assert found == Judgement(False, "89% > 88%", "iets: dit kan niet, 89% > 88%")


def test_rounding_may_turn_an_order_round() -> None:
    # 89% and ongeveer 88%: the second may be up to 92,4%
    found = orderings.judge(
        printed("0.89", decimals=2), printed("0.88", decimals=2, qualifier="ongeveer", name="b")
    )
    assert found.holds is None


def test_a_range_has_its_low_end_first(edition: Edition) -> None:
    write_claims(
        edition,
        {"id": "x.low", "printed": "20 tot 50", "value": "20"},
        {"id": "x.high", "printed": "20 tot 50", "value": "50"},
        {"id": "y.low", "printed": "8 tot 7", "value": "8"},
        {"id": "y.high", "printed": "8 tot 7", "value": "7"},
    )
    assert [found.holds for found in of(results(edition), orderings.CHECK) if found.claims] == [True, False]


def test_a_share_over_all_years_lies_between_those_of_the_years(edition: Edition) -> None:
    share = {"unit": "aandeel", "expression": "export.firms_with_growth[2016] / export.firms[2016]"}
    write_claims(
        edition,
        share | {"id": "t.share_2016", "printed": "24%", "value": "0.24"},
        share | {"id": "t.share_2017", "printed": "32%", "value": "0.32"},
        share | {"id": "t.share_all", "printed": "23%", "value": "0.23"},
    )
    (found,) = [each for each in of(results(edition), orderings.CHECK) if "t.share_all" in each.claims]
    assert (found.holds, found.message) == (False, "iets (2.1): dit kan niet, 24% > 23%")


def test_declared_orders_and_bounds(edition: Edition) -> None:
    # clusters 1, 2, 3; firms 11, 12, 13
    write_claims(edition, {"printed": "2", "value": "2"}, {"id": "b", "printed": "12", "value": "12"})
    ordered = (Ordered("oplopend", ("max(durations.clusters)", 'claim("a")')),)  # 3 above 2
    between = (Between("binnen", 'claim("a")', "export.firms", 'claim("b")'),)  # 13 above 12
    found = of(results(edition, ordered=ordered, between=between), orderings.CHECK)
    declared = [each for each in found if each.message.startswith(("oplopend", "binnen"))]
    assert [each.holds for each in declared] == [False, False]
    assert declared[1].arithmetic == "13 > 12"


def test_a_sheet_that_orders_two_columns_is_checked_row_by_row(edition: Edition) -> None:
    edition.put("export.xlsx!resultaten!C3", 13)  # 13 firms with growth out of 12
    write_claims(edition, {})
    found = [each for each in of(results(edition), orderings.CHECK) if each.message.startswith("resultaten")]
    assert [each.holds for each in found] == [True, False, True]


# --- spans of years


def test_a_longer_span_has_at_least_as_much_as_one_inside_it(edition: Edition) -> None:
    write_claims(
        edition,
        {"id": "vijf", "printed": "25%", "value": "0.25", "unit": "aandeel"},
        {"id": "een", "printed": "30%", "value": "0.30", "unit": "aandeel"},
    )
    declared = (
        Window("ooit export", 2016, 2020, 'claim("vijf")'),
        Window("ooit export", 2018, 2018, 'claim("een")'),
        Window("iets anders", 2016, 2017, 'claim("een")'),
    )
    (found,) = of(results(edition, windows=declared), windows.CHECK)
    assert found.holds is False
    assert found.message == "ooit export, 2018-2018 binnen 2016-2020: dit kan niet, 30% > 25%"


YEARS = st.tuples(st.integers(2000, 2010), st.integers(2000, 2010))


@given(one=YEARS, other=YEARS)
def test_no_span_lies_inside_another_that_lies_inside_it(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    first = Window("q", min(one), max(one), "1")
    second = Window("q", min(other), max(other), "1")
    assert not (windows.inside(first, second) and windows.inside(second, first))


# --- stated counts against lists


def test_a_stated_count_is_held_against_the_list(edition: Edition) -> None:
    # each of the three organisations of the tiny edition belongs to another case
    expression = 'count(case_organisations.organisation where case="case 1")'
    write_claims(edition, {"printed": "vier bedrijven", "value": "4", "expression": expression})
    (found,) = of(results(edition), listings.CHECK)
    assert found.holds is False and found.arithmetic == "1: organisatie 1; genoemd 4"
    assert found.cells == ("cases.xlsx!organisaties!B2",)


def test_counts_added_up_are_one_list(edition: Edition) -> None:
    both = " + ".join(f'count(case_organisations.organisation where case="case {place}")' for place in (1, 2))
    write_claims(edition, {"printed": "2", "value": "2", "expression": both})
    (found,) = of(results(edition), listings.CHECK)
    assert found.holds is True and found.arithmetic == "2: organisatie 1 en organisatie 2"


TALLY = Tally(
    "geturfd",
    "realisation_printed",
    "category",
    (("finished_yes", "afgerond", "ja"), ("finished_partly", "afgerond", "deels")),
    "activities",
    "case",
    "printed",
    (("ja", ("ja",)), ("grotendeels", ("ja", "deels")), ("deels", ("deels",))),
    "cases",
    "state",
    ("Diplomatie",),
)


@pytest.mark.parametrize(
    ("text", "yes", "partly"),
    [
        ("Ja", True, False),  # tallied 1 and 1: one case cannot be both
        ("Deels", False, True),
        ("Grotendeels", None, None),  # either may be meant
        ("Ja, deels onder G2G", None, None),
        ("Nee", False, False),
    ],
)
def test_tallies_are_held_against_the_rows_they_come_from(
    edition: Edition, text: str, yes: bool | None, partly: bool | None
) -> None:
    # the first activity is the only one on diplomacy, in a finished case; the first row tallies 1 and 1
    edition.put("cases.xlsx!activiteiten!D2", text)
    write_claims(edition, {})
    found = of(results(edition, tallies=(TALLY,)), listings.CHECK)
    assert [each.holds for each in found] == [yes, partly]


def test_a_case_with_two_unlike_activities_may_be_tallied_as_either(edition: Edition) -> None:
    # Ja and Nee in one category of one case: the tally of 1 under ja is possible, not sure; deels cannot be
    for place, value in (("D2", "Ja"), ("A3", "case 1"), ("D3", "Nee"), ("G3", "Diplomatie")):
        edition.put(f"cases.xlsx!activiteiten!{place}", value)
    write_claims(edition, {})
    found = of(results(edition, tallies=(TALLY,)), listings.CHECK)
    assert [each.holds for each in found] == [None, False]


# --- duplicates


def test_a_name_twice_is_told_with_its_groups(edition: Edition) -> None:
    edition.put("portfolio.xlsx!marktlanden!C3", "Land 1")  # other capitals, the same name
    write_claims(edition, {})
    declared = (Unique("landen", "market_countries", "country", "market_type"),)
    (found,) = of(results(edition, unique=declared), duplicates.CHECK)
    assert found.holds is False and found.message == "landen: land 1 staat in 2 groepen"
    # beside the two names stand the cells with the number of clusters of the two kinds of market
    assert found.cells == (
        "portfolio.xlsx!marktlanden!C2",
        "portfolio.xlsx!marktlanden!C3",
        "portfolio.xlsx!marktsoorten!B2",
        "portfolio.xlsx!marktsoorten!B3",
    )


def test_a_list_without_duplicates_is_said_to_be_in_order(edition: Edition) -> None:
    write_claims(edition, {})
    declared = (Unique("landen", "market_countries", "country", "market_type"),)
    assert [each.holds for each in of(results(edition, unique=declared), duplicates.CHECK)] == [True]


# --- the PIB report


@pytest.fixture(scope="module")
def pib() -> list[Result]:
    inputs = inputs_of(PIB)
    return list(checks.run(Facts.of(read_register(PIB, inputs), inputs), PIB))


def test_all_that_is_declared_for_pib_is_there() -> None:
    inputs = inputs_of(PIB)
    facts = Facts.of(read_register(PIB, inputs), inputs)
    declared = checks.declared_for(PIB)
    numbers = [
        *(text for each in declared.totals for text in (each.parts, each.whole)),
        *(text for each in declared.ordered for text in each.steps),
        *(text for each in declared.between for text in (each.low, each.high)),
        *(each.n for each in declared.means),
        *(each.value for each in declared.windows),
    ]
    assert [text for text in numbers if facts.operand(text) is None] == []
    columns = [
        *(each.column for each in declared.shares),
        *(each.column for each in declared.between),
        *(text for each in declared.products for text in (each.mean, each.count, each.total)),
        *(text for each in declared.weights for text in (each.weights,)),
        *(f"{each.table}.{each.column}" for each in declared.unique),
    ]
    assert [text for text in columns if not facts.column(text)] == []
    assert {each.claim for each in declared.means} <= set(facts.claims)


@pytest.mark.parametrize(
    ("check", "arithmetic"),
    [
        (totals.CHECK, "17 + 18 = 35, niet 38"),  # table 12
        (totals.CHECK, "6 + 6 + 5 = 17, niet 16"),  # 4.1.1
        (products.CHECK, "11 × 230.000 = 2.530.000, niet 2.300.000"),  # tables 5 and 6
        (weighting.CHECK, "gewogen 226.896,6, ongewogen 217.379,6, afgedrukt 217.380"),  # table 5
        (grim.CHECK, "445 / 52 = 8,558 en 446 / 52 = 8,577"),  # 2.4.2
        (orderings.CHECK, "89% > 88%"),  # 2.2.3 and 2.4.2
        (repeats.CHECK, "‘3.000m2’ in Tabel 9, regel 3048; ‘8.000m2’ in bijlage C.6"),
        (listings.CHECK, "Feed2Seed, Eurofins, HSI en HAS Hogeschool; genoemd 7"),  # C.6
        (duplicates.CHECK, "2 keer in ‘Prioritaire markt en combinatieland’"),  # India in table 7
    ],
)
def test_what_is_wrong_in_the_pib_report_is_found(pib: list[Result], check: str, arithmetic: str) -> None:
    assert [found for found in of(pib, check) if found.holds is False and arithmetic in found.arithmetic]


def test_what_is_right_in_the_pib_report_is_left_alone(pib: list[Result]) -> None:
    # 29 + 2 + 8 + 13 = 52; 15 + 36 + 49 = 100; 14 x 291.571 = 4.081.994; 497 / 51 = 9,745
    right = " ".join(found.arithmetic for found in pib if found.holds)
    for arithmetic in ("29 + 2 + 8 + 13 = 52", "15% + 36% + 49% = 100%", "14 × 291.571", "497 / 51 = 9,745"):
        assert arithmetic in right


def test_results_become_a_frame_with_one_row_each(pib: list[Result]) -> None:
    table = checks.frame(pib)
    assert list(table.columns) == ["check", "claims", "cells", "holds", "arithmetic", "message"]
    assert len(table) == len(pib)
    assert set(table["check"]) <= set(checks.CHECKS)


def test_other_numbers_can_be_put_in(pib: list[Result]) -> None:
    # with 21 instead of 18 the parts of table 12 are 17 + 21 = 38
    inputs = inputs_of(PIB)
    facts = Facts.of(read_register(PIB, inputs), inputs)
    (wrong,) = [
        relation
        for relation in checks.relations(facts, checks.declared_for(PIB))
        if relation.repeats == "pib_table_12.firms_with_growth_all" and relation.check == totals.CHECK
    ]
    cell = "export.xlsx!resultaten!C3"
    assert wrong.result().holds is False
    assert wrong.result({cell: Leaf(Fraction(21), point(Fraction(21)), cell)}).holds is True
