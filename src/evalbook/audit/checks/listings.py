"""Stated counts against listed items: are there as many on the list as the text says?

Applies to every claim that counts rows (`count(... where ...)`, also several added up), and to the
tallies that are declared with the list from which they were tallied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from evalbook.audit.calculation import constant
from evalbook.audit.checks.declarations import Declarations, Tally
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import listed, shown
from evalbook.audit.grammar import Call, ColumnOf, Expression, Operation
from evalbook.audit.inputs import Input, key_text

CHECK = "aantal en opsomming"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every stated count of which the items are listed."""
    for claim in facts.claims.values():
        columns = _counted(claim.parsed) if claim.parsed else ()
        if columns:
            items = tuple(item for column in columns for item in _items(facts, column))
            label = f"{claim.printed} ({claim.place}, {claim.label})"
            stated = Operand(label, facts.counted(claim).tree, claim.unit)
            addresses = tuple(item.address for item in items)
            names = tuple(key_text(item.value) for item in items)
            counted = Operand("", constant(len(items)))
            yield Relation(CHECK, (stated, counted), partial(judge, names), cells=addresses, repeats=claim.id)
    for tally in declared.tallies:
        yield from _tally_relations(facts, tally)


def judge(names: tuple[str, ...], stated: Operand, counted: Operand) -> Judgement:
    """Return whether the list is as long as the text says."""
    arithmetic = f"{shown(counted.value)}: {listed(names)}" if names else "niets opgesomd"
    if counted.value is not None and counted.value in stated.interval:
        return Judgement(True, arithmetic, f"{stated.label}: de opsomming telt er evenveel")
    what = f"{stated.label}: de opsomming telt er {shown(counted.value)}"
    return Judgement(False, f"{arithmetic}; genoemd {shown(stated.value)}", what)


def _counted(expression: Expression) -> tuple[ColumnOf, ...]:
    """Return the columns of a plain count, or of counts added up; none for anything else."""
    if isinstance(expression, Operation) and expression.sign == "+":
        both = _counted(expression.left), _counted(expression.right)
        return (*both[0], *both[1]) if all(both) else ()
    if isinstance(expression, Call) and expression.name == "count":
        column = expression.arguments[0]
        return (column,) if isinstance(column, ColumnOf) else ()
    return ()


def _items(facts: Facts, column: ColumnOf) -> list[Input]:
    cells = facts.inputs.table(column.table).cells(column.column, column.where)
    return [found for found in cells if found.value is not None]


def _tally_relations(facts: Facts, tally: Tally) -> Iterator[Relation]:
    table = facts.table(tally.table)
    lists = [facts.table(name) for name in (tally.rows, tally.groups)]
    if table is None or None in lists:
        return
    groups = _groups(facts, tally)
    for key, place in table.rows.items():
        for column, state, outcome in tally.cells:
            known = groups.get((key[0], state), {})
            printed = cell(table.columns[column][place])
            address = table.columns[column][place].address
            label = f"{tally.label}: {key[0]}, {state}, {outcome}"
            stated = Operand(label, printed.tree if printed else constant(0))
            cells = (address, *(row.address for rows in known.values() for row in rows))
            yield Relation(CHECK, (stated,), partial(_judge_tally, tally, outcome, known), cells=cells)


def _groups(facts: Facts, tally: Tally) -> dict[tuple[str, str], dict[str, list[Input]]]:
    """Return, by category and state, each group with the outcomes of its rows."""
    state_of = {key[0]: str(found.value) for key, found in facts.rows(f"{tally.groups}.{tally.state}").items()}
    table = facts.inputs.table(tally.rows).columns
    found: dict[tuple[str, str], dict[str, list[Input]]] = defaultdict(lambda: defaultdict(list))
    for category, group, outcome in zip(
        table[tally.category], table[tally.group], table[tally.outcome], strict=True
    ):
        state = state_of.get(str(group.value), "")
        found[str(category.value), state][str(group.value)].append(outcome)
    return found


def _judge_tally(tally: Tally, outcome: str, groups: dict[str, list[Input]], stated: Operand) -> Judgement:
    """Return whether a tally lies between the groups that surely and those that possibly have the outcome.

    None where no list bears on it, or where the possible range is wider than one number.
    """
    readings = dict(tally.outcomes)
    sure, possible = 0, 0
    parts = []
    for group, rows in groups.items():
        names = [str(row.value) for row in rows]
        could = [outcome in readings.get(name, ()) for name in names]
        sure += all(could) and all(len(readings[name]) == 1 for name in names)
        possible += any(could)
        parts.append(f"{group}: {', '.join(names)}")
    value = stated.value or Fraction(0)
    arithmetic = "; ".join(parts) or "geen enkele regel in de lijst"
    span = shown(Fraction(sure)) if sure == possible else f"{sure} tot {possible}"
    what = f"{stated.label}: geturfd {shown(value)}, volgens de lijst {span}"
    if not sure <= value <= possible:
        return Judgement(False, arithmetic, what)
    return Judgement(True if sure == possible else None, arithmetic, what)
