"""Directive `exhibit-list`: every table and figure of the book on one page, figures with a thumbnail.

Belongs here: the list. Not here: the exhibits themselves (`exhibits`, `frame`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from evalbook.sphinx_ext.audit_view import Head, table
from evalbook.sphinx_ext.audit_words import edition_title
from evalbook.sphinx_ext.frame import BASES
from evalbook.sphinx_ext.freshness import note_shown, places
from evalbook.sphinx_ext.hyphens import hyphenated
from evalbook.sphinx_ext.ledger import Exhibit, ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HEADS = (Head("Tabel"), Head("Titel"), Head("Waar hij op rust"), Head("Hoofdstuk"))
_DRAWN = "eb-svg"


class ListNode(nodes.General, nodes.Element):
    """A part of the list; written when all pages are known, since it names their titles."""


class ExhibitListDirective(SphinxDirective):
    """Place the list of all exhibits: a section per edition, with its figures and its tables."""

    def run(self) -> list[nodes.Node]:
        """Return the sections; nothing where no run has published anything."""
        ledger = ledger_of(self.env.app)
        note_shown(self.env, "list:exhibits", ledger.digest("list:exhibits"))
        found = [exhibit for name in ledger.exhibit_files if (exhibit := ledger.exhibit(name))]
        editions = sorted({str(exhibit.record.get("edition") or "") for exhibit in found})
        return [self._edition(edition, found) for edition in editions]

    def _edition(self, edition: str, found: Iterable[Exhibit]) -> nodes.section:
        own = [exhibit for exhibit in found if str(exhibit.record.get("edition") or "") == edition]
        parts = []
        for kind, title in ((True, "Figuren"), (False, "Tabellen")):
            chosen = [str(each.record["id"]) for each in own if (_DRAWN in each.html) == kind]
            if chosen:
                node: ListNode = ListNode(
                    exhibits=chosen, figures=kind, title=f"{title} van {edition_title(edition)}"
                )
                parts.append(_section(f"{title.lower()}-{edition}", title, node))
        return _section(f"lijst-{edition}", edition_title(edition), *parts)


def _section(name: str, title: str, *children: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title(text=title), *children, ids=[name], names=[])


def register(app: Sphinx) -> None:
    """Register the directive and its node; in other forms than HTML the list is left out."""
    skip: tuple[Any, Any] = (_skip, None)
    app.add_node(ListNode, html=(_visit, None), latex=skip, text=skip, man=skip)
    app.add_directive("exhibit-list", ExhibitListDirective)


def _visit(self: Any, node: ListNode) -> None:
    builder = self.builder
    ledger, standing = ledger_of(builder.app), places(builder.env)
    here = builder.get_target_uri(builder.current_docname)
    found = [exhibit for name in node["exhibits"] if name in standing and (exhibit := ledger.exhibit(name))]
    order = list(standing)
    found.sort(
        key=lambda each: (not each.record.get("number"), _number(each), order.index(each.record["id"]))
    )
    rows = []
    for exhibit in found:
        name = str(exhibit.record["id"])
        page = standing[name]
        href = escape(f"{relative_uri(here, builder.get_target_uri(page))}#{name}")
        rows.append((exhibit, href, escape(builder.env.titles[page].astext())))
    downloads = relative_uri(here, "downloads/x").removesuffix("x")
    self.body.append(_figures(rows, downloads) if node["figures"] else _tables(rows, node["title"]))
    raise nodes.SkipNode


def _number(exhibit: Exhibit) -> list[tuple[int, str]]:
    """Return what to sort numbers by: 2 before 10, A.1 after both."""
    pieces = re.findall(r"\d+|\D+", str(exhibit.record.get("number") or ""))
    return [(int(piece), "") if piece.isdigit() else (10**6, piece) for piece in pieces]


def _tables(rows: Iterable[tuple[Exhibit, str, str]], caption: str) -> str:
    cells = (
        (
            f'<a href="{href}">{escape(exhibit.record["label"])}</a>',
            escape(hyphenated(exhibit.record["title"])),
            escape(BASES.get(str(exhibit.record.get("basis")), "")),
            chapter,
        )
        for exhibit, href, chapter in rows
    )
    return table(caption, _HEADS, cells, "eb-audit eb-stack eb-list")


def _figures(rows: Iterable[tuple[Exhibit, str, str]], downloads: str) -> str:
    items = []
    for exhibit, href, chapter in rows:
        svg = next((file for file in exhibit.files if file.endswith(".svg")), "")
        image = f'<img src="{escape(downloads + svg)}" alt="" loading="lazy">' if svg else ""
        label, title = escape(exhibit.record["label"]), escape(hyphenated(exhibit.record["title"]))
        items.append(
            f'<li><a href="{href}"><span class="eb-thumb eb-screen-only">{image}</span>'
            f'<span class="eb-label">{label}</span> {title}</a>'
            f'<span class="eb-small">{escape(BASES.get(str(exhibit.record.get("basis")), ""))}</span>'
            f'<span class="eb-small">in {hyphenated(chapter)}</span></li>'
        )
    return f'<ul class="eb-thumbs eb-audit">{"".join(items)}</ul>\n'


def _skip(self: Any, node: ListNode) -> None:
    raise nodes.SkipNode
