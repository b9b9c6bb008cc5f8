"""The NLWorks cases: 120 scores as annex 3 prints them, their means by hand, and one cell with three."""

import pytest

from evalbook import exhibits, tables
from evalbook.errors import InputError
from evalbook.measures import added_value

# Annex 3, read line by line: instigatie, probleemanalyse, haalbaarheid, innovatie; samenwerking (identificatie,
# bepaling, bewaking); financiering (drie); instrumentarium; sdg (drie); opschaalbaarheid (drie); voortgang (drie).
PRINTED = {
    "hoi_an": "1121 112 211 1 111 111 333",
    "p4pc_makueni": "1121 111 211 1 111 121 111",
    "waste_to_wealth": "2131 233 211 1 111 333 332",
    "agtech_kentucky": "2132 232 322 2 211 223 333",
    "agtech_cawadu": "2112 222 *22 2 111 222 232",  # * prints 1, 2 and 3
    "biomass_india": "1231 232 223 3 112 223 333",
}


@pytest.fixture(scope="module")
def data():
    return tables.load(
        "pps-2017-2022",
        "cases", "case_organisations", "case_sdgs", "case_events", "case_figures",
        "score_criteria", "score_scale", "scores", "score_reasons",
    )  # fmt: skip


def test_all_120_cells_are_shown_as_printed(data):
    shown = exhibits.pps_table_annex_3_scores(data).frame().iloc[:20]
    seen = {case: "".join(str(value) for value in shown[case]) for case in PRINTED}
    expected = {case: text.replace(" ", "").replace("*", "1; 2; 3") for case, text in PRINTED.items()}
    assert seen == expected
    assert shown[list(PRINTED)].size == 120


def test_a_case_shows_its_own_scores_with_meaning_and_reason(data):
    for case in data["cases"]["case"]:
        shown = exhibits.pps_table_annex_3_case(data, case).frame()
        scores = shown[shown["onderdeel"] != "toelichting"]
        text = "".join(str(value) for value in scores["score"])
        key = case.replace("-", "_")
        assert text == PRINTED[key].replace(" ", "").replace("*", "1; 2; 3")
        assert (scores["betekenis_en_toelichting"].str.len() > 0).all()
        assert (shown["onderdeel"] == "toelichting").sum() == 10


def test_means_by_case_worked_by_hand(data):
    given = added_value.scores(data["scores"], "middelste")
    # Hoi An: 5 + 4 + 4 + 1 + 3 + 3 + 9 = 29; Makueni: 5 + 3 + 4 + 1 + 3 + 4 + 3 = 23; Kentucky: 8 + 7 + 7 + 2 + 4 + 7 + 9 = 44
    assert added_value.mean_by_case(given, "hoi-an").value == pytest.approx(29 / 20)
    assert added_value.mean_by_case(given, "p4pc-makueni").value == pytest.approx(23 / 20)
    assert added_value.mean_by_case(given, "agtech-kentucky").value == pytest.approx(44 / 20)
    # Kentucky, each criterion once: 2 + 1 + 3 + 2 + 7/3 + 7/3 + 2 + 4/3 + 7/3 + 3 = 64/3
    assert added_value.even_mean_by_case(given, "agtech-kentucky").value == pytest.approx(64 / 30)


def test_means_and_counts_by_criterion_worked_by_hand(data):
    given = added_value.scores(data["scores"], "middelste")
    # voortgang: 9 + 3 + 8 + 9 + 7 + 9 = 45 over 18 vakken; drieën: 3 + 0 + 2 + 3 + 1 + 3 = 12
    assert added_value.mean_by_criterion(given, "voortgang").value == pytest.approx(45 / 18)
    counts = added_value.counts_by_criterion(given, "voortgang")
    assert [counts[score].value for score in (1, 2, 3)] == [3, 3, 12]


@pytest.mark.parametrize(
    # AgTech CAWADU: 6 + 6 + 2 + 2 + 2 + 3 + 6 + 7 = 34 without the cell that prints 1, 2 and 3
    ("several", "expected"),
    [("laagste", 35 / 20), ("middelste", 36 / 20), ("hoogste", 37 / 20), ("weglaten", 34 / 19)],
)
def test_the_parameter_says_how_a_cell_with_several_scores_counts(data, several, expected):
    given = added_value.scores(data["scores"], several)
    assert added_value.mean_by_case(given, "agtech-cawadu").value == pytest.approx(expected)
    shown = exhibits.pps_table_annex_3_scores(data, several).frame()
    mean = shown[shown["criterium"] == "Gemiddelde, elk vak telt één keer"].iloc[0]
    assert mean["agtech_cawadu"] == pytest.approx(expected)
    assert shown["agtech_cawadu"].iloc[7] == "1; 2; 3"  # whatever counts, the cell stays as printed


def test_the_exhibits_say_which_score_counts(data):
    assert "telt de hoogste" in exhibits.pps_table_annex_3_scores(data, "hoogste").note
    assert "telt het vak niet mee" in exhibits.pps_own_scores_criteria(data, "weglaten").note


def test_an_unknown_treatment_is_refused_with_the_nearest_one(data):
    with pytest.raises(InputError) as error:
        exhibits.pps_table_annex_3_scores(data, "middelst")
    (fault,) = error.value.faults
    assert fault.where == "parameter several"
    assert "bedoelde u ‘middelste’" in fault.mend and "weglaten" in fault.mend


def test_an_unknown_case_is_refused_with_the_nearest_one(data):
    with pytest.raises(InputError) as error:
        exhibits.pps_own_case_facts(data, "hoi-am")
    assert "bedoelde u ‘hoi-an’" in error.value.faults[0].mend


def test_organisations_are_counted_from_their_names(data):
    shown = exhibits.pps_own_case_organisations(data).frame().set_index("case")
    # Kentucky: 1 + 6 firms, 6 knowledge institutes, 6 of government; the text says 17 (annex 3)
    assert shown.loc["AgTech Kentucky", "samen"] == 19
    assert shown.loc["Hoi An", "samen"] == 5  # "vijf partijen"


def test_every_case_names_sdg_17(data):
    shown = exhibits.pps_own_case_sdgs(data).frame()
    assert list(shown.iloc[0][["sdg", "aantal_cases"]]) == ["SDG\N{NO-BREAK SPACE}17", 6]


def test_a_timeline_of_either_programme_comes_from_the_same_function(data):
    exhibit = exhibits.pps_own_case_timeline(data, "biomass-india")
    assert exhibit.id == "pps_own_case_biomass_india_timeline"
    assert len(exhibit.rows) == 6 and exhibit.svg
    assert exhibit.rows[2].cells == ("september 2019", "", "NLWorks", "NLWorks benaderd, om het projectmanagement over te nemen")  # fmt: skip


def test_numbers_of_a_case_do_not_clash_with_those_of_another_edition(data):
    keys = [number.key for number in exhibits.pps_own_case_key_figures(data, "hoi-an").numbers]
    assert keys and all(key.startswith("pps_case_figures.hoi-an.") for key in keys)
