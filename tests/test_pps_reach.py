"""Whom NLiB and TINL reached: shares by hand, what cannot be, and what is only in a picture."""

import pytest

from evalbook import exhibits, tables
from evalbook.measures import pps_reach as reach
from evalbook.measures.quantity import constant


@pytest.fixture(scope="module")
def data():
    names = [table.name for table in tables.specification("pps-2017-2022") if table.name.startswith("reach_")]
    return tables.load("pps-2017-2022", *names)


def test_matching_step_by_step(data):
    table = reach.matching(data["reach_matching"])
    assert table["NLiB"][3]["share_before"].value == pytest.approx(818 / 1000)
    assert table["NLiB"][3]["share_first"].value == pytest.approx(818 / 9000)
    assert table["TINL"][2]["share_first"].value == pytest.approx(2568 / 8000)
    assert reach.matched_firms(data["reach_matching"]).value == 818 + 2568  # printed as 3386


def test_a_first_step_has_no_share(data):
    shown = exhibits.pps_own_matching(data).frame()
    assert shown["deel_van_de_stap_ervoor"].iloc[0] == ""


def test_a_share_over_five_years_below_one_of_them_is_marked(data):
    marked = [row.cells[0] for row in exhibits.pps_own_active(data).rows if row.marked]
    assert marked == ["TINL, gebruikers"]  # 94% in the year before, 87% in the five years before (6.1)


def test_figure_16_shows_what_is_left(data):
    shown = exhibits.pps_figure_16_earlier(data).frame().set_index("gebruikers_van")
    assert shown.loc["NLiB", "geen_eerder_gebruik"] == pytest.approx(0.54)  # 1 - 46%
    assert shown.loc["TINL", "geen_eerder_gebruik"] == pytest.approx(0.35)  # 1 - 65%


def test_the_parts_of_later_use_do_not_give_about_half(data):
    table = reach.later_use(data["reach_earlier"], data["reach_later"])
    # NLiB: 46% x 50% + 54% x 90% = 23% + 48,6%; TINL: 65% x 50% + 35% x 75% = 32,5% + 26,25%
    assert table["NLiB"]["all"].value == pytest.approx(0.716)
    assert table["TINL"]["all"].value == pytest.approx(0.5875)
    assert table["NLiB"]["stated"].value == 0.5


def test_three_counts_of_participants(data):
    table = reach.participants(data["reach_participants"], constant(0.2, "aandeel"))
    assert table["2019"]["gap"].value == 2847 - 1512
    assert table["2020"]["gap_left"].value == pytest.approx((4857 - 3144) * 0.8)
    assert table["2020"]["events_each"].value == pytest.approx(3144 / 2107)


def test_kinds_of_event_are_shares_of_all_participations(data):
    table = reach.events(data["reach_events"], data["reach_participants"])
    assert table["webinars", "2020"]["share"].value == pytest.approx(1848 / 3144)
    assert table["webinars", "2019"]["participants"].value is None
    assert "Vier van de acht" in exhibits.pps_own_events(data).note


def test_target_groups_by_hand(data):
    implied = reach.targets(data["reach_targets"])
    assert implied["secondary_firms"].value == 50_000 - 25_000
    assert implied["persons_each"].value == 200_000 / 50_000


@pytest.mark.parametrize(
    ("exhibit", "basis", "missing", "holder"),
    [
        (lambda data: exhibits.pps_figure_13_markets(data), "partial", "Alle 40 waarden", "het CBS heeft"),
        (
            lambda data: exhibits.pps_figure_export(data, "NLiB"),
            "partial",
            "Alle acht waarden",
            "het CBS heeft",
        ),
        (
            lambda data: exhibits.pps_figure_export(data, "TINL"),
            "missing",
            "Alle acht waarden",
            "het CBS heeft",
        ),
        (lambda data: exhibits.pps_figure_17_later(data), "partial", "Alle acht waarden", "het CBS heeft"),
        (lambda data: exhibits.pps_figure_18_regions(data), "partial", "Alle 22 waarden", "RVO heeft"),
    ],
)
def test_a_figure_in_a_picture_says_what_is_missing_and_who_has_it(data, exhibit, basis, missing, holder):
    figure = exhibit(data)
    assert figure.basis == basis and not figure.svg
    assert missing in figure.note and holder in figure.note


def test_the_text_stands_in_where_a_figure_has_no_values(data):
    shown = exhibits.pps_figure_13_markets(data).frame()
    assert list(shown["nlib_gebruikers"].iloc[:2]) == [0.2, 0.3]  # "varieert van 20 tot 30 procent" (6.1)
    export = exhibits.pps_figure_export(data, "NLiB").frame()
    stated = export[export["groep"].str.endswith("volgens de tekst")]
    assert list(stated["voor_gebruik"]) == [0.2, 0.5]  # mean about 20%, median about 50% (6.1)
