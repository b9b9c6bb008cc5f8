"""Exhibits on a page: directive `exhibit` places one, role `ex` points to one from any page.

Belongs here: placing, pointing and the checks on both. Not here: the HTML around an exhibit (`frame`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.osutil import relative_uri

from evalbook.sphinx_ext.audit_view import View
from evalbook.sphinx_ext.frame import framed
from evalbook.sphinx_ext.freshness import kept, note_shown, places
from evalbook.sphinx_ext.ledger import Exhibit, ledger_of, report, where_in
from evalbook.sphinx_ext.numbers import stands_in
from evalbook.sphinx_ext.taking import taking

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment


class ExhibitNode(nodes.General, nodes.Element):
    """An exhibit on a page; its children are its caption and its text, for search only."""


class PointerNode(nodes.Inline, nodes.TextElement):
    """A link in running text to an exhibit, wherever it stands."""


class ExhibitDirective(SphinxDirective):
    """Place an exhibit: its table or picture, and the bar with data, source and calculation."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the exhibit, or nothing after an error that names the nearest ids."""
        name = self.arguments[0].strip()
        ledger = ledger_of(self.env.app)
        for shown in (f"exhibit:{name}", f"control:{name}", "book:"):
            note_shown(self.env, shown, ledger.digest(shown))
        found = ledger.exhibit(name)
        if found is None:
            where = where_in(self.env.app, *self.get_source_info())
            report(f"exhibit '{name}' bestaat niet", where,
                   ledger.nearest(f"exhibit:{name}"), self.get_location())  # fmt: skip
            return []
        self._note_place(name, found)
        node = ExhibitNode(ids=[name], exhibit=found)
        node += [nodes.title(text=found.caption), nodes.paragraph(text=_plain_text(found.html))]
        self.set_source_info(node)
        return [node]

    def _note_place(self, name: str, found: Exhibit) -> None:
        kept(self.env, "evalbook_placed").setdefault(self.env.docname, []).append(name)
        standard = cast("StandardDomain", self.env.get_domain("std"))
        standard.labels[name] = self.env.docname, name, found.caption
        standard.anonlabels[name] = self.env.docname, name


class PointerRole(SphinxRole):
    """Point to an exhibit by its name in running text: `` {ex}`pib_table_12` `` -> tabel 12."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or the id itself after an error that names the nearest ids."""
        name = self.text.strip()
        ledger = ledger_of(self.env.app)
        note_shown(self.env, f"ex:{name}", ledger.digest(f"ex:{name}"))
        found = ledger.exhibit(name)
        if found is None:
            where = where_in(self.env.app, *self.get_source_info())
            report(f"exhibit '{name}' bestaat niet", where,
                   ledger.nearest(f"ex:{name}"), self.get_location())  # fmt: skip
            return [nodes.literal(text=name)], []
        node = PointerNode(self.rawtext, found.name, exhibit=name)
        self.set_source_info(node)
        return [node], []


def register(app: Sphinx) -> None:
    """Register the directive, the role, their nodes, and the check that nothing points nowhere."""
    app.add_directive("exhibit", ExhibitDirective)
    app.add_role("ex", PointerRole())
    plain: tuple[Any, Any] = (_caption_only, _nothing)
    app.add_node(ExhibitNode, html=(_visit_exhibit, _nothing), latex=plain, text=plain, man=plain)
    app.add_node(
        PointerNode,
        html=(_visit_pointer, _depart_pointer),
        latex=(_nothing, _nothing),
        text=(_nothing, _nothing),
        man=(_nothing, _nothing),
    )
    app.add_css_file("bar.css")
    app.connect("env-check-consistency", _check_places)


def _check_places(app: Sphinx, env: BuildEnvironment) -> None:
    """Report exhibits that stand twice, and links to exhibits that stand nowhere."""
    standing: dict[str, list[str]] = {}
    for page, names in sorted(kept(env, "evalbook_placed").items()):
        for name in names:
            standing.setdefault(name, []).append(page)
    for name, pages in standing.items():
        if len(pages) > 1:
            report(f"exhibit '{name}' staat meer dan een keer in het boek", ", ".join(pages),
                   f"plaats het een keer en verwijs verder met {{ex}}`{name}`", pages[-1])  # fmt: skip
    ledger = ledger_of(app)
    for page, shown in sorted(kept(env, "evalbook_shown").items()):
        for name in sorted(one.removeprefix("ex:") for one in shown if one.startswith("ex:")):
            if name not in standing and ledger.exhibit(name):
                report(f"exhibit '{name}' staat op geen enkele pagina", page,
                       f"plaats het met de directive exhibit, of haal {{ex}}`{name}` weg", page)  # fmt: skip


def _plain_text(html: str) -> str:
    """Return the words of a fragment, each cell apart, for search."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _visit_exhibit(self: Any, node: ExhibitNode) -> None:
    page = self.builder.get_target_uri(self.builder.current_docname)
    folder = relative_uri(page, "downloads/x").removesuffix("x")
    ledger = ledger_of(self.builder.app)
    view = View(ledger.audit, page, frozenset(self.builder.env.found_docs))
    source = PurePath(self.builder.env.doc2path(self.builder.current_docname))
    notebook = source.name if source.suffix == ".ipynb" else ""
    copies = ledger.root / "downloads" / "reviewer"
    take = taking(node["exhibit"], folder, page, notebook, copies, ledger.book)
    self.body.append(framed(node["exhibit"], view, take))
    raise nodes.SkipNode


def _visit_pointer(self: Any, node: PointerNode) -> None:
    place = _place_to_point_to(self, node)
    if place is None:
        return
    here, there = self.builder.current_docname, node["exhibit"]
    href = f"#{there}" if place == here else f"{self.builder.get_relative_uri(here, place)}#{there}"
    self.body.append(f'<a class="eb-ex reference internal" href="{href}">')


def _depart_pointer(self: Any, node: PointerNode) -> None:
    if _place_to_point_to(self, node) is not None:
        self.body.append("</a>")


def _place_to_point_to(self: Any, node: PointerNode) -> str | None:
    """Return the page of the exhibit; nothing where a link cannot be, as in the contents."""
    return None if stands_in(node, nodes.reference) else places(self.builder.env).get(node["exhibit"])


def _caption_only(self: Any, node: ExhibitNode) -> None:
    """Write the caption alone: other forms than HTML have their own way to tables."""
    caption = node[0].astext()
    if hasattr(self, "add_text"):
        self.new_state(0)
        self.add_text(caption)
        self.end_state()
    else:
        self.body.append(f"\n\n{self.encode(caption) if hasattr(self, 'encode') else caption}\n\n")
    raise nodes.SkipNode


def _nothing(self: Any, node: nodes.Node) -> None:
    """Nothing around it."""
