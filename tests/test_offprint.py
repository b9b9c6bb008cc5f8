"""The book to take along: the assembly on a tiny book, then PDF and Word document of the real one.

What the two files hold is read with tools of others: qpdf (pikepdf), PDFium and python-docx.
"""

import csv
import io
import itertools
import json
import re
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from PIL import Image

from evalbook import offprint
from evalbook.errors import RunError
from evalbook.offprint.assembly import assemble
from evalbook.offprint.breaks import is_whole, kept_rows, leads
from evalbook.offprint.contents import chapters
from evalbook.offprint.cover import Cover, last_change, read_cover
from evalbook.offprint.measure import Size, column_widths, size_of
from evalbook.offprint.pdf import html_of, pdf_bytes
from evalbook.offprint.picture import INK, TALLEST, parts, picture_of
from evalbook.offprint.typeface import width_of
from evalbook.offprint.word import docx_bytes

ROOT = Path(__file__).resolve().parents[1]
A4 = (595, 842)  # points

TOC = """
format: jb-book
root: book/welkom
parts:
  - caption: Eerste deel
    chapters:
      - file: book/een
        sections:
          - file: book/case
  - caption: Tweede deel
    chapters:
      - file: book/twee
"""

SVG = (
    '<svg viewBox="0 0 400 100" role="img" aria-labelledby="fig-title fig-desc" class="eb-svg">'
    '<title id="fig-title">Groei</title><desc id="fig-desc">2016: 24%; 2017: 28%</desc>'
    '<rect width="100" height="50" style="fill: var(--eb-blue, #2f6f9f)"/>'
    '<text x="10" y="80" style="font-family: \'DejaVu Sans\'; fill: currentColor">2016</text></svg>'
)

ONE = f"""<section id="een"><h1>Hoofdstuk een<a class="headerlink" href="#een">#</a></h1>
<div class="eb-toc"><a href="#uitkomst">Op deze pagina</a></div>
<p>In <a href="twee.html#uitkomst">het tweede</a> staat <span class="eb-num"><a class="eb-num-text"
href="#tabel.rij">24%</a><span class="eb-tip" role="tooltip">effect.xlsx!blad!C3</span></span>;
zie ook <a href="case.html">de case</a>, <a href="https://example.org/">elders</a> en
<a href="../downloads/boek.pdf" download>het bestand</a>.</p>
<section id="uitkomst"><h2>Uitkomst</h2>
<div class="eb-exhibit eb-kind-table" id="tabel"><div class="eb-scroll" role="region" tabindex="0"><table class="eb-table">
<caption><span class="eb-caption-text"><span class="eb-label">Tabel 1</span> Aandelen</span></caption>
<thead><tr><th scope="col">Jaar</th><th scope="col" class="eb-number">Aandeel</th></tr></thead>
<tbody><tr><th scope="row">2016</th><td class="eb-number">24%</td></tr>
<tr><th scope="row">2017</th><td class="eb-number eb-diff">28%<span class="eb-visually-hidden"> wijkt af</span></td></tr></tbody></table></div>
<p class="eb-note">Een noot.</p>
<div class="eb-bar"><span class="eb-basis">Herberekend</span> <span class="eb-source">Bron: Tabel 12</span>
<a class="eb-download" href="../downloads/tabel.csv">Gegevens (CSV)</a>
<details class="eb-calc"><summary>Berekening</summary><table><tr id="tabel.rij"><td>17 ÷ 71</td></tr></table></details></div></div>
<div class="eb-exhibit eb-kind-figure" id="fig"><p class="eb-caption"><span class="eb-label">Figuur 1</span> Groei</p>
<div class="eb-picture" role="region">{SVG}</div>
<details class="eb-data"><summary>Als tabel</summary><table class="eb-table"><caption>Groei</caption>
<thead><tr><th scope="col">Jaar</th></tr></thead><tbody><tr><th scope="row">2016</th></tr></tbody></table></details></div>
</section></section>"""

PAGES = {
    "welkom": '<section id="welkom"><h1>Welkom</h1><p>Begin <a href="een.html">hier</a>.</p></section>',
    "een": ONE,
    "case": '<section id="case"><h1>Een case</h1><section id="uitkomst"><h2>Uitkomst</h2><p>Ja.</p></section></section>',
    "twee": '<section id="twee"><h1>Hoofdstuk twee</h1><section id="uitkomst"><h2>Uitkomst</h2><p>Nee.</p></section></section>',
}


def second(inner):
    """The page of the second chapter with other text."""
    return f'<section id="twee"><h1>Hoofdstuk twee</h1>{inner}<h2 id="uitkomst">Uitkomst</h2></section>'


