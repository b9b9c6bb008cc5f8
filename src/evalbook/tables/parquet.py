"""A register delivered as Parquet files: where they are, and reading one to the tidy table of its sheet.

Belongs here: which table comes from which file, the file as a relation with English names, and the frame
that comes out. Not here: what can be wrong with a file (`parquet_rules`), or what a table looks like
(`pib_register`).

A file may hold millions of rows, so that DuckDB looks at it and only a table that is asked for becomes a
frame. Rows are numbered as in a sheet: the header counts as row 1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from evalbook.tables.spec import SOURCED_KINDS, WHOLE_KINDS, Column, Table

_SQL_TYPES = dict.fromkeys(("text", "category", "period"), "VARCHAR") | dict.fromkeys(WHOLE_KINDS, "BIGINT")


def file_of(folder: Path, table: Table) -> Path | None:
    """Return the Parquet file of a table in an edition's inputs; None where it is not delivered so."""
    path = folder / table.folder / f"{table.sheet}.parquet"
    return path if table.folder and path.is_file() else None


def files_in(folder: Path, tables: tuple[Table, ...]) -> list[Path]:
    """Return every Parquet file in the folders that these tables may come from."""
    places = dict.fromkeys(table.folder for table in tables if table.folder)
    return [path for place in places for path in sorted((folder / place).glob("*.parquet"))]


def place_of(table: Table, column: Column, row: int | str) -> str:
    """Return the address of a value: `register/clusters.parquet!startjaar!5`."""
    return f"{table.folder}/{table.sheet}.parquet!{column.header}!{row}"


def sql_type(column: Column) -> str:
    """Return the SQL type of a column."""
    return _SQL_TYPES.get(column.kind, "DOUBLE")


def relation(path: Path) -> str:
    """Return a file as SQL: its columns as they are, and `file_row_number`, which counts from 0."""
    file = str(path).replace("'", "''")
    return f"read_parquet('{file}', file_row_number = true)"


def rows_of(path: Path) -> int:
    """Return how many rows a file has."""
    with connected() as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {relation(path)}").fetchone()
    return int(rows)


def quoted(name: str) -> str:
    """Return a name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def columns_sql(table: Table) -> str:
    """Return the selection that gives a file's columns their English name and type, and `row`."""
    selected = [f"CAST({quoted(each.header)} AS {sql_type(each)}) AS {each.name}" for each in table.columns]
    return f"{', '.join(selected)}, file_row_number + 2 AS row"


def tidy(path: Path, table: Table) -> pd.DataFrame:
    """Return a sound file as the frame that its sheet would give, with `row` and the place of each value."""
    query = f"SELECT {columns_sql(table)} FROM {relation(path)} ORDER BY file_row_number"
    with connected() as connection:
        frame: pd.DataFrame = connection.execute(query).df()
    for column in table.columns:
        frame[column.name] = _typed(frame[column.name], column)
    rows = frame["row"].astype("int64")
    frame["row"] = rows
    texts = rows.astype("str")
    for column in table.columns:
        if column.kind in SOURCED_KINDS:
            frame[f"{column.name}_source"] = (place_of(table, column, "") + texts).astype("object")
    return frame


def connected() -> Any:
    """Return a connection of its own, to be closed by `with`."""
    return duckdb.connect(config={"memory_limit": "2GB"})


def _typed(values: pd.Series, column: Column) -> pd.Series:
    if column.kind in WHOLE_KINDS:
        return values.astype("Int64" if values.isna().any() else "int64")
    if sql_type(column) == "VARCHAR":
        return values.astype("object").where(values.notna(), None)
    return values.astype("float64")
