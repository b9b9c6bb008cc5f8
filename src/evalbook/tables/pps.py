"""The sheets of the PPS edition (public-private cooperation for international business, 2017-2022).

Belongs here: the sheets on resources, on the added value of NLWorks and on the ratings, and the list
of all sheets of the edition. Not here: the sheets on survey, reach and policy (`pps_policy`).
"""

from __future__ import annotations

from evalbook.tables.pps_policy import PLACE, POLICY_TABLES, figures
from evalbook.tables.spec import Column, Reference, Table

ORGANISATIONS = ("NLiB", "TINL", "NLWorks")
PAYERS = (*ORGANISATIONS, "TINL en NLWorks")
PARTS = ("geheel", "inzet in NLWorks", "Team NLWorks", "Flexinzet", "instrumenten")
STATES = ("toegezegd", "geraamd", "begroot", "gerealiseerd")
MENTIONS = ("afgedrukt", "alleen in beeld", "vervallen")
"""How a value is told: in words, only as a bar in a picture, or as no longer there."""

STAGES = ("geheel", "identificatie", "bepaling", "bewaking")
"""What a score is about: a criterion as a whole, or finding, deciding and watching within it."""

JUDGEMENTS = ("positief", "beperkt", "negatief")

_CASE = Column("case", "case", refers_to=("cases", "case"))


def _amounts(name: str, sheet: str, what: Column, *, units: tuple[str, ...]) -> Table:
    """Return a sheet of quantities by organisation and period; empty where only a picture shows them."""
    return Table(
        name,
        "middelen.xlsx",
        sheet,
        (
            Column("organisation", "organisatie", "category", categories=PAYERS),
            Column("part", "onderdeel", "category", categories=PARTS),
            what,
            Column("state", "status", "category", categories=STATES),
            Column("period", "periode"),
            Column("value", "waarde", "number", required=False, low=0),
            Column("unit", "eenheid", "category", categories=units),
            Column("printed", "afgedrukt", required=False),
            Column("mention", "vermelding", "category", categories=MENTIONS),
            Column("figure", "figuur", required=False),
            Column("note", "toelichting", required=False),
            PLACE,
        ),
        key=("organisation", "part", what.name, "state", "period"),
    )


_RESOURCES: tuple[Table, ...] = (
    Table(
        "pillars",
        "middelen.xlsx",
        "pilaren",
        (
            Column("pillar", "pilaar"),
            Column("number", "nummer", "count", low=1, high=4),
            Column("name", "naam in de tabel"),
            Column("other_name", "naam in de tekst"),
            Column("note", "toelichting", required=False),
            PLACE,
        ),
        key=("pillar",),
    ),
    Table(
        "cost_items",
        "middelen.xlsx",
        "kostenposten",
        (
            Column("item", "post"),
            Column("number", "nummer", "count", low=1),
            Column("pillar", "pilaar", refers_to=("pillars", "pillar")),
            Column(
                "kind",
                "soort",
                "category",
                categories=("inhuur personeel", "advieskosten", "DUK van activiteiten"),
            ),
            Column("name", "specificatie kostenpost"),
            PLACE,
        ),
        key=("item",),
    ),
    Table(
        "costs",
        "middelen.xlsx",
        "kosten",
        (
            Column("pillar", "pilaar"),
            Column("item", "post"),
            Column("period", "periode"),
            Column(
                "state",
                "status",
                "category",
                categories=("gerealiseerd", "begroot", "niet gespecificeerd"),
            ),
            Column("amount", "bedrag", "eur", required=False, unit="euro"),
            Column("printed", "afgedrukt"),
            PLACE,
        ),
        key=("item", "period"),
        refers_to=(Reference(("item", "pillar"), "cost_items", ("item", "pillar")),),
    ),
    _amounts(
        "staff",
        "personeel",
        Column("measure", "maat", "category", categories=("fte", "fte-jaren", "kosten")),
        units=("fte", "euro", "miljoen euro"),
    ),
    _amounts(
        "funding",
        "geld",
        Column(
            "kind",
            "soort",
            "category",
            categories=(
                "totaal",
                "directe uitvoeringskosten",
                "programma-uitgaven",
                "overige lasten",
                "overige kosten",
            ),
        ),
        units=("euro", "miljoen euro"),
    ),
    Table(
        "resource_notes",
        "middelen.xlsx",
        "voetnoten",
        (
            Column("note", "sleutel"),
            Column("subject", "hoort bij"),
            Column("text", "toelichting"),
            PLACE,
        ),
        key=("note",),
    ),
    figures("resource_figures", "middelen.xlsx"),
)

