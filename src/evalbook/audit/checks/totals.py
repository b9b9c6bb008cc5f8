"""Parts and totals: do the parts, as printed, add up to the total that is printed?

Applies to every claim that is a plain sum of cells or other claims (`sum(...)`, `a + b + c`, also in
another unit), and to the totals that are declared, of whole columns and of every row of a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeGuard

from evalbook.audit.calculation import Leaf, Node, Tree, constant
from evalbook.audit.checks.declarations import Declarations, RowTotal
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import added, shown
from evalbook.audit.evaluation import exact_value
from evalbook.audit.inputs import InputTable
from evalbook.audit.intervals import meet

CHECK = "delen en totaal"
_MOST_SHOWN = 15


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every printed total."""
    for claim in facts.claims.values():
        tree = facts.trees.get(claim.id)
        if tree is not None and len(terms(tree)) > 1:
            parts = Operand("", tree, claim.unit)
            label = f"{claim.label} ({claim.place})"
            printed = Operand(label, facts.printed(claim).tree, claim.unit)
            yield Relation(CHECK, (printed, parts), judge, repeats=claim.id)
    for total in declared.totals:
        whole, parts_found = facts.operand(total.whole, total.label), facts.operand(total.parts)
        if whole and parts_found:
            yield Relation(CHECK, (whole, parts_found), judge)
    for rows in declared.row_totals:
        yield from _row_relations(facts, rows)


def terms(tree: Tree) -> tuple[Tree, ...]:
    """Return the numbers that a plain sum adds, none where the calculation is something else.

    A sum divided by a number of our own, as euros are turned into millions, is a plain sum too.
    """
    return _added(tree.below[0] if _is_scaled(tree) else tree)


def _added(tree: Tree) -> tuple[Tree, ...]:
    if isinstance(tree, Leaf):
        return (tree,) if tree.name else ()
    if _is_scaled(tree) and isinstance(tree.below[0], Leaf):
        return (tree,)
    if tree.kind not in ("+", "sum"):
        return ()
    found = [_added(each) for each in tree.below]
    return tuple(term for each in found for term in each) if all(found) else ()


def _is_scaled(tree: Tree) -> TypeGuard[Node]:
    """Return whether something is divided by a number of our own."""
    return isinstance(tree, Node) and tree.kind == "/" and _own_number(tree.below[1])


def judge(whole: Operand, parts: Operand) -> Judgement:
    """Return whether parts and total can be equal, given how both were rounded."""
    total = parts.value
    values = [exact_value(term) for term in terms(parts.tree)][:_MOST_SHOWN]
    dots = " + …" if len(terms(parts.tree)) > _MOST_SHOWN else ""
    arithmetic = f"{added(values)}{dots} = {shown(sum(values, Fraction(0)) if not dots else total)}"
    if total == whole.value:
        return Judgement(True, arithmetic, f"{whole.label}: de delen tellen op tot het totaal")
    if meet(parts.interval, whole.interval):
        return Judgement(True, arithmetic, f"{whole.label}: het verschil past binnen de afronding")
    printed, found = shown(whole.value, whole.unit), shown(total, whole.unit)
    return Judgement(
        False,
        f"{arithmetic}, niet {printed}",
        f"{whole.label}: de delen geven {found}, het totaal is {printed}",
    )


def _own_number(tree: Tree) -> bool:
    return isinstance(tree, Leaf) and not tree.name


def _row_relations(facts: Facts, declared: RowTotal) -> Iterator[Relation]:
    table = facts.table(declared.table)
    if table is None or any(name not in table.columns for name in (*declared.parts, declared.whole)):
        return
    for key, place in table.rows.items():
        whole = cell(table.columns[declared.whole][place], f"{declared.label}, {', '.join(key)}")
        parts = _row_sum(table, declared.parts, place)
        if whole:
            empty = [table.columns[name][place].address for name in declared.parts]
            yield Relation(CHECK, (whole, parts), _judge_row, cells=tuple(empty))


def _row_sum(table: InputTable, columns: tuple[str, ...], place: int) -> Operand:
    found = [cell(table.columns[name][place]) for name in columns]
    leaves = tuple(operand.tree for operand in found if operand)
    return Operand("", Node("sum", leaves) if leaves else constant(0))


def _judge_row(whole: Operand, parts: Operand) -> Judgement:
    """Return whether every unit of the row has its outcome; more outcomes than units cannot be."""
    values = [exact_value(term) for term in terms(parts.tree)]
    total, due = parts.value or Fraction(0), whole.value or Fraction(0)
    arithmetic = f"{added(values) or '0'} = {shown(total)}"
    if total == due:
        return Judgement(True, arithmetic, f"{whole.label}: {shown(total)} van {shown(due)}")
    lacking = (
        "er zijn er meer dan er kunnen zijn"
        if total > due
        else f"van {shown(due - total)} ontbreekt de uitkomst"
    )
    return Judgement(
        False,
        f"{arithmetic}, niet {shown(due)}",
        f"{whole.label}: {shown(total)} van {shown(due)}; {lacking}",
    )
