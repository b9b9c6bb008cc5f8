"""Charts of an analysis: a Lorenz curve, ranges with their middle, estimates by year.

Belongs here: drawing values that somebody else calculated, on axes with numbers in Dutch. Not here: any
value, and the charts of the published reports (`chart`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evalbook.exhibits.chart import wrapped
from evalbook.exhibits.picture import INK, MUTED, PALETTE, STYLE, tell
from evalbook.rounding import number, text_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 7.4


def _canvas(height: float, width: float = _WIDTH) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    figure: Figure
    figure, axes = plt.subplots(figsize=(width, height))
    return figure, axes


def lorenz(points: Sequence[tuple[float, float]], *, across: str, up: str) -> Figure:
    """Return a Lorenz curve against the line of equal shares; both axes run from 0 to 100%."""
    figure, axes = _canvas(4.6, 5.6)
    axes.plot([0, 1], [0, 1], color=MUTED, lw=1, ls=(0, (4, 3)), label="alle even groot")
    horizontal, vertical = zip(*points, strict=True)
    axes.fill_between(horizontal, vertical, horizontal, color=PALETTE["pale"], alpha=0.5, lw=0)
    axes.plot(horizontal, vertical, color=PALETTE["blue"], lw=2.2, label="zoals gemeld")
    steps = [0, 0.25, 0.5, 0.75, 1]
    axes.set_xticks(steps, [text_of(step, "aandeel") for step in steps])
    axes.set_yticks(steps, [text_of(step, "aandeel") for step in steps])
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=across, ylabel=up)
    axes.legend(loc="upper left")
    return figure


def ranges(
    labels: Sequence[str], bounds: Sequence[tuple[float, float, float]], texts: Sequence[str], *, axis: str
) -> Figure:
    """Return one line a label from low to high, with a dot at its middle and its text above it.

    `bounds` are (low, middle, high); where all three are one value only the dot is seen. The axis begins near
    the lowest: these are ranges, not amounts to be compared by their length from 0.
    """
    from matplotlib.ticker import MaxNLocator

    figure, axes = _canvas(0.66 * len(labels) + 0.8)
    for place, (label, (low, middle, high), text) in enumerate(zip(labels, bounds, texts, strict=True)):
        axes.axhline(place, color=PALETTE["pale"], lw=0.6, zorder=0)
        axes.plot(
            [low, high], [place, place], color=PALETTE["blue"], lw=6, alpha=0.45, solid_capstyle="round"
        )
        dot = axes.scatter([middle], [place], s=72, color=PALETTE["blue"], edgecolors="none", zorder=3)
        tell(dot, f"{label}: {text}")
        axes.text((low + high) / 2, place - 0.2, text, ha="center", va="bottom", color=INK)
    lowest, highest = min(low for low, _, _ in bounds), max(high for _, _, high in bounds)
    room = 0.4 * (highest - lowest) or 0.5 * abs(highest) or 1.0
    axes.set_xlim(lowest - room, highest + room)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_xticks(ticks := axes.get_xticks()[1:-1], [number(tick, 0) for tick in ticks])
    axes.set_yticks(range(len(labels)), wrapped(labels), multialignment="right")
    axes.set_ylim(len(labels) - 0.6, -0.75)
    axes.set_xlabel(axis)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def estimates(
    years: Sequence[int], bounds: Sequence[tuple[float, float, float]], *, across: str, up: str
) -> Figure:
    """Return estimates by year, (low, value, high), around a line at 0."""
    figure, axes = _canvas(3.8)
    axes.axhline(0, color=MUTED, lw=1)
    axes.axvline(-0.5, color=MUTED, lw=1, ls=(0, (4, 3)))
    for year, (low, value, high) in zip(years, bounds, strict=True):
        axes.plot([year, year], [low, high], color=PALETTE["blue"], lw=2)
        axes.plot([year], [value], "o", color=PALETTE["blue"], ms=7)
    axes.set_xticks(list(years), [f"{year:+d}" if year else "0" for year in years])
    ticks = axes.get_yticks()
    axes.set_yticks(ticks, [number(tick, 2) for tick in ticks])
    axes.set(xlabel=across, ylabel=up)
    return figure
