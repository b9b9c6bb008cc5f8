"""The audit in a browser, from disk: the register, and from a number to its cell in two clicks.

`make test` builds the book first; these tests read it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[1]
HTML = ROOT / "_build" / "html"
REGISTER = (HTML / "book" / "audit" / "register.html").as_uri()
EFFECT_CHAPTERS = ("pib-routes", "pib-impact")
LINE = "claim-pib-2016-2020-pib-table-12-share-2017"


@pytest.fixture
def opened(browser):
    """A function that opens an address in a new tab; every error on a page fails the test."""
    contexts, problems = [], []

    def open_(address, **options):
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.goto(address)
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


def claims():
    with (ROOT / "data" / "processed" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(tab):
    """The lines of the register that can be seen, each by its anchor."""
    return tab.locator("table.eb-register tbody tr[id]:visible").evaluate_all(
        "rows => rows.map(row => row.id)"
    )


def dutch(count):
    """A count as Dutch writes it: 1.148."""
    return f"{count:,}".replace(",", ".")


def told(tab):
    return tab.locator(".eb-register-count [role=status]").inner_text()


class TestRegister:
    def test_shows_every_claim_and_says_how_many(self, opened):
        tab = opened(REGISTER)
        assert len(lines(tab)) == len(claims())
        assert told(tab) == f"{dutch(len(claims()))} getallen"

    def test_finds_a_number_as_it_is_printed(self, opened):
        tab = opened(REGISTER)
        tab.get_by_label("Zoek een woord of getal").fill("578.947")
        tab.wait_for_function("document.querySelector('.eb-register-count').innerText.includes(' van ')")
        found = tab.locator("table.eb-register tbody tr[id]").all_inner_texts()
        assert len(found) >= 2  # tables 12 and 13 print it
        assert all("578.947" in text for text in found)

    def test_filters_by_verdict_and_chapter_together(self, opened):
        tab = opened(REGISTER)
        tab.get_by_label("Oordeel", exact=True).select_option("contradicted")
        expected = [each for each in claims() if each["verdict"] == "contradicted"]
        assert told(tab) == f"{dutch(len(expected))} van {dutch(len(claims()))} getallen"
        tab.get_by_label("Hoofdstuk", exact=True).select_option("hoofdstuk 4")
        assert 0 < len(lines(tab)) < len(expected)
        tab.get_by_role("button", name="Alles tonen").click()
        tab.wait_for_function(
            f"document.querySelectorAll('.eb-register tbody tr[id]').length === {len(claims())}"
        )

    def test_says_so_when_nothing_is_found(self, opened):
        tab = opened(REGISTER)
        tab.get_by_label("Zoek een woord of getal").fill("xyzzy")
        tab.get_by_text("Geen enkel getal voldoet hieraan.").wait_for()
        assert told(tab) == f"0 van {dutch(len(claims()))} getallen"

    def test_sorts_by_mouse_and_by_keyboard(self, opened):
        tab = opened(REGISTER)
        header = tab.get_by_role("columnheader", name="Oordeel")
        header.click()
        first = tab.locator("table.eb-register tbody tr[id]").first
        expect(header).to_have_attribute("aria-sort", "ascending")
        expect(first).to_have_attribute("data-verdict", "contradicted")
        assert tab.get_by_label("Volgorde", exact=True).input_value() == "5 asc"
        button = header.get_by_role("button")
        button.focus()
        tab.keyboard.press("Enter")
        expect(header).to_have_attribute("aria-sort", "descending")
        expect(first).to_have_attribute("data-verdict", "not_recomputable")

    def test_the_largest_number_comes_first_when_asked(self, opened):
        tab = opened(REGISTER)
        tab.get_by_label("Volgorde", exact=True).select_option("2 desc")
        largest = max(claims(), key=lambda each: float(each["value"]))
        anchor = largest["id"].replace(".", "-").replace("_", "-")
        assert lines(tab)[0] == f"claim-{largest['edition']}-{anchor}"

    def test_a_choice_can_be_sent_as_an_address(self, opened):
        tab = opened(f"{REGISTER}?oordeel=conflicting")
        expected = sum(each["verdict"] == "conflicting" for each in claims())
        assert len(lines(tab)) == expected
        assert tab.get_by_label("Oordeel", exact=True).input_value() == "conflicting"

    def test_a_link_to_a_line_that_was_filtered_out_shows_it_again(self, opened):
        tab = opened(f"{REGISTER}?oordeel=input#{LINE}")
        row = tab.locator(f"#{LINE}")
        row.wait_for(state="visible")
        assert row.evaluate("row => document.activeElement === row")
        box = row.bounding_box()
        head = tab.locator("table.eb-register thead").bounding_box()
        assert head["y"] + head["height"] <= box["y"] + 1  # the header that stays does not cover it
        assert box["y"] < 900

    def test_speaks_dutch(self, opened):
        tab = opened(REGISTER)
        labels = tab.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
        assert not [label for label in labels if "Activate" in label or "sort " in label]
        assert "Oordeel: sorteer hierop" in labels

    def test_can_be_read_without_script(self, opened):
        tab = opened(f"{REGISTER}#{LINE}", java_script_enabled=False)
        assert tab.locator("table.eb-register tbody tr[id]:visible").count() == len(claims())
        assert not tab.locator(".eb-register-form").is_visible()
        row = tab.locator(f"#{LINE}")
        assert row.get_by_role("link", name="C3").is_visible()
        row.get_by_role("link", name="C3").click()
        tab.wait_for_url("**/invoer-export.html#cel-export-resultaten-C3")

    @pytest.mark.parametrize("width", [320, 390, 800, 1024, 1280])
    def test_no_part_of_a_line_is_cut_off(self, opened, width):
        tab = opened(f"{REGISTER}#{LINE}", viewport={"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        out = tab.evaluate(
            "() => [...document.querySelectorAll('.eb-register td, .eb-register tbody th')].slice(0, 800)"
            ".filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)"
        )
        assert out == []


CELL_LINKS = """(anchor) => {
    const target = document.getElementById(anchor);
    if (!target) return null;
    return [...target.querySelectorAll('a[href*="invoer-"]')].filter((link) => link.offsetParent).map((link) => link.href);
}"""


class TestFromANumberToItsCell:
    def numbers(self, tab):
        """The numbers in the text of a page: where each leads, and what is printed."""
        return tab.locator(".eb-num > .eb-num-text").evaluate_all(
            "all => all.map(one => [one.href || '', one.innerText])"
        )

    @pytest.mark.parametrize("chapter", EFFECT_CHAPTERS)
    def test_every_number_of_the_effect_chapters_is_two_clicks_from_a_cell(self, opened, chapter):
        tab = opened((HTML / "book" / "executed" / f"{chapter}.html").as_uri())
        places: dict[str, set[str]] = {}
        cells = set()
        for href, text in self.numbers(tab):
            page, _, anchor = href.partition("#")
            assert anchor, f"{text} leads nowhere"
            if "/invoer-" in page:
                cells.add(href)  # one click
            else:
                places.setdefault(page, set()).add(anchor)
        assert places or cells
        for page, anchors in places.items():
            tab.goto(page)
            for anchor in sorted(anchors):
                tab.evaluate("(anchor) => { location.hash = anchor; }", anchor)
                tab.wait_for_function("(anchor) => document.getElementById(anchor)?.offsetParent", arg=anchor)
                found = tab.evaluate(CELL_LINKS, anchor)
                assert found, f"{page}#{anchor} shows no link to a cell"
                cells |= set(found)
        for page in sorted({cell.partition("#")[0] for cell in cells}):
            tab.goto(page)
            wanted = [cell.partition("#")[2] for cell in cells if cell.startswith(f"{page}#")]
            missing = tab.evaluate("(all) => all.filter((one) => !document.getElementById(one))", wanted)
            assert missing == []

    def start(self, opened, kind):
        """A number of the impact chapter that leads to the register, to a calculation, or to a cell."""
        tab = opened((HTML / "book" / "executed" / "pib-impact.html").as_uri())
        places = {
            "register": 'a.eb-num-text[href*="register.html#"]',
            "calculation": 'a.eb-num-text[href^="#"]',
            "cell": 'a.eb-num-text[href*="invoer-"]',
        }
        return tab, tab.locator(places[kind]).first

    @pytest.mark.parametrize("kind", ["register", "calculation", "cell"])
    def test_by_mouse(self, opened, kind):
        tab, number = self.start(opened, kind)
        anchor = number.get_attribute("href").partition("#")[2]
        number.click()
        if kind != "cell":
            link = tab.locator(f'[id="{anchor}"] a[href*="invoer-"]').first
            link.wait_for(state="visible")
            link.click()
        tab.wait_for_url("**/invoer-*.html#cel-*")
        cell = tab.locator(f'[id="{tab.url.partition("#")[2]}"]')
        assert cell.evaluate("cell => cell.matches('td:target')")
        assert 0 <= cell.bounding_box()["y"] < 900

    @pytest.mark.parametrize("kind", ["register", "calculation", "cell"])
    def test_by_keyboard_alone(self, opened, kind):
        tab, number = self.start(opened, kind)
        number.focus()
        tip = tab.locator(f"#{number.get_attribute('aria-describedby')}")
        tip.wait_for(state="visible")
        assert "!" in tip.inner_text()  # an input cell, before any click
        tab.keyboard.press("Enter")
        if kind != "cell":
            tab.wait_for_timeout(500)
            for _ in range(12):  # the way from the line to its first cell
                tab.keyboard.press("Tab")
                if "invoer-" in (tab.evaluate("document.activeElement.href") or ""):
                    break
            tab.keyboard.press("Enter")
        tab.wait_for_url("**/invoer-*.html#cel-*")
        assert tab.locator("td:target").count() == 1

    def test_a_cell_opens_by_keyboard_to_the_numbers_that_use_it(self, opened):
        address = (HTML / "book" / "audit" / "invoer-export.html").as_uri()
        tab = opened(f"{address}#cel-export-resultaten-C3")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        cell = tab.locator("#cel-export-resultaten-C3")
        cell.get_by_text("Gebruikt in").first.wait_for()
        assert cell.locator(f'a[href="register.html#{LINE}"]').is_visible()

    def test_an_exhibit_leads_to_its_claims_its_notebook_and_its_workbook(self, opened):
        tab = opened((HTML / "book" / "executed" / "pib-impact.html").as_uri())
        exhibit = tab.locator("#pib_table_12")
        exhibit.locator("summary", has_text="Controle").click()
        assert exhibit.locator(f'a[href$="register.html#{LINE}"]').is_visible()
        exhibit.locator("summary", has_text="Meenemen").click()
        notebook = exhibit.get_by_role("link", name="Jupyter (IPYNB)").get_attribute("href")
        assert (HTML / "book" / "executed" / notebook).resolve().is_file()
        exhibit.locator("summary", has_text="Berekening").click()
        exhibit.locator('a[href*="invoer-export.html#cel-"]').first.click()
        tab.wait_for_url("**/invoer-export.html#cel-*")
        download = tab.get_by_role("link", name="export.xlsx (XLSX)").get_attribute("href")
        assert (HTML / "book" / "audit" / download).resolve().is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(opened, scheme):
    from axe_playwright_python.sync_playwright import Axe

    for name in ("samenvatting", "bevindingen", "invoer-export"):
        tab = opened((HTML / "book" / "audit" / f"{name}.html").as_uri(), color_scheme=scheme)
        tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in found] == [], name
    tab = opened(f"{REGISTER}?oordeel=contradicted", color_scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(tab).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in found] == []
