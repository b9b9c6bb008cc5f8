"""Expressions as Excel formulas over the sheets of `audit.xlsx`.

Belongs here: writing a formula that Excel and LibreOffice both calculate, also old versions of them.
Not here: the sheets themselves (`live_workbook`), and formulas for people (`readable`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    text_of,
)
from evalbook.audit.inputs import Input, Inputs
from evalbook.audit.sheetnames import CLAIMS, quoted
from evalbook.tables.spec import NUMBER_KINDS
from evalbook.workbook import Address

_NAMES = {"sum": "SUM", "mean": "AVERAGE", "min": "MIN", "max": "MAX"}
_CONDITIONAL = {"sum": "SUMIFS", "mean": "AVERAGEIFS"}


@dataclass(frozen=True)
class Layout:
    """Where things stand in `audit.xlsx`: input sheets by (workbook, sheet), claims by their cell."""

    inputs: Inputs
    sheets: Mapping[tuple[str, str], str]
    claims: Mapping[str, str]

    def cell(self, address: str) -> str:
        """Return the reference to an input cell: `'export_resultaten'!$C$2`."""
        found = Address.parse(address)
        return f"{quoted(self.sheets[found.workbook, found.sheet])}!{_fixed(found.cell)}"

    def claim(self, name: str) -> str:
        """Return the reference to the printed value of a claim."""
        return f"{quoted(CLAIMS)}!{_fixed(self.claims[name])}"

    def span(self, table: str, column: str) -> str:
        """Return the reference to all cells of a column."""
        cells = self.inputs.table(table).columns[column]
        last = Address.parse(cells[-1].address).cell
        return f"{self.cell(cells[0].address)}:{_fixed(last)}"

    def cells(self, column: ColumnOf) -> tuple[Input, ...]:
        """Return the cells that a column reference stands for."""
        return self.inputs.table(column.table).cells(column.column, column.where)


def excel_formula(expression: Expression, layout: Layout) -> str:
    """Return an expression as a formula, with its equals sign; names of functions are English."""
    return f"={_written(expression, layout, 0)}"


def _written(expression: Expression, layout: Layout, binding: int) -> str:
    if isinstance(expression, Number):
        return text_of(expression)
    if isinstance(expression, CellOf):
        return layout.cell(
            layout.inputs.table(expression.table).cell(expression.column, expression.keys).address
        )
    if isinstance(expression, ClaimOf):
        return layout.claim(expression.id)
    if isinstance(expression, Negative):
        return f"-{_written(expression.operand, layout, 3)}"
    if isinstance(expression, Call):
        return _called(expression, layout, binding)
    if isinstance(expression, Operation):
        own = 1 if expression.sign in "+-" else 2
        left, right = _written(expression.left, layout, own), _written(expression.right, layout, own + 1)
        text = f"{left}{expression.sign}{right}"
        return f"({text})" if own < binding else text
    raise TypeError("a whole column stands only in a function")


def _called(call: Call, layout: Layout, binding: int) -> str:
    if call.name == "ratio":
        part, whole = (_written(argument, layout, 2 + place) for place, argument in enumerate(call.arguments))
        return f"({part}/{whole})" if binding > 2 else f"{part}/{whole}"
    if call.name == "round":
        return f"ROUND({_written(call.arguments[0], layout, 0)},{digits_of(call)})"
    first = call.arguments[0]
    if call.name == "count" and isinstance(first, ColumnOf):
        return _counted(first, layout)
    if call.name == "wmean":
        return _weighted(call, layout)
    if isinstance(first, ColumnOf) and first.where and len(call.arguments) == 1 and call.name in _CONDITIONAL:
        span = layout.span(first.table, first.column)
        return f"{_CONDITIONAL[call.name]}({span},{_criteria(first, layout)})"
    return f"{_NAMES[call.name]}({','.join(_argument(argument, layout) for argument in call.arguments)})"


def _argument(argument: Expression, layout: Layout) -> str:
    """Return an argument of a function; rows that meet a condition are written out one by one."""
    if not isinstance(argument, ColumnOf):
        return _written(argument, layout, 0)
    if argument.where:
        return ",".join(layout.cell(cell.address) for cell in layout.cells(argument)) or "0"
    return layout.span(argument.table, argument.column)


def _counted(column: ColumnOf, layout: Layout) -> str:
    span = layout.span(column.table, column.column)
    return f'COUNTIFS({_criteria(column, layout)},{span},"<>")' if column.where else f"COUNTA({span})"


def _criteria(column: ColumnOf, layout: Layout) -> str:
    return ",".join(
        f"{layout.span(column.table, name)},{_text('=' + _literal(value))}" for name, value in column.where
    )


def _weighted(call: Call, layout: Layout) -> str:
    """Return a weighted mean; a condition becomes a factor that is 1 in the rows that meet it."""
    values, weights = (argument for argument in call.arguments if isinstance(argument, ColumnOf))
    conditions = "".join(
        f"--({layout.span(values.table, name)}={_compared(values, name, value, layout)}),"
        for name, value in values.where
    )
    by = layout.span(weights.table, weights.column)
    total = f"SUMPRODUCT({conditions}{by})" if conditions else f"SUM({by})"
    return f"SUMPRODUCT({conditions}{layout.span(values.table, values.column)},{by})/{total}"


def _compared(column: ColumnOf, name: str, value: str, layout: Layout) -> str:
    """Return a value to compare cells with: a number is not equal to the same number as text."""
    kind = layout.inputs.specification[column.table].column(name).kind
    return value if kind in NUMBER_KINDS else _text(value)


def _literal(value: str) -> str:
    """Return a value of which the signs that stand for other signs are taken as they are."""
    return "".join(f"~{sign}" if sign in "~*?" else sign for sign in value)


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
