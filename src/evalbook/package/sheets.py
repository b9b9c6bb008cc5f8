"""Workbooks that everyone can read: one table a sheet, a marked header that stays in view, nothing merged.

Belongs here: everything of this room that knows XlsxWriter. Not here: what is on the sheets
(`exhibit_workbooks`).

Text is written as text: nothing that comes from a report can become a formula, not even when someone
edits the cell and presses Enter, since a text that begins as a formula gets Excel's mark for text.
"""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from evalbook.package.amounts import GENERAL, Cell

MOST_TEXT = 32_767
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\N{FULLWIDTH EQUALS SIGN}")
"""What a text begins with when a spreadsheet may take it for a formula."""

_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""A fixed date of making, so that the same data give the same file."""

_NARROWEST, _WIDEST = 10, 60  # characters
_LINE, _TALLEST = 15, 400  # points


@dataclass(frozen=True)
class Table:
    """One sheet with one table; `formats` has the number format of each cell, or is empty."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    formats: Sequence[Sequence[str]] = field(default=())


def workbook(title: str, subject: str, tables: Sequence[Table]) -> bytes:
    """Return a workbook; the same tables always give the same bytes."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title, "subject": subject, "author": "evalbook", "created": _MADE})
    looks = _Looks(book)
    for number, table in enumerate(tables, start=1):
        _add(book, looks, table, f"tabel_{number}")
    book.close()
    return stream.getvalue()


class _Looks:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def of(self, value: Cell, number_format: str) -> Any:
        """Return the format of a cell; a text that begins as a formula is marked as text."""
        guarded = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
        key = ("text" if isinstance(value, str) else number_format, guarded)
        if key not in self._made:
            look: dict[str, Any] = {"valign": "top"}
            look |= {"text_wrap": True} if key[0] == "text" else {"num_format": number_format}
            self._made[key] = self._book.add_format(look | ({"quote_prefix": True} if guarded else {}))
        return self._made[key]

    def header(self, numeric: bool) -> Any:
        """Return the format of a header: not every program shows the one of a table style."""
        key = ("header", numeric)
        if key not in self._made:
            look = {"bold": True, "bottom": 2, "bg_color": "#E3ECF4", "text_wrap": True, "valign": "top"}
            self._made[key] = self._book.add_format(look | ({"align": "right"} if numeric else {}))
        return self._made[key]


def _add(book: Any, looks: _Looks, table: Table, name: str) -> None:
    sheet = book.add_worksheet(table.name)
    headers = [" ".join(header.split()) or f"kolom {place}" for place, header in enumerate(table.headers, 1)]
    widths = [_width(header, [row[column] for row in table.rows]) for column, header in enumerate(headers)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _size(sheet, 0, headers, widths)
    for row, values in enumerate(table.rows, start=1):
        shown = table.formats[row - 1] if table.formats else [GENERAL] * len(values)
        for column, (value, number_format) in enumerate(zip(values, shown, strict=True)):
            _write(sheet, row, column, value, looks.of(value, number_format))
        _size(sheet, row, values, widths)
    last = max(len(table.rows), 1)
    columns = [
        {"header": header, "header_format": looks.header(_numeric(row[column] for row in table.rows))}
        for column, header in enumerate(headers)
    ]
    style = {"style": "Table Style Light 1", "banded_rows": False, "name": name, "columns": columns}
    sheet.add_table(0, 0, last, len(headers) - 1, style)
    sheet.freeze_panes(1, 1 if len(headers) > 1 else 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    corner = xlsxwriter.utility.xl_rowcol_to_cell(last, len(headers) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{corner}"})  # text that is meant as text


def _write(sheet: Any, row: int, column: int, value: Cell, look: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:MOST_TEXT], look)
    else:
        sheet.write_number(row, column, value, look)


def _numeric(values: Iterable[Cell]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and not any(isinstance(value, str) for value in known)


def _width(header: str, values: Sequence[Cell]) -> int:
    """Return the width of a column in characters; there is room for Excel's filter button beside a header."""
    longest = max([min(len(header), 24) + 4, *(len(_as_text(value)) + 2 for value in values)])
    return max(_NARROWEST, min(_WIDEST, longest))


def _size(sheet: Any, row: int, values: Sequence[Cell], widths: Sequence[int]) -> None:
    """Give a row the height that its text needs; not every program does so by itself."""
    lines = max(
        sum(math.ceil(max(len(part), 1) / (width - 2)) for part in _as_text(value).splitlines() or [""])
        for value, width in zip(values, widths, strict=True)
    )
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE, _TALLEST))


def _as_text(value: Cell) -> str:
    return value if isinstance(value, str) else "" if value is None else f"{value:,.2f} miljoen"
