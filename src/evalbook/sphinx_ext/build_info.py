"""Directive `build-info`: from what the book was built, with what and when, and what there is to take along.

Belongs here: showing `data/processed/build.json` and `data/processed/downloads` as tables, and the copies
of those downloads beside the pages. Not here: making any of them.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_datetime
from babel.numbers import format_decimal
from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from evalbook.files import write
from evalbook.sphinx_ext import offprints
from evalbook.sphinx_ext.ledger import report, where_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Record = dict[str, Any]
Rows = list[tuple[nodes.Node | str, ...]]

FILE = "build.json"
UNKNOWN = "niet bekend"

DOWNLOADS = {
    "gegevens.zip": (
        "Alle gegevens (ZIP)",
        "Alle tabellen als CSV, met soort en eenheid van elke kolom, bron en licentie.",
    ),
    "onderzoekspakket.zip": (
        "Het onderzoekspakket (ZIP)",
        "Invoer, programma, omgeving, notebooks en uitkomsten bij elkaar, beschreven als RO-Crate.",
    ),
    "claims.csv": ("De afgedrukte getallen (CSV)", "Elk getal van het rapport met zijn oordeel."),
    "findings.csv": ("De bevindingen (CSV)", "Waar het rapport zichzelf tegenspreekt, met uitleg."),
    "exhibits.csv": ("De lijst van tabellen en figuren (CSV)", "Nummer, titel, grondslag en pagina van elk."),
    "dcat.ttl": (
        "Beschrijving voor dataportalen (Turtle)",
        "Titel, licentie, thema en bestanden volgens DCAT-AP-NL.",
    ),
    "dcat.jsonld": ("Dezelfde beschrijving (JSON-LD)", "Voor wie liever JSON leest."),
    "reviewer/index.html": (
        "De uitgevoerde notebooks (HTML)",
        "Van elk hoofdstuk een leesbare kopie met alle code en uitkomsten, en de code als script.",
    ),
}
"""What a reader can take along besides what stands at each exhibit, in the order in which it is offered."""


class BuildInfoDirective(SphinxDirective):
    """Place one part: `kern`, `invoer`, `omgeving` (of the record) or `meenemen` (the downloads)."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the part as a table, or nothing after an error that says how to mend it."""
        part = self.arguments[0].strip()
        if part == "meenemen":
            return self._placed(*self._downloads())
        path = _processed(self.env.app) / FILE
        if part not in PARTS:
            return self._fault(
                f"build-info kent geen deel '{part}'", f"kies uit: {', '.join(PARTS)}, meenemen"
            )
        if not path.is_file():
            return self._fault(f"{FILE} is er niet", "bouw het boek met evalbook build")
        self.env.note_dependency(str(path))  # written only when it differs, so that its date says enough
        return self._placed(*PARTS[part](json.loads(path.read_text("utf-8"))))

    def _downloads(self) -> tuple[str, Sequence[str], Rows]:
        page = self.env.app.builder.get_target_uri(self.env.docname)
        rows: Rows = [
            (nodes.reference("", text, refuri=relative_uri(page, address)), description, "")
            for text, description, address in offprints.offered(self.env)
        ]
        for name, (text, description) in DOWNLOADS.items():
            path = _processed(self.env.app) / "downloads" / name
            if path.is_file():
                self.env.note_dependency(str(path))
                link = nodes.reference("", text, refuri=relative_uri(page, f"downloads/{name}"))
                size = "meer bestanden" if path.suffix == ".html" else _size(path.stat().st_size)
                rows.append((link, description, size))
        return "Bestanden om mee te nemen", ("Bestand", "Wat erin zit", "Grootte"), rows

    def _placed(self, title: str, headers: Sequence[str], rows: Rows) -> list[nodes.Node]:
        table = table_of(title, headers, rows)
        self.set_source_info(table)
        return [table]

    def _fault(self, what: str, mend: str) -> list[nodes.Node]:
        report(what, where_in(self.env.app, *self.get_source_info()), mend, self.get_location())
        return []