COVER = Cover("Een boek", "evalbook", ("Programma 2030-2034",), "1.2.3", date(2031, 2, 3))


@pytest.fixture
def tiny(tmp_path):
    """Write the tiny book, with pages replaced or added, and return it assembled."""

    def write(toc=TOC, **changed):
        folder = tmp_path / "_build" / "html"
        (folder / "book").mkdir(parents=True)
        (tmp_path / "_toc.yml").write_text(toc, "utf-8")
        for name, body in {**PAGES, **changed}.items():
            page = f'<html><body><nav>Menu</nav><article class="eb-article">{body}</article></body></html>'
            (folder / "book" / f"{name}.html").write_text(page, "utf-8")
        return assemble(folder, chapters(tmp_path / "_toc.yml"))

    return write


def words(element):
    return " ".join(element.get_text().split())


class TestAssembly:
    def test_parts_and_chapters_come_in_the_order_of_the_contents(self, tiny):
        headings = [
            (heading.name, words(heading)) for heading in tiny().main.find_all(re.compile("^h[1-6]$"))
        ]
        assert headings == [
            ("h1", "Welkom"),
            ("h1", "Eerste deel"),
            ("h2", "Hoofdstuk een"), ("h3", "Uitkomst"),
            ("h3", "Een case"), ("h4", "Uitkomst"),
            ("h1", "Tweede deel"),
            ("h2", "Hoofdstuk twee"), ("h3", "Uitkomst"),
        ]  # fmt: skip

    def test_every_id_is_there_once_and_an_exhibit_keeps_its_own(self, tiny):
        ids = Counter(element["id"] for element in tiny().main.select("[id]"))
        assert set(ids.values()) == {1}
        assert {"tabel", "fig", "een.uitkomst", "case.uitkomst", "twee.uitkomst"} <= set(ids)

    def test_links_within_the_book_become_anchors_and_others_stay_or_become_text(self, tiny):
        main = tiny().main
        links = {words(link): link["href"] for link in main.find_all("a")}
        assert links["het tweede"] == "#twee.uitkomst"
        assert links["de case"] == "#case"
        assert links["elders"] == "https://example.org/"
        assert "het bestand" not in links and "het bestand" in words(main)

    def test_a_number_keeps_its_text_and_leads_to_what_is_left_of_its_place(self, tiny):
        main = tiny().main
        number = main.select_one("a.eb-num-text")
        assert (words(number), number["href"]) == ("24%", "#tabel")  # the row of the calculation is gone
        assert "effect.xlsx" not in words(main)

    def test_what_serves_the_screen_alone_is_gone(self, tiny):
        text = words(tiny().main)
        for gone in ("Menu", "Op deze pagina", "Gegevens (CSV)", "Berekening", "17 ÷ 71", "wijkt af", "#"):
            assert gone not in text, gone
        assert "Herberekend. Bron: Tabel 12." in text

    def test_the_data_of_a_figure_is_unfolded(self, tiny):
        main = tiny().main
        assert main.find("details") is None
        assert [words(caption) for caption in main.find_all("caption")] == [
            "Tabel 1 Aandelen",
            "Groei, als tabel",
        ]
        assert words(main.select_one("#fig figcaption")) == "Figuur 1 Groei"

    def test_hidden_text_shows_where_it_is_all_there_is(self, tiny):
        page = second('<table><tr><th><span class="eb-visually-hidden">Jaar</span></th></tr></table>')
        assert tiny(twee=page).main.find("th", string="Jaar") is not None

    def test_a_word_that_may_break_on_the_screen_is_whole_on_paper(self, tiny):
        page = second("<p>Management<wbr>samenvatting, cel export.xlsx!<wbr>B3</p>")
        assert "Managementsamenvatting, cel export.xlsx!<wbr/>B3" in str(tiny(twee=page).main)

    def test_a_link_to_nowhere_names_its_page(self, tiny):
        page = second('<p><a href="een.html#weg">x</a> <a href="niets.html">y</a></p>')
        with pytest.raises(RunError) as caught:
            tiny(twee=page)
        assert [fault.where for fault in caught.value.faults] == ["book/twee.html"] * 2
        assert "een.html#weg" in caught.value.faults[0].what
        assert "niets.html" in caught.value.faults[1].what

    def test_a_page_that_was_not_built_is_named(self, tiny):
        with pytest.raises(RunError, match=r"(?s)book/drie\.html.*bouw eerst"):
            tiny(toc=TOC + "      - file: book/drie\n")

    def test_a_workbook_cell_by_cell_stays_behind_and_links_to_it_become_text(self, tiny):
        sheet = '<section id="invoer"><h1>Invoer</h1><table class="eb-sheet eb-audit"><tr><td id="cel">24</td></tr></table></section>'
        page = second('<p>Zie <a href="invoer.html#cel">cel C3</a>.</p>')
        main = tiny(toc=TOC + "      - file: book/invoer\n", invoer=sheet, twee=page).main
        assert "Invoer" not in words(main)
        assert "Zie cel C3." in words(main) and main.find("a", string="cel C3") is None

    def test_the_register_stays_behind(self, tiny):
        register = '<section id="reg"><h1>Register</h1><table class="eb-register"><tr><td>24</td></tr></table></section>'
        assert "Register" not in words(tiny(toc=TOC + "      - file: book/reg\n", reg=register).main)

    def test_chapters_without_parts_have_the_highest_level(self, tiny):
        toc = "format: jb-book\nroot: book/welkom\nchapters:\n  - file: book/een\n  - file: book/case\n"
        assert [words(heading) for heading in tiny(toc=toc).main.find_all("h1")] == [
            "Welkom",
            "Hoofdstuk een",
            "Een case",
        ]


