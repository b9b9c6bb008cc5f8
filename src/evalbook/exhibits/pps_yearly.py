"""Figures 10, 11, 12 and B: money and staff by year, of which most years were printed as bars only.

Belongs here: what the text states, what is missing and at whom. Each figure is complete, without any
change here, once middelen.xlsx holds the missing cells. Not here: totals and what follows from them
(`pps_resources`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from evalbook.exhibits.model import Exhibit, Shown, slug
from evalbook.exhibits.series import Series, Source, series_figure
from evalbook.measures import pps_resources as resources
from evalbook.measures.quantity import Quantity, total

Data = Mapping[str, pd.DataFrame]

GONE = "vervallen"
NONE_YET = "geen"
_PUBLIC = ("2018", "2019", "2020", "2021")
_NLIB = ("2017-2018", "2019", "2020", "2021")
_SHEETS = ("middelen.xlsx", "personeel en geld")
_STAFF_PARTS = ("Team NLWorks", "Flexinzet", "instrumenten")
_TOTALS = ("fte", "staff", "direct", "programme")
"""The series of figure 12 that are not split over its categories."""
_DIRECT, _PROGRAMME = "directe uitvoeringskosten", "programma-uitgaven"


def pps_figure_10(data: Data) -> Exhibit:
    """Return figure 10: spending and staff of NLiB by period; the part of the pillars from annex 5."""
    pillars = resources.pillar_costs(data["costs"])[resources.ALL]
    whole = ("2017-2021",)
    series = (
        replace(
            _series(data, "fte", "Personele bezetting in fte", "NLiB", "geheel", "fte", _NLIB), adds=False
        ),
        _series(data, "staff", "Personeelskosten", "NLiB", "geheel", "kosten", _NLIB, whole),
        Series(
            "pillars",
            "Uitgaven aan de vier pilaren",
            "euro",
            tuple(pillars[period] for period in _NLIB),
            ("",) * len(_NLIB),
            pillars[resources.ALL],
            inputs=(),
        ),
        _series(data, "other", "Overige lasten", "NLiB", "geheel", "overige lasten", _NLIB),
        _series(data, "total", "Totale uitgaven", "NLiB", "geheel", "totaal", _NLIB, whole),
    )
    return series_figure(
        "pps_figure_10",
        "10",
        "Gerealiseerde uitgaven en personele inzet van NLinBusiness",
        _NLIB,
        series,
        Source("Figuur 10, paragraaf 4.5.1; annex 5", *_SHEETS, "NLiB"),
        "Wat de tekst noemt, staat erin; de uitgaven aan de pilaren zijn opgeteld uit annex 5. De eerste "
        "periode is 2017 en 2018 samen, omdat NLiB pas in oktober 2017 begon.",
        complete="recomputed",
    )


def pps_figure_11(data: Data) -> Exhibit:
    """Return figure 11: public money and staff in TINL by year, as far as printed."""
    return series_figure(
        "pps_figure_11",
        "11",
        "Gerealiseerde financiële en personele inzet voor TINL",
        _PUBLIC,
        _public(data, "TINL"),
        Source("Figuur 11, paragraaf 4.5.2", *_SHEETS, "RVO"),
        "Zonder de programma-uitgaven voor het TRP en het Impuls Programma. Een fte is hier 1435 uur.",
    )


def pps_figure_12(data: Data) -> Exhibit:
    """Return figure 12: public money and staff in NLWorks by year and category, as far as printed."""
    return series_figure(
        "pps_figure_12",
        "12",
        "Gerealiseerde publieke financiële en personele inzet voor NLWorks",
        _PUBLIC,
        _public(data, "NLWorks"),
        Source("Figuur 12, paragraaf 4.5.3; data van RVO", *_SHEETS, "RVO"),
        "Flexinzet is vanaf 2020 vervallen, personele inzet voor instrumenten in 2021.",
    )


def pps_figure_b(data: Data) -> Exhibit:
    """Return figure B: public and private staff and money for NLWorks by year, as far as printed."""
    private = tuple(
        _series(data, key, label, "NLiB", "inzet in NLWorks", what, _PUBLIC, absent=NONE_YET)
        for key, label, what in (
            ("private_fte", "Privaat (NLiB): fte", "fte"),
            ("private_staff", "Privaat (NLiB): personeelskosten", "kosten"),
            ("private_other", "Privaat (NLiB): overige kosten", "overige kosten"),
        )
    )
    money = total([series.added for series in private[1:]], "private inzet in NLWorks, 2020 en 2021")
    public = _of(data, "NLWorks", "geheel", "totaal", "2018-2021")
    both = resources.in_euros(public) + money
    extra = (
        Shown("pps_figure_b.private_money", money),
        Shown(
            "pps_figure_b.private_share", (money / both).named("aandeel van NLiB in alle inzet", "aandeel")
        ),
    )
    return series_figure(
        "pps_figure_b",
        "B",
        "Publieke en private personele inzet en middelen voor NLWorks",
        _PUBLIC,
        (*(one for one in _public(data, "NLWorks", "Publiek: ") if one.key in _TOTALS), *private),
        Source("Figuur B, annex 5; paragraaf 4.5.1", *_SHEETS, "RVO"),
        "NLiB draagt sinds 2020 bij; die bedragen noemt een voetnoot van annex 5.",
        extra=extra,
    )


def _public(data: Data, organisation: str, before: str = "") -> tuple[Series, ...]:
    """Return the series of figure 11 (TINL) or figure 12 (NLWorks, split over its categories)."""
    whole = ("2018-2021",)
    fte = _series(
        data, "fte", f"{before}personele inzet in fte", organisation, "geheel", "fte", _PUBLIC, whole
    )
    parts = _STAFF_PARTS if organisation == "NLWorks" else ("geheel",)
    found = [fte]
    for key, label, what in (("staff", "personele inzet", "kosten"), ("direct", _DIRECT, _DIRECT)):
        stated = _of(data, organisation, "geheel", what, whole[0])
        lines = [
            _series(
                data, f"{key}_{slug(part)}", f"{before}{label}, {part}", organisation, part, what, _PUBLIC
            )
            for part in parts
        ]
        if len(lines) == 1:
            found.append(replace(lines[0], key=key, label=f"{before}{label}", whole=stated))
        else:
            found += [*lines, _together(key, f"{before}{label} samen", lines, stated)]
    if organisation == "NLWorks":
        label = f"{before}{_PROGRAMME}"
        found.append(_series(data, "programme", label, organisation, "geheel", _PROGRAMME, _PUBLIC, whole))
    return tuple(replace(one, label=one.label[:1].upper() + one.label[1:]) for one in found)


def _together(key: str, label: str, lines: Sequence[Series], whole: Quantity) -> Series:
    """Return the sum of series in each period; what no longer was counts nowhere."""
    values = []
    for place, period in enumerate(_PUBLIC):
        there = [line.values[place] for line in lines if not line.states[place]]
        values.append(total(there, f"{label} {period}"))
    cells = tuple(cell for line in lines for cell in line.expected)
    return Series(key, label, "euro", tuple(values), ("",) * len(values), whole, inputs=cells)


def _series(
    data: Data,
    key: str,
    label: str,
    organisation: str,
    part: str,
    what: str,
    periods: Sequence[str],
    whole: Sequence[str] = (),
    *,
    absent: str = "",
) -> Series:
    """Return one measure of one organisation from sheets `personeel` and `geld`.

    A period without a row is open: as `absent` says, or else unknown.
    """
    values, states = [], []
    for period in periods:
        value, mention = _found(data, organisation, part, what, period)
        values.append(value)
        states.append(GONE if mention == GONE else absent if mention is None else "")
    fte = "fte-jaren" if what == "fte" else what
    stated = _of(data, organisation, part, fte, whole[0]) if whole else None
    unit = "fte" if what == "fte" else "euro"
    return Series(key, label, unit, tuple(values), tuple(states), stated)


def _of(data: Data, organisation: str, part: str, what: str, period: str) -> Quantity:
    return _found(data, organisation, part, what, period)[0]


def _found(data: Data, organisation: str, part: str, what: str, period: str) -> tuple[Quantity, str | None]:
    """Return the realised value and how it is told; an unknown value and None without a row."""
    for table, column in (("staff", "measure"), ("funding", "kind")):
        frame = data[table]
        wanted = (organisation, part, what, "gerealiseerd", period)
        names = ("organisation", "part", column, "state", "period")
        rows = frame
        for name, value in zip(names, wanted, strict=True):
            rows = rows[rows[name] == value]
        if len(rows):
            return resources.amounts(rows, column)[wanted], str(rows.iloc[0]["mention"])
    return Quantity(None, "euro", f"{organisation}: {what} {period}"), None
