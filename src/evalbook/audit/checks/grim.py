"""GRIM: can the printed mean or share be that of so many whole numbers?

Applies to shares that claims calculate as one count out of another (`17 of 71`), whatever the first
count is, and to the means and shares that are declared with the number of units behind them. The
arithmetic is in `granularity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from evalbook.audit.calculation import Node, Tree, leaves
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.granularity import Granularity, granularity
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.evaluation import exact_value
from evalbook.audit.intervals import is_point
from evalbook.audit.register import Claim
from evalbook.rounding import Interval

CHECK = "GRIM"
_MORE_DECIMALS = 2


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every mean or share of a known number of whole numbers."""
    for claim in facts.claims.values():
        n = _counted_whole(facts.trees.get(claim.id))
        if claim.unit == "aandeel" and n is not None:
            yield _relation(facts, claim, Operand("", n), 1, repeats=claim.id)
    for mean in declared.means:
        found, units = facts.claims.get(mean.claim), facts.operand(mean.n)
        if found and units:
            yield _relation(facts, found, units, mean.items, repeats="")


def _relation(facts: Facts, claim: Claim, n: Operand, items: int, *, repeats: str) -> Relation:
    printed = facts.printed(claim)
    printed = Operand(f"{claim.printed} ({claim.place}, {claim.label})", printed.tree, claim.unit)
    return Relation(
        CHECK, (printed, n), partial(judge, decimals=claim.decimals, items=items), repeats=repeats
    )


def _counted_whole(tree: Tree | None) -> Tree | None:
    """Return what a count is divided by, None where the calculation is not one count out of another."""
    if not isinstance(tree, Node) or tree.kind != "/":
        return None
    try:
        both = [exact_value(each) for each in tree.below]
    except ZeroDivisionError:
        return None
    counted = all(is_point(leaf.interval) for leaf in leaves(tree) if leaf.name)
    whole = all(value.denominator == 1 for value in both) and both[1] > 0
    return tree.below[1] if counted and whole else None


def judge(mean: Operand, n: Operand, *, decimals: int, items: int = 1) -> Judgement:
    """Return whether a whole-number sum exists behind the printed mean.

    False where no rounding gives it, also where only cutting off digits does; None where a rounding
    word in the text (ongeveer) leaves room for the nearest sums after all, or n is not whole.
    """
    value, units = mean.value, n.value
    if value is None or units is None or units.denominator != 1 or units < 1:
        return Judgement(None, "", f"{mean.label}: het aantal is geen geheel getal groter dan nul")
    scaled = Decimal(round(value * 10**decimals)).scaleb(-decimals)
    found = granularity(scaled, int(units), items=items)
    count = shown(units) if items == 1 else f"{shown(units)} × {items}"
    if found.consistent:
        near = _nearest(found)
        return Judgement(
            True, _division(found, near, mean.unit, decimals), f"{mean.label} kan bij n = {count}"
        )
    pairs = " en ".join(_division(found, total, mean.unit, decimals) for total in (found.below, found.above))
    what = f"{mean.label} kan bij n = {count} niet door afronden ontstaan"
    if found.by_truncation:
        what += ", wel door afkappen"
    if any(found.mean(total) in mean.interval for total in (found.below, found.above)) and _vague(
        mean.interval, decimals
    ):
        return Judgement(None, pairs, f"{what}; het rondingswoord laat het wel toe")
    return Judgement(False, pairs, what)


def _nearest(found: Granularity) -> int:
    exact = Fraction(found.printed)
    return min((found.below, found.above), key=lambda total: abs(found.mean(total) - exact))


def _division(found: Granularity, total: int, unit: str, decimals: int) -> str:
    """Return a division with its outcome to more decimals than were printed: 445 / 52 = 8,558."""
    places = max(0, decimals - 2 if unit == "aandeel" else decimals) + _MORE_DECIMALS - 1
    whole = shown(Fraction(found.n * found.items))
    return f"{shown(Fraction(total))} / {whole} = {shown(found.mean(total), unit, places)}"


def _vague(interval: Interval, decimals: int) -> bool:
    """Return whether a printed number stands for more than the rounding of its digits explains."""
    if interval.low is None or interval.high is None:
        return True
    return interval.high - interval.low > Fraction(1) / Fraction(10) ** decimals
