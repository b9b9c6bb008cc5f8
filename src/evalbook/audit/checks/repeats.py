"""The same quantity printed in several places: do all places say the same?

Applies to claims that are linked: by `claim("...")`, by the same cell, or by the same expression.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import listed
from evalbook.audit.grammar import ClaimOf, text_of
from evalbook.audit.intervals import EVERYTHING, meet
from evalbook.audit.register import Claim
from evalbook.rounding import Interval

CHECK = "zelfde grootheid op meer plaatsen"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
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
    """Return whether one value can stand behind all printed numbers."""
    places: dict[str, list[str]] = defaultdict(list)
    for claim in group:
        places[claim.printed].append(f"{claim.place}, regel {claim.line}")
    label = group[0].label
    found = "; ".join(f"‘{text}’ in {listed(where)}" for text, where in places.items())
    # On a line, intervals that meet two by two have a value that lies in all of them.
    clash = common(operand.interval for operand in printed) is None
    if clash:
        return Judgement(False, found, f"{label}: op meer plaatsen verschillend afgedrukt")
    return Judgement(True, found, f"{label}: overal gelijk, gezien de afronding")


def common(intervals: Iterable[Interval]) -> Interval | None:
    """Return the values that lie in all of these intervals, None where there are none."""
    found = EVERYTHING
    for each in intervals:
        if not meet(found, each):
            return None
        low, high = found, found
        if each.low is not None and (
            found.low is None or (each.low, found.low_closed) > (found.low, each.low_closed)
        ):
            low = each
        if each.high is not None and (
            found.high is None or (each.high, each.high_closed) < (found.high, found.high_closed)
        ):
            high = each
        found = Interval(low.low, high.high, low.low_closed, high.high_closed)
    return found
