"""Where in a report a claim stands, as readers know it: its chapter or annex.

Belongs here: from the place of a claim to a chapter. Not here: pages of the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evalbook.audit.register import Claim

FRONT = ("Managementsamenvatting", "Voorwoord")
"""Parts before the first chapter, by the name they have in a place."""

_CHAPTER = re.compile(r"(?:hoofdstuk )?(\d+)(?:\.\d+)*(?:, .*)?", re.IGNORECASE)
_ANNEX = re.compile(r"(bijlage|annex) ([A-Z0-9]+)(?:\.\d+)*(?:, .*)?", re.IGNORECASE)


def chapters_of(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return the chapter of each claim, by id.

    A table or a footnote belongs to the chapter of the text around it: that of the nearest claim
    before it in the report of which the place names a chapter.
    """
    found: dict[str, str] = {}
    current = ""
    for claim in sorted(claims, key=lambda each: each.line):
        current = _chapter(claim.place) or current
        found[claim.id] = current or claim.place
    return found


def _chapter(place: str) -> str:
    for part in FRONT:
        if place.startswith(part):
            return part
    if match := _CHAPTER.fullmatch(place):
        return f"hoofdstuk {match[1]}"
    if match := _ANNEX.fullmatch(place):
        return f"{match[1].lower()} {match[2]}"
    return ""
