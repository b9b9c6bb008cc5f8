"""Directive `changed-numbers`: every number that moved since the last release, with its cause.

Belongs here: showing `data/processed/changes.json` as a table. Not here: finding what moved, and why.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from evalbook.sphinx_ext.build_info import Rows, table_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "changes.json"
FIRST = "Er is nog geen eerdere versie om mee te vergelijken."
SAME = "Sinds de vorige versie is geen enkel getal veranderd."
HEADERS = ("Getal", "Was", "Is nu", "Oorzaak")


class ChangedNumbersDirective(SphinxDirective):
    """Place the table, or a sentence where nothing moved or nothing was released before."""

    def run(self) -> list[nodes.Node]:
        """Return the table; each number leads to its place in the register."""
        path = Path(self.env.app.srcdir) / str(self.env.app.config.evalbook_processed) / FILE
        self.env.note_dependency(str(path))  # written only when it differs
        known: dict[str, Any] = (
            json.loads(path.read_text("utf-8")) if path.is_file() else {"released": False, "moves": []}
        )
        if not known["moves"]:
            return [nodes.paragraph("", SAME if known.get("released") else FIRST)]
        page = self.env.app.builder.get_target_uri(self.env.docname)
        rows: Rows = [
            (_number(each, page), *_values(each), "; ".join(each["causes"])) for each in known["moves"]
        ]
        table = table_of("Getallen die veranderden sinds de vorige versie", HEADERS, rows)
        self.set_source_info(table)
        return [table]


def _number(move: Mapping[str, Any], page: str) -> nodes.Node:
    text = f"{move['label']} ({move['key']})"
    if move["new"] is None:
        return nodes.inline(text=text)
    return nodes.reference("", text, refuri=relative_uri(page, move["href"]))


def _values(move: Mapping[str, Any]) -> tuple[str, str]:
    """Return both values as printed; in full where they are printed alike."""
    old, new = move["old"] or "was er niet", move["new"] or "is er niet meer"
    if old == new:
        return f"{old} ({move['old_value']})", f"{new} ({move['new_value']})"
    return old, new


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("changed-numbers", ChangedNumbersDirective)
