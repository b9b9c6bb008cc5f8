"""Words for search: what counts as one, and the key under which its forms find each other.

Belongs here: from text to words to keys. Not here: where words stand (`search_places`). The search page
makes the same keys of what a reader types; a test holds both against each other over the whole book.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from sphinx.search.nl import SearchDutch

WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
"""A word, or a printed number such as 291.571 or 4,65 as a whole."""

IRREGULAR = {
    "leden": "lid", "steden": "stad", "schepen": "schip", "eieren": "ei", "kinderen": "kind",
    "criteria": "criterium", "media": "medium", "centra": "centrum", "data": "datum", "musea": "museum",
    "politici": "politicus", "academici": "academicus", "technici": "technicus", "bedden": "bed",
    "indices": "index", "goederen": "goed", "volkeren": "volk",
}  # fmt: skip
"""Plurals that no rule of a stemmer reaches; both forms get one key."""

_PLURAL_S = re.compile(r"(?<=\w{3}[aeiou])s$")
_DOUBLE = re.compile(r"([^\Waeiou\d_])\1$")
_HARD = {"v": "f", "z": "s"}
_ROUNDS = 4


def flat(text: str) -> str:
    """Return text in lower case, without accents and soft hyphens."""
    parts = unicodedata.normalize("NFKD", text.replace("\u00ad", "").replace("\u200b", ""))
    marks = [sign for sign in set(parts) if unicodedata.category(sign).startswith("M")]
    return parts.translate(dict.fromkeys(map(ord, marks))).lower()


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, flat."""
    return WORD.findall(flat(text))


@cache
def key_of(word: str) -> str:
    """Return the key of a flat word: `bedrijf` and `bedrijven` have one, and so have `lid` and `leden`."""
    return irregular().get(stemmed(word), stemmed(word))


@cache
def irregular() -> dict[str, str]:
    """Return for the key of each irregular plural the key of its singular."""
    return {stemmed(plural): stemmed(single) for plural, single in IRREGULAR.items()}


@cache
def stemmed(word: str) -> str:
    """Return a word without endings and doubled consonants, taken off until nothing changes."""
    for _ in range(_ROUNDS):
        stem = _stemmer().stem(_PLURAL_S.sub("", word))
        stem = _DOUBLE.sub(r"\1", stem)
        stem = stem[:-1] + _HARD.get(stem[-1:], stem[-1:])
        if stem == word:
            break
        word = stem
    return word


@cache
def _stemmer() -> SearchDutch:
    return SearchDutch({})
