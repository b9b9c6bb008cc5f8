"""What the audit wrote for the book: claims, findings, checks, counts and input sheets.

Belongs here: reading `data/processed/audit` and the sheets, finding one thing in them, and the digest of
what a page shows. Not here: any HTML, and judging anything.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Record = dict[str, Any]

WORKBOOK_WITH_FORMULAS = Path("audit") / "audit.xlsx"

_SHOWN = {
    "summary": ("audit/*.json", "audit/checks.csv"),
    "findings": ("audit/claims.json", "audit/diagnosis.json", "audit/words.json", "audit/checks.csv",
                 "findings.csv", "*/sheets/*.json"),
    "register": ("audit/claims.json", "audit/words.json", "claims.csv", "findings.csv", "exhibits.csv",
                 "numbers.json", "*/sheets/*.json"),
}  # fmt: skip
"""The files that each part of the audit shows on its page."""


@dataclass
class AuditLedger:
    """Everything of the audit, read from the files below `root` when it is first asked for.

    What is not there is empty: a book without an audit can be built as well.
    """

    root: Path

    @cached_property
    def claims(self) -> list[Record]:
        """All claims as the audit left them, in order of edition and register."""
        found: list[Record] = self._json("claims", [])
        return found

    @cached_property
    def by_id(self) -> Mapping[tuple[str, str], Record]:
        """The claims by edition and id."""
        return {(claim["edition"], claim["id"]): claim for claim in self.claims}

    @cached_property
    def editions(self) -> list[str]:
        """The editions that were audited."""
        return list(dict.fromkeys(claim["edition"] for claim in self.claims))

    @cached_property
    def words(self) -> Record:
        """What readers are told of verdicts and kinds of findings, worst first."""
        found: Record = self._json("words", {"verdicts": {}, "kinds": {}, "unsound": []})
        return found

    @cached_property
    def summary(self) -> Record:
        """Counts by edition."""
        found: Record = self._json("summary", {})
        return found

    @cached_property
    def census(self) -> Record:
        """By edition how much of the report's numbers is covered; empty where it was not taken."""
        found: Record = self._json("census", {})
        return found

    @cached_property
    def double_entry(self) -> Record:
        """How many numbers of the book were held against the audit; empty where none were."""
        found: Record = self._json("double_entry", {})
        return found

    @cached_property
    def diagnosis(self) -> Record:
        """By edition the changes that would mend contradictions; empty where nobody searched."""
        found: Record = self._json("diagnosis", {})
        return found

    @cached_property
    def findings(self) -> list[Record]:
        """The findings, most important kind first, and within a kind in their own order."""
        rank = list(self.words["kinds"])
        found = self._csv("findings.csv")
        return sorted(found, key=lambda each: rank.index(each["kind"]) if each["kind"] in rank else len(rank))

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], str]:
        """What readers call each finding, by edition and id."""
        return {(each["edition"], each["id"]): each["title"] for each in self.findings}

    @cached_property
    def checks(self) -> list[Record]:
        """Every check made; `holds` is ja, nee or onbekend."""
        return self._csv("audit/checks.csv")

    @cached_property
    def values(self) -> Mapping[tuple[str, str], str]:
        """The printed value of each claim as a plain number, to sort by."""
        return {(row["edition"], row["id"]): row["value"] for row in self._csv("claims.csv")}

    @cached_property
    def exhibits(self) -> Mapping[str, Record]:
        """The rows of exhibits.csv by id."""
        return {row["id"]: row for row in self._csv("exhibits.csv")}

    @cached_property
    def sheets(self) -> Mapping[tuple[str, str], Record]:
        """The workbooks to show, by edition and file name."""
        records = (json.loads(path.read_text("utf-8")) for path in sorted(self.root.glob("*/sheets/*.json")))
        return {(record["edition"], record["workbook"]): record for record in records}

    @cached_property
    def has_live_workbook(self) -> bool:
        """Whether there is a workbook with formulas to download."""
        return (self.root / WORKBOOK_WITH_FORMULAS).is_file()

    def claims_of_exhibit(self, exhibit: str) -> list[Record]:
        """Return the claims printed in an exhibit of the report, in its order."""
        return self._of_exhibit.get(exhibit, [])

    @cached_property
    def _of_exhibit(self) -> Mapping[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for claim in self.claims:
            found.setdefault(claim["id"].partition(".")[0], []).append(claim)
        return found

    def cell_place(self, edition: str, address: str) -> str:
        """Return where an input cell is shown (page and anchor), or nothing where it is not."""
        workbook, _, rest = address.partition("!")
        sheet, _, cell = rest.rpartition("!")
        prefix = self._prefixes.get((edition, workbook, sheet))
        return f"{self.sheets[edition, workbook]['page']}#{prefix}{cell}" if prefix else ""

    @cached_property
    def _prefixes(self) -> Mapping[tuple[str, str, str], str]:
        return {
            (edition, workbook, sheet["name"]): sheet["cells"]
            for (edition, workbook), record in self.sheets.items()
            for sheet in record["sheets"]
        }

    def cells_behind(self, claim: Record) -> list[str]:
        """Return the cells of a claim, or where it has none those of the claims it is calculated from."""
        found: dict[str, None] = {}
        for each in self._chain(claim, set()):
            found |= dict.fromkeys(each["cells"])
        return list(found)

    def _chain(self, claim: Record, seen: set[str]) -> Iterator[Record]:
        """Yield a claim and, as long as no cells are found, the claims it uses."""
        if claim["id"] in seen:
            return
        seen.add(claim["id"])
        yield claim
        if not claim["cells"]:
            for other in self.known(claim["edition"], claim["uses"]):
                yield from self._chain(other, seen)

    def known(self, edition: str, ids: Iterable[str]) -> list[Record]:
        """Return the claims of an edition with these ids, as far as they exist."""
        return [self.by_id[edition, name] for name in ids if (edition, name) in self.by_id]

    def workbooks(self, stem: str, edition: str = "") -> Sequence[Record]:
        """Return the workbooks called `<stem>.xlsx`, of one edition or of all."""
        return [
            record
            for (name, workbook), record in self.sheets.items()
            if Path(workbook).stem == stem and edition in ("", name)
        ]

    def digest(self, shown: str) -> str:
        """Return a digest of what a page shows.

        `audit:summary`, `audit:findings`, `audit:register`, `sheets:<workbook>:<edition>` (the edition may
        be empty), or `control:<exhibit>`.
        """
        kind, _, name = shown.partition(":")
        if kind == "control":
            record = self.exhibits.get(name, {})
            places = [[sheet["page"] for sheet in self.sheets.values()], self.claims_of_exhibit(name), record]
            return _short(json.dumps(places, sort_keys=True).encode())
        if kind == "sheets":
            stem, _, edition = name.partition(":")
            patterns: tuple[str, ...] = (f"{edition or '*'}/sheets/{stem}.json", "audit/claims.json")
        else:
            patterns = _SHOWN[name]
        files = [path for pattern in patterns for path in sorted(self.root.glob(pattern))]
        return _short(b"\0".join(path.read_bytes() for path in files) + bytes([self.has_live_workbook]))

    def _json(self, name: str, otherwise: Any) -> Any:
        path = self.root / "audit" / f"{name}.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else otherwise

    def _csv(self, name: str) -> list[Record]:
        path = self.root / name
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
