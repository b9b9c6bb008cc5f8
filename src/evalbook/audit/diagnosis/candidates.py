"""The values of one quantity for which a contradicted statement may be right.

Belongs here: solving each claim and relation of a statement for one quantity; trying, where nothing
can be solved (GRIM): all whole numbers up to four times the printed one, or one digit other. Not here:
solving itself (`solving`), and which quantities are tried (`search`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from evalbook.audit.calculation import Leaf, Tree
from evalbook.audit.checks import grim
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Operand, Relation, substituted
from evalbook.audit.diagnosis import solving
from evalbook.audit.diagnosis.changes import Change, new_values
from evalbook.audit.diagnosis.links import Quantity
from evalbook.audit.diagnosis.statements import Statement
from evalbook.audit.evaluation import exact_value
from evalbook.audit.intervals import point, round_half_up
from evalbook.audit.printed import decimals_of
from evalbook.audit.register import Claim

_MOST_TIMES = 4
_MOST_WHOLE = 400
_MOST_TRIED = 5
_MOST_DECIMALS = 6


def candidates(
    facts: Facts, statement: Statement, change: Change, base: tuple[Change, ...] = ()
) -> Iterator[Fraction]:
    """Yield values for which a statement may be right, on top of other changes; some may come twice.

    `change` tells the quantity, and whether what follows from it changes too; its value is not used.
    """
    solver = _Solver(facts, change, base)
    for claim in statement.claims:
        if claim.id in change.quantity.names:
            yield solver.recomputed(claim)
        else:
            yield from solver.solved(claim)
    for relation in statement.relations:
        yield from solver.holding(relation) if relation.check == grim.CHECK else solver.balanced(relation)


@dataclass(frozen=True)
class _Solver:
    """One quantity as the unknown."""

    facts: Facts
    change: Change
    base: tuple[Change, ...]

    @property
    def quantity(self) -> Quantity:
        return self.change.quantity

    def leaves(self, value: Fraction) -> dict[str, Leaf]:
        """Return the numbers that change with the unknown; how they round is left out."""
        values = new_values((*self.base, replace(self.change, value=value)))
        return {name: Leaf(found, point(found), name) for name, found in values.items()}

    def recomputed(self, claim: Claim) -> Fraction:
        """Return what a claim's own calculation gives, as precise as it was printed."""
        found = _value(substituted(self.facts.trees[claim.id], self.leaves(self.quantity.value)))
        if found is None:
            return self.quantity.value
        return round_half_up(found, 0 if self.quantity.whole else claim.decimals)

    def solved(self, claim: Claim) -> Iterator[Fraction]:
        """Yield the values for which a claim's calculation gives what is printed."""
        tree = self.facts.trees[claim.id]

        def outcome(value: Fraction) -> Fraction | None:
            leaves = self.leaves(value)
            found = _value(substituted(tree, leaves))
            shift = leaves[claim.id].value - claim.value if claim.id in leaves else Fraction(0)
            return None if found is None else found - shift

        interval = claim.interval
        for low, high in ((interval.low, interval.high), (claim.value, claim.value)):
            yield from self._within(outcome, low, high)

    def balanced(self, relation: Relation) -> Iterator[Fraction]:
        """Yield the values for which two sides of a relation are equal; shares with one, together."""
        one = Operand("", Leaf(Fraction(1), point(Fraction(1))))
        sides = relation.operands if len(relation.operands) > 1 else (*relation.operands, one)
        for left, right in combinations(sides, 2):

            def gap(value: Fraction, left: Operand = left, right: Operand = right) -> Fraction | None:
                leaves = self.leaves(value)
                both = left.under(leaves).value, right.under(leaves).value
                return None if both[0] is None or both[1] is None else both[0] - both[1]

            yield from self._within(gap, Fraction(0), Fraction(0))

    def holding(self, relation: Relation) -> Iterator[Fraction]:
        """Yield the values nearest to the printed one for which a relation holds, found by trying."""
        printed = self.quantity.value
        if self.quantity.whole:
            most = min(_MOST_WHOLE, _MOST_TIMES * int(printed))
            tried = [Fraction(each) for each in range(1, most + 1)]
        else:
            tried = solving.misprints(printed, decimals_of(printed, _MOST_DECIMALS))
        tried.sort(key=lambda value: abs(value - printed))
        found = 0
        for value in tried:
            if relation.judgement(self.leaves(value)).holds:
                yield value
                found += 1
            if found >= _MOST_TRIED:
                return

    def _within(
        self, function: Callable[[Fraction], Fraction | None], low: Fraction | None, high: Fraction | None
    ) -> list[Fraction]:
        """Return plain values for which a calculation lies between two bounds."""
        ends = solving.solutions(function, self.quantity.value, low, high)
        if ends is None:
            return []
        if self.quantity.whole:
            return solving.whole_numbers(*ends)
        if ends[0] == ends[1]:
            return [round_half_up(ends[0], decimals_of(self.quantity.value, _MOST_DECIMALS))]
        return [solving.plainest(*ends)]


def _value(tree: Tree) -> Fraction | None:
    try:
        return exact_value(tree)
    except ZeroDivisionError:
        return None
