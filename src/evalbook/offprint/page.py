"""One page of the built book, reduced to what stands on paper.

Belongs here: what is taken out of a page, what is unfolded, and what an exhibit keeps of its bar.
Not here: links, ids and the level of headings, which depend on the other pages (`assembly`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList

from evalbook.errors import Fault, RunError
from evalbook.offprint.picture import Picture, parts, picture_of

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_SVG = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_NAME = re.compile(r'aria-labelledby="([\w.-]+?)-title\b')

DROPPED_TAGS = frozenset("script style template noscript form button input select dialog".split())
DROPPED_CLASSES = frozenset(
    "headerlink eb-toc eb-part eb-tip toctree-wrapper eb-download eb-permalink eb-take eb-links "
    "eb-screen-only".split()
)
DROPPED_DETAILS = frozenset("hide eb-calc eb-more".split())
"""What a page has for the screen alone: by tag, by class, and what unfolds. A page marks anything else of
the kind `eb-screen-only`."""

_FOR_LOOKING_UP = re.compile(
    r'<table class="[^"]*\beb-(?:sheet|register)\b|<ul class="eb-thumbs|<dl class="eb-subjects'
)
"""A workbook's sheet, cell by cell, or the register of all numbers: for looking up, too long to print. So
are the lists of exhibits and of subjects: their links are of no use on paper, and the contents lists the
exhibits with their pages."""

_UNWRAPPED = ".eb-num, .eb-scroll, .eb-caption-text, .cell, .cell_output, .cell_input"
_KEPT_CLASSES = re.compile(
    r"eb-|admonition|warning|important|caution|danger|footnote|text-(right|center)|arabic"
)


@dataclass
class Page:
    """A page as it stands on paper. `places` gives for each of its ids the ids around it, nearest first."""

    address: str
    body: Tag
    pictures: dict[str, Picture] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The page's heading."""
        heading = self.body.find("h1")
        return " ".join(heading.get_text().split()) if heading else ""


def classes_of(element: Tag) -> list[str]:
    """Return the classes of an element."""
    return [name for value in element.get_attribute_list("class") if value for name in value.split()]


def is_on_paper(folder: Path, address: str) -> bool:
    """Return whether a page goes along; one for looking up a cell or a number does not, the workbooks do."""
    path = folder / address
    return not (path.is_file() and _FOR_LOOKING_UP.search(path.read_text("utf-8")))


def read_page(folder: Path, address: str) -> Page:
    """Return a page of the built book; raise RunError when it is not there or has no heading."""
    path = folder / address
    article = _ARTICLE.search(path.read_text("utf-8")) if path.is_file() else None
    if article is None:
        raise RunError(Fault("de pagina staat niet in het gebouwde boek", address, "bouw eerst het boek"))
    pictures: dict[str, Picture] = {}

    def take_out(found: re.Match[str]) -> str:
        if 'aria-hidden="true"' in found[1] or "eb-narrow" in found[1]:  # the latter is for a phone
            return ""
        named = _NAME.search(found[1])
        name = named[1] if named else f"{Path(address).stem}-{len(pictures) + 1}"
        shown = parts(picture_of(found[0], name, address))
        pictures.update({part.name: part for part in shown})
        return "".join(f'<img data-picture="{part.name}">' for part in shown)

    body = BeautifulSoup(_SVG.sub(take_out, article[0]), "html.parser").article
    if body is None or body.find("h1") is None:
        raise RunError(Fault("de pagina heeft geen titel", address, "begin de pagina met een kop `# ...`"))
    page = Page(address, body, pictures)
    page.places = {str(element["id"]): _around(element) for element in body.find_all(id=True)}
    _reduce(body)
    for exhibit in body.select(".eb-exhibit"):
        _settle(exhibit)
    return page


def _around(element: Tag) -> tuple[str, ...]:
    return tuple(str(parent["id"]) for parent in element.parents if parent.get("id"))


def _reduce(body: Tag) -> None:
    """Take out what is for the screen alone, unfold the rest, and lose attributes that no longer serve."""
    _drop(body)
    for hidden in body.select(".eb-visually-hidden"):
        around = hidden.parent
        if around is not None and around.get_text(strip=True) == hidden.get_text(strip=True):
            hidden.unwrap()  # all that its element says, such as the name of a column
        else:
            hidden.decompose()
    for element in body.select(_UNWRAPPED):
        element.unwrap()
    for text in body.find_all(string=re.compile("\N{SOFT HYPHEN}")):
        text.replace_with(text.replace("\N{SOFT HYPHEN}", ""))  # paper is hyphenated by its own rules
    for place in body.find_all("wbr"):
        if str(place.previous_sibling or "")[-1:].isalpha() and str(place.next_sibling or "")[:1].isalpha():
            place.decompose()  # on paper the word gets a hyphen there
    for details in body.select("details"):
        _unfold(details)
    for element in body.find_all(True):
        _strip(element)


def _drop(element: Tag) -> None:
    """Take out of an element what is for the screen alone; three quarters of a page, so not by selectors."""
    for child in [child for child in element.children if isinstance(child, Tag)]:
        classes = set(classes_of(child))
        if (
            child.name in DROPPED_TAGS
            or "hidden" in child.attrs
            or classes & DROPPED_CLASSES
            or (child.name == "details" and classes & DROPPED_DETAILS)
        ):
            child.decompose()
        else:
            _drop(child)


def _unfold(details: Tag) -> None:
    """Show what a reader could unfold; its summary stays as a line, save above a figure's own data."""
    summary = details.find("summary", recursive=False)
    if isinstance(summary, Tag):
        if "eb-data" in classes_of(details):
            words = " ".join(summary.get_text().split())
            for caption in details.find_all("caption"):
                caption.append(f", {words[:1].lower()}{words[1:]}")
            summary.decompose()
        else:
            summary.name = "p"
            summary["class"] = AttributeValueList(["eb-summary"])
    details.name = "div"


def _strip(element: Tag) -> None:
    for name in list(element.attrs):
        if name.startswith(("aria-", "data-")) and name != "data-picture":
            del element[name]
    for name in ("tabindex", "title", "role", "rel", "download", "style", "open"):
        if name in element.attrs:
            del element[name]
    classes = [name for name in classes_of(element) if _KEPT_CLASSES.match(name)]
    if classes:
        element["class"] = AttributeValueList(classes)
    elif "class" in element.attrs:
        del element["class"]


def _settle(exhibit: Tag) -> None:
    """Make a figure of a picture and its caption, and one line of what is left of the bar."""
    picture, caption = exhibit.select_one(".eb-picture"), exhibit.select_one("p.eb-caption")
    if picture is not None:
        picture.name = "figure"
        if caption is not None:
            caption.name = "figcaption"
            del caption["id"]
            picture.insert(0, caption.extract())
    bar = exhibit.select_one(".eb-bar")
    if bar is not None:
        said = [" ".join(part.get_text().split()) for part in bar.find_all("span", recursive=False)]
        bar.clear()
        bar.name = "p"
        bar.string = " ".join(f"{text.rstrip('.')}." for text in said if text)
        if not said:
            bar.decompose()
