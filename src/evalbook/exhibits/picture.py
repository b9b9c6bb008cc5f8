"""From a matplotlib figure to an SVG that belongs in the book.

Belongs here: what every picture shares: fonts, colours that follow light and dark, alt text, stable
ids. Not here: what is drawn (`chart`, `diagram`).
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING

from evalbook.exhibits.narrow import PADDING, SMALLEST, narrowed

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

INK = "#1b1b1c"
MUTED = "#6b6c6d"
PAPER = "#fefffd"  # the page behind: between two colours that touch, and under a box
PALETTE = {
    "blue": "#1f5f94",
    "orange": "#d07d2b",
    "green": "#45a37b",
    "red": "#8c2742",
    "purple": "#a78bce",
    "grey": "#828689",
    "sand": "#e0cd8f",
    "pale": "#c9ced4",
}
"""One colour for one meaning across the book. Each pair differs in hue or in lightness, also with colour
blindness and in print without colour; the book's style sheet shifts each for dark by `--eb-<name>`."""

REALISATION_COLOURS = {
    "ja": PALETTE["green"],
    "grotendeels": PALETTE["sand"],
    "deels": PALETTE["orange"],
    "nee": PALETTE["red"],
    "n.v.t.": PALETTE["grey"],
    "niet vermeld": PALETTE["pale"],
}

ORGANISATION_COLOURS = {
    "NLiB": PALETTE["orange"],
    "TINL": PALETTE["blue"],
    "NLWorks": PALETTE["green"],
}

STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.frameon": False,
    "legend.fontsize": 10.5,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


_TOLD = "waarde: "
_FONT_SIZE = re.compile(r"font-size: ([\d.]+)px")


class Svg(str):
    """A picture as SVG; `narrow` is the same picture for a small screen, empty where it has no such form."""

    narrow: str = ""


def tell(artist: Artist, text: str) -> None:
    """Let a mark of a chart say what it stands for, on hover and by keyboard: `2017: 28%`."""
    artist.set_gid(_TOLD + text)


def ink_on(colour: str) -> str:
    """Return white or near-black, whichever is read best on this colour (WCAG relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.0578 else "#1b1b1d"


def svg_of(figure: Figure, name: str, title: str, alt: str) -> Svg:
    """Return a figure as SVG, the same bytes for the same figure; `name` makes its ids unique."""
    import matplotlib.pyplot as plt

    svg = Svg(_tidied(_saved(figure, name), name, title, alt))
    if narrowed(figure):
        name = f"{name}-smal"
        svg.narrow = _tidied(_saved(figure, name), name, title, alt)
    plt.close(figure)
    return svg


def _saved(figure: Figure, salt: str) -> str:
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({**STYLE, "svg.hashsalt": salt}):
        figure.savefig(buffer, format="svg", bbox_inches="tight", pad_inches=PADDING, metadata={"Date": None})
    return buffer.getvalue()


def _tidied(svg: str, name: str, title: str, alt: str) -> str:
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(
        rf'\bid="{_TOLD}([^"]*)"( [^>]*)?>', r'class="eb-value" data-eb-value="\1"\2><title>\1</title>', svg
    )
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = (
        svg.replace(PAPER, "var(--paper, #fff)")
        .replace(INK, "currentColor")
        .replace(MUTED, "var(--eb-muted, #6b6c6d)")
    )
    for colour, value in PALETTE.items():
        svg = svg.replace(value, f"var(--eb-{colour}, {value})")
    svg = re.sub(r"font-family: [^;\"]+", "font-family: sans-serif", svg)
    opening = svg.index("<svg"), svg.index(">")
    tag = re.sub(r'\s(?:width|height)="[^"]*pt"', "", svg[opening[0] : opening[1]])
    tag += f' role="img" aria-labelledby="{name}-title {name}-desc" class="eb-svg">'
    texts = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(alt)}</desc>'
    return tag + texts + svg[opening[1] + 1 :].strip()


def least_width(svg: str) -> int:
    """Return the width in pixels below which a picture scrolls, so that its smallest text stays legible."""
    sizes = [float(size) for size in _FONT_SIZE.findall(svg)]
    box = re.search(r'viewBox="0 0 ([\d.]+) ', svg)
    return round(float(box[1]) * SMALLEST / min(sizes)) if sizes and box else 0
