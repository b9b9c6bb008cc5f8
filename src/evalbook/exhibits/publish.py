"""Publishing an exhibit: its data, its HTML and its lineage as files, and its place in the notebook.

Belongs here: what is written for each exhibit, and what the notebook shows. Not here: any content.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from evalbook import paths, rounding
from evalbook.exhibits.edition import for_edition
from evalbook.exhibits.explain import calculation_of, cells_of
from evalbook.exhibits.model import Exhibit, Shown
from evalbook.exhibits.render import html_of
from evalbook.files import write


@dataclass(frozen=True)
class Published:
    """What a notebook cell ends with: HTML for Jupyter, a directive for the book."""

    id: str
    html: str
    digest: str = ""
    """Of all its files: the chapter as run differs whenever they do, also where a reader sees the same."""

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = {
            "text/html": f'<div class="eb-exhibit">{self.html}</div>',
            "text/markdown": f"```{{exhibit}} {self.id}\n```",
            "text/plain": self.id,
        }
        known = {"exhibit": self.id, "digest": self.digest}
        return bundle, {"mystnb": {"markdown_format": "myst"}, "evalbook": known}


@dataclass(frozen=True)
class Included:
    """A page's own text for one run of a notebook: the book includes the file."""

    path: str

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = {
            "text/markdown": f"```{{include}} /{self.path}\n```",
            "text/plain": self.path,
        }
        return bundle, {"mystnb": {"markdown_format": "myst"}}


def include(path: str) -> Included:
    """Return a hand-written text of the book, by its path from the project's root."""
    return Included(path)


def publish(edition: str, exhibit: Exhibit) -> Published:
    """Write an exhibit's files and return what the notebook shows.

    Writes <id>.csv (unformatted values as shown), <id>.html, <id>.json (what the book and the audit
    need: lineage of every number) and, for a picture, <id>.svg into the edition's exhibits folder.
    """
    exhibit = for_edition(edition, exhibit)
    folder = paths.exhibits(edition)
    html = html_of(exhibit)
    files = {
        "csv": exhibit.frame().to_csv(index=False, lineterminator="\n"),
        "html": html,
        "json": json.dumps(record_of(edition, exhibit), ensure_ascii=False, indent=1),
        **({"svg": exhibit.svg} if exhibit.svg else {}),
    }
    for suffix, text in files.items():
        write(folder / f"{exhibit.id}.{suffix}", text)
    digest = hashlib.sha256("\0".join(files.values()).encode()).hexdigest()
    return Published(exhibit.id, html, digest[:16])


def record_of(edition: str, exhibit: Exhibit) -> dict[str, Any]:
    """Return what is known of an exhibit, its numbers with their lineage among it."""
    numbers = exhibit.numbers
    cells = sorted({source for number in numbers for source in number.quantity.sources})
    return {
        "id": exhibit.id,
        "edition": edition,
        "kind": exhibit.kind,
        "number": exhibit.number,
        "label": exhibit.label,
        "title": exhibit.title,
        "basis": exhibit.basis,
        "unit": exhibit.unit,
        "source": exhibit.source,
        "note": exhibit.note,
        "cells": cells,
        "data": f"{exhibit.id}.csv",
        "lacks": list(exhibit.lacks),
        "calculations": [_calculation(number) for number in numbers if number.quantity.operation],
        "numbers": {number.key: _number(number) for number in numbers},
    }


def _calculation(number: Shown) -> dict[str, Any]:
    return {
        "key": number.key,
        "label": number.quantity.label,
        "text": number.text,
        "calculation": calculation_of(number.quantity),
        "sources": cells_of(number.quantity),
    }


def _number(number: Shown) -> dict[str, Any]:
    quantity = number.quantity
    shown = {
        "text": number.text,
        "word": rounding.word_of(quantity.value),
        "value": quantity.value,
        "unit": quantity.unit,
        "label": quantity.label,
        "calculation": calculation_of(quantity),
        "sources": list(quantity.sources),
    }
    digest = hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return {**shown, "digest": digest[:16]}
