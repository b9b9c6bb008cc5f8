"""How the numbers of the PIB report hang together, beyond what the claims' expressions say.

Belongs here: declarations only. Each says what the report itself claims or what the words mean; none
says whether it is true.
"""

from __future__ import annotations

from evalbook.audit.checks.declarations import (
    Between,
    Declarations,
    MeanOf,
    Ordered,
    Product,
    RowTotal,
    Shares,
    Tally,
    Total,
    Unique,
    Weights,
    Window,
)

_CLUSTERS = "sum(durations.clusters)"
_SUPPORTED = "effect_figures.value[clusters_supported]"

DECLARED = Declarations(
    totals=(
        # Tabel 7 places each cluster in one kind of market.
        Total(
            "clusters naar soort markt (tabel 7) en naar startjaar (tabel 4)",
            "sum(market_types.clusters)",
            _CLUSTERS,
        ),
        Total(
            "convenanten gestart (tabel 6) en clusters gestart (tabel 4)",
            "sum(rvo_funding.covenants_started)",
            _CLUSTERS,
        ),
    ),
    row_totals=(
        RowTotal(
            "geturfde uitkomsten en het aantal keren in het actieplan (tabel 16)",
            "realisation_printed",
            (
                "finished_yes",
                "finished_partly",
                "finished_no",
                "running_yes",
                "running_partly",
                "running_no",
            ),
            "planned",
        ),
    ),
    shares=(
        Shares("aandelen van de vervolgstappen", "follow_up.share"),
        # The report does not say that every activity serves one of the three routes.
        Shares("aandelen van de drie impactroutes", "routes.share", complete=False),
    ),
    means=(
        # Means over clusters: participants and firms are counted per cluster. The report gives the
        # number of clusters in two ways, so each is tried.
        MeanOf("s2_4_2.mean_participants", _CLUSTERS),
        MeanOf("s2_4_2.mean_participants", _SUPPORTED),
        MeanOf("s2_4_2.mean_firms", _CLUSTERS),
        MeanOf("s2_4_2.mean_firms", _SUPPORTED),
        MeanOf("s4_2_2.share_clusters_with_turnover", _CLUSTERS),
        # Marks are whole numbers, one per member who answered.
        MeanOf("c7.satisfaction", 'claim("c7.survey_responses")'),
        MeanOf("c7.partial_marks.low", 'claim("c7.survey_responses")'),
        MeanOf("c7.partial_marks.high", 'claim("c7.survey_responses")'),
    ),
    weights=(Weights("durations", "durations.clusters"), Weights("funding", "durations.clusters")),
    ordered=(
        Ordered(
            "mkb-bedrijven zijn een deel van de bedrijven",
            ("portfolio_figures.value[share_sme]", "portfolio_figures.value[share_firms]"),
        ),
        Ordered(
            "deelnemers per cluster: minimum, gemiddelde, gebruikelijk maximum",
            (
                "portfolio_figures.value[minimum_participants]",
                "participants.participants[2016-2020]",
                "portfolio_figures.value[usual_maximum_participants]",
            ),
        ),
        Ordered(
            "clusters met precies het minimum", ("portfolio_figures.value[clusters_at_minimum]", _CLUSTERS)
        ),
        Ordered("clusters met een verlenging", ("portfolio_figures.value[extensions]", _CLUSTERS)),
        Ordered(
            "clusters met overige thema's", ("sum(other_themes.clusters)", "top_sectors.clusters[Overig]")
        ),
        Ordered("clusters in de genoemde doellanden", ("sum(target_countries.clusters)", _CLUSTERS)),
        Ordered("clusters per topsector", ("max(top_sectors.clusters)", _CLUSTERS)),
        Ordered(
            "clusters met een doelstelling over contracten",
            ("effect_figures.value[clusters_with_contract_objective]", _CLUSTERS),
        ),
        Ordered(
            "clusters die omzet rapporteren",
            ("effect_figures.value[clusters_with_turnover]", _SUPPORTED),
        ),
        Ordered(
            "de grootste overeenkomst, de eerste twee jaren, alle clusters",
            (
                "effect_figures.value[largest_deal]",
                "effect_figures.value[turnover_growth_first_years]",
                "effect_figures.value[turnover_growth]",
            ),
        ),
        Ordered(
            "zekere omzetgroei en alle omzetgroei",
            ("effect_figures.value[turnover_growth_certain]", "effect_figures.value[turnover_growth]"),
        ),
        Ordered(
            "het begrote RVO-budget van Gulf Tulip en het hoogste bedrag van een cluster",
            (
                "portfolio_figures.value[pib_funding_min]",
                'claim("c3.budget_rvo")',
                "portfolio_figures.value[pib_funding_max]",
            ),
        ),
    ),
    between=(
        Between(
            "PIB-financiering per cluster",
            "portfolio_figures.value[pib_funding_min]",
            "funding.pib",
            "portfolio_figures.value[pib_funding_max]",
        ),
        Between(
            "clusterfinanciering per cluster",
            "portfolio_figures.value[cluster_funding_min]",
            "funding.cluster",
            "portfolio_figures.value[cluster_funding_max]",
        ),
    ),
    windows=(
        Window("omzetgroei", 2016, 2020, "effect_figures.value[turnover_growth]"),
        Window("omzetgroei", 2016, 2017, "effect_figures.value[turnover_growth_first_years]"),
        Window("clusters met omzetgroei", 2016, 2020, "effect_figures.value[clusters_with_turnover]"),
        Window(
            "clusters met omzetgroei", 2016, 2017, "effect_figures.value[clusters_first_years_with_growth]"
        ),
        Window("clusters gestart", 2016, 2020, _CLUSTERS),
        Window("clusters gestart", 2016, 2017, "effect_figures.value[clusters_first_years]"),
    ),
    unique=(Unique("landen naar soort markt (tabel 7)", "market_countries", "country", "market_type"),),
    products=(
        Product(
            "gemiddelde RVO-financiering per cluster (tabel 5) maal het aantal (tabel 6)",
            "funding.pib",
            "rvo_funding.covenants_started",
            "rvo_funding.total",
        ),
    ),
    tallies=(
        Tally(
            "geturfde uitkomsten (tabel 16) en de tabellen van de cases",
            "realisation_printed",
            "category",
            (
                ("finished_yes", "afgerond", "ja"),
                ("finished_partly", "afgerond", "deels"),
                ("finished_no", "afgerond", "nee"),
                ("running_yes", "lopend", "ja"),
                ("running_partly", "lopend", "deels"),
                ("running_no", "lopend", "nee"),
            ),
            "activities",
            "case",
            "printed",
            (("ja", ("ja",)), ("grotendeels", ("ja", "deels")), ("deels", ("deels",)), ("nee", ("nee",))),
            "cases",
            "state",
            # The case tables name these themselves; incoming missions partly hide under impact tours,
            # and the other categories were assigned by us.
            (
                "Diplomatie",
                "Vertegenwoordiging, coördinatie & ondersteuning",
                "Promotiestrategie & -materialen",
                "Uitgaande missies & beurzen",
                "K2K-activiteiten",
                "G2G-activiteiten",
            ),
        ),
    ),
)
