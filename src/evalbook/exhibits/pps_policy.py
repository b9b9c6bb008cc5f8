"""Exhibits over the policy of the PPS edition: timelines, the vision of box 1, the evaluation matrix.

Belongs here: what was decided when, and what the evaluation asked. Not here: intervention logics
(`pps_logic`), actors and forums (`pps_ecosystem`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd

from evalbook.exhibits.lanes import Item, lanes
from evalbook.exhibits.model import Basis, Column, Exhibit, Row, Shown
from evalbook.exhibits.period import dutch_period, years_of
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures.quantity import counted, records
from evalbook.rounding import NO_BREAK_SPACE

Data = Mapping[str, pd.DataFrame]

OWN_WORDS = "In eigen woorden weergegeven."
_TIMELINES = {
    2: ("Vormgeving, invulling en uitvoering van het beleid in de tijd", "Figuur 2, paragraaf 4.1"),
    7: ("Opzet van NLinBusiness in de tijd", "Figuur 7, paragraaf 4.4.2"),
    8: ("Opzet van TINL en NLWorks in de tijd", "Figuur 8, paragraaf 4.4.3"),
}
_LANES = {
    "advies": ("Advies", PALETTE["purple"]),
    "beleid": ("Beleid", PALETTE["blue"]),
    "oprichting": ("Oprichting", PALETTE["green"]),
    "middelen": ("Geld", PALETTE["orange"]),
    "opdracht": ("Opdracht", PALETTE["purple"]),
    "overleg": ("Overleg", PALETTE["blue"]),
    "uitvoering": ("Uitvoering", PALETTE["green"]),
}
_READ, _UNREAD = "datum en opschrift", "figuur niet leesbaar"  # what the sheet says of each event
_HELD_BY = "Wie de figuur zelf wil zien, kan terecht bij IOB."


def pps_figure_timeline(data: Data, number: int) -> Exhibit:
    """Return figure 2, 7 or 8: dated events, drawn in lanes by kind of event.

    The captions of figure 2 are partly unreadable in the published text, those of 7 and 8 wholly: what is
    shown there comes from the text of the report.
    """
    title, source = _TIMELINES[number]
    frame = data["policy_events"]
    frame = frame[frame["figure"] == number].sort_values(["start", "number"], kind="stable")
    items, rows = [], []
    for kind, (lane, colour) in _LANES.items():
        for line in records(frame[frame["kind"] == kind]):
            start = str(line["start"])
            end = line["end"] if isinstance(line["end"], str) else ""
            event = f"{line['event']} ({_unbroken(start)})"
            items.append(Item(lane, years_of(start)[0], years_of(end or start)[1], event, colour))
            when = f"{dutch_period(start)} tot en met {dutch_period(end)}" if end else dutch_period(start)
            rows.append(Row((when, line["event"], line["organisation"], lane.lower(), line["remark"] or "")))
    order = sorted(range(len(items)), key=lambda place: (items[place].start, place))
    name = f"pps_figure_{number}"
    alt = "Tijdlijn. " + "; ".join(items[place].text for place in order)
    figure = lanes(items, int(min(item.start for item in items)), ceil(max(item.end for item in items)) - 1)
    return Exhibit(
        name,
        "timeline",
        title,
        (Column("Wanneer"), Column("Gebeurtenis"), Column("Wie"), Column("Soort"), Column("Opmerking")),
        tuple(rows[place] for place in order),
        source,
        number=str(number),
        basis=_timeline_basis(frame),
        note=_timeline_note(frame),
        alt=alt,
        svg=svg_of(figure, name, title, alt),
    )


def _unbroken(period: str) -> str:
    return dutch_period(period).replace(" ", NO_BREAK_SPACE)


def _timeline_basis(frame: pd.DataFrame) -> Basis:
    """Return how much of a timeline could be read in the figure itself."""
    states = set(frame["shown"])
    if states == {_READ}:
        return "printed"
    return "prose" if states == {_UNREAD} else "partial"


def _timeline_note(frame: pd.DataFrame) -> str:
    drawn = "Een stip is een moment, een balk een jaar of een langere periode."
    basis, states = _timeline_basis(frame), list(frame["shown"])
    if basis == "printed":
        return drawn
    if basis == "partial":
        dated = len(states) - states.count(_READ)
        return (
            f"Van {dated} van de {len(states)} gebeurtenissen is het opschrift in het bestand niet te "
            f"lezen; dat komt dan uit de lopende tekst. {_HELD_BY} {drawn}"
        )
    return (
        "Het rapport drukt deze figuur als afbeelding af. Hier staat wat de lopende tekst over dezelfde "
        f"gebeurtenissen zegt. {_HELD_BY} {drawn}"
    )


def pps_box_1_vision(data: Data) -> Exhibit:
    """Return box 1: how RVO saw the cooperation before it got the assignment."""
    rows = [Row((line["subject"], line["statement"])) for line in records(data["vision"])]
    return Exhibit(
        "pps_box_1",
        "box",
        "De visie van de uitvoerder RVO",
        (Column("Onderwerp"), Column("Standpunt")),
        tuple(rows),
        "Box 1, paragraaf 4.4.3",
        number="1",
        basis="prose",
        note=OWN_WORDS,
    )


def pps_figure_1_matrix(data: Data) -> Exhibit:
    """Return figure 1: the concise evaluation matrix, one row a question."""
    frame = data["matrix"]
    questions = counted(frame.drop_duplicates("number")["number_source"], "onderzoeksvragen")
    rows = []
    for number in dict.fromkeys(frame["number"]):
        part = frame[frame["number"] == number]
        methods: dict[str, list[str]] = {}
        for line in records(part):
            methods.setdefault(str(line["organisations"]), []).append(str(line["method"]))
        spread = "; ".join(
            f"{', '.join(names)} ({organisations})" if len(methods) > 1 else ", ".join(names)
            for organisations, names in methods.items()
        )
        everyone = list(dict.fromkeys(name for key in methods for name in key.split(", ")))
        first = records(part)[0]
        rows.append(Row((str(number), first["question"], ", ".join(everyone), spread)))
    return Exhibit(
        "pps_figure_1",
        "figure",
        "Onderzoeksvragen met de methode per vraag",
        (Column("Nr."), Column("Vraag"), Column("Organisaties"), Column("Methode")),
        tuple(rows),
        "Figuur 1, paragraaf 3.1",
        number="1",
        basis="prose",
        note=f"{OWN_WORDS} De nummers zijn van ons.",
        extra=(Shown("pps_figure_1.questions", questions),),
    )


def pps_table_annex_1_matrix(data: Data) -> Exhibit:
    """Return annex 1: the full evaluation matrix, one row a method of a question."""
    frame = data["matrix"]
    rows: list[Row] = []
    for number in dict.fromkeys(frame["number"]):
        part = records(frame[frame["number"] == number])
        rows.append(Row((f"{number}. {part[0]['question']}",), "group"))
        rows += [
            Row(
                (
                    line["method"],
                    line["organisations"],
                    line["description"] or "",
                    line["sources"],
                    line["chapter"],
                )
            )
            for line in part
        ]
    return Exhibit(
        "pps_table_annex_1",
        "table",
        "Uitgebreide evaluatiematrix",
        (
            Column("Methode"),
            Column("Organisaties"),
            Column("Waar het om gaat"),
            Column("Bronnen"),
            Column("Beantwoord in"),
        ),
        tuple(rows),
        "Annex 1",
        number="annex 1",
        basis="prose",
        note=f"{OWN_WORDS} De kolom ‘Beantwoord in’ noemt hoofdstukken en paragrafen van het rapport.",
    )


def pps_own_combinations(data: Data) -> Exhibit:
    """Return an exhibit of our own: the market-theme combinations as far as the report names them."""
    frame = data["combinations"]
    named = frame[frame["market"].notna()]
    whole = counted(frame["number_source"], "markt-themacombinaties")
    known = counted(named["number_source"], "markt-themacombinaties die met naam genoemd zijn")
    missing = (whole - known).named("markt-themacombinaties die niet genoemd zijn", "aantal")
    shown = [
        Shown(f"pps_own_combinations.{name}", quantity)
        for name, quantity in (("all", whole), ("named", known), ("unnamed", missing))
    ]
    rows = [Row((line["market"], line["theme"], line["remark"] or "")) for line in records(named)]
    complete = len(named) == len(frame)
    rows += [] if complete else [Row(("Niet genoemd", "–", f"{shown[2].text} combinaties"))]
    return Exhibit(
        "pps_own_combinations",
        "table",
        "De markt-themacombinaties, voor zover genoemd",
        (Column("Markt"), Column("Thema"), Column("Opmerking")),
        tuple(rows),
        "Paragrafen 4.5 en 5.1",
        basis="printed" if complete else "partial",
        note=""
        if complete
        else "De volledige lijst staat niet in het rapport; BZ en de werkgroep meerjarig programmeren hebben "
        "haar. Staan de markten en thema's in beleid.xlsx, blad mt-combinaties, dan is deze tabel compleet.",
        extra=tuple(shown),
    )
