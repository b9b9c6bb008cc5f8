"""A relation between printed numbers that must hold, and what came of checking it.

Belongs here: the form that all checks share. Not here: any check. A relation keeps how its sides are
calculated, so that it can be judged again with other numbers put in ("what if" in `diagnosis`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from evalbook.audit.calculation import Leaf, Tree, leaves
from evalbook.audit.evaluation import exact_value
from evalbook.audit.intervals import EVERYTHING
from evalbook.audit.reach import reach
from evalbook.rounding import Interval

Changes = Mapping[str, Leaf]
"""Numbers to put in the place of others, by cell address or claim id."""

NO_CHANGES: Changes = {}

COLUMNS = ("check", "claims", "cells", "holds", "arithmetic", "message")


@dataclass(frozen=True)
class Operand:
    """One number of a relation: how it is calculated, its unit, and what a reader calls it."""

    label: str
    tree: Tree
    unit: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The cells and claims it comes from, each once, in order of use."""
        return tuple(dict.fromkeys(leaf.name for leaf in leaves(self.tree) if leaf.name))

    @property
    def value(self) -> Fraction | None:
        """The exact value, None where it divides by nought."""
        try:
            return exact_value(self.tree)
        except ZeroDivisionError:
            return None

    @property
    def interval(self) -> Interval:
        """All values that rounding allows; everything where it divides by nought."""
        return EVERYTHING if self.value is None else reach(self.tree)

    def under(self, changes: Changes) -> Operand:
        """Return the same operand with other numbers put in."""
        tree = substituted(self.tree, changes)
        return self if tree is self.tree else replace(self, tree=tree)


def substituted(tree: Tree, changes: Changes) -> Tree:
    """Return a calculation with other numbers put in; the very same one where none of them occurs."""
    if isinstance(tree, Leaf):
        return changes.get(tree.name, tree) if tree.name else tree
    below = tuple(substituted(each, changes) for each in tree.below)
    same = all(new is old for new, old in zip(below, tree.below, strict=True))
    return tree if same else replace(tree, below=below)


@dataclass(frozen=True)
class Judgement:
    """Whether a relation holds (None: cannot be said), the sum behind it and what that means, in Dutch."""

    holds: bool | None
    arithmetic: str
    message: str


@dataclass(frozen=True)
class Result:
    """What came of one check: the claims (ids) and cells (addresses) involved, and the judgement."""

    check: str
    claims: tuple[str, ...]
    cells: tuple[str, ...]
    holds: bool | None
    arithmetic: str
    message: str


@dataclass(frozen=True)
class Relation:
    """Numbers, and how to judge whether they go together.

    `claims` and `cells` are involved besides those that the operands are calculated from.
    `repeats` names the claim of whose own expression this is another view: its verdict says the same,
    so that whoever counts contradictions does not count this one too.
    """

    check: str
    operands: tuple[Operand, ...]
    judge: Callable[..., Judgement]
    claims: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    repeats: str = ""

    @property
    def names(self) -> frozenset[str]:
        """All cells and claims that the judgement depends on."""
        return frozenset(name for operand in self.operands for name in operand.names)

    def judgement(self, changes: Changes = NO_CHANGES) -> Judgement:
        """Return the judgement, with other numbers put in where there are changes."""
        return self.judge(*(operand.under(changes) for operand in self.operands))

    def result(self, changes: Changes = NO_CHANGES) -> Result:
        """Return the judgement with what is involved."""
        found = self.judgement(changes)
        names = [name for operand in self.operands for name in operand.names]
        claims = dict.fromkeys((*self.claims, *(name for name in names if not is_cell(name))))
        cells = dict.fromkeys((*self.cells, *(name for name in names if is_cell(name))))
        return Result(self.check, tuple(claims), tuple(cells), found.holds, found.arithmetic, found.message)


def is_cell(name: str) -> bool:
    """Return whether a name is the address of a cell; else it is the id of a claim."""
    return "!" in name


def frame(results: Iterable[Result]) -> pd.DataFrame:
    """Return results as a frame: one row per check made, claims and cells separated by spaces and ;.

    `holds` is True, False or None (cannot be said).
    """
    rows = [
        (
            found.check,
            " ".join(found.claims),
            "; ".join(found.cells),
            found.holds,
            found.arithmetic,
            found.message,
        )
        for found in results
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
