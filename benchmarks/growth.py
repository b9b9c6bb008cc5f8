"""Whether time grows linearly with the number of notebooks, and how much memory the builder takes.

    python benchmarks/growth.py [10 30 100 300]

Builds generated projects, without pages: one notebook that loads a workbook, makes a table and draws a
chart, as so many chapters. Prints seconds a notebook and core (bar: 1), seconds of processor time a
notebook, which do not change when others use the machine too, and the builder's own peak memory (bar:
500 MiB), which leaves out the kernels. Ends with 1 where a bar is not kept.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
EDITION = "pib-2016-2020"
CELLS = (
    'from evalbook import exhibits, tables\n\ndata = tables.load(edition, "export", "instruments")',
    "exhibits.pib_table_12_export_results(data).id",
    "exhibits.pib_own_export(data).id",
)
COMMAND = """
import resource
from evalbook import build
build.build(with_book=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def generate(folder: Path, count: int) -> None:
    """Write a project with so many chapters."""
    inputs = folder / "data" / "raw" / EDITION
    shutil.copytree(
        ROOT / "data" / "raw" / EDITION, inputs, ignore=shutil.ignore_patterns("claims.csv", "f*.csv")
    )
    made = nbformat.v4.new_notebook()
    made.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made.cells = [nbformat.v4.new_code_cell(f'edition: str = "{EDITION}"\nturn: int = 0')]
    made.cells[0].metadata["tags"] = ["parameters"]
    made.cells += [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    (folder / "notebooks").mkdir()
    nbformat.write(made, folder / "notebooks" / "een.ipynb")
    chapter = '[[chapter]]\nnotebook = "een"\npage = "p{0}"\nparameters = {{turn = {0}}}\n'
    (inputs / "edition.toml").write_text("".join(chapter.format(n) for n in range(count)), "utf-8")


def measured(count: int) -> tuple[float, float, float]:
    """Return the seconds of a cold build, those of processor time, and the builder's peak memory in MiB."""
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), count)
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "EVALBOOK_ROOT": name}
        started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", COMMAND], env=env, capture_output=True, text=True, check=True
        )
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = int(done.stdout.split()[-1])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used, peak / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> int:
    """Measure and print; return what the process ends with."""
    counts = [int(text) for text in sys.argv[1:]] or [10, 30, 100, 300]
    cores, kept = os.cpu_count() or 1, True
    print(
        f"{cores} cores\n\n| notebooks | s | s a notebook and core | processor s a notebook | memory, MiB |"
    )
    print("| --- | --- | --- | --- | --- |", flush=True)
    for count in counts:
        seconds, used, memory = measured(count)
        each = seconds * cores / count
        kept = kept and memory < 500 and (count < 30 or each <= 1)
        print(f"| {count} | {seconds:.1f} | {each:.2f} | {used / count:.2f} | {memory:.0f} |", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
