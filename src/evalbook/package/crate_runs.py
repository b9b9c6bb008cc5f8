"""What was run on what: the whole build, and every chapter in it, as actions of the RO-Crate.

Belongs here: actions and what goes in and out of them. Not here: the files themselves (`crate`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rocrate.model.contextentity import ContextEntity

from evalbook import paths
from evalbook.package.crate_contents import WORKFLOW, Contents

_DONE = "http://schema.org/CompletedActionStatus"


def add_runs(made: Any, held: Contents, build: dict[str, Any], *, agent: str) -> None:
    """Add the run of the whole and of each chapter, and the parameters of the workflow."""
    shared = {"agent": {"@id": agent}, "endTime": build["time"].replace("Z", "+00:00"), "actionStatus": _DONE}
    workbooks = [path for path in held.inputs if path.suffix == ".xlsx"]
    _add_parameter(made, held, "#invoer", "Invoer: werkmappen en registers", held.inputs)
    _add_parameter(made, held, "#uitkomst", "Uitkomst: hoofdstukken, tabellen en controle", held.results)
    runs = [
        ContextEntity(
            made,
            "#bouw",
            properties={
                "@type": "CreateAction",
                "name": "De bouw van het boek",
                "description": f"evalbook build op {build['environment']['system']}",
                "instrument": {"@id": WORKFLOW},
                "object": references(held, held.inputs),
                "result": references(held, (*held.chapters, *held.results)),
                **shared,
            },
        )
    ]
    for chapter in held.chapters:
        runs += _run_of(made, held, chapter, workbooks, shared)
    for run in runs:
        made.add(run)
        made.root_dataset.append_to("mentions", run)


def _run_of(
    made: Any, held: Contents, chapter: Path, workbooks: list[Path], shared: dict[str, Any]
) -> list[Any]:
    """Return the run of one chapter: its notebook on the workbooks that its exhibits rest on."""
    rows = [row for row in _listed() if Path(row["page"].partition("#")[0]).stem == chapter.stem]
    notebooks = {row["notebook"] for row in rows}
    if not notebooks:
        return []
    data = [held.root / row["data"] for row in rows]
    records = [json.loads(path.with_suffix(".json").read_text("utf-8")) for path in data]
    used = {
        (record["edition"], cell.partition("!")[0]) for record in records for cell in record.get("cells", ())
    }
    read = [path for path in workbooks if (path.parent.name, path.name) in used]
    properties: dict[str, Any] = {
        "@type": "CreateAction",
        "name": f"Hoofdstuk {chapter.stem}",
        "description": "Een notebook, uitgevoerd met papermill als deel van de bouw",
        "instrument": references(held, (paths.notebooks() / name for name in sorted(notebooks))),
        "result": references(held, [chapter, *data]),
        **({"object": references(held, read)} if read else {}),
        **shared,
    }
    return [ContextEntity(made, f"#run-{chapter.stem}", properties=properties)]


def _add_parameter(made: Any, held: Contents, name: str, title: str, files: Iterable[Path]) -> None:
    """Add a parameter of the workflow, and say of each file that it is one of its values."""
    files = list(files)
    made.add(
        ContextEntity(
            made,
            name,
            properties={
                "@type": "FormalParameter",
                "name": title,
                "additionalType": "File",
                "conformsTo": {"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
                "workExample": references(held, files),
            },
        )
    )
    for path in files:
        made.get(held.name(path))["exampleOfWork"] = {"@id": name}


def _listed() -> list[dict[str, str]]:
    with (paths.processed() / "exhibits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def references(held: Contents, files: Iterable[Path]) -> list[dict[str, str]] | dict[str, str]:
    """Return references to files; a single one stands by itself, as RO-Crate asks."""
    found = [{"@id": held.name(path)} for path in files]
    return found[0] if len(found) == 1 else found
