"""The sheets of the PPS edition on survey, reach and policy (NLinBusiness, TINL, NLWorks, 2017-2022).

Belongs here: the sheets of `enquete.xlsx`, `bereik.xlsx` and `beleid.xlsx`, and the form of a sheet of
loose quantities that all workbooks of this edition share. Not here: resources, added value and ratings
(those are in `pps`, which lists all tables of the edition).
"""

from __future__ import annotations

from evalbook.tables.spec import Column, Reference, Table

UNITS = (
    "aantal",
    "aandeel",
    "euro",
    "miljoen euro",
    "miljard euro",
    "ton",
    "fte",
    "uur",
    "dag",
    "week",
    "maand",
    "jaar",
    "jaartal",
    "verhouding",
    "cijfer",
)
USERS, COMPARED = "gebruikers", "vergelijkingsgroep"
NLIB, TINL, BOTH = "NLiB", "TINL", "NLiB en TINL"
LOGIC_FIGURES = ("figuur 3", "figuur 4", "figuur 5", "figuur 6", "annex 4", "figuur 9")
STATED_BY = ("kaart van het forum", "kaart van de actor", "hoofdtekst", "figuur 5")

PLACE = Column("place", "bron")
PRINTED = Column("printed", "afgedrukt", required=False)
REMARK = Column("remark", "opmerking", required=False)


def figures(name: str, workbook: str, *extra: Column) -> Table:
    """Return the sheet `kengetallen` of a workbook: quantities printed in the text, one a row."""
    return Table(
        name,
        workbook,
        "kengetallen",
        (
            *extra,
            Column("item", "sleutel"),
            Column("label", "omschrijving"),
            Column("value", "waarde", "number"),
            Column("unit", "eenheid", "category", categories=UNITS),
            Column("printed", "afgedrukt"),
            PLACE,
        ),
        key=(*(column.name for column in extra), "item"),
    )


def _organisation(*categories: str) -> Column:
    return Column("organisation", "organisatie", "category", categories=categories)


_GROUP = Column("group", "groep", "category", categories=(USERS, COMPARED))
_SHARE = Column("share", "aandeel", "share", required=False, unit="aandeel")
_FIGURE = Column("figure", "figuur", "category", categories=LOGIC_FIGURES)
_SIDE = Column(
    "side", "kant", "category", required=False, categories=("publiek", "privaat", "publiek-privaat")
)
_CARD = Column("card", "kaart in annex 6", "category", categories=("ja", "nee"))

_SURVEY: tuple[Table, ...] = (
    Table(
        "surveys",
        "enquete.xlsx",
        "enquêtes",
        (
            Column("survey", "enquête"),
            Column("name", "naam"),
            Column("audience", "gericht op"),
            Column("invited", "aangeschreven of aanwezig", "count", required=False, unit="bedrijven"),
            Column("respondents", "afgerond", "count", unit="bedrijven"),
            REMARK,
            PLACE,
        ),
        key=("survey",),
        not_above=(("respondents", "invited"),),
    ),
    Table(
        "survey_questions",
        "enquete.xlsx",
        "vragen",
        (
            Column("question", "vraag"),
            Column("survey", "enquête", refers_to=("surveys", "survey")),
            Column("text", "strekking"),
            Column("asked", "gesteld aan"),
            Column("base", "basis (n)", "count", required=False, unit="bedrijven"),
            Column(
                "base_state",
                "staat van de basis",
                "category",
                categories=("afgedrukt", "volgt uit de tekst", "niet afgedrukt"),
            ),
            REMARK,
            PLACE,
        ),
        key=("question",),
    ),
    Table(
        "survey_answers",
        "enquete.xlsx",
        "antwoorden",
        (
            Column("question", "vraag", refers_to=("survey_questions", "question")),
            Column("answer", "antwoord"),
            Column("rank", "volgorde", "count"),
            Column("text", "omschrijving"),
            _SHARE,
            Column("respondents", "aantal bedrijven", "count", required=False, unit="bedrijven"),
            PRINTED,
            PLACE,
        ),
        key=("question", "answer"),
    ),
    Table(
        "focus_groups",
        "enquete.xlsx",
        "focusgroepen",
        (
            Column("number", "nummer", "count"),
            Column("audience", "deelnemers zijn"),
            Column("moment", "moment", "category", categories=("vóór de enquête", "na de enquête")),
            Column("hours", "duur in uren", "number", low=0, unit="uur"),
            Column("participants", "aantal deelnemers", "count", required=False, unit="deelnemers"),
            Column("purpose", "doel"),
            PLACE,
        ),
        key=("number",),
    ),
    Table(
        "interviews",
        "enquete.xlsx",
        "gesprekken",
        (
            Column("list", "lijst", "category", categories=("gesprekken IOB", "focusgroepen", "casestudy's")),
            Column("kind", "soort belanghebbende"),
            Column("organisations", "aantal organisaties", "count", unit="organisaties"),
            Column("persons", "aantal personen", "count", unit="personen"),
            PLACE,
        ),
        key=("list", "kind"),
        not_above=(("organisations", "persons"),),
    ),
    figures("survey_figures", "enquete.xlsx"),
)

