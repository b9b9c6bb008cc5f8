"""What the audit leaves behind for the book and for others: claims, findings, lineage of every number.

Belongs here: the files in `data/processed` and their columns. Not here: judging, and `audit.xlsx`
(`live_workbook`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from evalbook import paths, rounding
from evalbook.audit.findings import KINDS
from evalbook.audit.grammar import CellOf
from evalbook.audit.ledger import Audit, EditionAudit
from evalbook.audit.printed import decimals_of
from evalbook.audit.readable import calculation_text
from evalbook.audit.summary import summary_of
from evalbook.audit.verdicts import LABELS, MEANINGS, UNSOUND, Judged
from evalbook.files import write
from evalbook.rounding import Interval

CLAIM_COLUMNS = (
    "id", "edition", "line", "place", "label", "printed", "value", "unit", "expression", "recomputed",
    "low", "high", "verdict", "finding",
)  # fmt: skip
FINDING_COLUMNS = ("id", "edition", "kind", "claims", "explanation", "suggestion", "title")
CHECK_COLUMNS = ("edition", "check", "claims", "cells", "holds", "message")

REGISTER_PAGE = "book/audit/register.html"
"""The page with the register of claims, relative to the root of the book."""

_NUMBER = re.compile(r"[-+]?[\d.,]+\s?%?")
_ENDLESS_DIGITS = 15


def write_records(audit: Audit) -> list[Path]:
    """Write all files of an audit into `data/processed`, each whole, and only those that differ.

    claims.csv, findings.csv: all editions in one file; other tools read their columns by name.
    audit/checks.csv: every check made. audit/claims.json: per claim what a page shows of it.
    audit/cells.json: per input cell which claims it is, and which use it. audit/summary.json: counts.
    audit/words.json: verdicts and kinds of findings in Dutch.
    """
    folder = paths.processed()
    contents = {
        folder / "claims.csv": _csv(CLAIM_COLUMNS, claim_rows(audit)),
        folder / "findings.csv": _csv(FINDING_COLUMNS, finding_rows(audit)),
        folder / "audit" / "checks.csv": _csv(CHECK_COLUMNS, check_rows(audit)),
        folder / "audit" / "claims.json": _json(claim_records(audit)),
        folder / "audit" / "cells.json": _json(cell_records(audit)),
        folder / "audit" / "summary.json": _json(summary_of(audit)),
        folder / "audit" / "words.json": _json(words()),
    }
    for path, text in contents.items():
        write(path, text.encode("utf-8"))
    return list(contents)


def claim_rows(audit: Audit) -> list[dict[str, str]]:
    """Return the rows of claims.csv, in order of edition and register."""
    return [_claim_row(each, edition) for edition in audit.editions for each in edition.judged]


def _claim_row(each: Judged, edition: EditionAudit) -> dict[str, str]:
    claim, interval = each.claim, each.interval
    return {
        "id": claim.id,
        "edition": claim.edition,
        "line": str(claim.line),
        "place": safe(claim.place),
        "label": safe(claim.label),
        "printed": safe(claim.printed),
        "value": plain(claim.value),
        "unit": claim.unit,
        "expression": safe(claim.expression),
        "recomputed": plain(each.recomputed),
        "low": plain(interval.low if interval else None),
        "high": plain(interval.high if interval else None),
        "verdict": each.verdict,
        "finding": " ".join(edition.findings_of.get(claim.id, ())),
    }


def finding_rows(audit: Audit) -> list[dict[str, str]]:
    """Return the rows of findings.csv."""
    return [
        {
            "id": found.id,
            "edition": found.edition,
            "kind": found.kind,
            "claims": " ".join(found.claims),
            "explanation": safe(found.explanation),
            "suggestion": safe(found.suggestion),
            "title": safe(found.title),
        }
        for edition in audit.editions
        for found in edition.findings
    ]


def check_rows(audit: Audit) -> list[dict[str, str]]:
    """Return one row for every check made; `holds` is ja, nee or onbekend."""
    words = {True: "ja", False: "nee", None: "onbekend"}
    return [
        {
            "edition": edition.edition,
            "check": found.check,
            "claims": " ".join(found.claims),
            "cells": "; ".join(found.cells),
            "holds": words[found.holds],
            "message": safe(found.message),
        }
        for edition in audit.editions
        for found in edition.results
    ]


def claim_records(audit: Audit) -> list[dict[str, Any]]:
    """Return per claim what a page shows of it, all texts in Dutch.

    `formula` is the calculation with its numbers filled in, `cells` and `uses` the input cells and
    claims it comes from, `used_by` the claims that come from it, `href` its line in the register.
    """
    return [_claim_record(each, edition, used) for edition in audit.editions
            for used in [_used_by(edition.judged)] for each in edition.judged]  # fmt: skip


def _claim_record(each: Judged, edition: EditionAudit, used: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    claim, outcome = each.claim, each.outcome
    return {
        "id": claim.id,
        "edition": claim.edition,
        "anchor": anchor_of(claim.edition, claim.id),
        "href": f"{REGISTER_PAGE}#{anchor_of(claim.edition, claim.id)}",
        "line": claim.line,
        "place": claim.place,
        "chapter": edition.chapters[claim.id],
        "label": claim.label,
        "printed": claim.printed,
        "unit": claim.unit,
        "verdict": each.verdict,
        "verdict_label": LABELS[each.verdict],
        "reason": each.reason,
        "note": claim.note,
        "expression": claim.expression,
        "formula": calculation_text(claim.parsed, edition.inputs, edition.claims),
        "recomputed": shown(each.recomputed, claim.unit, claim.decimals),
        "allowed": range_text(each.interval, claim.unit, claim.decimals),
        "cells": list(outcome.sources) if outcome else [],
        "uses": list(outcome.claims) if outcome else [],
        "used_by": list(used.get(claim.id, ())),
        "findings": list(edition.findings_of.get(claim.id, ())),
    }


def cell_records(audit: Audit) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return per edition and input cell the claims that it is (`is`) and those calculated from it (`in`)."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for edition in audit.editions:
        cells: dict[str, dict[str, list[str]]] = found.setdefault(edition.edition, {})
        for each in edition.judged:
            kind = "is" if isinstance(each.claim.parsed, CellOf) else "in"
            for cell in each.outcome.sources if each.outcome else ():
                cells.setdefault(cell, {"is": [], "in": []})[kind].append(each.claim.id)
    return found


def words() -> dict[str, Any]:
    """Return what readers are told of verdicts (`label`, `meaning`) and kinds of findings, worst first."""
    verdicts = {name: {"label": label, "meaning": MEANINGS[name]} for name, label in LABELS.items()}
    return {"verdicts": verdicts, "kinds": dict(KINDS), "unsound": sorted(UNSOUND)}


def anchor_of(edition: str, claim: str) -> str:
    """Return the anchor of a claim on the register's page."""
    return f"claim-{edition}-{claim.replace('.', '-').replace('_', '-')}"


