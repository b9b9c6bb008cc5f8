"""Stated counts against listed items: are there as many on the list as the text says?

Applies to every claim that counts rows (`count(... where ...)`, also several added up), and to the
tallies that are declared with the list from which they were tallied.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from evalbook.audit.calculation import constant
from evalbook.audit.checks.declarations import Declarations, Tally
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import listed, quoted, shown
from evalbook.audit.grammar import Call, ColumnOf, Expression, Operation
from evalbook.audit.inputs import Input, key_text

CHECK = "aantal en opsomming"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every stated count of which the items are listed."""
    for claim in facts.claims.values():
        columns = counted_columns(claim.parsed) if claim.parsed else ()
        if columns:
            items = [item for column in columns for item in items_of(facts, column)]
            label = f"{claim.printed} ({claim.place}, {claim.label})"
            stated = Operand(label, facts.counted(claim).tree, claim.unit)
            names, addresses = [tuple(each) for each in zip(*items, strict=True)] or [(), ()]
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
    twice = [name for name, count in Counter(names).items() if count > 1 and not name.isdecimal()]
    if twice:
        what += f"; {listed(twice)} staat er meer dan eens bij"
    return Judgement(False, f"{arithmetic}; genoemd {shown(stated.value)}", what)


def counted_columns(expression: Expression) -> tuple[ColumnOf, ...]:
    """Return the columns of a plain count, or of counts added up; none for anything else."""
    if isinstance(expression, Operation) and expression.sign == "+":
        both = counted_columns(expression.left), counted_columns(expression.right)
        return (*both[0], *both[1]) if all(both) else ()
    if isinstance(expression, Call) and expression.name == "count":
        column = expression.arguments[0]
        return (column,) if isinstance(column, ColumnOf) else ()
    return ()


def items_of(facts: Facts, column: ColumnOf) -> list[tuple[str, str]]:
    """Return what each counted cell is called, and its address; a number by the key of its row."""
    table = facts.inputs.table(column.table)
    keys = {place: " ".join(key) for key, place in table.rows.items()}
    counted = {found.address for found in table.cells(column.column, column.where)}
    items = []
    for place, found in enumerate(table.columns[column.column]):
        if found.address in counted and found.value is not None:
            name = keys.get(place, "") if found.number is not None else ""
            items.append((name or key_text(found.value), found.address))
    return items


def _tally_relations(facts: Facts, tally: Tally) -> Iterator[Relation]:
    table = facts.table(tally.table)
    lists = [facts.table(name) for name in (tally.rows, tally.groups)]
    if table is None or None in lists:
        return
    groups = _groups(facts, tally)
    for key, place in table.rows.items():
        for column, state, outcome in tally.cells if key[0] in tally.categories else ():
            known = groups.get((key[0], state), {})
            printed = cell(table.columns[column][place])
            address = table.columns[column][place].address
            label = f"{tally.label}: {key[0]}, {state}, {outcome}"
            stated = Operand(label, printed.tree if printed else constant(0))
            cells = (address, *(row.address for rows in known.values() for row in rows))
            yield Relation(CHECK, (stated,), partial(_judge_tally, tally, outcome, known), cells=cells)


def _groups(facts: Facts, tally: Tally) -> dict[tuple[str, str], dict[str, list[Input]]]:
    """Return, by category and state, each group with the outcomes of its rows."""
    state_of = {
        key[0]: str(found.value) for key, found in facts.rows(f"{tally.groups}.{tally.state}").items()
    }
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
    sure, possible = 0, 0
    parts = []
    for group, rows in groups.items():
        texts = [key_text(row.value) for row in rows]
        readings = [_readings(text, tally) for text in texts]
        sure += all(found == {outcome} for found in readings)
        possible += any(outcome in found for found in readings)
        parts.append(f"{group}: {quoted(text or 'niets' for text in texts)}")
    value = stated.value or Fraction(0)
    arithmetic = "; ".join(parts) or "geen enkele regel in de lijst"
    span = shown(Fraction(sure)) if sure == possible else f"{sure} tot {possible}"
    what = f"{stated.label}: geturfd {shown(value)}, volgens de lijst {span}"
    if not sure <= value <= possible:
        return Judgement(False, arithmetic, what)
    return Judgement(True if sure == possible else None, arithmetic, what)


def _readings(text: str, tally: Tally) -> set[str]:
    """Return as which outcomes a printed text may have been tallied: `Ja, deels onder G2G` as two."""
    words = re.findall(r"\w+", text.casefold())
    return {outcome for word, outcomes in tally.outcomes if word in words for outcome in outcomes}
