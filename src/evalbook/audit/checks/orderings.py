"""Orderings that cannot be: a part above its whole, a minimum above a mean, a low end above a high one.

Applies to ranges (claims `x.low` and `x.high`), to totals rows that are a mean or a share of yearly
rows (claims `x_all` with `x_2016`, `x_2017`, ...: such a number lies between the lowest and the
highest of its rows), to pairs of columns that a sheet's specification orders, and to what is declared.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from evalbook.audit.calculation import Node
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts, cell
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.grammar import Call, Operation
from evalbook.audit.intervals import meet
from evalbook.audit.register import Claim
from evalbook.rounding import Interval

CHECK = "volgorde"
_YEARLY = re.compile(r"(?P<name>.+_)\d{4}")


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every ordering that is known."""
    yield from _ranges(facts)
    yield from _totals_rows(facts)
    yield from _column_pairs(facts)
    for ordered in declared.ordered:
        steps = [facts.operand(step, ordered.label) for step in ordered.steps]
        found = tuple(step for step in steps if step)
        if len(found) == len(steps):
            yield Relation(CHECK, found, judge)
    for between in declared.between:
        ends = facts.operand(between.low, between.label), facts.operand(between.high)
        cells = tuple(operand.tree for each in facts.column(between.column) if (operand := cell(each)))
        if ends[0] and ends[1] and cells:
            lowest, highest = Operand("", Node("min", cells)), Operand("", Node("max", cells))
            yield Relation(CHECK, (ends[0], lowest, highest, ends[1]), judge)


def judge(*steps: Operand) -> Judgement:
    """Return whether the numbers can rise, or stay equal, from each to the next, given their rounding.

    None where they are printed the other way round and only rounding makes it possible.
    """
    label, unit = steps[0].label, next((step.unit for step in steps if step.unit), "")
    arithmetic = " ≤ ".join(shown(step.value, unit) for step in steps)
    pairs = list(itertools.pairwise(steps))
    if any(_surely_above(one.interval, other.interval) for one, other in pairs):
        wrong = " > ".join(
            f"{shown(one.value, unit)} > {shown(other.value, unit)}"
            for one, other in pairs
            if _surely_above(one.interval, other.interval)
        )
        return Judgement(False, wrong, f"{label}: dit kan niet, {wrong}")
    values = [step.value for step in steps if step.value is not None]
    if values != sorted(values):
        return Judgement(None, arithmetic.replace("≤", "→"), f"{label}: alleen mogelijk binnen de afronding")
    return Judgement(True, arithmetic, f"{label}: in orde")


def _surely_above(one: Interval, other: Interval) -> bool:
    """Return whether every value of one lies above every value of the other."""
    if one.low is None or other.high is None:
        return False
    return one.low > other.high or (one.low == other.high and not meet(one, other))


def _ranges(facts: Facts) -> Iterator[Relation]:
    for low in facts.claims.values():
        if not low.id.endswith(".low"):
            continue
        high = facts.claims.get(f"{low.id.removesuffix('.low')}.high")
        if high is not None:
            yield Relation(CHECK, (_printed(facts, low), _printed(facts, high)), judge)


def _printed(facts: Facts, claim: Claim) -> Operand:
    return Operand(f"{claim.label} ({claim.place})", facts.counted(claim).tree, claim.unit)


def _totals_rows(facts: Facts) -> Iterator[Relation]:
    """Yield, for a mean or a share over all years, that it lies between those of the years."""
    years: dict[str, list[Claim]] = {}
    for claim in facts.claims.values():
        if match := _YEARLY.fullmatch(claim.id):
            years.setdefault(match["name"], []).append(claim)
    for name, rows in years.items():
        whole = facts.claims.get(f"{name}all")
        if whole is None or len(rows) < 2 or not _is_mean(whole):
            continue
        trees = tuple(facts.printed(row).tree for row in rows)
        lowest, highest = (
            Operand(f"{whole.label} ({whole.place})", Node("min", trees), whole.unit),
            Node("max", trees),
        )
        yield Relation(CHECK, (lowest, _printed(facts, whole), Operand("", highest)), judge)


def _is_mean(claim: Claim) -> bool:
    """Return whether a claim divides, so that it is a mean or a share and not a total."""
    parsed = claim.parsed
    if isinstance(parsed, Operation) and parsed.sign == "+":
        return isinstance(parsed.left, Call) and parsed.left.name in ("mean", "wmean")
    if isinstance(parsed, Operation):
        return parsed.sign == "/"
    return isinstance(parsed, Call) and parsed.name in ("mean", "wmean", "ratio")


def _column_pairs(facts: Facts) -> Iterator[Relation]:
    """Yield, for every row, the pairs of columns of which a sheet says that one is part of the other."""
    for spec in facts.inputs.specification.values():
        for part_name, whole_name in spec.not_above:
            table = facts.inputs.table(spec.name)
            if part_name not in table.columns or whole_name not in table.columns:
                continue
            for key, place in table.rows.items():
                label = f"{spec.sheet}, {', '.join(key)}"
                part = cell(table.columns[part_name][place], label)
                whole = cell(table.columns[whole_name][place])
                if part and whole:
                    yield Relation(CHECK, (Operand(label, part.tree), whole), judge)
