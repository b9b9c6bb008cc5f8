"""Diagrams drawn from nodes and arrows: columns of boxes from left to right, or rows from the top.

Belongs here: placing and drawing. Not here: which nodes there are (the workbook says).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from evalbook.exhibits.picture import INK, MUTED, PALETTE, PAPER, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINE = 0.185  # height of a line of text in a box
_GAP = 0.22  # between two boxes of a column
_LETTERS = 16  # per line of a box
_WIDTH = 1.46  # of a box
_STEP = 1.86  # from one column to the next
_HEAD = 0.75  # room for the names of the levels above a band of columns
_BANDS = 8.4  # width of a diagram in bands
_ACROSS = 8.2  # width of a diagram in rows
_MANY = 5  # boxes in a row stand closer to each other from here on
_SWEEPS = 6  # over all rows, until the order of boxes no longer changes much
_ROW_GAP = 0.42  # between two rows


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


def diagram(
    nodes: Sequence[Node],
    arrows: Sequence[tuple[str, str]],
    level_names: Mapping[int, str],
    *,
    bands: Sequence[Sequence[int]] = (),
    colours: Mapping[str, str] | None = None,
) -> Figure:
    """Return boxes in columns under their level's name, with an arrow for each pair of ids.

    `bands` are the levels that stand side by side, band under band; without it all stand in one band.
    `colours` are the colours of boxes by id, where they are not blue.
    """
    levels = sorted({node.level for node in nodes})
    shown = [list(band) for band in bands] or [levels]
    across = _BANDS if bands else _STEP * len(levels) - (_STEP - _WIDTH)
    boxes: dict[str, _Box] = {}
    heads: list[tuple[float, float, str]] = []
    bottom = 0.0
    for band in reversed(shown):
        width = (across - (_STEP - _WIDTH) * (len(band) - 1)) / len(band)
        step = width + _STEP - _WIDTH
        placed, height = _placed([node for node in nodes if node.level in band], band, width)
        boxes |= {name: replace(box, y=box.y + bottom) for name, box in placed.items()}
        for place, level in enumerate(band):
            heads.append((place * step + width / 2, bottom + height + 0.28, level_names[level]))
        bottom += height + _HEAD + 0.2
    figure, axes = _canvas(across + 0.1, bottom - 0.15)
    _draw(axes, boxes, arrows, colours or {})
    for x, y, name in heads:
        text = "\n".join(textwrap.wrap(name, 18))
        axes.text(x, y, text, ha="center", va="bottom", fontsize=9.5, fontweight="bold", color=INK)
    return figure


def rows_diagram(
    nodes: Sequence[Node],
    arrows: Sequence[tuple[str, str]],
    *,
    colours: Mapping[str, str] | None = None,
) -> Figure:
    """Return boxes in rows from top to bottom, each level a row: who stands above whom."""
    boxes: dict[str, _Box] = {}
    top = 0.0
    for row in _untangled(nodes, arrows):
        step = _ACROSS / len(row)
        width = min(step - (0.3 if len(row) < _MANY else 0.12), 2.3)
        texts = [_lines(node.text, int(width / 0.095)) for node in row]
        height = _LINE * max(len(lines) for lines in texts) + 0.18
        for place, (node, lines) in enumerate(zip(row, texts, strict=True)):
            left = step * (place + 0.5) - width / 2
            boxes[node.id] = _Box(left, top - height, width, height, lines)
        top -= height + _ROW_GAP
    lowest = top + _ROW_GAP
    boxes = {name: replace(box, y=box.y - lowest) for name, box in boxes.items()}
    figure, axes = _canvas(_ACROSS, -lowest + 0.1)
    _draw(axes, boxes, arrows, colours or {}, down=True)
    return figure


def _untangled(nodes: Sequence[Node], arrows: Sequence[tuple[str, str]]) -> list[list[Node]]:
    """Return the rows with each box near the boxes it is tied to, so that fewer arrows cross.

    The usual sweep: from the order given, down and up, sort each row by the mean place of neighbours.
    """
    ties: dict[str, list[str]] = {node.id: [] for node in nodes}
    for start, end in arrows:
        ties[start].append(end)
        ties[end].append(start)
    levels = sorted({node.level for node in nodes})
    rows = [sorted((n for n in nodes if n.level == level), key=lambda node: node.rank) for level in levels]
    places = _places(rows)
    for _ in range(_SWEEPS):
        for number, row in enumerate(rows):
            means = {
                node.id: fmean([places[name] for name in ties[node.id]] or [places[node.id]]) for node in row
            }
            rows[number] = sorted(row, key=lambda node, means=means: means[node.id])  # type: ignore[misc]
            places = _places(rows)
    return rows


def _places(rows: Sequence[Sequence[Node]]) -> dict[str, float]:
    """Return how far across each box stands, from 0 to 1."""
    return {node.id: (place + 0.5) / len(row) for row in rows for place, node in enumerate(row)}


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    figure, axes = plt.subplots(figsize=(width, height))
    axes.set_xlim(-0.05, width - 0.05)
    axes.set_ylim(-0.05, height - 0.05)
    axes.axis("off")
    return figure, axes


def _draw(
    axes: Axes,
    boxes: Mapping[str, _Box],
    arrows: Sequence[tuple[str, str]],
    colours: Mapping[str, str],
    *,
    down: bool = False,
) -> None:
    for start, end in arrows:
        _draw_arrow(axes, boxes[start], boxes[end], down=down)
    for name, box in boxes.items():
        _draw_box(axes, box, colours.get(name, PALETTE["blue"]))


def _placed(nodes: Sequence[Node], levels: Sequence[int], width: float) -> tuple[dict[str, _Box], float]:
    """Return each node's box, columns centred on the highest one, and that height."""
    letters = int(_LETTERS * width / _WIDTH)
    columns: dict[int, list[tuple[Node, tuple[str, ...], float]]] = {}
    for level in levels:
        column = []
        for node in sorted((node for node in nodes if node.level == level), key=lambda node: node.rank):
            lines = _lines(node.text, letters)
            column.append((node, lines, _LINE * len(lines) + 0.16))
        columns[level] = column
    heights = {level: sum(item[2] + _GAP for item in column) - _GAP for level, column in columns.items()}
    tallest = max(heights.values())
    boxes = {}
    for place, level in enumerate(levels):
        spread = (tallest - heights[level]) / (len(columns[level]) + 1)
        top = tallest - spread
        for node, lines, height in columns[level]:
            boxes[node.id] = _Box(place * (width + _STEP - _WIDTH), top - height, width, height, lines)
            top -= height + _GAP + spread
    return boxes, tallest


