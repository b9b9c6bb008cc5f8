"""The whole audit: all editions judged, checked and held against their findings.

Belongs here: the order of the steps, and their result. Not here: any step, and writing files
(`records`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evalbook import paths
from evalbook.audit import checks
from evalbook.audit.checks.facts import Facts
from evalbook.audit.findings import CheckResult, Finding, explanation_faults, findings_by_claim, read_findings
from evalbook.audit.inputs import Inputs, inputs_of
from evalbook.audit.places import chapters_of
from evalbook.audit.register import Claim, has_register, read_register
from evalbook.audit.verdicts import Judged, judge
from evalbook.errors import Fault, RunError


@dataclass(frozen=True)
class EditionAudit:
    """One edition judged. `faults` are contradictions without a finding and findings no longer needed."""

    edition: str
    inputs: Inputs
    judged: tuple[Judged, ...]
    results: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id, in order of the register."""
        return {each.claim.id: each.claim for each in self.judged}

    @cached_property
    def chapters(self) -> Mapping[str, str]:
        """The chapter of each claim."""
        return chapters_of(self.claims.values())

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the findings about each claim that has any."""
        return findings_by_claim(self.findings)


@dataclass(frozen=True)
class Audit:
    """All editions judged."""

    editions: tuple[EditionAudit, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All contradictions without a finding, and all findings no longer needed."""
        return tuple(fault for each in self.editions for fault in each.faults)

    def require_explained(self) -> None:
        """Raise RunError with all faults, where there are any."""
        if self.faults:
            raise RunError(self.faults)


def audited_editions() -> list[str]:
    """Return the editions that have a register of claims, in order of name."""
    folder = paths.raw("")
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []
    return [name for name in names if has_register(name)]


def audit(*editions: str) -> Audit:
    """Return these editions judged; without names, all that have a register of claims.

    Raises
    ------
    InputError
        Where a register, a workbook or the findings are not in order.
    RunError
        Where a claim and the input cell that it is are in different units. Contradictions in a report raise
        nothing here: they are in the result, and `require_explained` tells which lack a finding.
    """
    return Audit(tuple(_edition(name) for name in editions or audited_editions()))


def _edition(edition: str) -> EditionAudit:
    inputs = inputs_of(edition)
    claims = read_register(edition, inputs)
    judged = judge(claims, inputs)
    results = checks.run(Facts.of(claims, inputs), edition)
    findings = read_findings(edition, {claim.id: claim for claim in claims})
    faults = explanation_faults(judged, results, findings)
    return EditionAudit(edition, inputs, judged, tuple(results), findings, tuple(faults))
