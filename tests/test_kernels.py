"""Kernels forked from a warm one: the same results, nothing shared in failure, nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evalbook.build import chapters, kernels, kernels_server, notebooks
from evalbook.errors import RunError
from test_build import LOAD, LOAD_CASES, SHOW, SHOW_CASES, notebook

ROOT = Path(__file__).resolve().parents[1]
SHOW_CHART = "exhibits.publish(edition, exhibits.pib_own_export(data))"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder with the real inputs, where forking is asked for on every platform that can."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    monkeypatch.setenv(kernels.SWITCH, "1")
    inputs = tmp_path / "data" / "raw" / "pib-2016-2020"
    inputs.parent.mkdir(parents=True)
    inputs.symlink_to(ROOT / "data" / "raw" / "pib-2016-2020")
    return tmp_path


def run(folder, name, *cells):
    """Execute a notebook of these cells and return it as text."""
    made = chapters.Run("pib-2016-2020", notebook(folder / "notebooks" / f"{name}.ipynb", *cells), name)
    notebooks.execute(made)
    return made.output.read_text("utf-8")


def written(folder):
    """Every file that runs wrote, but for those of the build itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("book", "data/processed")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def alive(pid):
    """Whether a process runs; one that ended and was not yet asked for its code does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip() not in ("", "Z", "Z+", "Zs")


def gone(pids, seconds=20):
    """Whether all these processes end within so many seconds."""
    until = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_a_forked_kernel_gives_the_same_bytes_as_a_plain_one(folder, monkeypatch):
    cells = [
        LOAD,
        SHOW,
        SHOW_CHART,
        'print("uitvoer")',
        "import os, sys\n\nprint(sys.path, os.environ['MPLBACKEND'])",
    ]
    with kernels.warm():
        run(folder, "een", *cells)
        run(folder, "twee", LOAD_CASES, SHOW_CASES)
    forked = written(folder)
    monkeypatch.setenv(kernels.SWITCH, "0")
    with kernels.warm():
        assert kernels.server() is None
        for path in forked:
            (folder / path).unlink()
        run(folder, "een", *cells)
        run(folder, "twee", LOAD_CASES, SHOW_CASES)
    assert written(folder) == forked
    assert sum(path.endswith(".svg") for path in forked) == 2


def test_a_kernel_is_forked_and_sees_what_a_plain_one_sees(folder, monkeypatch):
    """Its parent is the server, not us; its folder, path and environment are those of the run."""
    monkeypatch.setenv("EVALBOOK_TEST", "gezien")
    look = "import os, sys\n\nprint(os.getppid(), os.getcwd(), os.environ['EVALBOOK_TEST'])"
    with kernels.warm():
        text = run(folder, "een", look)
        server = kernels.server().pid
    assert f"{server} {folder} gezien" in text


def test_a_run_leaves_the_folder_of_this_process_alone(folder):
    """Runs are threads of one process: a run that moved it would move the others, and could not move it back."""
    from concurrent.futures import ThreadPoolExecutor

    before, seen = Path.cwd(), set()
    look = "import os, time\n\ntime.sleep(1)\nprint(os.getcwd())"
    with kernels.warm(), ThreadPoolExecutor() as pool:
        text = pool.submit(run, folder, "een", look)
        while not text.done():
            seen.add(Path.cwd())
            time.sleep(0.02)
        assert str(folder) in text.result()
    assert seen == {before}


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_the_server_has_one_thread_when_it_forks():
    with kernels.warm():
        server = kernels.server()
        server.ask({"poll": 1})  # it answers once everything is loaded
        assert len(list(Path(f"/proc/{server.pid}/task").iterdir())) == 1


def test_what_the_server_loads_exists():
    """It passes over what cannot be loaded, so a name that is wrong would only cost time, unseen."""
    from importlib import import_module

    for name in (*kernels_server.LOADED, *kernels_server.ROOMS):
        assert import_module(name)


@pytest.mark.parametrize("crash", ["import os\n\nos._exit(9)", "import os\n\nos.abort()"])
def test_a_crash_of_one_kernel_leaves_the_others_alone(folder, crash):
    from concurrent.futures import ThreadPoolExecutor

    slow = "import time\n\ntime.sleep(2)\nprint('klaar')"
    with kernels.warm(), ThreadPoolExecutor() as pool:
        other = pool.submit(run, folder, "een", slow)
        with pytest.raises(RunError, match="kernel"):
            run(folder, "twee", crash)
        assert "klaar" in other.result()
        assert "nog een" in run(folder, "drie", "print('nog een')")


def test_without_its_server_a_kernel_starts_plainly(folder):
    with kernels.warm():
        server = kernels.server()
        server.ask({"poll": 1})
        os.kill(server.pid, signal.SIGKILL)
        assert gone([server.pid])
        assert f"{os.getpid()} hier" in run(folder, "een", "import os\n\nprint(os.getppid(), 'hier')")


def test_the_end_of_a_build_ends_its_kernels_and_what_they_started(folder):
    with kernels.warm():
        server = kernels.server()
        sleeper = "import subprocess\n\nprint(subprocess.Popen(['sleep', '60']).pid)"
        started = int(run_to_output(folder, sleeper))
        pid = server.pid
    assert gone([pid, started])


def run_to_output(folder, cell):
    """Run one cell and return what it printed."""
    import json

    cells = json.loads(run(folder, "los", cell))["cells"]
    return "".join(cells[-1]["outputs"][0]["text"])


BUILDER = """
import sys
from pathlib import Path
from evalbook.build import chapters, kernels, notebooks

with kernels.warm():
    notebooks.execute(chapters.Run("pib-2016-2020", Path(sys.argv[1]), "een"))
"""


def test_a_builder_that_is_killed_leaves_no_server_kernel_or_half_file(folder):
    note = folder / "pids"
    stuck = notebook(
        folder / "notebooks" / "een.ipynb",
        "import os, time\n\n"
        f"open({str(note)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}\\n')\ntime.sleep(120)",
    )
    builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(stuck)])
    until = time.monotonic() + 90
    while not (note.is_file() and note.read_text().endswith("\n")):
        assert time.monotonic() < until and builder.poll() is None
        time.sleep(0.1)
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    kernel, server = map(int, note.read_text().split())
    assert server != builder.pid
    assert gone([kernel, server])
    assert not (folder / "book" / "executed").exists()


def test_an_installation_without_the_entry_point_finds_the_provisioner():
    from jupyter_client.provisioning import KernelProvisionerFactory

    kernels.choose_provisioner()
    factory = KernelProvisionerFactory.instance()
    assert factory.provisioners[kernels.PROVISIONER].load().__name__ == "WarmProvisioner"
