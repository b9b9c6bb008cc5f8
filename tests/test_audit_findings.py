"""Findings: every contradiction has one, and none is kept that is no longer needed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from audit_edition import write_claims, write_findings
from evalbook.audit import audit
from evalbook.audit.findings import explanation_faults, read_findings
from evalbook.audit.register import read_register
from evalbook.errors import InputError, RunError

WRONG_SUM = {
    "id": "a",
    "printed": "35",
    "value": "35",
    "expression": "sum(export.firms)",
}  # 11 + 12 + 13 = 36
RIGHT_SUM = {"id": "b", "printed": "36", "value": "36", "expression": "sum(export.firms)"}


def explained(edition):
    """The faults of the tiny edition by its verdicts alone; its made-up numbers fail many checks."""
    found = audit(edition.name).editions[0]
    return explanation_faults(found.judged, (), found.findings)


def test_a_contradiction_with_a_finding_is_explained(edition):
    write_claims(edition, WRONG_SUM)
    write_findings(edition, {"claims": "a"})
    assert explained(edition) == []


def test_a_contradiction_without_a_finding_names_claim_and_values(edition):
    write_claims(edition, WRONG_SUM)
    (fault,) = explained(edition)
    assert fault.what == "claim 'a' (35, herrekend 36) is weerlegd en heeft geen bevinding"
    assert fault.where == "claims.csv!regel 2"
    with pytest.raises(RunError, match="heeft geen bevinding"):
        audit(edition.name).require_explained()


def test_a_finding_that_is_no_longer_needed_is_told(edition):
    write_claims(edition, RIGHT_SUM)
    write_findings(edition, {"id": "oud", "claims": "b"})
    (fault,) = explained(edition)
    assert fault.what == "bevinding 'oud' is niet meer nodig: alle claims kloppen weer"
    assert fault.where == "findings.csv!regel 2"


def test_mending_a_cell_makes_its_finding_needless(edition):
    write_claims(edition, WRONG_SUM)
    write_findings(edition, {"claims": "a"})
    edition.put("export.xlsx!resultaten!B2", 10)  # 10 + 12 + 13 = 35
    assert [fault.where for fault in explained(edition)] == ["findings.csv!regel 2"]


def test_a_finding_by_reading_stays(edition):
    write_claims(edition, RIGHT_SUM)
    write_findings(edition, {"claims": "b", "marked_by": "reading"})
    assert explained(edition) == []


def test_a_finding_about_words_needs_no_claim(edition):
    write_claims(edition, RIGHT_SUM)
    write_findings(edition, {"claims": "", "marked_by": "reading"})
    assert explained(edition) == []


def test_a_finding_that_rests_on_a_verdict_names_its_claims(edition):
    write_claims(edition, RIGHT_SUM)
    write_findings(edition, {"claims": "", "marked_by": "verdict"})
    with pytest.raises(InputError, match="kolom 'claims' is leeg"):
        audit(edition.name)


@dataclass(frozen=True)
class Result:
    check: str
    claims: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    holds: bool | None = False
    message: str = "gaat niet op"


def with_results(edition, *results):
    found = audit(edition.name).editions[0]
    return [fault.what for fault in explanation_faults(found.judged, results, found.findings)]


def test_a_failing_check_without_a_finding_is_told(edition):
    write_claims(edition, RIGHT_SUM)
    assert with_results(edition, Result("GRIM", ("b",))) == [
        "controle 'GRIM' faalt zonder bevinding: gaat niet op"
    ]


def test_a_failing_check_is_explained_by_a_finding_that_names_it_and_its_claim(edition):
    write_claims(edition, RIGHT_SUM, {"id": "c"})
    write_findings(edition, {"claims": "b", "marked_by": "volgorde; GRIM"})
    assert with_results(edition, Result("GRIM", ("b",))) == []
    assert with_results(edition, Result("GRIM", ("c",)))[0].startswith("controle 'GRIM' faalt")


def test_a_failing_check_about_a_cell_is_about_the_claim_that_is_that_cell(edition):
    write_claims(edition, {"id": "a", "printed": "11", "value": "11", "expression": "export.firms[2016]"})
    write_findings(edition, {"claims": "a", "marked_by": "volgorde"})
    assert with_results(edition, Result("volgorde", cells=("export.xlsx!resultaten!B2",))) == []


def test_a_check_that_shows_an_explained_contradiction_again_needs_no_finding_of_its_own(edition):
    write_claims(edition, WRONG_SUM)
    write_findings(edition, {"claims": "a"})
    assert with_results(edition, Result("delen en totaal", ("a",))) == []


def test_a_finding_whose_check_holds_again_is_no_longer_needed(edition):
    write_claims(edition, RIGHT_SUM)
    write_findings(edition, {"claims": "b", "marked_by": "GRIM"})
    assert "niet meer nodig" in with_results(edition, Result("GRIM", ("b",), holds=True))[0]


FAULTS = [
    ({"kind": "contradictie"}, "soort 'contradictie' is onbekend", "bedoelde u 'contradiction'?"),
    ({"claims": "aa"}, "claim 'aa' bestaat niet", "bedoelde u 'a'?"),
    ({"explanation": ""}, "kolom 'explanation' is leeg", "vul de kolom in"),
    ({"id": "Een Twee"}, "'Een Twee' is geen id", "gebruik kleine letters"),
]


@pytest.mark.parametrize(("finding", "what", "mend"), FAULTS)
def test_a_finding_has_its_form(edition, finding, what, mend):
    write_claims(edition, {"id": "a"})
    write_findings(edition, finding)
    claims = {claim.id: claim for claim in read_register(edition.name)}
    with pytest.raises(InputError) as caught:
        read_findings(edition.name, claims)
    (fault,) = caught.value.faults
    assert fault.what == what
    assert mend in fault.mend
    assert fault.where == "findings.csv!regel 2"


def test_the_same_id_twice_is_told(edition):
    write_claims(edition, WRONG_SUM)
    write_findings(edition, {}, {})
    with pytest.raises(InputError, match=r"bevinding .bevinding. staat er al, in findings\.csv!regel 2"):
        audit(edition.name)


def test_an_edition_without_findings_has_none(edition):
    write_claims(edition, RIGHT_SUM)
    assert audit(edition.name).editions[0].findings == ()
