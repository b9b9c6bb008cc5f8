"""Directive `input-sheets`: every sheet of an input workbook, cell by cell.

Belongs here: the sheets as tables with row numbers and column letters, each quantity with the claims that
it is or that use it. Not here: reading workbooks, which the audit did.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_page import AuditDirective
from evalbook.sphinx_ext.audit_view import View, download, verdict
from evalbook.sphinx_ext.audit_words import count, hidden
from evalbook.sphinx_ext.ledger import report, where_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_LONG = 40  # characters from which a text needs room
_KILOBYTE = 1024


class SheetsDirective(AuditDirective):
    """Place all sheets of a workbook: `{input-sheets} export`, with `:edition:` where two have it."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], str]]] = {"edition": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return a section per sheet, or nothing after an error that names the workbooks there are."""
        stem, edition = self.arguments[0].strip(), self.options.get("edition", "")
        view = self.view(f"sheets:{stem}:{edition}")
        if not view.ledger.sheets:
            return []
        found = view.ledger.workbooks(stem, edition)
        if len(found) != 1:
            self._refuse(view, stem, bool(found))
            return []
        (record,) = found
        sections = [
            self.section(sheet["anchor"], f"Blad {sheet['name']}", self.part(_sheet(view, record, sheet)))
            for sheet in record["sheets"]
        ]
        return [self.part(_intro(view, record)), *sections]

    def _refuse(self, view: View, stem: str, several: bool) -> None:
        what = f"werkmap '{stem}' {'hoort bij meer dan een editie' if several else 'bestaat niet'}"
        names = sorted({name.removesuffix(".xlsx") for _, name in view.ledger.sheets})
        mend = "noem de editie met :edition:" if several else f"kies uit: {', '.join(names)}"
        report(what, where_in(self.env.app, *self.get_source_info()), mend, self.get_location())


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("input-sheets", SheetsDirective)


def _intro(view: View, record: Record) -> str:
    """Return the way to the workbook itself, and the sheets it has."""
    file = f"downloads/inputs/{record['edition']}/{record['workbook']}"
    size = count(max(1, round(record["bytes"] / _KILOBYTE)))
    return (
        f'<p class="eb-links eb-audit">{download(view, file, record["workbook"])} '
        f'<span class="eb-small">{size} kB, zoals de audit haar heeft gelezen</span></p>\n'
    )


def _sheet(view: View, record: Record, sheet: Record) -> str:
    """Return a sheet as a table; its first row, the sheet's own headers, stays a row of cells."""
    caption = escape(f"{record['workbook']}, blad {sheet['name']}")
    letters = "".join(f'<th scope="col">{letter}</th>' for letter in sheet["columns"])
    rows = "\n".join(_row(view, record["edition"], sheet, row) for row in sheet["rows"])
    return (
        f'<div class="eb-scroll" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="eb-sheet eb-audit"><caption><span class="eb-caption-text">{caption}</span></caption>'
        f"<thead><tr><td></td>{letters}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>\n"
    )


def _row(view: View, edition: str, sheet: Record, row: Record) -> str:
    cells = "".join(
        _cell(view, edition, f"{sheet['cells']}{letter}{row['row']}", f"{letter}{row['row']}", cell)
        for letter, cell in zip(sheet["columns"], row["cells"], strict=True)
    )
    first = ' class="eb-headers"' if row["row"] == 1 and len(sheet["columns"]) > 1 else ""
    return f'<tr{first}><th scope="row">{row["row"]}</th>{cells}</tr>'


def _cell(view: View, edition: str, anchor: str, name: str, cell: Record) -> str:
    text = escape(cell["text"])
    if not text:
        return "<td></td>"
    kind = "eb-number" if cell.get("number") else "eb-long" if len(cell["text"]) >= _LONG else "eb-text"
    opening = f'<td id="{escape(anchor)}" class="{kind}">'
    if not (cell.get("number") and (cell.get("is") or cell.get("in"))):
        return f"{opening}{text}</td>"
    return f"{opening}{_lineage(view, edition, name, text, cell)}</td>"


def _lineage(view: View, edition: str, name: str, text: str, cell: Record) -> str:
    """Return a quantity that opens: the claims that it is, and those that are calculated with it."""
    items = "".join(
        f"<li>{words} {view.claim(claim, label=True)} {verdict(claim)}</li>"
        for words, ids in (("Dit is", cell.get("is", ())), ("Gebruikt in", cell.get("in", ())))
        for claim in view.ledger.known(edition, ids)
    )
    about = hidden(f", cel {name}: waar dit getal staat en waarvoor het is gebruikt")
    return f'<details class="eb-cell"><summary>{text}{about}</summary><ul>{items}</ul></details>'
