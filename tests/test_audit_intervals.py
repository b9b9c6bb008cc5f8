"""Intervals: true values always inside, and as narrow as hand-worked cases ask for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evalbook.audit import intervals
from evalbook.audit.calculation import Leaf, Node, Tree, constant
from evalbook.audit.evaluation import exact_value
from evalbook.audit.reach import reach
from evalbook.rounding import Interval

NUMBERS = st.fractions(-20, 20, max_denominator=8)


@st.composite
def boxes(draw: st.DrawFn, least: Fraction | None = None) -> Interval:
    """An interval, sometimes one point, its bounds open or closed."""
    low = draw(NUMBERS if least is None else st.fractions(least, 20, max_denominator=8))
    width = draw(st.fractions(0, 5, max_denominator=8))
    if width == 0:
        return intervals.point(low)
    return Interval(low, low + width, draw(st.booleans()), draw(st.booleans()))


@st.composite
def inside(draw: st.DrawFn, box: Interval) -> Fraction:
    """A value in an interval, its reached bounds among them."""
    assert box.low is not None and box.high is not None
    part = draw(st.fractions(0, 1, max_denominator=16))
    value = box.low + part * (box.high - box.low)
    assume(value in box)
    return value


OPERATIONS = {
    "add": (intervals.add, lambda a, b: a + b),
    "subtract": (intervals.subtract, lambda a, b: a - b),
    "multiply": (intervals.multiply, lambda a, b: a * b),
    "divide": (intervals.divide, lambda a, b: a / b),
    "least": (lambda a, b: intervals.least([a, b]), min),
    "greatest": (lambda a, b: intervals.greatest([a, b]), max),
}


@settings(deadline=None)
@given(st.sampled_from(sorted(OPERATIONS)), boxes(), boxes(), st.data())
def test_the_outcome_of_any_values_lies_in_the_outcome_of_their_intervals(name, left, right, data):
    a, b = data.draw(inside(left)), data.draw(inside(right))
    assume(name != "divide" or b != 0)
    on_intervals, on_values = OPERATIONS[name]
    assert on_values(a, b) in on_intervals(left, right)


@settings(deadline=None)
@given(boxes(), st.integers(-1, 2), st.data())
def test_a_rounded_value_lies_in_the_rounded_interval(box, digits, data):
    value = data.draw(inside(box))
    assert intervals.round_half_up(value, digits) in intervals.rounded(box, digits)


@settings(deadline=None)
@given(boxes(), boxes(), st.data())
def test_intervals_with_a_common_value_meet_and_others_do_not(left, right, data):
    value = data.draw(inside(left))
    if value in right:
        assert intervals.meet(left, right)
    if not intervals.meet(left, right):
        assert value not in right


def test_an_open_bound_stays_open():
    # [1, 2) + [3, 4] goes up to, not including, 6
    found = intervals.add(Interval(Fraction(1), Fraction(2)), Interval(Fraction(3), Fraction(4), True, True))
    assert found == Interval(Fraction(4), Fraction(6), True, False)


def test_touching_intervals_meet_only_where_both_reach_the_bound():
    one = Interval(Fraction(1), Fraction(2), True, True)
    assert intervals.meet(one, Interval(Fraction(2), Fraction(3), True, False))
    assert not intervals.meet(one, Interval(Fraction(2), Fraction(3), False, False))
    assert not intervals.meet(Interval(Fraction(1), Fraction(2)), Interval(Fraction(2), Fraction(3)))


def test_dividing_by_what_can_be_nought_gives_everything():
    assert (
        intervals.divide(intervals.point(Fraction(1)), Interval(Fraction(-1), Fraction(1)))
        == intervals.EVERYTHING
    )


def test_dividing_by_an_endless_range_reaches_nought_but_not_beyond():
    # 10 divided by anything from 2 on: from just above 0 up to 5
    found = intervals.divide(intervals.point(Fraction(10)), Interval(Fraction(2), None))
    assert found == Interval(Fraction(0), Fraction(5), False, True)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("0.125", 2, "0.13"),
        ("149", -2, "100"),
        ("150", -2, "200"),
    ],
)
def test_halves_round_away_from_nought(value, digits, rounded):
    assert intervals.round_half_up(Fraction(value), digits) == Fraction(rounded)


def leaf(name: str, low: str, high: str, value: str | None = None) -> Leaf:
    interval = Interval(Fraction(low), Fraction(high))
    return Leaf(Fraction(value or low), interval, name)


def test_a_share_of_a_total_counts_its_part_once():
    # a / (a + b), a in [10, 20), b in [30, 40): least 10 / (10 + 40) = 1/5, not reached since b stays
    # below 40; most 20 / (20 + 30) = 2/5, not reached since a stays below 20.
    a, b = leaf("a", "10", "20"), leaf("b", "30", "40")
    tree = Node("/", (a, Node("+", (a, b))))
    assert reach(tree) == Interval(Fraction(1, 5), Fraction(2, 5), False, False)


def test_a_value_minus_itself_is_nought_whatever_its_rounding():
    a = leaf("a", "10", "20")
    assert reach(Node("-", (a, a))) == intervals.point(Fraction(0))


def test_a_weighted_mean_with_rounded_weights_stays_between_its_values():
    # 1 and 3 with weights w in [1, 2) and 1: least (2 x 1 + 3) / 3 = 5/3, most (1 + 3) / 2 = 2
    weight, one = leaf("w", "1", "2"), constant(1)
    upper = Node("sum", (Node("*", (weight, constant(1))), Node("*", (one, constant(3)))))
    found = reach(Node("/", (upper, Node("sum", (weight, one)))))
    assert found == Interval(Fraction(5, 3), Fraction(2), False, True)


def test_a_slope_that_changes_sign_gives_too_much_rather_than_too_little():
    # x (1 - x) for x in [0, 1): least 0, most 1/4 at x = 1/2
    x = leaf("x", "0", "1")
    found = reach(Node("*", (x, Node("-", (constant(1), x)))))
    assert found.low == 0
    assert Fraction(1, 4) in found
    assert found.high is not None and found.high <= Fraction(3, 10)


def test_a_mean_of_five_rounded_numbers_is_as_uncertain_as_one():
    # five numbers of two decimals, each half a hundredth either way: the mean is so too
    parts = tuple(leaf(str(place), "4.645", "4.655", "4.65") for place in range(5))
    found = reach(Node("/", (Node("sum", parts), constant(5))))
    assert found == Interval(Fraction("4.645"), Fraction("4.655"), True, False)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, dict[str, Interval]]:
    """A calculation over at most three inputs, some of them used more than once."""
    ranges = {name: draw(boxes(least=Fraction(1))) for name in "abc"}

    def build(depth: int) -> Tree:
        if depth == 0 or draw(st.booleans()):
            name = draw(st.sampled_from("abc"))
            return Leaf(Fraction(0), ranges[name], name)
        kind = draw(st.sampled_from(["+", "-", "*", "/", "sum", "min", "max", "round"]))
        if kind == "round":
            return Node("round", (build(depth - 1),), draw(st.integers(-1, 2)))
        return Node(kind, (build(depth - 1), build(depth - 1)))

    return build(3), ranges


def filled(tree: Tree, values: dict[str, Fraction]) -> Tree:
    if isinstance(tree, Leaf):
        return Leaf(values.get(tree.name, tree.value), tree.interval, tree.name)
    return Node(tree.kind, tuple(filled(each, values) for each in tree.below), tree.digits)


@settings(deadline=None, max_examples=300)
@given(trees(), st.data())
def test_no_true_value_ever_lies_outside(made, data):
    tree, ranges = made
    values = {name: data.draw(inside(box)) for name, box in ranges.items()}
    try:
        outcome = exact_value(filled(tree, values))
    except ZeroDivisionError:
        assume(False)
    assert outcome in reach(tree)
