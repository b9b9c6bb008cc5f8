"""Calculations over the scores of the NLWorks cases: means by case, criterion and stage, and counts.

Belongs here: what the 120 printed scores give together. Not here: the scores' reasons. A score is a
place on a scale of three words, so a mean is a summary of ours and no measurement of the report's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import pandas as pd

from evalbook.errors import Fault, InputError
from evalbook.measures.quantity import Quantity, Record, cell, counted, mean, records

TREATMENTS = ("laagste", "middelste", "hoogste", "weglaten")
"""What to do with a cell in which several scores are printed: take one of them, or leave the cell out."""

STAGES = ("identificatie", "bepaling", "bewaking")
SCALE = (1, 2, 3)
UNIT = "cijfer"

Scores = Mapping[tuple[str, str, str], Quantity]
"""Scores by case, criterion and stage; unknown where a cell is left out."""


def known_treatment(several: str) -> str:
    """Return the treatment; `InputError` with the nearest one where there is none of that name."""
    if several in TREATMENTS:
        return several
    near = get_close_matches(several, TREATMENTS, 1, 0.4)
    hint = f"bedoelde u ‘{near[0]}’? " if near else ""
    raise InputError(
        Fault(
            f"‘{several}’ zegt niet hoe een vak met meer scores telt",
            "parameter several",
            f"{hint}kies uit: {', '.join(TREATMENTS)}",
        )
    )


def scores(frame: pd.DataFrame, several: str) -> Scores:
    """Return every score by case, criterion and stage. Source: annex 3."""
    chosen = known_treatment(several)
    return {
        (str(row["case"]), str(row["criterion"]), str(row["stage"])): _score(row, chosen)
        for row in records(frame)
    }


def mean_by_case(given: Scores, case: str) -> Quantity:
    """Return the mean over all cells of a case: a criterion with three stages counts three times."""
    return _mean([value for key, value in given.items() if key[0] == case], f"gemiddelde score, {case}")


def even_mean_by_case(given: Scores, case: str) -> Quantity:
    """Return the mean over the criteria of a case: each criterion counts once."""
    criteria = list(dict.fromkeys(key[1] for key in given))
    parts = [
        _mean([given[key] for key in given if key[:2] == (case, criterion)], criterion)
        for criterion in criteria
    ]
    return _mean(parts, f"gemiddelde score per criterium, {case}")


def mean_by_criterion(given: Scores, criterion: str, stage: str = "") -> Quantity:
    """Return the mean over the cases of a criterion, or of one stage within it."""
    found = [value for key, value in given.items() if key[1] == criterion and stage in ("", key[2])]
    return _mean(found, f"gemiddelde score, {criterion} {stage}".rstrip())


def mean_by_stage(given: Scores, stage: str) -> Quantity:
    """Return the mean over all cases and criteria of one stage: finding, deciding or watching."""
    return _mean([value for key, value in given.items() if key[2] == stage], f"gemiddelde score, {stage}")


def mean_of_all(given: Scores) -> Quantity:
    """Return the mean over all cells."""
    return _mean(list(given.values()), "gemiddelde van alle scores")


def counts_by_criterion(given: Scores, criterion: str) -> dict[int, Quantity]:
    """Return how many cells of a criterion hold each score of the scale."""
    return {
        score: counted(
            [
                value.sources[0]
                for key, value in given.items()
                if key[1] == criterion and value.value == score
            ],
            f"{criterion}: score {score}",
        )
        for score in SCALE
    }


def _score(row: Record, several: str) -> Quantity:
    label = f"{row['case']}: {row['criterion']}, {row['stage']}"
    only = cell(row, "score", label, UNIT)
    if only.value is not None:
        return only
    lowest = cell(row, "lowest", f"{label}, laagste", UNIT)
    highest = cell(row, "highest", f"{label}, hoogste", UNIT)
    choices = {
        "laagste": lowest,
        "middelste": mean([lowest, highest], f"{label}, middelste"),
        "hoogste": highest,
        "weglaten": only,
    }
    return choices[several]


def _mean(parts: Sequence[Quantity], label: str) -> Quantity:
    """Return the mean of the parts that are known."""
    known = [part for part in parts if part.value is not None]
    return mean(known or list(parts), label)
