"""From a path to the bytes of a sound Excel package.

Belongs here: every reason why a file cannot be read as a workbook, told apart. Not here: its cells.
"""

from __future__ import annotations

import difflib
import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from evalbook import paths
from evalbook.errors import Fault, InputError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how old .xls files begin, and packages with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PART = re.compile(r"xl/workbook\d*\.xml")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_RESTORE = "haal een goede kopie terug, of open het bestand in Excel en sla het opnieuw op als .xlsx"


def sound_package(path: Path) -> bytes:
    """Return the bytes of a workbook of which all parts are present and undamaged.

    Raises
    ------
    InputError
        Where the file is missing, unreadable, no workbook, an old .xls, locked with a password,
        cut short, damaged, or without one of its parts.
    """
    data = _bytes(path)
    fault = _wrong_kind(path, data)
    if fault:
        raise InputError(fault)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            broken = package.testzip()
            names = set(package.namelist())
            missing = None if broken else _missing_part(package, names)
    except _DAMAGE as error:
        what = "het bestand is afgekapt of beschadigd"
        raise InputError(Fault(f"{what} ({_cause(error)})", path.name, _RESTORE)) from error
    except ElementTree.ParseError as error:
        raise InputError(Fault("het bestand is van binnen beschadigd", path.name, _RESTORE)) from error
    if broken:
        raise InputError(Fault(f"het bestand is beschadigd in {broken}", path.name, _RESTORE))
    if not any(name.startswith("xl/") for name in names):
        raise InputError(_no_workbook(path))
    if missing:
        raise InputError(Fault(f"in het bestand ontbreekt het onderdeel {missing}", path.name, _RESTORE))
    return data


def unreadable(path: Path, error: Exception) -> InputError:
    """Return the error for a package that is whole, but whose parts cannot be understood."""
    return InputError(Fault(f"het bestand is niet te lezen ({_cause(error)})", path.name, _RESTORE))


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, read in one go so that a save halfway cannot mix two versions."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(_missing(path)) from error
    except IsADirectoryError as error:
        raise InputError(
            Fault("dit is een map, geen werkmap", path.name, "zet er het bestand neer")
        ) from error
    except OSError as error:
        mend = "sluit het bestand in andere programma's en kijk of u het mag lezen"
        raise InputError(
            Fault(f"het bestand is niet te openen ({_cause(error)})", path.name, mend)
        ) from error


def _missing(path: Path) -> Fault:
    folder = path.parent
    if not folder.is_dir():
        return Fault(f"de map {_shown(folder)} ontbreekt", path.name, "kijk of de naam van de editie klopt")
    names = {
        entry.name.casefold(): entry.name
        for entry in sorted(folder.iterdir())
        if entry.suffix.casefold().startswith((".xls", ".ods")) and not entry.name.startswith("~$")
    }
    near = difflib.get_close_matches(path.name.casefold(), names, n=1, cutoff=0.8)
    mend = f"zet {path.name} in de map {_shown(folder)}"
    if near:
        mend = f"er staat wel '{names[near[0]]}'; bedoelde u dat, sla het dan op als {path.name}"
    return Fault("het bestand ontbreekt", path.name, mend)


def _wrong_kind(path: Path, data: bytes) -> Fault | None:
    """Return what a file is when its first bytes are not those of an Excel package."""
    if not data:
        return Fault("het bestand is leeg (0 bytes)", path.name, _RESTORE)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        mend = "haal in Excel het wachtwoord weg (Bestand > Info > Werkmap beveiligen) en sla opnieuw op"
        return Fault("het bestand is met een wachtwoord beveiligd", path.name, mend)
    if data.startswith(_OLE):
        mend = "open het bestand in Excel en sla het op als .xlsx (Excel-werkmap)"
        return Fault("het bestand is van het oude soort .xls", path.name, mend)
    return None if data.startswith(b"PK") else _no_workbook(path)


def _no_workbook(path: Path) -> Fault:
    mend = "open het bestand in Excel en sla het op als .xlsx (Excel-werkmap)"
    return Fault("het bestand is geen Excel-werkmap", path.name, mend)


def _missing_part(package: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return the first part that the workbook points to and that is not there.

    openpyxl passes over a sheet whose part is gone without a word, so this looks first.
    """
    for name in ("[Content_Types].xml", "_rels/.rels"):
        if name not in names:
            return name
    workbook = next((name for name in sorted(names) if _WORKBOOK_PART.fullmatch(name)), None)
    if workbook is None:
        return "xl/workbook.xml"
    relations = f"xl/_rels/{posixpath.basename(workbook)}.rels"
    if relations not in names:
        return relations
    for relation in ElementTree.fromstring(package.read(relations)):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))[1:]
        if relation.get("TargetMode") != "External" and target not in names:
            return target
    return None


def _shown(folder: Path) -> str:
    root = paths.project_root()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.as_posix()


def _cause(error: Exception) -> str:
    """Return a library's own words, on one line, for whoever has to look deeper."""
    deepest: BaseException = error
    while deepest.__cause__:
        deepest = deepest.__cause__
    text = str(getattr(deepest, "strerror", None) or deepest).split("\n")[0].strip()
    return text or type(deepest).__name__
