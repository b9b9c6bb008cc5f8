"""From a register to the tables of the evaluation: one row a cluster, firm, activity in; aggregates out.

Belongs here: running the definitions (`register_sql`, `register_figures`) over a register, and the
lineage of what comes out. Not here: what a sheet looks like, and reading or writing files.

One definition serves a register of fifty clusters in Excel and one of a million in Parquet: it is SQL,
run by DuckDB on frames and on files alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from evalbook.measures import register_figures
from evalbook.measures.register_sql import AGGREGATES, Aggregate

MEMORY_LIMIT = "3GB"


@dataclass(frozen=True)
class Part:
    """One table of a register: a tidy frame with its Excel `row`, or a Parquet file of the same columns.

    `types` gives the SQL type of each column, `places` its address, in which `{first}` and `{last}` are
    rows (`register.xlsx!clusters!C{first}:C{last}`), and `headers` the header it has in a file.
    """

    data: pd.DataFrame | Path
    types: Mapping[str, str]
    places: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)


def derived_tables(register: Mapping[str, Part]) -> dict[str, pd.DataFrame]:
    """Return the tables that follow from a register, each with the columns of the delivered table.

    Parameters
    ----------
    register
        Every table of the register by its English name, empty ones included.

    Returns
    -------
    By English name a frame as `tables.load` gives it: values, a `<name>_source` for each with the
    range of rows it was calculated from, and `row`. A table about which the register says nothing is
    left out.
    """
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT})
    try:
        for name, part in register.items():
            _attach(connection, name, part)
        found = {name: _aggregate(connection, each, register) for name, each in AGGREGATES.items()}
        found |= register_figures.tables(
            connection, lambda table, column: _whole(connection, register, table, column)
        )
        return {name: frame for name, frame in found.items() if len(frame)}
    finally:
        connection.close()


def _attach(connection: Any, name: str, part: Part) -> None:
    """Make a part known under its English name and English columns, with `row`."""
    columns = ", ".join(
        f"CAST({_quoted(part.headers.get(column, column))} AS {kind}) AS {column}"
        for column, kind in part.types.items()
    )
    if isinstance(part.data, pd.DataFrame):
        connection.register(f"{name}_frame", part.data)
        connection.execute(
            f"CREATE VIEW {name} AS SELECT {columns}, CAST(row AS BIGINT) AS row FROM {name}_frame"
        )
        return
    file = str(part.data).replace("'", "''")
    connection.execute(
        f"CREATE VIEW {name} AS SELECT {columns}, file_row_number + 2 AS row "
        f"FROM read_parquet('{file}', file_row_number = true)"
    )


def _aggregate(connection: Any, aggregate: Aggregate, register: Mapping[str, Part]) -> pd.DataFrame:
    """Return one table; columns first_row, last_row and counted_rows become the source of each value."""
    frame: pd.DataFrame = connection.execute(aggregate.sql).df()
    lineage = list(zip(frame.pop("first_row"), frame.pop("last_row"), frame.pop("counted_rows"), strict=True))
    for value, (table, column) in aggregate.cells.items():
        place = register[table].places[column]
        if table == aggregate.base:
            sources = [_range(place, *rows) for rows in lineage]
        else:
            sources = [_whole(connection, register, table, column)] * len(frame)
        frame[f"{value}_source"] = pd.Series(sources, dtype="object")
    return frame.assign(row=range(1, len(frame) + 1))


def _whole(connection: Any, register: Mapping[str, Part], table: str, column: str) -> str:
    """Return the address of a whole column."""
    first, last, count = connection.execute(f"SELECT min(row), max(row), count(*) FROM {table}").fetchone()
    return _range(register[table].places[column], first or 2, last or 2, count)


def _range(place: str, first: int, last: int, count: int) -> str:
    """Return the address of rows; where others stand between them, with how many count."""
    text = place.format(first=int(first), last=int(last))
    return text if int(last) - int(first) + 1 == int(count) else f"{text} ({int(count)} rijen)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
