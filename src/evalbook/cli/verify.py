"""Command `verify`: can this build be repeated?"""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import app
from evalbook.cli.screen import Faults, console


@app.command()
def verify(
    html: Annotated[
        bool, typer.Option("--html/--no-html", help="Vergelijk ook de pagina's, of alleen de uitkomsten.")
    ] = True,
) -> None:
    """Bouw alles opnieuw in een schone map en vergelijk elke waarde en elk bestand. Code 1 bij verschil."""
    from evalbook.build import verify as room

    with Faults("De schone bouw geeft iets anders"):
        same = room.verify(with_book=html)
        console.print(f"Herhaalbaar: {same} bestanden zijn tot op de byte gelijk.", markup=False)
