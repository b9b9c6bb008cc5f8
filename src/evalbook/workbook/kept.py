"""What was read before, kept by content: each version of a workbook is taken apart once, by any process.

Belongs here: keeping it in `_build/read` and knowing when it no longer holds. Not here: reading. Only a build
keeps anything; whoever reads may find it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pickle
from functools import cache
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.files import write

_ROOMS = ("errors.py", "workbook", "tables")
_PACKAGES = ("openpyxl", "pandas", "pandera", "numpy")


def place_of(folder: Path, name: str) -> Path:
    """Return where something read from an edition's folder is kept."""
    return paths.project_root() / "_build" / "read" / folder.name / f"{name}.pickle"


@cache
def reader() -> str:
    """Return a digest of what reads: our own code, and the packages that it reads with."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for room in _ROOMS:
        files = [package / room] if room.endswith(".py") else sorted((package / room).glob("*.py"))
        for path in files:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    total.update(repr([importlib.metadata.version(name) for name in _PACKAGES]).encode())
    return total.hexdigest()


def recalled(place: Path, key: str) -> Any:
    """Return what is kept at a place under this key; None where that is nothing, or cannot be understood."""
    try:
        with place.open("rb") as stream:
            return pickle.load(stream) if pickle.load(stream) == key else None
    except Exception:  # pickle has no error of its own for a file that is cut or from another version
        return None


def keep(place: Path, key: str, found: Any) -> None:
    """Keep something at a place under a key, instead of what was there."""
    write(place, pickle.dumps(key) + pickle.dumps(found))
