"""The register of a PIB edition: what RVO knows of every cluster, one row a thing, nothing added up.

Belongs here: the sheets of `register.xlsx`, after the indicators of the evaluation (bijlage A, table
15): input (clusters), activities, output (objectives), outcome and impact (results, export). Beside them
stands the panel of firms for a comparison with firms without support. Not here: the tables
that are calculated from it; those are sheets of their own in `pib`.

The line from bottleneck to activity to result is kept: an activity may name the bottleneck that it is
to remove, a result the activity from which it came.
"""

from __future__ import annotations

from dataclasses import replace

from evalbook.tables.pib import CATEGORIES, MODULES, OUTCOMES, REALISATION, UNITS
from evalbook.tables.spec import Column, Reference, Table

WORKBOOK = "register.xlsx"
MICRODATA = "microdata.xlsx"
"""Export by firm and year, in euros as delivered; the measure takes the logarithm. Optional: microdata
stay with the statistical office, so that whoever has access fills this sheet there."""
FOLDER = "register"
"""The folder with the same tables as Parquet files, `<sheet>.parquet`, for what Excel cannot hold."""

YES_NO = ("ja", "nee")
STATES = ("afgerond", "lopend")
MARKET_TYPES = (
    "Prioritaire markten",
    "Combinatielanden",
    "Prioritaire markt en combinatieland",
    "Geen van beide",
)
PARTICIPANTS = ("mkb-bedrijf", "groot bedrijf", "kennisinstelling", "overige organisatie")
ROLES = ("deelnemer", "samenwerkingspartner")
FOLLOW_UP = ("volledig", "deels", "(nog) niet")
BOTTLENECKS = (
    "kennis van de markt",
    "netwerk en partners",
    "vertrouwen en bekendheid",
    "regels en procedures",
    "geld of tijd van bedrijven",
    "anders",
)
OBJECTIVES = (
    "overeenkomsten of contracten",
    "zichtbaarheid",
    "markttoegang",
    "marktpositie",
    "omzet of export",
    "anders",
)
LEVELS = ("output", "outcome", "impact")
RESULTS = (
    "memorandum of understanding",
    "samenwerkingscontract",
    "contract met klant of distributeur",
    "order",
    "project van een internationale organisatie",
    "toepassing van Nederlandse aanpak",
    "aangepaste regel of procedure",
    "omzetgroei",
    "investering in het doelland",
    "pilot of implementatie",
)
CERTAINTIES = ("gerealiseerd", "vrijwel zeker", "mogelijk")

_SOURCE = Column("place", "bron")
_CLUSTER = Column("cluster", "cluster", refers_to=("register_clusters", "cluster"))
_NUMBER = Column("number", "nummer", "count", low=1)


def _part(name: str, sheet: str, key: str, *columns: Column, refers_to: tuple[Reference, ...] = ()) -> Table:
    """Return a sheet with rows that belong to a cluster, told apart by one more column."""
    return Table(
        name, WORKBOOK, sheet, (_CLUSTER, *columns, _SOURCE), key=("cluster", key), refers_to=refers_to
    )


