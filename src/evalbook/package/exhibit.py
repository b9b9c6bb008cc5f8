"""An exhibit as published: its record, and its data with the header, look and unit of each column.

Belongs here: reading what `exhibits` wrote (`<id>.json`, `.csv`, `.html`). Not here: writing anything.

The CSV holds the values, the HTML what the reader saw of them: both are read, cell by cell, so that
a number gets the format in which the book shows it and a column the header that it has there.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from evalbook import paths
from evalbook.errors import Fault, RunError
from evalbook.package.amounts import GENERAL, Cell, look_of, number_of

SUFFIXES = (".json", ".csv", ".html")
"""The files that an exhibit is read from."""


@dataclass(frozen=True)
class Column:
    """A column: its name in the CSV, its header in the book, whether all it holds is numbers, its unit.

    `unit` is empty where the column has none, or where each row has its own.
    """

    name: str
    header: str
    kind: str
    unit: str = ""
    mixed: bool = False


@dataclass(frozen=True)
class Exhibit:
    """An exhibit with its data; `formats` has the Excel format of each cell."""

    record: dict[str, Any]
    folder: Path
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    formats: tuple[tuple[str, ...], ...]

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def caption(self) -> str:
        """Its label and title, as one line."""
        return f"{self.record.get('label') or ''} {self.record['title']}".strip()

    def file(self, suffix: str) -> Path:
        """Return the path of one of its files, which may not be there."""
        return self.folder / f"{self.id}{suffix}"


def editions() -> list[str]:
    """Return the editions of which exhibits were published."""
    return sorted(path.parent.name for path in paths.processed().glob("*/exhibits") if path.is_dir())


def records(edition: str) -> list[Path]:
    """Return the record files of an edition's exhibits in order of their ids."""
    return sorted(paths.exhibits(edition).glob("*.json"))


def source_of(record: Path) -> bytes:
    """Return all that an exhibit is read from, to see whether it is as it was."""
    return b"".join(record.with_suffix(suffix).read_bytes() for suffix in SUFFIXES)


def read_exhibit(path: Path) -> Exhibit:
    """Return the exhibit of a record file.

    Raises RunError where the data and what the reader sees are not the same table.
    """
    record = json.loads(path.read_text("utf-8"))
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        names, *lines = list(csv.reader(file))
    headers, shown = _shown(path.with_suffix(".html").read_text("utf-8"))
    if [len(headers), *map(len, shown)] != [len(names)] * (len(lines) + 1):
        raise RunError(
            Fault(
                f"de gegevens van {record['id']} hebben niet dezelfde rijen en kolommen als de tabel",
                path.with_suffix(".csv").name,
                "bouw opnieuw met --force; blijft het zo, meld dan deze fout",
            )
        )
    cells = [
        [_cell(*pair) for pair in zip(line, row, strict=True)] for line, row in zip(lines, shown, strict=True)
    ]
    columns = tuple(
        _column(name, headers[place], [row[place] for row in cells], record)
        for place, name in enumerate(names)
    )
    return Exhibit(
        record,
        path.parent,
        columns,
        tuple(tuple(value for value, _, _ in row) for row in cells),
        tuple(tuple(look for _, look, _ in row) for row in cells),
    )


def _shown(html: str) -> tuple[list[str], list[list[tuple[str, bool]]]]:
    """Return the headers of the table, and of each cell its text and whether its column holds numbers."""
    start, end = html.find("<table"), html.find("</table>")  # an exhibit holds one, at its end
    if start < 0:
        return [], []
    table = lxml.html.fragment_fromstring(html[start : end + len("</table>")])
    for mark in table.find_class("eb-mark"):
        mark.drop_tree()
    rows = [row for row in table.iterfind("tbody/tr") if "eb-group" not in row.classes]
    return _headers(table), [[_text(cell) for cell in row] for row in rows]


def _text(cell: lxml.html.HtmlElement) -> tuple[str, bool]:
    return cell.text_content().strip(), "eb-number" in cell.classes


def _headers(table: lxml.html.HtmlElement) -> list[str]:
    """Return one header a column, with the header above it in front; no two the same."""
    lines = table.findall("thead/tr")
    above: list[str] = []
    for cell in lines[0] if len(lines) > 1 else ():
        above += [_text(cell)[0]] * int(cell.get("colspan") or 1)
    found: list[str] = []
    for place, cell in enumerate(lines[-1]):
        group, own = (above[place] if place < len(above) else ""), _text(cell)[0]
        name = " ".join(f"{group}: {own}".split() if group else own.split()) or f"kolom {place + 1}"
        twins = sum(other == name or other.startswith(f"{name} (") for other in found)
        found.append(f"{name} ({twins + 1})" if twins else name)
    return found


def _cell(text: str, shown: tuple[str, bool]) -> tuple[Cell, str, str]:
    """Return a value, its Excel format and the unit that its signs say."""
    value = number_of(text) if shown[1] else None
    if value is None:
        return (text or None), GENERAL, ""
    look = look_of(shown[0], value)
    return (value, look.excel, look.unit) if look else (value, GENERAL, "")


def _column(name: str, header: str, cells: list[tuple[Cell, str, str]], record: dict[str, Any]) -> Column:
    values = [value for value, _, _ in cells if value is not None]
    if not values or any(isinstance(value, str) for value in values):
        return Column(name, header, "string")
    units = {_unit_of(value, sign, record) for value, _, sign in cells if value is not None}
    unit = next(iter(units)) if len(units) == 1 else ""
    whole = all(isinstance(value, int) for value in values) and unit != "aandeel"
    return Column(name, header, "integer" if whole else "number", unit, mixed=len(units) > 1)


def _unit_of(value: Cell, sign: str, record: dict[str, Any]) -> str:
    """Return the unit of a number: its signs, else the exhibit's numbers with its value."""
    if sign:
        return sign
    known = {number["unit"] for number in record["numbers"].values() if number["value"] == value}
    return str(known.pop()) if len(known) == 1 else ""
