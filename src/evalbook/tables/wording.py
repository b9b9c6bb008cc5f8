"""Words for faults: values as a Dutch reader types them, suggestions, and printed numbers read.

Belongs here: small pieces of text that several checks share. Not here: any check, and rounding (a
value is shown in full).
"""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from evalbook.workbook import CellValue

CORRECT = "verbeter de cel, of zet een regel in corrections.csv als de bron zelf fout is"

_NOUNS = {"count": "aantal", "number": "getal", "share": "aandeel", "eur": "bedrag", "year": "jaartal"}
_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?")


def shown(value: CellValue) -> str:
    """Return a cell's value as a Dutch reader would type it."""
    if value is None:
        return "(leeg)"
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if isinstance(value, datetime.datetime):
        return f"{value:%d-%m-%Y %H:%M}" if value.time() != datetime.time() else f"{value:%d-%m-%Y}"
    return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else str(value)


def beyond(kind: str, value: float, low: float | None, high: float | None) -> str:
    """Return what is wrong with a value outside the limits of its column."""
    if high is None:
        bounds = f"ligt onder {shown(low)}"
    elif low is None:
        bounds = f"ligt boven {shown(high)}"
    else:
        bounds = f"ligt buiten {shown(low)} tot en met {shown(high)}"
    return f"{_NOUNS[kind]} {shown(value)} {bounds}"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that looks most like `word`, capitals aside; None when none comes near."""
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(word.strip().casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Return `bedoelde u 'deels'?`, or nothing when no candidate comes near."""
    found = nearest(word, candidates)
    return f"bedoelde u '{found}'?" if found else ""


def printed_number(text: str) -> float | None:
    """Return the number that a Dutch text stands for (`4,65`, `24%`, `€ 3.300.000`), else None.

    A point only separates thousands: `4.65` is no number in Dutch, and is not guessed at.
    """
    tidy = clean(text)
    match = _NUMBER.fullmatch(re.sub(r"^€\s*|\s*%$", "", tidy))
    if match is None:
        return None
    digits = match["sign"] + match["whole"].replace(".", "") + "." + (match["part"] or "0")
    return float(Decimal(digits) / (100 if tidy.endswith("%") else 1))


def clean(text: str) -> str:
    """Return text as it should have been typed: no hidden spaces or signs, no loose accents."""
    visible = "".join(
        " " if _is_space(sign) else sign
        for sign in unicodedata.normalize("NFC", text)
        if not _is_unseen(sign)
    )
    return " ".join(visible.split())


def untidy(text: str) -> str | None:
    """Return what is untidy about a text, or None when it is exactly as it should be typed."""
    for place, sign in enumerate(text, start=1):
        if sign in "\t\n\r\v\f":
            return f"een tab of regeleinde op plaats {place}"
        if (_is_space(sign) and sign != " ") or _is_unseen(sign):
            name = unicodedata.name(sign, "stuurteken").lower()
            return f"een onzichtbaar teken op plaats {place} (U+{ord(sign):04X}, {name})"
    if not text.strip():
        return "alleen spaties"
    if text[0] == " " or text[-1] == " ":
        return "een spatie aan het " + ("begin" if text[0] == " " else "eind")
    if "  " in text:
        return f"een dubbele spatie op plaats {text.index('  ') + 1}"
    return "een letter met een los accent" if unicodedata.normalize("NFC", text) != text else None


def _is_space(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Zs", "Zl", "Zp"}


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cf", "Cc", "Cs", "Co"} and not sign.isspace()
