"""Which files of our own code a notebook depends on: those that its exhibits and tables import.

Belongs here: following imports in source text. Not here: running any of it.

`evalbook.exhibits` imports every module of its folder, so that notebooks can name any exhibit. What
counts is the module that a named exhibit comes from, with everything that this module imports.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_OFFERS = PACKAGE / "exhibits" / "__init__.py"


def files_of(notebook: Path, edition: str) -> list[Path]:
    """Return the files of this package that decide what a notebook gives for an edition."""
    programme = PACKAGE / "tables" / f"{edition.split('-')[0]}.py"
    first = [PACKAGE / "tables" / "__init__.py", PACKAGE / "exhibits" / "publish.py", *_named(notebook)]
    found = _closure([*first, programme] if programme.is_file() else first)
    templates = [path for path in (PACKAGE / "exhibits").rglob("*") if path.suffix not in (".py", ".pyc")]
    return sorted({*found, *(path for path in templates if path.is_file())})


def _named(notebook: Path) -> set[Path]:
    """Return the modules of what a notebook names, as `exhibits.pib_table_12` or by an import."""
    found: set[Path] = set()
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "exhibits":
                found |= _offered(node.attr)
        found |= {path for path in _imported(tree) if path != _OFFERS}
    return found


def _closure(files: Iterable[Path]) -> set[Path]:
    found: set[Path] = set()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imports_of(path, path.stat().st_mtime_ns)
    return found


@cache
def _imports_of(path: Path, version: int) -> tuple[Path, ...]:
    """Return what a file of ours imports, at its top or in its functions; cached for a version of it."""
    return tuple(_imported(ast.parse(path.read_text("utf-8")), path))


def _imported(tree: ast.AST, path: Path | None = None) -> Iterator[Path]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _module(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield from _member(node.module, alias.name)


def _member(module: str, name: str) -> Iterator[Path]:
    """Yield the file of `from module import name`: a module of that name, or where the name comes from."""
    inner = list(_module(f"{module}.{name}"))
    if inner:
        yield from inner
    elif module == "evalbook.exhibits":
        yield from _offered(name)
    else:
        yield from _module(module)


def _module(name: str) -> Iterator[Path]:
    parts = name.split(".")
    if parts[0] != "evalbook" or len(parts) == 1:
        return
    place = PACKAGE.joinpath(*parts[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file() and path != _OFFERS:
            yield path


def _offered(name: str) -> set[Path]:
    """Return the module from which `evalbook.exhibits` offers a name; all of them for an unknown one."""
    origin = _origins(_OFFERS.stat().st_mtime_ns)
    return {origin[name]} if name in origin else set(origin.values())


@cache
def _origins(version: int) -> dict[str, Path]:
    tree = ast.parse(_OFFERS.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {
        alias.asname or alias.name: path
        for node in imports
        for alias in node.names
        for path in _module(str(node.module))
    }
