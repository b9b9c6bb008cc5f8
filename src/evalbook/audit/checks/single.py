"""Cells that print several values where the method asks for one.

Applies to the tables that are declared to keep the lowest and the highest value printed in each cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evalbook.audit.checks.declarations import Declarations, Single
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown

CHECK = "één waarde per cel"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every cell with more values than one; one that holds where there is none."""
    for single in declared.single:
        table = facts.table(single.table)
        if table is None or {single.low, single.high} - set(table.columns):
            continue
        wide = list(_wide(facts, single))
        yield from wide
        if not wide and table.rows:
            first = table.columns[single.low][0].address
            yield Relation(CHECK, (), partial(_in_order, single), cells=(first,))


def judge(low: Operand, high: Operand) -> Judgement:
    """Return whether one value is printed."""
    if low.value == high.value:
        return Judgement(True, shown(low.value), f"{low.label}: één waarde")
    span = f"{shown(low.value)} tot {shown(high.value)}"
    return Judgement(False, span, f"{low.label}: afgedrukt zijn waarden van {span}, gevraagd is er één")


def _wide(facts: Facts, single: Single) -> Iterator[Relation]:
    table = facts.inputs.table(single.table)
    for key, place in table.rows.items():
        label = f"{single.label}, {', '.join(part for part in key if part)}"
        low = cell(table.columns[single.low][place], label)
        high = cell(table.columns[single.high][place])
        if low and high and low.value != high.value:
            cells = tuple(column[place].address for column in table.columns.values())
            yield Relation(CHECK, (Operand(label, low.tree), high), judge, cells=cells)


def _in_order(single: Single) -> Judgement:
    return Judgement(True, "", f"{single.label}: in elke cel staat één waarde")
