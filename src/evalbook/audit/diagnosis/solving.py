"""For which value of one input does a calculation give a wanted outcome?

Belongs here: solving a calculation for one unknown, exactly, and choosing the plainest number of a
range. Not here: which calculation and what is wanted (`search`).

Nearly every calculation of a report is, in any one of its inputs t, of the form
(a t + b) / (c t + d): sums, shares, weighted means, ratios of sums. Three points fix that form, two more
confirm it, and it is turned round exactly. Where they do not confirm it, there is no answer here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Function = Callable[[Fraction], Fraction | None]
"""A calculation in one unknown; None where it divides by nought."""

_CONFIRMING = 2
_MOST_ZEROS = 12


@dataclass(frozen=True)
class Moebius:
    """The function (a t + b) / (c t + d)."""

    a: Fraction
    b: Fraction
    c: Fraction
    d: Fraction

    def solved(self, wanted: Fraction) -> Fraction | None:
        """Return the t for which the function is `wanted`, None where there is none or it is any."""
        below = self.a - wanted * self.c
        return (wanted * self.d - self.b) / below if below else None


def moebius(function: Function, near: Fraction) -> Moebius | None:
    """Return the form of a calculation, None where it is constant or of no such form.

    `near` is the present value of the unknown: the points are taken around it.
    """
    step = abs(near) / 2 or Fraction(1)
    points = [near, near + step, near + 2 * step, near + 5 * step, near + 7 * step]
    values = [function(point) for point in points]
    known = [(point, value) for point, value in zip(points, values, strict=True) if value is not None]
    if len(known) < len(points):
        return None
    found = _through(known[:3])
    if found is None:
        return None
    for point, value in known[3:]:
        if (found.a * point + found.b) != value * (found.c * point + found.d):
            return None
    return found


def solutions(
    function: Function, near: Fraction, low: Fraction | None, high: Fraction | None
) -> tuple[Fraction, Fraction] | None:
    """Return between which values of the unknown the outcome lies between `low` and `high`.

    An end without a bound is left where the unknown is now. None where nothing can be solved.
    """
    form = moebius(function, near)
    if form is None:
        return None
    ends = [near if bound is None else form.solved(bound) for bound in (low, high)]
    found = sorted(end for end in ends if end is not None)
    return (found[0], found[-1]) if found else None


def whole_numbers(low: Fraction, high: Fraction, most: int = 5) -> list[Fraction]:
    """Return the whole numbers from just below `low` to just above `high`; of many only the plainest."""
    first, last = max(0, floor(low)), ceil(high)
    if last - first < most:
        return [Fraction(each) for each in range(first, last + 1)]
    return [plainest(Fraction(max(0, ceil(low))), Fraction(floor(high)))]


def plainest(low: Fraction, high: Fraction) -> Fraction:
    """Return the number with the most zeros in a range: 2.530.000 from 2.529.994,5 to 2.530.005,5."""
    for places in range(_MOST_ZEROS, -_MOST_ZEROS, -1):
        step = Fraction(10) ** places
        candidate = ceil(low / step) * step
        if candidate <= high:
            return candidate
    return (low + high) / 2


def misprints(value: Fraction, decimals: int) -> list[Fraction]:
    """Return what a printed number may have been with one digit other, or two neighbours swapped."""
    digits = str(int(abs(value) * 10**decimals)).rjust(decimals + 1, "0")
    found = []
    for place, digit in enumerate(digits):
        found += [digits[:place] + other + digits[place + 1 :] for other in "0123456789" if other != digit]
        if place and digits[place - 1] != digit:
            found.append(digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :])
    kept = dict.fromkeys(text for text in found if len(str(int(text))) == len(digits) or decimals)
    return [Fraction(int(text), 10**decimals) for text in kept]


def _through(points: list[tuple[Fraction, Fraction]]) -> Moebius | None:
    """Return the function through three points, None where it is constant.

    With t counted from the first point and f from its value, f t' = (a t') / (1 + c t'): two unknowns.
    """
    (start, first), (one, second), (two, third) = points
    u, v = one - start, two - start
    p, q = second - first, third - first
    if p == 0 or q == 0:
        return None
    # p (1 + c u) = a u and q (1 + c v) = a v
    below = u * v * (p - q)
    slope = Fraction(0) if below == 0 else (q * u - p * v) / below
    a = p * (1 + slope * u) / u
    # back to t: f = first + a (t - start) / (1 + slope (t - start))
    d = 1 - slope * start
    return Moebius(a + first * slope, first * d - a * start, slope, d)
