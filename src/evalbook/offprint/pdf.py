"""The book as PDF: title page, contents with page numbers, the text, tagged for those who cannot see it.

Belongs here: what only PDF needs. Not here: what Word needs too (`assembly`), and the look (`offprint.css`).
"""

from __future__ import annotations

import base64
import logging
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList

from evalbook.errors import Fault, RunError
from evalbook.offprint import formula
from evalbook.offprint.assembly import Book
from evalbook.offprint.breaks import is_whole, kept_rows, leads
from evalbook.offprint.cover import LANGUAGE, LICENCE, LICENCE_ADDRESS, NOTE, Cover
from evalbook.offprint.measure import ADDRESS, POINTS, WIDTHS, Size, column_widths, is_short, size_of, turned
from evalbook.offprint.page import classes_of
from evalbook.offprint.tags import finish
from evalbook.offprint.typeface import FAMILY, MONO, rules

_STYLE = Path(__file__).with_name("offprint.css")
_SCALE = 0.8  # points on paper for a point of a chart, so that its text is of one size everywhere


def pdf_bytes(book: Book, cover: Cover) -> bytes:
    """Return the PDF; raise RunError where a library is missing or a part cannot be laid out."""
    weasyprint = library()
    said, fonts = _Said(), weasyprint.text.fonts.FontConfiguration()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(said)
    try:
        document = weasyprint.HTML(
            string=html_of(book, cover),
            url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True),
        )
        made: bytes = document.write_pdf(
            stylesheets=[weasyprint.CSS(string=_style(), font_config=fonts)],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            finisher=finish,
        )
    finally:
        logger.removeHandler(said)
    if said.messages:
        mend = "verbeter de pagina, of meld deze fout met het volledige bericht"
        raise RunError([Fault(message, "boek.pdf", mend) for message in said.messages])
    return made


def _style() -> str:
    style = _STYLE.read_text("utf-8").replace("$font", FAMILY).replace("$mono", MONO)
    return f"{rules()}\n{style}"


def html_of(book: Book, cover: Cover) -> str:
    """Return the whole book as one HTML document, pictures included."""
    main = BeautifulSoup(str(book.main), "html.parser")
    for image in main.select("img[data-picture]"):
        picture = book.pictures[str(image["data-picture"])]
        svg = picture.with_font(FAMILY)
        image["src"] = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        image["style"] = f"width: {picture.width * _SCALE * picture.scale:.1f}pt"
        del image["data-picture"]
    formula.draw(main)
    for table in main.find_all("table"):
        _set_table(main, table)
    for lead in leads(main):
        _add_class(lead, "eb-lead")
    day = f'<meta name="dcterms.created" content="{cover.inputs.isoformat()}">' if cover.inputs else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        f"<title>{escape(cover.title)}</title>"
        f'<meta name="author" content="{escape(cover.author)}">'
        f'<meta name="description" content="{escape(cover.subtitle)}">{day}</head><body>\n'
        f"{_cover(cover)}{_contents(main)}{_exhibits(main)}{main}</body></html>\n"
    )


def _set_table(main: BeautifulSoup, table: Tag) -> None:
    """Give a table its type, its sheet and its columns, so that nothing is cut."""
    size = size_of(table)
    _add_class(table, size.value)
    if is_whole(table):
        _add_class(table, "eb-whole")
    for row in kept_rows(table):
        _add_class(row, "eb-kept")
    for cell in table.find_all("td"):
        if is_short(cell):
            _add_class(cell, "eb-short")
        if ADDRESS in cell.get_text():
            _add_class(cell, "eb-address")
    columns = main.new_tag("colgroup")
    for width in column_widths(table, POINTS[size], WIDTHS[size]):
        columns.append(main.new_tag("col", attrs={"style": f"width: {100 * width / WIDTHS[size]:.3f}%"}))
    table.insert(1 if table.caption else 0, columns)
    if size is Size.LANDSCAPE:
        _add_class(turned(table) or table.wrap(main.new_tag("div")), "eb-landscape")


def _add_class(element: Tag, name: str) -> None:
    element["class"] = AttributeValueList([*classes_of(element), name])


def _cover(cover: Cover) -> str:
    editions = "".join(f'<p class="eb-subtitle">{escape(edition)}</p>' for edition in cover.editions)
    return (
        f'<div class="eb-cover"><p class="eb-title">{escape(cover.title)}</p>{editions}'
        f'<p class="eb-dated">{escape(cover.dated)}</p>'
        f'<div class="eb-rights"><p>{escape(NOTE)}</p>'
        f'<p>{escape(cover.author)}. <a href="{LICENCE_ADDRESS}">{escape(LICENCE)}</a></p></div></div>\n'
    )


def _contents(main: BeautifulSoup) -> str:
    """Return the contents: parts and chapters with their pages."""
    lines = []
    for section in main.select("section.eb-book-part, section.eb-chapter"):
        heading = section.find(["h1", "h2", "h3", "h4"])
        if isinstance(heading, Tag):
            kind = "part" if "eb-book-part" in classes_of(section) else f"level-{heading.name[1]}"
            lines.append(_line(str(section["id"]), " ".join(heading.get_text().split()), f"eb-{kind}"))
    return _list("Inhoud", "eb-contents", lines)


def _exhibits(main: BeautifulSoup) -> str:
    """Return the list of tables and figures with their pages."""
    lines = []
    for exhibit in main.select(".eb-exhibit"):
        caption = exhibit.find(["caption", "figcaption"])
        if isinstance(caption, Tag):
            lines.append(_line(str(exhibit["id"]), " ".join(caption.get_text().split()), "eb-listed"))
    return _list("Tabellen en figuren", "eb-list", lines)


def _line(name: str, text: str, kind: str) -> str:
    return f'<li class="{kind}"><a href="#{escape(name)}">{escape(text)}</a></li>'


def _list(title: str, kind: str, lines: list[str]) -> str:
    if not lines:
        return ""
    return f'<section class="{kind}"><h1>{title}</h1><ul>{"".join(lines)}</ul></section>\n'


def library() -> Any:
    """Return WeasyPrint; raise RunError with what to install where its own libraries are missing."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as error:
        raise RunError(
            Fault(
                f"de PDF is niet te maken: {str(error).splitlines()[0]}",
                "WeasyPrint",
                "installeer Pango: op Debian `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
                "libharfbuzz-subset0`, op macOS `brew install pango`",
            )
        ) from error
    return weasyprint


class _Said(logging.Handler):
    """Keeps what WeasyPrint reports as an error, such as a picture without text or a link to nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
