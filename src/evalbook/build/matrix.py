"""Many editions and scenarios in one go: one task each, on this machine or on a Dask cluster.

Belongs here: reading the matrix, running it through pytask on Dask, and the table of all outcomes. Not
here: what a scenario is (`scenarios`) and building one edition (`build`).

A scenario that is complete is never run again: pytask skips it in the next call, and a worker that is
handed it a second time, because the one that finished it was lost with its answer, finds it complete.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from evalbook import paths
from evalbook.build import graph, scenarios, state
from evalbook.build.scenarios import Scenario
from evalbook.errors import EvalbookError, Fault, RunError
from evalbook.files import write

COLUMNS = (
    "scenario",
    "edition",
    "key",
    "label",
    "text",
    "value",
    "unit",
    "published_text",
    "published_value",
)
_one_at_a_time = Lock()
"""A project's root is a variable of the process, so a worker with more threads runs one after another."""


def run(path: Path, *, cluster: str | None, workers: int, progress: Callable[[str, str], None]) -> Path:
    """Run every scenario of a matrix that is due, and return the table of all their numbers.

    `cluster` is the address of a Dask scheduler; without it, `workers` processes are started here.

    Raises InputError (nothing was run) or RunError with every scenario that failed.
    """
    import pytask
    from pytask_parallel import ParallelBackend

    found = scenarios.read(path)
    inputs = state.inputs()
    settings = graph.settings_file("matrix")
    pytask.console.quiet = True
    with _client(cluster, workers) as client:
        session = pytask.build(
            tasks=[_task(pytask, scenario, inputs) for scenario in found],
            config=settings,
            paths=settings.parent,
            capture="no",
            verbose=0,
            show_traceback=False,
            n_workers=max(1, sum(client.nthreads().values())),
            parallel_backend=ParallelBackend.DASK,
        )
    graph.raise_failures(session)
    progress("klaar", f"{len(found)} scenario's")
    return _table(path, found)


@contextmanager
def _client(address: str | None, workers: int) -> Iterator[Any]:
    """Connect to a cluster, or to one that lives on this machine only, for as long as the matrix takes."""
    import distributed

    if address is not None:
        try:
            client = distributed.Client(address, timeout=20)
        except OSError as error:
            mend = "kijk of de scheduler draait en of het adres klopt, zoals tcp://127.0.0.1:8786"
            raise RunError(Fault("het cluster antwoordt niet", address, mend)) from error
        with client:
            yield client
        return
    local = distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with local, distributed.Client(local) as client:
        yield client


def _task(pytask: Any, scenario: Scenario, inputs: str) -> Any:
    """Return the task of one scenario; it is sent to a worker, so it holds plain values only."""
    root, given = str(paths.project_root()), scenario.as_dict()

    def task_scenario(given: Any, inputs: Any, produces: Path) -> None:
        from evalbook.build import matrix

        matrix.execute(root, given, inputs, produces)

    return pytask.task(
        name=f"scenario {scenario.name}",
        kwargs={
            "given": pytask.PythonNode(name=f"{scenario.name}: scenario", value=json.dumps(given), hash=True),
            "inputs": pytask.PythonNode(name=f"{scenario.name}: inputs", value=inputs, hash=True),
            "produces": outcome(scenario.name),
        },
    )(task_scenario)


def outcome(name: str) -> Path:
    """Return the file with all numbers of one scenario, written when it is complete."""
    return paths.workspace(name) / "outcome.json"


def execute(root: str, given: str, inputs: str, result: Path) -> None:
    """Build one scenario in its workspace and write its numbers; on a worker, which may be another process.

    Raises RunError with the faults as text: they travel back to who asked.
    """
    from evalbook.build import build, kernels, workspace

    with _one_at_a_time:
        if result.is_file() and json.loads(result.read_text("utf-8"))["inputs"] == f"{inputs} {given}":
            return
        os.environ["EVALBOOK_ROOT"] = root
        kernels.keep_warm()
        scenario = Scenario.from_dict(json.loads(given))
        try:
            book = workspace.create(scenario.name, raw=scenarios.lay_down(scenario))
            with book.entered():
                build(list(book.editions), workers=1, with_book=False)
                numbers = json.loads((paths.processed() / "numbers.json").read_text("utf-8"))
        except EvalbookError as error:
            raise RunError(
                Fault(fault.what, f"{scenario.name}: {fault.where}", fault.mend) for fault in error.faults
            ) from error
        kept = {
            key: {name: number[name] for name in ("label", "text", "value", "unit")}
            for key, number in numbers.items()
        }
        content = {"inputs": f"{inputs} {given}", "numbers": kept}
        write(result, json.dumps(content, ensure_ascii=False, indent=1))


def _table(path: Path, found: list[Scenario]) -> Path:
    """Write the numbers of all scenarios, beside those of the published book where they are there too."""
    published = paths.processed() / "numbers.json"
    base = json.loads(published.read_text("utf-8")) if published.is_file() else {}
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for scenario in found:
        for key, number in json.loads(outcome(scenario.name).read_text("utf-8"))["numbers"].items():
            of_book = base.get(key, {})
            writer.writerow(
                {"scenario": scenario.name, "edition": scenario.edition, "key": key}
                | number
                | {"published_text": of_book.get("text"), "published_value": of_book.get("value")}
            )
    table = paths.project_root() / "_build" / "matrix" / f"{path.stem}.csv"
    write(table, buffer.getvalue())
    return table
