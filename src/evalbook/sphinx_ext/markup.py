"""HTML of what docutils writes: tables that scroll and have scope, formulas without scripts.

Belongs here: how ordinary parts of a page become HTML. Not here: exhibits and numbers, which have
their own, and the page around it (`look`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class BookTranslator(HTML5Translator):
    """Sphinx's HTML, with each table in a region that scrolls and headers that name their scope."""

    def visit_table(self, node: nodes.Element) -> None:
        """Open the region; it is named after the caption, else after its place on the page."""
        title = next(iter(node.findall(nodes.title)), None)
        self._tables = getattr(self, "_tables", 0) + 1
        label = title.astext() if title else f"Tabel {self._tables} op deze pagina zonder titel"
        opening = f'<div class="eb-scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        self.body.append(opening)
        super().visit_table(node)

    def depart_table(self, node: nodes.Element) -> None:
        """Close the region."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def visit_entry(self, node: nodes.Element) -> None:
        """Write a cell; an empty header becomes an ordinary cell, the others get a scope."""
        start = len(self.body)
        super().visit_entry(node)
        if self.body[start].startswith("<th"):
            scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
            if node.astext().strip():
                self.body[start] = self.body[start].replace("<th", f'<th scope="{scope}"', 1)
            else:
                self.body[start] = self.body[start].replace("<th", "<td", 1)
                self.context[-1] = self.context[-1].replace("</th>", "</td>")


def register(app: Sphinx) -> None:
    """Register the translator, the formulas and the code that a reader can unfold."""
    app.setup_extension("myst_nb")
    app.set_translator("html", BookTranslator)
    app.add_node(HideCodeCellNode, override=True, html=(_visit_hidden, _depart_hidden))
    app.add_html_math_renderer("mathml", (_visit_math, None), (_visit_block, None))


def _visit_math(self: Any, node: nodes.Element) -> None:
    self.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _visit_block(self: Any, node: nodes.Element) -> None:
    formula = tex2mathml(node.astext(), as_block=True)
    self.body.append(f"{self.starttag(node, 'div', CLASS='eb-formula')}{formula}</div>\n")
    raise nodes.SkipNode


def _visit_hidden(self: Any, node: HideCodeCellNode) -> None:
    """Open what is folded; the notebook extension's own has an English name for screen readers."""
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    self.body.append(
        f'<details class="hide"><summary><span class="collapsed">{show}</span>'
        f'<span class="expanded">{hide}</span></summary>\n'
    )


def _depart_hidden(self: Any, node: HideCodeCellNode) -> None:
    self.body.append("</details>\n")
