"""Exhibits over effects: routes, objectives, follow-up, concentration, the funnel, SDGs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits import chart
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures import cases, effect, export, portfolio
from evalbook.measures.quantity import cell, records, total
from evalbook.rounding import text_of

Data = Mapping[str, pd.DataFrame]


@or_missing("De drie impactroutes")
def pib_own_routes(data: Data) -> Exhibit:
    """Return an exhibit of our own: the three impact routes with their share of activities."""
    frame = data["routes"]
    rows, quantities = [], []
    for line in records(frame):
        number = int(line["route"])
        quantity = cell(line, "share", f"aandeel activiteiten in route {number}", "aandeel")
        quantities.append(quantity)
        rows.append(
            Row(
                (
                    f"{number}. {line['name']}",
                    Shown(f"pib_own_routes.share_{number}", quantity),
                    line["printed"],
                    line["contribution"],
                    line["audience"],
                )
            )
        )
    whole = total(quantities, "aandelen van de routes samen")
    return Exhibit(
        "pib_own_routes",
        "table",
        "De drie impactroutes",
        (
            Column("Route"),
            Column("Aandeel activiteiten", True),
            Column("Zo afgedrukt"),
            Column("Toerekening"),
            Column("Richt zich op"),
        ),
        tuple(rows),
        "Paragrafen 2.3 en 4.1.1 tot en met 4.1.3",
        basis="printed",
        note=f"Samen tellen ze op tot {text_of(whole.value, 'aandeel')}; de rest is niet toegedeeld.",
        report_note="De aandelen zijn schattingen uit het rapport.",
        extra=(Shown("pib_own_routes.share_all", whole),),
    )


@or_missing("Doelstelling ‘nieuwe overeenkomsten of contracten’: gehaald of niet")
def pib_own_contract_objectives(data: Data) -> Exhibit:
    """Return an exhibit of our own: clusters that had contracts as an objective, by outcome."""
    table = effect.contract_objectives(data["contract_objectives"])
    stated = effect.figures(data["effect_figures"])["clusters_with_contract_objective"]
    rows = [
        Row(
            (
                outcome.capitalize() if outcome != "all" else "Samen",
                Shown(f"pib_own_contract_objectives.clusters_{slug(outcome)}", line["clusters"]),
                Shown(f"pib_own_contract_objectives.share_{slug(outcome)}", line["share"]),
            ),
            "total" if outcome == "all" else "body",
        )
        for outcome, line in table.items()
    ]
    whole = table["all"]["clusters"]
    note = ""
    if whole.value != stated.value:
        note = (
            f"De uitkomsten tellen op tot {text_of(whole.value, 'aantal')} clusters; de tekst van het "
            f"rapport noemt er "
            f"{text_of(stated.value, 'aantal')}. De aandelen zijn berekend over de som."
        )
    return Exhibit(
        "pib_own_contract_objectives",
        "table",
        "Doelstelling ‘nieuwe overeenkomsten of contracten’: gehaald of niet",
        (Column("Uitkomst"), Column("Clusters", True), Column("Aandeel", True)),
        tuple(rows),
        "Paragraaf 4.1.1",
        report_note=note,
    )


@or_missing("In hoeverre bedrijven hun beoogde vervolgstappen zetten", "figure")
def pib_own_follow_up(data: Data) -> Exhibit:
    """Return an exhibit of our own: share of firms that took the intended next steps."""
    shares = portfolio.cells_of(data["follow_up"], "outcome", "share", "aandeel")
    whole = total(list(shares.values()), "aandelen samen")
    colours = dict(zip(shares, (PALETTE["green"], PALETTE["orange"], PALETTE["red"]), strict=False))
    texts = {name: [text_of(quantity.value, "aandeel")] for name, quantity in shares.items()}
    title = "In hoeverre bedrijven hun beoogde vervolgstappen zetten"
    alt = "; ".join(f"{name}: {texts[name][0]}" for name in shares)
    figure = chart.stacked(
        ["Bedrijven"], {name: [q.value or 0.0] for name, q in shares.items()}, colours, texts=texts
    )
    rows = [
        Row((name.capitalize(), Shown(f"pib_own_follow_up.share_{slug(name)}", quantity)))
        for name, quantity in shares.items()
    ]
    rows.append(Row(("Samen", Shown("pib_own_follow_up.share_all", whole)), "total"))
    return Exhibit(
        "pib_own_follow_up",
        "figure",
        title,
        (Column("Vervolgstappen gezet"), Column("Aandeel", True)),
        tuple(rows),
        "Managementsamenvatting; paragraaf 5.2.2",
        report_note=(
            "Uit gesprekken met bedrijven. Het rapport noemt niet hoeveel bedrijven het betreft, en laat "
            "open of het om aandelen van bedrijven of van vervolgstappen gaat."
        ),
        alt=alt,
        svg=svg_of(figure, "pib_own_follow_up", title, alt),
        basis="printed",
    )


@or_missing("Gerapporteerde omzetgroei, naar wie haar maakte", "figure")
def pib_own_concentration(data: Data) -> Exhibit:
    """Return an exhibit of our own: how turnover growth is concentrated in a few clusters and a deal."""
    frame = data["effect_figures"]
    money, given = effect.turnover(frame), effect.figures(frame)
    largest = int(given["top_clusters"].value or 0)
    labels = {
        "growth": "Alle clusters samen",
        "top": f"De {largest} grootste clusters",
        "rest": "Alle overige clusters",
        "first_years": _first_years(given["turnover_growth_first_years"].label),
        "later": "Latere clusters",
    }
    rows = [
        Row((label, Shown(f"pib_own_concentration.{name}", money[name], 0))) for name, label in labels.items()
    ]
    rows.insert(
        3, Row(("De grootste overeenkomst", Shown("effect_figures.largest_deal", given["largest_deal"], 0)))
    )
    rows.append(
        Row(
            (
                "Aandeel van de grootste overeenkomst in alle groei",
                Shown("pib_own_concentration.share_deal", money["share_deal"]),
            ),
            "total",
        )
    )
    bars = [(str(row.cells[0]), row.cells[1]) for row in rows[:-1]]
    names = [name for name, _ in bars]
    shown = [number for _, number in bars if isinstance(number, Shown)]
    title = "Gerapporteerde omzetgroei, naar wie haar maakte"
    alt = "; ".join(f"{name}: {number.text}" for name, number in zip(names, shown, strict=True))
    colours = [
        PALETTE["grey"],
        PALETTE["blue"],
        PALETTE["pale"],
        PALETTE["orange"],
        PALETTE["blue"],
        PALETTE["pale"],
    ]
    figure = chart.bars(
        names,
        [number.quantity.value or 0 for number in shown],
        [number.text for number in shown],
        colours=colours,
    )
    others = (
        "share_deal_first_years",
        "share_first_years",
        "share_reporting",
        "share_first_years_clusters",
        "per_cluster",
        "with_certain",
    )
    return Exhibit(
        "pib_own_concentration",
        "figure",
        title,
        (Column("Wie"), Column("Omzetgroei", True)),
        tuple(rows),
        "Paragraaf 4.2.2",
        unit="Bedragen in miljoen euro.",
        note=(
            "Zelfrapportage van clusters, met ruime marges en ontbrekende opgaven. Het bedrag van de "
            "grootste clusters volgt uit hun aandeel."
        ),
        alt=alt,
        svg=svg_of(figure, "pib_own_concentration", title, alt),
        extra=tuple(
            Shown(f"pib_own_concentration.{name}", money[name], 1 if name == "per_cluster" else None)
            for name in others
        ),
    )


def pib_own_funnel(data: Data) -> Exhibit:
    """Return an exhibit of our own: the funnel from activity to outcome to impact, each with its base."""
    activities = cases.with_state(data["activities"], data["cases"])
    judged = activities[activities["answer"].notna()]
    carried = cases.count_where(
        judged[judged["answer"] == "yes"], "activiteiten geheel of grotendeels volgens plan"
    )
    every = cases.count_where(judged, "activiteiten met een oordeel")
    contracts = effect.contract_objectives(data["contract_objectives"])
    follow = portfolio.cells_of(data["follow_up"], "outcome", "share", "aandeel")
    exported = export.export_results(data["export"])["share"][export.ALL]
    given = effect.figures(data["effect_figures"])
    partly = (follow["volledig"] + follow["deels"]).named("vervolgstappen volledig of deels gezet")
    steps = (
        (
            "Activiteit",
            "Geheel of grotendeels volgens plan uitgevoerd",
            (carried / every).named("aandeel activiteiten volgens plan", "aandeel"),
            "activiteiten van de acht cases",
        ),
        ("Vervolg", "Vervolgstappen geheel of deels gezet", partly, "bedrijven in gesprekken"),
        ("Vervolg", "Vervolgstappen volledig gezet", follow["volledig"], "bedrijven in gesprekken"),
        (
            "Uitkomst",
            "Doel ‘overeenkomsten of contracten’ behaald",
            contracts["behaald"]["share"],
            "clusters met dat doel",
        ),
        ("Impact", "Exporttoename naar het doelland", exported, "mkb-bedrijven, start 2016 en 2017"),
        (
            "Impact",
            "Verwachte impact, ondergrens",
            given["impact_share_low"],
            "deelnemers (schatting rapport)",
        ),
        (
            "Impact",
            "Verwachte impact, bovengrens",
            given["impact_share_high"],
            "deelnemers (schatting rapport)",
        ),
    )
    rows = [
        Row((f"{what}", stage, Shown(f"pib_own_funnel.step_{place}", quantity), base))
        for place, (stage, what, quantity, base) in enumerate(steps, 1)
    ]
    colour = {
        "Activiteit": PALETTE["green"],
        "Vervolg": PALETTE["blue"],
        "Uitkomst": PALETTE["purple"],
        "Impact": PALETTE["orange"],
    }
    labels = [f"{what}" for _, what, _, _ in steps]
    texts = [text_of(quantity.value, "aandeel") for _, _, quantity, _ in steps]
    title = "Van activiteit naar impact: bij elke stap vallen er af"
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    figure = chart.bars(
        labels,
        [quantity.value or 0 for _, _, quantity, _ in steps],
        texts,
        colours=[colour[stage] for stage, *_ in steps],
    )
    return Exhibit(
        "pib_own_funnel",
        "figure",
        title,
        (Column("Stap"), Column("Niveau"), Column("Aandeel", True), Column("Over wie")),
        tuple(rows),
        "Tabellen 12 en 17 tot en met 24; paragrafen 4.1.1 en 5.2.2",
        note=(
            "De stappen gaan over verschillende groepen en zijn daarom geen deelverzamelingen van "
            "elkaar; ze laten de richting zien."
        ),
        alt=alt,
        svg=svg_of(figure, "pib_own_funnel", title, alt),
    )


def _first_years(label: str) -> str:
    """Return which clusters the sheet means by the first years: `Clusters uit 2016 en 2017`."""
    named = label.removeprefix("omzetgroei van ")
    return named[:1].upper() + named[1:]


@or_missing("Pilots en investeringen in het doelland")
def pib_own_pilots(data: Data) -> Exhibit:
    """Return an exhibit of our own: pilot projects and investments that clusters report."""
    given = effect.figures(data["effect_figures"])
    derived = effect.pilots(data["effect_figures"], len(data["durations"]))
    rows = [
        Row(("Pilot- en implementatieprojecten", Shown("effect_figures.pilots", given["pilots"]))),
        Row(
            (
                "Clusters waar zij uit voortkomen",
                Shown("effect_figures.pilot_clusters", given["pilot_clusters"]),
            )
        ),
        Row(("Projecten per jaar", Shown("pib_own_pilots.per_year", derived["per_year"], 0)), "total"),
        Row(
            (
                "Aandeel clusters met een project",
                Shown("pib_own_pilots.share_clusters", derived["share_clusters"]),
            ),
            "total",
        ),
    ]
    return Exhibit(
        "pib_own_pilots",
        "table",
        "Pilots en investeringen in het doelland",
        (Column("Wat"), Column("Aantal of aandeel", True)),
        tuple(rows),
        "Paragraaf 4.2.2",
        report_note=(
            "Grotere investeringen, zoals fabrieken en kantoren, komen volgens het rapport voor, maar "
            "zijn uitzonderingen."
        ),
    )


@or_missing("SDGs en thema’s die clusters noemen")
def pib_own_sdgs(data: Data) -> Exhibit:
    """Return an exhibit of our own: themes of the SDGs that clusters name."""
    frame = data["sdg_mentions"]
    rows = [
        Row(
            (
                line["theme"],
                "" if pd.isna(line["sdg"]) else f"SDG {int(line['sdg'])}",
                line["frequency"],
            )
        )
        for line in records(frame)
    ]
    return Exhibit(
        "pib_own_sdgs",
        "table",
        "SDGs en thema’s die clusters noemen",
        (Column("Thema"), Column("SDG"), Column("Hoe vaak")),
        tuple(rows),
        "Paragraaf 4.2.3",
        basis="printed",
        report_note="Het rapport geeft geen aantallen per SDG; RVO heeft de aanvragen waarin ze staan.",
    )
