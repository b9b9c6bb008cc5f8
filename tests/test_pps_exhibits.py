"""Exhibits of the PPS edition: policy, ecosystem, surveys, ratings; numbers worked by hand."""

import pytest

from evalbook import exhibits, tables
from evalbook.exhibits.diagram import Node, _lines, _untangled
from evalbook.exhibits.lanes import Item, lanes
from evalbook.exhibits.period import dutch_period, years_of
from evalbook.measures import pps_network, pps_survey

EDITION = "pps-2017-2022"


@pytest.fixture(scope="module")
def data():
    return tables.load(
        EDITION,
        *("policy_events", "vision", "nodes", "arrows", "combinations", "matrix"),
        *("actors", "forums", "memberships"),
        *("surveys", "survey_questions", "survey_answers", "focus_groups", "interviews"),
        *("rating_criteria", "ratings", "conclusions", "recommendations", "listings", "listing_items"),
        *("policy_figures", "survey_figures", "rating_figures"),
    )


def value(exhibit, name):
    """The value of one number of an exhibit, by the last part of its key."""
    return {number.key: number.quantity.value for number in exhibit.numbers}[f"{exhibit.id}.{name}"]


class TestTimelines:
    def test_figure_2_has_thirteen_events_of_which_the_first_three_are_these(self, data):
        rows = exhibits.pps_figure_timeline(data, 2).rows
        assert len(rows) == 13  # figure 2: thirteen dates in the published text
        assert [row.cells[0] for row in rows[:3]] == ["2016", "februari 2017", "april 2017"]

    def test_figure_2_says_how_many_captions_cannot_be_read(self, data):
        exhibit = exhibits.pps_figure_timeline(data, 2)
        # May, October and December 2018 and October 2019 are dates without a caption
        assert exhibit.basis == "partial" and "Van 4 van de 13" in exhibit.note

    @pytest.mark.parametrize("number", [7, 8])
    def test_a_figure_that_cannot_be_read_says_so(self, data, number):
        exhibit = exhibits.pps_figure_timeline(data, number)
        assert exhibit.basis == "prose" and "als afbeelding" in exhibit.note and "IOB" in exhibit.note

    def test_a_figure_whose_captions_were_delivered_is_complete(self, data):
        read = data["policy_events"].assign(shown="datum en opschrift")
        exhibit = exhibits.pps_figure_timeline({**data, "policy_events": read}, 7)
        assert exhibit.basis == "printed" and "afbeelding" not in exhibit.note

    def test_every_event_stands_in_the_picture_with_its_date(self, data):
        exhibit = exhibits.pps_figure_timeline(data, 7)
        assert "Subsidie aan NLiB verleend voor 2017-2022 (1\N{NO-BREAK SPACE}september" in exhibit.alt
        assert exhibit.svg.count("<title") == 1

    def test_the_axis_runs_to_the_end_of_the_last_bar(self, data):
        # the extension of the grant runs to the end of 2023
        assert ">2023<" in exhibits.pps_figure_timeline(data, 7).svg

    def test_text_stands_where_most_room_is(self):
        early, late = Item("a", 2017.0, 2017.05, "vroeg"), Item("a", 2022.0, 2022.05, "laat")
        axes = lanes([early, late], 2017, 2022).axes[0]
        sides = {text.get_text(): text.get_ha() for text in axes.texts}
        assert sides["vroeg"] == "left" and sides["laat"] == "right"


class TestPeriods:
    def test_a_period_in_words(self):
        texts = [dutch_period(period) for period in ("2019", "2019-11", "2019-11-05")]
        assert texts == ["2019", "november 2019", "5 november 2019"]

    def test_a_month_lasts_a_twelfth_of_a_year(self):
        start, end = years_of("2019-07")
        assert start == pytest.approx(2019.5) and end - start == pytest.approx(1 / 12)


class TestLogics:
    @pytest.mark.parametrize(
        ("number", "boxes", "key"),
        # counted in the sheet of nodes, which follows figures 3 to 6 and 9 and annex 4
        [
            ("3", 53, "3"),
            ("4", 11, "4"),
            ("5", 17, "5"),
            ("6", 18, "6"),
            ("annex 4", 14, "annex_4"),
            ("9", 21, "9"),
        ],
    )
    def test_every_box_is_drawn_and_told(self, data, number, boxes, key):
        exhibit = exhibits.pps_figure_logic(data, number)
        assert exhibit.id == f"pps_figure_{key}" and exhibit.kind == "diagram"
        assert len(exhibit.rows) == boxes
        for row in exhibit.rows:
            assert row.cells[1].split()[0].rstrip(":") in exhibit.svg

    def test_an_arrow_says_what_it_means(self, data):
        rows = {row.cells[1]: row.cells[2] for row in exhibits.pps_figure_logic(data, "5").rows}
        assert "is opdrachtgever van: NLWorks" in rows["ISO-commissie"]

    def test_basis_tells_whether_the_captions_were_printed(self, data):
        # figure 9 is an image only; of figure 3 all captions are in the published text
        assert exhibits.pps_figure_logic(data, "9").basis == "prose"
        figure = exhibits.pps_figure_logic(data, "3")
        assert figure.basis == "partial" and "de pijlen niet" in figure.note

    def test_the_annex_is_named_as_such(self, data):
        assert exhibits.pps_figure_logic(data, "annex 4").label == "Annex 4"

    def test_boxes_stand_near_what_they_are_tied_to(self):
        nodes = [Node("a", 1, 1, "A"), Node("b", 1, 2, "B"), Node("x", 2, 1, "X"), Node("y", 2, 2, "Y")]
        rows = _untangled(nodes, [("a", "y"), ("b", "x")])
        top, bottom = ([node.id for node in row] for row in rows)
        assert (top.index("a") < top.index("b")) == (bottom.index("y") < bottom.index("x"))

    def test_a_long_compound_breaks_after_its_first_part(self):
        assert _lines("internationaliseringsstrategie ontwikkelen", 18) == (
            "internationaliserings-",
            "strategie",
            "ontwikkelen",
        )


