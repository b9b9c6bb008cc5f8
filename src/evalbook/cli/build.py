"""Command `build`: bring the book up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, Progress, console, short
from evalbook.errors import RunError

if TYPE_CHECKING:
    from evalbook.build import Book


@app.command()
def build(
    edition: Editions = None,
    workers: Annotated[
        int, typer.Option(help="Hoeveel notebooks tegelijk; 0 is één per rekenkern.", min=0)
    ] = 0,
    force: Annotated[bool, typer.Option("--force", help="Draai alles, ook wat niet veranderd is.")] = False,
    html: Annotated[
        bool, typer.Option("--html/--no-html", help="Bouw ook het boek, of alleen de uitkomsten.")
    ] = True,
) -> None:
    """Breng het boek bij: controleer, draai wat veranderd is, bouw de pagina's."""
    from evalbook import build as room

    with Faults():
        for book in room.books(edition):
            with book.entered():
                _build(book, workers or None, html=html, force=force)


def _build(book: Book, workers: int | None, *, html: bool, force: bool) -> None:
    """Build one book, and say what changed and where it is; its root is the project's root now."""
    from evalbook import build as room
    from evalbook import paths, tables

    progress = Progress()
    names = list(book.editions)
    runs = room.build(names, workers=workers, with_book=html, force=force, progress=progress)
    for name in sorted({run.edition for run in runs}):
        for difference in room.differences(name):
            console.print(f"Let op: {difference}", markup=False)
        for workbook in tables.changed_since_recorded(name) if tables.is_complete(name) else ():
            console.print(
                f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd. "
                "Leg de nieuwe versie vast met `evalbook check --record`.",
                markup=False,
            )
    if not progress.steps:
        console.print("Niets veranderd; alles is bij.", markup=False)
    if html:
        title = "Het boek" if book.published else f"Het boek van {names[0]}, los van het gepubliceerde boek,"
        console.print(f"{title} staat in {short(paths.html() / 'index.html')}", markup=False)
    with Faults("De audit vindt iets dat niemand verklaart"):
        if faults := room.unexplained():
            raise RunError(faults)
