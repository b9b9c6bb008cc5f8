"""The language of expressions: what a claim's value should be, in terms of cells and other claims.

Belongs here: the parts an expression can have, reading it from text and writing it as text again.
Not here: whether what it names exists (`references`), and its value (`evaluation`). Nothing of an
expression is ever run as code: a small recursive reader knows all there is.

    sum(export.growth) / sum(export.firms)
    wmean(durations.mean_duration, durations.clusters)
    case_figures.value[gulf-tulip,budget_rvo] / 2
    count(case_organisations.organisation where case=gulf-tulip and kind=bedrijf)
    claim("c3.liaisons_oman") + claim("c3.liaisons_uae")

A key or a value with a comma, a bracket or a quotation mark in it stands between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from evalbook.audit.reader import ExpressionError, Reader

COLUMN_FUNCTIONS = frozenset({"sum", "mean", "wmean", "count", "min", "max"})
"""Functions that take a whole column; the others take one value at a time."""

FUNCTIONS = COLUMN_FUNCTIONS | {"ratio", "round"}

MOST_NESTED = 150

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
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


def _sum(reader: Reader, depth: int) -> Expression:
    return _chain(reader, "+-", _product, depth)


def _product(reader: Reader, depth: int) -> Expression:
    return _chain(reader, "*/", _factor, depth)


def _chain(
    reader: Reader, signs: str, read: Callable[[Reader, int], Expression], depth: int
) -> Expression:
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
        raise reader.error("hier hoort een getal, een cel, een functie of claim(\"...\")")
    at = reader.last
    if reader.take("."):
        return _cell(reader, name, at)
    if reader.take("("):
        return _claim(reader, at) if name == "claim" else _call(reader, name, at, depth + 1)
    raise reader.error("hier hoort een punt en een kolom, of een haakje", after=True)


def _cell(reader: Reader, table: str, at: int) -> CellOf:
    column = _column_name(reader)
    if not reader.take("["):
        raise reader.error("een hele kolom kan alleen in een functie staan; noem anders de rij, zo: [2016]", after=True)
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
        raise ExpressionError(f"de functie '{name}' bestaat niet; kies uit {', '.join(sorted(FUNCTIONS))}", at)
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
    if call.name == "round" and not (count == 1 or (count == 2 and _digits(call) is not None)):
        raise ExpressionError("round vraagt een waarde en een geheel aantal decimalen", call.at)


def _digits(call: Call) -> int | None:
    """Return the number of decimals of `round`, negative for tens and hundreds; None where it is not one."""
    if len(call.arguments) == 1:
        return 0
    given = call.arguments[1]
    sign = -1 if isinstance(given, Negative) else 1
    number = given.operand if isinstance(given, Negative) else given
    if isinstance(number, Number) and number.value.denominator == 1 and number.value <= 15:
        return sign * int(number.value)
    return None


def digits_of(call: Call) -> int:
    """Return to how many decimals a `round` rounds."""
    digits = _digits(call)
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
