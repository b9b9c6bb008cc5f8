"""Money and staff of the PPS organisations: annex 5 adds up, and what the text says beside it."""

import pytest

from evalbook import exhibits, tables
from evalbook.measures import pps_resources as resources


@pytest.fixture(scope="module")
def data():
    return tables.load(
        "pps-2017-2022",
        "pillars",
        "cost_items",
        "costs",
        "staff",
        "funding",
        "resource_notes",
        "resource_figures",
    )


# Annex 5 by hand, realised 2017-2018 + 2019 + 2020 + 2021:
#   krachtenbundeling: 0 + 81.211 + 88.337 + 67.850 = 237.398 (inhuur); 179.759 + 66.712 + 89.465 + 153.791 =
#     489.727 (communicatie); 136.119 + 55.064 = 191.183 (advies); 70.900 + 141.631 + 63.864 + 52.302 = 328.697
#     (events); samen 1.247.005
#   Next Level Business: 70.741 + 805.515 + 48.746 = 925.002
#   projectenbureau: 103.573 + 67.387 = 170.960; 531.542 + 538.778 = 1.070.320; samen 1.241.280
#   digitaal platform: 2.505.121 + 1.148.334 + 316.242 + 36.119 = 4.005.816
REALISED = {
    "krachtenbundeling": 1_247_005,
    "next-level-business": 925_002,
    "projectenbureau": 1_241_280,
    "digitaal-platform": 4_005_816,
    "all": 7_419_103,
}
# Begroot 2022: 120 + 150 + 493 + 163 = 926; 0 + 232 + 60 = 292; 700; 595 + 517 + 50 + 30 = 1.192 (duizend euro)
BUDGETED = {
    "krachtenbundeling": 926_000,
    "next-level-business": 292_000,
    "projectenbureau": 700_000,
    "digitaal-platform": 1_192_000,
    "all": 3_110_000,
}


def test_pillars_are_the_sums_worked_by_hand(data):
    sums = resources.pillar_costs(data["costs"])
    assert {pillar: line["all"].value for pillar, line in sums.items()} == REALISED
    assert {pillar: line["2022"].value for pillar, line in sums.items()} == BUDGETED


def test_the_fourteen_items_of_annex_5_sum_to_the_totals_shown(data):
    shown = exhibits.pps_table_annex_5(data).frame()
    total = shown["kostenpost"].str.startswith("Samen: ")
    items = shown[~total]
    assert len(items) == 14 and total.sum() == 5
    groups = [4, 3, 3, 4]  # items by pillar in annex 5
    for column in ("2017_2018", "2019", "2020", "2021", "2022", "all"):
        parts = [value if not isinstance(value, str) else 0 for value in items[column]]
        ends = [sum(groups[:n]) for n in range(1, 5)]
        sums = [sum(parts[end - size : end]) for end, size in zip(ends, groups, strict=True)]
        assert [*sums, sum(sums)] == list(shown.loc[total, column])


def test_an_amount_that_was_not_specified_is_said_so_and_counts_nowhere(data):
    shown = exhibits.pps_table_annex_5(data).frame()
    words = (shown == "niet gespecificeerd").sum().sum()
    assert words == 10  # five advice items, in 2017-2018 and in 2019
    advice = shown[shown["kostenpost"] == "Advieskosten: krachtenbundeling"].iloc[0]
    assert advice["all"] == 136_119 + 55_064


def test_budgeted_years_are_named_as_such(data):
    headers = [column.header for column in exhibits.pps_table_annex_5(data).columns]
    assert "2022 (begroot)" in headers and "2021" in headers


def test_figure_a_is_computed_from_annex_5(data):
    figure = exhibits.pps_figure_a(data)
    shown = figure.frame()
    assert len(shown) == 16 and figure.basis == "recomputed"
    platform = shown[(shown["pilaar"] == "Digitaal platform") & (shown["periode"] == "2021")].iloc[0]
    # inhuur 706.074; advies 121.387 + 36.119 = 157.506; DUK 502.177; samen 1.365.757
    assert list(platform[["inhuur_personeel", "advieskosten", "duk_van_activiteiten", "samen"]]) == [
        706_074,
        157_506,
        502_177,
        1_365_757,
    ]


