"""The look of the Word document: fonts, sizes, colours, the sheet, its language.

Belongs here: named styles, so that whoever takes the text over can change them in one place. Not
here: what is set paragraph by paragraph.
"""

from __future__ import annotations

from typing import Any, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

LANGUAGE = "nl-NL"
NOTE, BOX, BOLD_LINE = "Toelichting", "Kader", "Kadertitel"
FIGURE = "Captioned Figure"
CELL, CELL_SMALL = "Tabeltekst", "Tabeltekst klein"

BRAND, MUTED = RGBColor(0x15, 0x42, 0x73), RGBColor(0x53, 0x5D, 0x68)
_FONT, _FONT_CODE = "Arial", "Consolas"
_HEADINGS = {
    1: (24, 0, 18),
    2: (19, 20, 12),
    3: (15, 20, 6),
    4: (12.5, 14, 4),
    5: (11, 10, 3),
    6: (10.5, 8, 3),
}
"""Per level the size of the type and the space above and below, in points."""

_AFTER_HYPHENS = {
    qn(f"w:{name}")
    for name in ("spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr")
}


def dress(document: Document) -> None:
    """Set the styles of everything pandoc makes, and add ours."""
    _whole(document)
    for level, (size, above, below) in _HEADINGS.items():
        _paragraph(document, f"Heading {level}", size, above, below, color=BRAND, bold=True, kept=True)
    _paragraph(document, "Title", 32, 150, 18, color=BRAND, bold=True)
    _paragraph(document, "Subtitle", 16, 0, 12)
    _paragraph(document, "Author", 11, 24, 0, color=MUTED)
    _paragraph(document, "Date", 11, 0, 24, color=MUTED)
    _paragraph(document, "TOC Heading", 19, 0, 12, color=BRAND, bold=True)
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        _paragraph(document, name, 10, 0, 3 if name == "Compact" else 7).paragraph_format.line_spacing = 1.2
    for name in ("Table Caption", "Image Caption"):
        _paragraph(document, name, 10, 12, 4, bold=True, kept=True)
    _paragraph(document, FIGURE, 10, 0, 4).paragraph_format.line_spacing = 1.0  # of the picture's height
    _paragraph(document, "Source Code", 9.5, 0, 7, font=_FONT_CODE)
    _close_up(_paragraph(document, NOTE, 9, 3, 10, color=MUTED))
    _paragraph(document, BOX, 10, 0, 4).paragraph_format.left_indent = Mm(6)
    _paragraph(document, BOLD_LINE, 10.5, 8, 3, bold=True, kept=True)
    _paragraph(document, CELL, 8.5, 1.5, 1.5)  # not larger than `measure` counts on
    _paragraph(document, CELL_SMALL, 7.5, 1.5, 1.5)
    for level in (1, 2, 3):
        style = _paragraph(document, f"toc {level}", 10.5, 8 if level == 1 else 0, 2, bold=level == 1)
        style.paragraph_format.left_indent = Mm(5 * (level - 1))
    link = _style(document, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
    if isinstance(link, CharacterStyle):
        link.font.color.rgb = RGBColor(0x01, 0x58, 0x8F)


def keep_words_whole(layout: Any) -> None:
    """Have no word hyphenated in a paragraph, or in those of a style, of which this is the layout."""
    mark = OxmlElement("w:suppressAutoHyphens")
    later = [element for element in layout if element.tag in _AFTER_HYPHENS]
    if later:
        later[0].addprevious(mark)
    else:
        layout.append(mark)


def _close_up(style: ParagraphStyle) -> None:
    """Take out the space between paragraphs of this style that follow each other."""
    layout = style.element.get_or_add_pPr()
    spacing = layout.find(qn("w:spacing"))
    spacing.addnext(OxmlElement("w:contextualSpacing"))


def _whole(document: Document) -> None:
    """Set the sheet, the font and the language of the whole document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    settings = document.settings.element
    tab = settings.find(qn("w:defaultTabStop"))
    if tab is not None and settings.find(qn("w:autoHyphenation")) is None:
        tab.addnext(OxmlElement("w:autoHyphenation"))
    for name, value in (("themeFontLang", LANGUAGE), ("decimalSymbol", ","), ("listSeparator", ";")):
        found = settings.find(qn(f"w:{name}"))
        if found is not None:
            found.set(qn("w:val"), value)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_font(properties, _FONT)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for name in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{name}"), LANGUAGE)


def _paragraph(
    document: Document,
    name: str,
    size: float,
    above: float,
    below: float,
    *,
    color: RGBColor | None = None,
    bold: bool = False,
    kept: bool = False,
    font: str = _FONT,
) -> ParagraphStyle:
    """Set a style of paragraphs, made where it does not exist; `kept` holds it to what follows."""
    style = cast("ParagraphStyle", _style(document, name, WD_STYLE_TYPE.PARAGRAPH))
    _set_font(style.element.get_or_add_rPr(), font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = color if color is not None else RGBColor(0x1B, 0x1F, 0x24)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(above), Pt(below), kept
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if bold:
        keep_words_whole(style.element.get_or_add_pPr())
    return style


def _style(document: Document, name: str, kind: WD_STYLE_TYPE) -> BaseStyle:
    styles = document.styles
    found: BaseStyle = styles[name] if name in styles else styles.add_style(name, kind)
    return found


def _set_font(properties: Any, font: str) -> None:
    """Set a font by name, also where a theme chose it before."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)
