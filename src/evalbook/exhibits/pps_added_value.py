"""Exhibits over the scores of annex 3: what NLWorks added to six cases, by criterion, case and stage.

Belongs here: the score matrix and its means. Not here: the cases otherwise (`pps_cases`, `pps_case`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.exhibits.pps_cases import short_names
from evalbook.measures import added_value
from evalbook.measures.quantity import counted, records
from evalbook.rounding import number, text_of

Data = Mapping[str, pd.DataFrame]

MIDDLE = "middelste"
_PLACE = "Annex 3"
_ORDINAL = (
    "Een score is een plek op een schaal van drie omschrijvingen; een gemiddelde is een samenvatting van ons."
)
_SCORE_COLOURS = {1: PALETTE["pale"], 2: PALETTE["sand"], 3: PALETTE["green"]}


def pps_table_annex_3_scores(data: Data, several: str = MIDDLE) -> Exhibit:
    """Return the scores of annex 3: criteria and stages by case, as printed, with means.

    `several` says how a cell with several printed scores counts in colour and mean; it is shown as
    printed.
    """
    frame = data["scores"]
    given = added_value.scores(frame, several)
    names, criteria = short_names(data), records(data["score_criteria"])
    lines = _lines(data)
    printed = {
        (line["case"], line["criterion"], line["stage"]): str(line["printed"]) for line in records(frame)
    }
    rows: list[Row] = []
    for line in criteria:
        criterion = str(line["criterion"])
        stages = [stage for found, stage in lines if found == criterion]
        for stage in stages:
            cells: list[Value] = [f"{int(line['number'])}. {word_of(criterion)}", stage]
            for case in names:
                value = given[case, criterion, stage]
                text = printed[case, criterion, stage]
                cells.append(Shown(_key(case, criterion, stage), value, 0) if text.isdigit() else text)
            average = added_value.mean_by_criterion(given, criterion, stage)
            cells.append(Shown(f"pps_table_annex_3.mean_{criterion}_{stage}", average, 2))
            rows.append(Row(tuple(cells)))
    for label, key, measure in (
        ("Gemiddelde, elk vak telt één keer", "mean", added_value.mean_by_case),
        ("Gemiddelde, elk criterium telt één keer", "even_mean", added_value.even_mean_by_case),
    ):
        means = [Shown(f"pps_table_annex_3.{key}_{slug(case)}", measure(given, case), 2) for case in names]
        overall = Shown("pps_table_annex_3.mean_all", added_value.mean_of_all(given), 2)
        rows.append(Row((label, "", *means, overall if key == "mean" else ""), "total"))
    svg, alt = _score_map(data, given, printed)
    several_cells = [Shown(_key(*key), given[key], 1) for key, text in printed.items() if not text.isdigit()]
    return Exhibit(
        "pps_table_annex_3",
        "table",
        "Toegevoegde waarde van NLWorks: alle scores",
        (
            Column("Criterium"),
            Column("Onderdeel"),
            *(Column(name, True, slug(case)) for case, name in names.items()),
            Column("Gemiddelde", True),
        ),
        tuple(rows),
        _PLACE,
        number="annex 3",
        basis="recomputed",
        unit="1: geen rol voor NLWorks; 2: NLWorks hielp mee; 3: NLWorks was bepalend. Donkerder is hoger.",
        note=f"{_ORDINAL} {_several_note(several)}",
        alt=alt,
        svg=svg,
        extra=(
            *several_cells,
            Shown("pps_table_annex_3.cells", counted(frame["lowest_source"], "vakken met scores")),
            Shown(
                "pps_table_annex_3.cells_several",
                counted(frame.loc[frame["score"].isna(), "lowest_source"], "vakken met meer scores"),
            ),
        ),
    )


def _several_note(several: str) -> str:
    words = {
        "laagste": "telt de laagste",
        "middelste": "telt de middelste",
        "hoogste": "telt de hoogste",
        "weglaten": "telt het vak niet mee",
    }
    return f"Waar meer scores in één vak staan, {words[several]}."


def _key(case: str, criterion: str, stage: str) -> str:
    return f"pps_table_annex_3.{slug(case)}_{criterion}_{stage}"


def _lines(data: Data) -> list[tuple[str, str]]:
    """Return the pairs of criterion and stage in the order of the sheet."""
    pairs = zip(data["scores"]["criterion"], data["scores"]["stage"], strict=True)
    return list(dict.fromkeys((str(criterion), str(stage)) for criterion, stage in pairs))


def word_of(criterion: str) -> str:
    """Return a criterion's key as a word; a short one is an abbreviation."""
    return criterion.upper() if len(criterion) <= 3 else criterion.capitalize()


