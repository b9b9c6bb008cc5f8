"""The audit's pages: what they show and link to, on a tiny book in `tmp_path`.

In a browser and on the book as built: see `test_audit_in_browser.py`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit_edition import write_claims
from evalbook.audit import audit
from evalbook.audit.sheets import anchor_of_cell, page_of_workbook, slug, write_sheets
from evalbook.sphinx_ext.audit_view import runs
from evalbook.sphinx_ext.audit_words import count, part, words
from evalbook.workbook import Address
from test_sphinx_ext import Book

EDITION = "pib-2016-2020"
REGISTER = "book/audit/register"
ATTACK = "<img src=x onerror=alert(1)>"
PAGES = {
    "samenvatting": "# In het kort\n\n```{audit-summary}\n```\n",
    "bevindingen": "# Bevindingen\n\n```{audit-findings}\n```\n",
    "register": "# Register\n\n```{audit-register}\n```\n",
    "invoer-export": "# Export\n\n```{input-sheets} export\n```\n",
}
WORDS = {
    "verdicts": {
        "contradicted": {"label": "weerlegd", "meaning": "Het volgt niet."},
        "conflicting": {"label": "strijdig met elders", "meaning": "Elders staat iets anders."},
        "reproduced": {"label": "herrekend en juist", "meaning": "Het klopt."},
        "input": {"label": "invoer", "meaning": "Het is invoer."},
    },
    "kinds": {"misprint": "drukfout", "method": "werkwijze"},
    "unsound": ["conflicting", "contradicted"],
}


def claim(name: str, verdict: str, printed: str, **more: Any) -> dict[str, Any]:
    """A claim as the audit leaves it; what a test does not say is plain or empty."""
    anchor = f"claim-{EDITION}-{name.replace('.', '-').replace('_', '-')}"
    return {
        "id": name, "edition": EDITION, "anchor": anchor, "href": f"{REGISTER}.html#{anchor}", "line": 10,
        "place": "Tabel 12", "chapter": "hoofdstuk 4", "label": f"label van {name}", "printed": printed,
        "unit": "aantal", "verdict": verdict, "verdict_label": WORDS["verdicts"][verdict]["label"],
        "reason": "", "note": "", "expression": "", "formula": "", "recomputed": "", "allowed": "",
        "cells": [], "uses": [], "used_by": [], "findings": [], **more,
    }  # fmt: skip


CLAIMS = (
    claim("pib_table_12.firms", "input", "18", cells=["export.xlsx!resultaten!B3"],
          used_by=["pib_table_12.all"], label="bedrijven uit 2017"),
    claim("pib_table_12.all", "contradicted", "38", formula="17 + 18", recomputed="35", findings=["som-c3"],
          cells=["export.xlsx!resultaten!B2", "export.xlsx!resultaten!B3"], note=f"nota {ATTACK}",
          used_by=["s1.all"], label=f"bedrijven {ATTACK}", expression="sum(export.firms)"),
    claim("s1.all", "conflicting", "39", formula="zoals in Tabel 12: 38", recomputed="38", line=4,
          uses=["pib_table_12.all"], place="Managementsamenvatting", chapter="Managementsamenvatting"),
)  # fmt: skip
FINDINGS = (
    ("bijzaak", "method", "pib_table_12.firms", "Zo gerekend.", "Niets te doen.", "Bijzaak"),
    (
        "som-c3",
        "misprint",
        "pib_table_12.all s1.all",
        f"17 + 18 is geen 38. {ATTACK}",
        "Lees € 35.",
        f"17 + 18 {ATTACK}",
    ),
)
CHECKS = (
    (
        "delen en totaal",
        "pib_table_12.all",
        "export.xlsx!resultaten!B2",
        "nee",
        f"de delen geven 35 {ATTACK}",
    ),
    ("volgorde", "", "export.xlsx!resultaten!B3", "ja", "klopt"),
)
SHEET = {
    "name": "resultaten", "anchor": "blad-export-resultaten", "cells": "cel-export-resultaten-",
    "columns": ["A", "B"],
    "rows": [
        {"row": 1, "cells": [{"text": "jaar"}, {"text": "bedrijven"}]},
        {"row": 2, "cells": [{"text": ATTACK}, {"text": "17", "number": True, "in": ["pib_table_12.all"]}]},
        {"row": 3, "cells": [{"text": ""}, {"text": "18", "number": True, "is": ["pib_table_12.firms"],
                                           "in": ["pib_table_12.all"]}]},
    ],
}  # fmt: skip


class AuditBook(Book):
    """The tiny book of the other tests, with an audit of three claims on four pages."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        toc = (root / "_toc.yml").read_text("utf-8")
        for name, text in PAGES.items():
            self.write(f"book/audit/{name}.md", text)
            toc += f"      - file: book/audit/{name}\n"
        self.write("_toc.yml", toc)
        self.audited(*CLAIMS)
        self.data("audit/words.json", WORDS)
        self.rows("findings.csv", ("id", "kind", "claims", "explanation", "suggestion", "title"), FINDINGS)
        self.rows("audit/checks.csv", ("check", "claims", "cells", "holds", "message"), CHECKS)
        self.workbook(EDITION)
        exhibit = ("pib_table_12", "book/executed/impact.html#pib_table_12")
        self.rows("exhibits.csv", ("id", "page"), [exhibit])
        self.number("pib_table_12.all", "35", calculation="17 + 18", exhibit="pib_table_12",
                    href="book/executed/impact.html#pib_table_12")  # fmt: skip

    def data(self, path: str, content: Any) -> None:
        """Write a file that the audit leaves behind."""
        self.write(f"data/processed/{path}", json.dumps(content))

    def rows(self, path: str, columns: tuple[str, ...], rows: Any) -> None:
        """Write a table that the audit leaves behind; every row is of the one edition."""
        target = self.root / "data" / "processed" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([("edition", *columns), *((EDITION, *row) for row in rows)])

    def audited(self, *claims: dict[str, Any]) -> None:
        """Write the claims, and the counts that follow from them."""
        verdicts = {name: sum(each["verdict"] == name for each in claims) for name in WORDS["verdicts"]}
        chapters = {each["chapter"]: dict.fromkeys(WORDS["verdicts"], 0) for each in claims}
        for each in claims:
            chapters[each["chapter"]][each["verdict"]] += 1
        checks = {"made": 2, "failed": 1, "unknown": 0}
        summary = {"claims": len(claims), "verdicts": verdicts, "chapters": chapters,
                   "findings": {"misprint": 1, "method": 1}, "checks": checks, "unexplained": 0}  # fmt: skip
        self.data("audit/claims.json", list(claims))
        self.data("audit/summary.json", {EDITION: summary})

    def workbook(self, edition: str) -> None:
        """Write an input workbook as the audit shows it."""
        record = {"edition": edition, "workbook": "export.xlsx", "page": "book/audit/invoer-export.html",
                  "bytes": 2048, "sheets": [SHEET]}  # fmt: skip
        self.data(f"{edition}/sheets/export.json", record)
        self.write(f"data/processed/{edition}/downloads/export.xlsx", "werkmap")


