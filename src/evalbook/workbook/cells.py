"""Cells as they stand in a workbook: value, number format, and what is odd about them.

Belongs here: reading all cells of all sheets, and digests of files and sheets. Not here: opening a
file that may be broken (`opening`), or judging whether a value is right (`tables`).
"""

from __future__ import annotations

import datetime
import hashlib
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from evalbook.errors import Fault, InputError
from evalbook.workbook.address import Address
from evalbook.workbook.kept import keep, place_of, reader, recalled
from evalbook.workbook.opening import sound_package, unreadable

CellValue = (
    None | bool | int | float | str | datetime.datetime | datetime.date | datetime.time | datetime.timedelta
)
Oddity = Literal["formula_without_value", "merged", "error", "date", "boolean", "infinite"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `value` is what Excel shows, for a formula the outcome that was stored with it."""

    address: Address
    value: CellValue
    number_format: str = "General"
    oddity: Oddity | None = None
    formula: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all was entered in this cell."""
        return self.value is None and self.oddity is None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells by row and column, in that order, and its merged ranges."""

    workbook: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an empty one where nothing was entered."""
        return self.cells.get((row, column)) or Cell(Address(self.workbook, self.name, row, column), None)

    def digest(self) -> str:
        """Return the sha256 of all that a reader of this sheet can see: places, values, formats."""
        seen = hashlib.sha256()
        for (row, column), cell in self.cells.items():
            parts = (row, column, type(cell.value).__name__, cell.value, cell.number_format, cell.oddity)
            seen.update(repr(parts).encode())
        return seen.hexdigest()


@dataclass(frozen=True)
class Workbook:
    """One workbook as read: `sheets` by name, in the workbook's order."""

    path: Path
    sheets: Mapping[str, Sheet]

    def sheet(self, name: str) -> Sheet:
        """Return a sheet; `InputError` where the workbook has none of this name."""
        if name in self.sheets:
            return self.sheets[name]
        mend = f"in de werkmap staan: {', '.join(self.sheets)}"
        raise InputError(Fault(f"blad '{name}' ontbreekt", self.path.name, mend))

    def cell(self, address: Address | str) -> Cell:
        """Return the cell at an address, or at the text of one."""
        where = Address.parse(address) if isinstance(address, str) else address
        if where.workbook != self.path.name:
            mend = f"dit is {self.path.name}; lees het andere bestand"
            raise InputError(Fault("het adres wijst naar een ander bestand", str(where), mend))
        return self.sheet(where.sheet).cell(where.row, where.column)


_read: dict[Path, tuple[tuple[int, int], Workbook]] = {}
_parsed: dict[tuple[str, str], Workbook] = {}
"""By name and content: scenarios and copies share the cells of every workbook that they leave alone."""
_kept: set[tuple[Path, str]] = set()
"""The places where other processes find what this one has, with its key."""


def read_cells(path: Path) -> Workbook:
    """Return all cells of a workbook; read once per version and content of the file within a process.

    Raises
    ------
    InputError
        Where there is no workbook at `path` that can be read; the fault tells why.
    """
    try:
        status = path.stat()
        version = (status.st_mtime_ns, status.st_size)
    except OSError:
        version = (0, -1)
    known = _read.get(path)
    if known and known[0] == version:
        return known[1]
    data = sound_package(path)
    content = (path.name, hashlib.sha256(data).hexdigest())
    if content not in _parsed:
        place, key = place_of(path.parent, path.name), f"{content[1]} {reader()}"
        known = recalled(place, key)
        _parsed[content] = known or _parse(path, data)
        if known:
            _kept.add((place, key))
    workbook = Workbook(path, _parsed[content].sheets)
    _read[path] = (version, workbook)
    return workbook


def keep_cells(path: Path) -> None:
    """Keep the cells of a workbook for other processes, where this one did not find them kept."""
    workbook = read_cells(path)
    place, key = place_of(path.parent, path.name), f"{checksum(path)} {reader()}"
    if (place, key) not in _kept:
        keep(place, key, workbook)
        _kept.add((place, key))


def checksum(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        mend = "zet het bestand terug, of kijk of u het mag lezen"
        raise InputError(Fault("het bestand is niet te openen", path.name, mend)) from error


def sheet_digest(path: Path, sheet: str) -> str:
    """Return a digest that changes only when a cell of this sheet changes, not with its neighbours."""
    return read_cells(path).sheet(sheet).digest()


def _parse(path: Path, data: bytes) -> Workbook:
    """Return the cells of a package, opened a second time only when it holds a formula."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts we never use (data validation, slicers) are dropped
            opened = load_workbook(BytesIO(data))
            has_formula = any(
                cell.data_type == "f" for name in opened.sheetnames for cell in _raw(opened[name])
            )
            stored = load_workbook(BytesIO(data), data_only=True) if has_formula else opened
            sheets = {name: _sheet(path.name, name, opened[name], stored[name]) for name in opened.sheetnames}
    except Exception as error:  # openpyxl has no error class of its own: a bad part raises anything
        raise unreadable(path, error) from error
    return Workbook(path, sheets)


def _raw(sheet: Any) -> list[Any]:
    """Return openpyxl's cells in order of row and column; a sheet with only a chart has none.

    `iter_rows` would walk the whole rectangle: one stray cell in XFD1048576 and it never ends.
    """
    found = getattr(sheet, "_cells", {})
    return [found[place] for place in sorted(found)]


def _sheet(workbook: str, name: str, sheet: Any, stored: Any) -> Sheet:
    cells = {}
    for raw in _raw(sheet):
        cell = _cell(Address(workbook, name, raw.row, raw.column), raw, stored)
        if not cell.empty:
            cells[raw.row, raw.column] = cell
    ranges = getattr(sheet, "merged_cells", None)
    merged = sorted(str(found) for found in ranges.ranges) if ranges else []
    return Sheet(workbook, name, cells, tuple(merged))


def _cell(address: Address, raw: Any, stored: Any) -> Cell:
    if isinstance(raw, MergedCell):
        return Cell(address, None, oddity="merged")
    formula = None
    if raw.data_type == "f":
        formula = str(getattr(raw.value, "text", raw.value))
        raw = stored._cells[address.row, address.column]
    value = None if raw.value == "" else raw.value
    oddity = _oddity(value, raw.data_type, formula)
    return Cell(address, value, raw.number_format, oddity, formula)


def _oddity(value: CellValue, data_type: str, formula: str | None) -> Oddity | None:
    if value is None:
        return "formula_without_value" if formula is not None else None
    if data_type == "e":
        return "error"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return "date"
    if isinstance(value, float) and not math.isfinite(value):
        return "infinite"
    return None
