"""Excel input: cells with their address, and checksums.

Belongs here: everything that knows what an Excel file looks like inside, and the one textual form of
an address, `file.xlsx!Sheet!F17`. Not here: what a sheet means (that is `tables`), or writing Excel.
"""

from evalbook.workbook.address import Address
from evalbook.workbook.cells import (
    Cell,
    CellValue,
    Oddity,
    Sheet,
    Workbook,
    checksum,
    keep_cells,
    read_cells,
    sheet_digest,
)
from evalbook.workbook.kept import keep, place_of, reader, recalled

__all__ = [
    "Address",
    "Cell",
    "CellValue",
    "Oddity",
    "Sheet",
    "Workbook",
    "checksum",
    "keep",
    "keep_cells",
    "place_of",
    "read_cells",
    "reader",
    "recalled",
    "sheet_digest",
]
