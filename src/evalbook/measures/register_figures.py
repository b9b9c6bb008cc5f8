"""The loose quantities that a register gives: those of the text on clusters, and on effects.

Belongs here: quantities that stand alone, one row each in a sheet `kengetallen`. Not here: tables by
year, market or category (`register_sql`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evalbook.measures.register_sql import CLUSTERS, FIRMS, PARTICIPANTS

TOP_CLUSTERS = 5
"""How many clusters count as the largest. Source: section 4.2.2 and the summary speak of five."""

MINIMUM, USUAL_MAXIMUM = 5, 20
"""The least number of participants of a cluster, and the number that is seldom exceeded (2.4.2)."""

_MILLION = 1_000_000.0


@dataclass(frozen=True)
class Figure:
    """One quantity: its key, its label, its unit, and the table and column it is made from."""

    item: str
    label: str
    unit: str
    table: str
    column: str


_RESULTS, _SDGS, _OBJECTIVES = "register_results", "register_sdgs", "register_objectives"

PORTFOLIO = (
    Figure("clusters", "clusters in het register", "aantal", CLUSTERS, "cluster"),
    Figure(
        "new_clusters_per_year", "gemiddeld aantal nieuwe clusters per jaar", "aantal", CLUSTERS, "start_year"
    ),
    Figure("extensions", "clusters met een verlengingsaanvraag", "aantal", CLUSTERS, "extended"),
    Figure(
        "clusters_at_minimum", "clusters met het minimumaantal deelnemers", "aantal", PARTICIPANTS, "role"
    ),
    Figure(
        "clusters_above_usual_maximum",
        "clusters met ongewoon veel deelnemers",
        "aantal",
        PARTICIPANTS,
        "role",
    ),
    Figure("share_firms", "aandeel bedrijven onder de deelnemers", "aandeel", PARTICIPANTS, "kind"),
    Figure("share_sme", "aandeel mkb-bedrijven onder de deelnemers", "aandeel", PARTICIPANTS, "kind"),
    Figure("pib_funding_min", "laagste PIB-financiering van een cluster", "euro", CLUSTERS, "pib"),
    Figure("pib_funding_max", "hoogste PIB-financiering van een cluster", "euro", CLUSTERS, "pib"),
    Figure("cluster_funding_min", "laagste clusterfinanciering van een cluster", "euro", CLUSTERS, "own"),
    Figure("cluster_funding_max", "hoogste clusterfinanciering van een cluster", "euro", CLUSTERS, "own"),
)

_PORTFOLIO_SQL = f"""
WITH sizes AS (
    SELECT cluster, count(*) AS participants FROM {PARTICIPANTS} WHERE role = 'deelnemer' GROUP BY 1),
people AS (
    SELECT avg((kind IN {FIRMS})::INT) AS firms, avg((kind = 'mkb-bedrijf')::INT) AS sme
    FROM {PARTICIPANTS} WHERE role = 'deelnemer')
SELECT count(*), count(*) / count(DISTINCT start_year), count(*) FILTER (extended = 'ja'),
    (SELECT count(*) FROM sizes WHERE participants = {MINIMUM}),
    (SELECT count(*) FROM sizes WHERE participants > {USUAL_MAXIMUM}),
    (SELECT firms FROM people), (SELECT sme FROM people), min(pib), max(pib), min(own), max(own)
FROM {CLUSTERS} HAVING count(*) > 0
"""

EFFECT = (
    Figure("clusters_supported", "gesteunde clusters", "aantal", CLUSTERS, "cluster"),
    Figure("clusters_with_turnover", "clusters die omzetgroei rapporteren", "aantal", _RESULTS, "low"),
    Figure(
        "share_clusters_with_turnover",
        "aandeel clusters dat omzetgroei rapporteert",
        "aandeel",
        _RESULTS,
        "low",
    ),
    Figure(
        "mean_turnover_growth",
        "gemiddelde omzetgroei per cluster dat groei rapporteert",
        "miljoen euro",
        _RESULTS,
        "low",
    ),
    Figure(
        "turnover_growth",
        "gerapporteerde omzetgroei van alle clusters samen",
        "miljoen euro",
        _RESULTS,
        "low",
    ),
    Figure(
        "turnover_growth_low",
        "omzetgroei van alle clusters samen, ondergrens van de marges",
        "miljoen euro",
        _RESULTS,
        "low",
    ),
    Figure(
        "turnover_growth_high",
        "omzetgroei van alle clusters samen, bovengrens van de marges",
        "miljoen euro",
        _RESULTS,
        "high",
    ),
    Figure(
        "turnover_growth_certain",
        "extra omzetgroei die met grote zekerheid volgt",
        "miljoen euro",
        _RESULTS,
        "low",
    ),
    Figure(
        "turnover_growth_first_years",
        "omzetgroei van clusters uit de eerste twee jaren",
        "miljoen euro",
        _RESULTS,
        "low",
    ),
    Figure(
        "clusters_first_years_with_growth",
        "clusters uit de eerste twee jaren achter die omzetgroei",
        "aantal",
        _RESULTS,
        "low",
    ),
    Figure(
        "clusters_first_years", "clusters gestart in de eerste twee jaren", "aantal", CLUSTERS, "start_year"
    ),
    Figure(
        "share_first_years",
        "aandeel daarvan in alle clusters uit de eerste twee jaren",
        "aandeel",
        _RESULTS,
        "low",
    ),
    Figure(
        "share_top_clusters", "aandeel van de grootste clusters in de omzetgroei", "aandeel", _RESULTS, "low"
    ),
    Figure("top_clusters", "grootste clusters naar omzetgroei", "aantal", _RESULTS, "low"),
    Figure("largest_deal", "omvang van de grootste overeenkomst", "miljoen euro", _RESULTS, "low"),
    Figure("pilots", "implementatie- en pilotprojecten", "aantal", _RESULTS, "quantity"),
    Figure("pilot_clusters", "clusters waaruit die projecten voortkomen", "aantal", _RESULTS, "cluster"),
    Figure(
        "clusters_with_contract_objective",
        "clusters met overeenkomsten of contracten als doel",
        "aantal",
        _OBJECTIVES,
        "kind",
    ),
    Figure("share_clusters_with_sdgs", "aandeel clusters dat SDGs noemt", "aandeel", _SDGS, "cluster"),
    Figure(
        "sdgs_per_cluster_low", "laagste aantal SDGs van een cluster dat ze noemt", "aantal", _SDGS, "sdg"
    ),
    Figure(
        "sdgs_per_cluster_high", "hoogste aantal SDGs van een cluster dat ze noemt", "aantal", _SDGS, "sdg"
    ),
)

# An amount given as a range counts for its middle; what has only one end counts for that end.
_EFFECT_SQL = f"""
WITH amounts AS (
    SELECT r.cluster, c.start_year, certainty, coalesce((low + high) / 2, low, high) AS amount,
        coalesce(low, high) AS least, coalesce(high, low) AS most
    FROM {_RESULTS} r JOIN {CLUSTERS} c USING (cluster)
    WHERE r.kind = 'omzetgroei' AND coalesce(low, high) IS NOT NULL),
