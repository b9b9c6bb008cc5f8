"""Turnover growth as clusters report it: a range for each report, with how certain it is.

Belongs here: from the rows of a register to ranges and to one amount a cluster. Not here: what is done
with them (`uncertainty`, `distribution`, `sensitivity`).
"""

from __future__ import annotations

import pandas as pd

from evalbook.measures.quantity import Quantity, Record, cell, constant, records, total
from evalbook.measures.uncertainty import Range

KIND = "omzetgroei"
CHANCES = {"gerealiseerd": 1.0, "vrijwel zeker": 0.9, "mogelijk": 0.5}
"""The chance that a reported amount comes: ours, to be replaced where an evaluator knows better."""


def reported_ranges(results: pd.DataFrame) -> list[Range]:
    """Return the range of every report of turnover growth in `register_results`, in euros.

    A report with one bound is a point. A report without any amount is left out of the ranges; the
    cluster then counts as one that does not say how much (see `by_cluster`).
    """
    return [found for row in records(results[results["kind"] == KIND]) if (found := _range(row)) is not None]


def by_cluster(clusters: pd.DataFrame, results: pd.DataFrame) -> list[Quantity]:
    """Return one amount a cluster, the middle of its reports added up, in the order of `register_clusters`.

    Unknown (None) for a cluster that reports no amount: that is not the same as no growth.
    """
    growth = results[results["kind"] == KIND]
    reports: dict[str, list[Quantity]] = {str(name): [] for name in clusters["cluster"]}
    for row in records(growth):
        found = _range(row)
        if found is not None:
            middle = (found.low + found.high) / constant(2.0)
            reports[str(row["cluster"])].append(middle.named("midden van de opgave", "euro"))
    names = dict(zip(clusters["cluster"], clusters["name"], strict=True))
    return [
        total(parts, str(names[name])) if parts else Quantity(None, "euro", str(names[name]))
        for name, parts in reports.items()
    ]


def funding(clusters: pd.DataFrame) -> list[Quantity]:
    """Return the PIB funding of each cluster, in the order of `register_clusters`: a weight for it."""
    return [cell(row, "pib", f"PIB-financiering van {row['name']}", "euro") for row in records(clusters)]


def _range(row: Record) -> Range | None:
    low = cell(row, "low", "laagste opgave", "euro")
    high = cell(row, "high", "hoogste opgave", "euro")
    if low.value is None and high.value is None:
        return None
    certainty = str(row["certainty"])
    return Range(low if low.value is not None else high, high if high.value is not None else low, certainty)
