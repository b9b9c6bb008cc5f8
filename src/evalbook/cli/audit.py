"""Commands `audit` and `trace`: all verdicts, and the way from one printed number to its cells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, console
from evalbook.errors import Fault, InputError


@app.command()
def audit(
    edition: Editions = None,
    census: Annotated[
        Path | None,
        typer.Option("--census", help="Tel opnieuw: het rapport als platte tekst. Schrijft census.csv."),
    ] = None,
) -> None:
    """Herreken elk gedrukt getal; druk oordelen en bevindingen af. Code 1 bij iets onverklaards."""
    from evalbook import audit as room
    from evalbook.audit import census as counting

    with Faults():
        names = edition or room.audited_editions()
        for name in names:
            if census is None:
                break
            tokens = counting.run(name, census)
            console.print(
                f"{name}: {counting.coverage(tokens):.1%} van {len(tokens)} getallen gedekt", markup=False
            )
        result = room.audit(*names)
        console.print("\n".join(room.summary_lines(result)), markup=False)
        result.require_explained()


@app.command()
def trace(
    text: Annotated[
        str, typer.Argument(help="Een claim, een sleutel, een cel of een gedrukt getal: 578.947")
    ],
    edition: Editions = None,
) -> None:
    """Toon de keten van gedrukt getal naar cel."""
    from evalbook import audit as room

    with Faults():
        chains: list[list[str]] = []
        missed: list[Fault] = []
        for name in edition or room.audited_editions():
            try:
                chains.append(room.trace(name, text))
            except InputError as error:
                missed += error.faults
        if not chains:
            raise InputError(missed)
        console.print("\n\n".join("\n".join(chain) for chain in chains), markup=False)
