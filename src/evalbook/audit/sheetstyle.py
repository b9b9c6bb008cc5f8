"""Sheets that everyone can read: one table each, a marked header that stays in view, nothing merged.

Belongs here: everything that knows XlsxWriter. Not here: what is on the sheets (`live_workbook`).
Text is always written as text: nothing that comes from a report or a workbook can become a formula.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, BinaryIO

import xlsxwriter

from evalbook.workbook import Cell, Sheet

MOST_TEXT = 32_767
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""A fixed date of making, so that the same audit gives the same file."""

_WIDEST, _NARROWEST = 60, 9  # characters
_TALLEST, _LINE = 409, 15  # points; Excel knows no taller row


@dataclass(frozen=True)
class Heading:
    """One column of a table: its header and its width in characters."""

    text: str
    width: int


@dataclass(frozen=True)
class Amount:
    """A number and how it is shown."""

    value: Fraction
    number_format: str = "General"


@dataclass(frozen=True)
class Formula:
    """A formula with the value it has now, and how that is shown."""

    text: str
    value: Fraction
    number_format: str = "General"


@dataclass(frozen=True)
class Link:
    """A jump to a place in the same workbook."""

    target: str
    text: str


Value = str | int | Amount | Formula | Link | None


class Book:
    """A workbook being written into a stream; `close` finishes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._book = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties(
            {
                "title": "Audit: elk afgedrukt getal herrekend",
                "comments": "Begin bij het blad leeswijzer.",
                "created": _MADE,
            }
        )
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._link = self._book.add_format({"valign": "top", "font_color": "#0B4F8A", "underline": 1})
        self._header = self._book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#154273", "valign": "top", "text_wrap": True}
        )
        self._formats: dict[str, Any] = {}
        self._tables = 0

    def table(self, name: str, headings: Sequence[Heading], rows: Sequence[Sequence[Value]]) -> None:
        """Add a sheet with one table from A1."""
        sheet = self._book.add_worksheet(name)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
        widths = [heading.width for heading in headings]
        for row, values in enumerate(rows, start=1):
            sheet.set_row(
                row, _height([str(value) if isinstance(value, str) else "" for value in values], widths)
            )
            for column, value in enumerate(values):
                self._write(sheet, row, column, value)
        self._mark(sheet, [heading.text for heading in headings], len(rows))

    def copy(self, name: str, source: Sheet) -> None:
        """Add a sheet with the values of an input sheet at the same addresses, in the same formats."""
        sheet = self._book.add_worksheet(name)
        last_row = max((row for row, _ in source.cells), default=1)
        last_column = max((column for _, column in source.cells), default=1)
        widths = dict.fromkeys(range(last_column), _NARROWEST)
        for (row, column), cell in source.cells.items():
            widths[column - 1] = max(widths[column - 1], min(_WIDEST, len(str(cell.value)) + 2))
            if row > 1:
                self._copy(sheet, cell)
        for column, width in widths.items():
            sheet.set_column(column, column, width)
        for row in range(2, last_row + 1):
            texts = [str(source.cell(row, column).value or "") for column in range(1, last_column + 1)]
            sheet.set_row(row - 1, _height(texts, list(widths.values())))
        headers = [
            str(source.cell(1, column + 1).value or f"kolom {column + 1}") for column in range(last_column)
        ]
        self._mark(sheet, headers, last_row - 1)

    def close(self) -> None:
        """Finish the workbook and write it to its stream."""
        self._book.close()

    def _mark(self, sheet: Any, headers: Sequence[str], rows: int) -> None:
        """Make a table of what was written, with its header row in view; a table has at least one row."""
        self._tables += 1
        options = {
            "name": f"tabel_{self._tables}",
            "columns": [{"header": header, "header_format": self._header} for header in headers],
            "style": "Table Style Medium 2",
            "banded_rows": False,
        }
        sheet.add_table(0, 0, max(rows, 1), len(headers) - 1, options)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, Formula):
            sheet.write_formula(
                row, column, value.text, self._format(value.number_format), float(value.value)
            )
        elif isinstance(value, Amount):
            sheet.write_number(row, column, float(value.value), self._format(value.number_format))
        elif isinstance(value, Link):
            sheet.write_url(row, column, f"internal:{value.target}", self._link, value.text)
        elif isinstance(value, str):
            sheet.write_string(row, column, value[:MOST_TEXT], self._wrapped)
        else:
            sheet.write_number(row, column, value, self._format("0"))

    def _copy(self, sheet: Any, cell: Cell) -> None:
        place = (cell.address.row - 1, cell.address.column - 1)
        value = cell.value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and not cell.oddity:
            sheet.write_number(*place, value, self._format(cell.number_format))
        elif value is not None:
            sheet.write_string(*place, str(value)[:MOST_TEXT], self._wrapped)

    def _format(self, number_format: str) -> Any:
        if number_format not in self._formats:
            self._formats[number_format] = self._book.add_format(
                {"num_format": number_format, "valign": "top"}
            )
        return self._formats[number_format]


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Return the height of a row in points in which all its wrapped texts can be read."""
    lines = max(
        (math.ceil(len(text) * 1.1 / width) for text, width in zip(texts, widths, strict=True) if text),
        default=1,
    )
    return min(_TALLEST, _LINE * lines)
