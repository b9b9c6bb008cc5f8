"""The audit of the PPS report as published: what must be found, and what must stay good."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from evalbook import audit as room
from evalbook.audit import audit, census, checks
from evalbook.audit.diagnosis import diagnose
from evalbook.errors import RunError

EDITION = "pps-2017-2022"
ROOT = Path(__file__).resolve().parents[1]

# Worked by hand from the report; the recomputed value behind each.
UNSOUND = {
    # footnote 64 numbers eight domains and adds start- en scale-ups
    "s4_4_1.domains": "9",
    # EUR 2,9 without miljoen
    "s4_5_2.committed_repeated": "2900000",
    # 12 firms of 23% of the 1837 - 1621 = 216 firms that know NLiB
    "s5_2_3.used_academy": "1200/4968",
    "s5_2_3.used_academy_repeated": "1200/4968",
    # 818 firms: 46% of which half, 54% of which 90%: 818 x 0,716 = 585,688
    # 2568 firms: 65% of which half, 35% of which 75%: 2568 x 0,5875 = 1508,7
    "s6_2.no_later_use": "2094.388/3386",
    # about 65% in 6.1
    "s2_5.earlier_use_tinl": "0.65",
    "s6_3.earlier_use_tinl": "0.65",
    # 1 American firm, 6 Dutch firms, 6 universities, 6 authorities
    "a3_agtech_kentucky.parties": "19",
    # three scores in one cell: the other two against the first
    "a3_agtech_cawadu.financiering_identificatie_2": "1",
    "a3_agtech_cawadu.financiering_identificatie_3": "1",
    # 237.398 + 489.727 + 191.183 + 328.697 = 1.247.005
    "a5.krachtenbundeling": "1.247005",
}

# What checks over several numbers must find, by check and the sum in their message.
FAILING = [
    ("bedrag per jaar maal jaren", "6 × 9 = 54, niet 40"),
    ("bedrag per jaar maal jaren", "6 × 9 = 54, niet 38,977"),  # 24,177 + 3,7 + 11,1
    ("aantal, aandeel en basis", "12 ÷ 14% = 86, niet 50"),
    ("periode binnen periode", "94% > 87%"),
    ("volgorde", "30 > 25"),  # six cases of five against 31 names less six of NLWorks
    ("GRIM", "4 / 16 = 25,0% en 5 / 16 = 31,3%"),
    ("zelfde opsomming op meer plaatsen", "9 en 10"),
    ("deelname op meer plaatsen", "(EZK): kaart van de actor"),
    ("deelname op meer plaatsen", "MKB-Nederland: kaart van de actor"),
    ("deelname op meer plaatsen", "MKB-Nederland: hoofdtekst"),
    ("deelname op meer plaatsen", "Portefeuillehouders van het ISO NL: hoofdtekst"),
    ("één waarde per cel", "1 tot 3"),
]


def value(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under or "1")


@pytest.fixture
def pps(tmp_path, monkeypatch):
    """The edition as published, in a project of its own, to change cells in."""
    shutil.copytree(ROOT / "data" / "raw" / EDITION, tmp_path / "data" / "raw" / EDITION)
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    return tmp_path / "data" / "raw" / EDITION


def verdicts():
    return {each.claim.id: each.verdict for each in audit(EDITION).editions[0].judged}


def put(folder, workbook, sheet, cell, content):
    opened = openpyxl.load_workbook(folder / workbook)
    opened[sheet][cell] = content
    opened.save(folder / workbook)


def test_every_known_contradiction_is_found_and_nothing_else_is_called_one(pps):
    found = {
        each.claim.id: each.recomputed
        for each in audit(EDITION).editions[0].judged
        if each.verdict in ("contradicted", "conflicting")
    }
    assert found == {name: value(text) for name, text in UNSOUND.items()}


def test_the_report_has_at_least_380_claims_in_order_of_its_text(pps):
    claims = room.read_register(EDITION)
    assert len(claims) >= 380
    lines = [claim.line for claim in claims]
    assert lines == sorted(lines)


def test_every_number_of_the_text_is_a_claim_or_left_out_for_a_reason(pps):
    tokens = census.outcome(EDITION)
    assert len(tokens) > 2700
    assert census.coverage(tokens) == 1
    assert {token.claim for token in tokens if token.claim} <= {
        each.id for each in room.read_register(EDITION)
    }


def test_all_score_cells_are_claims(pps):
    # six cases by twenty scores, and two more in the cell that prints three
    scores = [claim for claim in room.read_register(EDITION) if claim.unit == "cijfer"]
    assert len(scores) == 122
    assert {claim.value for claim in scores} == {1, 2, 3}


def test_the_money_a_year_does_not_make_the_total_but_the_commitments_do(pps):
    # 24,177 + 3,7 + 11,1 = 38,977, which is about 40
    (found,) = [
        each for each in audit(EDITION).editions[0].judged if each.claim.id == "voorwoord.programme_total"
    ]
    assert (found.verdict, found.recomputed) == ("reproduced", Fraction("38.977"))


def results():
    inputs = room.inputs_of(EDITION)
    return checks.run(checks.Facts.of(room.read_register(EDITION, inputs), inputs), EDITION)


def test_what_checks_over_several_numbers_find(pps):
    # Checks that show a claim's own contradiction again are left out.
    own = {"delen en totaal", "zelfde grootheid op meer plaatsen", "aantal en opsomming"}
    failed = [
        (each.check, each.arithmetic) for each in results() if each.holds is False and each.check not in own
    ]
    assert len(failed) == len(FAILING)
    for check, arithmetic in FAILING:
        assert any(name == check and arithmetic in found for name, found in failed), arithmetic


def test_all_that_is_declared_for_pps_is_there(pps):
    inputs = room.inputs_of(EDITION)
    facts = checks.Facts.of(room.read_register(EDITION, inputs), inputs)
    declared = checks.declared_for(EDITION)
    numbers = [
        *(text for each in declared.totals for text in (each.parts, each.whole)),
        *(text for each in declared.yearly for text in (each.amount, each.total)),
        *(text for each in declared.bases for text in (each.count, each.share, each.base)),
        *(text for each in declared.same_lists for text in (each.one, each.other)),
        *(text for each in declared.ordered for text in each.steps),
        *(each.n for each in declared.means),
        *(each.value for each in declared.windows),
    ]
    assert [text for text in numbers if facts.operand(text) is None] == []
    assert {each.claim for each in declared.means} <= set(facts.claims)
    assert {name for each in declared.same_lists for name in each.claims} <= set(facts.claims)


def test_what_is_right_is_left_alone(pps):
    # 494 + 337 = 831; 88% of the 1837 firms is 1617, give or take 9 by rounding, and 1621 lies in that
    right = " ".join(each.arithmetic for each in results() if each.holds)
    for arithmetic in ("3,7 + 11,1 = 14,8", "1.621 ÷ 88% = 1.842", "1.259 ≤ 1.512 ≤ 2.847", "831 ≤ 1.512"):
        assert arithmetic in right


def test_every_contradiction_and_every_failing_check_has_a_finding(pps):
    assert audit(EDITION).faults == ()


def test_no_finding_has_the_name_of_one_on_another_report():
    # The page of findings leads to each by its name alone.
    names = [
        line.partition(",")[0]
        for path in sorted((ROOT / "data" / "raw").glob("*/findings.csv"))
        for line in path.read_text("utf-8").splitlines()[1:]
    ]
    assert len(names) > 31
    assert len(names) == len(set(names))


def test_scores_against_their_explanation_are_marked_as_read_by_hand(pps):
    findings = {found.id: found for found in audit(EDITION).editions[0].findings}
    by_hand = ("hoi-an-haalbaarheid", "hoi-an-financiering", "cawadu-probleemanalyse", "cawadu-haalbaarheid")
    for name in by_hand:
        assert findings[name].marked_by == ("reading",)
        assert all(claim.startswith("a3_") for claim in findings[name].claims)


def test_the_share_of_users_that_fits_mends_exactly_what_depends_on_it(pps):
    before = verdicts()
    put(pps, "enquete.xlsx", "antwoorden", "E12", 0.39)  # 100% less the 61% that used nothing
    after = verdicts()
    changed = {name: after[name] for name in before if before[name] != after[name]}
    # 12 / (39% x 216) = 14,2%
    assert changed == {
        "s5_2_3.users": "contradicted",  # the cell that it is was changed
        "s5_2_3.used_academy": "reproduced",
        "s5_2_3.used_academy_repeated": "reproduced",
    }
    faults = [fault.what for fault in audit(EDITION).faults]
    assert faults[0].startswith("invoercel enquete.xlsx!antwoorden!E12 bevat 0,39, afgedrukt is 23 procent")
    assert faults[1:] == ["bevinding 'academy-14-procent' is niet meer nodig: alle claims kloppen weer"]


def test_a_changed_cost_contradicts_what_was_printed_and_no_finding_explains_it(pps):
    before = verdicts()
    put(pps, "middelen.xlsx", "kosten", "E45", 438778)  # the contribution to NLWorks of 2021, 100.000 less
    after = verdicts()
    changed = {name for name in before if before[name] != after[name]}
    # 103.573 + 67.387 + 531.542 + 438.778 = 1.141.280, which is 1,1 and not 1,2
    assert changed == {"pps_table_annex_5.bijdrage_nlworks_2021", "a5.projectenbureau"}
    with pytest.raises(RunError, match=r"claim 'a5\.projectenbureau' .* is weerlegd en heeft geen bevinding"):
        audit(EDITION).require_explained()


def test_a_member_put_on_the_list_makes_its_finding_needless(pps):
    opened = openpyxl.load_workbook(pps / "beleid.xlsx")
    opened["deelname"].append(["nio", "ezk", "kaart van het forum", "lid", None, "annex 6, NIO"])
    opened.save(pps / "beleid.xlsx")
    assert [fault.what for fault in audit(EDITION).faults] == [
        "bevinding 'ezk-in-nio' is niet meer nodig: alle claims kloppen weer"
    ]


def test_the_diagnosis_finds_both_ways_to_mend_the_academy(pps):
    inputs = room.inputs_of(EDITION)
    facts = checks.Facts.of(room.read_register(EDITION, inputs), inputs)
    found = diagnose(facts, checks.relations(facts, checks.declared_for(EDITION)), pairs=False)
    # 14% of 23% of 216 is 7 firms; 12 firms are 14% of 40% of 216
    assert [proposal.change.rpartition(": ")[2] for proposal in found.leading] == [
        "7 in plaats van 12",
        "40% in plaats van 23%",
    ]
