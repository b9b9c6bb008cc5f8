"""Exhibits over export: tables 12 and 13, their charts, and investment set against export growth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import export
from evalbook.measures.quantity import Quantity
from evalbook.rounding import text_of, word_of

Data = Mapping[str, pd.DataFrame]

_TABLE_12 = {
    "firms": "PIB-bedrijven (alleen mkb)",
    "firms_with_growth": "Bedrijven met exporttoename naar de doelmarkt binnen drie jaar na PIB",
    "growth": "Cumulatieve exporttoename",
    "share": "Aandeel bedrijven met exporttoename",
    "growth_per_firm": "Gemiddelde exporttoename per gesteund bedrijf",
    "growth_per_growing_firm": "Gemiddelde exporttoename per bedrijf met toename",
}
_BUDGET = "begrotingsindicatoren van BZ (CBS, RVO 2021)"


@or_missing("Exportresultaten van PIB in de begrotingsindicatoren")
def pib_table_12_export_results(data: Data) -> Exhibit:
    """Return table 12: firms, firms with growth, export growth, and what follows from them."""
    results = export.export_results(data["export"])
    keys = list(results["firms"])
    years = [key for key in keys if key != export.ALL]
    rows = [
        Row((label, *(Shown(f"pib_table_12.{name}_{key}", results[name][key]) for key in keys)))
        for name, label in _TABLE_12.items()
    ]
    return Exhibit(
        "pib_table_12",
        "table",
        "Exportresultaten van PIB in de begrotingsindicatoren",
        (
            Column("Resultaat"),
            *(Column(str(year), True) for year in years),
            Column("+".join(map(str, years)), True),
        ),
        tuple(rows),
        f"Tabel 12, paragraaf 4.2.2; {_BUDGET}",
        number="12",
        unit="Aantallen bedrijven; bedragen in euro.",
        note=(
            "Alleen export van het mkb naar het doelland. De kolom met beide jaren en de laatste drie "
            "rijen zijn herrekend."
        ),
    )


@or_missing("Aandeel mkb-bedrijven met exporttoename, naar startjaar", "figure")
def pib_own_export(data: Data) -> Exhibit:
    """Return the chart of table 12: share of firms with growth, and growth per firm, by start year."""
    results = export.export_results(data["export"])
    keys = list(results["share"])
    groups = [str(key) if key != export.ALL else "samen" for key in keys]
    share = [results["share"][key] for key in keys]
    texts = [text_of(quantity.value, "aandeel") for quantity in share]
    title = "Aandeel mkb-bedrijven met exporttoename, naar startjaar"
    alt = "; ".join(f"{group}: {text}" for group, text in zip(groups, texts, strict=True))
    rows = [
        Row(
            (
                group,
                *(
                    Shown(f"pib_table_12.{name}_{key}", results[name][key])
                    for name in ("firms_with_growth", "firms", "share")
                ),
            )
        )
        for group, key in zip(groups, keys, strict=True)
    ]
    values: dict[str, list[float | None]] = {"Aandeel": [quantity.value for quantity in share]}
    figure = chart.grouped_columns(groups, values, {"Aandeel": texts})
    return Exhibit(
        "pib_own_export",
        "figure",
        title,
        (
            Column("Startjaar"),
            Column("Met exporttoename", True),
            Column("Bedrijven", True),
            Column("Aandeel", True),
        ),
        tuple(rows),
        "Tabel 12",
        alt=alt,
        svg=svg_of(figure, "pib_own_export", title, alt),
    )


def _years(frame: pd.DataFrame) -> str:
    """Return the start years of the export table: `2016 en 2017`."""
    years = [str(year) for year in frame["start_year"]]
    return " en ".join([", ".join(years[:-1]), years[-1]]) if len(years) > 1 else years[0]


def _instruments(number: int) -> str:
    return f"{word_of(float(number))} instrumenten" if number > 1 else "PIB"


_TABLE_13 = {
    "share_with_growth": ("share", "Aandeel bedrijven met exporttoename"),
    "growth_per_firm": ("growth_per_firm", "Gemiddelde exporttoename per gesteund bedrijf"),
    "growth_per_growing_firm": (
        "growth_per_growing_firm",
        "Gemiddelde exporttoename per bedrijf met toename",
    ),
}


@or_missing("Exportresultaten van PIB naast andere instrumenten")
def pib_table_13_instruments(data: Data) -> Exhibit:
    """Return table 13: three export figures of five instruments; those of PIB are calculated."""
    table = export.instruments(data["instruments"], data["export"])
    rows = [
        Row((label, *(Shown(f"pib_table_13.{short}_{slug(name)}", table[name][column]) for name in table)))
        for column, (short, label) in _TABLE_13.items()
    ]
    others = [name for name in table if name != "PIB"]
    known: list[float] = [
        value for name in others if (value := table[name]["share_with_growth"].value) is not None
    ]
    extra: tuple[Shown, ...] = ()
    if known:
        lowest = min(others, key=lambda name: table[name]["share_with_growth"].value or 0)
        highest = max(others, key=lambda name: table[name]["share_with_growth"].value or 0)
        extra = (
            Shown("pib_table_13.share_lowest_other", table[lowest]["share_with_growth"]),
            Shown("pib_table_13.share_highest_other", table[highest]["share_with_growth"]),
        )
    return Exhibit(
        "pib_table_13",
        "table",
        f"Exportresultaten van {_instruments(len(table))}, {_years(data['export'])} samen",
        (Column("Resultaat"), *(Column(name, True) for name in table)),
        tuple(rows),
        f"Tabel 13, paragraaf 4.2.2; {_BUDGET}",
        number="13",
        unit="Bedragen in euro.",
        note=(
            "De cijfers van PIB zijn berekend uit tabel 12; die van de andere instrumenten zijn "
            "overgenomen. "
            "De instrumenten verschillen in opzet en doelgroep."
        ),
        extra=extra,
    )


def pib_own_instruments(data: Data) -> Exhibit:
    """Return an exhibit of our own: the five instruments drawn, growth per supported firm."""
    table = export.instruments(data["instruments"], data["export"])
    ordered = sorted(table, key=lambda name: -(table[name]["growth_per_firm"].value or 0))
    quantities = [table[name]["growth_per_firm"] for name in ordered]
    shares = [table[name]["share_with_growth"] for name in ordered]
    texts = [
        f"{text_of(quantity.value, 'euro')} ({text_of(share.value, 'aandeel')} van de bedrijven)"
        for quantity, share in zip(quantities, shares, strict=True)
    ]
    colours = [PALETTE["orange"] if name == "PIB" else PALETTE["blue"] for name in ordered]
    title = "Exporttoename per gesteund bedrijf, met het aandeel bedrijven dat groeide"
    alt = "; ".join(f"{name}: {text}" for name, text in zip(ordered, texts, strict=True))
    rows = [
        Row(
            (
                name,
                *(
                    Shown(f"pib_table_13.{short}_{slug(name)}", table[name][column])
                    for column, (short, _) in _TABLE_13.items()
                ),
            )
        )
        for name in ordered
    ]
    figure = chart.bars(ordered, [quantity.value or 0 for quantity in quantities], texts, colours=colours)
    return Exhibit(
        "pib_own_instruments",
        "figure",
        title,
        (Column("Instrument"), *(Column(label, True) for _, label in _TABLE_13.values())),
        tuple(rows),
        "Tabel 13",
        alt=alt,
        svg=svg_of(figure, "pib_own_instruments", title, alt),
    )


@or_missing("Inzet en exportgroei", "figure")
def pib_own_investment(data: Data) -> Exhibit:
    """Return an exhibit of our own: investment and export growth of 2016 and 2017, with their ratio."""
    amounts = export.investment_and_growth(
        data["export"], data["rvo_funding"], data["durations"], data["funding"]
    )
    names = ("public", "private", "invested", "growth")
    low, high = _factor_range(amounts["growth"], amounts["public"])
    rows = [
        *(
            Row((_capital(amounts[name].label), Shown(f"pib_own_investment.{name}", amounts[name], 1)))
            for name in names
        ),
        Row(
            (
                _capital(amounts["factor_public"].label),
                Shown("pib_own_investment.factor_public", amounts["factor_public"], 1),
            ),
            "total",
        ),
        Row(
            (
                _capital(amounts["factor_total"].label),
                Shown("pib_own_investment.factor_total", amounts["factor_total"], 1),
            ),
            "total",
        ),
    ]
    labels = [_capital(amounts[name].label) for name in names]
    values = [amounts[name].value or 0.0 for name in names]
    texts = [text_of(amounts[name].value, "miljoen euro", 1) for name in names]
    colours = [PALETTE["blue"], PALETTE["sand"], PALETTE["grey"], PALETTE["green"]]
    title = f"Inzet en exportgroei van de clusters uit {_years(data['export'])}"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    extra = (Shown("pib_own_investment.factor_low", low, 1), Shown("pib_own_investment.factor_high", high, 1))
    return Exhibit(
        "pib_own_investment",
        "figure",
        title,
        (Column("Bedrag"), Column("Waarde", True)),
        tuple(rows),
        "Tabellen 4, 5, 6 en 12; paragraaf 4.2.2",
        unit="Bedragen in miljoen euro; verhoudingen zonder eenheid.",
        note=(
            "Een vergelijking, geen oorzaak: de exportgroei betreft alleen het mkb en is niet volledig "
            "aan PIB toe te rekenen."
        ),
        report_note=(
            f"Met de afgeronde bedragen die het rapport noemt ligt de verhouding tussen {extra[0].text} "
            f"en {extra[1].text}."
        ),
        alt=alt,
        svg=svg_of(chart.bars(labels, values, texts, colours=colours), "pib_own_investment", title, alt),
        extra=extra,
    )


def _factor_range(growth: Quantity, public: Quantity) -> tuple[Quantity, Quantity]:
    """Return the lowest and highest ratio when both amounts are known to half of their printed unit.

    The report speaks of 22 million (half a million either way) and of 6,4 million (0,05 either way).
    """
    above, below = cast(float, growth.value), cast(float, public.value)
    rounded_above, rounded_below = round(above), round(below, 1)
    return (
        Quantity(
            (rounded_above - 0.5) / (rounded_below + 0.05),
            "verhouding",
            "laagste verhouding",
            growth.sources + public.sources,
            "/",
            (growth, public),
        ),
        Quantity(
            (rounded_above + 0.5) / (rounded_below - 0.05),
            "verhouding",
            "hoogste verhouding",
            growth.sources + public.sources,
            "/",
            (growth, public),
        ),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
