"""Running one notebook: papermill over IPC, whole or not at all, with the cause on top when it fails.

Belongs here: execution of a single run and the cleaning of its result. Not here: which runs there
are (`chapters`) and when they are due (`graph`).
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.build import kernels, parameters
from evalbook.build.chapters import Run
from evalbook.errors import Fault, RunError
from evalbook.files import write

_TIMEOUT = 600  # seconds that one cell may take


def failed_folder() -> Path:
    """Return where half-run notebooks are kept for inspection."""
    return paths.project_root() / "_build" / "failed"


def execute(run: Run) -> None:
    """Run a notebook and put the cleaned result in its place.

    Raises InputError for wrong parameters (before a kernel starts) and RunError for a failing cell;
    the notebook as far as it came is then kept in `_build/failed/`.
    """
    import nbformat

    values = parameters.check(run.notebook, run.parameters)
    kept = failed_folder() / run.output.name
    with tempfile.TemporaryDirectory(prefix="eb-", dir="/tmp" if Path("/tmp").is_dir() else None) as folder:
        result = Path(folder) / run.output.name
        _papermill(run, values, result, Path(folder))
        notebook = nbformat.read(result, as_version=4)
    kept.unlink(missing_ok=True)
    text = nbformat.writes(_cleaned(notebook, run))
    write(run.output, text + "\n")


def _papermill(run: Run, values: dict[str, Any], result: Path, folder: Path) -> None:
    import papermill
    from nbclient.exceptions import DeadKernelError
    from traitlets.config import Config

    from evalbook.build.engine import ENGINE

    kernels.choose_provisioner()
    # IPC: no ports to clash over, and sockets that only this user can open.
    settings = Config({"KernelManager": {"transport": "ipc", "ip": str(folder / "k")}})
    try:
        papermill.execute_notebook(
            str(run.notebook),
            str(result),
            values,
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            execution_timeout=_TIMEOUT,
            shutdown_kernel="immediate",  # all it made is written; leave-taking costs half a second
            # Not `cwd`: papermill would move this whole process there, and runs share it as threads.
            resources={"metadata": {"path": str(paths.project_root())}},
            config=settings,
            extra_arguments=["--Application.log_level=50"],  # silent when it is told to stop
        )
    except papermill.PapermillExecutionError as error:
        raise RunError(_failed_cell(run, error, _keep(result, run))) from error
    except DeadKernelError as error:
        raise RunError(
            Fault(
                f"het rekenproces (de kernel) van {run.notebook.name} stopte halverwege",
                f"{run.notebook.name} (pagina {run.page}); zie {_keep(result, run)}",
                "meestal is het geheugen vol: sluit andere programma's, of bouw met --workers 1",
            )
        ) from error


def _keep(result: Path, run: Run) -> Path:
    """Keep a half-run notebook for inspection and return where."""
    kept = failed_folder() / run.output.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    if result.is_file():
        shutil.move(result, kept)
    return kept.relative_to(paths.project_root())


def _failed_cell(run: Run, error: Any, kept: Path) -> Fault:
    source = str(error.source).strip().splitlines() or [""]
    number = _number_of(run.notebook, str(error.source))
    cause = re.sub(r"\x1b\[[0-9;]*m", "", str(error.evalue)).strip()
    return Fault(
        f"cel {number} van {run.notebook.name} mislukt: {error.ename}: {cause}",
        f"{run.notebook.name} (pagina {run.page}), cel {number}: {source[0]}",
        f"bekijk het notebook tot waar het kwam: {kept}; verhelp de oorzaak en bouw opnieuw",
    )


def _number_of(notebook: Path, source: str) -> int:
    """Return which cell of the notebook as committed this is: papermill counts the one it injects."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return next((n for n, cell in enumerate(cells, 1) if "".join(cell["source"]) == source), 0)


def _cleaned(notebook: Any, run: Run) -> Any:
    """Return the executed notebook without what differs from run to run.

    Times, durations and papermill's own cell would make every run look like a change. Code is left
    out of the book's pages; the notebook itself keeps it.
    """
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    notebook.cells = [
        cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    heading_due = bool(run.heading)
    for place, cell in enumerate(notebook.cells):
        tags = [tag for tag in cell.metadata.get("tags", []) if tag != "parameters"]
        cell.metadata = {"tags": tags}
        cell.id = f"cell-{place}"
        if cell.cell_type == "code":
            cell.execution_count = None
            shown = any("data" in output for output in cell.outputs)
            cell.metadata["tags"] = [*tags, "remove-input" if shown else "remove-cell"]
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
        elif heading_due and cell.source.startswith("# "):
            cell.source = re.sub(r"\A# .*", f"# {run.heading}", cell.source)
            heading_due = False
    return notebook