def register(app: Sphinx) -> None:
    """Register the directive, and the copies of the downloads."""
    app.add_directive("build-info", BuildInfoDirective)
    app.connect("build-finished", _copy)


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Copy all of `data/processed/downloads` to `downloads` beside the pages."""
    if exception is not None or app.builder.name != "html":
        return
    source = _processed(app) / "downloads"
    for path in sorted(source.rglob("*")):
        if path.is_file():
            write(Path(app.outdir) / "downloads" / path.relative_to(source), path.read_bytes())


def _processed(app: Sphinx) -> Path:
    return Path(app.srcdir) / str(app.config.evalbook_processed)


def _size(size: int) -> str:
    """Return the size of a file as a reader knows it: `1,2 MB`."""
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)), '#,##0', locale='nl_NL')} kB"
    return f"{format_decimal(size / 1_000_000, '#,##0.0', locale='nl_NL')} MB"


def _core(record: Record) -> tuple[str, Sequence[str], Rows]:
    commit, environment = record.get("commit"), record["environment"]
    rows: Rows = [
        ("Versie", nodes.literal(text=record["version"])),
        ("Laatst veranderd en gebouwd", _moment(record["time"])),
        ("Commit", nodes.literal(text=commit["id"]) if commit else UNKNOWN),
        ("Van", _moment(commit["time"]) if commit else UNKNOWN),
        ("Alles staat in die commit", ("ja" if commit["clean"] else "nee") if commit else UNKNOWN),
        ("Systeem", f"{environment['system']}, {environment['machine']}"),
        ("Python", nodes.literal(text=environment["python"])),
        ("Kenmerk van het geheel", nodes.literal(text=record["state"])),
        ("Kenmerk van de programmacode", nodes.literal(text=record["code"]["program"])),
        ("Kenmerk van tekst en notebooks", nodes.literal(text=record["code"]["book"])),
        ("Kenmerk van de registers", nodes.literal(text=record["code"]["registers"])),
    ]
    return "Versie, tijd en kenmerken", ("Wat", "Waarde"), rows


def _inputs(record: Record) -> tuple[str, Sequence[str], Rows]:
    rows: Rows = [
        (
            each["edition"],
            nodes.literal(text=each["file"]),
            each["origin"],
            nodes.literal(text=each["sha256"]),
        )
        for each in record["inputs"]
    ]
    return "Werkmappen met herkomst en controlegetal", ("Editie", "Werkmap", "Herkomst", "SHA-256"), rows


def _environment(record: Record) -> tuple[str, Sequence[str], Rows]:
    rows: Rows = [
        (nodes.literal(text=each["name"]), nodes.literal(text=each["version"]))
        for each in record["environment"]["packages"]
    ]
    return "Pakketten met versie", ("Pakket", "Versie"), rows


PARTS: dict[str, Callable[[Record], tuple[str, Sequence[str], Rows]]] = {
    "kern": _core,
    "invoer": _inputs,
    "omgeving": _environment,
}
"""The parts of the record that a page can show."""


def _moment(text: str) -> str:
    """Return a time in Dutch, in universal time: `22 november 2026, 08:05 (UTC)`."""
    moment = datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
    return f"{format_datetime(moment, 'd MMMM y, HH:mm', locale='nl_NL')} (UTC)"


def table_of(title: str, headers: Sequence[str], rows: Rows) -> nodes.table:
    """Return a table with a title; the first cell of each row is its header."""
    group = nodes.tgroup(cols=len(headers))
    group += [nodes.colspec(colwidth=1, stub=int(place == 0)) for place in range(len(headers))]
    group += nodes.thead("", _row(headers))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", nodes.title(text=title), group, classes=["eb-build", "eb-taken"])


def _row(cells: Sequence[nodes.Node | str]) -> nodes.row:
    content = (cell if isinstance(cell, nodes.Node) else nodes.Text(cell) for cell in cells)
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", node)) for node in content))
