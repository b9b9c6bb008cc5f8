"""Command `diff`: every number that moved between two runs or editions, with its cause."""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import app
from evalbook.cli.screen import Faults, console, short


@app.command()
def diff(
    old: Annotated[
        str,
        typer.Argument(help="Map data/processed, project, editie of vastgelegd bestand."),
    ] = "",
    new: Annotated[str, typer.Argument(help="Hetzelfde; zonder is het de laatste bouw hier.")] = "",
    record: Annotated[
        bool, typer.Option("--record", help="Leg de getallen van de laatste bouw vast als uitgave.")
    ] = False,
) -> None:
    """Noem elk getal dat veranderde, met de oorzaak; zonder OUD: sinds de laatste uitgave."""
    from evalbook.build import changes

    with Faults():
        if record:
            console.print(f"Vastgelegd in {short(changes.release())}", markup=False)
            return
        before = changes.located(old or str(changes.released_file()))
        moves = changes.compare(before, changes.located(new) if new else changes.snapshot())
        for move in moves:
            console.print(str(move), markup=False)
        count = len(moves)
        console.print("1 getal veranderde." if count == 1 else f"{count} getallen veranderden.", markup=False)
