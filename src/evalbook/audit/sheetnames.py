"""Names of the sheets of `audit.xlsx`: one for every input sheet, and three of our own.

Belongs here: names that Excel accepts, all different. Not here: what is on a sheet (`live_workbook`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evalbook.tables.spec import Table

README, CLAIMS, FINDINGS = "leeswijzer", "claims", "bevindingen"

MOST_CHARACTERS = 31

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def sheet_names(specifications: Mapping[str, Iterable[Table]]) -> Mapping[tuple[str, str, str], str]:
    """Return the name of the sheet that holds an input sheet, by (edition, workbook, sheet).

    The name is `<workbook>_<sheet>`, cut where Excel asks for it; where two would be the same, also
    when only capitals differ, the later one gets a number.
    """
    taken = {README.casefold(), CLAIMS.casefold(), FINDINGS.casefold()}
    names: dict[tuple[str, str, str], str] = {}
    for edition, specification in specifications.items():
        for table in specification:
            key = (edition, table.workbook, table.sheet)
            if key not in names:
                names[key] = _free(f"{table.workbook.rpartition('.')[0]}_{table.sheet}", taken)
                taken.add(names[key].casefold())
    return names


def quoted(sheet: str) -> str:
    """Return a sheet's name as it stands in a formula."""
    return "'" + sheet.replace("'", "''") + "'"


def _free(wanted: str, taken: set[str]) -> str:
    # An apostrophe may not begin or end a name; anywhere else it may stand, doubled in formulas.
    name = _FORBIDDEN.sub("-", wanted)[:MOST_CHARACTERS].strip("' ")
    number = 2
    while name.casefold() in taken:
        ending = f"~{number}"
        name = _FORBIDDEN.sub("-", wanted)[: MOST_CHARACTERS - len(ending)].strip("' ") + ending
        number += 1
    return name
