"""Directive `audit-register`: every printed number on one line, in one table.

Belongs here: the table as HTML, lean, since it holds about a thousand lines. Not here: its filters
(`audit_filters`), what a line shows on request (`audit_more`), and searching and sorting in the browser
(`register.js`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from evalbook.sphinx_ext.audit_filters import filters
from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_page import AuditDirective
from evalbook.sphinx_ext.audit_view import View, verdict
from evalbook.sphinx_ext.audit_words import edition_title, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CAPTION = "Register van afgedrukte getallen"

_COLUMNS = (
    ("Getal", True), ("Plaats", True), ("Afgedrukt", True), ("Berekening", False), ("Herrekend", False),
    ("Oordeel", True), ("Bevinding", True), ("Cellen", False),
)  # fmt: skip
"""The columns, and whether a reader can sort by them."""


class RegisterDirective(AuditDirective):
    """Place the register: all claims of all editions."""

    def run(self) -> list[nodes.Node]:
        """Return the table; nothing where nothing was audited."""
        view = self.view("audit:register")
        if not view.ledger.claims:
            return []
        texts = (f"{claim['label']}: {claim['printed']} ({claim['place']})" for claim in view.ledger.claims)
        return [self.part(_html(view), texts)]


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("audit-register", RegisterDirective)


def _html(view: View) -> str:
    heads = "".join(
        f'<th scope="col" class="{"eb-sorted" if sorts else "eb-unsorted"}">{name}</th>'
        for name, sorts in _COLUMNS
    )
    groups = groupby(view.ledger.claims, lambda claim: (claim["edition"], claim["chapter"]))
    bodies = "".join(_body(view, edition, chapter, claims) for (edition, chapter), claims in groups)
    return (
        f'<div class="eb-register-frame eb-audit">\n{filters(view)}'
        f'<table class="eb-register"><caption>{CAPTION}</caption>'
        f"<thead><tr>{heads}</tr></thead>\n{bodies}</table>\n</div>\n"
    )


def _body(view: View, edition: str, chapter: str, claims: Iterable[Record]) -> str:
    """Return the lines of one chapter; what they share is said once, and named where there are editions."""
    rows = "\n".join(_row(view, claim) for claim in claims)
    name = f"{edition_title(edition)}, {chapter}" if len(view.ledger.editions) > 1 else ""
    head = f'<tr class="eb-group"><th scope="rowgroup" colspan="{len(_COLUMNS)}">{escape(name)}</th></tr>\n'
    return (
        f'<tbody data-edition="{escape(edition)}" data-chapter="{escape(chapter)}">\n'
        f"{head if name else ''}{rows}\n</tbody>\n"
    )


def _row(view: View, claim: Record) -> str:
    value = view.ledger.values.get((claim["edition"], claim["id"]), "")
    label = claim["label"][:1].upper() + claim["label"][1:]
    order = f' data-order="{escape(value)}"' if value else ""
    cells = (
        words(claim["place"]),
        _calculation(view, claim),
        _recomputed(claim),
        f"{verdict(claim)}{_small(_reason(claim))}",
        _findings(view, claim),
        _cells(view, claim),
    )
    place, *others = (f"<td>{html}</td>" for html in cells)
    printed = f"<td{order}>{words(claim['printed'])}</td>"
    return (
        f'<tr id="{escape(claim["anchor"])}"><th scope="row">{words(label)}</th>'
        f"{place}{printed}{''.join(others)}</tr>"
    )


def _findings(view: View, claim: Record) -> str:
    return "; ".join(view.finding(claim["edition"], name) for name in claim["findings"])


def _calculation(view: View, claim: Record) -> str:
    """Return the sum with its numbers, each claim in it as a link."""
    others = view.ledger.known(claim["edition"], claim["uses"])
    if len(others) == 1 and not claim["cells"] and claim["formula"].startswith("zoals in "):
        return f"zoals in {view.claim(others[0])}"
    uses = f"uit {view.claims(claim['edition'], claim['uses'])}" if others else ""
    return words(claim["formula"]) + _small(uses)


def _recomputed(claim: Record) -> str:
    allowed = f"toegestaan: {words(claim['allowed'])}" if claim["allowed"] else ""
    return escape(claim["recomputed"]) + _small(allowed)


def _reason(claim: Record) -> str:
    return words(claim["reason"].removeprefix(f"{claim['verdict_label']}: "))


def _cells(view: View, claim: Record) -> str:
    """Return the cells a claim comes from; for one that repeats another, the cells behind that one."""
    cells = view.cells(claim["edition"], view.ledger.cells_behind(claim))
    return f"{_small('via het andere getal:')} {cells}" if cells and not claim["cells"] else cells


def _small(html: str) -> str:
    return f'<span class="eb-small">{html}</span>' if html else ""
