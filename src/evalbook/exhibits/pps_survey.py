"""Exhibits over the surveys, focus groups and interviews of the PPS edition.

Belongs here: who was asked what, and what came of it. Not here: the calculations
(`measures.pps_survey`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import pps_survey
from evalbook.measures.quantity import Quantity, cell, records, total

Data = Mapping[str, pd.DataFrame]


def pps_own_surveys(data: Data) -> Exhibit:
    """Return an exhibit of our own: both surveys with how many were asked and answered."""
    found, key = pps_survey.response(data["surveys"]), "pps_own_surveys"
    rows = []
    for line in records(data["surveys"]):
        survey = str(line["survey"])
        numbers = [
            Shown(f"{key}.{name}_{survey}", found[survey][name], 1 if name == "share" else None)
            for name in ("invited", "respondents", "share")
        ]
        rows.append(Row((line["name"], *numbers, line["audience"])))
    return Exhibit(
        key,
        "table",
        "De twee enquêtes: gevraagd en geantwoord",
        (
            Column("Enquête"),
            Column("Aangeschreven of aanwezig", True),
            Column("Afgerond", True),
            Column("Respons", True),
            Column("Gericht op"),
        ),
        tuple(rows),
        "Paragraaf 3.6",
        note="De respons is onze berekening. De aangeschreven bedrijven hadden eerder contact met RVO of een "
        "post; zij staan niet voor alle Nederlandse bedrijven.",
    )


def pps_own_survey_answers(data: Data) -> Exhibit:
    """Return an exhibit of our own: every printed answer with its share and its base."""
    key = "pps_own_survey_answers"
    questions = {str(line["question"]): line for line in records(data["survey_questions"])}
    rows: list[Row] = []
    extra = []
    for question, line in questions.items():
        base = Shown(f"{key}.base_{slug(question)}", cell(line, "base", f"basis: {line['text']}"))
        extra += [base] if base.quantity.value is not None else []
        basis = f"n = {base.text}" if base.quantity.value is not None else "n niet afgedrukt"
        rows.append(Row((f"{line['text']} ({line['asked']}; {basis})",), "group"))
        for answer, found in pps_survey.answers(data["survey_answers"], question).items():
            part = f"{slug(question)}_{slug(answer)}"
            count: Value = Shown(f"{key}.respondents_{part}", found["respondents"])
            text = found["share"].label
            rows.append(
                Row((text[:1].upper() + text[1:], Shown(f"{key}.share_{part}", found["share"]), count))
            )
    return Exhibit(
        key,
        "table",
        "Wat bedrijven en dienstverleners antwoordden",
        (Column("Antwoord"), Column("Aandeel", True), Column("Aantal bedrijven", True)),
        tuple(rows),
        "Paragrafen 2.4 en 5.2.3",
        basis="printed",
        note="Een streepje betekent dat het rapport het aantal niet noemt. Waar n ontbreekt, is niet na te "
        "gaan hoeveel bedrijven een aandeel zijn; Ecorys en IOB hebben die aantallen.",
        extra=tuple(extra),
    )


_STEPS = {
    "invited": ("Aangeschreven", "afgedrukt"),
    "respondents": ("Enquête afgerond", "afgedrukt"),
    "aware": ("Kent NLiB", "afgerond min wie NLiB niet kent"),
    "implied": (
        "Gebruikte een dienst, volgens de cursussen",
        "cursisten gedeeld door hun aandeel in de gebruikers",
    ),
    "users": ("Gebruikte een dienst, volgens het gebruik", "aandeel gebruikers van wie NLiB kent"),
    "course": ("Volgde een cursus", "afgedrukt"),
}
_LIMITS = {"implied": ("implied_low", "implied_high"), "users": ("users_low", "users_high")}


def pps_own_survey_funnel(data: Data) -> Exhibit:
    """Return an exhibit of our own: from invited to using, with two answers on how many used a service."""
    key = "pps_own_survey_funnel"
    found = pps_survey.funnel(data["surveys"], data["survey_answers"])
    shown = {name: Shown(f"{key}.{name}", quantity, _decimals(quantity)) for name, quantity in found.items()}
    rows = [_funnel_row(name, shown) for name in _STEPS]
    drawn = [name for name in _STEPS if name != "invited"]
    title = "Van kennen naar gebruiken: de diensten van NLiB bij de ondervraagde bedrijven"
    alt = "; ".join(f"{_STEPS[name][0]}: {shown[name].text}" for name in _STEPS)
    figure = chart.bars(
        [_STEPS[name][0] for name in drawn],
        [float(found[name].value or 0) for name in drawn],
        [shown[name].text for name in drawn],
        colours=[PALETTE["sand"] if name in _LIMITS else PALETTE["blue"] for name in drawn],
    )
    return Exhibit(
        key,
        "figure",
        title,
        (
            Column("Stap"),
            Column("Bedrijven", True),
            Column("minst", True, "low", "Door afronding"),
            Column("meest", True, "high", "Door afronding"),
            Column("Hoe bepaald"),
        ),
        tuple(rows),
        "Paragrafen 3.6 en 5.2.3",
        basis="recomputed",
        note="Blauw is afgedrukt of volgt daaruit; geel is onzeker. Het aantal gebruikers is niet "
        f"afgedrukt en volgt op twee manieren uit het rapport: {shown['users'].text} of "
        f"{shown['implied'].text}. Afronding verklaart dat verschil niet. Zie ook de bevindingen in "
        "het auditdeel.",
        alt=alt,
        svg=svg_of(figure, key, title, alt),
        extra=(
            *(shown[name] for name in ("response", "unaware", "share_aware", "share_users", "factor")),
            Shown(
                f"{key}.share_use_unknown",
                pps_survey.unanswered(
                    data["survey_answers"],
                    "gebruik",
                    "aandeel van wie NLiB kent zonder antwoord over gebruik",
                ),
            ),
        ),
    )


def _funnel_row(name: str, shown: Mapping[str, Shown]) -> Row:
    label, how = _STEPS[name]
    margins = [shown[limit] for limit in _LIMITS[name]] if name in _LIMITS else ["", ""]
    return Row((label, shown[name], *margins, how))


def _decimals(quantity: Quantity) -> int | None:
    return 1 if quantity.unit in ("aandeel", "verhouding") else None


def pps_own_focus_groups(data: Data) -> Exhibit:
    """Return an exhibit of our own: the focus groups, with what they were for."""
    key = "pps_own_focus_groups"
    known = bool(data["focus_groups"]["participants"].notna().all())
    rows = [
        Row(
            (
                f"{line['number']}. {str(line['audience'])[:1].upper()}{str(line['audience'])[1:]}",
                line["moment"],
                Shown(f"{key}.hours_{line['number']}", cell(line, "hours", "duur", "uur"), 1),
                Shown(f"{key}.participants_{line['number']}", cell(line, "participants", "deelnemers")),
                line["purpose"],
            )
        )
        for line in records(data["focus_groups"])
    ]
    return Exhibit(
        key,
        "table",
        "De focusgroepen",
        (
            Column("Deelnemers zijn"),
            Column("Wanneer"),
            Column("Duur (uur)", True),
            Column("Aantal", True),
            Column("Waarvoor"),
        ),
        tuple(rows),
        "Paragraaf 3.7",
        basis="printed" if known else "partial",
        note=""
        if known
        else "Hoeveel mensen aan elke groep deelnamen, staat niet in het rapport; IOB heeft de verslagen.",
    )


_LISTS = {
    "gesprekken IOB": "Gesprekken van IOB",
    "focusgroepen": "Focusgroepen",
    "casestudy's": "Gesprekken voor de casestudy's",
}


def pps_table_annex_2_interviews(data: Data) -> Exhibit:
    """Return annex 2: persons spoken to by kind of stakeholder, without names."""
    key, rows, extra = "pps_table_annex_2", [], []
    for name, title in _LISTS.items():
        part = records(data["interviews"][data["interviews"]["list"] == name])
        rows.append(Row((title,), "group"))
        cells = {
            column: [cell(line, column, f"{label}, {line['kind']}") for line in part]
            for column, label in (("organisations", "organisaties"), ("persons", "personen"))
        }
        for place, line in enumerate(part):
            numbers = [
                Shown(f"{key}.{column}_{slug(name)}_{slug(str(line['kind']))}", found[place])
                for column, found in cells.items()
            ]
            rows.append(Row((line["kind"], *numbers)))
        sums = [
            Shown(f"{key}.{column}_{slug(name)}", total(found, f"{column}, {title.lower()}"))
            for column, found in cells.items()
        ]
        rows.append(Row((f"{title} samen", "", sums[1]), "total"))
        extra.append(sums[1].quantity)
    everyone = Shown(f"{key}.persons_all", total(extra, "regels met een persoon in de drie lijsten"))
    rows.append(Row(("Alle lijsten samen", "", everyone), "total"))
    return Exhibit(
        key,
        "table",
        "Met wie is gesproken, naar soort",
        (Column("Soort belanghebbende"), Column("Organisaties", True), Column("Personen", True)),
        tuple(rows),
        "Annex 2",
        number="annex 2",
        note="Namen nemen wij niet over. Wie in meer dan één lijst staat, telt in elke lijst mee; "
        "organisaties zijn daarom niet opgeteld. De indeling naar soort volgt het rapport.",
    )
