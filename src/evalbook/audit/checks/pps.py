"""How the numbers of the PPS report hang together, beyond what the claims' expressions say.

Belongs here: declarations only. Each says what the report itself claims or what the words mean; none
says whether it is true.
"""

from __future__ import annotations

from evalbook.audit.checks.declarations import (
    Base,
    Declarations,
    MeanOf,
    Membership,
    Ordered,
    SameList,
    Single,
    Total,
    Window,
    Yearly,
)

_SURVEYED = "surveys.respondents[bedrijven]"
_UNKNOWN = "survey_answers.respondents[bekendheid,niet]"
_PROVIDERS = "surveys.respondents[dienstverleners]"
_COMMITTED = (
    "funding.value[NLiB,geheel,totaal,toegezegd,2017-2022] / 1000000"
    " + funding.value[TINL,geheel,totaal,toegezegd,2018-2022]"
    " + funding.value[NLWorks,geheel,totaal,toegezegd,2018-2022]"
)
_YEAR_BEFORE, _FIVE_YEARS_BEFORE = "het jaar ervoor", "vijf jaar ervoor"


def _active(organisation: str) -> tuple[Window, Window]:
    """Return the two spans before first use in which a firm may have traded."""
    share = f"reach_active.share[{organisation},gebruikers,%s]"
    quantity = f"gebruikers van {organisation} die internationaal actief waren"
    return (
        Window(quantity, -5, -1, share % _FIVE_YEARS_BEFORE, "de vijf jaar ervoor"),
        Window(quantity, -1, -1, share % "jaar ervoor", _YEAR_BEFORE),
    )


