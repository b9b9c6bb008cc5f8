"""Calculations over export: shares of firms with growth, means per firm, growth against investment."""

from __future__ import annotations

import pandas as pd

from evalbook.measures.portfolio import by_year, in_millions
from evalbook.measures.quantity import Quantity, cell, records, total

ALL = "all"


def export_results(export: pd.DataFrame) -> dict[str, dict[int | str, Quantity]]:
    """Return the six rows of table 12, by quantity and then by start year and `all`.

    firms, firms_with_growth (counts), growth (euros), share (of firms with growth),
    growth_per_firm and growth_per_growing_firm (euros). Source: table 12.
    """
    firms = _with_total(export, "firms", "bedrijven (mkb)", "aantal")
    growing = _with_total(export, "firms_with_growth", "bedrijven met exporttoename", "aantal")
    growth = _with_total(export, "growth", "exporttoename", "euro")
    return {
        "firms": firms,
        "firms_with_growth": growing,
        "growth": growth,
        "share": _ratio(growing, firms, "aandeel bedrijven met exporttoename", "aandeel"),
        "growth_per_firm": _ratio(growth, firms, "exporttoename per gesteund bedrijf", "euro"),
        "growth_per_growing_firm": _ratio(growth, growing, "exporttoename per bedrijf met toename", "euro"),
    }


INSTRUMENT_UNITS = {
    "share_with_growth": "aandeel",
    "growth_per_firm": "euro",
    "growth_per_growing_firm": "euro",
}


def instruments(frame: pd.DataFrame, export: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return the three figures of table 13 by instrument; those of PIB are calculated from table 12.

    Rows of other instruments are as printed, since their firms and growth were not published.
    """
    results = export_results(export)
    computed = {
        "share_with_growth": results["share"][ALL],
        "growth_per_firm": results["growth_per_firm"][ALL],
        "growth_per_growing_firm": results["growth_per_growing_firm"][ALL],
    }
    table: dict[str, dict[str, Quantity]] = {}
    for row in records(frame):
        name = str(row["instrument"])
        table[name] = {
            column: computed[column]
            if name == "PIB"
            else cell(row, column, f"{_INSTRUMENT_LABELS[column]}, {name}", unit)
            for column, unit in INSTRUMENT_UNITS.items()
        }
    return table


_INSTRUMENT_LABELS = {
    "share_with_growth": "aandeel bedrijven met exporttoename",
    "growth_per_firm": "exporttoename per gesteund bedrijf",
    "growth_per_growing_firm": "exporttoename per bedrijf met toename",
}


def investment_and_growth(
    export: pd.DataFrame, rvo_funding: pd.DataFrame, durations: pd.DataFrame, funding: pd.DataFrame
) -> dict[str, Quantity]:
    """Return investment and export growth of the years in the export table, in millions of euros.

    public (RVO commitments), private (clusters times mean cluster funding), invested (both), growth,
    and the ratios factor_public and factor_total. Source: tables 4, 5, 6 and 12; section 4.2.2.
    """
    years = [int(year) for year in export["start_year"]]
    rvo = by_year(rvo_funding, "total", "RVO-financiering", "euro")
    counts = by_year(durations, "clusters", "aantal clusters", "aantal")
    private = by_year(funding, "cluster", "clusterfinanciering per cluster", "euro")
    public_total = in_millions(total([rvo[year] for year in years]), "publieke inzet")
    private_total = in_millions(
        total([(counts[year] * private[year]).named("", "euro") for year in years]), "private inzet"
    )
    invested = (public_total + private_total).named("publieke en private inzet samen")
    growth = in_millions(export_results(export)["growth"][ALL], "exportgroei van het mkb")
    return {
        "public": public_total,
        "private": private_total,
        "invested": invested,
        "growth": growth,
        "factor_public": (growth / public_total).named("exportgroei per euro publieke inzet", "verhouding"),
        "factor_total": (growth / invested).named("exportgroei per euro totale inzet", "verhouding"),
    }


def _with_total(export: pd.DataFrame, name: str, label: str, unit: str) -> dict[int | str, Quantity]:
    years = by_year(export, name, label, unit)
    years[ALL] = total(list(years.values()), f"{label}, alle jaren")
    return years


def _ratio(
    above: dict[int | str, Quantity], below: dict[int | str, Quantity], label: str, unit: str
) -> dict[int | str, Quantity]:
    return {
        key: (above[key] / below[key]).named(f"{label} {key}" if key != ALL else f"{label}, alle jaren", unit)
        for key in above
    }
