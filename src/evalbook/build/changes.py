"""What changed between two runs or editions: every number that moved, with its cause.

Belongs here: the snapshot of a run, the comparison of two, and the file that the page ‘Wat is
gewijzigd’ shows. Not here: building (`graph`) and rebuilding to compare (`verify`).

A number has three possible causes to move: a cell that it is calculated from, our code, and the
environment. Each run writes down all three (`origins.json`), so that two runs can be told apart
without building either again.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evalbook import paths, workbook
from evalbook.build import closure, state
from evalbook.build.chapters import Run
from evalbook.errors import Fault, InputError
from evalbook.files import write

ORIGINS = "origins.json"
CHANGES = "changes.json"
_NONE = "(leeg)"
_RANGE = re.compile(r"(?P<first>.+![A-Z]+\d+):[A-Z]+(?P<last>\d+)( \(\d+ rijen\))?")
"""The address of rows of one column of a register, as `measures.register` writes it."""


@dataclass(frozen=True)
class Move:
    """One number that moved; `old` and `new` are as printed, None where it is not there."""

    key: str
    label: str
    exhibit: str
    href: str
    old: str | None
    new: str | None
    old_value: Any
    new_value: Any
    causes: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as a line of text."""
        old, new = self.old or "was er niet", self.new or "is er niet meer"
        if old == new:
            old, new = f"{old} ({self.old_value})", f"{new} ({self.new_value})"
        return f"{self.key} ({self.label}): {old} → {new}; {'; '.join(self.causes)}"


def released_file() -> Path:
    """Return the committed snapshot of the numbers as they were last released."""
    return paths.project_root() / "data" / "released" / "numbers.json"


def write_origins(runs: Iterable[Run]) -> None:
    """Write what the numbers of this run come from, and what moved since the last release."""
    runs = list(runs)
    numbers = json.loads((paths.processed() / "numbers.json").read_text("utf-8"))
    places = _places(paths.processed())
    used: dict[str, set[str]] = {}
    for number in numbers.values():
        used.setdefault(places[number["exhibit"]][0], set()).update(number["sources"])
    origins = {
        "cells": {edition: _cells(edition, addresses) for edition, addresses in sorted(used.items())},
        "code": {run.notebook.name: _code(run) for run in runs},
        "packages": state.packages(),
    }
    write(paths.processed() / ORIGINS, json.dumps(origins, ensure_ascii=False, indent=1))
    old = released_file()
    moves = None if not old.is_file() else compare(json.loads(old.read_text("utf-8")), snapshot())
    told = {"released": moves is not None, "moves": [asdict(move) for move in moves or []]}
    write(paths.processed() / CHANGES, json.dumps(told, ensure_ascii=False, indent=1))


def snapshot(folder: Path | None = None) -> dict[str, Any]:
    """Return every number of a run with what it comes from; `folder` is its `data/processed`.

    Raises
    ------
    InputError
        Where no complete run stands there.
    """
    folder = folder or paths.processed()
    try:
        numbers = json.loads((folder / "numbers.json").read_text("utf-8"))
        origins = json.loads((folder / ORIGINS).read_text("utf-8"))
        places = _places(folder)
    except OSError as error:
        mend = "bouw eerst met: evalbook build, of noem een map data/processed van een eerdere bouw"
        raise InputError(Fault(f"{Path(error.filename or '').name} ontbreekt", str(folder), mend)) from error
    found = {}
    for key, number in numbers.items():
        edition, notebook = places[number["exhibit"]]
        cells = origins["cells"][edition]
        kept = {name: number[name] for name in ("text", "value", "label", "exhibit", "href")}
        found[key] = kept | {
            "cells": {address: cells.get(address) for address in number["sources"]},
            "notebook": notebook,
        }
    return {"numbers": found, "code": origins["code"], "packages": origins["packages"]}


def release() -> Path:
    """Record the numbers of the last build as released: what later builds are compared with."""
    write(released_file(), json.dumps(snapshot(), ensure_ascii=False, indent=1) + "\n")
    return released_file()