@pytest.fixture
def book(tmp_path: Path) -> AuditBook:
    return AuditBook(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> AuditBook:
    """A book built once, for tests that only look."""
    book = AuditBook(tmp_path_factory.mktemp("book"))
    book.data("audit/audit.xlsx", "werkmap met formules")
    assert book.build().messages == ""
    return book


@pytest.fixture
def page(built: AuditBook) -> Callable[[str], str]:
    return lambda name: built.page(f"book/audit/{name}")


def line(html: str, name: str) -> str:
    """The line of one claim in the register."""
    (found,) = re.findall(rf'<tr [^>]*id="claim-{EDITION}-{name}".*?</tr>', html, re.DOTALL)
    return found


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestRegister:
    def test_is_one_table_with_caption_and_scope(self, page):
        html = page("register")
        assert html.count("<table") == 1
        assert "<caption>Register van afgedrukte getallen</caption>" in html
        assert len(re.findall(r'<th scope="col"', html)) == 8
        assert len(re.findall(r'<th scope="row"', html)) == len(CLAIMS)

    def test_a_line_shows_all_of_a_claim_and_leads_on(self, page):
        found = line(page("register"), "pib-table-12-all")
        assert ">38</td>" in found
        assert ">17 + 18</td>" in found
        assert ">35</td>" in found
        assert "weerlegd" in found
        assert 'href="bevindingen.html#bevinding-som-c3">17 + 18 &lt;' in found
        for cell in ("B2", "B3"):
            assert f'href="invoer-export.html#cel-export-resultaten-{cell}">{cell}</a>' in found

    def test_what_it_shows_on_request_is_in_a_script_beside_the_pages(self, built):
        script = (built.html / "_static" / f"register-{EDITION}.js").read_text("utf-8")
        assert script.startswith("registerMeer(")
        found = json.loads(script[len("registerMeer(") : -len(");\n")])[f"claim-{EDITION}-pib-table-12-all"]
        assert (
            f'<dt>Gebruikt in</dt><dd><a href="#claim-{EDITION}-s1-all">Management\N{SOFT HYPHEN}samenvatting: 39</a>'
            in found
        )
        assert '<dt>In dit boek</dt><dd><a href="../executed/impact.html#pib_table_12">tabel 12</a>' in found
        assert 'href="../../downloads/notebooks/impact.ipynb" download' in found

    def test_a_claim_that_repeats_another_leads_to_it_and_to_its_cells(self, page):
        found = line(page("register"), "s1-all")
        assert (
            f'zoals in <a href="#claim-{EDITION}-pib-table-12-all">Tabel\N{NO-BREAK SPACE}12: 38</a>' in found
        )
        assert "via het andere getal:" in found
        assert 'href="invoer-export.html#cel-export-resultaten-B2"' in found

    def test_a_line_is_lean_since_there_are_a_thousand(self, page):
        found = line(page("register"), "pib-table-12-all")
        assert len(found) < 900  # 550 KiB for 600 lines, however long their text

    def test_lines_stand_by_edition_and_chapter(self, page):
        (body,) = re.findall(
            r'<tbody data-edition="[^"]+" data-chapter="hoofdstuk 4">.*?</tbody>', page("register"), re.DOTALL
        )
        assert f'id="claim-{EDITION}-pib-table-12-all"' in body

    def test_filters_count_what_there_is(self, page):
        form = re.search(r'<form class="eb-register-form".*?</form>', page("register"), re.DOTALL)[0]
        assert "hidden>" in form.partition("\n")[0]  # the script shows it
        assert '<option value="contradicted">weerlegd (1)</option>' in form
        assert '<option value="hoofdstuk 4">hoofdstuk 4 (2)</option>' in form
        assert "herrekend en juist" not in form  # no claim has that verdict
        assert re.findall(r'<label for="([^"]+)"', form) == re.findall(
            r'<(?:input|select) id="([^"]+)"', form
        )

    def test_its_scripts_load_on_its_page_only(self, built):
        for path in built.html.rglob("*.html"):
            html = path.read_text("utf-8")
            assert ("register.js" in html) == (path.stem == "register"), path


class TestFindings:
    def test_stand_by_kind_in_the_order_of_the_kinds(self, page):
        assert re.findall(r'<section id="((?:soort|bevinding)-[^"]+)"', page("bevindingen")) == [
            "soort-misprint", "bevinding-som-c3", "soort-method", "bevinding-bijzaak",
        ]  # fmt: skip

    def test_show_text_numbers_and_the_checks_that_fail_on_them(self, page):
        html = re.search(r'<section id="bevinding-som-c3".*?</section>', page("bevindingen"), re.DOTALL)[0]
        assert "17 + 18 is geen 38." in html
        assert "Lees €\N{NO-BREAK SPACE}35." in html
        assert f'<a href="register.html#claim-{EDITION}-s1-all">' in html
        assert "de delen geven 35" in html
        other = re.search(r'<section id="bevinding-bijzaak".*?</section>', page("bevindingen"), re.DOTALL)[0]
        assert "Controles die niet opgaan" not in other  # the one check on its cell holds

    def test_a_finding_about_words_shows_no_table_of_numbers(self, book):
        finding = ("kaarten", "method", "", "Twee lijsten verschillen.", "Kies er een.", "Twee lijsten")
        columns = ("id", "kind", "claims", "explanation", "suggestion", "title")
        book.rows("findings.csv", columns, (*FINDINGS, finding))
        assert book.build().messages == ""
        html = book.page("book/audit/bevindingen")
        found = re.search(r'<section id="bevinding-kaarten".*?</section>', html, re.DOTALL)[0]
        assert "Twee lijsten verschillen." in found
        assert "<table" not in found

    def test_a_diagnosis_is_shown_with_what_it_mends_and_breaks(self, book):
        effect = {"claims": ["pib_table_12.all"], "label": "38 (Tabel 12)", "arithmetic": "17 + 21 = 38"}
        book.data("audit/diagnosis.json", {EDITION: [{
            "kind": "zetfout", "change": f"bedrijven {ATTACK}: 21 in plaats van 18", "mended": [effect],
            "cells": ["export.xlsx!resultaten!B3"], "claims": [], "broken": [], "stronger": [], "weaker": [],
        }]})  # fmt: skip
        assert book.build().messages == ""
        html = book.page("book/audit/bevindingen")
        found = re.search(r'<section id="diagnose-1".*?</section>', html, re.DOTALL)[0]
        assert "Voorstel 1: zetfout" in found
        assert "17 + 21 = 38" in found
        assert ">klopt wel<" in found
        assert "Niets anders wordt er onjuist door." in found
        assert 'href="invoer-export.html#cel-export-resultaten-B3"' in found
        assert "<img" not in html


class TestSummary:
    def test_counts_lead_to_the_register_with_that_choice(self, page):
        html = page("samenvatting")
        assert 'href="register.html?oordeel=contradicted">1</a>' in html
        assert 'href="register.html?oordeel=contradicted&amp;hoofdstuk=hoofdstuk%204">1</a>' in html

    def test_of_several_editions_each_leads_to_its_own_part(self, book):
        path = book.root / "data" / "processed" / "audit" / "summary.json"
        summary = json.loads(path.read_text("utf-8"))
        book.data("audit/summary.json", summary | {"pps-2017-2022": summary[EDITION]})
        assert book.build().messages == ""
        html = book.page("book/audit/samenvatting")
        other = html[html.index('<section id="pps-2017-2022"') :]
        assert 'href="register.html?editie=pps-2017-2022&amp;oordeel=contradicted">1</a>' in other
        assert 'href="register.html?editie=pps-2017-2022">Naar het register</a>' in other
        assert 'href="bevindingen.html#bevindingen-pps-2017-2022">Naar de bevindingen</a>' in other

    def test_a_chapter_is_split_by_the_verdicts_that_occur(self, page):
        table = re.search(r"<table[^>]*eb-chapters.*?</table>", page("samenvatting"), re.DOTALL)[0]
        heads = [plain(head) for head in re.findall(r"<th scope=\"col\".*?</th>", table)]
        assert heads == ["Hoofdstuk", "weerlegd", "strijdig met elders", "invoer", "samen"]
        assert (
            plain(re.search(r"<tbody.*</tbody>", table)[0])
            == "Hoofdstuk 4 1 0 1 2 Management\N{SOFT HYPHEN}samenvatting 0 1 0 1"  # it may break there
        )

    def test_checks_are_counted_by_name(self, page):
        assert "delen en totaal 1 0 1 0 volgorde 1 1 0 0" in plain(page("samenvatting"))

    def test_nothing_is_said_of_a_census_or_a_double_entry_that_was_not_taken(self, page):
        assert "gedekt" not in page("samenvatting")
        assert "Dubbel geboekt" not in page("samenvatting")

    def test_census_and_double_entry_are_shown(self, book):
        census = {"tokens": 1000, "claims": 600, "exclusions": 399, "open": 1, "coverage": 0.9996,
                  "reasons": {"jaartal": 399}}  # fmt: skip
        book.data("audit/census.json", {EDITION: census})
        book.data("audit/double_entry.json", {"compared": 1442, "differing": 0})
        assert book.build().messages == ""
        html = plain(book.page("book/audit/samenvatting"))
        assert "Daarvan is 99,9% gedekt" in html  # cut, never rounded up to all of them
        assert "In het register 600 Telt met een reden niet mee 399 Nog open 1 Samen 1.000" in html
        assert "Dubbel geboekt zijn 1.442 getallen" in html


class TestInputSheets:
    def test_a_sheet_has_letters_numbers_and_an_anchor_for_each_cell(self, page):
        html = page("invoer-export")
        assert '<section id="blad-export-resultaten">' in html
        assert '<th scope="col">A</th><th scope="col">B</th>' in html
        assert re.findall(r'<th scope="row">(\d)</th>', html) == ["1", "2", "3"]
        assert re.findall(r'id="cel-export-resultaten-(\w+)"', html) == ["A1", "B1", "A2", "B2", "B3"]

    def test_a_quantity_opens_to_the_claims_it_is_and_those_that_use_it(self, page):
        cell = re.search(r'<td id="cel-export-resultaten-B3".*?</td>', page("invoer-export"), re.DOTALL)[0]
        assert re.findall(r"<li>(Dit is|Gebruikt in) <a", cell) == ["Dit is", "Gebruikt in"]
        assert f'href="register.html#claim-{EDITION}-pib-table-12-firms"' in cell

    def test_the_workbook_itself_can_be_downloaded(self, built, page):
        assert f'href="../../downloads/inputs/{EDITION}/export.xlsx" class="eb-download" download' in page(
            "invoer-export"
        )
        assert (built.html / f"downloads/inputs/{EDITION}/export.xlsx").read_text("utf-8") == "werkmap"

    def test_an_unknown_workbook_fails_and_names_those_there_are(self, book):
        book.write("book/audit/invoer-export.md", "# Export\n\n```{input-sheets} exprot\n```\n")
        built = book.build()
        assert built.code == 1
        assert "werkmap 'exprot' bestaat niet" in built.messages
        assert "waar:    book/audit/invoer-export.md, regel 3" in built.messages
        assert "herstel: kies uit: export" in built.messages

    def test_a_workbook_of_two_editions_asks_which(self, book):
        book.workbook("pib-2021-2025")
        assert "werkmap 'export' hoort bij meer dan een editie" in book.build().messages
        text = f"# Export\n\n```{{input-sheets}} export\n:edition: {EDITION}\n```\n"
        book.write("book/audit/invoer-export.md", text)
        assert book.build().messages == ""


class TestBook:
    def test_nothing_from_a_report_or_a_workbook_becomes_html(self, built, page):
        for name in PAGES:
            assert "<img" not in page(name), name
        assert "&lt;img src=x" in page("register")
        assert "&lt;img src=x" in page("invoer-export")

    def test_an_exhibit_shows_its_claims_its_cells_and_its_notebook(self, built):
        html = built.page("book/executed/impact")
        bar = html[html.index('id="pib_table_12"') : html.index('id="pib_own_spread"')]
        assert "(1 van 2 niet in orde)" in bar
        assert f'href="../audit/register.html#claim-{EDITION}-pib-table-12-all"' in bar
        assert 'href="../../downloads/notebooks/impact.ipynb" download' in bar
        own = html[html.index('id="pib_own_spread"') :]
        assert "Controle" not in own.partition("</main>")[0]
        assert (built.html / "downloads/notebooks/impact.ipynb").is_file()

    def test_a_calculated_number_leads_to_its_line_in_the_calculation(self, book):
        book.write("book/methode.md", "# Methode\n\n{num}`pib_table_12.all` bedrijven.\n")
        assert book.build().messages == ""
        assert 'href="executed/impact.html#pib_table_12.all"' in book.page("book/methode")

    def test_the_workbook_with_formulas_is_linked_only_where_there_is_one(self, built, book):
        assert 'href="../../downloads/audit.xlsx"' in built.page("book/audit/register")
        assert (built.html / "downloads/audit.xlsx").is_file()
        assert book.build().messages == ""
        assert "audit.xlsx" not in book.page("book/audit/register")

    def test_a_changed_claim_renews_the_audit_and_the_exhibit_it_is_in_only(self, book):
        book.build()
        assert book.build().read == set()
        book.audited(*CLAIMS[:1], CLAIMS[1] | {"recomputed": "36"}, *CLAIMS[2:])
        assert book.build().read == {"book/executed/impact", *(f"book/audit/{name}" for name in PAGES)}

    def test_a_claim_elsewhere_leaves_the_chapters_alone(self, book):
        book.build()
        book.audited(*CLAIMS[:2], CLAIMS[2] | {"printed": "40"})
        assert book.build().read == {f"book/audit/{name}" for name in PAGES}

    def test_a_book_without_an_audit_builds_and_links_to_nothing(self, tmp_path):
        book = Book(tmp_path)
        assert book.build().messages == ""
        html = book.page("book/executed/impact")
        assert "invoer-export.html" not in html
        assert "export.xlsx!<wbr>resultaten!<wbr>B3" in html
        assert not (book.html / "_static" / "datatables.js").exists()

    def test_pages_without_an_audit_stay_empty(self, book):
        for path in (book.root / "data" / "processed" / "audit").iterdir():
            path.unlink()
        (book.root / "data" / "processed" / "findings.csv").unlink()
        (book.root / "data" / "processed" / EDITION / "sheets" / "export.json").unlink()
        assert book.build().messages == ""
        assert "<table" not in book.page("book/audit/register")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["B2", "B3", "B4", "C4"], [["B2", "B3", "B4"], ["C4"]]),
        (["B2", "B3"], [["B2"], ["B3"]]),  # two below each other are shorter as they are
        (["C3", "B3", "B4", "B9"], [["C3"], ["B3"], ["B4"], ["B9"]]),
    ],
)
def test_cells_below_each_other_are_a_range(cells, expected):
    assert runs(cells) == expected


