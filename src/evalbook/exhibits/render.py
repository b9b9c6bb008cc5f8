"""Exhibits as HTML: real tables with caption and header scope, pictures with their data beside them.

Belongs here: filling the one template. Not here: what an exhibit holds (`model`) and the bar under
it in the book (the book's extension).
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evalbook import rounding
from evalbook.exhibits.model import Exhibit, Row, Shown, Value
from evalbook.exhibits.picture import Svg, least_width


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html_of(exhibit: Exhibit) -> str:
    """Return an exhibit as a fragment of HTML; all text is escaped, only our own SVG is not."""
    caption = Markup('<span class="eb-label">{}</span> {}').format(exhibit.label, exhibit.title)
    groups = [
        (group, len(list(columns)))
        for group, columns in groupby(exhibit.columns, lambda column: column.group)
    ]
    template = _environment().get_template("exhibit.html.j2")
    return template.render(
        exhibit=exhibit,
        caption=caption,
        groups=groups,
        blocks=_blocks(exhibit.rows),
        show=_show,
        picture=_picture(exhibit.svg),
    )


def _picture(svg: str) -> str:
    """Return a picture that keeps its text legible on a page, and its form for a phone behind it.

    The file to download has no such bound, and is the picture alone.
    """
    if not svg:
        return ""
    narrow = svg.narrow if isinstance(svg, Svg) else ""
    if not narrow:
        return _bounded(svg)
    wide = _bounded(svg).replace('class="eb-svg"', 'class="eb-svg eb-wide"', 1)
    hidden = _bounded(narrow).replace(
        'style="', 'style="display: none; ', 1
    )  # until the book's style sheet shows it
    return wide + hidden.replace('class="eb-svg"', 'class="eb-svg eb-narrow"', 1)


def _bounded(svg: str) -> str:
    return svg.replace("<svg", f'<svg style="min-width: {least_width(svg)}px"', 1)


def _blocks(rows: tuple[Row, ...]) -> list[list[Row]]:
    """Return the rows in bodies: a group row starts a new one, so that its scope is right."""
    blocks: list[list[Row]] = [[]]
    for row in rows:
        if row.kind == "group" and blocks[-1]:
            blocks.append([])
        blocks[-1].append(row)
    return [block for block in blocks if block]


def _show(cell: Value) -> str:
    if isinstance(cell, Shown):
        return cell.bare
    if cell is None:
        return rounding.MISSING
    return str(cell)