def located(text: str) -> dict[str, Any]:
    """Return the snapshot that a user means: a folder of a run, a project, an edition, or a file."""
    path = Path(text)
    if path.is_file():
        return dict(json.loads(path.read_text("utf-8")))
    candidates = [path, path / "data" / "processed", paths.workspace(text) / "data" / "processed"]
    for folder in candidates:
        if (folder / "numbers.json").is_file():
            return snapshot(folder)
    mend = "noem een map data/processed, een projectmap, of een editie die met evalbook build is gebouwd"
    raise InputError(Fault("hier staan geen getallen van een bouw", text, mend))


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Move]:
    """Return every number of which value or text differs between two snapshots, in order of the new."""
    before, after = old["numbers"], new["numbers"]
    keys = [*after, *(key for key in before if key not in after)]
    return [
        _move(key, before.get(key), after.get(key), old, new)
        for key in keys
        if _seen(before.get(key)) != _seen(after.get(key))
    ]


def _seen(number: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if number is None else (number["text"], number["value"])


def _move(key: str, was: Any, now: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> Move:
    known = now or was
    return Move(
        key,
        known["label"],
        known["exhibit"],
        known["href"],
        was and was["text"],
        now and now["text"],
        was and was["value"],
        now and now["value"],
        tuple(_causes(was, now, old, new)),
    )


def _causes(was: Any, now: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return why a number moved: its cells; without those, the code; without that, the environment."""
    cells_then, cells_now = (number["cells"] if number else {} for number in (was, now))
    causes = [
        f"cel {address}: {_shown(cells_then[address])} → {_shown(cells_now[address])}"
        for address in cells_now
        if address in cells_then and cells_then[address] != cells_now[address]
    ]
    code = _code_changes(was, now, old, new)
    if code and not causes:
        causes.append(f"programma: {', '.join(code)}")
    if not causes and old["packages"] != new["packages"]:
        causes.append(f"omgeving: {_packages(old['packages'], new['packages'])}")
    if not causes and cells_then.keys() != cells_now.keys():
        causes.append("invoer: andere rijen of cellen tellen mee")
    return causes or ["oorzaak niet gevonden: vergelijk parameters en correcties"]


def _code_changes(was: Any, now: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    then = old["code"].get(was["notebook"], {}) if was else {}
    present = new["code"].get(now["notebook"], {}) if now else {}
    return sorted(name for name in {*then, *present} if then.get(name) != present.get(name))


def _packages(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    return ", ".join(f"{name} {then.get(name, '-')} → {now.get(name, '-')}" for name in changed)


def _shown(value: Any) -> str:
    return _NONE if value is None else str(value)


def _places(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the edition and the notebook of each exhibit."""
    with (folder / "exhibits.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: (row["edition"], row["notebook"]) for row in csv.DictReader(stream)}


def _cells(edition: str, addresses: Iterable[str]) -> dict[str, Any]:
    """Return the value at each address; of a range of a register, a mark of all its values together."""
    folder = paths.raw(edition)
    return {address: _value_at(folder, address) for address in sorted(addresses)}


def _value_at(folder: Path, address: str) -> Any:
    file = address.partition("!")[0]
    if file.endswith(".parquet"):
        return f"kenmerk {workbook.checksum(folder / file)[:8]}"
    span = _RANGE.fullmatch(address)
    first = workbook.Address.parse(span["first"] if span else address)
    cells = workbook.read_cells(folder / first.workbook)
    if span is None:
        value = cells.cell(first).value
        return value if isinstance(value, (int, float, str)) else _text(value)
    sheet = cells.sheet(first.sheet)
    values = [sheet.cell(row, first.column).value for row in range(first.row, int(span["last"]) + 1)]
    return f"kenmerk {hashlib.sha256(repr(values).encode()).hexdigest()[:8]}"


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _code(run: Run) -> dict[str, str]:
    """Return a short digest of the notebook and of each file of ours that decides what it gives."""
    files = closure.files_of(run.notebook, run.edition)
    found = {f"notebooks/{run.notebook.name}": workbook.checksum(run.notebook)[:16]}
    return found | {
        path.relative_to(closure.PACKAGE).as_posix(): workbook.checksum(path)[:16] for path in files
    }
