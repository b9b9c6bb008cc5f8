"""What a reader takes along of an exhibit: the disclosure in its bar, and every download of the real book opened."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from PIL import Image

from evalbook.package.pictures import WIDTH
from evalbook.sphinx_ext.ledger import Exhibit
from evalbook.sphinx_ext.taking import citation, taking
from packaged import record

ROOT = Path(__file__).resolve().parents[1]
HTML = ROOT / "_build" / "html"
PAGE = "book/executed/een.html"
BOOK = {
    "title": "Proefboek",
    "publisher": "Proefuitgever",
    "version": "1.2.3",
    "year": "2030",
    "address": "",
    "editions": {"pib-2030-2034": "Proef 2030-2034"},
}


def exhibit(*files, **more):
    return Exhibit(record("pib_table_1", **more), "<table></table>", files)


def shown(found, notebook="", reviewer=Path("nergens"), book=BOOK):
    html = taking(found, "../../downloads/", PAGE, notebook, reviewer, book)
    return BeautifulSoup(html, "html.parser")


def rows_of(menu):
    return {row.dt.get_text(): row.dd for row in menu.select("dl > div")}


class TestTheDisclosure:
    def test_files_stand_by_kind_and_say_of_what_they_are(self):
        rows = rows_of(shown(exhibit("t.csv", "t.xlsx", "t.svg", "t.png")))
        links = {name: [(a["href"], a.get_text()) for a in row.select("a")] for name, row in rows.items()}
        assert links["Gegevens"] == [
            ("../../downloads/t.csv", "CSV: gegevens van tabel 1"),
            ("../../downloads/t.xlsx", "Excel (XLSX): gegevens van tabel 1"),
        ]
        assert links["Afbeelding"] == [
            ("../../downloads/t.svg", "SVG: afbeelding van tabel 1"),
            ("../../downloads/t.png", "PNG: afbeelding van tabel 1"),
        ]
        assert links["Vast adres"] == [("#pib_table_1", "#pib_table_1")]

    def test_it_is_closed_and_says_what_it_belongs_to(self):
        menu = shown(exhibit())
        assert "open" not in menu.details.attrs
        assert menu.summary.get_text() == "Meenemen van tabel 1"

    def test_a_table_has_no_picture_and_a_page_by_hand_no_notebook(self):
        assert set(rows_of(shown(exhibit("t.csv")))) == {"Gegevens", "Citeer zo", "Vast adres"}

    def test_the_copy_with_code_is_offered_where_it_was_made(self, tmp_path):
        links = rows_of(shown(exhibit(), "een.ipynb", tmp_path))["Notebook"].select("a")
        assert [a["href"] for a in links] == ["../../downloads/notebooks/een.ipynb"]
        (tmp_path / "een.html").write_text("kopie", "utf-8")
        links = rows_of(shown(exhibit(), "een.ipynb", tmp_path))["Notebook"].select("a")
        assert [a["href"] for a in links][1:] == ["../../downloads/reviewer/een.html"]

    def test_a_title_cannot_break_the_page(self):
        menu = shown(exhibit(title='<script>"x"</script>', number=""))
        assert menu.script is None
        assert '<script>"x"</script>' in rows_of(menu)["Citeer zo"].get_text()


class TestTheCitation:
    def test_it_names_publisher_year_title_book_edition_and_version(self):
        assert citation(exhibit(), PAGE, BOOK) == (
            "Proefuitgever (2030). Tabel 1: Groei. In: Proefboek. Proef 2030-2034, versie 1.2.3."
        )

    def test_one_of_our_own_has_no_label(self):
        assert "(2030). Groei. In:" in citation(exhibit(number=""), PAGE, BOOK)

    def test_with_a_public_address_it_ends_with_the_place_of_the_exhibit(self):
        book = BOOK | {"address": "https://voorbeeld.nl/boek/"}
        place = "https://voorbeeld.nl/boek/book/executed/een.html#pib_table_1"
        assert citation(exhibit(), PAGE, book).endswith(f"versie 1.2.3. {place}")
        assert rows_of(shown(exhibit(), book=book))["Vast adres"].get_text() == place

    def test_before_anything_is_recorded_there_is_none(self):
        assert "Citeer zo" not in rows_of(shown(exhibit(), book={}))


# ---- The real book ----


@pytest.fixture(scope="module")
def menus():
    """The disclosure of every exhibit of the book as built, with its page."""
    pages = defaultdict(list)
    with (ROOT / "data/processed/exhibits.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pages[row["page"].partition("#")[0]].append(row)
    found = []
    for address, rows in pages.items():
        soup = BeautifulSoup((HTML / address).read_text("utf-8"), "html.parser")
        found += [(row, HTML / address, soup.find(id=row["id"]).select_one(".eb-take")) for row in rows]
    return found


def files(menus, suffix):
    """The downloads of one kind, with the row of their exhibit."""
    found = [
        (row, (page.parent / link["href"]).resolve())
        for row, page, menu in menus
        for link in menu.select("a[href]")
        if link["href"].endswith(suffix)
    ]
    assert found, suffix
    return found


class TestEveryDownloadOfTheBook:
    def test_every_exhibit_offers_its_data_its_notebook_and_a_citation(self, menus):
        assert len(menus) > 50
        for row, _, menu in menus:
            rows = rows_of(menu)
            assert {"Gegevens", "Notebook", "Citeer zo", "Vast adres"} <= set(rows), row["id"]
            assert row["title"] in rows["Citeer zo"].get_text()

    def test_csv(self, menus):
        for row, path in files(menus, ".csv"):
            assert len(pd.read_csv(path)) > 0, row["id"]

    def test_xlsx_has_the_rows_of_the_csv_one_table_a_sheet_and_no_formula(self, menus):
        for row, path in files(menus, ".xlsx"):
            book = openpyxl.load_workbook(path)
            assert book.sheetnames[:3] == ["gegevens", "toelichting", "kolommen"], row["id"]
            assert book["gegevens"].max_row == len(pd.read_csv(ROOT / row["data"])) + 1
            for sheet in book:
                assert len(sheet.tables) == 1 and sheet.freeze_panes, (row["id"], sheet.title)
                assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]

    def test_svg_and_png_show_something(self, menus):
        for row, path in files(menus, ".svg"):
            assert len(list(etree.parse(path).getroot().iter())) > 5, row["id"]
        for row, path in files(menus, ".png"):
            with Image.open(path) as image:
                dark, light = image.convert("L").getextrema()
                assert image.width == WIDTH and dark < 100 and light == 255, row["id"]

    def test_every_picture_comes_in_both_forms(self, menus):
        assert [path.stem for _, path in files(menus, ".svg")] == [
            path.stem for _, path in files(menus, ".png")
        ]

    def test_notebooks_hold_the_exhibit_and_their_copies_show_the_code(self, menus):
        for row, path in files(menus, ".ipynb"):
            assert row["id"] in json.dumps(nbformat.read(path, as_version=4)), row["id"]
        copies = files(menus, ".html")
        texts = {path: BeautifulSoup(path.read_text("utf-8"), "html.parser").get_text() for _, path in copies}
        for row, path in copies:
            assert row["title"] in " ".join(texts[path].split()), row["id"]
            assert "publish(" in texts[path]
