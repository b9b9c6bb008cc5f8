"""Calculations over the case studies: realisation of activities, by category, module, case, state."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evalbook.measures.quantity import Quantity, counted

STATES = {"afgerond": "finished", "lopend": "running"}
ANSWERS = {"ja": "yes", "deels": "partly", "nee": "no"}

# Table 16 knows three answers, the tables per case a fourth. "Largely" counts as yes: only so do the
# printed rows on diplomacy and on representation follow from tables 17, 19, 22 and 23.
ANSWER_OF = {"ja": "yes", "grotendeels": "yes", "deels": "partly", "nee": "no"}


def with_state(activities: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Return the activities with columns `state` (finished, running) and `answer` (yes, partly, no).

    `answer` is None for activities that do not apply or whose realisation is not stated.
    """
    states = dict(zip(cases["case"], cases["state"], strict=True))
    frame = activities.copy()
    frame["state"] = [STATES[states[case]] for case in frame["case"]]
    frame["answer"] = [ANSWER_OF.get(realisation) for realisation in frame["realisation"]]
    return frame


def count_where(frame: pd.DataFrame, label: str, cells: str = "realisation_source") -> Quantity:
    """Return how many rows there are; the cells in column `cells` are its sources."""
    return counted(frame[cells], label)


def realisation_by_category(
    activities: pd.DataFrame, cases: pd.DataFrame, categories: Sequence[str]
) -> dict[str, dict[str, Quantity]]:
    """Return table 16 as calculated from the cases' own tables, by category.

    Keys within a category: planned (cases with such an activity) and <state>_<answer>, counts of
    cases. A case with several activities in one category counts once, under its best-realised one:
    table 16 counts covenants, not activities. Source: tables 17 to 24.
    """
    frame = with_state(activities, cases)
    best = _one_row_a_case(frame[frame["answer"].notna()])
    result: dict[str, dict[str, Quantity]] = {}
    for category in categories:
        named = frame[frame["category"] == category]
        first = named.drop_duplicates("case")
        row = {"planned": count_where(first, f"{category}: cases met zo'n activiteit", "category_source")}
        for state in STATES.values():
            for answer in ANSWERS.values():
                rows = best[
                    (best["category"] == category) & (best["state"] == state) & (best["answer"] == answer)
                ]
                row[f"{state}_{answer}"] = count_where(rows, f"{category}: {state}, {answer}")
        result[category] = row
    return result


def realisation_by(
    activities: pd.DataFrame, column: str, groups: Sequence[str], answers: Sequence[str]
) -> dict[str, dict[str, Quantity]]:
    """Return the number of activities by group (a value of `column`) and printed realisation."""
    return {
        group: {
            answer: count_where(
                activities[(activities[column] == group) & (activities["realisation"] == answer)],
                f"{group}: {answer}",
            )
            for answer in answers
        }
        for group in groups
    }


def _one_row_a_case(frame: pd.DataFrame) -> pd.DataFrame:
    order = {answer: rank for rank, answer in enumerate(("yes", "partly", "no"))}
    ranked = frame.assign(rank=[order[answer] for answer in frame["answer"]])
    best = ranked.sort_values(["case", "category", "rank", "number"], kind="stable")
    return best.drop_duplicates(["case", "category"])
