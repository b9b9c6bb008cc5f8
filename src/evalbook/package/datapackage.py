"""`datapackage.json`: every processed table with types, units, sources, licence and checksum.

Belongs here: the Data Package (version 2) and its archive to take along. Not here: what a column means
(`schemas`).
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from evalbook import paths
from evalbook.files import write
from evalbook.package.exhibit import Exhibit, editions, read_exhibit, records, source_of
from evalbook.package.files import archive, sha256
from evalbook.package.made import Made
from evalbook.package.publication import DATA_LICENCE, Publication, address, inputs, publication
from evalbook.package.schemas import TABLES, exhibit_schema, table_schema
from evalbook.package.words import BASES

FILE = "datapackage.json"
ARCHIVE = "gegevens.zip"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_LICENCES = [{"name": DATA_LICENCE.name, "path": DATA_LICENCE.path, "title": DATA_LICENCE.title}]


def write_datapackage(created: str) -> Path:
    """Write the data package, its archive and loose copies of the tables of the book; return its path.

    `created` is the time of the run that made the tables, as in `build.json`.
    """
    folder = paths.processed()
    package = datapackage(created)
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write(folder / FILE, text)
    members = {FILE: text.encode("utf-8")}
    members |= {
        resource["path"]: (folder / resource["path"]).read_bytes() for resource in package["resources"]
    }
    write(folder / "downloads" / ARCHIVE, archive(members))
    for path in book_tables():
        write(folder / "downloads" / path.name, path.read_bytes())
    return folder / FILE


def datapackage(created: str) -> dict[str, Any]:
    """Return the descriptor; paths are seen from `data/processed`."""
    known = publication()
    home = {"homepage": address()} if address() else {}
    return {
        "$schema": PROFILE,
        "name": "evalbook",
        "title": known.title,
        "description": known.abstract,
        **home,
        "version": known.version,
        "created": created,
        "keywords": list(known.keywords),
        "contributors": [{"title": known.publisher, "roles": ["publisher"]}],
        "licenses": _LICENCES,
        "sources": _sources(known),
        "resources": [
            *map(_table, book_tables()),
            *_exhibits(),
        ],
    }


def book_tables() -> list[Path]:
    """Return the tables of the book as a whole: the list of exhibits and what the audit wrote."""
    folder = paths.processed()
    return sorted([*folder.glob("*.csv"), *(folder / "audit").glob("*.csv")])


def _sources(known: Publication) -> list[dict[str, str]]:
    reports = [{"title": f"{report['title']} ({report.get('year', 'z.j.')})"} for report in known.references]
    return reports + [
        {"title": f"{each.place}: {each.origin}", "version": f"sha256:{each.sha256}"} for each in inputs()
    ]


def _table(path: Path) -> dict[str, Any]:
    known = TABLES.get(path.stem, {})
    said = {key: known[key] for key in ("title", "description") if key in known}
    return _resource(path.stem, path, said | {"schema": table_schema(path)})


def _exhibits() -> list[dict[str, Any]]:
    """Return the descriptors of all exhibits; those of exhibits that are as they were are kept."""
    with Made("datapackage") as made:
        return [
            made.value(f"{edition}/{record.stem}", source_of(record), partial(_from_record, record))
            for edition in editions()
            for record in records(edition)
        ]


def _from_record(record: Path) -> dict[str, Any]:
    return _exhibit(read_exhibit(record))


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    record = exhibit.record
    basis = str(record.get("basis") or "")
    parts = [
        record.get("unit"),
        record.get("note"),
        f"Grondslag: {BASES.get(basis, basis)}." if basis else "",
    ]
    said: dict[str, Any] = {
        "title": exhibit.caption,
        "description": " ".join(str(part) for part in parts if part),
    }
    if record.get("source"):
        said["sources"] = [{"title": str(record["source"])}]
    return _resource(exhibit.id, exhibit.file(".csv"), said | {"schema": exhibit_schema(exhibit)})


def _resource(name: str, path: Path, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name.replace("_", "-"),
        "type": "table",
        "path": path.relative_to(paths.processed()).as_posix(),
        **{key: said[key] for key in ("title", "description", "sources") if said.get(key)},
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "licenses": _LICENCES,
        "schema": said["schema"],
    }
