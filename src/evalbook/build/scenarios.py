"""Scenarios: an edition with something in it changed, as a folder of inputs of its own.

Belongs here: the matrix file and laying down the inputs of a scenario. Not here: running it (`matrix`).

A matrix names editions and scenarios; every scenario is applied to every edition that it does not
exclude by naming its own. In TOML:

    editions = ["pib-2016-2020"]
    chapters = ["pib_04_impact"]            # only these notebooks; without it, all

    [[scenario]]
    name = "zonder-grootste"
    corrected = true                        # corrections.csv applied
    cells = {"export.xlsx!resultaten!C3" = 19}
    parameters = {weight = "firms"}         # of notebooks that declare them

In CSV, with the columns scenario, edition, cell and value: one changed cell a row.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evalbook import paths, tables
from evalbook.build import chapters, parameters
from evalbook.errors import Fault, InputError
from evalbook.tables.wording import printed_number
from evalbook.workbook import Address

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = {"name", "edition", "corrected", "cells", "parameters", "chapters"}
_CSV = ["scenario", "edition", "cell", "value"]
_OF_PUBLICATION = ("claims.csv", "findings.csv", "census.csv", "exclusions.csv")
"""Registers of what was printed: a scenario was never printed, so nothing can disagree with it."""


@dataclass(frozen=True)
class Scenario:
    """One edition with changes; `label` is its name in the matrix."""

    label: str
    edition: str
    cells: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    corrected: bool = False
    chapters: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name as an edition."""
        return f"{self.edition}-{self.label}"

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self) | {"chapters": list(self.chapters)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Scenario:
        """Return the scenario of these plain values."""
        return cls(**values | {"chapters": tuple(values["chapters"])})


def read(path: Path) -> list[Scenario]:
    """Return the scenarios of a matrix; `InputError` with everything that is wrong with it."""
    try:
        found = _from_csv(path) if path.suffix == ".csv" else _from_toml(path)
    except FileNotFoundError as error:
        raise InputError(Fault("het bestand ontbreekt", str(path), "noem een matrix die er is")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(Fault(f"niet te lezen: {error}", path.name, "verbeter de genoemde regel")) from error
    if faults := [*_twins(found, path), *(fault for each in found for fault in _faults(each, path))]:
        raise InputError(faults)
    return found


def lay_down(scenario: Scenario) -> Path:
    """Write the inputs of a scenario into a folder of its own and return it."""
    source, folder = paths.raw(scenario.edition), paths.workspace(scenario.name) / "invoer"
    partial = folder.with_name("invoer.partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(source, partial, ignore=shutil.ignore_patterns(*_OF_PUBLICATION, "corrections.csv"))
    cells = _corrections(scenario) | scenario.cells
    for workbook in sorted({Address.parse(address).workbook for address in cells}):
        _change(
            partial / workbook, {at: value for at, value in cells.items() if at.startswith(f"{workbook}!")}
        )
    settings = (source / "edition.toml").read_text("utf-8")
    (partial / "edition.toml").write_text(_settings(scenario, settings), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def _corrections(scenario: Scenario) -> dict[str, Any]:
    if not scenario.corrected:
        return {}
    found = tables.corrections(scenario.edition)
    values = {str(each.address): (each.corrected, printed_number(each.corrected)) for each in found}
    return {address: text if number is None else number for address, (text, number) in values.items()}


def _change(path: Path, cells: dict[str, Any]) -> None:
    import openpyxl

    opened = openpyxl.load_workbook(path)
    for address, value in cells.items():
        where = Address.parse(address)
        opened[where.sheet].cell(where.row, where.column).value = value
    opened.save(path)


def _settings(scenario: Scenario, text: str) -> str:
    """Return `edition.toml` with what it is based on, only the chapters asked for, and its parameters."""
    settings = tomllib.loads(text)
    title = f"{settings.get('title', scenario.edition)}: {scenario.label}"
    lines = [f"based_on = {_toml(scenario.edition)}", f"title = {_toml(title)}"]
    for chapter in settings.get("chapter", []):
        if scenario.chapters and chapter["notebook"] not in scenario.chapters:
            continue
        declared = parameters.declared(paths.notebooks() / f"{chapter['notebook']}.ipynb")
        own = {name: value for name, value in scenario.parameters.items() if name in declared}
        given = chapter.get("parameters", {}) | own
        lines.append("\n[[chapter]]")
        lines += [f"{key} = {_toml(value)}" for key, value in chapter.items() if key != "parameters"]
        pairs = ", ".join(f"{name} = {_toml(value)}" for name, value in given.items())
        lines += [f"parameters = {{{pairs}}}"] if pairs else []
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """Return a text, number, truth value or list as TOML, which writes these as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _from_toml(path: Path) -> list[Scenario]:
    content = tomllib.loads(path.read_text("utf-8"))
    chapters = tuple(content.get("chapters", []))
    found = []
    for row in content.get("scenario", []):
        if unknown := set(row) - _KEYS:
            mend = f"kies uit: {', '.join(sorted(_KEYS))}"
            raise InputError(
                Fault(
                    f"onbekend: {', '.join(sorted(unknown))}",
                    f"{path.name}, scenario {row.get('name', '?')}",
                    mend,
                )
            )
        for edition in [row["edition"]] if "edition" in row else content.get("editions", []):
            found.append(
                Scenario(
                    row.get("name", ""), edition, row.get("cells", {}), row.get("parameters", {}),
                    bool(row.get("corrected", False)), tuple(row.get("chapters", chapters)),
                )
            )  # fmt: skip
    return found


def _from_csv(path: Path) -> list[Scenario]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    if reader.fieldnames != _CSV:
        mend = f"geef het bestand de kolommen {', '.join(_CSV)}, met komma's ertussen"
        raise InputError(Fault("de kolommen kloppen niet", path.name, mend))
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        number = printed_number(row["value"])
        changed = cells.setdefault((row["scenario"], row["edition"]), {})
        if row["cell"]:
            changed[row["cell"]] = row["value"] if number is None else number
    return [Scenario(label, edition, changed) for (label, edition), changed in cells.items()]


def _twins(found: Iterable[Scenario], path: Path) -> list[Fault]:
    names = [each.name for each in found]
    if not names:
        return [
            Fault("er staat geen scenario in", path.name, "zet er een [[scenario]] in, en noem de edities")
        ]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [
        Fault(f"scenario ‘{name}’ staat er twee keer", path.name, "geef elk een eigen naam") for name in twice
    ]


def _faults(scenario: Scenario, path: Path) -> list[Fault]:
    where = f"{path.name}, scenario {scenario.label or '?'}"
    if not _NAME.fullmatch(scenario.label):
        return [
            Fault(
                f"‘{scenario.label}’ kan geen naam zijn",
                where,
                "gebruik kleine letters, cijfers en streepjes",
            )
        ]
    if scenario.edition not in chapters.editions():
        mend = f"kies uit: {', '.join(chapters.editions())}"
        return [Fault(f"er is geen editie ‘{scenario.edition}’", where, mend)]
    sheets = {f"{table.workbook}!{table.sheet}" for table in tables.specification(scenario.edition)}
    faults = []
    for address in scenario.cells:
        if address.rpartition("!")[0] not in sheets:
            mend = f"schrijf bestand!blad!cel, met een van: {', '.join(sorted(sheets)[:5])}, …"
            faults.append(Fault(f"cel ‘{address}’ is er niet in deze editie", where, mend))
    known = {chapter.notebook.stem for chapter in chapters.chapters(scenario.edition)}
    for name in set(scenario.chapters) - known:
        faults.append(
            Fault(
                f"hoofdstuk ‘{name}’ hoort niet bij de editie", where, f"kies uit: {', '.join(sorted(known))}"
            )
        )
    return faults
