"""Diagnosis: which printed numbers are one quantity, which change mends most, and what it breaks.

Numbers are worked by hand; the report's own cases are found by search, with nothing in the data that
points at them.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audit_edition import write_claims
from conftest import Edition
from evalbook.audit import checks, inputs_of, read_register
from evalbook.audit.checks.declarations import Declarations, MeanOf
from evalbook.audit.checks.facts import Facts
from evalbook.audit.diagnosis import MISPRINT, OTHER_COUNT, PAIR, Diagnosis, diagnose, frame
from evalbook.audit.diagnosis.links import Links, plain
from evalbook.audit.diagnosis.search import Search
from evalbook.audit.diagnosis.solving import misprints, moebius, plainest, solutions, whole_numbers
from evalbook.audit.diagnosis.statements import CONTRADICTED
from evalbook.audit.verdicts import UNSOUND, judge

PIB = "pib-2016-2020"

CLUSTERS = [f"portfolio.xlsx!looptijd!B{row}" for row in (2, 3, 4)]
STARTED = [f"portfolio.xlsx!rvo!B{row}" for row in (2, 3, 4)]
RUNNING = [f"portfolio.xlsx!rvo!C{row}" for row in (2, 3, 4)]


def facts_of(edition: Edition | str) -> Facts:
    """Return the facts of an edition with its register."""
    name = edition if isinstance(edition, str) else edition.name
    inputs = inputs_of(name)
    return Facts.of(read_register(name, inputs), inputs)


def diagnosed(edition: Edition | str, *, pairs: bool = False, **declared: object) -> Diagnosis:
    """Return the diagnosis of an edition, with these declarations."""
    facts = facts_of(edition)
    return diagnose(facts, checks.relations(facts, Declarations(**declared)), pairs=pairs)  # type: ignore[arg-type]


# --- solving


def share_of(t: Fraction) -> Fraction | None:
    """Return (17 + t) / (71 + 65), as the share of firms in table 12."""
    return (17 + t) / 136


def weighted(t: Fraction) -> Fraction | None:
    """Return the mean of 4 (t times) and 2 (3 times)."""
    return (4 * t + 6) / (t + 3) if t != -3 else None


def test_a_quotient_is_solved_exactly() -> None:
    # (17 + t) / 136 = 0,28 for t = 0,28 x 136 - 17 = 21,08
    assert solutions(share_of, Fraction(18), Fraction("0.28"), Fraction("0.28")) == (Fraction("21.08"),) * 2
    # (4 t + 6) / (t + 3) = 3 for t = 3
    assert solutions(weighted, Fraction(1), Fraction(3), Fraction(3)) == (Fraction(3), Fraction(3))


def test_a_range_is_solved_at_both_ends() -> None:
    # 18.700.000 / t between 890.475,5 and 890.476,5
    found = solutions(
        lambda t: 18_700_000 / t if t else None, Fraction(18), Fraction("890475.5"), Fraction("890476.5")
    )
    assert found is not None
    assert found[0] < 21 < found[1]


def test_what_is_constant_or_of_another_form_has_no_solution() -> None:
    assert moebius(lambda _: Fraction(3), Fraction(2)) is None
    assert moebius(lambda t: t * t, Fraction(2)) is None
    assert moebius(lambda t: max(t, Fraction(3)), Fraction(2)) is None


_SMALL = st.integers(-20, 20).map(Fraction)


@given(
    a=_SMALL, b=_SMALL, c=_SMALL, d=_SMALL, answer=st.integers(1, 50).map(Fraction), near=st.integers(1, 50)
)
def test_solving_gives_back_what_was_put_in(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, answer: Fraction, near: int
) -> None:
    assume(a * d != b * c and c * answer + d != 0)

    def function(t: Fraction) -> Fraction | None:
        return (a * t + b) / (c * t + d) if c * t + d else None

    form = moebius(function, Fraction(near))
    wanted = function(answer)
    assume(form is not None and wanted is not None)
    assert form is not None and wanted is not None
    assert form.solved(wanted) == answer


def test_whole_numbers_of_a_narrow_range_are_all_given_and_of_a_wide_one_the_plainest() -> None:
    assert whole_numbers(Fraction("20.4"), Fraction("21.1")) == [20, 21, 22]
    # from 475 to 525 the number with most zeros is 500
    assert whole_numbers(Fraction(475), Fraction(525)) == [500]


@pytest.mark.parametrize(
    ("low", "high", "number"),
    [
        ("2529994.5", "2530005.5", "2530000"),
        ("0.875", "0.885", "0.88"),
        ("209090.9", "209090.95", "209090.9"),
        ("7", "7", "7"),
    ],
)
def test_the_plainest_number_of_a_range(low: str, high: str, number: str) -> None:
    assert plainest(Fraction(low), Fraction(high)) == Fraction(number)


def test_one_digit_other_or_two_swapped() -> None:
    found = misprints(Fraction(12), 0)
    assert {Fraction(value) for value in (11, 13, 19, 22, 92, 21)} <= set(found)
    assert Fraction(12) not in found and Fraction(33) not in found and Fraction(2) not in found
    # 8,57: 8,58 has one digit other, 8,75 has two swapped
    assert {Fraction("8.58"), Fraction("8.75")} <= set(misprints(Fraction("8.57"), 2))


# --- links


def test_a_claim_that_is_a_cell_or_another_claim_is_that_quantity(edition: Edition) -> None:
    write_claims(
        edition,
        {"id": "a", "printed": "2", "value": "2", "expression": "durations.clusters[2017]"},
        {"id": "b", "printed": "2", "value": "2", "expression": 'claim("a")'},
        {"id": "c", "printed": "5", "value": "5", "expression": 'claim("a")'},  # printed otherwise: apart
    )
    links = Links(facts_of(edition))
    assert {"a", "b", CLUSTERS[1]} <= set(links.quantity("b").names)
    assert links.quantity("c").names == ("c",)


def test_columns_of_counts_that_are_equal_for_all_years_are_one_count(edition: Edition) -> None:
    # clusters started, covenants started and covenants running are 1, 2, 3 in the tiny edition
    write_claims(edition, {})
    assert set(Links(facts_of(edition)).quantity(STARTED[2]).names) == {CLUSTERS[2], STARTED[2], RUNNING[2]}
    edition.put(RUNNING[0], 7)
    assert set(Links(facts_of(edition)).quantity(STARTED[2]).names) == {CLUSTERS[2], STARTED[2]}


def test_a_claim_named_as_a_cell_with_the_same_value_is_that_cell(edition: Edition) -> None:
    edition.put("portfolio.xlsx!kengetallen!A2", "clusters")
    edition.put("portfolio.xlsx!kengetallen!C2", 52)
    edition.put("portfolio.xlsx!kengetallen!D2", "aantal")
    write_claims(
        edition,
        {"id": "s1.clusters", "printed": "52", "value": "52"},
        {"id": "s2.clusters", "printed": "51", "value": "51"},  # the same name, another value
        {"id": "t5.pib_2017", "printed": "€ 2.000", "value": "2000", "unit": "euro"},
    )
    links = Links(facts_of(edition))
    assert links.quantity("s1.clusters").names == ("portfolio.xlsx!kengetallen!C2", "s1.clusters")
    assert links.quantity("s2.clusters").names == ("s2.clusters",)
    assert links.quantity("t5.pib_2017").names == ("portfolio.xlsx!financiering!B3", "t5.pib_2017")


def test_names_are_compared_as_they_stand_in_ids() -> None:
    assert plain("Promotiestrategie & -materialen") == "promotiestrategie_materialen"
    assert plain("clusters_Agri&Food") == "clusters_agri_food"


def test_what_follows_from_one_column_of_counts_goes_along_with_it(edition: Edition) -> None:
    write_claims(
        edition,
        {"id": "som", "printed": "6", "value": "6", "expression": "sum(durations.clusters)"},
        {"id": "deel", "printed": "3", "value": "3",
         "expression": "durations.clusters[2016] + durations.clusters[2017]"},
        {"id": "helft", "printed": "50%", "value": "0.5", "unit": "aandeel",
         "expression": 'claim("deel") / claim("som")'},
        {"id": "fout", "printed": "7", "value": "7", "expression": "sum(durations.clusters)"},
        {"id": "bedrag", "printed": "€ 1.000", "value": "1000", "unit": "euro",
         "expression": "rvo_funding.total[2017] / rvo_funding.covenants_started[2017]"},
    )  # fmt: skip
    links = Links(facts_of(edition))
    following = {derived.claim.id for derived in links.quantity(CLUSTERS[1]).derived}
    # not what is printed wrongly, and not what rests on an amount as well
    assert following == {"som", "deel", "helft"}
    # 2018 is not in the first two years, but it is in their share of the whole
    assert {derived.claim.id for derived in links.quantity(CLUSTERS[2]).derived} == {"som", "helft"}


# --- search


def plant_misprint(edition: Edition) -> None:
    """Write a table of firms whose second count reads 18 where all that follows was made with 21."""
    for row, (firms, growing) in enumerate(((71, 17), (65, 18), (40, 10)), start=2):
        edition.put(f"export.xlsx!resultaten!B{row}", firms)
        edition.put(f"export.xlsx!resultaten!C{row}", growing)
    write_claims(
        edition,
        {"id": "n", "printed": "18", "value": "18", "expression": "export.firms_with_growth[2017]"},
        # 17 + 21 + 10 = 48; 21/65 = 32,3%; 48/176 = 27,3%
        {"id": "som", "printed": "48", "value": "48", "expression": "sum(export.firms_with_growth)"},
        {"id": "aandeel", "printed": "32%", "value": "0.32", "unit": "aandeel",
         "expression": "export.firms_with_growth[2017] / export.firms[2017]"},
        {"id": "alle", "printed": "27%", "value": "0.27", "unit": "aandeel",
         "expression": "sum(export.firms_with_growth) / sum(export.firms)"},
        {"id": "weer", "printed": "27%", "value": "0.27", "unit": "aandeel", "expression": 'claim("alle")'},
        {"id": "goed", "printed": "24%", "value": "0.24", "unit": "aandeel",
         "expression": "export.firms_with_growth[2016] / export.firms[2016]"},
    )  # fmt: skip


def test_a_misprinted_cell_is_found_with_its_value(edition: Edition) -> None:
    plant_misprint(edition)
    best = diagnosed(edition).singles[0]
    assert best.kind == MISPRINT
    assert (best.cells, best.claims) == (("export.xlsx!resultaten!C3",), ("n",))
    assert best.change == "iets (2.1): 21 in plaats van 18"
    # printed in two places, the share of all counts once
    assert [effect.claims for effect in best.mended] == [("som",), ("aandeel",), ("alle", "weer")]
    assert best.broken == () and best.net == 3
    assert [effect.arithmetic for effect in best.mended][:2] == ["17 + 21 + 10 = 48", "21 ÷ 65 = 32,3%"]
    assert best.explanation.endswith("Niets anders wordt erdoor onjuist.")


def test_a_change_that_mends_less_than_a_better_one_is_covered(edition: Edition) -> None:
    plant_misprint(edition)
    found = diagnosed(edition)
    assert found.leading == found.singles[:1]
    assert all(single.covered for single in found.singles[1:])


def test_nothing_is_proposed_where_nothing_is_wrong(edition: Edition) -> None:
    write_claims(edition, {"printed": "6", "value": "6", "expression": "sum(durations.clusters)"})
    found = diagnosed(edition, pairs=True)
    assert (found.singles, found.pairs, found.leading) == ((), (), ())


def plant_other_count(edition: Edition) -> None:
    """Write a report that counts 6 clusters, while means were made with 5: one fewer in the last year.

    Clusters and covenants are 1, 2 and 3; the last total, 3000, was divided by 2, and 4,6 is 23/5.
    """
    for row in (2, 3, 4):
        edition.put(RUNNING[row - 2], 9)
    write_claims(
        edition,
        {"id": "n", "printed": "3", "value": "3", "expression": "durations.clusters[2018]"},
        {"id": "som", "printed": "6", "value": "6", "expression": "sum(durations.clusters)"},
        {"id": "elders", "printed": "5", "value": "5", "expression": 'claim("som")'},
        {"id": "bedrag", "printed": "€ 1.500", "value": "1500", "unit": "euro",
         "expression": "rvo_funding.total[2018] / rvo_funding.covenants_started[2018]"},
        {"id": "leden", "printed": "4,6", "value": "4.6"},
        {"id": "soorten", "printed": "6", "value": "6", "expression": "sum(market_types.clusters)"},
    )  # fmt: skip


def test_another_count_changes_with_its_columns_and_its_total(edition: Edition) -> None:
    # GRIM: 4,6 x 6 = 27,6, and 27/6 = 4,5, 28/6 = 4,7: impossible; 23/5 = 4,6
    plant_other_count(edition)
    best = diagnosed(edition, means=(MeanOf("leden", "sum(durations.clusters)"),)).singles[0]
    assert best.kind == OTHER_COUNT
    assert best.change.startswith(
        "iets (2.1): 2 in plaats van 3; daarmee verandert wat alleen hieruit volgt: 6 wordt 5"
    )
    assert set(best.cells) == {CLUSTERS[2], STARTED[2]}
    assert set(best.claims) == {"n", "som"}
    assert {effect.claims[0] for effect in best.mended} == {"elders", "bedrag", "leden"}
    assert best.broken == ()


def test_as_a_misprint_the_same_count_contradicts_its_total(edition: Edition) -> None:
    plant_other_count(edition)
    search = Search(facts_of(edition), ())
    links = search.links
    (alone,) = [
        trial
        for trial in search.singles()
        if trial.changes[0].quantity == links.quantity(CLUSTERS[2])
        and trial.changes[0].value == 2
        and not trial.changes[0].followed
    ]
    labels = [search.statements.all[place].claims[0].id for place in alone.broken]
    assert labels == ["som"]


def test_a_second_change_is_sought_for_what_the_first_one_breaks(edition: Edition) -> None:
    # as above, and a sheet of kinds of market that adds up to 6 as well: with 5 clusters it is one too many
    plant_other_count(edition)
    declared = {
        "means": (MeanOf("leden", "sum(durations.clusters)"),),
        "totals": (
            checks.declarations.Total("soorten", "sum(market_types.clusters)", "sum(durations.clusters)"),
        ),
    }
    found = diagnosed(edition, pairs=True, **declared)
    assert [effect.label for effect in found.singles[0].broken] == ["delen en totaal: soorten"]
    assert found.pairs[0].kind == PAIR and found.pairs[0].net == found.singles[0].net + 1
    assert "marktsoorten" in " ".join(found.pairs[0].cells)


def test_proposals_become_a_frame_in_order(edition: Edition) -> None:
    plant_misprint(edition)
    found = diagnosed(edition)
    table = frame(found.singles)
    assert list(table["rank"]) == list(range(1, len(found.singles) + 1))
    assert table.loc[0, "mended_claims"] == "som aandeel alle weer"
    assert table.loc[0, "cells"] == "export.xlsx!resultaten!C3"


# --- the PIB report


@pytest.fixture(scope="module")
def pib_facts() -> Facts:
    return facts_of(PIB)


@pytest.fixture(scope="module")
def pib(pib_facts: Facts) -> Diagnosis:
    return diagnose(pib_facts, checks.relations(pib_facts, checks.declared_for(PIB)))


def test_the_search_calls_contradicted_what_the_verdicts_call_so(pib_facts: Facts) -> None:
    judged = judge(pib_facts.claims.values(), pib_facts.inputs)
    unsound = {each.claim.id for each in judged if each.verdict in UNSOUND}
    search = Search(pib_facts, ())
    levels = zip(search.statements.all, search.statements.levels, strict=True)
    contradicted = [statement for statement, level in levels if level == CONTRADICTED]
    assert unsound == unsound & {claim.id for statement in contradicted for claim in statement.claims}
    assert all(unsound & {claim.id for claim in statement.claims} for statement in contradicted)


def test_the_misprint_in_the_export_table_is_found(pib: Diagnosis) -> None:
    # 17 + 21 = 38; 21/65 = 32,3%; 18.700.000/21 = 890.476; 22.000.000/38 = 578.947; 38/136 = 27,9%
    best = pib.singles[0]
    assert best.kind == MISPRINT and best.cells == ("export.xlsx!resultaten!C3",)
    assert best.change.endswith("21 in plaats van 18")
    assert {effect.claims[0] for effect in best.mended} == {
        "pib_table_12.firms_with_growth_all",
        "pib_table_12.share_2017",
        "pib_table_12.growth_per_growing_firm_2017",
        "pib_table_12.growth_per_growing_firm_all",
        "samenvatting.share_firms_with_export_growth",
    }
    assert best.broken == ()


def test_the_yearly_number_that_reconciles_most_is_found(pib: Diagnosis) -> None:
    # 2.300.000/10 = 230.000; 14 + 10 + 10 + 9 + 8 = 51; 437/51 = 8,57
    best = pib.counts[0]
    assert best.change.startswith("clusters gestart in 2017 (Tabel 4 en Tabel 6): 10 in plaats van 11")
    assert "52 wordt 51" in best.change
    assert {"portfolio.xlsx!looptijd!B3", "portfolio.xlsx!rvo!B3"} <= set(best.cells)
    assert {effect.claims[0] for effect in best.mended} == {
        "pib_table_5.pib_2017",
        "s4_2_2.clusters_supported",
        "s2_4_2.mean_firms",
    }
    # 6/24 = 25%, printed 24%; and table 7 adds up to 52
    assert any("6 ÷ 24 = 25%" in str(effect) for effect in best.broken)
    assert any("29 + 2 + 8 + 13 = 52, niet 51" in str(effect) for effect in best.broken)
    assert len(best.broken) == 2


def test_only_these_two_changes_mend_several_contradictions_without_a_better_one(pib: Diagnosis) -> None:
    assert pib.leading == (pib.singles[0], pib.counts[0])


def test_notes_and_labels_do_not_guide_the_search(pib: Diagnosis, pib_facts: Facts) -> None:
    bare = {name: replace(claim, note="", label="x") for name, claim in pib_facts.claims.items()}
    facts = Facts(bare, pib_facts.inputs)
    found = diagnose(facts, checks.relations(facts, checks.declared_for(PIB)), pairs=False)
    assert [each.cells for each in found.leading] == [each.cells for each in pib.leading]
