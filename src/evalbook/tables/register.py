"""Registers: the small CSV files beside the workbooks (`sources.csv`, `corrections.csv`).

Belongs here: reading and writing such a file, and what can be wrong with its form. Not here: what
its rows mean (`sources`, `corrections`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from evalbook.errors import Fault
from evalbook.tables.wording import nearest


@dataclass(frozen=True)
class Line:
    """One row of a register: its values by column, and its place for messages."""

    where: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


def read_register(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[list[Line], list[Fault]]:
    """Return the rows of a register with exactly these columns, and what is wrong with its form.

    Blank lines are passed over; a file that is not there is a fault. An optional column that the file
    does not have is empty in every row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except FileNotFoundError:
        mend = f"maak {path.name} met de kolommen {','.join(columns)}"
        return [], [Fault(f"{path.name} ontbreekt", path.name, mend)]
    except UnicodeDecodeError:
        mend = "sla het op als 'CSV UTF-8 (door komma's gescheiden)'"
        return [], [Fault(f"{path.name} is niet in UTF-8 opgeslagen", path.name, mend)]
    except (OSError, csv.Error) as error:
        mend = "sluit het in andere programma's en kijk of het een CSV-bestand is"
        return [], [Fault(f"{path.name} is niet te lezen ({error})", path.name, mend)]
    header = [name.strip() for name in rows[0]] if rows else []
    missing = dict.fromkeys((name for name in optional if name not in header), "")
    faults = _header_faults(path.name, header, (*columns, *(name for name in optional if name in header)))
    if faults:
        return [], faults
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        where = f"{path.name}!regel {number}"
        if not any(value.strip() for value in row):
            continue
        if len(row) != len(header):
            mend = "zet waarden waarin een komma staat tussen aanhalingstekens"
            faults.append(Fault(f"de regel heeft {len(row)} waarden, de kop {len(header)}", where, mend))
            continue
        values = {name: value.strip() for name, value in zip(header, row, strict=True)}
        lines.append(Line(where, missing | values))
    return lines, faults


def write_register(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a register whole or not at all; a file that would stay the same is left alone."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    data = stream.getvalue().encode()
    if path.is_file() and path.read_bytes() == data:
        return
    halfway = path.with_name(f".{path.name}.new")
    halfway.write_bytes(data)
    halfway.replace(path)


def _header_faults(name: str, header: list[str], columns: tuple[str, ...]) -> list[Fault]:
    where = f"{name}!regel 1"
    wanted = ",".join(columns)
    if len(header) == 1 and ";" in header[0]:
        mend = f"sla het op met komma's tussen de kolommen: {wanted}"
        return [Fault("de kolommen zijn met puntkomma's gescheiden", where, mend)]
    faults, missing = [], [column for column in columns if column not in header]
    for column in header:
        if column not in columns:
            near = nearest(column, missing)
            mend = f"bedoelde u '{near}'?" if near else f"de kop moet zijn: {wanted}"
            faults.append(Fault(f"kolom '{column}' is onbekend", where, mend))
            missing = [other for other in missing if other != near]
    whole = f"de kop moet zijn: {wanted}"
    faults += [Fault(f"kolom '{column}' ontbreekt", where, whole) for column in missing]
    if len(set(header)) != len(header):
        faults.append(Fault("een kolom staat er twee keer", where, whole))
    return faults
