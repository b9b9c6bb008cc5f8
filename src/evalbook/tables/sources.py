"""Where the inputs come from: `sources.csv`, with the checksum each file had when it was recorded.

Belongs here: whether every workbook has a row with origin and licence, and which files changed
since. Not here: what is inside a workbook.
"""

from __future__ import annotations

from pathlib import Path

from evalbook.errors import Fault, InputError
from evalbook.tables.register import read_register, write_register
from evalbook.tables.spec import Table
from evalbook.tables.wording import nearest
from evalbook.workbook import checksum

FILE = "sources.csv"
COLUMNS = ("file", "sha256", "origin", "licence")

_EXCEL = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def source_faults(folder: Path, tables: tuple[Table, ...]) -> list[Fault]:
    """Return what is wrong with `sources.csv`, and the workbooks that belong to no table."""
    workbooks = list(dict.fromkeys(table.workbook for table in tables))
    lines, faults = read_register(folder / FILE, COLUMNS)
    formed = not faults
    seen: set[str] = set()
    for line in lines:
        name = line["file"]
        if name in seen:
            faults.append(
                Fault(f"bestand '{name}' staat er twee keer", line.where, "houd één regel per bestand")
            )
        elif name not in workbooks and not (name and (folder / name).is_file()):
            mend = "haal de regel weg, of zet het bestand terug"
            faults.append(Fault(f"bestand '{name}' staat niet in de map", line.where, mend))
        seen.add(name)
        for column, mend in (
            ("origin", "schrijf waar het vandaan komt"),
            ("licence", "schrijf wat ermee mag"),
        ):
            if not line[column]:
                faults.append(Fault(f"kolom '{column}' van '{name}' is leeg", line.where, mend))
    for name in workbooks if formed else []:
        if name not in seen:
            mend = "voeg een regel toe met file, origin en licence; sha256 mag leeg blijven"
            faults.append(Fault(f"werkmap '{name}' staat niet in {FILE}", FILE, mend))
    return faults + _strays(folder, workbooks)


def changed_files(folder: Path) -> list[str]:
    """Return the files in `sources.csv` whose checksum is another than recorded, or not recorded."""
    lines, _ = read_register(folder / FILE, COLUMNS)
    return [
        line["file"]
        for line in lines
        if (folder / line["file"]).is_file() and checksum(folder / line["file"]) != line["sha256"]
    ]


def record(folder: Path) -> list[str]:
    """Rewrite the checksums in `sources.csv` and return the files of which it changed.

    Raises
    ------
    InputError
        Where `sources.csv` itself is not in order; nothing is written then.
    """
    lines, faults = read_register(folder / FILE, COLUMNS)
    if faults:
        raise InputError(faults)
    changed = changed_files(folder)
    rows = [
        line.values | ({"sha256": checksum(folder / line["file"])} if line["file"] in changed else {})
        for line in lines
    ]
    write_register(folder / FILE, COLUMNS, rows)
    return changed


def _strays(folder: Path, workbooks: list[str]) -> list[Fault]:
    """Return a fault for each workbook that nothing reads; `~$…` is Excel's mark of an open file."""
    names = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.suffix.casefold() in _EXCEL and not entry.name.startswith(("~$", "."))
    )
    missing = [name for name in workbooks if name not in names]
    faults = []
    for name in names:
        if name not in workbooks and not nearest(name, missing):  # a likely misspelling is named as missing
            mend = f"haal het uit de map; gelezen worden alleen {', '.join(workbooks)}"
            faults.append(Fault(f"werkmap '{name}' hoort niet bij deze editie", name, mend))
    return faults
