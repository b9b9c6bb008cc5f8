"""Copies of faulty workbooks, with a comment and a colour on every faulty cell.

Belongs here: making those copies in `_build/check/<edition>/`. Not here: finding faults (`tables`). The
workbook itself is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from evalbook import paths
from evalbook.errors import Fault

_COLOUR = PatternFill("solid", fgColor="FFC7CE")
_WHERE = re.compile(
    r"(?P<workbook>[^!]+\.xls[xm])(?:!(?P<sheet>.+?))?(?:!(?P<cell>[A-Z]{1,3}\d+)|!rij (?P<row>\d+))?"
)
_WIDTH, _HEIGHT = 320, 120


def annotate(edition: str, faults: Iterable[Fault]) -> list[Path]:
    """Write a copy of each faulty workbook and return the copies; copies of what is mended go."""
    folder = paths.project_root() / "_build" / "check" / edition
    found: dict[str, list[tuple[re.Match[str], Fault]]] = {}
    for fault in faults:
        match = _WHERE.fullmatch(fault.where)
        if match and (paths.raw(edition) / match["workbook"]).is_file():
            found.setdefault(match["workbook"], []).append((match, fault))
    copies = [
        copy
        for name, places in found.items()
        if (copy := _copy(paths.raw(edition) / name, folder / name, places)) is not None
    ]
    for path in folder.glob("*.xls[xm]"):
        if path not in copies:
            path.unlink()
    return copies


def _copy(original: Path, copy: Path, places: list[tuple[re.Match[str], Fault]]) -> Path | None:
    """Write one copy; nothing where the file cannot be opened at all, which its fault says."""
    try:
        workbook = load_workbook(original)
    except (InvalidFileException, OSError, KeyError, ValueError):
        return None
    for match, fault in places:
        sheet = workbook[match["sheet"]] if match["sheet"] in workbook.sheetnames else workbook.worksheets[0]
        place = match["cell"] or f"A{match['row'] or 1}"
        _mark(sheet, place, fault, coloured=bool(match["cell"] or match["row"]))
    copy.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(copy)
    return copy


def _mark(sheet: Any, place: str, fault: Fault, *, coloured: bool) -> None:
    cell = sheet[place]
    text = f"FOUT: {fault.what}\nHerstel: {fault.mend}"
    before = cell.comment.text.strip() if getattr(cell, "comment", None) else ""
    try:
        cell.comment = Comment(f"{text}\n\n{before}".strip(), "evalbook check", _HEIGHT, _WIDTH)
    except AttributeError:  # a cell within a merged range takes no comment; its first cell does
        area = next(area for area in sheet.merged_cells.ranges if place in area)
        _mark(sheet, area.start_cell.coordinate, fault, coloured=coloured)
        return
    if coloured:
        cell.fill = _COLOUR
