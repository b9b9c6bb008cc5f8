"""Exhibits of our own over whom NLiB and TINL reached: target groups, matching, activity, participants.

Belongs here: counts and shares that the text prints. Not here: figures 13 to 18 (`pps_reach`, `pps_use`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.completeness import basis_of, gap_note
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.exhibits.pps_reach import GROUPS, USERS
from evalbook.measures import pps_reach as reach
from evalbook.measures.effect import figures
from evalbook.measures.quantity import cell, records
from evalbook.rounding import number, text_of

Data = Mapping[str, pd.DataFrame]

_COLOURS = {"NLiB": PALETTE["orange"], "TINL": PALETTE["blue"], reach.BOTH: PALETTE["grey"]}


def pps_own_targets(data: Data) -> Exhibit:
    """Return an exhibit of our own: the target groups of NLiB with their printed sizes."""
    implied = reach.targets(data["reach_targets"])
    rows = [
        Row(
            (
                line["description"][:1].upper() + line["description"][1:],
                line["kind"],
                *(
                    Shown(
                        f"pps_own_targets.{what}_{slug(str(line['group']))}",
                        cell(line, what, f"{line['group']}: {word}"),
                    )
                    for what, word in (("firms", "bedrijven"), ("persons", "personen"))
                ),
            ),
            "total" if line["kind"] == "totaal" else "body",
        )
        for line in records(data["reach_targets"])
    ]
    return Exhibit(
        "pps_own_targets",
        "table",
        "De doelgroepen van NLinBusiness",
        (Column("Omschrijving"), Column("Soort"), Column("Bedrijven", True), Column("Personen", True)),
        tuple(rows),
        "Paragraaf 4.5.1; voetnoten 137, 138 en 340",
        basis="printed",
        note="Schattingen van NLiB. Van de secundaire groepen is geen omvang per groep gepubliceerd.",
        extra=tuple(Shown(f"pps_own_targets.{name}", value) for name, value in implied.items()),
    )


def pps_own_matching(data: Data) -> Exhibit:
    """Return an exhibit of our own: how the lists of users became matched firms, step by step."""
    table = reach.matching(data["reach_matching"])
    lines = records(data["reach_matching"])
    rows: list[Row] = []
    labels, values, texts, colours = [], [], [], []
    for name, steps in table.items():
        own = [line for line in lines if line["organisation"] == name]
        for place, (line, step) in enumerate(zip(own, steps, strict=True), 1):
            key = f"pps_own_matching.{{}}_{slug(name)}_{place}"
            cells: list[Value] = [
                Shown(key.format(what), step[what]) if what in step else ""
                for what in ("records", "share_before", "share_first")
            ]
            rows.append(Row((name, line["name"], line["counted"], *cells)))
            labels.append(f"{name}: {line['name']}")
            values.append(step["records"].value or 0.0)
            share = f" ({text_of(step['share_first'].value, 'aandeel')})" if "share_first" in step else ""
            texts.append(number(values[-1]) + share)
            colours.append(_COLOURS[name])
    title = "Van gebruikers naar bedrijven waarvan het CBS iets weet"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    return Exhibit(
        "pps_own_matching",
        "figure",
        title,
        (
            Column("Organisatie"),
            Column("Wat overblijft"),
            Column("Geteld"),
            Column("Aantal", True),
            Column("Deel van de stap ervoor", True),
            Column("Deel van de eerste stap", True),
        ),
        tuple(rows),
        "Paragraaf 3.4; annex 1, beschrijving populatie CBS-analyse",
        note="Achter de balk staat tussen haakjes het deel van de eerste stap. De eerste stappen zijn "
        "‘ongeveer’ gedrukt. Bij TINL telt de eerste stap deelnames en de volgende bedrijven. Twee "
        "KvK-nummers kunnen bij één bedrijf horen, dus er zijn minder bedrijven dan nummers.",
        alt=alt,
        svg=svg_of(chart.bars(labels, values, texts, colours=colours), "pps_own_matching", title, alt),
        extra=(Shown("pps_own_matching.firms_added", reach.matched_firms(data["reach_matching"])),),
    )


def pps_own_active(data: Data) -> Exhibit:
    """Return an exhibit of our own: share of firms active abroad in the year and the five years before."""
    values = reach.values_by(data["reach_active"], ("organisation", "group", "window"), "share", "aandeel")
    windows = {"jaar ervoor": "In het jaar ervoor", "vijf jaar ervoor": "In de vijf jaar ervoor"}
    names = [f"{organisation}, {group}" for organisation, group in GROUPS]
    rows, marked = [], []
    for (organisation, group), name in zip(GROUPS, names, strict=True):
        line = [values[organisation, group, window] for window in windows]
        short, long = (quantity.value for quantity in line)
        odd = short is not None and long is not None and long < short
        marked.append(odd)
        rows.append(
            Row(
                (
                    name,
                    *(
                        Shown(f"pps_own_active.{slug(organisation)}_{slug(group)}_{slug(window)}", quantity)
                        for window, quantity in zip(windows, line, strict=True)
                    ),
                ),
                marked=(2,) if odd else (),
            )
        )
    series = {
        label: [values[organisation, group, window].value for organisation, group in GROUPS]
        for window, label in windows.items()
    }
    texts = {label: [text_of(value, "aandeel") for value in line] for label, line in series.items()}
    title = "Aandeel bedrijven dat al internationaal actief was vóór het gebruik"
    alt = "; ".join(
        f"{name}: " + ", ".join(f"{label.lower()} {texts[label][place]}" for label in series)
        for place, name in enumerate(names)
    )
    figure = chart.grouped_columns([name.replace(", ", "\n") for name in names], series, texts)
    return Exhibit(
        "pps_own_active",
        "figure",
        title,
        (Column("Groep"), *(Column(label, True) for label in windows.values())),
        tuple(rows),
        "Paragraaf 6.1",
        basis="printed",
        note="Wie in het jaar ervoor actief was, was dat ook in de vijf jaar ervoor. Een lager aandeel over "
        "vijf jaar kan dus niet kloppen (≠). Wie tot de primaire doelgroep van NLiB hoort, is per definitie "
        "actief.",
        alt=alt,
        svg=svg_of(figure, "pps_own_active", title, alt),
        extra=tuple(
            Shown(f"pps_own_active.points_{slug(name)}", (short - long).named(f"{name}: verschil", "aandeel"))
            for name, short, long in (
                ("TINL", values["TINL", USERS, "jaar ervoor"], values["TINL", USERS, "vijf jaar ervoor"]),
            )
        ),
    )


_COUNT_LABELS = {
    "unique": "Unieke deelnemers (IOB)",
    "per_event": "Deelnemers per evenement (IOB)",
    "reported": "Jaarrapportage van TINL",
}


def pps_own_participants(data: Data) -> Exhibit:
    """Return an exhibit of our own: participants of TINL's events in three counts, by year."""
    explained = figures(data["reach_figures"])["difference_explained"]
    table = reach.participants(data["reach_participants"], explained)
    labels = {
        **_COUNT_LABELS,
        "events_each": "Evenementen per deelnemer",
        "gap": "Jaarrapportage min deelnemers per evenement",
        "gap_share": "Dat verschil als deel van de jaarrapportage",
        "gap_left": "Verschil dat Achilles niet verklaart",
    }
    decimals = {"events_each": 2}
    rows = [
        Row(
            (
                label,
                *(
                    Shown(f"pps_own_participants.{what}_{year}", line[what], decimals.get(what))
                    for year, line in table.items()
                ),
            ),
            "body" if what in _COUNT_LABELS else "total",
        )
        for what, label in labels.items()
    ]
    series = {label: [line[what].value for line in table.values()] for what, label in _COUNT_LABELS.items()}
    texts = {label: [text_of(value, "aantal") for value in values] for label, values in series.items()}
    title = "Deelnemers aan evenementen van TINL, op drie manieren geteld"
    alt = "; ".join(
        f"{label}: " + ", ".join(f"{year} {text}" for year, text in zip(table, line, strict=True))
        for label, line in texts.items()
    )
    return Exhibit(
        "pps_own_participants",
        "figure",
        title,
        (Column("Telling"), *(Column(year, True) for year in table)),
        tuple(rows),
        "Paragraaf 6.2; voetnoten 344 tot en met 347",
        note="Wie aan meer evenementen deelneemt, telt in de tweede telling vaker mee. TINL telt ook meer "
        "personen van één bedrijf. Dat evenementen in Achilles ontbreken, verklaart ongeveer "
        f"{text_of(explained.value, 'aandeel')} van het verschil.",
        alt=alt,
        svg=svg_of(chart.grouped_columns(list(table), series, texts), "pps_own_participants", title, alt),
    )


