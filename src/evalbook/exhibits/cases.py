"""Exhibits over all case studies together: table 16, realisation by module and category, timelines."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.errors import NoDataError
from evalbook.exhibits import chart
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, REALISATION_COLOURS, svg_of
from evalbook.measures import cases
from evalbook.measures.quantity import Quantity, cell, records
from evalbook.rounding import text_of, word_of

Data = Mapping[str, pd.DataFrame]

ANSWERS = (
    "planned",
    "finished_yes",
    "finished_partly",
    "finished_no",
    "running_yes",
    "running_partly",
    "running_no",
)
ORDER = ("ja", "grotendeels", "deels", "nee")
PANDEMIC = (2020.0, 2022.0, "covid-19: geen fysieke bijeenkomsten")
"""The years in which, by the case studies, no events could be attended (bijlage C.6)."""


_TABLE_16 = (
    Column("In actieplan", True),
    *(
        Column(answer, True, f"{state}_{answer.lower()}", group)
        for state, group in (("afgerond", "Afgeronde convenanten"), ("lopend", "Lopende convenanten"))
        for answer in ("Ja", "Deels", "Nee")
    ),
)


@or_missing("Realisatie van activiteiten per categorie")
def pib_table_16_realisation(data: Data) -> Exhibit:
    """Return table 16 as printed, each row beside the same row calculated from the cases' tables."""
    printed = data["realisation_printed"]
    try:
        activities = data["activities"]
    except NoDataError:
        return _realisation_alone(printed)
    categories = [str(category) for category in printed["category"]]
    computed = cases.realisation_by_category(activities, data["cases"], categories)
    rows: list[Row] = []
    module, differing, compared = "", 0, 0
    for line in records(printed):
        if line["module"] != module:
            module = str(line["module"])
            rows.append(Row((module,), "group"))
        category = str(line["category"])
        stated = {name: cell(line, name, f"{category}: {name}") for name in ANSWERS}
        marked = tuple(
            place
            for place, name in enumerate(ANSWERS, 2)
            if (stated[name].value or 0) != computed[category][name].value
        )
        differing, compared = differing + len(marked), compared + len(ANSWERS)
        rows.append(
            Row(
                (
                    category,
                    "afgedrukt",
                    *(Shown(f"pib_table_16.{name}_{slug(category)}", stated[name]) for name in ANSWERS),
                )
            )
        )
        rows.append(
            Row(
                (
                    category,
                    "berekend",
                    *(
                        Shown(f"pib_table_16.computed_{name}_{slug(category)}", computed[category][name])
                        for name in ANSWERS
                    ),
                ),
                marked=marked,
            )
        )
    different = Quantity(float(differing), "aantal", "cellen van tabel 16 die afwijken van de cases")
    every = Quantity(float(compared), "aantal", "vergeleken cellen van tabel 16")
    return Exhibit(
        "pib_table_16",
        "table",
        "Realisatie van activiteiten per categorie: afgedrukt en berekend",
        (
            Column("Categorie"),
            Column("Herkomst"),
            *_TABLE_16,
        ),
        tuple(rows),
        "Tabel 16, bijlage C; berekend uit tabellen 17 tot en met 24",
        number="16",
        note=(
            "Aantallen convenanten. Berekend: een case telt één keer per categorie, met de best "
            "gerealiseerde activiteit; ‘grotendeels’ "
            "telt als ja. De indeling van activiteiten in categorieën is van ons (cases.xlsx, blad "
            "activiteiten). Van de opmaak van de "
            f"afgedrukte tabel bleef in de tekst alleen de volgorde van de streepjes over. Van de "
            f"{text_of(compared, 'aantal')} cellen wijken er "
            f"{text_of(differing, 'aantal')} af (≠)."
        ),
        extra=(Shown("pib_table_16.differing", different), Shown("pib_table_16.compared", every)),
    )


def _realisation_alone(counts: pd.DataFrame) -> Exhibit:
    """Return table 16 of an edition without case studies: the counts by category, nothing to compare with."""
    rows: list[Row] = []
    module = ""
    for line in records(counts):
        if line["module"] != module:
            module = str(line["module"])
            rows.append(Row((module,), "group"))
        category = str(line["category"])
        shown = (
            Shown(f"pib_table_16.{name}_{slug(category)}", cell(line, name, f"{category}: {name}"))
            for name in ANSWERS
        )
        rows.append(Row((category, *shown)))
    return Exhibit(
        "pib_table_16",
        "table",
        "Realisatie van activiteiten per categorie",
        (Column("Categorie"), *_TABLE_16),
        tuple(rows),
        "Tabel 16",
        number="16",
        note=(
            "Aantallen convenanten. Een cluster telt één keer per categorie, met de best gerealiseerde "
            "activiteit; ‘grotendeels’ telt als ja. Zijn er casestudies aangewezen, dan gaat de tabel "
            "over die clusters."
        ),
    )


@or_missing("Realisatie van activiteiten in de cases, naar module", "figure")
def pib_own_realisation_modules(data: Data) -> Exhibit:
    """Return an exhibit of our own: activities of all cases by module and realisation."""
    present = data["activities"]["module"]
    modules = list(dict.fromkeys(present))
    counts = cases.realisation_by(data["activities"], "module", modules, ORDER)
    return _realisation(
        "pib_own_realisation_modules",
        f"Realisatie van activiteiten in {_cases(data)}, naar module",
        "Module",
        counts,
    )


