"""Directive `audit-summary`: how many printed numbers there are, and what became of them.

Belongs here: counts as tables. Not here: counting, which the audit did, and single claims or findings.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_page import AuditDirective
from evalbook.sphinx_ext.audit_view import (
    FINDINGS,
    LIVE_WORKBOOK,
    REGISTER,
    Head,
    View,
    badge,
    download,
    table,
)
from evalbook.sphinx_ext.audit_words import anchor_of_kind, count, edition_title, part, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SummaryDirective(AuditDirective):
    """Place the summary: key figures, verdicts, chapters, findings, checks, coverage."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each subject; nothing where nothing was audited."""
        view = self.view("audit:summary")
        found: list[nodes.Node] = []
        for edition, record in view.ledger.summary.items():
            extra = _among(view, edition)
            parts: list[nodes.Node] = [self.part(_key_figures(view, edition, record, extra))]
            parts += [
                self.section(f"{name}-{extra}".strip("-"), title, self.part(html))
                for name, title, html in (
                    ("oordelen", "Oordelen", _verdicts(view, record, extra)),
                    ("hoofdstukken", "Per hoofdstuk", _chapters(view, record, extra)),
                    ("soorten", "Bevindingen", _findings(view, record, extra)),
                    ("controles", "Controles", _checks(view, edition)),
                    ("dekking", "Dekking", _coverage(view, edition)),
                )
                if html
            ]
            found += [self.section(edition, edition_title(edition), *parts)] if extra else parts
        return found


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("audit-summary", SummaryDirective)


def _key_figures(view: View, edition: str, record: Record, extra: str) -> str:
    """Return the figures that come first, as a list of terms.

    `extra` is the edition where the book has several, here and below: the links then lead to its part.
    """
    unsound = sum(record["verdicts"].get(name, 0) for name in view.ledger.words["unsound"])
    figures = [
        ("afgedrukte getallen", count(record["claims"]), ""),
        ("weerlegd of strijdig", count(unsound), ""),
        ("bevindingen", count(sum(record["findings"].values())), ""),
        ("controles", count(record["checks"]["made"]), f"{count(record['checks']['failed'])} gaan niet op"),
    ]
    covered = view.ledger.census.get(edition)
    if covered:
        figures.append(("van de getallen gedekt", part(covered["coverage"]), ""))
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{figure}</dd>{f'<dd>{more}</dd>' if more else ''}</div>"
        for name, figure, more in figures
    )
    findings = f"{FINDINGS}#bevindingen-{extra}" if extra else FINDINGS
    links = [_to_register(view, "Naar het register", extra), view.link(findings, "Naar de bevindingen")]
    if view.ledger.has_live_workbook:
        links.append(download(view, LIVE_WORKBOOK, "Alles met formules"))
    return f'<dl class="eb-figures eb-audit">{items}</dl>\n<p class="eb-links">{" ".join(links)}</p>\n'


def _verdicts(view: View, record: Record, extra: str) -> str:
    total = record["claims"]
    rows = [
        (
            badge(name, word["label"]),
            escape(word["meaning"]),
            _filtered(view, record["verdicts"].get(name, 0), extra, oordeel=name),
            part(record["verdicts"].get(name, 0) / total) if total else "",
        )
        for name, word in view.ledger.words["verdicts"].items()
    ]
    heads = (Head("Oordeel"), Head("Betekenis"), Head("Getallen", True), Head("Aandeel", True))
    return table(
        _caption("Afgedrukte getallen naar oordeel", extra), heads, rows, "eb-audit eb-stack eb-verdicts"
    )


def _chapters(view: View, record: Record, extra: str) -> str:
    """Return a table of chapters by verdict; verdicts that occur nowhere have no column."""
    labels = {
        name: word["label"]
        for name, word in view.ledger.words["verdicts"].items()
        if record["verdicts"][name]
    }
    rows = [
        (
            words(chapter[:1].upper() + chapter[1:]),
            *(
                _filtered(view, counts.get(name, 0), extra, oordeel=name, hoofdstuk=chapter)
                for name in labels
            ),
            _filtered(view, sum(counts.values()), extra, hoofdstuk=chapter),
        )
        for chapter, counts in record["chapters"].items()
    ]
    heads = (Head("Hoofdstuk"), *(Head(label, True) for label in labels.values()), Head("samen", True))
    caption = _caption("Afgedrukte getallen naar hoofdstuk en oordeel", extra)
    return table(caption, heads, rows, "eb-audit eb-chapters")


