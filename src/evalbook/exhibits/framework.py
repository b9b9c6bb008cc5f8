"""Exhibits over the frame of the evaluation: questions, criteria, indicators, interviews, logic."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits.diagram import Node, diagram
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import svg_of
from evalbook.measures import portfolio
from evalbook.measures.quantity import records, total

Data = Mapping[str, pd.DataFrame]

_FIGURES = {
    1: ("Aanpak van de evaluatie", "Paragrafen 1.3 en 1.4"),
    2: ("Interventielogica van PIB", "Paragrafen 2.1 tot en met 2.3"),
    4: ("Uitsnede route 1: nieuwe samenwerkingen en contracten met klanten", "Paragraaf 4.1.1"),
    5: ("Uitsnede route 2: bekendheid met en vertrouwen in de Nederlandse aanpak", "Paragraaf 4.1.2"),
    6: ("Uitsnede route 3: verlaging van handelsbelemmeringen", "Paragraaf 4.1.3"),
}
_PARTS = {1: "procesevaluatie", 2: "effectevaluatie"}
_OWN_WORDS = "In eigen woorden weergegeven."


def pib_table_questions(data: Data, number: int) -> Exhibit:
    """Return table 1 (process evaluation) or 2 (effect evaluation): the questions."""
    frame = data["questions"]
    rows = [
        Row((line["number"], line["question"], line["chapter"]))
        for line in records(frame)
        if line["part"] == _PARTS[number]
    ]
    return Exhibit(
        f"pib_table_{number}",
        "table",
        f"Evaluatievragen van de {_PARTS[number]}",
        (Column("Nr."), Column("Vraag"), Column("Beantwoord in")),
        tuple(rows),
        f"Tabel {number}, paragraaf 1.2",
        number=str(number),
        basis="prose",
        note=_OWN_WORDS,
    )


def pib_table_3_criteria(data: Data) -> Exhibit:
    """Return table 3: criteria for applications, by group."""
    return _grouped(
        data["criteria"],
        "group",
        ("criterion", "description"),
        Exhibit(
            "pib_table_3",
            "table",
            "Criteria voor een PIB-aanvraag",
            (Column("Criterium"), Column("Omschrijving")),
            (),
            "Tabel 3, paragraaf 2.2.5",
            number="3",
            basis="prose",
            note=_OWN_WORDS,
        ),
    )


def pib_table_15_indicators(data: Data) -> Exhibit:
    """Return table 15: indicators by level of the intervention logic, with their sources."""
    frame = data["indicators"]
    rows: list[Row] = []
    for level in dict.fromkeys(frame["level"]):
        rows.append(Row((str(level).capitalize(),), "group"))
        part = frame[frame["level"] == level]
        rows += [Row((line["indicator"], line["group"], line["sources"])) for line in records(part)]
    return Exhibit(
        "pib_table_15",
        "table",
        "Indicatoren en bronnen per niveau van de interventielogica",
        (Column("Indicator"), Column("Groep"), Column("Bronnen")),
        tuple(rows),
        "Tabel 15, bijlage A",
        number="15",
        basis="prose",
        note=_OWN_WORDS,
    )


_EXAMPLES = {
    9: "Voorbeelden bij route 1: nieuwe samenwerkingen",
    10: "Voorbeeld bij route 2: bekendheid en vertrouwen",
    11: "Voorbeelden bij route 3: handelsbelemmeringen",
    14: "Voorbeelden van bijdragen aan SDGs",
}


def pib_table_examples(data: Data, number: int) -> Exhibit:
    """Return table 9, 10, 11 or 14: examples from the case studies, as a structured table."""
    frame = data["examples"]
    part = frame[frame["published_table"] == number]
    rows = [
        Row((line["cluster"], line["country"], line["period"], line["verdict"], line["what"], line["why"]))
        for line in records(part)
    ]
    return Exhibit(
        f"pib_table_{number}",
        "table",
        _EXAMPLES[number],
        (
            Column("Cluster"),
            Column("Land"),
            Column("Periode"),
            Column("Oordeel"),
            Column("Wat er gebeurde"),
            Column("Waardoor"),
        ),
        tuple(rows),
        f"Tabel {number}",
        number=str(number),
        basis="prose",
        note=_OWN_WORDS,
    )


def pib_figure_logic(data: Data, number: int) -> Exhibit:
    """Return figure 1, 2, 4, 5 or 6: a diagram of nodes and arrows, with the same as text."""
    title, source = _FIGURES[number]
    nodes = data["nodes"][data["nodes"]["figure"] == number]
    arrows = data["arrows"][data["arrows"]["figure"] == number]
    boxes = [
        Node(str(line["node"]), int(line["level"]), int(line["rank"]), str(line["text"]))
        for line in records(nodes)
    ]
    levels = {int(line["level"]): str(line["level_name"]) for line in records(nodes)}
    texts = {box.id: box.text for box in boxes}
    pairs = [(str(line["start"]), str(line["end"])) for line in records(arrows)]
    rows = [
        Row(
            (
                levels[box.level],
                box.text,
                "; ".join(texts[end] for start, end in pairs if start == box.id) or "–",
            )
        )
        for box in sorted(boxes, key=lambda box: (box.level, box.rank))
    ]
    name = f"pib_figure_{number}"
    alt = (
        "Stroomschema van links naar rechts: "
        + " → ".join(levels[level] for level in sorted(levels))
        + ". De volledige tekst staat in de tabel eronder."
    )
    return Exhibit(
        name,
        "diagram",
        title,
        (Column("Niveau"), Column("Onderdeel"), Column("Leidt tot")),
        tuple(rows),
        f"Figuur {number}; {source.lower()}",
        number=str(number),
        basis="prose",
        note=(
            "Het rapport drukt deze figuur als afbeelding af. Hier opnieuw getekend uit wat de tekst "
            "erover zegt."
        ),
        alt=alt,
        svg=svg_of(diagram(boxes, pairs, levels), name, title, alt),
    )


def pib_own_interviews(data: Data) -> Exhibit:
    """Return an exhibit of our own: interviews by kind of organisation, without names."""
    frame = data["interviews"]
    columns = {"organisations": "organisaties", "entries": "gesprekken", "persons": "personen"}
    cells = {name: portfolio.cells_of(frame, "kind", name) for name in columns}
    rows = [
        Row(
            (kind, *(Shown(f"pib_own_interviews.{name}_{slug(kind)}", cells[name][kind]) for name in columns))
        )
        for kind in cells["entries"]
    ]
    rows.append(
        Row(
            (
                "Totaal",
                *(
                    Shown(
                        f"pib_own_interviews.{name}_all",
                        total(list(cells[name].values()), f"{label}, alle soorten"),
                    )
                    for name, label in columns.items()
                ),
            ),
            "total",
        )
    )
    return Exhibit(
        "pib_own_interviews",
        "table",
        "Gesprekken naar soort organisatie",
        (Column("Soort organisatie"), *(Column(label.capitalize(), True) for label in columns.values())),
        tuple(rows),
        "Bijlage B",
        note="Namen van gesprekspartners nemen wij niet over. De indeling naar soort is van ons.",
    )


def pib_own_recommendations(data: Data) -> Exhibit:
    """Return an exhibit of our own: the recommendations in short."""
    return _grouped(
        data["recommendations"],
        "theme",
        ("recommendation", "addressee"),
        Exhibit(
            "pib_own_recommendations",
            "table",
            "De aanbevelingen in het kort",
            (Column("Aanbeveling"), Column("Voor wie")),
            (),
            "Paragraaf 5.4",
            basis="prose",
            note=_OWN_WORDS,
        ),
    )


def _grouped(frame: pd.DataFrame, group: str, columns: tuple[str, ...], exhibit: Exhibit) -> Exhibit:
    from dataclasses import replace

    rows: list[Row] = []
    for name in dict.fromkeys(frame[group]):
        rows.append(Row((str(name),), "group"))
        part = frame[frame[group] == name]
        rows += [Row(tuple(line[column] for column in columns)) for line in records(part)]
    return replace(exhibit, rows=tuple(rows))
