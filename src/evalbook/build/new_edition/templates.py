"""Excel workbooks to fill: one tidy table a sheet, with instructions, notes, drop-downs and limits.

Belongs here: writing them from the tables' specification. Not here: any sheet by name, and what the
notes say (`wording`). No macros, no hidden or protected sheets, no merged cells.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from evalbook.build.new_edition import wording
from evalbook.measures import register_figures
from evalbook.tables.spec import Column, Table

ROWS = 5000
"""Down to which row drop-downs and limits reach."""

GUIDE, LISTS = "leeswijzer", "toelichting"
_CREATED = datetime.datetime(2026, 1, 1)
_FORMATS = {
    "share": "0%", "eur": '"€" #,##0', "count": "0", "year": "0", "number": "0.00",
    "text": "@", "category": "@", "period": "@",
}  # fmt: skip
_MOST_TITLE, _MOST_MESSAGE = 32, 255
KEYS = {
    "portfolio_figures": [figure.item for figure in register_figures.PORTFOLIO],
    "effect_figures": [figure.item for figure in register_figures.EFFECT],
}
"""The keys that the book asks of sheets of loose quantities."""


def write_workbook(
    path: Path,
    tables: Sequence[Table],
    every: Mapping[str, Table],
    *,
    title: str,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    warning: str = "",
) -> None:
    """Write one workbook with these tables as sheets; the same input gives the same bytes.

    Parameters
    ----------
    path, tables
        The file, and the tables that it holds.
    every
        All tables of the edition by name, for sheets that refer to others.
    title, warning
        What the instructions begin with.
    rows
        Rows to fill in already, by table and English column.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": f"{title}: {path.stem}", "comments": warning, "created": _CREATED})
    styles = _styles(workbook)
    lists = _lists(tables)
    guide = workbook.add_worksheet(GUIDE)
    for table in tables:
        sheet = workbook.add_worksheet(table.sheet)
        _sheet(sheet, table, every, lists, styles)
        _fill(sheet, table, (rows or {}).get(table.name, ()), styles)
    _guide(guide, path.name, tables, every, styles, title, warning)
    _write_lists(workbook.add_worksheet(LISTS), lists, styles)
    workbook.close()


