"""The room `tables`: the frames that come out, the registers beside the workbooks, the editions."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from conftest import EDITION, Edition
from evalbook import tables
from evalbook.errors import InputError, RunError
from evalbook.tables import rules
from evalbook.tables.reading import read_table
from evalbook.tables.wording import clean, nearest, printed_number, shown, untidy

SHARE = "export.xlsx!instrumenten!C3"
NEXT_TO = "export.xlsx!instrumenten!C4"


def correct(edition: Edition, *rows: str) -> None:
    text = "\n".join(["cell,printed,corrected,reason", *rows]) + "\n"
    edition.path("corrections.csv").write_text(text, encoding="utf-8")


def faults_of(edition: Edition, *names: str, corrected: bool = False) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, *names, corrected=corrected)
    return [(fault.where, fault.what) for fault in raised.value.faults]


def test_table_is_tidy_and_every_value_has_its_cell(edition: Edition) -> None:
    """Values as `plausible` makes them: firms is the whole of a pair, so 10 more than the place."""
    frame = tables.load(edition.name, "export")["export"]
    expected = pd.DataFrame(
        {
            "start_year": [2016, 2017, 2018],
            "firms": [11, 12, 13],
            "firms_with_growth": [1, 2, 3],
            "growth": [1000.0, 2000.0, 3000.0],
            "place": ["bron 1", "bron 2", "bron 3"],
            "row": [2, 3, 4],
            "firms_source": [f"export.xlsx!resultaten!B{row}" for row in (2, 3, 4)],
            "firms_with_growth_source": [f"export.xlsx!resultaten!C{row}" for row in (2, 3, 4)],
            "growth_source": [f"export.xlsx!resultaten!D{row}" for row in (2, 3, 4)],
        }
    )
    texts = ["place", "firms_source", "firms_with_growth_source", "growth_source"]
    pd.testing.assert_frame_equal(frame, expected.astype(dict.fromkeys(texts, "object")))


def test_columns_are_found_by_header_whatever_their_order(edition: Edition) -> None:
    with edition.editing("export.xlsx", "resultaten") as sheet:
        sheet.move_range("A1:A4", cols=5)  # startjaar behind the rest
        sheet.delete_cols(1)
    frame = tables.load(edition.name, "export")["export"]
    assert (frame.at[0, "start_year"], frame.at[0, "firms"]) == (2016, 11)
    assert frame.at[0, "firms_source"] == "export.xlsx!resultaten!A2"


def test_rows_keep_the_order_of_the_sheet(edition: Edition) -> None:
    edition.put("export.xlsx!resultaten!A2", 2019)
    assert tables.load(edition.name, "export")["export"]["start_year"].tolist() == [2019, 2017, 2018]


def test_empty_optional_cells_stay_empty_and_keep_their_address(edition: Edition) -> None:
    edition.put("portfolio.xlsx!deelnemers!D3", None)
    edition.put("portfolio.xlsx!rvo!C3", None)
    edition.put("cases.xlsx!activiteiten!D3", None)
    frames = tables.load(edition.name, "participants", "rvo_funding", "activities")
    partners = frames["participants"]["partners"]
    assert partners.dtype == "float64" and partners.isna().tolist() == [False, True, False]
    assert frames["participants"].at[1, "partners_source"] == "portfolio.xlsx!deelnemers!D3"
    running = frames["rvo_funding"]["covenants_running"]
    assert running.dtype == "Int64" and running.tolist() == [1, pd.NA, 3]
    assert frames["activities"].at[1, "printed"] is None


def test_load_without_names_gives_all_tables(edition: Edition) -> None:
    frames = tables.load(edition.name)
    assert list(frames) == [table.name for table in tables.specification(edition.name)]
    assert all(len(frame) == 3 for frame in frames.values())


def test_frames_handed_out_do_not_share_changes(edition: Edition) -> None:
    frame = tables.load(edition.name, "export")["export"]
    frame["firms"] = 0
    frame.loc[0, "growth"] = 0.0
    again = tables.load(edition.name, "export")["export"]
    assert (again.at[0, "firms"], again.at[0, "growth"]) == (11, 1000.0)


def test_changed_workbook_is_read_again(edition: Edition) -> None:
    tables.load(edition.name, "export")
    edition.put("export.xlsx!resultaten!B2", 99)
    assert tables.load(edition.name, "export")["export"].at[0, "firms"] == 99


def test_reference_is_checked_when_both_tables_are_named(edition: Edition) -> None:
    edition.put("cases.xlsx!routes!A3", "gulf-tulip")
    assert len(tables.load(edition.name, "case_routes")["case_routes"]) == 3
    assert [where for where, _ in faults_of(edition, "case_routes", "cases")] == ["cases.xlsx!routes!A3"]
    assert [fault.where for fault in tables.check(edition.name)] == ["cases.xlsx!routes!A3"]


def test_bounds_themselves_are_allowed(edition: Edition) -> None:
    """A part equal to its whole, shares of 0 and 1, the first year, an end in the year of its start."""
    edition.put("export.xlsx!resultaten!C3", 12)
    edition.put(SHARE, 0)
    edition.put(NEXT_TO, 1)
    edition.put("export.xlsx!resultaten!A3", 1990)
    edition.put("cases.xlsx!tijdlijn!D3", "2017")
    assert tables.check(edition.name) == []


def test_rules_hold_in_a_row_with_empty_cells_too(edition: Edition) -> None:
    edition.put("portfolio.xlsx!deelnemers!D3", None)
    edition.put("portfolio.xlsx!deelnemers!C3", 99)
    edition.put("portfolio.xlsx!deelnemers!C4", -1)
    edition.put("portfolio.xlsx!deelnemers!B4", None)
    places = [where for where, _ in faults_of(edition, "participants")]
    assert places == ["portfolio.xlsx!deelnemers!C3", "portfolio.xlsx!deelnemers!C4"]


def test_column_that_no_one_described_is_refused(edition: Edition) -> None:
    """Such a frame cannot come from a sheet; if it ever does, the schema is strict."""
    specification = tables.specification(edition.name)
    table = tables.table_of(edition.name, "export")
    content = read_table(edition.folder, table, specification, corrected=False).content
    assert content is not None
    with pytest.raises(RunError, match="loopt vast"):
        rules.failures(content.frame.assign(region=1), content.grid)


def test_unreadable_key_is_not_held_against_all_that_refer_to_it(edition: Edition) -> None:
    edition.put("cases.xlsx!cases!A3", " case 2")
    assert [fault.where for fault in tables.check(edition.name)] == ["cases.xlsx!cases!A3"]


# --- names


def test_unknown_tables_are_all_named_with_the_nearest(edition: Edition) -> None:
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, "exports", "activity")
    assert [fault.mend for fault in raised.value.faults] == [
        "bedoelde u 'export'?",
        "bedoelde u 'activities'?",
    ]


@pytest.mark.parametrize("name", ["", "xyz-2020", "spec", "../pib", "PIB-2020", "wording-2020"])
def test_edition_of_no_programme_is_refused(name: str, edition: Edition) -> None:
    with pytest.raises(InputError, match="hoort bij geen bekend programma"):
        tables.specification(name)
    assert len(tables.check(name)) == 1


def test_edition_without_folder_suggests_the_nearest(edition: Edition) -> None:
    with pytest.raises(InputError, match=f"bedoelde u '{EDITION}'"):
        tables.load("pib-2030-2033", "export")
    shutil.rmtree(edition.folder)
    assert "evalbook new-edition" in tables.check(edition.name)[0].mend


def test_specification_is_sound() -> None:
    """Every name a table mentions is one of its columns, and every sheet and header is there once."""
    specification = tables.TABLES("pib-2016-2020")
    known = {table.name: {column.name for column in table.columns} for table in specification}
    assert len(known) == len(specification) == len({(table.workbook, table.sheet) for table in specification})
    for table in specification:
        pairs = [name for pair in (*table.not_before, *table.not_above) for name in pair]
        assert {*table.key, *pairs} <= known[table.name], table.name
        assert len({column.header for column in table.columns}) == len(table.columns), table.name
        assert not {"row", *(f"{column.name}_source" for column in table.columns)} & known[table.name]
        for reference in table.references:
            assert (
                set(reference.columns) <= known[table.name]
                and set(reference.others) <= known[reference.table]
            )
        for column in table.columns:
            assert (column.kind == "category") == bool(column.categories), (table.name, column.name)


# --- corrections.csv


def test_correction_overrides_only_when_asked(edition: Edition) -> None:
    correct(edition, f'{SHARE},20%,"24,5%",optelling klopt niet')
    assert tables.load(edition.name, "instruments")["instruments"].at[1, "share_with_growth"] == 0.2
    corrected = tables.load(edition.name, "instruments", corrected=True)["instruments"]
    assert corrected.at[1, "share_with_growth"] == 0.245
    assert corrected.at[1, "share_with_growth_source"] == SHARE
    assert tables.check(edition.name) == []
    assert [found.reason for found in tables.corrections(edition.name)] == ["optelling klopt niet"]


def test_correction_of_a_text(edition: Edition) -> None:
    correct(edition, "cases.xlsx!activiteiten!E4,deels,nee,de tekst zegt nee")
    assert tables.load(edition.name, "activities")["activities"].at[2, "realisation"] == "deels"
    assert tables.load(edition.name, "activities", corrected=True)["activities"].at[2, "realisation"] == "nee"


def test_registered_source_error_may_stay_as_printed(edition: Edition) -> None:
    """1.32 is what was printed: it passes as printed, once it is in the register, and nothing else does."""
    edition.put(SHARE, 1.32)
    edition.put(NEXT_TO, 1.5)
    correct(edition, f'{SHARE},"1,32","0,32",verschreven')
    assert [where for where, _ in faults_of(edition, "instruments")] == [NEXT_TO]
    edition.put(NEXT_TO, 0.3)
    assert tables.load(edition.name, "instruments")["instruments"].at[1, "share_with_growth"] == 1.32
    assert (
        tables.load(edition.name, "instruments", corrected=True)["instruments"].at[1, "share_with_growth"]
        == 0.32
    )


def test_corrected_value_is_held_against_the_rules_too(edition: Edition) -> None:
    correct(edition, f'{SHARE},"0,2",2,verschreven')
    assert faults_of(edition, "instruments", corrected=True)[0][0] == SHARE
    assert [fault.where for fault in tables.check(edition.name)] == [SHARE]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (
            f"{SHARE},21%,24%,reden",
            "correctie niet meer nodig: export.xlsx!instrumenten!C3 bevat 0,2, niet 21%",
        ),
        (
            "export.xlsx!instrumenten!C9,20%,24%,reden",
            "cel export.xlsx!instrumenten!C9 bestaat niet in de tabel",
        ),
        (
            "export.xlsx!instrumenten!Z3,20%,24%,reden",
            "cel export.xlsx!instrumenten!Z3 bestaat niet in de tabel",
        ),
        ("export.xlsx!instrument!C3,20%,24%,reden", "er is geen blad export.xlsx!instrument"),
        ("C3,20%,24%,reden", "'C3' is geen adres van een cel"),
        (f"{SHARE},20%,24%,", "kolom 'reason' is leeg"),
        (f"{SHARE},20%,0.24,reden", "de verbetering '0.24' is geen getal"),
    ],
)
def test_correction_that_does_not_fit_is_a_fault(row: str, what: str, edition: Edition) -> None:
    correct(edition, row)
    faults = tables.check(edition.name)
    assert [fault.where for fault in faults] == ["corrections.csv!regel 2"]
    assert what in faults[0].what
    assert [where for where, _ in faults_of(edition, "instruments")] == ["corrections.csv!regel 2"]


def test_correction_of_an_empty_cell_is_a_fault(edition: Edition) -> None:
    edition.put("portfolio.xlsx!deelnemers!D3", None)
    correct(edition, "portfolio.xlsx!deelnemers!D3,(leeg),4,reden")
    assert "bestaat niet in de tabel" in tables.check(edition.name)[0].what


def test_cell_corrected_twice_is_a_fault(edition: Edition) -> None:
    correct(edition, f"{SHARE},20%,24%,een", f"{SHARE},20%,25%,twee")
    assert "staat er al in corrections.csv!regel 2" in tables.check(edition.name)[0].what


# --- sources.csv


def test_recording_writes_checksums_and_a_change_is_told_apart(edition: Edition) -> None:
    workbooks = ["portfolio.xlsx", "effect.xlsx", "export.xlsx", "cases.xlsx", "kader.xlsx"]
    assert tables.changed_since_recorded(edition.name) == workbooks
    assert tables.record_sources(edition.name) == workbooks
    assert tables.changed_since_recorded(edition.name) == []
    edition.put("export.xlsx!resultaten!B3", 14)
    assert tables.changed_since_recorded(edition.name) == ["export.xlsx"]
    assert tables.check(edition.name) == []


def test_recording_keeps_the_other_columns_and_writes_nothing_new_twice(edition: Edition) -> None:
    path = edition.path("sources.csv")
    tables.record_sources(edition.name)
    first = path.read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in first.splitlines()][:2] == ["file", "portfolio.xlsx"]
    assert all(line.endswith(",verzonnen voor de tests,CC0") for line in first.splitlines()[1:])
    changed = path.stat().st_mtime_ns
    assert tables.record_sources(edition.name) == []
    assert path.stat().st_mtime_ns == changed
    assert [found.name for found in edition.folder.glob(".*")] == []


def test_recording_in_a_broken_register_writes_nothing(edition: Edition) -> None:
    edition.path("sources.csv").write_text("file;sha256;origin;licence\n", encoding="utf-8")
    before = edition.contents()
    with pytest.raises(InputError, match="puntkomma"):
        tables.record_sources(edition.name)
    assert edition.contents() == before


def test_register_with_the_mark_that_excel_puts_in_front_is_read(edition: Edition) -> None:
    path = edition.path("sources.csv")
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert tables.check(edition.name) == []


def test_register_in_another_encoding_is_a_fault(edition: Edition) -> None:
    edition.path("sources.csv").write_bytes("file,sha256,origin,licence\na,,caf\u00e9,x\n".encode("cp1252"))
    assert "niet in UTF-8" in tables.check(edition.name)[0].what


# --- words


@pytest.mark.parametrize(
    ("text", "number"),
    [("4,65", 4.65), ("€ 291.571", 291571), ("24%", 0.24), ("27,5 %", 0.275), ("-3", -3), ("1.234", 1234),
     ("€\xa03.300.000", 3300000), ("4.65", None), ("12.34.567", None), ("n/a", None), ("", None),
     ("1e3", None)],
)  # fmt: skip
def test_printed_number_is_read_in_dutch_or_not_at_all(text: str, number: float | None) -> None:
    assert printed_number(text) == number


def test_values_are_shown_as_a_dutch_reader_types_them() -> None:
    assert [shown(value) for value in (1.32, 12, None, True, "x")] == ["1,32", "12", "(leeg)", "WAAR", "x"]


def test_clean_text_is_never_untidy() -> None:
    for text in (" a", "a\u00a0b", "a\u200bb", "a\n\tb", "e\u0301", "\ufeffa", "a\u202fb"):
        assert untidy(text) is not None
        assert untidy(clean(text)) is None


def test_nearest_sees_through_capitals_and_gives_nothing_for_nonsense() -> None:
    assert nearest("DEELS", ["ja", "deels", "grotendeels"]) == "deels"
    assert nearest("xyz", ["ja", "deels"]) is None
