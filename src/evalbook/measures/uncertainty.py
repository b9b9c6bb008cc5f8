"""Totals of amounts that are only known as a range, with the certainty that they come at all.

Belongs here: carrying ranges through to a total, by interval and by simulation. Not here: what a
register holds (`tables`), and rounding of printed numbers (`rounding`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evalbook.measures.quantity import Quantity, summarised, total

DRAWS = 20_000
SEED = 20_162_020
"""Fixed, so that a second run shows the same numbers."""


@dataclass(frozen=True)
class Range:
    """One reported amount: lowest and highest value in the same unit, and how certain it is.

    `certainty` is a key of the chances given to the functions below; a point value has low = high.
    """

    low: Quantity
    high: Quantity
    certainty: str = ""

    @property
    def known(self) -> bool:
        return self.low.value is not None and self.high.value is not None


def interval_total(
    ranges: Sequence[Range], certain: Sequence[str] | None = None
) -> tuple[Quantity, Quantity]:
    """Return the lowest and the highest possible total.

    All amounts lie at their low or at their high end at once, so the interval holds whatever the
    amounts have to do with each other; it is wide for that reason. `certain` limits the low end to
    amounts of these certainties: what may not come at all counts 0 there.
    """
    counted = [each for each in ranges if each.known]
    sure = [each for each in counted if certain is None or each.certainty in certain]
    low = total([each.low for each in sure], "laagst mogelijke totaal")
    high = total([each.high for each in counted], "hoogst mogelijke totaal")
    return low, high


def simulated_total(
    ranges: Sequence[Range],
    chances: Mapping[str, float] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Quantity]:
    """Return the simulated total: `low` (5th percentile), `middle` (median), `high` (95th), `mean`.

    Each amount is drawn evenly from its range and independently of the others; with the chance that
    belongs to its certainty it comes, otherwise it is 0. Independence narrows the result; where
    clusters share a cause (a pandemic, one large deal) the interval of `interval_total` is the safe one.

    Raises
    ------
    KeyError
        Where an amount has a certainty without a chance.
    ValueError
        Where a range runs from high to low, or a chance lies outside 0 to 1.
    """
    counted = [each for each in ranges if each.known]
    sources = [bound for each in counted for bound in (each.low, each.high)]
    unit = counted[0].low.unit if counted else "aantal"
    totals = _totals(counted, chances, draws, seed)
    found: dict[str, float | None] = dict.fromkeys(("low", "middle", "high", "mean"))
    if counted:
        low, middle, high = (float(np.percentile(totals, at)) for at in (5, 50, 95))
        found = {"low": low, "middle": middle, "high": high, "mean": float(totals.mean())}
    labels = {
        "low": "5%-grens van het gesimuleerde totaal",
        "middle": "mediaan van het gesimuleerde totaal",
        "high": "95%-grens van het gesimuleerde totaal",
        "mean": "gemiddelde van het gesimuleerde totaal",
    }
    return {
        name: summarised(f"simulatie ({draws} trekkingen)", sources, value, unit, labels[name])
        for name, value in found.items()
    }


def _totals(
    ranges: Sequence[Range], chances: Mapping[str, float] | None, draws: int, seed: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    generator = np.random.default_rng(seed)
    totals = np.zeros(draws)
    for each in ranges:
        low, high = float(each.low.value or 0.0), float(each.high.value or 0.0)
        chance = 1.0 if chances is None else chances[each.certainty]
        if low > high:
            raise ValueError(f"a range runs from low to high, not from {low:g} to {high:g}")
        if not 0 <= chance <= 1 or math.isnan(chance):
            raise ValueError(f"a chance lies between 0 and 1, not {chance}")
        drawn = generator.uniform(low, high, draws)
        totals += np.where(generator.random(draws) < chance, drawn, 0.0)
    return totals
