"""Exhibits over the portfolio: tables 4 to 8, figure 3, and the spread over countries and sectors."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.errors import NoDataError
from evalbook.exhibits import chart
from evalbook.exhibits.missing import missing, or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, rows_of, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import effect, portfolio
from evalbook.measures.quantity import Quantity, cell, records, total
from evalbook.rounding import plain_decimals

Data = Mapping[str, pd.DataFrame]

RVO = "documenten van RVO"


@or_missing("Clusters en gemiddelde looptijd naar startjaar")
def pib_table_4_durations(data: Data, *, weighted: bool = True) -> Exhibit:
    """Return table 4: clusters and mean duration in years by start year, with totals."""
    durations = data["durations"]
    clusters = portfolio.by_year(durations, "clusters", "aantal clusters", "aantal")
    means = portfolio.by_year(durations, "mean_duration", "gemiddelde looptijd", "jaar")
    chosen, other = (
        portfolio.mean_duration(durations, weighted=weighted),
        portfolio.mean_duration(durations, weighted=not weighted),
    )
    rows = [
        Row(
            (
                str(year),
                Shown(f"pib_table_4.clusters_{year}", clusters[year]),
                Shown(f"pib_table_4.mean_duration_{year}", means[year], 2),
            )
        )
        for year in clusters
    ]
    overall = Shown("pib_table_4.mean_duration_all", chosen, 2)
    rows.append(
        Row(
            ("Totaal", Shown("pib_table_4.clusters_all", portfolio.clusters_total(durations)), overall),
            "total",
        )
    )
    other_shown = Shown("pib_table_4.mean_duration_all_other", other, 2)
    return Exhibit(
        "pib_table_4",
        "table",
        "Clusters en gemiddelde looptijd naar startjaar",
        (Column("Startjaar"), Column("Aantal clusters", True), Column("Gemiddelde looptijd (jaar)", True)),
        tuple(rows),
        f"Tabel 4, paragraaf 2.4.1; {RVO}",
        number="4",
        note=_mean_note(weighted, other_shown.text),
        extra=(
            other_shown,
            Shown("pib_table_4.clusters_per_year", portfolio.clusters_per_year(durations), 1),
        ),
    )


def _mean_note(weighted: bool, other: str) -> str:
    if weighted:
        return (
            "Het totaal telt elk cluster één keer (gewogen met het aantal clusters). "
            f"Het gewone gemiddelde van de jaargemiddelden is {other}."
        )
    return (
        "Het totaal is het gewone gemiddelde van de jaargemiddelden. "
        f"Telt elk cluster één keer, dan is het {other}."
    )


@or_missing("Gemiddelde financiering per cluster naar startjaar")
def pib_table_5_funding(data: Data, *, weighted: bool = False) -> Exhibit:
    """Return table 5: mean funding per cluster in euros by start year, from PIB and from the cluster."""
    series = portfolio.funding(data["funding"], data["durations"], weighted=weighted)
    others = portfolio.funding(data["funding"], data["durations"], weighted=not weighted)
    names = ("pib", "cluster", "total")
    years = [year for year in series["pib"] if year != "all"]
    rows = [
        Row((str(year), *(Shown(f"pib_table_5.{name}_{year}", series[name][year]) for name in names)))
        for year in years
    ]
    rows.append(
        Row(
            ("Gemiddeld", *(Shown(f"pib_table_5.{name}_all", series[name]["all"]) for name in names)), "total"
        )
    )
    extra = tuple(Shown(f"pib_table_5.{name}_all_other", others[name]["all"]) for name in names)
    texts = " / ".join(number.text for number in extra)
    return Exhibit(
        "pib_table_5",
        "table",
        "Gemiddelde financiering per cluster naar startjaar",
        (
            Column("Startjaar"),
            Column("PIB-financiering (toegezegd)", True),
            Column("Clusterfinanciering (indicatief, grotendeels in natura)", True),
            Column("Totaal", True),
        ),
        tuple(rows),
        f"Tabel 5, paragraaf 2.4.3; {RVO}",
        number="5",
        unit="Bedragen in euro per cluster.",
        note=_mean_note(weighted, texts),
        extra=extra,
    )


@or_missing("Convenanten en totale RVO-financiering naar jaar")
def pib_table_6_rvo_funding(data: Data) -> Exhibit:
    """Return table 6: covenants started and running, total RVO funding in euros, by year."""
    frame = data["rvo_funding"]
    started = portfolio.by_year(frame, "covenants_started", "convenanten gestart", "aantal")
    running = portfolio.by_year(frame, "covenants_running", "convenanten lopend", "aantal")
    money = portfolio.by_year(frame, "total", "totale RVO-financiering", "euro")
    implied = portfolio.total_from_means(
        data["durations"],
        portfolio.by_year(data["funding"], "pib", "PIB-financiering per cluster", "euro"),
    )
    rows = []
    for year in started:
        same = abs((money[year].value or 0) - (implied[year].value or 0)) <= (started[year].value or 0) / 2
        rows.append(
            Row(
                (
                    str(year),
                    Shown(f"pib_table_6.started_{year}", started[year]),
                    Shown(f"pib_table_6.running_{year}", running[year]),
                    Shown(f"pib_table_6.rvo_total_{year}", money[year]),
                    Shown(f"pib_table_6.implied_total_{year}", implied[year]),
                ),
                marked=() if same else (4,),
            )
        )
    sums = total(list(money.values()), "totale RVO-financiering, alle jaren")
    rows.append(
        Row(
            (
                "Totaal",
                Shown(
                    "pib_table_6.started_all",
                    total(list(started.values()), "convenanten gestart, alle jaren"),
                ),
                "",
                Shown("pib_table_6.rvo_total_all", sums),
                Shown(
                    "pib_table_6.implied_total_all",
                    total(list(implied.values()), "clusters maal gemiddelde, alle jaren"),
                ),
            ),
            "total",
        )
    )
    return Exhibit(
        "pib_table_6",
        "table",
        "Convenanten en totale RVO-financiering naar jaar",
        (
            Column("Jaar"),
            Column("Gestart", True),
            Column("Lopend", True),
            Column("Totale RVO-financiering", True),
            Column("Ter controle: clusters × gemiddelde", True),
        ),
        tuple(rows),
        f"Tabel 6, paragraaf 2.4.3; {RVO}",
        number="6",
        unit="Bedragen in euro.",
        note=(
            "De laatste kolom is van ons: het aantal clusters (tabel 4) maal de gemiddelde "
            "PIB-financiering (tabel 5). "
            "Afwijkingen groter dan de afronding zijn gemarkeerd."
        ),
        report_note="Het aantal lopende convenanten in 2018 is niet gepubliceerd.",
    )


@or_missing("Clusters naar soort markt")
def pib_table_7_markets(data: Data) -> Exhibit:
    """Return table 7: clusters by kind of market, with share and countries."""
    kinds = portfolio.cells_of(data["market_types"], "market_type")
    whole = total(list(kinds.values()), "clusters naar soort markt, opgeteld")
    shares = dict(zip(kinds, portfolio.shares(list(kinds.values()), whole), strict=True))
    countries = data["market_countries"]
    rows = []
    for kind, count in kinds.items():
        named = list(countries.loc[countries["market_type"] == kind, "country"])
        rows.append(
            Row(
                (
                    kind,
                    Shown(f"pib_table_7.clusters_{slug(kind)}", count),
                    Shown(f"pib_table_7.share_{slug(kind)}", shares[kind]),
                    ", ".join(named),
                )
            )
        )
    rows.append(
        Row(
            (
                "Totaal",
                Shown("pib_table_7.clusters_all", whole),
                Shown("pib_table_7.share_all", (whole / whole).named("totaal", "aandeel")),
                "",
            ),
            "total",
        )
    )
    return Exhibit(
        "pib_table_7",
        "table",
        "Clusters naar soort markt",
        (Column("Soort markt"), Column("Aantal clusters", True), Column("Aandeel", True), Column("Landen")),
        tuple(rows),
        f"Tabel 7, paragraaf 2.4.4; {RVO}",
        number="7",
        note=_twice_note(countries),
    )


def _twice_note(countries: pd.DataFrame) -> str:
    """Name the countries that table 7 lists more than once: within a kind, and under several kinds."""
    pairs = list(zip(countries["market_type"], countries["country"], strict=True))
    within = sorted(
        {f"{country} (bij ‘{kind}’)" for kind, country in pairs if pairs.count((kind, country)) > 1}
    )
    kinds = {country: {kind for kind, named in pairs if named == country} for _, country in pairs}
    across = sorted(country for country, found in kinds.items() if len(found) > 1)
    parts = ["De aandelen zijn van ons."]
    if within:
        parts.append(f"In één rij dubbel genoemd: {', '.join(within)}.")
    if across:
        parts.append(f"Bij meer dan één soort markt genoemd: {', '.join(across)}.")
    return " ".join(parts)


@or_missing("Clusters naar topsector")
def pib_table_8_sectors(data: Data) -> Exhibit:
    """Return table 8: clusters by top sector, with their share in all clusters; double counts named."""
    sectors = portfolio.cells_of(data["top_sectors"], "sector")
    clusters = portfolio.clusters_total(data["durations"])
    named = total(list(sectors.values()), "noemingen van topsectoren, opgeteld")
    shares = dict(zip(sectors, portfolio.shares(list(sectors.values()), clusters), strict=True))
    rows = [
        Row(
            (
                sector,
                Shown(f"pib_table_8.clusters_{slug(sector)}", count),
                Shown(f"pib_table_8.share_{slug(sector)}", shares[sector]),
            )
        )
        for sector, count in sectors.items()
    ]
    rows.append(Row(("Noemingen samen", Shown("pib_table_8.clusters_all", named), ""), "total"))
    per_cluster = (named / clusters).named("noemingen per cluster", "verhouding")
    double = (named - clusters).named("noemingen meer dan clusters", "aantal")
    shown_double, shown_mean = (
        Shown("pib_table_8.double", double),
        Shown("pib_table_8.per_cluster", per_cluster, 1),
    )
    return Exhibit(
        "pib_table_8",
        "table",
        "Clusters naar topsector",
        (Column("Topsector"), Column("Aantal clusters", True), Column("Aandeel van alle clusters", True)),
        tuple(rows),
        f"Tabel 8, paragraaf 2.4.4; {RVO}",
        number="8",
        note="Een cluster kan meer topsectoren noemen. De noemingen samen zijn daardoor "
        f"{shown_double.text} hoger dan het aantal clusters: gemiddeld {shown_mean.text} per cluster.",
        extra=(shown_double, shown_mean),
    )


_SERIES = {"participants": "Deelnemers", "firms": "Bedrijven", "partners": "Samenwerkingspartners"}


@or_missing("Gemiddeld aantal deelnemers, bedrijven en samenwerkingspartners per cluster", "figure")
def pib_figure_3_participants(data: Data) -> Exhibit:
    """Return figure 3: mean participants, firms and partners per cluster, as far as published.

    The yearly values were printed as a picture only. They are drawn once the sheet holds them.
    """
    frame = data["participants"]
    table: list[list[Value]] = []
    quantities: dict[str, dict[str, Quantity]] = {name: {} for name in _SERIES}
    for line in records(frame):
        period = str(line["period"])
        cells: list[Value] = [period]
        for name, label in _SERIES.items():
            quantity = cell(line, name, f"gemiddeld aantal {label.lower()} {period}")
            quantities[name][period] = quantity
            cells.append(Shown(f"pib_figure_3.{name}_{slug(period)}", quantity, 2))
        table.append(cells)
    periods = [str(period) for period in frame["period"]]
    known = [p for p in periods if any(quantities[name][p].value is not None for name in _SERIES)]
    absent = [p for p in periods if p not in known]
    series = {label: [quantities[name][p].value for p in known] for name, label in _SERIES.items()}
    series = {label: values for label, values in series.items() if any(value is not None for value in values)}
    texts = {
        label: [Shown("", quantities[name][p], 1 if len(known) > 1 else 2).text for p in known]
        for name, label in _SERIES.items()
    }
    share = None
    whole = next((period for period in periods if "-" in period), "")
    if whole:
        share = (quantities["firms"][whole] / quantities["participants"][whole]).named(
            "aandeel bedrijven onder de deelnemers", "aandeel"
        )
    note = (
        ""
        if not absent
        else (
            f"De waarden voor {absent[0]} tot en met {absent[-1]} ontbreken. Staan ze in portfolio.xlsx, "
            "blad deelnemers, dan is deze figuur compleet."
        )
    )
    alt = "; ".join(
        f"{label} {period}: {text}"
        for label in series
        for period, text in zip(known, texts[label], strict=True)
    )
    figure = chart.grouped_columns(known, series, {label: texts[label] for label in series})
    title = "Gemiddeld aantal deelnemers, bedrijven en samenwerkingspartners per cluster"
    return Exhibit(
        "pib_figure_3",
        "figure",
        title,
        (Column("Periode"), *(Column(label, True) for label in _SERIES.values())),
        rows_of(table),
        f"Figuur 3, paragraaf 2.4.2; {RVO}",
        number="3",
        basis="partial" if absent else "recomputed",
        note=note,
        report_note="Die waarden, en het aantal samenwerkingspartners, staan alleen als grafiek in het "
        "rapport; RVO heeft ze."
        if absent
        else "",
        alt=alt,
        svg=svg_of(figure, "pib_figure_3", title, alt),
        extra=(Shown("pib_figure_3.share_firms", share),) if share else (),
    )


@or_missing("Waar de clusters op mikken: landen (oranje) en topsectoren (blauw)", "figure")
def pib_own_spread(data: Data) -> Exhibit:
    """Return an exhibit of our own: clusters by top sector and by the countries that the text names."""
    sectors = portfolio.cells_of(data["top_sectors"], "sector")
    countries = portfolio.cells_of(data["target_countries"], "country")
    ordered = [*sorted(sectors.items(), key=lambda item: -(item[1].value or 0))]
    lands = [*sorted(countries.items(), key=lambda item: -(item[1].value or 0))]
    clusters = portfolio.clusters_total(data["durations"])
    top = total(list(countries.values()), "clusters in de genoemde landen")
    share = (top / clusters).named("aandeel clusters in de genoemde landen", "aandeel")
    rows = [
        Row(("Landen",), "group"),
        *(Row((name, Shown(f"pib_own_spread.country_{slug(name)}", count))) for name, count in lands),
        Row(("Topsectoren",), "group"),
        *(Row((name, Shown(f"pib_table_8.clusters_{slug(name)}", count))) for name, count in ordered),
    ]
    labels = [name for name, _ in (*lands, *ordered)]
    values = [float(count.value or 0) for _, count in (*lands, *ordered)]
    texts = [Shown("", count).text for _, count in (*lands, *ordered)]
    colours = [PALETTE["orange"]] * len(lands) + [PALETTE["blue"]] * len(ordered)
    title = "Waar de clusters op mikken: landen (oranje) en topsectoren (blauw)"
    alt = "Aantal clusters. " + "; ".join(
        f"{label}: {text}" for label, text in zip(labels, texts, strict=True)
    )
    return Exhibit(
        "pib_own_spread",
        "figure",
        title,
        (Column("Land of topsector"), Column("Aantal clusters", True)),
        tuple(rows),
        "Tabel 8 en paragraaf 2.4.4",
        note="Van de landen staan alleen de grootste er. Een cluster kan meer topsectoren noemen.",
        alt=alt,
        svg=svg_of(chart.bars(labels, values, texts, colours=colours), "pib_own_spread", title, alt),
        extra=(
            Shown("pib_own_spread.top_countries", top),
            Shown("pib_own_spread.share_top_countries", share),
        ),
    )


def key_figures(
    data: Data, table: str, exhibit: str, title: str, source: str, case: str = "", prefix: str = ""
) -> Exhibit:
    """Return the loose quantities of a `kengetallen` sheet, as printed; each is a number for the text.

    `prefix` goes before every key, so that editions with a sheet of the same name do not clash.
    """
    try:
        frame = data[table]
    except NoDataError as error:
        return missing(exhibit, title, error)
    if case:
        frame = frame[frame["case"] == case]
    quantities = effect.figures(frame)
    places = list(frame["place"])
    printed = list(frame["printed"])
    rows = [
        Row(
            (
                quantity.label[:1].upper() + quantity.label[1:],
                Shown(f"{prefix}{table}.{key}", quantity, _decimals(quantity) if text else None),
                *((text,) if any(printed) else ()),
                place,
            )
        )
        for (key, quantity), text, place in zip(quantities.items(), printed, places, strict=True)
    ]
    return Exhibit(
        exhibit,
        "table",
        title,
        (
            Column("Grootheid"),
            Column("Waarde", True),
            *((Column("Zo afgedrukt"),) if any(printed) else ()),
            Column("Vindplaats"),
        ),
        tuple(rows),
        source,
        basis="printed",
    )


def _decimals(quantity: Quantity) -> int | None:
    """Return as many decimals as the printed value has, so that nothing looks more exact than it is."""
    if quantity.value is None:
        return None
    value = quantity.value * 100 if quantity.unit == "aandeel" else quantity.value
    return plain_decimals(value, 4)
