"""What the package is made from besides what runs write, and what is there once it is made.

Belongs here: the lists by which the build decides whether the package is due. Not here: making it. Nothing
heavy is imported: every build reads this.
"""

from __future__ import annotations

from pathlib import Path

from evalbook import paths
from evalbook.package.files import files_below

_TOP = (
    ".dockerignore", "_config.yml", "_toc.yml", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
    "Dockerfile", "environment.yml", "LICENSE", "LICENSE-book", "Makefile", "postBuild", "pyproject.toml",
    "README.md", "requirements.lock",
)  # fmt: skip
_FOLDERS = (".github", "book", "notebooks", "src", "tests", "tools")

_PRODUCTS = (
    "build.json", "datapackage.json", "downloads/dcat.jsonld", "downloads/dcat.ttl", "downloads/gegevens.zip",
    "downloads/onderzoekspakket.zip", "downloads/reviewer/index.html",
)  # fmt: skip


def sources() -> list[Path]:
    """Return the project's own files: text, notebooks, code, tests, settings; without the chapters as run."""
    root = paths.project_root()
    found = files_below(*(root / name for name in (*_TOP, *_FOLDERS)))
    return [path for path in found if paths.executed() not in path.parents]


def products() -> list[Path]:
    """Return the files that are there whenever the package was made."""
    return [paths.processed() / name for name in _PRODUCTS]
