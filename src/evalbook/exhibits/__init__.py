"""The exhibits of the book: one function for each table, figure and diagram.

Belongs here: what each exhibit shows and says. Not here: calculations (`measures`) and reading
(`tables`). Functions are named for the publication's own number; exhibits of our own say so.
"""

from evalbook.exhibits.analysis import (
    pib_own_control_group,
    pib_own_sensitivity,
    pib_own_turnover_spread,
    pib_own_turnover_uncertainty,
)
from evalbook.exhibits.case import (
    pib_own_case_facts,
    pib_own_case_key_figures,
    pib_own_case_lessons,
    pib_own_case_objectives,
    pib_own_case_realisation,
    pib_own_case_routes,
    pib_own_case_timeline,
    pib_table_activities,
)
from evalbook.exhibits.cases import (
    pib_own_realisation_cases,
    pib_own_realisation_categories,
    pib_own_realisation_modules,
    pib_own_timelines,
    pib_table_16_realisation,
)
from evalbook.exhibits.edition import title_of
from evalbook.exhibits.editions import pib_own_editions
from evalbook.exhibits.effect import (
    pib_own_concentration,
    pib_own_contract_objectives,
    pib_own_follow_up,
    pib_own_funnel,
    pib_own_pilots,
    pib_own_routes,
    pib_own_sdgs,
)
from evalbook.exhibits.export import (
    pib_own_export,
    pib_own_instruments,
    pib_own_investment,
    pib_table_12_export_results,
    pib_table_13_instruments,
)
from evalbook.exhibits.framework import (
    pib_figure_logic,
    pib_own_interviews,
    pib_own_recommendations,
    pib_table_3_criteria,
    pib_table_15_indicators,
    pib_table_examples,
    pib_table_questions,
)
from evalbook.exhibits.lines import pib_own_lines
from evalbook.exhibits.notes import footnotes
from evalbook.exhibits.portfolio import (
    key_figures,
    pib_figure_3_participants,
    pib_own_spread,
    pib_table_4_durations,
    pib_table_5_funding,
    pib_table_6_rvo_funding,
    pib_table_7_markets,
    pib_table_8_sectors,
)
from evalbook.exhibits.pps_added_value import (
    pps_own_scores_cases,
    pps_own_scores_criteria,
    pps_own_scores_several,
    pps_own_scores_stages,
    pps_table_annex_3_scores,
)
from evalbook.exhibits.pps_audience import (
    pps_own_active,
    pps_own_events,
    pps_own_matching,
    pps_own_participants,
    pps_own_targets,
)
from evalbook.exhibits.pps_case import (
    pps_own_case_facts,
    pps_own_case_goals,
    pps_own_case_key_figures,
    pps_own_case_partners,
    pps_own_case_timeline,
    pps_table_annex_3_case,
)
from evalbook.exhibits.pps_cases import pps_own_case_organisations, pps_own_case_sdgs, pps_own_cases
from evalbook.exhibits.pps_conclusions import (
    pps_own_conclusions,
    pps_own_listings,
    pps_own_recommendations,
)
from evalbook.exhibits.pps_costs import (
    pps_figure_a,
    pps_own_pillars,
    pps_own_pillars_stated,
    pps_table_annex_5,
)
from evalbook.exhibits.pps_ecosystem import (
    pps_own_meetings,
    pps_own_network,
    pps_table_annex_6_actors,
    pps_table_annex_6_forums,
)
from evalbook.exhibits.pps_logic import pps_figure_logic
from evalbook.exhibits.pps_policy import (
    pps_box_1_vision,
    pps_figure_1_matrix,
    pps_figure_timeline,
    pps_own_combinations,
    pps_table_annex_1_matrix,
)
from evalbook.exhibits.pps_ratings import (
    pps_own_ratings,
    pps_table_additionality,
    pps_table_criteria,
    pps_table_relevance,
)
from evalbook.exhibits.pps_reach import pps_figure_13_markets, pps_figure_18_regions, pps_figure_export
from evalbook.exhibits.pps_resources import (
    pps_own_commitments,
    pps_own_nlib_spending,
    pps_own_staff_cost,
    pps_own_totals,
)
from evalbook.exhibits.pps_survey import (
    pps_own_focus_groups,
    pps_own_survey_answers,
    pps_own_survey_funnel,
    pps_own_surveys,
    pps_table_annex_2_interviews,
)
from evalbook.exhibits.pps_use import pps_figure_16_earlier, pps_figure_17_later, pps_own_later_use
from evalbook.exhibits.pps_yearly import pps_figure_10, pps_figure_11, pps_figure_12, pps_figure_b
from evalbook.exhibits.publish import include, publish

