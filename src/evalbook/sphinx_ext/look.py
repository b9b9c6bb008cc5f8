"""The look of the book: its theme, the contents beside each page, and no file that a page can miss.

Belongs here: what the page templates get. Not here: the templates and styles themselves (theme/).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_THEME = Path(__file__).parent / "theme" / "evalbook"
_WHEN_USED = {  # a file, and the signs of its use
    "sphinx-design": 'class="sd-',
    "design-tabs": "sd-tab-",
    "audit.css": ("eb-audit", "eb-list"),
    "figuren.js": 'class="eb-picture"',
    "bar.css": "eb-take",
    "register.js": 'class="eb-register"',
}


@dataclass(frozen=True)
class Entry:
    """A page in the contents, with the pages below it."""

    page: str
    title: str
    below: tuple[Entry, ...]


@dataclass(frozen=True)
class Part:
    """A part of the book: its caption, empty for the pages before the first part, and its pages."""

    caption: str
    entries: tuple[Entry, ...]


def register(app: Sphinx) -> None:
    """Register the theme and what its templates need."""
    app.add_html_theme("evalbook", str(_THEME))
    app.add_js_file("figuren.js", loading_method="defer")
    app.connect("html-page-context", _add_context, priority=900)


def contents(env: BuildEnvironment, root: str) -> list[Part]:
    """Return the contents of the book, in order, from the toctrees below the root page."""
    parts = [
        Part(str(toctree.get("caption") or ""), _entries(env, toctree, {root}))
        for toctree in env.tocs[root].findall(addnodes.toctree)
    ]
    return [Part("", (Entry(root, env.titles[root].astext(), ()),)), *parts]


def _entries(env: BuildEnvironment, toctree: nodes.Element, above: set[str]) -> tuple[Entry, ...]:
    entries = []
    for title, page in toctree["entries"]:
        if page not in env.tocs or page in above:
            continue
        below = [
            entry
            for inner in env.tocs[page].findall(addnodes.toctree)
            for entry in _entries(env, inner, above | {page})
        ]
        entries.append(Entry(page, title or env.titles[page].astext(), tuple(below)))
    return tuple(entries)


def _add_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the contents, the part a page is in, and only the files it uses."""
    builder: Any = app.builder
    if not hasattr(builder, "evalbook_contents"):
        builder.evalbook_contents = contents(app.env, app.config.root_doc)
    parts: list[Part] = builder.evalbook_contents
    context["eb_nav"] = _navigation(parts, page, context["pathto"])
    context["eb_part"] = next((part.caption for part in parts if _holds(part.entries, page)), "")
    context["eb_book"] = app.config.html_title
    body = context.get("body") or ""
    context["css_files"] = [css for css in context["css_files"] if _needed(css, body)]
    scripts = context.get("script_files") or []
    context["script_files"] = [js for js in scripts if _needed(js, body)]


def _needed(asset: Any, body: str) -> bool:
    """Tell whether a page needs a file: ours always, others when the page holds the sign of their use."""
    name = str(getattr(asset, "filename", asset) or "")
    if "evalbook" in name:
        return True
    return any(
        file in name and any(sign in body for sign in ([signs] if isinstance(signs, str) else signs))
        for file, signs in _WHEN_USED.items()
    )


def _holds(entries: tuple[Entry, ...], page: str) -> bool:
    return any(entry.page == page or _holds(entry.below, page) for entry in entries)


def _navigation(parts: list[Part], page: str, pathto: Any) -> str:
    """Return the contents as HTML: of the parts with a caption only that of the page is unfolded."""
    html = []
    for index, part in enumerate(parts):
        items = _items(part.entries, page, pathto)
        if not part.caption:
            html.append(f"<ul>{items}</ul>")
            continue
        open_ = " open" if _holds(part.entries, page) else ""
        html.append(
            f'<details{open_}><summary class="eb-nav-part" id="deel-{index}">{escape(part.caption)}</summary>'
            f'<ul aria-labelledby="deel-{index}">{items}</ul></details>'
        )
    return "\n".join(html)


def _items(entries: tuple[Entry, ...], page: str, pathto: Any) -> str:
    items = []
    for entry in entries:
        current = ' aria-current="page"' if entry.page == page else ""
        link = f'<a href="{escape(pathto(entry.page))}"{current}>{escape(entry.title)}</a>'
        open_ = entry.page == page or _holds(entry.below, page)
        below = f"<ul>{_items(entry.below, page, pathto)}</ul>" if entry.below and open_ else ""
        items.append(f"<li>{link}{below}</li>")
    return "".join(items)