_ADDED_VALUE: tuple[Table, ...] = (
    Table(
        "cases",
        "meerwaarde.xlsx",
        "cases",
        (
            Column("case", "case"),
            Column("number", "nummer", "count", low=1),
            Column("name", "naam"),
            Column("countries", "land"),
            Column("theme", "thema"),
            Column("printed_phase", "fase (afgedrukt)"),
            Column("phase", "fase", "category", categories=("PPS-kans", "strategie en ontwerp")),
            Column("start", "start", "period", required=False),
            Column("start_note", "toelichting start", required=False),
            Column("initiators", "initiatiefnemers"),
            Column("problem", "probleem"),
            Column("summary", "kern"),
            PLACE,
        ),
        key=("case",),
    ),
    Table(
        "case_organisations",
        "meerwaarde.xlsx",
        "organisaties",
        (
            _CASE,
            Column("organisation", "organisatie"),
            Column(
                "kind",
                "soort",
                "category",
                categories=(
                    "bedrijf",
                    "kennisinstelling",
                    "overheid",
                    "financier",
                    "maatschappelijke organisatie",
                    "branche- of netwerkorganisatie",
                ),
            ),
            Column("role", "rol", "category", categories=("consortium", "betrokken")),
            Column("remark", "opmerking", required=False),
            PLACE,
        ),
        key=("case", "organisation"),
    ),
    Table(
        "case_sdgs",
        "meerwaarde.xlsx",
        "sdgs",
        (
            _CASE,
            Column("sdg", "sdg", "count", low=1, high=17),
            Column("contribution", "bijdrage"),
            PLACE,
        ),
        key=("case", "sdg"),
    ),
    Table(
        "score_criteria",
        "meerwaarde.xlsx",
        "criteria",
        (
            Column("criterion", "criterium"),
            Column("number", "nummer", "count", low=1),
            Column("name", "naam"),
            Column("staged", "met deelscores", "category", categories=("ja", "nee")),
            PLACE,
        ),
        key=("criterion",),
    ),
    Table(
        "score_scale",
        "meerwaarde.xlsx",
        "schaal",
        (
            Column("criterion", "criterium", refers_to=("score_criteria", "criterion")),
            Column("stage", "deelscore", "category", categories=STAGES),
            Column("score", "score", "count", low=1, high=3),
            Column("meaning", "betekenis"),
            PLACE,
        ),
        key=("criterion", "stage", "score"),
    ),
    Table(
        "scores",
        "meerwaarde.xlsx",
        "scores",
        (
            _CASE,
            Column("criterion", "criterium", refers_to=("score_criteria", "criterion")),
            Column("stage", "deelscore", "category", categories=STAGES),
            Column("score", "score", "count", required=False, low=1, high=3, unit="cijfer"),
            Column("lowest", "laagste score", "count", low=1, high=3, unit="cijfer"),
            Column("highest", "hoogste score", "count", low=1, high=3, unit="cijfer"),
            Column("printed", "afgedrukt"),
            PLACE,
        ),
        key=("case", "criterion", "stage"),
        not_above=(("lowest", "highest"),),
    ),
    Table(
        "score_reasons",
        "meerwaarde.xlsx",
        "toelichtingen",
        (
            _CASE,
            Column("criterion", "criterium", refers_to=("score_criteria", "criterion")),
            Column("reason", "toelichting"),
            PLACE,
        ),
        key=("case", "criterion"),
    ),
    Table(
        "case_events",
        "meerwaarde.xlsx",
        "tijdlijn",
        (
            _CASE,
            Column("number", "nummer", "count"),
            Column("start", "begin", "period"),
            Column("end", "eind", "period", required=False),
            Column(
                "kind",
                "soort",
                "category",
                categories=("aanloop", "NLWorks", "activiteit", "resultaat", "context"),
            ),
            Column("event", "gebeurtenis"),
            PLACE,
        ),
        key=("case", "number"),
        not_before=(("end", "start"),),
    ),
    figures("case_figures", "meerwaarde.xlsx", _CASE),
)

_RATINGS: tuple[Table, ...] = (
    Table(
        "rating_criteria",
        "beoordelingen.xlsx",
        "criteria",
        (
            Column("concept", "begrip", "category", categories=("relevantie", "additionaliteit")),
            Column("number", "nummer", "count", low=1),
            Column("element", "element"),
            Column("use", "gebruik", "category", categories=("beoordeeld", "weegt mee", "niet beoordeeld")),
            Column("note", "toelichting"),
            PLACE,
        ),
        key=("concept", "number"),
    ),
    Table(
        "ratings",
        "beoordelingen.xlsx",
        "oordelen",
        (
            Column("organisation", "organisatie", "category", categories=ORGANISATIONS),
            Column("activity", "activiteit"),
            Column(
                "criterion",
                "criterium",
                "category",
                categories=("relevantie: wensen", "relevantie: ontwerp", "additionaliteit"),
            ),
            Column("rating", "oordeel", "category", categories=JUDGEMENTS),
            Column("printed", "afgedrukt"),
            Column("reason", "toelichting"),
            PLACE,
        ),
        key=("organisation", "activity", "criterion"),
    ),
    figures("rating_figures", "beoordelingen.xlsx"),
)

TABLES: tuple[Table, ...] = (*_RESOURCES, *_ADDED_VALUE, *_RATINGS, *POLICY_TABLES)
