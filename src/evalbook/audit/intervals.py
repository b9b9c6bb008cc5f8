"""Arithmetic on intervals with open and closed, finite and infinite bounds, in exact fractions.

Belongs here: sums, products, quotients and the like of intervals whose inputs are independent. Not
here: inputs that occur more than once in one calculation (`reach`), and where an interval
comes from (`qualifiers`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from evalbook.rounding import Interval

Bound = tuple[Fraction | float, bool]
"""A value, infinite where a float, and whether it is reached."""

EVERYTHING = Interval(None, None, low_closed=False)


def point(value: Fraction) -> Interval:
    """Return the interval that holds one value."""
    return Interval(value, value, high_closed=True)


def is_point(interval: Interval) -> bool:
    """Return whether an interval holds exactly one value."""
    return interval.low is not None and interval.low == interval.high


def meet(left: Interval, right: Interval) -> bool:
    """Return whether two intervals have a value in common."""
    low = max(_low(left), _low(right), key=lambda bound: (bound[0], not bound[1]))
    high = min(_high(left), _high(right), key=lambda bound: (bound[0], bound[1]))
    return low[0] < high[0] or (low[0] == high[0] and low[1] and high[1])


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that holds all of these."""
    found = list(intervals)
    low = min((_low(each) for each in found), key=lambda bound: (bound[0], not bound[1]))
    high = max((_high(each) for each in found), key=lambda bound: (bound[0], bound[1]))
    return _made(low, high)


def negative(interval: Interval) -> Interval:
    """Return minus the values of an interval."""
    return Interval(
        None if interval.high is None else -interval.high,
        None if interval.low is None else -interval.low,
        interval.high_closed,
        interval.low_closed,
    )


def add(left: Interval, right: Interval) -> Interval:
    """Return the sums of a value of one and a value of the other."""
    return Interval(
        None if left.low is None or right.low is None else left.low + right.low,
        None if left.high is None or right.high is None else left.high + right.high,
        left.low_closed and right.low_closed,
        left.high_closed and right.high_closed,
    )


def subtract(left: Interval, right: Interval) -> Interval:
    """Return the differences of a value of one and a value of the other."""
    return add(left, negative(right))


def multiply(left: Interval, right: Interval) -> Interval:
    """Return the products of a value of one and a value of the other."""
    if is_point(left) and is_point(right):
        return point(_number(left.low) * _number(right.low))
    corners = [
        _product(one, other) for one in (_low(left), _high(left)) for other in (_low(right), _high(right))
    ]
    low = min(corners, key=lambda bound: (bound[0], not bound[1]))
    high = max(corners, key=lambda bound: (bound[0], bound[1]))
    if Fraction(0) in left or Fraction(0) in right:  # nought times anything is reached, whatever the bounds
        low = (low[0], low[1] or low[0] == 0)
        high = (high[0], high[1] or high[0] == 0)
    return _made(low, high)


def divide(left: Interval, right: Interval) -> Interval:
    """Return the quotients; everything where the divisor can be nought."""
    if is_point(right) and right.low:
        return multiply(left, point(1 / _number(right.low)))
    if Fraction(0) in right:
        return EVERYTHING
    return multiply(left, _inverse(right))


def least(intervals: Sequence[Interval]) -> Interval:
    """Return the values that the smallest of several values can have."""
    high = min((_high(each) for each in intervals), key=lambda bound: (bound[0], bound[1]))
    return _made(_low(hull(intervals)), high)


def greatest(intervals: Sequence[Interval]) -> Interval:
    """Return the values that the largest of several values can have."""
    return negative(least([negative(each) for each in intervals]))


def rounded(interval: Interval, decimals: int) -> Interval:
    """Return the values after rounding half away from zero; both bounds are reached."""
    low, high = interval.low, interval.high
    step = Fraction(10) ** -decimals
    first = None if low is None else round_half_up(low, decimals)
    last = None if high is None else round_half_up(high, decimals)
    if (
        low is not None
        and first is not None
        and not interval.low_closed
        and low < 0
        and low == first + step / 2
    ):
        first += step  # an open bound exactly on a tie: all values above it round up
    if (
        high is not None
        and last is not None
        and not interval.high_closed
        and high > 0
        and high == last - step / 2
    ):
        last -= step
    return Interval(first, last, first is not None, last is not None)


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Return a value rounded half away from zero to so many decimals."""
    scaled = abs(value) * Fraction(10) ** decimals
    whole = math.floor(scaled + Fraction(1, 2)) / Fraction(10) ** decimals
    return whole if value >= 0 else -whole


def _product(left: Bound, right: Bound) -> Bound:
    if left[0] == 0 or right[0] == 0:  # also nought times endlessly much, which is approached, not reached
        return Fraction(0), (left[0] == 0 and left[1]) or (right[0] == 0 and right[1])
    return left[0] * right[0], left[1] and right[1]


def _inverse(interval: Interval) -> Interval:
    """Return one divided by the values of an interval that does not hold nought inside."""
    low, high = _low(interval), _high(interval)
    if low[0] == 0:
        return _made(_one_over(high), (math.inf, False))
    if high[0] == 0:
        return _made((-math.inf, False), _one_over(low))
    return _made(_one_over(high), _one_over(low))


def _one_over(bound: Bound) -> Bound:
    return (Fraction(0), False) if isinstance(bound[0], float) else (1 / bound[0], bound[1])


def _low(interval: Interval) -> Bound:
    return (-math.inf, False) if interval.low is None else (interval.low, interval.low_closed)


def _high(interval: Interval) -> Bound:
    return (math.inf, False) if interval.high is None else (interval.high, interval.high_closed)


def _made(low: Bound, high: Bound) -> Interval:
    return Interval(
        None if isinstance(low[0], float) else low[0],
        None if isinstance(high[0], float) else high[0],
        low[1] and not isinstance(low[0], float),
        high[1] and not isinstance(high[0], float),
    )


def _number(value: Fraction | None) -> Fraction:
    if value is None:
        raise ValueError("an endless bound is no number")
    return value
