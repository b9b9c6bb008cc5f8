"""Diagnosis: the smallest change of printed inputs that mends the most contradictions.

Belongs here: the one way in. `links` finds which printed numbers are one quantity, `statements` what
the report says, `candidates` which values could mend a statement, `search` tries them, and `proposals`
tells people. Nothing here knows a report: what it finds, it finds by search.

    found = diagnose(facts, relations)
    found.singles[0].explanation
    frame(found.singles)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Relation
from evalbook.audit.diagnosis.proposals import (
    MISPRINT,
    OTHER_COUNT,
    PAIR,
    Effect,
    Proposal,
    best,
    frame,
    proposal,
)
from evalbook.audit.diagnosis.search import Search

__all__ = [
    "MISPRINT",
    "OTHER_COUNT",
    "PAIR",
    "Diagnosis",
    "Effect",
    "Proposal",
    "Search",
    "diagnose",
    "frame",
]


@dataclass(frozen=True)
class Diagnosis:
    """All proposals, best first: of one quantity, and of two together.

    They rank by statements mended minus broken, then by the size of the change.
    """

    singles: tuple[Proposal, ...]
    pairs: tuple[Proposal, ...]

    @property
    def leading(self) -> tuple[Proposal, ...]:
        """The single changes that mend several contradictions at once and that no better one covers."""
        return tuple(each for each in self.singles if len(each.mended) > 1 and not each.covered)

    @property
    def counts(self) -> tuple[Proposal, ...]:
        """The proposals that a count is really another number, best first."""
        return tuple(each for each in self.singles if each.kind == OTHER_COUNT)


def diagnose(facts: Facts, relations: Iterable[Relation], *, pairs: bool = True) -> Diagnosis:
    """Return the changes that mend contradictions: in verdicts and in failed checks alike.

    `relations` are those of `checks.relations`. Without `pairs` only single quantities are changed.
    """
    search = Search(facts, relations)
    singles = search.singles()
    single, double = best(singles), best(search.pairs(singles)) if pairs else []
    return Diagnosis(
        tuple(proposal(search, trial, single) for trial in single),
        tuple(proposal(search, trial, double) for trial in double),
    )
