"""Formulas in PDF: drawn, since WeasyPrint writes MathML as loose letters. Word reads MathML itself.

Belongs here: MathML to SVG, by way of the TeX that pandoc makes of it. Not here: any other picture
(`picture`).
"""

from __future__ import annotations

import base64
import io

from bs4 import BeautifulSoup, Tag

from evalbook.errors import Fault, RunError

_SIZE = 10.0  # points, as the text


def draw(main: BeautifulSoup) -> None:
    """Replace every formula by its picture, with its signs in order as the text for who cannot see it.

    Raises RunError with every formula that cannot be drawn.
    """
    faults = []
    for math in main.find_all("math"):
        try:
            svg, height, depth = _picture(_tex(str(math)))
        except (OSError, RuntimeError, ValueError) as error:
            what = f"de formule {_words(math)} is niet te tekenen: {str(error).strip().splitlines()[-1]}"
            faults.append(Fault(what, "boek.pdf", "schrijf de formule eenvoudiger"))
            continue
        display = math.get("display") == "block"
        style = "display: block; margin: 3mm 0 3mm 6mm" if display else f"vertical-align: {-depth:.2f}pt"
        math.replace_with(
            main.new_tag(
                "img",
                attrs={
                    "src": f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}",
                    "alt": _words(math),
                    "style": f"height: {height:.2f}pt; {style}",
                },
            )
        )
    if faults:
        raise RunError(faults)


def _words(math: Tag) -> str:
    return " ".join(math.get_text(" ").split())


def _tex(mathml: str) -> str:
    """Return a formula as TeX."""
    import pypandoc

    text = str(pypandoc.convert_text(mathml, "latex", format="html")).strip()
    for left, right in ((r"\(", r"\)"), (r"\[", r"\]")):
        text = text.removeprefix(left).removesuffix(right)
    return text.replace(r"\limits", "").strip()  # matplotlib knows no other place for them


def _picture(tex: str) -> tuple[bytes, float, float]:
    """Return a formula as SVG, with its height and how far it reaches below the line, in points."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.mathtext import MathTextParser

    with mpl.rc_context(
        {"svg.fonttype": "path", "svg.hashsalt": "evalbook", "mathtext.fontset": "dejavusans"}
    ):
        width, height, depth, *_ = MathTextParser("path").parse(f"${tex}$", dpi=72)
        scale = _SIZE / mpl.rcParams["font.size"]
        width, height, depth = width * scale + 1, height * scale + 1, depth * scale + 0.5
        figure = Figure(figsize=(width / 72, height / 72))
        FigureCanvasSVG(figure)
        figure.patch.set_visible(False)
        figure.text(0.5 / width, depth / height, f"${tex}$", size=_SIZE)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue(), height, depth
