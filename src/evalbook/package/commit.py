"""The commit that sources were built from, as far as Git knows it.

Belongs here: asking Git. Not here: what is done with the answer (`build_info`).
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from evalbook import paths


def commit_of(places: Sequence[Path]) -> dict[str, str | bool] | None:
    """Return the last commit that touched these places: `id`, `time`, and whether all is in it (`clean`).

    A commit that touches other files only, such as a test, is not named: the book is the same. Nothing
    where there is no Git, no repository, or no commit yet.
    """
    root = paths.project_root()
    names = [path.relative_to(root).as_posix() for path in places if path.is_relative_to(root)]
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None or Path(top).resolve() != root.resolve():
        return None
    last = _git(root, "log", "-1", "--format=%H %cI", "--", *names)
    changed = _git(root, "status", "--porcelain", "--", *names)
    if not last or changed is None:
        return None
    name, _, time = last.partition(" ")
    return {"id": name, "time": time, "clean": not changed}


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what Git says, or nothing where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", *arguments],
            cwd=folder, capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
