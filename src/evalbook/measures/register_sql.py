"""How each table of the evaluation follows from a register, in SQL.

Belongs here: the definitions with one row a year, market, sector, category or outcome. Not here: the
loose quantities (`register_figures`) and running them (`register`). Every definition gives, beside its
keys and values, the rows it comes from: first_row, last_row, counted_rows of its `base` table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLUSTERS, ACTIVITIES, PARTICIPANTS = "register_clusters", "register_activities", "register_participants"
FIRMS = "('mkb-bedrijf', 'groot bedrijf')"
_ROWS = "min(row) AS first_row, max(row) AS last_row, count(*) AS counted_rows"
_ROWS_C = "min(c.row) AS first_row, max(c.row) AS last_row, count(DISTINCT c.row) AS counted_rows"


@dataclass(frozen=True)
class Aggregate:
    """One table: its SQL, its base table, and of each value the table and column it is made from."""

    sql: str
    base: str
    cells: Mapping[str, tuple[str, str]]


def _of(base: str, **cells: str) -> dict[str, tuple[str, str]]:
    """Return the cells of values that are all made from one table."""
    return {value: (base, column) for value, column in cells.items()}


_BY_YEAR = f"SELECT start_year, {{}}, 'register' AS place, {_ROWS} FROM {CLUSTERS} GROUP BY 1 ORDER BY 1"

_RVO_FUNDING = f"""
WITH every AS (
    SELECT start_year, end_year FROM {CLUSTERS}
    UNION ALL SELECT start_year, end_year FROM register_earlier),
years AS (
    SELECT start_year, count(*) AS covenants_started, sum(pib) AS total, {_ROWS} FROM {CLUSTERS} GROUP BY 1)
SELECT y.start_year, covenants_started,
    (SELECT count(*) FROM every e WHERE e.start_year <= y.start_year AND e.end_year >= y.start_year)
        AS covenants_running,
    total, 'register' AS place, first_row, last_row, counted_rows
FROM years y ORDER BY 1
"""

# A cluster without any participant in the register has not reported; it is no cluster of nobody.
_PARTICIPANTS = f"""
WITH counts AS (
    SELECT cluster, count(*) FILTER (role = 'deelnemer') AS participants,
        count(*) FILTER (role = 'deelnemer' AND kind IN {FIRMS}) AS firms,
        count(*) FILTER (role = 'samenwerkingspartner') AS partners,
        min(row) AS first_row, max(row) AS last_row, count(*) AS counted
    FROM {PARTICIPANTS} GROUP BY 1),
known AS (SELECT k.*, c.start_year FROM counts k JOIN {CLUSTERS} c USING (cluster))
SELECT CASE WHEN GROUPING(start_year) = 0 THEN start_year::VARCHAR
        ELSE min(start_year)::VARCHAR || '-' || max(start_year)::VARCHAR END AS period,
    avg(participants) AS participants, avg(firms) AS firms, avg(partners) AS partners, 'register' AS place,
    min(first_row) AS first_row, max(last_row) AS last_row, sum(counted)::BIGINT AS counted_rows
FROM known GROUP BY GROUPING SETS ((start_year), ())
HAVING count(*) > 0 ORDER BY GROUPING(start_year), start_year
"""

_MARKET_ORDER = """list_position(['Prioritaire markten', 'Combinatielanden',
    'Prioritaire markt en combinatieland', 'Geen van beide'], market_type)"""
_MARKET_TYPES = f"""
SELECT market_type, count(*) AS clusters, 'register' AS place, {_ROWS}
FROM {CLUSTERS} GROUP BY 1 ORDER BY {_MARKET_ORDER}
"""
_MARKET_COUNTRIES = f"""
SELECT market_type, row_number() OVER (PARTITION BY market_type ORDER BY clusters DESC, country) AS rank,
    country, 'register' AS place, first_row, last_row, counted_rows
FROM (
    SELECT c.market_type, l.country, count(*) AS clusters,
        min(l.row) AS first_row, max(l.row) AS last_row, count(*) AS counted_rows
    FROM register_countries l JOIN {CLUSTERS} c USING (cluster) GROUP BY 1, 2)
ORDER BY {_MARKET_ORDER}, rank
"""
_TARGET_COUNTRIES = f"""
SELECT country, clusters, 'register' AS place, first_row, last_row, counted_rows FROM (
    SELECT country, count(*) AS clusters, {_ROWS}, rank() OVER (ORDER BY count(*) DESC) AS place_in_row
    FROM register_countries GROUP BY 1)
