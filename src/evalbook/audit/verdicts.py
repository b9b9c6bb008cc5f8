"""The verdict on each claim: does what is printed follow from what else is printed?

Belongs here: comparing a printed number with its recomputation, and the seven verdicts. Not here:
explaining a contradiction (`findings`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from evalbook.audit.evaluation import Outcome, evaluate
from evalbook.audit.grammar import CellOf, ClaimOf
from evalbook.audit.inputs import Inputs
from evalbook.audit.intervals import meet
from evalbook.audit.register import Claim
from evalbook.errors import Fault, RunError
from evalbook.rounding import Interval, decimal_of

Verdict = Literal[
    "input",
    "reproduced",
    "reproduced_by_truncation",
    "within_rounding",
    "contradicted",
    "conflicting",
    "not_recomputable",
]

LABELS: Mapping[Verdict, str] = {
    "contradicted": "weerlegd",
    "conflicting": "strijdig met elders",
    "within_rounding": "mogelijk binnen afronding",
    "reproduced_by_truncation": "klopt bij afkappen",
    "reproduced": "herrekend en juist",
    "input": "invoer",
    "not_recomputable": "niet te herrekenen",
}
"""The verdicts in Dutch, most serious first."""

MEANINGS: Mapping[Verdict, str] = {
    "contradicted": "Ook met alle ruimte die de afronding laat, volgt het getal niet uit de invoer.",
    "conflicting": "Dezelfde grootheid staat op een andere plaats met een ander getal.",
    "within_rounding": "De herrekende waarde wijkt af, maar de afronding van de invoer laat het getal toe.",
    "reproduced_by_truncation": "Afgerond klopt het niet, wel als de cijfers na het laatste wegvallen.",
    "reproduced": "De herrekende waarde geeft, op dezelfde manier afgerond, het afgedrukte getal.",
    "input": "Het getal is zelf invoer; er valt niets te herrekenen.",
    "not_recomputable": "Andere afgedrukte getallen bepalen dit getal niet; de opmerking zegt waarom.",
}
"""What each verdict means, in one sentence for readers."""

UNSOUND: frozenset[Verdict] = frozenset({"contradicted", "conflicting"})
"""Verdicts that ask for a finding."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict; `reason` says in Dutch why, where the verdict alone does not.

    `outcome` is None where the claim has no expression. For a claim that is an input cell the outcome
    is that cell. `tie` says that the recomputed value lies exactly halfway between two printed ones.
    """

    claim: Claim
    verdict: Verdict
    outcome: Outcome | None
    reason: str = ""
    tie: bool = False

    @property
    def recomputed(self) -> Fraction | None:
        """The recomputed value; None for an input, and where nothing can be recomputed."""
        return None if self.outcome is None or self.verdict == "input" else self.outcome.value

    @property
    def interval(self) -> Interval | None:
        """The values that the rounding of the inputs allows, beside the recomputed one."""
        return None if self.outcome is None or self.verdict == "input" else self.outcome.interval


def judge(claims: Iterable[Claim], inputs: Inputs) -> tuple[Judged, ...]:
    """Return all claims with their verdicts, in the same order.

    Raises
    ------
    RunError
        Where a claim that is an input cell has another unit than that cell: a break in our own chain,
        not in the report.
    """
    known = {claim.id: claim for claim in claims}
    faults = [fault for claim in known.values() if (fault := _broken_link(claim, inputs))]
    if faults:
        raise RunError(faults)
    return tuple(verdict_on(claim, inputs, known) for claim in known.values())


def verdict_on(claim: Claim, inputs: Inputs, claims: Mapping[str, Claim]) -> Judged:
    """Return one claim with its verdict."""
    if claim.parsed is None:
        return Judged(claim, "not_recomputable", None, claim.note)
    outcome = evaluate(claim.parsed, inputs, claims)
    if outcome.value is None or outcome.interval is None:
        return Judged(claim, "not_recomputable", outcome, outcome.reason)
    if isinstance(claim.parsed, CellOf):
        return _input(claim, outcome, outcome.value)
    if isinstance(claim.parsed, ClaimOf):
        return _repeated(claim, claims[claim.parsed.id], outcome)
    return _recomputed(claim, outcome, outcome.value, outcome.interval)


def _input(claim: Claim, outcome: Outcome, value: Fraction) -> Judged:
    """Return the verdict on a quantity that is an input cell.

    A cell that was changed since it was taken over holds another value than was printed: the printed
    number is then contradicted, and what depends on it shows the same.
    """
    if decimal_of(float(value)) == decimal_of(float(claim.value)):
        return Judged(claim, "input", outcome)
    reason = f"invoercel {outcome.sources[0]} bevat {_plain(value)}, afgedrukt is {claim.printed}"
    return Judged(claim, "contradicted", outcome, reason)


def _repeated(claim: Claim, other: Claim, outcome: Outcome) -> Judged:
    """Return the verdict on a quantity that is printed elsewhere as well."""
    if claim.value == other.value:
        return Judged(claim, "reproduced", outcome)
    if meet(claim.interval, other.interval):
        return Judged(claim, "within_rounding", outcome, f"elders afgedrukt als {other.printed}")
    where = f"{other.place}, regel {other.line}"
    return Judged(claim, "conflicting", outcome, f"elders afgedrukt als {other.printed} ({where})")


def _recomputed(claim: Claim, outcome: Outcome, value: Fraction, interval: Interval) -> Judged:
    """Return the verdict on a quantity that follows from other numbers."""
    if value in claim.interval:
        return Judged(claim, "reproduced", outcome, tie=_is_tie(value, claim.decimals))
    if not claim.qualifier and _truncated(value, claim.decimals) == claim.value:
        return Judged(claim, "reproduced_by_truncation", outcome, "de cijfers na het laatste zijn weggelaten")
    if meet(claim.interval, interval):
        return Judged(claim, "within_rounding", outcome, "de afronding van de invoer laat deze waarde toe")
    return Judged(claim, "contradicted", outcome)


def _is_tie(value: Fraction, decimals: int) -> bool:
    return (value * Fraction(10) ** decimals * 2).denominator == 1 and (
        value * Fraction(10) ** decimals
    ).denominator == 2


def _truncated(value: Fraction, decimals: int) -> Fraction:
    """Return a value with all digits beyond these decimals left out."""
    return Fraction(math.trunc(value * Fraction(10) ** decimals)) / Fraction(10) ** decimals


def _broken_link(claim: Claim, inputs: Inputs) -> Fault | None:
    """Return what is wrong where a claim and the input cell that it is are in different units."""
    if not isinstance(claim.parsed, CellOf):
        return None
    cell = inputs.table(claim.parsed.table).cell(claim.parsed.column, claim.parsed.keys)
    if cell.number is None:
        return None
    if cell.unit not in ("", claim.unit):
        what = f"claim '{claim.id}' is in {claim.unit}, maar invoercel {cell.address} in {cell.unit}"
        return Fault(what, claim.where, "verbeter de eenheid in claims.csv, of de verwijzing")
    return None


def _plain(value: Fraction) -> str:
    return f"{float(value):.15g}".replace(".", ",")
