"""Why a notebook runs: what it depends on, in words, and what of that changed since it last ran.

Belongs here: the parts that a run depends on, each with a digest, and the record of the last run. Not
here: deciding that it runs (`graph`, by the same parts).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evalbook import paths, tables, workbook
from evalbook.build import closure, state
from evalbook.build.chapters import Run
from evalbook.files import write

_MOST = 3  # reasons that are told of one run


@dataclass(frozen=True)
class Parts:
    """What one run depends on: a digest for each part, by the name that the user knows it by."""

    run: Run
    digests: dict[str, str]

    def why(self) -> str:
        """Return why it runs, against its last run: ‘blad resultaten van export.xlsx is veranderd’."""
        before = self._before()
        if not before:
            return "nog niet gedraaid"
        if not self.run.output.is_file():
            return "de uitkomst ontbreekt"
        return _told(before, self.digests)

    @property
    def due(self) -> bool:
        """Whether it is to run, as far as its parts tell."""
        return not self.run.output.is_file() or self._before() != self.digests

    def note(self) -> None:
        """Record that it ran with these parts."""
        write(self._file(), json.dumps(self.digests, ensure_ascii=False, indent=1))

    def _before(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._file().read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def _file(self) -> Path:
        return paths.project_root() / "_build" / "ran" / f"{self.run.page}.json"


def parts_of(run: Run) -> Parts:
    """Return everything that a run depends on."""
    digests = {f"notebook {run.notebook.name}": workbook.checksum(run.notebook)}
    digests["parameters"] = repr((sorted(run.parameters.items()), run.heading))
    digests |= _sheets(run.edition, run.reads)
    other = str(run.parameters.get("compare_with") or "")
    if other and paths.raw(other).is_dir():
        known = {table.name for table in tables.specification(other)}
        both = sorted(known & set(run.reads))
        digests |= {f"{sheet} van {other}": digest for sheet, digest in _sheets(other, both).items()}
    corrections = paths.raw(run.edition) / "corrections.csv"
    if corrections.is_file():
        digests["corrections.csv"] = workbook.checksum(corrections)
    for path in closure.files_of(run.notebook, run.edition):
        digests[f"code {path.relative_to(closure.PACKAGE).as_posix()}"] = workbook.checksum(path)
    lock = paths.project_root() / "requirements.lock"
    digests["requirements.lock"] = workbook.checksum(lock) if lock.is_file() else ""
    digests["omgeving"] = state.environment()
    return Parts(run, digests)


def _sheets(edition: str, names: Iterable[str]) -> dict[str, str]:
    """Return a digest of each sheet that these tables of an edition stand on, by how it is told."""
    found = {name: tables.table_of(edition, name) for name in names}
    return {
        f"blad {table.sheet} van {table.workbook}": tables.digest(edition, name)
        for name, table in found.items()
    }


def _told(before: dict[str, str], now: dict[str, str]) -> str:
    changed = [f"{name} is veranderd" for name in now if name in before and before[name] != now[name]]
    changed += [f"{name} is nieuw" for name in now if name not in before]
    changed += [f"{name} is weg" for name in before if name not in now]
    return _listed(changed) if changed else "gevraagd, of de uitkomst is veranderd"


def _listed(reasons: Iterable[str]) -> str:
    found = list(reasons)
    more = f", en {len(found) - _MOST} andere" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more


__all__ = ["Parts", "parts_of"]
