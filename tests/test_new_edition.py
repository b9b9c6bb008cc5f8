"""New editions: what is laid down, that templates can be filled from what stands in them, and the checks."""

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from evalbook import build, cli, paths, tables
from evalbook.build import citation, workspace
from evalbook.build.new_edition.layout import lay_down
from evalbook.errors import InputError
from evalbook.package import publication
from filling import Templates

ROOT = Path(__file__).resolve().parents[1]
NAME = "pib-2021-2025"


@pytest.fixture(scope="module")
def laid_down(tmp_path_factory):
    """A project with notebooks, pages and settings, and the templates of a new edition."""
    root = tmp_path_factory.mktemp("project")
    for name in ("notebooks", "book"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("executed"))
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "data" / "raw" / "pib-2016-2020", root / "data" / "raw" / "pib-2016-2020")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALBOOK_ROOT", str(root))
        lay_down(NAME)
    return root


@pytest.fixture
def project(laid_down, tmp_path, monkeypatch):
    """A copy of that project that a test may change."""
    root = tmp_path / "project"
    shutil.copytree(laid_down, root)
    monkeypatch.setenv("EVALBOOK_ROOT", str(root))
    return root


def folder(root):
    return root / "data" / "raw" / NAME


def test_what_exists_is_never_overwritten(project):
    (folder(project) / "edition.toml").write_text("# mijn eigen tekst\n", "utf-8")
    (folder(project) / "export.xlsx").unlink()
    written, kept = lay_down(NAME)
    assert [path.name for path in written] == ["export.xlsx"]
    assert folder(project) / "edition.toml" in kept
    assert (folder(project) / "edition.toml").read_text("utf-8") == "# mijn eigen tekst\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PIB 2021", "is geen naam voor een editie"),
        ("pib", "is geen naam voor een editie"),
        ("../pib-2021", "is geen naam voor een editie"),
        ("abc-2021-2025", "hoort bij geen bekend programma"),
    ],
)
def test_a_wrong_name_is_told_and_ends_with_code_2(project, name, words):
    outcome = CliRunner().invoke(cli.app, ["new-edition", name])
    assert outcome.exit_code == 2
    assert words in outcome.output


def test_the_same_templates_have_the_same_bytes(project):
    before = {path.name: path.read_bytes() for path in folder(project).glob("*.xlsx")}
    shutil.rmtree(folder(project))
    lay_down(NAME)
    assert {path.name: path.read_bytes() for path in folder(project).glob("*.xlsx")} == before


def test_every_column_has_a_note_and_every_choice_a_list(project):
    for path in folder(project).glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames[0] == "leeswijzer" and not path.name.endswith("xlsm")
        for table in (each for each in tables.specification(NAME) if each.workbook == path.name):
            sheet = book[table.sheet]
            assert [cell.value for cell in sheet[1]] == [column.header for column in table.columns]
            assert all(len(cell.comment.text) > 10 for cell in sheet[1])
            assert not sheet.merged_cells.ranges and sheet.sheet_state == "visible"
            ruled = {
                str(rule.sqref).rstrip("0123456789").split("2:")[0]
                for rule in sheet.data_validations.dataValidation
            }
            for number, column in enumerate(table.columns, 1):
                if column.kind in ("category", "count", "share", "eur", "year"):
                    assert openpyxl.utils.get_column_letter(number) in ruled, (table.name, column.name)


def test_empty_templates_are_no_fault_and_a_wrong_cell_is(project):
    assert tables.check(NAME) == []
    book = openpyxl.load_workbook(folder(project) / "export.xlsx")
    for place, value in enumerate((2021, 10, "veel", 1000.0, "tabel"), 1):
        book["resultaten"].cell(2, place).value = value
    book.save(folder(project) / "export.xlsx")
    (fault,) = tables.check(NAME)
    assert fault.where == "export.xlsx!resultaten!C2"


def test_a_faulty_workbook_gets_a_copy_with_comments_and_stays_itself(project):
    book = openpyxl.load_workbook(folder(project) / "export.xlsx")
    for place, value in enumerate((2021, 10, 20, 1000.0, "tabel"), 1):
        book["resultaten"].cell(2, place).value = value  # 20 firms with growth of 10 firms
    book.save(folder(project) / "export.xlsx")
    original = (folder(project) / "export.xlsx").read_bytes()
    outcome = CliRunner().invoke(cli.app, ["check", "-e", NAME])
    assert outcome.exit_code == 2
    copy = project / "_build" / "check" / NAME / "export.xlsx"
    assert f"_build/check/{NAME}/export.xlsx" in outcome.output
    cell = openpyxl.load_workbook(copy)["resultaten"]["C2"]
    assert "FOUT" in cell.comment.text and "Herstel" in cell.comment.text
    assert cell.fill.fgColor.rgb == "00FFC7CE"
    assert (folder(project) / "export.xlsx").read_bytes() == original
    book["resultaten"]["C2"].value = 5
    book.save(folder(project) / "export.xlsx")
    outcome = CliRunner().invoke(cli.app, ["check", "-e", NAME])
    assert outcome.exit_code == 0, outcome.output
    assert "Nog leeg" in outcome.output and not copy.exists()


