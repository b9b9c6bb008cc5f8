"""Where a page may end: which rows of a table stay with the next, and which lines with their table.

Belongs here: that choice, for PDF and Word alike. Not here: how each of the two is told.
"""

from __future__ import annotations

from bs4 import Tag

from evalbook.offprint.page import classes_of

_SHORT = 9  # rows of a table that is not worth breaking over two pages
_TOGETHER = 2  # rows of a longer one that go together, at its begin and at its end


def is_whole(table: Tag) -> bool:
    """Return whether a table is so short that it stays on one page."""
    return len(table.find_all("tr")) <= _SHORT


def kept_rows(table: Tag) -> list[Tag]:
    """Return the rows after which no page ends: no header stands alone, and no row but a table's only one."""
    rows = table.find_all("tr")
    if is_whole(table):
        return rows[:-1]
    heads = [row for row in rows if row.parent is not None and row.parent.name == "thead"]
    first, last = len(heads) + _TOGETHER - 1, len(rows) - _TOGETHER
    return [
        row
        for number, row in enumerate(rows[:-1])
        if number < first or number >= last or "eb-group" in classes_of(row)
    ]


def leads(main: Tag) -> list[Tag]:
    """Return the paragraphs that stand alone between a heading and a table or figure, and stay with it."""
    return main.select(":is(h1, h2, h3, h4, h5, h6) + p:has(+ .eb-exhibit, + table)")
