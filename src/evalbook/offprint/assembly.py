"""The pages put together: one document, each id once, links within the book turned into anchors.

Belongs here: what depends on more than one page. Not here: how it looks in PDF or Word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList

from evalbook.errors import Fault, RunError
from evalbook.offprint.contents import Chapter
from evalbook.offprint.page import Page, classes_of, is_on_paper, read_page
from evalbook.offprint.picture import Picture

_LOWEST = 6


@dataclass
class Book:
    """The whole book: `main` holds parts, chapters and their sections; pictures by name."""

    main: Tag
    pictures: dict[str, Picture]


def assemble(folder: Path, chapters: Iterable[Chapter]) -> Book:
    """Return the book out of the built pages in `folder`; raise RunError with every broken link."""
    order = [chapter for chapter in chapters if is_on_paper(folder, chapter.page)]
    pages = [read_page(folder, chapter.page) for chapter in order]
    names = _names([chapter.page for chapter in order])
    for page in pages:
        _rename(page, names[page.address])
    faults = [fault for page in pages for fault in _link(page, pages, names, folder)]
    if faults:
        raise RunError(faults)
    soup = BeautifulSoup("", "html.parser")
    main = soup.new_tag("main")
    _place(soup, main, order, pages, names)
    return Book(main, {name: picture for page in pages for name, picture in page.pictures.items()})


def _names(addresses: Sequence[str]) -> dict[str, str]:
    """Return the id of each chapter: the name of its page, with its folders where two are alike."""
    stems = Counter(PurePosixPath(address).stem for address in addresses)
    return {
        address: stem
        if stems[stem := PurePosixPath(address).stem] == 1
        else address.removesuffix(".html").replace("/", "-")
        for address in addresses
    }


def _rename(page: Page, name: str) -> None:
    """Put the chapter's name before its ids; an exhibit keeps its id, which is unique in the book."""
    kept: dict[str, str] = {}
    for element in page.body.find_all(id=True):
        old = str(element["id"])
        exhibit = "eb-exhibit" in classes_of(element)
        element["id"] = kept[old] = old if exhibit else f"{name}.{old}"
    page.body["id"] = name
    page.places = {
        old: tuple(kept[place] for place in (old, *around) if place in kept)
        for old, around in page.places.items()
    }
    for image in page.body.select("img[data-picture]"):
        picture = page.pictures[str(image["data-picture"])]
        image["alt"] = picture.alt


def _link(page: Page, pages: Sequence[Page], names: dict[str, str], folder: Path) -> list[Fault]:
    """Turn the links of a page into anchors; a link to what is not in the book becomes its text."""
    known = {other.address: other for other in pages}
    faults = []
    for link in page.body.find_all("a"):
        href = str(link.get("href") or "")
        if urlsplit(href).scheme:
            continue
        target = urlsplit(
            urljoin(page.address, href) if href and not href.startswith("#") else page.address + href
        )
        address, fragment = unquote(target.path), unquote(target.fragment)
        if address in known:
            place = _anchor(known[address], names[address], fragment)
            if place:
                link["href"] = f"#{place}"
                continue
        elif not address.endswith(".html") or (folder / address).is_file():
            link.unwrap()  # a file to download, maybe this very document, or a page that stays behind
            continue
        faults.append(
            Fault(
                f"een verwijzing komt nergens uit: {href}",
                page.address,
                "verbeter de verwijzing en bouw opnieuw",
            )
        )
    return faults


def _anchor(page: Page, name: str, fragment: str) -> str | None:
    """Return the id to go to: of the element itself, else of what is left around it, else the chapter's."""
    if not fragment:
        return name
    if fragment not in page.places:
        return None
    return next(iter(page.places[fragment]), name)


def _place(
    soup: BeautifulSoup, main: Tag, order: Sequence[Chapter], pages: Sequence[Page], names: dict[str, str]
) -> None:
    """Put the chapters below their parts, with headings of the level of their place."""
    holder, part, number = main, None, 0
    for chapter, page in zip(order, pages, strict=True):
        if chapter.part != part:
            part, holder = chapter.part, main
            if part:
                number += 1
                holder = soup.new_tag("section", attrs={"class": "eb-book-part", "id": f"deel-{number}"})
                heading = soup.new_tag("h1")
                heading.string = part
                holder.append(heading)
                main.append(holder)
        _set_levels(page.body, chapter.level)
        page.body.name = "section"
        page.body["class"] = AttributeValueList(["eb-chapter"])
        holder.append(page.body.extract())


def _set_levels(body: Tag, level: int) -> None:
    for heading in body.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        heading.name = f"h{min(int(heading.name[1]) + level - 1, _LOWEST)}"
