"""The census: every number in a report's text is a claim, or excluded for a stated reason.

Belongs here: finding the numbers in a text, what covers each, and the outcome as data. The text itself
stays outside the project: the census takes its path, and leaves per token what it is, so that coverage
shows, and is checked, without the text.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.audit.register import Claim, read_register
from evalbook.errors import Fault, InputError

OUTCOME = "census.csv"
EXCLUSIONS = "exclusions.csv"
COLUMNS = ("line", "place", "token", "claim", "reason")
LEAST_COVERAGE = 0.97

_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_ONES = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_WORDS = (
    rf"(?:(?:{_ONES})(?:en|ën))?(?:{_TENS})|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|honderd|duizend|miljoen|miljard"
    r"|helft|halve?|derde|kwart|dubbele?|beiden?|procent"
)
_TOKEN = re.compile(
    rf"(?<![\w])(?:{_WORDS})(?:tal|maal|jaar|delige?|voud)?(?![\w])|\d+(?:[.,]\d+)*|(?<![\w])I{{1,4}}(?![\w])",
    re.IGNORECASE,
)
# An address, or the rest of one that was broken over lines: no Dutch word is that long or has such signs.
_WEB = re.compile(r"https?://\S+|\bwww\.\S+|\S*(?:%\d\d|[~=#?]\S*[\w/])\S*|[\w/.-]{31,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Token:
    """One number in a text: its line (from 1), its place in that line, and what covers it.

    `claim` is the id of the claim it belongs to; else `reason` says why it is none. Both empty: open.
    """

    line: int
    place: int
    token: str
    claim: str = ""
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether nothing covers it."""
        return not (self.claim or self.reason)


def tokens_of(lines: Sequence[str]) -> Iterator[Token]:
    """Return every number in a text: digits, number words, tally marks; in reading order."""
    for number, line in enumerate(lines, 1):
        web = [match.span() for match in _WEB.finditer(line)]
        for match in _TOKEN.finditer(line):
            if re.fullmatch(r"[Ii]+", match[0]) and match[0] != match[0].upper():
                continue
            inside = any(start <= match.start() < end for start, end in web)
            yield Token(number, match.start(), match[0], reason="webadres" if inside else "")


def take(
    lines: Sequence[str], claims: Iterable[Claim], exclusions: Iterable[tuple[int, str, str]]
) -> list[Token]:
    """Return all tokens of a text with the claim or the reason that covers each.

    A claim covers the numbers inside its printed text, which may run on into the next line that is not
    empty. An exclusion (line, token, reason) covers one token; a year by itself needs none.
    """
    spans = _spans(lines, claims)
    left = Counter((line, token.lower()) for line, token, _ in exclusions)
    reasons = {(line, token.lower()): reason for line, token, reason in exclusions}
    found = []
    for token in tokens_of(lines):
        claim = next(
            (name for start, end, name in spans.get(token.line, ()) if start <= token.place < end), ""
        )
        found.append(_covered(token, claim, left, reasons))
    return found


def _covered(
    token: Token, claim: str, left: Counter[tuple[int, str]], reasons: dict[tuple[int, str], str]
) -> Token:
    if claim:
        return Token(token.line, token.place, token.token, claim)
    if token.reason:
        return token
    for (line, text), count in left.items():
        if line == token.line and count and token.token.lower() in text:
            left[line, text] -= text == token.token.lower()
            return Token(token.line, token.place, token.token, "", reasons[line, text])
    reason = "jaartal" if _YEAR.fullmatch(token.token) else ""
    return Token(token.line, token.place, token.token, "", reason)


def _spans(lines: Sequence[str], claims: Iterable[Claim]) -> dict[int, list[tuple[int, int, str]]]:
    """Return for each line the stretches that are the printed text of a claim."""
    spans: dict[int, list[tuple[int, int, str]]] = {}
    taken: Counter[tuple[int, str]] = Counter()
    for claim in claims:
        if not 1 <= claim.line <= len(lines):
            continue
        here, after = lines[claim.line - 1].rstrip(), _next_filled(lines, claim.line)
        joined = f"{here} {lines[after - 1].strip()}" if after else here
        start = _nth(joined, claim.printed, taken[claim.line, claim.printed])
        if start < 0:
            continue
        if not claim.id.endswith(".low"):  # low and high of a range share one printed text
            taken[claim.line, claim.printed] += 1
        end = start + len(claim.printed)
        spans.setdefault(claim.line, []).append((start, min(end, len(here)), claim.id))
        if after and end > len(here):
            offset = len(here) + 1 - (len(lines[after - 1]) - len(lines[after - 1].lstrip()))
            spans.setdefault(after, []).append((0, end - offset, claim.id))
    return spans


def _next_filled(lines: Sequence[str], number: int) -> int:
    return next((n for n in range(number + 1, min(number + 8, len(lines)) + 1) if lines[n - 1].strip()), 0)


def _nth(text: str, part: str, count: int) -> int:
    """Return where `part` begins for the count-th time (from 0), or the last time that it does; else -1."""
    whole = (
        (r"(?<!\w)" if part[0].isalnum() else "")
        + re.escape(part)
        + (r"(?!\d)" if part[-1].isdigit() else r"(?![^\W\d])" if part[-1].isalpha() else "")
    )
    places = [match.start() for match in re.finditer(whole, text)]
    return places[min(count, len(places) - 1)] if places else -1


def run(edition: str, text: Path) -> list[Token]:
    """Take the census of a report's text and write its outcome beside the register.

    Raises InputError when the text cannot be read.
    """
    try:
        lines = text.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        mend = "geef het pad van het rapport als platte tekst in UTF-8"
        raise InputError(Fault(f"de tekst is niet te lezen: {error}", str(text), mend)) from error
    found = take(lines, read_register(edition), _exclusions(edition))
    _write(paths.raw(edition) / OUTCOME, found)
    return found


def outcome(edition: str) -> list[Token]:
    """Return the outcome of the last census of an edition; empty when none was taken."""
    path = paths.raw(edition) / OUTCOME
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Token(int(row["line"]), int(row["place"]), row["token"], row["claim"], row["reason"])
            for row in csv.DictReader(file)
        ]


def coverage(tokens: Sequence[Token]) -> float:
    """Return the share of tokens that a claim or a reason covers; 1 for no tokens."""
    return sum(not token.open for token in tokens) / len(tokens) if tokens else 1.0


def counts(tokens: Sequence[Token]) -> dict[str, Any]:
    """Return how many tokens there are, claims, exclusions by reason and open ones, and the coverage."""
    reasons = Counter(token.reason for token in tokens if token.reason)
    return {
        "tokens": len(tokens),
        "claims": sum(bool(token.claim) for token in tokens),
        "exclusions": sum(reasons.values()),
        "open": sum(token.open for token in tokens),
        "coverage": coverage(tokens),
        "reasons": dict(reasons.most_common()),
    }


def _exclusions(edition: str) -> list[tuple[int, str, str]]:
    path = paths.raw(edition) / EXCLUSIONS
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(int(row["line"]), row["token"], row["reason"]) for row in csv.DictReader(file)]


def _write(path: Path, tokens: Iterable[Token]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((t.line, t.place, t.token, t.claim, t.reason) for t in tokens)
    path.write_text(buffer.getvalue(), "utf-8")
