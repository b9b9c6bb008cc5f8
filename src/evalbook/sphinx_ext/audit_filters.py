"""Search, filters and order above the register, as a form.

Belongs here: the fields and their choices. Not here: what they do in the browser (`register.js`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from evalbook.sphinx_ext.audit_view import LIVE_WORKBOOK, View, download
from evalbook.sphinx_ext.audit_words import count, edition_title

_ORDERS = (("", "volgorde van het rapport"), ("5 asc", "oordeel, ernstigste eerst"),
           ("0 asc", "omschrijving, a tot z"), ("2 desc", "afgedrukt, grootste eerst"))  # fmt: skip


def filters(view: View) -> str:
    """Return search and filters; the script shows them once they work."""
    claims = view.ledger.claims
    verdicts = Counter(claim["verdict"] for claim in claims)
    words = [(name, word["label"]) for name, word in view.ledger.words["verdicts"].items()]
    chapters = Counter(claim["chapter"] for claim in claims)
    found = Counter("met" if claim["findings"] else "zonder" for claim in claims)
    fields = [
        _select("oordeel", "Oordeel", words, verdicts),
        _select("hoofdstuk", "Hoofdstuk", ((name, name) for name in chapters), chapters),
        _select("bevinding", "Bevinding", (("met", "met"), ("zonder", "zonder")), found),
    ]
    if len(view.ledger.editions) > 1:
        editions = Counter(claim["edition"] for claim in claims)
        names = ((name, edition_title(name)) for name in editions)
        fields.insert(0, _select("editie", "Editie", names, editions))
    orders = "".join(f'<option value="{value}">{text}</option>' for value, text in _ORDERS)
    link = f" {download(view, LIVE_WORKBOOK, 'Alles met formules')}" if view.ledger.has_live_workbook else ""
    return (
        '<form class="eb-register-form" role="search" aria-label="Zoeken in het register" hidden>\n'
        '<div class="eb-field eb-field-wide"><label for="register-zoek">Zoek een woord of getal</label>'
        '<input id="register-zoek" type="search" autocomplete="off" spellcheck="false"></div>\n'
        '<div class="eb-field eb-field-order"><label for="register-volgorde">Volgorde</label>'
        f'<select id="register-volgorde">{orders}</select></div>\n'
        f"{''.join(fields)}"
        '<button type="reset" class="eb-button">Alles tonen</button>\n</form>\n'
        f'<p class="eb-register-count"><span role="status">{count(len(claims))} getallen</span>{link}</p>\n'
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]], counts: Mapping[str, int]) -> str:
    listed = "".join(
        f'<option value="{escape(value)}">{escape(text)} ({count(counts[value])})</option>'
        for value, text in options
        if counts.get(value)
    )
    return (
        f'<div class="eb-field"><label for="register-{name}">{label}</label>'
        f'<select id="register-{name}" data-filter="{name}"><option value="">alle</option>{listed}</select>'
        "</div>\n"
    )
