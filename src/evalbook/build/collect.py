"""From the runs to what the book and others read: the list of exhibits and all their numbers.

Belongs here: gathering what the notebooks published. Not here: judging it (`audit`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.build.chapters import Run
from evalbook.errors import Fault, RunError
from evalbook.files import write

LEDGER = "ledger.json"
"""All numbers of the book as the notebooks calculated them, before the audit judges them."""

EXHIBIT_COLUMNS = ("id", "edition", "kind", "number", "title", "basis", "notebook", "page", "data")


def published_by(run: Run) -> list[str]:
    """Return the ids of the exhibits on a run's page, in order; empty when it has not run."""
    if not run.output.is_file():
        return []
    cells = json.loads(run.output.read_text("utf-8"))["cells"]
    return [
        output["metadata"]["evalbook"]["exhibit"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "evalbook" in output.get("metadata", {})
    ]


def missing_files(run: Run) -> list[Path]:
    """Return the files that a run published and that are gone: the run is then due again."""
    folder = paths.exhibits(run.edition)
    names = [f"{exhibit}{ending}" for exhibit in published_by(run) for ending in (".csv", ".html", ".json")]
    return [folder / name for name in names if not (folder / name).is_file()]


def collect(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Write exhibits.csv and the ledger of all numbers; drop files of exhibits that are no more."""
    runs = list(runs)
    records = [(run, record) for run in runs for record in _records(run)]
    _refuse_twins(records)
    rows = [_row(run, record) for run, record in records]
    numbers: dict[str, Any] = {}
    for run, record in records:
        href = f"book/executed/{run.page}.html#{record['id']}"
        for key, number in record["numbers"].items():
            added = number | {"exhibit": record["id"], "edition": run.edition, "href": href}
            _refuse_clash(key, numbers.setdefault(key, added), added)
    write(paths.processed() / "exhibits.csv", _csv(rows))
    write(paths.processed() / LEDGER, json.dumps(dict(sorted(numbers.items())), ensure_ascii=False, indent=1))
    _drop_stale(runs, {record["id"] for _, record in records})
    return rows


def _refuse_clash(key: str, known: dict[str, Any], added: dict[str, Any]) -> None:
    """Refuse one key in two editions: the text could not say which number it means."""
    if known["edition"] != added["edition"]:
        raise RunError(
            Fault(
                f"de sleutel '{key}' hoort bij een getal van meer dan één editie",
                f"{known['exhibit']} ({known['edition']}) en {added['exhibit']} ({added['edition']})",
                "geef de sleutels van één van beide een eigen begin, zoals pps_",
            )
        )


def _records(run: Run) -> Iterator[dict[str, Any]]:
    for exhibit in published_by(run):
        yield json.loads((paths.exhibits(run.edition) / f"{exhibit}.json").read_text("utf-8"))


def _row(run: Run, record: dict[str, Any]) -> dict[str, Any]:
    data = paths.exhibits(run.edition) / record["data"]
    known = {key: record[key] for key in ("id", "edition", "kind", "number", "title", "basis")}
    return {
        **known,
        "notebook": run.notebook.name,
        "page": f"book/executed/{run.page}.html#{record['id']}",
        "data": data.relative_to(paths.project_root()).as_posix(),
    }


def _refuse_twins(records: list[tuple[Run, dict[str, Any]]]) -> None:
    places: dict[str, list[str]] = {}
    for run, record in records:
        places.setdefault(record["id"], []).append(run.page)
    faults = [
        Fault(
            f"exhibit {exhibit} staat op meer dan één pagina",
            ", ".join(pages),
            "laat het op één pagina staan; verwijs er elders naar",
        )
        for exhibit, pages in places.items()
        if len(pages) > 1
    ]
    if faults:
        raise RunError(faults)


def _csv(rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, EXHIBIT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _drop_stale(runs: list[Run], current: set[str]) -> None:
    for edition in {run.edition for run in runs}:
        for path in paths.exhibits(edition).glob("*"):
            if re.sub(r"\.\w+$", "", path.name) not in current:
                path.unlink()
