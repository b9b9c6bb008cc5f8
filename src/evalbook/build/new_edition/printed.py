"""The printed totals that a synthetic register must meet, and where they exclude each other.

Belongs here: reading them from a published edition, what a printed number can stand for, and the list
of what cannot be met with the choice made. Not here: choosing numbers (`solving`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evalbook import rounding

Rows = list[dict[str, Any]]

PLACE = "verzonnen voorbeeld"


@dataclass(frozen=True)
class Conflict:
    """Printed numbers that no register can meet together: which, why, and which one is kept."""

    printed: str
    where: str
    against: str
    kept: str
    reason: str


@dataclass
class Draft:
    """A register in the making: its rows by table, what is printed, and the conflicts met so far."""

    printed: Mapping[str, pd.DataFrame]
    seed: int
    rows: dict[str, Rows] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def add(self, table: str, **values: Any) -> None:
        """Add one row."""
        self.rows.setdefault(table, []).append({**values, "place": PLACE})

    def figure(self, table: str, item: str) -> float:
        """Return a loose quantity as printed."""
        frame = self.printed[table]
        return float(frame.loc[frame["item"] == item, "value"].iloc[0])

    def number_of(self, table: str) -> int:
        """Return the number for the next row of a table: as many as its last cluster has, and one."""
        rows = self.rows.get(table, [])
        last = rows[-1]["cluster"] if rows else None
        return sum(1 for row in rows if row["cluster"] == last) + 1


def sums(value: float, decimals: int, count: int, factor: float = 1.0) -> tuple[int, int]:
    """Return the least and most whole sum of which the mean over `count` is printed as `value`.

    `factor` turns the printed unit into the one that is summed: years into days. The first bound is
    above the second where no whole sum will do.
    """
    half = 0.5 * 10.0**-decimals
    least = math.ceil((value - half) * factor * count - 1e-9)
    most = math.ceil((value + half) * factor * count - 1e-9) - 1
    return least, most


def text(value: float, unit: str = "aantal", decimals: int | None = None) -> str:
    """Return a number as the list of conflicts shows it."""
    return rounding.text_of(value, unit, decimals)