WHERE place_in_row <= 4 ORDER BY clusters DESC, country
"""
_ROUTE_NAMES = """(VALUES
    (1, 'Nieuwe samenwerkingen en contracten met klanten', 'attributie',
        'clusterleden en mogelijke partners in het doelland'),
    (2, 'Bekendheid met en vertrouwen in de Nederlandse aanpak', 'contributie', 'partners in het doelland'),
    (3, 'Verlaging van handelsbelemmeringen', 'contributie',
        'diplomatieke en beleidsmatige partijen in het doelland'))
    AS n(route, name, contribution, audience)"""
_ROUTES = f"""
SELECT n.route, n.name, count(a.row) / (SELECT count(*) FROM {ACTIVITIES})::DOUBLE AS share,
    '' AS printed, n.contribution, n.audience, 'register' AS place,
    coalesce(min(a.row), 2) AS first_row, coalesce(max(a.row), 2) AS last_row, count(a.row) AS counted_rows
FROM {_ROUTE_NAMES} LEFT JOIN {ACTIVITIES} a ON a.route = n.route
WHERE (SELECT count(*) FROM {ACTIVITIES}) > 0
GROUP BY ALL ORDER BY n.route
"""

# A cluster with several objectives of this kind counts once, under the best outcome.
_OUTCOME = "list_position(['behaald', 'deels behaald', 'niet behaald', 'onbekend', 'n.v.t.'], outcome)"
_CONTRACT_OBJECTIVES = f"""
WITH best AS (
    SELECT cluster, arg_min(outcome, {_OUTCOME}) AS outcome, min(row) AS first_row, max(row) AS last_row,
        count(*) AS counted
    FROM register_objectives WHERE kind = 'overeenkomsten of contracten' GROUP BY 1)
SELECT outcome, count(*) AS clusters, 'register' AS place, min(first_row) AS first_row,
    max(last_row) AS last_row, sum(counted)::BIGINT AS counted_rows
FROM best WHERE outcome <> 'n.v.t.' GROUP BY 1 ORDER BY {_OUTCOME}
"""
_FOLLOW_UP = f"""
SELECT follow_up AS outcome, count(*) / (SELECT count(follow_up) FROM {PARTICIPANTS})::DOUBLE AS share,
    'register' AS place, {_ROWS}
FROM {PARTICIPANTS} WHERE follow_up IS NOT NULL GROUP BY 1
ORDER BY list_position(['volledig', 'deels', '(nog) niet'], follow_up)
"""
_SDG_NAMES = """(VALUES (1, 'Geen armoede'), (2, 'Geen honger'), (3, 'Gezondheid'), (4, 'Onderwijs'),
    (5, 'Gendergelijkheid'), (6, 'Water'), (7, 'Energie'), (8, 'Waardig werk en economische groei'),
    (9, 'Industrie, innovatie en infrastructuur'), (10, 'Ongelijkheid'), (11, 'Duurzame steden'),
    (12, 'Consumptie'), (13, 'Klimaat'), (14, 'Leven in het water'), (15, 'Leven op het land'),
    (16, 'Vrede en recht'), (17, 'Partnerschap')) AS n(sdg, theme)"""
_SDG_MENTIONS = f"""
WITH mentions AS (
    SELECT sdg, count(*) AS clusters, {_ROWS} FROM register_sdgs GROUP BY 1),
every AS (SELECT count(DISTINCT cluster) AS clusters FROM register_sdgs)
SELECT n.theme, m.sdg,
    CASE WHEN m.clusters * 2 > every.clusters THEN 'meeste clusters' ELSE 'vaak' END AS frequency,
    'register' AS place, first_row, last_row, counted_rows
FROM mentions m JOIN {_SDG_NAMES} USING (sdg), every
WHERE m.clusters * 4 >= every.clusters ORDER BY m.clusters DESC, m.sdg
"""
_EXPORT = f"""
SELECT c.start_year, count(*) AS firms, count(*) FILTER (e.growth > 0) AS firms_with_growth,
    sum(e.growth) AS growth, 'register' AS place,
    min(e.row) AS first_row, max(e.row) AS last_row, count(*) AS counted_rows
FROM register_export e
    JOIN {PARTICIPANTS} p USING (cluster, number)
    JOIN {CLUSTERS} c USING (cluster)
WHERE p.kind = 'mkb-bedrijf' AND e.growth IS NOT NULL
GROUP BY 1 ORDER BY 1
"""
_INSTRUMENTS = f"""
WITH years AS ({_EXPORT})
SELECT 'PIB' AS instrument, 'Partners for International Business' AS name,
    sum(firms_with_growth) / sum(firms) AS share_with_growth, sum(growth) / sum(firms) AS growth_per_firm,
    sum(growth) / nullif(sum(firms_with_growth), 0) AS growth_per_growing_firm, 'register' AS place,
    min(first_row) AS first_row, max(last_row) AS last_row, sum(counted_rows)::BIGINT AS counted_rows
