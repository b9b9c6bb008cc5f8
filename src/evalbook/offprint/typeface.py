"""The typeface of the book on paper: its files, and how wide its letters are.

Belongs here: DejaVu Sans, which comes with the library that draws the charts, so that the PDF is the same
on every machine and asks for no installed font. Not here: sizes and places.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "'DejaVu Sans'"
MONO = "'DejaVu Sans Mono'"

_FACES = (
    ("DejaVuSans", FAMILY, "normal", "normal"),
    ("DejaVuSans-Bold", FAMILY, "bold", "normal"),
    ("DejaVuSans-Oblique", FAMILY, "normal", "italic"),
    ("DejaVuSans-BoldOblique", FAMILY, "bold", "italic"),
    ("DejaVuSansMono", MONO, "normal", "normal"),
    ("DejaVuSansMono-Bold", MONO, "bold", "normal"),
)


@cache
def files() -> tuple[Path, ...]:
    """Return the font files, the upright one first."""
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return tuple(folder / f"{name}.ttf" for name, *_ in _FACES)


def rules() -> str:
    """Return the rules of a style sheet that name the files."""
    return "\n".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {style}; "
        f"src: url('{path.as_uri()}') }}"
        for path, (_, family, weight, style) in zip(files(), _FACES, strict=True)
    )


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """Return how wide a text is in type of this size, in points."""
    advances, usual = _advances(bold)
    return sum(advances.get(ord(sign), usual) for sign in text) * points


@cache
def _advances(bold: bool) -> tuple[dict[int, float], float]:
    """Return the width of each sign, as a part of the size of the type, and that of a wide one."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(files()[1 if bold else 0], lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        known = {sign: widths[name][0] / units for sign, name in font.getBestCmap().items()}
    return known, known[ord("m")]