class TestPictures:
    def test_colours_are_fixed_and_the_text_tells_what_is_shown(self, tiny):
        picture = tiny().pictures["fig"]
        assert picture.alt == "Groei. 2016: 24%; 2017: 28%"
        assert "var(" not in picture.svg and "currentColor" not in picture.svg
        assert "fill: #2f6f9f" in picture.svg and f"fill: {INK}" in picture.svg
        assert (picture.width, picture.height) == (400, 100)

    def test_a_picture_without_text_stops_the_run(self):
        with pytest.raises(RunError, match=r"title of desc\n +waar: +book/een\.html, fig"):
            picture_of('<svg viewBox="0 0 4 1"><rect/></svg>', "fig", "book/een.html")

    def test_the_png_shows_lines_and_letters(self, tiny):
        image = Image.open(io.BytesIO(tiny().pictures["fig"].png())).convert("RGB")
        assert image.width == 1500 and image.height == 375  # 1500 / 400 * 100
        assert image.getpixel((100, 100)) == (0x2F, 0x6F, 0x9F)
        lower = image.crop((0, 190, 1500, 375))  # below the bar there is text only
        assert lower.getextrema()[0][0] < 0x40

    def test_one_taller_than_a_sheet_is_cut_amid_the_gap_nearest_to_its_middle(self):
        upper, lower = parts(picture_of(tall(0, 700, 1000, 400), "fig", "een.html"))
        # Nothing is drawn from 700 to 1000, amid which is 850; the sheet has 820.
        assert (upper.height, lower.height) == (pytest.approx(850, abs=2), pytest.approx(750, abs=2))
        assert upper.scale == lower.scale == pytest.approx(820 / 850, abs=0.003)
        assert (upper.name, lower.name) == ("fig-1", "fig-2")
        assert upper.alt == "Deel 1 van 2. Hoog. Twee vlakken"
        assert ("boven" in upper.svg, "onder" in upper.svg) == (True, False)
        assert ("boven" in lower.svg, "onder" in lower.svg) == (False, True)
        shown = [Image.open(io.BytesIO(part.png(100))).convert("L") for part in (upper, lower)]
        assert [image.getpixel((50, 10)) < 255 for image in shown] == [True, False]
        assert [image.getpixel((50, 600)) < 255 for image in shown] == [True, False]
        assert [image.getpixel((50, 400)) < 255 for image in shown] == [True, True]

    def test_one_taller_than_a_sheet_without_a_gap_shrinks(self):
        (whole,) = parts(picture_of(tall(0, 900, 700, 900), "fig", "een.html"))
        assert whole.height == 1600 and whole.scale == 820 / 1600


def tall(above, high, below, low):
    """A chart of 1600 units high: two areas from `above` and `below`, so many units high."""
    return (
        '<svg viewBox="0 0 100 1600"><title>Hoog</title><desc>Twee vlakken</desc>'
        f'<rect y="{above}" width="100" height="{high}"/><rect y="{below}" width="100" height="{low}"/>'
        '<text x="9" y="20">boven</text><text transform="translate(9 1390)">onder</text></svg>'
    )


def table(columns, text, rows=2):
    head = "".join(f"<th>kop {number}</th>" for number in range(columns))
    row = f"<tr>{''.join(f'<td>{text}</td>' for _ in range(columns))}</tr>"
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{row * rows}</tbody></table>"
    return BeautifulSoup(html, "html.parser").table


