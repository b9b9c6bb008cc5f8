"""Expressions over the tiny edition: exact values, cells used, and what rounding allows.

In the tiny edition (see `conftest.plausible`): export has start years 2016, 2017, 2018; firms 11, 12,
13; firms with growth 1, 2, 3; growth 1.000, 2.000, 3.000 euros. durations has clusters 1, 2, 3 and mean
durations of 1.50, 2.50, 3.50 years.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from audit_edition import write_claims
from evalbook.audit import evaluate, inputs_of, parse, read_register
from evalbook.audit.inputs import exact
from evalbook.rounding import Interval


def outcome(edition, text, claims=None):
    return evaluate(parse(text), inputs_of(edition.name), claims or {})


VALUES = [
    ("export.firms[2016]", "11"),
    ("sum(export.firms)", "36"),  # 11 + 12 + 13
    ("mean(export.growth)", "2000"),  # (1000 + 2000 + 3000) / 3
    ("wmean(durations.mean_duration, durations.clusters)", "17/6"),  # (1.5 + 5 + 10.5) / 6
    ("count(export.firms)", "3"),
    ("count(export.firms where start_year=2017)", "1"),
    ("sum(export.growth where firms_with_growth=3)", "3000"),
    ("min(export.firms)", "11"),
    ("max(export.firms, 20)", "20"),
    ("ratio(export.firms_with_growth[2016], export.firms[2016])", "1/11"),
    ("round(export.growth[2018] / 7, 1)", "428.6"),  # 428.571...
    ("round(export.growth[2018] / 7, -2)", "400"),
    ("export.firms[2016] - export.firms[2017] - 1", "-2"),
    ("-export.firms[2016] + 1", "-10"),
    ("(1 + 2) * 3 / 2", "9/2"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_an_expression_gives_its_exact_value(edition, text, value):
    assert outcome(edition, text).value == Fraction(value)


def test_a_cell_is_the_decimal_that_was_typed_not_its_nearest_binary_fraction():
    assert exact(4.65) == Fraction(465, 100)
    assert exact(1e-7) == Fraction(1, 10**7)


def test_the_cells_used_are_named_in_order_each_once(edition):
    found = outcome(edition, "export.growth[2017] / export.firms[2016] + export.growth[2017]")
    assert found.sources == ("export.xlsx!resultaten!D3", "export.xlsx!resultaten!B2")


def test_columns_are_found_by_their_header_wherever_they_stand(edition):
    with edition.editing("export.xlsx", "resultaten") as sheet:
        sheet.insert_cols(1)
        for row in range(1, 5):
            sheet.cell(row, 1).value = sheet.cell(row, 4).value  # firms_with_growth goes first
        sheet.delete_cols(4)
    assert outcome(edition, "sum(export.firms_with_growth)").sources[0] == "export.xlsx!resultaten!A2"


def test_counts_are_exact_and_means_known_to_their_last_decimal(edition):
    assert outcome(edition, "export.firms[2016]").interval == Interval(Fraction(11), Fraction(11), True, True)
    # 1,50 stands for 1,495 up to, not including, 1,505
    assert outcome(edition, "durations.mean_duration[2016]").interval == Interval(
        Fraction("1.495"), Fraction("1.505"), True, False
    )


def test_a_whole_euro_is_known_to_half_a_euro(edition):
    # 1.000 / 11: from 999,5 / 11 up to 1.000,5 / 11
    assert outcome(edition, "export.growth[2016] / export.firms[2016]").interval == Interval(
        Fraction("999.5") / 11, Fraction("1000.5") / 11, True, False
    )


def test_a_rounding_word_beside_a_key_figure_widens_it(edition):
    edition.put("export.xlsx!resultaten!D2", 1000)
    edition.put("effect.xlsx!kengetallen!C2", 160, "General")
    edition.put("effect.xlsx!kengetallen!D2", "miljoen euro")
    edition.put("effect.xlsx!kengetallen!E2", "ongeveer €160 miljoen")
    # 5% of 160 is 8
    assert outcome(edition, "effect_figures.value[sleutel 1]").interval == Interval(
        Fraction(152), Fraction(168), True, True
    )


def test_a_counted_key_figure_is_exact_and_a_mean_is_not(edition):
    edition.put("effect.xlsx!kengetallen!C2", 12, "General")
    edition.put("effect.xlsx!kengetallen!E2", "12 bedrijven")
    assert outcome(edition, "effect_figures.value[sleutel 1]").interval == Interval(
        Fraction(12), Fraction(12), True, True
    )
    edition.put("effect.xlsx!kengetallen!E2", "gemiddeld 12 bedrijven")
    assert outcome(edition, "effect_figures.value[sleutel 1]").interval == Interval(
        Fraction("11.5"), Fraction("12.5"), True, False
    )


def test_an_empty_cell_is_named_as_the_reason(edition):
    edition.put("portfolio.xlsx!rvo!C3", None)
    found = outcome(edition, "sum(rvo_funding.covenants_running)")
    assert (found.value, found.reason) == (None, "invoercel portfolio.xlsx!rvo!C3 is leeg")


def test_empty_cells_are_not_counted(edition):
    edition.put("portfolio.xlsx!rvo!C3", None)
    assert outcome(edition, "count(rvo_funding.covenants_running)").value == 2


def test_a_division_by_nought_is_named_as_the_reason(edition):
    edition.put("export.xlsx!resultaten!B2", 0)
    assert outcome(edition, "1 / export.firms[2016]").reason == "er wordt door nul gedeeld"


def test_a_claim_counts_with_what_is_printed(edition):
    write_claims(edition, {"id": "a", "printed": "ongeveer 20", "value": "20"}, {"id": "b"})
    claims = {claim.id: claim for claim in read_register(edition.name)}
    found = outcome(edition, 'claim("a") / claim("b")', claims)
    assert (found.value, found.claims) == (Fraction(20, 3), ("a", "b"))
    assert found.interval == Interval(Fraction(19, 3), Fraction(21, 3), True, True)  # 5% of 20 is 1


def test_other_values_can_be_tried_without_touching_the_workbook(edition):
    before = edition.contents()
    inputs = inputs_of(edition.name)
    tried = inputs.changed({"export.xlsx!resultaten!B2": Fraction(21)})
    assert evaluate(parse("sum(export.firms)"), tried, {}).value == 46  # 21 + 12 + 13
    assert evaluate(parse("sum(export.firms)"), inputs, {}).value == 36
    assert edition.contents() == before


def test_a_tried_value_is_as_roughly_known_as_the_one_it_replaces(edition):
    tried = inputs_of(edition.name).changed({"portfolio.xlsx!looptijd!C2": Fraction("2.5")})
    assert evaluate(parse("durations.mean_duration[2016]"), tried, {}).interval == Interval(
        Fraction("2.495"), Fraction("2.505"), True, False
    )


def test_a_changed_claim_keeps_its_precision(edition):
    write_claims(edition, {"id": "a", "printed": "4,10", "value": "4.10", "unit": "jaar"})
    claim = read_register(edition.name)[0]
    assert replace(claim, value=Fraction(5)).interval == Interval(
        Fraction("4.995"), Fraction("5.005"), True, False
    )
