"""The same quantity printed in several places: do all places say the same?

Applies to claims that are linked: by `claim("...")`, by the same cell, or by the same expression.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import listed
from evalbook.audit.grammar import ClaimOf, text_of
from evalbook.audit.intervals import meet
from evalbook.audit.register import Claim

CHECK = "zelfde grootheid op meer plaatsen"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:  # noqa: ARG001
    """Yield a relation for every quantity that is printed more than once."""
    for group in same_quantities(facts.claims):
        operands = tuple(facts.printed(claim) for claim in group)
        yield Relation(CHECK, operands, partial(judge, group), repeats=group[0].id)


def same_quantities(claims: Mapping[str, Claim]) -> list[tuple[Claim, ...]]:
    """Return the groups of two claims or more that print one quantity, in order of the register."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        groups[root_of(claim, claims), claim.unit].append(claim)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def root_of(claim: Claim, claims: Mapping[str, Claim]) -> str:
    """Return what a claim prints: an expression, or the claim that it repeats in the end."""
    seen = {claim.id}
    while isinstance(claim.parsed, ClaimOf) and claim.parsed.id not in seen:
        claim = claims[claim.parsed.id]
        seen.add(claim.id)
    return f'claim("{claim.id}")' if claim.parsed is None else text_of(claim.parsed)


def judge(group: tuple[Claim, ...], *printed: Operand) -> Judgement:
    """Return whether one value can stand behind all printed numbers, two by two."""
    places: dict[str, list[str]] = defaultdict(list)
    for claim in group:
        places[claim.printed].append(f"{claim.place}, regel {claim.line}")
    label = group[0].label
    found = "; ".join(f"‘{text}’ in {listed(where)}" for text, where in places.items())
    clash = any(
        not meet(one.interval, other.interval)
        for place, one in enumerate(printed)
        for other in printed[place + 1 :]
    )
    if clash:
        return Judgement(False, found, f"{label}: op meer plaatsen verschillend afgedrukt")
    return Judgement(True, found, f"{label}: overal gelijk, gezien de afronding")