FROM years HAVING count(*) > 0
"""

# Table 16 counts covenants: a cluster counts once in a category, under its best realised activity.
# Where the register names case studies it is about those, as in the published report.
_ANSWER = """CASE WHEN realisation IN ('ja', 'grotendeels') THEN 1
    WHEN realisation = 'deels' THEN 2 WHEN realisation = 'nee' THEN 3 END"""
_ANSWERS = ",\n    ".join(
    f"count(*) FILTER (state = '{state}' AND best = {rank}) AS {name}_{answer}"
    for state, name in (("afgerond", "finished"), ("lopend", "running"))
    for rank, answer in enumerate(("yes", "partly", "no"), 1)
)
_REALISATION = f"""
WITH meant AS (
    SELECT cluster, state FROM {CLUSTERS}
    WHERE case_study = 'ja' OR NOT EXISTS (SELECT 1 FROM {CLUSTERS} WHERE case_study = 'ja')),
best AS (
    SELECT any_value(module) AS module, category, cluster, any_value(state) AS state, min({_ANSWER}) AS best,
        bool_or(planned = 'ja') AS planned, min(row) AS first_row, max(row) AS last_row, count(*) AS counted
    FROM {ACTIVITIES} JOIN meant USING (cluster) WHERE category <> 'geen' GROUP BY cluster, category)
SELECT min(module) AS module, category, count(*) FILTER (planned) AS planned,
    {_ANSWERS},
    'register' AS place, min(first_row) AS first_row, max(last_row) AS last_row,
    sum(counted)::BIGINT AS counted_rows
FROM best GROUP BY category ORDER BY {{order}}
"""
_MODULES = (
    "Economische diplomatie",
    "Promotie & matchmaking",
    "Kennisuitwisseling & netwerken",
    "Organisatie van het cluster",
)
_MODULE_ORDER = f"list_position([{', '.join(repr(each) for each in _MODULES)}], min(module)), category"


def _counted(table: str, column: str) -> str:
    return (
        f"SELECT {column}, count(*) AS clusters, 'register' AS place, {_ROWS} FROM {table} "
        "GROUP BY 1 ORDER BY 1"
    )


AGGREGATES: Mapping[str, Aggregate] = {
    "durations": Aggregate(
        _BY_YEAR.format("count(*) AS clusters, avg(days) / 365.25 AS mean_duration"),
        CLUSTERS,
        _of(CLUSTERS, clusters="start_year", mean_duration="days"),
    ),
    "funding": Aggregate(
        _BY_YEAR.format("avg(pib) AS pib, avg(own) AS cluster"),
        CLUSTERS,
        _of(CLUSTERS, pib="pib", cluster="own"),
    ),
    "rvo_funding": Aggregate(
        _RVO_FUNDING,
        CLUSTERS,
        {
            "covenants_started": (CLUSTERS, "start_year"),
            "covenants_running": ("register_earlier", "end_year"),
            "total": (CLUSTERS, "pib"),
        },
    ),
    "participants": Aggregate(
        _PARTICIPANTS, PARTICIPANTS, _of(PARTICIPANTS, participants="role", firms="kind", partners="role")
    ),
    "market_types": Aggregate(_MARKET_TYPES, CLUSTERS, _of(CLUSTERS, clusters="market_type")),
    "market_countries": Aggregate(
        _MARKET_COUNTRIES, "register_countries", _of("register_countries", rank="country")
    ),
    "top_sectors": Aggregate(
        _counted("register_sectors", "sector"), "register_sectors", _of("register_sectors", clusters="sector")
    ),
    "other_themes": Aggregate(
        _counted("register_themes", "theme"), "register_themes", _of("register_themes", clusters="theme")
    ),
    "target_countries": Aggregate(
        _TARGET_COUNTRIES, "register_countries", _of("register_countries", clusters="country")
    ),
    "routes": Aggregate(
        _ROUTES, ACTIVITIES, _of(ACTIVITIES, route="route", share="route", contribution="route")
    ),
    "contract_objectives": Aggregate(
        _CONTRACT_OBJECTIVES,
        "register_objectives",
        _of("register_objectives", outcome="outcome", clusters="outcome"),
    ),
    "follow_up": Aggregate(
        _FOLLOW_UP, PARTICIPANTS, _of(PARTICIPANTS, outcome="follow_up", share="follow_up")
    ),
    "sdg_mentions": Aggregate(
        _SDG_MENTIONS, "register_sdgs", _of("register_sdgs", sdg="sdg", frequency="sdg")
    ),
    "export": Aggregate(
        _EXPORT,
        "register_export",
        _of("register_export", firms="number", firms_with_growth="growth", growth="growth"),
    ),
    "instruments": Aggregate(
        _INSTRUMENTS,
        "register_export",
        _of(
            "register_export",
            share_with_growth="growth",
            growth_per_firm="growth",
            growth_per_growing_firm="growth",
        ),
    ),
    "realisation_printed": Aggregate(
        _REALISATION.format(order=_MODULE_ORDER),
        ACTIVITIES,
        _of(
            ACTIVITIES,
            module="module",
            category="category",
            planned="planned",
            **{
                f"{state}_{answer}": "realisation"
                for state in ("finished", "running")
                for answer in ("yes", "partly", "no")
            },
        ),
    ),
}
"""The derived tables by their English name."""
