"""The audit of the PIB report as published: what must be found, and what must stay good."""

from __future__ import annotations

import shutil
import time
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from evalbook import audit as room
from evalbook.audit import audit
from evalbook.errors import RunError

EDITION = "pib-2016-2020"
ROOT = Path(__file__).resolve().parents[1]

# Worked by hand from the report; the recomputed value behind each.
UNSOUND = {
    # 2023 - 2017
    "samenvatting.years_to_second_evaluation": "6",
    "s1_1.years_to_second_evaluation": "6",
    # questions 1, 2, 3 and 4 of table 1
    "s1_4.core_questions": "4",
    # 14 + 11 + 10 + 9 + 8
    "s4_2_2.clusters_supported": "52",
    # 2.300.000 / 11
    "pib_table_5.pib_2017": "2300000/11",
    # 6 + 6 + 5
    "s4_1_1.clusters_with_contract_objective": "17",
    "s4_1_1.clusters_with_contract_objective_repeated": "17",
    # 17 + 18; 18 / 65; 35 / (71 + 65); 18.700.000 / 18; 22.000.000 / 35
    "pib_table_12.firms_with_growth_all": "35",
    "pib_table_12.share_2017": "18/65",
    "pib_table_12.share_all": "35/136",
    "pib_table_13.share_pib": "35/136",
    "s4_2_2.share_firms_with_export_growth": "35/136",
    "samenvatting.share_firms_with_export_growth": "35/136",
    "pib_table_12.growth_per_growing_firm_2017": "18700000/18",
    "pib_table_12.growth_per_growing_firm_all": "22000000/35",
    "pib_table_13.growth_per_growing_firm_pib": "22000000/35",
    # tables 20, 21 and 24 say yes, table 18 partly
    "pib_table_16.running_yes_promotiestrategie_materialen": "3",
    "pib_table_16.running_yes_uitgaande_missies_beurzen": "3",
    # Antea, Tideland, Signal, IHC-MTI, Saab
    "c2.firms": "5",
    # nine names are listed
    "c6.structural_organisations": "9",
    # the same quantity elsewhere
    "c4.webinar_participants_text": "400",
    "c5.pib_duration_conclusion.high": "3",
    "c6.farm_singapore": "3000",
}


@pytest.fixture
def pib(tmp_path, monkeypatch):
    """The edition as published, in a project of its own, to change cells in."""
    shutil.copytree(ROOT / "data" / "raw" / EDITION, tmp_path / "data" / "raw" / EDITION)
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    return tmp_path / "data" / "raw" / EDITION


def verdicts():
    return {each.claim.id: each.verdict for each in audit(EDITION).editions[0].judged}


def put(folder, workbook, sheet, cell, value):
    opened = openpyxl.load_workbook(folder / workbook)
    opened[sheet][cell] = value
    opened.save(folder / workbook)


def test_every_known_contradiction_is_found_and_nothing_else_is_called_one(pib):
    found = {
        each.claim.id: each.recomputed
        for each in audit(EDITION).editions[0].judged
        if each.verdict in ("contradicted", "conflicting")
    }
    assert found == {name: Fraction(value) for name, value in UNSOUND.items()}


def test_the_report_has_at_least_450_claims_in_order_of_its_text(pib):
    claims = room.read_register(EDITION)
    assert len(claims) >= 450
    lines = [claim.line for claim in claims]
    assert lines == sorted(lines)


def test_the_mean_duration_is_weighted_and_cut_off(pib):
    # (14 x 4,65 + 11 x 4,16 + 10 x 4,30 + 9 x 3,66 + 8 x 3,34) / 52 = 213,52 / 52 = 4,106
    found = {each.claim.id: each for each in audit(EDITION).editions[0].judged}[
        "pib_table_4.mean_duration_all"
    ]
    assert found.verdict == "reproduced_by_truncation"
    assert found.recomputed == Fraction("213.52") / 52


def test_every_contradiction_and_every_failing_check_has_a_finding(pib):
    assert audit(EDITION).faults == ()


def test_mending_the_misprint_changes_exactly_the_claims_that_depend_on_it(pib):
    before = verdicts()
    put(pib, "export.xlsx", "resultaten", "C3", 21)
    # The claim that is the cell itself no longer agrees with it, so the register has to follow.
    text = (pib / "claims.csv").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("pib_table_12.firms_with_growth_2017,"))
    (pib / "claims.csv").write_text(text.replace(line, line.replace(",18,18,", ",21,21,")), "utf-8")
    after = verdicts()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        name
        for name, value in UNSOUND.items()
        if value in ("35", "18/65", "35/136", "18700000/18", "22000000/35")
    }
    assert {after[name] for name in changed} == {"reproduced"}
    assert [fault.what for fault in audit(EDITION).faults] == [
        "bevinding 'export-2017' is niet meer nodig: alle claims kloppen weer"
    ]


def test_a_changed_cell_contradicts_what_was_printed_and_no_finding_explains_it(pib):
    before = verdicts()
    put(
        pib, "portfolio.xlsx", "doellanden", "B3", 5
    )  # Singapore: 4 is printed in 2.4.4, and used nowhere else
    after = verdicts()
    assert {name for name in before if before[name] != after[name]} == {"s2_4_4.clusters_singapore"}
    assert after["s2_4_4.clusters_singapore"] == "contradicted"
    with pytest.raises(RunError, match=r"anders dan is afgedrukt \(claim 's2_4_4\.clusters_singapore'\)"):
        audit(EDITION).require_explained()


def test_one_changed_cell_changes_exactly_the_claims_that_depend_on_it(pib):
    before = verdicts()
    put(pib, "export.xlsx", "resultaten", "C3", 21)
    after = verdicts()
    dependent = {
        name
        for name, value in UNSOUND.items()
        if value in ("35", "18/65", "35/136", "18700000/18", "22000000/35")
    }
    changed = {name for name in before if before[name] != after[name]}
    assert changed == dependent | {"pib_table_12.firms_with_growth_2017"}
    assert {after[name] for name in dependent} == {"reproduced"}
    faults = [fault.what for fault in audit(EDITION).faults]
    assert len(faults) == 2
    assert "invoercel export.xlsx!resultaten!C3 bevat 21, afgedrukt is 18" in faults[0]
    assert faults[1] == "bevinding 'export-2017' is niet meer nodig: alle claims kloppen weer"


def test_the_audit_is_quick(pib):
    audit(EDITION)  # reading workbooks and imports are not what is measured here
    started = time.perf_counter()
    audit(EDITION)
    assert time.perf_counter() - started < 2
