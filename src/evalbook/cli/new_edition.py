"""Command `new-edition`: lay down templates, settings and texts of an edition to fill."""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import app
from evalbook.cli.screen import Faults, console, short


@app.command("new-edition")
def new_edition(
    name: Annotated[str, typer.Argument(help="Programma en jaren, zoals pib-2021-2025.")],
    synthetic: Annotated[
        bool,
        typer.Option("--synthetic", help="Vul het register met een verzonnen voorbeeld, als oefening."),
    ] = False,
) -> None:
    """Leg een nieuwe editie klaar: werkmappen om te vullen, instellingen en tekst. Overschrijft niets."""
    from evalbook.build.new_edition.layout import lay_down

    with Faults():
        written, kept = lay_down(name, synthetic=synthetic)
        for path in written:
            console.print(f"  nieuw      {short(path)}", markup=False)
        for path in kept:
            console.print(f"  bestond al {short(path)}", markup=False)
        console.print(
            f"Vul de werkmappen. Controleer met `evalbook check -e {name}`; bouw met "
            f"`evalbook build -e {name}`, ook als nog niet alles gevuld is.",
            markup=False,
        )
