"""Exhibits of our own over money and staff of the PPS organisations: what was committed, what it bought.

Belongs here: what follows from printed totals. Not here: the cost items of NLiB (`pps_costs`), and the
figures whose years were printed as pictures only (`pps_yearly`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import pps_resources as resources
from evalbook.measures.effect import figures
from evalbook.rounding import number, text_of

Data = Mapping[str, pd.DataFrame]

_STAFF = {
    "tinl": ("TINL, publieke inzet 2018-2021", PALETTE["green"]),
    "nlworks": ("NLWorks, publieke inzet 2018-2021", PALETTE["blue"]),
    "nlib_2020": ("NLWorks, inzet van NLiB in 2020", PALETTE["orange"]),
    "nlib_2021": ("NLWorks, inzet van NLiB in 2021", PALETTE["orange"]),
    "nlib_2020_2022": ("NLWorks, inzet van NLiB 2020-2022, met begroting", PALETTE["orange"]),
}


def pps_own_commitments(data: Data) -> Exhibit:
    """Return an exhibit of our own: money committed against money spent, by organisation."""
    table = resources.commitments(data["funding"])
    rows = [
        Row(
            (
                name,
                _years(name, 0),
                Shown(f"pps_own_commitments.whole_{slug(name)}", line["whole"]),
                _years(name, 2),
                *(
                    Shown(f"pps_own_commitments.{what}_{slug(name)}", line[what])
                    for what in ("committed", "realised", "open", "share")
                ),
            )
        )
        for name, line in table.items()
    ]
    bars = [name for name in table if name != "TINL en NLWorks"]
    parts = {
        "besteed": [table[name]["realised"].value or 0.0 for name in bars],
        "toegezegd, niet besteed": [table[name]["open"].value or 0.0 for name in bars],
    }
    texts = {
        what: [number(value, 1) if value > 1 else "" for value in values] for what, values in parts.items()
    }
    ends = [f"{text_of(table[name]['share'].value, 'aandeel')} besteed" for name in bars]
    labels = [f"{name}, toegezegd {_years(name, 1)}, besteed {_years(name, 2)}" for name in bars]
    title = "Geld: toegezegd en besteed"
    alt = "; ".join(f"{label}: {end}" for label, end in zip(labels, ends, strict=True))
    colours = {"besteed": PALETTE["blue"], "toegezegd, niet besteed": PALETTE["pale"]}
    figure = chart.stacked(labels, parts, colours, texts=texts, ends=ends)
    return Exhibit(
        "pps_own_commitments",
        "figure",
        title,
        (
            Column("Organisatie"),
            Column("Toezegging voor"),
            Column("Toegezegd, alle jaren", True),
            Column("Besteed in"),
            Column("Toegezegd om mee te vergelijken", True),
            Column("Besteed", True),
            Column("Niet besteed", True),
            Column("Aandeel besteed", True),
        ),
        tuple(rows),
        "Paragrafen 4.5.1 tot en met 4.5.3; annex 5, publieke inzet in PPS",
        unit="Bedragen in miljoen euro.",
        note="De toezegging aan NLiB loopt een jaar langer door dan de bestedingen; bij TINL en NLWorks gaan "
        "beide over dezelfde jaren. De toezegging aan NLWorks omvat ook extra en nieuwe instrumenten.",
        alt=alt,
        svg=svg_of(figure, "pps_own_commitments", title, alt),
    )


def _years(name: str, place: int) -> str:
    return resources.GRANTS[name][place]


def pps_own_totals(data: Data) -> Exhibit:
    """Return an exhibit of our own: four answers to what the three organisations cost together."""
    money = resources.programme_totals(data["funding"], data["resource_figures"])
    labels = {
        "stated": ("Bestemd voor de drie organisaties, volgens het voorwoord", "Voorwoord"),
        "yearly": ("Het bedrag per jaar maal de jaren", "Paragraaf 1.2"),
        "grants": ("Subsidie aan NLiB en toezegging aan TINL en NLWorks", "Paragraaf 4.5.1; annex 5"),
        "spent": ("Daarvan besteed tot en met 2021", "Paragraaf 4.5.1; annex 5"),
    }
    rows = [
        Row((label, Shown(f"pps_own_totals.{name}", money[name]), place))
        for name, (label, place) in labels.items()
    ]
    return Exhibit(
        "pps_own_totals",
        "table",
        "Wat kostte het samen? Vier antwoorden uit hetzelfde rapport",
        (Column("Manier van tellen"), Column("Bedrag", True), Column("Vindplaats")),
        tuple(rows),
        "Voorwoord; paragrafen 1.2 en 4.5; annex 5",
        extra=(
            Shown("pps_own_totals.years", money["years"], 0),
            Shown("pps_own_totals.gap", (money["yearly"] - money["grants"]).named("verschil")),
        ),
    )


def pps_own_staff_cost(data: Data) -> Exhibit:
    """Return an exhibit of our own: cost of staff per fte in a year, and per hour of public staff."""
    table = resources.cost_per_fte(data["staff"])
    rows = [
        Row(
            (
                label,
                *(
                    Shown(f"pps_own_staff_cost.{what}_{name}", table[name][what])
                    for what in ("cost", "fte", "per_fte")
                ),
            )
        )
        for name, (label, _) in _STAFF.items()
    ]
    hours = figures(data["resource_figures"])["hours_per_fte"]
    hourly = [
        Shown(
            f"pps_own_staff_cost.per_hour_{name}",
            (table[name]["per_fte"] / hours).named(f"kosten per uur, {name}", "euro"),
        )
        for name in ("tinl", "nlworks")
    ]
    labels = [label for label, _ in _STAFF.values()]
    values = [table[name]["per_fte"].value or 0.0 for name in _STAFF]
    texts = [text_of(value, "euro") for value in values]
    title = "Kosten van personeel per fte per jaar"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    figure = chart.bars(labels, values, texts, colours=[colour for _, colour in _STAFF.values()])
    return Exhibit(
        "pps_own_staff_cost",
        "figure",
        title,
        (
            Column("Inzet"),
            Column("Kosten", True),
            Column("Fte", True),
            Column("Kosten per fte per jaar", True),
        ),
        tuple(rows),
        "Paragrafen 4.5.1 tot en met 4.5.3; annex 5, voetnoot 364",
        unit="Bedragen in euro; fte zijn opgeteld over de jaren.",
        note="Wij nemen aan dat het bedrag van NLiB voor 2020 tot en met 2022 alle genoemde jaren omvat; het "
        "rapport zegt het niet. Voor NLiB als geheel ontbreken de fte van 2019 en 2020.",
        alt=alt,
        svg=svg_of(figure, "pps_own_staff_cost", title, alt),
        extra=(
            *hourly,
            *(
                Shown(f"pps_own_staff_cost.mean_fte_{name.lower()}", resources.mean_fte(data["staff"], name))
                for name in ("TINL", "NLWorks")
            ),
        ),
    )


def pps_own_nlib_spending(data: Data) -> Exhibit:
    """Return an exhibit of our own: what NLiB spent through 2021, in the two readings that fit the text."""
    money = resources.nlib_spending(data["costs"], data["cost_items"], data["staff"], data["funding"])
    own = (money["pillars"] - money["hired"]).named("kosten van de pilaren zonder inhuur")
    fixed = (money["staff"] - money["hired"]).named("vast personeel als inhuur meetelt")
    columns = {
        "Pilaren zonder inhuur": (own, own),
        "Ingehuurd personeel": (money["hired"], money["hired"]),
        "Vast personeel": (money["staff"], fixed),
        "Overige lasten": (money["rest_low"], money["rest_high"]),
    }
    readings = (
        "Personeelskosten zijn alleen vast personeel",
        "Personeelskosten zijn vast en ingehuurd personeel",
    )
    rows = [
        Row(
            (
                reading,
                *(
                    Shown(f"pps_own_nlib_spending.{key}_{place + 1}", pair[place], 1)
                    for key, pair in zip(("pillars", "hired", "fixed", "rest"), columns.values(), strict=True)
                ),
                Shown("pps_own_nlib_spending.total", money["total"], 1),
            )
        )
        for place, reading in enumerate(readings)
    ]
    parts = {name: [pair[0].value or 0.0, pair[1].value or 0.0] for name, pair in columns.items()}
    texts = {name: [number(value, 1) if value > 1 else "" for value in pair] for name, pair in parts.items()}
    colours = dict(
        zip(parts, (PALETTE["blue"], PALETTE["sand"], PALETTE["green"], PALETTE["pale"]), strict=True)
    )
    title = "Waar het geld van NLinBusiness heen ging, 2017-2021"
    alt = "; ".join(
        f"{reading}: " + ", ".join(f"{name} {number(pair[place], 1)}" for name, pair in parts.items())
        for place, reading in enumerate(readings)
    )
    return Exhibit(
        "pps_own_nlib_spending",
        "figure",
        title,
        (Column("Lezing"), *(Column(name, True) for name in columns), Column("Samen", True)),
        tuple(rows),
        "Paragraaf 4.5.1; annex 5",
        unit="Bedragen in miljoen euro.",
        note="Het bedrag voor personeel is zonder ingehuurd advies. Of ingehuurd personeel meetelt, staat er "
        "niet bij. De overige lasten zijn wat overblijft, met het advies van 2017 tot en met 2019 erin.",
        alt=alt,
        svg=svg_of(chart.stacked(readings, parts, colours, texts=texts), "pps_own_nlib_spending", title, alt),
        extra=(
            Shown("pps_own_nlib_spending.pillars", money["pillars"]),
            Shown("pps_own_nlib_spending.staff", money["staff"]),
        ),
    )
