"""What an evaluator adds: concentration, uncertainty, sensitivity, and a control group."""

import numpy as np
import pandas as pd
import pytest

from evalbook.exhibits.explain import calculation_of
from evalbook.measures import control_group, distribution, lines, sensitivity, uncertainty
from evalbook.measures.quantity import Quantity
from evalbook.measures.uncertainty import Range


def amounts(*values):
    return [
        Quantity(value, "euro", f"cluster {place}", (f"r.xlsx!impact!B{place}",))
        for place, value in enumerate(values, start=2)
    ]


class TestConcentration:
    def test_equal_values_have_a_gini_of_zero(self):
        assert distribution.gini(amounts(5, 5, 5, 5)).value == pytest.approx(0)

    def test_one_who_has_everything_gives_the_highest_gini_there_is(self):
        # (n - 1) / n with n = 4
        assert distribution.gini(amounts(0, 0, 0, 8)).value == pytest.approx(0.75)

    def test_gini_of_a_small_example(self):
        # 2 x (1x1 + 2x2 + 3x7) / (3 x 10) - 4/3 = 52/30 - 40/30 = 0.4
        assert distribution.gini(amounts(7, 1, 2)).value == pytest.approx(0.4)

    def test_the_lorenz_curve_runs_from_the_smallest(self):
        # 1, 2, 7 of 10
        points = distribution.lorenz(amounts(7, 1, 2))
        expected = [(0, 0), (1 / 3, 0.1), (2 / 3, 0.3), (1, 1)]
        assert [x for point in points for x in point] == pytest.approx(
            [x for point in expected for x in point]
        )

    def test_what_is_unknown_is_no_zero(self):
        assert distribution.gini(amounts(5, None, 5)).value == pytest.approx(0)

    def test_the_share_of_the_largest_two(self):
        assert distribution.top_share(amounts(10, 20, 30, 40), 2).value == pytest.approx(0.7)  # 70 / 100

    def test_a_negative_amount_is_refused(self):
        with pytest.raises(ValueError, match="at least 0"):
            distribution.gini(amounts(3, -1))

    def test_a_statistic_says_what_it_is_and_keeps_its_cells(self):
        found = distribution.gini(amounts(7, 1))
        assert calculation_of(found) == "Gini-coëfficiënt van 2 waarden"
        assert set(found.sources) == {"r.xlsx!impact!B2", "r.xlsx!impact!B3"}


def ranges(*bounds):
    return [Range(*amounts(low, high), certainty) for low, high, certainty in bounds]


class TestUncertainty:
    def test_bounds_add_up(self):
        low, high = uncertainty.interval_total(ranges((1, 3, ""), (10, 20, "")))
        assert (low.value, high.value) == (11, 23)  # 1 + 10, 3 + 20

    def test_what_may_not_come_counts_nothing_at_the_low_end(self):
        bounds = ranges((1, 3, "gerealiseerd"), (10, 20, "verwacht"))
        low, high = uncertainty.interval_total(bounds, certain=["gerealiseerd"])
        assert (low.value, high.value) == (1, 23)

    def test_a_simulation_of_points_has_no_spread(self):
        found = uncertainty.simulated_total(ranges((4, 4, ""), (6, 6, "")), draws=100)
        assert {quantity.value for quantity in found.values()} == {10.0}

    def test_the_simulated_mean_lies_where_it_must(self):
        # 0.5 x (0 + 100) / 2 + (20 + 40) / 2 = 25 + 30 = 55; sd of the mean below 0.4 with 20,000 draws
        bounds = ranges((0, 100, "kans"), (20, 40, "zeker"))
        found = uncertainty.simulated_total(bounds, {"kans": 0.5, "zeker": 1.0})
        assert found["mean"].value == pytest.approx(55, abs=1.2)
        assert found["low"].value < found["middle"].value < found["high"].value

    def test_a_second_run_shows_the_same_numbers(self):
        bounds = ranges((0, 100, ""), (20, 40, ""))
        first, second = (uncertainty.simulated_total(bounds, draws=500)["middle"].value for _ in range(2))
        assert first == second

    def test_a_certainty_without_a_chance_is_refused(self):
        with pytest.raises(KeyError, match="verwacht"):
            uncertainty.simulated_total(ranges((1, 2, "verwacht")), {"zeker": 1.0})

    def test_a_range_the_wrong_way_round_is_refused(self):
        with pytest.raises(ValueError, match="from 3 to 1"):
            uncertainty.simulated_total(ranges((3, 1, "")))


class TestSensitivity:
    def test_without_the_largest(self):
        assert sensitivity.without_largest(amounts(10, 20, 70), 1).value == 30
        assert sensitivity.without_largest(amounts(10, 20, 70), 4).value is None  # nobody is left

    def test_a_missing_report_can_stand_for_nothing_for_the_mean_or_for_a_small_cluster(self):
        parts = amounts(10, 20, 60, 70, None)
        assert sensitivity.missing_as_zero(parts).value == 160
        assert sensitivity.missing_as_mean(parts).value == 200  # 160 + 160 / 4
        assert sensitivity.missing_as_smaller_half(parts).value == 175  # 160 + (10 + 20) / 2
        assert sensitivity.missing_as_mean(parts).unit == "euro"

    def test_weighting_can_move_the_mean(self):
        parts, weights = amounts(100, 200), [Quantity(3.0), Quantity(1.0)]
        # (3 x 100 + 200) / 4 - (100 + 200) / 2 = 125 - 150
        assert sensitivity.weighted_mean_shift(parts, weights).value == -25
        assert sensitivity.weighted_total(parts, weights).value == 250  # 100 + 200 - 2 x 25

    def test_who_reports_nothing_has_no_weight(self):
        parts, weights = amounts(100, None, 200), [Quantity(3.0), Quantity(90.0), Quantity(1.0)]
        assert sensitivity.weighted_mean_shift(parts, weights).value == -25
        assert sensitivity.weighted_total(parts, weights).value == 250