class TestWidths:
    def test_a_letter_is_as_wide_as_the_font_says(self):
        # DejaVu Sans: i 569, m 1995 of 2048 units; bold i 702. In type of 20.48 points a hundredth of those.
        assert width_of("im", 20.48) == pytest.approx(5.69 + 19.95)
        assert width_of("i", 20.48, bold=True) == pytest.approx(7.02)

    @pytest.mark.parametrize(
        ("columns", "size"),
        # "mmmmm" is 5 * 1995 = 9975 of 2048 units: 41,4 points in type of 8,5 and 38,0 in type of 7,8. Beside
        # it are 4,7 in the first column and 9,2 in the others; the sheet has 470.
        [
            (9, Size.NORMAL),  # 9 * 41,4 + 4,7 + 8 * 9,2 = 450,9
            (10, Size.SMALL),  # 501,5; in small type 10 * 38,0 + 4,7 + 9 * 9,2 = 467,4
            (11, Size.LANDSCAPE),  # 514,6 in small type
        ],
    )
    def test_a_table_gets_the_sheet_it_needs(self, columns, size):
        assert size_of(table(columns, "mmmmm")) is size

    def test_columns_fill_the_sheet_and_the_one_with_most_text_is_widest(self):
        text = "Een zin die over regels moet lopen. " * 20
        made = BeautifulSoup(
            f"<table><tr><td>organisatie</td><td>{text}</td></tr></table>", "html.parser"
        ).table
        narrow, wide = column_widths(made, 8.5, 470)
        assert narrow + wide == pytest.approx(470)
        # "organisatie" is o1253 r842 g1300 a1255 n1298 i569 s1067 a1255 t803 i569 e1260 = 11471 of 2048 units
        assert 52.3 < narrow < 120 < wide  # 47,6 + 4,7 for the word that stays whole

    def test_a_word_of_a_header_is_whole(self):
        made = BeautifulSoup(
            "<table><thead><tr><th>Wat</th><th>Toerekening</th></tr></thead>"
            f"<tbody><tr><td>{'Een lange zin. ' * 30}</td><td>1</td></tr></tbody></table>",
            "html.parser",
        ).table
        assert (
            column_widths(made, 8.5, 470)[1] >= width_of("Toerekening", 8.5, bold=True) + 6.4
        )  # its padding


class TestBreaks:
    def test_a_short_table_stays_whole(self):
        short = table(2, "x", rows=8)  # with its header 9
        assert is_whole(short) and kept_rows(short) == short.find_all("tr")[:8]

    def test_no_header_and_no_single_row_of_a_long_table_stands_alone(self):
        long = table(2, "x", rows=12)
        rows = long.find_all("tr")
        kept = [any(row is one for one in kept_rows(long)) for row in rows]
        assert not is_whole(long)
        assert kept == [True, True, *[False] * 9, True, False]  # header and first row, the last but one

    def test_a_line_between_a_heading_and_an_exhibit_stays_with_it(self):
        main = BeautifulSoup(
            '<h2>Kop</h2><p>Ja</p><div class="eb-exhibit"></div><p>Nee</p><div class="eb-exhibit"></div>'
            "<h2>Kop</h2><p>Nee</p><p>Nee</p><table></table>",
            "html.parser",
        )
        assert [line.get_text() for line in leads(main)] == ["Ja"]


class TestCover:
    def test_the_date_is_what_the_workbooks_say_not_when_they_were_written(self, tmp_path):
        for name, day in (("a.xlsx", 3), ("b.xlsx", 5)):
            with zipfile.ZipFile(tmp_path / name, "w") as archive:
                archive.writestr(
                    "docProps/core.xml", f"<dcterms:modified>2031-02-0{day}T09:00:00Z</dcterms:modified>"
                )
        openpyxl.Workbook().save(tmp_path / "c.xlsx")
        assert last_change([tmp_path / "a.xlsx", tmp_path / "b.xlsx"]) == date(2031, 2, 5)
        assert last_change([]) is None

    def test_the_title_page_names_editions_version_date_and_licence(self, tiny):
        cover = BeautifulSoup(html_of(tiny(), COVER), "html.parser").select_one(".eb-cover")
        for said in (
            "Een boek",
            "Programma 2030-2034",
            "Versie 1.2.3, invoer van 3 februari 2031",
            "CC BY 4.0",
        ):
            assert said in words(cover)

    def test_the_title_page_names_the_commit_where_there_is_one(self):
        built = replace(COVER, commit="0123456789abcdef", committed=date(2031, 2, 4))
        assert " ".join(built.dated.split()) == (
            "Versie 1.2.3, invoer van 3 februari 2031, gebouwd uit commit 0123456 van 4 februari 2031"
        )


_HEADS = "".join(f'<th scope="col">Kolom nummer {number}</th>' for number in range(14))
_ROW = "<tr>" + "<td>onderzoeksvraag</td>" * 13 + "<td>portfolio.xlsx!financiering!AB123456789</td></tr>"
WIDE = second(
    '<p>Vooraf.</p><div class="eb-exhibit" id="breed"><table class="eb-table"><caption>Brede tabel</caption>'
    f"<thead><tr>{_HEADS}</tr></thead><tbody>{_ROW * 60}</tbody></table>"
    '<p class="eb-note">Noot bij breed.</p></div><p>Daarna.</p><table><tr><td>klein</td></tr></table>'
)


