"""The command line: build, check, serve and what else a user types.

Belongs here: options, what is printed, exit codes. Not here: any work. One command, one module; the
order of the imports is the order in which `--help` lists them.
"""

from evalbook.cli import build, check, new_edition, audit, diff, verify, serve  # noqa: F401, I001
from evalbook.cli.app import app

__all__ = ["app"]
