"""What the checks look at: the claims, the input cells, and numbers calculated from them.

Belongs here: turning an expression, a claim or a column into operands. Not here: any check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from evalbook.audit.calculation import Leaf, Tree, Unknown, calculation_of
from evalbook.audit.checks.relation import Operand
from evalbook.audit.grammar import CellOf, ClaimOf, Expression, parse
from evalbook.audit.inputs import Input, Inputs, InputTable
from evalbook.audit.references import claims_in, reference_faults
from evalbook.audit.register import Claim


@dataclass(frozen=True)
class Facts:
    """All that was printed in one edition: claims by id, and input cells."""

    claims: Mapping[str, Claim]
    inputs: Inputs

    @classmethod
    def of(cls, claims: Iterable[Claim], inputs: Inputs) -> Facts:
        """Return the facts of a register and its inputs."""
        return cls({claim.id: claim for claim in claims}, inputs)

    def table(self, name: str) -> InputTable | None:
        """Return a table, None where the edition has none of this name."""
        return self.inputs.table(name) if name in self.inputs.specification else None

    def column(self, name: str) -> tuple[Input, ...]:
        """Return the cells of `table.column`; none where the edition does not have it."""
        table_name, _, column = name.partition(".")
        table = self.table(table_name)
        return table.columns.get(column, ()) if table else ()

    def rows(self, name: str) -> dict[tuple[str, ...], Input]:
        """Return the cells of `table.column` by the key of their row."""
        table = self.table(name.partition(".")[0])
        cells = self.column(name)
        return {key: cells[place] for key, place in table.rows.items()} if table and cells else {}

    def operand(self, text: str, label: str = "") -> Operand | None:
        """Return the value of an expression, None where something that it names is not there or empty."""
        return self.operand_of(parse(text), label)

    def operand_of(self, expression: Expression, label: str = "") -> Operand | None:
        """Return the value of an expression that was read already."""
        if not all(name in self.claims for name in claims_in(expression)):
            return None
        if next(iter(reference_faults(expression, self.inputs, self.claims)), None) is not None:
            return None
        tree = self.tree(expression)
        return None if tree is None else Operand(label, tree, self._unit(expression))

    def tree(self, expression: Expression) -> Tree | None:
        """Return the calculation of an expression whose names all exist, None where a cell is empty."""
        try:
            return calculation_of(expression, self.inputs, self.claims).tree
        except Unknown:
            return None

    def printed(self, claim: Claim) -> Operand:
        """Return what is printed in a claim, with all values that its digits and words can stand for."""
        return Operand(claim.label, Leaf(claim.value, claim.interval, claim.id), claim.unit)

    def counted(self, claim: Claim) -> Operand:
        """Return what is printed in a claim; a count without a rounding word is exact."""
        return Operand(claim.label, Leaf(claim.value, claim.as_input, claim.id), claim.unit)

    @cached_property
    def trees(self) -> Mapping[str, Tree]:
        """The calculation of every claim that has one, by id."""
        found = {claim.id: self.tree(claim.parsed) for claim in self.claims.values() if claim.parsed}
        return {name: tree for name, tree in found.items() if tree is not None}

    def _unit(self, expression: Expression) -> str:
        if isinstance(expression, ClaimOf):
            return self.claims[expression.id].unit
        if isinstance(expression, CellOf):
            return self.inputs.table(expression.table).cell(expression.column, expression.keys).unit
        return ""


def cell(found: Input, label: str = "") -> Operand | None:
    """Return the number in an input cell, None where it is empty."""
    if found.number is None or found.interval is None:
        return None
    return Operand(label or found.label, Leaf(found.number, found.interval, found.address), found.unit)
