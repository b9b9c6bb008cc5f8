"""The charts of the book: bars, stacked bars, a heat map, a timeline.

Belongs here: drawing values that somebody else calculated. Not here: any value. Axis numbers and
labels come in as Dutch text, so that prose, tables and charts read alike.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evalbook.exhibits.picture import INK, PALETTE, PAPER, STYLE, ink_on, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.4
_MOST_YEARS = 11  # that fit side by side under a timeline
_LABEL = 34  # letters on a line of a label


def _canvas(height: float) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    figure, axes = plt.subplots(figsize=(WIDTH, height))
    return figure, axes


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    colours: Sequence[str] | None = None,
    axis: str = "",
) -> Figure:
    """Return horizontal bars, first label on top, each with its text at the end."""
    import seaborn as sns

    names = wrapped(labels)
    tallest = max((name.count("\n") + 1 for name in names), default=1)
    figure, axes = _canvas(max(0.42, 0.2 * tallest) * len(labels) + 0.9)
    palette = list(colours) if colours else [PALETTE["blue"]] * len(labels)
    sns.barplot(
        x=list(values), y=names, hue=names, palette=palette, legend=False, ax=axes, width=0.68, saturation=1
    )
    drawn: Any = axes.patches
    for bar in drawn:
        place = round(bar.get_y() + bar.get_height() / 2)
        tell(bar, f"{labels[place]}: {texts[place]}")
    widest = max([abs(value) for value in values] or [1.0])
    for position, (value, text) in enumerate(zip(values, texts, strict=True)):
        axes.text(value + widest * 0.012, position, text, va="center", ha="left", color=INK)
    axes.set_xlim(0, widest * 1.16)
    _bare_axis(axes, axis)
    return figure


def grouped_columns(
    groups: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    texts: Mapping[str, Sequence[str]],
    *,
    axis: str = "",
) -> Figure:
    """Return columns side by side within each group; a value of None leaves its place open."""
    figure, axes = _canvas(3.5)
    width = 0.8 / len(series)
    colours = [PALETTE[name] for name in ("blue", "orange", "green", "purple")]
    for index, (name, values) in enumerate(series.items()):
        places = [place + (index - (len(series) - 1) / 2) * width for place in range(len(groups))]
        heights = [0.0 if value is None else value for value in values]
        drawn = axes.bar(places, heights, width * 0.92, label=name, color=colours[index])
        for bar, group, text in zip(drawn, groups, texts[name], strict=True):
            tell(bar, f"{name}, {group}: {text}" if len(series) > 1 else f"{group}: {text}")
        for place, height, text in zip(places, heights, texts[name], strict=True):
            axes.text(place, height, text, ha="center", va="bottom", fontsize=10, color=INK)
    axes.set_xticks(range(len(groups)), groups)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_ylabel(axis)
    axes.margins(y=0.14)
    if len(series) > 1:
        lines = max((group.count("\n") for group in groups), default=0)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1 - 0.07 * lines), ncols=len(series))
    return figure


def stacked(
    labels: Sequence[str],
    parts: Mapping[str, Sequence[float]],
    colours: Mapping[str, str],
    *,
    texts: Mapping[str, Sequence[str]],
    axis: str = "",
    share: bool = False,
    ends: Sequence[str] = (),
) -> Figure:
    """Return horizontal stacked bars; with `share` each bar is drawn to its full hundred percent.

    `ends` are texts behind the bars, one a bar, such as their totals.
    """
    figure, axes = _canvas(0.44 * len(labels) + 1.15)
    totals = [sum(values[row] for values in parts.values()) for row in range(len(labels))]
    left = [0.0] * len(labels)
    for name, values in parts.items():
        widths = [
            value / total if share and total else value for value, total in zip(values, totals, strict=True)
        ]
        drawn = axes.barh(
            range(len(labels)),
            widths,
            left=left,
            color=colours[name],
            label=name,
            height=0.66,
            edgecolor=PAPER,
            linewidth=1.2,
        )
        for row, (start, width) in enumerate(zip(left, widths, strict=True)):
            if width:
                told = f"{name}: {texts[name][row]}"
                tell(drawn[row], f"{labels[row]}, {told}" if len(labels) > 1 else told)
                axes.text(
                    start + width / 2,
                    row,
                    texts[name][row],
                    ha="center",
                    va="center",
                    color=ink_on(colours[name]),
                    fontsize=10,
                    fontweight="bold",
                )
        left = [start + width for start, width in zip(left, widths, strict=True)]
    for row, (end, text) in enumerate(zip(left, ends, strict=bool(ends))):
        axes.text(end + max(left) * 0.012, row, text, va="center", ha="left", color=INK)
    if ends:
        axes.set_xlim(0, max(left) * 1.16)
    axes.set_yticks(range(len(labels)), wrapped(labels), multialignment="right")
    axes.invert_yaxis()
    _bare_axis(axes, axis)
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.42, -0.02 - 0.25 / len(labels)), ncols=min(len(parts), 4)
    )
    return figure


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    texts: Sequence[Sequence[str]],
) -> Figure:
    """Return a table of shaded cells with their text; darker is more, and None is left without a shade."""
    import seaborn as sns
    from matplotlib.colors import Normalize, to_hex
    from matplotlib.patches import Rectangle

    figure, axes = _canvas(0.36 * len(rows) + 1.1)
    cells: Any = [[math.nan if value is None else value for value in row] for row in values]
    colours = sns.light_palette(PALETTE["blue"], as_cmap=True)
    known = [value for row in values for value in row if value is not None] or [0.0]
    lowest, highest = min(known), max(known)
    # Just short of the palette's own blue, which is lighter on a dark page: its white text is not.
    shade = Normalize(lowest, highest + 0.02 * (highest - lowest or 1.0))
    sns.heatmap(cells, cmap=colours, norm=shade, cbar=False, linewidths=2, linecolor="white", ax=axes)
    for row, line in enumerate(texts):
        for place, text in enumerate(line):
            value = values[row][place]
            colour = INK if value is None else ink_on(to_hex(colours(float(shade(value)))))
            axes.text(place + 0.5, row + 0.5, text, ha="center", va="center", color=colour)
            square = axes.add_patch(Rectangle((place, row), 1, 1, facecolor="none", edgecolor="none"))
            tell(square, f"{rows[row]}, {columns[place].lower()}: {text}")
    axes.set_xticks([place + 0.5 for place in range(len(columns))], columns)
    axes.set_yticks(
        [place + 0.5 for place in range(len(rows))], wrapped(rows), rotation=0, multialignment="right"
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    return figure


@dataclass(frozen=True)
class Span:
    """A stretch of time on a row of a timeline, in years (2018.0 is 1 January 2018).

    `text` is written in it; `told` is said of it on hover and by keyboard, after the row's label.
    """

    row: int
    start: float
    end: float
    colour: str
    text: str = ""
    told: str = ""


@dataclass(frozen=True)
class Mark:
    """A moment on a row of a timeline."""

    row: int
    at: float
    text: str = ""
    told: str = ""


def timeline(
    labels: Sequence[str],
    spans: Sequence[Span],
    marks: Sequence[Mark],
    *,
    shade: tuple[float, float, str] | None = None,
) -> Figure:
    """Return rows of time; `shade` is a period (start, end, name) behind all rows."""
    figure, axes = _canvas(0.42 * len(labels) + 1.0)
    if shade:
        start, end, name = shade
        axes.axvspan(start, end, color=PALETTE["pale"], alpha=0.45, lw=0)
        axes.text((start + end) / 2, -0.85, name, ha="center", va="bottom", fontsize=10, color=INK)
    for span in spans:
        (drawn,) = axes.barh(span.row, span.end - span.start, left=span.start, height=0.52, color=span.colour)
        tell(drawn, _told(labels, span))
        if span.text:
            axes.text(
                span.start + 0.06, span.row, span.text, va="center", color=ink_on(span.colour), fontsize=9.5
            )
    for mark in marks:
        dot = axes.scatter(
            [mark.at], [mark.row], s=34, zorder=3, color=PALETTE["orange"], edgecolors=PAPER, linewidths=0.8
        )
        tell(dot, _told(labels, mark))
    for mark in marks:
        if mark.text:
            axes.text(mark.at + 0.08, mark.row, mark.text, va="center", fontsize=9.5, color=INK)
    axes.set_yticks(range(len(labels)), wrapped(labels), multialignment="right")
    axes.set_ylim(len(labels) - 0.4, -1.0)
    years = [span.start for span in spans] + [span.end for span in spans] + [mark.at for mark in marks]
    first, last = int(min(years)), int(max(years) + 0.999)
    axes.set_xlim(first, last)
    step = -(-(last - first) // _MOST_YEARS)  # every year, or every second where they would not fit
    ticks = range(first, last, step)
    axes.set_xticks([year + 0.5 for year in ticks], [str(year) for year in ticks])
    for year in range(first, last + 1):
        axes.axvline(year, color=PALETTE["pale"], lw=0.6, zorder=0)
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    return figure


def _told(labels: Sequence[str], item: Span | Mark) -> str:
    return f"{labels[item.row]}: {item.told or item.text}".removesuffix(": ")


def wrapped(labels: Sequence[str]) -> list[str]:
    """Return the labels of rows in lines, none of them empty."""
    return ["\n".join(textwrap.wrap(label, _LABEL)) or " " for label in labels]


def _bare_axis(axes: Axes, label: str) -> None:
    axes.set_xticks([])
    axes.set_xlabel(label)
    axes.set_ylabel("")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
