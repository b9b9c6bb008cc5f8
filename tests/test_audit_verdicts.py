"""Verdicts: each of the seven on a hand-worked case."""

from __future__ import annotations

from fractions import Fraction

import pytest

from audit_edition import write_claims
from evalbook.audit import inputs_of, judge, read_register
from evalbook.errors import RunError


def judged(edition, *claims):
    write_claims(edition, *claims)
    inputs = inputs_of(edition.name)
    return {each.claim.id: each for each in judge(read_register(edition.name, inputs), inputs)}


def verdict(edition, printed, value, expression, unit="aantal"):
    claim = {"printed": printed, "value": value, "expression": expression, "unit": unit}
    return judged(edition, claim)["a"]


def test_what_is_a_cell_is_input(edition):
    assert verdict(edition, "11", "11", "export.firms[2016]").verdict == "input"


def test_what_rounds_to_the_printed_number_is_reproduced(edition):
    # 2 / 12 = 0,1667
    found = verdict(edition, "17%", "0.17", "export.firms_with_growth[2017] / export.firms[2017]", "aandeel")
    assert (found.verdict, found.recomputed) == ("reproduced", Fraction(1, 6))


def test_what_lies_exactly_halfway_is_reproduced_and_named_a_tie(edition):
    # 17 / 2 = 8,5, half away from nought is 9
    found = verdict(edition, "9", "9", "17 / 2")
    assert (found.verdict, found.tie) == ("reproduced", True)


def test_what_was_cut_off_instead_of_rounded_is_told_apart(edition):
    # 2 / 12 = 16,67%, printed as 16%
    found = verdict(edition, "16%", "0.16", "export.firms_with_growth[2017] / export.firms[2017]", "aandeel")
    assert found.verdict == "reproduced_by_truncation"


def test_what_the_rounding_of_the_inputs_allows_is_within_rounding(edition):
    # 1,50 x 100 = 150,0; since 1,50 stands for 1,495 up to 1,505, 150,4 is possible and 150,6 is not
    assert (
        verdict(edition, "150,4", "150.4", "durations.mean_duration[2016] * 100", "jaar").verdict
        == "within_rounding"
    )
    assert (
        verdict(edition, "150,6", "150.6", "durations.mean_duration[2016] * 100", "jaar").verdict
        == "contradicted"
    )


def test_what_cannot_follow_is_contradicted(edition):
    # 11 + 12 + 13 = 36
    found = verdict(edition, "35", "35", "sum(export.firms)")
    assert (found.verdict, found.recomputed) == ("contradicted", 36)


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("meer dan 35", "35", "reproduced"),  # 36 is more than 35
        ("meer dan 36", "36", "contradicted"),
        ("minstens 36", "36", "reproduced"),
        ("ongeveer 37", "37", "reproduced"),  # 5% of 37 is 1,85
        ("ongeveer 39", "39", "contradicted"),  # 5% of 39 is 1,95
        ("bijna 40", "40", "reproduced"),  # 10% of 40 is 4: from 36 up to 40
        ("bijna 36", "36", "contradicted"),
        ("ruim 36", "36", "reproduced"),
        ("ruim 37", "37", "contradicted"),
        ("minder dan 36", "36", "contradicted"),
        ("maximaal 36", "36", "reproduced"),
    ],
)
def test_a_rounding_word_decides_what_the_recomputed_36_may_be_called(edition, printed, value, expected):
    assert verdict(edition, printed, value, "sum(export.firms)").verdict == expected


def test_the_same_number_elsewhere_is_reproduced(edition):
    found = judged(edition, {"id": "a"}, {"id": "b", "expression": 'claim("a")'})
    assert found["b"].verdict == "reproduced"


def test_another_number_elsewhere_is_conflicting_and_names_the_place(edition):
    found = judged(
        edition,
        {"id": "a", "printed": "3.000m2", "value": "3000", "unit": "m2", "place": "Tabel 9", "line": "3048"},
        {"id": "b", "printed": "8.000m2", "value": "8000", "unit": "m2", "expression": 'claim("a")'},
    )["b"]
    assert found.verdict == "conflicting"
    assert found.reason == "elders afgedrukt als 3.000m2 (Tabel 9, regel 3048)"


def test_numbers_elsewhere_whose_rounding_overlaps_do_not_conflict(edition):
    found = judged(
        edition,
        {"id": "a", "printed": "ongeveer 100", "value": "100"},
        {
            "id": "b",
            "printed": "ca. 108",
            "value": "108",
            "expression": 'claim("a")',
        },  # up to 105, from 102,6
    )
    assert found["b"].verdict == "within_rounding"


def test_what_nothing_determines_is_not_recomputable_with_its_reason(edition):
    found = judged(edition, {"note": "het aantal is niet afgedrukt"})["a"]
    assert (found.verdict, found.reason) == ("not_recomputable", "het aantal is niet afgedrukt")


def test_an_empty_input_is_the_reason_why_nothing_can_be_recomputed(edition):
    edition.put("portfolio.xlsx!rvo!C2", None)
    found = verdict(edition, "3", "3", "rvo_funding.covenants_running[2016] + 1")
    assert (found.verdict, found.reason) == ("not_recomputable", "invoercel portfolio.xlsx!rvo!C2 is leeg")


def test_a_cell_that_holds_another_number_than_was_printed_contradicts_it(edition):
    found = verdict(edition, "12", "12", "export.firms[2016]")
    assert (found.verdict, found.recomputed) == ("contradicted", 11)
    assert found.reason == "invoercel export.xlsx!resultaten!B2 bevat 11, afgedrukt is 12"


def test_a_cell_in_another_unit_is_an_error_of_ours(edition):
    with pytest.raises(RunError, match=r"in miljoen euro, maar invoercel export\.xlsx!resultaten!D2 in euro"):
        verdict(edition, "1000 miljoen", "1000", "export.growth[2016]", "miljoen euro")


def test_changing_one_cell_changes_exactly_the_verdicts_that_depend_on_it(edition):
    claims = (
        {"id": "sum", "printed": "36", "value": "36", "expression": "sum(export.firms)"},
        {"id": "share", "printed": "9%", "value": "0.09", "unit": "aandeel", "expression": "export.firms_with_growth[2016] / export.firms[2016]"},
        {"id": "other", "printed": "12", "value": "12", "expression": "export.firms[2017]"},
        {"id": "growth", "printed": "6000", "value": "6000", "unit": "euro", "expression": "sum(export.growth)"},
    )  # fmt: skip
    before = {name: each.verdict for name, each in judged(edition, *claims).items()}
    edition.put("export.xlsx!resultaten!B2", 14)  # 14 + 12 + 13 = 39; 1 / 14 = 7%
    after = {name: each.verdict for name, each in judged(edition, *claims).items()}
    assert before == {"sum": "reproduced", "share": "reproduced", "other": "input", "growth": "reproduced"}
    assert after == before | {"sum": "contradicted", "share": "contradicted"}
