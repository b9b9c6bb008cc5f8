"""The command line as one program; every command stands in a module of its own.

Belongs here: the program and the options that several commands share. Not here: any command.
"""

from __future__ import annotations

import atexit
import gc
from typing import Annotated

import typer

atexit.register(gc.freeze)  # a process that ends would look through all it has loaded: half a second

app = typer.Typer(
    help=(
        "Herbouw een beleidsevaluatie als boek: controleer de werkmappen, draai de notebooks, bouw de "
        "pagina's."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Editions = Annotated[
    list[str] | None,
    typer.Option("--edition", "-e", help="Alleen deze editie; mag vaker. Anders alle edities."),
]
