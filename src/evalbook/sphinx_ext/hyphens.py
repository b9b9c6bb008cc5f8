"""Soft hyphens in titles that stand in a narrow column, where not every browser can hyphenate Dutch itself.

Belongs here: where a long word may break. Not here: running text, which has room enough.
"""

from __future__ import annotations

import re
from functools import cache

import pyphen

_LONG = re.compile(r"[^\W\d_]{12,}")


def hyphenated(text: str) -> str:
    """Return text with soft hyphens in its long words; they show only where a line ends."""
    return _LONG.sub(lambda word: _dutch().inserted(word[0], "\N{SOFT HYPHEN}"), text)


@cache
def _dutch() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl", left=3, right=3)