class TestATinyPdf:
    @pytest.fixture
    def wide(self, tiny):
        return pypdfium2.PdfDocument(pdf_bytes(tiny(twee=WIDE), COVER))

    def test_a_wide_table_lies_on_its_side_with_its_head_on_every_page(self, wide):
        pages = [page for page in wide if page.get_width() > page.get_height()]
        assert len(pages) >= 2
        for page in pages:
            text = " ".join(page.get_textpage().get_text_range().split())
            assert "nummer 13" in text  # the header is repeated
        assert inside(wide) == []

    def test_text_after_a_sheet_on_its_side_is_upright(self, wide):
        (after,) = [page for page in wide if "Daarna." in page.get_textpage().get_text_range()]
        assert after.get_width() < after.get_height()

    @pytest.mark.parametrize("columns", [9, 10, 11])
    def test_no_word_of_a_table_is_broken(self, tiny, columns):
        page = second(str(table(columns, "mmmmm")))
        made = pypdfium2.PdfDocument(pdf_bytes(tiny(twee=page), COVER))
        text = " ".join(page.get_textpage().get_text_range() for page in made)
        assert len(re.findall(r"\bmmmmm\b", text)) == 2 * columns

    def test_a_picture_taller_than_a_sheet_goes_on_on_the_next(self, tiny):
        figure = '<div class="eb-exhibit" id="hoog"><p class="eb-caption">Hoog</p><div class="eb-picture">{}</div></div>'
        page = second(figure.format(tall(0, 700, 1000, 400)))
        made = pypdfium2.PdfDocument(pdf_bytes(tiny(twee=page), COVER))
        titled = [
            number for number, page in enumerate(made) if "Hoog" in page.get_textpage().get_text_range()
        ]
        for number in (titled[-1], titled[-1] + 1):  # the title stands in the list of figures too
            image = made[number].render(scale=0.25).to_pil().convert("L")
            assert image.histogram()[0] > image.width * image.height / 30  # the areas are black

    def test_two_runs_give_the_same_bytes(self, tiny):
        book = tiny()
        assert pdf_bytes(book, COVER) == pdf_bytes(book, COVER)

    def test_a_formula_is_drawn_and_has_a_text(self, tiny):
        page = second("<p>Dus <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>.</p>")
        pdf = pikepdf.open(io.BytesIO(pdf_bytes(tiny(twee=page), COVER)))
        alts = [str(element.get("/Alt")) for element in structure(pdf) if element.S == "/Figure"]
        assert alts == ["Groei. 2016: 24%; 2017: 28%", "a b"]

    def test_a_missing_library_is_named_with_its_package(self, tiny, tmp_path, monkeypatch):
        (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load libpango-1.0.so.0')\n", "utf-8")
        for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(tmp_path)
        with pytest.raises(RunError, match=r"(?s)libpango-1\.0\.so\.0.*apt-get install libpango-1\.0-0"):
            pdf_bytes(tiny(), COVER)


class TestATinyWordDocument:
    @pytest.fixture
    def document(self, tiny):
        return docx.Document(io.BytesIO(docx_bytes(tiny(twee=WIDE), COVER)))

    def test_numbers_stand_right_and_marked_cells_are_coloured(self, document):
        (shares,) = [found for found in document.tables if "Aandelen" in caption_of(found)]
        assert shares.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
        assert shares.cell(1, 0).paragraphs[0].alignment != WD_ALIGN_PARAGRAPH.RIGHT
        assert shares.cell(2, 1)._tc.find(f".//{qn('w:shd')}") is not None

    def test_a_wide_table_lies_on_its_side_and_nothing_else(self, document):
        turned = [section for section in document.sections if section.page_width > section.page_height]
        assert len(turned) == 1 and len(document.sections) == 3
        inside = [
            block.text for block in turned[0].iter_inner_content() if hasattr(block, "text") and block.text
        ]
        assert inside == ["Brede tabel", "Noot bij breed."]

    def test_rows_that_stay_together_are_kept_with_the_next(self, document):
        (wide,) = [found for found in document.tables if "Brede tabel" in caption_of(found)]
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in wide.rows]
        assert kept == [True, True, *[None] * 57, True, None]  # the header and 60 rows

    def test_the_parts_of_a_tall_picture_have_room_for_themselves_alone(self, tiny):
        figure = '<div class="eb-exhibit" id="hoog"><p class="eb-caption">Hoog</p><div class="eb-picture">{}</div></div>'
        page = second(figure.format(tall(0, 700, 1000, 400)))
        made = docx.Document(io.BytesIO(docx_bytes(tiny(twee=page), COVER)))
        drawn = [line for line in made.paragraphs if line._p.find(f".//{qn('wp:inline')}") is not None]
        assert len(drawn) == 3  # that of the first chapter, and two parts
        assert {line.style.name for line in drawn} == {"Captioned Figure"}
        assert (
            drawn[0].style.paragraph_format.line_spacing == 1.0
        )  # else Word makes the picture's line higher

    def test_a_table_begins_where_the_text_does(self, document):
        (wide,) = [found for found in document.tables if "Brede tabel" in caption_of(found)]
        assert wide._tbl.tblPr.find(f"{qn('w:tblCellMar')}/{qn('w:left')}").get(qn("w:w")) == "0"
        margins = [cell._tc.tcPr.find(f"{qn('w:tcMar')}/{qn('w:left')}") for cell in wide.rows[1].cells]
        assert margins[0] is None and {margin.get(qn("w:w")) for margin in margins[1:]} == {"90"}

    def test_numbers_in_the_text_are_plain_and_links_lead_to_bookmarks(self, document):
        marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
        links = [link for link in document.element.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
        assert {link.get(qn("w:anchor")) for link in links} <= marks
        words_of_links = [link.text for link in links]
        assert "het tweede" in words_of_links and "24%" not in words_of_links

    def test_two_runs_give_the_same_bytes(self, tiny):
        book = tiny()
        first = docx_bytes(book, COVER)
        assert first == docx_bytes(book, COVER)
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert docx.Document(io.BytesIO(first)).core_properties.modified.date() == COVER.inputs


class TestMaking:
    @pytest.fixture
    def project(self, tiny, tmp_path, monkeypatch):
        """The tiny book as a project that was built."""
        tiny()
        (tmp_path / "_config.yml").write_text("title: Een boek\nauthor: evalbook\n", "utf-8")
        edition = tmp_path / "data" / "raw" / "proef-2030"
        edition.mkdir(parents=True)
        (edition / "edition.toml").write_text('title = "Proef 2030"\n', "utf-8")
        processed = tmp_path / "data" / "processed"
        processed.mkdir()
        (processed / "exhibits.csv").write_text("id,edition\ntabel,proef-2030\n", "utf-8")
        monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
        return tmp_path

    def test_each_file_is_made_when_asked_for_and_nothing_is_left_beside_it(self, project):
        folder = project / "uit" / "downloads"
        offprint.make(folder / "boek.pdf", None)
        assert [path.name for path in folder.iterdir()] == ["boek.pdf"]
        offprint.make(None, folder / "boek.docx")
        assert sorted(path.name for path in folder.iterdir()) == ["boek.docx", "boek.pdf"]
        assert docx.Document(str(folder / "boek.docx")).core_properties.subject == "Proef 2030"

    def test_a_file_that_would_be_the_same_is_left_alone(self, project):
        offprint.make(None, project / "boek.docx")
        before = (project / "boek.docx").stat().st_mtime_ns
        offprint.make(None, project / "boek.docx")
        assert (project / "boek.docx").stat().st_mtime_ns == before

    def test_the_title_page_has_the_commit_that_the_build_wrote_down(self, project):
        assert read_cover().commit == ""
        commit = {"id": "0123456789abcdef", "time": "2031-02-04T12:00:00+01:00", "clean": True}
        (project / "data" / "processed" / "build.json").write_text(json.dumps({"commit": commit}), "utf-8")
        assert (read_cover().commit, read_cover().committed) == ("0123456789abcdef", date(2031, 2, 4))
        (project / "data" / "processed" / "build.json").write_text('{"commit": null}', "utf-8")
        assert read_cover().committed is None

    def test_a_book_without_exhibits_says_to_build_first(self, project):
        (project / "data" / "processed" / "exhibits.csv").unlink()
        with pytest.raises(RunError, match=r"(?s)exhibits\.csv.*bouw eerst het boek"):
            offprint.make(project / "boek.pdf", None)
        assert not (project / "boek.pdf").exists()


# ---- The real book ----


@pytest.fixture(scope="session")
def made():
    """The PDF and the Word document that the build made."""
    folder = ROOT / "_build" / "html" / "downloads"
    places = folder / "boek.pdf", folder / "boek.docx"
    assert all(path.is_file() for path in places), "build them first: evalbook build --pdf --docx"
    return places


@pytest.fixture(scope="session")
def pdf(made):
    return pikepdf.open(made[0])


@pytest.fixture(scope="session")
def seen(made):
    return pypdfium2.PdfDocument(made[0])


@pytest.fixture(scope="session")
def text(seen):
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in seen).split())


