"""Places for search: what a reader can be led to on a page, each with its title and its text.

Belongs here: from a page as built to its places. A place is a section, an exhibit, a line of a register
or a row of a sheet: whatever has an anchor of its own. Not here: words and keys (`search_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]

_SILENT = (
    "eb-tip", "eb-toc", "headerlink", "hide", "eb-download", "eb-permalink", "eb-part", "eb-register-form",
    "eb-register-count", "eb-picture", "eb-visually-hidden", "cell_input", "eb-views",
)  # fmt: skip
_SILENT_TAGS = {"script", "style", "svg", "button", "form", "noscript"}
_BLOCKS = {
    "p", "ul", "ol", "li", "table", "tr", "dl", "dt", "dd", "caption", "figcaption", "summary", "pre",
    "blockquote", "div", "section", "details",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_SPACE = re.compile(r"\s+")


@dataclass
class Place:
    """A place on a page: its anchor (empty for the page itself), its title, its text in blocks."""

    anchor: str
    title: str = ""
    blocks: list[str] = field(default_factory=list)


def places_of(path: Path) -> list[Place]:
    """Return the places of a page as built, in order; the first is the page itself."""
    document = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8"))
    article = document.find(".//article")
    first = Place("")
    if article is None:
        return [first]
    found = [first]
    _walk(article, first, found)
    for place in found:
        place.blocks = [block for block in place.blocks if block]
    return [place for place in found if place.title or place.blocks]


def _walk(element: Any, place: Place, found: list[Place]) -> None:
    """Go through an element; what has an anchor opens a place for all that stands in it."""
    loose = [element.text or ""]
    for child in element.iterchildren(tag=html.etree.Element):
        if not _is_silent(child):
            here = _opened(child, place, found)
            if child.tag in _HEADINGS or "eb-caption" in _classes(child) or child.tag == "caption":
                here.title = here.title or _text(child)
            if child.tag == "tr" and here is not place:
                here.title = _title_of_row(child)
            if child.tag == "tr" or not _holds_blocks(child):
                inline = child.tag not in _BLOCKS | _HEADINGS
                (loose if inline else here.blocks).append(_text(child))
            else:
                _walk(child, here, found)
        loose.append(child.tail or "")
    place.blocks.append(_SPACE.sub(" ", " ".join(loose)).strip())


def _opened(element: Any, place: Place, found: list[Place]) -> Place:
    """Return the place an element opens, or the one it stands in."""
    anchor = element.get("id")
    if element.tag == "section" and place.anchor == "" and not place.title:
        return place  # the first heading is the page's own
    if element.tag == "tr" and "eb-sheet" in _classes(next(element.iterancestors("table"))):
        return place  # a sheet is one place: a place for every row makes the index too heavy
    if element.tag == "tr":
        anchor = anchor or next((cell.get("id") for cell in element if cell.get("id")), None)
    elif element.tag not in ("section", "dt") and "eb-exhibit" not in _classes(element):
        anchor = None
    if not anchor:
        return place
    found.append(Place(anchor))
    return found[-1]


def _holds_blocks(element: Any) -> bool:
    return any(inner.tag in _BLOCKS | _HEADINGS for inner in element.iterdescendants())


def _title_of_row(row: Any) -> str:
    head = row.find("th[@scope='row']")
    text = _text(head) if head is not None else ""
    return "" if text.isdigit() else text


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _is_silent(element: Any) -> bool:
    return element.tag in _SILENT_TAGS or any(name in _SILENT for name in _classes(element))


def _text(element: Any) -> str:
    """Return the text of an element as a reader sees it, cells and blocks apart."""
    return _SPACE.sub(" ", "".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren(tag=html.etree.Element):
        if not _is_silent(child):
            apart = child.tag in _CELLS | _BLOCKS or "eb-small" in _classes(child)
            yield " " if apart else ""
            yield from _pieces(child)
            yield " " if apart or child.tag == "br" else ""
        yield child.tail or ""
