"""Pictures of the book: taken out of a page, in fixed colours, with a text that replaces them.

Belongs here: SVG as the pages hold it, in parts where it is taller than a sheet. Not here: where a
picture stands in the text (`page`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby

from evalbook.errors import Fault, RunError
from evalbook.offprint.typeface import files

INK = "#1b1f24"
"""The colour of text; what a page leaves to its reader's light or dark setting is drawn in it."""

PNG_WIDTH = 1500
"""Pixels across a picture for Word: about 240 to the inch over the width of a page."""

TALLEST = 820.0
"""Units of a chart that fit on a sheet below a caption, with type of the usual size."""

_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*(?:,\s*([^()]+?)\s*)?\)")
_CURRENT = re.compile(r"\bcurrentcolor\b", re.IGNORECASE)
_VIEW_BOX = re.compile(r'\bviewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')
_OUTER_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')
_LINE = re.compile(r"<text\b([^>]*)>.*?</text>", re.DOTALL)
_HEIGHT = re.compile(r'\by="([-\d.]+)"|\btranslate\([-\d.]+[ ,]+([-\d.]+)\)')
_TEXT = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_FONT = re.compile(r"font-family:[^;\"]*")


@dataclass(frozen=True)
class Picture:
    """An SVG that stands on its own; `width` and `height` are in its own units, points of the chart.

    `scale` is what it must shrink to fit on a sheet: 1 for almost all.
    """

    name: str
    svg: str
    alt: str
    width: float
    height: float
    scale: float = 1.0

    def with_font(self, family: str) -> str:
        """Return the SVG with its text in another family; `family` has no double quotes."""
        return _FONT.sub(f"font-family: {family}", self.svg)

    def png(self, width: int = PNG_WIDTH) -> bytes:
        """Return the picture as PNG, its text in the font that it was laid out with."""
        import resvg_py

        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg,
                width=width,
                background="#ffffff",
                skip_system_fonts=True,
                font_files=[str(path) for path in files()],
                sans_serif_family="DejaVu Sans",
                font_family="DejaVu Sans",
            )
        )


def picture_of(svg: str, name: str, page: str) -> Picture:
    """Return a picture out of a page's `<svg>`; raise RunError where it has no text or no size."""
    texts = {kind: " ".join(unescape(text).split()) for kind, text in _TEXT.findall(svg)[::-1]}
    title, desc = texts.get("title", ""), texts.get("desc", "")
    size = _VIEW_BOX.search(svg)
    if not (title or desc) or size is None:
        lacks = "een viewBox" if size is None else "een title of desc"
        raise RunError(Fault(f"een afbeelding heeft geen {lacks}", f"{page}, {name}", "geef de SVG die mee"))
    alt = f"{title}. {desc}" if title and desc else title or desc
    drawn = _CURRENT.sub(INK, _VARIABLE.sub(lambda found: found[1] or INK, svg))
    if "xmlns=" not in drawn.partition(">")[0]:
        drawn = drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return Picture(name, drawn, alt, float(size[3]), float(size[4]))


def parts(picture: Picture) -> list[Picture]:
    """Return a picture as it is where it fits on a sheet, else in two parts, above and below a gap."""
    if picture.height <= TALLEST:
        return [picture]
    cut = _gap(picture)
    if cut is None:
        return [replace(picture, scale=TALLEST / picture.height)]
    scale = min(1.0, TALLEST / max(cut, picture.height - cut))
    return [
        _slice(picture, number, top, bottom - top, scale)
        for number, (top, bottom) in enumerate([(0.0, cut), (cut, picture.height)], start=1)
    ]


def _gap(picture: Picture) -> float | None:
    """Return the height, amid the gap nearest to the middle, at which nothing is drawn from left to right."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture.png(round(picture.width)))).convert("L")
    rows = image.height
    empty = [row for row in range(rows) if image.crop((0, row, image.width, row + 1)).getextrema()[0] == 255]
    gaps = [
        sum(band) / len(band) + 0.5
        for _, found in groupby(enumerate(empty), lambda place: place[1] - place[0])
        if (band := [row for _, row in found])
    ]
    inner = [gap for gap in gaps if rows / 4 < gap < rows * 3 / 4]
    nearest = min(inner, key=lambda gap: abs(gap - rows / 2), default=None)
    return None if nearest is None else nearest * picture.height / rows


def _slice(picture: Picture, number: int, top: float, height: float, scale: float) -> Picture:
    """Return the part of a picture from `top` down, as a picture of its own.

    The text of the other part goes: unseen, it would still be found and copied.
    """
    opening, rest = picture.svg.split(">", 1)
    shown = _VIEW_BOX.search(opening)
    left, first, width, _ = shown.groups() if shown else ("0", "0", f"{picture.width:g}", "")
    start = float(first) + top

    def line(found: re.Match[str]) -> str:
        place = _HEIGHT.search(found[1])
        inside = place is None or start <= float(place[1] or place[2]) <= start + height
        return found[0] if inside else ""

    opening = _VIEW_BOX.sub(f'viewBox="{left} {start:g} {width} {height:g}"', _OUTER_SIZE.sub("", opening))
    return Picture(
        f"{picture.name}-{number}",
        f"{opening}>{_LINE.sub(line, rest)}",
        f"Deel {number} van 2. {picture.alt}",
        picture.width,
        height,
        scale,
    )
