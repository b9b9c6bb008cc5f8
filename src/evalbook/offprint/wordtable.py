"""Tables in Word: widths, header rows, numbers to the right, wide ones on a sheet on its side.

Belongs here: what pandoc loses of a table. Not here: captions and notes, which pandoc keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from bs4 import BeautifulSoup, Tag
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from evalbook.errors import Fault, RunError
from evalbook.offprint.breaks import kept_rows
from evalbook.offprint.measure import ADDRESS, POINTS, WIDTHS, Size, column_widths, size_of, turned
from evalbook.offprint.page import classes_of
from evalbook.offprint.wordstyle import BRAND, CELL, CELL_SMALL, keep_words_whole

_TWENTIETHS = 20  # Word counts in twentieths of a point ...
_UNITS = 635  # ... each of so many of the units that the library counts in
_ORDER = tuple(f"w:{name}" for name in (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
).split())  # fmt: skip
"""A table's properties in the order of the format."""
_CELL_ORDER = tuple(f"w:{name}" for name in (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
).split())  # fmt: skip
"""A cell's properties in the order of the format."""
_BELOW = Pt(8)  # between a table and the text below it
_MARGIN = "90"  # between a cell's text and the next cell, so that columns have the room `measure` counts on
_LINE, _RULE, _MARK = "D3DAE1", "154273", "FDF0CF"


def finish(document: Document, body: BeautifulSoup) -> None:
    """Finish every table after its counterpart in the pages; raise RunError where one was lost."""
    tables, sources = document.tables, body.find_all("table")
    if len(tables) != len(sources):
        what = f"het Word-document heeft {len(tables)} tabellen, het boek {len(sources)}"
        raise RunError(Fault(what, "boek.docx", "meld deze fout met het volledige bericht"))
    for table, source in zip(tables, sources, strict=True):
        size = size_of(source)
        _set_widths(table, source, size)
        style = document.styles[CELL if size is Size.NORMAL else CELL_SMALL].style_id
        _set_rows(table, source, style)
        _set_apart(table)
        if size is Size.LANDSCAPE:
            _turn(table, whole=turned(source) is source.find_parent(class_="eb-chapter"))


def _set_widths(table: Table, source: Tag, size: Size) -> None:
    widths = [round(width * _TWENTIETHS) for width in column_widths(source, POINTS[size], WIDTHS[size])]
    _set_property(table, "w:tblW", type="dxa", w=str(sum(widths)))
    _set_property(table, "w:tblLayout", type="fixed")
    margins = _set_property(table, "w:tblCellMar")
    margins.extend([_margin("left", "0"), _margin("right", _MARGIN)])
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table._tbl.findall(qn("w:tr")):
        place = 0
        for cell in row.findall(qn("w:tc")):
            span = cell.grid_span
            cell.width = sum(widths[place : place + span]) * _UNITS
            place += span


def _set_property(table: Table, name: str, **values: str) -> Any:
    """Set a property of a table, in the place where the format wants it, and return it."""
    return _put(table._tbl.tblPr, name, _ORDER, **values)


def _put(properties: Any, name: str, order: tuple[str, ...], **values: str) -> Any:
    """Put a property among others, in its place and instead of an earlier one of its name."""
    for old in properties.findall(qn(name)):
        properties.remove(old)
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    place = order.index(name)
    later = [other for other in properties if order.index(f"w:{other.tag.rpartition('}')[2]}") > place]
    if later:
        later[0].addprevious(element)
    else:
        properties.append(element)
    return element


