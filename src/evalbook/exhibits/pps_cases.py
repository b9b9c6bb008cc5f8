"""Exhibits over the six NLWorks cases side by side: what they are about, their SDGs, their partners.

Belongs here: what compares cases and is no score. Not here: the scores (`pps_added_value`) and one case
(`pps_case`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.period import dutch_period
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import cases
from evalbook.measures.quantity import counted, records
from evalbook.rounding import NO_BREAK_SPACE, number, text_of

Data = Mapping[str, pd.DataFrame]

_PLACE = "Annex 3"
_KIND_COLOURS = {
    "bedrijf": PALETTE["blue"],
    "kennisinstelling": PALETTE["green"],
    "overheid": PALETTE["orange"],
    "financier": PALETTE["red"],
    "maatschappelijke organisatie": PALETTE["purple"],
    "branche- of netwerkorganisatie": PALETTE["sand"],
}


def short_names(data: Data) -> dict[str, str]:
    """Return the short name of each case: what its place in annex 3 is called."""
    frame = data["cases"]
    return {
        str(case): str(place).split(", ", 1)[-1]
        for case, place in zip(frame["case"], frame["place"], strict=True)
    }


def pps_own_cases(data: Data) -> Exhibit:
    """Return an exhibit of our own: the six cases side by side."""
    names = short_names(data)
    rows = [
        Row(
            (
                names[str(line["case"])],
                line["countries"],
                line["theme"],
                line["phase"],
                dutch_period(line["start"]) if isinstance(line["start"], str) else "niet vermeld",
                line["initiators"],
            )
        )
        for line in records(data["cases"])
    ]
    every = counted(data["cases"]["number_source"], "cases van NLWorks")
    return Exhibit(
        "pps_own_cases",
        "table",
        "De cases van NLWorks",
        (
            Column("Case"),
            Column("Land"),
            Column("Thema"),
            Column("Fase"),
            Column("Start"),
            Column("Initiatiefnemer"),
        ),
        tuple(rows),
        _PLACE,
        basis="printed",
        note="De fase is onze indeling; een project tussen twee fasen staat in de eerste.",
        extra=(Shown("pps_own_cases.all", every),),
    )


def pps_own_case_sdgs(data: Data) -> Exhibit:
    """Return an exhibit of our own: in how many cases each SDG is named, and in which."""
    frame, names = data["case_sdgs"], short_names(data)
    goals = sorted({int(goal) for goal in frame["sdg"]})
    counts = {
        goal: cases.count_where(frame[frame["sdg"] == goal], f"cases met SDG {goal}", "sdg_source")
        for goal in goals
    }
    ordered = sorted(goals, key=lambda goal: (-(counts[goal].value or 0), goal))
    rows = [
        Row(
            (
                f"SDG{NO_BREAK_SPACE}{goal}",
                Shown(f"pps_own_case_sdgs.sdg_{goal}", counts[goal]),
                ", ".join(names[case] for case in frame.loc[frame["sdg"] == goal, "case"]),
            )
        )
        for goal in ordered
    ]
    labels = [f"SDG {goal}" for goal in ordered]
    texts = [text_of(counts[goal].value, "aantal") for goal in ordered]
    title = "SDG’s die de cases noemen"
    alt = "; ".join(f"{label}: {text} cases" for label, text in zip(labels, texts, strict=True))
    figure = chart.bars(labels, [counts[goal].value or 0.0 for goal in ordered], texts)
    return Exhibit(
        "pps_own_case_sdgs",
        "figure",
        title,
        (Column("SDG"), Column("Aantal cases", True), Column("Cases")),
        tuple(rows),
        _PLACE,
        note="Bijdragen volgens de cases zelf; zij zijn niet gemeten.",
        alt=alt,
        svg=svg_of(figure, "pps_own_case_sdgs", title, alt),
    )


def pps_own_case_organisations(data: Data) -> Exhibit:
    """Return an exhibit of our own: organisations named in each consortium, by kind."""
    frame, names = data["case_organisations"], short_names(data)
    frame = frame[frame["role"] == "consortium"]
    kinds = [kind for kind in _KIND_COLOURS if (frame["kind"] == kind).any()]
    counts = {
        case: {
            kind: cases.count_where(
                frame[(frame["case"] == case) & (frame["kind"] == kind)],
                f"{names[case]}: {kind}",
                "kind_source",
            )
            for kind in kinds
        }
        for case in names
    }
    totals = {
        case: cases.count_where(frame[frame["case"] == case], f"{names[case]}: consortium", "kind_source")
        for case in names
    }
    rows = [
        Row(
            (
                names[case],
                *(
                    Shown(f"pps_own_case_organisations.{slug(kind)}_{slug(case)}", counts[case][kind])
                    for kind in kinds
                ),
                Shown(f"pps_own_case_organisations.all_{slug(case)}", totals[case]),
            )
        )
        for case in names
    ]
    parts = {kind: [counts[case][kind].value or 0.0 for case in names] for kind in kinds}
    texts = {kind: [number(value) if value else "" for value in values] for kind, values in parts.items()}
    labels = list(names.values())
    ends = [text_of(totals[case].value, "aantal") for case in names]
    title = "Wie er in het consortium zit"
    alt = "; ".join(
        f"{label}: " + ", ".join(f"{kind} {texts[kind][place]}" for kind in kinds if texts[kind][place])
        for place, label in enumerate(labels)
    )
    figure = chart.stacked(labels, parts, _KIND_COLOURS, texts=texts, ends=ends)
    return Exhibit(
        "pps_own_case_organisations",
        "figure",
        title,
        (
            Column("Case"),
            *(Column(kind[:1].upper() + kind[1:], True) for kind in kinds),
            Column("Samen", True),
        ),
        tuple(rows),
        _PLACE,
        unit="Aantal organisaties.",
        note="Geteld uit de namen onder het kopje consortium; de soort is onze indeling. Aantallen die het "
        "rapport zelf noemt, kunnen anders zijn.",
        alt=alt,
        svg=svg_of(figure, "pps_own_case_organisations", title, alt),
    )
