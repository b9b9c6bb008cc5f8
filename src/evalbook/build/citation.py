"""How to cite the book of an edition of its own: a `CITATION.cff` from what its `edition.toml` says.

Belongs here: title, publisher, contact and version of such a book. Not here: the citation of the
published book (that file is written by hand), and reading it (`package.publication`).
"""

from __future__ import annotations

from typing import Any

import yaml  # type: ignore[import-untyped]

UNKNOWN = "Uitgever nog niet ingevuld"
"""Who publishes, until `publisher` in `edition.toml` says so; never who published another edition."""


def of_edition(settings: dict[str, Any], edition: str) -> bytes:
    """Return the citation of an edition with a book of its own.

    `edition.toml` may say `publisher`, `contact`, `version` and `abstract`. Without a version the book
    is a draft.
    """
    title = str(settings.get("title") or edition)
    publisher = str(settings.get("publisher") or UNKNOWN)
    made_up = " Alle gegevens zijn verzonnen." if settings.get("synthetic") else ""
    said = {
        "cff-version": "1.2.0",
        "message": "Noem bij gebruik de titel van het boek en wie het uitgeeft.",
        "type": "dataset",
        "title": title,
        "abstract": str(settings.get("abstract") or f"De gegevens en uitkomsten van {title}.{made_up}"),
        "version": str(settings.get("version") or "concept"),
        "authors": [{"name": publisher}],
        "contact": [{"name": str(settings.get("contact") or publisher)}],
        "keywords": ["beleidsevaluatie", "internationaal ondernemen"],
    }
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False)).encode()


__all__ = ["UNKNOWN", "of_edition"]
