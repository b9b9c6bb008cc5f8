"""Counts and shares of one group: do they imply the base that other numbers give?

Applies to the counts that are declared with their share and with the base that follows from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalbook.audit.calculation import Node
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.intervals import meet

CHECK = "aantal, aandeel en basis"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every count that is printed with its share."""
    for each in declared.bases:
        count, share = facts.operand(each.count, each.label), facts.operand(each.share)
        base = facts.operand(each.base)
        if count and share and base:
            yield Relation(CHECK, (count, share, base), judge)


def judge(count: Operand, share: Operand, base: Operand) -> Judgement:
    """Return whether the count can be that share of the base, given how all three were rounded."""
    expected = Operand("", Node("*", (share.tree, base.tree)))
    implied = count.value / share.value if count.value is not None and share.value else Fraction(0)
    arithmetic = f"{shown(count.value)} ÷ {shown(share.value, 'aandeel')} = {shown(implied, decimals=0)}"
    if meet(expected.interval, count.interval):
        what = f"{count.label}: past bij een basis van {shown(base.value, decimals=0)}"
        return Judgement(True, arithmetic, what)
    what = (
        f"{count.label}: aantal en aandeel vragen een basis van {shown(implied, decimals=0)}, "
        f"elders volgt {shown(base.value, decimals=0)}"
    )
    return Judgement(False, f"{arithmetic}, niet {shown(base.value, decimals=0)}", what)
