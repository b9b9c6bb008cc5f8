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
    read_cells,
    sheet_digest,
)

__all__ = [
    "Address",
    "Cell",
    "CellValue",
    "Oddity",
    "Sheet",
    "Workbook",
    "checksum",
    "read_cells",
    "sheet_digest",
]
