"""Files of the audit beside the pages: workbooks, notebooks as run, and the script of the register.

Belongs here: copying them, only when their bytes differ, and making a classic script of the table
library. Not here: files of the exhibits and of search (`site`).
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from evalbook.sphinx_ext.audit_ledger import WORKBOOK_WITH_FORMULAS
from evalbook.sphinx_ext.ledger import ledger_of
from evalbook.sphinx_ext.site import write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE_LIBRARY = "datatables.js"

_EXPORT = re.compile(r"export\s*\{([^}]*)\}\s*;")
_DEFAULT = re.compile(r"([\w$]+)\s+as\s+default")


def register(app: Sphinx) -> None:
    """Register the scripts (a page gets them when it shows the register) and the copying."""
    app.add_js_file(TABLE_LIBRARY, loading_method="defer")
    app.add_js_file("register.js", loading_method="defer")
    app.add_css_file("audit.css")
    app.connect("builder-inited", _write_library)
    app.connect("build-finished", _copy)


def classic_script(module: str) -> str:
    """Return an ES module as a script that sets `DataTable`: modules do not load from disk.

    Raises
    ------
    ExtensionError
        Where the module does not end with one export that has a default.
    """
    exports = list(_EXPORT.finditer(module))
    name = _DEFAULT.search(exports[-1][1]) if exports else None
    if name is None:
        raise ExtensionError(
            "de tabelbibliotheek is niet te gebruiken\n  waar:    itables/html/dt_bundle.js\n"
            "  herstel: kies een versie van itables waarvan dit bestand DataTable als default exporteert"
        )
    last = exports[-1]
    body = f"{module[: last.start()]}window.DataTable = {name[1]};{module[last.end() :]}"
    return f"(function () {{\n{body}\n}})();\n"


def _write_library(app: Sphinx) -> None:
    if app.builder.name != "html" or not ledger_of(app).audit.claims:
        return
    module = resources.files("itables").joinpath("html", "dt_bundle.js").read_text("utf-8")
    write_changed(Path(app.outdir) / "_static" / TABLE_LIBRARY, classic_script(module))


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Copy what a reader can download: input workbooks, the workbook with formulas, notebooks as run."""
    if exception is not None or app.builder.name != "html":
        return
    out, audit = Path(app.outdir) / "downloads", ledger_of(app).audit
    for path in sorted(audit.root.glob("*/downloads/*.xlsx")):
        write_changed(out / "inputs" / path.parts[-3] / path.name, path.read_bytes())
    if audit.has_live_workbook:
        write_changed(out / "audit.xlsx", (audit.root / WORKBOOK_WITH_FORMULAS).read_bytes())
    for page in sorted(app.env.found_docs):
        source = Path(app.env.doc2path(page))
        if source.suffix == ".ipynb":
            write_changed(out / "notebooks" / source.name, source.read_bytes())
