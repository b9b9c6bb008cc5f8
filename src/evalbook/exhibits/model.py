"""What an exhibit is: a table, figure or diagram with its numbers, note and source.

Belongs here: the parts of an exhibit, apart from any dress. Not here: HTML (`render`), pictures
(`chart`, `diagram`), files (`publish`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from evalbook import rounding
from evalbook.measures.quantity import Quantity

Kind = Literal["table", "figure", "diagram", "timeline", "box"]
_WORDS = {"table": "Tabel", "box": "Box"}  # any other kind is a figure
Basis = Literal["printed", "recomputed", "prose", "partial", "synthetic", "missing"]


def slug(text: str) -> str:
    """Return text as a key: lower case without accents, each other run of characters one `_`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


@dataclass(frozen=True)
class Shown:
    """A number as an exhibit shows it: its key, its quantity and how many decimals."""

    key: str
    quantity: Quantity
    decimals: int | None = None
    in_prose_only: bool = False  # offered to the text, but in no cell of the exhibit

    @property
    def text(self) -> str:
        """The number in Dutch with its unit, as it stands in running text."""
        return rounding.text_of(self.quantity.value, self.quantity.unit, self.decimals)

    @property
    def bare(self) -> str:
        """The number in Dutch without a unit that the header already names."""
        return rounding.text_of(self.quantity.value, self.quantity.unit, self.decimals, bare=True)


Value = str | int | Shown | None


@dataclass(frozen=True)
class Column:
    """A column of an exhibit: its header, whether it holds numbers, and its name in the CSV."""

    header: str
    numeric: bool = False
    name: str = ""
    group: str = ""  # a header above several columns

    @property
    def csv_name(self) -> str:
        return self.name or slug(self.header)


@dataclass(frozen=True)
class Row:
    """A row: cells in the order of the columns; `marked` are positions that deserve attention."""

    cells: tuple[Value, ...]
    kind: Literal["body", "total", "group"] = "body"
    marked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """One numbered (or own) exhibit of the book; `number` is empty for exhibits of our own."""

    id: str
    kind: Kind
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str
    basis: Basis = "recomputed"
    number: str = ""
    unit: str = ""
    note: str = ""
    alt: str = ""
    svg: str = ""
    extra: tuple[Shown, ...] = field(default=())  # numbers for the text that no cell shows
    report_note: str = ""  # more of the note, about the published report: other editions leave it out
    lacks: tuple[str, ...] = ()  # tables without which it is missing

    @property
    def label(self) -> str:
        """What the reader calls it: Tabel 12, Figuur 3, Annex 1, or the kind for an exhibit of our own."""
        word = _WORDS.get(self.kind, "Figuur")
        if self.number.startswith("annex "):
            return self.number.capitalize()
        return f"{word} {self.number}" if self.number else f"Eigen {word.lower()}"

    @property
    def numbers(self) -> list[Shown]:
        """Every number it shows or offers to the text, in reading order, each key once."""
        shown = [cell for row in self.rows for cell in row.cells if isinstance(cell, Shown)]
        return list({number.key: number for number in (*shown, *self.extra)}.values())

    def frame(self) -> pd.DataFrame:
        """Return the unformatted values as shown: one row a row, columns by their CSV name."""
        body = [row for row in self.rows if row.kind != "group"]
        return pd.DataFrame(
            [[_plain(cell) for cell in row.cells] for row in body],
            columns=[column.csv_name for column in self.columns],
            dtype=object,
        )


def rows_of(cells: Sequence[Sequence[Value]]) -> tuple[Row, ...]:
    """Return plain body rows."""
    return tuple(Row(tuple(row)) for row in cells)


def _plain(cell: Value) -> object:
    if not isinstance(cell, Shown):
        return cell
    value = cell.quantity.value
    if value is None:
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value