def _styles(workbook: Any) -> dict[str, Any]:
    styles = {kind: workbook.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E7ECF4"}
    return styles | {
        "head": workbook.add_format(head),
        "head_optional": workbook.add_format({**head, "italic": True, "bold": False}),
        "title": workbook.add_format({"bold": True, "font_size": 16}),
        "warning": workbook.add_format({"bold": True, "font_color": "#9C0006", "text_wrap": True}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
    }


def _lists(tables: Sequence[Table]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the choices of each column that has any, by sheet and header."""
    found = {
        (table.sheet, column.header): column.categories
        for table in tables
        for column in table.columns
        if column.kind == "category"
    }
    for table in tables:
        if table.name in KEYS:
            found[table.sheet, table.column("item").header] = tuple(KEYS[table.name])
    return found


def _sheet(sheet: Any, table: Table, every: Mapping[str, Table], lists: Any, styles: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 45)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    places = {key: number for number, key in enumerate(lists)}
    for number, column in enumerate(table.columns):
        note = wording.explained(table, column, every)
        sheet.set_column(number, number, max(12, min(34, len(column.header) + 4)), styles[column.kind])
        sheet.write_string(0, number, column.header, styles["head" if column.required else "head_optional"])
        sheet.write_comment(0, number, note, {"author": "evalbook", "x_scale": 2.2, "y_scale": 1.6})
        rule = _rule(table, column, every, lists, places)
        if rule:
            sheet.data_validation(1, number, ROWS, number, {**rule, **_messages(column, note)})


def _rule(
    table: Table, column: Column, every: Mapping[str, Table], lists: Any, places: Any
) -> dict[str, Any]:
    """Return the limits of a column as Excel's data validation; nothing for free text."""
    key = (table.sheet, column.header)
    if key in lists:
        letter = xl_col_to_name(places[key])
        source = f"={LISTS}!${letter}$2:${letter}${len(lists[key]) + 1}"
        stop = "stop" if column.kind == "category" else "information"
        return {"validate": "list", "source": source, "error_type": stop}
    if column.refers_to and every[column.refers_to[0]].workbook == table.workbook:
        other = every[column.refers_to[0]]
        names = [each.name for each in other.columns]
        letter = xl_col_to_name(names.index(column.refers_to[1]))
        sheet = "'" + other.sheet.replace("'", "''") + "'"
        return {
            "validate": "list",
            "source": f"={sheet}!${letter}$2:${letter}${ROWS + 1}",
            "error_type": "warning",
        }
    low, high = column.limits
    if column.kind in ("count", "year"):
        return {"validate": "integer", **_between(low, high)}
    if column.kind in ("number", "share", "eur"):
        return {"validate": "decimal", **_between(low, high)} if (low, high) != (None, None) else {}
    if column.kind == "period":
        return {"validate": "length", "criteria": "between", "minimum": 4, "maximum": 10}
    return {}


def _between(low: float | None, high: float | None) -> dict[str, Any]:
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    return {"criteria": ">=", "value": low} if high is None else {"criteria": "<=", "value": high}


def _messages(column: Column, note: str) -> dict[str, Any]:
    title = column.header if len(column.header) <= _MOST_TITLE else f"{column.header[: _MOST_TITLE - 1]}…"
    short = note if len(note) <= _MOST_MESSAGE else f"{note[: _MOST_MESSAGE - 1]}…"
    return {
        "ignore_blank": True,
        "input_title": title,
        "input_message": short,
        "error_title": title,
        "error_message": f"Dit past hier niet. {wording.kind_of(column)}"[:_MOST_MESSAGE],
    }


def _fill(sheet: Any, table: Table, rows: Sequence[Mapping[str, Any]], styles: Any) -> None:
    for place, row in enumerate(rows, 1):
        for number, column in enumerate(table.columns):
            value = row.get(column.name)
            if value is None:
                continue
            write = sheet.write_string if isinstance(value, str) else sheet.write_number
            write(place, number, value, styles[column.kind])


def _guide(
    sheet: Any, file: str, tables: Sequence[Table], every: Any, styles: Any, title: str, warning: str
) -> None:
    """Write the instructions: how to fill, what one row of each sheet is, and every column."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, f"{file}: invullen", styles["title"])
    lines = [
        title,
        *([warning] if warning else []),
        "Vul per blad onder de kop, zonder lege rijen. Wijs een kop aan en u leest wat er hoort.",
        "Wat u niet hebt, laat u leeg: een leeg blad is geen fout, het boek zegt dan dat het ontbreekt.",
        "Verander geen koppen, voeg geen kolommen toe, voeg geen cellen samen. Eigen aantekeningen horen op "
        f"blad {LISTS}, rechts van de lijsten.",
        "Percentages vult u in als percentage (27,5%), bedragen in euro's, getallen met een decimale komma.",
        "Controleer met: evalbook check. Een fout blad krijgt een kopie met opmerkingen bij de foute cellen.",
    ]
    row = 1
    for line in lines:
        sheet.write_string(row, 0, line, styles["warning"] if line == warning and warning else None)
        row += 1
    row += 1
    for number, header in enumerate(("Blad", "Kolom", "Wat er hoort")):
        sheet.write_string(row, number, header, styles["head"])
    for table in tables:
        for column in table.columns:
            row += 1
            sheet.write_url(
                row, 0, f"internal:'{table.sheet.replace(chr(39), chr(39) * 2)}'!A1", string=table.sheet
            )
            sheet.write_string(row, 1, column.header, styles["wrap"])
            sheet.write_string(row, 2, wording.explained(table, column, every), styles["wrap"])


def _write_lists(sheet: Any, lists: Any, styles: Any) -> None:
    """Write the choices of every drop-down, one a column, under the name of its sheet and column."""
    sheet.freeze_panes(1, 0)
    for number, ((name, header), choices) in enumerate(lists.items()):
        sheet.set_column(number, number, 30)
        sheet.write_string(0, number, f"{name}: {header}", styles["head"])
        for place, choice in enumerate(choices, 1):
            sheet.write_string(place, number, choice)
