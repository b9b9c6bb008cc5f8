"""Exhibits over the ratings of chapter 5: relevance and additionality by activity.

Belongs here: what was rated how, and how often. Not here: the case scores of NLWorks (another room of
the report, another scale).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures.quantity import Quantity, counted, records

Data = Mapping[str, pd.DataFrame]

WISHES, DESIGN, ADDED = "relevantie: wensen", "relevantie: ontwerp", "additionaliteit"
_CRITERIA = {WISHES: "Relevantie: wensen", DESIGN: "Relevantie: ontwerp", ADDED: "Additionaliteit"}
_COLOURS = {"positief": PALETTE["green"], "beperkt": PALETTE["sand"], "negatief": PALETTE["red"]}
_SOURCE = "Paragrafen 5.5.2 tot en met 5.5.4"


def pps_table_criteria(data: Data, concept: str) -> Exhibit:
    """Return the elements of relevance or of additionality, and which of them were rated."""
    frame = data["rating_criteria"]
    rows = [
        Row((line["element"], line["use"], line["note"]))
        for line in records(frame[frame["concept"] == concept])
    ]
    return Exhibit(
        f"pps_table_criteria_{slug(concept)}",
        "table",
        f"Waaruit {concept} bestaat",
        (Column("Element"), Column("Gebruik"), Column("Toelichting")),
        tuple(rows),
        "Paragraaf 3.3",
        basis="prose",
        note="In eigen woorden weergegeven.",
    )


def pps_table_relevance(data: Data) -> Exhibit:
    """Return the ratings of relevance by activity: for wishes and for design, with the reason."""
    rows: list[Row] = []
    for organisation, activity, part in _activities(data["ratings"]):
        found = {str(line["criterion"]): line for line in records(part)}
        if not rows or all(row.cells[0] != organisation for row in rows):
            rows.append(Row((organisation,), "group"))
        rows.append(
            Row(
                (
                    activity,
                    found[WISHES]["rating"],
                    found[DESIGN]["rating"],
                    f"{found[WISHES]['reason']}. Ontwerp: {_small(found[DESIGN]['reason'])}.",
                )
            )
        )
    return Exhibit(
        "pps_table_relevance",
        "table",
        "Oordeel over de relevantie per activiteit",
        (Column("Activiteit"), Column("Wensen"), Column("Ontwerp"), Column("Waarom")),
        tuple(rows),
        _SOURCE,
        basis="printed",
        note="Het oordeel is van het rapport; de redenen zijn in eigen woorden weergegeven.",
    )


def pps_table_additionality(data: Data) -> Exhibit:
    """Return the ratings of additionality by activity, with the reason."""
    rows: list[Row] = []
    for organisation, activity, part in _activities(data["ratings"]):
        (line,) = records(part[part["criterion"] == ADDED])
        if not rows or all(row.cells[0] != organisation for row in rows):
            rows.append(Row((organisation,), "group"))
        rows.append(Row((activity, line["rating"], f"{line['reason']}.")))
    return Exhibit(
        "pps_table_additionality",
        "table",
        "Oordeel over de additionaliteit per activiteit",
        (Column("Activiteit"), Column("Oordeel"), Column("Waarom")),
        tuple(rows),
        _SOURCE,
        basis="printed",
        note="Het oordeel is van het rapport; de redenen zijn in eigen woorden weergegeven.",
    )


def pps_own_ratings(data: Data) -> Exhibit:
    """Return an exhibit of our own: how often each rating was given, by criterion and by organisation."""
    frame, key = data["ratings"], "pps_own_ratings"
    groups = {name: frame[frame["criterion"] == criterion] for criterion, name in _CRITERIA.items()}
    groups |= {name: frame[frame["organisation"] == name] for name in dict.fromkeys(frame["organisation"])}
    counts = {name: _counts(part, name) for name, part in groups.items()}
    shown = {
        name: {
            rating: Shown(f"{key}.{slug(rating)}_{slug(name)}", quantity)
            for rating, quantity in found.items()
        }
        for name, found in counts.items()
    }
    whole = {
        name: Shown(f"{key}.all_{slug(name)}", counted(part["rating_source"], f"oordelen, {name}"))
        for name, part in groups.items()
    }
    everything = {
        rating: Shown(f"{key}.{slug(rating)}_all", quantity)
        for rating, quantity in _counts(frame, "alle").items()
    }
    rows = [Row((name, *shown[name].values(), whole[name])) for name in groups]
    rows.insert(len(_CRITERIA), Row(("Naar organisatie",), "group"))
    rows.insert(0, Row(("Naar criterium",), "group"))
    all_ratings = Shown(f"{key}.all", counted(frame["rating_source"], "oordelen"))
    rows.append(Row(("Alle oordelen, elk één keer", *everything.values(), all_ratings), "total"))
    title = "Hoe vaak het oordeel positief, beperkt of negatief is"
    alt = "; ".join(
        f"{name}: {', '.join(f'{rating} {number.text}' for rating, number in found.items())}"
        for name, found in shown.items()
    )
    figure = chart.stacked(
        list(groups),
        {rating: [float(counts[name][rating].value or 0) for name in groups] for rating in _COLOURS},
        _COLOURS,
        texts={rating: [shown[name][rating].text for name in groups] for rating in _COLOURS},
        share=True,
    )
    activities = [part["rating_source"].iloc[0] for _, _, part in _activities(frame)]
    return Exhibit(
        key,
        "figure",
        title,
        (
            Column("Criterium of organisatie"),
            *(Column(rating.capitalize(), True) for rating in _COLOURS),
            Column("Samen", True),
        ),
        tuple(rows),
        _SOURCE,
        note="Aantallen oordelen. Elke balk loopt van nul tot honderd procent van de oordelen in die rij; de "
        "getallen zijn aantallen. De telling is van ons: het rapport telt de oordelen niet op.",
        alt=alt,
        svg=svg_of(figure, key, title, alt),
        extra=(Shown(f"{key}.activities", counted(activities, "beoordeelde activiteiten")),),
    )


def _counts(part: pd.DataFrame, name: str) -> dict[str, Quantity]:
    return {
        rating: counted(part.loc[part["rating"] == rating, "rating_source"], f"{rating}, {name}")
        for rating in _COLOURS
    }


def _activities(frame: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Return each activity of each organisation with its rows, in order of the sheet."""
    pairs = dict.fromkeys(zip(frame["organisation"], frame["activity"], strict=True))
    return [
        (one, other, frame[(frame["organisation"] == one) & (frame["activity"] == other)])
        for one, other in pairs
    ]


def _small(text: str) -> str:
    """Return a sentence to go on with after a colon: no capital, unless it is a name."""
    first = text.split()[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]
