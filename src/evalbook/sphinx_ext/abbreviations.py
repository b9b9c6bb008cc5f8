"""Abbreviations: what each means, where it first occurs in a section, and directive `abbreviations`.

Belongs here: the small file with abbreviations, the mark in the text, the list. The first occurrence in
each part of a page leads to the list and shows the meaning on hover, focus and touch, as numbers do.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import csv
import hashlib
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from evalbook.sphinx_ext.audit_view import Head, table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = Path("book") / "afkortingen.csv"
COLUMNS = ["afkorting", "betekenis", "taal", "in de tekst"]

_QUIET = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.math, nodes.raw, nodes.rubric,
    nodes.caption,
)  # fmt: skip
_Record = dict[str, str]


class AbbreviationNode(nodes.Inline, nodes.TextElement):
    """An abbreviation in running text, with what it means."""


class Marking(SphinxPostTransform):
    """Mark the first occurrence of each abbreviation in each part of a page."""

    default_priority = 800
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the running text; headings, links, code and exhibits stay as they are."""
        known = {name: each for name, each in abbreviations(self.app).items() if each["in de tekst"] == "ja"}
        page = _list_page(self.app)
        if not known or page == self.env.docname:
            return
        pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(known, key=len)[::-1]))})(?![\w])")
        seen: set[tuple[int, str]] = set()
        for text in list(self.document.findall(nodes.Text)):
            part = _part_of(text)
            if part is None:
                continue
            pieces = _pieces(str(text), pattern, known, part, seen, page)
            if len(pieces) > 1 and text.parent is not None:
                text.parent.replace(text, pieces)


def _part_of(text: nodes.Text) -> int | None:
    """Return the part of the page a text stands in; nothing where it is no running text."""
    node, part, prose = text.parent, None, False
    while node is not None:
        if isinstance(node, _QUIET) or not isinstance(node, nodes.Node) or "Exhibit" in type(node).__name__:
            return None
        if type(node).__name__ in ("NumberNode", "PointerNode", "AuditNode", "AbbreviationNode"):
            return None
        prose = prose or isinstance(node, nodes.paragraph)
        if isinstance(node, nodes.section):
            inner = part
            part = id(node)
            if isinstance(node.parent, nodes.document):
                return (inner or part) if prose else None
        node = node.parent
    return part if prose else None


def _pieces(
    text: str, pattern: re.Pattern[str], known: dict[str, _Record], part: int,
    seen: set[tuple[int, str]], page: str,
) -> list[nodes.Node]:  # fmt: skip
    pieces: list[nodes.Node] = []
    at = 0
    for found in pattern.finditer(text):
        if (part, found[1]) in seen:
            continue
        seen.add((part, found[1]))
        record = known[found[1]]
        pieces += [
            nodes.Text(text[at : found.start()]),
            AbbreviationNode("", found[1], record=record, page=page, place=len(seen)),
        ]
        at = found.end()
    return [*pieces, nodes.Text(text[at:])]


class AbbreviationsDirective(SphinxDirective):
    """Place the list of abbreviations."""

    def run(self) -> list[nodes.Node]:
        """Return the list as a table."""
        rows = [
            (f'<span id="{_anchor(name)}">{escape(name)}</span>', _meaning(each))
            for name, each in sorted(abbreviations(self.env.app).items(), key=lambda item: item[0].lower())
        ]
        html = table("Afkortingen in dit boek", (Head("Afkorting"), Head("Betekenis")), rows, "eb-list")
        self.env.note_dependency(str(Path(self.env.srcdir) / FILE))
        return [nodes.raw("", html, format="html")]


def register(app: Sphinx) -> None:
    """Register the directive, the mark, and that a change to the file renews every page."""
    app.add_node(AbbreviationNode, html=(_visit, None))
    app.add_directive("abbreviations", AbbreviationsDirective)
    app.add_post_transform(Marking)
    path = Path(app.srcdir) / FILE
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    app.add_config_value("evalbook_abbreviations", digest, "html", str)


def abbreviations(app: Sphinx) -> dict[str, _Record]:
    """Return the abbreviations by name, read once for each build; none where there is no file."""
    found: dict[str, _Record] | None = getattr(app, "evalbook_abbreviations", None)
    if found is not None:
        return found
    path = Path(app.srcdir) / FILE
    rows: list[_Record] = []
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != COLUMNS:
                raise ExtensionError(
                    f"de kop van {FILE.as_posix()} klopt niet\n  waar:    {FILE.as_posix()}, regel 1\n"
                    f"  herstel: de kop moet zijn: {','.join(COLUMNS)}"
                )
            rows = list(reader)
    found = {row["afkorting"]: row for row in rows}
    app.evalbook_abbreviations = found
    return found


def _list_page(app: Sphinx) -> str:
    page = FILE.with_suffix("").as_posix()
    return page if page in app.env.found_docs else ""


def _anchor(name: str) -> str:
    return "afkorting-" + re.sub(r"\W+", "-", name.lower()).strip("-")


def _meaning(record: _Record) -> str:
    """Return the meaning, with its language where that is not Dutch."""
    language = record["taal"]
    text = escape(record["betekenis"])
    return f'<span lang="{escape(language)}">{text}</span>' if language else text


def _visit(self: Any, node: AbbreviationNode) -> None:
    name, tip = node.astext(), f"afk-{node['place']}"
    opening, closing = (
        f'<span class="eb-num-text" tabindex="0" role="note" aria-describedby="{tip}">',
        "</span>",
    )
    if node["page"]:
        here = self.builder.current_docname
        href = escape(f"{self.builder.get_relative_uri(here, node['page'])}#{_anchor(name)}")
        opening, closing = f'<a class="eb-num-text" href="{href}" aria-describedby="{tip}">', "</a>"
    self.body.append(
        f'<span class="eb-abbr">{opening}<abbr>{escape(name)}</abbr>{closing}'
        f'<span class="eb-tip" role="tooltip" id="{tip}">{_meaning(node["record"])}</span></span>'
    )
    raise nodes.SkipNode
