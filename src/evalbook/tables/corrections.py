"""Registered errors of the source: `corrections.csv`, applied only in a run that asks for it.

Belongs here: reading the register and putting its values in place of what a cell holds. Not here:
finding errors. A published value stays as printed in its workbook; a row here says what it should
have been and why. The rules on limits and pairs leave a registered cell alone.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from evalbook.errors import Fault, InputError
from evalbook.tables.grid import Grid
from evalbook.tables.register import Line, read_register
from evalbook.tables.spec import NUMBER_KINDS, Column, Table
from evalbook.tables.wording import clean, printed_number, shown, suggestion
from evalbook.workbook import Address, Cell

FILE = "corrections.csv"
COLUMNS = ("cell", "printed", "corrected", "reason")


@dataclass(frozen=True)
class Correction:
    """One cell of which the printed value is known to be wrong; `where` is its line in the register."""

    address: Address
    printed: str
    corrected: str
    reason: str
    where: str


def read_corrections(folder: Path, tables: tuple[Table, ...]) -> tuple[list[Correction], list[Fault]]:
    """Return the registered corrections of an edition and what is wrong with them; no file, none."""
    path = folder / FILE
    if not path.exists():
        return [], []
    lines, faults = read_register(path, COLUMNS)
    corrections: dict[Address, Correction] = {}
    for line in lines:
        found = _correction(line, tables)
        if isinstance(found, Fault):
            faults.append(found)
        elif found.address in corrections:
            what = f"cel {found.address} staat er al in {corrections[found.address].where}"
            faults.append(Fault(what, line.where, "houd één regel per cel"))
        else:
            corrections[found.address] = found
    return list(corrections.values()), faults


def corrected_grid(grid: Grid, corrections: list[Correction]) -> tuple[Grid, list[Fault]]:
    """Return the grid with corrected cells, and a fault for each correction that does not fit."""
    names = {number: name for name, number in grid.columns.items()}
    cells = dict(grid.sheet.cells)
    faults = []
    for correction in corrections:
        place = (correction.address.row, correction.address.column)
        cell = grid.sheet.cell(*place)
        if place[0] not in grid.rows or place[1] not in names or cell.empty:
            mend = "verbeter het adres in kolom cell, of haal de regel weg"
            faults.append(Fault(f"cel {correction.address} bestaat niet in de tabel", correction.where, mend))
            continue
        new = _corrected(cell, correction, grid.table.column(names[place[1]]))
        if isinstance(new, Fault):
            faults.append(new)
        else:
            cells[place] = new
    return dataclasses.replace(grid, sheet=dataclasses.replace(grid.sheet, cells=cells)), faults


def _correction(line: Line, tables: tuple[Table, ...]) -> Correction | Fault:
    try:
        address = Address.parse(line["cell"])
    except InputError as error:
        return dataclasses.replace(error.faults[0], where=line.where)
    for column in COLUMNS[1:]:
        if not line[column]:
            mend = "vul in wat er gedrukt staat, wat het had moeten zijn, en waarom"
            return Fault(f"kolom '{column}' is leeg", line.where, mend)
    sheets = {f"{table.workbook}!{table.sheet}" for table in tables}
    sheet = f"{address.workbook}!{address.sheet}"
    if sheet not in sheets:
        mend = suggestion(sheet, sheets) or "verbeter het adres in kolom cell, of haal de regel weg"
        return Fault(f"cel {address} bestaat niet: er is geen blad {sheet}", line.where, mend)
    return Correction(address, line["printed"], line["corrected"], line["reason"], line.where)


def _corrected(cell: Cell, correction: Correction, column: Column) -> Cell | Fault:
    """Return the cell with its corrected value, or why the correction does not fit the cell."""
    numeric = column.kind in NUMBER_KINDS
    if not _holds(cell, correction.printed, numeric):
        what = (
            f"correctie niet meer nodig: {cell.address} bevat {shown(cell.value)}, niet {correction.printed}"
        )
        mend = f"haal de regel uit {FILE}, of zet in kolom printed wat de cel nu bevat"
        return Fault(what, correction.where, mend)
    value: float | str | None = printed_number(correction.corrected) if numeric else correction.corrected
    if value is None:
        mend = "schrijf het getal in Nederlandse notatie, zoals 4,65 of 24% of € 291.571"
        return Fault(f"de verbetering '{correction.corrected}' is geen getal", correction.where, mend)
    return dataclasses.replace(cell, value=value, oddity=None, formula=None)


def _holds(cell: Cell, printed: str, numeric: bool) -> bool:
    number = printed_number(printed) if numeric else None
    if number is not None and isinstance(cell.value, (int, float)) and not cell.oddity:
        return float(cell.value) == number
    return clean(shown(cell.value)) == clean(printed)