@pytest.fixture(scope="session")
def word(made):
    return docx.Document(str(made[1]))


def exhibits():
    with (ROOT / "data" / "processed" / "exhibits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def picture(row):
    """The file of an exhibit's picture."""
    return (ROOT / "data/processed" / row["edition"] / "exhibits" / row["id"]).with_suffix(".svg")


def drawn():
    """The exhibits with a picture: those of which the built page shows one, and no others."""
    found = [row for row in exhibits() if picture(row).is_file()]
    shown = {
        name
        for address in {row["page"].partition("#")[0] for row in exhibits()}
        for name in re.findall(
            r'<svg\b[^>]*aria-labelledby="(\w+)-title', (ROOT / "_build/html" / address).read_text("utf-8")
        )
    }
    assert {row["id"] for row in found} == shown & {row["id"] for row in exhibits()}
    return found


def sheets(row):
    """The number of pictures that an exhibit's is on paper: two where it is taller than a sheet."""
    height = float(
        re.search(r'viewBox="[-\d.]+ [-\d.]+ [\d.]+ ([\d.]+)"', picture(row).read_text("utf-8"))[1]
    )
    return 2 if height > TALLEST else 1


def structure(pdf):
    """Every element of the structure tree, in reading order."""
    pending = list(pdf.Root.StructTreeRoot.K)[::-1]
    while pending:
        element = pending.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            kids = element.get("/K", [])
            pending.extend(list(kids)[::-1] if isinstance(kids, pikepdf.Array) else [kids])


def inside(document):
    """Return the pieces of text that stick out of the text's part of their page, with their page."""
    wrong = []
    for number, page in enumerate(document, start=1):
        textpage, width = page.get_textpage(), page.get_width()
        for index in range(textpage.count_rects()):
            left, bottom, right, _ = textpage.get_rect(index)
            if left < 50 or right > width - 48 or bottom < 18:  # margins of 20 and 24 mm are 56 and 68 points
                wrong.append((number, textpage.get_text_bounded(*textpage.get_rect(index))))
    return wrong


class TestThePdf:
    def test_qpdf_finds_nothing_wrong(self, pdf):
        assert pdf.check_pdf_syntax() == []

    def test_it_says_its_title_its_language_and_that_it_is_accessible(self, pdf):
        title = "Beleidsevaluatie, herleidbaar tot op de cel"
        assert str(pdf.docinfo["/Title"]) == title
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title

    def test_it_is_dated_by_its_inputs(self, pdf):
        editions = {row["edition"] for row in exhibits()}
        newest = last_change(path for name in editions for path in (ROOT / "data/raw" / name).glob("*.xlsx"))
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{newest:%Y%m%d}")

    def test_every_exhibit_is_there_with_its_title_and_a_place_to_link_to(self, pdf, text):
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        plain = re.sub(r"\W+", "", text)
        for row in exhibits():
            assert row["id"] in names
            assert re.sub(r"\W+", "", row["title"]) in plain, row["title"]

    def test_bookmarks_follow_the_headings(self, pdf):
        with pdf.open_outline() as outline:
            top = [item.title for item in outline.root]
            nested = {item.title: [child.title for child in item.children] for item in outline.root}
        parts = re.findall(r"caption: (.+)", (ROOT / "_toc.yml").read_text("utf-8"))
        assert [title for title in top if title in parts] == parts
        assert "Strategische doelen en impact" in nested["PIB 2016-2020"]

    def test_headings_skip_no_level(self, pdf):
        levels = [
            int(str(element.S)[2:]) for element in structure(pdf) if re.fullmatch(r"/H\d", str(element.S))
        ]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))

    def test_every_picture_has_a_text_that_gives_its_values(self, pdf):
        alts = [str(element.get("/Alt", "")) for element in structure(pdf) if element.S == "/Figure"]
        assert len(alts) >= sum(sheets(row) for row in drawn())
        assert all(len(alt) > 40 for alt in alts)
        assert any("Missies: € 292.484" in alt.replace("\xa0", " ") for alt in alts)

    def test_tables_have_header_cells_with_a_direction_also_where_they_go_on(self, pdf):
        tables = [element for element in structure(pdf) if element.S == "/Table"]
        cells = [element for element in structure(pdf) if element.S == "/TH"]
        assert len(tables) > len(exhibits())  # parts of a table on two pages count twice
        assert {str(cell.A.get("/Scope")) for cell in cells} == {"/Row", "/Column"}
        assert all(any(part.S in ("/THead", "/TBody") for part in kids(one)) for one in tables)

    def test_a_table_that_goes_on_repeats_its_head(self, seen):
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in seen]
        loose = [page for page in pages if "Grootheid Waarde Zo afgedrukt Vindplaats" in page]
        assert len(loose) >= 4  # the table of loose numbers goes on over several pages

    def test_links_say_where_they_lead(self, pdf):
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
        assert len(links) > 200
        assert all(str(link.get("/Contents", "")).strip() for link in links)
        assert not [link for link in links if str(link.Contents).startswith(("#", "pib_"))]

    def test_the_contents_give_the_page_of_each_chapter(self, seen):
        contents = seen[1].get_textpage().get_text_range()
        page = int(re.search(r"Strategische doelen en impact[ .]+(\d+)", contents)[1])
        assert seen[page - 1].get_textpage().get_text_range().startswith("Strategische doelen en impact")

    def test_pages_have_a_number_and_a_running_head(self, seen):
        for number in (3, *range(8, len(seen), 12)):  # the contents go on on page 3, the list on page 8
            page = seen[number - 1]
            lines = page.get_textpage().get_text_range().split("\r\n")
            assert str(number) in lines
            top = page.get_textpage().get_text_bounded(bottom=page.get_height() - 60).strip()
            assert top, number

    def test_no_word_of_a_table_is_broken(self, seen):
        lines = [line for page in seen for line in page.get_textpage().get_text_range().split("\r\n")]
        assert [
            line for line in lines if re.fullmatch("[g-z]", line)
        ] == []  # not a to f: a checksum may break

    def test_nothing_is_cut(self, seen):
        assert inside(pypdfium2.PdfDocument.new()) == []
        assert [found for found in inside(seen) if found[0] > 1] == []  # the title page has its own margins


