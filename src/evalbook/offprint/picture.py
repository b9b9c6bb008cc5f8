"""Pictures of the book: taken out of a page, in fixed colours, with a text that replaces them.

Belongs here: SVG as the pages hold it. Not here: where a picture stands in the text (`page`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from evalbook.errors import Fault, RunError
from evalbook.offprint.typeface import files

INK = "#1b1f24"
"""The colour of text; what a page leaves to its reader's light or dark setting is drawn in it."""

PNG_WIDTH = 1500
"""Pixels across a picture for Word: about 240 to the inch over the width of a page."""

_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*(?:,\s*([^()]+?)\s*)?\)")
_CURRENT = re.compile(r"\bcurrentcolor\b", re.IGNORECASE)
_VIEW_BOX = re.compile(r'\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_FONT = re.compile(r"font-family:[^;\"]*")


@dataclass(frozen=True)
class Picture:
    """An SVG that stands on its own; `width` and `height` are in its own units, points of the chart."""

    name: str
    svg: str
    alt: str
    width: float
    height: float

    def with_font(self, family: str) -> str:
        """Return the SVG with its text in another family; `family` has no double quotes."""
        return _FONT.sub(f"font-family: {family}", self.svg)

    def png(self) -> bytes:
        """Return the picture as PNG, its text in the font that it was laid out with."""
        import resvg_py

        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg,
                width=PNG_WIDTH,
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
    return Picture(name, drawn, alt, float(size[1]), float(size[2]))
