"""Files beside the pages: the data of the exhibits, and the way in.

Belongs here: what is written once the pages are there, only when its bytes differ. Not here: pages.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from evalbook.files import write
from evalbook.sphinx_ext.ledger import ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ENTRANCE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={page}">
<link rel="canonical" href="{page}">
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{page}">Naar het boek</a></p>
</main>
</body>
</html>
"""


def register(app: Sphinx) -> None:
    """Connect the end of the build."""
    app.connect("build-finished", _finish)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    root = app.config.root_doc
    if root != "index":
        page = escape(app.builder.get_target_uri(root))
        write(out / "index.html", _ENTRANCE.format(title=escape(app.config.html_title), page=page))
    ledger = ledger_of(app)
    for name in ledger.exhibit_files:
        for file in ledger.files(name):
            if file.is_file():
                write(out / "downloads" / file.name, file.read_bytes())
