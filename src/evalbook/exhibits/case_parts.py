"""What case studies of all programmes share: finding a case by its key, and its timeline.

Belongs here: what reads sheets `cases` and `case_events`, which every programme with cases has. Not
here: what one programme asks of its cases (`case`, `pps_case`).
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import pandas as pd

from evalbook.errors import Fault, InputError
from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row
from evalbook.exhibits.period import dutch_period, years_of
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures.quantity import records

Data = Mapping[str, pd.DataFrame]

_EVENT_COLOURS = {
    "aanloop": PALETTE["grey"],
    "convenant": PALETTE["blue"],
    "activiteit": PALETTE["green"],
    "resultaat": PALETTE["purple"],
    "context": PALETTE["red"],
    "NLWorks": PALETTE["orange"],
}


def case_row(data: Data, case: str) -> pd.Series:
    """Return the case's row; an unknown case is an error that suggests the nearest one."""
    frame = data["cases"]
    known = list(frame["case"])
    if case not in known:
        near = get_close_matches(case, known, 1, 0.4)
        hint = f"bedoelde u ‘{near[0]}’? " if near else ""
        raise InputError(
            Fault(f"er is geen case ‘{case}’", "parameter case", f"{hint}kies uit: {', '.join(known)}")
        )
    return frame[frame["case"] == case].iloc[0]


def case_timeline(data: Data, case: str, exhibit: str) -> Exhibit:
    """Return the dated events of a case as an exhibit with this id, drawn over their years."""
    row = case_row(data, case)
    frame = data["case_events"][data["case_events"]["case"] == case]
    frame = frame.sort_values(["start", "number"], kind="stable")
    spans, marks, labels, rows = [], [], [], []
    for place, line in enumerate(records(frame)):
        start, end = str(line["start"]), line["end"]
        kind, event = str(line["kind"]), str(line["event"])
        labels.append(_shortened(event))
        rows.append(
            Row((dutch_period(start), dutch_period(str(end)) if isinstance(end, str) else "", kind, event))
        )
        first, last = years_of(start)[0], years_of(str(end) if isinstance(end, str) else start)[1]
        when = " tot ".join(str(cell) for cell in rows[-1].cells[:2] if cell)
        if last - first > 0.2:
            spans.append(chart.Span(place, first, last, _EVENT_COLOURS[kind], told=f"{when} ({kind})"))
        else:
            marks.append(chart.Mark(place, (first + last) / 2, told=f"{when} ({kind})"))
    title = f"{row['name']}: tijdlijn"
    alt = "; ".join(f"{line.cells[0]}: {line.cells[3]}" for line in rows)
    figure = chart.timeline(labels, spans, marks)
    return Exhibit(
        exhibit,
        "timeline",
        title,
        (Column("Begin"), Column("Eind"), Column("Soort"), Column("Gebeurtenis")),
        tuple(rows),
        str(row["place"]),
        basis="printed",
        alt=alt,
        svg=svg_of(figure, exhibit, title, alt),
        note="Balken duren langer dan enkele maanden; stippen zijn momenten.",
    )


def _shortened(text: str, most: int = 66) -> str:
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0] + "…"
