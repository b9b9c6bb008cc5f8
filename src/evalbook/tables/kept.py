"""Tables as they were read and found sound, kept until their sheet, their rules or the reader change.

Belongs here: keeping readings between processes, so that one changed sheet is the only one read again. Not
here: reading (`reading`), and keeping the cells themselves (`workbook`).
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalbook import workbook

if TYPE_CHECKING:
    from evalbook.tables.reading import Reading
    from evalbook.tables.spec import Table
    from evalbook.workbook import Sheet

_Kept = dict[tuple[str, bool], tuple[str, bytes]]

_loaded: dict[Path, _Kept] = {}
_added: set[Path] = set()
_sound: dict[str, bytes] = {}
"""What this process read itself, by key: scenarios share every sheet that they leave alone."""


def kept_reading(
    folder: Path,
    sheet: Sheet,
    table: Table,
    *,
    corrected: bool,
    corrections: bytes,
    make: Callable[[], Reading],
) -> Reading:
    """Return a table as it was read before; else what `make` gives, which is kept where it has no fault.

    `corrections` is the register of corrections: what is registered waives some rules.
    """
    parts = (repr(table), str(corrected), sheet.digest(), repr(corrections))
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    place = _place(folder)
    if place not in _loaded:
        _loaded[place] = workbook.recalled(place, workbook.reader()) or {}
    known = _loaded[place].get((table.name, corrected))
    data = known[1] if known and known[0] == key else _sound.get(key)
    reading = make() if data is None else _unpickled(data, [sheet, table])
    if reading.faults:
        return reading
    if known is None or known[0] != key:
        _sound[key] = _pickled(reading, [sheet, table]) if data is None else data
        _loaded[place][table.name, corrected] = key, _sound[key]
        _added.add(place)
    return reading


def keep(folder: Path, workbooks: Iterable[str]) -> None:
    """Keep what was read of an edition, and the cells of its workbooks, for other processes."""
    for name in workbooks:
        workbook.keep_cells(folder / name)
    place = _place(folder)
    if place in _added:
        workbook.keep(place, workbook.reader(), _loaded[place])
        _added.discard(place)


def _place(folder: Path) -> Path:
    return workbook.place_of(folder, "tables")


def _pickled(reading: Reading, known: list[Any]) -> bytes:
    """Return a reading without what whoever reads it has already, and would have twice."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, found: Any) -> int | None:
            return next((place for place, each in enumerate(known) if each is found), None)

    stream = io.BytesIO()
    Pickler(stream).dump(reading)
    return stream.getvalue()


def _unpickled(data: bytes, known: list[Any]) -> Reading:
    class Unpickler(pickle.Unpickler):
        def persistent_load(self, place: Any) -> Any:
            return known[place]

    reading: Reading = Unpickler(io.BytesIO(data)).load()
    return reading
