"""Input cells as the audit sees them: exact, with their address and what their rounding allows.

Belongs here: finding a cell by table, column and key in the raw workbooks. It starts from the cells
themselves, not from the tidy tables that the notebooks use: two roads that must meet. Not here:
calculating with cells (`evaluation`), or validating a sheet (`tables`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from evalbook import tables
from evalbook.audit.printed import decimals_shown, qualifier_of
from evalbook.audit.qualifiers import values_behind
from evalbook.rounding import Interval
from evalbook.tables.editions import folder_of
from evalbook.tables.spec import NUMBER_KINDS, Column, Table
from evalbook.workbook import Cell, read_cells

HEADER_ROW = 1
EXACT_KINDS = frozenset({"count", "year"})
EXACT_UNITS = frozenset({"aantal", "jaartal"})


@dataclass(frozen=True, slots=True)
class Input:
    """One input cell. `value` is exact, in `unit`; None for an empty cell, text for a text column.

    `interval` holds all values that the cell can stand for, since it was printed with so many
    decimals and perhaps with a word such as "ongeveer"; None where there is no number.
    """

    address: str
    column: Column
    value: Fraction | str | None
    unit: str = ""
    interval: Interval | None = None
    printed: str = ""
    label: str = ""

    @property
    def number(self) -> Fraction | None:
        """The value where it is a number, else None."""
        return self.value if isinstance(self.value, Fraction) else None


@dataclass(frozen=True)
class InputTable:
    """One sheet: its cells by column in order of row, and the row numbers by key."""

    table: Table
    columns: Mapping[str, tuple[Input, ...]]

    @cached_property
    def rows(self) -> Mapping[tuple[str, ...], int]:
        """The place of each row by its key; the first where a key occurs twice."""
        found: dict[tuple[str, ...], int] = {}
        known = [self.columns[name] for name in self.table.key if name in self.columns]
        for place, key in enumerate(zip(*known, strict=True)):
            found.setdefault(tuple(key_text(cell.value) for cell in key), place)
        return found

    def cell(self, column: str, keys: tuple[str, ...]) -> Input:
        """Return a cell; `KeyError` where there is no such column or row."""
        return self.columns[column][self.rows[keys]]

    def cells(self, column: str, where: tuple[tuple[str, str], ...] = ()) -> tuple[Input, ...]:
        """Return the cells of a column, of all rows or of those in which other columns hold these values."""
        cells = self.columns[column]
        places = list(range(len(cells)))
        for name, value in where:
            wanted, texts = value.casefold(), self._texts(name)
            places = [place for place in places if texts[place] == wanted]
        return tuple(cells[place] for place in places)

    def _texts(self, column: str) -> list[str]:
        """Return a column as text; Excel's COUNTIFS does not tell capitals apart, so neither does this."""
        if column not in self._folded:
            self._folded[column] = [key_text(cell.value).casefold() for cell in self.columns[column]]
        return self._folded[column]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        return {}