def _score_map(
    data: Data, given: added_value.Scores, printed: Mapping[tuple[str, str, str], str]
) -> tuple[str, str]:
    names, lines = short_names(data), _lines(data)
    labels = [
        word_of(criterion) if stage == "geheel" else f"{word_of(criterion)}: {stage}"
        for criterion, stage in lines
    ]
    values = [[given[case, *line].value for case in names] for line in lines]
    texts = [[printed[case, *line] for case in names] for line in lines]
    alt = "; ".join(
        f"{label}: " + ", ".join(f"{name} {text}" for name, text in zip(names.values(), line, strict=True))
        for label, line in zip(labels, texts, strict=True)
    )
    figure = chart.heat_map(labels, [name.replace(" ", "\n") for name in names.values()], values, texts)
    return svg_of(figure, "pps_table_annex_3", "Toegevoegde waarde van NLWorks: alle scores", alt), alt


def pps_own_scores_criteria(data: Data, several: str = MIDDLE) -> Exhibit:
    """Return an exhibit of our own: how often each score was given, by criterion, with the mean."""
    given = added_value.scores(data["scores"], several)
    criteria = {str(line["criterion"]): str(line["name"]) for line in records(data["score_criteria"])}
    means = {name: added_value.mean_by_criterion(given, name) for name in criteria}
    counts = {name: added_value.counts_by_criterion(given, name) for name in criteria}
    ordered = sorted(criteria, key=lambda name: -(means[name].value or 0))
    rows = [
        Row(
            (
                criteria[name],
                *(
                    Shown(f"pps_own_scores_criteria.{slug(name)}_{score}", counts[name][score])
                    for score in added_value.SCALE
                ),
                Shown(f"pps_own_scores_criteria.mean_{slug(name)}", means[name], 2),
            )
        )
        for name in ordered
    ]
    parts = {
        f"score {score}": [counts[name][score].value or 0.0 for name in ordered]
        for score in added_value.SCALE
    }
    texts = {label: [number(value) if value else "" for value in values] for label, values in parts.items()}
    ends = [f"gemiddeld {text_of(means[name].value, added_value.UNIT, 2)}" for name in ordered]
    labels = [word_of(name) for name in ordered]
    title = "Waar NLWorks verschil maakte: scores per criterium"
    alt = "; ".join(f"{label}: {end}" for label, end in zip(labels, ends, strict=True))
    colours = {f"score {score}": colour for score, colour in _SCORE_COLOURS.items()}
    figure = chart.stacked(labels, parts, colours, texts=texts, share=True, ends=ends)
    return Exhibit(
        "pps_own_scores_criteria",
        "figure",
        title,
        (
            Column("Criterium"),
            *(Column(f"Score {score}", True) for score in added_value.SCALE),
            Column("Gemiddelde", True),
        ),
        tuple(rows),
        _PLACE,
        unit="Aantal vakken met die score; de balken zijn op 100% gezet.",
        note=f"Van hoog naar laag gemiddelde. {_ORDINAL} {_several_note(several)}",
        alt=alt,
        svg=svg_of(figure, "pps_own_scores_criteria", title, alt),
    )


