"""Notebooks: thin, stripped, with declared parameters, and each runs by papermill alone."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evalbook.build import chapters, parameters

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def code_cells(path):
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path):
    for cell in code_cells(path):
        assert cell["outputs"] == [] and cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_declares_typed_parameters(path):
    declared = parameters.declared(path)
    kind, default = declared["edition"]
    assert kind == "str" and default in chapters.editions()
    assert default.startswith(f"{path.stem.partition('_')[0]}-")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_logic(path):
    for cell in code_cells(path):
        source = "".join(cell["source"])
        forbidden = (ast.FunctionDef, ast.For, ast.While, ast.Lambda, ast.ListComp, ast.If)
        assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, forbidden)], source
        few = 10 if "parameters" in cell["metadata"].get("tags", []) else 4
        assert len(ast.parse(source).body) <= few, source
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom):
                assert node.module in {"evalbook", "evalbook.exhibits"}


def test_every_notebook_is_a_chapter_of_an_edition():
    used = {run.notebook.name for edition in chapters.editions() for run in chapters.chapters(edition)}
    template = ROOT / "src" / "evalbook" / "build" / "new_edition" / "texts" / "edition.toml.j2"
    offered = {
        f"{name}.ipynb" for name in re.findall(r'^notebook = "(.+)"', template.read_text("utf-8"), re.M)
    }
    assert used | offered == {path.name for path in NOTEBOOKS}


def test_the_tables_a_notebook_reads_are_taken_from_its_own_call():
    reads = chapters.tables_read(ROOT / "notebooks" / "pib_04_impact.ipynb")
    assert "export" in reads and "cases" not in reads


def test_a_case_runs_by_papermill_alone(tmp_path):
    """The command of the README, on a folder of its own so that the build's results stay as they are."""
    outcome = subprocess.run(
        [
            sys.executable, "-m", "papermill", str(ROOT / "notebooks" / "pib_07_case.ipynb"), str(tmp_path / "out.ipynb"),
            "-p", "case", "gulf-tulip", "--no-progress-bar",
        ],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr[-2000:]
    text = (tmp_path / "out.ipynb").read_text("utf-8")
    assert "Tabel 19" in text and "Gulf Tulip" in text


def test_an_unknown_case_stops_papermill_with_the_nearest_name(tmp_path):
    outcome = subprocess.run(
        [
            sys.executable, "-m", "papermill", str(ROOT / "notebooks" / "pib_07_case.ipynb"), str(tmp_path / "out.ipynb"),
            "-p", "case", "gulf-tulp", "--no-progress-bar",
        ],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert outcome.returncode != 0
    assert "bedoelde u ‘gulf-tulip’" in outcome.stderr
