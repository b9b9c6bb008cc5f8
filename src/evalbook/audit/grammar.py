"""The language of expressions: what a claim's value should be, in terms of cells and other claims.

Belongs here: reading an expression from text. Not here: what its parts are (`expressions`), whether
what it names exists (`references`), and its value (`evaluation`). Nothing of an expression is ever
run as code: a small recursive reader knows all there is.

    sum(export.growth) / sum(export.firms)
    wmean(durations.mean_duration, durations.clusters)
    case_figures.value[gulf-tulip,budget_rvo] / 2
    count(case_organisations.organisation where case=gulf-tulip and kind=bedrijf)
    claim("c3.liaisons_oman") + claim("c3.liaisons_uae")

A key or a value with a comma, a bracket or a quotation mark in it stands between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from evalbook.audit.expressions import (
    Call,
    CellOf,
    ClaimOf,
    ColumnOf,
    Expression,
    Negative,
    Number,
    Operation,
    digits_of,
    given_digits,
    parts,
    text_of,
)
from evalbook.audit.reader import ExpressionError, Reader

__all__ = [
    "Call",
    "CellOf",
    "ClaimOf",
    "ColumnOf",
    "Expression",
    "ExpressionError",
    "Negative",
    "Number",
    "Operation",
    "digits_of",
    "parse",
    "parts",
    "text_of",
]

COLUMN_FUNCTIONS = frozenset({"sum", "mean", "wmean", "count", "min", "max"})
"""Functions that take a whole column; the others take one value at a time."""

FUNCTIONS = COLUMN_FUNCTIONS | {"ratio", "round"}

MOST_NESTED = 150

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def parse(text: str) -> Expression:
    """Return the expression that a text stands for.

    Raises
    ------
    ExpressionError
        With the place of the first character that cannot be right.
    """
    reader = Reader(text)
    found = _sum(reader, 0)
    if not reader.ended:
        raise reader.error("hier hoort een rekenteken (+ - * /) of het einde")
    return found


def _sum(reader: Reader, depth: int) -> Expression:
    return _chain(reader, "+-", _product, depth)


def _product(reader: Reader, depth: int) -> Expression:
    return _chain(reader, "*/", _factor, depth)


def _chain(reader: Reader, signs: str, read: Callable[[Reader, int], Expression], depth: int) -> Expression:
    """Read operands with these signs between them; the first two belong together first."""
    left = read(reader, depth)
    links = 0
    while sign := reader.take_any(signs):
        at = reader.last
        links += 1
        if links > MOST_NESTED:
            raise reader.error("de uitdrukking is te lang; gebruik sum(...)")
        left = Operation(sign, left, read(reader, depth), at)
    return left


def _factor(reader: Reader, depth: int) -> Expression:
    if depth > MOST_NESTED:
        raise reader.error("de uitdrukking is te diep genest")
    if reader.take("-"):
        at = reader.last
        return Negative(_factor(reader, depth + 1), at)
    if reader.take("("):
        inside = _sum(reader, depth + 1)
        reader.expect(")")
        return inside
    if digits := reader.match(_NUMBER):
        at = reader.last
        if reader.following == ".":
            raise reader.error("schrijf een getal zonder punten voor duizendtallen: 1000000; 0.5 is een half")
        return Number(Fraction(digits), at)
    name = reader.match(_NAME)
    if name is None:
        raise reader.error('hier hoort een getal, een cel, een functie of claim("...")')
    at = reader.last
    if reader.take("."):
        return _cell(reader, name, at)
    if reader.take("("):
        return _claim(reader, at) if name == "claim" else _call(reader, name, at, depth + 1)
    raise reader.error("hier hoort een punt en een kolom, of een haakje", after=True)


def _cell(reader: Reader, table: str, at: int) -> CellOf:
    column = _column_name(reader)
    if not reader.take("["):
        raise reader.error(
            "een hele kolom kan alleen in een functie staan; noem anders de rij, zo: [2016]", after=True
        )
    keys = [_key(reader)]
    while reader.take(","):
        keys.append(_key(reader))
    reader.expect("]")
    return CellOf(table, column, tuple(keys), at)


def _column_name(reader: Reader) -> str:
    column = reader.match(_NAME)
    if column is None:
        raise reader.error("hier hoort de naam van een kolom")
    return column


def _key(reader: Reader) -> str:
    key = reader.quoted() if reader.at('"') else reader.until(",]")
    if not key:
        raise reader.error("hier hoort de sleutel van een rij")
    return key


def _claim(reader: Reader, at: int) -> ClaimOf:
    if not reader.at('"'):
        raise reader.error('hier hoort de id van een claim tussen aanhalingstekens: claim("...")')
    found = ClaimOf(reader.quoted(), at)
    reader.expect(")")
    return found


def _call(reader: Reader, name: str, at: int, depth: int) -> Call:
    if name not in FUNCTIONS:
        raise ExpressionError(
            f"de functie '{name}' bestaat niet; kies uit {', '.join(sorted(FUNCTIONS))}", at
        )
    arguments = [_argument(reader, name, depth)]
    while reader.take(","):
        arguments.append(_argument(reader, name, depth))
    if not reader.take(")"):
        raise reader.error("hier hoort een komma of een haakje sluiten")
    found = Call(name, tuple(arguments), at)
    _check_arguments(found)
    return found


def _argument(reader: Reader, function: str, depth: int) -> Expression:
    """Read one argument: a column where the function takes columns, else any expression."""
    start = reader.mark()
    table = reader.match(_NAME)
    at = reader.last
    if table and function in COLUMN_FUNCTIONS and reader.take("."):
        column = _column_name(reader)
        if not reader.at("["):
            return ColumnOf(table, column, _conditions(reader), at)
    reader.back_to(start)
    return _sum(reader, depth)


def _conditions(reader: Reader) -> tuple[tuple[str, str], ...]:
    if not reader.take_word("where"):
        return ()
    found = [_condition(reader)]
    while reader.take_word("and"):
        found.append(_condition(reader))
    return tuple(found)


def _condition(reader: Reader) -> tuple[str, str]:
    column = _column_name(reader)
    reader.expect("=")
    value = reader.quoted() if reader.at('"') else reader.until_word("and", ",)")
    if not value:
        raise reader.error("hier hoort een waarde")
    return column, value


def _check_arguments(call: Call) -> None:
    count = len(call.arguments)
    columns = [isinstance(argument, ColumnOf) for argument in call.arguments]
    if call.name == "wmean" and (count != 2 or not all(columns)):
        raise ExpressionError("wmean vraagt twee kolommen: de waarden en de gewichten", call.at)
    if call.name == "count" and (count != 1 or not all(columns)):
        raise ExpressionError("count vraagt één kolom", call.at)
    if call.name == "ratio" and count != 2:
        raise ExpressionError("ratio vraagt twee waarden: deel en geheel", call.at)
    if call.name == "round" and not (count == 1 or (count == 2 and given_digits(call) is not None)):
        raise ExpressionError("round vraagt een waarde en een geheel aantal decimalen", call.at)