def pps_own_events(data: Data) -> Exhibit:
    """Return an exhibit of our own: participants by kind of event, as far as printed."""
    table = reach.events(data["reach_events"], data["reach_participants"])
    years = list(dict.fromkeys(year for _, year in table))
    kinds = list(dict.fromkeys(event for event, _ in table))
    rows = [
        Row(
            (
                event[:1].upper() + event[1:],
                *(
                    Shown(f"pps_own_events.{what}_{slug(event)}_{year}", table[event, year][what])
                    for year in years
                    for what in ("participants", "share")
                ),
            )
        )
        for event in kinds
    ]
    cells = [line["participants"] for line in table.values()]
    gap = gap_note(cells, "RVO", "bereik.xlsx", "evenementen", printed="niet in het rapport, wel in Achilles")
    series = {year: [table[event, year]["participants"].value for event in kinds] for year in years}
    texts = {year: [text_of(value, "aantal") for value in values] for year, values in series.items()}
    title = "Deelnemers aan evenementen van TINL, naar soort evenement"
    alt = "; ".join(
        f"{event}: " + ", ".join(f"{year} {texts[year][place]}" for year in years)
        for place, event in enumerate(kinds)
    )
    groups = [event.replace(" vanuit ", "\nvanuit ").replace("netwerkev", "netwerk-\nev") for event in kinds]
    return Exhibit(
        "pps_own_events",
        "figure",
        title,
        (
            Column("Soort evenement"),
            *(
                Column(label, True, f"{slug(label)}_{year}", year)
                for year in years
                for label in ("Deelnemers", "Aandeel")
            ),
        ),
        tuple(rows),
        "Paragraaf 6.2",
        basis=basis_of(cells, complete="recomputed"),
        note="Het aandeel is van alle deelnemers per evenement in dat jaar. Per jaar noemt de tekst alleen "
        f"de grootste soorten. {gap}".strip(),
        alt=alt,
        svg=svg_of(chart.grouped_columns(groups, series, texts), "pps_own_events", title, alt),
    )
