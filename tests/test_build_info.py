"""The page that says how the book was built: its directive, in a book of one page."""

import json

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

RECORD = {
    "time": "2030-01-02T03:04:05Z",
    "commit": {"id": "abc123", "time": "2030-01-01T12:00:00+01:00", "clean": True},
    "state": "5e7",
    "version": "1.2.3",
    "inputs": [{"edition": "pib", "file": "groei.xlsx", "origin": "Proefrapport", "sha256": "00ff", "licence": "CC0"}],
    "code": {"program": "c1", "book": "c2", "registers": "c3"},
    "environment": {
        "python": "3.11.9", "system": "Proefsysteem", "machine": "x86_64", "lock": None,
        "packages": [{"name": "pandas", "version": "3.1.1"}],
    },
}  # fmt: skip
CONF = """
extensions = ["myst_parser", "proef"]
source_suffix = {{".md": "markdown"}}  # named, since the default is one dictionary for all of a process
language = "nl"
root_doc = "index"
import sys
sys.path.insert(0, {folder!r})
"""
EXTENSION = """
from evalbook.sphinx_ext import build_info, offprints
def setup(app):
    app.add_config_value("evalbook_processed", "processed", "env", str)
    build_info.register(app)
    offprints.register(app)
"""


class Book:
    def __init__(self, root):
        self.root = root
        (root / "processed").mkdir()
        (root / "book").mkdir()
        (root / "conf.py").write_text(CONF.format(folder=str(root)), "utf-8")
        (root / "proef.py").write_text(EXTENSION, "utf-8")
        (root / "index.md").write_text("# Begin\n\n```{toctree}\nbook/bouw\nbook/ander\n```\n", "utf-8")
        (root / "book" / "ander.md").write_text("# Ander\n\n```{offprints}\n```\n", "utf-8")
        self.offer([])
        self.page("kern", "invoer", "omgeving", "meenemen")
        self.record(RECORD)

    def page(self, *parts):
        blocks = "".join(f"\n```{{build-info}} {part}\n```\n" for part in parts)
        (self.root / "book" / "bouw.md").write_text(f"# Bouw\n{blocks}", "utf-8")

    def offer(self, kinds):
        (self.root / "processed" / "offprints.json").write_text(json.dumps(kinds), "utf-8")

    def record(self, record):
        (self.root / "processed" / "build.json").write_text(json.dumps(record), "utf-8")

    def build(self):
        """Build and return the warnings, and the pages that were read."""
        import io

        said, read = io.StringIO(), []
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.root, self.root, self.root / "out", self.root / "trees", "html", None, None, said
            )
            app.connect("source-read", lambda app, page, source: read.append(page))
            app.build()
        return said.getvalue(), read

    def html(self, name="bouw"):
        return BeautifulSoup((self.root / "out" / "book" / f"{name}.html").read_text("utf-8"), "html.parser")


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


def rows_of(page, caption):
    (table,) = [table for table in page.select("table") if caption in table.caption.get_text()]
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


def test_the_record_is_shown_in_dutch(book):
    warnings, _ = book.build()
    assert warnings == ""
    core = rows_of(book.html(), "Versie, tijd")
    assert core["Versie"] == ["1.2.3"]
    assert core["Laatst veranderd en gebouwd"] == ["2 januari 2030, 03:04 (UTC)"]
    assert core["Commit"] == ["abc123"]
    assert core["Van"] == ["1 januari 2030, 11:00 (UTC)"]
    assert core["Alles staat in die commit"] == ["ja"]
    assert rows_of(book.html(), "Werkmappen")["pib"] == ["groei.xlsx", "Proefrapport", "00ff"]
    assert rows_of(book.html(), "Pakketten") == {"pandas": ["3.1.1"]}


def test_without_git_the_page_says_so(book):
    book.record(RECORD | {"commit": None})
    book.build()
    core = rows_of(book.html(), "Versie, tijd")
    assert (core["Commit"], core["Van"]) == (["niet bekend"], ["niet bekend"])


def test_a_changed_record_reads_this_page_again_and_no_other(book):
    book.build()
    assert book.build()[1] == []
    book.record(RECORD | {"version": "2.0.0"})
    assert book.build()[1] == ["book/bouw"]
    assert rows_of(book.html(), "Versie, tijd")["Versie"] == ["2.0.0"]


def test_downloads_that_are_there_are_offered_and_copied(book):
    folder = book.root / "processed" / "downloads"
    (folder / "reviewer").mkdir(parents=True)
    (folder / "gegevens.zip").write_bytes(b"x" * 1_234_567)
    (folder / "reviewer" / "index.html").write_text("kopieën", "utf-8")
    book.build()
    rows = rows_of(book.html(), "om mee te nemen")
    assert rows["Alle gegevens (ZIP)"][1] == "1,2 MB"
    assert "De bevindingen (CSV)" not in rows
    for link in book.html().select("table td a, table th a"):
        assert (book.root / "out" / "book" / link["href"]).resolve().is_file()


def test_an_unknown_part_is_reported_with_those_that_exist(book):
    book.page("kernn")
    warnings, _ = book.build()
    assert "build-info kent geen deel 'kernn'" in warnings
    assert "kies uit: kern, invoer, omgeving, meenemen" in warnings
    assert "bouw.md, regel 3" in warnings


def test_a_missing_record_is_reported_with_how_to_mend_it(book):
    (book.root / "processed" / "build.json").unlink()
    warnings, _ = book.build()
    assert "build.json is er niet" in warnings
    assert "evalbook build" in warnings


def links_to_documents(page):
    return [link["href"] for link in page.select("a") if "boek." in link["href"]]


def test_documents_that_are_not_made_are_not_offered(book):
    book.build()
    assert links_to_documents(book.html("ander")) == links_to_documents(book.html()) == []
    assert "papier" not in book.html("ander").get_text()


def test_documents_that_are_made_are_offered_on_both_pages(book):
    book.offer(["docx", "pdf"])
    book.build()
    wanted = ["../downloads/boek.pdf", "../downloads/boek.docx"]
    assert links_to_documents(book.html("ander")) == links_to_documents(book.html()) == wanted
    (line,) = book.html("ander").select(".eb-offprints")
    assert line.get_text() == "Liever op papier? Neem het hele boek mee als PDF of Word-document."
    assert "eb-screen-only" in line["class"]


def test_a_changed_offer_renews_the_pages_that_show_it(book):
    book.build()
    assert book.build()[1] == []
    book.offer(["pdf"])
    assert sorted(book.build()[1]) == ["book/ander", "book/bouw"]
    assert links_to_documents(book.html("ander")) == ["../downloads/boek.pdf"]
