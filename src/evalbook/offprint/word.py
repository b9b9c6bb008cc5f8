"""The book as Word document: real headings, tables and captions, pictures with the text that replaces them.

Belongs here: the way through pandoc and the finishing of what it makes. Not here: styles
(`wordstyle`), tables (`wordtable`), title page and contents (`wordfront`).
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import datetime, time
from pathlib import Path

import docx
from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList
from docx.document import Document

from evalbook.errors import Fault, RunError
from evalbook.offprint import wordfront, wordstyle, wordtable
from evalbook.offprint.assembly import Book
from evalbook.offprint.cover import Cover
from evalbook.offprint.page import classes_of

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the date of every file in the archive
_SCALE = 0.75 / 72  # inches on paper for a point of a chart
_WIDEST = 5.83  # inches that pandoc gives a picture at the most

_STYLED = {
    "eb-note": wordstyle.NOTE,
    "eb-unit": wordstyle.NOTE,
    "eb-bar": wordstyle.NOTE,
    "admonition": wordstyle.BOX,
    "eb-summary": wordstyle.BOLD_LINE,
    "admonition-title": wordstyle.BOLD_LINE,
}


def docx_bytes(book: Book, cover: Cover) -> bytes:
    """Return the Word document; raise RunError where pandoc cannot make it."""
    body = _prepared(book)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for image in body.select("img[src]"):
            name = str(image["src"])
            (place / name).write_bytes(book.pictures[name.removesuffix(".png")].png())
        document = docx.Document(str(_converted(str(body), cover, place)))
    wordstyle.dress(document)
    wordtable.finish(document, body)
    wordfront.finish(document, body, cover)
    _date(document, cover)
    return _packed(document)


def _prepared(book: Book) -> BeautifulSoup:
    """Return the book as pandoc reads it best."""
    body = BeautifulSoup(str(book.main), "html.parser")
    for image in body.select("img[data-picture]"):
        name = str(image["data-picture"])
        image["src"] = f"{name}.png"
        picture = book.pictures[name]
        image["width"] = f"{min(picture.width * _SCALE * picture.scale, _WIDEST):.2f}in"
        del image["data-picture"]
    for part in body.select("figure > img + img"):
        figure = part.parent
        if figure is not None:  # pandoc would lay the two side by side, in a table
            holder = body.new_tag("div", attrs={"data-custom-style": wordstyle.FIGURE})
            figure.insert_after(part.wrap(body.new_tag("p")).wrap(holder))
    for number in body.select("a.eb-num-text"):
        number.unwrap()  # else every number in the text is blue and underlined
    for label in body.select(".eb-label"):
        label.append(".")  # in the PDF a colour tells it from the title
    for place in body.find_all("wbr"):
        place.decompose()  # Word breaks a long address by itself
    _name_headings(body)
    for element in body.find_all(["tr", "td", "th", "li", "p", "dt", "dd", "table", "a"], id=True):
        _move_id(body, element)
    for line in body.select(".eb-small"):
        if line.previous_sibling is not None:
            line.insert_before(body.new_tag("br"))
        if line.next_sibling is not None and str(line.next_sibling).strip():
            line.insert_after(body.new_tag("br"))
    for kind, style in _STYLED.items():
        for element in body.find_all(class_=kind):
            holder = element if element.name == "div" else element.wrap(body.new_tag("div"))
            holder["data-custom-style"] = style
    return body


def _name_headings(body: BeautifulSoup) -> None:
    """Give each heading the id and the kind of its section, since pandoc knows no sections."""
    for section in body.select("section[id]"):
        heading = section.find(["h1", "h2", "h3", "h4", "h5", "h6"])
        if not isinstance(heading, Tag):
            continue
        for kind in {"eb-chapter", "eb-book-part"} & set(classes_of(section)):
            heading["class"] = AttributeValueList([kind])
        if heading.get("id"):  # a chapter's, which its first section shares
            heading.insert(0, body.new_tag("span", attrs={"id": str(section["id"])}))
        else:
            heading["id"] = section["id"]
    for section in body.select("section"):
        section.unwrap()


def _move_id(body: BeautifulSoup, element: Tag) -> None:
    """Put an id where pandoc keeps it: in the text."""
    name = str(element["id"])
    del element["id"]
    inside = element.find(["th", "td"]) if element.name in ("tr", "table") else element
    holder = inside if isinstance(inside, Tag) else element
    paragraph = holder.find("p", recursive=False)
    (paragraph if isinstance(paragraph, Tag) else holder).insert(0, body.new_tag("span", attrs={"id": name}))


def _converted(html: str, cover: Cover, place: Path) -> Path:
    """Return the file that pandoc makes of the book."""
    import pypandoc

    made = place / "boek.docx"
    settings = {
        "title": cover.title,
        "subtitle": cover.subtitle,
        "author": cover.author,
        "date": cover.dated,
        "lang": wordstyle.LANGUAGE,
        "toc-title": "Inhoud",
    }
    options = [f"--metadata={name}={value}" for name, value in settings.items() if value]
    try:
        pypandoc.convert_text(
            html,
            "docx",
            format="html",
            outputfile=str(made),
            extra_args=[
                *options,
                f"--resource-path={place}",
                "--toc",
                "--figure-caption-position=above",
                "--syntax-highlighting=none",
            ],
        )
    except (OSError, RuntimeError) as error:
        mend = "installeer de pakketten van requirements.lock en bouw opnieuw"
        raise RunError(Fault(f"het Word-document is niet te maken: {error}", "pandoc", mend)) from error
    return made


def _date(document: Document, cover: Cover) -> None:
    """Give the document the date of its inputs, and the language and title that readers look for."""
    properties = document.core_properties
    properties.title, properties.subject, properties.author = cover.title, cover.subtitle, cover.author
    properties.language, properties.last_modified_by = wordstyle.LANGUAGE, cover.author
    moment = datetime.combine(cover.inputs, time()) if cover.inputs else datetime(*_EARLIEST)
    properties.created = properties.modified = moment


def _packed(document: Document) -> bytes:
    """Return the document's archive, in which nothing depends on when it was made."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, _EARLIEST), source.read(name), compress_type=zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()
