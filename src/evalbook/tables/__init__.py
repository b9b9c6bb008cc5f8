"""From workbooks to validated tidy tables in which every value keeps its cell address.

Belongs here: the tables of each edition, reading them with all faults told at once, and the
registers beside them (`sources.csv`, `corrections.csv`). Not here: Excel itself (`workbook`), and
calculating (`measures`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from evalbook import workbook
from evalbook.errors import Fault, InputError
from evalbook.tables import kept
from evalbook.tables.checking import edition_faults, read_all
from evalbook.tables.corrections import Correction, read_corrections
from evalbook.tables.derived import Loaded, derived_digest, derived_file, read_derived
from evalbook.tables.editions import (
    folder_of,
    is_complete,
    register_specification,
    specification,
    table_of,
)
from evalbook.tables.parquet import file_of
from evalbook.tables.reading import Reading, read_table, tidy, without_rows
from evalbook.tables.sources import changed_files, record
from evalbook.tables.spec import Column, Reference, Table

__all__ = [
    "TABLES",
    "Column",
    "Correction",
    "Loaded",
    "Reference",
    "Table",
    "changed_since_recorded",
    "check",
    "corrections",
    "delivered",
    "derived_file",
    "digest",
    "file_faults",
    "file_of_table",
    "is_complete",
    "is_vacant",
    "load",
    "record_sources",
    "register_specification",
    "specification",
    "table_of",
    "vacant",
]

TABLES = specification
"""The tables of an edition, under the name that the modules of the programmes use for them."""


def load(edition: str, *names: str, corrected: bool = False) -> Loaded:
    """Return validated tidy tables by their English name; without names, all tables of the edition.

    Each frame has the columns of its table by English name, one row per row of the sheet and in
    that order; `row`, the Excel row number; and for every column of counts, numbers, shares and
    euros a column `<name>_source` with the address of its cell. Whole numbers are int64 (Int64 where
    cells may be and are empty), other numbers float64 with NaN for an empty cell, text is object
    with None for an empty cell.

    An edition that is being filled (`complete = false` in its edition.toml) may have empty sheets. What
    its register says takes their place; asking for a table that has no rows even so raises NoDataError,
    which names the sheet to fill.

    Parameters
    ----------
    edition
        Name of the edition, such as `pib-2016-2020`.
    names
        English names of the tables wanted.
    corrected
        Whether `corrections.csv` overrides what was printed.

    Raises
    ------
    InputError
        With all faults of all tables named, references among them included.
    """
    tables = specification(edition)
    wanted = _wanted(edition, names) if names else list(tables)
    complete = is_complete(edition)
    readings, faults = read_all(folder_of(edition), wanted, tables, corrected=corrected, complete=complete)
    if faults:
        raise InputError(faults)
    frames = {name: _frame(edition, reading) for name, reading in readings.items()}
    return Loaded(frames, {table.name: table for table in wanted})


def _frame(edition: str, reading: Reading) -> pd.DataFrame:
    """Return a delivered table; else what the register gives; else one without rows."""
    if not reading.vacant:
        return tidy(reading)
    found = read_derived(edition, reading.table)
    return without_rows(reading.table) if found is None else found


def delivered(edition: str, name: str) -> pd.DataFrame | None:
    """Return a table as delivered, whatever the register says; nothing where its sheet is empty."""
    table = table_of(edition, name)
    readings, faults = read_all(
        folder_of(edition), [table], specification(edition), corrected=False, complete=is_complete(edition)
    )
    if faults:
        raise InputError(faults)
    return None if readings[name].vacant else tidy(readings[name])


def vacant(edition: str, given: Collection[str] = ()) -> dict[str, list[str]]:
    """Return the sheets that are still empty, by workbook, but for the tables that the register has given."""
    found: dict[str, list[str]] = {}
    for table in specification(edition):
        if table.name not in given and is_vacant(edition, table.name):
            found.setdefault(table.workbook, []).append(table.sheet)
    return found


def is_vacant(edition: str, name: str) -> bool:
    """Tell whether no row of a table was delivered, in a sheet or in a file."""
    table = table_of(edition, name)
    return read_table(folder_of(edition), table, specification(edition), corrected=False).vacant


def file_of_table(edition: str, name: str) -> Path | None:
    """Return the Parquet file in which a table was delivered; None where it is a sheet."""
    return file_of(folder_of(edition), table_of(edition, name))


def digest(edition: str, name: str) -> str:
    """Return a digest of all that a table of this edition is made of: its sheet, or the register."""
    table = table_of(edition, name)
    file = file_of(folder_of(edition), table)
    if file:
        return workbook.checksum(file)
    path = folder_of(edition) / table.workbook
    if not path.is_file() or table.sheet not in workbook.read_cells(path).sheets:
        return hashlib.sha256(derived_digest(edition, name).encode()).hexdigest()
    return workbook.sheet_digest(path, table.sheet) + derived_digest(edition, name)


def check(edition: str, *, keep: bool = False) -> list[Fault]:
    """Return all that is wrong with an edition's inputs; nothing when they are in order.

    With `keep`, what was read is kept, so that processes that read after this one need not (see `kept`).
    """
    try:
        folder, tables = folder_of(edition), specification(edition)
        faults = edition_faults(folder, tables, complete=is_complete(edition))
    except InputError as error:
        return list(error.faults)
    if keep and not faults:
        kept.keep(folder, {table.workbook for table in tables if (folder / table.workbook).is_file()})
    return faults


def changed_since_recorded(edition: str) -> list[str]:
    """Return the files whose checksum is another than `sources.csv` says, or not in it yet."""
    return changed_files(folder_of(edition))


def record_sources(edition: str) -> list[str]:
    """Rewrite the checksums in `sources.csv`; return the names of the files of which it changed."""
    return record(folder_of(edition))


def file_faults(edition: str, name: str) -> list[Fault]:
    """Return what is wrong with the Parquet file of a table; nothing where it has none."""
    reading = read_table(folder_of(edition), table_of(edition, name), specification(edition), corrected=False)
    return list(reading.faults) if reading.file else []


def corrections(edition: str) -> tuple[Correction, ...]:
    """Return the registered corrections of an edition; `InputError` where the register is not in order."""
    found, faults = read_corrections(folder_of(edition), specification(edition))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _wanted(edition: str, names: tuple[str, ...]) -> list[Table]:
    """Return the tables named; `InputError` with every unknown name."""
    found: list[Table] = []
    faults: list[Fault] = []
    for name in dict.fromkeys(names):
        try:
            found.append(table_of(edition, name))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return found