_REACH: tuple[Table, ...] = (
    Table(
        "reach_matching",
        "bereik.xlsx",
        "koppeling",
        (
            _organisation(NLIB, TINL, BOTH),
            Column("step", "stap", "count", low=1),
            Column("name", "wat overblijft"),
            Column("records", "aantal", "count", unit="bedrijven"),
            Column("counted", "geteld", "category", categories=("bedrijven", "waarnemingen", "KvK-nummers")),
            PRINTED,
            PLACE,
        ),
        key=("organisation", "step"),
    ),
    Table(
        "reach_active",
        "bereik.xlsx",
        "internationaal actief",
        (
            _organisation(NLIB, TINL),
            _GROUP,
            Column("window", "periode", "category", categories=("jaar ervoor", "vijf jaar ervoor")),
            _SHARE,
            PRINTED,
            PLACE,
        ),
        key=("organisation", "group", "window"),
    ),
    Table(
        "reach_markets",
        "bereik.xlsx",
        "groeimarkten",
        (
            _organisation(NLIB, TINL),
            _GROUP,
            Column("rank", "volgorde", "count"),
            Column("country", "land"),
            _SHARE,
            PLACE,
        ),
        key=("organisation", "group", "country"),
    ),
    Table(
        "reach_export",
        "bereik.xlsx",
        "exportwaarde",
        (
            Column("figure", "figuur", "count"),
            _organisation(NLIB, TINL),
            _GROUP,
            Column("statistic", "maat", "category", categories=("gemiddelde", "mediaan")),
            Column("moment", "moment", "category", categories=("voor gebruik", "na gebruik")),
            Column("value", "exportwaarde per bedrijf", "eur", required=False, unit="euro"),
            PLACE,
        ),
        key=("organisation", "group", "statistic", "moment"),
    ),
    Table(
        "reach_earlier",
        "bereik.xlsx",
        "eerder gebruik",
        (
            _organisation(NLIB, TINL),
            Column("earlier", "eerder gebruik", "category", categories=("ja", "nee")),
            _SHARE,
            PRINTED,
            PLACE,
        ),
        key=("organisation", "earlier"),
    ),
    Table(
        "reach_later",
        "bereik.xlsx",
        "later gebruik",
        (
            _organisation(NLIB, TINL, BOTH),
            Column("earlier", "eerder gebruik", "category", categories=("ja", "nee", "alle bedrijven")),
            Column(
                "outcome",
                "daarna gebruikt",
                "category",
                categories=(
                    "meer instrumenten dan ervoor",
                    "geen instrument",
                    "één instrument",
                    "meer dan één instrument",
                    "een ander instrument",
                ),
            ),
            _SHARE,
            PRINTED,
            PLACE,
        ),
        key=("organisation", "earlier", "outcome"),
    ),
    Table(
        "reach_regions",
        "bereik.xlsx",
        "regio's",
        (
            Column("organiser", "organiserende partner"),
            Column("region", "deelnemers uit", "category", categories=("eigen regio", "elders")),
            Column("participants", "aantal deelnemers", "count", required=False, unit="deelnemers"),
            PLACE,
        ),
        key=("organiser", "region"),
    ),
    Table(
        "reach_participants",
        "bereik.xlsx",
        "deelnemers",
        (
            Column("year", "jaar", "year"),
            Column(
                "measure",
                "telling",
                "category",
                categories=("unieke deelnemers", "deelnemers per evenement", "jaarrapportage TINL"),
            ),
            Column("participants", "aantal deelnemers", "count", unit="deelnemers"),
            PLACE,
        ),
        key=("year", "measure"),
    ),
    Table(
        "reach_events",
        "bereik.xlsx",
        "evenementen",
        (
            Column("year", "jaar", "year"),
            Column("event", "soort evenement"),
            Column("participants", "aantal deelnemers", "count", required=False, unit="deelnemers"),
            PLACE,
        ),
        key=("year", "event"),
    ),
    Table(
        "reach_targets",
        "bereik.xlsx",
        "doelgroepen",
        (
            Column("group", "groep"),
            Column("kind", "soort", "category", categories=("primair", "secundair", "totaal")),
            Column("description", "omschrijving"),
            Column("firms", "aantal bedrijven", "count", required=False, unit="bedrijven"),
            Column("persons", "aantal personen", "count", required=False, unit="personen"),
            PLACE,
        ),
        key=("group",),
        not_above=(("firms", "persons"),),
    ),
    Table(
        "reach_notes",
        "bereik.xlsx",
        "voetnoten",
        (
            Column("note", "sleutel"),
            Column("subject", "hoort bij"),
            Column("text", "toelichting"),
            PLACE,
        ),
        key=("note",),
    ),
    figures("reach_figures", "bereik.xlsx"),
)

