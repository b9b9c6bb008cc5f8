"""The one command: inputs, notebooks, audit and book, as a task graph.

Belongs here: the order of the whole. Everything it calls does one step and knows no other. Modules are
imported where they are used: whether there is anything to do is known before their libraries are loaded.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from evalbook.build import state
from evalbook.errors import EvalbookError, Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from evalbook.build.chapters import Run
    from evalbook.build.derive import Difference
    from evalbook.build.workspace import Book

# jsonschema, which reading a notebook loads, takes this for its check of addresses: two seconds for a
# check that no notebook asks for. It does without when it is not to be had.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

__all__ = [
    "annotate",
    "books",
    "build",
    "differences",
    "editions",
    "given",
    "notices",
    "plan",
    "published",
    "standing",
    "unexplained",
]


def editions() -> list[str]:
    """Return the editions that there are: folders of `data/raw` with an `edition.toml`."""
    from evalbook.build import chapters

    return chapters.editions()


def published() -> list[str]:
    """Return the editions of the published book."""
    from evalbook.build import workspace

    return workspace.published()


def books(names: list[str] | None = None) -> Iterator[Book]:
    """Yield the books that hold these editions (see `workspace.books`)."""
    from evalbook.build import workspace

    return workspace.books(names)


def annotate(edition: str, faults: Sequence[Fault]) -> list[Path]:
    """Write a copy of each faulty workbook with comments (see `annotated.annotate`)."""
    from evalbook.build import annotated

    return annotated.annotate(edition, faults)


def differences(edition: str) -> list[Difference]:
    """Return where delivered tables differ from the register (see `derive.differences`)."""
    from evalbook.build import derive

    return derive.differences(edition)


def given(edition: str) -> set[str]:
    """Return the tables that an edition's register gives (see `derive.given`)."""
    from evalbook.build import derive

    return derive.given(edition)


def plan(names: list[str] | None = None) -> list[Run]:
    """Return all runs of these editions (by default the published ones), checked before anything starts.

    Every fault of workbooks and parameters is reported at once; nothing is written or run.
    """
    from evalbook import tables
    from evalbook.build import chapters, parameters

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


def standing(
    names: list[str] | None = None, *, with_book: bool = True, offprints: Sequence[str] = ()
) -> list[str] | None:
    """Return what the last build said, when another one would change nothing; None when there is work.

    Loads no library: a build with nothing to do is over in the time that this takes.
    """
    return state.is_current(state.wish_of(names or [], with_book=with_book, offprints=offprints))


def build(
    names: list[str] | None = None,
    *,
    workers: int | None = None,
    with_book: bool = True,
    offprints: Sequence[str] = (),
    force: bool = False,
    progress: Callable[[str, str], None] = lambda state, what: None,
) -> list[Run]:
    """Bring the book up to date and return its runs.

    `offprints` says what else to make of the book: `pdf`, `docx`.

    Raises InputError (nothing was run) or RunError (what failed, with cell and cause).
    """
    from evalbook.build import kernels

    read = state.inputs()
    with kernels.warm():  # it loads while we do, and check
        from evalbook import offprint, tables
        from evalbook.build import derive, graph

        offprint.check(offprints)
        for edition in names or published():
            if not tables.check(edition, keep=True):
                derive.derive(edition)
        kernels.read(names or published())
        runs = plan(names)
        state.forget()
        graph.build_all(
            runs,
            # A kernel that starts mostly waits: one more than there are cores keeps these busy.
            workers=workers or (os.cpu_count() or 1) + 1,
            with_book=with_book,
            offprints=offprints,
            force=force,
            progress=progress,
        )
    said = notices(sorted({run.edition for run in runs}))
    asked = [] if sorted(names or published()) == published() else list(names or [])
    state.record(state.wish_of(asked, with_book=with_book, offprints=offprints), read, said)
    return runs


def notices(names: Sequence[str]) -> list[str]:
    """Return what a user should know of the inputs that were used."""
    from evalbook import tables

    said = [f"Let op: {difference}" for name in names for difference in differences(name)]
    said += [
        f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd. "
        "Leg de nieuwe versie vast met `evalbook check --record`."
        for name in names
        if tables.is_complete(name)
        for workbook in tables.changed_since_recorded(name)
    ]
    return said


def unexplained() -> list[Fault]:
    """Return what the last build's audit found that no finding explains, or explains without need.

    The book is built all the same, so that one sees where it happens; the command then ends with code 1.
    """
    path = state.unexplained_file()
    if not path.is_file():
        return []
    return [Fault(**fault) for fault in json.loads(path.read_text("utf-8"))]
