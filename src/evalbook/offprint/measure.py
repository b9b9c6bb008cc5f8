"""How wide a table must be: from the longest words in its columns, to the type and the sheet it needs.

Belongs here: that estimate, on the safe side. Not here: the layout itself, which the writers do.
"""

from __future__ import annotations

import re
from enum import Enum

from bs4 import Tag

from evalbook.offprint.page import classes_of

PORTRAIT, LANDSCAPE = 470.0, 720.0
"""Points across the text of an A4 page, upright and on its side."""

_CHARACTER = 0.56  # of the size of the type: an average letter, somewhat wide
_PADDING = 9.0  # points between two columns
_UNBROKEN = 13  # letters of a word that stay together at the least, save in a header
_AS_TEXT = 40.0  # points that a column of text needs, however short its words
_ENOUGH = 320.0  # points beyond which more text asks for no more width
_BREAK = re.compile(r"[\s\-/–]+")


class Size(Enum):
    """How a table is set; the value is its class in the style sheet."""

    NORMAL = "eb-size-normal"
    SMALL = "eb-size-small"
    LANDSCAPE = "eb-size-landscape"


POINTS = {Size.NORMAL: 9.0, Size.SMALL: 8.0, Size.LANDSCAPE: 8.5}
"""The size of the type of each setting."""


def size_of(table: Tag) -> Size:
    """Return the largest setting in which no column of a table is narrower than its words."""
    for size in (Size.NORMAL, Size.SMALL):
        if least_width(table, POINTS[size]) <= PORTRAIT:
            return size
    return Size.LANDSCAPE


def least_width(table: Tag, points: float) -> float:
    """Return the points that a table takes when each column is as narrow as its words allow."""
    return sum(_columns(table, points)[0])


def column_widths(table: Tag, points: float, whole: float) -> list[float]:
    """Return a width in points for every column, `whole` together.

    As browsers do: each column gets what its words need, and of the rest a share by how much text
    it has. Where even the words do not fit, all columns shrink alike.
    """
    least, wanted = _columns(table, points)
    spare = whole - sum(least)
    wishes = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    if spare <= 0:
        return [need * whole / sum(least) for need in least]
    if sum(wishes) <= spare:
        return [max(want, need) * whole / (sum(least) + sum(wishes)) for want, need in zip(wanted, least, strict=True)]
    return [need + spare * wish / sum(wishes) for need, wish in zip(least, wishes, strict=True)]


def _columns(table: Tag, points: float) -> tuple[list[float], list[float]]:
    """Return for every column the width that its words need, and the width of its longest text."""
    least: dict[int, float] = {}
    wanted: dict[int, float] = {}
    for row in table.find_all("tr"):
        place = 0
        for cell in row.find_all(["th", "td"], recursive=False):
            span = int(str(cell.get("colspan") or 1))
            for column in range(place, place + span):
                least.setdefault(column, _PADDING)
                wanted.setdefault(column, _PADDING)
            if span == 1:
                text = " ".join(cell.get_text().split())
                least[place] = max(least[place], _PADDING + _cell_width(cell, text, points))
                wanted[place] = max(wanted[place], _PADDING + min(len(text) * _CHARACTER * points, _ENOUGH))
            place += span
    return [least[column] for column in sorted(least)], [wanted[column] for column in sorted(wanted)]


def _cell_width(cell: Tag, text: str, points: float) -> float:
    if "eb-number" in classes_of(cell) and cell.name == "td":
        return len(text) * _CHARACTER * points
    whole = cell.parent is not None and cell.parent.parent is not None and cell.parent.parent.name == "thead"
    words = (len(word) if whole else min(len(word), _UNBROKEN) for word in _BREAK.split(text))
    width = max(words, default=0) * _CHARACTER * points
    return max(width, _AS_TEXT) if len(text) > 2 * _UNBROKEN else width