def _used_by(judged: Iterable[Judged]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in judged:
        for name in each.outcome.claims if each.outcome else ():
            found.setdefault(name, []).append(each.claim.id)
    return found


def shown(value: Fraction | None, unit: str, decimals: int) -> str:
    """Return a recomputed value in Dutch, at most one decimal more precise than was printed."""
    if value is None:
        return ""
    most = max(0, decimals - (2 if unit == "aandeel" else 0)) + 1
    scaled = float(value) * (100 if unit == "aandeel" else 1)
    return rounding.text_of(
        float(value), unit, rounding.plain_decimals(float(rounding.rounded(scaled, most)), most)
    )


def range_text(interval: Interval | None, unit: str, decimals: int) -> str:
    """Return which values the rounding of the inputs allows, in Dutch; nothing where only one is."""
    if interval is None or (interval.low is not None and interval.low == interval.high):
        return ""
    low, high = shown(interval.low, unit, decimals + 1), shown(interval.high, unit, decimals + 1)
    if interval.low is None or interval.high is None:
        return f"vanaf {low}" if high == "" and low else f"tot {high}" if high else "elke waarde"
    return f"{low} tot {high}"


def plain(value: Fraction | None) -> str:
    """Return a number for a data file: all its decimals where it ends, else 15 significant digits."""
    if value is None:
        return ""
    places = decimals_of(value, _ENDLESS_DIGITS + 1)
    if places <= _ENDLESS_DIGITS:
        return f"{float(value):.{places}f}" if places else str(value.numerator)
    return f"{float(value):.15g}"


def safe(text: str) -> str:
    """Return text that a spreadsheet, opening a CSV file, cannot take for a formula."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
