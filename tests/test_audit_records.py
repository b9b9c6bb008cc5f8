"""What the audit leaves behind: files with promised columns, text that is never a formula, double entry."""

from __future__ import annotations

import csv
import json
from fractions import Fraction

import pytest

from audit_edition import write_claims, write_findings
from evalbook.audit import audit, audited_editions, double_entry_faults, summary_lines, write_records
from evalbook.audit.places import chapters_of
from evalbook.audit.records import plain, range_text, safe, shown
from evalbook.audit.register import read_register
from evalbook.rounding import Interval

CLAIMS = (
    {"id": "wrong", "line": "10", "place": "1.2", "printed": "35", "value": "35", "expression": "sum(export.firms)"},
    {"id": "cell", "line": "11", "place": "Tabel 1", "printed": "11", "value": "11", "expression": "export.firms[2016]"},
    {"id": "repeat", "line": "90", "place": "bijlage C.1, Convenant", "printed": "35", "value": "35", "expression": 'claim("wrong")'},
    {"id": "third", "line": "91", "place": "Managementsamenvatting, begin", "printed": "ongeveer een derde", "value": "0.333333333333333", "unit": "aandeel"},
)  # fmt: skip


@pytest.fixture
def written(edition):
    write_claims(edition, *CLAIMS)
    write_findings(edition, {"id": "som", "claims": "wrong", "explanation": "=1+1", "kind": "misprint"})
    found = audit()
    write_records(found)
    return edition.root / "data" / "processed"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_claims_have_the_promised_columns_and_all_claims(written):
    found = rows(written / "claims.csv")
    assert list(found[0]) == [
        "id", "edition", "line", "place", "label", "printed", "value", "unit", "expression",
        "recomputed", "low", "high", "verdict", "finding",
    ]  # fmt: skip
    wrong = found[0]
    assert (wrong["recomputed"], wrong["low"], wrong["high"]) == ("36", "36", "36")  # 11 + 12 + 13
    assert (wrong["verdict"], wrong["finding"], wrong["edition"]) == ("contradicted", "som", "pib-2030-2034")
    assert [row["verdict"] for row in found] == ["contradicted", "input", "reproduced", "not_recomputable"]
    assert found[1]["recomputed"] == ""
    assert found[3]["value"] == "0.333333333333333"


def test_findings_have_the_promised_columns_and_no_formula(written):
    assert rows(written / "findings.csv") == [
        {
            "id": "som",
            "edition": "pib-2030-2034",
            "kind": "misprint",
            "claims": "wrong",
            "explanation": "'=1+1",
            "suggestion": "voorstel",
            "title": "wat er is",
        }
    ]


def test_each_claim_has_its_calculation_cells_and_line_in_the_register(written):
    found = {
        record["id"]: record for record in json.loads((written / "audit" / "claims.json").read_text("utf-8"))
    }
    assert found["wrong"]["formula"] == "11 + 12 + 13"
    assert found["wrong"]["cells"] == [f"export.xlsx!resultaten!B{row}" for row in (2, 3, 4)]
    assert found["wrong"]["used_by"] == ["repeat"]
    assert found["wrong"]["href"] == "book/audit/register.html#claim-pib-2030-2034-wrong"
    assert found["repeat"]["formula"] == "zoals in 1.2: 35"


def test_each_cell_knows_the_claims_that_it_is_and_that_use_it(written):
    cells = json.loads((written / "audit" / "cells.json").read_text("utf-8"))["pib-2030-2034"]
    assert cells["export.xlsx!resultaten!B2"] == {"is": ["cell"], "in": ["wrong"]}


def test_nothing_is_written_twice(written):
    before = (written / "claims.csv").stat().st_mtime_ns
    write_records(audit())
    assert (written / "claims.csv").stat().st_mtime_ns == before


def test_a_table_belongs_to_the_chapter_around_it(edition):
    write_claims(edition, *CLAIMS)
    assert chapters_of(read_register(edition.name)) == {
        "wrong": "hoofdstuk 1",
        "cell": "hoofdstuk 1",
        "repeat": "bijlage C",
        "third": "Managementsamenvatting",
    }


