"""The audit: every printed number traced, recomputed and judged, starting from the raw cells.

Belongs here: claims, expressions, intervals, verdicts, checks, diagnosis, findings, and the workbook
with live formulas. Not here: what the book shows (`exhibits`); the two roads meet only in numbers.
"""

from __future__ import annotations

from evalbook.audit.double_entry import book_numbers, double_entry_faults
from evalbook.audit.evaluation import Outcome, evaluate
from evalbook.audit.findings import KINDS, Finding, read_findings
from evalbook.audit.grammar import Expression, parse, text_of
from evalbook.audit.inputs import Input, Inputs, inputs_of
from evalbook.audit.ledger import Audit, EditionAudit, audit, audited_editions
from evalbook.audit.live_workbook import FILE as LIVE_WORKBOOK
from evalbook.audit.live_workbook import write_live_workbook
from evalbook.audit.records import write_records
from evalbook.audit.register import Claim, claims_of, has_register, read_register, with_value
from evalbook.audit.summary import summary_lines, summary_of
from evalbook.audit.trace import trace, trace_in
from evalbook.audit.verdicts import LABELS, MEANINGS, UNSOUND, Judged, Verdict, judge

__all__ = [
    "KINDS",
    "LABELS",
    "LIVE_WORKBOOK",
    "MEANINGS",
    "UNSOUND",
    "Audit",
    "Claim",
    "EditionAudit",
    "Expression",
    "Finding",
    "Input",
    "Inputs",
    "Judged",
    "Outcome",
    "Verdict",
    "audit",
    "audited_editions",
    "book_numbers",
    "claims_of",
    "double_entry_faults",
    "evaluate",
    "has_register",
    "inputs_of",
    "judge",
    "parse",
    "read_findings",
    "read_register",
    "summary_lines",
    "summary_of",
    "text_of",
    "trace",
    "trace_in",
    "with_value",
    "write_live_workbook",
    "write_records",
]
