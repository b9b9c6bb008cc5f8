"""Numbers and short sums in Dutch, as the results of checks show them.

Belongs here: writing. Not here: judging.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from evalbook.audit.printed import decimals_of
from evalbook.rounding import MISSING, number

_MOST = 3
_LARGE = 1000


@lru_cache(maxsize=65536)
def shown(value: Fraction | None, unit: str = "", decimals: int | None = None) -> str:
    """Return a number in Dutch: shares in percent, at most three decimals, one from a thousand on."""
    if value is None:
        return MISSING
    amount = value * 100 if unit == "aandeel" else value
    most = 1 if abs(amount) >= _LARGE or unit == "aandeel" else _MOST
    places = decimals_of(amount, most) if decimals is None else decimals
    return number(float(amount), places) + ("%" if unit == "aandeel" else "")


def added(values: Iterable[Fraction | None], unit: str = "") -> str:
    """Return a sum written out, such as `6 + 6 + 5`."""
    return " + ".join(shown(value, unit) for value in values)


def listed(names: Iterable[str]) -> str:
    """Return names as a list in running text: `a, b en c`."""
    found = list(names)
    return " en ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def quoted(names: Iterable[str]) -> str:
    """Return printed texts as a list in running text, each between quotation marks."""
    return listed(f"‘{name}’" for name in names)
