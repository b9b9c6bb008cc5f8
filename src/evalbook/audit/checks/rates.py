"""Amounts a year against totals: is the amount a year, times the years, the total that is printed?

Applies to the amounts a year that are declared with their years and their total.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evalbook.audit.calculation import Node, constant
from evalbook.audit.checks.declarations import Declarations, Yearly
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.intervals import meet

CHECK = "bedrag per jaar maal jaren"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every amount a year of which the total is printed too."""
    for yearly in declared.yearly:
        amount, total = facts.operand(yearly.amount, yearly.label), facts.operand(yearly.total)
        if amount and total:
            yield Relation(CHECK, (amount, total), partial(judge, yearly))


def judge(yearly: Yearly, amount: Operand, total: Operand) -> Judgement:
    """Return whether the amount a year, over all its years, can be the total, given how both were rounded."""
    years = yearly.last - yearly.first + 1
    product = Operand("", Node("*", (constant(years), amount.tree)))
    arithmetic = f"{years} × {shown(amount.value)} = {shown(product.value)}"
    label = f"{yearly.label}, {yearly.first}-{yearly.last}"
    if meet(product.interval, total.interval):
        return Judgement(True, arithmetic, f"{label}: past bij {shown(total.value)}, gezien de afronding")
    what = f"{label}: samen {shown(product.value)}, afgedrukt {shown(total.value)}"
    return Judgement(False, f"{arithmetic}, niet {shown(total.value)}", what)
