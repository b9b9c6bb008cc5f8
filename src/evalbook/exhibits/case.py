"""Exhibits of one case study: facts, activities (tables 17 to 24), timeline, objectives, lessons."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.case_parts import case_row, case_timeline
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.picture import REALISATION_COLOURS, svg_of
from evalbook.exhibits.portfolio import key_figures
from evalbook.measures import cases
from evalbook.measures.quantity import Quantity, records
from evalbook.rounding import text_of

Data = Mapping[str, pd.DataFrame]

_KINDS = {
    "bedrijf": "Bedrijven",
    "kennisinstelling": "Kennisinstellingen",
    "samenwerkingspartner": "Samenwerkingspartners",
    "overheid": "Overheden",
}


@or_missing("De case in het kort")
def pib_own_case_facts(data: Data, case: str) -> Exhibit:
    """Return the key facts of a case: where, when, who, what for, and whether it was reached."""
    row = case_row(data, case)
    key = f"pib_own_case_{slug(case)}_facts"
    organisations = data["case_organisations"][data["case_organisations"]["case"] == case]
    activities = data["activities"][data["activities"]["case"] == case]
    lines: list[tuple[str, Value]] = [
        ("Land", str(row["countries"])),
        ("Sector", str(row["sector"])),
        ("Periode", f"{row['start_year']}–{row['end_year']}"),
        ("Staat bij publicatie", str(row["state"])),
        ("Coördinator", str(row["coordinator"])),
    ]
    for kind, label in _KINDS.items():
        named = organisations[organisations["kind"] == kind]
        if len(named):
            count = cases.count_where(named, f"genoemde organisaties: {label.lower()}", "kind_source")
            lines.append((f"{label} (genoemd)", Shown(f"{key}.{slug(kind)}", count)))
    every = cases.count_where(activities, "activiteiten in de tabel")
    carried = cases.count_where(
        activities[activities["realisation"] == "ja"], "activiteiten volgens plan uitgevoerd"
    )
    lines += [
        ("Activiteiten in de tabel", Shown(f"{key}.activities", every)),
        ("Waarvan volgens plan uitgevoerd", Shown(f"{key}.carried_out", carried)),
        ("Doel", str(row["goal"])),
        ("Doel bereikt", str(row["goal_outcome"])),
    ]
    share = (carried / every).named("aandeel activiteiten volgens plan", "aandeel")
    return Exhibit(
        key,
        "table",
        f"{row['name']}: de feiten",
        (Column("Kenmerk"), Column("Gegeven")),
        tuple(Row(line) for line in lines),
        str(row["place"]),
        basis="printed",
        note=(
            "Het aantal organisaties is geteld uit de namen die de casestudie noemt; tekst en lijst "
            "verschillen soms."
        ),
        extra=(Shown(f"{key}.share_carried_out", share),),
    )


def pib_table_activities(data: Data, case: str) -> Exhibit:
    """Return the case's table of activities: table 17 for the first case to table 24 for the last."""
    row = case_row(data, case)
    number = int(row["published_table"])
    frame = data["activities"][data["activities"]["case"] == case]
    rows = [
        Row(
            (
                line["activity"],
                line["printed"] or "niet vermeld",
                line["result"],
                line["realisation"],
                line["category"],
                "–" if pd.isna(line["route"]) else str(int(line["route"])),
            )
        )
        for line in records(frame)
    ]
    return Exhibit(
        f"pib_table_{number}",
        "table",
        f"{row['name']}: activiteiten, uitvoering en resultaat",
        (
            Column("Activiteit"),
            Column("Volgens plan (zo afgedrukt)"),
            Column("Resultaat"),
            Column("Realisatie"),
            Column("Categorie"),
            Column("Route"),
        ),
        tuple(rows),
        f"Tabel {number}, {row['place']}",
        number=str(number),
        basis="printed",
        note=(
            "Realisatie, categorie en route zijn onze indeling van wat is afgedrukt; het resultaat staat "
            "in eigen woorden."
        ),
    )


@or_missing("Realisatie van activiteiten", "figure")
def pib_own_case_realisation(data: Data, case: str) -> Exhibit:
    """Return how much of a case's plan was carried out, by module."""
    row = case_row(data, case)
    key = f"pib_own_case_{slug(case)}_realisation"
    frame = data["activities"][data["activities"]["case"] == case]
    answers = [answer for answer in REALISATION_COLOURS if (frame["realisation"] == answer).any()]
    modules = list(dict.fromkeys(frame["module"]))
    counts = cases.realisation_by(frame, "module", modules, answers)
    parts = {answer: [counts[module][answer].value or 0.0 for module in modules] for answer in answers}
    texts = {answer: [text_of(value, "aantal") for value in parts[answer]] for answer in answers}
    title = f"{row['name']}: realisatie van activiteiten per module"
    alt = "; ".join(
        f"{module}: "
        + ", ".join(f"{answer} {texts[answer][place]}" for answer in answers if parts[answer][place])
        for place, module in enumerate(modules)
    )
    figure = chart.stacked(modules, parts, REALISATION_COLOURS, texts=texts)
    rows = [
        Row(
            (
                module,
                *(
                    Shown(f"{key}.{slug(answer)}_{slug(module)}", counts[module][answer])
                    for answer in answers
                ),
            )
        )
        for module in modules
    ]
    return Exhibit(
        key,
        "figure",
        title,
        (Column("Module"), *(Column(answer.capitalize(), True) for answer in answers)),
        tuple(rows),
        f"Tabel {int(row['published_table'])}",
        unit="Aantal activiteiten.",
        alt=alt,
        svg=svg_of(figure, key, title, alt),
    )


