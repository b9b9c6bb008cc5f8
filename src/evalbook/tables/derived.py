"""Tables that were calculated from an edition's register, in place of sheets that nobody delivered.

Belongs here: where they stand, reading them, and which tables of an edition are such. Not here:
calculating them (`measures`), or writing them (the build).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from evalbook import paths
from evalbook.errors import Fault, NoDataError
from evalbook.tables.spec import WHOLE_KINDS, Table

_DTYPES = dict.fromkeys(WHOLE_KINDS, "Int64") | dict.fromkeys(("number", "share", "eur"), "float64")


class Loaded(Mapping[str, pd.DataFrame]):
    """Tables by English name; asking for one without rows says which sheet is to be filled."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], tables: Mapping[str, Table]) -> None:
        self._frames = dict(frames)
        self._tables = tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        frame = self._frames[name]
        if len(frame):
            return frame
        table = self._tables[name]
        place = f"{table.workbook}, blad {table.sheet}"
        raise NoDataError(
            Fault(f"nog geen gegevens: {place} is leeg", f"{table.workbook}!{table.sheet}", f"vul {place}"),
            (name,),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table, also one without rows."""
        return self._frames[name]


def derived_file(edition: str, name: str) -> Path:
    """Return the file of a table calculated from the register, whether it is there or not."""
    return paths.derived(edition) / f"{name}.csv"


def read_derived(edition: str, table: Table) -> pd.DataFrame | None:
    """Return a table calculated from the register, or nothing where there is none."""
    path = derived_file(edition, table.name)
    if not path.is_file():
        return None
    kinds = {column.name: _DTYPES.get(column.kind, "object") for column in table.columns}
    frame = pd.read_csv(path, dtype=dict.fromkeys(_headers(path), "object") | kinds)
    for name in frame.columns:
        if frame[name].dtype == "Int64" and frame[name].notna().all():
            frame[name] = frame[name].astype("int64")
        elif frame[name].dtype == "object":
            frame[name] = frame[name].where(frame[name].notna(), None)
    return frame.assign(row=frame["row"].astype("int64"))


def _headers(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return lines.readline().strip().split(",")


def derived_digest(edition: str, name: str) -> str:
    """Return a digest of a calculated table; empty where there is none."""
    path = derived_file(edition, name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