def pps_own_scores_cases(data: Data, several: str = MIDDLE) -> Exhibit:
    """Return an exhibit of our own: mean score by case, from high to low."""
    given = added_value.scores(data["scores"], several)
    names = short_names(data)
    means = {case: added_value.mean_by_case(given, case) for case in names}
    ordered = sorted(names, key=lambda case: -(means[case].value or 0))
    rows = [
        Row(
            (
                names[case],
                Shown(f"pps_table_annex_3.mean_{slug(case)}", means[case], 2),
                Shown(
                    f"pps_table_annex_3.even_mean_{slug(case)}", added_value.even_mean_by_case(given, case), 2
                ),
            )
        )
        for case in ordered
    ]
    texts = [text_of(means[case].value, added_value.UNIT, 2) for case in ordered]
    labels = [names[case] for case in ordered]
    title = "Gemiddelde score per case"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    figure = chart.bars(labels, [means[case].value or 0.0 for case in ordered], texts)
    return Exhibit(
        "pps_own_scores_cases",
        "figure",
        title,
        (
            Column("Case"),
            Column("Gemiddelde, elk vak telt één keer", True),
            Column("Gemiddelde, elk criterium telt één keer", True),
        ),
        tuple(rows),
        _PLACE,
        note=f"De laagste score is 1. {_ORDINAL} {_several_note(several)}",
        alt=alt,
        svg=svg_of(figure, "pps_own_scores_cases", title, alt),
    )


def pps_own_scores_stages(data: Data, several: str = MIDDLE) -> Exhibit:
    """Return an exhibit of our own: means of the staged criteria, by finding, deciding and watching."""
    given = added_value.scores(data["scores"], several)
    staged = [line for line in records(data["score_criteria"]) if line["staged"] == "ja"]
    rows = [
        Row(
            (
                line["name"],
                *(
                    Shown(
                        f"pps_table_annex_3.mean_{line['criterion']}_{stage}",
                        added_value.mean_by_criterion(given, str(line["criterion"]), stage),
                        2,
                    )
                    for stage in added_value.STAGES
                ),
            )
        )
        for line in staged
    ]
    means = [
        Shown(f"pps_own_scores_stages.mean_{stage}", added_value.mean_by_stage(given, stage), 2)
        for stage in added_value.STAGES
    ]
    rows.append(Row(("Alle criteria met onderdelen", *means), "total"))
    return Exhibit(
        "pps_own_scores_stages",
        "table",
        "Herkennen, beslissen of bewaken: gemiddelde score per onderdeel",
        (Column("Criterium"), *(Column(stage.capitalize(), True) for stage in added_value.STAGES)),
        tuple(rows),
        _PLACE,
        note=f"{_ORDINAL} {_several_note(several)}",
    )


def pps_own_scores_several(data: Data) -> Exhibit:
    """Return an exhibit of our own: what each treatment of a cell with several scores would give."""
    printed = data["scores"][data["scores"]["score"].isna()]
    names = short_names(data)
    columns = [(str(line["case"]), str(line["criterion"])) for line in records(printed)]
    rows = []
    for several in added_value.TREATMENTS:
        given = added_value.scores(data["scores"], several)
        cells: list[Value] = [several.capitalize()]
        for case, criterion in columns:
            for what, value in (
                (case, added_value.mean_by_case(given, case)),
                (criterion, added_value.mean_by_criterion(given, criterion)),
            ):
                cells.append(Shown(f"pps_own_scores_several.{slug(what)}_{several}", value, 2))
        overall = added_value.mean_of_all(given)
        cells.append(Shown(f"pps_own_scores_several.all_{several}", overall, 2))
        rows.append(Row(tuple(cells)))
    return Exhibit(
        "pps_own_scores_several",
        "table",
        "Eén vak met meer scores: maakt het uit?",
        (
            Column("Wat telt"),
            *(
                Column(label, True)
                for case, criterion in columns
                for label in (f"Gemiddelde {names[case]}", f"Gemiddelde {criterion}")
            ),
            Column("Gemiddelde van alles", True),
        ),
        tuple(rows),
        _PLACE,
        note="Parameter several van dit notebook kiest een van deze regels.",
    )
