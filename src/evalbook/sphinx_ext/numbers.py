"""Numbers in running text: role `num` prints them and carries where they come from.

Belongs here: the role, its node and its HTML. Not here: how a number is written in Dutch; that was
decided when it was published.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from evalbook.sphinx_ext.audit_view import REGISTER, badge
from evalbook.sphinx_ext.frame import addresses, line_of
from evalbook.sphinx_ext.freshness import kept, note_shown
from evalbook.sphinx_ext.ledger import Ledger, ledger_of, report, where_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MOST_SOURCES = 4
_WORD_FORMS = ("woord", "Woord")


class NumberNode(nodes.Inline, nodes.TextElement):
    """A number in running text; its text is plain, so that search finds it."""


class NumberRole(SphinxRole):
    """Print a number: `` {num}`key` ``, or as a word: `` {num}`key:woord` `` and `:Woord`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number, or the key itself after an error that names the nearest keys."""
        key, _, form = self.text.partition(":")
        ledger = ledger_of(self.env.app)
        record = ledger.number(key)
        note_shown(self.env, f"num:{key}", ledger.digest(f"num:{key}"))
        text = _text_of(record, form) if record else None
        if record is None or text is None:
            self._report(ledger, key, form, missing=record is None)
            return [nodes.literal(text=self.text)], []
        node = NumberNode(self.rawtext, text, record=_shown(key, record), key=key)
        node["serial"] = self.env.new_serialno("evalbook-number")
        self.set_source_info(node)
        return [node], []

    def _report(self, ledger: Ledger, key: str, form: str, *, missing: bool) -> None:
        where = where_in(self.env.app, *self.get_source_info())
        if missing:
            what, mend = f"getal '{key}' bestaat niet", ledger.nearest(f"num:{key}")
        elif form in _WORD_FORMS:
            what, mend = f"getal '{key}' heeft geen woord", f"schrijf {{num}}`{key}`"
        else:
            what, mend = f"vorm '{form}' van getal '{key}' bestaat niet", "gebruik ':woord' of ':Woord'"
        report(what, where, mend, self.get_location())


def register(app: Sphinx) -> None:
    """Register the role, its node, and the check of where numbers point to."""
    app.add_role("num", NumberRole())
    app.add_node(
        NumberNode, html=(_visit_html, _depart), latex=(_pass, _pass), text=(_pass, _pass), man=(_pass, _pass)
    )
    app.connect("env-check-consistency", _check_targets)


def _text_of(record: dict[str, Any], form: str) -> str | None:
    if not form or (record.get("lacks") and form in _WORD_FORMS):
        return str(record["text"])
    word: str | None = record.get("word")
    if not word or form not in _WORD_FORMS:
        return None
    return word[:1].upper() + word[1:] if form == "Woord" else word


def _shown(key: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return what a page shows of a number; one that was calculated leads to its line in the calculation."""
    names = ("label", "calculation", "published", "place", "verdict", "verdict_label", "sources", "href")
    found = {name: record.get(name) for name in names}
    page, _, anchor = str(found["href"] or "").partition("#")
    if record["calculation"] and anchor and anchor == record.get("exhibit"):
        found["href"] = f"{page}#{line_of(anchor, key)}"
    return found


def _check_targets(app: Sphinx, env: BuildEnvironment) -> None:
    """Report numbers that point to a page outside the book."""
    ledger = ledger_of(app)
    shown = {name for page in kept(env, "evalbook_shown").values() for name in page}
    for key in sorted(name.removeprefix("num:") for name in shown if name.startswith("num:")):
        href = (ledger.numbers.get(key) or {}).get("href") or ""
        page = href.partition("#")[0]
        if page.endswith(".html") and page.removesuffix(".html") not in env.all_docs:
            where = f"numbers.json, {key}"
            report(f"getal '{key}' verwijst naar {page}, dat niet in het boek staat", where,
                   "zet de pagina in _toc.yml of maak de verwijzing goed", None)  # fmt: skip


def _visit_html(self: Any, node: NumberNode) -> None:
    """Write the number; plain in a heading or a link, else with its origin."""
    text = escape(node.astext())
    if stands_in(node, nodes.title, nodes.reference):
        self.body.append(text)
        raise nodes.SkipNode
    record, tip = node["record"], f"herkomst-{node['serial']}"
    if record["href"]:
        here = self.builder.get_target_uri(self.builder.current_docname)
        page, sign, anchor = record["href"].partition("#")
        href = escape(f"{relative_uri(here, page)}{sign}{anchor}")
        opening, closing = f'<a class="eb-num-text" href="{href}" aria-describedby="{tip}">', "</a>"
    else:
        opening = f'<span class="eb-num-text" tabindex="0" role="note" aria-describedby="{tip}">'
        closing = "</span>"
    verdict = f" eb-num-{escape(record['verdict'])}" if record["verdict"] else ""
    self.body.append(
        f'<span class="eb-num{verdict}">{opening}{text}{closing}'
        f'<span class="eb-tip" role="tooltip" id="{tip}">{_tip(record)}</span></span>'
    )
    raise nodes.SkipNode


def _tip(record: dict[str, Any]) -> str:
    """Return what the reader is told of a number: its meaning, calculation, publication, cells."""
    label = record["label"] or ""
    parts = [f'<span class="eb-tip-label">{escape(label[:1].upper() + label[1:])}</span>']
    if record["calculation"]:
        parts.append(_line("Berekening", escape(record["calculation"])))
    if record["published"]:
        place = f" ({record['place']})" if record["place"] else ""
        verdict = badge(record["verdict"] or "", record["verdict_label"]) if record["verdict_label"] else ""
        parts.append(_line("In het rapport", f"{escape(record['published'] + place)} {verdict}".strip()))
    sources = record["sources"] or []
    if sources:
        more = len(sources) - _MOST_SOURCES
        cells = "; ".join(addresses(sources[:_MOST_SOURCES])) + (f" en nog {more}" if more > 0 else "")
        parts.append(_line("Cel" if len(sources) == 1 else "Cellen", escape(cells)))
    parts += [f'<span class="eb-tip-way">{way}</span>' for way in [_way(record)] if way]
    return " ".join(parts)


def _way(record: dict[str, Any]) -> str:
    """Return where a click leads, in words."""
    page, _, anchor = str(record["href"] or "").partition("#")
    if not page:
        return ""
    if page == REGISTER:
        return "Klik voor de regel in het register."
    if anchor.startswith("cel-"):
        return "Klik voor de cel in de werkmap."
    return "Klik voor de berekening." if record["calculation"] else "Klik voor de tabel of figuur."


def _line(name: str, html: str) -> str:
    return f'<span class="eb-tip-line"><span class="eb-tip-name">{name}:</span> {html}</span>'


def stands_in(node: nodes.Node, *kinds: type[nodes.Node]) -> bool:
    """Tell whether a node stands in one of these kinds, at any depth."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False


def _depart(self: Any, node: nodes.Node) -> None:
    """Nothing: the visitor has written everything."""


def _pass(self: Any, node: nodes.Node) -> None:
    """Nothing around the text: other forms than HTML print the number alone."""
