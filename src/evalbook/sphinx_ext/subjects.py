"""Directive `subject-index`: where the chapters speak of each cluster, country and organisation.

Belongs here: names from the input workbooks, and the places where they occur. Not here: search, which
finds any word (`searching`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from evalbook.sphinx_ext.exhibits import ExhibitNode
from evalbook.sphinx_ext.freshness import kept, note_shown
from evalbook.sphinx_ext.ledger import Ledger, ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

KINDS = {
    "clusters": "Clusters en casestudies",
    "landen": "Landen en regio's",
    "organisaties": "Organisaties",
}  # fmt: skip
_COLUMNS = {
    "cluster": "clusters", "land": "landen", "landen": "landen", "organisatie": "organisaties",
    "coördinator": "organisaties", "partner": "organisaties", "uitvoerder": "organisaties",
}  # fmt: skip
"""Headers of sheets, and what kind of names stand below them."""

_SHEETS_OF_CASES = ("cases", "casussen")
_SPLIT = re.compile(r"\s*(?:[;,/]|\ben\b)\s*")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_SHORTEST = 3
_MOST_PLACES = 4  # on a page, before the page itself is named
_CHAPTERS = "book/executed/"
_Names = dict[str, set[str]]
_Standing = dict[str, list[tuple[str, str, str, str]]]


class SubjectsNode(nodes.General, nodes.Element):
    """The entries of one kind; written when all pages are known."""


class SubjectIndexDirective(SphinxDirective):
    """Place the index: a section per kind of names."""

    def run(self) -> list[nodes.Node]:
        """Return a section per kind; nothing where no workbook was read."""
        names = names_of(ledger_of(self.env.app))
        digest = hashlib.sha256(repr(sorted((kind, sorted(found)) for kind, found in names.items())).encode())
        note_shown(self.env, "list:exhibits", ledger_of(self.env.app).digest("list:exhibits"))
        kept(self.env, "evalbook_subjects")[self.env.docname] = digest.hexdigest()
        return [
            nodes.section("", nodes.title(text=title), SubjectsNode(kind=kind), ids=[kind], names=[])
            for kind, title in KINDS.items()
            if names.get(kind)
        ]


def register(app: Sphinx) -> None:
    """Register the directive, its node, and that the index is written whenever a page may have changed."""
    skip: tuple[Any, Any] = (_skip, None)
    app.add_node(SubjectsNode, html=(_visit, None), latex=skip, text=skip, man=skip)
    app.add_directive("subject-index", SubjectIndexDirective)
    app.connect("env-updated", _pages)


def _pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    return sorted(set(kept(env, "evalbook_subjects")) & set(env.found_docs))


def names_of(ledger: Ledger) -> _Names:
    """Return the names by kind, from the sheets of all editions."""
    found: _Names = {}
    for record in ledger.audit.sheets.values():
        for sheet in record["sheets"]:
            header, *rows = sheet["rows"] or [{"cells": []}]
            for place, cell in enumerate(header["cells"]):
                kind = _COLUMNS.get(cell["text"].strip().lower())
                if cell["text"].strip().lower() == "naam" and sheet["name"] in _SHEETS_OF_CASES:
                    kind = "clusters"
                if kind:
                    texts = (row["cells"][place]["text"] for row in rows if place < len(row["cells"]))
                    found.setdefault(kind, set()).update(
                        name for text in texts for name in _names(kind, text)
                    )
    return found


def _names(kind: str, text: str) -> list[str]:
    plain = _ASIDE.sub("", text).strip()
    parts = _SPLIT.split(plain) if kind == "landen" else [plain]
    return [part for part in parts if len(part) >= _SHORTEST and part[:1].isupper()]


def _visit(self: Any, node: SubjectsNode) -> None:
    builder = self.builder
    if not hasattr(builder, "evalbook_places"):
        builder.evalbook_places = list(_places(builder))
    entries = []
    for name in sorted(names_of(ledger_of(builder.app))[node["kind"]], key=_alphabetical):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        links: dict[str, list[str]] = {}
        for page, anchor, title, text in builder.evalbook_places:
            if name in text and pattern.search(text):  # the first is quick, and mostly false
                way = builder.get_relative_uri(builder.current_docname, page)
                href = f"{way}#{anchor}" if anchor else way
                links.setdefault(page, []).append(f'<a href="{escape(href)}">{escape(title)}</a>')
        if links:
            entries.append(_entry(builder, name, links))
    self.body.append(f'<dl class="eb-subjects">{"".join(entries)}</dl>\n')
    raise nodes.SkipNode


def _entry(builder: Any, name: str, links: dict[str, list[str]]) -> str:
    """Return a name with its pages; a page that is about it, or speaks of it often, is named alone."""
    items = []
    for page, found in links.items():
        title = builder.env.titles[page].astext()
        whole = name in title or len(found) > _MOST_PLACES
        way = escape(builder.get_relative_uri(builder.current_docname, page))
        link = f'<a href="{way}">{escape(title)}</a>'
        items.append(f"<li>{link}</li>" if whole else f"<li>{escape(title)}: {'; '.join(found)}</li>")
    anchor = "trefwoord-" + re.sub(r"\W+", "-", _alphabetical(name)).strip("-")
    return f'<dt id="{anchor}">{escape(name)}</dt><dd><ul>{"".join(items)}</ul></dd>'


def _alphabetical(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def _places(builder: Any) -> Iterator[tuple[str, str, str, str]]:
    """Yield page, anchor, title and own text of each section and exhibit of the chapters, in their order."""
    order = {entry: place for place, entry in enumerate(_order(builder))}
    for page in sorted(builder.env.found_docs, key=lambda page: order.get(page, len(order))):
        if not page.startswith(_CHAPTERS):
            continue
        doctree = builder.env.get_doctree(page)
        for section in doctree.findall(nodes.section):
            title = section.next_node(nodes.title)
            own = (
                child.astext()
                for child in section
                if not isinstance(child, nodes.section) and not _holds(child)
            )
            top = isinstance(section.parent, nodes.document)
            yield page, "" if top else section["ids"][0], title.astext() if title else "", "\n".join(own)
        for exhibit in doctree.findall(ExhibitNode):
            yield page, exhibit["ids"][0], exhibit["exhibit"].name, exhibit.astext()


def _order(builder: Any) -> list[str]:
    relations: list[str] = list(builder.env.collect_relations())
    return relations


def _holds(node: nodes.Node) -> bool:
    return next(iter(node.findall(ExhibitNode)), None) is not None


def _skip(self: Any, node: SubjectsNode) -> None:
    raise nodes.SkipNode
