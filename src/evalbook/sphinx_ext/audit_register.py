"""Directive `audit-register`: every printed number on one line, in one table.

Belongs here: the table as HTML. Not here: its filters (`audit_filters`), and searching and sorting in the
browser (`register.js`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes

from evalbook.sphinx_ext.audit_filters import filters
from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_page import AuditDirective
from evalbook.sphinx_ext.audit_view import View, verdict
from evalbook.sphinx_ext.audit_words import edition_title, hidden, words
from evalbook.sphinx_ext.ledger import Ledger, ledger_of

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
        used = exhibits_by_claim(ledger_of(self.env.app), view)
        texts = (f"{claim['label']}: {claim['printed']} ({claim['place']})" for claim in view.ledger.claims)
        return [self.part(_html(view, used), texts)]


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("audit-register", RegisterDirective)


def exhibits_by_claim(ledger: Ledger, view: View) -> Mapping[tuple[str, str], list[str]]:
    """Return per edition and claim where the book shows it: exhibits, each with its page's notebook."""
    shown: dict[tuple[str, str], dict[str, None]] = {}
    for key, number in ledger.numbers.items():
        name = str(number.get("exhibit") or "")
        if name in view.ledger.exhibits:
            edition = view.ledger.exhibits[name]["edition"]
            shown.setdefault((edition, number.get("claim") or key), {})[name] = None
    return {claim: [_in_book(ledger, view, name) for name in names] for claim, names in shown.items()}


def _in_book(ledger: Ledger, view: View, name: str) -> str:
    exhibit, page = ledger.exhibit(name), view.ledger.exhibits[name]["page"]
    link = view.link(page, escape(exhibit.name if exhibit else name))
    document = PurePosixPath(page.partition("#")[0])
    if document.parent.name != "executed":
        return link
    notebook = f"downloads/notebooks/{document.stem}.ipynb"
    return f"{link} ({view.link(notebook, escape(f'notebook {document.stem}'), ' download')})"


def _html(view: View, used: Mapping[tuple[str, str], list[str]]) -> str:
    heads = "".join(
        f'<th scope="col" role="columnheader" class="{"eb-sorted" if sorts else "eb-unsorted"}">{name}</th>'
        for name, sorts in _COLUMNS
    )
    rows = "\n".join(
        _row(view, claim, used.get((claim["edition"], claim["id"]), [])) for claim in view.ledger.claims
    )
    return (
        f'<div class="eb-register-frame eb-audit">\n{filters(view)}'
        f'<table class="eb-register" role="table"><caption>{CAPTION}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n'
        "</tbody></table>\n</div>\n"
    )


def _row(view: View, claim: Record, used: list[str]) -> str:
    """Return one line; what is asked for less often stands behind a summary that opens."""
    ledger = view.ledger
    value = ledger.values.get((claim["edition"], claim["id"]), "")
    rank = list(ledger.words["verdicts"]).index(claim["verdict"])
    edition = edition_title(claim["edition"]) if len(ledger.editions) > 1 else ""
    cells = (
        ("Plaats", f' data-order="{claim["line"]}"', words(claim["place"]) + _small(edition)),
        ("Afgedrukt", f' data-order="{escape(value)}"', words(claim["printed"])),
        ("Berekening", "", _calculation(view, claim)),
        ("Herrekend", "", _recomputed(claim)),
        ("Oordeel", f' data-order="{rank}"', f"{verdict(claim)}{_small(_reason(claim))}"),
        ("Bevinding", "", _findings(view, claim)),
        ("Cellen", "", _cells(view, claim)),
    )
    data = "".join(f'<td role="cell" data-label="{name}"{order}>{html}</td>' for name, order, html in cells)
    label = claim["label"][:1].upper() + claim["label"][1:]
    searched = escape(f"{label} {claim['id']}")  # what is behind the summary would be found unseen
    return (
        f'<tr role="row" id="{escape(claim["anchor"])}" data-edition="{escape(claim["edition"])}" '
        f'data-verdict="{escape(claim["verdict"])}" data-chapter="{escape(claim["chapter"])}">'
        f'<th scope="row" role="rowheader" data-search="{searched}">'
        f"{words(label)}{_more(view, claim, used)}</th>{data}</tr>"
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


def _more(view: View, claim: Record, used: list[str]) -> str:
    note = "" if claim["note"] == claim["reason"] else claim["note"]
    items = (
        ("Opmerking", words(note)),
        ("Uitdrukking", f"<code>{escape(claim['expression'])}</code>" if claim["expression"] else ""),
        ("Gebruikt in", view.claims(claim["edition"], claim["used_by"])),
        ("In dit boek", ", ".join(used)),
        ("In het rapport", f"regel {claim['line']} van de tekst"),
        ("Naam", view.link(claim["href"], f"<code>{escape(claim['id'])}</code>")),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in items if html)
    about = hidden(f" over {claim['label']}, {claim['place']}")
    return f'<details class="eb-more"><summary>Meer{about}</summary><dl>{listed}</dl></details>'


def _small(html: str) -> str:
    return f'<span class="eb-small">{html}</span>' if html else ""
