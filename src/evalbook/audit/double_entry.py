"""Double entry: what the book shows and what the audit calculates must be the same number.

Belongs here: comparing `data/processed/numbers.json`, made by the notebooks through `measures`, with
the audit's own values from raw cells. Not here: comparing with the report (`verdicts`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from evalbook import paths
from evalbook.audit.inputs import Input
from evalbook.audit.ledger import Audit, EditionAudit
from evalbook.errors import Fault, InputError

TOLERANCE = Fraction(1, 10**12)
"""Largest difference, as a part of the value, that calculating in binary floating point may give."""


def book_numbers(*, required: bool = True) -> Mapping[str, Mapping[str, Any]]:
    """Return all numbers of the book by key; InputError, or nothing, where no run wrote them yet."""
    path = paths.processed() / "numbers.json"
    if not path.is_file() and not required:
        return {}
    if not path.is_file():
        mend = "draai eerst de notebooks: evalbook build"
        raise InputError(
            Fault("de getallen van het boek zijn er nog niet", "data/processed/numbers.json", mend)
        )
    found: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def double_entry_faults(audit: Audit, numbers: Mapping[str, Mapping[str, Any]]) -> list[Fault]:
    """Return a fault for every number of the book that the audit calculates otherwise.

    A number is held against the claim of the same id, or against the one input cell it comes from.
    """
    return [fault for edition in audit.editions for fault in _edition_faults(edition, numbers)]


def compared(edition: EditionAudit, numbers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the keys of the numbers that can be held against the audit."""
    return [key for key, _, _, _ in _pairs(edition, numbers)]


def _edition_faults(edition: EditionAudit, numbers: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    for key, shown, value, where in _pairs(edition, numbers):
        if abs(shown - value) > TOLERANCE * max(abs(value), Fraction(1)):
            what = f"het boek geeft voor '{key}' {_plain(shown)}, de audit {_plain(value)}"
            mend = "zoek het verschil tussen de berekening in measures en de uitdrukking in claims.csv"
            yield Fault(what, where, mend)


def _pairs(
    edition: EditionAudit, numbers: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Fraction, Fraction, str]]:
    """Yield key, the book's value, the audit's value, and where the audit has it from."""
    judged = {each.claim.id: each for each in edition.judged}
    cells = _cells(edition)
    for key, number in numbers.items():
        if number.get("value") is None or number.get("edition", edition.edition) != edition.edition:
            continue
        shown = Fraction(number["value"])
        each, sources = judged.get(key), number.get("sources") or []
        if not number.get("calculation"):
            # What the book shows as it was printed is held against its cell, not against a recomputation.
            cell = cells.get(sources[0]) if len(sources) == 1 else None
            if cell and cell.number is not None and cell.unit in ("", number["unit"]):
                yield key, shown, cell.number, cell.address
        elif each and each.outcome and each.outcome.value is not None and each.claim.unit == number["unit"]:
            yield key, shown, each.outcome.value, each.claim.where


def _cells(edition: EditionAudit) -> Mapping[str, Input]:
    names = edition.inputs.specification
    return {
        cell.address: cell
        for name in names
        for cells in edition.inputs.table(name).columns.values()
        for cell in cells
    }


def _plain(value: Fraction) -> str:
    return f"{float(value):.15g}".replace(".", ",")
