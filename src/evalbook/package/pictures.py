"""`<id>.png` beside each picture, for who cannot place an SVG: a slide, a letter, a mail.

Belongs here: turning the SVG of an exhibit into pixels. Not here: drawing (`exhibits`).

The SVG of the book takes its colours from the page, by light and dark. Out of the book there is no
page, so every colour is filled in first; text is set in the font with which it was drawn, which comes
along with matplotlib, so that the same picture gives the same bytes on every machine.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

import resvg_py

from evalbook import paths
from evalbook.errors import Fault, RunError
from evalbook.package.made import Made

WIDTH = 1200
"""Pixels across: sharp at the full width of a page on paper (180 dots an inch), and of a screen."""

_INK = "#1b1b1c"
_FONT = "DejaVu Sans"
_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")


def write_exhibit_pictures() -> list[Path]:
    """Write the PNG of every picture, each only when it is due; return their paths."""
    written = []
    with Made("pictures", "resvg-py", "matplotlib") as made:
        for source in sorted(paths.processed().glob("*/exhibits/*.svg")):
            path, svg = source.with_suffix(".png"), source.read_text("utf-8")
            made.file(path, svg, partial(png_of, svg, source.name))
            written.append(path)
    return written


def png_of(svg: str, name: str) -> bytes:
    """Return a picture as PNG on white; raises RunError where it cannot be drawn."""
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=standalone(svg),
                width=WIDTH,
                background="white",
                font_files=list(_fonts()),
                skip_system_fonts=True,
                font_family=_FONT,
                sans_serif_family=_FONT,
            )
        )
    except ValueError as error:
        raise RunError(
            Fault(f"de afbeelding is niet om te zetten naar PNG: {error}", name, "bouw opnieuw met --force")
        ) from error


def standalone(svg: str) -> str:
    """Return the SVG of a page as one that needs no page: each variable replaced by its own value."""
    filled = svg
    while (once := re.sub(r"var\(--[\w-]+,\s*([^()]+)\)", r"\1", filled)) != filled:
        filled = once
    return filled.replace("currentColor", _INK)


@cache
def _fonts() -> tuple[str, ...]:
    found = find_spec("matplotlib")  # where it stands; loading it takes half a second
    assert found is not None and found.origin is not None
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return tuple(str(folder / face) for face in _FACES)
