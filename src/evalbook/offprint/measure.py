"""How wide a table must be: from the longest words in its columns, to the type and the sheet it needs.

Belongs here: that sum, on the safe side. Not here: the layout itself, which the writers do.
"""

from __future__ import annotations

import re
from enum import Enum

from bs4 import Tag

from evalbook.offprint.page import classes_of
from evalbook.offprint.typeface import width_of

PORTRAIT, LANDSCAPE = 470.0, 715.0
"""Points across the text of an A4 page, upright and on its side."""

ADDRESS = ".xlsx!"
"""Stands in the address of a cell, in which a hyphen would be read as part of it."""

_PADDING = 9.2  # points between two columns: twice the 1,6 mm of the style sheet, and a little more
_EDGE = 4.7  # points beside the first column, which has room on one side only
_UNBROKEN = 13  # letters of a word that stay together at the least, save in a header
_LONGEST = 22  # signs of anything else, such as an address, that stay together
_ONE_LINE = 18  # signs of a number that stay on one line
_AS_TEXT = 54.0  # points that a column of text needs, however short its words
_BREAK = re.compile(r"(?:[ /–]|-(?!\d))+")  # not the space within `5 m²`, nor the hyphen within `2016-2020`
_AROUND = ".,;:()‘’“”"  # what may stand around a word
_SPACES = re.compile(r"[ \t\n\r]+")


class Size(Enum):
    """How a table is set; the value is its class in the style sheet."""

    NORMAL = "eb-size-normal"
    SMALL = "eb-size-small"
    LANDSCAPE = "eb-size-landscape"


POINTS = {Size.NORMAL: 8.5, Size.SMALL: 7.8, Size.LANDSCAPE: 7.8}
"""The size of the type of each setting."""

WIDTHS = {Size.NORMAL: PORTRAIT, Size.SMALL: PORTRAIT, Size.LANDSCAPE: LANDSCAPE}
"""The points across the text of the sheet of each setting."""


def size_of(table: Tag) -> Size:
    """Return the largest setting in which the columns of a table are as wide as their words."""
    for size in (Size.NORMAL, Size.SMALL):
        if least_width(table, POINTS[size]) <= WIDTHS[size]:
            return size
    return Size.LANDSCAPE


def turned(table: Tag) -> Tag | None:
    """Return what lies on its side with a table: its chapter if it is all about it, else its exhibit."""
    chapter = table.find_parent(class_="eb-chapter")
    if chapter is not None and len(chapter.find_all("table")) == 1:
        return chapter
    return table.find_parent(class_="eb-exhibit")


def is_short(cell: Tag) -> bool:
    """Return whether a cell holds a number that stays on one line."""
    return (
        cell.name == "td" and "eb-number" in classes_of(cell) and len(cell.get_text(strip=True)) <= _ONE_LINE
    )


def least_width(table: Tag, points: float) -> float:
    """Return the points that a table takes when each column is as narrow as its words allow."""
    return sum(_columns(table, points)[0])


def column_widths(table: Tag, points: float, whole: float) -> list[float]:
    """Return a width in points for every column, `whole` together.

    Each column gets at least what its words need; what is left goes to those with most text, such
    that rows stay low. Where even the words do not fit, all columns shrink alike.
    """
    least, longest, weights = _columns(table, points)
    if sum(least) >= whole:
        return [need * whole / sum(least) for need in least]
    if sum(longest) <= whole:
        return [width * whole / sum(longest) for width in longest]
    widths, free = list(least), set(range(len(least)))
    while free:
        room = whole - sum(widths[column] for column in range(len(widths)) if column not in free)
        share = room / sum(weights[column] for column in free)
        narrow = {column for column in free if share * weights[column] < least[column]}
        if not narrow:
            for column in free:
                widths[column] = share * weights[column]
            break
        free -= narrow
    return widths


def _columns(table: Tag, points: float) -> tuple[list[float], list[float], list[float]]:
    """Return for every column the width its words need, that of its longest text, and its weight."""
    least: dict[int, float] = {}
    longest: dict[int, float] = {}
    squares: dict[int, float] = {}
    for row in table.find_all("tr"):
        place, head = 0, row.parent is not None and row.parent.name == "thead"
        bold = head or "eb-total" in classes_of(row)
        for cell in row.find_all(["th", "td"], recursive=False):
            span = int(str(cell.get("colspan") or 1))
            for column in range(place, place + span):
                for kept in (least, longest):
                    kept.setdefault(column, _PADDING)
                squares.setdefault(column, 1.0)
            if span == 1:
                text = _SPACES.sub(" ", cell.get_text()).strip(" ")
                beside = _PADDING if place else _EDGE
                need = beside + _cell_width(cell, text, points, bold=bold, whole=head)
                least[place] = max(least[place], need)
                longest[place] = max(longest[place], need, beside + width_of(text, points, bold=bold))
                squares[place] += len(text) ** 2
            place += span
    order = sorted(least)
    # The sum of the squared numbers of lines is least for widths in proportion to these cube roots.
    return (
        [least[at] for at in order],
        [longest[at] for at in order],
        [squares[at] ** (1 / 3) for at in order],
    )


def _cell_width(cell: Tag, text: str, points: float, *, bold: bool, whole: bool) -> float:
    """Return the width that the words of a cell need; those of a header stay `whole`."""
    if is_short(cell):
        return width_of(text, points, bold=bold)
    words = (
        word[: _UNBROKEN if word.strip(_AROUND).isalpha() and not whole else _LONGEST]
        for word in _BREAK.split(text)
    )
    width = max(width_of(word, points, bold=bold) for word in words)
    return max(width, _AS_TEXT) if len(text) > 2 * _UNBROKEN else width
