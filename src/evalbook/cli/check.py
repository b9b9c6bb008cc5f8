"""Command `check`: are all workbooks and parameters in order?"""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, console, short
from evalbook.errors import Fault, InputError


@app.command()
def check(
    edition: Editions = None,
    record: Annotated[
        bool, typer.Option("--record", help="Leg de controlegetallen van de werkmappen vast in sources.csv.")
    ] = False,
) -> None:
    """Controleer wat er in de werkmappen staat. Foute bladen krijgen een kopie met opmerkingen."""
    from evalbook import build as room
    from evalbook import tables

    with Faults():
        names = edition or room.editions()
        if record:
            for name in names:
                tables.record_sources(name)
        faults = [fault for name in names for fault in _checked(name)]
        if faults:
            raise InputError(faults)
        runs = room.plan(names)
        for name in names:
            _tell(name)
    console.print(f"In orde: {', '.join(names)}; {len(runs)} notebooks kunnen draaien.", markup=False)


def _checked(name: str) -> list[Fault]:
    """Return the faults of an edition, and say where the copies with comments are."""
    from evalbook import build as room
    from evalbook import tables

    faults = tables.check(name)
    for copy in room.annotate(name, faults):
        console.print(f"Kopie met opmerkingen bij de foute cellen: {short(copy)}", markup=False)
    return faults


def _tell(name: str) -> None:
    """Say what is no fault, but good to know: sheets still empty, files changed, totals that differ."""
    from evalbook import build as room
    from evalbook import tables

    for workbook, sheets in tables.vacant(name, room.given(name)).items():
        console.print(f"Nog leeg in {name}: {workbook} ({', '.join(sheets)})", markup=False)
    for workbook in tables.changed_since_recorded(name) if tables.is_complete(name) else ():
        console.print(
            f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd.", markup=False
        )
    for difference in room.differences(name):
        console.print(f"Let op: {difference}", markup=False)
