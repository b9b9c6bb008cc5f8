"""An expression with its inputs found: a small tree of numbers and operations.

Belongs here: turning names into cells and claims, and functions into the four operations. Not here:
what comes out of it (`evaluation`), and which values its rounding allows (`reach`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

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
from evalbook.audit.intervals import point
from evalbook.audit.register import Claim
from evalbook.rounding import Interval

Kind = Literal["+", "-", "*", "/", "sum", "min", "max", "round"]


class Unknown(Exception):  # noqa: N818 - not an error of ours: a cell that is empty
    """A value that cannot be calculated; the text says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number: exact, and the values it can stand for. `name` is its cell or claim; empty for our own."""

    value: Fraction
    interval: Interval
    name: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An operation on what is below it; `digits` are the decimals of a rounding."""

    kind: Kind
    below: tuple[Tree, ...]
    digits: int = 0


Tree = Leaf | Node


def constant(value: Fraction | int) -> Leaf:
    """Return a number of our own."""
    return Leaf(Fraction(value), point(Fraction(value)))


@dataclass
class Calculation:
    """The tree of one expression, with the cells and the claims it uses, in order of use."""

    tree: Tree
    sources: tuple[str, ...]
    claims: tuple[str, ...]


def calculation_of(expression: Expression, inputs: Inputs, claims: Mapping[str, Claim]) -> Calculation:
    """Return an expression with its inputs found.

    Raises
    ------
    Unknown
        Where a cell is empty, or a column has no rows.
    """
    finder = _Finder(inputs, claims)
    tree = finder.tree(expression)
    return Calculation(tree, tuple(finder.sources), tuple(finder.claims_used))


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Yield all numbers of a calculation."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        for each in tree.below:
            yield from leaves(each)


class _Finder:
    """Finds inputs, and keeps which were used."""

    def __init__(self, inputs: Inputs, claims: Mapping[str, Claim]) -> None:
        self.inputs = inputs
        self.claims = claims
        self.sources: dict[str, None] = {}
        self.claims_used: dict[str, None] = {}

    def tree(self, expression: Expression) -> Tree:
        if isinstance(expression, Number):
            return constant(expression.value)
        if isinstance(expression, CellOf):
            return self._leaf(self.inputs.table(expression.table).cell(expression.column, expression.keys))
        if isinstance(expression, ClaimOf):
            claim = self.claims[expression.id]
            self.claims_used[claim.id] = None
            return Leaf(claim.value, claim.as_input, claim.id)
        if isinstance(expression, Negative):
            return Node("-", (constant(0), self.tree(expression.operand)))
        if isinstance(expression, Operation):
            return Node(_sign(expression.sign), (self.tree(expression.left), self.tree(expression.right)))
        if isinstance(expression, Call):
            return self._called(expression)
        raise TypeError("a whole column stands only in a function")

    def _called(self, call: Call) -> Tree:
        if call.name == "count":
            cells = self._cells(call.arguments[0])
            filled = [cell for cell in cells if cell.value is not None]
            self.sources |= dict.fromkeys(cell.address for cell in filled)
            return constant(len(filled))
        if call.name == "wmean":
            values, weights = (self._leaves(argument) for argument in call.arguments)
            return _weighted(values, weights)
        if call.name == "ratio":
            return Node("/", (self.tree(call.arguments[0]), self.tree(call.arguments[1])))
        if call.name == "round":
            return Node("round", (self.tree(call.arguments[0]),), digits_of(call))
        found: list[Tree] = []
        for argument in call.arguments:
            found += self._leaves(argument) if isinstance(argument, ColumnOf) else [self.tree(argument)]
        if not found and call.name != "sum":
            raise Unknown(f"{call.name} heeft geen enkele rij om mee te rekenen")
        below = tuple(found)
        if call.name == "mean":
            return Node("/", (Node("sum", below), constant(len(below))))
        return Node("sum" if call.name == "sum" else "min" if call.name == "min" else "max", below)

    def _cells(self, column: Expression) -> tuple[Input, ...]:
        if not isinstance(column, ColumnOf):
            raise TypeError("a column was expected")
        return self.inputs.table(column.table).cells(column.column, column.where)

    def _leaves(self, column: Expression) -> list[Tree]:
        return [self._leaf(cell) for cell in self._cells(column)]

    def _leaf(self, cell: Input) -> Leaf:
        self.sources[cell.address] = None
        if cell.number is None or cell.interval is None:
            raise Unknown(f"invoercel {cell.address} is leeg")
        return Leaf(cell.number, cell.interval, cell.address)


def _sign(sign: str) -> Kind:
    return "+" if sign == "+" else "-" if sign == "-" else "*" if sign == "*" else "/"


def _weighted(values: Sequence[Tree], weights: Sequence[Tree]) -> Tree:
    if len(values) != len(weights):
        raise Unknown(f"wmean heeft {len(values)} waarden en {len(weights)} gewichten")
    if not values:
        raise Unknown("wmean heeft geen enkele rij om mee te rekenen")
    products = tuple(Node("*", (weight, value)) for value, weight in zip(values, weights, strict=True))
    return Node("/", (Node("sum", products), Node("sum", tuple(weights))))
