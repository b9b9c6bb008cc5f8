"""Cells that print several values where the method asks for one.

Applies to the tables that are declared to keep the lowest and the highest value printed in each cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from evalbook.audit.checks.declarations import Declarations, Single
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.inputs import InputTable

CHECK = "één waarde per cel"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every cell with more values than one; one that holds where there is none."""
    for single in declared.single:
        table = facts.table(single.table)
        if table is None or {single.low, single.high} - set(table.columns):
            continue
        wide = list(_wide(table, single))
        yield from wide
        if not wide and table.rows:
            first = table.columns[single.low][0].address
            yield Relation(CHECK, (), partial(_in_order, single), cells=(first,))


def _wide(table: InputTable, single: Single) -> Iterator[Relation]:
    """Yield a relation for every row with a lowest value below its highest.

    It has no operands: that several values are printed is no misprint of one of them.
    """
    for key, place in table.rows.items():
        low, high = (table.columns[name][place].number for name in (single.low, single.high))
        if low is not None and high is not None and low != high:
            label = f"{single.label}, {', '.join(part for part in key if part)}"
            cells = tuple(column[place].address for column in table.columns.values())
            yield Relation(CHECK, (), partial(_judged, label, low, high), cells=cells)


def _judged(label: str, low: Fraction, high: Fraction) -> Judgement:
    span = f"{shown(low)} tot {shown(high)}"
    return Judgement(False, span, f"{label}: afgedrukt zijn waarden van {span}, gevraagd is er één")


def _in_order(single: Single) -> Judgement:
    return Judgement(True, "", f"{single.label}: in elke cel staat één waarde")
