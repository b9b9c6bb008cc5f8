"""What a template tells of a column: what belongs in it, in which unit, within which limits.

Belongs here: the Dutch of notes, messages and instructions. Not here: Excel (`templates`).
"""

from __future__ import annotations

from collections.abc import Mapping

from evalbook import rounding
from evalbook.measures.control_group import FEWEST
from evalbook.tables.spec import NUMBER_KINDS, Column, Table

_KINDS = {
    "text": "Tekst",
    "category": "Een keuze uit de lijst",
    "count": "Een heel getal",
    "number": "Een getal",
    "share": "Een percentage",
    "eur": "Een bedrag in euro",
    "year": "Een jaartal",
    "period": "Een periode, als tekst: 2026, 2026-11 of 2026-11-15",
}
_BY_NAME = {
    "firm": (
        "Een nummer dat niet tot het bedrijf is te herleiden. Eén rij per bedrijf en jaar. Een vergelijking "
        f"vraagt minstens {FEWEST} bedrijven met steun, met jaren van voor en na de start, en minstens "
        f"{FEWEST} zonder."
    ),
    "first_year": "Een jaartal: het eerste jaar met steun. Leeg bij bedrijven die nooit steun kregen.",
    "place": "Waar de waarde vandaan komt: document, tabel of paragraaf. Geen namen van personen.",
    "printed": "Het getal zoals het in de tekst hoort te staan, bijvoorbeeld 27,5%.",
    "item": "De sleutel waaronder het boek dit getal zoekt. De sleutels staan op blad toelichting.",
}


def kind_of(column: Column) -> str:
    """Return what belongs in a column, with its limits and unit: `Een heel getal, 0 of meer.`"""
    words = _KINDS[column.kind]
    low, high = column.limits
    if column.kind == "share":
        return f"{words} van 0% tot en met 100%."
    if column.kind in NUMBER_KINDS and low is not None:
        words += (
            f" van {_number(low)} tot en met {_number(high)}"
            if high is not None
            else f", {_number(low)} of meer"
        )
    unit = f" Eenheid: {column.unit}." if column.unit and column.kind != "eur" else ""
    return f"{words}.{unit}"


def must(column: Column) -> str:
    """Return whether a column must be filled."""
    return "Verplicht in elke rij." if column.required else "Mag leeg blijven: leeg betekent onbekend."


def explained(table: Table, column: Column, tables: Mapping[str, Table]) -> str:
    """Return the whole note of a column, as it stands on its header."""
    parts = [_BY_NAME.get(column.name, kind_of(column))]
    if not (column.name in _BY_NAME and not column.required):
        parts.append(must(column))
    for reference in table.references:
        if column.name in reference.columns:
            other = tables[reference.table]
            header = other.column(reference.others[reference.columns.index(column.name)]).header
            parts.append(
                f"Neem de waarde over van kolom ‘{header}’ van blad ‘{other.sheet}’ in {other.workbook}."
            )
    if column.name in table.key:
        parts.append(key_sentence(table))
    parts += [
        f"Niet hoger dan ‘{table.column(whole).header}’."
        for part, whole in table.not_above
        if part == column.name
    ]
    parts += [
        f"Niet voor ‘{table.column(first).header}’."
        for later, first in table.not_before
        if later == column.name
    ]
    return " ".join(part for part in parts if part)


def key_sentence(table: Table) -> str:
    """Return which columns tell the rows of a sheet apart."""
    headers = [f"‘{table.column(name).header}’" for name in table.key]
    if len(headers) == 1:
        return f"Elke waarde van {headers[0]} komt één keer voor."
    return f"Elke combinatie van {', '.join(headers[:-1])} en {headers[-1]} komt één keer voor."


def _number(value: float) -> str:
    text = rounding.number(value, rounding.plain_decimals(value, 2))
    return text.replace(".", "") if 1900 <= value <= 2100 else text