def _filtered(view: View, number: int, extra: str, **choice: str) -> str:
    """Return a count as a link to the register with only these claims."""
    return _to_register(view, count(number), extra, **choice) if number else "0"


def _to_register(view: View, text: str, extra: str, **choice: str) -> str:
    """Return a link to the register with only the claims of a choice, and of one edition among several."""
    choices = ({"editie": extra} if extra else {}) | choice
    query = "&".join(f"{name}={quote(value)}" for name, value in choices.items())
    address = view.address(REGISTER)
    if not address:
        return text
    return f'<a href="{escape(f"{address}?{query}" if query else address)}">{text}</a>'


def _findings(view: View, record: Record, edition: str) -> str:
    rows = [
        (
            view.link(f"{FINDINGS}#{anchor_of_kind(kind, edition)}", escape(label)),
            count(record["findings"].get(kind, 0)),
        )
        for kind, label in view.ledger.words["kinds"].items()
        if record["findings"].get(kind)
    ]
    heads = (Head("Soort"), Head("Bevindingen", True))
    return table(_caption("Bevindingen naar soort", _among(view, edition)), heads, rows) if rows else ""


def _checks(view: View, edition: str) -> str:
    """Return a table of the checks that look at several numbers together, and the double entry."""
    counts: dict[str, Counter[str]] = {}
    for check in view.ledger.checks:
        if check["edition"] == edition:
            counts.setdefault(check["check"], Counter())[check["holds"]] += 1
    outcomes = ("ja", "nee", "onbekend")
    rows = [
        (escape(name), count(sum(found.values())), *(count(found[outcome]) for outcome in outcomes))
        for name, found in counts.items()
    ]
    heads = ("Uitgevoerd", "Gaat op", "Gaat niet op", "Niet te zeggen")
    caption = _caption("Controles over meer getallen tegelijk", _among(view, edition))
    html = table(caption, (Head("Controle"), *(Head(t, True) for t in heads)),
                 rows) if rows else ""  # fmt: skip
    entry = view.ledger.double_entry
    if entry:
        html += (
            f"<p>Dubbel geboekt zijn {count(entry['compared'])} getallen van dit boek: de notebooks en de "
            "audit rekenen ze los van elkaar uit. "
            f"Aantal verschillen: {count(entry['differing'])}.</p>\n"
        )
    return html


def _coverage(view: View, edition: str) -> str:
    """Return what the census says: each number in the report's text is a claim, or left out for a reason."""
    found = view.ledger.census.get(edition)
    if not found:
        return ""
    reasons = [(escape(reason), count(number)) for reason, number in found["reasons"].items()]
    left_out = sum(found["reasons"].values())
    rows = [
        ("In het register", count(found["claims"])),
        ("Telt met een reden niet mee", count(left_out)),
        ("Nog open", count(found["open"])),
        ("Samen", count(found["tokens"])),
    ]
    text = (
        f"<p>Een telling door de hele tekst van het rapport vindt {count(found['tokens'])} getallen en "
        f"telwoorden. Daarvan is {part(found['coverage'])} gedekt: het staat in het register, of het telt "
        "met een reden niet mee. Een regel van het register kan meer dan een getal uit de tekst dekken, "
        "zoals bij een marge.</p>\n"
    )
    several = _among(view, edition)
    why = table(
        _caption("Getallen die niet meetellen", several), (Head("Reden"), Head("Getallen", True)), reasons
    )
    heads = (Head("Wat ermee is gedaan"), Head("Getallen", True))
    return (
        f"{text}{table(_caption('Getallen in de tekst van het rapport', several), heads, rows)}"
        '<details class="eb-checks eb-audit"><summary>Redenen om niet mee te tellen</summary>'
        f"{why}</details>\n"
    )


def _among(view: View, edition: str) -> str:
    """Return the edition where the book has several, else nothing."""
    return edition if len(view.ledger.summary) > 1 else ""


def _caption(text: str, edition: str) -> str:
    """Return a caption that differs from that of another edition: regions of a page need their own name."""
    return f"{text}, {edition_title(edition)}" if edition else text
