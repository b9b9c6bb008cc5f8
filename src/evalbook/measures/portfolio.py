"""Calculations over the portfolio: clusters, durations, funding, spread over markets and sectors."""

from __future__ import annotations

import pandas as pd

from evalbook.measures.quantity import (
    Known,
    Quantity,
    cell,
    constant,
    mean,
    records,
    total,
    weighted_mean,
)


def by_year(frame: pd.DataFrame, name: str, label: str, unit: str) -> dict[int | str, Quantity]:
    """Return one column of a table with one row a start year, by year.

    `label` names the quantity; the year is added to it. Source: tables 4, 5, 6 and 12.
    """
    found: dict[int | str, Quantity] = {
        int(row["start_year"]): cell(row, name, f"{label} {row['start_year']}", unit)
        for row in records(frame)
    }
    return Known(f"startjaar {{}} bij {label}", found)


def mean_duration(durations: pd.DataFrame, *, weighted: bool) -> Quantity:
    """Return the mean duration of a cluster over all start years, in years.

    Weighted: each cluster counts once; otherwise each year counts once. Source: table 4.
    """
    years = by_year(durations, "mean_duration", "gemiddelde looptijd", "jaar")
    if not weighted:
        return mean(list(years.values()), "gemiddelde van de jaargemiddelden")
    clusters = by_year(durations, "clusters", "aantal clusters", "aantal")
    return weighted_mean(list(years.values()), list(clusters.values()), "gemiddelde looptijd per cluster")


def clusters_total(durations: pd.DataFrame) -> Quantity:
    """Return the number of clusters over all start years. Source: table 4."""
    years = by_year(durations, "clusters", "aantal clusters", "aantal")
    return total(list(years.values()), "aantal clusters, alle jaren")


def clusters_per_year(durations: pd.DataFrame) -> Quantity:
    """Return the mean number of clusters that start in a year. Source: table 4, section 2.4.1."""
    years = by_year(durations, "clusters", "aantal clusters", "aantal")
    return mean(list(years.values()), "nieuwe clusters per jaar")


def funding(
    frame: pd.DataFrame, durations: pd.DataFrame, *, weighted: bool
) -> dict[str, dict[int | str, Quantity]]:
    """Return funding per cluster in euros: for pib, cluster and total, by year and `all`.

    `all` is the mean over the years, weighted by clusters or simple. Source: table 5.
    """
    series: dict[str, dict[int | str, Quantity]] = {
        "pib": by_year(frame, "pib", "PIB-financiering per cluster", "euro"),
        "cluster": by_year(frame, "cluster", "clusterfinanciering per cluster", "euro"),
    }
    years = list(series["pib"])
    series["total"] = {
        year: (series["pib"][year] + series["cluster"][year]).named(f"totale financiering per cluster {year}")
        for year in years
    }
    counts = by_year(durations, "clusters", "aantal clusters", "aantal")
    for name, values in series.items():
        parts = [values[year] for year in years]
        label = f"{_FUNDING_LABELS[name]} per cluster, alle jaren"
        if weighted:
            values["all"] = weighted_mean(parts, [counts[year] for year in years], label)
        else:
            values["all"] = mean(parts, label)
    return series


_FUNDING_LABELS = {
    "pib": "PIB-financiering",
    "cluster": "clusterfinanciering",
    "total": "totale financiering",
}


def total_from_means(durations: pd.DataFrame, means: dict[int | str, Quantity]) -> dict[int | str, Quantity]:
    """Return clusters times mean funding per cluster, by year, in euros. Source: tables 4 and 5."""
    counts = by_year(durations, "clusters", "aantal clusters", "aantal")
    return {
        year: (count * means[year]).named(f"clusters maal gemiddelde {year}", "euro")
        for year, count in counts.items()
    }


def shares(parts: list[Quantity], whole: Quantity) -> list[Quantity]:
    """Return each part as a share of the whole, labelled as the part."""
    return [(part / whole).named(f"aandeel {part.label}", "aandeel") for part in parts]


def cells_of(
    frame: pd.DataFrame, key: str, name: str = "clusters", unit: str = "aantal"
) -> dict[str, Quantity]:
    """Return one column of a table by the text in its key column. Source: tables 7, 8; 2.4.4."""
    return {str(row[key]): cell(row, name, str(row[key]), unit) for row in records(frame)}


def in_millions(amount: Quantity, label: str) -> Quantity:
    """Return an amount in euros as millions of euros."""
    return (amount / constant(1_000_000)).named(label, "miljoen euro")
