"""Exhibits that sum up the PPS edition: conclusions, recommendations, and lists counted again.

Belongs here: tables in words. Not here: ratings (`pps_ratings`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.measures.quantity import cell, counted, records

Data = Mapping[str, pd.DataFrame]

_OWN_WORDS = "In eigen woorden weergegeven."


def pps_own_conclusions(data: Data) -> Exhibit:
    """Return an exhibit of our own: the conclusions of chapter 2 in short, by theme."""
    return _by_theme(
        data["conclusions"], "conclusion", "pps_own_conclusions", "De conclusies in het kort", "Hoofdstuk 2"
    )


def pps_own_recommendations(data: Data) -> Exhibit:
    """Return an exhibit of our own: the recommendations of chapter 2 in short, by theme."""
    return _by_theme(
        data["recommendations"],
        "recommendation",
        "pps_own_recommendations",
        "De aanbevelingen in het kort",
        "Paragrafen 2.2.1, 2.3.1, 2.4.1 en 2.5.1",
    )


def _by_theme(frame: pd.DataFrame, what: str, key: str, title: str, source: str) -> Exhibit:
    extra = "addressee" if "addressee" in frame.columns else "place"
    rows: list[Row] = []
    for theme in dict.fromkeys(frame["theme"]):
        rows.append(Row((str(theme),), "group"))
        rows += [Row((line[what], line[extra])) for line in records(frame[frame["theme"] == theme])]
    header = {"conclusion": "Conclusie", "recommendation": "Aanbeveling"}[what]
    number = counted(frame["number_source"], f"{title.lower()}, aantal")
    return Exhibit(
        key,
        "table",
        title,
        (Column(header), Column("Voor wie" if extra == "addressee" else "Paragraaf")),
        tuple(rows),
        source,
        basis="prose",
        note=_OWN_WORDS,
        extra=(Shown(f"{key}.all", number),),
    )


def pps_own_listings(data: Data) -> Exhibit:
    """Return an exhibit of our own: what the report lists, as it counts it and as we count it."""
    key, rows = "pps_own_listings", []
    items = data["listing_items"]
    differing = []
    for line in records(data["listings"]):
        listing = str(line["listing"])
        part = items.loc[items["listing"] == listing, "number_source"]
        stated = cell(line, "stated", f"{line['description']}, genoemd aantal")
        found = counted(part, f"{line['description']}, geteld")
        differs = stated.value is not None and stated.value != found.value
        differing += [str(line["stated_source"])] if differs else []
        text = str(line["description"])
        rows.append(
            Row(
                (
                    text[:1].upper() + text[1:],
                    Shown(f"{key}.stated_{slug(listing)}", stated),
                    Shown(f"{key}.counted_{slug(listing)}", found),
                    line["place"],
                ),
                marked=(2,) if differs else (),
            )
        )
    count = Shown(f"{key}.differing", counted(differing, "opsommingen met een ander aantal"))
    return Exhibit(
        key,
        "table",
        "Opsommingen: genoemd aantal en getelde onderdelen",
        (Column("Opsomming"), Column("Genoemd", True), Column("Geteld", True), Column("Vindplaats")),
        tuple(rows),
        "Hoofdstukken 2 tot en met 5; annex 6",
        note="Een streepje betekent dat het rapport geen aantal noemt. Waar de telling afwijkt, is zij "
        "gemarkeerd.",
        extra=(count,),
    )
