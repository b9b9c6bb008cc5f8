"""From a printed number to its cells, whatever someone types."""

from __future__ import annotations

import pytest

from audit_edition import write_claims, write_findings
from evalbook.audit import audit, trace, trace_in
from evalbook.errors import InputError


@pytest.fixture
def traced(edition):
    write_claims(
        edition,
        {"id": "t12.all", "line": "3621", "place": "Tabel 12", "printed": "€ 1.035", "value": "1035", "unit": "euro", "expression": "sum(export.growth) / 6", "label": "gemiddelde"},
        {"id": "s4.all", "line": "3600", "place": "4.2", "printed": "€1.035", "value": "1035", "unit": "euro", "expression": 'claim("t12.all")'},
        {"id": "firms", "printed": "11", "value": "11", "expression": "export.firms[2016]"},
    )  # fmt: skip
    write_findings(edition, {"id": "gemiddelde", "claims": "t12.all", "suggestion": "lees 1.000"})
    return edition.name


def test_a_claim_gives_its_chain_down_to_the_cells(traced):
    lines = trace(traced, "t12.all")
    assert lines == [
        "t12.all",
        "  wat:         gemiddelde",
        "  afgedrukt:   € 1.035  (Tabel 12, regel 3621 van de rapporttekst)",
        "  berekening:  (1.000 + 2.000 + 3.000) ÷ 6",  # 6.000 / 6 = 1.000, from 5.998,5 / 6 up to 6.001,5 / 6
        "  herrekend:   €\N{NO-BREAK SPACE}1.000  (afronding laat toe: "
        "€\N{NO-BREAK SPACE}999,75 tot €\N{NO-BREAK SPACE}1.000,25)",
        "  oordeel:     weerlegd",
        "  bevinding:   gemiddelde (tegenspraak): lees 1.000",
        "  uit cel:     export.xlsx!resultaten!D2 = 1.000  (cumulatieve exporttoename)",
        "  uit cel:     export.xlsx!resultaten!D3 = 2.000  (cumulatieve exporttoename)",
        "  uit cel:     export.xlsx!resultaten!D4 = 3.000  (cumulatieve exporttoename)",
        "  opmerking:   niet te herrekenen",
    ]


def test_a_repeated_claim_names_the_claim_it_repeats(traced):
    assert "  uit claim:   t12.all = € 1.035  (Tabel 12)" in trace(traced, "s4.all")


@pytest.mark.parametrize("text", ["1.035", "€ 1.035", "€1.035"])
def test_a_printed_number_finds_every_claim_that_prints_it(traced, text):
    lines = trace(traced, text)
    assert [line for line in lines if line and not line.startswith(" ")] == ["t12.all", "s4.all"]


def test_a_printed_number_is_found_only_as_a_whole(traced):
    with pytest.raises(InputError):
        trace(traced, "035")


def test_a_key_of_the_book_gives_its_cell(traced):
    lines = trace(traced, "case_figures.case 1.sleutel 1")
    assert lines[0].startswith("cases.xlsx!kengetallen!D2 = 1,5")


def test_a_number_of_the_book_that_no_claim_is_about_gives_its_calculation_and_cells(traced):
    edition = audit(traced).editions[0]
    number = {
        "label": "som",
        "text": "36",
        "calculation": "11 + 12 + 13",
        "sources": ["export.xlsx!resultaten!B2"],
    }
    assert trace_in(edition, "own.total", {"own.total": number}) == [
        "own.total",
        "  wat:         som",
        "  in het boek: 36",
        "  berekening:  11 + 12 + 13",
        "  uit cel:     export.xlsx!resultaten!B2 = 11  (bedrijven (mkb))",
    ]


def test_a_cell_gives_the_claims_it_is_used_in(traced):
    lines = trace(traced, "export.xlsx!resultaten!D2")
    assert lines[0] == "export.xlsx!resultaten!D2 = 1.000  (cumulatieve exporttoename)"
    assert "t12.all" in lines


def test_what_is_not_found_suggests_the_nearest(traced):
    with pytest.raises(InputError) as caught:
        trace(traced, "t12.al")
    assert caught.value.faults[0].what == "er is geen claim, sleutel of afgedrukt getal 't12.al'"
    assert caught.value.faults[0].mend == "bedoelde u 't12.all'?"


def test_a_faulty_address_says_how_one_is_written(traced):
    with pytest.raises(InputError, match="is geen adres van een cel"):
        trace(traced, "export.xlsx!resultaten!rij 2")
