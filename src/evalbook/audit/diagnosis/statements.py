"""What a report says and can be wrong: each statement once, however often it is printed.

Belongs here: gathering claims and relations into statements, and judging them with other numbers put
in. Not here: which numbers to put in (`search`).

Claims and relations that involve exactly the same quantities say the same: 28% in five places, or the
product 11 × 230.000 beside the quotient 2.300.000 / 11. They count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evalbook.audit.calculation import Leaf, leaves
from evalbook.audit.checks import weighting
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Relation, is_cell, substituted
from evalbook.audit.checks.repeats import root_of
from evalbook.audit.diagnosis.links import Links
from evalbook.audit.evaluation import exact_value
from evalbook.audit.grammar import ClaimOf
from evalbook.audit.inputs import Inputs
from evalbook.audit.register import Claim, with_value
from evalbook.audit.verdicts import UNSOUND, verdict_on

METHOD = frozenset({weighting.CHECK})
"""Checks that ask how something was calculated, not whether it can be true."""

CONTRADICTED, POSSIBLE, SOUND = 0, 1, 2
"""How sound a statement is: it cannot be; only rounding, cutting off or a vague word allows it; it fits."""

_WEAK = frozenset({"within_rounding", "reproduced_by_truncation"})


@dataclass(frozen=True)
class Statement:
    """Claims and relations about the same quantities. `names` are all cells and claims that they use.

    `judged` are the claims that can differ in verdict: one of those that repeat each other literally.
    `ids` are all claims that print it, those that only repeat it elsewhere included.
    """

    ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    judged: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    names: frozenset[str]

    @property
    def label(self) -> str:
        """What it is about, in Dutch."""
        if self.claims:
            claim = self.claims[0]
            return f"{claim.printed} ({claim.place}, {claim.label})"
        relation = self.relations[0]
        label = next((operand.label for operand in relation.operands if operand.label), "")
        return f"{relation.check}: {label}"


class World:
    """All printed numbers with some of them changed, as claims, as leaves and, where asked for, as inputs."""

    def __init__(self, facts: Facts, links: Links, changes: Mapping[str, Fraction]) -> None:
        self._facts = facts
        self._changes = changes
        self.claims: Mapping[str, Claim] = facts.claims
        changed = {
            name: with_value(facts.claims[name], value)
            for name, value in changes.items()
            if name in facts.claims
        }
        if changed:
            self.claims = {**facts.claims, **changed}
        self.leaves: Mapping[str, Leaf] = {
            name: Leaf(
                value, changed[name].as_input if name in changed else links.as_known(name, value), name
            )
            for name, value in changes.items()
        }

    @cached_property
    def inputs(self) -> Inputs:
        """The input cells with the changes."""
        cells = {name: value for name, value in self._changes.items() if is_cell(name)}
        return self._facts.inputs.changed(cells) if cells else self._facts.inputs


class Statements:
    """All statements of an edition, and which of them each number bears on."""

    def __init__(self, facts: Facts, found: Iterable[Relation], links: Links) -> None:
        self.facts = facts
        self.links = links
        self.all = self._gathered(found)
        self.about: Mapping[str, tuple[int, ...]] = self._index()

    def level(self, statement: Statement, world: World) -> int:
        """Return how sound a statement is: `CONTRADICTED`, `POSSIBLE` or `SOUND`."""
        found = [self._claim_level(claim, world) for claim in statement.judged]
        for relation in statement.relations:
            holds = relation.judgement(world.leaves).holds
            found.append(POSSIBLE if holds is None else SOUND if holds else CONTRADICTED)
        return min(found)

    def world(self, changes: Mapping[str, Fraction]) -> World:
        """Return the numbers with others printed in some cells and claims."""
        return World(self.facts, self.links, changes)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """How sound each statement is as printed."""
        as_printed = self.world({})
        return tuple(self.level(statement, as_printed) for statement in self.all)

    @cached_property
    def unsound(self) -> tuple[int, ...]:
        """The places of the statements that are contradicted as printed."""
        return tuple(place for place, level in enumerate(self.levels) if level == CONTRADICTED)

    def _claim_level(self, claim: Claim, world: World) -> int:
        """Return how sound a claim is; its verdict is asked for only where its value is not reproduced."""
        present = world.claims[claim.id]
        try:
            if exact_value(substituted(self.facts.trees[claim.id], world.leaves)) in present.interval:
                return SOUND
        except ZeroDivisionError:
            return CONTRADICTED
        verdict = verdict_on(present, world.inputs, world.claims).verdict
        return CONTRADICTED if verdict in UNSOUND else POSSIBLE if verdict in _WEAK else SOUND

    def _gathered(self, found: Iterable[Relation]) -> tuple[Statement, ...]:
        claims: dict[frozenset[str], list[Claim]] = defaultdict(list)
        relations: dict[frozenset[str], list[Relation]] = defaultdict(list)
        names: dict[frozenset[str], set[str]] = defaultdict(set)
        for claim in self.facts.claims.values():
            tree = self.facts.trees.get(claim.id)
            if tree is not None:
                used = {claim.id, *(leaf.name for leaf in leaves(tree) if leaf.name)}
                key = self._key(used)
                claims[key].append(claim)
                names[key] |= used
        for relation in found:
            if not relation.repeats and relation.check not in METHOD and relation.names:
                key = self._key(relation.names)
                relations[key].append(relation)
                names[key] |= relation.names
        return tuple(
            Statement(
                self._ids(claims[key], relations[key]),
                tuple(claims[key]),
                self._distinct(claims[key]),
                tuple(relations[key]),
                frozenset(used),
            )
            for key, used in names.items()
        )

    def _ids(self, claims: Iterable[Claim], relations: Iterable[Relation]) -> tuple[str, ...]:
        found = [name for claim in claims for name in self.links.classes[self.links.root(claim.id)]]
        if not found:
            found = [name for relation in relations for name in relation.result().claims]
        return tuple(dict.fromkeys(name for name in found if not is_cell(name)))

    def _distinct(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        found: dict[tuple[object, ...], Claim] = {}
        for claim in claims:
            root = root_of(claim, self.facts.claims)
            repeats = isinstance(claim.parsed, ClaimOf)
            found.setdefault((root, repeats, claim.value, claim.decimals, claim.qualifier), claim)
        return tuple(found.values())

    def _key(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self.links.root(name) for name in names)

    def _index(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, statement in enumerate(self.all):
            for name in statement.names:
                found[name].append(place)
        return {name: tuple(places) for name, places in found.items()}
