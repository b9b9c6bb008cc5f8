"""From an edition's register to the tables that nobody delivered, as a step before the notebooks.

Belongs here: reading the register, writing what follows from it in `data/processed/<edition>/derived`,
and comparing it with what was delivered all the same. Not here: the calculation (`measures.register`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evalbook import paths, rounding, tables
from evalbook.errors import InputError
from evalbook.files import write
from evalbook.measures.register import Part, derived_tables
from evalbook.tables.spec import SOURCED_KINDS, WHOLE_KINDS, Table
from evalbook.workbook import Address

DIFFERENCES = "verschillen.csv"
_SQL_TYPES = dict.fromkeys(("text", "category", "period"), "VARCHAR") | dict.fromkeys(WHOLE_KINDS, "BIGINT")
_TEXT_KINDS = frozenset({"text", "category", "period"})


@dataclass(frozen=True)
class Difference:
    """A delivered value that is another than the register gives."""

    table: str
    cell: str
    delivered: float
    computed: float
    computed_from: str

    def __str__(self) -> str:
        delivered, computed = (_shown(value) for value in (self.delivered, self.computed))
        return f"{self.cell} is {delivered}; uit het register volgt {computed} ({self.computed_from})"


def derive(edition: str) -> list[Difference]:
    """Write the tables that follow from an edition's register; return where delivered ones differ.

    An edition without a register, or with an empty one, gets none; what an earlier register gave goes.
    """
    folder = paths.derived(edition)
    made = _made(edition)
    for name, frame in made.items():
        text = frame.to_csv(index=False, lineterminator="\n")
        write(tables.derived_file(edition, name), text.encode())
    for path in folder.glob("*.csv"):
        if path.stem not in made and path.name != DIFFERENCES:
            path.unlink()
    found = [each for name, frame in made.items() for each in _differences(edition, name, frame)]
    if made:
        lines = pd.DataFrame([vars(each) for each in found], columns=list(Difference.__annotations__))
        write(folder / DIFFERENCES, lines.to_csv(index=False, lineterminator="\n").encode())
    return found


def differences(edition: str) -> list[Difference]:
    """Return where delivered tables differ from what the register gives; nothing is written."""
    return [each for name, frame in _made(edition).items() for each in _differences(edition, name, frame)]


def given(edition: str) -> set[str]:
    """Return the tables that an edition's register gives; nothing is written."""
    return set(_made(edition))


def _made(edition: str) -> dict[str, pd.DataFrame]:
    parts = register_parts(edition)
    found = derived_tables(parts) if parts else {}
    return {name: _conformed(frame, tables.table_of(edition, name)) for name, frame in found.items()}


def register_parts(edition: str) -> dict[str, Part]:
    """Return the tables of an edition's register, each from its file or sheet; nothing without clusters."""
    specification = tables.register_specification(edition)
    known = {table.name for table in tables.specification(edition)}
    if not specification or not {table.name for table in specification} <= known:
        return {}
    if tables.is_vacant(edition, specification[0].name):
        return {}
    files = {table.name: tables.file_of_table(edition, table.name) for table in specification}
    faults = [fault for name, file in files.items() if file for fault in tables.file_faults(edition, name)]
    if faults:
        raise InputError(faults)
    sheets = [name for name, file in files.items() if file is None]
    loaded = tables.load(edition, *sheets) if sheets else None
    parts = {}
    for table in specification:
        file = files[table.name]
        if file:
            parts[table.name] = file_part(table, file)
        elif loaded:
            parts[table.name] = sheet_part(table, loaded.frame(table.name))
    return parts


def file_part(table: Table, path: Path) -> Part:
    """Return a Parquet file as a part; an address in it names the file, the header and the rows."""
    headers = {column.name: column.header for column in table.columns}
    places = {
        name: f"{table.folder}/{path.name}!{header}!{{first}}:{{last}}" for name, header in headers.items()
    }
    return Part(path, _types(table), places, headers)


def sheet_part(table: Table, frame: pd.DataFrame) -> Part:
    """Return a tidy sheet as a part."""
    places = {}
    for number, column in enumerate(table.columns, 1):
        letter = Address(table.workbook, table.sheet, 1, number).cell.rstrip("1")
        places[column.name] = f"{table.workbook}!{table.sheet}!{letter}{{first}}:{letter}{{last}}"
    return Part(frame[[*_types(table), "row"]], _types(table), places)


def _types(table: Table) -> dict[str, str]:
    """Return the SQL type of each column, which a sheet without rows would not tell."""
    return {column.name: _SQL_TYPES.get(column.kind, "DOUBLE") for column in table.columns}


def _conformed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a calculated table with exactly the columns of a delivered one, in its order and types."""
    spare = next(frame[name] for name in frame if str(name).endswith("_source"))
    columns: dict[str, Any] = {}
    for column in table.columns:
        values = frame[column.name]
        if column.kind in _TEXT_KINDS:
            columns[column.name] = values.astype("object")
        elif column.kind in WHOLE_KINDS:
            columns[column.name] = values.astype("Int64" if values.isna().any() else "int64")
        else:
            columns[column.name] = values.astype("float64")
    columns["row"] = frame["row"].astype("int64")
    for column in table.columns:
        if column.kind in SOURCED_KINDS:
            columns[f"{column.name}_source"] = frame.get(f"{column.name}_source", spare)
    return pd.DataFrame(columns)


def _differences(edition: str, name: str, computed: pd.DataFrame) -> Iterator[Difference]:
    """Yield each delivered value that does not round to what was calculated."""
    delivered = tables.delivered(edition, name)
    if delivered is None:
        return
    table = tables.table_of(edition, name)
    key = list(table.key)
    lines = {tuple(map(str, line[key])): line for _, line in computed.iterrows()}
    for _, line in delivered.iterrows():
        other = lines.get(tuple(map(str, line[key])))
        if other is None:
            continue
        for column in table.columns:
            if column.kind in _TEXT_KINDS or column.kind == "year" or column.name in key:
                continue
            given, found = line[column.name], other[column.name]
            if pd.notna(given) and pd.notna(found) and not _same(float(given), float(found)):
                yield Difference(
                    name,
                    str(line[f"{column.name}_source"]),
                    float(given),
                    float(found),
                    str(other[f"{column.name}_source"]),
                )


def _same(delivered: float, computed: float) -> bool:
    """Tell whether a delivered value is the calculated one, rounded to the decimals it was given with."""
    decimals = rounding.plain_decimals(delivered, 6)
    return rounding.rounded(computed, decimals) == rounding.rounded(delivered, decimals)


def _shown(value: float) -> str:
    return rounding.number(value, rounding.plain_decimals(value, 4))
