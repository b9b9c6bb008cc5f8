"""Directive `offprints`: the links to the book as PDF and as Word document, where they are made.

Belongs here: that line. Not here: making the documents, which comes after the pages; the build says
beforehand in `offprints.json` which it will make.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAMES = {"pdf": "PDF", "docx": "Word-document"}


class OffprintsDirective(SphinxDirective):
    """Place the links; nothing where no document is made, so that no link leads nowhere."""

    def run(self) -> list[nodes.Node]:
        """Return one paragraph, which stays out of the documents themselves."""
        path = Path(self.env.app.srcdir) / str(self.env.app.config.evalbook_processed) / "offprints.json"
        self.env.note_dependency(str(path))  # written only when it differs
        offered = json.loads(path.read_text("utf-8")) if path.is_file() else []
        if not offered:
            return []
        page = self.env.app.builder.get_target_uri(self.env.docname)
        line = nodes.paragraph("", classes=["eb-screen-only", "eb-offprints"])
        line += [nodes.strong(text="Liever op papier?"), nodes.Text(" Neem het hele boek mee als ")]
        for place, kind in enumerate(kind for kind in NAMES if kind in offered):
            line += [nodes.Text(" of ")] if place else []
            line += nodes.reference("", NAMES[kind], refuri=relative_uri(page, f"downloads/boek.{kind}"))
        line += nodes.Text(".")
        return [line]


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("offprints", OffprintsDirective)