_POLICY: tuple[Table, ...] = (
    Table(
        "policy_events",
        "beleid.xlsx",
        "tijdlijn",
        (
            Column("figure", "figuur", "count"),
            Column("number", "nummer", "count"),
            Column("start", "begin", "period"),
            Column("end", "eind", "period", required=False),
            Column("organisation", "organisatie"),
            Column(
                "kind",
                "soort",
                "category",
                categories=(
                    "advies",
                    "beleid",
                    "middelen",
                    "oprichting",
                    "opdracht",
                    "overleg",
                    "uitvoering",
                ),
            ),
            Column("event", "gebeurtenis"),
            Column(
                "shown",
                "in de figuur",
                "category",
                categories=("datum en opschrift", "alleen datum", "figuur niet leesbaar"),
            ),
            REMARK,
            PLACE,
        ),
        key=("figure", "number"),
        not_before=(("end", "start"),),
    ),
    Table(
        "actors",
        "beleid.xlsx",
        "actoren",
        (
            Column("actor", "actor"),
            Column("name", "naam"),
            Column("kind", "soort"),
            _SIDE,
            Column("founded", "opgericht", required=False),
            Column("role", "rol", required=False),
            _CARD,
            REMARK,
            PLACE,
        ),
        key=("actor",),
    ),
    Table(
        "forums",
        "beleid.xlsx",
        "fora",
        (
            Column("forum", "forum"),
            Column("name", "naam"),
            Column("kind", "soort"),
            _SIDE,
            Column("founded", "opgericht", "period", required=False),
            Column("times_low", "keer per jaar, minst", "count", required=False, unit="keer"),
            Column("times_high", "keer per jaar, meest", "count", required=False, unit="keer"),
            Column("weeks", "weken tussen overleggen", "count", required=False, unit="weken"),
            Column("role", "rol", required=False),
            _CARD,
            REMARK,
            PLACE,
        ),
        key=("forum",),
        not_before=(("times_high", "times_low"),),
    ),
    Table(
        "memberships",
        "beleid.xlsx",
        "deelname",
        (
            Column("forum", "forum", refers_to=("forums", "forum")),
            Column("actor", "actor", refers_to=("actors", "actor")),
            Column("stated", "volgens", "category", categories=STATED_BY),
            Column(
                "role",
                "hoedanigheid",
                "category",
                categories=(
                    "lid",
                    "voorzitter",
                    "secretaris",
                    "op uitnodiging",
                    "initiatiefnemer",
                    "adviseur",
                ),
            ),
            REMARK,
            PLACE,
        ),
        key=("forum", "actor", "stated"),
    ),
    Table(
        "listings",
        "beleid.xlsx",
        "opsommingen",
        (
            Column("listing", "opsomming"),
            Column("description", "omschrijving"),
            Column("stated", "genoemd aantal", "count", required=False),
            PRINTED,
            PLACE,
        ),
        key=("listing",),
    ),
    Table(
        "listing_items",
        "beleid.xlsx",
        "onderdelen",
        (
            Column("listing", "opsomming", refers_to=("listings", "listing")),
            Column("number", "nummer", "count"),
            Column("item", "onderdeel"),
            Column("since", "sinds", "period", required=False),
            REMARK,
            PLACE,
        ),
        key=("listing", "number"),
    ),
    Table(
        "nodes",
        "beleid.xlsx",
        "knopen",
        (
            _FIGURE,
            Column("node", "knoop"),
            Column("level", "niveau", "count", low=1, high=8),
            Column("level_name", "naam niveau"),
            Column("rank", "volgorde", "count"),
            Column("text", "tekst"),
            Column("held_by", "staat in", "category", categories=("tekst van de figuur", "hoofdtekst")),
            PLACE,
        ),
        key=("figure", "node"),
    ),
    Table(
        "arrows",
        "beleid.xlsx",
        "pijlen",
        (
            _FIGURE,
            Column("start", "van"),
            Column("end", "naar"),
            Column("label", "wat de pijl zegt", required=False),
            PLACE,
        ),
        key=("figure", "start", "end"),
        refers_to=(
            Reference(("figure", "start"), "nodes", ("figure", "node")),
            Reference(("figure", "end"), "nodes", ("figure", "node")),
        ),
    ),
    Table(
        "vision",
        "beleid.xlsx",
        "box 1",
        (
            Column("number", "nummer", "count"),
            Column("subject", "onderwerp"),
            Column("statement", "standpunt"),
            PLACE,
        ),
        key=("number",),
    ),
    Table(
        "matrix",
        "beleid.xlsx",
        "evaluatiematrix",
        (
            Column("number", "nummer", "count"),
            Column(
                "theme",
                "thema",
                "category",
                categories=("beleidsreconstructie", "relevantie", "additionaliteit", "bereik"),
            ),
            Column("question", "onderzoeksvraag"),
            Column("organisations", "organisaties"),
            Column("method", "methode"),
            Column("description", "omschrijving", required=False),
            Column("sources", "bronnen", required=False),
            Column("chapter", "beantwoord in"),
            PLACE,
        ),
        key=("number", "method"),
    ),
    Table(
        "combinations",
        "beleid.xlsx",
        "mt-combinaties",
        (
            Column("number", "nummer", "count", low=1),
            Column("market", "markt", required=False),
            Column("theme", "thema", required=False),
            REMARK,
            PLACE,
        ),
        key=("number",),
    ),
    Table(
        "conclusions",
        "beleid.xlsx",
        "conclusies",
        (
            Column("theme", "thema"),
            Column("number", "nummer", "count"),
            Column("conclusion", "conclusie"),
            PLACE,
        ),
        key=("theme", "number"),
    ),
    Table(
        "recommendations",
        "beleid.xlsx",
        "aanbevelingen",
        (
            Column("theme", "thema"),
            Column("number", "nummer", "count"),
            Column("recommendation", "aanbeveling"),
            Column("addressee", "voor wie"),
            PLACE,
        ),
        key=("theme", "number"),
    ),
    figures("policy_figures", "beleid.xlsx"),
)

POLICY_TABLES: tuple[Table, ...] = (*_SURVEY, *_REACH, *_POLICY)
