"""The frame of the Word document: title page, contents, new pages, head and foot.

Belongs here: what is around the text. Not here: the text.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from evalbook.errors import Fault, RunError
from evalbook.offprint.cover import LICENCE, NOTE, Cover
from evalbook.offprint.page import classes_of
from evalbook.offprint.wordstyle import MUTED
from evalbook.offprint.wordstyle import NOTE as NOTE_STYLE

_DEEPEST = 3  # level of headings in the contents


def finish(document: Document, body: BeautifulSoup, cover: Cover) -> None:
    """Finish title page, contents, page breaks, head and foot."""
    headings = [paragraph for paragraph in document.paragraphs if _level(paragraph)]
    sources = body.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    if len(headings) != len(sources):
        what = f"het Word-document heeft {len(headings)} koppen, het boek {len(sources)}"
        raise RunError(Fault(what, "boek.docx", "meld deze fout met het volledige bericht"))
    below_part = False
    for heading, source in zip(headings, sources, strict=True):
        part, chapter = (kind in classes_of(source) for kind in ("eb-book-part", "eb-chapter"))
        heading.paragraph_format.page_break_before = part or (chapter and not below_part)
        below_part = part
    _keep_leads(document)
    _rights(document)
    _contents(document, headings)
    _head_and_foot(document, cover)


def _level(paragraph: Paragraph) -> int:
    """Return the level of a heading; 0 for other paragraphs."""
    name = str(paragraph.style.name) if paragraph.style is not None else ""
    return int(name[-1]) if name.startswith("Heading ") else 0


def _keep_leads(document: Document) -> None:
    """Keep a paragraph that stands alone between a heading and a table or figure with both."""
    paragraphs = document.paragraphs
    names = ["" if line.style is None else str(line.style.name) for line in paragraphs]
    for above, line, below in zip(names, paragraphs[1:], names[2:], strict=False):
        if above.startswith("Heading") and below in ("Table Caption", "Image Caption"):
            line.paragraph_format.keep_with_next = True


def _rights(document: Document) -> None:
    """Add to the title page what this edition leaves out, and the licence."""
    dates = (paragraph for paragraph in document.paragraphs if paragraph.style is not None)
    last: Any = next(paragraph._p for paragraph in dates if paragraph.style.name == "Date")  # type: ignore[union-attr]
    for text in (NOTE, f"{LICENCE}."):
        line = OxmlElement("w:p")
        last.addnext(line)
        paragraph = Paragraph(line, document._body)
        paragraph.add_run(text)
        paragraph.style = NOTE_STYLE
        last = line


def _contents(document: Document, headings: list[Paragraph]) -> None:
    """Fill the contents: a link for each heading. Word adds the pages when its reader updates the field."""
    holder = document.element.body.find(f"{qn('w:sdt')}/{qn('w:sdtContent')}")
    title, field = holder.findall(qn("w:p"))
    Paragraph(title, document._body).paragraph_format.page_break_before = True
    holder.remove(field)
    listed = [heading for heading in headings if _level(heading) <= _DEEPEST]
    for number, heading in enumerate(listed):
        line = OxmlElement("w:p")
        holder.append(line)
        paragraph = Paragraph(line, document._body)
        paragraph.style = f"toc {_level(heading)}"
        if number == 0:
            _mark(paragraph, "begin")
            _instruct(paragraph, rf'TOC \o "1-{_DEEPEST}" \h \z \u')
            _mark(paragraph, "separate")
        line.append(_link(_bookmark(heading), heading.text))
        if number == len(listed) - 1:
            _mark(paragraph, "end")


def _bookmark(heading: Paragraph) -> str:
    """Return the name of the bookmark that pandoc put before a heading."""
    before = heading._p.getprevious()
    while before is not None and before.tag != qn("w:bookmarkStart"):
        before = before.getprevious()
    return "" if before is None else str(before.get(qn("w:name")))


def _link(bookmark: str, text: str) -> Any:
    link, run, words = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("w:anchor"), bookmark)
    words.text = text
    run.append(words)
    link.append(run)
    return link


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruct(paragraph: Paragraph, words: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = words
    paragraph.add_run()._r.append(instruction)


def _head_and_foot(document: Document, cover: Cover) -> None:
    """Set the running head and the page number; the title page has neither."""
    section, *others = document.sections
    section.different_first_page_header_footer = True
    for other in others:
        other.different_first_page_header_footer = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = cover.title
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark(foot, "begin")
    _instruct(foot, "PAGE")
    _mark(foot, "separate")
    foot.add_run("1")
    _mark(foot, "end")
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), MUTED
