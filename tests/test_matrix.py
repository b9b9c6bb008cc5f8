"""Many scenarios on a cluster: right results, nothing lost with a worker, nothing done twice.

The cluster is a scheduler and two workers, processes of this test on the loopback address.
"""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evalbook.build import chapters, matrix, scenarios
from evalbook.errors import InputError, RunError
from test_build import notebook

ROOT = Path(__file__).resolve().parents[1]
EDITION = "pib-2016-2020"
COUNT = 64

pytestmark = pytest.mark.cluster


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the real inputs and one notebook, which notes each of its executions in a file."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    inputs = tmp_path / "data" / "raw" / EDITION
    shutil.copytree(ROOT / "data" / "raw" / EDITION, inputs)
    (tmp_path / "book").mkdir()
    shutil.copy(ROOT / "_config.yml", tmp_path)
    notebook(
        tmp_path / "notebooks" / "een.ipynb",
        f'from evalbook import exhibits, tables\n\ndata = tables.load(edition, "export")\n'
        f'open("{tmp_path}/executions", "a").write(edition + "\\n")',
        "exhibits.publish(edition, exhibits.pib_table_12_export_results(data))",
    )
    (inputs / "edition.toml").write_text('[[chapter]]\nnotebook = "een"\npage = "een"\n', "utf-8")
    chapters.tables_read.cache_clear()
    return tmp_path


def write_matrix(project, count):
    """Write a matrix of scenarios that differ in one cell: firms with growth in 2017, from 1 to the 64 that leave one of 65 over."""
    path = project / "scenarios.toml"
    cell = "export.xlsx!resultaten!C3"
    rows = [f'[[scenario]]\nname = "s{n:02d}"\ncells = {{"{cell}" = {n}}}\n' for n in range(1, count + 1)]
    path.write_text(f'editions = ["{EDITION}"]\n' + "\n".join(rows), "utf-8")
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def cluster(project, tmp_path):
    """A scheduler and two workers; yields the address and the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = os.environ | {"PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT / "src"))}
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard", "--no-show", "--dashboard-address", "127.0.0.1:0"],
        env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    workers = [
        subprocess.Popen(
            [
                sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny",
                "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(tmp_path / f"worker-{n}"),
            ],
            env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL,
        )
        for n in (1, 2)
    ]  # fmt: skip
    yield address, workers
    for process in [*workers, scheduler]:
        process.kill()
        process.wait()


def numbers(table):
    """Return the text of one number by scenario."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["key"] == "pib_table_12.firms_with_growth_2017"]
    return {row["scenario"]: row["text"] for row in rows}


def test_a_worker_killed_halfway_loses_nothing_and_repeats_nothing(project, cluster):
    address, workers = cluster
    path = write_matrix(project, COUNT)
    note = project / "executions"
    killer = subprocess.Popen(
        [
            sys.executable, "-c",
            "import os, signal, sys, time\n"
            f"while not os.path.exists({str(note)!r}) or open({str(note)!r}).read().count('\\n') < {COUNT // 2}:\n"
            "    time.sleep(0.05)\n"
            f"os.kill({workers[0].pid}, signal.SIGKILL)",
        ]
    )  # fmt: skip
    table = matrix.run(path, cluster=address, workers=2, progress=lambda state, what: None)
    killer.wait(timeout=10)
    assert workers[0].wait(timeout=10) == -signal.SIGKILL
    expected = {f"{EDITION}-s{n:02d}": str(n) for n in range(1, COUNT + 1)}
    assert numbers(table) == expected
    # One scenario was under way on the worker that was killed: it may have run its notebook already.
    executed = note.read_text("utf-8").split()
    assert set(executed) == set(expected)
    assert COUNT <= len(executed) <= COUNT + 1

    matrix.run(path, cluster=address, workers=2, progress=lambda state, what: None)
    assert note.read_text("utf-8").split() == executed


def test_a_scenario_that_fails_is_named_and_the_others_are_kept(project):
    path = write_matrix(project, 2)
    path.write_text(path.read_text("utf-8").replace("= 2}", '= "veel"}'), "utf-8")
    with pytest.raises(RunError, match="s02") as caught:
        matrix.run(path, cluster=None, workers=1, progress=lambda state, what: None)
    assert "export.xlsx!resultaten!C3" in str(caught.value)
    assert matrix.outcome(f"{EDITION}-s01").is_file(), str(caught.value)
    assert not matrix.outcome(f"{EDITION}-s02").is_file()


class TestMatrixFile:
    def test_a_table_of_cells_is_a_matrix_too(self, project):
        path = project / "cellen.csv"
        path.write_text(
            f"scenario,edition,cell,value\nhoog,{EDITION},export.xlsx!resultaten!C3,20\n"
            f'hoog,{EDITION},export.xlsx!resultaten!C4,"21,5"\nlaag,{EDITION},,\n',
            "utf-8",
        )
        high, low = scenarios.read(path)
        assert high.name == f"{EDITION}-hoog"
        assert high.cells == {"export.xlsx!resultaten!C3": 20.0, "export.xlsx!resultaten!C4": 21.5}
        assert low.cells == {}

    def test_everything_wrong_is_told_at_once(self, project):
        path = project / "m.toml"
        path.write_text(
            f'[[scenario]]\nname = "Hoog!"\nedition = "{EDITION}"\n'
            '[[scenario]]\nname = "x"\nedition = "pib-1900"\n'
            f'[[scenario]]\nname = "y"\nedition = "{EDITION}"\ncells = {{"export.xlsx!resultaat!C3" = 1}}\n'
            f'chapters = ["tien"]\n',
            "utf-8",
        )
        with pytest.raises(InputError) as caught:
            scenarios.read(path)
        told = [fault.what for fault in caught.value.faults]
        assert len(told) == 4
        assert "pib-1900" in told[1] and "resultaat!C3" in told[2] and "tien" in told[3]

    def test_a_correction_is_applied_when_asked_for(self, project):
        import openpyxl

        folder = project / "data" / "raw" / EDITION
        printed = openpyxl.load_workbook(folder / "export.xlsx")["resultaten"]["C3"].value
        (folder / "corrections.csv").write_text(
            f"cell,printed,corrected,reason\nexport.xlsx!resultaten!C3,{printed},19,telfout\n", "utf-8"
        )
        laid = scenarios.lay_down(scenarios.Scenario("hersteld", EDITION, corrected=True))
        assert openpyxl.load_workbook(laid / "export.xlsx")["resultaten"]["C3"].value == 19
        assert not (laid / "corrections.csv").exists() and not (laid / "claims.csv").exists()
        assert openpyxl.load_workbook(folder / "export.xlsx")["resultaten"]["C3"].value == printed
