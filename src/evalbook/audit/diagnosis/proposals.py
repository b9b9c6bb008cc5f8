"""What the search found, for people: each change with what it mends and breaks, in Dutch.

Belongs here: choosing and wording. Not here: searching. The search proposes; people decide: a change
that makes numbers fit is not therefore what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from evalbook.audit.checks.relation import is_cell
from evalbook.audit.checks.wording import listed, shown
from evalbook.audit.diagnosis.changes import Change, new_values
from evalbook.audit.diagnosis.search import Search, Trial
from evalbook.audit.diagnosis.statements import Statement, World
from evalbook.audit.grammar import ClaimOf
from evalbook.audit.readable import amount, calculation_text
from evalbook.audit.verdicts import verdict_on

MISPRINT = "zetfout"
OTHER_COUNT = "ander aantal"
PAIR = "twee wijzigingen"

COLUMNS = (
    "rank",
    "kind",
    "change",
    "net",
    "mended",
    "broken",
    "covered",
    "cells",
    "claims",
    "mended_claims",
    "broken_claims",
    "explanation",
)


@dataclass(frozen=True)
class Effect:
    """One statement that a change mends or breaks: its claims, what it is, and the sum with the change."""

    claims: tuple[str, ...]
    label: str
    arithmetic: str

    def __str__(self) -> str:
        return f"{self.label}: {self.arithmetic}" if self.arithmetic else self.label


@dataclass(frozen=True)
class Proposal:
    """One change, or two together.

    `kind` is a misprint, another count (what follows from it alone changes with it), or a pair.
    `cells` and `claims` are all places where the number would have to be printed otherwise. `mended`
    and `broken` are statements, each counted once however often it is printed; `stronger` were only
    possible within rounding and fit exactly now, `weaker` the other way round. `covered` says that
    another proposal mends the same and comes out better.
    """

    kind: str
    change: str
    cells: tuple[str, ...]
    claims: tuple[str, ...]
    mended: tuple[Effect, ...]
    broken: tuple[Effect, ...]
    stronger: tuple[Effect, ...]
    weaker: tuple[Effect, ...]
    covered: bool = False

    @property
    def net(self) -> int:
        """Statements mended minus statements broken."""
        return len(self.mended) - len(self.broken)

    @property
    def explanation(self) -> str:
        """The change and what it does, as a text in Dutch."""
        lines = [f"{self.change}."]
        for title, effects in (
            ("Dan klopt wel", self.mended),
            ("Dan klopt niet meer", self.broken),
            ("Dan klopt beter", self.stronger),
            ("Dan klopt alleen nog binnen de afronding", self.weaker),
        ):
            if effects:
                lines.append(f"{title}: {'; '.join(str(effect) for effect in effects)}.")
        if not self.broken:
            lines.append("Niets anders wordt erdoor onjuist.")
        return " ".join(lines)


def proposal(search: Search, trial: Trial, others: Iterable[Trial] = ()) -> Proposal:
    """Return a trial in words, beside the others."""
    values = new_values(trial.changes)
    world = search.statements.world(values)
    every = search.statements.all

    def effects(places: Iterable[int]) -> tuple[Effect, ...]:
        return tuple(_effect(every[place], world) for place in places)

    kind = PAIR if len(trial.changes) > 1 else OTHER_COUNT if trial.changes[0].followed else MISPRINT
    return Proposal(
        kind,
        listed(_told(change, search) for change in trial.changes),
        tuple(name for name in values if is_cell(name)),
        tuple(name for name in values if not is_cell(name)),
        effects(trial.mended),
        effects(trial.broken),
        effects(trial.stronger),
        effects(trial.weaker),
        any(trial.covered_by(other) for other in others),
    )


def best(trials: Iterable[Trial]) -> list[Trial]:
    """Return the best trial of each quantity and kind, in the order given, without what helps nobody.

    Left out is a change that breaks as much as it mends, unless it mends several statements: then it
    shows at least which numbers go together.
    """
    seen: set[tuple[tuple[str, bool], ...]] = set()
    found = []
    for trial in trials:
        key = tuple(sorted((change.quantity.names[0], change.followed) for change in trial.changes))
        if key not in seen and (trial.net > 0 or len(trial.mended) > 1):
            seen.add(key)
            found.append(trial)
    return found


def frame(proposals: Iterable[Proposal]) -> pd.DataFrame:
    """Return proposals as a frame, one a row, in order; names are separated by spaces, cells by `; `."""
    rows = []
    for rank, found in enumerate(proposals, start=1):
        counts = (found.net, len(found.mended), len(found.broken), found.covered)
        places = ("; ".join(found.cells), " ".join(found.claims))
        effects = (_ids(found.mended), _ids(found.broken))
        rows.append((rank, found.kind, found.change, *counts, *places, *effects, found.explanation))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _ids(effects: Iterable[Effect]) -> str:
    return " ".join(dict.fromkeys(claim for effect in effects for claim in effect.claims))


def _told(change: Change, search: Search) -> str:
    quantity = change.quantity
    places = _places(quantity.names, search)
    where = f" ({places})" if places else ""
    new, old = shown(change.value, quantity.unit), shown(quantity.value, quantity.unit)
    text = f"{quantity.label}{where}: {new} in plaats van {old}"
    values = new_values((change,))
    following = []
    for each in change.derived:
        if (claim := each.claim).id in values:
            new = shown(values[claim.id], claim.unit)
            following.append(f"{claim.printed} wordt {new} ({_places(each.names, search)})")
    return f"{text}; daarmee verandert wat alleen hieruit volgt: {listed(following)}" if following else text


def _places(names: Iterable[str], search: Search) -> str:
    claims = [search.facts.claims[name] for name in names if name in search.facts.claims]
    return listed(dict.fromkeys(claim.place for claim in claims))


def _effect(statement: Statement, world: World) -> Effect:
    """Return a statement with its sum in a changed world."""
    if not statement.claims:
        relation = statement.relations[0]
        return Effect(statement.ids, statement.label, relation.judgement(world.leaves).arithmetic)
    claim = world.claims[statement.claims[0].id]
    judged = verdict_on(claim, world.inputs, world.claims)
    outcome = amount(judged.outcome.value, claim.unit) if judged.outcome else ""
    if isinstance(claim.parsed, ClaimOf):
        text = f"elders {outcome}"
    else:
        text = f"{calculation_text(claim.parsed, world.inputs, world.claims)} = {outcome}"
    return Effect(statement.ids, statement.label, text)