def test_a_book_without_data_says_so_and_does_not_break(project):
    """One notebook stands for all: every exhibit of it is missing, and names the sheet to fill."""
    settings = folder(project) / "edition.toml"
    first = settings.read_text("utf-8").split("[[chapter]]")
    settings.write_text("[[chapter]]".join(first[:2]), "utf-8")
    welcome = "# Welkom\n\nEr startten {num}`pib_table_4.clusters_all:woord` clusters.\n"
    (folder(project) / "teksten" / "welkom.md").write_text(welcome, "utf-8")
    (book,) = build.books([NAME])
    with book.entered():
        build.build([NAME], workers=2)
        rows = list(csv.DictReader((paths.processed() / "exhibits.csv").read_text("utf-8").splitlines()))
        page = (paths.html() / "book" / "executed" / f"{NAME}-programma.html").read_text("utf-8")
        entrance = (paths.html() / "book" / "teksten" / "welkom.html").read_text("utf-8")
    assert {row["basis"] for row in rows} == {"missing"}
    assert "portfolio.xlsx, blad looptijd" in page
    assert "nog geen gegevens" in entrance.lower() and ">–<" in entrance
    assert not (project / "_build" / "html").exists()


def test_templates_filled_from_what_stands_in_them_give_a_complete_book(project):
    filled = Templates(folder(project))
    filled.fill()
    filled.save()
    assert tables.check(NAME) == []
    assert tables.vacant(NAME) == {}
    (book,) = build.books([NAME])
    with book.entered():
        runs = build.build([NAME], workers=2)
        rows = list(csv.DictReader((paths.processed() / "exhibits.csv").read_text("utf-8").splitlines()))
        pages = {path.name for path in (paths.html() / "book" / "executed").glob("*.html")}
        text = "".join(
            path.read_text("utf-8")
            for path in (paths.html() / "book" / "executed").glob("*.html")
            if not path.stem.endswith("verdieping")  # the one page that puts another edition beside it
        )
    cases = {row["id"] for row in rows if row["id"].startswith("pib_own_case_") and "facts" in row["id"]}
    assert len(cases) >= 3 and len(runs) == 5 + len(cases)  # five chapters, and a page for each case
    assert pages == {f"{run.page}.html" for run in runs}
    assert {row["id"] for row in rows if row["basis"] == "missing"} == set()
    assert {f"pib_table_{number}" for number in (4, 5, 6, 7, 8, 12, 13, 16)} <= {row["id"] for row in rows}
    for word in ("2016", "Technopolis", "uit het rapport. "):
        assert word not in text, f"‘{word}’ belongs to the published edition"


def test_the_package_of_an_own_edition_is_its_own(project):
    """Not titled or published as the published book is, whatever stands in the project's root."""
    shutil.copy(ROOT / "CITATION.cff", project / "CITATION.cff")
    shutil.copy(ROOT / "LICENSE", project / "LICENSE")
    (book,) = build.books([NAME])
    with book.entered():
        draft = publication.publication()
    assert (draft.title, draft.version) == ("Partners for International Business 2021-2025", "concept")
    assert draft.publisher == citation.UNKNOWN and draft.references == ()
    assert (book.root / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    settings = folder(project) / "edition.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('publisher = ""', 'publisher = "Bureau A"'), "utf-8"
    )
    (book,) = build.books([NAME])
    with book.entered():
        assert publication.publication().publisher == "Bureau A"


def test_the_published_book_does_not_hold_the_new_edition(project):
    assert workspace.published() == ["pib-2016-2020"]
    (book,) = build.books([NAME])
    assert book.root == project / "_build" / "editions" / NAME and not book.published


def test_a_scenario_with_the_same_pages_is_not_published(project):
    source = project / "data" / "raw" / "pib-2016-2020"
    shutil.copytree(source, project / "data" / "raw" / "pib-scenario")
    settings = project / "data" / "raw" / "pib-scenario" / "edition.toml"
    settings.write_text('based_on = "pib-2016-2020"\n' + settings.read_text("utf-8"), "utf-8")
    assert workspace.published() == ["pib-2016-2020"]


def test_a_workspace_is_written_only_where_something_differs(project):
    first = workspace.create(NAME)
    files = {path: path.stat().st_mtime_ns for path in first.root.rglob("*") if path.is_file()}
    workspace.create(NAME)
    assert {path: path.stat().st_mtime_ns for path in first.root.rglob("*") if path.is_file()} == files
    (folder(project) / "teksten" / "welkom.md").write_text("# Anders\n", "utf-8")
    workspace.create(NAME)
    assert (first.root / "book" / "teksten" / "welkom.md").read_text("utf-8") == "# Anders\n"


def test_an_edition_that_is_not_there_is_told(project):
    with pytest.raises(InputError, match="evalbook new-edition pib-2031-2035"):
        list(build.books(["pib-2031-2035"]))
