"""Calculations over effects: objectives reached, follow-up, concentration of turnover growth."""

from __future__ import annotations

import pandas as pd

from evalbook.measures.portfolio import cells_of
from evalbook.measures.quantity import Known, Quantity, cell, constant, records, total


def figures(frame: pd.DataFrame) -> dict[str, Quantity]:
    """Return the loose quantities of a `kengetallen` sheet by their key (`case.item` with a case)."""
    prefix = "case" in frame.columns
    result: dict[str, Quantity] = {}
    for row in records(frame):
        key = f"{row['case']}.{row['item']}" if prefix else str(row["item"])
        result[key] = cell(row, "value", str(row["label"]), str(row["unit"]))
    return Known("de sleutel {} op blad kengetallen", result)


def contract_objectives(frame: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return clusters by outcome of their contract objective: `clusters` and `share`, and `all`.

    The share is of the clusters listed, which need not be the number that the text states.
    Source: section 4.1.1.
    """
    counts = cells_of(frame, "outcome")
    whole = total(list(counts.values()), "clusters met zo'n doelstelling, opgeteld")
    table = {
        outcome: {"clusters": count, "share": (count / whole).named(f"aandeel {outcome}", "aandeel")}
        for outcome, count in counts.items()
    }
    table["all"] = {"clusters": whole, "share": (whole / whole).named("totaal", "aandeel")}
    return table


def turnover(effect: pd.DataFrame) -> dict[str, Quantity]:
    """Return how turnover growth is spread over clusters, amounts in millions of euros.

    top (growth of the largest clusters), rest, share_deal (largest deal in all growth),
    share_deal_first_years, first_years and later growth, per_cluster (mean over reporting clusters),
    share_reporting, with_certain (growth with what is almost certain). Source: section 4.2.2.
    """
    given = figures(effect)
    growth = given["turnover_growth"]
    top = (given["share_top_clusters"] * growth).named("omzetgroei van de grootste clusters")
    first = given["turnover_growth_first_years"]
    return {
        "growth": growth,
        "top": top,
        "rest": (growth - top).named("omzetgroei van de overige clusters"),
        "share_deal": (given["largest_deal"] / growth).named(
            "aandeel van de grootste overeenkomst", "aandeel"
        ),
        "share_deal_first_years": (given["largest_deal"] / first).named(
            "aandeel van de grootste overeenkomst in de groei uit de eerste jaren", "aandeel"
        ),
        "first_years": first,
        "share_first_years": (first / growth).named("aandeel van de clusters uit de eerste jaren", "aandeel"),
        "later": (growth - first).named("omzetgroei van latere clusters"),
        "per_cluster": (growth / given["clusters_with_turnover"]).named(
            "omzetgroei per cluster dat groei rapporteert", "miljoen euro"
        ),
        "share_reporting": (given["clusters_with_turnover"] / given["clusters_supported"]).named(
            "aandeel clusters dat omzetgroei rapporteert", "aandeel"
        ),
        "share_first_years_clusters": (
            given["clusters_first_years_with_growth"] / given["clusters_first_years"]
        ).named("aandeel clusters uit de eerste jaren achter de groei", "aandeel"),
        "with_certain": (growth + given["turnover_growth_certain"]).named(
            "omzetgroei met wat vrijwel zeker volgt"
        ),
    }


def pilots(effect: pd.DataFrame, years: int) -> dict[str, Quantity]:
    """Return pilot projects per year over this many years, and the share of clusters with one."""
    given = figures(effect)
    return {
        "per_year": (given["pilots"] / constant(years)).named("pilotprojecten per jaar", "aantal"),
        "share_clusters": (given["pilot_clusters"] / given["clusters_supported"]).named(
            "aandeel clusters met een pilotproject", "aandeel"
        ),
    }
