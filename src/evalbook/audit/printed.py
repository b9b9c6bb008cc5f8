"""Numbers in a printed Dutch text: digits, number words, tally marks; with the precision they carry.

Belongs here: finding them, and how many decimals of a cell's value are known. Not here: what they
can stand for (`qualifiers`), or printing a number (`rounding`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from evalbook.audit.qualifiers import qualifier_before

_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_PARTS = {"half": 2, "halve": 2, "helft": 2, "derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "tiende": 10}
_MORE_PARTS = {"twee derde": Fraction(2, 3), "driekwart": Fraction(3, 4)}


def _words() -> dict[str, Fraction]:
    """Return all number words below a hundred, and fractions, as they are without accents."""
    found = {word: Fraction(value) for value, word in enumerate(_SMALL)}
    for place, ten in enumerate(_TENS, start=2):
        found[ten] = Fraction(10 * place)
        found |= {f"{_SMALL[one]}en{ten}": Fraction(10 * place + one) for one in range(1, 10)}
    found |= {word: Fraction(1, below) for word, below in _PARTS.items()}
    return found | _MORE_PARTS | {"beide": Fraction(2), "honderd": Fraction(100)}


_WORDS = _words()
_SCALES = {"duizend": 3, "miljoen": 6, "miljard": 9, "m": 6, "mln": 6, "mld": 9}
_UNIT_SCALES = {"miljoen euro": 6, "miljoen dollar": 6}
_ACCENTS = str.maketrans("éèëÉ", "eeeE")

_TOKEN = re.compile(
    # A minus sign stands before a number, not between the two numbers of a range.
    r"(?P<sign>(?<![\w%.,])[-−](?:€\s?)?)?(?<![\w,.])(?P<digits>\d{1,3}(?:\.\d{3})+(?!\d)|\d+)"
    # Decimals stand behind a comma; one or two behind a point can be nothing else.
    r"(?:,(?P<part>\d+)|\.(?P<point>\d{1,2})(?![\d.]*\d))?"
    r"|\b(?P<tally>(?-i:I+))\b"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:tal|maal|jaar|delige?|voud)?\b",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s*(?:(?P<percent>%|procent\b)|(?P<scale>duizend|miljoen|miljard|mln|mld|m)(?![\w²]))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number in a printed text: its value in the unit asked for, and its precision.

    The last printed digit is worth 10**-decimals of that unit: 27,5% as a share has three decimals,
    580 miljard in millions has minus three. `start` is its place in the text.
    """

    value: Fraction
    decimals: int
    start: int


def numbers_in(printed: str, unit: str) -> tuple[Reading, ...]:
    """Return all numbers in a printed text, in this unit; in `6-10 miljoen` both are millions."""
    text = printed.translate(_ACCENTS)
    found = list(_TOKEN.finditer(text))
    shifts = [_shift(text, match) for match in found]
    for place in range(len(found) - 2, -1, -1):
        if shifts[place] is None:
            shifts[place] = shifts[place + 1]
    readings = []
    for match, shift in zip(found, shifts, strict=True):
        value, decimals = _read(match)
        scale = (shift or 0) - _UNIT_SCALES.get(unit, 0)
        if unit == "aandeel" and value.denominator > 1 and match["word"]:
            scale, decimals = 0, 2  # "de helft" is a share by itself, as precise as a whole percentage
        readings.append(Reading(value * Fraction(10) ** scale, decimals - scale, match.start()))
    return tuple(readings)


def qualifier_of(printed: str) -> str:
    """Return the rounding word before the first number in a text; nothing where none stands there.

    The article "een" counts as a number only where there is no other: ongeveer een derde.
    """
    places = [match.span() for match in _TOKEN.finditer(printed.translate(_ACCENTS))]
    real = [start for start, end in places if printed[start:end].lower() != "een"]
    first = real[0] if real else places[0][0] if places else len(printed)
    return qualifier_before(printed, first)


def _shift(text: str, match: re.Match[str]) -> int | None:
    """Return by how many places the word behind a number shifts it: 6 for a million, -2 for percent."""
    found = _SCALE.match(text, match.end())
    if found is None:
        return None
    return -2 if found["percent"] else _SCALES[found["scale"].lower()]


def _read(match: re.Match[str]) -> tuple[Fraction, int]:
    """Return a number and its printed decimals; a half counts as one decimal."""
    if match["tally"]:
        return Fraction(len(match["tally"])), 0
    if match["word"]:
        value = _WORDS[match["word"].lower()]
        return value, 1 if value.denominator > 1 else 0
    part = match["part"] or match["point"] or ""
    value = Fraction(int(match["digits"].replace(".", "") + part), 10 ** len(part))
    return -value if match["sign"] else value, len(part)


_NOISE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_PATTERN = re.compile(r"[^0#?.]*[0#?,]+(?:\.(?P<part>[0#?]+))?[^0#?.]*")


def decimals_shown(value: Fraction, number_format: str) -> int:
    """Return how many decimals of a cell's value are known: those of its format, or all that were typed.

    4.3 in the format 0.00 was printed as 4,30 and has two; 0.24 in the format 0% has two as well.
    """
    section = _NOISE.sub("", number_format).partition(";")[0]
    found = _PATTERN.fullmatch(section)
    if found is None or "E" in section.upper():
        return decimals_of(value)
    return max(len(found["part"] or "") + 2 * section.count("%"), decimals_of(value))


def decimals_of(value: Fraction, most: int = 40) -> int:
    """Return how many decimals a number needs to be written out, at most `most`."""
    digits = 0
    while digits < most and (value * 10**digits).denominator != 1:
        digits += 1
    return digits
