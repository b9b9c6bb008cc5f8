"""The one textual form of a cell's address: `file.xlsx!Sheet!F17`.

Belongs here: making and reading that text. Not here: opening the file it points to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from evalbook.errors import Fault, InputError

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# A sheet's name may hold an exclamation mark; a file's name ends at its suffix, a cell has none.
_FORM = re.compile(r"(?P<workbook>[^!]+\.xls[xm])!(?P<sheet>.+)!(?P<letters>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})")


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """Where one cell stands; sorts by workbook, sheet, row, column."""

    workbook: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.workbook}!{self.sheet}!{self.cell}"

    @property
    def cell(self) -> str:
        """The cell within its sheet, such as `F17`."""
        return f"{get_column_letter(self.column)}{self.row}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address from its text.

        Raises
        ------
        InputError
            Where the text has another form, or points beyond the edge of a sheet.
        """
        match = _FORM.fullmatch(text)
        if match:
            row, column = int(match["row"]), column_index_from_string(match["letters"])
            if row <= LAST_ROW and column <= LAST_COLUMN:
                return cls(match["workbook"], match["sheet"], row, column)
        raise InputError(
            Fault(
                f"'{text}' is geen adres van een cel",
                text or "(leeg)",
                "schrijf bestand, blad en cel zo: export.xlsx!resultaten!C3",
            )
        )
