"""Amounts that disagree across tables: mean times count against the total.

Applies to the columns that are declared to belong together, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator

from evalbook.audit.calculation import Node
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.evaluation import exact_value
from evalbook.audit.intervals import meet

CHECK = "gemiddelde maal aantal"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every row that stands in all three columns."""
    for product in declared.products:
        means, counts, totals = (facts.rows(name) for name in (product.mean, product.count, product.total))
        for key, found in means.items():
            mean = cell(found)
            count = cell(counts[key]) if key in counts else None
            total = cell(totals[key]) if key in totals else None
            if mean and count and total:
                label = f"{product.label}, {', '.join(key)}"
                both = Operand(label, Node("*", (count.tree, mean.tree)), total.unit)
                yield Relation(CHECK, (both, total), judge)


def judge(product: Operand, total: Operand) -> Judgement:
    """Return whether mean times count can be the total, given how the mean was rounded."""
    factors = product.tree.below if isinstance(product.tree, Node) else (product.tree,)
    values = [exact_value(factor) for factor in factors]
    times = " × ".join(shown(value) for value in values)
    arithmetic = f"{times} = {shown(product.value)}"
    if meet(product.interval, total.interval):
        return Judgement(
            True, arithmetic, f"{product.label}: past bij {shown(total.value)}, gezien de afronding"
        )
    what = f"{product.label}: {shown(product.value)}, afgedrukt {shown(total.value)}"
    return Judgement(False, f"{arithmetic}, niet {shown(total.value)}", what)
