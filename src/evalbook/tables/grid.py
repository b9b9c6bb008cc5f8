"""The shape of a sheet: which column is where, and which rows hold data.

Belongs here: everything that can be wrong with a sheet before a single value is looked at (header,
merged cells, blank rows, cells beside the table). Not here: values (`values`, `rules`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from evalbook.errors import Fault
from evalbook.tables.spec import Table
from evalbook.tables.wording import clean, nearest, shown, untidy
from evalbook.workbook import Address, Cell, Sheet

HEADER_ROW = 1
_SEARCHED_FOR_HEADER = 20

EMPTY = "het blad is leeg"
"""How the fault of a sheet without rows ends; an edition that is being filled may have it."""


@dataclass(frozen=True)
class Grid:
    """A sheet seen as a table: column numbers by English name, and the rows with data."""

    table: Table
    sheet: Sheet
    columns: dict[str, int]
    rows: tuple[int, ...]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, row: int, name: str) -> Cell:
        """Return the cell of a column in a row."""
        return self.sheet.cell(row, self.columns[name])


def grid_of(sheet: Sheet, table: Table) -> Grid:
    """Return the shape of a sheet with all that is wrong with that shape."""
    where = f"{sheet.workbook}!{sheet.name}"
    if not any(cell.value is not None for cell in sheet.cells.values()):
        mend = f"zet in rij 1 de koppen ({_headers(table)}) en daaronder de gegevens"
        return Grid(table, sheet, {}, (), [Fault(EMPTY, where, mend)])
    misplaced = _misplaced_header(sheet, table)
    if misplaced:
        mend = f"verwijder wat erboven staat, zodat de kop in rij {HEADER_ROW} staat"
        what = f"de kop staat in rij {misplaced} en hoort in rij {HEADER_ROW}"
        return Grid(table, sheet, {}, (), [Fault(what, f"{where}!rij {misplaced}", mend)])
    columns, faults = _header(sheet, table)
    rows, row_faults = _rows(sheet, columns)
    faults += row_faults + _beside(sheet) + _merged(sheet)
    return Grid(table, sheet, columns, rows, faults)


def _header(sheet: Sheet, table: Table) -> tuple[dict[str, int], list[Fault]]:
    """Return the column number of each header found, and what is wrong with the header."""
    names = {column.header: column.name for column in table.columns}
    texts = {cell: shown(cell.value) for cell in _row(sheet, HEADER_ROW)}
    present = {clean(text) for text in texts.values()}
    missing = [header for header in names if header not in present]
    columns: dict[str, int] = {}
    faults: list[Fault] = []
    for cell, text in texts.items():
        where, header = str(cell.address), clean(text)
        if header not in names:
            near = nearest(header, missing)
            faults.append(_unknown_header(header, where, near, table))
            if near:
                missing.remove(near)
                if near.casefold() == header.casefold():
                    columns[names[near]] = cell.address.column
        elif names[header] in columns:
            first = Address(sheet.workbook, sheet.name, HEADER_ROW, columns[names[header]])
            mend = f"laat één kolom '{header}' staan"
            faults.append(Fault(f"kop '{header}' staat er twee keer, ook in {first.cell}", where, mend))
        else:
            columns[names[header]] = cell.address.column
            if text != header:
                faults.append(Fault(f"de kop bevat {untidy(text)}", where, f"typ de kop opnieuw: {header}"))
    row = f"{sheet.workbook}!{sheet.name}!rij {HEADER_ROW}"
    for header in missing:
        faults.append(
            Fault(f"kolom '{header}' ontbreekt", row, f"zet een kolom met de kop '{header}' in het blad")
        )
    return columns, faults


def _unknown_header(header: str, where: str, near: str | None, table: Table) -> Fault:
    if near:
        return Fault(f"kolom '{header}' is onbekend", where, f"bedoelde u '{near}'? wijzig dan de kop")
    mend = f"haal de kolom weg; dit blad kent alleen: {_headers(table)}"
    return Fault(f"kolom '{header}' hoort niet in dit blad", where, mend)


def _misplaced_header(sheet: Sheet, table: Table) -> int | None:
    """Return the row in which the header stands when that is not row 1, as under a title."""
    wanted = {column.header.casefold() for column in table.columns}
    for row in range(HEADER_ROW, _SEARCHED_FOR_HEADER + 1):
        found = {clean(shown(cell.value)).casefold() for cell in _row(sheet, row)}
        if 2 * len(wanted & found) > len(wanted):
            return row if row != HEADER_ROW else None
    return None


def _rows(sheet: Sheet, columns: dict[str, int]) -> tuple[tuple[int, ...], list[Fault]]:
    """Return the rows with data, and a fault for each gap of blank rows between them."""
    numbers = set(columns.values())
    filled = {row for (row, column), cell in sheet.cells.items() if column in numbers and _entered(cell)}
    rows = tuple(sorted(filled - {HEADER_ROW}))
    if not columns:
        return (), []
    faults = []
    for before, after in zip((HEADER_ROW, *rows), rows, strict=False):
        if after - before > 1:
            gap = (
                f"rij {before + 1} is"
                if after - before == 2
                else f"rijen {before + 1} tot en met {after - 1} zijn"
            )
            where = str(Address(sheet.workbook, sheet.name, before + 1, 1))
            faults.append(
                Fault(f"{gap} leeg, terwijl er gegevens onder staan", where, "verwijder lege rijen")
            )
    if not rows:
        where = str(Address(sheet.workbook, sheet.name, HEADER_ROW + 1, 1))
        faults.append(Fault(f"onder de kop staan geen gegevens: {EMPTY}", where, "vul ten minste één rij in"))
    return rows, faults


def _beside(sheet: Sheet) -> list[Fault]:
    """Return a fault for each column without a header that holds values all the same."""
    headed = {cell.address.column for cell in _row(sheet, HEADER_ROW)}
    stray: dict[int, list[Cell]] = {}
    for (_, column), cell in sheet.cells.items():
        if column not in headed and _entered(cell):
            stray.setdefault(column, []).append(cell)
    mend = "haal de waarden weg, of verplaats ze naar een blad met de naam toelichting"
    return [
        Fault(f"{len(cells)} gevulde cel(len) in een kolom zonder kop", str(cells[0].address), mend)
        for _, cells in sorted(stray.items())
    ]


def _merged(sheet: Sheet) -> list[Fault]:
    """Return a fault for each merged range, at the first cell that lost its own value by it."""
    faults = []
    shadows = [cell for cell in sheet.cells.values() if cell.oddity == "merged"]
    for area in sheet.merged:
        first, _, last = area.partition(":")
        shadow = next((cell for cell in shadows if _within(cell, sheet, first, last or first)), None)
        if shadow is None:
            continue  # a range of one cell hides nothing
        hidden = shadow.address.cell
        what = f"cellen {first} tot en met {last} zijn samengevoegd; {hidden} heeft geen eigen waarde"
        mend = "hef de samenvoeging op (Start > Samenvoegen en centreren) en vul elke cel"
        faults.append(Fault(what, str(shadow.address), mend))
    return faults


def _within(cell: Cell, sheet: Sheet, first: str, last: str) -> bool:
    top = Address.parse(f"{sheet.workbook}!{sheet.name}!{first}")
    bottom = Address.parse(f"{sheet.workbook}!{sheet.name}!{last}")
    place = cell.address
    return top.row <= place.row <= bottom.row and top.column <= place.column <= bottom.column


def _row(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for (number, _), cell in sheet.cells.items() if number == row and cell.value is not None]


def _entered(cell: Cell) -> bool:
    return not cell.empty and cell.oddity != "merged"


def _headers(table: Table) -> str:
    return ", ".join(column.header for column in table.columns)
