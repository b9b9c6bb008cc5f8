"""The book's roles, directives, look and rebuilding, each on a tiny book in `tmp_path`."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

REPOSITORY = Path(__file__).parents[1]
EDITION = "pib-2016-2020"
PAGES = ("book/welkom", "book/methode", "book/executed/impact")


class Book:
    """A tiny book with the settings of the real one; `build` says what was read and written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.html = root / "_build" / "html"
        self.numbers: dict[str, dict[str, Any]] = {}
        shutil.copy(REPOSITORY / "_config.yml", root / "_config.yml")
        self.write(
            "_toc.yml",
            "format: jb-book\nroot: book/welkom\nparts:\n  - caption: Deel een\n    chapters:\n"
            "      - file: book/executed/impact\n      - file: book/methode\n",
        )
        self.number("export.share", "28%", label="aandeel met exporttoename", calculation="18 ÷ 65",
                    sources=["export.xlsx!resultaten!B3", "export.xlsx!resultaten!C3"], published="32%",
                    verdict="contradicted", verdict_label="wijkt af van rapport",
                    href="book/executed/impact.html#pib_table_12")  # fmt: skip
        self.number("clusters.count", "88", word="achtentachtig", label="aantal clusters")
        self.exhibit("pib_table_12", "Tabel 12", "12", "Exportresultaten")
        marked = '5<span class="eb-visually-hidden"> wijkt af</span>'
        self.exhibit("pib_own_spread", "Eigen tabel", "", "Spreiding van budget", cell=marked, columns=20)
        self.write(
            "book/welkom.md", "# Welkom\n\nEr was {num}`export.share` groei, zie {ex}`pib_table_12`.\n"
        )
        self.write("book/methode.md", "# Methode\n\nPIB telde {num}`clusters.count` clusters.\n")
        self.notebook(["# Impact", "pib_table_12", "Lezing.", "pib_own_spread"])

    def write(self, path: str, text: str) -> None:
        """Write a file of the book."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def number(self, key: str, text: str, **more: Any) -> None:
        """Put a number into numbers.json."""
        self.numbers[key] = {
            "text": text,
            "word": None,
            "label": key,
            "calculation": "",
            "sources": [],
            **more,
        }
        self.write("data/processed/numbers.json", json.dumps(self.numbers))

    def exhibit(
        self, name: str, label: str, number: str, title: str, cell: str = "28%", columns: int = 1
    ) -> None:
        """Publish an exhibit, as a run does."""
        record = {
            "id": name, "kind": "table", "number": number, "label": label, "title": title,
            "basis": "recomputed", "source": "Tabel 12, 4.2.2", "data": f"{name}.csv", "cells": [],
            "calculations": [{"key": "share", "label": "Aandeel", "text": "28%", "calculation": "18 ÷ 65",
                              "sources": ["export.xlsx!resultaten!B3"]}],
        }  # fmt: skip
        header = '<th scope="col">Aandeel</th>'
        html = (
            f'<table class="eb-table"><caption><span class="eb-label">{label}</span> {title}</caption>'
            f'<thead><tr><th scope="col">Jaar</th>{header * columns}</tr></thead>'
            f'<tbody><tr><th scope="row">2017</th>{f"<td>{cell}</td>" * columns}</tr></tbody></table>'
        )
        folder = f"data/processed/{EDITION}/exhibits/{name}"
        self.write(f"{folder}.json", json.dumps(record))
        self.write(f"{folder}.html", html)
        self.write(f"{folder}.csv", "jaar,aandeel\n2017,0.28\n")

    def notebook(self, cells: list[str]) -> None:
        """Write a chapter as run: an id gives a cell that publishes, `include` one that includes."""
        book = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python"}})
        for position, text in enumerate(cells):
            if not text.startswith(("pib_", "include ")):
                cell = nbformat.v4.new_markdown_cell(text)
            else:
                directive = f"exhibit}} {text}" if text.startswith("pib_") else text.replace(" ", "} /")
                bundle = {
                    "text/html": "<b>alleen voor Jupyter</b>",
                    "text/markdown": f"```{{{directive}\n```",
                    "text/plain": text,
                }
                output = nbformat.v4.new_output("execute_result", bundle, execution_count=1)
                cell = nbformat.v4.new_code_cell("publish()", outputs=[output], execution_count=1)
                cell.metadata["tags"] = ["hide-input"]
            cell["id"] = f"cel-{position}"
            book.cells.append(cell)
        self.write("book/executed/impact.ipynb", nbformat.writes(book))

    def build(self) -> Built:
        """Build as the real book is built: same settings, every warning an error."""
        overrides = {
            "external_toc_path": (self.root / "_toc.yml").as_posix(),
            "nitpicky": True,
            "latex_individualpages": False,
        }
        config, _ = get_final_config(
            user_yaml=self.root / "_config.yml", cli_config=overrides, sourcedir=self.root
        )
        warnings, read, written = io.StringIO(), [], []
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                str(self.root), None, str(self.html), str(self.root / "_build" / ".doctrees"), "html",
                confoverrides=config, status=None, warning=warnings, warningiserror=True, keep_going=True,
            )  # fmt: skip
            app.connect("source-read", lambda _, page, __: read.append(page))
            app.connect("html-page-context", lambda _, page, *__: written.append(page))
            app.build()
        # Sphinx writes the root page with every other, changed or not; with the same bytes, then.
        return Built(app.statuscode, warnings.getvalue(), set(read), set(written) & set(PAGES))

    def page(self, name: str) -> str:
        """Return a page as built."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")