@or_missing("Realisatie van activiteiten per case", "figure")
def pib_own_realisation_cases(data: Data) -> Exhibit:
    """Return an exhibit of our own: activities by case and realisation."""
    names = dict(zip(data["cases"]["case"], data["cases"]["name"], strict=True))
    counts = cases.realisation_by(data["activities"], "case", list(names), ORDER)
    return _realisation(
        "pib_own_realisation_cases",
        "Realisatie van activiteiten per case",
        "Case",
        {names[case]: line for case, line in counts.items()},
        keys={names[case]: case for case in names},
    )


def _cases(data: Data) -> str:
    """Return how many cases there are, in words: `de acht cases`."""
    number = len(set(data["activities"]["case"]))
    return f"de {word_of(float(number)) or number} cases"


def _realisation(
    exhibit: str,
    title: str,
    what: str,
    counts: dict[str, dict[str, Quantity]],
    keys: Mapping[str, str] | None = None,
) -> Exhibit:
    groups = list(counts)
    keys = keys or {}
    parts = {answer: [counts[group][answer].value or 0.0 for group in groups] for answer in ORDER}
    texts = {answer: [text_of(value, "aantal") for value in parts[answer]] for answer in ORDER}
    rows = [
        Row(
            (
                group,
                *(
                    Shown(f"{exhibit}.{slug(answer)}_{slug(keys.get(group, group))}", counts[group][answer])
                    for answer in ORDER
                ),
            )
        )
        for group in groups
    ]
    alt = "; ".join(
        f"{group}: "
        + ", ".join(f"{answer} {texts[answer][place]}" for answer in ORDER if parts[answer][place])
        for place, group in enumerate(groups)
    )
    figure = chart.stacked(groups, parts, REALISATION_COLOURS, texts=texts, share=True)
    return Exhibit(
        exhibit,
        "figure",
        title,
        (Column(what), *(Column(answer.capitalize(), True) for answer in ORDER)),
        tuple(rows),
        "Tabellen 17 tot en met 24",
        unit="Aantal activiteiten; de balken zijn op 100% gezet.",
        note="Zonder activiteiten die niet van toepassing zijn of waarvan de uitvoering niet is vermeld.",
        alt=alt,
        svg=svg_of(figure, exhibit, title, alt),
    )


@or_missing("Realisatie van activiteiten in de cases, naar categorie", "figure")
def pib_own_realisation_categories(data: Data) -> Exhibit:
    """Return an exhibit of our own: a heat map of activities by category of table 16 and realisation."""
    categories = [
        c
        for c in dict.fromkeys(data["realisation_printed"]["category"])
        if (data["activities"]["category"] == c).any()
    ]
    counts = cases.realisation_by(data["activities"], "category", categories, ORDER)
    values = [[counts[category][answer].value or 0.0 for answer in ORDER] for category in categories]
    texts = [[text_of(value, "aantal") for value in line] for line in values]
    rows = [
        Row(
            (
                category,
                *(
                    Shown(
                        f"pib_own_realisation_categories.{slug(answer)}_{slug(category)}",
                        counts[category][answer],
                    )
                    for answer in ORDER
                ),
            )
        )
        for category in categories
    ]
    title = f"Realisatie van activiteiten in {_cases(data)}, naar categorie"
    alt = "; ".join(
        f"{category}: " + ", ".join(f"{answer} {text}" for answer, text in zip(ORDER, line, strict=True))
        for category, line in zip(categories, texts, strict=True)
    )
    figure = chart.heat_map(categories, [answer.capitalize() for answer in ORDER], values, texts)
    return Exhibit(
        "pib_own_realisation_categories",
        "figure",
        title,
        (Column("Categorie"), *(Column(answer.capitalize(), True) for answer in ORDER)),
        tuple(rows),
        "Tabellen 17 tot en met 24",
        unit="Aantal activiteiten; donkerder is meer.",
        alt=alt,
        svg=svg_of(figure, "pib_own_realisation_categories", title, alt),
    )


def pib_own_timelines(data: Data) -> Exhibit:
    """Return an exhibit of our own: the periods of the eight cases against the pandemic."""
    frame = data["cases"]
    spans, rows, names = [], [], []
    for place, line in enumerate(records(frame)):
        start, end = int(line["start_year"]), int(line["end_year"])
        state = str(line["state"])
        colour = PALETTE["blue"] if state == "afgerond" else PALETTE["green"]
        told = f"{start} tot en met {end}, {state}"
        spans.append(chart.Span(place, float(start), float(end) + 1, colour, state, told))
        names.append(str(line["name"]))
        overlap = max(0.0, min(end + 1, PANDEMIC[1]) - max(start, PANDEMIC[0]))
        rows.append(
            Row((names[-1], str(start), str(end), state, f"{overlap:.0f} van {end + 1 - start} jaren"))
        )
    title = "De acht cases in de tijd, met de pandemie erachter"
    alt = "; ".join(
        f"{row.cells[0]}: {row.cells[1]} tot en met {row.cells[2]}, {row.cells[3]}" for row in rows
    )
    figure = chart.timeline(names, spans, (), shade=PANDEMIC)
    return Exhibit(
        "pib_own_timelines",
        "timeline",
        title,
        (Column("Case"), Column("Start"), Column("Eind"), Column("Staat"), Column("Jaren in de pandemie")),
        tuple(rows),
        "Bijlage C",
        note=(
            "Hele kalenderjaren. Als pandemie gelden de jaren waarin volgens de cases geen fysieke "
            "bijeenkomsten konden plaatsvinden."
        ),
        basis="printed",
        alt=alt,
        svg=svg_of(figure, "pib_own_timelines", title, alt),
    )
