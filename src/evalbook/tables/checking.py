"""Everything of an edition checked at once.

Belongs here: which checks make up the check of an edition, and their order. Not here: the checks.
"""

from __future__ import annotations

from pathlib import Path

from evalbook.errors import Fault, InputError
from evalbook.tables.corrections import read_corrections
from evalbook.tables.parquet_links import misplaced_files, unknown_in_files
from evalbook.tables.reading import Reading, read_table
from evalbook.tables.references import unknown_references
from evalbook.tables.sources import source_faults
from evalbook.tables.spec import Table
from evalbook.tables.wording import nearest
from evalbook.workbook import read_cells

FREE_SHEETS = ("leeswijzer", "toelichting")
"""Sheets that any workbook may have besides its tables; nothing reads them."""


def read_all(
    folder: Path, wanted: list[Table], tables: tuple[Table, ...], *, corrected: bool, complete: bool = True
) -> tuple[dict[str, Reading], list[Fault]]:
    """Return some tables of an edition and all that is wrong with them, each fault once.

    Where the edition need not be `complete`, an empty sheet is no fault.
    """
    _, faults = read_corrections(folder, tables)
    readings = {table.name: read_table(folder, table, tables, corrected=corrected) for table in wanted}
    for reading in readings.values():
        faults += reading.faults if complete else reading.wrong
    faults += unknown_references(readings) + unknown_in_files(readings)
    return readings, list(dict.fromkeys(faults))


def edition_faults(folder: Path, tables: tuple[Table, ...], *, complete: bool = True) -> list[Fault]:
    """Return all that is wrong with an edition: sources, workbooks, sheets, values, references.

    Values are checked twice, as printed and as corrected: a correction may not break a rule either.
    """
    faults = source_faults(folder, tables)
    for name in dict.fromkeys(table.workbook for table in tables):
        if not complete and not (folder / name).exists():
            continue
        faults += _extra_sheets(folder / name, [table.sheet for table in tables if table.workbook == name])
    readings, found = read_all(folder, list(tables), tables, corrected=False, complete=complete)
    faults += found + misplaced_files(folder, tables, readings)
    if read_corrections(folder, tables)[0]:
        faults += read_all(folder, list(tables), tables, corrected=True, complete=complete)[1]
    return list(dict.fromkeys(faults))


def _extra_sheets(path: Path, expected: list[str]) -> list[Fault]:
    try:
        present = read_cells(path).sheets
    except InputError as error:
        return list(error.faults)
    # A sheet that looks like a missing one is named there, as its misspelling.
    taken = {nearest(sheet, present) for sheet in expected if sheet not in present}
    faults = []
    for sheet in present:
        if sheet in expected or sheet.casefold() in FREE_SHEETS or sheet in taken:
            continue
        near = nearest(sheet, [*expected, *FREE_SHEETS])
        hint = f"bedoelde u '{near}'? " if near else ""
        mend = f"{hint}Haal het blad weg, of noem het {' of '.join(FREE_SHEETS)}"
        faults.append(Fault(f"blad '{sheet}' hoort niet in deze werkmap", f"{path.name}!{sheet}", mend))
    return faults