class Built:
    """How a build went."""

    def __init__(self, code: int, messages: str, read: set[str], written: set[str]) -> None:
        self.code, self.read, self.written = code, read, written
        self.messages = re.sub(r"\x1b\[[0-9;]*m", "", messages)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book built once, for tests that only look."""
    book = Book(tmp_path_factory.mktemp("book"))
    assert book.build().messages == ""
    return book


def test_number_is_plain_text_in_a_link_to_its_origin(built: Book) -> None:
    link = re.search(r'<a class="eb-num-text" href="([^"]+)" aria-describedby="([^"]+)">([^<]+)</a>',
                     built.page("book/welkom"))  # fmt: skip
    assert link is not None
    assert link[1] == "executed/impact.html#pib_table_12"  # as seen from book/
    assert link[3] == "28%"
    tip = re.search(rf'role="tooltip" id="{link[2]}">(.*?)</span></span></span>', built.page("book/welkom"))
    assert tip is not None
    text = re.sub(r"<[^>]+>", "", tip[1])
    assert text == (
        "Aandeel met exporttoename Berekening: 18 ÷ 65 In het rapport: 32% wijkt af van rapport "
        "Cellen: export.xlsx!resultaten!B3, C3 Klik voor de berekening."
    )


def test_number_without_origin_can_still_be_focused(built: Book) -> None:
    assert '<span class="eb-num-text" tabindex="0" role="note"' in built.page("book/methode")


def test_number_as_word_and_in_a_heading_is_plain(book: Book) -> None:
    book.write(
        "book/methode.md",
        "# Methode\n\n## Over {num}`clusters.count` clusters\n\n{num}`clusters.count:Woord` in getal, "
        "{num}`clusters.count:woord` in woord.\n",
    )
    assert book.build().messages == ""
    page = book.page("book/methode")
    assert "<h2>Over 88 clusters<a" in page
    assert ">Achtentachtig</span>" in page
    assert ">achtentachtig</span>" in page


def test_missing_key_fails_and_names_page_line_key_and_nearest(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\nEen regel.\n\nNog {num}`export.shares`.\n")
    built = book.build()
    assert built.code == 1
    assert "getal 'export.shares' bestaat niet" in built.messages
    assert "waar:    book/methode.md, regel 5" in built.messages
    assert "herstel: bedoelde u export.share?" in built.messages


def test_missing_key_in_a_notebook_names_the_cell(book: Book) -> None:
    book.notebook(["# Impact", "pib_table_12", "Lezing.\n\nZie {num}`export.shares`.", "pib_own_spread"])
    assert "waar:    book/executed/impact.ipynb, cel 3, regel 3" in book.build().messages


def test_missing_word_says_how_to_write_it(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\n{num}`export.share:woord`\n")
    built = book.build()
    assert built.code == 1
    assert "getal 'export.share' heeft geen woord" in built.messages
    assert "herstel: schrijf {num}`export.share`" in built.messages


def test_number_that_points_outside_the_book_fails(book: Book) -> None:
    book.number("clusters.count", "88", href="book/executed/weg.html#x")
    built = book.build()
    assert built.code == 1
    assert "verwijst naar book/executed/weg.html, dat niet in het boek staat" in built.messages


def test_exhibit_in_a_notebook_is_placed_by_its_directive(built: Book) -> None:
    page = built.page("book/executed/impact")
    assert "alleen voor Jupyter" not in page
    assert page.count('id="pib_table_12"') == 1
    assert 'role="region" tabindex="0" aria-label="Tabel 12 Exportresultaten"><table' in page
    assert 'href="../../downloads/pib_table_12.csv" download' in page
    assert "Bron: Tabel 12, 4.2.2" in page
    assert 'id="pib_table_12.share"' in page


def test_headings_of_included_text_are_sections_and_stand_in_the_contents(book: Book) -> None:
    """The exhibit after the text belongs to the last heading, the next section does not."""
    book.write(
        "book/tekst.md", "Vooraf.\n\n## Aanleiding\n\nTekst.\n\n### Nader\n\nNog {num}`export.share`.\n"
    )
    book.notebook(["# Impact", "include book/tekst.md", "pib_table_12", "## Slot", "pib_own_spread"])
    assert book.build().messages == ""
    page = book.page("book/executed/impact")
    assert re.findall(r"<(h\d)>([^<]+)<", page) == [
        ("h1", "Impact"), ("h2", "Aanleiding"), ("h3", "Nader"), ("h2", "Slot"),
    ]  # fmt: skip
    assert re.findall(r'class="reference internal" href="(#\w+)"', page) == ["#aanleiding", "#nader", "#slot"]
    inside = re.search(r'<section id="nader">.*?</section>', page, re.DOTALL)
    assert inside is not None
    assert 'id="pib_table_12"' in inside[0]


def test_number_and_link_in_a_heading_do_not_nest_links(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\n## Bij {ex}`pib_table_12`: {num}`export.share`\n\n## Slot\n")
    assert book.build().messages == ""
    page = book.page("book/methode")
    assert 'href="#bij-tabel-12-28">Bij tabel 12: 28%</a>' in page


def test_links_to_exhibits_use_their_name_in_running_text(book: Book) -> None:
    book.write(
        "book/methode.md",
        "# Methode\n\nZie {ex}`pib_table_12`, {ex}`pib_own_spread` en {ref}`pib_table_12`.\n",
    )
    assert book.build().messages == ""
    page = book.page("book/methode")
    assert 'href="executed/impact.html#pib_table_12">tabel 12</a>' in page
    assert 'href="executed/impact.html#pib_own_spread">‘Spreiding van budget’</a>' in page
    assert '<span class="std std-ref">Tabel 12 Exportresultaten</span>' in page


def test_missing_exhibit_fails_and_names_the_nearest(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\n```{exhibit} pib_tabel_12\n```\n")
    built = book.build()
    assert built.code == 1
    assert "exhibit 'pib_tabel_12' bestaat niet" in built.messages
    assert "herstel: bedoelde u pib_table_12" in built.messages


def test_exhibit_placed_twice_and_link_to_an_unplaced_one_fail(book: Book) -> None:
    book.exhibit("pib_table_9", "Tabel 9", "9", "Instrumenten")
    book.write("book/methode.md", "# Methode\n\n```{exhibit} pib_table_12\n```\n\nZie {ex}`pib_table_9`.\n")
    built = book.build()
    assert built.code == 1
    assert "exhibit 'pib_table_12' staat meer dan een keer in het boek" in built.messages
    assert "exhibit 'pib_table_9' staat op geen enkele pagina" in built.messages


def test_unchanged_book_is_not_read_again(book: Book) -> None:
    book.build()
    again = book.build()
    assert (again.read, again.written) == (set(), set())


def test_one_changed_number_renews_exactly_the_pages_that_show_it(book: Book) -> None:
    book.build()
    root = book.page("book/welkom")
    book.number("clusters.count", "89")
    built = book.build()
    assert built.read == {"book/methode"}
    assert built.written - {"book/welkom"} == {"book/methode"}
    assert book.page("book/welkom") == root
    assert ">89</span>" in book.page("book/methode")


def test_numbers_written_again_with_the_same_content_renew_nothing(book: Book) -> None:
    book.build()
    book.number("clusters.count", "89")
    book.number("clusters.count", "88", word="achtentachtig", label="aantal clusters")
    assert book.build().read == set()


def test_changed_exhibit_renews_its_own_page_only(book: Book) -> None:
    book.build()
    book.exhibit("pib_table_12", "Tabel 12", "12", "Exportresultaten", cell="29%")
    assert book.build().read == {"book/executed/impact"}
    assert "<td>29%</td>" in book.page("book/executed/impact")


def test_page_with_a_missing_number_is_read_again_once_it_exists(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\n{num}`cases.count` zaken.\n")
    assert book.build().code == 1
    book.number("cases.count", "8")
    built = book.build()
    assert (built.code, built.read) == (0, {"book/methode"})


def test_exhibit_that_moves_renews_the_pages_that_point_to_it(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\nZie {ex}`pib_table_12`.\n")
    book.build()
    book.notebook(["# Impact", "pib_own_spread"])
    book.write("book/welkom.md", "# Welkom\n\n```{exhibit} pib_table_12\n```\n")
    built = book.build()
    assert built.code == 0
    assert built.read == {"book/welkom", "book/executed/impact"}
    assert "book/methode" in built.written
    assert 'href="welkom.html#pib_table_12">tabel 12</a>' in book.page("book/methode")


def test_changed_title_renews_the_contents_on_every_page(book: Book) -> None:
    book.build()
    book.write("book/methode.md", "# Werkwijze\n\nTekst.\n")
    built = book.build()
    assert (built.read, built.written) == ({"book/methode"}, set(PAGES))
    assert ">Werkwijze</a>" in book.page("book/welkom")


def test_records_of_pages_survive_parallel_reading(book: Book) -> None:
    from sphinx.environment import BuildEnvironment

    from evalbook.sphinx_ext.freshness import _merge, _purge, kept

    ours, theirs = object.__new__(BuildEnvironment), object.__new__(BuildEnvironment)
    kept(theirs, "evalbook_shown").update(a={"num:x": "1"}, b={"num:y": "2"})
    _merge(None, ours, ["a"], theirs)
    assert kept(ours, "evalbook_shown") == {"a": {"num:x": "1"}}
    _purge(None, ours, "a")
    assert kept(ours, "evalbook_shown") == {}


def test_downloads_are_copied_and_written_only_when_they_differ(book: Book) -> None:
    book.build()
    copy = book.html / "downloads" / "pib_table_12.csv"
    assert list(csv.reader(copy.read_text().splitlines())) == [["jaar", "aandeel"], ["2017", "0.28"]]
    before = copy.stat().st_mtime_ns
    book.build()
    assert copy.stat().st_mtime_ns == before
    book.write(f"data/processed/{EDITION}/exhibits/pib_table_12.csv", "jaar,aandeel\n2017,0.29\n")
    book.build()
    assert "0.29" in copy.read_text()


def test_root_of_the_site_is_a_whole_dutch_page(built: Book) -> None:
    entrance = (built.html / "index.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in entrance
    assert "<title>Beleidsevaluatie, herleidbaar tot op de cel</title>" in entrance
    assert '<a href="book/welkom.html">' in entrance


def test_no_page_speaks_english_or_calls_another_site(built: Book) -> None:
    english = re.compile(
        r"\b(Search|Next|Previous|Toggle|Link to|Contents|Skip|Copyright|Page|Note|Show|Hide|Expand)\b"
    )
    for page in built.html.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert 'lang="nl"' in html
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', html), page
        words = re.sub(r"<script\b.*?</script>|<style\b.*?</style>", " ", html, flags=re.DOTALL)
        labels = " ".join(re.findall(r'(?:title|aria-label|alt|placeholder|value)="([^"]*)"', words))
        assert not english.findall(labels + re.sub(r"<[^>]+>", " ", words)), page


def test_page_weighs_little(built: Book) -> None:
    """Style and script together stay below 40 kB; the theme this one replaces took 2.4 MB."""
    page = built.page("book/welkom")
    files = re.findall(r'(?:src|href)="(?:\.\./)+(_static/[^"?]+)', page)
    assert set(files) == {"_static/evalbook.css", "_static/evalbook.js", "_static/favicon.svg"}
    assert sum((built.html / file).stat().st_size for file in files) < 40_000


def test_table_of_a_page_scrolls_and_its_headers_have_scope(book: Book) -> None:
    book.write("book/methode.md", "# Methode\n\n|  | Aantal |\n| --- | ---: |\n| Clusters | 8 |\n")
    assert book.build().messages == ""
    page = book.page("book/methode")
    assert 'role="region" tabindex="0" aria-label="Tabel 1 op deze pagina zonder titel"><table' in page
    assert '<th scope="col"' in page
    assert not re.search(r"<th[^>]*>\s*(<p>\s*</p>)?\s*</th>", page)


# In a browser: what HTML alone cannot show. From disk, as a reader may open the book.


@pytest.fixture
def visit(browser: Any, built: Book) -> Iterator[Callable[..., Any]]:
    contexts = []

    def opened(page: str, **options: Any) -> Any:
        context = browser.new_context(**{"reduced_motion": "reduce", **options})
        contexts.append(context)
        tab = context.new_page()
        tab.goto((built.html / page.partition("?")[0]).as_uri() + "".join(page.partition("?")[1:]))
        return tab

    yield opened
    for context in contexts:
        context.close()


def test_origin_shows_on_focus_and_hover_and_goes_at_escape(visit: Callable[..., Any]) -> None:
    tab = visit("book/welkom.html", viewport={"width": 390, "height": 700})
    number, tip = tab.locator(".eb-num-text").first, tab.locator(".eb-tip").first
    assert not tip.is_visible()
    number.focus()
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    tab.keyboard.press("Escape")
    assert not tip.is_visible()
    number.blur()
    number.hover()
    assert tip.is_visible()
    tip.hover()
    assert tip.is_visible()


def test_origin_shows_without_script(visit: Callable[..., Any]) -> None:
    tab = visit("book/welkom.html", viewport={"width": 390, "height": 700}, java_script_enabled=False)
    tab.locator(".eb-num-text").first.focus()
    box = tab.locator(".eb-tip").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_first_touch_shows_the_origin_and_the_second_follows(visit: Callable[..., Any]) -> None:
    tab = visit("book/welkom.html", viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    number = tab.locator(".eb-num-text").first
    number.tap()
    assert tab.url.endswith("welkom.html")
    assert tab.locator(".eb-tip").first.is_visible()
    number.tap()
    tab.wait_for_url(re.compile("impact.html"))


@pytest.mark.parametrize(("query", "found"), [
    ("clusters", "Methode"), ("cluster", "Methode"), ("28%", "Welkom"), ("88", "Methode"),
    ("exportresultaten", "Tabel 12 Exportresultaten"), ("2017", "Tabel 12 Exportresultaten"),
])  # fmt: skip
def test_search_from_disk_finds_words_titles_and_numbers(
    visit: Callable[..., Any], query: str, found: str
) -> None:
    tab = visit(f"search.html?q={query.replace('%', '%25')}")
    tab.wait_for_selector(".eb-results li")
    assert found in tab.locator(".eb-results a").all_inner_texts()


def test_search_without_result_says_so_in_dutch(visit: Callable[..., Any]) -> None:
    tab = visit("search.html?q=xyzzy")
    tab.wait_for_selector(".eb-search-count")
    assert tab.locator(".eb-search-count").inner_text().startswith("Niets gevonden.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_pass_axe_and_do_not_scroll_sideways(
    visit: Callable[..., Any], scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    for page in (*(f"{name}.html" for name in PAGES), "search.html?q=clusters"):
        tab = visit(page, color_scheme=scheme, viewport={"width": width, "height": 900})
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = [(each["id"], [node["html"] for node in each["nodes"]])
                 for each in axe.run(tab).response["violations"]]  # fmt: skip
        assert found == [], page
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
