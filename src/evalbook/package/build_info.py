"""`build.json`: from what the book was built, with what, and when.

Belongs here: the state of inputs, code and environment, and the record of it. Not here: showing it (the
book's extension does), and asking Git (`commit`).

The time is that of the last change, not of the last run: it stays as it was while inputs, code and
environment have the contents that they had. A build that changes nothing therefore rewrites nothing,
also not the page that shows this record. `SOURCE_DATE_EPOCH`, if set, takes the place of the clock, so
that two machines that build the same commit give the same record.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import os
import platform
import re
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.files import write
from evalbook.package.commit import commit_of
from evalbook.package.files import digest_of, files_below, sha256
from evalbook.package.publication import address, editions, inputs, publication

FILE = "build.json"
LOCK = "requirements.lock"


def write_build_info() -> dict[str, Any]:
    """Write `data/processed/build.json`, only when something changed, and return the record."""
    path = paths.processed() / FILE
    before = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    state = _state()
    same = before.get("state") == state["state"]
    time = before["time"] if same else _now()
    state["publication"]["year"] = publication().year or time[:4]
    record = {"time": time, "commit": commit_of(source_places())} | state
    write(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return record


def source_places() -> list[Path]:
    """Return the folders and files that decide what the book says: a change elsewhere does not count."""
    root = paths.project_root()
    names = ("_config.yml", "_toc.yml", "CITATION.cff", LOCK, "pyproject.toml")
    return [*_raw(), *_code(), *(root / name for name in names if (root / name).is_file())]


def _raw() -> list[Path]:
    return [paths.raw(edition) for edition in editions()]


def _code() -> list[Path]:
    book = [path for path in paths.book().glob("*") if path != paths.executed()]
    return [Path(__file__).resolve().parents[1], paths.notebooks(), *sorted(book)]


def _state() -> dict[str, Any]:
    """Return what was built from what, with one digest over all of it."""
    root, package = paths.project_root(), Path(__file__).resolve().parents[1]
    book = files_below(*(place for place in _code()[1:]), root / "_config.yml", root / "_toc.yml")
    known = publication()
    record: dict[str, Any] = {
        "version": known.version,
        "publication": {
            "title": known.title,
            "publisher": known.publisher,
            "version": known.version,
            "address": address(),
            "editions": editions(),
        },
        "inputs": [
            {
                "edition": each.edition,
                "file": each.path.name,
                "path": each.place,
                "bytes": each.path.stat().st_size,
                "sha256": each.sha256,
                "origin": each.origin,
                "licence": each.licence,
            }
            for each in inputs()
        ],
        "code": {
            "program": digest_of(package, files_below(package)),
            "book": digest_of(root, (path for path in book if root in path.parents)),
            "registers": digest_of(root, (path for folder in _raw() for path in folder.glob("*.csv"))),
        },
        "environment": _environment(root / LOCK),
    }
    total = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
    return {"state": total, **record}


def _environment(lock: Path) -> dict[str, Any]:
    """Return the system and the packages that the book is built with, by name."""
    return {
        "python": platform.python_version(),
        "system": _system(),
        "machine": platform.machine(),
        "lock": {"file": LOCK, "sha256": sha256(lock)} if lock.is_file() else None,
        "packages": [{"name": name, "version": importlib.metadata.version(name)} for name in _packages()],
    }


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}".strip()


def _packages() -> list[str]:
    """Return the packages that evalbook itself asks for and that are there; the lock has the others."""
    try:
        asked = importlib.metadata.requires("evalbook") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    names = {re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in asked if "extra ==" not in line}
    return sorted((name for name in names if _installed(name)), key=str.lower)


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch
        else datetime.datetime.now(datetime.UTC)
    )
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