def kids(element):
    found = element.get("/K", [])
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


class TestTheWordDocument:
    def test_it_says_its_title_and_its_language(self, word):
        assert word.core_properties.title == "Beleidsevaluatie, herleidbaar tot op de cel"
        assert word.core_properties.language == "nl-NL"
        defaults = word.styles.element.find(qn("w:docDefaults"))
        assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"

    def test_every_exhibit_is_there_with_its_caption(self, word):
        captions = {
            re.sub(r"\W+", "", paragraph.text)
            for paragraph in word.paragraphs
            if paragraph.style.name in ("Table Caption", "Image Caption")
        }
        for row in exhibits():
            title = re.sub(r"\W+", "", row["title"])
            assert any(caption.endswith(title) for caption in captions), row["title"]

    def test_parts_chapters_and_sections_are_headings(self, word):
        headings = [
            (paragraph.style.name, paragraph.text)
            for paragraph in word.paragraphs
            if paragraph.style.name.startswith("Heading")
        ]
        assert ("Heading 1", "PIB 2016-2020") in headings
        assert ("Heading 2", "Strategische doelen en impact") in headings
        assert ("Heading 3", "Gulf Tulip") in headings

    def test_every_link_within_leads_somewhere(self, word):
        marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
        links = {link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))} - {None}
        assert len(links) > 100
        assert links <= marks

    def test_the_contents_lead_to_every_chapter(self, word):
        held = word.element.body.find(qn("w:sdt"))
        entries = [link.text for link in held.iter(qn("w:hyperlink"))]
        assert "Strategische doelen en impact" in entries
        assert [item.text for item in held.iter(qn("w:instrText"))] == [r'TOC \o "1-3" \h \z \u']

    def test_tables_are_real_with_a_header_row_that_repeats(self, word):
        assert len(word.tables) > len(exhibits())
        without = [
            found for found in word.tables if found.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is None
        ]
        assert without == []

    def test_numbers_in_tables_stand_right(self, word):
        (growth,) = [found for found in word.tables if "Tabel 13" in caption_of(found)]
        assert growth.cell(1, 1).text == "26%"
        assert growth.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT

    def test_no_table_is_wider_than_its_sheet(self, word):
        widest = max(
            section.page_width - section.left_margin - section.right_margin for section in word.sections
        )
        for found in word.tables:
            assert sum(column.width for column in found.columns) <= widest + 12700  # a point

    def test_every_picture_has_a_text_and_fits(self, word):
        pictures = list(word.element.iter(qn("wp:inline")))
        assert len(pictures) == sum(sheets(row) for row in drawn())
        for found in pictures:
            assert len(found.find(qn("wp:docPr")).get("descr")) > 40
            assert int(found.find(qn("wp:extent")).get("cx")) <= 166 * 36000  # millimetres
            assert int(found.find(qn("wp:extent")).get("cy")) <= 240 * 36000  # the sheet has 251


def caption_of(found):
    caption = found._tbl.tblPr.find(qn("w:tblCaption"))
    return "" if caption is None else caption.get(qn("w:val"))