_SHEETS: tuple[Table, ...] = (
    Table(
        "register_clusters",
        WORKBOOK,
        "clusters",
        (
            Column("cluster", "cluster"),
            Column("name", "naam"),
            Column("start_year", "startjaar", "year"),
            Column("end_year", "laatste jaar", "year"),
            Column("days", "looptijd in dagen", "count", low=1, high=7305, unit="dagen"),
            Column("state", "staat", "category", categories=STATES),
            Column("case_study", "casestudie", "category", categories=YES_NO),
            Column("extended", "verlenging aangevraagd", "category", categories=YES_NO),
            Column("market_type", "soort markt", "category", categories=MARKET_TYPES),
            Column("pib", "PIB-financiering", "eur", unit="euro"),
            Column("own", "clusterfinanciering", "eur", unit="euro"),
            Column("public_days", "inzet publieke partijen in dagen", "number", False, low=0, unit="dagen"),
            Column("contribution", "jaarlijkse contributie deelnemers", "eur", False, unit="euro"),
            _SOURCE,
        ),
        key=("cluster",),
        not_before=(("end_year", "start_year"),),
    ),
    Table(
        "register_earlier",
        WORKBOOK,
        "eerdere convenanten",
        (
            Column("cluster", "cluster"),
            Column("start_year", "startjaar", "year"),
            Column("end_year", "laatste jaar", "year"),
            _SOURCE,
        ),
        key=("cluster",),
        not_before=(("end_year", "start_year"),),
    ),
    _part("register_countries", "landen", "country", Column("country", "land")),
    _part("register_sectors", "topsectoren", "sector", Column("sector", "topsector")),
    _part("register_themes", "thema's", "theme", Column("theme", "thema")),
    _part(
        "register_participants",
        "deelnemers",
        "number",
        _NUMBER,
        Column("role", "rol", "category", categories=ROLES),
        Column("kind", "soort", "category", categories=PARTICIPANTS),
        Column("follow_up", "vervolgstappen gezet", "category", False, categories=FOLLOW_UP),
    ),
    _part(
        "register_bottlenecks",
        "knelpunten",
        "number",
        _NUMBER,
        Column("kind", "soort knelpunt", "category", categories=BOTTLENECKS),
        Column("removed", "verminderd", "category", False, categories=("ja", "deels", "nee")),
    ),
    _part(
        "register_activities",
        "activiteiten",
        "number",
        _NUMBER,
        Column("bottleneck", "knelpunt", "count", False, low=1),
        Column("module", "module", "category", categories=MODULES),
        Column("category", "categorie", "category", categories=CATEGORIES),
        Column("route", "impactroute", "count", False, low=1, high=3),
        Column("planned", "in actieplan", "category", categories=YES_NO),
        Column("realisation", "realisatie", "category", categories=REALISATION),
        refers_to=(Reference(("cluster", "bottleneck"), "register_bottlenecks", ("cluster", "number")),),
    ),
    _part(
        "register_objectives",
        "doelen",
        "number",
        _NUMBER,
        Column("kind", "soort doel", "category", categories=OBJECTIVES),
        Column("target", "streefwaarde", "number", False, low=0),
        Column("unit", "eenheid", "category", False, categories=UNITS),
        Column("outcome", "uitkomst", "category", categories=OUTCOMES),
    ),
    Table(
        "register_results",
        WORKBOOK,
        "resultaten",
        (
            _CLUSTER,
            _NUMBER,
            Column("activity", "activiteit", "count", False, low=1),
            Column("level", "niveau", "category", categories=LEVELS),
            Column("kind", "soort resultaat", "category", categories=RESULTS),
            Column("quantity", "aantal", "count", False, unit="aantal"),
            Column("low", "bedrag laag", "eur", False, unit="euro"),
            Column("high", "bedrag hoog", "eur", False, unit="euro"),
            Column("certainty", "zekerheid", "category", categories=CERTAINTIES),
            Column("year", "jaar", "year", False),
            _SOURCE,
        ),
        key=("cluster", "number"),
        not_above=(("low", "high"),),
        refers_to=(Reference(("cluster", "activity"), "register_activities", ("cluster", "number")),),
    ),
    _part("register_sdgs", "sdg's", "sdg", Column("sdg", "sdg", "count", low=1, high=17)),
    _part(
        "register_export",
        "export",
        "number",
        _NUMBER,
        Column("growth", "exporttoename in drie jaar", "number", False, low=0, unit="euro"),
        refers_to=(Reference(("cluster", "number"), "register_participants", ("cluster", "number")),),
    ),
    Table(
        "export_panel",
        MICRODATA,
        "paneel",
        (
            Column("firm", "bedrijf"),
            Column("year", "jaar", "year"),
            Column("first_year", "eerste jaar met steun", "year", False),
            Column("value", "export", "eur", unit="euro"),
            _SOURCE,
        ),
        key=("firm", "year"),
    ),
)

TABLES = tuple(replace(table, folder=FOLDER) for table in _SHEETS)
