"""Calculations over the money and staff of NLinBusiness, TINL and NLWorks.

Belongs here: cost items summed to pillars, commitments against what was spent, cost of staff per fte.
Not here: the figures of which the yearly values were printed as pictures only; they are shown as
they come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalbook.measures.effect import figures
from evalbook.measures.quantity import Quantity, cell, constant, records, total

ALL = "all"
"""The realised periods together."""

BUDGETED = "begroot"
KINDS = ("inhuur personeel", "advieskosten", "DUK van activiteiten")
_MILLION = 1_000_000

Costs = Mapping[str, Mapping[str, Quantity]]
"""Amounts in euros by group (item, pillar, kind) and then by period and ALL."""

Amounts = Mapping[tuple[str, str, str, str, str], Quantity]
"""Amounts by organisation, part, measure or kind, state and period, each in the unit of its cell."""


def periods(costs: pd.DataFrame) -> list[str]:
    """Return the periods of the cost table in their order. Source: annex 5."""
    return [str(period) for period in dict.fromkeys(costs["period"])]


def realised_periods(costs: pd.DataFrame) -> list[str]:
    """Return the periods that hold no budgeted amount."""
    budgeted = {str(period) for period in costs.loc[costs["state"] == BUDGETED, "period"]}
    return [period for period in periods(costs) if period not in budgeted]


def item_costs(costs: pd.DataFrame) -> Costs:
    """Return the cost items in euros, by item; an amount that was not specified is unknown.

    ALL is the sum of the amounts that are known in the realised periods. Source: annex 5.
    """
    table: dict[str, dict[str, Quantity]] = {}
    for row in records(costs):
        item, period = str(row["item"]), str(row["period"])
        table.setdefault(item, {})[period] = cell(row, "amount", f"{item} {period}", "euro")
    realised = realised_periods(costs)
    for item, line in table.items():
        line[ALL] = known_total([line[period] for period in realised], f"{item}, gerealiseerd")
    return table


def pillar_costs(costs: pd.DataFrame) -> Costs:
    """Return the sums of the items by pillar, and of all pillars under ALL. Source: annex 5."""
    return _summed(costs, item_costs(costs), list(costs["pillar"]))


def kind_costs(costs: pd.DataFrame, items: pd.DataFrame) -> Mapping[str, Costs]:
    """Return the sums of the items by pillar and then by kind of cost. Source: figure A."""
    kinds = dict(zip(items["item"], items["kind"], strict=True))
    table = {}
    for pillar in dict.fromkeys(costs["pillar"]):
        part = costs[costs["pillar"] == pillar]
        sums = _summed(part, item_costs(costs), [kinds[item] for item in part["item"]])
        table[str(pillar)] = {kind: sums[kind] for kind in KINDS}
    return table


def known_total(parts: Sequence[Quantity], label: str) -> Quantity:
    """Return the sum of the parts that are known; unknown where none is."""
    known = [part for part in parts if part.value is not None]
    return total(known or parts, label)


def amounts(frame: pd.DataFrame, what: str) -> Amounts:
    """Return the amounts of sheet `personeel` (`what` is measure) or `geld` (`what` is kind)."""
    return {
        (
            str(row["organisation"]),
            str(row["part"]),
            str(row[what]),
            str(row["state"]),
            str(row["period"]),
        ): cell(
            row, "value", f"{row['organisation']}: {row[what]} {row['state']} {row['period']}", row["unit"]
        )
        for row in records(frame)
    }


def in_euros(amount: Quantity) -> Quantity:
    """Return an amount in euros, also where it was printed in millions."""
    if amount.unit == "euro":
        return amount
    return (constant(_MILLION) * amount).named(amount.label, "euro")


def in_millions(amount: Quantity) -> Quantity:
    """Return an amount in millions of euros, also where it was printed in euros."""
    if amount.unit == "miljoen euro":
        return amount
    return (amount / constant(_MILLION)).named(amount.label, "miljoen euro")


GRANTS = {
    "NLiB": ("2017-2022", "2017-2022", "2017-2021"),
    "TINL": ("2018-2022", "2018-2021", "2018-2021"),
    "NLWorks": ("2018-2022", "2018-2021", "2018-2021"),
    "TINL en NLWorks": ("2018-2022", "2018-2021", "2018-2021"),
}
"""By payer: the period of the whole commitment, of the commitment to compare with, and of what was spent.

Of NLiB one commitment was printed, which runs a year longer than what was spent (4.5.1)."""


def commitments(funding: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return by organisation what was committed and what was spent, in millions of euros.

    whole (commitment for all years), committed (for the years to compare with), realised, open
    (committed but not spent) and share (of the commitment spent). Source: 4.5 and annex 5.
    """
    given = amounts(funding, "kind")
    table = {}
    for name, (whole, compared, spent) in GRANTS.items():
        committed = in_millions(given[name, "geheel", "totaal", "toegezegd", compared])
        realised = in_millions(given[name, "geheel", "totaal", "gerealiseerd", spent])
        table[name] = {
            "whole": in_millions(given[name, "geheel", "totaal", "toegezegd", whole]),
            "committed": committed,
            "realised": realised,
            "open": (committed - realised).named(f"{name}: toegezegd en niet besteed"),
            "share": (realised / committed).named(f"{name}: aandeel besteed", "aandeel"),
        }
    return table


