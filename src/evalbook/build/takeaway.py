"""The tasks for what a reader takes along: the package before the book, PDF and Word document after it.

Belongs here: what these tasks depend on, and which of the two documents the pages offer. Not here: making
any of it (`package`, `offprint`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evalbook import offprint, package, paths
from evalbook.build.chapters import Run
from evalbook.errors import EvalbookError
from evalbook.exhibits.publish import write

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


def package_task(pytask: Any, runs: list[Run], judged: list[Path], progress: Progress) -> Any:
    """Return the task that makes the package: of the sources, the chapters as run, and the audit."""

    def task_package(chapters: list[Path], judged: list[Path], sources: Any, produces: list[Path]) -> None:
        progress("start", "gegevens om mee te nemen")
        package.write_all()
        progress("klaar", "gegevens om mee te nemen")

    return pytask.task(
        name="package",
        kwargs={
            "chapters": [run.output for run in runs],
            "judged": judged,
            "sources": pytask.PythonNode(name="package: sources", value=package.state(), hash=True),
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
