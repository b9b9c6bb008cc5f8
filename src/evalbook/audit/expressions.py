"""The parts of an expression, and an expression written as text.

Belongs here: what there is in the language, without how it is read (`grammar`), what its names stand
for (`calculation`) and what comes out (`evaluation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

MOST_DIGITS = 15

_PLAIN_KEY = re.compile(r"[^\s,\[\]\"](?:[^,\[\]\"]*[^\s,\[\]\"])?")
_PLAIN_VALUE = re.compile(r"[^\s,()=\"](?:[^,()=\"]*[^\s,()=\"])?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of our own, such as the 1000000 that turns euros into millions."""

    value: Fraction
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CellOf:
    """One input cell: a column of a table, and the key of its row."""

    table: str
    column: str
    keys: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """All cells of a column, or those of the rows in which other columns hold certain values."""

    table: str
    column: str
    where: tuple[tuple[str, str], ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimOf:
    """The printed value of another claim."""

    id: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    operand: Expression
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and a sign: + - * or /."""

    sign: str
    left: Expression
    right: Expression
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Expression, ...]
    at: int = field(default=0, compare=False)


Expression = Number | CellOf | ColumnOf | ClaimOf | Negative | Operation | Call


def parts(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all that is inside it, from left to right."""
    yield expression
    if isinstance(expression, Negative):
        yield from parts(expression.operand)
    elif isinstance(expression, Operation):
        yield from parts(expression.left)
        yield from parts(expression.right)
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from parts(argument)


def given_digits(call: Call) -> int | None:
    """Return the number of decimals of `round`, negative for tens and hundreds; None where it is not one."""
    if len(call.arguments) == 1:
        return 0
    given = call.arguments[1]
    sign = -1 if isinstance(given, Negative) else 1
    number = given.operand if isinstance(given, Negative) else given
    if isinstance(number, Number) and number.value.denominator == 1 and number.value <= MOST_DIGITS:
        return sign * int(number.value)
    return None


def digits_of(call: Call) -> int:
    """Return to how many decimals a `round` rounds."""
    digits = given_digits(call)
    if digits is None:
        raise ValueError(f"{call.name} was not checked")
    return digits


def text_of(expression: Expression) -> str:
    """Return an expression as text, such that `parse` gives the same expression again."""
    return _written(expression, 0)


def _written(expression: Expression, binding: int) -> str:
    if isinstance(expression, Number):
        return _decimal(expression.value)
    if isinstance(expression, CellOf):
        keys = ",".join(_quoted_unless(_PLAIN_KEY, key) for key in expression.keys)
        return f"{expression.table}.{expression.column}[{keys}]"
    if isinstance(expression, ColumnOf):
        conditions = " and ".join(f"{name}={_value(value)}" for name, value in expression.where)
        return f"{expression.table}.{expression.column}" + (f" where {conditions}" if conditions else "")
    if isinstance(expression, ClaimOf):
        return f"claim({_quote(expression.id)})"
    if isinstance(expression, Negative):
        return f"-{_written(expression.operand, 3)}"
    if isinstance(expression, Call):
        return f"{expression.name}({', '.join(_written(argument, 0) for argument in expression.arguments)})"
    own = 1 if expression.sign in "+-" else 2
    text = f"{_written(expression.left, own)} {expression.sign} {_written(expression.right, own + 1)}"
    return f"({text})" if own < binding else text


def _decimal(value: Fraction) -> str:
    """Return a number as it is written in an expression; all of ours end."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(int(value * 10**digits)).rjust(digits + 1, "0")
    return f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole


def _quoted_unless(plain: re.Pattern[str], text: str) -> str:
    return text if plain.fullmatch(text) else _quote(text)


def _value(text: str) -> str:
    return _quote(text) if re.search(r"\sand\s", f" {text} ") else _quoted_unless(_PLAIN_VALUE, text)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
