"""What was printed as a picture only: one delivered workbook completes the exhibit, without new code."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from evalbook import exhibits, paths, tables

EDITION = "pps-2017-2022"
RAW = Path(__file__).resolve().parents[1] / "data" / "raw" / EDITION


@pytest.fixture
def delivered(tmp_path, monkeypatch):
    """A copy of the edition, and a function that fills cells of it as whoever holds the values would."""
    folder = tmp_path / "data" / "raw" / EDITION
    shutil.copytree(RAW, folder)
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))

    def fill(file, sheet, header, value, where=lambda row: True):
        """Fill the empty cells under `header` in the rows that `where` picks; return how many."""
        workbook = openpyxl.load_workbook(folder / file)
        cells = workbook[sheet]
        names = [cell.value for cell in cells[1]]
        column = names.index(header) + 1
        filled = 0
        for number in range(2, cells.max_row + 1):
            row = dict(zip(names, (cell.value for cell in cells[number]), strict=True))
            if row[header] is None and where(row):
                cells.cell(number, column).value = value(row)
                filled += 1
        workbook.save(folder / file)
        return filled

    return fill


def published(exhibit):
    exhibits.publish(EDITION, exhibit)
    folder = paths.exhibits(EDITION)
    return json.loads((folder / f"{exhibit.id}.json").read_text("utf-8")), folder / f"{exhibit.id}.svg"


def only_in_picture(row):
    return row["vermelding"] == "alleen in beeld"


AMOUNTS = {"kosten": 2_475_000, "overige lasten": 120_225, "totaal": 4_450_000}
"""By hand: 4 x 2.475.000 = 9,9 miljoen and 4 x 4.450.000 = 17,8 miljoen, the totals of 4.5.1."""


def test_money_and_staff_by_year_complete_figures_10_11_12_and_b(delivered):
    # personeel: NLiB 2 + 4, TINL 4 + 4, NLWorks 4 + 4 + 2 + 3; geld: NLiB 4 + 4, TINL 4, NLWorks 4 + 2 + 4 + 4
    assert delivered("middelen.xlsx", "personeel", "waarde", lambda row: 12.5 if row["maat"] == "fte" else AMOUNTS["kosten"], only_in_picture) == 27  # fmt: skip
    assert delivered("middelen.xlsx", "geld", "waarde", lambda row: AMOUNTS.get(row["soort"], 30_000), only_in_picture) == 26  # fmt: skip
    data = tables.load(EDITION, "pillars", "cost_items", "costs", "staff", "funding")
    for function, basis in (
        (exhibits.pps_figure_10, "recomputed"),
        (exhibits.pps_figure_11, "printed"),
        (exhibits.pps_figure_12, "printed"),
        (exhibits.pps_figure_b, "printed"),
    ):
        record, picture = published(function(data))
        assert record["basis"] == basis
        assert "alleen als grafiek" not in record["note"]
        assert picture.is_file() and "onbekend" not in picture.read_text("utf-8")
    numbers = exhibits.pps_figure_10(data).frame().set_index("reeks")
    assert numbers.loc["Personeelskosten", "samen_opgeteld"] == 9_900_000
    assert numbers.loc["Totale uitgaven", "samen_opgeteld"] == 17_800_000


def test_one_value_of_many_leaves_the_figure_partial_and_counts_one_less(delivered):
    def first(row):
        return row["organisatie"] == "TINL" and row["maat"] == "fte" and row["periode"] == "2018"

    assert delivered("middelen.xlsx", "personeel", "waarde", lambda row: 3.5, first) == 1
    figure = exhibits.pps_figure_11(tables.load(EDITION, "costs", "staff", "funding"))
    assert figure.basis == "partial" and "Elf van de twaalf" in figure.note
    assert "3,5" in figure.svg and "onbekend" in figure.svg  # the year is drawn, the others stay open


def test_markets_complete_figure_13(delivered):
    assert delivered("bereik.xlsx", "groeimarkten", "aandeel", lambda row: row["volgorde"] / 20) == 40
    data = tables.load(EDITION, "reach_markets", "reach_figures")
    record, picture = published(exhibits.pps_figure_13_markets(data))
    assert record["basis"] == "printed" and "alleen als grafiek" not in record["note"]
    assert "Thailand" in picture.read_text("utf-8")
    assert record["numbers"]["pps_figure_13.thailand_tinl_gebruikers"]["text"] == "50%"  # 10 / 20


def test_export_completes_figures_14_and_15(delivered):
    value = {"gebruikers": 1_000_000, "vergelijkingsgroep": 250_000}
    assert (
        delivered("bereik.xlsx", "exportwaarde", "exportwaarde per bedrijf", lambda row: value[row["groep"]])
        == 16
    )
    data = tables.load(EDITION, "reach_export", "reach_figures")
    for organisation, published_as in (("NLiB", "pps_figure_14"), ("TINL", "pps_figure_15")):
        record, picture = published(exhibits.pps_figure_export(data, organisation))
        assert record["id"] == published_as and record["basis"] == "recomputed"
        assert picture.is_file() and "alleen als grafiek" not in record["note"]
        ratio = record["numbers"][f"{published_as}.ratio_gemiddelde_voor_gebruik"]
        assert ratio["text"] == "25%" and ratio["calculation"] == "250.000 ÷ 1.000.000"


def test_later_use_completes_figure_17_and_replaces_what_the_text_gave(delivered):
    shares = {
        "meer instrumenten dan ervoor": 0.2,
        "geen instrument": 0.4,
        "één instrument": 0.3,
        "meer dan één instrument": 0.1,
    }
    assert (
        delivered("bereik.xlsx", "later gebruik", "aandeel", lambda row: shares[row["daarna gebruikt"]]) == 8
    )
    data = tables.load(EDITION, "reach_later", "reach_earlier")
    record, picture = published(exhibits.pps_figure_17_later(data))
    assert record["basis"] == "printed" and picture.is_file()
    own = exhibits.pps_own_later_use(data).frame().set_index("gebruikers_van")
    assert own.loc["NLiB", "alle_bedrijven_berekend"] == pytest.approx(0.46 * 0.4 + 0.54 * 0.9)


def test_regions_complete_figure_18(delivered):
    count = {"eigen regio": 40, "elders": 60}
    assert (
        delivered("bereik.xlsx", "regio's", "aantal deelnemers", lambda row: count[row["deelnemers uit"]])
        == 22
    )
    data = tables.load(EDITION, "reach_regions", "reach_figures")
    record, picture = published(exhibits.pps_figure_18_regions(data))
    assert record["basis"] == "recomputed" and picture.is_file()
    assert record["numbers"]["pps_figure_18.share_all"]["text"] == "60%"
    assert record["numbers"]["pps_figure_18.own_all"]["value"] == 11 * 40
