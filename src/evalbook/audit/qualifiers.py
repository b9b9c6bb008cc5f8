"""Rounding words, and all values that a printed number can stand for.

Belongs here: the one table of words such as "ongeveer", and the interval behind digits and word
together. Not here: finding numbers in a text (`printed`).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from evalbook.rounding import Interval

Effect = Literal["around", "above", "below", "more", "less", "least", "most"]

QUALIFIERS: tuple[tuple[str, str, Effect], ...] = (
    ("zelden meer dan", r"zelden meer dan", "most"),
    ("ongeveer", r"ongeveer", "around"),
    ("circa", r"circa|ca\.?", "around"),
    ("ruwweg", r"ruwweg|grofweg", "around"),
    ("zo'n", r"zo['’]n", "around"),
    ("naar schatting", r"naar schatting", "around"),
    ("rond", r"rond(?: de| het)?", "around"),
    ("ruim", r"ruim", "above"),
    ("bijna", r"bijna", "below"),
    ("meer dan", r"meer dan|boven(?: de| het)?|langer dan|hoger dan|groter dan", "more"),
    ("minder dan", r"minder dan|onder(?: de| het)|korter dan|lager dan|kleiner dan", "less"),
    ("minstens", r"minstens|ten minste|tenminste|minimaal|in ieder geval|vanaf", "least"),
    ("maximaal", r"maximaal|hoogstens|hooguit|ten hoogste|binnen|tot", "most"),
)
"""The rounding words: name, ways of writing it, and what it does to the value v behind it.

around  v - 5% up to v + 5%, both included, and never narrower than rounding itself allows
above   v up to v + 10%, both included: a little more than v
below   v - 10% up to v, v itself not included: a little less than v
more    more than v, however much
less    from zero up to v, v itself not included
least   v or more
most    from zero up to v, v included
"Slechts", "gemiddeld", "in totaal" and the like say nothing about rounding and widen nothing.
"""

MEANINGS: dict[Effect, str] = {
    "around": "5% naar beide kanten, en nooit minder dan de afronding zelf",
    "above": "het getal of iets meer: tot 10% erboven",
    "below": "iets minder dan het getal: tot 10% eronder",
    "more": "meer dan het getal, hoeveel ook",
    "less": "minder dan het getal",
    "least": "het getal of meer",
    "most": "het getal of minder",
}
"""What each effect means, in Dutch, for readers."""

AROUND = Fraction(5, 100)
NEAR = Fraction(10, 100)

_EFFECTS: dict[str, Effect] = {name: effect for name, _, effect in QUALIFIERS}
_SIGNS = {">": "meer dan", "≥": "minstens", "<": "minder dan", "≤": "maximaal"}
_FOUND = re.compile(
    "|".join(rf"(?P<q{place}>\b(?:{ways})(?!\w))" for place, (_, ways, _) in enumerate(QUALIFIERS))
    + r"|(?P<sign>[<>≤≥])",
    re.IGNORECASE,
)


def qualifier_before(printed: str, end: int) -> str:
    """Return the first rounding word in a printed text before index `end`; nothing where there is none."""
    match = _FOUND.search(printed, 0, end)
    if match is None:
        return ""
    return _SIGNS[match.group()] if match["sign"] else QUALIFIERS[int((match.lastgroup or "q0")[1:])][0]


def values_behind(value: Fraction, decimals: int, qualifier: str = "", *, whole: bool = False) -> Interval:
    """Return all values that a printed number can stand for, by its digits and its rounding word.

    The last printed digit is worth 10**-decimals. `whole` says that the number was counted: without
    a rounding word it is then exact. Rounding is half away from zero.
    """
    rounded = Interval(value, value, high_closed=True) if whole else _rounded(value, decimals)
    effect = _EFFECTS.get(qualifier)
    low, high = rounded.low, rounded.high
    if effect is None or low is None or high is None:
        return rounded
    size = abs(value)
    if effect == "around":
        return Interval(min(low, value - AROUND * size), max(high, value + AROUND * size), high_closed=True)
    if effect == "above":
        return Interval(value, max(high, value + NEAR * size), high_closed=True)
    if effect == "below":
        return Interval(min(low, value - NEAR * size), value)
    if effect in ("more", "least"):
        return Interval(value, None, low_closed=effect == "least")
    return Interval(min(Fraction(0), value), value, high_closed=effect == "most")


def _rounded(value: Fraction, decimals: int) -> Interval:
    half = Fraction(1, 2) * Fraction(10) ** -decimals
    return Interval(value - half, value + half, low_closed=value > 0, high_closed=value < 0)
