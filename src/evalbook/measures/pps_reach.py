"""Calculations over whom NLinBusiness and TINL reached: matching, earlier and later use, participants.

Belongs here: shares and differences of printed counts, and complements. Not here: effects of use; the
data hold no comparison that could show them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.measures.quantity import Quantity, cell, constant, records, total

Cells = Mapping[tuple[str, ...], Quantity]
"""Values by the texts in the key columns."""

BOTH = "NLiB en TINL"
ORGANISATIONS = ("NLiB", "TINL")


def values_by(frame: pd.DataFrame, keys: tuple[str, ...], name: str, unit: str) -> Cells:
    """Return one column of a table by its key columns; the keys make up the label."""
    return {
        tuple(str(row[key]) for key in keys): cell(row, name, ", ".join(str(row[key]) for key in keys), unit)
        for row in records(frame)
    }


def rest(share: Quantity, label: str) -> Quantity:
    """Return what is left of the whole."""
    return (constant(1, "aandeel") - share).named(label, "aandeel")


def matching(frame: pd.DataFrame) -> dict[str, list[dict[str, Quantity]]]:
    """Return by organisation, step by step: records, share_before (of the step before), share_first.

    A first step has no step before. Source: annex 1, description of the population.
    """
    table: dict[str, list[dict[str, Quantity]]] = {}
    for row in records(frame):
        steps = table.setdefault(str(row["organisation"]), [])
        count = cell(row, "records", f"{row['organisation']}: {row['name']}")
        line = {"records": count}
        if steps:
            line["share_before"] = (count / steps[-1]["records"]).named(
                f"aandeel van de stap ervoor, {row['name']}", "aandeel"
            )
            line["share_first"] = (count / steps[0]["records"]).named(
                f"aandeel van de eerste stap, {row['name']}", "aandeel"
            )
        steps.append(line)
    return table


def matched_firms(frame: pd.DataFrame) -> Quantity:
    """Return the firms of the last step of both organisations together. Source: 3.4."""
    table = matching(frame)
    return total([table[name][-1]["records"] for name in ORGANISATIONS], "gekoppelde bedrijven, opgeteld")


def earlier_use(frame: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return by organisation the share of firms that used an instrument before (ja) or did not (nee).

    Where only one of both was printed, the other is what is left. Source: figure 16.
    """
    given = values_by(frame, ("organisation", "earlier"), "share", "aandeel")
    table = {}
    for name in ORGANISATIONS:
        yes, no = given[name, "ja"], given[name, "nee"]
        table[name] = {
            "ja": yes if yes.value is not None else rest(no, f"{name}: eerder gebruik"),
            "nee": no if no.value is not None else rest(yes, f"{name}: geen eerder gebruik"),
        }
    return table


