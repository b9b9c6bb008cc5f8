"""Command `build`: bring the book up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, Progress, console, short
from evalbook.errors import RunError

if TYPE_CHECKING:
    from evalbook.build.workspace import Book


@app.command()
def build(
    edition: Editions = None,
    workers: Annotated[
        int, typer.Option(help="Hoeveel notebooks tegelijk; 0 is één meer dan er rekenkernen zijn.", min=0)
    ] = 0,
    force: Annotated[bool, typer.Option("--force", help="Draai alles, ook wat niet veranderd is.")] = False,
    html: Annotated[
        bool, typer.Option("--html/--no-html", help="Bouw ook het boek, of alleen de uitkomsten.")
    ] = True,
    pdf: Annotated[bool, typer.Option("--pdf", help="Maak van het boek ook een PDF.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Maak van het boek ook een Word-document.")] = False,
    matrix: Annotated[
        Path | None,
        typer.Option("--matrix", help="Reken de scenario's van dit bestand door."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Adres van een Dask-cluster voor de scenario's.")
    ] = None,
) -> None:
    """Breng het boek bij: controleer, draai wat veranderd is, bouw de pagina's."""
    from evalbook import build as room

    if matrix is not None:
        _matrix(matrix, cluster, workers)
        return

    offprints = [kind for kind, wanted in (("pdf", pdf), ("docx", docx)) if wanted]
    if offprints and not html:
        raise typer.BadParameter("een PDF of Word-document wordt van de pagina's gemaakt: laat --no-html weg")
    with Faults():
        said = None
        if edition is None and not force:
            said = room.standing(with_book=html, offprints=offprints)
        if said is not None:
            _tell(said, "Het boek" if html else "", offprints, steps=0)
            return
        for book in room.books(edition):
            with book.entered():
                _build(book, workers or None, html=html, offprints=offprints, force=force)


def _matrix(path: Path, cluster: str | None, workers: int) -> None:
    """Run all scenarios of a matrix and say where their numbers are."""
    from evalbook.build import matrix as room

    with Faults():
        table = room.run(path, cluster=cluster, workers=workers or os.cpu_count() or 1, progress=Progress())
        console.print(f"Alle getallen staan in {short(table)}", markup=False)


def _build(book: Book, workers: int | None, *, html: bool, offprints: list[str], force: bool) -> None:
    """Build one book, and say what changed and where it is; its root is the project's root now."""
    from evalbook import build as room

    progress = Progress()
    names = list(book.editions)
    room.build(names, workers=workers, with_book=html, offprints=offprints, force=force, progress=progress)
    title = "Het boek" if book.published else f"Het boek van {names[0]}, los van het gepubliceerde boek,"
    _tell(room.notices(names), title if html else "", offprints, progress.steps)


def _tell(notices: list[str], title: str, offprints: list[str], steps: int) -> None:
    """Say what was done, where the book is (`title` names it), and what the audit leaves to explain."""
    from evalbook import build as room
    from evalbook import paths

    for notice in notices:
        console.print(notice, markup=False)
    if not steps:
        console.print("Niets veranderd; alles is bij.", markup=False)
    if title:
        console.print(f"{title} staat in {short(paths.html() / 'index.html')}", markup=False)
    for kind in offprints:
        console.print(f"En in {short(paths.html() / 'downloads' / f'boek.{kind}')}", markup=False)
    with Faults("De audit vindt iets dat niemand verklaart"):
        if faults := room.unexplained():
            raise RunError(faults)
