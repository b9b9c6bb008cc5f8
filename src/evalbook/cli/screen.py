"""What the user sees: the two streams, and errors as text with their exit code.

Belongs here: printing and exit codes (0 good, 1 finding or failed run, 2 wrong use or wrong input).
Not here: any command.
"""

from __future__ import annotations

import time
from pathlib import Path

import typer
from rich.console import Console

from evalbook.errors import EvalbookError

console = Console(highlight=False, soft_wrap=True)
_HERE = Path.cwd()  # papermill changes it while notebooks run

errors = Console(stderr=True, highlight=False, soft_wrap=True)


class Progress:
    """Tell what a long command is doing; `steps` counts what was done."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.steps = 0

    def __call__(self, state: str, what: str) -> None:
        if state == "klaar":
            self.steps += 1
            console.print(f"  klaar   {what}  ({time.monotonic() - self.started:.0f} s)", markup=False)
        else:
            console.print(f"  bezig   {what}", markup=False)


class Faults:
    """Turn the errors of the rooms into their text and their exit code."""

    def __init__(self, heading: str = "") -> None:
        self.heading = heading

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, EvalbookError):
            count = len(error.faults)
            found = "Er is één fout gevonden." if count == 1 else f"Er zijn {count} fouten gevonden."
            errors.print(f"{self.heading}: {count}." if self.heading else found, markup=False)
            for fault in error.faults:
                errors.print(str(fault), markup=False)
            raise typer.Exit(error.exit_code) from None


def short(path: Path) -> str:
    """Return a path as the user would type it: from the current folder where it lies below that."""
    try:
        return str(path.relative_to(_HERE))
    except ValueError:
        return str(path)
