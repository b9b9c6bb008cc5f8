"""Shares that should add up to one.

Applies to the columns that are declared to hold the shares of all parts of one whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from evalbook.audit.calculation import Node
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import added, shown
from evalbook.audit.evaluation import exact_value
from evalbook.audit.printed import decimals_of

CHECK = "aandelen samen een"
_FEWEST, _MOST = 2, 4


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every declared column of shares without empty cells."""
    for shares in declared.shares:
        found = [cell(share) for share in facts.column(shares.column)]
        parts = tuple(operand.tree for operand in found if operand)
        if parts and len(parts) == len(found):
            total = Operand(shares.label, Node("sum", parts), "aandeel")
            yield Relation(CHECK, (total,), partial(judge, complete=shares.complete))


def judge(shares: Operand, *, complete: bool = True) -> Judgement:
    """Return whether the shares can be one together, given how each was rounded.

    None where only a rounding word (ongeveer) leaves room for it, and where less than one is printed
    of parts that the report does not call complete.
    """
    parts = shares.tree.below if isinstance(shares.tree, Node) else (shares.tree,)
    values = [exact_value(part) for part in parts]
    total = sum(values, Fraction(0))
    arithmetic = f"{added(values, 'aandeel')} = {shown(total, 'aandeel')}"
    if total == 1:
        return Judgement(True, arithmetic, f"{shares.label}: samen 100%")
    room = Fraction(len(values), 2) / 10 ** _decimals(values)
    if abs(total - 1) < room:
        return Judgement(True, arithmetic, f"{shares.label}: het verschil past binnen de afronding")
    left = f"{shown(abs(1 - total), 'aandeel')} {'te veel' if total > 1 else 'blijft onverklaard'}"
    what = f"{shares.label}: samen {shown(total, 'aandeel')}; {left}"
    if Fraction(1) in shares.interval:
        return Judgement(None, arithmetic, f"{what}, al laat het woord ongeveer er ruimte voor")
    if total < 1 and not complete:
        return Judgement(None, arithmetic, f"{what}, al zegt het rapport niet dat dit alle delen zijn")
    return Judgement(False, f"{arithmetic}, niet 100%", what)


def _decimals(values: list[Fraction]) -> int:
    """Return to how many decimals these shares were rounded: whole percentages have two."""
    return max(_FEWEST, *(decimals_of(value, _MOST) for value in values))
