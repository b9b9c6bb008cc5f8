"""The audit as seen from one page: its links, its tables, and the small parts that all its pages share.

Belongs here: HTML of a claim, a verdict, input cells, a table. Every text that comes from a report or a
workbook is escaped here or where it enters. Not here: what each page shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from sphinx.util.osutil import relative_uri

from evalbook.sphinx_ext.audit_ledger import AuditLedger, Record
from evalbook.sphinx_ext.audit_words import words

REGISTER = "book/audit/register.html"
FINDINGS = "book/audit/bevindingen.html"
LIVE_WORKBOOK = "downloads/audit.xlsx"

_CELL = re.compile(r"(?P<letters>[A-Z]+)(?P<row>\d+)")
_SHORTEST_RUN = 3  # cells below each other that are written as a range


@dataclass(frozen=True)
class Head:
    """A column of a table: its header, and whether it holds numbers."""

    text: str
    number: bool = False


@dataclass(frozen=True)
class View:
    """What a page needs to show the audit: the data, its own address, and which pages there are.

    `here` and all addresses are relative to the root of the book; `pages` are without `.html`.
    """

    ledger: AuditLedger
    here: str
    pages: Collection[str]

    def address(self, there: str) -> str:
        """Return the way from this page to an address, or nothing where the book has no such page."""
        page, sign, anchor = there.partition("#")
        if page.endswith(".html") and page.removesuffix(".html") not in self.pages:
            return ""
        return f"{relative_uri(self.here, page)}{sign}{anchor}" if there else ""

    def link(self, there: str, inner: str, attributes: str = "") -> str:
        """Return HTML as a link, or as it is where there is nothing to link to."""
        address = self.address(there)
        return f'<a href="{escape(address)}"{attributes}>{inner}</a>' if address else inner

    def claim(self, record: Record, *, label: bool = False) -> str:
        """Return a link to a claim's line in the register: `Tabel 12: 32%`, with its label when asked."""
        link = self.link(record["href"], words(f"{record['place']}: {record['printed']}"))
        return f"{link}, {words(record['label'])}" if label else link

    def claims(self, edition: str, ids: Iterable[str]) -> str:
        """Return links to claims, one after another."""
        return "; ".join(self.claim(record) for record in self.ledger.known(edition, ids))

    def finding(self, edition: str, name: str) -> str:
        """Return a link to a finding."""
        return self.link(f"{FINDINGS}#bevinding-{name}", words(self.ledger.titles.get((edition, name), name)))

    def cells(self, edition: str, addresses: Iterable[str]) -> str:
        """Return links to input cells: `export.xlsx!resultaten!B3, C3`."""
        return "; ".join(self.cells_by_sheet(edition, addresses))

    def cells_by_sheet(self, edition: str, addresses: Iterable[str]) -> list[str]:
        """Return links to input cells, one text per sheet; cells below each other are a range."""
        sheets: dict[str, list[str]] = {}
        for address in addresses:
            sheet, _, cell = address.rpartition("!")
            sheets.setdefault(sheet, []).append(cell)
        return [
            f"{_breakable(sheet)}{', '.join(self._run(edition, sheet, run) for run in runs(cells))}"
            for sheet, cells in sheets.items()
        ]

    def _run(self, edition: str, sheet: str, run: Sequence[str]) -> str:
        first, last = (self._cell(edition, sheet, cell) for cell in (run[0], run[-1]))
        return f"{first} t/m {last}" if len(run) > 1 else first

    def _cell(self, edition: str, sheet: str, cell: str) -> str:
        return self.link(self.ledger.cell_place(edition, f"{sheet}!{cell}"), escape(cell))


def _breakable(sheet: str) -> str:
    """Return `export.xlsx!resultaten!`, which a narrow column may break behind each sign."""
    return "".join(f"{escape(piece)}!<wbr>" for piece in sheet.split("!"))


def runs(cells: Sequence[str]) -> list[list[str]]:
    """Return cells in their order, those that follow each other in a column together: B2, B3, B4."""
    found: list[list[str]] = []
    for cell in cells:
        if found and _follows(found[-1][-1], cell):
            found[-1].append(cell)
        else:
            found.append([cell])
    return [
        piece for run in found for piece in ([run] if len(run) >= _SHORTEST_RUN else [[cell] for cell in run])
    ]


def _follows(cell: str, other: str) -> bool:
    one, two = _CELL.fullmatch(cell), _CELL.fullmatch(other)
    return bool(one and two and one["letters"] == two["letters"] and int(one["row"]) + 1 == int(two["row"]))


def verdict(record: Record) -> str:
    """Return the verdict on a claim, marked by a word and a colour."""
    return badge(record["verdict"], record["verdict_label"])


def badge(name: str, label: str) -> str:
    """Return a verdict by its name and its word."""
    return f'<span class="eb-verdict eb-verdict-{escape(name)}">{escape(label)}</span>'


def table(caption: str, heads: Sequence[Head], rows: Iterable[Sequence[str]], kind: str = "eb-audit") -> str:
    """Return a table whose cells are HTML, the first of each row its header, in a region that scrolls.

    With `eb-stack` in `kind` a narrow screen shows each row as a block, every cell with its header's name;
    the roles then say that it is a table still.
    """
    head = "".join(
        f'<th scope="col" role="columnheader"{_number(each)}>{escape(each.text)}</th>' for each in heads
    )
    body = "".join(f'<tr role="row">{_row(row, heads)}</tr>' for row in rows)
    label = escape(caption)
    return (
        f'<div class="eb-scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="eb-table {kind}" role="table"><caption><span class="eb-caption-text">{label}</span>'
        f'</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>\n'
    )


def _row(row: Sequence[str], heads: Sequence[Head]) -> str:
    first, *others = zip(row, heads, strict=True)
    cells = "".join(
        f'<td role="cell" data-label="{escape(head.text)}"{_number(head)}>{cell}</td>'
        for cell, head in others
    )
    return f'<th scope="row" role="rowheader"{_number(first[1])}>{first[0]}</th>{cells}'


def _number(head: Head) -> str:
    return ' class="eb-number"' if head.number else ""


def download(view: View, file: str, text: str) -> str:
    """Return a link to a file beside the pages."""
    suffix = PurePosixPath(file).suffix.removeprefix(".").upper()
    return view.link(file, f"{escape(text)} ({suffix})", ' class="eb-download" download')
