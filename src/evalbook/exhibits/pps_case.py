"""Exhibits of one NLWorks case: facts, organisations, SDGs, timeline, scores with reasons, key figures.

Belongs here: what annex 3 tells of a case. Not here: what compares cases (`pps_added_value`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits.case_parts import case_row, case_timeline
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.period import dutch_period
from evalbook.exhibits.portfolio import key_figures
from evalbook.exhibits.pps_added_value import word_of
from evalbook.measures import cases
from evalbook.measures.quantity import cell, counted, records
from evalbook.rounding import NO_BREAK_SPACE

Data = Mapping[str, pd.DataFrame]

_ROLES = {"consortium": "in het consortium", "betrokken": "daarnaast betrokken"}


def pps_own_case_facts(data: Data, case: str) -> Exhibit:
    """Return the key facts of a case: where, what about, since when, by whom, how far."""
    row = case_row(data, case)
    key = f"pps_own_case_{slug(case)}_facts"
    organisations = _own(data, "case_organisations", case)
    start = dutch_period(row["start"]) if isinstance(row["start"], str) else "niet vermeld"
    remark = row["start_note"]
    lines: list[tuple[str, Value]] = [
        ("Land", str(row["countries"])),
        ("Thema", str(row["theme"])),
        ("Fase (zo afgedrukt)", str(row["printed_phase"])),
        ("Fase", str(row["phase"])),
        ("Start", f"{start}. {remark}" if isinstance(remark, str) and remark else start),
        ("Initiatiefnemers", str(row["initiators"])),
        ("Probleem", str(row["problem"])),
    ]
    for role, label in _ROLES.items():
        named = organisations[organisations["role"] == role]
        count = cases.count_where(named, f"organisaties {label}", "kind_source")
        lines.append((f"Organisaties {label} (genoemd)", Shown(f"{key}.{role}", count)))
    sdgs = counted(_own(data, "case_sdgs", case)["sdg_source"], "SDG’s genoemd")
    lines += [
        ("SDG’s (genoemd)", Shown(f"{key}.sdgs", sdgs)),
        ("Kern", str(row["summary"])),
    ]
    return Exhibit(
        key,
        "table",
        f"{row['name']}: de feiten",
        (Column("Kenmerk"), Column("Gegeven")),
        tuple(Row(line) for line in lines),
        _place(row),
        basis="printed",
        note="Teksten in eigen woorden. Organisaties zijn geteld uit de namen in de casestudie.",
    )


def pps_own_case_timeline(data: Data, case: str) -> Exhibit:
    """Return the dated events of a case, drawn over its years."""
    return case_timeline(data, case, f"pps_own_case_{slug(case)}_timeline")


def pps_own_case_partners(data: Data, case: str) -> Exhibit:
    """Return the organisations that a case names, by role, with their kind."""
    row = case_row(data, case)
    frame = _own(data, "case_organisations", case)
    rows: list[Row] = []
    for role, label in _ROLES.items():
        named = records(frame[frame["role"] == role])
        rows += [Row((line["organisation"], label, line["kind"], line["remark"] or "")) for line in named]
    return Exhibit(
        f"pps_own_case_{slug(case)}_organisations",
        "table",
        f"{row['name']}: wie er meedoet",
        (Column("Organisatie"), Column("Rol"), Column("Soort"), Column("Opmerking")),
        tuple(rows),
        _place(row),
        basis="printed",
        note="De soort is onze indeling.",
    )


def pps_own_case_goals(data: Data, case: str) -> Exhibit:
    """Return the SDGs that a case names, with what it would contribute."""
    row = case_row(data, case)
    rows = [
        Row((f"SDG{NO_BREAK_SPACE}{int(line['sdg'])}", line["contribution"]))
        for line in records(_own(data, "case_sdgs", case))
    ]
    return Exhibit(
        f"pps_own_case_{slug(case)}_sdgs",
        "table",
        f"{row['name']}: bijdrage aan de SDG’s",
        (Column("SDG"), Column("Bijdrage, volgens de casestudie")),
        tuple(rows),
        _place(row),
        basis="printed",
    )


def pps_table_annex_3_case(data: Data, case: str) -> Exhibit:
    """Return a case's scores as printed, each with its meaning, and the reason for every criterion."""
    row = case_row(data, case)
    scale = {
        (line["criterion"], line["stage"], int(line["score"])): str(line["meaning"])
        for line in records(data["score_scale"])
    }
    reasons = {line["criterion"]: line for line in records(_own(data, "score_reasons", case))}
    scores = records(_own(data, "scores", case))
    rows: list[Row] = []
    for criterion in records(data["score_criteria"]):
        name = criterion["criterion"]
        heading = f"{int(criterion['number'])}. {word_of(name)}"
        for line in scores:
            if line["criterion"] != name:
                continue
            stage, text = line["stage"], str(line["printed"])
            key = f"pps_table_annex_3.{slug(case)}_{name}_{stage}"
            shown: Value = text
            if text.isdigit():
                shown = Shown(key, cell(line, "score", f"{case}: {name}, {stage}", "cijfer"), 0)
            rows.append(Row((heading, stage, shown, _meaning(scale, name, stage, text))))
        if name in reasons:
            rows.append(Row((heading, "toelichting", "", reasons[name]["reason"])))
    return Exhibit(
        f"pps_table_annex_3_{slug(case)}",
        "table",
        f"{row['name']}: de rol van NLWorks",
        (
            Column("Criterium"),
            Column("Onderdeel"),
            Column("Score", True),
            Column("Betekenis en toelichting"),
        ),
        tuple(rows),
        _place(row),
        number="annex 3",
        basis="printed",
        note="Scores zoals afgedrukt; betekenis en toelichting in eigen woorden.",
    )


def _meaning(scale: Mapping[tuple[str, str, int], str], criterion: str, stage: str, printed: str) -> str:
    """Return what a score stands for; of several printed scores, what each stands for."""
    scores = [int(part) for part in printed.split(";")]
    meanings = [scale.get((criterion, stage, score), "") for score in scores]
    if len(scores) == 1:
        return meanings[0]
    return "; ".join(f"{score}: {meaning}" for score, meaning in zip(scores, meanings, strict=True))


def pps_own_case_key_figures(data: Data, case: str) -> Exhibit:
    """Return every loose quantity that the case study prints."""
    row = case_row(data, case)
    return key_figures(
        data,
        "case_figures",
        f"pps_own_case_{slug(case)}_key_figures",
        f"{row['name']}: alle gedrukte getallen",
        _place(row),
        case,
        prefix="pps_",
    )


def _own(data: Data, table: str, case: str) -> pd.DataFrame:
    return data[table][data[table]["case"] == case]


def _place(row: pd.Series) -> str:
    place = str(row["place"])
    return place[:1].upper() + place[1:]
