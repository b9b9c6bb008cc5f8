"""How unevenly a total is spread over those who make it: Lorenz curve, Gini coefficient, top share.

Belongs here: measures of concentration over known values. Not here: which values count (the caller
chooses clusters, firms or deals) and uncertainty about the values themselves (`uncertainty`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evalbook.measures.quantity import Quantity, summarised, total


def known(parts: Sequence[Quantity]) -> list[Quantity]:
    """Return the parts whose value is known, smallest first; what is unknown is no zero."""
    return sorted((part for part in parts if part.value is not None), key=lambda part: part.value or 0.0)


def lorenz(parts: Sequence[Quantity]) -> list[tuple[float, float]]:
    """Return the Lorenz curve: cumulative share of units, smallest first, and of the total.

    Starts at (0, 0) and ends at (1, 1); empty where nothing is known or the total is not positive.

    Raises
    ------
    ValueError
        Where a value is negative: shares of such a total mean nothing.
    """
    values = _not_negative(parts)
    whole = math.fsum(values)
    if whole <= 0:
        return []
    points = [(0.0, 0.0)]
    running = 0.0
    for place, value in enumerate(values, start=1):
        running = math.fsum((running, value))
        points.append((place / len(values), running / whole))
    points[-1] = (1.0, 1.0)
    return points


def gini(parts: Sequence[Quantity], label: str = "Gini-coëfficiënt") -> Quantity:
    """Return the Gini coefficient: 0 where all units are equal, (n - 1) / n where one has everything.

    No correction for small n: the coefficient describes these units, it estimates nothing.
    """
    values = _not_negative(parts)
    whole, n = math.fsum(values), len(values)
    value = None
    if whole > 0:
        ranked = math.fsum(rank * amount for rank, amount in enumerate(values, start=1))
        value = 2 * ranked / (n * whole) - (n + 1) / n
    return summarised("Gini-coëfficiënt", known(parts), value, "verhouding", label)


def top_share(parts: Sequence[Quantity], most: int, label: str = "") -> Quantity:
    """Return the share of the total that the `most` largest units make, as a fraction."""
    ranked = known(parts)
    top = total(ranked[-most:], f"de {most} grootste samen")
    return (top / total(ranked, "alle samen")).named(label or f"aandeel van de {most} grootste", "aandeel")


def _not_negative(parts: Sequence[Quantity]) -> list[float]:
    values = [part.value for part in known(parts) if part.value is not None]
    if values and values[0] < 0:
        raise ValueError(f"a concentration needs values of at least 0, not {values[0]}")
    return values