def panel(effect, *, drift=0.0, firms=120, seed=7):
    """Firms in 2012-2021, a third supported from 2016, a third from 2018, a third never.

    `effect` comes in the first year of support and grows by half of itself each year; `drift` is a
    trend that only the supported have.
    """
    chance = np.random.default_rng(seed)
    rows = []
    for firm in range(firms):
        start = (2016, 2018, None)[firm % 3]
        level = chance.normal(0, 2)
        for year in range(2012, 2022):
            since = None if start is None else year - start
            lifted = 0.0 if since is None or since < 0 else effect * (1 + 0.5 * since)
            trend = 0.1 * (year - 2012) + (drift * (year - 2012) if start else 0.0)
            rows.append((f"b{firm}", year, start, level + trend + lifted + chance.normal(0, 0.1)))
    return pd.DataFrame(rows, columns=["firm", "year", "first_year", "value"]).astype(
        {"first_year": "float64"}
    )


class TestControlGroup:
    def test_a_planted_effect_is_recovered(self):
        # Over 0 to 3 years since the start: 0.4 x (1 + 1.5 + 2 + 2.5) / 4 = 0.7
        found = control_group.effect_of_support(panel(0.4))
        assert found.value == pytest.approx(0.7, abs=0.05)
        assert found.low < 0.7 < found.high
        assert (found.firms, found.supported) == (120, 80)

    def test_the_event_study_shows_it_year_by_year(self):
        found = control_group.event_study(panel(0.4)).set_index("since")["value"]
        assert list(found.index) == [-3, -2, -1, 0, 1, 2, 3]
        assert found[-1] == 0
        for year, planted in {-3: 0, -2: 0, 0: 0.4, 1: 0.6, 2: 0.8, 3: 1.0}.items():
            assert found[year] == pytest.approx(planted, abs=0.08)

    def test_without_an_effect_none_is_found(self):
        found = control_group.effect_of_support(panel(0.0))
        assert found.low < 0 < found.high

    def test_groups_that_drift_apart_show_before_the_start(self):
        found = control_group.event_study(panel(0.0, drift=0.2)).set_index("since")
        assert found.loc[-3, "high"] < 0  # 2 years before the reference at 0.2 a year: -0.4

    def test_repeating_the_controls_adds_no_certainty(self):
        # One cohort compared with the same controls twice over would shrink errors if clustered by block.
        both = panel(0.4)
        one = both[both["first_year"].isna() | (both["first_year"] == 2016)]
        assert control_group.effect_of_support(both).standard_error > 0.5 * (
            control_group.effect_of_support(one).standard_error
        )

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda frame: frame.drop(columns="value"), "value"),
            (lambda frame: pd.concat([frame, frame.head(1)]), "more than one row"),
            (lambda frame: frame.assign(value=np.nan), "missing"),
            (lambda frame: frame[frame["first_year"].notna()], "without support"),
        ],
    )
    def test_an_unsound_panel_is_refused(self, change, told):
        with pytest.raises(ValueError, match=told):
            control_group.effect_of_support(change(panel(0.4, firms=6)))


def line_tables():
    """From bottleneck to activity to result: two clusters, whose numbers are the same on purpose."""
    bottlenecks = _sheet(
        ["cluster", "number", "kind", "removed"],
        [
            ("a", 1, "netwerk", "ja"),
            ("a", 2, "regels", "nee"),
            ("b", 1, "netwerk", None),
            ("b", 2, "netwerk", "deels"),
        ],
    )
    activities = _sheet(
        ["cluster", "number", "bottleneck", "realisation"],
        [
            ("a", 1, 1, "ja"),
            ("a", 2, 1, "nee"),
            ("b", 1, 2, "grotendeels"),  # not the second bottleneck of cluster a
            ("b", 2, None, "ja"),
        ],
    )
    results = _sheet(
        ["cluster", "number", "activity"],
        [("a", 1, 1), ("a", 2, 1), ("b", 1, 2), ("b", 2, None)],  # b's activity 2 has no bottleneck
    )
    return bottlenecks, activities, results


class TestLines:
    def test_lines_are_followed_within_a_cluster(self):
        network, rules = lines.by_kind(*line_tables())
        assert (network.kind, rules.kind) == ("netwerk", "regels")
        counts = {step: quantity.value for step, quantity in network.counts.items()}
        assert counts == {
            "bottlenecks": 3, "tackled": 2, "activities": 3, "realised": 2, "results": 2, "reduced": 2,
        }  # fmt: skip
        assert [rules.counts[step].value for step in lines.STEPS] == [1, 0, 0, 0, 0, 0]
        assert network.share_reduced.value == pytest.approx(2 / 3)

    def test_every_count_names_its_cells(self):
        network, _ = lines.by_kind(*line_tables())
        assert network.counts["results"].sources == ("activity2", "activity3")
        assert network.counts["tackled"].sources == ("kind2", "kind5")

    def test_all_kinds_add_up_and_loose_ends_are_told(self):
        tables = line_tables()
        whole = lines.together(lines.by_kind(*tables))
        assert [whole.counts[step].value for step in lines.STEPS] == [4, 2, 3, 2, 2, 2]
        loose = lines.loose_ends(*tables[1:])
        assert {name: quantity.sources for name, quantity in loose.items()} == {
            "activities": ("bottleneck5",),
            "results": ("activity5",),
        }


def _sheet(columns, rows):
    frame = pd.DataFrame(rows, columns=columns)
    for column in columns:
        frame[f"{column}_source"] = [f"{column}{row}" for row in range(2, 2 + len(rows))]
    return frame
