"""The line from bottleneck to activity to result, as a register keeps it.

Belongs here: following each line from its beginning, and what falls outside any. Not here: counting
activities by category or route (`cases`), and amounts (`turnover`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from evalbook.measures.quantity import Quantity, Record, counted, records, total

REALISED = ("ja", "grotendeels")
REDUCED = ("ja", "deels")

STEPS = ("bottlenecks", "tackled", "activities", "realised", "results", "reduced")
"""How far lines come: bottlenecks, those that an activity names, these activities, the realised among them,
the results that name one of these activities, and the bottlenecks that were reduced, wholly or in part."""

_LABELS = {
    "bottlenecks": "knelpunten",
    "tackled": "knelpunten met een activiteit",
    "activities": "activiteiten bij een knelpunt",
    "realised": "gerealiseerde activiteiten bij een knelpunt",
    "results": "resultaten uit die activiteiten",
    "reduced": "knelpunten die minder werden",
}

_Thing = tuple[str, int]
"""A cluster and the number of one of its bottlenecks or activities."""


@dataclass(frozen=True)
class Lines:
    """The lines of one kind of bottleneck: a count for each of `STEPS`."""

    kind: str
    counts: dict[str, Quantity]

    @property
    def share_reduced(self) -> Quantity:
        """The share of bottlenecks that were reduced, of all bottlenecks of this kind."""
        share = self.counts["reduced"] / self.counts["bottlenecks"]
        return share.named(f"aandeel knelpunten dat minder werd: {self.kind}", "aandeel")


def by_kind(bottlenecks: pd.DataFrame, activities: pd.DataFrame, results: pd.DataFrame) -> list[Lines]:
    """Return the lines of each kind of bottleneck, the most frequent kind first.

    Parameters
    ----------
    bottlenecks, activities, results
        Tidy tables `register_bottlenecks`, `register_activities` and `register_results`.
    """
    rows: dict[str, list[Record]] = {}
    for row in records(bottlenecks):
        rows.setdefault(str(row["kind"]), []).append(row)
    by_bottleneck = _grouped(records(activities), "bottleneck")
    by_activity = _grouped(records(results), "activity")
    found = []
    for kind, own in rows.items():
        answers = [answer for row in own for answer in by_bottleneck.get(_thing(row, "number"), ())]
        outcomes = [one for answer in answers for one in by_activity.get(_thing(answer, "number"), ())]
        cells = {
            "bottlenecks": _cells(own, "kind"),
            "tackled": _cells([row for row in own if _thing(row, "number") in by_bottleneck], "kind"),
            "activities": _cells(answers, "bottleneck"),
            "realised": _cells([row for row in answers if row["realisation"] in REALISED], "realisation"),
            "results": _cells(outcomes, "activity"),
            "reduced": _cells([row for row in own if row["removed"] in REDUCED], "removed"),
        }
        counts = {step: counted(cells[step], f"{_LABELS[step]}: {kind}") for step in STEPS}
        found.append(Lines(kind, counts))
    return sorted(found, key=lambda each: (-(each.counts["bottlenecks"].value or 0), each.kind))


def together(lines: Iterable[Lines]) -> Lines:
    """Return the lines of all kinds taken together."""
    every = list(lines)
    return Lines(
        "alle knelpunten",
        {step: total([each.counts[step] for each in every], _LABELS[step]) for step in STEPS},
    )


def loose_ends(activities: pd.DataFrame, results: pd.DataFrame) -> dict[str, Quantity]:
    """Return how many activities name no bottleneck, and how many results no activity."""
    return {
        "activities": counted(
            _cells([row for row in records(activities) if pd.isna(row["bottleneck"])], "bottleneck"),
            "activiteiten zonder knelpunt",
        ),
        "results": counted(
            _cells([row for row in records(results) if pd.isna(row["activity"])], "activity"),
            "resultaten zonder activiteit",
        ),
    }


def _thing(row: Record, column: str) -> _Thing:
    return str(row["cluster"]), int(row[column])


def _grouped(rows: Iterable[Record], column: str) -> dict[_Thing, list[Record]]:
    """Return rows by what they name in a column; those that name nothing are left out."""
    found: dict[_Thing, list[Record]] = {}
    for row in rows:
        if not pd.isna(row[column]):
            found.setdefault(_thing(row, column), []).append(row)
    return found


def _cells(rows: Iterable[Record], column: str) -> list[str]:
    return [str(row[f"{column}_source"]) for row in rows]
