"""A chart drawn again for the width of a phone: the same text, less room beside it.

Belongs here: making a finished figure narrower, and judging whether it can still be read. Not here: the
charts themselves, and pictures placed by hand without axes (diagrams, networks): these stay as they are.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

SMALLEST = 10  # pixels of the smallest text, however narrow the screen
_PHONES = (326, 356)  # pixels that a picture may take on a phone of 360 or 390
PADDING = 0.05  # around a saved figure, in inches
_POINTS = 72  # in an inch
_LABEL = 20  # letters on a line of a label
_LINE = 0.2  # height of a line of a label, in inches
_LEAST = 1.1  # width of the axes, in inches: below it nothing can be compared
_SLACK = 0.005  # of the width
_TRIES = 4
_MANY_YEARS = 6
_YEAR = 4  # digits


def narrowed(figure: Figure) -> bool:
    """Make a figure fit a phone and tell whether that went well; it is of no use where it did not.

    It goes well where words overlap each other, or leave their bar, no more than they did.
    """
    by_hand = figure.get_layout_engine() is not None or not all(axes.axison for axes in figure.axes)
    if by_hand or not figure.axes:
        return False
    smallest = min(float(text.get_fontsize()) for text in _texts(figure))
    rooms = [phone / SMALLEST * smallest / _POINTS for phone in _PHONES]
    if _width(figure) <= rooms[0]:
        return False
    before = _unreadable(figure)
    for axes in figure.axes:
        _rewrap(figure, axes)
        _stack_legend(axes)
    return any(_fits(figure, room) and _unreadable(figure) <= before for room in rooms)


def _fits(figure: Figure, room: float) -> bool:
    """Give a figure this width, in inches, and tell whether it could take it."""
    share = figure.subplotpars.right - figure.subplotpars.left  # of the width, that the axes have
    for _ in range(_TRIES):
        excess = _width(figure) - room
        if -4 * _SLACK <= excess / room <= 0:
            return all(_inches(figure, axes.get_window_extent().width) >= _LEAST for axes in figure.axes)
        figure.set_figwidth(max(figure.get_figwidth() - (excess + _SLACK * room) / share, _LEAST))
    return False


def _inches(figure: Figure, pixels: float) -> float:
    return pixels / figure.dpi


def _width(figure: Figure) -> float:
    return float(figure.get_tightbbox().width) + 2 * PADDING


def _texts(figure: Figure) -> list[Text]:
    from matplotlib.text import Text

    return [
        text
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip()
    ]


def _rewrap(figure: Figure, axes: Axes) -> None:
    """Give the labels of rows shorter lines, and rows the height for them; name every second year only."""
    labels = [label.get_text() for label in axes.get_yticklabels()]
    if any(len(line) > _LABEL for label in labels for line in label.splitlines()):
        lines = [textwrap.wrap(" ".join(label.split()), _LABEL, break_long_words=False) for label in labels]
        axes.set_yticks(axes.get_yticks(), ["\n".join(each) or " " for each in lines], multialignment="right")
        most = max(map(len, lines))
        bottom, top = axes.get_ylim()
        lacking = _LINE * most - _inches(figure, axes.get_window_extent().height) / abs(top - bottom)
        figure.set_figheight(figure.get_figheight() + max(0.0, lacking) * abs(top - bottom))
    years = [label.get_text() for label in axes.get_xticklabels()]
    if len(years) > _MANY_YEARS and all(year.isdigit() and len(year) == _YEAR for year in years):
        axes.set_xticks(axes.get_xticks()[::2], years[::2])


def _stack_legend(axes: Axes) -> None:
    """Put a long legend in two columns at its place."""
    legend = axes.get_legend()
    names = [text.get_text() for text in legend.get_texts()] if legend else []
    if legend and len(names) > 2:
        top = axes.transAxes.inverted().transform(legend.get_window_extent())[1][1]
        handles = [handle for handle in legend.legend_handles if handle]
        axes.legend(handles, names, loc="upper center", bbox_to_anchor=(0.4, float(top)), ncols=2)


def _unreadable(figure: Figure) -> int:
    """Return how many pairs of words overlap, plus how many white words are not wholly on a bar."""
    figure.draw_without_rendering()  # only then the words of a legend have their place
    texts = _texts(figure)
    words = _edges(texts)
    bars = _edges([patch for axes in figure.axes for patch in axes.patches])
    white = words[[text.get_color() == "#ffffff" for text in texts]]
    loose = sum(not np.any((bars[:, 0] <= word[0] + 1) & (word[2] - 1 <= bars[:, 2])) for word in white)
    return int(loose) + _overlapping(words)


def _edges(artists: Sequence[Artist]) -> np.ndarray:
    """Return left, bottom, right and top of each, in pixels."""
    return np.array([artist.get_window_extent().extents for artist in artists]).reshape(-1, 4)


def _overlapping(boxes: np.ndarray) -> int:
    """Return how many pairs of boxes share more than an edge."""
    left, bottom, right, top = boxes.T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    down = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    return int(np.count_nonzero(np.triu((across > 1) & (down > 1), 1)))
