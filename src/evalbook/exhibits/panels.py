"""Small charts side by side: one measure each, over the same periods.

Belongs here: drawing series that have units of their own and may have open places. Not here: any
value, and charts of one measure (`chart`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evalbook.exhibits.chart import WIDTH
from evalbook.exhibits.picture import INK, MUTED, PALETTE, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLUMNS = 2
_HEIGHT = 1.75  # of a panel, in inches
_TITLE = 46  # letters on a line of a panel's title


@dataclass(frozen=True)
class Panel:
    """One measure: a value and a text for each period; without a value the text stands in its place."""

    title: str
    values: Sequence[float | None]
    texts: Sequence[str]
    colour: str = PALETTE["blue"]


def panels(periods: Sequence[str], parts: Sequence[Panel]) -> Figure:
    """Return one small column chart for each part, in rows of two."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams.update(STYLE)
    across = min(_COLUMNS, len(parts))
    down = -(-len(parts) // across)
    figure: Figure
    figure, grid = plt.subplots(
        down, across, figsize=(WIDTH, _HEIGHT * down + 0.2), squeeze=False, layout="constrained"
    )
    places = [axes for line in grid for axes in line]
    for axes, part in zip(places, parts, strict=False):
        _draw(axes, periods, part)
    for axes in places[len(parts) :]:
        axes.axis("off")
    return figure


def _draw(axes: Axes, periods: Sequence[str], part: Panel) -> None:
    heights = [value or 0.0 for value in part.values]
    axes.bar(range(len(periods)), heights, 0.62, color=part.colour)
    for place, (value, text) in enumerate(zip(part.values, part.texts, strict=True)):
        colour, size = (MUTED, 9.0) if value is None else (INK, 10.0)
        axes.text(place, value or 0.0, text, ha="center", va="bottom", fontsize=size, color=colour)
    axes.set_title("\n".join(textwrap.wrap(part.title, _TITLE)), loc="left", fontsize=10)
    axes.set_xticks(range(len(periods)), periods)
    axes.set_xlim(-0.6, len(periods) - 0.4)
    axes.set_ylim(0, (max(heights) or 1.0) * 1.22)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
