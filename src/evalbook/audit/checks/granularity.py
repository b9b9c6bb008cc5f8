"""Which whole-number sums can stand behind a printed mean or share (the GRIM test).

Belongs here: the arithmetic of granularity: rounding rules, possible sums, nearest possible means.
Not here: which claims are means of whole numbers, or of how many (`grim`).

A mean of n whole numbers is a whole number divided by n, so after rounding only some printed means
can occur: with n = 28, 145/28 prints as 5,18 and 146/28 as 5,21; 5,19 cannot occur.
After Brown and Heathers (2017), The GRIM Test, Social Psychological and Personality Science 8(4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from evalbook.errors import Fault, RunError
from evalbook.rounding import Interval, unrounded

Rule = Literal["half_up", "half_down", "half_even", "truncation", "any"]

RULES: tuple[Rule, ...] = ("half_up", "half_down", "half_even", "truncation")
"""Ways to round that are told apart: halves away from zero, towards zero, to the even digit; cut off."""

ROUNDING: tuple[Rule, ...] = ("half_up", "half_down", "half_even")
"""The rules that round to the nearest digit, whatever they do with a half."""


@dataclass(frozen=True)
class Granularity:
    """What is possible near a printed mean of `n` times `items` whole numbers.

    `rules` are those under which the printed value can occur. `below` and `above` are the whole-number
    sums on either side of printed value times n; where that product is whole they are the same.
    """

    printed: Decimal
    n: int
    items: int
    rules: tuple[Rule, ...]
    below: int
    above: int

    @property
    def consistent(self) -> bool:
        """Whether some rule of rounding to the nearest gives the printed value."""
        return any(rule in ROUNDING for rule in self.rules)

    @property
    def by_truncation(self) -> bool:
        """Whether only cutting off digits gives the printed value."""
        return self.rules == ("truncation",)

    def mean(self, total: int) -> Fraction:
        """Return the mean that belongs to a whole-number sum."""
        return Fraction(total, self.n * self.items)


def preimage(printed: Decimal, rule: Rule = "half_up", decimals: int | None = None) -> Interval:
    """Return all values that this rule prints as `printed`; its trailing zeros tell its decimals.

    `any` is the union of the rules; it is one interval, since each holds the printed value itself.
    """
    places = _decimals(printed) if decimals is None else decimals
    step, centre = Fraction(10) ** -places, Fraction(printed)
    if rule == "half_up":
        return unrounded(printed, places)
    if centre < 0:
        mirrored = preimage(-printed, rule, places)
        return Interval(
            _negated(mirrored.high), _negated(mirrored.low), mirrored.high_closed, mirrored.low_closed
        )
    if centre == 0:
        return _around_zero(step, rule)
    half = step / 2
    if rule == "half_down":
        return Interval(centre - half, centre + half, low_closed=False, high_closed=True)
    if rule == "half_even":
        even = (centre / step) % 2 == 0
        return Interval(centre - half, centre + half, low_closed=even, high_closed=even)
    return Interval(centre - (half if rule == "any" else 0), centre + step)


def possible_sums(
    printed: Decimal, n: int, *, items: int = 1, rule: Rule = "half_up", percent: bool = False
) -> range:
    """Return the whole-number sums whose mean over `n` times `items` prints as `printed`.

    With `percent`, `printed` is in percent: 27.5 stands for 0.275 with three decimals.
    """
    value, total = _checked(printed, n, items, percent)
    interval = preimage(value, rule)
    if interval.low is None or interval.high is None:
        raise ValueError(f"{rule} leaves {printed} without bounds")
    low, high = interval.low * total, interval.high * total
    first = math.ceil(low) if interval.low_closed else math.floor(low) + 1
    last = math.floor(high) if interval.high_closed else math.ceil(high) - 1
    return range(first, max(first, last + 1))


def granularity(printed: Decimal, n: int, *, items: int = 1, percent: bool = False) -> Granularity:
    """Return under which rules a printed mean (or, with `percent`, percentage) of `n` can occur.

    `items` is how many whole numbers each of the `n` adds: a score on a scale of three questions has
    three, and its mean is then finer by as much.
    """
    value, total = _checked(printed, n, items, percent)
    rules = tuple(rule for rule in RULES if possible_sums(value, n, items=items, rule=rule))
    product = Fraction(value) * total
    return Granularity(value, n, items, rules, math.floor(product), math.ceil(product))


def _checked(printed: Decimal, n: int, items: int, percent: bool) -> tuple[Decimal, int]:
    if n < 1 or items < 1:
        raise RunError(
            Fault(
                f"een gemiddelde over {n} waarnemingen van {items} onderdelen bestaat niet",
                f"GRIM-toets van {printed}",
                "geef een aantal waarnemingen en een aantal onderdelen van ten minste 1",
            )
        )
    return (printed.scaleb(-2) if percent else printed), n * items


def _decimals(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{printed} is not a number")
    return -exponent


def _negated(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _around_zero(step: Fraction, rule: Rule) -> Interval:
    """Return what prints as zero: on both sides, from below and from above."""
    if rule in ("truncation", "any"):
        return Interval(-step, step, low_closed=False)
    closed = rule in ("half_down", "half_even")  # zero is even, and halves go towards it
    return Interval(-step / 2, step / 2, low_closed=closed, high_closed=closed)
