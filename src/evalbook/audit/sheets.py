"""The input sheets for readers: every cell as it is printed, with the claims that it is or that use it.

Belongs here: the files from which the book shows the workbooks, and where on its pages a cell stands.
Not here: the pages themselves, and the workbook with live formulas (`live_workbook`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from evalbook import paths, rounding
from evalbook.audit.inputs import exact
from evalbook.audit.ledger import Audit, EditionAudit
from evalbook.audit.printed import decimals_shown
from evalbook.audit.records import cell_records
from evalbook.files import write
from evalbook.workbook import Address, Cell, Sheet, read_cells

_LETTER = re.compile(r"[A-Z]+")


def write_sheets(audit: Audit) -> list[Path]:
    """Write `data/processed/<edition>/sheets/<workbook>.json` and a copy of each workbook to download.

    Each file is written whole, and only when it differs; what belongs to no workbook any more goes.
    """
    claims = cell_records(audit)
    written: list[Path] = []
    for edition in audit.editions:
        folder = paths.processed(edition.edition)
        copies, records = folder / "downloads", folder / "sheets"
        for name in _workbooks(edition):
            record = workbook_record(edition, name, claims[edition.edition])
            written += [records / f"{Path(name).stem}.json", copies / name]
            write(written[-2], (json.dumps(record, ensure_ascii=False) + "\n").encode())
            write(written[-1], (edition.inputs.folder / name).read_bytes())
        _drop_others((copies, records), written)
    return written


def page_of_workbook(workbook: str, edition: str = "") -> str:
    """Return the page that shows a workbook (`export.xlsx`), relative to the root of the book.

    That is `invoer-export`; where editions have a workbook of one name, `invoer-<edition>-export` is the
    page of the edition for which somebody wrote it.
    """
    own = f"audit/invoer-{edition}-{Path(workbook).stem}"
    if edition and (paths.book() / f"{own}.md").is_file():
        return f"book/{own}.html"
    return f"book/audit/invoer-{Path(workbook).stem}.html"


def anchor_of_sheet(workbook: str, sheet: str) -> str:
    """Return the anchor of a sheet on the page of its workbook: `blad-export-resultaten`."""
    return f"blad-{Path(workbook).stem}-{slug(sheet)}"


def anchor_of_cell(address: Address) -> str:
    """Return the anchor of a cell on the page of its workbook: `cel-export-resultaten-C3`."""
    return f"cel-{Path(address.workbook).stem}-{slug(address.sheet)}-{address.cell}"


def slug(sheet: str) -> str:
    """Return a sheet's name as part of an anchor: `overige thema's` is `overige-themas`."""
    plain = unicodedata.normalize("NFKD", sheet.replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def workbook_record(
    edition: EditionAudit, workbook: str, claims: Mapping[str, Mapping[str, Sequence[str]]]
) -> dict[str, Any]:
    """Return what a page shows of a workbook: its sheets, each with its rows of cells.

    `claims` is what `cell_records` gives for the edition. A cell has `text` as printed, whether it is a
    `number`, and the ids of the claims that it `is` and that use it (`in`), where there are any.
    """
    path = edition.inputs.folder / workbook
    sheets = read_cells(path).sheets.values()
    return {
        "edition": edition.edition,
        "workbook": workbook,
        "page": page_of_workbook(workbook, edition.edition),
        "bytes": path.stat().st_size,
        "sheets": [_sheet_record(workbook, sheet, claims) for sheet in sheets],
    }


def _sheet_record(
    workbook: str, sheet: Sheet, claims: Mapping[str, Mapping[str, Sequence[str]]]
) -> dict[str, Any]:
    width = max((column for _, column in sheet.cells), default=0)
    letters = [_letters(Address(workbook, sheet.name, 1, column)) for column in range(1, width + 1)]
    columns = range(1, width + 1)
    rows = [
        {"row": row, "cells": [_cell_record(sheet.cell(row, column), claims) for column in columns]}
        for row in sorted({row for row, _ in sheet.cells})
    ]
    anchor = anchor_of_sheet(workbook, sheet.name)
    prefix = f"cel-{Path(workbook).stem}-{slug(sheet.name)}-"
    return {"name": sheet.name, "anchor": anchor, "cells": prefix, "columns": letters, "rows": rows}


def _cell_record(cell: Cell, claims: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Any]:
    found: dict[str, Any] = {"text": text_of(cell)}
    if _is_number(cell):
        found["number"] = True
    known = claims.get(str(cell.address), {})
    return found | {kind: list(known[kind]) for kind in ("is", "in") if known.get(kind)}


def text_of(cell: Cell) -> str:
    """Return a cell as its number format shows it, in Dutch; all digits that were typed are kept."""
    if not _is_number(cell):
        return "" if cell.value is None else str(cell.value)
    value = exact(cell.value)  # type: ignore[arg-type]  # a number, see above
    shape = cell.number_format
    decimals = decimals_shown(value, shape)
    if "%" in shape:
        return f"{_digits(value * 100, decimals - 2, shape)}%"
    text = _digits(value, decimals, shape)
    return f"€{rounding.NO_BREAK_SPACE}{text}" if "€" in shape else text


def _digits(value: Fraction, decimals: int, shape: str) -> str:
    text = rounding.number(float(value), decimals)
    return text if "," in shape else text.replace(".", "")


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool) and not cell.oddity


def _letters(address: Address) -> str:
    found = _LETTER.match(address.cell)
    return found[0] if found else ""


def _workbooks(edition: EditionAudit) -> list[str]:
    """Return the edition's workbooks in the order of its specification, those that are there."""
    names = dict.fromkeys(table.workbook for table in edition.inputs.specification.values())
    return [name for name in names if (edition.inputs.folder / name).is_file()]


def _drop_others(folders: Iterable[Path], written: Sequence[Path]) -> None:
    for folder in folders:
        for path in folder.glob("*"):
            if path not in written:
                path.unlink()
