"""Kernels forked from a process that has the libraries loaded; started plainly where that cannot be.

Belongs here: the builder's side: the server's life, and which provisioner Jupyter takes. Not here: the
server itself (`kernels_server`) and the provisioner (`kernels_provisioner`), which load more.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from evalbook import paths

PROVISIONER = "evalbook-warm"
SWITCH = "EVALBOOK_WARM"
"""Environment variable: 0 starts every kernel plainly, 1 forks on other systems than Linux too."""

ENVIRONMENT = {
    # What a kernel sets before anything is loaded: matplotlib reads it only once.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # Threads that libraries start when they are loaded would be running at the fork.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
"""What the server's environment has besides ours."""

_COMMAND = "import sys; del sys.path[0]; from evalbook.build.kernels_server import main; main()"
"""Without the working folder on the path, as a plain kernel loads its libraries too."""

_POINT = "evalbook.build.kernels_provisioner:WarmProvisioner"


class Server:
    """The server of this process, as the builder sees it; safe to use from several threads."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=os.environ | ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for the builder, which then ends it
            )
        self._socket, self._answers = ours, ours.makefile("rb")
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether its process is still there."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the answer; OSError where the server is gone."""
        with self._lock:
            self._socket.sendall(json.dumps(request).encode() + b"\n")
            answer = self._answers.readline()
        if not answer:
            raise ConnectionError("the server of kernels ended")
        return dict(json.loads(answer))

    def read(self, editions: Sequence[str]) -> None:
        """Let it read the inputs of editions when it has the time, so that its kernels need not."""
        request = {"read": list(editions), "root": str(paths.project_root())}
        with self._lock, suppress(OSError):  # a server that is gone is found out by who needs it
            self._socket.sendall(json.dumps(request).encode() + b"\n")

    def close(self) -> None:
        """End the server and every kernel that still runs."""
        with self._lock:
            self._answers.close()
            self._socket.close()
        self._process.wait()


_server: Server | None = None


def can_fork() -> bool:
    """Return whether kernels are forked here: on Linux, unless `EVALBOOK_WARM` says otherwise.

    Elsewhere libraries of the system may not bear a fork, so one has to ask for it.
    """
    wish = os.environ.get(SWITCH, "")
    return hasattr(os, "fork") and (wish == "1" or (wish != "0" and sys.platform == "linux"))


@contextmanager
def warm() -> Iterator[None]:
    """Keep a server for the time of a build; it loads its libraries while the builder goes on."""
    global _server
    if _server is not None or not can_fork():
        yield
        return
    _server = Server()
    try:
        yield
    finally:
        _server.close()
        _server = None


def keep_warm() -> None:
    """Keep a server until this process ends, for one that builds many books; it ends with us by itself.

    One that was lost is replaced.
    """
    global _server
    if can_fork() and (_server is None or not _server.running):
        _server = Server()


def read(editions: Sequence[str]) -> None:
    """Let the server that runs, if any, read the inputs of these editions (see `Server.read`)."""
    if _server is not None:
        _server.read(editions)


def server() -> Server | None:
    """Return the server that runs, if any."""
    return _server


def choose_provisioner() -> None:
    """Let Jupyter's kernel managers in this process get their kernels from our provisioner.

    The package also registers it as an entry point, for use from elsewhere; an installation from
    before it did has none, so the name is made known here.
    """
    from importlib.metadata import EntryPoint

    from jupyter_client.provisioning import KernelProvisionerFactory

    factory = KernelProvisionerFactory.instance()
    group = KernelProvisionerFactory.GROUP_NAME
    factory.provisioners.setdefault(PROVISIONER, EntryPoint(PROVISIONER, _POINT, group))
    factory.default_provisioner_name = PROVISIONER
