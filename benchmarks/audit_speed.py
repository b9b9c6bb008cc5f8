"""How long an audit takes after imports, and how much memory: medians beside the bars that they must keep.

    python benchmarks/audit_speed.py [--runs 5] [--claims 100000]

Measured are the audit and the diagnosis of all registers present (bar: 2 s together), and the audit of
a register of generated claims (bar: 30 s and 1 GiB). The generated register is the largest one present,
repeated under other ids until it has so many claims; it is written into a folder of its own that is
removed afterwards. Each run is a process of its own, so that nothing is cached. Ends with 1 where a bar
is not kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PRESENT_SECONDS = 2.0
GENERATED_SECONDS = 30.0
GENERATED_BYTES = 2**30

_CLAIM = re.compile(r'claim\("([^"]+)"\)')


def measured(root: Path | None, *, diagnosis: bool) -> dict[str, float]:
    """Return the seconds and the bytes of one audit, in this process; imports are not counted."""
    from evalbook import audit
    from evalbook.audit import checks
    from evalbook.audit.checks.facts import Facts
    from evalbook.audit.diagnosis import diagnose

    if root is not None:
        os.environ["EVALBOOK_ROOT"] = str(root)
    start = time.perf_counter()
    found = audit.audit()
    audited = time.perf_counter()
    for edition in found.editions if diagnosis else ():
        facts = Facts.of((each.claim for each in edition.judged), edition.inputs)
        diagnose(facts, checks.relations(facts, checks.declared_for(edition.edition)))
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "claims": sum(len(edition.judged) for edition in found.editions),
        "audit": audited - start,
        "diagnosis": end - audited,
        "bytes": peak if sys.platform == "darwin" else peak * 1024,
    }


def generated(source: Path, folder: Path, claims: int) -> None:
    """Write a project with one edition, whose register repeats that of `source` up to so many claims."""
    edition = folder / "data" / "raw" / source.name
    shutil.copytree(source, edition, ignore=shutil.ignore_patterns("*.csv"))
    shutil.copy(source / "sources.csv", edition)
    (folder / "_config.yml").write_text("title: benchmark\n", encoding="utf-8")
    with (source / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (edition / "claims.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(repeated(rows, claims))


def repeated(rows: list[dict[str, str]], claims: int) -> Iterator[dict[str, str]]:
    """Yield lines of a register, over and over under other ids; claims keep to those of their own round."""
    for number in range(claims):
        turn, row = f"r{number // len(rows)}", rows[number % len(rows)]
        if number - number % len(rows) + len(rows) > claims and _CLAIM.search(row["expression"]):
            row = {**row, "expression": ""}  # in the last round the claim that it names may be cut off
        expression = _CLAIM.sub(rf'claim("{turn}.\1")', row["expression"])
        yield {**row, "id": f"{turn}.{row['id']}", "expression": expression}


def runs(count: int, *arguments: str) -> list[dict[str, float]]:
    """Return the measurements of so many runs, each in a process of its own."""
    command = [sys.executable, __file__, "--once", *arguments]
    outputs = (subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(count))
    return [json.loads(output.stdout) for output in outputs]


def median(found: list[dict[str, float]], *names: str) -> float:
    """Return the median over runs of the sum of some measurements."""
    return statistics.median(sum(run[name] for name in names) for run in found)


def main() -> int:
    """Measure and print; return what the process ends with."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, default=None, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        print(json.dumps(measured(given.root, diagnosis=given.root is None)))
        return 0
    from evalbook import paths

    present = runs(given.runs)
    seconds = median(present, "audit", "diagnosis")
    kept = seconds <= PRESENT_SECONDS
    print(f"present registers, {present[0]['claims']:.0f} claims, median of {given.runs} runs:")
    print(f"  audit {median(present, 'audit'):.2f} s, diagnosis {median(present, 'diagnosis'):.2f} s")
    print(f"  together {seconds:.2f} s; bar {PRESENT_SECONDS:.0f} s: {'kept' if kept else 'NOT KEPT'}")
    registers = sorted(paths.raw("").glob("*/claims.csv"), key=lambda path: path.stat().st_size)
    with tempfile.TemporaryDirectory() as name:
        generated(registers[-1].parent, Path(name), given.claims)
        found = runs(max(1, given.runs // 2), "--root", name)
    seconds, peak = median(found, "audit"), median(found, "bytes")
    within = seconds <= GENERATED_SECONDS and peak <= GENERATED_BYTES
    print(f"generated register, {found[0]['claims']:.0f} claims, median of {len(found)} runs:")
    print(
        f"  audit {seconds:.1f} s; bar {GENERATED_SECONDS:.0f} s; peak {peak / 2**20:.0f} MiB; bar 1024 MiB:"
    )
    print(f"  {'kept' if within else 'NOT KEPT'}")
    return 0 if kept and within else 1


if __name__ == "__main__":
    sys.exit(main())
