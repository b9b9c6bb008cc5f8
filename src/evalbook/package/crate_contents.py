"""Which files go into the research package, and what each is called there.

Belongs here: the list of files by their part in a run. Not here: describing them (`crate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalbook import paths
from evalbook.package.build_info import FILE as BUILD_INFO
from evalbook.package.datapackage import FILE as DATAPACKAGE
from evalbook.package.datapackage import book_tables
from evalbook.package.files import files_below
from evalbook.package.publication import editions
from evalbook.package.sources import sources

WORKFLOW = "src/evalbook/build/graph.py"
"""The task graph: what is run on what, in which order."""

_ENDINGS = (".csv", ".svg", ".xlsx")


@dataclass(frozen=True)
class Contents:
    """The files of the package: `all` of them, and those that a run has as input or result."""

    root: Path
    all: tuple[Path, ...]
    inputs: tuple[Path, ...]
    notebooks: tuple[Path, ...]
    chapters: tuple[Path, ...]
    results: tuple[Path, ...]

    def name(self, path: Path) -> str:
        """Return the name of a file within the package: its path from the project's root."""
        return path.relative_to(self.root).as_posix()


def contents() -> Contents:
    """Return the contents as they are now: sources, inputs, and what the last run made."""
    root, processed = paths.project_root(), paths.processed()
    exhibits = [
        path for path in sorted(processed.glob("*/exhibits/*")) if path.suffix in _ENDINGS and path.is_file()
    ]
    single = [processed / name for name in (DATAPACKAGE, BUILD_INFO, "numbers.json", "audit/audit.xlsx")]
    results = [*exhibits, *book_tables(), *(path for path in single if path.is_file())]
    inputs = files_below(*(paths.raw(edition) for edition in editions()))
    return Contents(
        root,
        all=tuple(sorted({*sources(), *files_below(paths.executed()), *inputs, *results})),
        inputs=tuple(inputs),
        notebooks=tuple(files_below(paths.notebooks())),
        chapters=tuple(files_below(paths.executed())),
        results=tuple(results),
    )
