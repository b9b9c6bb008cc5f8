"""Where every file lives.

Belongs here: names of folders and files. Not here: making, reading or writing any of them.
"""

from __future__ import annotations

import os
from pathlib import Path


def project_root() -> Path:
    """Return the project's folder: `EVALBOOK_ROOT`, else the nearest parent with `_config.yml`.

    Falls back on the folder of the checkout this package was installed from, so that a notebook
    run from anywhere finds its inputs.
    """
    override = os.environ.get("EVALBOOK_ROOT")
    if override:
        return Path(override).resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "_config.yml").is_file() and (folder / "data" / "raw").is_dir():
            return folder
    return Path(__file__).resolve().parents[2]


def raw(edition: str) -> Path:
    """Return the folder of an edition's inputs as delivered."""
    return project_root() / "data" / "raw" / edition


def processed(edition: str | None = None) -> Path:
    """Return the folder of what runs write, of one edition or of the book as a whole."""
    folder = project_root() / "data" / "processed"
    return folder / edition if edition else folder


def exhibits(edition: str) -> Path:
    """Return the folder with the data, the picture and the lineage of each exhibit."""
    return processed(edition) / "exhibits"


def notebooks() -> Path:
    """Return the folder of the chapters: notebooks without outputs."""
    return project_root() / "notebooks"


def book() -> Path:
    """Return the folder of the pages written by hand."""
    return project_root() / "book"


def executed() -> Path:
    """Return the folder of the chapters as run."""
    return book() / "executed"


def html() -> Path:
    """Return the folder of the built book."""
    return project_root() / "_build" / "html"


def workspace(edition: str) -> Path:
    """Return the project folder of an edition that is not part of the published book."""
    return project_root() / "_build" / "editions" / edition


def derived(edition: str) -> Path:
    """Return the folder of the tables that are calculated from an edition's register."""
    return processed(edition) / "derived"
