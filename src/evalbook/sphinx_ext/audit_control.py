"""Below an exhibit of the report: the numbers printed in it, each with its verdict.

Belongs here: that one table. Not here: the rest of what stands below an exhibit (`frame`).
"""

from __future__ import annotations

from html import escape

from evalbook.sphinx_ext.audit_view import Head, View, table, verdict
from evalbook.sphinx_ext.audit_words import count, hidden

_HEADS = (Head("Wat"), Head("Afgedrukt", True), Head("Herrekend", True), Head("Oordeel"))


def control(exhibit: str, name: str, view: View) -> str:
    """Return the claims of an exhibit behind a summary that opens; nothing where it has none.

    `name` is how running text calls the exhibit: tabel 12.
    """
    claims = view.ledger.claims_of_exhibit(exhibit)
    if not claims:
        return ""
    unsound = sum(claim["verdict"] in view.ledger.words["unsound"] for claim in claims)
    told = (
        f"{count(unsound)} van {count(len(claims))} niet in orde"
        if unsound
        else f"{count(len(claims))} getallen"
    )
    rows = [
        (
            view.link(claim["href"], escape(claim["label"])),
            escape(claim["printed"]),
            escape(claim["recomputed"]),
            verdict(claim),
        )
        for claim in claims
    ]
    html = table(f"Controle van {name}: wat het rapport afdrukt", _HEADS, rows, "eb-calculations")
    summary = f"<summary>Controle{hidden(f' van {name}')} ({told})</summary>"
    return f'<details class="eb-calc">{summary}\n{html}</details>'
