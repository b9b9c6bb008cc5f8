"""A timeline with lanes: events under the name of their lane, each with its text beside it.

Belongs here: placing and drawing. Not here: which events there are (the workbook says), and plain
timelines with a label per row (`chart`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evalbook.exhibits.picture import INK, PALETTE, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.4
_LINE = 0.2  # height of a line of text, in inches
_GAP = 0.12  # between two events
_HEAD = 0.34  # height of the name of a lane
_LETTERS = 44  # on a line beside a mark
_MOMENT = 0.1  # in years; what lasts no longer is a dot


@dataclass(frozen=True)
class Item:
    """An event: its lane, begin and end in years (2018.0 is 1 January 2018), text and colour."""

    lane: str
    start: float
    end: float
    text: str
    colour: str = PALETTE["blue"]


def lanes(items: Sequence[Item], first: int, last: int) -> Figure:
    """Return the events from year `first` up to and including `last`, lane by lane in order of `items`."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    names = list(dict.fromkeys(item.lane for item in items))
    lines = {item: textwrap.wrap(item.text, _LETTERS) for item in items}
    height = sum(_HEAD for _ in names) + sum(_LINE * len(lines[item]) + _GAP for item in items) + 0.1
    figure: Figure
    figure, axes = plt.subplots(figsize=(WIDTH, height + 0.35))
    _draw_years(axes, first, last)
    top = 0.1
    for number, name in enumerate(names):
        begin = top
        axes.text(first + 0.06, top + _HEAD / 2, name, va="center", fontsize=10.5, fontweight="bold")
        top += _HEAD
        for item in (item for item in items if item.lane == name):
            tall = _LINE * len(lines[item]) + _GAP
            _draw(axes, item, "\n".join(lines[item]), top + tall / 2, (first + last + 1) / 2)
            top += tall
        if number % 2 == 0:
            axes.axhspan(begin, top, color=PALETTE["pale"], alpha=0.22, lw=0, zorder=0)
    axes.set_xlim(first, last + 1)
    axes.set_ylim(top + 0.05, 0.1)
    return figure


def _draw_years(axes: Axes, first: int, last: int) -> None:
    years = range(first, last + 1)
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
    axes.xaxis.tick_top()
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("left", "bottom", "top"):
        axes.spines[side].set_visible(False)
    for year in (*years, last + 1):
        axes.axvline(year, color=PALETTE["pale"], lw=0.6, zorder=0)


def _draw(axes: Axes, item: Item, text: str, at: float, middle: float) -> None:
    """Draw a dot or a bar, and its text on the side where most room is."""
    if item.end - item.start <= _MOMENT:
        place = (item.start + item.end) / 2
        axes.scatter([place], [at], s=42, color=item.colour, edgecolors="none", zorder=3)
        left, right = place - 0.1, place + 0.1
    else:
        axes.barh(at, item.end - item.start, left=item.start, height=0.13, color=item.colour, zorder=3)
        left, right = item.start - 0.07, item.end + 0.07
    if right - middle < middle - left:
        axes.text(right, at, text, va="center", ha="left", fontsize=9.5, color=INK, zorder=4)
    else:
        axes.text(left, at, text, va="center", ha="right", fontsize=9.5, color=INK, zorder=4)
