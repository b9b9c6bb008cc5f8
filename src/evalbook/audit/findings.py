"""Findings: what is wrong in a report, explained; and whether every contradiction has one.

Belongs here: reading `findings.csv`, and holding it against verdicts and checks: a contradiction
without a finding is an error, and so is a finding that is no longer needed. Not here: verdicts, and
the checks themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evalbook import paths
from evalbook.audit.grammar import CellOf
from evalbook.audit.register import Claim
from evalbook.audit.verdicts import LABELS, UNSOUND, Judged
from evalbook.errors import Fault, InputError
from evalbook.tables.register import Line, read_register
from evalbook.tables.wording import suggestion

FILE = "findings.csv"
COLUMNS = ("id", "kind", "title", "claims", "explanation", "suggestion", "marked_by")

KINDS: Mapping[str, str] = {
    "misprint": "drukfout",
    "contradiction": "tegenspraak",
    "conflict": "verschil met elders",
    "method": "werkwijze",
    "list": "lijst",
    "other": "overig",
}
"""Kinds of findings, most important first, with their Dutch name."""

VERDICT, READING = "verdict", "reading"
"""What can mark a finding besides the name of a check: the verdicts, or only a reader's eye."""

_ID = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")


class CheckResult(Protocol):
    """What came of one check; `holds` is None where it cannot be said."""

    @property
    def check(self) -> str:
        """Name of the check."""
        ...

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims involved."""
        ...

    @property
    def cells(self) -> tuple[str, ...]:
        """Addresses of the input cells involved."""
        ...

    @property
    def holds(self) -> bool | None:
        """Whether what was checked is so."""
        ...

    @property
    def message(self) -> str:
        """What that means, in Dutch."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a report, in Dutch: what is printed where, why it cannot be, what it may be.

    `marked_by` says what it rests on: `verdict`, names of checks, or `reading` where no calculation
    shows it. A finding is needed as long as one of these still marks one of its claims. One that is
    about words or a list, with no printed number near, has no claims; its explanation says where to look.
    """

    id: str
    edition: str
    kind: str
    title: str
    claims: tuple[str, ...]
    explanation: str
    suggestion: str
    marked_by: tuple[str, ...]
    where: str


def read_findings(edition: str, claims: Mapping[str, Claim]) -> tuple[Finding, ...]:
    """Return the findings of an edition in their own order; none where it has no `findings.csv`.

    Raises
    ------
    InputError
        With all faults at once: form of the file, duplicate ids, unknown kinds and claims, empty
        explanations.
    """
    path = paths.raw(edition) / FILE
    if not path.is_file():
        return ()
    lines, faults = read_register(path, COLUMNS)
    findings: dict[str, Finding] = {}
    for line in lines:
        faults += _faults(line, claims)
        if line["id"] in findings:
            what = f"bevinding '{line['id']}' staat er al, in {findings[line['id']].where}"
            faults.append(Fault(what, line.where, "geef elke bevinding een eigen id"))
        findings[line["id"]] = Finding(
            line["id"], edition, line["kind"], line["title"], tuple(line["claims"].split()),
            line["explanation"], line["suggestion"], _marks(line["marked_by"]), line.where,
        )  # fmt: skip
    if faults:
        raise InputError(faults)
    return tuple(findings.values())


def _marks(text: str) -> tuple[str, ...]:
    """Return what marks a finding; the names of checks hold spaces, so semicolons stand between."""
    return tuple(mark.strip() for mark in text.split(";") if mark.strip())


def _faults(line: Line, claims: Mapping[str, Claim]) -> list[Fault]:
    faults = []
    if not _ID.fullmatch(line["id"]):
        mend = "gebruik kleine letters zonder accenten, cijfers en streepjes"
        faults.append(Fault(f"'{line['id']}' is geen id", line.where, mend))
    if line["kind"] not in KINDS:
        mend = suggestion(line["kind"], KINDS) or f"kies uit: {', '.join(KINDS)}"
        faults.append(Fault(f"soort '{line['kind']}' is onbekend", line.where, mend))
    needed = ("title", "explanation", "suggestion", "marked_by")
    for column in ("claims", *needed) if VERDICT in _marks(line["marked_by"]) else needed:
        if not line[column]:
            faults.append(Fault(f"kolom '{column}' is leeg", line.where, "vul de kolom in"))
    for name in line["claims"].split():
        if name not in claims:
            mend = suggestion(name, claims) or "noem ids uit claims.csv, met spaties ertussen"
            faults.append(Fault(f"claim '{name}' bestaat niet", line.where, mend))
    return faults


def findings_by_claim(findings: Iterable[Finding]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the findings about each claim that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        for claim in finding.claims:
            found[claim] = (*found.get(claim, ()), finding.id)
    return found


def explanation_faults(
    judged: Sequence[Judged], results: Sequence[CheckResult], findings: Sequence[Finding]
) -> list[Fault]:
    """Return a fault for every contradiction that no finding explains, and every finding no longer needed.

    A check that fails is explained by a finding that names the check and one of its claims, or by the
    finding of one of its claims that is contradicted itself: it then shows the same from another side.
    An input cell that holds another value than was printed is a change of ours: no finding explains it.
    """
    explained = findings_by_claim(findings)
    changed = [each for each in judged if each.verdict in UNSOUND and isinstance(each.claim.parsed, CellOf)]
    wrong = [each for each in judged if each.verdict in UNSOUND and each not in changed]
    unsound = {each.claim.id for each in wrong}
    faults = [_changed_input(each) for each in changed]
    faults += [_unexplained(each) for each in wrong if each.claim.id not in explained]
    failed = [result for result in results if result.holds is False]
    claims_at = _claims_at(judged)
    about = [
        {*result.claims, *(name for cell in result.cells for name in claims_at.get(cell, ()))}
        for result in failed
    ]
    for result, names in zip(failed, about, strict=True):
        if not (names & unsound & set(explained) or any(_names(each, result, names) for each in findings)):
            faults.append(_unexplained_check(result, names))
    for finding in findings:
        marks = VERDICT in finding.marked_by and bool(unsound & set(finding.claims))
        checks = any(_names(finding, result, names) for result, names in zip(failed, about, strict=True))
        if not (marks or checks or READING in finding.marked_by):
            faults.append(_needless(finding))
    return faults


def _claims_at(judged: Sequence[Judged]) -> Mapping[str, list[str]]:
    """Return the claims that are an input cell, by the address of that cell."""
    found: dict[str, list[str]] = {}
    for each in judged:
        if each.verdict == "input" and each.outcome:
            found.setdefault(each.outcome.sources[0], []).append(each.claim.id)
    return found


def _names(finding: Finding, result: CheckResult, about: set[str]) -> bool:
    """Return whether a finding is about a failing check; one that involves no claims needs only its name."""
    return result.check in finding.marked_by and (not about or bool(about & set(finding.claims)))


def _changed_input(each: Judged) -> Fault:
    what = f"{each.reason}: de invoer is anders dan is afgedrukt (claim '{each.claim.id}')"
    mend = "zet de cel terug en gebruik corrections.csv, of pas de regel in claims.csv aan"
    return Fault(what, each.claim.where, mend)


def _unexplained(each: Judged) -> Fault:
    claim = each.claim
    value = "" if each.recomputed is None else f", herrekend {float(each.recomputed):.6g}".replace(".", ",")
    what = f"claim '{claim.id}' ({claim.printed}{value}) is {LABELS[each.verdict]} en heeft geen bevinding"
    mend = f"schrijf een bevinding in {FILE} met deze claim, of verbeter invoer of uitdrukking"
    return Fault(what, claim.where, mend)


def _unexplained_check(result: CheckResult, names: set[str]) -> Fault:
    where = ", ".join(sorted(names)) or ", ".join(result.cells)
    mend = f"schrijf een bevinding in {FILE} met een van deze claims en marked_by {result.check}"
    return Fault(f"controle '{result.check}' faalt zonder bevinding: {result.message}", where, mend)


def _needless(finding: Finding) -> Fault:
    what = f"bevinding '{finding.id}' is niet meer nodig: alle claims kloppen weer"
    return Fault(what, finding.where, f"haal de regel uit {FILE}, of kijk waarom de tegenspraak weg is")
