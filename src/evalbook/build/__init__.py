"""The one command: inputs, notebooks, audit and book, as a task graph.

Belongs here: the order of the whole. Everything it calls does one step and knows no other.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from evalbook import tables
from evalbook.build import chapters, parameters
from evalbook.build.annotated import annotate
from evalbook.build.chapters import Run, editions
from evalbook.build.derive import derive, differences, given
from evalbook.build.workspace import Book, books, published
from evalbook.errors import EvalbookError, Fault, InputError

__all__ = [
    "Book",
    "annotate",
    "books",
    "build",
    "differences",
    "editions",
    "given",
    "plan",
    "published",
    "unexplained",
]


def plan(names: list[str] | None = None) -> list[Run]:
    """Return all runs of these editions (by default the published ones), checked before anything starts.

    Every fault of workbooks and parameters is reported at once; nothing is written or run.
    """
    faults: list[Fault] = []
    runs: list[Run] = []
    for edition in names or published():
        found = tables.check(edition)
        faults += found
        if not found:
            runs += chapters.chapters(edition)
    for run in runs:
        try:
            parameters.check(run.notebook, run.parameters)
        except EvalbookError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return runs


def build(
    names: list[str] | None = None,
    *,
    workers: int | None = None,
    with_book: bool = True,
    force: bool = False,
    progress: Callable[[str, str], None] = lambda state, what: None,
) -> list[Run]:
    """Bring the book up to date and return its runs.

    Raises InputError (nothing was run) or RunError (what failed, with cell and cause).
    """
    from evalbook.build import graph

    for edition in names or published():
        if not tables.check(edition):
            derive(edition)
    runs = plan(names)
    graph.build_all(
        runs, workers=workers or os.cpu_count() or 1, with_book=with_book, force=force, progress=progress
    )
    return runs


def unexplained() -> list[Fault]:
    """Return what the last build's audit found that no finding explains, or explains without need.

    The book is built all the same, so that one sees where it happens; the command then ends with code 1.
    """
    from evalbook.build import judgement

    return judgement.unexplained()
