"""Lists and checksums of files, and archives that are the same for the same contents.

Belongs here: finding, checksums and zip files. Not here: what is in any of them.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

_WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the earliest that the format can hold."""

_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}


def sha256(path: Path) -> str:
    """Return the checksum of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """Return one checksum of the names, seen from `root`, and the contents of files."""
    total = hashlib.sha256()
    for path in sorted(set(files)):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def files_below(*places: Path) -> list[Path]:
    """Return the files below folders, or the files themselves; without caches and hidden files."""
    found: set[Path] = set()
    for place in places:
        if place.is_file():
            found.add(place)
        for path in place.rglob("*") if place.is_dir() else ():
            parts = path.relative_to(place).parts
            hidden = any(part in _LEFT_OUT or part.startswith((".", "~$")) for part in parts)
            if path.is_file() and not hidden and not any(part.endswith(".egg-info") for part in parts):
                found.add(path)
    return sorted(found)


def archive(members: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """Return a zip of names and contents; the same members always give the same bytes.

    `programs` are the names of members that can be run once they are unpacked.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, _WRITTEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (0o755 if name in programs else 0o644) << 16
            opened.writestr(member, members[name])
    return stream.getvalue()
