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
    from sphinx.environment import BuildEnvironment

NAMES = {
    "pdf": ("PDF", "Het hele boek (PDF)", "Om te lezen en af te drukken, ook met een schermlezer."),
    "docx": ("Word-document", "Het hele boek (Word)", "Om in te werken, met echte tabellen en stijlen."),
}
"""What each document is called in a sentence and in a list, and what it is for."""


def offered(env: BuildEnvironment) -> list[tuple[str, str, str]]:
    """Return what each document that is made is called in a list, what it is for, and its address."""
    return [(*NAMES[kind][1:], f"downloads/boek.{kind}") for kind in _kinds(env)]


def _kinds(env: BuildEnvironment) -> list[str]:
    path = Path(env.app.srcdir) / str(env.app.config.evalbook_processed) / "offprints.json"
    if not path.is_file():
        return []
    env.note_dependency(str(path))  # written only when it differs
    made = json.loads(path.read_text("utf-8"))
    return [kind for kind in NAMES if kind in made]


class OffprintsDirective(SphinxDirective):
    """Place the links; nothing where no document is made, so that no link leads nowhere."""

    def run(self) -> list[nodes.Node]:
        """Return one paragraph, which stays out of the documents themselves."""
        kinds = _kinds(self.env)
        if not kinds:
            return []
        page = self.env.app.builder.get_target_uri(self.env.docname)
        line = nodes.paragraph("", classes=["eb-screen-only", "eb-offprints"])
        line += [nodes.strong(text="Liever op papier?"), nodes.Text(" Neem het hele boek mee als ")]
        for place, kind in enumerate(kinds):
            line += [nodes.Text(" of ")] if place else []
            line += nodes.reference("", NAMES[kind][0], refuri=relative_uri(page, f"downloads/boek.{kind}"))
        line += nodes.Text(".")
        return [line]


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("offprints", OffprintsDirective)
