"""Laying down a new edition in `data/raw`: what is there already is left as it is.

Belongs here: names of editions, and which files a new one gets. Not here: what is in a template
(`templates`) or in the example (`synthetic`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from evalbook import paths, tables
from evalbook.build.new_edition.printed import Conflict
from evalbook.build.new_edition.synthetic import BASED_ON, synthetic_register
from evalbook.build.new_edition.templates import write_workbook
from evalbook.errors import Fault, InputError
from evalbook.files import write
from evalbook.tables.spec import Table

TEXTS = "teksten"
CONFLICTS = "tegenstrijdig"
WARNING = (
    "VERZONNEN VOORBEELD. Geen cluster, deelnemer, activiteit of resultaat hierin bestaat; alleen totalen "
    "zijn ontleend aan een gepubliceerd rapport."
)

_NAME = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_TEMPLATES = Path(__file__).parent / "texts"
_YEARS = re.compile(r"\d{4}-\d{4}")


def lay_down(edition: str, *, synthetic: bool = False) -> tuple[list[Path], list[Path]]:
    """Write the files of a new edition that are not there yet; return those written, and those kept.

    Raises
    ------
    InputError
        Where the name is no name of an edition, or of an unknown programme.
    """
    specification = _specification(edition)
    folder = paths.raw(edition)
    files: dict[str, Callable[[Path], object]] = {}
    given = {
        "edition": edition,
        "title": _title(edition, synthetic),
        "synthetic": synthetic,
        "based_on": BASED_ON,
    }
    rows, conflicts = synthetic_register() if synthetic else ({}, [])
    files["edition.toml"] = _text("edition.toml.j2", given)
    names = list(dict.fromkeys(table.workbook for table in specification))
    if synthetic:
        names = [name for name in names if name == "register.xlsx"]
        files[f"{CONFLICTS}.csv"] = _bytes(_conflict_rows(conflicts))
        files[f"{TEXTS}/{edition}-{CONFLICTS}.md"] = _bytes(_conflict_page(conflicts))
    for name in names:
        files[name] = _workbook(name, specification, str(given["title"]), rows, synthetic)
    files["sources.csv"] = _bytes(_sources(specification, synthetic))
    for template in sorted(_TEMPLATES.glob("*.md.j2")):
        if not (synthetic and template.name == "hoofdstuk-cases.md.j2"):
            files[f"{TEXTS}/{template.name.removesuffix('.j2')}"] = _text(template.name, given)
    written: list[Path] = []
    kept: list[Path] = []
    for name, make in files.items():
        path = folder / name
        (kept if path.exists() else written).append(path)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make(path)
    return written, kept


def _specification(edition: str) -> tuple[Table, ...]:
    """Return all tables that an edition of this name may have, its register included."""
    if not _NAME.fullmatch(edition):
        mend = "noem haar naar programma en jaren, met kleine letters: pib-2021-2025"
        raise InputError(Fault(f"‘{edition}’ is geen naam voor een editie", "evalbook new-edition", mend))
    register = tables.register_specification(edition)
    known = {table.name: table for table in (*tables.specification(edition), *register)}
    if not register:
        mend = "vraag de ontwikkelaars om sjablonen voor dit programma; nu zijn die er voor pib-…"
        what = f"voor het programma van ‘{edition}’ zijn er geen sjablonen"
        raise InputError(Fault(what, "evalbook new-edition", mend))
    return tuple(known.values())


def _title(edition: str, synthetic: bool) -> str:
    years = _YEARS.search(edition)
    if synthetic:
        return "PIB, verzonnen voorbeeld"
    return (
        f"Partners for International Business {years[0]}"
        if years
        else f"Partners for International Business ({edition})"
    )


def _text(template: str, given: Mapping[str, Any]) -> Callable[[Path], object]:
    loader = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), undefined=jinja2.StrictUndefined)
    text = re.sub(r"\n{3,}", "\n\n", loader.get_template(template).render(given)).strip() + "\n"
    return _bytes(text)


def _bytes(text: str) -> Callable[[Path], object]:
    return lambda path: write(path, text.encode("utf-8"))


def _workbook(
    name: str, specification: Sequence[Table], title: str, rows: Mapping[str, Any], synthetic: bool
) -> Callable[[Path], object]:
    every = {table.name: table for table in specification}
    own = [table for table in specification if table.workbook == name]

    def write(path: Path) -> None:
        write_workbook(path, own, every, title=title, rows=rows, warning=WARNING if synthetic else "")

    return write


def _sources(specification: Sequence[Table], synthetic: bool) -> str:
    origin = (
        "verzonnen door een programma met vaste toevalsgetallen"
        if synthetic
        else "vul in: van wie, en wanneer ontvangen"
    )
    licence = "CC0 1.0" if synthetic else "vul in: wat er met deze gegevens mag"
    names = dict.fromkeys(table.workbook for table in specification)
    return _csv(("file", "sha256", "origin", "licence"), [(name, "", origin, licence) for name in names])


def _conflict_rows(conflicts: Sequence[Conflict]) -> str:
    return _csv(
        ("gedrukt", "plaats", "strijdig met", "gekozen", "reden"), [_cells(each) for each in conflicts]
    )


def _conflict_page(conflicts: Sequence[Conflict]) -> str:
    """Return the page that lists what no register can meet, and what was chosen."""
    lines = ["| " + " | ".join(_cells(each)) + " |" for each in conflicts]
    head = "| Gedrukt | Plaats | Strijdig met | Gekozen | Reden |\n| --- | --- | --- | --- | --- |\n"
    return (
        "# Wat niet samen kan\n\nHet register in dit boek is verzonnen, maar zijn totalen zijn die van "
        "het gepubliceerde rapport. Dat gaat niet overal: sommige gedrukte getallen sluiten elkaar uit; "
        "geen register kan ze dan alle geven. Hieronder staat waar dat zo is, wat is gekozen en waarom.\n\n"
        + head
        + "\n".join(lines)
        + "\n"
    )


def _cells(conflict: Conflict) -> tuple[str, ...]:
    return (conflict.printed, conflict.where, conflict.against, conflict.kept, conflict.reason)


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
