"""One form for every error that a user sees: what is wrong, where, and how to mend it.

Belongs here: the form and its three classes. Not here: any message; those are written where the
fault is found. Messages are in Dutch, since the people who fill the workbooks are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `where` is an address such as `export.xlsx!resultaten!C3`."""

    what: str
    where: str
    mend: str

    def __str__(self) -> str:
        return f"{self.what}\n  waar:    {self.where}\n  herstel: {self.mend}"


class EvalbookError(Exception):
    """All faults found in one go; `exit_code` is what the command line ends with."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault] | Fault) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(EvalbookError):
    """What was given is wrong: a workbook, a parameter, a name. Nothing was run."""

    exit_code = 2


class RunError(EvalbookError):
    """A run failed: a notebook's cell, the book, a check of our own chain."""


class NoDataError(EvalbookError):
    """A sheet or a key that is still empty, in an edition that is being filled.

    `lacks` are the English names of the tables; the fault names the sheet to fill.
    """

    def __init__(self, fault: Fault, lacks: tuple[str, ...] = ()) -> None:
        super().__init__(fault)
        self.lacks = lacks
