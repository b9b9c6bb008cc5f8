"""Periods of the sheets (2019, 2019-11, 2019-11-15): in words, and as a stretch of years.

Belongs here: reading one period. Not here: drawing it (`chart`, `lanes`).
"""

from __future__ import annotations

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def dutch_period(period: str) -> str:
    """Return a period as Dutch prose writes it: `2019-11` is november 2019."""
    parts = period.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def years_of(period: str) -> tuple[float, float]:
    """Return begin and end of a period in years: 2019-11 is 2019.83 up to 2019.92."""
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 1:
        return float(parts[0]), parts[0] + 1.0
    start = parts[0] + (parts[1] - 1) / 12
    if len(parts) == 2:
        return start, start + 1 / 12
    return start + (parts[2] - 1) / 365, start + parts[2] / 365
