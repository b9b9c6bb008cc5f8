"""The value of an expression, the cells it comes from, and what rounding allows it to be.

Belongs here: putting the three together. Not here: finding inputs (`calculation`), intervals
(`reach`), and judging the outcome (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evalbook.audit.calculation import Leaf, Tree, Unknown, calculation_of
from evalbook.audit.grammar import Expression
from evalbook.audit.inputs import Inputs
from evalbook.audit.intervals import round_half_up
from evalbook.audit.reach import reach
from evalbook.audit.register import Claim
from evalbook.rounding import Interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out of an expression.

    `value` is exact, None where it cannot be calculated; `reason` then says why. `interval` holds all
    values that the rounding of the inputs allows. `sources` are the cells used and `claims` the
    claims used, in order of use (`export.xlsx!resultaten!C2`, `c3.liaisons_oman`).
    """

    value: Fraction | None
    interval: Interval | None
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reason: str = ""


def evaluate(expression: Expression, inputs: Inputs, claims: Mapping[str, Claim]) -> Outcome:
    """Return the outcome of an expression whose references all exist.

    A claim in the expression counts with its printed value, not with a recomputed one.
    """
    try:
        found = calculation_of(expression, inputs, claims)
        value = exact_value(found.tree)
    except Unknown as error:
        return Outcome(None, None, reason=str(error))
    except ZeroDivisionError:
        return Outcome(None, None, found.sources, found.claims, "er wordt door nul gedeeld")
    return Outcome(value, reach(found.tree), found.sources, found.claims)


def exact_value(tree: Tree) -> Fraction:
    """Return the exact value of a calculation; `ZeroDivisionError` where it divides by nought."""
    if isinstance(tree, Leaf):
        return tree.value
    below = [exact_value(each) for each in tree.below]
    if tree.kind == "sum":
        return sum(below, Fraction(0))
    if tree.kind == "min":
        return min(below)
    if tree.kind == "max":
        return max(below)
    if tree.kind == "round":
        return round_half_up(below[0], tree.digits)
    left, right = below
    if tree.kind == "+":
        return left + right
    if tree.kind == "-":
        return left - right
    return left * right if tree.kind == "*" else left / right
