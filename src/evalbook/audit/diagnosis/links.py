"""Which printed numbers are one quantity, so that a change of one is a change of all.

Belongs here: the rules by which cells and claims are linked. Not here: trying changes (`search`).

Two names are linked only where their values are equal as printed; numbers that disagree are what is
to be explained, and stay apart. The rules, none of which knows any report:

1. a claim whose expression is just a cell, or just another claim, prints that quantity;
2. claims with the same expression print the same quantity;
3. a claim whose id ends in the name of a cell prints that cell: `s2_4_1.clusters` the row `clusters`
   of a sheet of key figures, `pib_table_5.pib_2017` the column `pib` in the row 2017;
4. columns of counts in two tables of one workbook with the same keys are the same count, where they are
   equal in every one of three rows or more;
5. what is calculated from one column of counts alone, and printed rightly, follows from these counts:
   their total, a part of it, their number per year. It changes with a count that is really another,
   and stays as evidence when only one cell was misprinted. What is calculated with anything else as
   well, such as an amount per unit, is evidence in both cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from evalbook.audit.calculation import Tree, leaves
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.repeats import root_of
from evalbook.audit.evaluation import exact_value
from evalbook.audit.grammar import CellOf, ClaimOf
from evalbook.audit.inputs import Input
from evalbook.audit.intervals import is_point, point
from evalbook.audit.register import Claim
from evalbook.rounding import Interval

_FEWEST_ROWS = 3
_EXACT = frozenset({"count"})


@dataclass(frozen=True)
class Derived:
    """A quantity that follows from one column of counts: how it is calculated, and what prints it."""

    claim: Claim
    tree: Tree
    names: tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """One quantity: the cells and claims that print it, its value, and what follows from it (rule 5).

    `whole` says that it was counted. `derived` stands in order of calculation.
    """

    names: tuple[str, ...]
    label: str
    value: Fraction
    unit: str
    whole: bool
    derived: tuple[Derived, ...] = ()


class Links:
    """The quantities of an edition, found once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._parent: dict[str, str] = {}
        for rule in (self._plain, self._same_expression, self._same_name, self._equal_columns):
            for one, other in rule():
                self._join(one, other)

    @cached_property
    def cells(self) -> Mapping[str, Input]:
        """All input cells with a number, by address."""
        tables = (self.facts.inputs.table(name) for name in self.facts.inputs.specification)
        return {
            cell.address: cell
            for table in tables
            for cells in table.columns.values()
            for cell in cells
            if cell.number is not None
        }

    @cached_property
    def classes(self) -> Mapping[str, tuple[str, ...]]:
        """The names of each quantity, by the name that stands for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in (*self.cells, *self.facts.claims):
            found[self.root(name)].append(name)
        return {root: tuple(names) for root, names in found.items()}

    def root(self, name: str) -> str:
        """Return the name that stands for the quantity of a cell or claim."""
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def value(self, name: str) -> Fraction:
        """Return what is printed in a cell or claim."""
        if name in self.facts.claims:
            return self.facts.claims[name].value
        return self.cells[name].number or Fraction(0)

    def quantity(self, name: str) -> Quantity:
        """Return the quantity that a cell or claim prints."""
        root = self.root(name)
        names = self.classes[root]
        claims = [self.facts.claims[each] for each in names if each in self.facts.claims]
        cells = [self.cells[each] for each in names if each in self.cells]
        label = claims[0].label if claims else cells[0].label or cells[0].column.header
        unit = claims[0].unit if claims else cells[0].unit
        whole = any(cell.column.kind in _EXACT for cell in cells) or unit == "aantal"
        return Quantity(
            names,
            label,
            self.value(name),
            unit,
            whole and self.value(name).denominator == 1,
            self._derived.get(root, ()),
        )

    def as_known(self, address: str, value: Fraction) -> Interval:
        """Return what another value in a cell can stand for: as roughly known as the value it has."""
        cell = self.cells[address]
        shift = value - (cell.number or 0)
        if cell.interval is None or is_point(cell.interval):
            return point(value)
        ends = [None if end is None else end + shift for end in (cell.interval.low, cell.interval.high)]
        return replace(cell.interval, low=ends[0], high=ends[1])

    def _join(self, one: str, other: str) -> None:
        if self.value(one) == self.value(other):
            self._parent[self.root(other)] = self.root(one)

    def _plain(self) -> Iterator[tuple[str, str]]:
        for claim in self.facts.claims.values():
            if isinstance(claim.parsed, CellOf):
                table = self.facts.inputs.table(claim.parsed.table)
                yield table.cell(claim.parsed.column, claim.parsed.keys).address, claim.id
            elif isinstance(claim.parsed, ClaimOf):
                yield claim.parsed.id, claim.id

    def _same_expression(self) -> Iterator[tuple[str, str]]:
        first: dict[tuple[str, Fraction, str], Claim] = {}
        for claim in self.facts.claims.values():
            key = (root_of(claim, self.facts.claims), claim.value, claim.unit)
            yield first.setdefault(key, claim).id, claim.id

    def _same_name(self) -> Iterator[tuple[str, str]]:
        claims: dict[tuple[str, Fraction], list[Claim]] = defaultdict(list)
        for claim in self.facts.claims.values():
            claims[claim.id.rpartition(".")[2], claim.value].append(claim)
        for name, cell in self._named_cells():
            for claim in claims.get((name, cell.number or Fraction(0)), ()):
                if cell.unit == claim.unit or cell.column.kind in _EXACT:
                    yield cell.address, claim.id

    def _named_cells(self) -> Iterator[tuple[str, Input]]:
        """Yield cells with the name that a claim would have: its item, or its column and key."""
        for spec in self.facts.inputs.specification.values():
            table = self.facts.inputs.table(spec.name)
            if len(spec.key) != 1:
                continue
            for key, place in table.rows.items():
                for column, cells in table.columns.items():
                    if cells[place].number is not None:
                        item = spec.key == ("item",) and column == "value"
                        yield plain(key[0] if item else f"{column}_{key[0]}"), cells[place]

    def _equal_columns(self) -> Iterator[tuple[str, str]]:
        for (place, one), (other_place, other) in combinations(self._count_columns(), 2):
            same = place == other_place and len(one) >= _FEWEST_ROWS
            if same and [cell.number for cell in one] == [cell.number for cell in other]:
                yield from ((cell.address, twin.address) for cell, twin in zip(one, other, strict=True))

    def _count_columns(self) -> Iterator[tuple[tuple[object, ...], tuple[Input, ...]]]:
        """Yield every full column of counts, with its workbook and the keys of its rows."""
        for spec in self.facts.inputs.specification.values():
            table = self.facts.inputs.table(spec.name)
            place = (spec.workbook, spec.key, tuple(table.rows))
            for column in spec.columns:
                cells = table.columns.get(column.name, ())
                counted = column.kind in _EXACT and column.name not in spec.key
                if counted and all(cell.number is not None for cell in cells):
                    yield place, cells

    @cached_property
    def _derived(self) -> Mapping[str, tuple[Derived, ...]]:
        """By quantity, what follows from it and the rest of its column alone."""
        found: dict[str, dict[str, Derived]] = defaultdict(dict)
        for _, cells in self._count_columns():
            for root, derived in self._following({self.root(cell.address) for cell in cells}):
                found[root].setdefault(self.root(derived.claim.id), derived)
        return {root: tuple(each.values()) for root, each in found.items()}

    def _following(self, column: set[str]) -> Iterator[tuple[str, Derived]]:
        """Yield what is calculated from some counts alone, with each of the counts behind it."""
        behind: dict[str, frozenset[str]] = {root: frozenset({root}) for root in column}
        found = True
        while found:
            found = False
            for claim in self.facts.claims.values():
                tree, root = self.facts.trees.get(claim.id), self.root(claim.id)
                if tree is None or root in behind:
                    continue
                roots = {self.root(leaf.name) for leaf in leaves(tree) if leaf.name}
                if roots and roots <= set(behind) and _fits(tree, claim):
                    behind[root] = frozenset().union(*(behind[each] for each in roots))
                    derived = Derived(claim, tree, self.classes[root])
                    yield from ((count, derived) for count in sorted(behind[root]))
                    found = True


def _fits(tree: Tree, claim: Claim) -> bool:
    """Return whether a claim is printed as its calculation gives it."""
    try:
        return exact_value(tree) in claim.interval
    except ZeroDivisionError:
        return False


def plain(text: str) -> str:
    """Return a text as it stands in an id: small letters, digits and low lines."""
    return re.sub(r"[^\w]+", "_", unicodedata.normalize("NFC", text.casefold())).strip("_")