DECLARED = Declarations(
    totals=(
        Total(
            "toezegging voor TINL en NLWorks samen",
            "funding.value[TINL,geheel,totaal,toegezegd,2018-2022]"
            " + funding.value[NLWorks,geheel,totaal,toegezegd,2018-2022]",
            "funding.value[TINL en NLWorks,geheel,totaal,toegezegd,2018-2022]",
        ),
    ),
    same_lists=(
        SameList(
            "knelpunten in 4.3.1 en in figuur 3",
            "count(listing_items.item where listing=knelpunten)",
            "count(nodes.node where figure=figuur 3 and level=1)",
            claims=("s4_3_1.bottlenecks",),
        ),
        SameList(
            "overkoepelende aanbevelingen in 4.3.2 en in figuur 3",
            "count(listing_items.item where listing=overkoepelende-aanbevelingen)",
            "count(nodes.node where figure=figuur 3 and level=2)",
            claims=("s4_3.overall_recommendations",),
        ),
        SameList(
            "partners van TINL in voetnoot 82 en op de kaart in annex 6",
            "count(listing_items.item where listing=tinl-2020)",
            "count(listing_items.item where listing=tinl-kaart)",
            claims=("s4_5_2.partners_2020",),
        ),
        SameList(
            "partners van TINL zonder RVO, en de ROM's op hun kaart in annex 6",
            "count(listing_items.item where listing=tinl-kaart)",
            "count(listing_items.item where listing=roms-kaart)",
            more=1,
            claims=("s4_5_2.partners_2020",),
        ),
        SameList(
            "topsectoren in voetnoot 7 en op hun kaart in annex 6",
            "count(listing_items.item where listing=topsectoren-voetnoot)",
            "count(listing_items.item where listing=topsectoren-kaart)",
        ),
    ),
    # The money of six years is given a year, in full, and per organisation.
    yearly=(
        Yearly(
            "subsidie voor de drie organisaties in miljoenen euro's",
            "resource_figures.value[yearly_organisations]",
            2017,
            2022,
            'claim("voorwoord.programme_total")',
        ),
        Yearly(
            "subsidie voor de drie organisaties in miljoenen euro's, tegen de toezeggingen",
            "resource_figures.value[yearly_organisations_scope]",
            2017,
            2022,
            _COMMITTED,
        ),
    ),
    bases=(
        Base("bedrijven die NLiB niet kennen", _UNKNOWN, "survey_answers.share[bekendheid,niet]", _SURVEYED),
        Base(
            "bedrijven die een cursus van de Academy volgden",
            "survey_answers.respondents[diensten,academy]",
            "survey_answers.share[diensten,academy]",
            f"survey_answers.share[gebruik,wel] * ({_SURVEYED} - {_UNKNOWN})",
        ),
    ),
    # Answers of firms, each of which counts once.
    means=(
        MeanOf("s5_2_3.no_leads", _PROVIDERS),
        MeanOf("s5_2_3.some_leads", _PROVIDERS),
        MeanOf("s5_2_3.expectation_not", _PROVIDERS),
        MeanOf("s5_2_3.expectation_partly", _PROVIDERS),
    ),
    windows=(*_active("NLiB"), *_active("TINL")),
    ordered=(
        Ordered(
            "gesproken consortiumleden: het minste per case maal de cases, en annex 2 zonder NLWorks",
            (
                "survey_figures.value[case_interviews_low] * count(cases.case)",
                "sum(interviews.persons where list=casestudy's) - interviews.persons[casestudy's,NLWorks]",
            ),
        ),
        *(
            Ordered(
                f"deelnemers van TINL in {year}: uniek, per evenement, volgens de jaarrapportage",
                (
                    f"reach_participants.participants[{year},unieke deelnemers]",
                    f"reach_participants.participants[{year},deelnemers per evenement]",
                    f"reach_participants.participants[{year},jaarrapportage TINL]",
                ),
            )
            for year in (2019, 2020)
        ),
        *(
            Ordered(
                f"deelnemers van TINL in {year}: de genoemde soorten evenementen, en alle",
                (
                    " + ".join(f"reach_events.participants[{year},{event}]" for event in events),
                    f"reach_participants.participants[{year},deelnemers per evenement]",
                ),
            )
            for year, events in (
                (2019, ("businessmissies vanuit Nederland", "netwerkevenementen")),
                (2020, ("webinars", "conferenties")),
            )
        ),
        Ordered(
            "NLiB: gekoppeld aan een bedrijf, aan een nummer, in Nederland, alle",
            tuple(f"reach_matching.records[NLiB,{step}]" for step in (4, 3, 2, 1)),
        ),
        Ordered(
            "TINL: gekoppeld aan een bedrijf, zonder dubbelen, alle",
            tuple(f"reach_matching.records[TINL,{step}]" for step in (3, 2, 1)),
        ),
        Ordered(
            "bedrijven en KvK-nummers",
            ("reach_matching.records[NLiB en TINL,2]", "reach_matching.records[NLiB en TINL,1]"),
        ),
        Ordered(
            "NLiB: doorverwijzingen en cursussen, en alle geholpen ondernemers",
            (
                "reach_figures.value[referrals_2021] + reach_figures.value[courses_2021]",
                "reach_figures.value[helped_2021]",
            ),
        ),
        Ordered(
            "NL Business Hubs: geaccrediteerd, betalend, alle",
            tuple(f"policy_figures.value[hubs_{kind}]" for kind in ("accredited", "paying", "website")),
        ),
        *(
            Ordered(
                f"{organisation}: gerealiseerd en toegezegd tot en met 2021",
                (
                    f"funding.value[{organisation},geheel,totaal,gerealiseerd,2018-2021]",
                    f"funding.value[{organisation},geheel,totaal,toegezegd,2018-2021]",
                ),
            )
            for organisation in ("TINL", "NLWorks", "TINL en NLWorks")
        ),
        Ordered(
            "NLiB: gerealiseerd tot en met 2021 en toegezegd tot en met 2022",
            (
                "funding.value[NLiB,geheel,totaal,gerealiseerd,2017-2021]",
                "funding.value[NLiB,geheel,totaal,toegezegd,2017-2022] / 1000000",
            ),
        ),
        Ordered(
            "bedrijven in de primaire doelgroep van NLiB en in alle doelgroepen",
            ("reach_targets.firms[primair]", "reach_targets.firms[totaal]"),
        ),
    ),
    # The card of a forum lists its members in full; the cards of actors name the main forums only.
    memberships=(
        Membership(
            "deelname aan overleg",
            "memberships",
            "forum",
            "actor",
            "stated",
            "kaart van het forum",
            (("postennet", ("ambassades", "cg", "nbso")),),
        ),
    ),
    single=(Single("scores van NLWorks", "scores", "lowest", "highest"),),
)
