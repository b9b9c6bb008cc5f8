"""What the search proposes: the smallest change of the input that mends the most contradictions.

Belongs here: a proposal as HTML. Not here: searching, which the audit did.
"""

from __future__ import annotations

from collections.abc import Iterator

from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_view import Head, View, table
from evalbook.sphinx_ext.audit_words import edition_title, words

DIAGNOSIS = "Welke ene wijziging verklaart het meest?"

INTRODUCTION = (
    "<p>Een zoekprogramma probeert alle invoer langs: welke ene wijziging van een afgedrukt getal maakt de "
    "meeste tegenspraken goed, en wat gaat er dan mis? Het krijgt geen aanwijzing vooraf. Het stelt voor; "
    "mensen beslissen. Dat getallen gaan passen, bewijst niet dat het zo is gegaan.</p>\n"
)

_EFFECTS = (
    ("mended", "klopt wel"),
    ("stronger", "klopt beter"),
    ("weaker", "klopt alleen nog binnen de afronding"),
    ("broken", "klopt niet meer"),
)
_HEADS = (Head("Afgedrukt of gecontroleerd"), Head("Met de wijziging"), Head("De som"), Head("Register"))


def proposals_of(view: View) -> Iterator[tuple[str, str]]:
    """Yield the title and the HTML of each proposal, best first."""
    several = len(view.ledger.diagnosis) > 1
    for edition, proposals in view.ledger.diagnosis.items():
        for place, proposal in enumerate(proposals, start=1):
            where = f" van {edition_title(edition)}" if several else ""
            title = f"Voorstel {place}{where}: {proposal['kind']}"
            yield title, _html(view, edition, proposal, title)


def _html(view: View, edition: str, proposal: Record, title: str) -> str:
    change = proposal["change"][:1].upper() + proposal["change"][1:]
    rows = [
        (
            words(effect["label"]),
            word,
            words(effect["arithmetic"]),
            view.claims(edition, effect["claims"]),
        )
        for name, word in _EFFECTS
        for effect in proposal.get(name, ())
    ]
    nothing = "" if proposal["broken"] else "<p>Niets anders wordt er onjuist door.</p>\n"
    return (
        f"<p>{words(change)}.</p>\n"
        f"<p>Het gaat om {view.cells(edition, proposal['cells'])}.</p>\n{nothing}"
        + table(
            f"Gevolgen van {title[:1].lower()}{title[1:]}", _HEADS, rows, "eb-audit eb-stack eb-diagnosis"
        )
    )
