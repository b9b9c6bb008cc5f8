"""Diagrams of the PPS edition: the intervention logics, and how the three organisations hang together.

Belongs here: which nodes and arrows make which figure, and the same as text. Not here: drawing
(`diagram`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evalbook.exhibits.diagram import Node, diagram, rows_diagram
from evalbook.exhibits.model import Basis, Column, Exhibit, Row, slug
from evalbook.exhibits.picture import ORGANISATION_COLOURS, PALETTE, svg_of
from evalbook.measures.quantity import records

Data = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class _Figure:
    """What a figure of the report is called, where it stands and how it is laid out."""

    title: str
    source: str
    bands: tuple[tuple[int, ...], ...] = ()
    down: bool = False


_FIGURES = {
    "3": _Figure(
        "Interventielogica fase 1: het rapport-Buijink",
        "Figuur 3, paragraaf 4.3",
        bands=((1, 2, 3, 4), (5, 6, 7)),
    ),
    "4": _Figure("Het ecosysteem zoals het rapport-Buijink het zag", "Figuur 4, paragraaf 4.3.2", down=True),
    "5": _Figure(
        "Wie NLiB, TINL en NLWorks aanstuurt en steunt", "Figuur 5, paragraaf 4.3.2; annex 6", down=True
    ),
    "6": _Figure(
        "Interventielogica fase 2: de Kamerbrieven", "Figuur 6, paragraaf 4.4", bands=((1, 2, 3, 4),)
    ),
    "annex 4": _Figure("Interventielogica fase 3: de opdrachten", "Annex 4", bands=((1, 2, 3),)),
    "9": _Figure("Interventielogica fase 4: de uitvoering", "Figuur 9, paragraaf 4.5", bands=((1, 2, 3),)),
}
_NAMES = {"NLinBusiness": "NLiB", "NL International Business": "NLiB", "Trade and Innovate NL": "TINL"}
_FROM_TEXT = "hoofdtekst"


def pps_figure_logic(data: Data, number: str) -> Exhibit:
    """Return figure 3, 4, 5, 6 or 9, or the figure of annex 4: a diagram, with the same as text."""
    figure = _FIGURES[number]
    name = number if number.startswith("annex") else f"figuur {number}"
    nodes = records(data["nodes"][data["nodes"]["figure"] == name])
    arrows = records(data["arrows"][data["arrows"]["figure"] == name])
    boxes = [Node(line["node"], int(line["level"]), int(line["rank"]), line["text"]) for line in nodes]
    levels = {int(line["level"]): str(line["level_name"]) for line in nodes}
    key = f"pps_figure_{slug(number)}"
    alt = (
        "Stroomschema: "
        + " → ".join(levels[level] for level in sorted(levels))
        + ". De volledige tekst staat in de tabel eronder."
    )
    pairs = [(str(line["start"]), str(line["end"])) for line in arrows]
    colours = {box.id: _colour(box.text) for box in boxes}
    drawn = (
        rows_diagram(boxes, pairs, colours=colours)
        if figure.down
        else diagram(boxes, pairs, levels, bands=figure.bands, colours=colours)
    )
    held = {str(line["held_by"]) for line in nodes}
    basis: Basis = "prose" if held == {_FROM_TEXT} else "partial"
    return Exhibit(
        key,
        "diagram",
        figure.title,
        (Column("Niveau"), Column("Onderdeel"), Column("Pijlen naar")),
        _rows(boxes, levels, arrows),
        figure.source,
        number=number,
        basis=basis,
        note=_note(held),
        alt=alt,
        svg=svg_of(drawn, key, figure.title, alt),
    )


def _rows(boxes: list[Node], levels: Mapping[int, str], arrows: list[Mapping[str, str]]) -> tuple[Row, ...]:
    """Return one row a box, with where its arrows go and what they say."""
    texts = {box.id: box.text for box in boxes}
    ordered = sorted(boxes, key=lambda box: (box.level, box.rank))
    return tuple(
        Row(
            (
                levels[box.level],
                box.text,
                "; ".join(_told(line, texts) for line in arrows if line["start"] == box.id) or "–",
            )
        )
        for box in ordered
    )


def _told(arrow: Mapping[str, str], texts: Mapping[str, str]) -> str:
    return f"{arrow['label']}: {texts[arrow['end']]}" if arrow["label"] else texts[arrow["end"]]


def _colour(text: str) -> str:
    """Return the colour of the organisation that a box names first; grey for all others."""
    first = text.split(":")[0]
    return ORGANISATION_COLOURS.get(_NAMES.get(first, first), PALETTE["grey"])


def _note(held: set[str]) -> str:
    colours = "Oranje is NLiB, blauw TINL, groen NLWorks, grijs alle andere onderdelen."
    if held == {_FROM_TEXT}:
        return (
            "Het rapport drukt deze figuur als afbeelding af. Hier opnieuw getekend uit wat de tekst van het "
            f"rapport erover zegt; IOB heeft het origineel. {colours}"
        )
    if _FROM_TEXT in held:
        return (
            "Van deze figuur is een deel van de opschriften leesbaar en zijn de pijlen dat niet. De rest "
            f"komt uit de tekst van het rapport; IOB heeft het origineel. {colours}"
        )
    return (
        "De opschriften van de blokken zijn te lezen, de pijlen niet. Die volgen hier uit de tekst van het "
        f"rapport, en waar de tekst zwijgt ontbreken zij; IOB heeft het origineel. {colours}"
    )
