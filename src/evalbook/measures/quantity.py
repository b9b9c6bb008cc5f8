"""A number that knows where it comes from: value, unit, label, cells and how it was made.

Belongs here: the arithmetic on such numbers. Not here: what is calculated (the other measures) and
how a number is printed (`rounding`). Lineage is plain data that arithmetic hands on by itself, so
that no measure can forget it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pandas as pd

from evalbook.errors import Fault, NoDataError


@dataclass(frozen=True)
class Quantity:
    """A value with its lineage.

    `value` is None where it is unknown or cannot be calculated (a division by zero, a missing
    input). `sources` are cell addresses (`export.xlsx!resultaten!C2`) in order of use.
    `operation` is empty for an input, else one of + - * / sum mean wmean count min max, or the Dutch
    name of a statistic over all operands (see `summarised`).
    """

    value: float | None
    unit: str = "aantal"
    label: str = ""
    sources: tuple[str, ...] = ()
    operation: str = ""
    operands: tuple[Quantity, ...] = ()

    def named(self, label: str, unit: str | None = None) -> Quantity:
        """Return the same quantity under another label, and in another unit where one is given."""
        return replace(self, label=label, unit=self.unit if unit is None else unit)

    def __add__(self, other: Quantity) -> Quantity:
        return _combined("+", (self, other), self.unit, lambda a, b: a + b)

    def __sub__(self, other: Quantity) -> Quantity:
        return _combined("-", (self, other), self.unit, lambda a, b: a - b)

    def __mul__(self, other: Quantity) -> Quantity:
        return _combined("*", (self, other), other.unit, lambda a, b: a * b)

    def __truediv__(self, other: Quantity) -> Quantity:
        unit = "aandeel" if self.unit == other.unit else self.unit
        return _combined("/", (self, other), unit, lambda a, b: a / b if b else math.nan)


def constant(value: float, unit: str = "aantal") -> Quantity:
    """Return a number of ours (a factor such as 1.000.000), which comes from no cell."""
    return Quantity(value, unit)


Key = TypeVar("Key")


class Known(dict[Key, Quantity]):
    """Quantities by key; one that is not there yet says what is to be filled in.

    `what` names the kind of key and the sheet: "de sleutel … op blad kengetallen".
    """

    def __init__(self, what: str, found: Mapping[Key, Quantity]) -> None:
        super().__init__(found)
        self.what = what

    def __missing__(self, key: Key) -> Quantity:
        where = self.what.format(key)
        raise NoDataError(Fault(f"nog geen gegevens: {where} ontbreekt", where, f"voeg {where} toe"))


Record = Mapping[str, Any]
"""A row of a tidy table by column name."""


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a tidy table in their order."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def cell(record: Record, column: str, label: str, unit: str = "aantal") -> Quantity:
    """Return one value of a row, with its cell as source; an empty cell is an unknown value."""
    value = record[column]
    known: float | None = None if pd.isna(value) else float(value)
    return Quantity(known, unit, label, (str(record[f"{column}_source"]),))


def total(parts: Sequence[Quantity], label: str = "") -> Quantity:
    """Return the sum of the parts."""
    return _gathered("sum", parts, parts[0].unit if parts else "aantal", label, math.fsum)


def mean(parts: Sequence[Quantity], label: str = "") -> Quantity:
    """Return the simple mean: every part counts once."""
    return _gathered("mean", parts, parts[0].unit, label, lambda values: math.fsum(values) / len(values))


def weighted_mean(parts: Sequence[Quantity], weights: Sequence[Quantity], label: str = "") -> Quantity:
    """Return the mean of the parts, each counting as often as its weight says."""

    def calculate(values: Sequence[float]) -> float:
        half = len(values) // 2
        weight = math.fsum(values[half:])
        products = (value * by for value, by in zip(values[:half], values[half:], strict=True))
        return math.fsum(products) / weight if weight else math.nan

    return _gathered("wmean", (*parts, *weights), parts[0].unit, label, calculate)


def counted(sources: Iterable[str], label: str, unit: str = "aantal") -> Quantity:
    """Return how many cells there are; each counted cell is a source."""
    cells = tuple(str(source) for source in sources)
    return Quantity(float(len(cells)), unit, label, cells, "count")


def summarised(
    statistic: str, parts: Sequence[Quantity], value: float | None, unit: str, label: str
) -> Quantity:
    """Return a statistic over many parts that is no plain arithmetic, such as a Gini coefficient.

    `statistic` is its Dutch name, which is what a reader sees as its calculation.
    """
    return _made(statistic, tuple(parts), value, unit, label)


def _combined(sign: str, operands: tuple[Quantity, Quantity], unit: str, calculate: Any) -> Quantity:
    left, right = operands
    value = None
    if left.value is not None and right.value is not None:
        value = calculate(left.value, right.value)
    return _made(sign, operands, value, unit, "")


def _gathered(name: str, parts: Sequence[Quantity], unit: str, label: str, calculate: Any) -> Quantity:
    values = [part.value for part in parts]
    known = bool(values) and all(value is not None for value in values)
    return _made(name, tuple(parts), calculate(values) if known else None, unit, label)


def _made(
    operation: str, operands: tuple[Quantity, ...], value: float | None, unit: str, label: str
) -> Quantity:
    if value is not None and math.isnan(value):
        value = None
    sources = tuple(dict.fromkeys(source for part in operands for source in part.sources))
    return Quantity(value, unit, label, sources, operation, operands)
