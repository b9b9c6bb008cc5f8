"""The same list in several places: is it as long everywhere?

Applies to the lists that are declared to be the same, though each place may use names of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evalbook.audit.calculation import constant
from evalbook.audit.checks.declarations import Declarations, SameList
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.listings import counted_columns, items_of
from evalbook.audit.checks.relation import Judgement, Operand, Relation
from evalbook.audit.checks.wording import shown
from evalbook.audit.grammar import parse

CHECK = "zelfde opsomming op meer plaatsen"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every pair of lists; nothing where an edition lacks one of them."""
    for each in declared.same_lists:
        sizes, cells = [], []
        for text in (each.one, each.other):
            if facts.operand(text) is None:
                break
            items = [item for column in counted_columns(parse(text)) for item in items_of(facts, column)]
            sizes.append(Operand(each.label, constant(len(items))))
            cells += [address for _, address in items]
        if len(sizes) == len((each.one, each.other)):
            claims = tuple(name for name in each.claims if name in facts.claims)
            yield Relation(CHECK, tuple(sizes), partial(judge, each), claims=claims, cells=tuple(cells))


def judge(each: SameList, one: Operand, other: Operand) -> Judgement:
    """Return whether both lists have as many items, but for those that only the first should have."""
    more = f" - {each.more}" if each.more else ""
    arithmetic = f"{shown(one.value)}{more} en {shown(other.value)}"
    if one.value is not None and one.value - each.more == other.value:
        return Judgement(True, arithmetic, f"{each.label}: even lang")
    what = f"{each.label}: de ene plaats telt er {shown(one.value)}, de andere {shown(other.value)}"
    return Judgement(False, arithmetic, what)
