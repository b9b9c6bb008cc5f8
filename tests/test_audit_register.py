"""The register of claims: read as printed, and every fault told with its line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from audit_edition import write_claims
from evalbook.audit import read_register
from evalbook.errors import InputError


def faults(edition, *claims):
    write_claims(edition, *claims)
    with pytest.raises(InputError) as caught:
        read_register(edition.name)
    return caught.value.faults


def only_fault(edition, *claims):
    found = faults(edition, *claims)
    assert len(found) == 1, found
    return found[0]


def test_a_claim_keeps_its_printed_precision_and_rounding_word(edition):
    write_claims(edition, {"printed": "ongeveer 27,5%", "value": "0.275", "unit": "aandeel", "line": "3572"})
    claim = read_register(edition.name)[0]
    assert (claim.value, claim.decimals, claim.qualifier) == (Fraction(275, 1000), 3, "ongeveer")
    assert (claim.line, claim.edition, claim.where) == (3572, edition.name, "claims.csv!regel 2")


def test_a_third_in_words_is_exactly_a_third(edition):
    write_claims(edition, {"printed": "een derde", "value": "0.333333333333333", "unit": "aandeel"})
    assert read_register(edition.name)[0].value == Fraction(1, 3)


def test_a_text_without_a_number_is_taken_at_its_value(edition):
    write_claims(edition, {"printed": "halverwege", "value": "0.5", "unit": "aandeel"})
    claim = read_register(edition.name)[0]
    assert (claim.value, claim.decimals) == (Fraction(1, 2), 1)


def test_a_duplicate_id_names_both_lines(edition):
    fault = only_fault(edition, {"id": "a"}, {"id": "b"}, {"id": "a"})
    assert fault.where == "claims.csv!regel 4"
    assert fault.what == "id 'a' staat er al, in claims.csv!regel 2"


def test_an_unknown_unit_suggests_the_nearest(edition):
    fault = only_fault(edition, {"unit": "miljoen euros"})
    assert fault.what == "de eenheid 'miljoen euros' is onbekend"
    assert fault.mend == "bedoelde u 'miljoen euro'?"


def test_a_value_that_is_not_in_the_printed_text_is_told(edition):
    fault = only_fault(edition, {"printed": "27,5%", "value": "27.5", "unit": "aandeel"})
    assert "staat niet in '27,5%'; daar staat 0.275" in fault.what
    assert fault.where == "claims.csv!regel 2"


def test_a_number_word_is_held_against_the_value_too(edition):
    assert "daar staat 6" in only_fault(edition, {"printed": "zes", "value": "5"}).what


def test_an_expression_that_cannot_be_read_has_a_caret_under_the_character(edition):
    fault = only_fault(edition, {"expression": "sum(export.firms) / / 2"})
    lines = fault.what.split("\n")
    assert lines[0].startswith("de uitdrukking is niet te lezen: hier hoort een getal")
    assert lines[1:] == ["    sum(export.firms) / / 2", "                        ^"]
    assert fault.where == "claims.csv!regel 2"


UNKNOWN = [
    ("exports.firms[2016]", "tabel 'exports' bestaat niet", "bedoelde u 'export'?"),
    ("export.firm[2016]", "kolom 'firm' bestaat niet in tabel 'export'", "bedoelde u 'firms'?"),
    ("export.firms[2106]", "rij '2106' bestaat niet in tabel 'export'", "bedoelde u '2016'?"),
    (
        "case_figures.value[sleutel 1]",
        "tabel 'case_figures' heeft 2 sleutel(s), hier staan er 1",
        "noem in deze volgorde: case, item; zet een sleutel met een komma tussen aanhalingstekens",
    ),
    ("sum(cases.name)", "kolom 'cases.name' bevat geen getallen", "tel de cellen met count(...)"),
    ('claim("b1")', "claim 'b1' bestaat niet", "bedoelde u 'b'?"),
    ("count(cases.name where state=klaar)", "'klaar' komt niet voor in kolom 'cases.state'", "een waarde"),
    (
        "wmean(durations.mean_duration where start_year=2016, durations.clusters)",
        "de waarden en de gewichten van wmean hebben niet dezelfde voorwaarde",
        "geef beide kolommen dezelfde voorwaarde",
    ),
    (
        "wmean(durations.mean_duration, top_sectors.clusters)",
        "de rijen van 'durations' en 'top_sectors' horen niet bij elkaar",
        "met dezelfde sleutels",
    ),
    ("count(cases.name where status=lopend)", "kolom 'status' bestaat niet", "bedoelde u 'state'?"),
]


@pytest.mark.parametrize(("expression", "what", "mend"), UNKNOWN)
def test_an_unknown_reference_suggests_the_nearest(edition, expression, what, mend):
    fault = only_fault(edition, {"id": "a", "expression": expression}, {"id": "b"})
    assert fault.what.split("\n")[0].startswith(what)
    assert fault.what.split("\n")[2].endswith("^")
    assert mend in fault.mend
    assert fault.where == "claims.csv!regel 2"


def test_the_caret_of_an_unknown_reference_stands_under_it(edition):
    fault = only_fault(edition, {"id": "a", "expression": '1 + claim("nergens")'})
    assert fault.what.split("\n")[2] == " " * (4 + len("1 + ")) + "^"


def test_claims_that_need_each_other_are_named_as_a_circle(edition):
    fault = only_fault(
        edition,
        {"id": "a", "expression": 'claim("b") + 1'},
        {"id": "b", "expression": 'claim("c")'},
        {"id": "c", "expression": 'claim("a") * 2'},
    )
    assert fault.what == "de uitdrukking gaat in een kring: a → b → c → a"


def test_a_claim_that_needs_itself_is_a_circle(edition):
    assert only_fault(edition, {"expression": 'claim("a")'}).what.endswith("kring: a → a")


def test_a_claim_used_twice_is_no_circle(edition):
    write_claims(
        edition,
        {"id": "a"},
        {"id": "b", "expression": 'claim("a") + claim("c")'},
        {"id": "c", "expression": 'claim("a")'},
    )
    assert len(read_register(edition.name)) == 3


@pytest.mark.parametrize(
    ("claim", "what"),
    [
        ({"id": "Één"}, "'Één' is geen id"),
        ({"line": "x"}, "'x' is geen regelnummer"),
        ({"value": "3,0"}, "'3,0' is geen waarde"),
        ({"label": ""}, "kolom 'label' is leeg"),
    ],
)
def test_each_column_has_its_form(edition, claim, what):
    assert what in [fault.what for fault in faults(edition, claim)]


def test_all_faults_are_told_at_once_in_order_of_line(edition):
    found = faults(
        edition,
        {"id": "a", "expression": "1 +"},
        {"id": "b", "unit": "euros"},
        {"id": "c", "expression": "nergens.x[1]"},
        {"id": "b"},
    )
    assert [fault.where[-1] for fault in found] == ["2", "3", "4", "5"]


def test_a_missing_register_says_which_columns_it_needs(edition):
    with pytest.raises(InputError, match=r"claims\.csv ontbreekt"):
        read_register(edition.name)
