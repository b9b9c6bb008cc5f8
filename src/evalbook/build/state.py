"""Whether there is anything to do at all, decided before any library is loaded.

Belongs here: digests of all that a build reads and of all that it left. Not here: what is due when
something changed; that is for the task graph (`graph`), which looks at each output by itself.

Contents are compared, never dates. Too much counts as an input rather than too little: what changed
without effect only costs a walk through the graph.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evalbook import paths

_SETTINGS = ("_config.yml", "_toc.yml", "CITATION.cff", "pyproject.toml", "requirements.lock")
_UNSEEN = {"__pycache__", ".ipynb_checkpoints"}


def wish_of(names: Sequence[str], *, with_book: bool, offprints: Sequence[str]) -> list[Any]:
    """Return what a build was asked for, as it is recorded."""
    return [sorted(names), with_book, sorted(offprints)]


def unexplained_file() -> Path:
    """Return the file in which the audit leaves what nobody explains yet."""
    return paths.processed() / "audit" / "unexplained.json"


def inputs() -> str:
    """Return one digest of everything that a build reads: inputs, pages, settings, code, environment."""
    root = paths.project_root()
    files = [root / name for name in _SETTINGS]
    files += [*_below(root / "data" / "raw"), *_below(root / "data" / "released")]
    files += _below(paths.notebooks())
    files += [path for path in _below(paths.book()) if paths.executed() not in path.parents]
    files += _below(Path(__file__).resolve().parents[1])
    return _digest(files, environment() + _commit(root))


def environment() -> str:
    """Return a digest of the environment: the version of Python, and every package with its own."""
    return hashlib.sha256(repr(sorted(packages().items())).encode()).hexdigest()


def packages() -> dict[str, str]:
    """Return Python and every installed package with its version.

    The lock file says what should be installed, this says what is.
    """
    folders = {Path(folder) for folder in sys.path if folder.endswith("-packages")}
    found = {path.stem for folder in folders for path in folder.glob("*.dist-info")}
    pairs = dict(name.rsplit("-", 1) for name in sorted(found) if "-" in name)
    return {"python": ".".join(map(str, sys.version_info[:3]))} | pairs


def is_current(wish: Sequence[Any]) -> list[str] | None:
    """Return what the last build said to its user, when another like it would change nothing; else None."""
    known = _read()
    if not known or known["wish"] != list(wish):
        return None
    if known["inputs"] != inputs() or known["outputs"] != _outputs(with_book=bool(wish[1])):
        return None
    return list(known["notices"])


def record(wish: Sequence[Any], read: str, notices: Sequence[str]) -> None:
    """Note that a build is complete; `read` is the digest of its inputs as they were when it began."""
    outputs = _outputs(with_book=bool(wish[1]))
    text = json.dumps({"wish": wish, "inputs": read, "outputs": outputs, "notices": list(notices)})
    partial = _file().with_suffix(".partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(text, "utf-8")
    partial.replace(_file())


def forget() -> None:
    """Forget the last complete build: from now on outputs may be half of one kind, half of another."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return paths.project_root() / "_build" / "state.json"


def _read() -> dict[str, Any]:
    try:
        return dict(json.loads(_file().read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _outputs(*, with_book: bool) -> str:
    files = [*_below(paths.processed()), *_below(paths.executed())]
    return _digest([*files, *(_below(paths.html()) if with_book else ())])


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, also behind a link."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if name not in _UNSEEN]
        for name in names:
            yield Path(place, name)


def _digest(files: Iterable[Path], more: str = "") -> str:
    total = hashlib.sha256(more.encode())
    for path in sorted(set(files)):
        if path.is_file():
            total.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _commit(root: Path) -> str:
    """Return the commit that is checked out, which a page of the book names; empty without Git."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
