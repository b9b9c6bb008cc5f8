"""What an exhibit says of itself in an edition that is no published report.

Belongs here: the basis, source and note of exhibits on own or made-up data. Not here: their numbers.

`edition.toml` says whose data an edition holds: `data = "published"` (taken over from a report; what
holds where nothing is said), `"own"` (of those who fill the workbooks) or `"synthetic"` (made up).
"""

from __future__ import annotations

import tomllib
from dataclasses import replace

from evalbook import paths
from evalbook.exhibits.model import Exhibit

SYNTHETIC = "Verzonnen gegevens: dit zegt niets over echte clusters of bedrijven."


def data_of(edition: str) -> str:
    """Return whose data an edition holds: published, own or synthetic."""
    path = paths.raw(edition) / "edition.toml"
    if not path.is_file():
        return "published"
    return str(tomllib.loads(path.read_text("utf-8")).get("data", "published"))


def title_of(edition: str) -> str:
    """Return what an edition calls itself; its name where it says nothing."""
    path = paths.raw(edition) / "edition.toml"
    if not path.is_file():
        return edition
    return str(tomllib.loads(path.read_text("utf-8")).get("title") or edition)


def for_edition(edition: str, exhibit: Exhibit) -> Exhibit:
    """Return an exhibit as this edition shows it: only a published report is spoken of as a report."""
    data = data_of(edition)
    if data == "published":
        return replace(exhibit, note=_joined(exhibit.note, exhibit.report_note), report_note="")
    own = replace(exhibit, source=_sheets(exhibit), report_note="")
    if exhibit.basis == "missing":
        return own
    if data == "synthetic":
        return replace(own, basis="synthetic", note=_joined(SYNTHETIC, exhibit.note))
    return replace(own, basis="recomputed" if exhibit.basis == "printed" else exhibit.basis)


def _sheets(exhibit: Exhibit) -> str:
    """Return the sheets that the numbers come from, in order of use."""
    sources = (source for number in exhibit.numbers for source in number.quantity.sources)
    parts = dict.fromkeys(tuple(source.split("!")[:2]) for source in sources)
    sheets: dict[str, list[str]] = {}
    for workbook, *sheet in parts:
        sheets.setdefault(workbook, []).extend(sheet)
    return "; ".join(f"{workbook} ({', '.join(names)})" for workbook, names in sheets.items())


def _joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)
