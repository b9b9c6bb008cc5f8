"""The command line: build, check, serve and what else a user types.

Belongs here: options, what is printed, exit codes (0 good, 1 finding or failed run, 2 wrong use or
wrong input). Not here: any work.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evalbook.errors import EvalbookError, Fault, InputError, RunError

app = typer.Typer(
    help=(
        "Herbouw een beleidsevaluatie als boek: controleer de werkmappen, draai de notebooks, bouw de "
        "pagina's."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

Editions = Annotated[
    list[str] | None,
    typer.Option("--edition", "-e", help="Alleen deze editie; mag vaker. Anders alle edities."),
]


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
    from evalbook import paths, tables

    started = time.monotonic()
    steps = 0

    def progress(state: str, what: str) -> None:
        nonlocal steps
        if state == "klaar":
            steps += 1
            console.print(f"  klaar   {what}  ({time.monotonic() - started:.0f} s)", markup=False)
        else:
            console.print(f"  bezig   {what}", markup=False)

    with _Faults():
        runs = room.build(edition, workers=workers or None, with_book=html, force=force, progress=progress)
        for name in sorted({run.edition for run in runs}):
            for workbook in tables.changed_since_recorded(name):
                console.print(
                    f"Let op: {workbook} is anders dan in sources.csv van {name} is vastgelegd. "
                    "Leg de nieuwe versie vast met `evalbook check --record`.",
                    markup=False,
                )
    if not steps:
        console.print("Niets veranderd; alles is bij.", markup=False)
    if html:
        console.print(f"Het boek staat in {_short(paths.html() / 'index.html')}", markup=False)
    with _Faults("De audit vindt iets dat niemand verklaart"):
        if faults := room.unexplained():
            raise RunError(faults)


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

    with _Faults():
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

    with _Faults():
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

    with _Faults():
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


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Poort op deze computer.")] = 8000,
) -> None:
    """Toon het gebouwde boek op deze computer."""
    import functools
    import http.server

    from evalbook import paths

    if not (paths.html() / "index.html").is_file():
        errors.print("Er is nog geen boek. Bouw het met `evalbook build`.", markup=False)
        raise typer.Exit(2)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(paths.html()))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        console.print(f"Het boek staat op http://127.0.0.1:{port}/ (stoppen: Ctrl+C)", markup=False)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            console.print("Gestopt.", markup=False)


class _Faults:
    """Turn the errors of the rooms into their text and their exit code."""

    def __init__(self, heading: str = "") -> None:
        self.heading = heading

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, EvalbookError):
            count = len(error.faults)
            found = "Er is één fout gevonden." if count == 1 else f"Er zijn {count} fouten gevonden."
            errors.print(f"{self.heading}: {count}." if self.heading else found, markup=False)
            for fault in error.faults:
                errors.print(str(fault), markup=False)
            raise typer.Exit(error.exit_code) from None


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
