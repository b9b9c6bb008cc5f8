"""What a programme's report says about how its numbers hang together, as data for the checks.

Belongs here: the forms of such declarations. Not here: those of a programme (one module each, such
as `pib`), and checking them. Much needs no declaration: the checks read totals, repeats, ranges and
counts from the expressions of the claims themselves.

A declaration names numbers by expressions (`sum(durations.clusters)`, `claim("s2_4_1.clusters")`) and
columns as `table.column`. Where an edition lacks what it names, it does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Total:
    """Parts that together are the whole, since each unit counts in one part only."""

    label: str
    parts: str
    whole: str


@dataclass(frozen=True)
class RowTotal:
    """In each row of a table, columns that together are another column; an empty cell is nought."""

    label: str
    table: str
    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class Shares:
    """A column with shares of one whole; `complete` when the report says that these are all its parts."""

    label: str
    column: str
    complete: bool = True


@dataclass(frozen=True)
class MeanOf:
    """A claim that prints a mean (or share) of whole numbers, and of how many units it is the mean."""

    claim: str
    n: str
    items: int = 1


@dataclass(frozen=True)
class Weights:
    """A table whose rows hold means, and the column of units behind each row's mean."""

    table: str
    weights: str


@dataclass(frozen=True)
class Ordered:
    """Numbers that cannot fall: each is at most the next, as a part and its whole are."""

    label: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """A column of which every cell lies between two numbers."""

    label: str
    low: str
    column: str
    high: str


@dataclass(frozen=True)
class Window:
    """What was counted or ever reached in a span of years; a longer span has at least as much.

    `name` is what readers call the span, where its years are counted from an event: -5 up to -1 is the
    five years before it.
    """

    quantity: str
    first: int
    last: int
    value: str
    name: str = ""

    @property
    def span(self) -> str:
        """What readers call the span: its name, or its years."""
        return self.name or f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Unique:
    """A list in which each name stands once: within its group, and in one group only."""

    label: str
    table: str
    column: str
    group: str


@dataclass(frozen=True)
class Product:
    """Three columns over the same keys: means, the counts behind them, and totals."""

    label: str
    mean: str
    count: str
    total: str


@dataclass(frozen=True)
class Yearly:
    """An amount a year, the years in which it is given, and the printed total of those years."""

    label: str
    amount: str
    first: int
    last: int
    total: str


@dataclass(frozen=True)
class Base:
    """A count and a share of one and the same group, and the size of that group as it follows elsewhere."""

    label: str
    count: str
    share: str
    base: str


@dataclass(frozen=True)
class SameList:
    """Two counts of what should be one list, `more` of which only the first should have.

    `claims` print how long it is, where that is printed at all.
    """

    label: str
    one: str
    other: str
    more: int = 0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Membership:
    """A table of who takes part in what, according to which place.

    `full` names the places that list all members of a group. A member may stand in such a list by the
    name of a whole: `wholes` are (whole, its parts).
    """

    label: str
    table: str
    group: str
    member: str
    stated: str
    full: str
    wholes: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Single:
    """A table in which each row should hold one value, with the lowest and the highest that is printed."""

    label: str
    table: str
    low: str
    high: str


@dataclass(frozen=True)
class Tally:
    """A table of tallies, and the list of single rows from which it was tallied.

    `cells` are (column of the tally, state, outcome). A group of rows counts once under each category;
    its outcome is sure where all its rows say the same one thing. `outcomes` tells as which outcome a
    printed word may have been tallied: `grotendeels` as `ja` or as `deels`. Only `categories` count:
    those of which the list itself shows what belongs to them.
    """

    label: str
    table: str
    category: str
    cells: tuple[tuple[str, str, str], ...]
    rows: str
    group: str
    outcome: str
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]
    groups: str
    state: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Declarations:
    """All that is declared for a programme."""

    totals: tuple[Total, ...] = ()
    row_totals: tuple[RowTotal, ...] = ()
    shares: tuple[Shares, ...] = ()
    means: tuple[MeanOf, ...] = ()
    weights: tuple[Weights, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    between: tuple[Between, ...] = ()
    windows: tuple[Window, ...] = ()
    unique: tuple[Unique, ...] = ()
    products: tuple[Product, ...] = ()
    tallies: tuple[Tally, ...] = ()
    yearly: tuple[Yearly, ...] = ()
    bases: tuple[Base, ...] = ()
    same_lists: tuple[SameList, ...] = ()
    memberships: tuple[Membership, ...] = ()
    single: tuple[Single, ...] = ()
