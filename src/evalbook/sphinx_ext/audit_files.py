"""Files of the audit beside the pages: workbooks, notebooks as run, and the script of the register.

Belongs here: copying them, only when their bytes differ. Not here: files of the exhibits (`site`) and
of search (`searching`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evalbook.files import write
from evalbook.sphinx_ext.audit_ledger import WORKBOOK_WITH_FORMULAS
from evalbook.sphinx_ext.ledger import ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the script (a page gets it when it shows the register) and the copying."""
    app.add_js_file("register.js", loading_method="defer")
    app.add_css_file("audit.css")
    app.connect("build-finished", _copy)


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Copy what a reader can download: input workbooks, the workbook with formulas, notebooks as run."""
    if exception is not None or app.builder.name != "html":
        return
    out, audit = Path(app.outdir) / "downloads", ledger_of(app).audit
    for path in sorted(audit.root.glob("*/downloads/*.xlsx")):
        write(out / "inputs" / path.parts[-3] / path.name, path.read_bytes())
    if audit.has_live_workbook:
        write(out / "audit.xlsx", (audit.root / WORKBOOK_WITH_FORMULAS).read_bytes())
    for page in sorted(app.env.found_docs):
        source = Path(app.env.doc2path(page))
        if source.suffix == ".ipynb":
            write(out / "notebooks" / source.name, source.read_bytes())
