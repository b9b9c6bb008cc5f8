"""What an evaluator adds to a register: concentration, uncertainty, sensitivity, a control group.

Belongs here: exhibits of our own that need values per cluster or firm, which no report prints. They
stand in editions with a register only.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.errors import Fault, NoDataError
from evalbook.exhibits import curves
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown
from evalbook.exhibits.picture import svg_of
from evalbook.measures import control_group, distribution, sensitivity, turnover, uncertainty
from evalbook.measures.portfolio import in_millions
from evalbook.measures.quantity import Quantity, Record, records, summarised
from evalbook.rounding import text_of

Data = Mapping[str, pd.DataFrame]

_SOURCE = "register.xlsx, blad resultaten"
_CERTAIN = ("gerealiseerd",)
_SPREAD = "Omzetgroei: hoe scheef is zij verdeeld?"
_UNCERTAINTY = "Omzetgroei: wat de marges van de opgaven betekenen voor het totaal"
_SENSITIVITY = "Omzetgroei: hoeveel hangt van keuzes af?"
_CONTROL_GROUP = "Export na de start, vergeleken met bedrijven zonder steun"


@or_missing(_SPREAD, "figure")
def pib_own_turnover_spread(data: Data, largest: int = 5) -> Exhibit:
    """Return how unevenly reported turnover growth is spread over clusters: Lorenz, Gini, top share."""
    key = "pib_own_turnover_spread"
    parts = _growth(data)
    reporting = distribution.known(parts)
    names = Quantity(float(len(reporting)), "aantal", "clusters die een bedrag melden")
    gini, top = distribution.gini(parts), distribution.top_share(parts, largest)
    median = distribution.lorenz(parts)
    half = next(up for across, up in median if across >= 0.5)
    lower = summarised(
        "aandeel van de kleinere helft", reporting, half, "aandeel", "aandeel van de kleinere helft"
    )
    rows = (
        Row(("Clusters die een bedrag melden", Shown(f"{key}.clusters", names))),
        Row(("Gini-coëfficiënt (0 is gelijk, 1 is alles bij een)", Shown(f"{key}.gini", gini, 2))),
        Row((f"Aandeel van de {largest} grootste clusters", Shown(f"{key}.top", top))),
        Row(("Aandeel van de kleinere helft van de clusters", Shown(f"{key}.lower_half", lower))),
    )
    title = _SPREAD
    alt = "; ".join(f"{row.cells[0]}: {row.cells[1].text}" for row in rows if isinstance(row.cells[1], Shown))
    figure = curves.lorenz(
        median, across="aandeel van de clusters, van klein naar groot", up="aandeel in de groei"
    )
    return Exhibit(
        key,
        "figure",
        title,
        (Column("Maat"), Column("Waarde", True)),
        rows,
        _SOURCE,
        alt=alt,
        svg=svg_of(figure, key, title, alt),
        note="Alleen clusters die een bedrag melden; van een marge telt het midden.",
    )


@or_missing(_UNCERTAINTY, "figure")
def pib_own_turnover_uncertainty(
    data: Data, seed: int = uncertainty.SEED, chances: Mapping[str, float] = turnover.CHANCES
) -> Exhibit:
    """Return total turnover growth with the reported ranges carried through, in millions of euros.

    `chances` gives for every certainty the chance that such an amount comes; what it leaves out keeps
    the chance of `turnover.CHANCES`.
    """
    key = "pib_own_turnover_uncertainty"
    title = _UNCERTAINTY
    reports = turnover.reported_ranges(data["register_results"])
    if not reports:
        raise _no_growth()
    assumed = {**turnover.CHANCES, **chances}
    lowest, highest = uncertainty.interval_total(reports)
    safe, _ = uncertainty.interval_total(reports, certain=_CERTAIN)
    even = uncertainty.simulated_total(reports, seed=seed)
    weighed = uncertainty.simulated_total(reports, assumed, seed=seed)
    middle = (lowest + highest) / Quantity(2.0)
    lines = {
        "interval": ("Alle opgaven, laagste en hoogste", lowest, middle.named("midden", "euro"), highest),
        "simulated": ("Alle opgaven, los van elkaar getrokken", even["low"], even["middle"], even["high"]),
        "weighed": (
            "Gewogen met de kans dat zij uitkomen",
            weighed["low"],
            weighed["middle"],
            weighed["high"],
        ),
    }
    rows, bounds, texts = [], [], []
    for name, (label, *amounts) in lines.items():
        shown = [
            Shown(f"{key}.{name}_{part}", in_millions(amount, f"{label}: {amount.label}"), 1)
            for part, amount in zip(("low", "middle", "high"), amounts, strict=True)
        ]
        rows.append(Row((label, *shown)))
        bounds.append(tuple(number.quantity.value or 0.0 for number in shown))
        texts.append(f"{shown[0].bare} tot {shown[2].bare}")
    realised = in_millions(safe, "laagste opgave van wat al gerealiseerd is")
    alt = "; ".join(f"{row.cells[0]}: {text}" for row, text in zip(rows, texts, strict=True))
    figure = curves.ranges(
        [str(row.cells[0]) for row in rows],
        [(low, mid, high) for low, mid, high in bounds],
        texts,
        axis="miljoen euro",
    )
    told = ", ".join(f"{name} {text_of(chance, 'aandeel')}" for name, chance in assumed.items())
    return Exhibit(
        key,
        "figure",
        title,
        (Column("Wijze van optellen"), Column("Laag", True), Column("Midden", True), Column("Hoog", True)),
        tuple(rows),
        _SOURCE,
        unit="Miljoen euro.",
        alt=alt,
        svg=svg_of(figure, key, title, alt),
        note=(
            "De eerste regel geldt altijd; de andere gaan ervan uit dat clusters niets met elkaar te maken "
            f"hebben, en tonen waar negen van de tien totalen liggen. Aangenomen kansen: {told}."
        ),
        extra=(Shown(f"{key}.realised_low", realised, 1),),
    )


@or_missing(_SENSITIVITY)
def pib_own_sensitivity(data: Data, largest: int = 3) -> Exhibit:
    """Return the total of reported turnover growth under other choices, in millions of euros."""
    key = "pib_own_sensitivity"
    title = _SENSITIVITY
    parts = _growth(data)
    weights = turnover.funding(data["register_clusters"])
    shift = sensitivity.weighted_mean_shift(parts, weights)
    base = sensitivity.missing_as_zero(parts)
    choices = {
        "reported": ("Zoals gemeld; wie niets meldt telt als nul", base),
        "without_largest": (
            f"Zonder de {largest} grootste clusters",
            sensitivity.without_largest(parts, largest),
        ),
        "as_small": (
            "Wie niets meldt telt als een kleiner cluster",
            sensitivity.missing_as_smaller_half(parts),
        ),
        "as_mean": ("Wie niets meldt telt als het gemiddelde", sensitivity.missing_as_mean(parts)),
        "weighted": (
            "Wie meldt telt naar zijn PIB-financiering",
            sensitivity.weighted_total(parts, weights),
        ),
    }
    rows = [
        Row(
            (
                label,
                Shown(f"{key}.{name}", in_millions(amount, label), 1),
                Shown(
                    f"{key}.{name}_relative",
                    (amount / base).named(f"{label}, ten opzichte van gemeld", "aandeel"),
                ),
            )
        )
        for name, (label, amount) in choices.items()
    ]
    absent = Quantity(float(len(parts) - len(distribution.known(parts))), "aantal", "clusters zonder bedrag")
    return Exhibit(
        key,
        "table",
        title,
        (Column("Keuze"), Column("Totaal", True), Column("Ten opzichte van gemeld", True)),
        tuple(rows),
        _SOURCE,
        unit="Miljoen euro.",
        note=(
            f"Clusters zonder bedrag: {text_of(absent.value, 'aantal')}. Naar PIB-financiering telt een "
            "cluster dat twee keer zo veel kreeg ook twee keer; het totaal is dan wat de meldende "
            "clusters samen hadden als elk het gewogen gemiddelde haalde."
        ),
        extra=(
            Shown(f"{key}.clusters_without_amount", absent),
            Shown(f"{key}.weighting_shift", in_millions(shift, "gewogen min ongewogen gemiddelde"), 2),
        ),
    )


@or_missing(_CONTROL_GROUP, "figure")
def pib_own_control_group(data: Data) -> Exhibit:
    """Return the export of supported firms against firms without support, by year since the start.

    Needs `export_panel`: microdata that stay with the statistical office, so that this exhibit is made
    there or is missing.
    """
    key = "pib_own_control_group"
    title = _CONTROL_GROUP
    panel, left_out = _panel(data)
    study, effect = control_group.event_study(panel), control_group.effect_of_support(panel)
    cells = tuple(str(cell) for cell in panel["value_source"])
    rows = [Row((_since(int(row["since"])), *_estimated(key, row, cells))) for row in records(study)]
    told = " tot ".join(text_of(bound, "verhouding", 2) for bound in (effect.low, effect.high))
    mean = Quantity(effect.value, "verhouding", "gemiddeld effect van steun", cells, "schatting")
    shown = Shown(f"{key}.effect", mean, 2)
    alt = f"Gemiddeld effect {shown.text} ({told}); " + "; ".join(
        f"jaar {row.cells[0]}: {row.cells[1].text}" for row in rows if isinstance(row.cells[1], Shown)
    )
    figure = curves.estimates(
        [int(year) for year in study["since"]],
        list(study[["low", "value", "high"]].itertuples(index=False, name=None)),
        across="jaren sinds de start",
        up="verschil in log export",
    )
    return Exhibit(
        key,
        "figure",
        title,
        (Column("Jaar"), Column("Verschil", True), Column("Laag (95%)", True), Column("Hoog (95%)", True)),
        tuple(rows),
        "microdata.xlsx, blad paneel",
        unit="Verschil in de logaritme van export; 0,10 is ongeveer 10% meer.",
        alt=alt,
        svg=svg_of(figure, key, title, alt),
        note=(
            f"Gemiddeld effect vanaf de start: {shown.text} (95%-interval {told}). "
            f"{effect.supported} bedrijven met steun, {effect.firms - effect.supported} zonder; fouten "
            "geclusterd per bedrijf. "
            f"Jaren zonder export ({text_of(float(left_out), 'aantal')} rijen) tellen niet mee. "
            "Wijken de jaren voor de start van 0 af, dan liepen de groepen al uiteen "
            "en zegt de vergelijking niets."
        ),
        extra=(shown,),
    )


def _since(year: int) -> str:
    return f"{year:+d}" if year else "0"


def _estimated(key: str, row: Record, cells: tuple[str, ...]) -> list[Shown]:
    since = int(row["since"])
    place = f"{'voor' if since < 0 else 'na'}_{abs(since)}"
    labels = {"value": "verschil", "low": "ondergrens", "high": "bovengrens"}
    return [
        Shown(
            f"{key}.{name}_{place}",
            Quantity(float(row[name]), "verhouding", f"{label}, jaar {_since(since)}", cells, "schatting"),
            2,
        )
        for name, label in labels.items()
    ]


def _growth(data: Data) -> list[Quantity]:
    """Return reported growth by cluster; NoDataError where no cluster reports an amount."""
    parts = turnover.by_cluster(data["register_clusters"], data["register_results"])
    if not distribution.known(parts):
        raise _no_growth()
    return parts


def _no_growth() -> NoDataError:
    what = f"geen rij van de soort ‘{turnover.KIND}’ met een bedrag in {_SOURCE}"
    return NoDataError(
        Fault(what, "register.xlsx!resultaten", f"vul zulke rijen in {_SOURCE}"), ("register_results",)
    )


def _panel(data: Data) -> tuple[pd.DataFrame, int]:
    """Return the panel in logarithms and how many rows have none; NoDataError where it is too small."""
    try:
        panel, left_out = control_group.logged(data["export_panel"])
    except NoDataError:
        panel, left_out = pd.DataFrame(columns=list(control_group.COLUMNS)), 0
    if control_group.enough(panel):
        return panel, left_out
    fewest = text_of(float(control_group.FEWEST), "aantal")
    what = (
        f"export per bedrijf en jaar, van minstens {fewest} bedrijven met steun (ook van voor de start) en "
        f"{fewest} zonder: microdata van het CBS"
    )
    mend = "wie bij het CBS toegang heeft, vult daar microdata.xlsx, blad paneel, en bouwt opnieuw"
    raise NoDataError(Fault(what, "microdata.xlsx!paneel", mend), ("export_panel",))
