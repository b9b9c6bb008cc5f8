"""The kernel provisioner `evalbook-warm`: a fork where a server runs, what the standard one does elsewhere.

Belongs here: what Jupyter's kernel managers ask of a provisioner. Not here: the server (`kernels`).
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from evalbook.build import kernels

_PLAIN_START = [sys.executable, "-m", "ipykernel_launcher"]
_PAUSE = 0.02  # seconds between two looks at a kernel that is ending


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Forks the kernel of this Python from the server of this process; else starts it plainly."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel with a command; a server that fails is as good as none."""
        server = kernels.server()
        if server is None or cmd[: len(_PLAIN_START)] != _PLAIN_START:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            self.process = Forked(server, cmd[len(_PLAIN_START) - 1 :], kwargs)
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid  # a fork leads a group of its own
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info


class Forked:
    """A forked kernel with the face of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, server: kernels.Server, argv: list[str], kwargs: dict[str, Any]) -> None:
        env = kwargs.get("env")
        request = {
            "argv": argv,
            "env": dict(os.environ if env is None else env),
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
        }
        self._server = server
        self.pid = int(server.ask(request)["pid"])
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        if self.returncode is None:
            try:
                self.returncode = self._server.ask({"poll": self.pid})["code"]
            except (OSError, ValueError):  # the server is gone, and its kernels with it
                self.returncode = -signal.SIGKILL
        return self.returncode

    def wait(self) -> int:
        """Return the exit code as soon as it ended."""
        while (code := self.poll()) is None:
            time.sleep(_PAUSE)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it ended: its number could be another process's by then."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)
