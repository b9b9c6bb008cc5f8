"""Command `build`: bring the book up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import Editions, app
from evalbook.cli.screen import Faults, Progress, console, short
from evalbook.errors import RunError


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
    pdf: Annotated[bool, typer.Option("--pdf", help="Maak van het boek ook een PDF.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Maak van het boek ook een Word-document.")] = False,
) -> None:
    """Breng het boek bij: controleer, draai wat veranderd is, bouw de pagina's."""
    from evalbook import build as room
    from evalbook import paths, tables

    offprints = [kind for kind, wanted in (("pdf", pdf), ("docx", docx)) if wanted]
    if offprints and not html:
        raise typer.BadParameter("een PDF of Word-document wordt van de pagina's gemaakt: laat --no-html weg")
    progress = Progress()
    with Faults():
        runs = room.build(
            edition,
            workers=workers or None,
            with_book=html,
            offprints=offprints,
            force=force,
            progress=progress,
        )
        for name in sorted({run.edition for run in runs}):
            for workbook in tables.changed_since_recorded(name):
                console.print(
                    f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd. "
                    "Leg de nieuwe versie vast met `evalbook check --record`.",
                    markup=False,
                )
    if not progress.steps:
        console.print("Niets veranderd; alles is bij.", markup=False)
    if html:
        console.print(f"Het boek staat in {short(paths.html() / 'index.html')}", markup=False)
    for kind in offprints:
        console.print(f"En in {short(paths.html() / 'downloads' / f'boek.{kind}')}", markup=False)
    with Faults("De audit vindt iets dat niemand verklaart"):
        if faults := room.unexplained():
            raise RunError(faults)
