"""An edition beside another one: the same key figures of both.

Belongs here: which figures two editions share. The other edition's figures are shown as text: they are
numbers of its own book, with cells in its own workbooks, and are neither judged nor traced in this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from evalbook.errors import NoDataError
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown
from evalbook.measures import export, portfolio
from evalbook.measures.quantity import Quantity

Data = Mapping[str, pd.DataFrame]

_FIGURES: dict[str, tuple[str, Callable[[Data], Quantity], int]] = {
    "clusters": ("Clusters", lambda data: portfolio.clusters_total(data["durations"]), 0),
    "per_year": ("Clusters per jaar", lambda data: portfolio.clusters_per_year(data["durations"]), 1),
    "duration": (
        "Gemiddelde looptijd, elk cluster één keer geteld",
        lambda data: portfolio.mean_duration(data["durations"], weighted=True),
        2,
    ),
    "pib": ("PIB-financiering per cluster", lambda data: _funding(data, "pib"), 0),
    "cluster": ("Clusterfinanciering per cluster", lambda data: _funding(data, "cluster"), 0),
    "share_with_growth": (
        "Bedrijven met exporttoename",
        lambda data: export.export_results(data["export"])["share"][export.ALL],
        1,
    ),
    "growth_per_firm": (
        "Exporttoename per gesteund bedrijf",
        lambda data: export.export_results(data["export"])["growth_per_firm"][export.ALL],
        0,
    ),
}


@or_missing("Deze editie naast een andere")
def pib_own_editions(data: Data, other: Data, title: str, other_title: str) -> Exhibit:
    """Return the key figures of this edition beside those of another; a dash where one has none yet.

    Raises NoDataError (so is missing) where this edition has no figure at all.
    """
    key = "pib_own_editions"
    found = {name: (_known(data, name), _known(other, name)) for name in _FIGURES}
    if not any(own for own, _ in found.values()):
        _FIGURES["clusters"][1](data)  # says which sheet to fill
    rows = []
    for name, (own, others) in found.items():
        label, _, decimals = _FIGURES[name]
        shown = Shown(f"{key}.{name}", own, decimals) if own else "–"
        rows.append(Row((label, shown, Shown("", others, decimals).text if others else "–")))
    return Exhibit(
        key,
        "table",
        "Deze editie naast een andere",
        (Column("Kengetal"), Column(title, True, "editie"), Column(other_title, True, "andere_editie")),
        tuple(rows),
        "",
        note=(
            f"De cijfers van {other_title} zijn op dezelfde manier berekend uit de tabellen van die editie; "
            "hun cellen staan in het boek daarvan. Verschillen in programma, markten en jaren zijn er niet "
            "uit gehaald."
        ),
    )


def _funding(data: Data, name: str) -> Quantity:
    return portfolio.funding(data["funding"], data["durations"], weighted=True)[name][export.ALL]


def _known(data: Data, name: str) -> Quantity | None:
    try:
        found = _FIGURES[name][1](data)
    except NoDataError:
        return None
    return found if found.value is not None else None
