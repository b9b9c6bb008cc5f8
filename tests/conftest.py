"""Shared fixtures: a tiny edition, with every sheet of the PIB programme, in a folder of its own.

A bad case is this edition with one cell or file changed. Its values follow from their place alone
(see `plausible`), so that a test can say by hand what a cell holds.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from evalbook import tables
from evalbook.tables.spec import Column, Table

EDITION = "pib-2030-2034"
ROWS = 3
FORMATS = {"share": "0%", "eur": '"€" #,##0', "count": "0", "year": "0", "number": "0.00"}


def plausible(table: Table, column: Column, place: int) -> Any:
    """Return the value of a column in the first, second or third row (`place` 1, 2, 3).

    Text: the header and the place. Count: the place, or 10 more for the whole of a pair. Number:
    half more than that. Share: a tenth of the place. Euro: thousands. Year: 2015 + place, or 10
    later for the end of a pair. Period: the same, with the place as month. Category: in turn.
    """
    if column.refers_to:
        other = next(found for found in tables.specification(EDITION) if found.name == column.refers_to[0])
        return plausible(other, other.column(column.refers_to[1]), place)
    if table.name == "arrows" and column.name in {"start", "end"}:
        return f"knoop {place}"
    larger = {whole for _, whole in table.not_above} | {later for later, _ in table.not_before}
    step = place + (10 if column.name in larger else 0)
    values: dict[str, Callable[[], Any]] = {
        "text": lambda: f"{column.header} {place}",
        "category": lambda: column.categories[(place - 1) % len(column.categories)],
        "count": lambda: step,
        "number": lambda: step + 0.5,
        "share": lambda: place / 10,
        "eur": lambda: step * 1000,
        "year": lambda: 2015 + step,
        "period": lambda: f"{2015 + step}-{place:02d}",
    }
    return values[column.kind]()


@dataclass(frozen=True)
class Edition:
    """The tiny edition: `folder` holds its workbooks, `root` is the project it stands in."""

    name: str
    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "data" / "raw" / self.name

    def path(self, file: str) -> Path:
        return self.folder / file

    @contextmanager
    def editing(self, workbook: str, sheet: str) -> Iterator[Worksheet]:
        """Open a sheet to change it; the workbook is saved afterwards."""
        opened = openpyxl.load_workbook(self.path(workbook))
        yield opened[sheet]
        opened.save(self.path(workbook))

    def put(self, address: str, value: Any, number_format: str | None = None) -> None:
        """Change one cell, given as `file.xlsx!Sheet!F17`, whatever type the value has."""
        workbook, sheet, place = address.split("!")
        with self.editing(workbook, sheet) as opened:
            cell = opened[place]
            cell.value = value
            if isinstance(value, str) and not value.startswith(("=", "#")):
                cell.data_type = "s"  # text stays text, also when it looks like something else
            if number_format:
                cell.number_format = number_format

    def contents(self) -> dict[str, bytes]:
        """Return every file of the project, to see that nothing was written."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def write_edition(folder: Path, specification: tuple[Table, ...]) -> None:
    """Write all workbooks of an edition and its `sources.csv` into a new folder."""
    folder.mkdir(parents=True)
    workbooks: dict[str, openpyxl.Workbook] = {}
    for table in specification:
        if table.workbook not in workbooks:
            workbooks[table.workbook] = openpyxl.Workbook()
            workbooks[table.workbook].worksheets[0].title = "leeswijzer"
        sheet = workbooks[table.workbook].create_sheet(table.sheet)
        sheet.append([column.header for column in table.columns])
        for place in range(1, ROWS + 1):
            sheet.append([plausible(table, column, place) for column in table.columns])
        for number, column in enumerate(table.columns, start=1):
            for row in range(2, ROWS + 2):
                sheet.cell(row, number).number_format = FORMATS.get(column.kind, "@")
    lines = ["file,sha256,origin,licence"]
    for name, workbook in workbooks.items():
        workbook.save(folder / name)
        lines.append(f"{name},,verzonnen voor de tests,CC0")
    (folder / "sources.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def good_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny edition, written once; tests get a copy."""
    folder = tmp_path_factory.mktemp("good") / EDITION
    write_edition(folder, tables.specification(EDITION))
    return folder


@pytest.fixture
def edition(good_edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """A copy of the tiny edition in `tmp_path`, which is the project's folder during the test."""
    made = Edition(EDITION, tmp_path)
    shutil.copytree(good_edition, made.folder)
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium for all tests that look at pages; one in each process that runs tests.

    It is never skipped: `make test` finds or installs a browser.
    """
    from playwright.sync_api import sync_playwright

    finder = Path(__file__).resolve().parents[1] / "tools" / "find-browser"
    found = subprocess.run([finder], capture_output=True, text=True, check=True).stdout.strip()
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=flags)
        yield running
        running.close()
