"""The tasks for what a reader takes along: the package before the book, PDF and Word document after it.

Belongs here: what these tasks depend on, and which of the two documents the pages offer. Not here: making
any of it (`package`, `offprint`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evalbook import offprint, package, paths
from evalbook.build.chapters import Run
from evalbook.errors import EvalbookError
from evalbook.files import write

Progress = Callable[[str, str], None]


def offer() -> Path:
    """Return the file that says which documents the pages offer, as the book's extension reads it."""
    return paths.processed() / "offprints.json"


def prepare(offprints: Iterable[str]) -> None:
    """Make the book due where its pages would offer a document that is not there, or lack one asked for."""
    offered = set(json.loads(offer().read_text("utf-8"))) if offer().is_file() else set()
    gone = {kind for kind in offered if not offprint.place(kind).is_file()}
    if set(offprints) - offered or gone:
        offer().unlink(missing_ok=True)


def settle(offprints: Iterable[str]) -> None:
    """Say which documents the pages offer, and remove those of an earlier book."""
    for kind in offprint.KINDS:
        if kind not in offprints:
            offprint.place(kind).unlink(missing_ok=True)
    write(offer(), json.dumps(sorted(offprints)))


def package_tasks(
    pytask: Any, runs: list[Run], exhibits: Path, judged: list[Path], progress: Progress
) -> list[Any]:
    """Return the tasks that make the package: of the sources, the chapters as run, and the audit.

    What takes long in it is made in processes of their own while this one judges: on two cores the whole
    is there sooner. `exhibits` is the list of exhibits, after which no exhibit changes; the chapters as run
    differ whenever a file of an exhibit does.
    """
    sources = package.state()
    made = [exhibits, *(run.output for run in runs)]
    aside = [
        _aside_task(pytask, part, [*made, *(judged if part == "reviewer" else [])], sources)
        for part in package.ASIDE
    ]
    return [*aside, _package_task(pytask, runs, judged, sources, progress)]


def late_task(pytask: Any, pages: Path) -> Any:
    """Return the task that puts beside the built pages what was made while they were built."""

    def task_late(pages: Path, made: Path) -> None:
        for path in package.make(package.LATE):
            write(paths.html() / "downloads" / path.name, path.read_bytes())

    return pytask.task(name="package: placed", kwargs={"pages": pages, "made": package.memory(package.LATE)})(
        task_late
    )


def _aside_task(pytask: Any, part: str, needed: list[Path], sources: str) -> Any:
    def task_aside(needed: list[Path], sources: Any, produces: Path) -> None:
        first = not produces.is_file()  # later only a few files are due: no process is worth its start
        if first and _made_aside(part):
            return
        package.make(part)  # also after a process that failed: here its fault is told

    return pytask.task(
        name=f"package: {part}",
        kwargs={
            "needed": needed,
            "sources": pytask.PythonNode(name=f"package: sources of {part}", value=sources, hash=True),
            "produces": package.memory(part),
        },
    )(task_aside)


def _made_aside(part: str) -> bool:
    """Make a part in a process of its own and tell whether that went well.

    Pages wait for all parts but the late one, which therefore gives way to the others.
    """
    first = "import os; os.nice(10); " if part == package.LATE and hasattr(os, "nice") else ""
    command = [sys.executable, "-c", f"{first}from evalbook import build, package; package.make({part!r})"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=paths.project_root())
    return done.returncode == 0


def _package_task(pytask: Any, runs: list[Run], judged: list[Path], sources: str, progress: Progress) -> Any:
    def task_package(
        chapters: list[Path], judged: list[Path], aside: list[Path], sources: Any, produces: list[Path]
    ) -> None:
        progress("start", "gegevens om mee te nemen")
        package.write_package()
        progress("klaar", "gegevens om mee te nemen")

    return pytask.task(
        name="package",
        kwargs={
            "chapters": [run.output for run in runs],
            "judged": judged,
            "aside": [package.memory(part) for part in package.ASIDE if part != package.LATE],
            "sources": pytask.PythonNode(name="package: sources", value=sources, hash=True),
            "produces": package.products(),
        },
    )(task_package)


def offprint_task(pytask: Any, pages: Path, offprints: Iterable[str], progress: Progress) -> Any:
    """Return the task that makes the documents; `pages` is the file with the digest of the built pages."""
    places = {kind: offprint.place(kind) for kind in sorted(offprints)}
    names = " en ".join(offprint.KINDS[kind] for kind in places)

    def task_offprint(pages: Path, sources: Any, produces: list[Path]) -> None:
        progress("start", names)
        try:
            offprint.make(places.get("pdf"), places.get("docx"))
        except EvalbookError:
            offer().unlink(missing_ok=True)  # the pages link to what is not there: they are due
            raise
        progress("klaar", names)

    return pytask.task(
        name="offprint",
        kwargs={
            "pages": pages,
            "sources": pytask.PythonNode(name="offprint: sources", value=offprint.state(), hash=True),
            "produces": list(places.values()),
        },
    )(task_offprint)
