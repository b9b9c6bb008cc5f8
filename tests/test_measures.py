"""Calculations, each against a sum worked by hand, and the lineage they hand on."""

import pandas as pd
import pytest

from evalbook.measures import cases, effect, export, portfolio
from evalbook.measures import quantity as q


def table(sheet, rows, columns):
    """A tidy table as `tables` gives it: every column of values has its cells beside it."""
    frame = pd.DataFrame(rows, columns=columns)
    for place, column in enumerate(columns):
        frame[f"{column}_source"] = [f"{sheet}!{chr(65 + place)}{row + 2}" for row in range(len(rows))]
    return frame


@pytest.fixture
def durations():
    return table(
        "p.xlsx!looptijd", [(2016, 10, 4.0), (2017, 30, 2.0)], ["start_year", "clusters", "mean_duration"]
    )


@pytest.fixture
def results():
    rows = [(2016, 40, 10, 1_000_000.0), (2017, 60, 30, 3_000_000.0)]
    return table("e.xlsx!resultaten", rows, ["start_year", "firms", "firms_with_growth", "growth"])


def test_the_weighted_mean_counts_each_cluster_once(durations):
    # (10 x 4 + 30 x 2) / 40 = 100 / 40 = 2.5
    assert portfolio.mean_duration(durations, weighted=True).value == 2.5


def test_the_simple_mean_counts_each_year_once(durations):
    assert portfolio.mean_duration(durations, weighted=False).value == 3.0  # (4 + 2) / 2


def test_a_result_knows_every_cell_it_came_from(durations):
    sources = portfolio.mean_duration(durations, weighted=True).sources
    assert set(sources) == {f"p.xlsx!looptijd!{cell}" for cell in ("B2", "B3", "C2", "C3")}


def test_clusters_per_year_is_the_mean_over_years(durations):
    assert portfolio.clusters_per_year(durations).value == 20  # (10 + 30) / 2


def test_funding_rows_add_up_and_their_mean_can_be_weighted(durations):
    frame = table(
        "p.xlsx!financiering", [(2016, 100.0, 300.0), (2017, 200.0, 500.0)], ["start_year", "pib", "cluster"]
    )
    simple = portfolio.funding(frame, durations, weighted=False)
    weighted = portfolio.funding(frame, durations, weighted=True)
    assert simple["total"][2016].value == 400  # 100 + 300
    assert simple["pib"]["all"].value == 150  # (100 + 200) / 2
    assert weighted["pib"]["all"].value == 175  # (10 x 100 + 30 x 200) / 40


def test_export_shares_and_means_follow_from_firms_and_growth(results):
    table_12 = export.export_results(results)
    assert table_12["share"][2016].value == 0.25  # 10 / 40
    assert table_12["firms"]["all"].value == 100
    assert table_12["share"]["all"].value == 0.4  # (10 + 30) / (40 + 60), not the mean of 25% and 50%
    assert table_12["growth_per_firm"]["all"].value == 40_000  # 4,000,000 / 100
    assert table_12["growth_per_growing_firm"][2017].value == 100_000  # 3,000,000 / 30


def test_a_division_by_zero_is_unknown_and_not_an_error(results):
    results.loc[0, "firms_with_growth"] = 0
    assert export.export_results(results)["growth_per_growing_firm"][2016].value is None


def test_an_unknown_part_makes_the_whole_unknown(results):
    results["growth"] = results["growth"].astype("object")
    results.loc[0, "growth"] = None
    table_12 = export.export_results(results)
    assert table_12["growth"]["all"].value is None
    assert table_12["share"]["all"].value == 0.4


def test_export_growth_is_set_against_public_and_private_investment(results, durations):
    rvo = table("p.xlsx!rvo", [(2016, 500_000.0), (2017, 1_500_000.0)], ["start_year", "total"])
    funding = table(
        "p.xlsx!financiering",
        [(2016, 0.0, 50_000.0), (2017, 0.0, 50_000.0)],
        ["start_year", "pib", "cluster"],
    )
    money = export.investment_and_growth(results, rvo, durations, funding)
    assert money["public"].value == 2.0
    assert money["private"].value == 2.0  # 10 x 50,000 + 30 x 50,000 = 2,000,000
    assert money["factor_public"].value == 2.0  # 4 / 2
    assert money["factor_total"].value == 1.0  # 4 / (2 + 2)


def test_outcomes_are_shares_of_their_sum():
    frame = table("x", [(3,), (1,)], ["clusters"])
    frame["outcome"] = ["behaald", "niet behaald"]
    outcomes = effect.contract_objectives(frame)
    assert outcomes["behaald"]["share"].value == 0.75
    assert outcomes["all"]["clusters"].value == 4


@pytest.fixture
def activities():
    rows = [
        ("a", 1, "K2K", "deels"), ("a", 2, "K2K", "ja"), ("b", 1, "K2K", "nee"), ("b", 2, "Diplomatie", "n.v.t."),
        ("a", 3, "Diplomatie", "grotendeels"),
    ]  # fmt: skip
    return table("c.xlsx!activiteiten", rows, ["case", "number", "category", "realisation"])


@pytest.fixture
def two_cases():
    return pd.DataFrame({"case": ["a", "b"], "state": ["afgerond", "lopend"]})


def test_a_case_counts_once_per_category_with_its_best_activity(activities, two_cases):
    counted = cases.realisation_by_category(activities, two_cases, ["K2K", "Diplomatie"])
    assert counted["K2K"]["planned"].value == 2
    assert counted["K2K"]["finished_yes"].value == 1
    assert counted["K2K"]["finished_partly"].value == 0
    assert counted["K2K"]["running_no"].value == 1


def test_largely_counts_as_yes_and_not_applicable_counts_nowhere(activities, two_cases):
    counted = cases.realisation_by_category(activities, two_cases, ["Diplomatie"])["Diplomatie"]
    assert counted["finished_yes"].value == 1
    assert [counted[f"running_{answer}"].value for answer in ("yes", "partly", "no")] == [0, 0, 0]


def test_a_count_names_the_cells_it_counted(activities, two_cases):
    counted = cases.realisation_by_category(activities, two_cases, ["K2K"])["K2K"]["running_no"]
    assert counted.sources == ("c.xlsx!activiteiten!D4",)


def test_arithmetic_keeps_label_free_results_apart_from_named_ones():
    three, two = q.Quantity(3.0, "euro", "drie"), q.Quantity(2.0, "euro", "twee")
    assert (three / two).unit == "aandeel"
    assert (three / two).named("verhouding", "verhouding").label == "verhouding"
    assert (three + two).value == 5
    assert (three - two).operation == "-"
