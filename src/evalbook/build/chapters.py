"""The chapters of an edition: which notebook runs with which parameters and becomes which page.

Belongs here: reading `edition.toml` and notebooks as text. Not here: running them (`notebooks`).
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from evalbook import paths, tables
from evalbook.errors import Fault, InputError, NoDataError


@dataclass(frozen=True)
class Run:
    """One execution of one notebook: its parameters, its page, and the tables it reads."""

    edition: str
    notebook: Path
    page: str
    heading: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    reads: tuple[str, ...] = ()

    @property
    def output(self) -> Path:
        """Where the chapter as run goes."""
        return paths.executed() / f"{self.page}.ipynb"


def editions() -> list[str]:
    """Return the editions that the book holds: folders of `data/raw` with an `edition.toml`."""
    folder = paths.project_root() / "data" / "raw"
    return sorted(path.parent.name for path in folder.glob("*/edition.toml"))


def chapters(edition: str) -> list[Run]:
    """Return all runs of an edition in the order of its `edition.toml`.

    A chapter with `each` is run once for every row of the named table (`each = "cases"`), with the
    row's key as parameter; `page` and `heading` may use `{column}` of that table.
    """
    path = paths.raw(edition) / "edition.toml"
    if not path.is_file():
        near = get_close_matches(edition, editions(), 1, 0.4)
        hint = f"bedoelde u ‘{near[0]}’? " if near else ""
        raise InputError(
            Fault(
                f"er is geen editie ‘{edition}’",
                str(paths.raw(edition)),
                f"{hint}kies uit: {', '.join(editions())}",
            )
        )
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            Fault(f"edition.toml is niet te lezen: {error}", str(path), "verbeter de genoemde regel")
        ) from error
    return [run for chapter in settings.get("chapter", []) for run in _runs(edition, chapter)]


def _runs(edition: str, chapter: dict[str, Any]) -> list[Run]:
    notebook = paths.notebooks() / f"{chapter['notebook']}.ipynb"
    if not notebook.is_file():
        raise InputError(
            Fault(
                f"notebook {notebook.name} bestaat niet",
                f"edition.toml van {edition}",
                "verbeter de naam of zet het notebook neer",
            )
        )
    reads = tables_read(notebook)
    fixed = {"edition": edition, **chapter.get("parameters", {})}
    if "each" not in chapter:
        return [Run(edition, notebook, chapter["page"], chapter.get("heading", ""), fixed, reads)]
    try:
        frame = tables.load(edition, chapter["each"])[chapter["each"]]
    except NoDataError:
        return []  # no row yet, so no page yet
    rows = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    return [
        Run(
            edition,
            notebook,
            _file_name(chapter["page"].format(**row)),
            chapter.get("heading", "").format(**row),
            {**fixed, chapter["parameter"]: row[chapter["parameter"]]},
            reads,
        )
        for row in rows
    ]


def _file_name(page: str) -> str:
    """Return a page's name without what a file name had better not hold: spaces and slashes."""
    return re.sub(r"[^\w.-]+", "-", page)


@cache
def tables_read(notebook: Path) -> tuple[str, ...]:
    """Return the tables that a notebook loads: the literals in its calls of `tables.load`.

    The call is the declaration, so that what is declared and what is read cannot differ.
    """
    names: dict[str, None] = {}
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tables.load":
                names.update(dict.fromkeys(_literals(notebook, node)))
    return tuple(names)


def _literals(notebook: Path, call: ast.Call) -> list[str]:
    found = []
    for argument in call.args[1:]:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise InputError(
                Fault(
                    "tables.load krijgt iets anders dan namen tussen aanhalingstekens",
                    notebook.name,
                    "noem de tabellen letterlijk; de bouw leest daaruit waar het notebook van afhangt",
                )
            )
        found.append(argument.value)
    return found
