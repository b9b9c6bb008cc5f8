"""Figures 16 and 17: use of public instruments before and after NLiB and TINL, and what follows from them.

Belongs here: what the text of chapter 6 states; most values of figure 17 were printed as a picture only,
and it is complete, without any change here, once bereik.xlsx holds them. Not here: trade (`pps_reach`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.completeness import basis_of, gap_note
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import pps_reach as reach
from evalbook.rounding import text_of

Data = Mapping[str, pd.DataFrame]

_BOOK = "bereik.xlsx"
_CBS = "bron: IOB op basis van CBS (2022)"
_NO = "geen instrument"
_OUTCOMES = {
    "meer instrumenten dan ervoor": PALETTE["blue"],
    _NO: PALETTE["pale"],
    "één instrument": PALETTE["green"],
    "meer dan één instrument": PALETTE["purple"],
}


def pps_figure_16_earlier(data: Data) -> Exhibit:
    """Return figure 16: share of firms that used a public instrument before, and that did not."""
    table = reach.earlier_use(data["reach_earlier"])
    answers = {"ja": "Eerder gebruik", "nee": "Geen eerder gebruik"}
    rows = [
        Row((name, *(Shown(f"pps_figure_16.{answer}_{slug(name)}", line[answer]) for answer in answers)))
        for name, line in table.items()
    ]
    parts = {
        label: [line[answer].value or 0.0 for line in table.values()] for answer, label in answers.items()
    }
    texts = {label: [text_of(value, "aandeel") for value in values] for label, values in parts.items()}
    colours = dict(zip(parts, (PALETTE["blue"], PALETTE["pale"]), strict=True))
    title = "Gebruik van een publieke dienst van RVO of het postennet vóór NLiB of TINL"
    alt = "; ".join(
        f"{name}: " + ", ".join(f"{label.lower()} {texts[label][place]}" for label in parts)
        for place, name in enumerate(table)
    )
    return Exhibit(
        "pps_figure_16",
        "figure",
        title,
        (Column("Gebruikers van"), *(Column(label, True) for label in answers.values())),
        tuple(rows),
        f"Figuur 16, paragraaf 6.1; {_CBS}",
        number="16",
        note="Het deel zonder eerder gebruik is wat overblijft. Eerder gebruik is een eerdere registratie in "
        "Achilles, het klantbestand van RVO en het postennet.",
        alt=alt,
        svg=svg_of(chart.stacked(list(table), parts, colours, texts=texts), "pps_figure_16", title, alt),
    )


def pps_figure_17_later(data: Data) -> Exhibit:
    """Return figure 17: what firms with earlier use did after NLiB or TINL, as far as printed."""
    given = reach.values_by(data["reach_later"], ("organisation", "earlier", "outcome"), "share", "aandeel")
    rows = [
        Row(
            (
                name,
                *(
                    Shown(f"pps_figure_17.{slug(outcome)}_{slug(name)}", given[name, "ja", outcome])
                    for outcome in _OUTCOMES
                ),
            )
        )
        for name in reach.ORGANISATIONS
    ]
    stated = Shown("pps_figure_17.geen_instrument_samen", given[reach.BOTH, "ja", _NO])
    rows.append(
        Row(("Samen, volgens de tekst", *(stated if outcome == _NO else None for outcome in _OUTCOMES)))
    )
    cells = [given[name, "ja", outcome] for name in reach.ORGANISATIONS for outcome in _OUTCOMES]
    title = "Wat bedrijven met eerder gebruik na NLiB of TINL deden"
    svg, alt = "", ""
    if all(cell.value is not None for cell in cells):
        svg, alt = _later_picture(title, given)
    return Exhibit(
        "pps_figure_17",
        "figure",
        title,
        (
            Column("Gebruikers van"),
            *(Column(outcome[:1].upper() + outcome[1:], True) for outcome in _OUTCOMES),
        ),
        tuple(rows),
        f"Figuur 17, paragraaf 6.2; {_CBS}",
        number="17",
        basis=basis_of(cells),
        note="Een of meer instrumenten wil zeggen: niet meer dan ervoor. De tekst noemt alleen het deel "
        f"zonder instrument, voor beide samen. {gap_note(cells, 'het CBS', _BOOK, 'later gebruik')}".strip(),
        alt=alt,
        svg=svg,
    )


def _later_picture(title: str, given: reach.Cells) -> tuple[str, str]:
    parts = {
        outcome: [given[name, "ja", outcome].value or 0.0 for name in reach.ORGANISATIONS]
        for outcome in _OUTCOMES
    }
    texts = {outcome: [text_of(value, "aandeel") for value in values] for outcome, values in parts.items()}
    alt = "; ".join(
        f"{name}: " + ", ".join(f"{outcome} {texts[outcome][place]}" for outcome in _OUTCOMES)
        for place, name in enumerate(reach.ORGANISATIONS)
    )
    figure = chart.stacked(list(reach.ORGANISATIONS), parts, _OUTCOMES, texts=texts)
    return svg_of(figure, "pps_figure_17", title, alt), alt


def pps_own_later_use(data: Data) -> Exhibit:
    """Return an exhibit of our own: firms without any instrument afterwards, by what they did before."""
    table = reach.later_use(data["reach_earlier"], data["reach_later"])
    before = reach.earlier_use(data["reach_earlier"])
    columns = {
        "experienced": "Met eerder gebruik",
        "fresh": "Zonder eerder gebruik",
        "all": "Alle bedrijven, berekend",
        "stated": "Alle bedrijven, volgens de tekst",
    }
    rows = [
        Row((name, *(Shown(f"pps_own_later_use.{what}_{slug(name)}", line[what]) for what in columns)))
        for name, line in table.items()
    ]
    series = {name: [line[what].value for what in columns] for name, line in table.items()}
    texts = {name: [text_of(value, "aandeel") for value in values] for name, values in series.items()}
    title = "Bedrijven die na NLiB of TINL geen publiek instrument gebruikten"
    alt = "; ".join(
        f"{name}: "
        + ", ".join(f"{label.lower()} {text}" for label, text in zip(columns.values(), line, strict=True))
        for name, line in texts.items()
    )
    groups = [label.replace(", ", "\n").replace("eerder ", "eerder\n") for label in columns.values()]
    shares = " en ".join(
        f"{text_of(before[name]['ja'].value, 'aandeel')} ({name})" for name in reach.ORGANISATIONS
    )
    return Exhibit(
        "pps_own_later_use",
        "figure",
        title,
        (Column("Gebruikers van"), *(Column(label, True) for label in columns.values())),
        tuple(rows),
        "Paragraaf 6.2; figuur 16",
        note=f"Berekend: beide groepen gewogen met het deel dat eerder iets gebruikte, {shares}. De tekst "
        "geeft alle aandelen als ‘ongeveer’; ‘met eerder gebruik’ en ‘alle bedrijven’ noemt zij "
        "voor NLiB en TINL samen.",
        alt=alt,
        svg=svg_of(chart.grouped_columns(groups, series, texts), "pps_own_later_use", title, alt),
    )