@or_missing("Tijdlijn", "figure")
def pib_own_case_timeline(data: Data, case: str) -> Exhibit:
    """Return the dated events of a case, drawn over its years."""
    return case_timeline(data, case, f"pib_own_case_{slug(case)}_timeline")


@or_missing("Doelen en uitkomst")
def pib_own_case_objectives(data: Data, case: str) -> Exhibit:
    """Return the case's objectives with their targets, against what came of them."""
    row = case_row(data, case)
    key = f"pib_own_case_{slug(case)}_objectives"
    frame = data["objectives"][data["objectives"]["case"] == case]
    rows: list[Row] = []
    for line in records(frame):
        number, unit = int(line["number"]), line["unit"] or "aantal"
        target: Value = "–"
        low, high = line["target_low"], line["target_high"]
        if not pd.isna(low):
            quantity = Quantity(float(low), unit, "streefwaarde", (str(line["target_low_source"]),))
            target = Shown(f"{key}.target_{number}", quantity)
            if not pd.isna(high) and high != low:
                target = f"{text_of(float(low), unit)} tot {text_of(float(high), unit)}"
        rows.append(Row((f"{number}. {line['objective']}", target, line["outcome"], line["remark"])))
    return Exhibit(
        key,
        "table",
        f"{row['name']}: doelen en wat ervan kwam",
        (Column("Doel"), Column("Streefwaarde"), Column("Uitkomst"), Column("Toelichting")),
        tuple(rows),
        str(row["place"]),
        basis="printed",
        report_note="De uitkomst is het oordeel van het rapport, in onze schaal.",
    )


@or_missing("De case langs de impactroutes")
def pib_own_case_routes(data: Data, case: str) -> Exhibit:
    """Return what the case brought along each of the three impact routes."""
    row = case_row(data, case)
    frame = data["case_routes"][data["case_routes"]["case"] == case]
    names = {int(route["route"]): str(route["name"]) for route in records(data["routes"])}
    rows = [
        Row(
            (
                f"{int(line['route'])}. {names[int(line['route'])]}",
                line["outcome"],
                line["remark"],
            )
        )
        for line in records(frame)
    ]
    return Exhibit(
        f"pib_own_case_{slug(case)}_routes",
        "table",
        f"{row['name']}: de drie impactroutes",
        (Column("Route"), Column("Uitkomst"), Column("Toelichting")),
        tuple(rows),
        str(row["place"]),
        basis="printed",
    )


@or_missing("Succesfactoren en knelpunten")
def pib_own_case_lessons(data: Data, case: str) -> Exhibit:
    """Return what helped and what hindered, and the SDGs that were named."""
    row = case_row(data, case)
    frame = data["factors"][data["factors"]["case"] == case]
    rows: list[Row] = []
    for kind, label in (("succesfactor", "Wat hielp"), ("knelpunt", "Wat hinderde")):
        rows.append(Row((label,), "group"))
        rows += [
            Row((str(line["theme"]).capitalize(), line["description"]))
            for line in records(frame)
            if line["kind"] == kind
        ]
    sdgs = data["case_sdgs"][data["case_sdgs"]["case"] == case]
    note = "De casestudie noemt geen SDGs."
    if len(sdgs):
        parts = [
            f"genoemd in de {who}: "
            + ", ".join(f"SDG {int(number)}" for number in sdgs.loc[sdgs["named_by"] == who, "sdg"])
            for who in ("aanvraag", "evaluatie")
            if (sdgs["named_by"] == who).any()
        ]
        note = "; ".join(parts).capitalize().replace("sdg", "SDG") + "."
    return Exhibit(
        f"pib_own_case_{slug(case)}_lessons",
        "table",
        f"{row['name']}: lessen",
        (Column("Thema"), Column("Wat er speelde")),
        tuple(rows),
        str(row["place"]),
        basis="printed",
        note=note,
    )


@or_missing("Gedrukte getallen")
def pib_own_case_key_figures(data: Data, case: str) -> Exhibit:
    """Return every loose quantity that the case study prints."""
    row = case_row(data, case)
    return key_figures(
        data,
        "case_figures",
        f"pib_own_case_{slug(case)}_key_figures",
        f"{row['name']}: alle gedrukte getallen",
        str(row["place"]),
        case,
    )
