"""Searching the smallest change of printed numbers that mends the most statements.

Belongs here: which quantities and values are tried, and in what order the outcomes rank. Not here:
linking names (`links`), finding values (`candidates`), judging statements (`statements`), and telling
people (`proposals`).

A count is tried in two ways: as a misprint, so that printed totals stay as they are and count as
evidence, and as really another number, so that all that follows from these counts alone changes too
(`links`, rule 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalbook.audit.calculation import leaves
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Relation
from evalbook.audit.diagnosis.candidates import candidates
from evalbook.audit.diagnosis.changes import Change, new_values
from evalbook.audit.diagnosis.links import Links, Quantity
from evalbook.audit.diagnosis.statements import CONTRADICTED, Statement, Statements

_MOST_CONTINUED = 4
_FEWEST_MENDED = 2


@dataclass(frozen=True)
class Trial:
    """What one change, or several together, does, by places of statements in their list.

    `places` is the number of printed places that change.
    `mended` were contradicted and are no longer, `broken` the other way round. `stronger` were only
    possible and fit now; `weaker` fitted and are only possible now.
    """

    changes: tuple[Change, ...]
    mended: tuple[int, ...]
    broken: tuple[int, ...]
    places: int = 0
    stronger: tuple[int, ...] = ()
    weaker: tuple[int, ...] = ()

    @property
    def net(self) -> int:
        """Statements mended minus statements broken."""
        return len(self.mended) - len(self.broken)

    @property
    def rank(self) -> tuple[object, ...]:
        """Best first: most mended minus broken, then the smallest change.

        The smallest has the fewest quantities, then the fewest printed places, then the least
        difference in proportion.
        """
        return (-self.net, len(self.changes), self.places, sum(change.size for change in self.changes))

    def covered_by(self, other: Trial) -> bool:
        """Return whether another trial mends all that this one does, and comes out better."""
        better = other.net > self.net or (other.net == self.net and len(other.mended) > len(self.mended))
        return better and set(self.mended) <= set(other.mended)


class Search:
    """The search over one edition."""

    def __init__(self, facts: Facts, relations: Iterable[Relation]) -> None:
        self.facts = facts
        self.links = Links(facts)
        self.statements = Statements(facts, relations, self.links)

    def singles(self) -> list[Trial]:
        """Return what every change of one quantity does that mends something, best first."""
        tried = [self.trial((change,)) for change in self._changes(self.statements.unsound, ())]
        return sorted((trial for trial in tried if trial.mended), key=lambda trial: trial.rank)

    def pairs(self, singles: list[Trial]) -> list[Trial]:
        """Return pairs of changes that do more together than the first does, best first.

        Continued are the changes that mend several statements and break some: the second change is
        sought among those that mend what the first one broke.
        """
        found: list[Trial] = []
        continued = [trial for trial in singles if trial.broken and len(trial.mended) >= _FEWEST_MENDED]
        continued.sort(key=lambda trial: (-len(trial.mended), trial.rank))
        for first in continued[:_MOST_CONTINUED]:
            for second in self._changes(first.broken, first.changes):
                both = self.trial((*first.changes, second))
                if both.net > first.net:
                    found.append(both)
        return sorted(found, key=lambda trial: trial.rank)

    def trial(self, changes: tuple[Change, ...]) -> Trial:
        """Return what some changes do to each statement that they touch."""
        values = new_values(changes)
        world = self.statements.world(values)
        touched = {place for name in values for place in self.statements.about.get(name, ())}
        before = self.statements.levels
        contradicted = [place for place in touched if before[place] == CONTRADICTED]
        after = {place: self.statements.level(self.statements.all[place], world) for place in contradicted}
        if not any(after.values()):
            return Trial(changes, (), ())
        for place in touched.difference(contradicted):
            after[place] = self.statements.level(self.statements.all[place], world)

        def places(test: Callable[[int, int], bool]) -> tuple[int, ...]:
            return tuple(place for place in sorted(after) if test(before[place], after[place]))

        return Trial(
            changes,
            places(lambda old, new: old == CONTRADICTED < new),
            places(lambda old, new: new == CONTRADICTED < old),
            len(values),
            places(lambda old, new: CONTRADICTED < old < new),
            places(lambda old, new: CONTRADICTED < new < old),
        )

    def _changes(self, places: Iterable[int], base: tuple[Change, ...]) -> Iterator[Change]:
        """Yield every change, on top of others, for which one of some statements may be right.

        On top of others, a printed outcome is not changed to fit: that would mend anything.
        """
        seen: set[tuple[str, Fraction, bool]] = set()
        taken = {change.quantity.names for change in base}
        for place in places:
            statement = self.statements.all[place]
            outcomes = {claim.id for claim in statement.claims} if base else set()
            for start in self._starts(statement):
                if start.quantity.names in taken or not outcomes.isdisjoint(start.quantity.names):
                    continue
                for value in candidates(self.facts, statement, start, base):
                    key = (start.quantity.names[0], value, start.followed)
                    if value != start.quantity.value and value >= 0 and key not in seen:
                        seen.add(key)
                        yield Change(start.quantity, value, start.followed)

    def _starts(self, statement: Statement) -> Iterator[Change]:
        """Yield the quantities that bear on a statement, as changes that change nothing yet."""
        for quantity in self._cone(statement):
            for followed in (False, True) if quantity.derived else (False,):
                change = Change(quantity, quantity.value, followed)
                if not statement.names.isdisjoint(change.names):
                    yield change

    def _cone(self, statement: Statement) -> list[Quantity]:
        """Return all quantities on which a statement rests, directly or through other claims."""
        waiting, seen = sorted(statement.names), set(statement.names)
        roots: dict[str, None] = {}
        while waiting:
            root = self.links.root(waiting.pop())
            roots[root] = None
            for twin in self.links.classes[root]:
                tree = self.facts.trees.get(twin)
                below = {leaf.name for leaf in leaves(tree) if leaf.name} if tree is not None else set()
                waiting += sorted(below - seen)
                seen |= below
        return [self.links.quantity(root) for root in roots]
