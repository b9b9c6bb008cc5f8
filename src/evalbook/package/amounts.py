"""Numbers as a reader saw them, as numbers with an Excel format of the same look.

Belongs here: reading Dutch notation back. Not here: writing it (`rounding`).

Excel shows separators by the reader's own settings: `#,##0.00` is 1.234,50 on a Dutch machine.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from evalbook import rounding

Cell = float | int | str | None

GENERAL = "General"

_SHOWN = re.compile(
    r"(?P<euro>€ )?(?P<minus>-)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?"
    r"(?P<tail>%| miljoen| miljoen dollar| jaar| m²)?"
)


@dataclass(frozen=True)
class Look:
    """How a number was shown: its decimals, its unit as far as its signs say, and its Excel format."""

    decimals: int
    unit: str
    excel: str


def number_of(text: str) -> int | float | None:
    """Return the number that a cell of our own CSV files holds; nothing for any other text."""
    if not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text, re.ASCII):
        return None
    value = float(text)
    if not math.isfinite(value):
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else value


def look_of(shown: str, value: float) -> Look | None:
    """Return how `value` was shown; nothing where the text is not this number in Dutch notation."""
    found = _SHOWN.fullmatch(shown.replace(rounding.NO_BREAK_SPACE, " ").strip())
    if not found:
        return None
    decimals = len(found["decimals"] or "")
    tail = found["tail"] or ""
    printed = f"{found['minus'] or ''}{found['whole']}{',' + found['decimals'] if decimals else ''}"
    ungrouped = "." not in found["whole"]
    expected = rounding.number(value * 100 if tail == "%" else value, decimals)
    if printed != (expected.replace(".", "") if ungrouped else expected):
        return None
    return Look(decimals, _unit(found["euro"], tail), _excel(found["euro"], tail, decimals, value, ungrouped))


def _unit(euro: str | None, tail: str) -> str:
    if tail == "%":
        return "aandeel"
    if tail == " miljoen":
        return "miljoen euro" if euro else "miljoen"
    return (
        "euro" if euro else {" miljoen dollar": "miljoen dollar", " jaar": "jaar", " m²": "m2"}.get(tail, "")
    )


def _excel(euro: str | None, tail: str, decimals: int, value: float, ungrouped: bool) -> str:
    """Return the number format; a year such as 2016 keeps its digits together."""
    digits = "0" if ungrouped and (abs(value) >= 1000 or tail == "%") else "#,##0"
    digits += "." + "0" * decimals if decimals else ""
    if tail == "%":
        return f"{digits}%"
    return ('"€ "' if euro else "") + digits + (f'"{tail}"' if tail else "")