def test_one_amount_in_the_text_does_not_fit_its_items(data):
    exhibit = exhibits.pps_own_pillars_stated(data)
    marked = [row.cells[0] for row in exhibit.rows if row.marked]
    assert marked == ["Krachtenbundeling"]  # 1,4 miljoen in annex 5, 1.247.005 in its table


def test_commitment_and_spending(data):
    table = resources.commitments(data["funding"])
    assert table["NLiB"]["share"].value == pytest.approx(17.8 / 24.177)
    assert table["TINL"]["share"].value == pytest.approx(2.6 / 2.9)
    assert table["NLWorks"]["open"].value == pytest.approx(9.1 - 5.7)
    # TINL en NLWorks samen: 2,9 + 9,1 = 12,0 en 2,6 + 5,7 = 8,3 (annex 5)
    assert table["TINL en NLWorks"]["committed"].value == pytest.approx(2.9 + 9.1)
    assert table["TINL en NLWorks"]["realised"].value == pytest.approx(2.6 + 5.7)


def test_four_ways_to_tell_what_it_cost(data):
    money = resources.programme_totals(data["funding"], data["resource_figures"])
    assert money["stated"].value == 40
    assert money["yearly"].value == 6 * 9  # 2017 tot en met 2022, EUR 9 miljoen per jaar
    assert money["grants"].value == pytest.approx(24.177 + 14.8)
    assert money["spent"].value == pytest.approx(17.8 + 8.3)


def test_cost_per_fte(data):
    table = resources.cost_per_fte(data["staff"])
    assert table["tinl"]["per_fte"].value == pytest.approx(2_500_000 / 14.9)
    assert table["nlib_2021"]["per_fte"].value == 75_000  # 150.000 / 2,0
    assert table["nlib_2020_2022"]["per_fte"].value == 115_000  # 632.500 / (1,5 + 2,0 + 2,0)
    assert resources.mean_fte(data["staff"], "NLWorks").value == 6.625  # 26,5 / 4; printed 6,6


def test_two_readings_of_what_nlib_spent(data):
    money = resources.nlib_spending(data["costs"], data["cost_items"], data["staff"], data["funding"])
    # 17,8 - 7,419103 - 9,9 = 0,480897; inhuur 237.398 + 70.741 + 170.960 + 2.505.121 = 2.984.220
    assert money["rest_low"].value == pytest.approx(0.480897)
    assert money["hired"].value == pytest.approx(2.98422)
    assert money["rest_high"].value == pytest.approx(0.480897 + 2.98422)


@pytest.mark.parametrize(
    ("exhibit", "missing", "holder"),
    [
        (
            "pps_figure_10",
            "Veertien van de zestien",
            "NLiB heeft",
        ),  # fte 2 of 4; three amounts by four periods
        ("pps_figure_11", "Alle twaalf waarden", "RVO heeft"),  # three series by four years
        # staff 4 + 2 + 3, direct costs 4 + 2 + 4, programme 4, fte 4
        ("pps_figure_12", "Alle 27 waarden", "RVO heeft"),
    ],
)
def test_a_figure_printed_as_bars_says_what_is_missing_and_who_has_it(data, exhibit, missing, holder):
    figure = getattr(exhibits, exhibit)(data)
    assert figure.basis == "partial"
    assert missing in figure.note and holder in figure.note


def test_what_no_longer_was_is_no_gap(data):
    shown = exhibits.pps_figure_12(data).frame()
    flex = shown[shown["reeks"] == "Personele inzet, Flexinzet"].iloc[0]
    assert list(flex[["2020", "2021"]]) == ["vervallen", "vervallen"]


def test_figure_b_adds_what_nlib_gave(data):
    extra = {number.key: number.quantity for number in exhibits.pps_figure_b(data).extra}
    # 244.000 + 150.000 + 288.000 + 389.000 = 1.071.000; met 5,7 miljoen publiek 15,8%
    assert extra["pps_figure_b.private_money"].value == 1_071_000
    assert extra["pps_figure_b.private_share"].value == pytest.approx(1_071 / (5_700 + 1_071))
