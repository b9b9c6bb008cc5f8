"""Parameters of notebooks: typed, and checked before any kernel starts.

Belongs here: reading the `parameters` cell and holding given values against it. Papermill itself
only warns about an unknown parameter and goes on.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from evalbook.errors import Fault, InputError

_TYPES: dict[str, Any] = {"str": str, "int": int, "float": float, "bool": bool, "list": list}
_DUTCH = {
    "str": "tekst",
    "int": "een geheel getal",
    "float": "een getal",
    "bool": "True of False",
    "list": "een lijst",
}


def declared(notebook: Path) -> dict[str, tuple[str, Any]]:
    """Return the parameters that a notebook declares: name -> (type, default)."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(tagged) != 1:
        raise InputError(
            Fault(
                f"{len(tagged)} cellen met het label `parameters`; er hoort er één te zijn",
                notebook.name,
                "geef precies één codecel dat label",
            )
        )
    found = {}
    for statement in ast.parse("".join(tagged[0]["source"])).body:
        if not (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value
        ):
            raise InputError(
                Fault(
                    f"regel zonder type in de parametercel: {ast.unparse(statement)}",
                    notebook.name,
                    'schrijf `naam: str = "waarde"`',
                )
            )
        kind = ast.unparse(statement.annotation)
        if kind not in _TYPES:
            raise InputError(
                Fault(
                    f"parameter {statement.target.id} heeft type {kind}",
                    notebook.name,
                    f"kies uit {', '.join(_TYPES)}",
                )
            )
        found[statement.target.id] = (kind, ast.literal_eval(statement.value))
    return found


def check(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters to run with, defaults filled in; refuse what is unknown or of another type."""
    known = declared(notebook)
    fields: dict[str, Any] = {name: (_TYPES[kind], default) for name, (kind, default) in known.items()}
    model: type[BaseModel] = create_model(
        "Parameters", __config__=ConfigDict(extra="forbid", strict=True), **fields
    )
    try:
        return model(**given).model_dump()
    except ValidationError as error:
        raise InputError(_fault(notebook, known, problem) for problem in error.errors()) from error


def _fault(notebook: Path, known: Mapping[str, tuple[str, Any]], problem: Any) -> Fault:
    name = str(problem["loc"][0])
    where = f"{notebook.name}, parameter {name}"
    if name not in known:
        near = get_close_matches(name, known, 1, 0.5)
        hint = f"bedoelde u ‘{near[0]}’? " if near else ""
        return Fault(f"onbekende parameter ‘{name}’", where, f"{hint}dit notebook kent: {', '.join(known)}")
    return Fault(
        f"{problem['input']!r} past niet bij parameter ‘{name}’", where, f"geef {_DUTCH[known[name][0]]}"
    )
