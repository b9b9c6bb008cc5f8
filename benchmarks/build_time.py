"""How long the book takes and where that time goes: cold, with nothing changed, and with one cell changed.

Works on a copy of the project in a temporary folder, so that nothing of yours is touched. Prints the
median of several rounds; the machine's own noise shows in the lowest and highest. Below it, for the
median round, when each stage began and ended, in seconds since the command was given.

    python benchmarks/build_time.py [rounds]
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "processed", "executed", "__pycache__", ".*_cache"
)
STAGES = {
    "exhibits en getallen": "numbers gathered",
    "audit": "audit",
    "boek naast de audit": "numbers compared",
    "wat is gewijzigd": "changes",
    "gegevens om mee te nemen": "package, last part",
    "boek": "pages",
}
_TOLD = re.compile(r"^ *(?P<state>bezig|klaar) +(?P<what>.+?)(?::.*|  \(\d+ s\))?$")


class Build(NamedTuple):
    """One build: its seconds, and the begin and end of each stage."""

    seconds: float
    stages: dict[str, tuple[float, float]]


def build(project: Path) -> Build:
    """Run the build command in a copy of the project and time it by what it tells."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", "from evalbook.cli import app; app()", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src"), "EVALBOOK_ROOT": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    stages: dict[str, tuple[float, float]] = {}
    said = []
    for line in process.stdout or ():
        now = time.perf_counter() - started
        said.append(line)
        if told := _TOLD.match(line.rstrip()):
            stage = STAGES.get(told["what"], "notebooks")
            stages[stage] = (stages.get(stage, (now, now))[0], now)
    # Code 1 is for a number that nobody explains: a changed cell is one. The book is built all the same.
    if process.wait() > 1 or not (project / "_build" / "state.json").is_file():
        sys.exit("".join(said))
    return Build(time.perf_counter() - started, stages)


def one_round() -> dict[str, Build]:
    """Build a fresh copy, build again, change one cell, build once more."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=LEFT_OUT)
        found = {"cold": build(project), "nothing changed": build(project)}
        path = project / "data" / "raw" / "pib-2016-2020" / "export.xlsx"
        workbook = openpyxl.load_workbook(path)
        workbook["resultaten"]["C3"] = 19
        workbook.save(path)
        found["one cell changed"] = build(project)
    return found


def main() -> None:
    """Print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    results = [one_round() for _ in range(rounds)]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {rounds} rounds; seconds")
    print(f"{'build':<20}{'median':>8}{'lowest':>8}{'highest':>9}")
    for name in results[0]:
        times = [result[name].seconds for result in results]
        print(f"{name:<20}{statistics.median_low(times):>8.1f}{min(times):>8.1f}{max(times):>9.1f}")
    for name in results[0]:
        middle = sorted((result[name] for result in results), key=lambda made: made.seconds)[
            (rounds - 1) // 2
        ]
        if middle.stages:
            print(f"\n{name}: {middle.seconds:.1f} s")
        for stage, (begin, end) in middle.stages.items():
            print(f"  {stage:<20}{begin:>7.1f} to {end:>5.1f}")


if __name__ == "__main__":
    main()
