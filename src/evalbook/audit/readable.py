"""Expressions for people: the calculation in Dutch signs, with its numbers filled in.

Belongs here: the text, such as `18 ÷ 65`. Not here: formulas for Excel (`formulas`), and the value
that comes out (`evaluation`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evalbook import rounding
from evalbook.audit.grammar import (
    Call,
    CellOf,
    ClaimOf,
    ColumnOf,
    Expression,
    Negative,
    Number,
    Operation,
    digits_of,
)
from evalbook.audit.inputs import Input, Inputs
from evalbook.audit.register import Claim

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_MOST_TERMS = 12
_UNKNOWN = "onbekend"


def calculation_text(expression: Expression | None, inputs: Inputs, claims: Mapping[str, Claim]) -> str:
    """Return how a claim is recomputed: `17 + 18`, or where else it is printed; nothing for an input."""
    if expression is None or isinstance(expression, CellOf):
        return ""
    if isinstance(expression, ClaimOf):
        other = claims[expression.id]
        return f"zoals in {other.place}: {other.printed}"
    return _Writer(inputs, claims).text(expression, 0)


def amount(value: Fraction | None, unit: str) -> str:
    """Return a number as it stands in a calculation: 24% for a share, 3.300.000 for euros."""
    if value is None:
        return _UNKNOWN
    if unit == "aandeel":
        percent = float(value * 100)
        return f"{rounding.number(percent, rounding.plain_decimals(percent, 1))}%"
    if unit == "jaartal":
        return str(int(value))
    return rounding.number(float(value), rounding.plain_decimals(float(value), 3))


class _Writer:
    def __init__(self, inputs: Inputs, claims: Mapping[str, Claim]) -> None:
        self.inputs = inputs
        self.claims = claims

    def text(self, expression: Expression, binding: int) -> str:
        if isinstance(expression, Number):
            year = expression.value.denominator == 1 and 1990 <= expression.value <= 2100
            return amount(expression.value, "jaartal" if year else "")
        if isinstance(expression, CellOf):
            cell = self.inputs.table(expression.table).cell(expression.column, expression.keys)
            return amount(cell.number, cell.unit)
        if isinstance(expression, ClaimOf):
            claim = self.claims[expression.id]
            return amount(claim.value, claim.unit)
        if isinstance(expression, Negative):
            return f"−{self.text(expression.operand, 3)}"
        if isinstance(expression, Call):
            return self._called(expression, binding)
        if isinstance(expression, Operation):
            own = 1 if expression.sign in "+-" else 2
            left, right = self.text(expression.left, own), self.text(expression.right, own + 1)
            return _bracketed(f"{left} {_SIGNS[expression.sign]} {right}", own, binding)
        raise TypeError("a whole column stands only in a function")

    def _called(self, call: Call, binding: int) -> str:
        if call.name == "count":
            found = sum(cell.value is not None for cell in self._cells(call.arguments[0]))
            return f"{found} (geteld)"
        if call.name == "ratio":
            part, whole = self.text(call.arguments[0], 2), self.text(call.arguments[1], 3)
            return _bracketed(f"{part} ÷ {whole}", 2, binding)
        if call.name == "round":
            return f"afgerond({self.text(call.arguments[0], 0)}; {digits_of(call)} decimalen)"
        if call.name == "wmean":
            return _bracketed(self._weighted(call), 2, binding)
        terms = [text for argument in call.arguments for text in self._terms(argument)]
        if call.name == "sum":
            return _bracketed(" + ".join(_cut(terms)), 1 if len(terms) > 1 else 3, binding)
        if call.name == "mean":
            return _bracketed(f"({' + '.join(_cut(terms))}) ÷ {len(terms)}", 2, binding)
        name = "kleinste" if call.name == "min" else "grootste"
        return f"{name} van {'; '.join(_cut(terms))}"

    def _terms(self, argument: Expression) -> list[str]:
        if isinstance(argument, ColumnOf):
            return [amount(cell.number, cell.unit) for cell in self._cells(argument)]
        return [self.text(argument, 2)]

    def _weighted(self, call: Call) -> str:
        values, weights = (self._terms(argument) for argument in call.arguments)
        products = [f"{weight} × {value}" for value, weight in zip(values, weights, strict=True)]
        return f"({' + '.join(_cut(products))}) ÷ ({' + '.join(_cut(weights))})"

    def _cells(self, column: Expression) -> tuple[Input, ...]:
        if not isinstance(column, ColumnOf):
            raise TypeError("a column was expected")
        return self.inputs.table(column.table).cells(column.column, column.where)


def _cut(terms: Sequence[str]) -> list[str]:
    """Return the terms of a long sum with the middle left out, and how many there are."""
    if len(terms) <= _MOST_TERMS:
        return list(terms)
    return [*terms[:3], f"… ({len(terms)} getallen)", terms[-1]]


def _bracketed(text: str, own: int, binding: int) -> str:
    return f"({text})" if own < binding else text
