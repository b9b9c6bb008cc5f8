"""Exhibits over the costs of NLinBusiness: annex 5, figure A, the pillars in time and in the text.

Belongs here: the fourteen cost items and what they add up to. Not here: commitments and staff
(`pps_resources`), and the figures whose years were printed as pictures only (`pps_yearly`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import pps_resources as resources
from evalbook.measures.effect import figures
from evalbook.measures.quantity import Quantity, records
from evalbook.rounding import number, plain_decimals, rounded, text_of

Data = Mapping[str, pd.DataFrame]

UNSPECIFIED = "niet gespecificeerd"
_NLIB = "Annex 5, financiële data NLiB"
_KIND_COLOURS = dict(zip(resources.KINDS, (PALETTE["blue"], PALETTE["sand"], PALETTE["orange"]), strict=True))
_PILLAR_COLOURS = (PALETTE["blue"], PALETTE["green"], PALETTE["orange"], PALETTE["purple"])
_SMALLEST = 0.06  # part of the longest bar below which a number does not fit in its stretch
_ADVICE = (
    "Over 2017-2018 en 2019 zijn advieskosten alleen als totaal bekend en niet per pilaar; "
    "zij tellen in geen enkele som mee."
)


def pps_table_annex_5(data: Data) -> Exhibit:
    """Return the cost items of NLiB by period with the sums of their pillars, in euros."""
    costs, items = data["costs"], data["cost_items"]
    lines, sums = resources.item_costs(costs), resources.pillar_costs(costs)
    columns = [*resources.periods(costs), resources.ALL]
    rows: list[Row] = []
    for pillar in records(data["pillars"]):
        rows.append(Row((pillar["name"],), "group"))
        for item in records(items[items["pillar"] == pillar["pillar"]]):
            cells = [_amount(str(item["item"]), column, lines[str(item["item"])]) for column in columns]
            rows.append(Row((item["name"], item["kind"], *cells)))
        rows.append(_sum_row(f"Samen: {_short(pillar['name'])}", str(pillar["pillar"]), sums, columns))
    rows.append(Row(("Alle pilaren",), "group"))
    rows.append(_sum_row("Samen: alle pilaren", resources.ALL, sums, columns))
    return Exhibit(
        "pps_table_annex_5",
        "table",
        "Uitgaven van NLinBusiness per pilaar en kostenpost",
        (
            Column("Kostenpost"),
            Column("Soort"),
            *(Column(_header(data, column), True, slug(column)) for column in columns),
        ),
        tuple(rows),
        _NLIB,
        number="annex 5",
        unit="Bedragen in euro, zonder vast personeel.",
        note=f"De sommen zijn van ons. {_ADVICE} De soort van een post volgt de groepen van figuur A.",
    )


def _amount(name: str, column: str, line: Mapping[str, Quantity]) -> Value:
    quantity = line[column]
    if quantity.value is None:
        return UNSPECIFIED
    return Shown(f"pps_table_annex_5.{slug(name)}_{slug(column)}", quantity)


def _sum_row(label: str, group: str, sums: resources.Costs, columns: Sequence[str]) -> Row:
    return Row((label, "", *(_amount(group, column, sums[group]) for column in columns)), "total")


def _header(data: Data, column: str) -> str:
    realised = resources.realised_periods(data["costs"])
    if column == resources.ALL:
        return f"{realised[0][:4]}-{realised[-1][-4:]}"
    return column if column in realised else f"{column} (begroot)"


def pps_figure_a(data: Data) -> Exhibit:
    """Return figure A: realised spending by pillar and period, split by kind, from annex 5."""
    kinds = resources.kind_costs(data["costs"], data["cost_items"])
    sums = resources.pillar_costs(data["costs"])
    names = dict(zip(data["pillars"]["pillar"], data["pillars"]["name"], strict=True))
    spots = [(pillar, period) for pillar in names for period in resources.realised_periods(data["costs"])]
    parts = {
        kind: [kinds[pillar][kind][period].value or 0.0 for pillar, period in spots]
        for kind in resources.KINDS
    }
    labels = [f"{_short(names[pillar])}, {period}" for pillar, period in spots]
    totals = [text_of(sums[pillar][period].value, "euro") for pillar, period in spots]
    rows: list[Row] = []
    for pillar, period in spots:
        cells = [
            Shown(f"pps_figure_a.{slug(pillar)}_{slug(kind)}_{slug(period)}", kinds[pillar][kind][period])
            for kind in resources.KINDS
        ]
        whole = Shown(
            f"pps_table_annex_5.{slug(pillar)}_{slug(period)}", sums[pillar][period].named(names[pillar])
        )
        rows.append(Row((_short(names[pillar]), period, *cells, whole)))
    title = "Gerealiseerde uitgaven van NLinBusiness per pilaar"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, totals, strict=True))
    figure = chart.stacked(labels, parts, _KIND_COLOURS, texts=_fitting(parts), ends=totals)
    return Exhibit(
        "pps_figure_a",
        "figure",
        title,
        (
            Column("Pilaar"),
            Column("Periode"),
            *(Column(kind[:1].upper() + kind[1:], True) for kind in resources.KINDS),
            Column("Samen", True),
        ),
        tuple(rows),
        f"Figuur A; berekend uit {_NLIB[:1].lower()}{_NLIB[1:]}",
        number="A",
        unit="Bedragen in euro; in de balken in duizenden. DUK: directe uitvoeringskosten.",
        note=f"Zonder vast personeel. {_ADVICE} De bijdrage aan NLWorks telt geheel als DUK, al bestaat "
        "zij volgens een voetnoot voor een deel uit personeelskosten.",
        alt=alt,
        svg=svg_of(figure, "pps_figure_a", title, alt),
        extra=tuple(_kind_totals(data, kinds)),
    )


def _short(name: str) -> str:
    """Return the first of the names that the report gives a pillar: `Projectenbureau/ inzet in …`."""
    return name.split("/")[0]


def _kind_totals(data: Data, kinds: Mapping[str, resources.Costs]) -> list[Shown]:
    """Return by pillar and kind the sum of all realised periods, and its share in the pillar."""
    sums = resources.pillar_costs(data["costs"])
    found = []
    for pillar, line in kinds.items():
        for kind, series in line.items():
            key = f"pps_figure_a.{slug(pillar)}_{slug(kind)}"
            amount = series[resources.ALL]
            share = (amount / sums[pillar][resources.ALL]).named(f"aandeel {kind} in {pillar}", "aandeel")
            found += [Shown(f"{key}_all", amount), Shown(f"{key}_share", share)]
    return found


def _fitting(parts: Mapping[str, Sequence[float]]) -> dict[str, list[str]]:
    """Return the amounts in thousands, nothing where the stretch is too short for its number."""
    longest = max(sum(values) for values in zip(*parts.values(), strict=True))
    return {
        name: [number(value / 1000) if value > _SMALLEST * longest else "" for value in values]
        for name, values in parts.items()
    }


def pps_own_pillars(data: Data) -> Exhibit:
    """Return an exhibit of our own: spending by period, split by pillar, with what is budgeted."""
    costs = data["costs"]
    sums = resources.pillar_costs(costs)
    names = dict(zip(data["pillars"]["pillar"], data["pillars"]["name"], strict=True))
    periods = resources.periods(costs)
    parts = {_short(names[p]): [sums[p][period].value or 0.0 for period in periods] for p in names}
    totals = [text_of(sums[resources.ALL][period].value, "euro") for period in periods]
    labels = [_header(data, period) for period in periods]
    columns = [*periods, resources.ALL]
    rows = [Row((names[p], *(_amount(p, column, sums[p]) for column in columns))) for p in names]
    rows.append(Row(("Samen", *(_amount("all", column, sums[resources.ALL]) for column in columns)), "total"))
    shares = [
        Shown(
            f"pps_own_pillars.share_{slug(p)}_{slug(column)}",
            (sums[p][column] / sums[resources.ALL][column]).named(
                f"aandeel {names[p]}, {_header(data, column)}", "aandeel"
            ),
        )
        for p in names
        for column in columns
    ]
    title = "Uitgaven van NLinBusiness in de tijd, naar pilaar"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, totals, strict=True))
    colours = dict(zip(parts, _PILLAR_COLOURS, strict=False))
    figure = chart.stacked(labels, parts, colours, texts=_fitting(parts), ends=totals)
    return Exhibit(
        "pps_own_pillars",
        "figure",
        title,
        (Column("Pilaar"), *(Column(_header(data, column), True, slug(column)) for column in columns)),
        tuple(rows),
        _NLIB,
        unit="Bedragen in euro, zonder vast personeel; in de balken in duizenden.",
        note=f"{_ADVICE} NLiB begon in oktober 2017: de eerste balk beslaat ruim een jaar.",
        alt=alt,
        svg=svg_of(figure, "pps_own_pillars", title, alt),
        extra=tuple(shares),
    )


_STATED = {
    "krachtenbundeling": "krachtenbundeling",
    "next-level-business": "next_level_business",
    "projectenbureau": "projectenbureau",
    "digitaal-platform": "platform",
}
"""Pillar -> key of the amount that the text of annex 5 states for it (with `_2022` for the budget)."""


def pps_own_pillars_stated(data: Data) -> Exhibit:
    """Return an exhibit of our own: the sums of annex 5 beside the amounts its text states."""
    sums, given = resources.pillar_costs(data["costs"]), figures(data["resource_figures"])
    names = dict(zip(data["pillars"]["pillar"], data["pillars"]["name"], strict=True))
    columns = (("all", ""), ("2022", "_2022"))
    rows, differing = [], 0
    for pillar, item in _STATED.items():
        cells: list[Value] = [names[pillar]]
        marked = []
        for period, ending in columns:
            added, stated = sums[pillar][period], given[item + ending]
            cells += [
                Shown(f"pps_table_annex_5.{slug(pillar)}_{slug(period)}", added),
                Shown(f"pps_resource_figures.{item}{ending}", stated),
            ]
            if not _same_when_rounded(added, stated):
                marked.append(len(cells) - 1)
        differing += len(marked)
        rows.append(Row(tuple(cells), marked=tuple(marked)))
    return Exhibit(
        "pps_own_pillars_stated",
        "table",
        "De kostenposten opgeteld naast de bedragen in de tekst",
        (
            Column("Pilaar"),
            Column("Opgeteld", True, "opgeteld_2017_2021", "2017-2021"),
            Column("Volgens de tekst", True, "tekst_2017_2021", "2017-2021"),
            Column("Opgeteld", True, "opgeteld_2022", "2022 (begroot)"),
            Column("Volgens de tekst", True, "tekst_2022", "2022 (begroot)"),
        ),
        tuple(rows),
        "Annex 5",
        note="Gemarkeerd (≠) is wat meer verschilt dan de afronding van het bedrag in de tekst toelaat.",
        extra=(
            Shown(
                "pps_own_pillars_stated.differing",
                Quantity(float(differing), "aantal", "bedragen in de tekst die niet bij de posten passen"),
            ),
        ),
    )


def _same_when_rounded(added: Quantity, stated: Quantity) -> bool:
    """Return whether a sum, rounded as the stated amount is, equals it (in millions)."""
    printed, value = resources.in_millions(stated).value, resources.in_millions(added).value
    if printed is None or value is None:
        return True
    decimals = plain_decimals(printed, 3)
    return rounded(value, decimals) == rounded(printed, decimals)
