"""What is being published, by whom and on what terms: `CITATION.cff`, editions and their inputs.

Belongs here: reading what people wrote down about the book and its inputs. Not here: describing files
(`datapackage`, `crate`, `catalogue`), and anything about a run (`build_info`).
"""

from __future__ import annotations

import csv
import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from evalbook import paths
from evalbook.errors import Fault, InputError
from evalbook.package.files import sha256

ADDRESS = "EVALBOOK_BASE_URL"
"""Name of the setting with the address at which the book is published, as `https://voorbeeld.nl/boek/`."""


@dataclass(frozen=True)
class Licence:
    """A licence: its SPDX name, its address, its title, and its address in the EU's list of licences."""

    name: str
    path: str
    title: str
    authority: str


DATA_LICENCE = Licence(
    "CC-BY-4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "Creative Commons Naamsvermelding 4.0 Internationaal",
    "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
)
CODE_LICENCE = Licence(
    "EUPL-1.2",
    "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
    "European Union Public Licence 1.2",
    "http://publications.europa.eu/resource/authority/licence/EUPL_1_2",
)


@dataclass(frozen=True)
class Publication:
    """What `CITATION.cff` says of the book."""

    title: str
    abstract: str
    version: str
    year: str
    publisher: str
    contact: str
    email: str
    homepage: str
    repository: str
    keywords: tuple[str, ...]
    references: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Input:
    """One input workbook: its edition, file, origin and licence as recorded, and its checksum now."""

    edition: str
    path: Path
    origin: str
    licence: str
    sha256: str

    @property
    def place(self) -> str:
        """Its path from the project's root."""
        return self.path.relative_to(paths.project_root()).as_posix()


def publication() -> Publication:
    """Return what is published, as `CITATION.cff` in the project's root says.

    Raises InputError where the file or one of its required parts is not there.
    """
    path = paths.project_root() / "CITATION.cff"
    if not path.is_file():
        raise InputError(
            Fault("CITATION.cff ontbreekt", str(path), "zet het bestand terug; het zegt wie wat publiceert")
        )
    return _read(path, path.read_text("utf-8"))


@lru_cache(maxsize=4)
def _read(path: Path, text: str) -> Publication:
    """Return what the text says; every file of the package asks for it, so a text is read once."""
    known = yaml.safe_load(text) or {}
    missing = [key for key in ("title", "abstract", "version", "authors", "contact") if not known.get(key)]
    if missing:
        raise InputError(
            Fault(f"CITATION.cff noemt geen {', '.join(missing)}", str(path), "vul dit aan in CITATION.cff")
        )
    return Publication(
        title=known["title"],
        abstract=" ".join(known["abstract"].split()),
        version=str(known["version"]),
        year=str(known.get("date-released") or "")[:4],
        publisher=_name(known["authors"][0]),
        contact=_name(known["contact"][0]),
        email=known["contact"][0].get("email", ""),
        homepage=known.get("url", ""),
        repository=known.get("repository-code", ""),
        keywords=tuple(known.get("keywords", ())),
        references=tuple(known.get("references", ())),
    )


def address() -> str:
    """Return the address of the published book, ending in a slash; empty when it is not known."""
    given = os.environ.get(ADDRESS) or publication().homepage
    return f"{given.rstrip('/')}/" if given else ""


def editions() -> dict[str, str]:
    """Return the editions of the book with their titles, in order of their names.

    Those of which exhibits were published: an edition in the making, or an example, has its own book.
    """
    found = sorted((paths.project_root() / "data" / "raw").glob("*/edition.toml"))
    names = {path.parent.name: path for path in found if paths.exhibits(path.parent.name).is_dir()}
    return {name: _title(path) for name, path in names.items()}


def inputs() -> list[Input]:
    """Return the inputs of all editions: every file that `sources.csv` names and that is there, in its order.

    A workbook that is not delivered is no input yet; `evalbook check` tells where one should be.
    """
    found = []
    for edition in editions():
        folder = paths.raw(edition)
        with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                path = folder / row["file"]
                if not path.is_file():
                    continue
                found.append(Input(edition, path, row["origin"], row["licence"], sha256(path)))
    return found


def _title(path: Path) -> str:
    return str(tomllib.loads(path.read_text("utf-8")).get("title") or path.parent.name)


def _name(person: dict[str, Any]) -> str:
    """Return the name of an organisation, or of a person."""
    parts = (person.get(key) for key in ("given-names", "family-names"))
    return str(person.get("name") or " ".join(str(part) for part in parts if part))
