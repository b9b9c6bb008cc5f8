"""Command `serve`: show the built book on this computer."""

from __future__ import annotations

from typing import Annotated

import typer

from evalbook.cli.app import app
from evalbook.cli.screen import console, errors


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
