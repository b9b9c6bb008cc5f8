"""`<id>.xlsx` beside each exhibit: its data, what goes with them, its calculations and its source cells.

Belongs here: what is on the sheets and in which order. Not here: how a sheet looks (`sheets`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from evalbook.package.exhibit import Exhibit, editions, read_exhibit, records, source_of
from evalbook.package.made import Made
from evalbook.package.publication import DATA_LICENCE
from evalbook.package.sheets import Table, workbook
from evalbook.package.words import BASES, KINDS

_UNIT_VARIES = "eenheid verschilt per rij, zie de opmaak van de cellen"


def write_exhibit_workbooks() -> list[Path]:
    """Write the workbook of every exhibit, each only when it is due; return their paths."""
    written = []
    with Made("workbooks", "xlsxwriter") as made:
        for edition in editions():
            for record in records(edition):
                path = record.with_suffix(".xlsx")
                made.file(path, source_of(record), partial(_from_record, record))
                written.append(path)
    return written


def _from_record(record: Path) -> bytes:
    return exhibit_workbook(read_exhibit(record))


def exhibit_workbook(exhibit: Exhibit) -> bytes:
    """Return an exhibit as a workbook; the same exhibit always gives the same bytes."""
    tables = [
        Table("gegevens", [column.header for column in exhibit.columns], exhibit.rows, exhibit.formats),
        Table("toelichting", ["Onderdeel", "Inhoud"], _notes(exhibit)),
        Table("kolommen", ["Kolom", "Naam in de CSV", "Soort", "Eenheid"], _columns(exhibit)),
    ]
    calculations = [
        (row["label"], row["text"], row["calculation"], "; ".join(row["sources"]))
        for row in exhibit.record.get("calculations") or ()
    ]
    if calculations:
        tables.append(Table("berekeningen", ["Wat", "Uitkomst", "Berekening", "Cellen"], calculations))
    cells = [_parts(address) for address in exhibit.record.get("cells") or ()]
    if cells:
        tables.append(Table("broncellen", ["Werkmap", "Blad", "Cel"], cells))
    return workbook(exhibit.caption, str(exhibit.record["edition"]), tables)


def _notes(exhibit: Exhibit) -> list[tuple[str, str]]:
    record = exhibit.record
    basis = str(record.get("basis") or "")
    notes = [
        ("Titel", exhibit.caption),
        ("Bron", record.get("source")),
        ("Eenheid", record.get("unit")),
        ("Noot", record.get("note")),
        ("Grondslag", BASES.get(basis, basis)),
        ("Editie", record["edition"]),
        ("Kenmerk in het boek", record["id"]),
        ("Licentie", f"{DATA_LICENCE.title} ({DATA_LICENCE.path})"),
        (
            "Lege cel",
            "Het rapport drukt deze waarde niet af, of zij bestaat niet. Er is niets geschat.",
        ),
        (
            "Precisie",
            "Getallen staan onafgerond in de cellen; de opmaak toont ze zoals het boek ze toont.",
        ),
    ]
    return [(part, str(text)) for part, text in notes if text]


def _columns(exhibit: Exhibit) -> list[tuple[str, str, str, str]]:
    return [
        (column.header, column.name, KINDS[column.kind], _UNIT_VARIES if column.mixed else column.unit)
        for column in exhibit.columns
    ]


def _parts(address: str) -> tuple[str, str, str]:
    file, sheet, cell = address.split("!")
    return file, sheet, cell
