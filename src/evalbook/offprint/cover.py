"""What stands on the title page: title, editions, version, date of the inputs, licence.

Belongs here: finding those facts, none of which changes by building again. Not here: their look.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from babel.dates import format_date

from evalbook import paths
from evalbook.errors import Fault, RunError

LANGUAGE = "nl"
LICENCE = "Creative Commons Naamsvermelding 4.0 Internationaal (CC BY 4.0)"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/deed.nl"
NOTE = (
    "Deze uitgave bevat de tekst, de tabellen en de figuren van het boek op het web. Alleen daar staan het "
    "register van alle getallen, de invoer cel voor cel, de berekening achter elk getal, de downloads en het "
    "zoeken."
)

_SHORT = 7  # signs of a commit's name, enough to find it
_MODIFIED = re.compile(r"<dcterms:modified\b[^>]*>(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Cover:
    """The title page's facts. `inputs` is the day on which an input workbook was last changed.

    `commit` is the state of the sources that the book was built from, where Git knows it, and
    `committed` its day.
    """

    title: str
    author: str
    editions: tuple[str, ...]
    version: str
    inputs: date | None
    commit: str = ""
    committed: date | None = None

    @property
    def subtitle(self) -> str:
        """The editions that the book holds."""
        return "; ".join(self.editions)

    @property
    def dated(self) -> str:
        """The version, the date of the inputs and the commit, in words."""
        words = f"Versie {self.version}"
        if self.inputs:
            words += f", invoer van {_in_words(self.inputs)}"
        if self.commit and self.committed:
            words += f", gebouwd uit commit {self.commit[:_SHORT]} van {_in_words(self.committed)}"
        return words


def _in_words(day: date) -> str:
    """Return a day as it is written, in one piece."""
    return format_date(day, "d MMMM y", locale=LANGUAGE).replace(" ", "\N{NO-BREAK SPACE}")


def read_cover() -> Cover:
    """Return the facts of the book as it was built."""
    root = paths.project_root()
    settings = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    editions = _editions()
    workbooks = [path for edition in editions for path in sorted(paths.raw(edition).glob("*.xlsx"))]
    commit = _commit()
    return Cover(
        title=str(settings["title"]),
        author=str(settings.get("author") or ""),
        editions=tuple(_title(paths.raw(edition) / "edition.toml", edition) for edition in editions),
        version=version("evalbook"),
        inputs=last_change(workbooks),
        commit=str(commit.get("id", "")),
        committed=datetime.fromisoformat(str(commit["time"])).date() if "time" in commit else None,
    )


def last_change(workbooks: Iterable[Path]) -> date | None:
    """Return the latest day that the workbooks themselves give as their last change."""
    days = []
    for path in workbooks:
        with zipfile.ZipFile(path) as archive:
            if "docProps/core.xml" in archive.namelist():
                found = _MODIFIED.search(archive.read("docProps/core.xml").decode("utf-8"))
                days += [date(*map(int, found.groups()))] if found else []
    return max(days, default=None)


def _commit() -> dict[str, Any]:
    """Return what the build wrote down about the commit; nothing where it knew of none."""
    path = paths.processed() / "build.json"
    return (json.loads(path.read_text("utf-8")).get("commit") if path.is_file() else None) or {}


def _editions() -> list[str]:
    """Return the editions that the book shows exhibits of, in order."""
    path = paths.processed() / "exhibits.csv"
    if not path.is_file():
        raise RunError(Fault("de lijst van tabellen en figuren ontbreekt", path.name, "bouw eerst het boek"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row["edition"] for row in csv.DictReader(file)))


def _title(path: Path, edition: str) -> str:
    return str(tomllib.loads(path.read_text("utf-8"))["title"]) if path.is_file() else edition