def programme_totals(funding: pd.DataFrame, stated: pd.DataFrame) -> dict[str, Quantity]:
    """Return four ways to tell what the whole cost, in millions of euros.

    stated (in the foreword), yearly (the amount a year times the years of the grant), grants (to NLiB
    and to TINL and NLWorks together), spent (through 2021). `years` is the number of years.
    Source: foreword, 1.2, 4.5 and annex 5.
    """
    given, granted = figures(stated), commitments(funding)
    first, last = (int(year) for year in GRANTS["NLiB"][0].split("-"))
    years = constant(last - first + 1, "jaar").named(f"jaren van {first} tot en met {last}")
    yearly = given["yearly_organisations_scope"]
    private, public = granted["NLiB"], granted["TINL en NLWorks"]
    return {
        "stated": given["programme_total"],
        "years": years,
        "yearly": (years * yearly).named("bedrag per jaar maal de jaren"),
        "grants": total([private["whole"], public["whole"]], "subsidie en toezeggingen samen"),
        "spent": total([private["realised"], public["realised"]], "besteed tot en met 2021"),
    }


def nlib_spending(
    costs: pd.DataFrame, items: pd.DataFrame, staff: pd.DataFrame, funding: pd.DataFrame
) -> dict[str, Quantity]:
    """Return what the spending of NLiB through 2021 went to, in millions of euros.

    total, staff, pillars, hired (staff within the pillars), and what is left for other costs: rest_low
    where hired staff is in the pillars only, rest_high where the amount for staff holds it as well. The
    report does not say which (4.5.1; annex 5, footnote 360).
    """
    whole = in_millions(amounts(funding, "kind")["NLiB", "geheel", "totaal", "gerealiseerd", "2017-2021"])
    people = in_millions(amounts(staff, "measure")["NLiB", "geheel", "kosten", "gerealiseerd", "2017-2021"])
    pillars = in_millions(pillar_costs(costs)[ALL][ALL].named("kosten van de vier pilaren"))
    hired = in_millions(
        total([line[KINDS[0]][ALL] for line in kind_costs(costs, items).values()], "ingehuurd personeel")
    )
    left = whole - pillars - people
    return {
        "total": whole,
        "staff": people,
        "pillars": pillars,
        "hired": hired,
        "rest_low": left.named("overige lasten als ingehuurd personeel apart staat"),
        "rest_high": (left + hired).named("overige lasten als ingehuurd personeel al meetelt"),
    }


_STAFF = {
    "tinl": ("TINL", "geheel", "2018-2021", ("2018-2021",), "fte-jaren"),
    "nlworks": ("NLWorks", "geheel", "2018-2021", ("2018-2021",), "fte-jaren"),
    "nlib_2020": ("NLiB", "inzet in NLWorks", "2020", ("2020",), "fte"),
    "nlib_2021": ("NLiB", "inzet in NLWorks", "2021", ("2021",), "fte"),
    "nlib_2020_2022": ("NLiB", "inzet in NLWorks", "2020-2022", ("2020", "2021", "2022"), "fte"),
}


def cost_per_fte(staff: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return cost of staff (euros), fte over the same years, and cost per fte in a year (euros).

    Of NLiB as a whole the fte of 2019 and 2020 were not printed, so it has no line. Source: 4.5, annex 5.
    """
    given = amounts(staff, "measure")
    table = {}
    for name, (organisation, part, period, years, measure) in _STAFF.items():
        cost = in_euros(_either(given, organisation, part, "kosten", period))
        parts = [_either(given, organisation, part, measure, year) for year in years]
        fte = parts[0] if len(parts) == 1 else total(parts, f"{organisation}: fte {period}, opgeteld")
        per_fte = (cost / fte).named(f"{organisation}: kosten per fte per jaar, {period}", "euro")
        table[name] = {"cost": cost, "fte": fte, "per_fte": per_fte}
    return table


def mean_fte(staff: pd.DataFrame, organisation: str) -> Quantity:
    """Return the fte added over 2018-2021 divided by the years. Source: 4.5.2, 4.5.3."""
    added = amounts(staff, "measure")[organisation, "geheel", "fte-jaren", "gerealiseerd", "2018-2021"]
    return (added / constant(4)).named(f"{organisation}: fte gemiddeld per jaar, berekend", "fte")


def _either(given: Amounts, organisation: str, part: str, measure: str, period: str) -> Quantity:
    """Return what was realised in a period, or else budgeted for it."""
    realised = given.get((organisation, part, measure, "gerealiseerd", period))
    return realised or given[organisation, part, measure, BUDGETED, period]


def _summed(costs: pd.DataFrame, lines: Costs, groups: Sequence[str]) -> Costs:
    """Return the items of `costs` summed by group (one for each row of `costs`), and under ALL."""
    group_of = dict(zip(costs["item"], groups, strict=True))
    columns = [*periods(costs), ALL]
    members = {
        group: [item for item in group_of if group_of[item] == group] for group in dict.fromkeys(groups)
    }
    table = {
        str(group): {
            column: known_total([lines[item][column] for item in found], f"{group}, {column}")
            for column in columns
        }
        for group, found in members.items()
    }
    table[ALL] = {
        column: known_total([line[column] for line in table.values()], f"alle posten, {column}")
        for column in columns
    }
    return table
