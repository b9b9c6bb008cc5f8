"""Pictures of who sits where: three columns with lines, and a matrix of dots.

Belongs here: placing and drawing names and ties. Not here: which ties there are (the measures say).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evalbook.exhibits.picture import INK, MUTED, PALETTE, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 8.9
_STEP = 0.34  # between two names of a column, in inches
_COLUMNS = (2.25, 4.3, 6.35)  # where the lines meet left, middle and right
_MIDDLE = 1.13  # half the width of a name in the middle
_SWEEPS = 8


def three_columns(
    left: Sequence[str],
    middle: Sequence[str],
    right: Sequence[str],
    ties: Sequence[tuple[str, str]],
    headings: tuple[str, str, str],
    colours: Mapping[str, str],
) -> Figure:
    """Return names in three columns, with a line from each name in the middle to those it is tied to.

    `ties` are (name in the middle, name left or right). Names are put in the order in which lines cross
    little; the same input gives the same order. `colours` are the colours of lines by outer name.
    """
    columns = _untangled([list(left), list(middle), list(right)], ties)
    tallest = max(len(column) for column in columns)
    figure, axes = _canvas(_WIDTH, _STEP * tallest + 0.75)
    places: dict[str, tuple[int, float]] = {}
    for number, column in enumerate(columns):
        gap = tallest / len(column)
        for place, name in enumerate(column):
            places[name] = number, -(place + 0.5) * gap * _STEP
    for centre, outer in ties:
        _draw_tie(axes, places[centre], places[outer], colours.get(outer, PALETTE["grey"]))
    for name, (number, height) in places.items():
        _draw_name(axes, name, number, height)
    for number, heading in enumerate(headings):
        axes.text(
            _COLUMNS[number] + (-0.12, 0, 0.12)[number],
            0.32,
            heading,
            ha=("right", "center", "left")[number],
            fontsize=10.5,
            fontweight="bold",
            color=INK,
        )
    axes.set_ylim(-_STEP * tallest - 0.05, 0.62)
    return figure


def dot_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    dots: Mapping[tuple[int, int], bool],
    groups: Sequence[tuple[str, int]] = (),
) -> Figure:
    """Return a matrix with a dot for each (row, column) in `dots`: full where True, open where False.

    `groups` are headings above rows, each with the number of its first row.
    """
    starts = {first: name for name, first in groups}
    heights, at = [], 0.0
    for row in range(len(rows)):
        at += 1.0 if row in starts else 0.0
        heights.append(at + 0.5)
        at += 1.0
    figure, axes = _canvas(7.6, 0.29 * at + 1.5)
    for row, height in enumerate(heights):
        axes.axhline(height, color=PALETTE["pale"], lw=0.5, zorder=0)
        axes.text(-0.6, height, rows[row], ha="right", va="center", fontsize=10, color=INK)
        if row in starts:
            axes.text(-0.6, height - 1, starts[row], ha="right", va="center", fontsize=10, fontweight="bold")
    for column, name in enumerate(columns):
        axes.text(column - 0.12, -0.35, name, rotation=55, ha="left", va="bottom", fontsize=10, color=INK)
    full = [(column, heights[row]) for (row, column), whole in dots.items() if whole]
    open_ = [(column, heights[row]) for (row, column), whole in dots.items() if not whole]
    for points, face in ((full, PALETTE["blue"]), (open_, "none")):
        if points:
            across, down = zip(*points, strict=True)
            axes.scatter(across, down, s=62, facecolors=face, edgecolors=PALETTE["blue"], linewidths=1.4)
    axes.set_xlim(-0.6, len(columns) + 1.2)
    axes.set_ylim(at, -0.4)
    return figure


def _untangled(columns: list[list[str]], ties: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the columns with each name near the names it is tied to: sorted by their mean place."""
    near: dict[str, list[str]] = {}
    for one, other in ties:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for _ in range(_SWEEPS):
        for number in (1, 0, 2):
            places = {name: (n + 0.5) / len(column) for column in columns for n, name in enumerate(column)}
            means = {
                name: _mean([places[other] for other in near.get(name, [name])]) for name in columns[number]
            }
            columns[number] = sorted(columns[number], key=means.__getitem__)
    return columns


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    figure, axes = plt.subplots(figsize=(width, height))
    axes.set_xlim(0, width)
    axes.axis("off")
    return figure, axes


def _draw_tie(axes: Axes, centre: tuple[int, float], outer: tuple[int, float], colour: str) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    side = -1 if outer[0] == 0 else 1
    start = _COLUMNS[1] + side * _MIDDLE, centre[1]
    end = _COLUMNS[outer[0]], outer[1]
    bend = (start[0] + end[0]) / 2
    curve = Path(
        [start, (bend, start[1]), (bend, end[1]), end], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    )
    axes.add_patch(PathPatch(curve, facecolor="none", edgecolor=colour, linewidth=1.3, alpha=0.85, zorder=1))


def _draw_name(axes: Axes, name: str, number: int, height: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    if number == 1:
        axes.add_patch(
            FancyBboxPatch(
                (_COLUMNS[1] - _MIDDLE, height - 0.13),
                2 * _MIDDLE,
                0.26,
                boxstyle="round,pad=0,rounding_size=0.06",
                facecolor="none",
                edgecolor=MUTED,
                linewidth=1.0,
            )
        )
        axes.text(_COLUMNS[1], height, name, ha="center", va="center", fontsize=9.5, color=INK)
        return
    side, align = (-0.12, "right") if number == 0 else (0.12, "left")
    axes.scatter([_COLUMNS[number]], [height], s=22, color=MUTED, zorder=2)
    axes.text(_COLUMNS[number] + side, height, name, ha=align, va="center", fontsize=10, color=INK)