class TestEcosystem:
    def test_a_seat_told_by_several_sources_counts_once(self, data):
        found = pps_network.seats(data["memberships"])
        (seat,) = [seat for seat in found if (seat.forum, seat.actor) == ("iso-c", "tinl")]
        assert seat.stated == ("kaart van het forum", "kaart van de actor", "hoofdtekst")

    def test_who_sits_in_the_working_group_on_programming(self, data):
        # annex 6: BZ, EZK, RVO, NLWorks (chair), TINL, NLiB
        exhibit = exhibits.pps_table_annex_6_forums(data)
        assert value(exhibit, "members_wg_mjp") == 6
        assert value(exhibit, "weeks_wg_mjp") == 3
        assert value(exhibit, "times_high_nio") == 6

    def test_nlworks_sits_in_five_forums(self, data):
        # annex 6, card of NLWorks: steering group, programming, NIO, alignment, ISO committee
        assert value(exhibits.pps_own_network(data), "forums_nlworks") == 5

    def test_a_seat_on_one_card_only_is_open(self, data):
        exhibit = exhibits.pps_own_meetings(data)
        # annex 6: EZK in the NIO, MKB-Nederland in the steering group, and in the working groups of TINL
        # RVO, consulates, NBSOs and embassies
        assert value(exhibit, "one_sided") == 6

    def test_two_actors_meet_as_often_as_they_share_a_forum(self, data):
        found = [seat for seat in pps_network.seats(data["memberships"]) if seat.forum in ("wg-mjp", "wer")]
        shared = pps_network.shared_forums(found)
        assert shared["bz", "rvo"] == 2 and shared["nlib", "nlworks"] == 1
        assert ("departementen", "nlib") not in shared

    def test_annex_6_counts_its_cards(self, data):
        assert value(exhibits.pps_table_annex_6_actors(data), "actors") == 20
        assert value(exhibits.pps_table_annex_6_forums(data), "forums") == 8

    def test_a_network_is_drawn_the_same_each_time(self, data):
        assert exhibits.pps_own_network(data).svg == exhibits.pps_own_network(data).svg


class TestSurveys:
    def test_response_is_answered_over_asked(self, data):
        exhibit = exhibits.pps_own_surveys(data)
        assert value(exhibit, "share_bedrijven") == pytest.approx(1837 / 13500)
        assert value(exhibit, "share_dienstverleners") == pytest.approx(16 / 65)

    def test_users_follow_in_two_ways_that_rounding_does_not_reconcile(self, data):
        found = pps_survey.funnel(data["surveys"], data["survey_answers"])
        assert found["aware"].value == 216  # 1837 - 1621
        assert found["users"].value == pytest.approx(49.68)  # 23% of 216
        assert found["users_high"].value == pytest.approx(50.76)  # 23,5% of 216
        assert found["implied"].value == pytest.approx(85.714, abs=0.001)  # 12 / 14%
        assert found["implied_low"].value == pytest.approx(82.759, abs=0.001)  # 12 / 14,5%
        assert found["users_high"].value < found["implied_low"].value

    def test_answers_about_use_leave_a_share_open(self, data):
        exhibit = exhibits.pps_own_survey_funnel(data)
        assert value(exhibit, "share_use_unknown") == pytest.approx(0.16)  # 100% - 23% - 61%
        assert exhibit.basis == "recomputed" and "onzeker" in exhibit.note

    def test_a_base_that_was_not_printed_is_named_as_such(self, data):
        groups = [row.cells[0] for row in exhibits.pps_own_survey_answers(data).rows if row.kind == "group"]
        assert len(groups) == 7
        assert sum("n niet afgedrukt" in group for group in groups) == 5
        assert any("n = 1.837" in group for group in groups)

    def test_interviews_are_counted_and_nobody_is_named(self, data):
        exhibit = exhibits.pps_table_annex_2_interviews(data)
        assert value(exhibit, "persons_gesprekken_iob") == 50  # section 3.3: fifty persons
        assert value(exhibit, "persons_focusgroepen") == 7  # annex 2: six providers and one firm
        # annex 2, list of the case studies: 6 + 4 + 4 + 1 + 1 + 2 + 6 + 2 + 4 + 1
        assert value(exhibit, "persons_casestudy_s") == 31
        assert value(exhibit, "persons_all") == 88

    def test_focus_groups_lack_their_size(self, data):
        exhibit = exhibits.pps_own_focus_groups(data)
        assert exhibit.basis == "partial" and value(exhibit, "participants_1") is None
        assert value(exhibit, "hours_1") == 1.5


