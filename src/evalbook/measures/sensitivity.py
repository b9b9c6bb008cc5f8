"""How much a total depends on choices: which units count, and what a missing report stands for.

Belongs here: the same total under other choices. Not here: ranges of single amounts (`uncertainty`).
"""

from __future__ import annotations

from collections.abc import Sequence

from evalbook.measures.distribution import known
from evalbook.measures.quantity import Quantity, constant, mean, total, weighted_mean


def without_largest(parts: Sequence[Quantity], most: int) -> Quantity:
    """Return the total without the `most` largest known parts."""
    ranked = known(parts)
    return total(ranked[: max(0, len(ranked) - most)], f"zonder de {most} grootste")


def missing_as_zero(parts: Sequence[Quantity]) -> Quantity:
    """Return the total in which a missing report counts as nothing: what such totals do in silence."""
    return total(known(parts), "wie niets meldt telt als nul")


def missing_as_mean(parts: Sequence[Quantity]) -> Quantity:
    """Return the total in which a missing report counts as the mean of those that came."""
    return _filled(parts, known(parts), "wie niets meldt telt als het gemiddelde")


def missing_as_smaller_half(parts: Sequence[Quantity]) -> Quantity:
    """Return the total in which a missing report counts as the mean of the smaller half of the reports.

    Between the two others: who reports nothing is more often small than large.
    """
    ranked = known(parts)
    half = ranked[: max(1, len(ranked) // 2)] if ranked else []
    return _filled(parts, half, "wie niets meldt telt als een kleiner cluster")


def weighted_mean_shift(parts: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """Return the weighted mean minus the simple mean of what is known: what weighting does to the outcome.

    `weights` has one weight a part, in the same order.
    """
    pairs = [(part, by) for part, by in zip(parts, weights, strict=True) if part.value is not None]
    reported, counting = [part for part, _ in pairs], [by for _, by in pairs]
    shift = weighted_mean(reported, counting) - mean(reported)
    return shift.named("gewogen min ongewogen gemiddelde")


def weighted_total(parts: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """Return the total if every known part were the weighted mean: the parts weigh, not their number."""
    reported = known(parts)
    moved = constant(float(len(reported))) * weighted_mean_shift(parts, weights)
    return (total(reported, "gemeld") + moved).named("wie meldt telt naar zijn gewicht")


def _filled(parts: Sequence[Quantity], models: Sequence[Quantity], label: str) -> Quantity:
    reported = total(known(parts), "gemeld")
    absent = len(parts) - len(known(parts))
    if not models or not absent:
        return reported.named(label)
    guessed = constant(float(absent)) * mean(models, "gemiddelde van de meldingen")
    return (reported + guessed).named(label, reported.unit)
