"""The room `workbook`: addresses, cells as they stand, digests."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from evalbook import workbook
from evalbook.errors import InputError
from evalbook.workbook import Address


@pytest.fixture
def oddities(tmp_path: Path) -> Path:
    """A workbook with one oddity a row in sheet `a`, and plain values in sheet `b!`."""
    path = tmp_path / "oddities.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "a"
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "tekst", 4.65, 0.24, 12
    sheet["A2"].number_format, sheet["A3"].number_format = "0.00", "0%"
    sheet["A5"], sheet["A6"], sheet["A7"] = True, datetime.date(2019, 11, 15), "#N/A"
    sheet["A8"], sheet["A9"] = "=A4+1", "samen"
    sheet.merge_cells("A9:B10")
    book.create_sheet("b!")["C2"] = 1
    book.save(path)
    return path


def test_address_has_one_textual_form() -> None:
    address = Address("export.xlsx", "resultaten", 17, 6)
    assert str(address) == "export.xlsx!resultaten!F17"
    assert Address.parse("export.xlsx!resultaten!F17") == address
    assert (address.cell, address.row, address.column) == ("F17", 17, 6)


def test_address_of_the_last_cell_and_of_odd_names() -> None:
    """XFD is column 16384: X = 24, F = 6, D = 4, so (24 * 26 + 6) * 26 + 4."""
    last = Address.parse("een map (1).xlsx!overige thema's!XFD1048576")
    assert (last.sheet, last.row, last.column) == ("overige thema's", 1048576, 16384)
    assert Address.parse("a.xlsx!wat!een!blad!A1").sheet == "wat!een!blad"


@pytest.mark.parametrize(
    "text",
    ["", "F17", "export.xlsx!F17", "export.csv!a!F17", "export.xlsx!a!f17", "export.xlsx!a!F0",
     "a.xlsx!b!$F$1", "a.xlsx!b!A1048577", "a.xlsx!b!XFE1", "a.xlsx!b!A1:B2", "a.xlsx!b!A1 ",
     "export.xlsx!!A1"],
)  # fmt: skip
def test_other_forms_are_no_address(text: str) -> None:
    with pytest.raises(InputError, match="is geen adres van een cel"):
        Address.parse(text)


def test_addresses_sort_by_row_and_column_not_by_letters() -> None:
    texts = ["a.xlsx!b!F17", "a.xlsx!b!AA2", "a.xlsx!b!F2"]
    assert [address.cell for address in sorted(map(Address.parse, texts))] == ["F2", "AA2", "F17"]


def test_cells_keep_value_format_and_oddity(oddities: Path) -> None:
    sheet = workbook.read_cells(oddities).sheets["a"]
    found = {
        cell.address.cell: (cell.value, cell.number_format, cell.oddity) for cell in sheet.cells.values()
    }
    assert found == {
        "A1": ("tekst", "General", None),
        "A2": (4.65, "0.00", None),
        "A3": (0.24, "0%", None),
        "A4": (12, "General", None),
        "A5": (True, "General", "boolean"),
        "A6": (datetime.datetime(2019, 11, 15), "yyyy-mm-dd", "date"),
        "A7": ("#N/A", "General", "error"),
        "A8": (None, "General", "formula_without_value"),
        "A9": ("samen", "General", None),
        "B9": (None, "General", "merged"),
        "A10": (None, "General", "merged"),
        "B10": (None, "General", "merged"),
    }
    assert sheet.cell(8, 1).formula == "=A4+1"
    assert sheet.merged == ("A9:B10",)
    assert sheet.cell(99, 99).empty


def test_formula_keeps_both_its_text_and_its_stored_value(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("a")
        sheet.write_formula("A1", "=1+1", value=2)
        sheet.write_array_formula("A2:A2", "{=SUM(A1:A1)}", value=2)
        sheet.write_formula("A3", '="twee"', value="twee")
        sheet.write_string("A4", "=1+1")
    cells = workbook.read_cells(path).sheets["a"].cells
    found = [(cell.value, cell.formula, cell.oddity) for cell in cells.values()]
    assert found == [
        (2, "=1+1", None),
        (2, "=SUM(A1:A1)", None),
        ("twee", '="twee"', None),
        ("=1+1", None, None),
    ]


def test_missing_shared_strings_are_named(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.xlsx", tmp_path / "part.xlsx"
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet("a").write_string("A1", "tekst")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(part, "w") as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
    assert workbook.read_cells(whole).cell("whole.xlsx!a!A1").value == "tekst"
    with pytest.raises(InputError, match=r"ontbreekt het onderdeel xl/sharedStrings\.xml"):
        workbook.read_cells(part)


def test_sheet_with_only_a_chart_has_no_cells(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("a").write_number("A1", 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=a!$A$1:$A$1"})
        book.add_chartsheet("grafiek").set_chart(chart)
    sheets = workbook.read_cells(path).sheets
    assert list(sheets) == ["a", "grafiek"]
    assert not sheets["grafiek"].cells


def test_cell_of_another_file_or_sheet_is_refused(oddities: Path) -> None:
    read = workbook.read_cells(oddities)
    assert read.cell("oddities.xlsx!b!!C2").value == 1
    with pytest.raises(InputError, match="ander bestand"):
        read.cell("export.xlsx!a!A1")
    with pytest.raises(InputError, match="in de werkmap staan: a, b!"):
        read.cell("oddities.xlsx!c!A1")


def test_changed_file_is_read_again(oddities: Path) -> None:
    assert workbook.read_cells(oddities) is workbook.read_cells(oddities)
    book = openpyxl.load_workbook(oddities)
    book["a"]["A4"] = 13
    book.save(oddities)
    assert workbook.read_cells(oddities).cell("oddities.xlsx!a!A4").value == 13


def test_a_copy_shares_the_cells_but_has_its_own_path_and_name(oddities: Path) -> None:
    folder = oddities.parent / "scenario"
    folder.mkdir()
    copy, renamed = folder / oddities.name, folder / "anders.xlsx"
    copy.write_bytes(oddities.read_bytes())
    renamed.write_bytes(oddities.read_bytes())
    first, second, third = (workbook.read_cells(path) for path in (oddities, copy, renamed))
    assert second.sheets is first.sheets
    assert (second.path, third.path) == (copy, renamed)
    assert str(third.cell("anders.xlsx!a!A4").address) == "anders.xlsx!a!A4"


def test_checksum_is_the_sha256_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n")
    assert workbook.checksum(path) == hashlib.sha256(b"a,b\n").hexdigest()
    with pytest.raises(InputError, match="niet te openen"):
        workbook.checksum(tmp_path / "weg.csv")


def test_digest_of_a_sheet_changes_with_its_cells_only(oddities: Path) -> None:
    def digest_after(sheet: str, cell: str, value: Any, number_format: str = "General") -> str:
        book = openpyxl.load_workbook(oddities)
        book[sheet][cell] = value
        book[sheet][cell].number_format = number_format
        book.save(oddities)
        return workbook.sheet_digest(oddities, "b!")

    before = workbook.sheet_digest(oddities, "b!")
    assert digest_after("a", "A4", 13) == before
    assert digest_after("b!", "C2", 1) == before
    values = [digest_after("b!", "C2", 2), digest_after("b!", "C2", "2"), digest_after("b!", "C2", 2, "0%")]
    moved = digest_after("b!", "C2", None), digest_after("b!", "C3", 2, "0%")
    assert len({before, *values, *moved}) == 6
