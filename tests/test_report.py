"""The book as built: every exhibit in its place, in a browser, offline; and a change that reaches all.

`make test` builds the book first; these tests read it, and change a copy.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
HTML = ROOT / "_build" / "html"


@pytest.fixture(scope="session", autouse=True)
def built():
    assert (HTML / "index.html").is_file(), "build the book first: make report"


def exhibits(root=ROOT):
    with (root / "data" / "processed" / "exhibits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestExhibits:
    def test_all_thirty_exhibits_of_the_report_are_listed(self):
        ids = {row["id"] for row in exhibits()}
        assert {f"pib_table_{n}" for n in range(1, 25)} <= ids
        assert {f"pib_figure_{n}" for n in range(1, 7)} <= ids
        assert len([name for name in ids if name.startswith("pib_own_")]) >= 20

    def test_all_exhibits_of_the_second_report_are_listed_under_their_number(self):
        ids = {row["id"] for row in exhibits() if row["edition"] == "pps-2017-2022"}
        assert {f"pps_figure_{n}" for n in (*range(1, 19), "a", "b", "annex_4")} <= ids
        assert {f"pps_table_annex_{n}" for n in (1, 2, 5, 6)} <= ids
        assert {"pps_box_1", "pps_table_relevance", "pps_table_additionality"} <= ids
        assert len([name for name in ids if name.startswith("pps_own_")]) >= 20

    def test_each_exhibit_belongs_to_the_edition_that_its_id_names(self):
        for row in exhibits():
            assert row["edition"].partition("-")[0] == row["id"].partition("_")[0], row["id"]

    def test_what_only_a_picture_showed_is_not_called_complete(self):
        basis = {row["id"]: row["basis"] for row in exhibits()}
        # figures 6, 7, 8, 9 and annex 4 are pictures; of 2, 3, 4 and 5 the published text holds a part
        assert {basis[f"pps_figure_{n}"] for n in (6, 7, 8, 9, "annex_4")} == {"prose"}
        assert {basis[f"pps_figure_{n}"] for n in (2, 3, 4, 5)} == {"partial"}

    def test_each_has_a_page_an_anchor_and_a_data_file(self):
        for row in exhibits():
            page, anchor = row["page"].split("#")
            assert f'id="{anchor}"' in (HTML / page).read_text("utf-8"), row["id"]
            assert len(pd.read_csv(ROOT / row["data"])) > 0, row["id"]

    def test_each_can_be_downloaded_from_its_page(self):
        for row in exhibits():
            page = HTML / row["page"].split("#")[0]
            links = re.findall(r'href="([^"]*downloads/[^"]+\.csv)"', page.read_text("utf-8"))
            (link,) = [link for link in links if link.endswith(f"/{row['id']}.csv")]
            assert (page.parent / link).resolve().read_bytes() == (ROOT / row["data"]).read_bytes()

    def test_table_12_shows_what_firms_and_growth_give(self):
        data = pd.read_csv(ROOT / "data/processed/pib-2016-2020/exhibits/pib_table_12.csv")
        shown = data.set_index("resultaat")
        share = shown.loc["Aandeel bedrijven met exporttoename"]
        assert float(share["2017"]) == pytest.approx(18 / 65, abs=1e-12)
        assert float(share["2016_2017"]) == pytest.approx((17 + 18) / (71 + 65), abs=1e-12)

    def test_a_simple_mean_reproduces_the_published_totals_of_table_5(self):
        numbers = json.loads((ROOT / "data" / "processed" / "numbers.json").read_text("utf-8"))
        published = {"pib": "€ 217.380", "cluster": "€ 472.569", "total": "€ 689.948"}  # table 5
        for name, text in published.items():
            assert numbers[f"pib_table_5.{name}_all"]["text"].replace("\xa0", " ") == text

    def test_the_eight_cases_come_from_one_notebook(self):
        pages = {row["page"].split("#")[0] for row in exhibits() if row["notebook"] == "pib_07_case.ipynb"}
        assert len(pages) == 8
        tables = {row["id"] for row in exhibits() if row["notebook"] == "pib_07_case.ipynb" and row["number"]}
        assert tables == {f"pib_table_{n}" for n in range(17, 25)}


def pages():
    """All pages but the first, which only leads on to the welcome page."""
    found = {str(path.relative_to(HTML)) for path in HTML.rglob("*.html") if "_static" not in path.parts}
    return sorted(found - {"index.html"})


class TestInTheBrowser:
    @pytest.fixture
    def page(self, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        opened = context.new_page()
        opened.problems = []
        opened.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.on(
            "console",
            lambda message: opened.problems.append(message.text) if message.type == "error" else None,
        )
        opened.outside = []
        opened.on("request", lambda request: opened.outside.append(request.url))
        yield opened
        context.close()

    def test_no_page_asks_anything_of_the_network_or_fails(self, page):
        assert len(pages()) >= 18
        for name in pages():
            page.goto((HTML / name).as_uri())
        assert [url for url in page.outside if not url.startswith(("file:", "data:", "blob:"))] == []
        assert page.problems == []

    @pytest.mark.parametrize("width", [1280, 390, 320])
    def test_no_page_scrolls_sideways(self, page, width):
        page.set_viewport_size({"width": width, "height": 800})
        wide = []
        for name in pages():
            page.goto((HTML / name).as_uri())
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
            ):
                wide.append(name)
        assert wide == []

    def test_a_number_in_the_text_shows_its_calculation_on_keyboard_focus(self, page):
        page.goto((HTML / "book/executed/pib-impact.html").as_uri())
        link = page.locator("a.eb-num, .eb-num a").first
        link.focus()
        described = page.locator(f"#{link.get_attribute('aria-describedby')}")
        described.wait_for(state="visible", timeout=5_000)
        assert "!" in described.inner_text()  # an input cell, such as export.xlsx!resultaten!C3
        page.keyboard.press("Escape")
        described.wait_for(state="hidden", timeout=5_000)

    def test_the_first_page_opens_the_book_from_disk(self, page):
        page.goto((HTML / "index.html").as_uri())
        page.wait_for_url("**/book/welkom.html")
        assert page.locator("html").get_attribute("lang") == "nl"


@pytest.fixture(scope="class")
def changed(tmp_path_factory):
    """A copy of the project as built, in which one cell is changed and the build is run again."""
    import openpyxl

    project = tmp_path_factory.mktemp("kopie") / "project"
    left_out = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", "coverage", ".coverage*")
    shutil.copytree(ROOT, project, ignore=left_out)
    path = project / "data" / "raw" / "pib-2016-2020" / "export.xlsx"
    workbook = openpyxl.load_workbook(path)
    workbook["resultaten"]["C3"] = 21
    workbook.save(path)
    environment = {**os.environ, "PYTHONPATH": str(project / "src"), "EVALBOOK_ROOT": str(project)}
    done = subprocess.run(
        [sys.executable, "-c", "from evalbook.cli import app; app()", "build"],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr  # the register no longer agrees with the cell
    return project, done.stdout + done.stderr


class TestAChangedCell:
    """Firms with export growth in 2017: from 18 to 21."""

    def test_only_the_notebooks_that_read_the_sheet_ran(self, changed):
        _, said = changed
        ran = set(re.findall(r"klaar +(\S+)", said)) & {
            row["page"].split("/")[-1].split(".html")[0] for row in exhibits()
        }
        assert ran == {"pib-impact", "pib-routes"}

    def test_the_table_the_chart_the_sentences_and_the_download_all_show_it(self, changed):
        project, _ = changed
        page = (project / "_build/html/book/executed/pib-impact.html").read_text("utf-8")
        table = page[page.index('id="pib_table_12"') :]
        assert ">32%<" in table[: table.index("</table>")]  # 21 / 65 = 32,3%
        assert "32%" in re.search(r"<svg[^>]*pib_own_export.*?</svg>", page, re.DOTALL)[0]
        download = pd.read_csv(project / "_build/html/downloads/pib_table_12.csv").set_index("resultaat")
        assert float(download.loc["Aandeel bedrijven met exporttoename", "2017"]) == pytest.approx(21 / 65)
        numbers = json.loads((project / "data/processed/numbers.json").read_text("utf-8"))
        assert numbers["pib_table_12.firms_with_growth_all"]["text"] == "38"  # 17 + 21
        sentence = re.search(r"Over het aantal groeiende bedrijven.*?</p>", page, re.DOTALL)[0]
        shown = re.findall(r'class="eb-num-text"[^>]*>([^<]+)<', sentence)
        assert {"21", "38", "28%"} <= set(shown)  # 17 + 21 = 38; 38 / 136 = 27,9%

    def test_the_user_is_told_which_printed_number_and_which_finding_no_longer_hold(self, changed):
        assert "invoercel export.xlsx!resultaten!C3 bevat 21, afgedrukt is 18" in changed[1]
        assert "bevinding 'export-2017' is niet meer nodig" in changed[1]
