"""The audit in short: claims by verdict and by chapter, and the findings in words.

Belongs here: counting, and the lines that the command line prints. Not here: judging.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from evalbook.audit.findings import KINDS, Finding
from evalbook.audit.ledger import Audit, EditionAudit
from evalbook.audit.verdicts import LABELS


def summary_of(audit: Audit) -> dict[str, Any]:
    """Return counts per edition: claims by verdict, by chapter and verdict, findings by kind, checks."""
    return {each.edition: _edition_summary(each) for each in audit.editions}


def _edition_summary(edition: EditionAudit) -> dict[str, Any]:
    verdicts = Counter(each.verdict for each in edition.judged)
    chapters: dict[str, Counter[str]] = {}
    for each in edition.judged:
        chapters.setdefault(edition.chapters[each.claim.id], Counter())[each.verdict] += 1
    holds = Counter(found.holds for found in edition.results)
    return {
        "claims": len(edition.judged),
        "verdicts": {verdict: verdicts[verdict] for verdict in LABELS},
        "chapters": {
            name: {verdict: counts[verdict] for verdict in LABELS} for name, counts in chapters.items()
        },
        "findings": {kind: sum(found.kind == kind for found in edition.findings) for kind in KINDS},
        "checks": {"made": len(edition.results), "failed": holds[False], "unknown": holds[None]},
        "unexplained": len(edition.faults),
    }


def summary_lines(audit: Audit) -> list[str]:
    """Return the audit as lines of text: per edition the verdicts, then the findings, worst kind first."""
    lines: list[str] = []
    for edition in audit.editions:
        verdicts = Counter(each.verdict for each in edition.judged)
        lines += [f"{edition.edition}: {len(edition.judged)} afgedrukte getallen", ""]
        lines += [f"  {verdicts[name]:>5}  {label}" for name, label in LABELS.items() if verdicts[name]]
        made = len(edition.results)
        if made:
            failed = sum(found.holds is False for found in edition.results)
            lines += ["", f"  {made} controles over meer getallen tegelijk, waarvan {failed} niet opgaan"]
        lines += ["", f"  {len(edition.findings)} bevindingen", ""]
        for found in ordered(edition.findings):
            lines += _finding_lines(found)
    return lines


def ordered(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return findings, most important kind first, and within a kind in their own order."""
    rank = list(KINDS)
    return sorted(findings, key=lambda found: rank.index(found.kind))


def _finding_lines(found: Finding) -> list[str]:
    claims = [f"      claims:   {', '.join(found.claims)}"] if found.claims else []
    return [
        f"  {found.id} ({KINDS[found.kind]}): {found.explanation}",
        f"      voorstel: {found.suggestion}",
        *claims,
        "",
    ]
