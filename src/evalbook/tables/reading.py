"""From a sheet to a validated tidy table.

Belongs here: the one order of reading (shape, corrections, cells, rules) and the frame that comes
out. Not here: the checks themselves (`grid`, `values`, `rules`), or more than one table at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evalbook.errors import Fault, InputError
from evalbook.tables import kept, parquet, parquet_rules, rules
from evalbook.tables.corrections import FILE, Correction, corrected_grid, read_corrections
from evalbook.tables.grid import EMPTY, Grid, grid_of
from evalbook.tables.spec import NUMBER_KINDS, SOURCED_KINDS, WHOLE_KINDS, Column, Table
from evalbook.tables.values import Value, typed
from evalbook.tables.wording import nearest
from evalbook.workbook import Sheet, Workbook, read_cells


@dataclass(frozen=True)
class Content:
    """What a sheet holds: its shape, and its values in a frame indexed by Excel row.

    A cell with a fault is empty in the frame.
    """

    grid: Grid
    frame: pd.DataFrame


@dataclass(frozen=True)
class Reading:
    """One table as read: all that is wrong with it and, unless its shape is wrong, its content."""

    table: Table
    faults: tuple[Fault, ...]
    content: Content | None = None
    vacant: bool = False  # no workbook, no sheet or no rows: nothing was filled in yet
    file: Path | None = None  # the Parquet file that it was read from, where that is not a sheet
    twin: Sheet | None = None  # the sheet of the same table, where it was read from a file all the same

    @property
    def wrong(self) -> tuple[Fault, ...]:
        """The faults apart from being empty: what is wrong in an edition that is being filled too."""
        if not self.vacant:
            return self.faults
        return tuple(fault for fault in self.faults if self.headed and not fault.what.endswith(EMPTY))

    @property
    def headed(self) -> bool:
        """Whether there is a sheet, with a header that may be wrong."""
        return any(fault.what.endswith(EMPTY) for fault in self.faults)


_readings: dict[tuple[Path, Table, bool], tuple[tuple[object, ...], Reading]] = {}


def read_table(folder: Path, table: Table, tables: tuple[Table, ...], *, corrected: bool) -> Reading:
    """Return one table of an edition; read once per version of its files within a process.

    Parameters
    ----------
    folder
        The edition's inputs.
    table, tables
        The table to read, and all tables of the edition (for the register of corrections).
    corrected
        Whether the registered corrections take the place of what was printed.
    """
    file = parquet.file_of(folder, table)
    version = (file, _version(file or folder / table.workbook), _version(folder / FILE))
    known = _readings.get((folder, table, corrected))
    if known and known[0] == version:
        return known[1]
    reading = _read_file(file, folder, table) if file else _read(folder, table, tables, corrected)
    _readings[folder, table, corrected] = (version, reading)
    return reading


def _version(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, -1)
    return (status.st_mtime_ns, status.st_size)


def _read_file(file: Path, folder: Path, table: Table) -> Reading:
    faults = tuple(parquet_rules.file_faults(file, table))
    workbook = folder / table.workbook
    twin = read_cells(workbook).sheets.get(table.sheet) if workbook.is_file() else None
    return Reading(table, faults, vacant=not faults and not parquet.rows_of(file), file=file, twin=twin)


def _read(folder: Path, table: Table, tables: tuple[Table, ...], corrected: bool) -> Reading:
    try:
        workbook = read_cells(folder / table.workbook)
    except InputError as error:
        return Reading(table, error.faults, vacant=not (folder / table.workbook).exists())
    if table.sheet not in workbook.sheets:
        missing = _missing_sheet(workbook, table)
        return Reading(table, (missing,), vacant=not nearest(table.sheet, workbook.sheets))
    register = folder / FILE
    registered = register.read_bytes() if register.is_file() else b""
    sheet = workbook.sheets[table.sheet]
    return kept.kept_reading(
        folder,
        sheet,
        table,
        corrected=corrected,
        corrections=registered,
        make=lambda: _read_sheet(sheet, folder, table, tables, corrected),
    )


def _read_sheet(
    sheet: Sheet, folder: Path, table: Table, tables: tuple[Table, ...], corrected: bool
) -> Reading:
    grid = grid_of(sheet, table)
    if not grid.rows:
        empty = any(fault.what.endswith(EMPTY) for fault in grid.faults)
        return Reading(table, tuple(grid.faults), vacant=empty)
    registered, _ = read_corrections(folder, tables)  # its own faults are told once, for the edition
    here = [
        correction
        for correction in registered
        if (correction.address.workbook, correction.address.sheet) == (table.workbook, table.sheet)
    ]
    mended, unfit = corrected_grid(grid, here)
    frame, faults = _frame(mended if corrected else grid, [] if corrected else here)
    return Reading(table, (*grid.faults, *unfit, *faults), Content(grid, frame))


def _missing_sheet(workbook: Workbook, table: Table) -> Fault:
    where = f"{table.workbook}!{table.sheet}"
    near = nearest(table.sheet, workbook.sheets)
    if near:
        return Fault(f"blad '{table.sheet}' ontbreekt", where, f"bedoelde u '{near}'? hernoem dan dat blad")
    mend = f"voeg een blad '{table.sheet}' toe; in de werkmap staan: {', '.join(workbook.sheets)}"
    return Fault(f"blad '{table.sheet}' ontbreekt", where, mend)


def _frame(grid: Grid, waived: list[Correction]) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the tidy table and the faults of its cells and rules, in order of row.

    Limits and pairs are not held against a cell whose printed value is registered as wrong.
    """
    columns = [column for column in grid.table.columns if column.name in grid.columns]
    data: dict[str, pd.Series] = {}
    found: list[tuple[int, Fault]] = []
    bad: set[tuple[int, int]] = {place for place, cell in grid.sheet.cells.items() if cell.oddity == "merged"}
    for column in columns:
        values: list[Value] = []
        for row in grid.rows:
            value = typed(grid.cell(row, column.name), column)
            if isinstance(value, Fault):
                found.append((row, value))
                bad.add((row, grid.columns[column.name]))
            values.append(None if isinstance(value, Fault) else value)
        data[column.name] = _series(values, column, grid.rows)
    frame = pd.DataFrame(data, index=pd.Index(grid.rows, name="row"))
    known = {(correction.address.row, correction.address.column) for correction in waived}
    for failure in rules.failures(frame, grid):
        places = {(failure.row, grid.columns[name]) for name in failure.cells}
        if places & bad or (failure.known_source_error and places & known):
            continue  # what is wrong there was told already, or is registered
        found.append((failure.row, failure.fault))
        if len(places) == 1:
            bad |= places
    return frame, [fault for _, fault in sorted(found, key=lambda pair: pair[0])]


