"""The build: parameters refused in time, failures that say where, runs only where something changed.

Each test writes a tiny project of its own: one workbook's worth of edition, notebooks of three cells.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from evalbook import build as room
from evalbook import paths, tables
from evalbook.build import chapters, closure, collect, notebooks, parameters
from evalbook.errors import InputError, RunError

ROOT = Path(__file__).resolve().parents[1]


def notebook(path, *cells, parameter='edition: str = "pib-2016-2020"'):
    """Write a notebook: a title, the parameters cell, and these code cells."""
    made = nbformat.v4.new_notebook()
    made.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made.cells = [nbformat.v4.new_markdown_cell("# Titel"), nbformat.v4.new_code_cell(parameter)]
    made.cells[1].metadata["tags"] = ["parameters"]
    made.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)
    return path


LOAD = 'from evalbook import exhibits, tables\n\ndata = tables.load(edition, "export")'
SHOW = "exhibits.publish(edition, exhibits.pib_table_12_export_results(data))"
LOAD_CASES = 'from evalbook import exhibits, tables\n\ndata = tables.load(edition, "cases")'
SHOW_CASES = "exhibits.publish(edition, exhibits.pib_own_timelines(data))"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the real inputs and two notebooks: one reads export, one reads cases."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    shutil.copytree(ROOT / "data" / "raw" / "pib-2016-2020", tmp_path / "data" / "raw" / "pib-2016-2020")
    notebook(tmp_path / "notebooks" / "een.ipynb", LOAD, SHOW)
    notebook(tmp_path / "notebooks" / "twee.ipynb", LOAD_CASES, SHOW_CASES)
    chapter = '[[chapter]]\nnotebook = "{0}"\npage = "{0}"\n'
    (tmp_path / "data" / "raw" / "pib-2016-2020" / "edition.toml").write_text(
        chapter.format("een") + chapter.format("twee"), "utf-8"
    )
    chapters.tables_read.cache_clear()
    return tmp_path


def build(**options):
    """Build without the book and return which pages ran."""
    ran = []
    room.build(
        with_book=False,
        workers=2,
        progress=lambda state, what: ran.append(what) if state == "klaar" else None,
        **options,
    )
    return [what for what in ran if what in {"een", "twee"}]


def change(path, sheet, cell, value):
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def reasons_of(**options):
    """Build without the book and return why each notebook ran, by page."""
    told = []
    room.build(
        with_book=False,
        workers=2,
        progress=lambda state, what: told.append(what) if state == "start" else None,
        **options,
    )
    return dict(line.split(": ", 1) for line in told if ": " in line)


class TestParameters:
    def test_an_unknown_parameter_is_refused_with_the_nearest_name(self, tmp_path):
        path = notebook(tmp_path / "n.ipynb", parameter='edition: str = "a"\ncase: str = "b"')
        with pytest.raises(InputError, match="bedoelde u ‘case’"):
            parameters.check(path, {"csae": "x"})

    def test_a_parameter_of_another_type_is_refused(self, tmp_path):
        path = notebook(tmp_path / "n.ipynb", parameter="years: int = 3")
        with pytest.raises(InputError, match="geef een geheel getal") as caught:
            parameters.check(path, {"years": "drie"})
        assert caught.value.exit_code == 2

    def test_all_wrong_parameters_are_reported_at_once(self, tmp_path):
        path = notebook(tmp_path / "n.ipynb", parameter="years: int = 3\nshare: float = 0.5")
        with pytest.raises(InputError) as caught:
            parameters.check(path, {"years": "x", "share": "y", "other": 1})
        assert len(caught.value.faults) == 3

    def test_defaults_are_filled_in(self, tmp_path):
        path = notebook(tmp_path / "n.ipynb", parameter='years: int = 3\ncase: str = "a"')
        assert parameters.check(path, {"years": 5}) == {"years": 5, "case": "a"}

    def test_a_parameters_cell_without_types_is_refused(self, tmp_path):
        path = notebook(tmp_path / "n.ipynb", parameter="years = 3")
        with pytest.raises(InputError, match="zonder type"):
            parameters.check(path, {})


class TestChapters:
    def test_an_unknown_edition_suggests_the_nearest(self, project):
        with pytest.raises(InputError, match="bedoelde u ‘pib-2016-2020’"):
            chapters.chapters("pib-2016-2202")

    def test_a_chapter_without_its_notebook_is_named(self, project):
        settings = project / "data" / "raw" / "pib-2016-2020" / "edition.toml"
        settings.write_text('[[chapter]]\nnotebook = "drie"\npage = "drie"\n', "utf-8")
        with pytest.raises(InputError, match=r"drie\.ipynb bestaat niet"):
            chapters.chapters("pib-2016-2020")

    def test_a_chapter_for_each_row_runs_once_a_row(self):
        runs = [run for run in chapters.chapters("pib-2016-2020") if run.notebook.stem == "pib_07_case"]
        assert len(runs) == 8
        assert runs[2].parameters["case"] == "gulf-tulip"
        assert runs[2].page == "pib-case-gulf-tulip"
        assert runs[2].heading == "Gulf Tulip"

    def test_a_table_name_that_is_no_literal_is_refused(self, tmp_path):
        path = notebook(
            tmp_path / "n.ipynb", "from evalbook import tables\nname = 'x'\ntables.load(edition, name)"
        )
        with pytest.raises(InputError, match="letterlijk"):
            chapters.tables_read(path)


class TestRuns:
    def test_only_what_reads_a_changed_sheet_runs_again(self, project):
        assert sorted(build()) == ["een", "twee"]
        assert build() == []
        change(project / "data/raw/pib-2016-2020/export.xlsx", "resultaten", "C3", 20)
        assert build() == ["een"]
        data = (paths.exhibits("pib-2016-2020") / "pib_table_12.csv").read_text("utf-8")
        assert "20" in data.splitlines()[2]

    def test_another_sheet_of_the_same_workbook_does_not_count(self, project):
        build()
        change(project / "data/raw/pib-2016-2020/export.xlsx", "instrumenten", "C3", 0.26)
        assert build() == []

    def test_a_changed_notebook_runs_again(self, project):
        build()
        notebook(project / "notebooks" / "twee.ipynb", LOAD_CASES, "# opmerking\n" + SHOW_CASES)
        assert build() == ["twee"]

    def test_a_lost_file_of_an_exhibit_is_made_again(self, project):
        build()
        (paths.exhibits("pib-2016-2020") / "pib_own_timelines.csv").unlink()
        assert build() == ["twee"]

    def test_two_runs_of_the_same_input_give_the_same_bytes(self, project):
        build()
        first = {
            path.name: path.read_bytes()
            for path in [*paths.executed().iterdir(), *paths.exhibits("pib-2016-2020").iterdir()]
        }
        build(force=True)
        again = {
            path.name: path.read_bytes()
            for path in [*paths.executed().iterdir(), *paths.exhibits("pib-2016-2020").iterdir()]
        }
        assert first == again

    def test_a_failing_cell_fails_the_build_and_keeps_the_half_run_notebook(self, project):
        notebook(project / "notebooks" / "twee.ipynb", LOAD_CASES, 'raise ValueError("dit ging mis")')
        with pytest.raises(RunError) as caught:
            build()
        (fault,) = caught.value.faults
        assert "cel 4 van twee.ipynb" in fault.what and "dit ging mis" in fault.what
        assert "_build/failed/twee.ipynb" in fault.mend
        assert (project / "_build" / "failed" / "twee.ipynb").is_file()
        assert not (paths.executed() / "twee.ipynb").exists()
        assert (paths.executed() / "een.ipynb").is_file()

    def test_a_kernel_that_dies_is_explained(self, project):
        notebook(project / "notebooks" / "twee.ipynb", LOAD_CASES, "import os\n\nos._exit(9)")
        with pytest.raises(RunError, match="kernel") as caught:
            build()
        assert "--workers 1" in caught.value.faults[0].mend

    def test_a_faulty_workbook_stops_before_anything_runs_or_is_written(self, project):
        change(project / "data/raw/pib-2016-2020/export.xlsx", "resultaten", "C3", "achttien")
        with pytest.raises(InputError) as caught:
            build()
        assert caught.value.faults[0].where == "export.xlsx!resultaten!C3"
        assert not paths.executed().exists() and not paths.processed().exists()

    def test_an_exhibit_on_two_pages_is_refused(self, project):
        notebook(project / "notebooks" / "twee.ipynb", LOAD, SHOW)
        with pytest.raises(RunError, match="meer dan één pagina"):
            build()


class TestReasons:
    def test_the_log_says_what_changed(self, project):
        assert reasons_of() == {"een": "nog niet gedraaid", "twee": "nog niet gedraaid"}
        change(project / "data/raw/pib-2016-2020/export.xlsx", "resultaten", "C3", 20)
        assert reasons_of() == {"een": "blad resultaten van export.xlsx is veranderd"}
        notebook(project / "notebooks" / "twee.ipynb", LOAD_CASES, "# opmerking\n" + SHOW_CASES)
        assert reasons_of() == {"twee": "notebook twee.ipynb is veranderd"}
        (project / "requirements.lock").write_text("pandas==9", "utf-8")
        assert set(reasons_of().values()) == {"requirements.lock is veranderd"}
        (paths.executed() / "een.ipynb").unlink()
        assert reasons_of() == {"een": "de uitkomst ontbreekt"}

    def test_a_changed_parameter_is_named(self, project):
        build()
        settings = project / "data/raw/pib-2016-2020/edition.toml"
        settings.write_text(
            settings.read_text("utf-8").replace('page = "een"', 'page = "een"\nheading = "Eén"')
        )
        assert reasons_of() == {"een": "parameters is veranderd"}

    def test_a_notebook_depends_on_the_modules_of_its_own_exhibits(self, project):
        """Exhibit 12 stands in exhibits/export.py and uses measures/export.py; timelines do neither."""
        export, cases = (
            {path.relative_to(closure.PACKAGE).as_posix() for path in closure.files_of(project / "notebooks" / name, "pib-2016-2020")}
            for name in ("een.ipynb", "twee.ipynb")
        )  # fmt: skip
        assert {"exhibits/export.py", "measures/export.py", "tables/pib.py", "rounding.py"} <= export
        assert {"exhibits/cases.py", "measures/cases.py", "workbook/cells.py"} <= cases
        assert "exhibits/export.py" not in cases and "exhibits/cases.py" not in export
        assert "exhibits/exhibit.html.j2" in export and "exhibits/__init__.py" not in export

    def test_every_exhibit_is_found_in_a_module_of_the_room(self):
        from evalbook import exhibits

        for name in exhibits.__all__:
            (path,) = closure._offered(name)
            assert f"def {name}(" in path.read_text("utf-8"), name


class TestNothingToDo:
    def test_it_is_known_after_a_build_and_until_something_changes(self, project):
        build()
        assert room.standing(with_book=False) == []
        assert room.standing(with_book=True) is None  # the pages were not asked for
        change(project / "data/raw/pib-2016-2020/export.xlsx", "instrumenten", "C3", 0.26)
        assert room.standing(with_book=False) is None
        build()
        (notice,) = room.standing(with_book=False)
        assert "export.xlsx is anders dan in sources.csv" in notice

    def test_a_changed_or_lost_result_is_work(self, project):
        build()
        table = paths.exhibits("pib-2016-2020") / "pib_table_12.csv"
        table.write_text(table.read_text("utf-8") + "x", "utf-8")
        assert room.standing(with_book=False) is None
        build(force=True)
        (paths.processed() / "numbers.json").unlink()
        assert room.standing(with_book=False) is None

    def test_a_failed_build_is_not_taken_for_a_complete_one(self, project):
        build()
        good = (project / "notebooks" / "twee.ipynb").read_bytes()
        notebook(project / "notebooks" / "twee.ipynb", LOAD_CASES, "raise ValueError()")
        with pytest.raises(RunError):
            build()
        (project / "notebooks" / "twee.ipynb").write_bytes(good)
        assert room.standing(with_book=False) is None

    def test_it_is_known_without_loading_any_library(self, project):
        build()
        code = (
            "import sys\nfrom evalbook import build\nassert build.standing(with_book=False) == []\n"
            "print([name for name in ('pandas', 'openpyxl', 'pytask', 'papermill', 'sphinx') if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


def test_nothing_half_written_is_left_when_a_write_is_cut_short(tmp_path, monkeypatch):
    from evalbook.files import write

    target = tmp_path / "a.csv"
    write(target, "oud\n")

    def cut(self, data):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", cut)
    with pytest.raises(KeyboardInterrupt):
        write(target, "nieuw\n")
    assert target.read_text("utf-8") == "oud\n"


def test_cleaning_leaves_nothing_that_differs_from_run_to_run():
    made = nbformat.v4.new_notebook()
    made.metadata["papermill"] = {"duration": 3.2}
    cell = nbformat.v4.new_code_cell("1", execution_count=7)
    cell.metadata = {"execution": {"iopub.execute_input": "2026"}, "papermill": {"status": "completed"}}
    injected = nbformat.v4.new_code_cell("x = 1")
    injected.metadata["tags"] = ["injected-parameters"]
    made.cells = [nbformat.v4.new_markdown_cell("# Casestudie"), injected, cell]
    run = chapters.Run("e", Path("n.ipynb"), "p", heading="Gulf Tulip")
    text = nbformat.writes(notebooks._cleaned(made, run))
    assert "2026" not in text and "papermill" not in text and "injected" not in text
    assert json.loads(text)["cells"][0]["source"] == ["# Gulf Tulip"]


def test_exhibits_csv_has_the_columns_that_others_read():
    assert collect.EXHIBIT_COLUMNS == (
        "id", "edition", "kind", "number", "title", "basis", "notebook", "page", "data",
    )  # fmt: skip


def test_the_inputs_of_the_edition_are_sound_and_recorded():
    assert tables.check("pib-2016-2020") == []
    assert tables.changed_since_recorded("pib-2016-2020") == []


def test_the_process_for_the_pages_ends_with_the_build_and_with_its_builder(project):
    from evalbook.build.book import Builder

    with Builder() as builder:
        builder.get_ready()
        waiting = builder._process
        builder.get_ready()
        assert builder._process is waiting and waiting.poll() is None
    assert waiting.returncode is not None

    other = Builder()
    other.get_ready()
    orphan = other._process
    orphan.stdin.close()  # as when the build is killed
    assert orphan.wait(timeout=60) == 0
    orphan.stdout.close()
    orphan.stderr.close()
    assert not (project / "_build" / "html").exists()
