"""Which tables an edition has.

Belongs here: the way from an edition's name to its tables. An edition is called
`<programme>-<years>`; the module of that programme in this folder lists its tables as `TABLES`, so a
new programme is one new module. Not here: the tables themselves.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
import tomllib
from pathlib import Path

from evalbook import paths
from evalbook.errors import Fault, InputError
from evalbook.tables.parquet import file_of
from evalbook.tables.spec import Table
from evalbook.tables.wording import suggestion

_NAME = re.compile(r"(?P<programme>[a-z]+)(-[a-z0-9]+)*")


def specification(edition: str) -> tuple[Table, ...]:
    """Return the tables of an edition, in order of workbook and sheet.

    Raises
    ------
    InputError
        Where no programme is known by the first part of the edition's name.
    """
    match = _NAME.fullmatch(edition)
    tables = _tables_of(match["programme"]) if match else None
    if match and tables is not None:
        register = register_specification(edition)
        return (*tables, *register) if _holds(paths.raw(edition), register) else tables
    mend = f"een editie heet naar haar programma: {' of '.join(f'{name}-…' for name in _programmes())}"
    raise InputError(Fault(f"editie '{edition}' hoort bij geen bekend programma", edition or "(leeg)", mend))


def register_specification(edition: str) -> tuple[Table, ...]:
    """Return the tables of the register that an edition of this programme may have; none for others."""
    match = _NAME.fullmatch(edition)
    return (_tables_of(f"{match['programme']}_register") or ()) if match else ()


def is_complete(edition: str) -> bool:
    """Tell whether every sheet must be filled: not where `edition.toml` says `complete = false`."""
    path = paths.raw(edition) / "edition.toml"
    if not path.is_file():
        return True
    try:
        return bool(tomllib.loads(path.read_text("utf-8")).get("complete", True))
    except tomllib.TOMLDecodeError:
        return True  # told where the settings are read


def table_of(edition: str, name: str) -> Table:
    """Return one table of an edition by its English name; `InputError` where there is none."""
    found = {table.name: table for table in specification(edition)}
    if name in found:
        return found[name]
    mend = suggestion(name, found) or f"kies uit: {', '.join(found)}"
    raise InputError(Fault(f"tabel '{name}' bestaat niet", edition, mend))


def folder_of(edition: str) -> Path:
    """Return the folder of an edition's inputs; `InputError` where it is not there."""
    specification(edition)
    folder = paths.raw(edition)
    if folder.is_dir():
        return folder
    known = sorted(entry.name for entry in folder.parent.glob("*") if entry.is_dir())
    mend = suggestion(edition, known) or f"maak de editie met: evalbook new-edition {edition}"
    raise InputError(Fault(f"editie '{edition}' heeft geen map met invoer", f"data/raw/{edition}", mend))


def _holds(folder: Path, register: tuple[Table, ...]) -> bool:
    return any((folder / table.workbook).is_file() or file_of(folder, table) for table in register)


def _tables_of(programme: str) -> tuple[Table, ...] | None:
    name = f"{__package__}.{programme}"
    if importlib.util.find_spec(name) is None:
        return None
    tables = getattr(importlib.import_module(name), "TABLES", None)
    return tables if isinstance(tables, tuple) else None


def _programmes() -> list[str]:
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return [name for name in names if name.isalpha() and _tables_of(name) is not None]
