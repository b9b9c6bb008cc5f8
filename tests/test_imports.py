"""Which room may import which: the one way that data flows."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "evalbook"

ALLOWED = {
    "paths": set(),
    "errors": set(),
    "files": set(),
    "rounding": {"errors"},
    "workbook": {"files", "paths", "errors"},
    "tables": {"workbook", "paths", "errors"},
    "measures": {"errors"},
    "exhibits": {"measures", "rounding", "files", "paths", "errors"},
    "audit": {"tables", "measures", "rounding", "workbook", "files", "paths", "errors"},
    "build": {
        "files",
        "paths",
        "errors",
        "rounding",
        "workbook",
        "tables",
        "measures",
        "exhibits",
        "audit",
        "package",
        "offprint",
    },
    "package": {"rounding", "files", "paths", "errors"},
    "offprint": {"paths", "errors"},
    "cli": {"build", "audit", "tables", "paths", "errors"},
    "sphinx_ext": {"files", "paths"},
}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path):
    """The rooms of ours that a file imports, at its top or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "evalbook":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("evalbook.")}
    return found


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_it_may(path):
    room = room_of(path)
    extra = imported_rooms(path) - {room} - ALLOWED[room]
    assert not extra, f"{path.name} imports {sorted(extra)}; {room} may import {sorted(ALLOWED[room])}"


def test_the_check_sees_a_forbidden_arrow(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "def f():\n    from evalbook.exhibits import chart\n    from evalbook import tables\n", "utf-8"
    )
    assert imported_rooms(wrong) == {"exhibits", "tables"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_belongs_in_it(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"
