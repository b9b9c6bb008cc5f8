"""A change of one printed quantity, and what it makes of the numbers that go along.

Belongs here: the form of a change and its values. Not here: which changes are worth trying.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evalbook.audit.calculation import Leaf
from evalbook.audit.checks.relation import substituted
from evalbook.audit.diagnosis.links import Derived, Quantity
from evalbook.audit.evaluation import exact_value
from evalbook.audit.intervals import point, round_half_up


@dataclass(frozen=True)
class Change:
    """One quantity with another value; `followed`: what is calculated from it alone changes with it."""

    quantity: Quantity
    value: Fraction
    followed: bool = False

    @property
    def size(self) -> Fraction:
        """How large the change is, in proportion to what was printed."""
        return abs(self.value - self.quantity.value) / (abs(self.quantity.value) or 1)

    @property
    def derived(self) -> tuple[Derived, ...]:
        """What changes with it."""
        return self.quantity.derived if self.followed else ()

    @property
    def names(self) -> tuple[str, ...]:
        """All cells and claims that change."""
        return (*self.quantity.names, *(name for each in self.derived for name in each.names))


def new_values(changes: Iterable[Change]) -> dict[str, Fraction]:
    """Return the new value of every cell and claim that changes, as precise as it was printed.

    What is calculated from it and still fits as printed (ongeveer de helft) does not change.
    """
    made = tuple(changes)
    values: dict[str, Fraction] = {}
    for change in made:
        values |= dict.fromkeys(change.quantity.names, change.value)
    for change in made:
        for each in change.derived:
            leaves = {name: Leaf(value, point(value), name) for name, value in values.items()}
            value = exact_value(substituted(each.tree, leaves))
            if value in each.claim.interval:
                continue
            if value.denominator != 1 or each.claim.decimals > 0:
                value = round_half_up(value, max(each.claim.decimals, 0))
            values |= {name: value for name in each.names if name not in change.quantity.names}
    return values