def _lines(text: str, letters: int) -> tuple[str, ...]:
    """Return a text in lines; a long Dutch compound breaks after its first part on -ings."""
    words = [
        re.sub(r"(\w{6,}ings)(\w{5,})", r"\1- \2", word) if len(word) > letters else word
        for word in text.split()
    ]
    return tuple(textwrap.wrap(" ".join(words), letters, break_long_words=False))


def _draw_box(axes: Axes, box: _Box, colour: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    axes.add_patch(
        FancyBboxPatch(
            (box.x, box.y),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=PAPER,
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


def _draw_arrow(axes: Axes, start: _Box, end: _Box, *, down: bool) -> None:
    from matplotlib.patches import FancyArrowPatch

    begin, finish = _ends(start, end, down=down)
    axes.add_patch(
        FancyArrowPatch(
            begin,
            finish,
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


def _ends(start: _Box, end: _Box, *, down: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where an arrow leaves a box and where it comes in: at the sides that face each other."""
    if not down:
        return (start.x + start.width, start.y + start.height / 2), (end.x, end.y + end.height / 2)
    middle, other = start.x + start.width / 2, end.x + end.width / 2
    if start.y + start.height == end.y + end.height:  # beside each other
        height = start.y + min(start.height, end.height) / 2
        if middle < other:
            return (start.x + start.width, height), (end.x, height)
        return (start.x, height), (end.x + end.width, height)
    if start.y > end.y:
        return (middle, start.y), (other, end.y + end.height)
    return (middle, start.y + start.height), (other, end.y)
