"""How a number is printed in Dutch, and which values a printed number can stand for.

Belongs here: rounding, Dutch notation, and the interval behind printed digits. Not here: what a
number means or how it was calculated. Numbers are rounded once, at the very end, half away from
zero on the 15 significant digits that Excel shows as well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from evalbook.errors import Fault, RunError

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MISSING = "–"

_WORDS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)

DEFAULT_DECIMALS = {
    "aantal": 0,
    "aandeel": 0,
    "euro": 0,
    "miljoen euro": 1,
    "miljoen dollar": 1,
    "jaar": 2,
    "verhouding": 1,
    "cijfer": 1,
    "fte": 1,
}
"""Decimals of a number in this unit where an exhibit does not say otherwise (shares in percent)."""

_SPOKEN = {"jaar": "jaar", "m2": "m²", "fte": "fte", "ton": "ton", "uur": "uur"}
"""Units that stand behind their number in running text, and in no cell under a header that names them."""


def decimal_of(value: float) -> Decimal:
    """Return the decimal that Excel would show for a float: its 15 significant digits."""
    if not math.isfinite(value):
        raise RunError(
            Fault(
                f"een berekening geeft {value}, dat is geen getal",
                "evalbook.rounding",
                "zoek de deling door nul of de lege cel in de berekening",
            )
        )
    return Decimal(f"{value:.15g}")


def rounded(value: float, decimals: int) -> Decimal:
    """Return `value` rounded half away from zero to this many decimals (negative: tens, hundreds)."""
    step = Decimal(1).scaleb(-decimals)
    result = decimal_of(value).quantize(step, rounding=ROUND_HALF_UP)
    return result.quantize(Decimal(1)) if decimals < 0 else result


def number(value: float, decimals: int = 0) -> str:
    """Return the bare number in Dutch notation: 1234.5 with one decimal is `1.234,5`."""
    amount = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    text = format_decimal(abs(amount), format=pattern, locale="nl_NL", decimal_quantization=False)
    return f"-{text}" if amount < 0 else text


def plain_decimals(value: float, most: int) -> int:
    """Return how many decimals `value` needs, at most `most`: 22.0 needs 0, 11.43 needs 2."""
    exponent = decimal_of(value).normalize().as_tuple().exponent
    return min(most, max(0, -int(exponent)))


def text_of(value: float | None, unit: str, decimals: int | None = None, *, bare: bool = False) -> str:
    """Return a number as it stands in Dutch running text, with its unit.

    `bare` leaves the unit out, as in a table whose header names it; percent and euro signs stay.
    Amounts in millions drop a decimal that is zero in running text: € 22 miljoen, € 6,4 miljoen.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return MISSING
    if decimals is None:
        decimals = DEFAULT_DECIMALS.get(unit, 0)
        if unit.startswith("miljoen"):
            decimals = plain_decimals(float(rounded(value, decimals)), decimals)
    if unit == "aandeel":
        return f"{number(value * 100, decimals)}%"
    digits = number(value, decimals)
    if unit == "euro":
        return f"€{NO_BREAK_SPACE}{digits}"
    if unit == "miljoen euro":
        return f"€{NO_BREAK_SPACE}{digits}{NO_BREAK_SPACE}miljoen"
    if unit == "miljoen dollar":
        return f"{digits}{NO_BREAK_SPACE}miljoen{NO_BREAK_SPACE}dollar"
    if unit in _SPOKEN and not bare:
        return f"{digits}{NO_BREAK_SPACE}{_SPOKEN[unit]}"
    if unit == "jaartal":
        return str(int(value))
    return digits


def word_of(value: float | None) -> str | None:
    """Return a whole number up to twenty as a Dutch word, `None` for anything else."""
    if value is None or value != int(value) or not 0 <= value < len(_WORDS):
        return None
    return _WORDS[int(value)]


@dataclass(frozen=True)
class Interval:
    """All values that a printed number can stand for; `None` is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = False

    def __contains__(self, value: Fraction) -> bool:
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return not (
            self.high is not None and (value > self.high or (value == self.high and not self.high_closed))
        )


def unrounded(value: Decimal, decimals: int) -> Interval:
    """Return the values that round to `value` at this many decimals, half away from zero.

    1.5 printed with one decimal stands for 1.45 up to, not including, 1.55; -1.5 the other way.
    """
    half = Fraction(1, 2) * Fraction(10) ** -decimals
    centre = Fraction(value)
    if centre < 0:
        return Interval(centre - half, centre + half, low_closed=False, high_closed=True)
    if centre == 0:
        return Interval(-half, half, low_closed=False, high_closed=False)
    return Interval(centre - half, centre + half)
