"""How long the book takes: cold, with nothing changed, and with one cell changed.

Works on a copy of the project in a temporary folder, so that nothing of yours is touched. Prints the
median of several rounds; the machine's own noise shows in the lowest and highest.

    python benchmarks/build_time.py [rounds]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "processed", "executed", "__pycache__", ".*_cache"
)


def build(project: Path) -> float:
    """Run the build command in a copy of the project and return its seconds."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "from evalbook.cli import app; app()", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src"), "EVALBOOK_ROOT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - started


def one_round() -> dict[str, float]:
    """Build a fresh copy, build again, change one cell, build once more."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=LEFT_OUT)
        times = {"cold": build(project), "nothing changed": build(project)}
        path = project / "data" / "raw" / "pib-2016-2020" / "export.xlsx"
        workbook = openpyxl.load_workbook(path)
        workbook["resultaten"]["C3"] = 19
        workbook.save(path)
        times["one cell changed"] = build(project)
    return times


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    results = [one_round() for _ in range(rounds)]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {rounds} rounds; seconds")
    print(f"{'build':<18}{'median':>8}{'lowest':>8}{'highest':>9}")
    for name in results[0]:
        times = [result[name] for result in results]
        print(f"{name:<18}{statistics.median(times):>8.1f}{min(times):>8.1f}{max(times):>9.1f}")


if __name__ == "__main__":
    main()
