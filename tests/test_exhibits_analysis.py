"""Exhibits of what an evaluator adds to a register, on a register of five clusters."""

import numpy as np
import pandas as pd
import pytest

from evalbook.exhibits import analysis, pib_own_lines
from test_measures_analysis import line_tables, panel

NAMES = ("register_bottlenecks", "register_activities", "register_results")

# cluster, kind, low, high, certainty; amounts in euros
REPORTS = [
    ("a", "omzetgroei", 1_000_000.0, 3_000_000.0, "gerealiseerd"),  # middle 2
    ("b", "omzetgroei", 4_000_000.0, 4_000_000.0, "gerealiseerd"),  # 4
    ("b", "omzetgroei", 2_000_000.0, 6_000_000.0, "mogelijk"),  # and 4: 8 together
    ("c", "omzetgroei", 30_000_000.0, None, "vrijwel zeker"),  # a point: 30
    ("d", "omzetgroei", None, None, "mogelijk"),  # reports growth, no amount
    ("d", "order", 9_000_000.0, 9_000_000.0, "gerealiseerd"),  # no turnover growth
]


def register():
    results = pd.DataFrame(REPORTS, columns=["cluster", "kind", "low", "high", "certainty"])
    for place, column in enumerate(("low", "high")):
        results[f"{column}_source"] = [f"register.xlsx!resultaten!{'FG'[place]}{row}" for row in range(2, 8)]
    clusters = pd.DataFrame({"cluster": list("abcde"), "name": [f"Cluster {name}" for name in "ABCDE"]})
    clusters["pib"] = [100_000.0, 100_000.0, 300_000.0, 500_000.0, 500_000.0]
    clusters["pib_source"] = [f"register.xlsx!clusters!J{row}" for row in range(2, 7)]
    return {"register_clusters": clusters, "register_results": results}


def numbers(exhibit):
    return {shown.key.partition(".")[2]: shown.quantity.value for shown in exhibit.numbers}


def test_the_spread_is_over_clusters_that_report_an_amount():
    found = numbers(analysis.pib_own_turnover_spread(register(), largest=1))
    assert found["clusters"] == 3  # a, b and c; d gives no amount and e no report
    # 2, 8, 30: 2 x (1x2 + 2x8 + 3x30) / (3 x 40) - 4/3 = 216/120 - 160/120
    assert found["gini"] == pytest.approx(56 / 120)
    assert found["top"] == pytest.approx(30 / 40)


def test_ranges_reach_the_total_in_millions():
    found = numbers(analysis.pib_own_turnover_uncertainty(register()))
    assert (found["interval_low"], found["interval_high"]) == (37, 43)  # 1+4+2+30, 3+4+6+30
    assert found["interval_middle"] == 40
    assert found["realised_low"] == 5  # 1 + 4
    assert 37 < found["simulated_low"] < found["simulated_middle"] < found["simulated_high"] < 43
    assert found["weighed_middle"] < found["simulated_middle"]


def test_choices_move_the_total():
    found = numbers(analysis.pib_own_sensitivity(register(), largest=1))
    assert found["reported"] == 40
    assert found["without_largest"] == 10  # 2 + 8
    assert found["as_mean"] == pytest.approx(40 + 2 * 40 / 3)  # d and e
    assert found["as_small"] == 44  # the smaller half of three is a: 2 each
    assert found["without_largest_relative"] == 0.25
    assert found["clusters_without_amount"] == 2


def test_weights_move_the_total_of_those_who_report():
    exhibit = analysis.pib_own_sensitivity(register())
    found = numbers(exhibit)
    # a, b and c report 2, 8 and 30 with 1, 1 and 3 of funding: (2 + 8 + 3 x 30) / 5 = 20 on average, 60 together
    assert found["weighted"] == pytest.approx(60)
    assert found["weighted_relative"] == pytest.approx(1.5)  # 60 / 40
    assert found["weighting_shift"] == pytest.approx(20 - 40 / 3)
    (shown,) = [each for each in exhibit.numbers if each.key.endswith(".weighted")]
    # the funding of those who report nothing is no part of it
    assert "register.xlsx!clusters!J4" in shown.quantity.sources
    assert "register.xlsx!clusters!J5" not in shown.quantity.sources