class TestRatings:
    def test_ratings_are_counted_by_criterion(self, data):
        exhibit = exhibits.pps_own_ratings(data)
        # sections 5.5.2.1 to 5.5.4.1, design: NLiB four times negative, TINL negative and limited,
        # NLWorks twice limited
        counts = [
            value(exhibit, f"{rating}_relevantie_ontwerp") for rating in ("positief", "beperkt", "negatief")
        ]
        assert counts == [0, 3, 5]
        assert value(exhibit, "activities") == 8 and value(exhibit, "all") == 24

    def test_each_rating_counts_in_one_criterion_and_one_organisation(self, data):
        exhibit = exhibits.pps_own_ratings(data)
        for rating in ("positief", "beperkt", "negatief"):
            criteria = ("relevantie_wensen", "relevantie_ontwerp", "additionaliteit")
            by_criterion = sum(value(exhibit, f"{rating}_{name}") for name in criteria)
            by_organisation = sum(value(exhibit, f"{rating}_{name}") for name in ("nlib", "tinl", "nlworks"))
            assert by_criterion == by_organisation == value(exhibit, f"{rating}_all")

    def test_the_one_positive_rating_of_added_value_is_nlib_in_programming(self, data):
        rows = exhibits.pps_table_additionality(data).rows
        organisations = [row.cells[0] for row in rows if row.kind == "group"]
        assert organisations == ["NLiB", "TINL", "NLWorks"]
        positive = [row.cells[0] for row in rows if row.kind == "body" and row.cells[1] == "positief"]
        assert positive == ["Meerjarig programmeren"]

    def test_relevance_has_a_rating_for_wishes_and_for_design(self, data):
        (tinl,) = [row for row in exhibits.pps_table_relevance(data).rows if "positief" in row.cells]
        assert tinl.cells[:3] == ("Krachtenbundeling", "positief", "beperkt")  # section 5.5.3.2

    def test_a_reason_that_begins_with_a_name_keeps_its_capital(self, data):
        texts = " ".join(
            row.cells[3] for row in exhibits.pps_table_relevance(data).rows if row.kind == "body"
        )
        assert "Ontwerp: hoe NLiB" in texts


class TestWholes:
    def test_the_matrix_has_six_questions(self, data):
        exhibit = exhibits.pps_figure_1_matrix(data)
        assert exhibit.label == "Figuur 1" and value(exhibit, "questions") == 6
        assert "casestudy's (NLWorks)" in exhibit.rows[3].cells[3]

    def test_one_combination_of_fifteen_is_named(self, data):
        exhibit = exhibits.pps_own_combinations(data)
        assert (value(exhibit, "all"), value(exhibit, "named"), value(exhibit, "unnamed")) == (15, 1, 14)
        assert exhibit.basis == "partial" and "mt-combinaties" in exhibit.note

    def test_combinations_are_complete_once_the_sheet_names_them(self, data):
        filled = data["combinations"].assign(market="India", theme="Water")
        exhibit = exhibits.pps_own_combinations({**data, "combinations": filled})
        assert value(exhibit, "unnamed") == 0 and exhibit.basis == "printed"
        assert len(exhibit.rows) == 15 and exhibit.note == ""

    def test_a_list_that_differs_from_its_number_is_marked(self, data):
        exhibit = exhibits.pps_own_listings(data)
        # note 64 lists eight domains and adds a ninth at the end of 2019
        assert value(exhibit, "stated_iso_domeinen") == 8 and value(exhibit, "counted_iso_domeinen") == 9
        assert [row.cells[0] for row in exhibit.rows if row.marked] == [
            "Domeinen en portefeuillehouders van het ISO NL"
        ]

    def test_conclusions_and_recommendations_stand_by_theme(self, data):
        # chapter 2: eight on the main question and 3 + 7 + 5 + 2 on the others; 2 + 4 + 1 + 2 recommendations
        assert value(exhibits.pps_own_conclusions(data), "all") == 25
        assert value(exhibits.pps_own_recommendations(data), "all") == 9

    def test_key_figures_take_a_prefix(self, data):
        exhibit = exhibits.key_figures(data, "policy_figures", "x", "t", "s", prefix="pps_")
        assert all(number.key.startswith("pps_policy_figures.") for number in exhibit.numbers)
        assert len(exhibit.rows) == len(data["policy_figures"])

    def test_a_box_is_called_a_box(self, data):
        assert exhibits.pps_box_1_vision(data).label == "Box 1"
