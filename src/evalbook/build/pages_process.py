"""The process that builds the pages: it has Jupyter Book loaded before there is anything to build.

Belongs here: what that process does, and nothing that the building process needs (`book`). It begins at a
line on its standard input, and ends without having done anything where that closes first.
"""

from __future__ import annotations

import sys
from importlib import import_module

LOADED = (
    "jupyter_book.cli.main",
    "jupyter_book.sphinx",
    "myst_nb.sphinx_ext",
    "sphinx.builders.html",
    "sphinx.search.nl",
    "sphinx_comments",
    "sphinx_design",
    "sphinx_external_toc.sphinx",
    "evalbook.sphinx_ext",
)
"""What Jupyter Book would load once it had begun."""


def load() -> None:
    """Load what is there; what is missing is told by Jupyter Book itself."""
    for name in LOADED:
        try:
            import_module(name)
        except Exception:
            continue


def main() -> None:
    """Load, wait, and build as the command `jupyter-book` with the same arguments."""
    load()
    if sys.stdin.readline():
        from jupyter_book.cli.main import main as jupyter_book

        jupyter_book()
