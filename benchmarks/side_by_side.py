"""The whole book, side by side in one run: our build, and Jupyter Book's own execution of the same notebooks.

    python benchmarks/side_by_side.py [--rounds 3] [--json FILE]

Both work on copies of the project. Jupyter Book gets the notebooks with each run's parameters filled in, the
same pages, theme and extensions, and the numbers that the audit wrote, so that it only executes and
builds; it makes no audit and no package, which our times include. What is measured, in turn in each round:

| ours | Jupyter Book |
| --- | --- |
| notebooks: executed and audited, no pages | `force`, less what a build with nothing to do takes |
| cold: executed, audited, packed, pages | `execute_notebooks: force`, from nothing |
| one sheet changed | with its cache, where the notebooks that read that sheet got a changed cell |
| nothing changed | with its cache, nothing changed |

Jupyter Book's cache does not look at data: after a change of a workbook it would show the old numbers.
Changing a cell of exactly the notebooks that read the sheet is what its user could do at best.

Beside the seconds on the clock stand the seconds of processor time, of the command and all it started:
where others use the machine too, only these can be compared. Each measurement is told when it is made.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import openpyxl
import yaml

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "processed", "executed", "__pycache__", ".*_cache", "node_modules"
)
SHEET = ("pib-2016-2020", "export.xlsx", "resultaten", "C3")
CASES = (
    ("notebooks", "notebooks", "execution", 4.0),
    ("cold", "cold", "force", 4.0),
    ("one sheet changed", "sheet", "sheet", 4.0),
    ("nothing changed", "nothing", "nothing", 2.0),
)


Time = tuple[float, float]
"""Seconds on the clock, and of processor time."""


def timed(command: list[str], project: Path) -> Time:
    """Run a command in a project and return its time; its output is shown when it fails."""
    env = {**os.environ, "PYTHONPATH": str(project / "src"), "EVALBOOK_ROOT": str(project)}
    started, used = time.perf_counter(), processor_seconds()
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    if done.returncode and not (project / "data" / "processed" / "numbers.json").is_file():
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - started, processor_seconds() - used


def processor_seconds() -> float:
    """Return the processor time of all commands so far, with what they started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(project: Path, *options: str) -> Time:
    """Bring the book up to date with our command."""
    return timed([sys.executable, "-c", "from evalbook.cli import app; app()", "build", *options], project)


def theirs(project: Path) -> Time:
    """Build the book with Jupyter Book's command."""
    code = "from jupyter_book.cli.main import main; main()"
    root = str(project)
    return timed([sys.executable, "-c", code, "build", root, "--path-output", root, "-q"], project)


def change_sheet(project: Path, turn: int) -> None:
    """Change one cell of one sheet, each time to another value."""
    edition, workbook, sheet, cell = SHEET
    path = project / "data" / "raw" / edition / workbook
    opened = openpyxl.load_workbook(path)
    opened[sheet][cell] = 19 + turn
    opened.save(path)


def materialise(built: Path, project: Path) -> list[Path]:
    """Lay down the project that Jupyter Book executes itself; return the notebooks that read the sheet."""
    os.environ["EVALBOOK_ROOT"] = str(built)
    from evalbook import tables
    from evalbook.build import chapters, parameters, workspace

    shutil.copytree(ROOT, project, ignore=LEFT_OUT)
    shutil.copytree(built / "data" / "processed", project / "data" / "processed")
    readers = []
    for edition in workspace.published():
        for run in chapters.chapters(edition):
            notebook = nbformat.read(run.notebook, as_version=4)
            values = parameters.check(run.notebook, run.parameters)
            fill_in(notebook, values, run.heading)
            path = project / "book" / "executed" / run.output.name
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, path)
            tables_read = [tables.table_of(edition, name) for name in run.reads]
            if SHEET[:3] in [(edition, table.workbook, table.sheet) for table in tables_read]:
                readers.append(path)
    return readers


def fill_in(notebook: nbformat.NotebookNode, values: dict[str, object], heading: str) -> None:
    """Give a notebook its parameters and its heading, and hide its code as our pages do."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "parameters" in tags:
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
        if cell.cell_type == "code":
            cell.metadata["tags"] = ["remove-input"]
        elif heading and cell.source.startswith("# "):
            cell.source = "\n".join([f"# {heading}", *cell.source.splitlines()[1:]])
            heading = ""


def execute_by(project: Path, mode: str) -> None:
    """Tell Jupyter Book how to execute: `force` or `cache`."""
    path = project / "_config.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    cache = str(project / "_build" / ".jupyter_cache")
    settings["execute"] = {"execute_notebooks": mode, "timeout": 600, "cache": cache}
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")


def change_code(notebooks: list[Path], turn: int) -> None:
    """Change a code cell without effect, so that the cache runs these notebooks again."""
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)
        cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
        cell.source += f"\n# {turn}"
        nbformat.write(notebook, path)


def one_round(turn: int) -> dict[str, Time]:
    """Measure everything once, ours and theirs in turn."""
    found: dict[str, Time] = {}

    def note(name: str, made: Time) -> None:
        found[name] = made
        print(f"{name}: {made[0]:.1f} s, processor {made[1]:.1f} s", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as name:
        bare, mine, other = Path(name) / "bare", Path(name) / "mine", Path(name) / "other"
        shutil.copytree(ROOT, bare, ignore=LEFT_OUT)
        note("ours notebooks", ours(bare, "--no-html"))
        shutil.rmtree(bare)
        shutil.copytree(ROOT, mine, ignore=LEFT_OUT)
        note("ours cold", ours(mine))
        note("ours nothing", ours(mine))
        readers = materialise(mine, other)
        execute_by(other, "force")
        note("theirs force", theirs(other))
        shutil.rmtree(other / "_build")
        execute_by(other, "cache")
        note("theirs cold with cache", theirs(other))
        note("theirs nothing", theirs(other))
        force, nothing = found["theirs force"], found["theirs nothing"]
        note("theirs execution", (force[0] - nothing[0], force[1] - nothing[1]))
        change_sheet(mine, turn)
        note("ours sheet", ours(mine))
        change_code(readers, turn)
        note("theirs sheet", theirs(other))
    return found


def table(results: list[dict[str, Time]]) -> str:
    """Return medians and the median of the ratios round by round, on the clock and by processor."""
    lines = [
        "| build | ours, s | Jupyter Book, s | times faster | ours, cpu | theirs, cpu | bar |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for label, left, right, bar in CASES:
        pairs = [(result[f"ours {left}"], result[f"theirs {right}"]) for result in results]
        clock, used = ([(mine[at], other[at]) for mine, other in pairs] for at in (0, 1))
        ratio = statistics.median(other / mine for mine, other in clock)
        medians = [
            statistics.median(column) for column in (*zip(*clock, strict=True), *zip(*used, strict=True))
        ]
        cells = [
            *(f"{each:.1f}" for each in medians[:2]),
            f"{ratio:.1f}",
            *(f"{each:.1f}" for each in medians[2:]),
        ]
        lines.append(f"| {label} | {' | '.join(cells)} | {bar:.0f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    results = [one_round(turn) for turn in range(given.rounds)]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, medians of {given.rounds} rounds\n")
    print(table(results))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