__all__ = [
    "footnotes",
    "include",
    "key_figures",
    "pib_figure_3_participants",
    "pib_figure_logic",
    "pib_own_case_facts",
    "pib_own_case_key_figures",
    "pib_own_case_lessons",
    "pib_own_case_objectives",
    "pib_own_case_realisation",
    "pib_own_case_routes",
    "pib_own_case_timeline",
    "pib_own_concentration",
    "pib_own_contract_objectives",
    "pib_own_control_group",
    "pib_own_editions",
    "pib_own_export",
    "pib_own_follow_up",
    "pib_own_funnel",
    "pib_own_instruments",
    "pib_own_interviews",
    "pib_own_investment",
    "pib_own_lines",
    "pib_own_pilots",
    "pib_own_realisation_cases",
    "pib_own_realisation_categories",
    "pib_own_realisation_modules",
    "pib_own_recommendations",
    "pib_own_routes",
    "pib_own_sdgs",
    "pib_own_sensitivity",
    "pib_own_spread",
    "pib_own_timelines",
    "pib_own_turnover_spread",
    "pib_own_turnover_uncertainty",
    "pib_table_3_criteria",
    "pib_table_4_durations",
    "pib_table_5_funding",
    "pib_table_6_rvo_funding",
    "pib_table_7_markets",
    "pib_table_8_sectors",
    "pib_table_12_export_results",
    "pib_table_13_instruments",
    "pib_table_15_indicators",
    "pib_table_16_realisation",
    "pib_table_activities",
    "pib_table_examples",
    "pib_table_questions",
    "pps_box_1_vision",
    "pps_figure_1_matrix",
    "pps_figure_10",
    "pps_figure_11",
    "pps_figure_12",
    "pps_figure_13_markets",
    "pps_figure_16_earlier",
    "pps_figure_17_later",
    "pps_figure_18_regions",
    "pps_figure_a",
    "pps_figure_b",
    "pps_figure_export",
    "pps_figure_logic",
    "pps_figure_timeline",
    "pps_own_active",
    "pps_own_case_facts",
    "pps_own_case_goals",
    "pps_own_case_key_figures",
    "pps_own_case_organisations",
    "pps_own_case_partners",
    "pps_own_case_sdgs",
    "pps_own_case_timeline",
    "pps_own_cases",
    "pps_own_combinations",
    "pps_own_commitments",
    "pps_own_conclusions",
    "pps_own_events",
    "pps_own_focus_groups",
    "pps_own_later_use",
    "pps_own_listings",
    "pps_own_matching",
    "pps_own_meetings",
    "pps_own_network",
    "pps_own_nlib_spending",
    "pps_own_participants",
    "pps_own_pillars",
    "pps_own_pillars_stated",
    "pps_own_ratings",
    "pps_own_recommendations",
    "pps_own_scores_cases",
    "pps_own_scores_criteria",
    "pps_own_scores_several",
    "pps_own_scores_stages",
    "pps_own_staff_cost",
    "pps_own_survey_answers",
    "pps_own_survey_funnel",
    "pps_own_surveys",
    "pps_own_targets",
    "pps_own_totals",
    "pps_table_additionality",
    "pps_table_annex_1_matrix",
    "pps_table_annex_2_interviews",
    "pps_table_annex_3_case",
    "pps_table_annex_3_scores",
    "pps_table_annex_5",
    "pps_table_annex_6_actors",
    "pps_table_annex_6_forums",
    "pps_table_criteria",
    "pps_table_relevance",
    "publish",
    "title_of",
]