done AS (SELECT * FROM amounts WHERE certainty = 'gerealiseerd'),
per AS (SELECT cluster, any_value(start_year) AS start_year, sum(amount) AS amount FROM done GROUP BY 1),
edge AS (SELECT min(start_year) + 1 AS year FROM {CLUSTERS}),
early AS (SELECT count(*) AS n FROM {CLUSTERS}, edge WHERE start_year <= edge.year),
grown AS (SELECT count(*) AS n, sum(amount) AS amount FROM per, edge WHERE start_year <= edge.year),
top AS (SELECT sum(amount) AS amount, count(*) AS n
    FROM (SELECT amount FROM per ORDER BY amount DESC LIMIT {TOP_CLUSTERS})),
whole AS (SELECT sum(amount) AS amount, sum(least) AS least, sum(most) AS most, max(amount) AS largest
    FROM done),
pilots AS (SELECT sum(quantity) AS n, count(DISTINCT cluster) AS clusters
    FROM {_RESULTS} WHERE kind = 'pilot of implementatie' AND certainty = 'gerealiseerd'),
sdgs AS (SELECT count(*) AS n FROM {_SDGS} GROUP BY cluster)
SELECT (SELECT count(*) FROM {CLUSTERS}), (SELECT count(*) FROM per),
    (SELECT count(*) FROM per) / (SELECT count(*) FROM {CLUSTERS}),
    whole.amount / nullif((SELECT count(*) FROM per), 0) / {_MILLION},
    whole.amount / {_MILLION}, whole.least / {_MILLION}, whole.most / {_MILLION},
    (SELECT sum(amount) FROM amounts WHERE certainty = 'vrijwel zeker') / {_MILLION},
    grown.amount / {_MILLION}, grown.n, early.n, grown.n / nullif(early.n, 0),
    top.amount / nullif(whole.amount, 0), top.n, whole.largest / {_MILLION},
    pilots.n, pilots.clusters,
    (SELECT count(DISTINCT cluster) FROM {_OBJECTIVES} WHERE kind = 'overeenkomsten of contracten'),
    (SELECT count(DISTINCT cluster) FROM {_SDGS}) / (SELECT count(*) FROM {CLUSTERS}),
    (SELECT min(n) FROM sdgs), (SELECT max(n) FROM sdgs)
FROM whole, top, grown, early, pilots
WHERE (SELECT count(*) FROM {_RESULTS}) > 0
"""


def tables(connection: Any, place_of: Callable[[str, str], str]) -> dict[str, pd.DataFrame]:
    """Return portfolio_figures and effect_figures: one row a quantity, as their sheets have them."""
    asked = {"portfolio_figures": (PORTFOLIO, _PORTFOLIO_SQL), "effect_figures": (EFFECT, _EFFECT_SQL)}
    return {name: _figures(connection, figures, sql, place_of) for name, (figures, sql) in asked.items()}


def _figures(
    connection: Any, figures: tuple[Figure, ...], sql: str, place_of: Callable[[str, str], str]
) -> pd.DataFrame:
    found = connection.execute(sql).fetchone()
    rows = [
        {
            "item": figure.item,
            "label": figure.label,
            "value": float(value),
            "unit": figure.unit,
            "printed": "",
            "place": "register",
            "value_source": place_of(figure.table, figure.column),
            "unit_source": place_of(figure.table, figure.column),
        }
        for figure, value in zip(figures, found or (), strict=bool(found))
        if value is not None
    ]
    return pd.DataFrame(rows).assign(row=range(1, len(rows) + 1))
