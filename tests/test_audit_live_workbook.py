"""audit.xlsx: same addresses, live formulas that LibreOffice calculates alike, sheets anyone can read."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from audit_edition import write_claims, write_findings
from evalbook.audit import audit
from evalbook.audit.live_workbook import live_workbook, write_live_workbook
from evalbook.audit.sheetnames import CLAIMS, FINDINGS, README

PIB, PPS = "pib-2016-2020", "pps-2017-2022"
ROOT = Path(__file__).resolve().parents[1]
TOLERANCE = 1e-12

# Everything an expression can be, and texts that Excel could take for patterns.
EVERY_KIND = [
    ("sum(export.firms)", "36"),
    ("mean(export.growth)", "2000"),
    ("wmean(durations.mean_duration, durations.clusters)", "2.83"),
    ("wmean(durations.mean_duration where start_year=2017, durations.clusters where start_year=2017)", "2.5"),
    ("count(cases.name where state=lopend and start_year=2017)", "1"),
    ('count(cases.name where name="~*echt? ""nieuw"" (é)")', "1"),
    ('count(cases.name where name="naam *")', "0"),
    ("sum(export.growth where start_year=2018)", "3000"),
    ("mean(export.growth where start_year=2018)", "3000"),
    ("min(export.firms where start_year=2018, 100)", "13"),
    ("max(export.firms, 12.5)", "13"),
    ("round(-export.growth[2016] / 7, 2)", "-142.86"),
    ("round(export.growth[2016] / 7, -2)", "100"),
    ("ratio(export.firms_with_growth[2017], 1 + export.firms[2016])", "0.17"),
    ("-export.firms[2016] - -2 * 3", "-5"),
    ("1 - (2 - 3) / (4 / 2)", "1.5"),
    ("sum(other_themes.clusters)", "6"),
    ('claim("c0") / claim("c1")', "0.018"),
]


@pytest.fixture
def pib(tmp_path, monkeypatch):
    """The PIB edition as published, in a project of its own."""
    shutil.copytree(ROOT / "data" / "raw" / PIB, tmp_path / "data" / "raw" / PIB)
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    return PIB


@pytest.fixture
def both(pib, tmp_path):
    """Both reports as published, in one project."""
    shutil.copytree(ROOT / "data" / "raw" / PPS, tmp_path / "data" / "raw" / PPS)
    return (PIB, PPS)


def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def formulas(workbook: openpyxl.Workbook) -> list[tuple[str, str]]:
    return [
        (sheet.title, cell.coordinate)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def recalculated(data: bytes, folder: Path) -> openpyxl.Workbook:
    """Return a workbook after LibreOffice calculated all of it; stored values are taken out first."""
    program = shutil.which("soffice") or "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    if not Path(program).exists():
        pytest.fail(
            "LibreOffice is not installed; `make test` installs it, or: apt-get install libreoffice-calc"
        )
    stripped = folder / "stripped.xlsx"
    opened(data).save(stripped)
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(stripped)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return openpyxl.load_workbook(folder / "out" / "stripped.xlsx", data_only=True)


def differing(data: bytes, folder: Path) -> list[str]:
    ours, theirs = opened(data, values=True), recalculated(data, folder)
    found = []
    for sheet, place in formulas(opened(data)):
        one, other = ours[sheet][place].value, theirs[sheet][place].value
        if not isinstance(other, (int, float)) or abs(one - other) > TOLERANCE * max(1, abs(one)):
            found.append(f"{sheet}!{place}: {one} here, {other} in LibreOffice")
    return found


def test_libreoffice_calculates_every_formula_of_both_reports_alike(both, tmp_path):
    found = audit()
    assert tuple(each.edition for each in found.editions) == both
    data = live_workbook(found)
    recomputed = sum(
        each.outcome is not None and each.outcome.value is not None
        for edition in found.editions
        for each in edition.judged
    )
    assert len(formulas(opened(data))) == recomputed > 450 + 380
    assert differing(data, tmp_path) == []


def test_libreoffice_calculates_every_kind_of_expression_alike(edition, tmp_path):
    edition.put("cases.xlsx!cases!C2", '~*echt? "nieuw" (é)')
    edition.put("cases.xlsx!cases!C3", "naam *")
    edition.put("cases.xlsx!cases!C4", "naam met ster")
    claims = [
        {
            "id": f"c{place}",
            "printed": value.replace(".", ","),
            "value": value,
            "unit": "cijfer",
            "expression": text,
        }
        for place, (text, value) in enumerate(EVERY_KIND)
    ]
    write_claims(edition, *claims)
    data = live_workbook(audit(edition.name))
    assert len(formulas(opened(data))) == len(EVERY_KIND)
    assert differing(data, tmp_path) == []


def test_every_input_stands_at_its_own_address(pib, tmp_path):
    made = opened(live_workbook(audit(pib)), values=True)
    for path in sorted((tmp_path / "data" / "raw" / PIB).glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path, data_only=True):
            if sheet.title == "leeswijzer":
                continue
            copy = made[f"{path.stem}_{sheet.title}"[:31]]
            for row in sheet.iter_rows():
                for cell in row:
                    assert copy[cell.coordinate].value == cell.value, f"{copy.title}!{cell.coordinate}"
                    if isinstance(cell.value, (int, float)):
                        assert copy[cell.coordinate].number_format == cell.number_format


def test_every_sheet_holds_one_table_with_a_header_in_view_and_nothing_merged(pib):
    made = opened(live_workbook(audit(pib)))
    assert made.sheetnames[:3] == [README, CLAIMS, FINDINGS]
    for sheet in made:
        assert len(sheet.tables) == 1, sheet.title
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A1:") and table.headerRowCount == 1
        headers = [cell.value for cell in sheet[1]]
        assert all(headers) and len(set(headers)) == len(headers)
        assert sheet.freeze_panes == "B2"
        assert not sheet.merged_cells.ranges


def test_a_claim_shows_what_is_printed_what_is_recomputed_and_where_it_comes_from(pib):
    data = live_workbook(audit(pib))
    sheet, values = opened(data)[CLAIMS], opened(data, values=True)[CLAIMS]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "pib_table_12.share_2017"
    )

    def cell(name, of=values):
        return of.cell(row, columns[name])

    assert (cell("afgedrukt").value, cell("waarde").value, cell("oordeel").value) == ("32%", 0.32, "weerlegd")
    assert cell("herrekend", sheet).value == "='export_resultaten'!$C$3/'export_resultaten'!$B$3"
    assert cell("herrekend").value == pytest.approx(18 / 65, rel=1e-15)
    assert cell("berekening").value == "18 ÷ 65"
    assert cell("invoercellen").value == "export.xlsx!resultaten!C3; export.xlsx!resultaten!B3"
    assert cell("naar de invoer", sheet).hyperlink.location == "'export_resultaten'!C3"
    assert cell("bevinding").value == "export-2017"


def test_text_never_becomes_a_formula_or_a_link(edition):
    edition.put("cases.xlsx!cases!C2", "+1+1")
    edition.put("cases.xlsx!cases!C3", "http://example.org")
    write_claims(edition, {"label": "=cmd|' /C calc'!A0", "note": "+1", "printed": "-3", "value": "-3"})
    write_findings(edition, {"explanation": "=HYPERLINK(1)", "marked_by": "reading"})
    made = opened(live_workbook(audit(edition.name)))
    assert formulas(made) == []
    assert made[CLAIMS]["E2"].value == "=cmd|' /C calc'!A0"
    assert made[CLAIMS]["E2"].data_type == "s"
    assert made["cases_cases"]["C2"].data_type == "s"
    assert made["cases_cases"]["C3"].hyperlink is None


def test_the_same_audit_gives_the_same_bytes_and_is_not_written_twice(edition, tmp_path):
    write_claims(edition, {"expression": "sum(export.firms)", "printed": "36", "value": "36"})
    assert live_workbook(audit(edition.name)) == live_workbook(audit(edition.name))
    path = tmp_path / "out" / "audit.xlsx"
    write_live_workbook(audit(edition.name), path)
    before = path.stat().st_mtime_ns
    write_live_workbook(audit(edition.name), path)
    assert path.stat().st_mtime_ns == before


def test_what_cannot_be_recomputed_has_no_formula_but_its_reason(edition):
    edition.put("portfolio.xlsx!rvo!C2", None)
    write_claims(edition, {"expression": "rvo_funding.covenants_running[2016] + 1"})
    sheet = opened(live_workbook(audit(edition.name)))[CLAIMS]
    assert sheet["I2"].value is None
    assert sheet["Q2"].value == "invoercel portfolio.xlsx!rvo!C2 is leeg"
