"""What a sheet must look like: its columns, their kinds and limits.

Belongs here: the vocabulary in which a sheet is described. Not here: any sheet of any edition
(those are in one module per programme, such as `pib`), and reading (that is `reading`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "category", "count", "number", "share", "eur", "year", "period"]

VALUE_KINDS: frozenset[str] = frozenset({"count", "number", "share", "eur"})
"""Kinds of quantities."""

SOURCED_KINDS: frozenset[str] = VALUE_KINDS | {"category"}
"""Kinds whose every value keeps its cell address in a column of its own (`<name>_source`):
quantities, and categories, since those are what is counted."""

NUMBER_KINDS: frozenset[str] = VALUE_KINDS | {"year"}

WHOLE_KINDS: frozenset[str] = frozenset({"count", "year"})

FIRST_YEAR, LAST_YEAR = 1990, 2100

_LIMITS: dict[str, tuple[float | None, float | None]] = {
    "count": (0, None),
    "share": (0, 1),
    "eur": (0, None),
    "year": (FIRST_YEAR, LAST_YEAR),
}


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `name` is the English name in the tidy table, `header` the Dutch header in the sheet.
    Kinds: text; category (one of `categories`); count (whole number, at least 0); number;
    share (fraction, 0 to 1); eur (euros, at least 0); year (1990 to 2100);
    period (text: 2019, 2019-11 or 2019-11-15). `low` and `high` replace the limits of the kind.
    """

    name: str
    header: str
    kind: Kind = "text"
    required: bool = True
    categories: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    refers_to: tuple[str, str] | None = None  # (table, column) in which the value must occur

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """Lowest and highest value allowed; None where there is no limit."""
        low, high = _LIMITS.get(self.kind, (None, None))
        return (low if self.low is None else self.low, high if self.high is None else self.high)


@dataclass(frozen=True)
class Reference:
    """Columns whose values, taken together, must occur as one row in columns of another table."""

    columns: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One sheet of one workbook: the single place where Dutch headers meet English names."""

    name: str
    workbook: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    not_before: tuple[tuple[str, str], ...] = field(default=())  # (later, earlier) column pairs
    not_above: tuple[tuple[str, str], ...] = field(default=())  # (part, whole) column pairs
    refers_to: tuple[Reference, ...] = field(default=())  # references of several columns together
    folder: str = ""  # where the same table may be delivered as Parquet, as `<sheet>.parquet`

    def column(self, name: str) -> Column:
        """Return the column with this English name; `KeyError` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def references(self) -> tuple[Reference, ...]:
        """All references to other tables, those of one column included."""
        single = (
            Reference((column.name,), column.refers_to[0], (column.refers_to[1],))
            for column in self.columns
            if column.refers_to
        )
        return (*single, *self.refers_to)
