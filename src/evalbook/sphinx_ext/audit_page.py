"""A part of the audit on a page: one node with its HTML, and what every directive of the audit does.

Belongs here: how such a part becomes a piece of a page. Not here: the HTML itself.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from evalbook.sphinx_ext.audit_view import View
from evalbook.sphinx_ext.freshness import note_shown
from evalbook.sphinx_ext.ledger import ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class AuditNode(nodes.General, nodes.Element):
    """A part of the audit as HTML; its children are plain text, for search only."""


class AuditDirective(SphinxDirective):
    """What the directives of the audit share: the view from their page, and what they depend on."""

    def view(self, shown: str) -> View:
        """Return the audit as seen from this page, which is read again when what it shows changes."""
        ledger = ledger_of(self.env.app)
        note_shown(self.env, shown, ledger.digest(shown))
        here = self.env.app.builder.get_target_uri(self.env.docname)
        return View(ledger.audit, here, frozenset(self.env.found_docs))

    def part(self, html: str, texts: Iterable[str] = ()) -> AuditNode:
        """Return HTML as a piece of the page; `texts` are what search finds in it."""
        node: AuditNode = AuditNode(html=html)
        node += [nodes.paragraph(text=text) for text in texts]
        self.set_source_info(node)
        return node

    def section(self, name: str, title: str, *children: nodes.Node) -> nodes.section:
        """Return a section with its own anchor, which stands in the contents of the page."""
        node = nodes.section("", nodes.title(text=title), *children, ids=[name], names=[])
        self.set_source_info(node)
        return node


def register(app: Sphinx) -> None:
    """Register the node; in other forms than HTML the audit is left out."""
    skip: tuple[Any, Any] = (_skip, None)
    app.add_node(AuditNode, html=(_visit, None), latex=skip, text=skip, man=skip)


def _visit(self: Any, node: AuditNode) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def _skip(self: Any, node: AuditNode) -> None:
    raise nodes.SkipNode
