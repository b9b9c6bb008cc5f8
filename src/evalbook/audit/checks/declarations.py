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
    """What was counted or ever reached in a span of years; a longer span has at least as much."""

    quantity: str
    first: int
    last: int
    value: str


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