def test_an_annex_is_a_chapter_and_so_is_what_comes_before_the_first(edition):
    places = {"a": "Voorwoord", "b": "1.2", "c": "annex 5, Figuur A", "d": "voetnoot 364"}
    claims = [
        {"id": name, "line": str(n), "place": place} for n, (name, place) in enumerate(places.items(), 1)
    ]
    write_claims(edition, *claims)
    found = chapters_of(read_register(edition.name))
    assert found == {"a": "Voorwoord", "b": "hoofdstuk 1", "c": "annex 5", "d": "annex 5"}


def test_the_summary_counts_verdicts_and_lists_findings(written):
    text = "\n".join(summary_lines(audit()))
    assert "pib-2030-2034: 4 afgedrukte getallen" in text
    assert "    1  weerlegd" in text
    assert "  som (drukfout): =1+1" in text


def test_only_editions_with_a_register_are_audited(edition):
    assert audited_editions() == []
    write_claims(edition, *CLAIMS)
    assert audited_editions() == [edition.name]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-cmd|x", "'-cmd|x"),
        ("-3,5%", "-3,5%"),
        ("± 3", "± 3"),
        (">25%", ">25%"),
    ],
)
def test_text_for_a_spreadsheet_cannot_become_a_formula(text, written):
    assert safe(text) == written


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/4", "0.25"), ("1/3", "0.333333333333333"), ("3300000", "3300000"), ("18/65", "0.276923076923077")],
)
def test_a_number_in_a_file_has_all_its_digits(value, text):
    assert plain(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        ("18/65", "aandeel", 2, "27,7%"),  # printed as 32%: one decimal more
        ("22000000/35", "euro", 0, "€\N{NO-BREAK SPACE}628.571,4"),
        ("35", "aantal", 0, "35"),
        ("213.52/52", "jaar", 2, "4,106\N{NO-BREAK SPACE}jaar"),
    ],
)
def test_a_recomputed_value_is_shown_one_decimal_more_precise_than_printed(value, unit, decimals, text):
    top, _, bottom = value.partition("/")
    assert shown(Fraction(top) / Fraction(bottom or 1), unit, decimals) == text


def test_what_rounding_allows_is_shown_as_a_range_or_left_out():
    assert range_text(Interval(Fraction(1), Fraction(1), True, True), "aantal", 0) == ""
    assert range_text(Interval(Fraction("4.101"), Fraction("4.111")), "cijfer", 2) == "4,101 tot 4,111"
    assert range_text(Interval(Fraction(5), None), "aantal", 0) == "vanaf 5"
    assert range_text(Interval(None, Fraction(5)), "aantal", 0) == "tot 5"


def number(value, sources, calculation="", unit="aantal"):
    return {"value": value, "unit": unit, "sources": sources, "calculation": calculation}


def test_what_the_book_calculates_otherwise_is_a_fault(edition):
    write_claims(edition, *CLAIMS)
    cells = [f"export.xlsx!resultaten!B{row}" for row in (2, 3, 4)]
    found = audit()
    assert double_entry_faults(found, {"wrong": number(36.0, cells, "11 + 12 + 13")}) == []
    (fault,) = double_entry_faults(found, {"wrong": number(35.0, cells, "…")})
    assert fault.what == "het boek geeft voor 'wrong' 35, de audit 36"
    assert fault.where == "claims.csv!regel 2"


def test_what_the_book_shows_of_a_cell_is_held_against_that_cell(edition):
    write_claims(edition, *CLAIMS)
    found = audit()
    address = "export.xlsx!resultaten!B2"
    assert double_entry_faults(found, {"x.firms": number(11.0, [address])}) == []
    (fault,) = double_entry_faults(found, {"x.firms": number(12.0, [address])})
    assert fault.where == address


def test_a_number_of_another_edition_is_not_held_against_this_one(edition):
    write_claims(edition, *CLAIMS)
    address = "export.xlsx!resultaten!B2"
    other = number(12.0, [address]) | {"edition": "pps-2017-2022"}
    assert double_entry_faults(audit(), {"x.firms": other}) == []
