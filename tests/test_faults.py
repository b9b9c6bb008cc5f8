"""Every way in which an evaluator's workbook can be wrong: the right place named, and how to mend it.

The faulty workbooks are in `faulty`, one fault each; the good edition they are made from has none.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from conftest import Edition
from evalbook import tables
from evalbook.errors import Fault, InputError
from faulty import (
    CATEGORY,
    EDITIONS,
    FILES,
    FIRMS,
    NUMBERS,
    ROWS_TOGETHER,
    SHAPES,
    SHARE,
    TEXTS,
    Case,
    in_workbook,
    stored,
)


def tables_of(workbook: str) -> list[str]:
    return [table.name for table in tables.specification("pib") if table.workbook == workbook]


@pytest.mark.parametrize(
    "case", [*NUMBERS, *TEXTS, *ROWS_TOGETHER, *SHAPES, *FILES], ids=lambda case: case.name
)
def test_fault_names_its_place_and_its_remedy(case: Case, edition: Edition) -> None:
    case.change(edition)
    before = edition.contents()
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, *tables_of(case.where.split("!")[0]))
    assert raised.value.exit_code == 2
    _assert_only(raised.value.faults, case)
    assert edition.contents() == before


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_fault_of_the_edition_names_its_place_and_its_remedy(case: Case, edition: Edition) -> None:
    case.change(edition)
    before = edition.contents()
    _assert_only(tables.check(edition.name), case)
    assert edition.contents() == before


def _assert_only(faults: Iterable[Fault], case: Case) -> None:
    first, *others = sorted(faults, key=lambda fault: fault.where != case.where)
    assert first.where == case.where
    assert case.what in first.what
    assert case.mend in first.mend
    assert tuple(fault.where for fault in others) == case.others


def test_good_edition_has_no_faults(edition: Edition) -> None:
    assert tables.check(edition.name) == []


def test_all_faults_are_told_at_once(edition: Edition) -> None:
    """Two in one sheet, one in another, one whole file: four places, none of them twice."""
    edition.put(FIRMS, "twaalf")
    edition.put("export.xlsx!resultaten!D4", -1)
    edition.put(CATEGORY, "deel")
    edition.path("kader.xlsx").unlink()
    places = [FIRMS, "export.xlsx!resultaten!D4", CATEGORY, "kader.xlsx"]
    assert sorted(fault.where for fault in tables.check(edition.name)) == sorted(places)
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, "export", "activities")
    assert [fault.where for fault in raised.value.faults] == places[:3]
    assert "waar:" in str(raised.value) and "herstel:" in str(raised.value)


def test_fault_in_one_cell_leaves_the_rest_of_its_row_checked(edition: Edition) -> None:
    edition.put(FIRMS, "twaalf")
    edition.put("export.xlsx!resultaten!D3", -1)
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, "export")
    assert {fault.where for fault in raised.value.faults} == {FIRMS, "export.xlsx!resultaten!D3"}


def test_missing_column_leaves_the_other_columns_checked(edition: Edition) -> None:
    with edition.editing("export.xlsx", "resultaten") as sheet:
        sheet.delete_cols(4)
        sheet["B3"] = -3
    with pytest.raises(InputError) as raised:
        tables.load(edition.name, "export")
    assert {fault.where for fault in raised.value.faults} == {"export.xlsx!resultaten!rij 1", FIRMS}


def test_table_that_is_not_named_is_not_held_against_others(edition: Edition) -> None:
    edition.put(FIRMS, "twaalf")
    assert list(tables.load(edition.name, "instruments")) == ["instruments"]


def test_lock_file_of_an_open_workbook_is_ignored(edition: Edition) -> None:
    edition.path("~$export.xlsx").write_bytes(b"\x06evaluator")
    edition.path(".~lock.export.xlsx#").write_text("evaluator")
    assert tables.check(edition.name) == []


def test_free_sheets_are_allowed(edition: Edition) -> None:
    in_workbook("export.xlsx", lambda book: book.create_sheet("Toelichting"))(edition)
    assert tables.check(edition.name) == []


def test_formula_with_a_stored_value_is_accepted(edition: Edition) -> None:
    """12 stands in B3; as the outcome of a formula it is read all the same, with its address."""
    stored("xl/worksheets/sheet2.xml", "<v>12</v>", "<f>6+6</f><v>12</v>", "export.xlsx")(edition)
    frame = tables.load(edition.name, "export")["export"]
    assert frame.at[1, "firms"] == 12
    assert frame.at[1, "firms_source"] == FIRMS


@pytest.mark.parametrize(("variable", "value"), [("ENABLED", "False"), ("DEPTH", "SCHEMA_ONLY")])
def test_environment_does_not_switch_checks_off(variable: str, value: str, edition: Edition) -> None:
    """pandera reads these when it is imported, so this takes a process of its own."""
    edition.put(SHARE, 1.32)
    code = f"from evalbook import tables; print(*(f.where for f in tables.check({edition.name!r})))"
    environment = os.environ | {f"PANDERA_VALIDATION_{variable}": value}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [SHARE]


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["=1/0", "#REF!", "-", "1.000", "12,5%", " ", "2019-11", "{=A1}", "'"]),
    st.datetimes(min_value=datetime.datetime(1900, 3, 1)),
    st.dates(min_value=datetime.date(1900, 3, 1)),
    st.times(),
    st.timedeltas(min_value=datetime.timedelta(0), max_value=datetime.timedelta(days=9999)),
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,  # the same examples each run: a test that fails today fails tomorrow
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sheet=st.sampled_from(
        [table for table in tables.specification("pib") if table.workbook == "export.xlsx"]
    ),
    row=st.integers(1, 6),
    column=st.integers(1, 8),
    value=ANYTHING,
    number_format=st.sampled_from(["General", "0%", "@", "dd-mm-yyyy", "[h]:mm"]),
)
def test_any_single_cell_is_read_or_refused(
    edition: Edition, sheet: tables.Table, row: int, column: int, value: Any, number_format: str
) -> None:
    good = edition.path("export.xlsx").read_bytes()
    try:
        with edition.editing("export.xlsx", sheet.sheet) as opened:
            opened.cell(row, column, value).number_format = number_format
    except (IllegalCharacterError, ValueError, OverflowError):
        reject()  # not even openpyxl can write this
    try:
        frame = tables.load(edition.name, sheet.name)[sheet.name]
    except InputError as error:
        assert error.faults
        assert all(
            fault.what and fault.where.startswith("export.xlsx") and fault.mend for fault in error.faults
        )
    else:
        assert len(frame) in {3, 4}
    finally:
        edition.path("export.xlsx").write_bytes(good)