class Inputs:
    """All input cells of an edition, by table; sheets are read when they are first asked for."""

    def __init__(self, folder: Path, specification: tuple[Table, ...]) -> None:
        self.folder = folder
        self.specification: Mapping[str, Table] = {table.name: table for table in specification}
        self._read: dict[str, InputTable] = {}
        self._changed: Mapping[str, Fraction] = {}

    def table(self, name: str) -> InputTable:
        """Return a table; `KeyError` where the edition has none of this name, InputError for a bad file."""
        if name not in self._read:
            self._read[name] = _with_changes(
                _table(self.folder, self.specification[name], self.units), self._changed
            )
        return self._read[name]

    def changed(self, changes: Mapping[str, Fraction]) -> Inputs:
        """Return these inputs with other values in some cells, by address; for "what if" searches."""
        other = Inputs(self.folder, tuple(self.specification.values()))
        other._changed = {**self._changed, **changes}
        touched = {address.rpartition("!")[0] for address in changes}
        other._read = {
            name: known
            if f"{known.table.workbook}!{known.table.sheet}" not in touched
            else _with_changes(known, changes)
            for name, known in self._read.items()
        }
        return other

    @property
    def read_tables(self) -> tuple[InputTable, ...]:
        """The tables that were read so far."""
        return tuple(self._read.values())

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that the edition knows: those of its sheets of key figures and of its columns."""
        found: dict[str, None] = {}
        for table in self.specification.values():
            for column in table.columns:
                if column.name == "unit":
                    found |= dict.fromkeys(column.categories)
        return tuple(found)


def inputs_of(edition: str) -> Inputs:
    """Return the input cells of an edition; `InputError` where it has no folder or no known programme."""
    return Inputs(folder_of(edition), tables.specification(edition))


def key_text(value: Fraction | str | None) -> str:
    """Return a value as it is written in a key: 2016, gulf-tulip, 4.65; nothing for an empty cell."""
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.15g}"
    return value or ""


def _table(folder: Path, table: Table, units: tuple[str, ...]) -> InputTable:
    """Return the cells of a sheet, columns found by the text of their header."""
    sheet = read_cells(folder / table.workbook).sheet(table.sheet)
    places = {
        " ".join(str(cell.value).split()): column
        for (row, column), cell in sheet.cells.items()
        if row == HEADER_ROW and cell.value is not None
    }
    headed = {column.name: places[column.header] for column in table.columns if column.header in places}
    numbers = set(headed.values())
    rows = sorted({row for row, column in sheet.cells if row != HEADER_ROW and column in numbers})
    beside = [
        [_text(sheet.cell(row, headed[name])) if name in headed else "" for row in rows]
        for name in ("unit", "printed", "label")
    ]
    columns = {
        column.name: tuple(
            _input(sheet.cell(row, headed[column.name]), column, _unit(column, unit, units), printed, label)
            for row, unit, printed, label in zip(rows, *beside, strict=True)
        )
        for column in table.columns
        if column.name in headed
    }
    return InputTable(table, columns)


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else ""


def _unit(column: Column, beside: str, units: tuple[str, ...]) -> str:
    """Return the unit of a cell: that of its column or of its row; what is counted has the unit aantal."""
    if column.unit:
        return column.unit if column.unit in units else "aantal"
    return beside or {"count": "aantal", "share": "aandeel", "eur": "euro", "year": "jaartal"}.get(
        column.kind, ""
    )


def _input(cell: Cell, column: Column, unit: str, printed: str, label: str) -> Input:
    address = str(cell.address)
    if column.kind not in NUMBER_KINDS:
        return Input(address, column, None if cell.value is None else str(cell.value))
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float)) or cell.oddity:
        return Input(address, column, None, unit)
    value = exact(cell.value)
    decimals = decimals_shown(value, cell.number_format)
    # A column of numbers that names what it counts holds means: 9 participants may be 8,75.
    whole = column.kind in EXACT_KINDS or (not column.unit and counted(unit, decimals, printed))
    interval = values_behind(value, decimals, qualifier_of(printed) if printed else "", whole=whole)
    return Input(address, column, value, unit, interval, printed, label)


def counted(unit: str, decimals: int, printed: str) -> bool:
    """Return whether a printed number was counted, so that it is exact: a whole number that is no mean."""
    return unit in EXACT_UNITS and decimals == 0 and "gemiddeld" not in printed


def exact(value: int | float) -> Fraction:
    """Return a number as it was typed: a float stands for the shortest decimal that gives it."""
    return Fraction(value) if isinstance(value, int) else Fraction(Decimal(repr(value)))


def _with_changes(table: InputTable, changes: Mapping[str, Fraction]) -> InputTable:
    if not changes:
        return table
    columns = {
        name: tuple(
            _changed(cell, changes[cell.address]) if cell.address in changes else cell for cell in cells
        )
        for name, cells in table.columns.items()
    }
    return InputTable(table.table, columns)


def _changed(cell: Input, value: Fraction) -> Input:
    """Return a cell with another value, as roughly known as the value it had."""
    if cell.number is None or cell.interval is None:
        return replace(cell, value=value, interval=Interval(value, value, high_closed=True))
    shift = value - cell.number
    moved = [None if bound is None else bound + shift for bound in (cell.interval.low, cell.interval.high)]
    return replace(cell, value=value, interval=replace(cell.interval, low=moved[0], high=moved[1]))
