"""What a reader takes along: workbooks, pictures, the data package, the research package, reviewer's copies.

Belongs here: one function for each, called when everything else of a run is there but the book itself.
Not here: any of their contents.

The functions read `data/raw`, `data/processed`, `book/executed` and the sources; they write in
`data/processed` only, by content and never by date, so that a second run writes nothing. Modules are
imported when they are used, since some of their libraries take seconds to load.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from evalbook import paths
from evalbook.package.made import memory
from evalbook.package.sources import products, sources

__all__ = ["ASIDE", "LATE", "make", "memory", "products", "state", "write_all", "write_package"]

ASIDE = {
    "pictures": ("pictures", "write_exhibit_pictures"),
    "workbooks": ("exhibit_workbooks", "write_exhibit_workbooks"),
    "reviewer": ("reviewer", "write_reviewer_copies"),
}
"""The parts that take long and rest on no other part: module and function of each."""

LATE = "pictures"
"""The part of `ASIDE` on which nothing else rests: made while pages are built, and placed after them."""


def make(part: str) -> list[Path]:
    """Write one of the parts of `ASIDE`, and return its files; what is as it was is left alone."""
    module, function = ASIDE[part]
    written: list[Path] = getattr(import_module(f"{__name__}.{module}"), function)()
    return written


def state() -> str:
    """Return a digest of what the package is made from besides what runs write, with the commit."""
    from evalbook.package.build_info import source_places
    from evalbook.package.commit import commit_of
    from evalbook.package.files import digest_of
    from evalbook.package.publication import address

    root = paths.project_root()
    return f"{digest_of(root, sources())} {commit_of(source_places())} {address()}"


def write_all() -> list[Path]:
    """Write everything, in the order in which one rests on another; return what must be there afterwards."""
    written = [path for part in ASIDE for path in make(part)]
    return [*written, *write_package()]


def write_package() -> list[Path]:
    """Write what rests on the parts: the record of the build, the packages and the catalogue."""
    from evalbook.package.build_info import write_build_info
    from evalbook.package.catalogue import write_catalogue
    from evalbook.package.crate import write_crate
    from evalbook.package.datapackage import write_datapackage

    build = write_build_info()
    return [
        paths.processed() / "build.json",
        write_datapackage(build["time"]),
        write_crate(build),
        *write_catalogue(build["time"]),
    ]
