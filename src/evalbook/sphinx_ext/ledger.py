"""What the runs wrote for the book: the numbers for the text and the exhibits.

Belongs here: reading `data/processed`, finding the nearest name, and the digest of everything that a
page can show. Not here: any HTML, and anything about pages.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from evalbook.sphinx_ext.audit_ledger import AuditLedger

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

DOWNLOADS = {".csv": "CSV", ".xlsx": "Excel (XLSX)", ".svg": "SVG", ".png": "PNG"}
"""What a reader can download of an exhibit, by the suffix of its file, and what the link says."""

MADE_LATE = {".svg": ".png"}
"""What is made of a file while the pages are built, and put beside them afterwards."""

_LINES_PER_CELL = 10000  # how the notebook extension numbers lines


@dataclass(frozen=True)
class Exhibit:
    """An exhibit as published: its record, its HTML, and the names of the files to download."""

    record: dict[str, Any]
    html: str
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How running text calls it: `tabel 12`, or the title in quotes for one of our own."""
        label = str(self.record.get("label") or "")
        if self.record.get("number") and label:
            return label[0].lower() + label[1:]
        return f"‘{self.record['title']}’"

    @property
    def caption(self) -> str:
        """Its label and title, as one line of plain text."""
        return f"{self.record.get('label') or ''} {self.record['title']}".strip()


@dataclass
class Ledger:
    """Everything a page can show, read from the files below `root` when it is first asked for."""

    root: Path
    _read: dict[str, Exhibit] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[str, dict[str, Any]]:
        """The numbers for the text by key; empty when no run has written them yet."""
        path = self.root / "numbers.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def number(self, key: str) -> dict[str, Any] | None:
        """Return a number by key; where its exhibit is missing yet, a dash that says which sheet to fill."""
        return self.numbers.get(key) or self._lacking.get(key.partition(".")[0])

    @cached_property
    def _lacking(self) -> dict[str, dict[str, Any]]:
        """A dash for every exhibit and every table that is missing, by its name."""
        found: dict[str, dict[str, Any]] = {}
        for name, path in self.exhibit_files.items():
            record = json.loads(path.read_text(encoding="utf-8"))
            if record.get("basis") == "missing":
                dash = _dash(name, record)
                found |= dict.fromkeys((*record.get("lacks", ()), name), dash)
        return found

    @cached_property
    def exhibit_files(self) -> dict[str, Path]:
        """The record of each exhibit by id, over all editions."""
        return {path.stem: path for path in sorted(self.root.glob("*/exhibits/*.json"))}

    @cached_property
    def audit(self) -> AuditLedger:
        """What the audit wrote."""
        return AuditLedger(self.root)

    @cached_property
    def book(self) -> dict[str, Any]:
        """What a citation says of the book as a whole; empty before it is recorded."""
        path = self.root / "build.json"
        known: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return known.get("publication") or {}

    def files(self, name: str) -> list[Path]:
        """Return the files of an exhibit that a reader can download.

        Where the book is recorded, a picture has a PNG too, which may still be in the making (`MADE_LATE`).
        """
        record = self.exhibit_files[name]
        expected = {to for of, to in MADE_LATE.items() if self.book and record.with_suffix(of).is_file()}
        return [
            record.with_suffix(suffix)
            for suffix in DOWNLOADS
            if suffix in expected or record.with_suffix(suffix).is_file()
        ]

    def exhibit(self, name: str) -> Exhibit | None:
        """Return an exhibit, or nothing when no run has published it."""
        path = self.exhibit_files.get(name)
        if path is None:
            return None
        if name not in self._read:
            record = json.loads(path.read_text(encoding="utf-8"))
            html = path.with_suffix(".html").read_text(encoding="utf-8")
            self._read[name] = Exhibit(record, html, tuple(file.name for file in self.files(name)))
        return self._read[name]

    def digest(self, shown: str) -> str:
        """Return a digest of one thing a page shows: a number, an exhibit, a list, or of the audit.

        Names are `num:<key>`, `exhibit:<id>`, `ex:<id>`, `list:exhibits`, `audit:<part>`, and `book:` for
        what is known of the book.

        Empty when it does not exist, so that a page that misses it is read again once it does.
        """
        kind, _, name = shown.partition(":")
        if kind == "num":
            number = self.number(name)
            return _short(json.dumps(number, sort_keys=True)) if number else ""
        if kind == "book":
            return _short(json.dumps(self.book, sort_keys=True))
        if kind in ("audit", "sheets", "control"):
            return self.audit.digest(shown)
        if kind == "list":
            found = [exhibit for each in self.exhibit_files if (exhibit := self.exhibit(each))]
            return _short(
                json.dumps([(each.caption, each.record.get("basis"), each.files) for each in found])
            )
        exhibit = self.exhibit(name)
        if exhibit is None:
            return ""
        if kind == "ex":
            return _short(exhibit.name)
        return _short(json.dumps([exhibit.record, exhibit.html, exhibit.files], sort_keys=True))

    def nearest(self, shown: str) -> str:
        """Return what the writer may have meant, as a sentence to add to an error."""
        kind, _, name = shown.partition(":")
        known = list(self.numbers if kind == "num" else self.exhibit_files)
        if not known:
            return f"er is nog niets in {self.root.as_posix()}; draai eerst de hoofdstukken"
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        close = close or [other for other in known if name.rpartition(".")[2] in other][:3]
        return f"bedoelde u {' of '.join(close)}?" if close else f"niets van de {len(known)} namen lijkt erop"


def _dash(name: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return what stands for a number of an exhibit that is missing: it leads to that exhibit."""
    return {
        "text": "–",
        "label": f"nog geen gegevens; zie {record['label'].lower()} {record['title']}",
        "calculation": "",
        "sources": [],
        "lacks": record["lacks"],
        "exhibit": name,
    }


def ledger_of(app: Sphinx) -> Ledger:
    """Return the ledger of this build, made anew by each build."""
    ledger = getattr(app, "evalbook_ledger", None)
    if ledger is None:
        ledger = Ledger(Path(app.srcdir) / app.config.evalbook_processed)
        app.evalbook_ledger = ledger
    return ledger


def where_in(app: Sphinx, source: str, line: int) -> str:
    """Return a place for a message: the page and its line, or the notebook with cell and line."""
    path = Path(source)
    page = path.relative_to(app.srcdir) if path.is_relative_to(app.srcdir) else path
    if page.suffix == ".ipynb" and line >= _LINES_PER_CELL:
        return f"{page.as_posix()}, cel {line // _LINES_PER_CELL}, regel {max(line % _LINES_PER_CELL - 1, 1)}"
    return f"{page.as_posix()}, regel {line}"


def report(what: str, where: str, mend: str, location: Any) -> None:
    """Report a fault in the one form all our errors have; it fails the build under `-W`."""
    logger.error("%s\n  waar:    %s\n  herstel: %s", what, where, mend, location=location, type="evalbook")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
