"""Checks beyond recomputation: relations between printed numbers that must hold, and whether they do.

Belongs here: running all checks over the claims and inputs of an edition. One idea, one module: each
says to what it applies and yields relations. Not here: recomputing claims (`verdicts`), and what a
failed check means (`diagnosis`, `findings`).

    facts = Facts.of(read_register(edition, inputs), inputs)
    results = run(facts, edition)
    frame(results)
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable

from evalbook.audit.checks import (
    bases,
    counts,
    duplicates,
    grim,
    listings,
    memberships,
    orderings,
    products,
    rates,
    repeats,
    shares,
    single,
    totals,
    weighting,
    windows,
)
from evalbook.audit.checks.declarations import Declarations
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.granularity import granularity
from evalbook.audit.checks.relation import Judgement, Operand, Relation, Result, frame

__all__ = [
    "CHECKS",
    "Declarations",
    "Facts",
    "Judgement",
    "Operand",
    "Relation",
    "Result",
    "declared_for",
    "frame",
    "granularity",
    "relations",
    "run",
]

_MODULES = (
    totals, shares, products, rates, bases, weighting, grim, repeats, orderings, windows, listings,
    counts, memberships, duplicates, single,
)  # fmt: skip

CHECKS: tuple[str, ...] = tuple(module.CHECK for module in _MODULES)
"""The names of the checks, in the order in which their results come."""


def run(facts: Facts, edition: str) -> tuple[Result, ...]:
    """Return the results of all checks over all claims and inputs to which they apply."""
    return results_of(relations(facts, declared_for(edition)))


def relations(facts: Facts, declared: Declarations) -> tuple[Relation, ...]:
    """Return all relations that must hold, by check and in order of the register."""
    return tuple(relation for module in _MODULES for relation in module.relations(facts, declared))


def results_of(found: Iterable[Relation]) -> tuple[Result, ...]:
    """Return the result of each relation as printed."""
    return tuple(relation.result() for relation in found)


def declared_for(edition: str) -> Declarations:
    """Return what is declared for the programme of an edition (`pib` of `pib-2016-2020`); else nothing."""
    name = f"{__package__}.{edition.partition('-')[0]}"
    if importlib.util.find_spec(name) is None:
        return Declarations()
    found = getattr(importlib.import_module(name), "DECLARED", None)
    return found if isinstance(found, Declarations) else Declarations()
