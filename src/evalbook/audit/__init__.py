"""The audit: every printed number traced, recomputed and judged, starting from the raw cells.

Belongs here: claims, expressions, intervals, verdicts, checks, diagnosis, findings, and the workbook
with live formulas. Not here: what the book shows (`exhibits`); the two roads meet only in numbers.
"""

from __future__ import annotations

from evalbook.audit.evaluation import Outcome, evaluate
from evalbook.audit.grammar import Expression, parse, text_of
from evalbook.audit.inputs import Input, Inputs, inputs_of
from evalbook.audit.register import Claim, claims_of, has_register, read_register, with_value

__all__ = [
    "Claim",
    "Expression",
    "Input",
    "Inputs",
    "Outcome",
    "claims_of",
    "evaluate",
    "has_register",
    "inputs_of",
    "parse",
    "read_register",
    "text_of",
    "with_value",
]
