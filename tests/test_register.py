"""The register: what follows from it, with its rows, for frames and for Parquet files; the example register.

A tiny register is worked by hand; the example register is held against the published report itself.
"""

import csv
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from evalbook import build, exhibits, paths, rounding, tables
from evalbook.build.derive import derive, differences, register_parts
from evalbook.build.new_edition.synthetic import synthetic_register
from evalbook.measures.register import derived_tables

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE, PUBLISHED = "pib-voorbeeld", "pib-2016-2020"

CLUSTERS = [
    # cluster, name, start, last, days, state, case, extended, market, pib, own
    ("a", "A", 2021, 2023, 731, "afgerond", "nee", "ja", "Combinatielanden", 100_000, 300_000),
    ("b", "B", 2021, 2024, 1461, "lopend", "nee", "nee", "Geen van beide", 200_000, 500_000),
    ("c", "C", 2022, 2025, 1096, "lopend", "nee", "nee", "Combinatielanden", 60_000, 90_000),
]
PARTICIPANTS = [
    # cluster, number, role, kind, follow-up
    ("a", 1, "deelnemer", "mkb-bedrijf", "volledig"),
    ("a", 2, "deelnemer", "mkb-bedrijf", "deels"),
    ("a", 3, "deelnemer", "kennisinstelling", None),
    ("a", 4, "samenwerkingspartner", "overige organisatie", None),
    ("b", 1, "deelnemer", "groot bedrijf", "(nog) niet"),
    ("b", 2, "deelnemer", "mkb-bedrijf", "(nog) niet"),
]
ACTIVITIES = [
    # cluster, number, bottleneck, module, category, route, planned, realisation
    ("a", 1, None, "Economische diplomatie", "Diplomatie", 3, "ja", "nee"),
    ("a", 2, None, "Economische diplomatie", "Diplomatie", 3, "ja", "grotendeels"),
    ("b", 1, None, "Economische diplomatie", "Diplomatie", 1, "nee", "deels"),
    ("c", 1, None, "Promotie & matchmaking", "Inkomende missies", 1, "ja", "niet vermeld"),
]
RESULTS = [
    # cluster, number, activity, level, kind, quantity, low, high, certainty, year
    ("a", 1, None, "impact", "omzetgroei", None, 1e6, 3e6, "gerealiseerd", None),
    ("b", 1, None, "impact", "omzetgroei", None, 6e6, 6e6, "gerealiseerd", None),
    ("b", 2, None, "impact", "omzetgroei", None, 5e6, None, "vrijwel zeker", None),
    ("c", 1, None, "impact", "pilot of implementatie", 4, None, None, "gerealiseerd", None),
]
EXPORT = [("a", 1, 50_000.0), ("a", 2, 0.0), ("b", 2, 30_000.0), ("b", 1, 99_000.0)]
OBJECTIVES = [
    ("a", 1, "overeenkomsten of contracten", None, None, "niet behaald"),
    ("a", 2, "overeenkomsten of contracten", None, None, "behaald"),
    ("b", 1, "overeenkomsten of contracten", None, None, "deels behaald"),
]
ROWS = {
    "clusters": CLUSTERS, "deelnemers": PARTICIPANTS, "activiteiten": ACTIVITIES, "resultaten": RESULTS,
    "export": EXPORT, "doelen": OBJECTIVES, "eerdere convenanten": [("z", 2018, 2021)],
    "landen": [("a", "Kenia"), ("b", "Chili"), ("c", "Kenia")],
}  # fmt: skip
EMPTY = {"clusters": 2}  # optional columns at the end that the rows above leave out


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """An edition with nothing but the tiny register, in Excel."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "raw" / "pib-klein"
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text('title = "Klein"\ncomplete = false\ndata = "own"\n', "utf-8")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables.register_specification("pib-klein"):
        if table.workbook != "register.xlsx":
            continue
        sheet = book.create_sheet(table.sheet)
        sheet.append([column.header for column in table.columns])
        for row in ROWS.get(table.sheet, []):
            sheet.append([*row, *[None] * EMPTY.get(table.sheet, 0), "dossier"])
    book.save(folder / "register.xlsx")
    names = dict.fromkeys(table.workbook for table in tables.specification("pib-klein"))
    lines = "".join(f"{name},,dossiers,eigen\n" for name in names)
    (folder / "sources.csv").write_text("file,sha256,origin,licence\n" + lines, "utf-8")
    return folder


@pytest.fixture
def found(tiny):
    assert tables.check("pib-klein") == []
    return derived_tables(register_parts("pib-klein"))


def line(frame, **key):
    ((column, value),) = key.items()
    (index,) = frame.index[frame[column] == value]
    return frame.loc[index]


class TestMeasures:
    def test_durations_and_funding_are_means_per_cluster(self, found):
        first = line(found["durations"], start_year=2021)
        assert first["clusters"] == 2
        assert first["mean_duration"] == pytest.approx((731 + 1461) / 2 / 365.25)
        assert line(found["funding"], start_year=2021)["pib"] == 150_000  # (100.000 + 200.000) / 2

    def test_a_value_names_the_rows_it_comes_from(self, found):
        assert (
            line(found["durations"], start_year=2021)["mean_duration_source"]
            == "register.xlsx!clusters!E2:E3"
        )
        market = line(found["market_types"], market_type="Combinatielanden")
        assert market["clusters_source"] == "register.xlsx!clusters!I2:I4 (2 rijen)"  # rows 2 and 4

    def test_covenants_run_from_their_first_to_their_last_year(self, found):
        # 2021: a, b and the earlier z; 2022: a, b, c
        assert list(found["rvo_funding"]["covenants_running"]) == [3, 3]
        assert list(found["rvo_funding"]["total"]) == [300_000, 60_000]

    def test_a_cluster_without_participants_has_not_reported_and_is_not_counted(self, found):
        whole = line(
            found["participants"], period="2021-2022" if len(found["participants"]) > 2 else "2021-2021"
        )
        assert whole["participants"] == 2.5  # a has 3, b has 2; c reports nobody
        assert whole["firms"] == 2  # a 2, b 2
        assert whole["partners"] == 0.5

    def test_follow_up_is_a_share_of_those_asked(self, found):
        assert dict(zip(found["follow_up"]["outcome"], found["follow_up"]["share"], strict=True)) == {
            "volledig": 0.25, "deels": 0.25, "(nog) niet": 0.5,
        }  # fmt: skip

    def test_a_cluster_counts_once_under_its_best_activity_and_its_best_objective(self, found):
        diplomacy = line(found["realisation_printed"], category="Diplomatie")
        assert (diplomacy["planned"], diplomacy["finished_yes"], diplomacy["finished_no"]) == (1, 1, 0)
        assert diplomacy["running_partly"] == 1
        outcomes = found["contract_objectives"]
        assert dict(zip(outcomes["outcome"], outcomes["clusters"], strict=True)) == {
            "behaald": 1,
            "deels behaald": 1,
        }

    def test_routes_are_shares_of_activities(self, found):
        assert list(found["routes"]["share"]) == [0.5, 0, 0.5]

    def test_turnover_counts_the_middle_of_a_range_and_keeps_its_ends(self, found):
        value = dict(zip(found["effect_figures"]["item"], found["effect_figures"]["value"], strict=True))
        assert value["turnover_growth"] == 8  # (1 + 3) / 2 + 6
        assert (value["turnover_growth_low"], value["turnover_growth_high"]) == (7, 9)
        assert value["turnover_growth_certain"] == 5  # only a lower end is given
        assert value["largest_deal"] == 6 and value["clusters_with_turnover"] == 2
        assert (value["pilots"], value["pilot_clusters"]) == (4, 1)

    def test_export_is_of_small_firms_only(self, found):
        first = line(found["export"], start_year=2021)
        assert (first["firms"], first["firms_with_growth"], first["growth"]) == (3, 2, 80_000)


def test_parquet_files_give_the_same_as_the_workbook(tiny, found):
    folder = tiny / "register"
    folder.mkdir()
    connection = duckdb.connect()
    for table in tables.register_specification("pib-klein"):
        frame = tables.load("pib-klein", table.name).frame(table.name)
        part = pd.DataFrame({column.header: frame[column.name] for column in table.columns}).convert_dtypes()
        connection.register("part", part.astype({name: "object" for name in part if part[name].isna().all()}))
        file = str(folder / f"{table.sheet}.parquet").replace("'", "''")
        connection.execute(f"COPY part TO '{file}' (FORMAT parquet)")
    again = derived_tables(register_parts("pib-klein"))
    assert set(again) == set(found)
    for name, frame in found.items():
        values = [column for column in frame if not column.endswith("_source")]
        pd.testing.assert_frame_equal(again[name][values], frame[values])
    assert (
        line(again["durations"], start_year=2021)["clusters_source"]
        == "register/clusters.parquet!startjaar!2:3"
    )


def test_a_delivered_total_is_taken_and_each_difference_is_told(tiny):
    table = tables.table_of("pib-klein", "durations")
    book = openpyxl.Workbook()
    book.active.title = table.sheet
    book.active.append([column.header for column in table.columns])
    book.active.append(
        [2021, 3, 3.0, "jaarverslag"]
    )  # the register has 2 clusters of (731 + 1461) / 2 days: 3.0 years
    book.save(tiny / "portfolio.xlsx")
    derive("pib-klein")
    assert list(tables.load("pib-klein", "durations")["durations"]["clusters"]) == [3]
    assert list(tables.load("pib-klein", "funding")["funding"]["pib"]) == [150_000, 60_000]
    (difference,) = differences("pib-klein")
    assert difference.cell == "portfolio.xlsx!looptijd!B2"
    assert (difference.delivered, difference.computed) == (3, 2)


def test_what_a_register_gave_goes_with_the_register(tiny):
    derive("pib-klein")
    assert tables.derived_file("pib-klein", "durations").is_file()
    (tiny / "register.xlsx").unlink()
    derive("pib-klein")
    assert not tables.derived_file("pib-klein", "durations").exists()


# --- the example register, against the published report


# What no register can meet together with the rest, and what the register gives instead; by hand.
EXCLUDED = {
    # Table 6 prints € 2.300.000 for 11 covenants, table 5 a mean of € 230.000: 11 x 230.000 = 2.530.000.
    "pib_table_6.rvo_total_2017": "€ 2.530.000",
    # 446 / 52 = 8,577 and 445 / 52 = 8,558: no whole number of firms gives 8,57.
    "pib_figure_3.firms_2016_2020": "8,58",
    # Table 12 itself: 17 + 18 = 35 where 38 is printed, and all that follows from it.
    "pib_table_12.firms_with_growth_all": "35",
    "pib_table_12.share_2017": "28%",  # 18 / 65
    "pib_table_12.share_all": "26%",  # 35 / 136
    "pib_table_12.growth_per_growing_firm_2017": "€ 1.038.889",  # 18.700.000 / 18
    "pib_table_12.growth_per_growing_firm_all": "€ 628.571",  # 22.000.000 / 35
}
NOT_IN_A_REGISTER = {"pib_table_12.years_after"}  # a definition, no outcome


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The numbers of the exhibits on the example register, by key, in a folder of its own."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "data" / "raw" / EXAMPLE, root / "data" / "raw" / EXAMPLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALBOOK_ROOT", str(root))
        derive(EXAMPLE)
        data = tables.load(EXAMPLE)
        shown = [
            exhibits.pib_table_4_durations(data), exhibits.pib_table_5_funding(data),
            exhibits.pib_table_6_rvo_funding(data), exhibits.pib_table_7_markets(data),
            exhibits.pib_table_8_sectors(data), exhibits.pib_figure_3_participants(data),
            exhibits.pib_table_12_export_results(data), exhibits.pib_table_16_realisation(data),
        ]  # fmt: skip
    return {number.key: number for exhibit in shown for number in exhibit.numbers}


def published():
    """The printed numbers of tables 4 to 8, 12, 16 and of figure 3, as claims of the published edition."""
    wanted = {f"pib_table_{number}" for number in (4, 5, 6, 7, 8, 12, 16)} | {"pib_figure_3"}
    with (paths.raw(PUBLISHED) / "claims.csv").open(encoding="utf-8") as lines:
        claims = [row for row in csv.DictReader(lines) if row["id"].split(".")[0] in wanted]
    figure = [
        ("pib_figure_3.participants_2016_2020", 9.75, "aantal"),
        ("pib_figure_3.firms_2016_2020", 8.57, "aantal"),
    ]
    return [(row["id"], float(row["value"]), row["unit"]) for row in claims] + figure


def decimals_of(key, unit):
    return 2 if "mean_duration" in key or "figure_3" in key else rounding.DEFAULT_DECIMALS[unit]


@pytest.mark.parametrize(("key", "value", "unit"), published(), ids=lambda each: str(each))
def test_the_example_register_gives_each_printed_number(example, key, value, unit):
    if key in NOT_IN_A_REGISTER:
        assert key not in example
        return
    decimals = decimals_of(key, unit)
    found = rounding.text_of(example[key].quantity.value, unit, decimals, bare=True)
    printed = rounding.text_of(value, unit, decimals, bare=True)
    expected = EXCLUDED.get(key, printed).replace(" ", "\N{NO-BREAK SPACE}")
    assert found == expected
    assert key not in EXCLUDED or found != printed, "no longer excluded: take it off the list"


def test_every_number_of_the_example_comes_from_the_register(example):
    sources = {source for number in example.values() for source in number.quantity.sources}
    assert sources and all(source.startswith("register.xlsx!") for source in sources)


def test_the_list_of_exclusions_names_what_this_test_excludes():
    text = (paths.raw(EXAMPLE) / "tegenstrijdig.csv").read_text("utf-8")
    for words in ("2.300.000", "8,57", "28%", "16 clusters", "51 gesteunde", "89%", "India twee keer"):
        assert words in text
    assert len(text.splitlines()) == 1 + 8


def test_the_same_seed_gives_the_committed_register():
    rows, _ = synthetic_register()
    data = tables.load(EXAMPLE)
    for name, made in rows.items():
        frame = data[name]
        for column in tables.table_of(EXAMPLE, name).columns:
            given = [row.get(column.name) for row in made]
            read = [None if pd.isna(value) else value for value in frame[column.name]]
            assert read == given, (name, column.name)


def test_the_example_is_marked_in_file_exhibit_and_page(example, tmp_path, monkeypatch):
    book = openpyxl.load_workbook(paths.raw(EXAMPLE) / "register.xlsx")
    assert "VERZONNEN" in " ".join(str(cell.value) for row in book["leeswijzer"]["A1:A6"] for cell in row)
    assert {cell.value for cell in book["clusters"]["N"][1:]} == {"verzonnen voorbeeld"}
    data = tables.load(PUBLISHED)
    from evalbook.exhibits.edition import for_edition

    exhibit = for_edition(EXAMPLE, exhibits.pib_table_4_durations(data))
    assert exhibit.basis == "synthetic" and exhibit.note.startswith("Verzonnen gegevens")
    for page in (paths.raw(EXAMPLE) / "teksten").glob("hoofdstuk-*.md"):
        assert "Verzonnen gegevens" in page.read_text("utf-8")


def test_the_published_edition_is_not_fed_by_the_example():
    assert EXAMPLE not in build.published()
    assert not any((paths.processed() / PUBLISHED / "derived").glob("*"))
