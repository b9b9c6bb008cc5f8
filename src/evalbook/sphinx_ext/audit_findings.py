"""Directive `audit-findings`: what is wrong in a report, with the numbers it is about.

Belongs here: a section per kind and per finding. Not here: what the search for a smallest change
proposes (`audit_diagnosis`), and the register of all claims.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from evalbook.sphinx_ext.audit_diagnosis import DIAGNOSIS, INTRODUCTION, proposals_of
from evalbook.sphinx_ext.audit_ledger import Record
from evalbook.sphinx_ext.audit_page import AuditDirective
from evalbook.sphinx_ext.audit_view import Head, View, table, verdict
from evalbook.sphinx_ext.audit_words import anchor_of_kind, edition_title, hidden, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HEADS = (
    Head("Wat het getal zegt"), Head("Plaats"), Head("Afgedrukt", True), Head("Berekening"),
    Head("Herrekend", True), Head("Oordeel"),
)  # fmt: skip


class FindingsDirective(AuditDirective):
    """Place all findings, most important kind first, and then the diagnosis where there is one."""

    def run(self) -> list[nodes.Node]:
        """Return a section per kind of finding, per edition where there are several; nothing without any."""
        view = self.view("audit:findings")
        editions = list(dict.fromkeys(finding["edition"] for finding in view.ledger.findings))
        found: list[nodes.Node] = []
        # the contents beside the page name the kinds of finding, not every finding
        self.env.metadata[self.env.docname]["tocdepth"] = 3 if len(editions) > 1 else 2
        if len(editions) > 1:
            for edition in editions:
                kinds = self._kinds(view, edition, edition)
                found.append(self.section(f"bevindingen-{edition}", edition_title(edition), *kinds))
        else:
            found = [kind for edition in editions for kind in self._kinds(view, edition)]
        proposals = [
            self.section(f"diagnose-{place}", title, self.part(html))
            for place, (title, html) in enumerate(proposals_of(view), start=1)
        ]
        if proposals:
            found.append(self.section("diagnose", DIAGNOSIS, self.part(INTRODUCTION), *proposals))
        return found

    def _kinds(self, view: View, edition: str, ending: str = "") -> list[nodes.Node]:
        findings = [finding for finding in view.ledger.findings if finding["edition"] == edition]
        sections: list[nodes.Node] = []
        for kind in dict.fromkeys(finding["kind"] for finding in findings):
            label = view.ledger.words["kinds"].get(kind, kind)
            each = [self._finding(view, finding) for finding in findings if finding["kind"] == kind]
            sections.append(self.section(anchor_of_kind(kind, ending), label[:1].upper() + label[1:], *each))
        return sections

    def _finding(self, view: View, finding: Record) -> nodes.section:
        texts = (finding["explanation"], finding["suggestion"])
        return self.section(
            f"bevinding-{finding['id']}", finding["title"], self.part(_html(view, finding), texts)
        )


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("audit-findings", FindingsDirective)


def _html(view: View, finding: Record) -> str:
    """Return the explanation, the suggestion, the numbers it is about, and the checks that fail on them."""
    claims = view.ledger.known(finding["edition"], finding["claims"].split())
    text = (
        f"<p>{words(finding['explanation'])}</p>\n"
        f'<p class="eb-suggestion eb-audit"><strong>Voorstel.</strong> {words(finding["suggestion"])}</p>\n'
    )
    if not claims:  # a finding about words or a list: its explanation says where they stand
        return text
    caption = f"De getallen bij ‘{finding['title']}’"
    rows = [_row(view, claim) for claim in claims]
    return text + table(caption, _HEADS, rows, "eb-audit eb-stack eb-claims") + _checks(view, finding, claims)


def _row(view: View, claim: Record) -> tuple[str, ...]:
    label = claim["label"][:1].upper() + claim["label"][1:]
    return (
        view.link(claim["href"], words(label)),
        words(claim["place"]),
        words(claim["printed"]),
        words(claim["formula"]) or view.cells(claim["edition"], claim["cells"]),
        escape(claim["recomputed"]),
        verdict(claim),
    )


def _checks(view: View, finding: Record, claims: list[Record]) -> str:
    """Return the messages of the checks that fail on a claim of this finding, or on a cell that it is."""
    names = {claim["id"] for claim in claims}
    cells = {claim["cells"][0] for claim in claims if claim["verdict"] == "input" and claim["cells"]}
    messages = dict.fromkeys(
        check["message"]
        for check in view.ledger.checks
        if check["edition"] == finding["edition"]
        and check["holds"] == "nee"
        and (names & set(check["claims"].split()) or cells & set(check["cells"].split("; ")))
    )
    if not messages:
        return ""
    items = "".join(f"<li>{words(message)}</li>" for message in messages)
    name = finding["title"]
    return (
        f'<details class="eb-checks eb-audit"><summary>Controles die niet opgaan{hidden(f" bij {name}")}'
        f"</summary><ul>{items}</ul></details>\n"
    )
