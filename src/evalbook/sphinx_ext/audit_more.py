"""What a line of the register shows on request: note, expression, uses, and where the book shows it.

Belongs here: that text for each claim, in one script per edition that the register loads when a reader
asks for the first. Not here: the line itself (`audit_register`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from evalbook.files import write
from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_view import REGISTER, View
from evalbook.sphinx_ext.audit_words import words
from evalbook.sphinx_ext.ledger import Ledger, ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Write the scripts once the pages are there."""
    app.connect("build-finished", _write)


def exhibits_by_claim(ledger: Ledger, view: View) -> Mapping[tuple[str, str], list[str]]:
    """Return per edition and claim where the book shows it: exhibits, each with its page's notebook."""
    shown: dict[tuple[str, str], dict[str, None]] = {}
    for key, number in ledger.numbers.items():
        name = str(number.get("exhibit") or "")
        if name in view.ledger.exhibits:
            edition = view.ledger.exhibits[name]["edition"]
            shown.setdefault((edition, number.get("claim") or key), {})[name] = None
    return {claim: [_in_book(ledger, view, name) for name in names] for claim, names in shown.items()}


def more_of(view: View, claim: Record, used: list[str]) -> str:
    """Return what is known of a claim beyond its line, as a list of terms."""
    note = "" if claim["note"] == claim["reason"] else claim["note"]
    items = (
        ("Opmerking", words(note)),
        ("Uitdrukking", f"<code>{escape(claim['expression'])}</code>" if claim["expression"] else ""),
        ("Gebruikt in", view.claims(claim["edition"], claim["used_by"])),
        ("In dit boek", ", ".join(used)),
        ("In het rapport", f"regel {claim['line']} van de tekst"),
        ("Naam", view.link(claim["href"], f"<code>{escape(claim['id'])}</code>")),
    )
    return "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in items if html)


def _in_book(ledger: Ledger, view: View, name: str) -> str:
    exhibit, page = ledger.exhibit(name), view.ledger.exhibits[name]["page"]
    link = view.link(page, escape(exhibit.name if exhibit else name))
    document = PurePosixPath(page.partition("#")[0])
    if document.parent.name != "executed":
        return link
    notebook = f"downloads/notebooks/{document.stem}.ipynb"
    return f"{link} ({view.link(notebook, escape(f'notebook {document.stem}'), ' download')})"


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write a script for each edition, as seen from the register; scripts load from disk, data do not."""
    if exception is not None or app.builder.name != "html":
        return
    ledger = ledger_of(app)
    view = View(ledger.audit, REGISTER, frozenset(app.env.found_docs))
    used = exhibits_by_claim(ledger, view)
    for edition in ledger.audit.editions:
        texts = {
            claim["anchor"]: more_of(view, claim, used.get((edition, claim["id"]), []))
            for claim in ledger.audit.claims
            if claim["edition"] == edition
        }
        script = f"registerMeer({json.dumps(texts, ensure_ascii=False, indent=0)});\n"
        write(Path(app.outdir) / "_static" / f"register-{edition}.js", script)