def _set_rows(table: Table, source: Tag, style: str) -> None:
    header = source.find("thead")
    rows, kept = source.find_all("tr"), kept_rows(source)
    heads = header.find_all("tr") if isinstance(header, Tag) else []
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstColumn"), "1" if source.select("tbody th") else "0")
    for line, given in zip(table.rows, rows, strict=True):
        _keep_together(line._tr)
        is_header = given in heads
        stays = any(given is row for row in kept)
        bold = is_header or bool({"eb-group", "eb-total"} & set(classes_of(given)))
        cells = [_Cell(cell, table) for cell in _cells(line._tr)]
        for cell, origin in zip(cells, given.find_all(["th", "td"], recursive=False), strict=True):
            _set_cell(cell, origin, style, bold=bold)
            _border(cell, _RULE if is_header and given is heads[-1] else _LINE, 8 if is_header else 4)
            for paragraph in cell.paragraphs if stays else []:
                paragraph.paragraph_format.keep_with_next = True
            if "eb-group" in classes_of(given):
                for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                    run.font.color.rgb = BRAND
        for cell in cells[1:]:  # the first begins where the text of the page does
            _put(cell._tc.get_or_add_tcPr(), "w:tcMar", _CELL_ORDER).append(_margin("left", _MARGIN))


def _margin(side: str, twentieths: str) -> Any:
    margin = OxmlElement(f"w:{side}")
    margin.set(qn("w:w"), twentieths)
    margin.set(qn("w:type"), "dxa")
    return margin


def _set_apart(table: Table) -> None:
    """Put room between a table and text right below it; notes have their own."""
    after = table._tbl.getnext()
    if _style_of(after) in ("BodyText", "FirstParagraph", "Compact"):
        Paragraph(after, table._parent).paragraph_format.space_before = _BELOW


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, without those that go on from the row above."""
    for cell in row.findall(qn("w:tc")):
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merged is None or merged.get(qn("w:val")) == "restart":
            yield cell


def _set_cell(cell: _Cell, origin: Tag, style: str, *, bold: bool) -> None:
    classes = set(classes_of(origin))
    for paragraph in cell.paragraphs:
        paragraph._p.style = style
        if classes & {"eb-number", "text-right"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif origin.get("scope") == "colgroup" or "text-center" in classes:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if ADDRESS in paragraph.text:
            keep_words_whole(paragraph._p.get_or_add_pPr())
        for run in paragraph.runs:
            run.font.bold = True if bold else run.font.bold
    if "eb-diff" in classes:
        _put(cell._tc.get_or_add_tcPr(), "w:shd", _CELL_ORDER, val="clear", color="auto", fill=_MARK)


def _border(cell: _Cell, color: str, eighths: int) -> None:
    """Draw the line below a cell; `eighths` of a point thick."""
    borders, bottom = _put(cell._tc.get_or_add_tcPr(), "w:tcBorders", _CELL_ORDER), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", color)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)


def _keep_together(row: Any) -> None:
    """Keep a row on one page."""
    properties = row.get_or_add_trPr()
    properties.insert(0, OxmlElement("w:cantSplit"))


def _turn(table: Table, *, whole: bool) -> None:
    """Put a table with its caption and notes, or the whole chapter, on sheets on their side."""
    body = table._tbl.getparent()
    upright = body.find(qn("w:sectPr"))
    first, last = table._tbl, table._tbl
    wanted = ("Heading1", "Heading2", "Heading3") if whole else ("TableCaption",)
    while first.getprevious() is not None:
        first = first.getprevious()
        if _style_of(first) in wanted:
            break
    while _style_of(last.getnext()) == "Toelichting" or last.getnext().tag == qn("w:bookmarkEnd"):
        last = last.getnext()
    while first.getprevious() is not None and first.getprevious().tag == qn("w:bookmarkStart"):
        first = first.getprevious()
    first.addprevious(_section_end(upright, on_its_side=False))
    last.addnext(_section_end(upright, on_its_side=True))


def _style_of(element: Any) -> str:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if element is not None else None
    return "" if style is None else str(style.get(qn("w:val")))


def _section_end(upright: Any, *, on_its_side: bool) -> Any:
    """Return an empty paragraph that ends a section like `upright`, or turned."""
    section = deepcopy(upright)
    size = section.find(qn("w:pgSz"))
    if on_its_side:
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    properties.append(section)
    paragraph.append(properties)
    return paragraph
