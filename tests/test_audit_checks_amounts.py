"""Checks on amounts a year, and on counts with their share: each on hand-worked numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from audit_edition import write_claims
from conftest import Edition
from evalbook.audit import checks, inputs_of, read_register
from evalbook.audit.calculation import Leaf
from evalbook.audit.checks import bases, rates, windows
from evalbook.audit.checks.declarations import Base, Declarations, Window, Yearly
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Operand, Result
from evalbook.audit.qualifiers import values_behind

SIX_YEARS = Yearly("subsidie", "", 2017, 2022, "")


def printed(text: str, decimals: int = 0, qualifier: str = "", unit: str = "") -> Operand:
    """Return a printed number as an operand, named by itself: two of one name would vary together."""
    value = Fraction(text)
    return Operand("iets", Leaf(value, values_behind(value, decimals, qualifier), text), unit)


def results(edition: Edition, check: str, **declared: Any) -> list[Result]:
    inputs = inputs_of(edition.name)
    facts = Facts.of(read_register(edition.name, inputs), inputs)
    found = checks.results_of(checks.relations(facts, Declarations(**declared)))
    return [result for result in found if result.check == check]


def test_nine_a_year_for_six_years_is_not_about_forty() -> None:
    # 6 x 9 = 54; even 6 x 8,5 = 51 lies above 40 + 5% = 42
    found = rates.judge(SIX_YEARS, printed("9"), printed("40", qualifier="circa"))
    assert (found.holds, found.arithmetic) == (False, "6 × 9 = 54, niet 40")
    assert found.message == "subsidie, 2017-2022: samen 54, afgedrukt 40"


def test_an_amount_a_year_may_be_rounded() -> None:
    # 6 x 7 = 42, the most that about forty can be; 6 x 6,5 = 39 is well inside
    assert rates.judge(SIX_YEARS, printed("7"), printed("40", qualifier="circa")).holds
    # without the word 40 lies between 39,5 and 40,5: 6 x 6,74 = 40,4 still fits, 6 x 6,8 = 40,8 does not
    assert rates.judge(SIX_YEARS, printed("6.74", 2), printed("40")).holds
    assert rates.judge(SIX_YEARS, printed("6.8", 2), printed("40")).holds is False


def test_a_declared_amount_a_year_is_held_against_its_total(edition: Edition) -> None:
    write_claims(edition, {})
    # growth is 1000, 2000 and 3000: 3 x 2000 = 6000, which is their sum; 3 x 1000 is not
    declared = (
        Yearly("groei", "export.growth[2017]", 2016, 2018, "sum(export.growth)"),
        Yearly("groei", "export.growth[2016]", 2016, 2018, "sum(export.growth)"),
        Yearly("niets", "nergens.growth[2016]", 2016, 2018, "sum(export.growth)"),
    )
    found = results(edition, rates.CHECK, yearly=declared)
    assert [each.holds for each in found] == [True, False]
    assert found[1].arithmetic == "3 × 1.000 = 3.000, niet 6.000"
    assert found[1].cells[0] == "export.xlsx!resultaten!D2"


def test_a_count_and_its_share_imply_a_base() -> None:
    # 12 of 50 is 24%, not 14%; 12 / 14% = 85,7
    count, share = printed("12"), printed("0.14", 2, unit="aandeel")
    found = bases.judge(count, share, printed("50"))
    assert (found.holds, found.arithmetic) == (False, "12 ÷ 14% = 86, niet 50")
    # 13,5% of 86 is 11,6 and 14,5% is 12,5
    assert bases.judge(count, share, printed("86")).holds


def test_a_declared_count_is_held_against_its_base(edition: Edition) -> None:
    edition.put("export.xlsx!resultaten!B2", 10)
    write_claims(edition, {})
    # firms with growth 1, 2, 3; of 10, 12 and 13 firms; follow-up shares 10%, 20%, 30%
    outcomes = [key[0] for key in Facts.of((), inputs_of(edition.name)).rows("follow_up.share")]
    declared = tuple(
        Base("groei", f"export.firms_with_growth[{year}]", f'follow_up.share["{outcome}"]', base)
        for year, outcome, base in (
            (2016, outcomes[0], "export.firms[2016]"),  # 10% of 10 is 1
            (2018, outcomes[0], "export.firms[2018]"),  # 10% of 13 is 1,3, never 3
        )
    )
    assert [each.holds for each in results(edition, bases.CHECK, bases=declared)] == [True, False]


def test_a_span_counted_from_an_event_has_a_name(edition: Edition) -> None:
    write_claims(edition, {})
    # 3 in the year before against 2 in all five years before
    declared = (
        Window("bedrijven", -5, -1, "export.firms_with_growth[2017]", "de vijf jaar ervoor"),
        Window("bedrijven", -1, -1, "export.firms_with_growth[2018]", "het jaar ervoor"),
    )
    (found,) = results(edition, windows.CHECK, windows=declared)
    assert found.holds is False
    assert found.message == "bedrijven, het jaar ervoor binnen de vijf jaar ervoor: dit kan niet, 3 > 2"
