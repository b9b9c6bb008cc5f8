"""Parquet files among each other and beside the sheets: references, strays, and what came twice.

Belongs here: what can be wrong with a register of which at least one table is a file. Not here: one file by
itself (`parquet_rules`), and references between sheets (`references`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalbook.errors import Fault
from evalbook.tables import parquet
from evalbook.tables.parquet_rules import MOST, first_of
from evalbook.tables.spec import Reference, Table
from evalbook.tables.wording import nearest
from evalbook.workbook import Sheet

if TYPE_CHECKING:
    from evalbook.tables.reading import Reading


def unknown_in_files(readings: Mapping[str, Reading]) -> list[Fault]:
    """Return the faults of rows that refer to nothing, where either side is a file.

    As between sheets, a table with a fault of its own, or without rows, is not held against any.
    """
    pairs = [
        (reading, reference, readings[reference.table])
        for reading in readings.values()
        for reference in reading.table.references
        if reference.table in readings and (reading.file or readings[reference.table].file)
    ]
    return [fault for pair in pairs if _sound(pair[0]) and _sound(pair[2]) for fault in _unknown(*pair)]


def misplaced_files(folder: Path, tables: tuple[Table, ...], readings: Mapping[str, Reading]) -> list[Fault]:
    """Return the files that are no table of a register, and the tables that are in a sheet too."""
    expected = {f"{table.folder}/{table.sheet}.parquet" for table in tables if table.folder}
    faults = []
    for path in parquet.files_in(folder, tables):
        name = path.relative_to(folder).as_posix()
        if name not in expected:
            near = nearest(name, expected)
            hint = f"bedoelde u {near}? hernoem dan het bestand" if near else "haal het weg"
            faults.append(Fault("dit bestand is geen tabel van het register", name, hint))
    for reading in readings.values():
        sheet = reading.twin
        if reading.file and sheet is not None and _rows(sheet):
            what = f"de tabel staat ook in {sheet.workbook}, blad {sheet.name}"
            mend = "lever haar één keer: haal het bestand weg, of de rijen van het blad"
            faults.append(Fault(what, f"{reading.table.folder}/{reading.table.sheet}.parquet", mend))
    return faults


def _rows(sheet: Sheet) -> bool:
    return any(row > 1 and cell.value is not None for (row, _), cell in sheet.cells.items())


def _sound(reading: Reading) -> bool:
    return not reading.faults and (reading.file is not None or reading.content is not None)


def _unknown(reading: Reading, reference: Reference, other: Reading) -> Iterator[Fault]:
    own, theirs = reference.columns, reference.others
    with parquet.connected() as connection:
        _attach(connection, "own", reading, own)
        _attach(connection, "theirs", other, theirs)
        if not connection.execute("SELECT count(*) FROM theirs").fetchone()[0]:
            return
        same = " AND ".join(f"t.{there} = o.{here}" for here, there in zip(own, theirs, strict=True))
        whole = " AND ".join(f"o.{here} IS NOT NULL" for here in own)
        wrong = f"FROM own o WHERE {whole} AND NOT EXISTS (SELECT 1 FROM theirs t WHERE {same})"
        (count,) = connection.execute(f"SELECT count(*) {wrong}").fetchone()
        found = connection.execute(
            f"SELECT o.row, {', '.join(f'o.{here}' for here in own)} {wrong} ORDER BY o.row LIMIT {MOST}"
        ).fetchall()
    place = _place(other)
    headers = ", ".join(other.table.column(name).header for name in theirs)
    told = [
        (
            int(row),
            f"'{', '.join(map(str, values))}' komt niet voor in kolom {headers} van {place}",
            f"verbeter de waarde, of voeg '{values[-1]}' toe aan {place}",
        )
        for row, *values in found
    ]
    yield from first_of(told, count, lambda row: _address(reading, own[-1], row))


def _attach(connection: Any, name: str, reading: Reading, columns: tuple[str, ...]) -> None:
    """Make some columns of a table known, with `row`; numbers as such, everything else as text."""
    if reading.file:
        query = f"SELECT {parquet.columns_sql(reading.table)} FROM {parquet.relation(reading.file)}"
        connection.execute(f"CREATE VIEW {name} AS {query}")
        return
    assert reading.content is not None
    frame = reading.content.frame[list(columns)].reset_index()
    connection.register(f"{name}_frame", frame)
    types = {column: parquet.sql_type(reading.table.column(column)) for column in columns}
    cast = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in types.items())
    connection.execute(f"CREATE VIEW {name} AS SELECT {cast}, CAST(row AS BIGINT) AS row FROM {name}_frame")


def _place(reading: Reading) -> str:
    table = reading.table
    return f"{table.folder}/{table.sheet}.parquet" if reading.file else f"{table.workbook}!{table.sheet}"


def _address(reading: Reading, column: str, row: int | None) -> str:
    """Return the address of a value, or of its column without a row."""
    if reading.content is not None and row is not None:
        return str(reading.content.grid.cell(row, column).address)
    header = reading.table.column(column).header
    return f"{_place(reading)}!{header}" + ("" if row is None else f"!{row}")
