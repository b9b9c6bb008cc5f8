"""Weighted against unweighted: which of the two means does a printed totals row match?

Applies to every claim whose expression takes a mean of a column of means, when the table's weights
are known: from the expression itself (`wmean`) or declared. A mean of yearly means counts each year
once; the mean over all units counts each unit once, and is what a reader takes it for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.grammar import Call, ColumnOf, Expression, Negative, Operation
from evalbook.audit.intervals import meet

CHECK = "gewogen of ongewogen"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every claim that is a mean of means."""
    weights = {
        each.table: each.weights for each in declared.weights if _same_rows(facts, each.table, each.weights)
    }
    for claim in facts.claims.values():
        if claim.parsed is None:
            continue
        weighted = _weighted(claim.parsed, weights)
        if weighted is None:
            continue
        both = facts.operand_of(weighted), facts.operand_of(_simple(claim.parsed))
        if both[0] and both[1]:
            printed = Operand(
                f"{claim.printed} ({claim.place}, {claim.label})", facts.printed(claim).tree, claim.unit
            )
            yield Relation(CHECK, (printed, both[0], both[1]), judge)


def judge(printed: Operand, weighted: Operand, simple: Operand) -> Judgement:
    """Return True where the printed number is the weighted mean, False where it is not.

    None where both fit, so that the printed digits do not tell them apart.
    """
    names = [
        f"gewogen {shown(weighted.value, printed.unit)}",
        f"ongewogen {shown(simple.value, printed.unit)}",
    ]
    arithmetic = ", ".join([*names, f"afgedrukt {shown(printed.value, printed.unit)}"])
    fits = meet(printed.interval, weighted.interval), meet(printed.interval, simple.interval)
    if all(fits):
        return Judgement(None, arithmetic, f"{printed.label} past bij beide gemiddelden")
    if fits[0]:
        return Judgement(True, arithmetic, f"{printed.label} is het gewogen gemiddelde")
    if fits[1]:
        what = "is een gemiddelde van gemiddelden: elke rij telt even zwaar, ook met minder eenheden"
        return Judgement(False, arithmetic, f"{printed.label} {what}")
    return Judgement(False, arithmetic, f"{printed.label} is geen van beide gemiddelden")


def _same_rows(facts: Facts, table: str, weights: str) -> bool:
    """Return whether the weights stand in the same order of keys as the table."""
    one, other = facts.table(table), facts.table(weights.partition(".")[0])
    return one is not None and other is not None and list(one.rows) == list(other.rows)


def _weighted(expression: Expression, weights: Mapping[str, str]) -> Expression | None:
    """Return the expression with every mean weighted, None where it has no mean that can be."""
    found = _rewritten(expression, weights, weighted=True)
    means = [part for part in _calls(found) if part.name in ("mean", "wmean")]
    return found if means and all(part.name == "wmean" for part in means) else None


def _simple(expression: Expression) -> Expression:
    """Return the expression with every weighted mean made a simple one."""
    return _rewritten(expression, {}, weighted=False)


def _rewritten(expression: Expression, weights: Mapping[str, str], *, weighted: bool) -> Expression:
    if isinstance(expression, Negative):
        return replace(expression, operand=_rewritten(expression.operand, weights, weighted=weighted))
    if isinstance(expression, Operation):
        left, right = (
            _rewritten(each, weights, weighted=weighted) for each in (expression.left, expression.right)
        )
        return replace(expression, left=left, right=right)
    if not isinstance(expression, Call):
        return expression
    if not weighted and expression.name == "wmean":
        return Call("mean", expression.arguments[:1], expression.at)
    column = expression.arguments[0]
    if weighted and expression.name == "mean" and isinstance(column, ColumnOf) and column.table in weights:
        table, _, name = weights[column.table].partition(".")
        return Call("wmean", (column, ColumnOf(table, name, column.where, column.at)), expression.at)
    return expression


def _calls(expression: Expression) -> Iterator[Call]:
    if isinstance(expression, Call):
        yield expression
    elif isinstance(expression, Operation):
        yield from _calls(expression.left)
        yield from _calls(expression.right)
    elif isinstance(expression, Negative):
        yield from _calls(expression.operand)
