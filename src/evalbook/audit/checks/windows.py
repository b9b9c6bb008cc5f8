"""Spans of years: what was reached in a longer span cannot be less than in a span inside it.

Applies to the spans that are declared for a quantity that only grows with time: counts, amounts, and
shares of one and the same group that ever reached something.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from evalbook.audit.checks.declarations import Declarations, Window
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.orderings import judge
from evalbook.audit.checks.relation import Operand, Relation

CHECK = "periode binnen periode"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every span that lies inside another one of the same quantity."""
    for inner, outer in permutations(declared.windows, 2):
        if inner.quantity == outer.quantity and inside(inner, outer):
            label = f"{inner.quantity}, {inner.span} binnen {outer.span}"
            part, whole = facts.operand(inner.value, label), facts.operand(outer.value)
            if part and whole:
                yield Relation(CHECK, (Operand(label, part.tree, part.unit), whole), judge)


def inside(inner: Window, outer: Window) -> bool:
    """Return whether a span of years lies inside another one and is not the same."""
    same = (inner.first, inner.last) == (outer.first, outer.last)
    return not same and outer.first <= inner.first and inner.last <= outer.last
