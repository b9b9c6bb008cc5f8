"""Words and numbers of the audit as readers see them.

Belongs here: from a name or a count to Dutch text. Not here: links and tables (`audit_view`).
"""

from __future__ import annotations

import re
from html import escape

_TOGETHER = re.compile(
    r"(€|\b(?:[Tt]abel|[Ff]iguur|[Bb]ijlage|[Hh]oofdstuk|regel|SDG|EUR|[Aa]nnex)) (?=\d|[A-Z]\.)"
)


def words(text: str) -> str:
    """Return text as HTML that keeps amounts and numbers of tables whole, and may hyphenate one long word."""
    html = _TOGETHER.sub("\\1\N{NO-BREAK SPACE}", escape(text))
    return html.replace("Managementsamenvatting", "Management\N{SOFT HYPHEN}samenvatting")


def edition_title(edition: str) -> str:
    """Return an edition's name for people: `pib-2016-2020` is `PIB 2016-2020`."""
    programme, _, years = edition.partition("-")
    return f"{programme.upper()} {years}".strip()


def anchor_of_kind(kind: str, edition: str = "") -> str:
    """Return the anchor of a kind of findings; of one edition where the page shows several."""
    return f"soort-{kind}-{edition}" if edition else f"soort-{kind}"


def count(number: int) -> str:
    """Return a count in Dutch notation: 1.234."""
    return f"{number:,}".replace(",", ".")


def part(share: float) -> str:
    """Return a share as a percentage in Dutch, cut after one decimal, so that 99,96% is not 100%."""
    return "100%" if share == 1 else f"{int(share * 1000 + 1e-9) / 10:.1f}%".replace(".", ",")


def hidden(text: str) -> str:
    """Return text for screen readers only."""
    return f'<span class="eb-visually-hidden">{escape(text)}</span>'
