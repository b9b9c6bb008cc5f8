"""One expression, two more uses: a formula for Excel and a calculation for people."""

from __future__ import annotations

import pytest

from audit_edition import write_claims
from evalbook.audit import inputs_of, parse, read_register
from evalbook.audit.formulas import Layout, excel_formula
from evalbook.audit.readable import calculation_text
from evalbook.audit.sheetnames import MOST_CHARACTERS, quoted, sheet_names
from evalbook.tables.spec import Column, Table


@pytest.fixture
def layout(edition):
    inputs = inputs_of(edition.name)
    names = sheet_names({edition.name: inputs.specification.values()})
    sheets = {(workbook, sheet): name for (_, workbook, sheet), name in names.items()}
    return Layout(inputs, sheets, {"c1.a": "G2"})


FORMULAS = [
    ("export.firms[2017]", "='export_resultaten'!$B$3"),
    ("sum(export.firms)", "=SUM('export_resultaten'!$B$2:$B$4)"),
    ("mean(export.firms)", "=AVERAGE('export_resultaten'!$B$2:$B$4)"),
    (
        "wmean(durations.mean_duration, durations.clusters)",
        "=SUMPRODUCT('portfolio_looptijd'!$C$2:$C$4,'portfolio_looptijd'!$B$2:$B$4)/SUM('portfolio_looptijd'!$B$2:$B$4)",
    ),
    ("count(export.firms)", "=COUNTA('export_resultaten'!$B$2:$B$4)"),
    (
        "count(export.firms where start_year=2017)",
        "=COUNTIFS('export_resultaten'!$A$2:$A$4,\"=2017\",'export_resultaten'!$B$2:$B$4,\"<>\")",
    ),
    (
        "sum(export.firms where start_year=2017)",
        "=SUMIFS('export_resultaten'!$B$2:$B$4,'export_resultaten'!$A$2:$A$4,\"=2017\")",
    ),
    ("max(export.firms where start_year=2017)", "=MAX('export_resultaten'!$B$3)"),
    ("min(export.firms, 3)", "=MIN('export_resultaten'!$B$2:$B$4,3)"),
    ("round(export.growth[2016] / 7, -1)", "=ROUND('export_resultaten'!$D$2/7,-1)"),
    ("ratio(export.firms[2016], 1 + 2)", "='export_resultaten'!$B$2/(1+2)"),
    ('claim("c1.a") * 0.5', "='claims'!$G$2*0.5"),
    ("1 - (2 - 3)", "=1-(2-3)"),
    ("-(1 + 2)", "=-(1+2)"),
    ("count(other_themes.clusters)", "=COUNTA('portfolio_overige thema''s'!$B$2:$B$4)"),
]


@pytest.mark.parametrize(("text", "formula"), FORMULAS)
def test_an_expression_becomes_a_formula_over_the_same_addresses(layout, text, formula):
    assert excel_formula(parse(text), layout) == formula


def test_signs_that_stand_for_other_signs_are_taken_as_they_are(layout):
    text = 'count(cases.name where name="wat? *echt* ""nu""")'
    assert '"=wat~? ~*echt~* ""nu"""' in excel_formula(parse(text), layout)


def test_a_number_in_a_condition_of_a_weighted_mean_is_compared_as_a_number(layout):
    text = "wmean(durations.mean_duration where start_year=2016, durations.clusters where start_year=2016)"
    assert "--('portfolio_looptijd'!$A$2:$A$4=2016)," in excel_formula(parse(text), layout)


def sheet(name):
    return Table("t", "werkmap.xlsx", name, (Column("a", "a"),), ("a",))


def test_names_of_sheets_are_short_and_differ_also_where_only_capitals_do():
    long = "een heel lange naam voor een blad"
    names = sheet_names({"pib-1": [sheet(long), sheet(long.upper())], "pib-2": [sheet(long)]})
    assert all(len(name) <= MOST_CHARACTERS for name in names.values())
    assert len({name.casefold() for name in names.values()}) == 3


def test_a_sheet_cannot_take_the_name_of_one_of_ours_or_a_forbidden_sign():
    assert sheet_names({"pib-1": [sheet("a/b:c")]})["pib-1", "werkmap.xlsx", "a/b:c"] == "werkmap_a-b-c"
    assert quoted("overige thema's") == "'overige thema''s'"


TEXTS = [
    ("export.firms_with_growth[2017] / export.firms[2017]", "2 ÷ 12"),
    ("sum(export.growth) / 1000000", "(1.000 + 2.000 + 3.000) ÷ 1.000.000"),
    ("mean(export.growth)", "(1.000 + 2.000 + 3.000) ÷ 3"),
    (
        "wmean(durations.mean_duration, durations.clusters)",
        "(1 × 1,5 + 2 × 2,5 + 3 × 3,5) ÷ (1 + 2 + 3)",
    ),
    ("count(export.firms)", "3 (geteld)"),
    ("2023 - cases.start_year[case 1]", "2023 − 2016"),
    ("follow_up.share[volledig] * 2", "10% × 2"),
    ("1 - (2 - 3)", "1 − (2 − 3)"),
    ("max(export.firms)", "grootste van 11; 12; 13"),
    ("round(export.growth[2016] / 7, 2)", "afgerond(1.000 ÷ 7; 2 decimalen)"),
    ("-export.firms[2016]", "−11"),
    ("export.firms[2016]", ""),  # an input has no calculation
]


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_an_expression_reads_as_a_calculation_in_dutch(edition, text, shown):
    assert calculation_text(parse(text), inputs_of(edition.name), {}) == shown


def test_a_repeated_number_says_where_else_it_is_printed(edition):
    write_claims(edition, {"id": "a", "place": "Tabel 4", "printed": "52", "value": "52"})
    claims = {claim.id: claim for claim in read_register(edition.name)}
    text = calculation_text(parse('claim("a")'), inputs_of(edition.name), claims)
    assert text == "zoals in Tabel 4: 52"


def test_a_long_sum_is_cut_and_says_how_long_it_is(edition):
    text = calculation_text(parse(f"sum({', '.join(['1'] * 40)})"), inputs_of(edition.name), {})
    assert text == "1 + 1 + 1 + … (40 getallen) + 1"