def test_numbers_and_amounts_are_dutch_and_stay_together():
    assert count(1234567) == "1.234.567"
    assert [part(share) for share in (1, 0.9996, 0.5, 0)] == ["100%", "99,9%", "50,0%", "0,0%"]
    assert words("Tabel 12: € 5 < 6") == "Tabel\N{NO-BREAK SPACE}12: €\N{NO-BREAK SPACE}5 &lt; 6"


class TestWrittenSheets:
    @pytest.fixture
    def record(self, edition):
        edition.put("export.xlsx!resultaten!D2", 3300000, '"€" #,##0')
        edition.put("export.xlsx!resultaten!E2", "<b>tekst</b>")
        write_claims(edition, {"id": "cell", "printed": "11", "value": "11", "expression": "export.firms[2016]", "note": ""},
                     {"id": "sum", "printed": "36", "value": "36", "expression": "sum(export.firms)", "note": ""})  # fmt: skip
        self.edition = edition
        self.files = write_sheets(audit())
        path = edition.root / "data" / "processed" / edition.name / "sheets" / "export.json"
        return json.loads(path.read_text("utf-8"))

    def test_every_sheet_is_there_with_its_cells_as_printed(self, record):
        assert [sheet["name"] for sheet in record["sheets"]][:2] == ["leeswijzer", "resultaten"]
        sheet = record["sheets"][1]
        assert sheet["columns"] == ["A", "B", "C", "D", "E"]
        (row,) = [row for row in sheet["rows"] if row["row"] == 2]
        # Year 2016, 11 firms of which 1 grew (see conftest), an amount and a text.
        assert [cell["text"] for cell in row["cells"]] == [
            "2016",
            "11",
            "1",
            "€\N{NO-BREAK SPACE}3.300.000",
            "<b>tekst</b>",
        ]
        assert row["cells"][1] == {"text": "11", "number": True, "is": ["cell"], "in": ["sum"]}

    def test_the_workbook_is_copied_and_what_is_gone_is_dropped(self, record):
        folder = self.edition.root / "data" / "processed" / self.edition.name
        assert (folder / "downloads" / "export.xlsx").read_bytes() == self.edition.path(
            "export.xlsx"
        ).read_bytes()
        assert {path for path in self.files if path.suffix == ".json"} == set((folder / "sheets").iterdir())
        (folder / "sheets" / "oud.json").write_text("{}", "utf-8")
        write_sheets(audit())
        assert not (folder / "sheets" / "oud.json").exists()

    def test_addresses_lead_to_the_page_of_the_workbook(self):
        address = Address.parse("portfolio.xlsx!overige thema's!C3")
        assert page_of_workbook(address.workbook) == "book/audit/invoer-portfolio.html"
        assert anchor_of_cell(address) == "cel-portfolio-overige-themas-C3"
        assert slug("tabel 16") == "tabel-16"
