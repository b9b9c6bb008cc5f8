"""Files beside the pages: the data of the exhibits, the way in, and the text for the search page.

Belongs here: what is written once the pages are there, only when its bytes differ. Not here: pages.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from evalbook.sphinx_ext.freshness import kept
from evalbook.sphinx_ext.ledger import ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ENTRANCE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={page}">
<link rel="canonical" href="{page}">
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{page}">Naar het boek</a></p>
</main>
</body>
</html>
"""


def register(app: Sphinx) -> None:
    """Connect reading (text for search) and the end of the build (files)."""
    app.connect("doctree-read", _keep_text)
    app.connect("build-finished", _finish)


def _keep_text(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the running text of a page, so that search can show where a word stands."""
    blocks = doctree.findall(lambda node: isinstance(node, nodes.paragraph | nodes.term | nodes.caption))
    texts = (" ".join(_text(block).split()) for block in blocks)
    kept(app.env, "evalbook_text")[app.env.docname] = "\n".join(text for text in texts if text)


def _text(node: nodes.Node) -> str:
    """Return the text of a node as a reader sees it, without formulas and marks of footnotes."""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, nodes.math | nodes.footnote_reference):
        return ""
    if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
        return "…"
    return "".join(_text(child) for child in node.children)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    root = app.config.root_doc
    if root != "index":
        page = escape(app.builder.get_target_uri(root))
        write_changed(out / "index.html", _ENTRANCE.format(title=escape(app.config.html_title), page=page))
    ledger = ledger_of(app)
    for name in ledger.exhibit_files:
        for file in ledger.files(name):
            write_changed(out / "downloads" / file.name, file.read_bytes())
    texts = json.dumps(kept(app.env, "evalbook_text"), ensure_ascii=False, sort_keys=True)
    write_changed(out / "_static" / "zoektekst.js", f"zoekTekst({texts});\n")


def write_changed(path: Path, content: str | bytes) -> None:
    """Write a file only when its bytes differ, so that nothing looks newer than it is."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