def _series(values: list[Value], column: Column, rows: tuple[int, ...]) -> pd.Series:
    """Return values in the type of their column; only a whole number with gaps needs a nullable one."""
    dtype = "object"
    if column.kind in WHOLE_KINDS:
        dtype = "Int64" if None in values else "int64"
    elif column.kind in NUMBER_KINDS:
        dtype = "float64"
    return pd.Series(values, index=rows, dtype=dtype)


def without_rows(table: Table) -> pd.DataFrame:
    """Return the frame of a sheet that is not filled yet: all columns of `tidy`, no rows."""
    names = [column.name for column in table.columns]
    cells = [f"{column.name}_source" for column in table.columns if column.kind in SOURCED_KINDS]
    return pd.DataFrame({name: pd.Series(dtype="object") for name in (*names, "row", *cells)})


def tidy(reading: Reading) -> pd.DataFrame:
    """Return a sound reading's frame with the Excel `row` and the cell of every value, as plain columns.

    Columns: those of the table; `row`; `<name>_source` for every column of counts, numbers, shares,
    euros and categories.
    """
    if reading.file:
        return parquet.tidy(reading.file, reading.table)
    if reading.content is None:
        raise ValueError(f"{reading.table.name} was not read")
    grid = reading.content.grid
    frame = reading.content.frame.reset_index(drop=True).assign(row=list(grid.rows))
    for column in reading.table.columns:
        if column.kind in SOURCED_KINDS:
            cells = [str(grid.cell(row, column.name).address) for row in grid.rows]
            frame[f"{column.name}_source"] = pd.Series(cells, dtype="object")
    return frame
