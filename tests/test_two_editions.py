"""Two editions in one book: keys, cells and pages of one are never taken for those of the other."""

import json
import shutil
from pathlib import Path

import nbformat
import openpyxl
import pytest

from evalbook import paths
from evalbook.audit.sheets import page_of_workbook
from evalbook.build import chapters, collect, judgement, reasons
from evalbook.build.chapters import Run
from evalbook.errors import RunError

PIB, PPS = "pib-2016-2020", "pps-2017-2022"
CELL = "cases.xlsx!cases!B2"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    return tmp_path


def published(edition, page, exhibit, keys):
    """A run that published one exhibit with these keys, each the number 1 from one cell."""
    run = Run(edition, paths.notebooks() / f"{page}.ipynb", page)
    output = {"metadata": {"evalbook": {"exhibit": exhibit}}}
    run.output.parent.mkdir(parents=True, exist_ok=True)
    run.output.write_text(json.dumps({"cells": [{"outputs": [output]}]}), "utf-8")
    number = {"text": "1", "value": 1.0, "unit": "aantal", "sources": [CELL], "calculation": ""}
    record = {
        "id": exhibit, "edition": edition, "kind": "table", "number": "", "title": exhibit, "basis": "printed",
        "data": f"{exhibit}.csv", "numbers": dict.fromkeys(keys, number),
    }  # fmt: skip
    folder = paths.exhibits(edition)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{exhibit}.json").write_text(json.dumps(record), "utf-8")
    return run


def test_each_number_knows_its_edition(project):
    runs = [published(PIB, "a", "pib_x", ["x.one"]), published(PPS, "b", "pps_x", ["pps_x.one"])]
    collect.collect(runs)
    ledger = json.loads((paths.processed() / collect.LEDGER).read_text("utf-8"))
    assert {key: number["edition"] for key, number in ledger.items()} == {"x.one": PIB, "pps_x.one": PPS}


def test_one_key_in_two_editions_is_refused(project):
    runs = [
        published(PIB, "a", "pib_x", ["case_figures.one"]),
        published(PPS, "b", "pps_x", ["case_figures.one"]),
    ]
    with pytest.raises(RunError, match=r"'case_figures\.one' hoort bij een getal van meer dan één editie"):
        collect.collect(runs)


def test_one_key_in_two_exhibits_of_an_edition_is_one_number(project):
    runs = [published(PIB, "a", "pib_x", ["x.one"]), published(PIB, "b", "pib_y", ["x.one"])]
    collect.collect(runs)
    ledger = json.loads((paths.processed() / collect.LEDGER).read_text("utf-8"))
    assert ledger["x.one"]["exhibit"] == "pib_x"


def test_a_workbook_of_one_name_has_a_page_of_its_own_where_it_was_written(project):
    folder = project / "book" / "audit"
    folder.mkdir(parents=True)
    (folder / f"invoer-{PPS}-cases.md").write_text("# Invoer\n", "utf-8")
    assert page_of_workbook("cases.xlsx", PIB) == "book/audit/invoer-cases.html"
    assert page_of_workbook("cases.xlsx", PPS) == f"book/audit/invoer-{PPS}-cases.html"


def claim(edition, href):
    return {
        "id": f"{edition}.one", "edition": edition, "verdict": "input", "verdict_label": "invoer", "printed": "1",
        "place": "1", "cells": [CELL], "href": href,
    }  # fmt: skip


def test_a_cell_of_one_name_leads_to_the_claim_of_its_own_edition(project):
    claims = {(edition, f"{edition}.one"): claim(edition, f"#{edition}") for edition in (PIB, PPS)}
    number = {"sources": [CELL], "calculation": "", "href": "", "value": 1.0}
    judged = judgement._judged({"a": number | {"edition": PIB}, "b": number | {"edition": PPS}}, claims)
    assert judged["a"]["href"] == f"#{PIB}" and judged["b"]["href"] == f"#{PPS}"


def test_no_page_is_made_by_two_editions():
    pages = [run.page for edition in chapters.editions() for run in chapters.chapters(edition)]
    assert len(pages) == len(set(pages)) and {page.partition("-")[0] for page in pages} == {"pib", "pps"}


def test_tables_of_one_name_are_read_from_their_own_edition():
    reads = {
        (run.edition, run.page): run.reads
        for edition in chapters.editions()
        for run in chapters.chapters(edition)
    }
    assert "nodes" in reads[PIB, "pib-programma"] and "nodes" in reads[PPS, "pps-beleid"]
    from evalbook import tables

    assert {tables.table_of(edition, "nodes").workbook for edition in (PIB, PPS)} == {
        "kader.xlsx",
        "beleid.xlsx",
    }


def test_a_run_depends_on_the_edition_that_it_compares_with(project):
    """Tables that both know count: a changed cell of the other edition makes the run due, and it says so."""
    for name in (PIB, "pib-voorbeeld"):
        shutil.copytree(ROOT / "data" / "raw" / name, project / "data" / "raw" / name, dirs_exist_ok=True)
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('data = tables.load(edition, "export", "register_clusters")')]
    )
    path = project / "notebooks" / "een.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(made, path)
    reads = ("export", "register_clusters")
    alone = Run("pib-voorbeeld", path, "een", reads=reads)
    beside = Run("pib-voorbeeld", path, "een", parameters={"compare_with": PIB}, reads=reads)
    before = reasons.parts_of(beside).digests, reasons.parts_of(alone).digests
    opened = openpyxl.load_workbook(project / "data" / "raw" / PIB / "export.xlsx")
    opened["resultaten"]["C3"] = 21
    opened.save(project / "data" / "raw" / PIB / "export.xlsx")
    after = reasons.parts_of(beside).digests, reasons.parts_of(alone).digests
    changed = {part for part in after[0] if before[0].get(part) != after[0][part]}
    assert changed == {f"blad resultaten van export.xlsx van {PIB}"}
    assert after[1] == before[1]
