"""Registers of claims and findings for tests: written with only what a test is about."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

CLAIM = {
    "id": "a",
    "line": "1",
    "place": "2.1",
    "label": "iets",
    "printed": "3",
    "value": "3",
    "unit": "aantal",
    "expression": "",
    "note": "niet te herrekenen",
}
FINDING = {
    "id": "bevinding",
    "kind": "contradiction",
    "title": "wat er is",
    "claims": "a",
    "explanation": "uitleg",
    "suggestion": "voorstel",
    "marked_by": "verdict",
}


def write_claims(edition: Any, *claims: dict[str, str]) -> None:
    """Write claims.csv of an edition; what a claim does not say is as in `CLAIM`."""
    _write(edition.path("claims.csv"), list(CLAIM), [CLAIM | claim for claim in claims])


def write_findings(edition: Any, *findings: dict[str, str]) -> None:
    """Write findings.csv of an edition; what a finding does not say is as in `FINDING`."""
    _write(edition.path("findings.csv"), list(FINDING), [FINDING | finding for finding in findings])


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
