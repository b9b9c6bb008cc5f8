"""References between tables: a case, a route or a node that must exist elsewhere.

Belongs here: whether every value that refers occurs where it should. Not here: anything within one
table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evalbook.errors import Fault
from evalbook.tables.reading import Content, Reading
from evalbook.tables.spec import Reference
from evalbook.tables.wording import suggestion


def unknown_references(readings: Mapping[str, Reading]) -> list[Fault]:
    """Return a fault for each row that refers to nothing, among the tables that were read.

    A table that could not be read is neither held against those that refer to it nor searched.
    """
    faults = []
    for reading in readings.values():
        for reference in reading.table.references:
            if reference.table in readings:
                faults += _unknown(reading, reference, readings[reference.table])
    return faults


def _unknown(reading: Reading, reference: Reference, other: Reading) -> list[Fault]:
    known = list(_values(other, reference.others).values())
    if not known or any(None in values for values in known):
        return []  # an unreadable cell there is a fault of its own; held against all, it would be many
    return [
        _fault(reading.content, reference, other, row, known)
        for row, values in _values(reading, reference.columns).items()
        if reading.content and None not in values and values not in known
    ]


def _values(reading: Reading, names: tuple[str, ...]) -> dict[int, tuple[Any, ...]]:
    """Return the values of some columns by row, None for an empty cell; nothing where not all were read."""
    if reading.content is None or not set(names) <= set(reading.content.frame.columns):
        return {}
    part = reading.content.frame[list(names)].astype(object)
    return {int(row): tuple(values) for row, *values in part.where(part.notna(), None).itertuples(name=None)}


def _fault(
    content: Content, reference: Reference, other: Reading, row: int, known: list[tuple[Any, ...]]
) -> Fault:
    values = tuple(str(value) for value in content.frame.loc[row, list(reference.columns)])
    headers = ", ".join(other.table.column(name).header for name in reference.others)
    place = f"{other.table.workbook}!{other.table.sheet}"
    hint = suggestion(values[-1], [str(found[-1]) for found in known if _start(found) == values[:-1]])
    mend = f"verbeter de cel, of voeg '{values[-1]}' toe aan {place}"
    return Fault(
        f"'{', '.join(values)}' komt niet voor in kolom {headers} van {place}",
        str(content.grid.cell(row, reference.columns[-1]).address),
        f"{hint} Anders: {mend}" if hint else mend,
    )


def _start(values: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(str(value) for value in values[:-1])
