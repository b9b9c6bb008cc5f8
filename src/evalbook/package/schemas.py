"""What each column of a processed table holds: type, unit, title and meaning, in Dutch.

Belongs here: the columns of the tables of the book as a whole, and those of an exhibit from what is
known of it. Not here: the package that they go into (`datapackage`).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from evalbook.package.exhibit import Column, Exhibit
from evalbook.package.words import BASES, KINDS

Field = dict[str, Any]

VERDICTS = {
    "input": "invoer; er is niets na te rekenen",
    "reproduced": "nagerekend en gelijk",
    "reproduced_by_truncation": "gelijk als er is afgekapt in plaats van afgerond",
    "within_rounding": "past binnen de afronding van de invoer",
    "contradicted": "past niet bij de invoer",
    "conflicting": "elders anders afgedrukt",
    "not_recomputable": "niet na te rekenen",
}
"""What the audit can say of a printed number."""


def _text(name: str, title: str, description: str, **more: Any) -> Field:
    return {"name": name, "type": "string", "title": title, "description": description} | more


def _number(name: str, title: str, description: str) -> Field:
    return {
        "name": name,
        "type": "number",
        "title": title,
        "description": description,
        "unit": "zie kolom unit",
    }


_ID = {"constraints": {"required": True}}
_EDITION = _text("edition", "Editie", "De evaluatie: de naam van de map in data/raw.", **_ID)

TABLES: dict[str, dict[str, Any]] = {
    "exhibits": {
        "title": "Tabellen en figuren van het boek",
        "description": "Eén rij per tabel, figuur, schema of tijdlijn.",
        "primaryKey": ["id"],
        "fields": [
            _text("id", "Kenmerk", "Naam waaronder het boek en de bestanden ernaar verwijzen.", **_ID),
            _EDITION,
            _text("kind", "Soort", "Tabel, figuur, schema, tijdlijn of kader.", constraints={
                "enum": ["table", "figure", "diagram", "timeline", "box"]}),
            _text("number", "Nummer", "Het nummer in het rapport; leeg bij een eigen tabel of figuur."),
            _text("title", "Titel", "De titel in het boek."),
            _text("basis", "Grondslag", "; ".join(f"{key}: {text}" for key, text in BASES.items()),
                  constraints={"enum": list(BASES)}),
            _text("notebook", "Notebook", "Het notebook dat hem maakt, in de map notebooks."),
            _text("page", "Pagina", "Adres in het boek, gezien vanaf de hoofdmap."),
            _text("data", "Gegevens", "Pad van het CSV-bestand vanaf de hoofdmap van het project."),
        ],
    },
    "claims": {
        "title": "Alle afgedrukte getallen met hun oordeel",
        "description": "Eén rij per getal dat in het rapport staat, nagerekend waar dat kan.",
        "primaryKey": ["edition", "id"],
        "fields": [
            _text("id", "Kenmerk", "Naam van het getal in het register.", **_ID),
            _EDITION,
            {"name": "line", "type": "integer", "title": "Regel", "description": "Regel in de platte tekst."},
            _text("place", "Plaats", "Tabel, paragraaf of bijlage van het rapport."),
            _text("label", "Omschrijving", "Wat het getal zegt, in eigen woorden."),
            _text("printed", "Afgedrukt", "Precies zoals afgedrukt; nullen achteraan tonen de precisie."),
            _number("value", "Waarde", "Het afgedrukte getal; een aandeel als deel van 1."),
            _text("unit", "Eenheid", "De eenheid van waarde, herrekend, laagste en hoogste."),
            _text("expression", "Uitdrukking", "De berekening uit invoercellen of andere getallen."),
            _number("recomputed", "Herrekend", "De uitkomst van de uitdrukking, onafgerond."),
            _number("low", "Laagste", "De laagste uitkomst die de afronding van de invoer toelaat."),
            _number("high", "Hoogste", "De hoogste uitkomst die de afronding van de invoer toelaat."),
            _text("verdict", "Oordeel", "; ".join(f"{key}: {text}" for key, text in VERDICTS.items()),
                  constraints={"enum": list(VERDICTS)}),
            _text("finding", "Bevinding", "Kenmerken van bevindingen erover, met een spatie ertussen."),
        ],
    },
    "findings": {
        "title": "Bevindingen: waar het rapport zichzelf tegenspreekt",
        "description": "Eén rij per tegenspraak of opmerking, met uitleg en voorstel.",
        "primaryKey": ["edition", "id"],
        "fields": [
            _text("id", "Kenmerk", "Naam van de bevinding.", **_ID),
            _EDITION,
            _text("kind", "Soort", "Zetfout, tegenspraak, strijdigheid of een andere soort."),
            _text("claims", "Getallen", "Kenmerken van de betrokken getallen, met een spatie ertussen."),
            _text("explanation", "Uitleg", "Wat niet klopt en hoe dat blijkt."),
            _text("suggestion", "Voorstel", "Wat de evaluatoren kunnen doen."),
            _text("title", "Titel", "De bevinding in enkele woorden."),
        ],
    },
    "checks": {
        "title": "Controles op de afgedrukte getallen",
        "description": "Eén rij per controle die op een of meer getallen is uitgevoerd.",
        "fields": [
            _EDITION,
            _text("check", "Controle", "De regel die is nagegaan, zoals delen en totaal."),
            _text("claims", "Getallen", "Kenmerken van de betrokken getallen."),
            _text("cells", "Cellen", "Adressen van de betrokken invoercellen."),
            _text("holds", "Klopt", "Of de regel opgaat: ja of nee."),
            _text("message", "Melding", "Wat er is gevonden, in een zin."),
        ],
    },
}  # fmt: skip
"""The tables of the book as a whole, by the name of their file."""


def header_of(path: Path) -> list[str]:
    """Return the names of the columns of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def table_schema(path: Path) -> dict[str, Any]:
    """Return the schema of a table of the book; a column that nobody described is text."""
    known = TABLES.get(path.stem, {})
    described = {field["name"]: field for field in known.get("fields", ())}
    names = header_of(path)
    schema: dict[str, Any] = {
        "fields": [described.get(name, {"name": name, "type": "string"}) for name in names]
    }
    if set(known.get("primaryKey", ["?"])) <= set(names):
        schema["primaryKey"] = known["primaryKey"]
    return schema


def exhibit_schema(exhibit: Exhibit) -> dict[str, Any]:
    """Return the schema of an exhibit's data: its headers, types and units."""
    return {"fields": [_field(column) for column in exhibit.columns]}


def _field(column: Column) -> Field:
    field: Field = {"name": column.name, "type": column.kind, "title": column.header}
    kind = KINDS[column.kind].capitalize()
    if column.mixed:
        return field | {"description": f"{kind}; de eenheid verschilt per rij."}
    return field | (
        {"unit": column.unit, "description": f"{kind}; eenheid: {column.unit}."} if column.unit else {}
    )
