"""Checks on lists: as long everywhere, complete, and one value in a cell."""

from __future__ import annotations

from typing import Any

from audit_edition import write_claims
from conftest import Edition
from evalbook.audit import checks, inputs_of, read_register
from evalbook.audit.checks import counts, memberships, single
from evalbook.audit.checks.declarations import Declarations, Membership, SameList, Single
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Result

COUNTRIES = "count(market_countries.country)"


def results(edition: Edition, check: str, **declared: Any) -> list[Result]:
    inputs = inputs_of(edition.name)
    facts = Facts.of(read_register(edition.name, inputs), inputs)
    found = checks.results_of(checks.relations(facts, Declarations(**declared)))
    return [result for result in found if result.check == check]


def test_a_list_that_is_shorter_elsewhere_is_told(edition: Edition) -> None:
    # the tiny edition has three rows in each sheet: three countries, one of the first kind of market
    edition.put("portfolio.xlsx!marktlanden!C4", None)
    write_claims(edition, {})
    declared = (SameList("landen", COUNTRIES, "count(market_types.market_type)", claims=("a", "b")),)
    (found,) = results(edition, counts.CHECK, same_lists=declared)
    assert (found.holds, found.arithmetic) == (False, "2 en 3")
    assert found.message == "landen: de ene plaats telt er 2, de andere 3"
    assert found.claims == ("a",)  # b is not in the register
    assert found.cells[:2] == ("portfolio.xlsx!marktlanden!C2", "portfolio.xlsx!marktlanden!C3")


def test_one_place_may_have_more_by_right(edition: Edition) -> None:
    # 3 - 2 = 1
    one = "count(market_countries.country where market_type=soort markt 1)"
    write_claims(edition, {})
    declared = (SameList("landen", COUNTRIES, one, more=2), SameList("landen", COUNTRIES, one, more=1))
    assert [each.holds for each in results(edition, counts.CHECK, same_lists=declared)] == [True, False]


def test_a_list_that_an_edition_lacks_is_not_compared(edition: Edition) -> None:
    write_claims(edition, {})
    declared = (SameList("landen", COUNTRIES, "count(nergens.land)"),)
    assert results(edition, counts.CHECK, same_lists=declared) == []


MEMBERSHIP = Membership(
    "deelname", "market_countries", "market_type", "country", "place", "de lijst", (("heel", ("deel",)),)
)


def members(edition: Edition, *rows: tuple[str, str]) -> list[Result]:
    """The results where these members, each by this place, are all in the first kind of market."""
    for place, (member, stated) in enumerate(rows, start=2):
        edition.put(f"portfolio.xlsx!marktlanden!A{place}", "soort markt 1")
        edition.put(f"portfolio.xlsx!marktlanden!C{place}", member)
        edition.put(f"portfolio.xlsx!marktlanden!D{place}", stated)
    write_claims(edition, {})
    return results(edition, memberships.CHECK, memberships=(MEMBERSHIP,))


def test_a_member_that_the_full_list_lacks_is_told(edition: Edition) -> None:
    (found,) = members(edition, ("een", "de lijst"), ("een", "de kaart"), ("twee", "de kaart"))
    assert found.holds is False
    assert found.message == "deelname: op de lijst van soort markt 1 ontbreekt twee, wel volgens ‘de kaart’"
    # the cell of the member, and the cells with numbers of its group
    assert found.cells == ("portfolio.xlsx!marktlanden!C4", "portfolio.xlsx!marktsoorten!B2")


def test_a_place_that_leaves_members_out_is_not_held_against_the_list(edition: Edition) -> None:
    (found,) = members(edition, ("een", "de lijst"), ("twee", "de lijst"), ("een", "de kaart"))
    assert found.holds is True


def test_a_part_stands_in_the_list_by_the_name_of_its_whole(edition: Edition) -> None:
    (found,) = members(edition, ("heel", "de lijst"), ("heel", "de lijst"), ("deel", "de kaart"))
    assert found.holds is True


def test_a_group_without_a_full_list_is_left_alone(edition: Edition) -> None:
    assert members(edition, ("een", "de kaart"), ("een", "de kaart"), ("twee", "de kaart")) == []


def test_a_cell_with_more_than_one_value_is_told_with_its_row(edition: Edition) -> None:
    # firms with growth and firms: 1 and 11, 2 and 12, 3 and 3
    edition.put("export.xlsx!resultaten!B4", 3)
    write_claims(edition, {})
    declared = (Single("scores", "export", "firms_with_growth", "firms"),)
    found = results(edition, single.CHECK, single=declared)
    assert [each.holds for each in found] == [False, False]
    assert found[0].message == "scores, 2016: afgedrukt zijn waarden van 1 tot 11, gevraagd is er één"
    assert found[0].cells[:2] == ("export.xlsx!resultaten!A2", "export.xlsx!resultaten!B2")


def test_a_table_with_one_value_in_each_cell_is_in_order(edition: Edition) -> None:
    write_claims(edition, {})
    (found,) = results(edition, single.CHECK, single=(Single("scores", "export", "firms", "firms"),))
    assert found.holds is True
