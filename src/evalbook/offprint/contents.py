"""Which pages the book has, in which order, and how deep each stands: what `_toc.yml` says.

Belongs here: reading that file. Not here: the pages themselves (`page`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_external_toc.api import FileItem, SiteMap
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from evalbook.errors import Fault, RunError

_SOURCES = (".md", ".ipynb", ".rst")


@dataclass(frozen=True)
class Chapter:
    """A page of the book.

    `page` is its address in the built book, `part` the title of the part it stands in. `level` is
    the level of its heading in a book where a part has level 1.
    """

    page: str
    part: str | None
    level: int


def chapters(toc: Path) -> list[Chapter]:
    """Return the pages in reading order; raise RunError when the file cannot be read."""
    try:
        site = parse_toc_yaml(toc)
    except (OSError, MalformedError) as error:
        raise RunError(
            Fault(
                f"de inhoudsopgave is niet te lezen: {error}", toc.name, "verbeter _toc.yml en bouw opnieuw"
            )
        ) from error
    root = str(site.root.docname)
    found = [Chapter(_address(root), None, 1)]
    for tree in site.root.subtrees:
        for item in tree.items:
            if isinstance(item, FileItem):
                found += _below(site, str(item), tree.caption, 2 if tree.caption else 1)
    return found


def _below(site: SiteMap, name: str, part: str | None, level: int) -> Iterator[Chapter]:
    """Yield a page and the pages below it."""
    yield Chapter(_address(name), part, level)
    for tree in site[name].subtrees:
        for item in tree.items:
            if isinstance(item, FileItem):
                yield from _below(site, str(item), part, level + 1)


def _address(name: str) -> str:
    for ending in _SOURCES:
        name = name.removesuffix(ending)
    return f"{name}.html"
