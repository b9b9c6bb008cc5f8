"""The HTML around an exhibit: regions that scroll, and the bar with data, source and calculation.

Belongs here: what every exhibit gets in the book. Not here: the exhibit's own HTML, made when it was
published.
"""

from __future__ import annotations

import re
from html import escape, unescape

from evalbook.sphinx_ext.audit_control import control
from evalbook.sphinx_ext.audit_view import View
from evalbook.sphinx_ext.ledger import Exhibit

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_LONG_CELL = re.compile(r"<td>(?=[^<]{60})")  # text that needs room, however narrow the screen
_PICTURE = re.compile(r'<div class="eb-picture">')

BASES = {
    "printed": "Overgenomen uit het rapport",
    "recomputed": "Herberekend",
    "prose": "Uit de lopende tekst van het rapport",
    "partial": "Onvolledig: niet alles is gepubliceerd",
    "synthetic": "Voorbeeldgegevens, niet uit het rapport",
    "missing": "Gegevens ontbreken",
}
"""What an exhibit's numbers rest on, in the words a reader sees."""


def framed(exhibit: Exhibit, view: View, take: str) -> str:
    """Return an exhibit for a page; `view` is the audit as seen from it, `take` what one can take along."""
    name = escape(str(exhibit.record["id"]))
    kind = escape(str(exhibit.record.get("kind") or "table"))
    body = _scrolling(exhibit.html, exhibit.caption)
    if "<caption" not in body and "eb-caption" not in body and "<figcaption" not in body:
        body = f'<p class="eb-caption">{escape(exhibit.caption)}</p>\n{body}'
    return (
        f'<div class="eb-exhibit eb-kind-{kind}" id="{name}">\n{body}\n'
        f'<div class="eb-bar">\n{_bar(exhibit, view, take)}</div>\n</div>\n'
    )


def region(inner: str, label: str) -> str:
    """Return HTML in a region that scrolls sideways, with a name and reachable by keyboard."""
    return f'<div class="eb-scroll" role="region" tabindex="0" aria-label="{escape(label)}">{inner}</div>'


def _scrolling(html: str, caption: str) -> str:
    """Return a fragment with each table and picture in a region of its own."""

    def table(found: re.Match[str]) -> str:
        own = _CAPTION.search(found[0])
        label = _plain(own[1]) if own else caption
        inner = _CAPTION.sub(r'<caption><span class="eb-caption-text">\1</span></caption>', found[0])
        return region(inner, f"{label}, als tabel" if picture else label)

    html = _LONG_CELL.sub('<td class="eb-long">', html)
    picture = bool(_PICTURE.search(html))
    html = _TABLE.sub(table, html)
    label = escape(caption)
    return _PICTURE.sub(f'<div class="eb-picture" role="region" tabindex="0" aria-label="{label}">', html)


def _bar(exhibit: Exhibit, view: View, take: str) -> str:
    record, of = exhibit.record, _hidden(f" van {exhibit.name}")
    parts = []
    basis = BASES.get(str(record.get("basis")))
    if basis:
        parts.append(f'<span class="eb-basis eb-basis-{escape(record["basis"])}">{basis}</span>')
    if record.get("source"):
        parts.append(f'<span class="eb-source">Bron: {escape(record["source"])}</span>')
    parts.append(take)
    if record.get("calculations"):
        table = region(_calculations(exhibit, view), f"Berekening van {exhibit.caption}")
        parts.append(f'<details class="eb-calc"><summary>Berekening{of}</summary>\n{table}</details>')
    elif record.get("cells"):
        cells = _cells(exhibit, view)
        parts.append(f'<details class="eb-calc"><summary>Broncellen{of}</summary>\n{cells}</details>')
    parts.append(control(record["id"], exhibit.name, view))
    return "\n".join(part for part in parts if part) + "\n"


def line_of(exhibit: str, key: str) -> str:
    """Return the anchor of one number in the calculation of an exhibit."""
    return key if key.startswith(f"{exhibit}.") else f"{exhibit}.{key}"


def _calculations(exhibit: Exhibit, view: View) -> str:
    """Return the table that shows how each number was made; each row can be linked to."""
    name = str(exhibit.record["id"])
    edition = str(exhibit.record.get("edition") or "")
    rows = [
        f'<tr id="{escape(line_of(name, row["key"]))}"><th scope="row">{escape(row["label"])}</th>'
        f'<td class="eb-number">{escape(row["text"])}</td><td>{escape(row["calculation"])}</td>'
        f"<td>{view.cells(edition, row['sources'])}</td></tr>"
        for row in exhibit.record["calculations"]
    ]
    caption = f'<span class="eb-caption-text">{escape(f"Berekening van {exhibit.name}")}</span>'
    return (
        f'<table class="eb-table eb-calculations"><caption>{caption}</caption>'
        '<thead><tr><th scope="col">Wat</th><th scope="col" class="eb-number">Uitkomst</th>'
        '<th scope="col">Berekening</th><th scope="col">Cellen</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def addresses(sources: list[str]) -> list[str]:
    """Return cell addresses by sheet, the file and sheet once: `export.xlsx!resultaten!B3, C3`."""
    sheets: dict[str, list[str]] = {}
    for source in sources:
        sheet, sign, cell = source.rpartition("!")
        sheets.setdefault(sheet + sign, []).append(cell)
    return [f"{sheet}{', '.join(cells)}" for sheet, cells in sheets.items()]


def _cells(exhibit: Exhibit, view: View) -> str:
    edition = str(exhibit.record.get("edition") or "")
    items = "".join(f"<li>{cells}</li>" for cells in view.cells_by_sheet(edition, exhibit.record["cells"]))
    return f'<ul class="eb-cells">{items}</ul>'


def _hidden(text: str) -> str:
    return f'<span class="eb-visually-hidden">{escape(text)}</span>'


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
