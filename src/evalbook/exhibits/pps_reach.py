"""Figures 13, 14, 15 and 18: where firms were active, what they exported, from which region they came.

Belongs here: what the text of chapter 6 states of each figure; most values were printed as pictures
only. Each figure is complete, without any change here, once bereik.xlsx holds them. Not here: use
of instruments (`pps_use`), who the firms are and how many took part (`pps_audience`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.completeness import basis_of, gap_note
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.panels import Panel, panels
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import pps_reach as reach
from evalbook.measures.effect import figures
from evalbook.measures.quantity import Quantity
from evalbook.rounding import number, text_of

Data = Mapping[str, pd.DataFrame]

USERS, COMPARED = "gebruikers", "vergelijkingsgroep"
GROUPS = tuple((organisation, group) for organisation in reach.ORGANISATIONS for group in (USERS, COMPARED))
_BOOK = "bereik.xlsx"
_CBS = "bron: IOB op basis van CBS (2022)"
_ALWAYS = "De vergelijkingsgroep van NLiB is haar primaire doelgroep, die van TINL het hele bedrijfsleven."


def pps_figure_13_markets(data: Data) -> Exhibit:
    """Return figure 13: share of firms active on ten growth markets, with the range that the text gives."""
    values = reach.values_by(data["reach_markets"], ("organisation", "group", "country"), "share", "aandeel")
    stated = figures(data["reach_figures"])
    countries = list(dict.fromkeys(country for _, _, country in values))
    low, high = stated["growth_market_low"], stated["growth_market_high"]
    rows = [
        Row((label, *(Shown(key, value) if group == USERS else None for _, group in GROUPS)))
        for label, key, value in (
            ("Volgens de tekst, laagste (zonder China)", "pps_reach_figures.growth_market_low", low),
            ("Volgens de tekst, hoogste (zonder China)", "pps_reach_figures.growth_market_high", high),
        )
    ]
    rows += [
        Row(
            (
                country,
                *(
                    Shown(
                        f"pps_figure_13.{slug(country)}_{slug(organisation)}_{slug(group)}",
                        values[organisation, group, country],
                    )
                    for organisation, group in GROUPS
                ),
            )
        )
        for country in countries
    ]
    cells = list(values.values())
    title = "Aandeel bedrijven actief op een groeimarkt in de vijf jaar vóór gebruik"
    svg, alt = "", ""
    if any(cell.value is not None for cell in cells):
        lines = [
            [values[organisation, group, country] for organisation, group in GROUPS] for country in countries
        ]
        names = [f"{organisation}, {group}" for organisation, group in GROUPS]
        svg, alt = _heat("pps_figure_13", title, countries, names, lines)
    return Exhibit(
        "pps_figure_13",
        "figure",
        title,
        (Column("Land"), *_group_columns()),
        tuple(rows),
        f"Figuur 13, paragraaf 6.1; {_CBS}",
        number="13",
        basis=basis_of(cells),
        note="De tekst geeft alleen een bereik voor gebruikers, en zegt dat China hoger ligt, dat "
        "gebruikers van NLiB ongeveer het dubbele van hun vergelijkingsgroep halen en die van TINL een "
        f"veelvoud. {_ALWAYS} {gap_note(cells, 'het CBS', _BOOK, 'groeimarkten')}".strip(),
        alt=alt,
        svg=svg,
    )


def _group_columns() -> tuple[Column, ...]:
    return tuple(
        Column(group.capitalize(), True, f"{slug(organisation)}_{slug(group)}", organisation)
        for organisation, group in GROUPS
    )


def _heat(
    exhibit: str,
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    lines: Sequence[Sequence[Quantity]],
) -> tuple[str, str]:
    texts = [[text_of(cell.value, cell.unit) for cell in line] for line in lines]
    alt = "; ".join(
        f"{row}: " + ", ".join(f"{column} {text}" for column, text in zip(columns, line, strict=True))
        for row, line in zip(rows, texts, strict=True)
    )
    figure = chart.heat_map(
        rows,
        [name.replace(", ", "\n") for name in columns],
        [[c.value for c in line] for line in lines],
        texts,
    )
    return svg_of(figure, exhibit, title, alt), alt


_STATED_RATIOS = {
    ("NLiB", "gemiddelde"): "export_mean_ratio_nlib",
    ("NLiB", "mediaan"): "export_median_ratio_nlib",
}
_RATIO = "vergelijkingsgroep als deel van gebruikers"
_MOMENTS = ("voor gebruik", "na gebruik")
_EXPORT_WORDS = {
    "NLiB": "De tekst noemt alleen de verhouding tussen de groepen, gelijk voor en na gebruik. ",
    "TINL": "De tekst noemt geen getal; het beeld lijkt volgens haar op dat van NLiB. De mediaan van de "
    "gebruikers nam naar verhouding sterker af. ",
}


def pps_figure_export(data: Data, organisation: str) -> Exhibit:
    """Return figure 14 (NLiB) or 15 (TINL): export per firm before and after use, users and compared."""
    frame = data["reach_export"]
    frame = frame[frame["organisation"] == organisation]
    published = str(int(frame.iloc[0]["figure"]))
    exhibit = f"pps_figure_{published}"
    values = reach.values_by(frame, ("statistic", "group", "moment"), "value", "euro")
    ratios = reach.export_ratios(frame, organisation)
    rows: list[Row] = []
    for statistic in ("gemiddelde", "mediaan"):
        what = statistic.capitalize()
        for group in (USERS, COMPARED):
            cells = [
                Shown(f"{exhibit}.{statistic}_{slug(group)}_{slug(moment)}", values[statistic, group, moment])
                for moment in _MOMENTS
            ]
            rows.append(Row((f"{what}, {group}", *cells)))
        item = _STATED_RATIOS.get((organisation, statistic))
        if item:
            ratio = Shown(f"pps_reach_figures.{item}", figures(data["reach_figures"])[item])
            rows.append(Row((f"{what}, {_RATIO}, volgens de tekst", ratio, ratio)))
        computed = [
            Shown(f"{exhibit}.ratio_{statistic}_{slug(moment)}", ratios[statistic, moment])
            for moment in _MOMENTS
        ]
        rows.append(Row((f"{what}, {_RATIO}, berekend", *computed), "total"))
    given = list(values.values())
    title = f"Exportwaarde per bedrijf voor en na gebruik van {organisation}"
    svg, alt = _export_picture(exhibit, title, values)
    return Exhibit(
        exhibit,
        "figure",
        title,
        (Column("Groep"), *(Column(moment.capitalize(), True) for moment in _MOMENTS)),
        tuple(rows),
        f"Figuur {published}, paragraaf 6.1; {_CBS}",
        number=published,
        basis=basis_of(given, stated=organisation == "NLiB", complete="recomputed"),
        unit="Bedragen in euro per bedrijf.",
        note=f"{_EXPORT_WORDS[organisation]}De gegevens lopen tot en met 2020, een jaar met covid-19. Een "
        f"effectmeting is dit niet. {gap_note(given, 'het CBS', _BOOK, 'exportwaarde')}".strip(),
        alt=alt,
        svg=svg,
    )


def _export_picture(exhibit: str, title: str, values: reach.Cells) -> tuple[str, str]:
    drawn = []
    for statistic in ("gemiddelde", "mediaan"):
        for group in (USERS, COMPARED):
            parts = [values[statistic, group, moment].value for moment in _MOMENTS]
            texts = ["onbekend" if value is None else text_of(value, "euro") for value in parts]
            colour = PALETTE["blue"] if group == USERS else PALETTE["grey"]
            drawn.append(Panel(f"{statistic.capitalize()}, {group}", parts, texts, colour))
    if not any(value is not None for part in drawn for value in part.values):
        return "", ""
    alt = "; ".join(
        f"{part.title}: " + ", ".join(f"{m} {t}" for m, t in zip(_MOMENTS, part.texts, strict=True))
        for part in drawn
    )
    return svg_of(panels(_MOMENTS, drawn), exhibit, title, alt), alt


def pps_figure_18_regions(data: Data) -> Exhibit:
    """Return figure 18: participants from the organiser's own region and from elsewhere, by organiser."""
    table = reach.regions(data["reach_regions"])
    stated = figures(data["reach_figures"])["outside_region"]
    rows = [
        Row(
            (
                "Samen" if name == "all" else name,
                *(
                    Shown(f"pps_figure_18.{what}_{slug(name)}", line[what])
                    for what in ("own", "elsewhere", "share")
                ),
            ),
            "total" if name == "all" else "body",
        )
        for name, line in table.items()
    ]
    share = Shown("pps_reach_figures.outside_region", stated)
    rows.append(Row(("Samen, volgens de tekst (iets meer dan)", None, None, share)))
    partners = [name for name in table if name != "all"]
    cells = [table[name][what] for name in partners for what in ("own", "elsewhere")]
    gap = gap_note(cells, "RVO", _BOOK, "regio's")
    title = "Deelnemers aan activiteiten van TINL uit de eigen regio en van elders"
    svg, alt = "", ""
    if all(cell.value is not None for cell in cells):
        svg, alt = _regions_picture(title, {name: table[name] for name in partners})
    return Exhibit(
        "pps_figure_18",
        "figure",
        title,
        (
            Column("Organiserende partner"),
            Column("Eigen regio", True),
            Column("Elders", True),
            Column("Aandeel elders", True),
        ),
        tuple(rows),
        "Figuur 18, paragraaf 6.2; bron: IOB op basis van Achilles",
        number="18",
        basis=basis_of(cells, complete="recomputed"),
        unit="Aantal deelnemers.",
        note="De regels volgen de partners van annex 6, zonder RVO. De tekst noemt alleen het deel van "
        f"elders, over alle partners. {gap}".strip(),
        alt=alt,
        svg=svg,
    )


def _regions_picture(title: str, table: Mapping[str, Mapping[str, Quantity]]) -> tuple[str, str]:
    parts = {
        "eigen regio": [line["own"].value or 0.0 for line in table.values()],
        "elders": [line["elsewhere"].value or 0.0 for line in table.values()],
    }
    texts = {name: [number(value) if value else "" for value in values] for name, values in parts.items()}
    ends = [f"{text_of(line['share'].value, 'aandeel')} elders" for line in table.values()]
    alt = "; ".join(f"{name}: {end}" for name, end in zip(table, ends, strict=True))
    colours = {"eigen regio": PALETTE["purple"], "elders": PALETTE["blue"]}
    figure = chart.stacked(list(table), parts, colours, texts=texts, ends=ends)
    return svg_of(figure, "pps_figure_18", title, alt), alt