def later_use(earlier: pd.DataFrame, later: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return by organisation the shares of firms that used no instrument afterwards.

    experienced (of firms with earlier use; as printed for both together where figure 17 lacks it), fresh
    (of firms without), all (both weighted by their share), stated (all firms, as printed for both
    organisations together). Source: 6.2, figures 16 and 17.
    """
    given = values_by(later, ("organisation", "earlier", "outcome"), "share", "aandeel")
    before, none = earlier_use(earlier), "geen instrument"
    table = {}
    for name in ORGANISATIONS:
        experienced = given[name, "ja", none]
        if experienced.value is None:
            experienced = given[BOTH, "ja", none]
        fresh = rest(given[name, "nee", "een ander instrument"], f"{name}: nieuw, daarna geen instrument")
        every = before[name]["ja"] * experienced + before[name]["nee"] * fresh
        table[name] = {
            "experienced": experienced,
            "fresh": fresh,
            "all": every.named(f"{name}: alle bedrijven, daarna geen instrument", "aandeel"),
            "stated": given[BOTH, "alle bedrijven", none],
        }
    return table


def export_ratios(frame: pd.DataFrame, organisation: str) -> dict[tuple[str, str], Quantity]:
    """Return the compared group's export as a share of the users', by statistic and moment.

    Unknown as long as the values are. Source: figures 14 and 15.
    """
    given = values_by(
        frame[frame["organisation"] == organisation], ("group", "statistic", "moment"), "value", "euro"
    )
    return {
        (statistic, moment): (given["vergelijkingsgroep", statistic, moment] / users).named(
            f"{organisation}: {statistic} van de vergelijkingsgroep, {moment}", "aandeel"
        )
        for (group, statistic, moment), users in given.items()
        if group == "gebruikers"
    }


def regions(frame: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return by organising partner participants from its own region and from elsewhere, and the share.

    own, elsewhere, share (from elsewhere), and the same of all partners under `all`. Source: figure 18.
    """
    given = values_by(frame, ("organiser", "region"), "participants", "aantal")
    partners = list(dict.fromkeys(organiser for organiser, _ in given))
    table = {name: _spread(name, given[name, "eigen regio"], given[name, "elders"]) for name in partners}
    table["all"] = _spread(
        "alle partners",
        total([table[name]["own"] for name in partners], "deelnemers uit de eigen regio"),
        total([table[name]["elsewhere"] for name in partners], "deelnemers van elders"),
    )
    return table


def _spread(name: str, own: Quantity, elsewhere: Quantity) -> dict[str, Quantity]:
    share = (elsewhere / (own + elsewhere)).named(f"{name}: aandeel van elders", "aandeel")
    return {"own": own, "elsewhere": elsewhere, "share": share}


COUNTS = ("unieke deelnemers", "deelnemers per evenement", "jaarrapportage TINL")


def participants(frame: pd.DataFrame, explained: Quantity) -> dict[str, dict[str, Quantity]]:
    """Return by year the three counts of participants, and how they differ.

    unique, per_event, reported; events_each (events a participant attended), gap (reported less
    per_event), gap_share (of what was reported), gap_left (not explained, given the share `explained`).
    Source: 6.2.
    """
    given = values_by(frame, ("year", "measure"), "participants", "aantal")
    table = {}
    for year in dict.fromkeys(year for year, _ in given):
        unique, per_event, reported = (given[year, measure] for measure in COUNTS)
        gap = (reported - per_event).named(f"verschil met de jaarrapportage, {year}")
        table[year] = {
            "unique": unique,
            "per_event": per_event,
            "reported": reported,
            "events_each": (per_event / unique).named(f"evenementen per deelnemer, {year}", "verhouding"),
            "gap": gap,
            "gap_share": (gap / reported).named(
                f"verschil als deel van de jaarrapportage, {year}", "aandeel"
            ),
            "gap_left": (gap * rest(explained, "niet verklaard deel")).named(
                f"verschil dat niet is verklaard, {year}", "aantal"
            ),
        }
    return table


def events(events_frame: pd.DataFrame, counts: pd.DataFrame) -> dict[tuple[str, str], dict[str, Quantity]]:
    """Return by kind of event and year the participants and their share of all participations.

    Source: 6.2.
    """
    given = values_by(events_frame, ("event", "year"), "participants", "aantal")
    whole = values_by(counts, ("year", "measure"), "participants", "aantal")
    return {
        (event, year): {
            "participants": count,
            "share": (count / whole[year, COUNTS[1]]).named(f"aandeel {event}, {year}", "aandeel"),
        }
        for (event, year), count in given.items()
    }


def targets(frame: pd.DataFrame) -> dict[str, Quantity]:
    """Return what the printed sizes of the target groups imply.

    secondary_firms and secondary_persons (the whole less the primary group), persons_each (persons per
    firm in the whole), primary_share (of all firms). Source: 4.5.1.
    """
    firms = values_by(frame, ("kind", "group"), "firms", "aantal")
    persons = values_by(frame, ("kind", "group"), "persons", "aantal")
    whole, first = ("totaal", "totaal"), ("primair", "primair")
    return {
        "secondary_firms": (firms[whole] - firms[first]).named("bedrijven in de secundaire groepen samen"),
        "secondary_persons": (persons[whole] - persons[first]).named(
            "personen in de secundaire groepen samen"
        ),
        "persons_each": (persons[whole] / firms[whole]).named("personen per bedrijf", "verhouding"),
        "primary_share": (firms[first] / firms[whole]).named("aandeel van de primaire groep", "aandeel"),
    }
