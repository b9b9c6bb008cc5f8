"""Diagrams drawn from nodes and arrows: columns of boxes from left to right.

Belongs here: placing and drawing. Not here: which nodes there are (the workbook says).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evalbook.exhibits.picture import INK, MUTED, PALETTE, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINE = 0.185  # height of a line of text in a box
_GAP = 0.22  # between two boxes of a column
_LETTERS = 16  # per line of a box
_WIDTH = 1.46  # of a box
_STEP = 1.86  # from one column to the next


@dataclass(frozen=True)
class Node:
    """A box: its id, its column (1 is the leftmost), its place in the column, its text."""

    id: str
    level: int
    rank: int
    text: str


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


def diagram(nodes: Sequence[Node], arrows: Sequence[tuple[str, str]], level_names: dict[int, str]) -> Figure:
    """Return boxes in columns under their level's name, with an arrow for each pair of ids."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    levels = sorted({node.level for node in nodes})
    boxes, height = _placed(nodes, levels)
    figure: Figure
    figure, axes = plt.subplots(figsize=(_STEP * len(levels), height + 0.75))
    for start, end in arrows:
        _draw_arrow(axes, boxes[start], boxes[end])
    for node in nodes:
        _draw_box(axes, boxes[node.id], PALETTE["blue"])
    for place, level in enumerate(levels):
        axes.text(
            place * _STEP + _WIDTH / 2,
            height + 0.28,
            "\n".join(textwrap.wrap(level_names[level], 18)),
            ha="center",
            va="bottom",
            fontsize=9.5,
            fontweight="bold",
            color=INK,
        )
    axes.set_xlim(-0.05, _STEP * len(levels) - (_STEP - _WIDTH) + 0.05)
    axes.set_ylim(-0.05, height + 0.75)
    axes.axis("off")
    return figure


def _placed(nodes: Sequence[Node], levels: Sequence[int]) -> tuple[dict[str, _Box], float]:
    """Return each node's box, columns centred on the highest one, and that height."""
    columns: dict[int, list[tuple[Node, tuple[str, ...], float]]] = {}
    for level in levels:
        column = []
        for node in sorted((node for node in nodes if node.level == level), key=lambda node: node.rank):
            lines = tuple(textwrap.wrap(node.text, _LETTERS, break_long_words=False))
            column.append((node, lines, _LINE * len(lines) + 0.16))
        columns[level] = column
    heights = {level: sum(item[2] + _GAP for item in column) - _GAP for level, column in columns.items()}
    tallest = max(heights.values())
    boxes = {}
    for place, level in enumerate(levels):
        spread = (tallest - heights[level]) / (len(columns[level]) + 1)
        top = tallest - spread
        for node, lines, height in columns[level]:
            boxes[node.id] = _Box(place * _STEP, top - height, _WIDTH, height, lines)
            top -= height + _GAP + spread
    return boxes, tallest


def _draw_box(axes: Axes, box: _Box, colour: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    axes.add_patch(
        FancyBboxPatch(
            (box.x, box.y),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor="none",
            edgecolor=colour,
            linewidth=1.2,
            zorder=2,
        )
    )
    middle = box.y + box.height / 2
    for index, line in enumerate(box.lines):
        offset = ((len(box.lines) - 1) / 2 - index) * _LINE
        axes.text(
            box.x + box.width / 2,
            middle + offset,
            line,
            ha="center",
            va="center",
            fontsize=8.8,
            color=INK,
            zorder=3,
        )


def _draw_arrow(axes: Axes, start: _Box, end: _Box) -> None:
    from matplotlib.patches import FancyArrowPatch

    axes.add_patch(
        FancyArrowPatch(
            (start.x + start.width, start.y + start.height / 2),
            (end.x, end.y + end.height / 2),
            arrowstyle="-|>",
            mutation_scale=8,
            linewidth=0.9,
            color=MUTED,
            shrinkA=1,
            shrinkB=1,
            connectionstyle="arc3,rad=0",
            zorder=1,
        )
    )
