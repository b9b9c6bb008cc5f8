"""Command `check`: are all workbooks and parameters in order?"""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, console


@app.command()
def check(
    edition: Editions = None,
    record: Annotated[
        bool, typer.Option("--record", help="Leg de controlegetallen van de werkmappen vast in sources.csv.")
    ] = False,
) -> None:
    """Controleer alle werkmappen en parameters; schrijf of draai niets."""
    from evalbook import build as room
    from evalbook import tables

    with Faults():
        if record:
            for name in edition or room.editions():
                tables.record_sources(name)
        runs = room.plan(edition)
        names = sorted({run.edition for run in runs})
        for name in names:
            for workbook in tables.changed_since_recorded(name):
                console.print(
                    f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd.", markup=False
                )
    console.print(f"In orde: {', '.join(names)}; {len(runs)} notebooks kunnen draaien.", markup=False)