@pytest.mark.parametrize(
    "make",
    [
        analysis.pib_own_turnover_spread,
        analysis.pib_own_turnover_uncertainty,
        analysis.pib_own_sensitivity,
    ],
)
def test_without_reports_an_exhibit_says_which_sheet_to_fill(make):
    data = register()
    data["register_results"] = data["register_results"].iloc[:0]
    exhibit = make(data)
    assert exhibit.basis == "missing"
    assert "register.xlsx, blad resultaten" in str(exhibit.rows) and exhibit.numbers == []
    assert exhibit.lacks == ("register_results",)


def in_euros(frame):
    return frame.assign(value=np.exp(frame["value"]))


def test_a_year_without_export_is_left_out_and_told():
    frame = in_euros(panel(0.4))
    frame.loc[[0, 1, 2], "value"] = 0.0
    frame["value_source"] = [f"microdata.xlsx!paneel!D{row}" for row in range(2, len(frame) + 2)]
    exhibit = analysis.pib_own_control_group({"export_panel": frame})
    assert "Jaren zonder export (3 rijen)" in exhibit.note
    assert numbers(exhibit)["effect"] == pytest.approx(0.7, abs=0.05)


@pytest.mark.parametrize("kept", [["supported"], ["controls"]])
def test_a_panel_with_too_few_firms_gives_no_estimate(kept):
    frame = in_euros(panel(0.4)).assign(value_source="microdata.xlsx!paneel!D2")
    few = frame["first_year"].isna() if kept == ["controls"] else frame["first_year"].notna()
    firms = sorted(frame.loc[~few, "firm"].unique())[:9]  # one fewer than is enough
    exhibit = analysis.pib_own_control_group({"export_panel": frame[few | frame["firm"].isin(firms)]})
    assert exhibit.basis == "missing"


def test_chances_of_another_evaluator_take_the_place_of_ours():
    certain = analysis.pib_own_turnover_uncertainty(
        register(), chances={"mogelijk": 1.0, "vrijwel zeker": 1.0}
    )
    found = numbers(certain)
    # Everything comes: the draws differ from those of the line above it, its bounds hold
    assert 37 < found["weighed_low"] < found["weighed_high"] < 43
    assert "mogelijk 100%" in certain.note


def test_the_control_group_shows_the_planted_effect_by_year():
    frame = in_euros(panel(0.4))
    frame["value_source"] = [f"microdata.xlsx!paneel!D{row}" for row in range(2, len(frame) + 2)]
    exhibit = analysis.pib_own_control_group({"export_panel": frame})
    found = numbers(exhibit)
    assert found["effect"] == pytest.approx(0.7, abs=0.05)  # 0.4 x (1 + 1.5 + 2 + 2.5) / 4
    assert found["value_na_2"] == pytest.approx(0.8, abs=0.08)
    assert "80 bedrijven met steun, 40 zonder" in exhibit.note
    assert exhibit.svg.startswith("<svg")


def test_without_microdata_the_control_group_says_who_can_make_it():
    exhibit = analysis.pib_own_control_group({"export_panel": panel(0.4).iloc[:0]})
    assert exhibit.basis == "missing" and "CBS" in str(exhibit.rows)


def test_lines_show_each_kind_the_whole_and_what_falls_outside():
    exhibit = pib_own_lines(dict(zip(NAMES, line_tables(), strict=True)))
    found = numbers(exhibit)
    assert [row.cells[0] for row in exhibit.rows] == ["Netwerk", "Regels", "Alle knelpunten"]
    assert found["netwerk_realised"] == 2 and found["all_share_reduced"] == 0.5
    assert found["all_untouched"] == 2
    assert "activiteiten zonder knelpunt (1) en resultaten zonder activiteit (1)" in exhibit.note


def test_without_bottlenecks_the_lines_name_the_sheet_to_fill():
    empty = {name: table.iloc[:0] for name, table in zip(NAMES, line_tables(), strict=True)}
    exhibit = pib_own_lines(empty)
    assert exhibit.basis == "missing" and exhibit.lacks == ("register_bottlenecks",)
    assert "knelpunten" in str(exhibit.rows)
