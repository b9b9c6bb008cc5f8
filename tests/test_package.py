"""Workbooks and pictures to take along: right numbers, safe text, readable by everyone, the same bytes each time."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
from PIL import Image

from evalbook.errors import RunError
from evalbook.package.amounts import look_of, number_of
from evalbook.package.exhibit import read_exhibit
from evalbook.package.exhibit_workbooks import exhibit_workbook, write_exhibit_workbooks
from evalbook.package.pictures import WIDTH, png_of, standalone, write_exhibit_pictures
from packaged import DATA, EDITION, SVG, TABLE, put, text_table, write_project

INJECTIONS = [
    "=1+1", "+1", "-1+1", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "|cmd", "=cmd|' /C calc'!A0", '=HYPERLINK("x","y")',
    "＝1+1", "{=1+1}", "http://voorbeeld.nl", "00012", "1e5", "TRUE", "#REF!", "'=1+1", "%1", "\n=1",
]  # fmt: skip
"""Texts that a spreadsheet may take for a formula, a link or a number."""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    write_project(tmp_path)
    return tmp_path


def opened(path, **more):
    return openpyxl.load_workbook(BytesIO(exhibit_workbook(read_exhibit(path))), **more)


class TestAmounts:
    @pytest.mark.parametrize(
        ("shown", "value", "unit", "excel"),
        [
            ("71", 71, "", "#,##0"),
            ("1.234", 1234, "", "#,##0"),
            ("2016", 2016, "", "0"),  # a year: its digits stay together
            ("24%", 17 / 71, "aandeel", "0%"),  # 0,2394...
            ("27,5%", 0.275, "aandeel", "0.0%"),
            ("€\xa018.700.000", 18_700_000, "euro", '"€ "#,##0'),
            ("€\xa02,5\xa0miljoen", 2.5, "miljoen euro", '"€ "#,##0.0" miljoen"'),
            ("4,65", 4.65, "", "#,##0.00"),
            ("-3", -3, "", "#,##0"),
            ("3,4 jaar", 3.4, "jaar", '#,##0.0" jaar"'),
        ],
    )
    def test_a_shown_number_gives_its_format_and_unit(self, shown, value, unit, excel):
        look = look_of(shown, value)
        assert (look.unit, look.excel) == (unit, excel)

    @pytest.mark.parametrize(
        ("shown", "value"), [("24%", 0.5), ("71", 72), ("ja", 1), ("2 à 3", 2), ("1,5", 1.25)]
    )
    def test_a_text_that_is_not_this_number_gives_none(self, shown, value):
        assert look_of(shown, value) is None

    @pytest.mark.parametrize(
        "text", ["", "ja", "1A", "2016-2020", "1.234,5", "NaN", "inf", "1e999", "=1", "٣"]
    )
    def test_only_a_number_of_our_csv_is_a_number(self, text):
        assert number_of(text) is None

    def test_whole_numbers_stay_whole(self):
        assert (number_of("71"), number_of("0.5"), number_of("-2")) == (71, 0.5, -2)
        assert isinstance(number_of("71"), int)


class TestExhibit:
    def test_columns_have_the_headers_types_and_units_of_the_book(self, project):
        found = read_exhibit(put(project / "x", "pib_table_9"))
        jaar, bedrag, aandeel = found.columns
        assert (jaar.header, jaar.kind, jaar.unit) == ("Jaar", "string", "")
        assert (bedrag.header, bedrag.kind, bedrag.unit) == ("Uitkomst: Bedrag", "integer", "euro")
        assert (aandeel.kind, aandeel.unit, aandeel.mixed) == ("number", "aandeel", False)
        assert found.rows == (("2030", 1234567, 0.23943661971830985), ("2031", None, 0.005))
        assert found.formats[0] == ("General", '"€ "#,##0', "0%")
        assert found.formats[1][2] == "0.0%"

    def test_another_table_than_the_data_is_a_fault_that_names_the_exhibit(self, project):
        path = put(project / "x", "pib_table_9", data=DATA + "2032,1,0.5\n")
        with pytest.raises(RunError, match="pib_table_9"):
            read_exhibit(path)

    def test_a_column_of_several_units_says_so(self, project):
        html = TABLE.replace("€ 1.234.567", "1.234.567").replace(">–<", ">24%<").replace("0,5%", "1%")
        data = "jaar,bedrag,aandeel\n2030,1234567,0.23943661971830985\n2031,0.24,0.01\n"
        column = read_exhibit(put(project / "x", "t", data, html)).columns[1]
        assert (column.unit, column.mixed) == ("", True)


class TestWorkbook:
    def test_numbers_are_numbers_in_the_format_of_the_book(self, project):
        sheet = opened(put(project / "x", "t"))["gegevens"]
        assert [cell.value for cell in sheet[1]] == ["Jaar", "Uitkomst: Bedrag", "Uitkomst: Aandeel"]
        assert (sheet["B2"].value, sheet["B2"].number_format) == (1234567, '"€ "#,##0')
        assert sheet["C2"].value == pytest.approx(17 / 71, abs=1e-15)
        assert sheet["C2"].number_format == "0%"
        assert sheet["B3"].value is None

    def test_what_goes_with_the_data_is_on_sheets_of_its_own(self, project):
        book = opened(put(project / "x", "t"))
        assert book.sheetnames == ["gegevens", "toelichting", "kolommen", "berekeningen", "broncellen"]
        notes = {row[0].value: row[1].value for row in book["toelichting"].iter_rows(min_row=2)}
        assert notes["Titel"] == "Tabel 1 Groei"
        assert (notes["Bron"], notes["Noot"], notes["Eenheid"]) == (
            "Tabel 1",
            "Een noot.",
            "Bedragen in euro.",
        )
        assert notes["Grondslag"] == "herberekend"
        assert [cell.value for cell in book["berekeningen"][2]] == [
            "aandeel",
            "24%",
            "17 ÷ 71",
            "groei.xlsx!blad!B2",
        ]
        assert [cell.value for cell in book["broncellen"][3]] == ["groei.xlsx", "blad", "B3"]
        assert [cell.value for cell in book["kolommen"][3]] == [
            "Uitkomst: Bedrag",
            "bedrag",
            "geheel getal",
            "euro",
        ]

    def test_every_sheet_is_one_table_with_a_marked_header_and_nothing_merged(self, project):
        book = opened(put(project / "x", "t"))
        assert book.properties.title == "Tabel 1 Groei"
        for sheet in book:
            (table,) = sheet.tables.values()
            assert table.ref == sheet.dimensions
            assert table.headerRowCount == 1
            assert all(cell.value and cell.font.bold for cell in sheet[1])
            assert sheet.freeze_panes
            assert not sheet.merged_cells.ranges
            assert sheet.print_title_rows == "$1:$1"
            assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])

    def test_no_text_becomes_a_formula_a_link_or_a_number(self, project):
        data, html = text_table([text.replace("\r", "") or text for text in INJECTIONS])
        made = read_exhibit(put(project / "x", "t", data, html, title=INJECTIONS[0], note=INJECTIONS[3]))
        content = exhibit_workbook(made)
        sheet = openpyxl.load_workbook(BytesIO(content))["gegevens"]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [row[0] for row in made.rows]
        assert {row[0].data_type for row in sheet.iter_rows(min_row=2)} <= {"s", "n"}  # n: an empty cell
        for name, xml in parts(content).items():
            assert not re.search(r"<f[ >]", xml), name
            assert "hyperlink" not in xml, name

    @pytest.mark.parametrize("text", INJECTIONS)
    def test_no_text_anywhere_in_the_record_becomes_a_formula(self, project, text):
        calculation = {"key": "t.a", "label": text, "text": text, "calculation": text, "sources": [text]}
        path = put(
            project / "x", "t", title=text, note=text, source=text, unit=text, calculations=[calculation]
        )
        for name, xml in parts(exhibit_workbook(read_exhibit(path))).items():
            assert not re.search(r"<f[ >]|<hyperlink", xml), name

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "|cmd"])
    def test_text_that_begins_as_a_formula_stays_text_when_it_is_edited(self, project, text):
        data, html = text_table([text])
        cell = opened(put(project / "x", "t", data, html))["gegevens"]["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)

    def test_a_header_that_looks_like_a_formula_stays_a_header(self, project):
        html = TABLE.replace(">Jaar<", ">=1+1<")
        content = exhibit_workbook(read_exhibit(put(project / "x", "t", DATA, html)))
        assert openpyxl.load_workbook(BytesIO(content))["gegevens"]["A1"].value == "=1+1"
        assert not any(re.search(r"<f[ >]", xml) for xml in parts(content).values())

    def test_the_same_exhibit_gives_the_same_bytes(self, project):
        path = put(project / "x", "t")
        assert exhibit_workbook(read_exhibit(path)) == exhibit_workbook(read_exhibit(path))

    def test_a_second_run_writes_nothing_and_a_changed_exhibit_is_written(self, project):
        folder = project / "data" / "processed" / EDITION / "exhibits"
        written = write_exhibit_workbooks()
        assert [path.name for path in written] == ["pib_figure_1.xlsx", "pib_table_1.xlsx"]
        before = {path: path.stat().st_mtime_ns for path in written}
        write_exhibit_workbooks()
        assert {path: path.stat().st_mtime_ns for path in written} == before
        put(folder, "pib_table_1", title="Krimp")
        write_exhibit_workbooks()
        assert openpyxl.load_workbook(folder / "pib_table_1.xlsx").properties.title == "Tabel 1 Krimp"

    def test_a_lost_workbook_is_made_again(self, project):
        (first, *_) = write_exhibit_workbooks()
        first.unlink()
        write_exhibit_workbooks()
        assert first.is_file()


class TestPicture:
    def test_the_picture_is_drawn_in_the_colours_of_the_book_on_white(self, project):
        write_exhibit_pictures()
        path = project / "data" / "processed" / EDITION / "exhibits" / "pib_figure_1.png"
        with Image.open(path) as image:
            picture = image.convert("RGB")
        assert picture.size == (WIDTH, WIDTH // 2)
        assert picture.getpixel((100, 100)) == (0x2F, 0x6F, 0x9F)
        assert picture.getpixel((WIDTH - 5, 5)) == (255, 255, 255)
        right = [picture.getpixel((x, y)) for x in range(660, 980, 10) for y in range(150, 525, 10)]
        assert min(sum(pixel) for pixel in right) < 200  # the ink of the text

    def test_only_what_has_a_picture_gets_one(self, project):
        assert [path.name for path in write_exhibit_pictures()] == ["pib_figure_1.png"]

    def test_the_same_picture_gives_the_same_bytes(self):
        assert png_of(SVG, "x") == png_of(SVG, "x")

    def test_nothing_of_the_page_is_left_in_a_picture_by_itself(self):
        text = standalone('<a fill="var(--eb-a, var(--eb-b, #123456))" stroke="currentColor"/>')
        assert text == '<a fill="#123456" stroke="#1b1b1c"/>'

    def test_a_picture_that_cannot_be_drawn_is_a_fault_that_names_it(self):
        with pytest.raises(RunError, match=r"kapot\.svg"):
            png_of("<svg", "kapot.svg")


def parts(content):
    """The parts of a workbook with cells, as text."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode("utf-8") for name in archive.namelist() if "worksheets/" in name
        }
