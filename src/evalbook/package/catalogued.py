"""Which datasets the catalogue offers, and the files of each.

Belongs here: names, words for readers, and places. Not here: saying them as RDF (`catalogue`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalbook import paths
from evalbook.package.crate import ARCHIVE as CRATE
from evalbook.package.datapackage import ARCHIVE as DATA
from evalbook.package.publication import editions, inputs, publication
from evalbook.package.schemas import TABLES

_PAGES = {"claims": "book/audit/register.html", "findings": "book/audit/bevindingen.html"}
"""The tables of the book as a whole that are of use by themselves, and the page that shows each."""


@dataclass(frozen=True)
class File:
    """A file to download: what it is, where it lies now, and its place in the published `downloads`."""

    title: str
    path: Path
    place: str


@dataclass(frozen=True)
class Dataset:
    """One dataset: its name, its words for readers, where it is shown, and its files."""

    name: str
    title: str
    description: str
    page: str
    files: tuple[File, ...]
    sources: tuple[str, ...] = ()


def datasets() -> list[Dataset]:
    """Return the datasets: two tables of the book as a whole, and for each edition its results and inputs."""
    report = tuple(f"{each['title']} ({each.get('year', 'z.j.')})" for each in publication().references)
    tables = [_table(name, page, report) for name, page in _PAGES.items()]
    found = [table for table in tables if table.files[0].path.is_file()]
    for edition, title in editions().items():
        found += [_results(edition, title, report), _inputs(edition, title)]
    return found


def _table(name: str, page: str, report: tuple[str, ...]) -> Dataset:
    known = TABLES[name]
    path = paths.processed() / "downloads" / f"{name}.csv"
    file = File(f"{known['title']}, als CSV", path, path.name)
    return Dataset(name, known["title"], known["description"], page, (file,), report)


def _results(edition: str, title: str, report: tuple[str, ...]) -> Dataset:
    downloads = paths.processed() / "downloads"
    what = f"De gegevens achter alle tabellen en figuren van de evaluatie {title}, herbouwd uit de invoer."
    files = (
        File("Alle tabellen met hun beschrijving (Data Package)", downloads / DATA, DATA),
        File("Invoer, programma en uitkomsten (RO-Crate)", downloads / CRATE, CRATE),
    )
    return Dataset(edition, f"{title}: tabellen en figuren", what, "index.html", files, report)


def _inputs(edition: str, title: str) -> Dataset:
    books = [each for each in inputs() if each.edition == edition]
    what = f"De werkmappen met de feiten en cijfers waaruit de evaluatie {title} is herbouwd."
    files = tuple(
        File(f"Werkmap {each.path.name}", each.path, f"inputs/{edition}/{each.path.name}") for each in books
    )
    origins = tuple(dict.fromkeys(each.origin for each in books))
    return Dataset(f"{edition}-invoer", f"{title}: invoer", what, "book/bouw.html", files, origins)
