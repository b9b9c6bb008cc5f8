"""Whether the build can be repeated: everything again in a clean folder, and compared file by file.

Belongs here: the clean copy, the rebuild, and what to say of a difference. Not here: causes of a
difference between runs (`changes`).
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.build import changes
from evalbook.errors import Fault, InputError, RunError

_PARTS = ("data/processed", "book/executed")
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "_build", "processed", "executed", "__pycache__", ".*_cache", "node_modules"
)
_MOST = 20  # differences that are told


def verify(*, with_book: bool = True) -> int:
    """Build in a clean folder what stands here, and return how many files are the same.

    Raises InputError where nothing was built yet, and RunError with what differs: values first, in
    the order of the exhibits, then files.
    """
    root = paths.project_root()
    if not (paths.processed() / "exhibits.csv").is_file():
        raise InputError(Fault("er is nog niets gebouwd", str(root), "bouw eerst met: evalbook build"))
    with tempfile.TemporaryDirectory(prefix="evalbook-") as name:
        copy = Path(name).resolve() / "copy"
        _copy(root, copy)
        _build(root, copy, with_book=with_book)
        faults, same = _compared(root, copy, with_book=with_book)
    if faults:
        raise RunError(faults)
    return same


def _copy(root: Path, copy: Path) -> None:
    """Lay down the files that belong to the project, as they are now: a clone, with what differs from it."""
    clone = ["git", "clone", "--quiet", "--shared", str(root), str(copy)]
    if not (root / ".git").exists() or subprocess.run(clone, capture_output=True, check=False).returncode:
        shutil.copytree(root, copy, ignore=_LEFT_OUT, symlinks=True)
        return
    listed = ["git", "ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_file():
            shutil.copy2(root / name, copy / name)
        else:
            (copy / name).unlink(missing_ok=True)


def _build(root: Path, copy: Path, *, with_book: bool) -> None:
    """Build the copy in a process of its own, with its own code where the project holds it."""
    env = os.environ | {"EVALBOOK_ROOT": str(copy), "SOURCE_DATE_EPOCH": _time_of_build()}
    if (copy / "src" / "evalbook").is_dir():
        env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(copy / "src"), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-c", "from evalbook.cli import app; app()", "build"]
    command += [] if with_book else ["--no-html"]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    if done.returncode and not (copy / "data" / "processed" / "exhibits.csv").is_file():
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        mend = "bouw eerst hier zonder fouten: evalbook build --force"
        raise RunError(Fault(f"de schone bouw mislukte:\n{tail}", "een schone kopie van het project", mend))


def _time_of_build() -> str:
    """Return when the present build was made, in seconds: the one thing that a rebuild cannot repeat."""
    path = paths.processed() / "build.json"
    if not path.is_file():
        return os.environ.get("SOURCE_DATE_EPOCH", "0")
    time = json.loads(path.read_text("utf-8"))["time"]
    return str(int(datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()))


def _compared(root: Path, copy: Path, *, with_book: bool) -> tuple[list[Fault], int]:
    parts = [*_PARTS, "_build/html"] if with_book else list(_PARTS)
    differing: list[str] = []
    same = 0
    for part in parts:
        here, there = (_names(base, part) for base in (root, copy))
        for name in sorted(here | there):
            if name in here and name in there and (root / name).read_bytes() == (copy / name).read_bytes():
                same += 1
            else:
                differing.append(name)
    if not differing:
        return [], same
    faults = [*_values(root, copy), *(_file_fault(root, copy, name) for name in differing)]
    more = len(faults) - _MOST
    last = [Fault(f"en nog {more} andere verschillen", "data/processed", "zie hierboven")] if more > 0 else []
    return faults[:_MOST] + last, same


def _names(base: Path, part: str) -> set[str]:
    files = (path for path in (base / part).rglob("*") if path.is_file() and ".doctrees" not in path.parts)
    return {path.relative_to(base).as_posix() for path in files}


def _file_fault(root: Path, copy: Path, name: str) -> Fault:
    what = "is anders"
    if not (root / name).is_file():
        what = "staat niet in de bouw hier"
    elif not (copy / name).is_file():
        what = "komt niet uit een schone bouw"
    return Fault(
        f"bestand {what}",
        name,
        "bouw opnieuw met evalbook build; blijft het, dan is een stap niet herhaalbaar",
    )


def _values(root: Path, copy: Path) -> Iterator[Fault]:
    """Yield every published value that differs, in the order of the exhibits, with its cause."""
    moves = changes.compare(*(changes.snapshot(base / "data" / "processed") for base in (root, copy)))
    order = {row["id"]: place for place, row in enumerate(_exhibits(copy))}
    for move in sorted(moves, key=lambda move: order.get(move.exhibit, len(order))):
        yield Fault(
            f"{move.exhibit}: {move.key} is hier {_both(move.old, move.old_value)}, "
            f"nagebouwd {_both(move.new, move.new_value)}",
            "; ".join(move.causes),
            "bouw opnieuw met evalbook build, of haal de oude invoer terug",
        )


def _both(text: str | None, value: Any) -> str:
    return "afwezig" if text is None else f"{text} ({value})"


def _exhibits(base: Path) -> list[dict[str, str]]:
    with (base / "data" / "processed" / "exhibits.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
