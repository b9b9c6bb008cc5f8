"""Dutch for what Sphinx itself writes: our catalogue beside the one Sphinx has.

Belongs here: making the catalogue usable. Not here: the words of our own templates and roles, which
are Dutch to begin with.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CATALOGUE = Path(__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "sphinx.po"


def register(app: Sphinx) -> None:
    """Compile the catalogue beside the doctrees and add it to Sphinx's own."""
    folder = Path(app.doctreedir) / "evalbook-locale"
    compiled = folder / "nl" / "LC_MESSAGES" / "sphinx.mo"
    if not compiled.is_file() or compiled.stat().st_mtime < _CATALOGUE.stat().st_mtime:
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with _CATALOGUE.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale="nl"))
    app.add_message_catalog("sphinx", str(folder))
