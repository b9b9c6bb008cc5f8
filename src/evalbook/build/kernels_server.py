"""The process that kernels are forked from: it has the libraries of the notebooks loaded, once.

Belongs here: what that process does, and nothing that the building process needs. It serves one
builder over an inherited socket, a line of JSON each way, and ends with it:

    {"argv": [...], "env": {...}, "cwd": "..."}   ->  {"pid": 123}
    {"read": ["pib-2016-2020"], "root": "..."}    ->  no answer: its kernels need not read these inputs
    {"poll": 123}                                 ->  {"code": null}, or the exit code once it ended
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

LOADED = (
    "babel.dates",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "openpyxl",
    "pandas.io.formats.csvs",
    "pandera.backends.pandas.builtin_checks",
    "pandera.backends.pandas.register",
    "seaborn",
)
"""What notebooks use besides our rooms. It must leave no thread running, or a fork could hang."""

ROOMS = ("evalbook.tables", "evalbook.measures", "evalbook.exhibits")

_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def load() -> None:
    """Load the libraries as a kernel would, in the environment that `kernels` gives."""
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # it would warn on the screen of every build
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # kernels then see for themselves when we end
    for name in (*LOADED, *_modules_of_rooms()):
        try:
            import_module(name)
        except Exception:  # the notebook that needs it says so, in its own cell
            continue
    gc.freeze()  # the collector then leaves these pages alone, and forks go on sharing them


def _modules_of_rooms() -> list[str]:
    found = []
    for room in ROOMS:
        found.append(room)
        found += [f"{room}.{module.name}" for module in iter_modules(import_module(room).__path__)]
    return found


def read(editions: list[str], root: str) -> None:
    """Read the inputs of editions of a project; a kernel reads again what changes after this."""
    os.environ["EVALBOOK_ROOT"] = root  # for this process: a kernel gets its environment with its start
    for edition in editions:
        try:
            import_module("evalbook.tables").check(edition)
        except Exception:  # the builder has checked them, and tells
            continue
    gc.freeze()


def serve(connection: socket.socket) -> dict[str, Any] | None:
    """Answer requests until the builder is gone; in a fork, return the request that it has to run."""
    running: set[int] = set()
    with connection, connection.makefile("rwb") as stream:
        for line in stream:
            request = json.loads(line)
            if "read" in request:
                read(request["read"], request["root"])
                continue
            if "poll" in request:
                answer = {"code": _exit_code(request["poll"], running)}
            elif (pid := os.fork()) == 0:
                return dict(request)
            else:
                running.add(pid)
                answer = {"pid": pid}
            stream.write(json.dumps(answer).encode() + b"\n")
            stream.flush()
    for pid in running:
        _kill(pid)
    return None


def _exit_code(pid: int, running: set[int]) -> int | None:
    """Return a kernel's exit code, or None while it runs; it stays a zombie until it was asked for.

    So the builder never sends a signal to a number that another process has taken over.
    """
    if pid not in running:
        return -signal.SIGKILL
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        return None
    running.discard(pid)
    return os.waitstatus_to_exitcode(status)


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):  # the group, so that what a notebook started goes too
        try:
            kill(pid, signal.SIGKILL)
        except OSError:
            continue


def become_kernel(request: dict[str, Any]) -> None:
    """Turn a fresh fork into the kernel that a plain start would have given."""
    os.setsid()
    _die_with_server()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(os.getppid()))
    os.chdir(request["cwd"])
    sys.argv = request["argv"]

    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


def _die_with_server() -> None:
    """Ask the kernel of Linux to end this process when the server ends, however that happens."""
    if sys.platform != "linux":
        return
    import ctypes

    server = os.getppid()
    ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    if os.getppid() != server:  # it ended in between
        os._exit(1)


def main() -> None:
    """Serve the builder that started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = socket.socket(fileno=int(sys.argv[1]))
    load()
    request = serve(connection)
    if request is not None:
        become_kernel(request)
