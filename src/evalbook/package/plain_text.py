"""The text of a chapter without the book around it: numbers filled in, links and notes as plain Markdown.

Belongs here: what the book's own roles and directives become where the book's extension is not there.
Not here: notebooks and pages (`reviewer`).
"""

from __future__ import annotations

import csv
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evalbook import paths

_ROLE = re.compile(r"\{([\w-]+)\}`([^`]+)`")
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?(?=\))")
_NOTE = re.compile(
    r"^(`{3,}|:{3,})\{([\w-]+)\}[ ]*([^\n]*)\n((?::\w+:[^\n]*\n)*)(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL
)
_CHAPTERS = "book/executed"


@dataclass(frozen=True)
class Words:
    """What the roles stand for: numbers by key, and exhibits by id with their title and page."""

    numbers: Mapping[str, Any]
    exhibits: Mapping[str, Mapping[str, str]]

    def text(self, markdown: str, up: str) -> str:
        """Return a chapter's Markdown without roles, directives and links that lead nowhere.

        `up` is the way from the copy to the top of the book, as `../../`.
        """
        plain = _NOTE.sub(self._note, markdown)
        plain = _ROLE.sub(lambda found: self._role(found[1], found[2], up), plain)
        return _LINK.sub(lambda found: _address(found[1], up) + (found[2] or ""), plain)

    def _role(self, role: str, text: str, up: str) -> str:
        if role == "num":
            return self._number(text)
        exhibit = self.exhibits.get(text.strip()) if role == "ex" else None
        if exhibit is None:
            return text
        word = "figuur" if exhibit["kind"] in ("figure", "diagram", "timeline") else "tabel"
        name = f"{word} {exhibit['number']}" if exhibit["number"] else f"‘{exhibit['title']}’"
        return f"[{name}]({up}{exhibit['page']})"

    def _number(self, text: str) -> str:
        key, _, form = text.strip().partition(":")
        number = self.numbers.get(key)
        if number is None:
            return text
        word = number.get("word") if form else None
        shown = str(word or number["text"])
        return shown[:1].upper() + shown[1:] if form == "Woord" else shown

    def _note(self, found: re.Match[str]) -> str:
        """Return a note as a quotation with its title in bold; an included file as its text."""
        kind, title, body = found[2], found[3].strip(), found[5].strip()
        if kind == "include":
            path = paths.project_root() / title.lstrip("/")
            return path.read_text("utf-8").strip() if path.is_file() else ""
        if kind in ("exhibit", "build-info"):
            return ""
        lines = [f"**{title}**", ""] if title else []
        return "\n".join(f"> {line}".rstrip() for line in [*lines, *body.splitlines()])


def read_words() -> Words:
    """Return the words of the last run."""
    numbers = paths.processed() / "numbers.json"
    listed = paths.processed() / "exhibits.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    return Words(json.loads(numbers.read_text("utf-8")) if numbers.is_file() else {}, rows)


def _address(target: str, up: str) -> str:
    """Return where a link of a chapter leads from its copy: another copy, or a page of the book."""
    path = Path(posixpath.normpath(posixpath.join(_CHAPTERS, target)))
    if path.suffix == ".ipynb" and path.parent.as_posix() == _CHAPTERS:
        return f"{path.stem}.html"
    return up + path.with_suffix(".html").as_posix() if path.suffix in (".md", ".ipynb") else target
