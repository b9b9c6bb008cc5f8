"""What can be wrong with a Parquet file of a register: the same rules as for a sheet, asked in SQL.

Belongs here: columns, types, values, keys and pairs within one file. Not here: reading the file
(`parquet`), several files (`parquet_links`), and the rules of sheets (`grid`, `values`, `rules`).

A fault in a million rows is told for the first few of them, with how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from evalbook.errors import Fault
from evalbook.tables import parquet
from evalbook.tables.parquet import place_of, quoted
from evalbook.tables.spec import NUMBER_KINDS, WHOLE_KINDS, Column, Table
from evalbook.tables.values import DUE
from evalbook.tables.wording import beyond, clean, nearest, printed_number, shown, suggestion, untidy

MOST = 3
"""Rows that a fault is told of one by one."""

MEND = "verbeter de waarde in het bestand (de kop telt als rij 1)"
_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\)")
_TEXTUAL = re.compile(r"VARCHAR|ENUM\(.*\)")
_SAVE = {"count": "gehele getallen", "year": "gehele getallen"}
_UNTIDY = r"^$|^\s|\s$|\s\s|[\t\n\r\x{00A0}\x{200B}\x{FEFF}]"


@dataclass(frozen=True)
class Test:
    """One thing that no value may be: in SQL, and for a value that is so what is wrong and how to mend it."""

    wrong: str
    told: Callable[[Any], str]
    mend: Callable[[Any], str]


def file_faults(path: Path, table: Table) -> list[Fault]:
    """Return all that is wrong with a file by itself; without rows it is merely empty."""
    where = f"{table.folder}/{path.name}"
    with parquet.connected() as connection:
        try:
            found = connection.execute(f"DESCRIBE SELECT * FROM {parquet.relation(path)}").fetchall()
        except duckdb.Error:
            mend = "maak het bestand opnieuw, of lever de tabel in Excel"
            return [Fault("het bestand is niet als Parquet te lezen", where, mend)]
        types = {str(name): str(kind) for name, kind, *_ in found if name != "file_row_number"}
        faults = [*_header_faults(types, table, where)]
        sound = [column for column in table.columns if column.header in types]
        connection.execute(
            f"CREATE VIEW file AS SELECT *, file_row_number + 2 AS row FROM {parquet.relation(path)}"
        )
        for column in sound:
            wrong = list(_type_faults(connection, table, column, types[column.header]))
            faults += wrong or _value_faults(connection, table, column)
        if not faults:
            faults += _row_faults(connection, table)
    return faults


def _header_faults(types: Mapping[str, str], table: Table, where: str) -> Iterator[Fault]:
    headers = [column.header for column in table.columns]
    missing = [header for header in headers if header not in types]
    for name in types:
        if name in headers:
            continue
        near = nearest(clean(name), missing)
        if near:
            missing.remove(near)
            yield Fault(
                f"kolom '{name}' is onbekend", f"{where}!{name}", f"bedoelde u '{near}'? wijzig dan de naam"
            )
        else:
            mend = f"haal de kolom weg; dit bestand kent alleen: {', '.join(headers)}"
            yield Fault(f"kolom '{name}' hoort niet in dit bestand", f"{where}!{name}", mend)
    for header in missing:
        yield Fault(f"kolom '{header}' ontbreekt", where, f"voeg een kolom '{header}' toe aan het bestand")


def _type_faults(connection: Any, table: Table, column: Column, kind: str) -> Iterator[Fault]:
    """Yield the fault of a column of which the type cannot hold what belongs there; one a column."""
    numeric = column.kind in NUMBER_KINDS
    if (_NUMERIC if numeric else _TEXTUAL).fullmatch(kind):
        return
    name = quoted(column.header)
    count = connection.execute(f"SELECT count({name}) FROM file").fetchone()[0]
    if not count:
        return  # a column without a single value has the type that its maker gave it
    row, value = connection.execute(
        f"SELECT row, {name} FROM file WHERE {name} IS NOT NULL ORDER BY row LIMIT 1"
    ).fetchone()
    told = f"'{value}'" if isinstance(value, str) else shown(value)
    what = f"{told} staat waar {DUE[column.kind]} hoort; de hele kolom is van het type {kind}"
    if isinstance(value, str) and printed_number(value) is not None:
        what = f"het getal {told} staat er als tekst; de hele kolom is van het type {kind}"
    due = _SAVE.get(column.kind, "getallen") if numeric else "tekst"
    yield Fault(what, place_of(table, column, int(row)), f"sla kolom '{column.header}' op als {due}")


def _tests(column: Column) -> Iterator[Test]:
    """Yield what must hold for each value of a column whose type is right."""
    name = quoted(column.header)
    if column.required:
        mend = "vul de waarde in; deze kolom is verplicht"
        yield Test(f"{name} IS NULL", lambda _: f"'{column.header}' is leeg", lambda _: mend)
    yield from _number_tests(column, name) if column.kind in NUMBER_KINDS else _text_tests(column, name)


def _number_tests(column: Column, name: str) -> Iterator[Test]:
    number = f"CAST({name} AS DOUBLE)"
    finite = f"isfinite({number})"
    yield Test(
        f"NOT {finite}",
        lambda value: f"'{value}' is geen eindig getal; hier hoort {DUE[column.kind]}",
        lambda _: "vul het getal in of laat de waarde leeg (null)",
    )
    whole = "TRUE"
    if column.kind in WHOLE_KINDS:
        whole = f"{number} = floor({number})"
        noun = "jaartal" if column.kind == "year" else "aantal"
        yield Test(
            f"{finite} AND NOT {whole}",
            lambda value: f"{noun} {shown(float(value))} is geen geheel getal",
            lambda _: "vul een geheel getal in; kijk anders of dit de goede kolom is",
        )
    low, high = column.limits
    bounds = [f"{number} < {low}"] * (low is not None) + [f"{number} > {high}"] * (high is not None)
    if bounds:
        yield Test(
            f"{finite} AND {whole} AND ({' OR '.join(bounds)})",
            lambda value: beyond(column.kind, _plain(value), low, high),
            lambda _: MEND,
        )


def _text_tests(column: Column, name: str) -> Iterator[Test]:
    text = f"CAST({name} AS VARCHAR)"
    tidy = f"NOT regexp_matches({text}, '{_UNTIDY}')"
    yield Test(
        f"NOT {tidy}",
        lambda value: f"de tekst bevat {untidy(str(value)) or 'een onzichtbaar teken'}",
        lambda value: f"schrijf: {clean(str(value))}" if clean(str(value)) else "laat de waarde leeg (null)",
    )
    if column.kind == "category":
        known = ", ".join("'" + each.replace("'", "''") + "'" for each in column.categories)
        yield Test(
            f"{tidy} AND {text} NOT IN ({known})",
            lambda value: f"'{value}' is geen bekende waarde van '{column.header}'",
            lambda value: (
                suggestion(str(value), column.categories) or f"kies uit: {', '.join(column.categories)}"
            ),
        )


def _value_faults(connection: Any, table: Table, column: Column) -> Iterator[Fault]:
    """Yield the faults of single values of a column: empty, not whole, beyond its limits, unknown."""
    name = quoted(column.header)
    for test in _tests(column):
        (count,) = connection.execute(f"SELECT count(*) FROM file WHERE {test.wrong}").fetchone()
        if count:
            found = connection.execute(
                f"SELECT row, {name} FROM file WHERE {test.wrong} ORDER BY row LIMIT {MOST}"
            ).fetchall()
            told = [(int(row), test.told(value), test.mend(value)) for row, value in found]
            yield from _first(table, column, told, count)


def _first(table: Table, column: Column, told: Sequence[tuple[int, str, str]], count: int) -> Iterator[Fault]:
    """Yield a fault for each row told, and one for the rows that are not."""
    whole = f"{table.folder}/{table.sheet}.parquet!{column.header}"
    yield from first_of(told, count, lambda row: whole if row is None else place_of(table, column, row))


def first_of(
    told: Sequence[tuple[int, str, str]], count: int, place: Callable[[int | None], str]
) -> Iterator[Fault]:
    """Yield a fault for each row told (row, what, mend), and one for those that are not, of `count` in all.

    `place` gives the address of a row, or without one of the whole column.
    """
    for row, what, mend in told:
        yield Fault(what, place(row), mend)
    if count > len(told):
        rest = text_of_count(count - len(told))
        yield Fault(f"nog {rest} met dezelfde fout als rij {told[0][0]}", place(None), told[0][2])


def _row_faults(connection: Any, table: Table) -> Iterator[Fault]:
    """Yield the rows that repeat a key, and the pairs of values that exclude each other."""
    key = ", ".join(quoted(table.column(name).header) for name in table.key)
    repeated = f"""SELECT row, first FROM (
        SELECT row, min(row) OVER (PARTITION BY {key}) AS first FROM file) WHERE row > first"""
    (distinct, rows) = connection.execute(
        f"SELECT (SELECT count(*) FROM (SELECT DISTINCT {key} FROM file)), (SELECT count(*) FROM file)"
    ).fetchone()
    if distinct < rows:
        found = connection.execute(f"{repeated} ORDER BY row LIMIT {MOST}").fetchall()
        told = [
            (
                int(row),
                f"rij {row} heeft dezelfde sleutel als rij {first} ({', '.join(_headers(table, table.key))})",
                f"verbeter rij {row} of rij {first}, of verwijder een van beide",
            )
            for row, first in found
        ]
        yield from _first(table, table.column(table.key[-1]), told, rows - distinct)
    for part, whole in table.not_above:
        yield from _pair(connection, table, part, whole, "is hoger dan")
    for later, earlier in table.not_before:
        yield from _pair(connection, table, earlier, later, "ligt na")


def _pair(connection: Any, table: Table, low: str, high: str, relation: str) -> Iterator[Fault]:
    """Yield the rows in which the first of two columns is above the second."""
    one, other = table.column(low), table.column(high)
    wrong = f"FROM file WHERE {quoted(one.header)} > {quoted(other.header)}"
    (count,) = connection.execute(f"SELECT count(*) {wrong}").fetchone()
    if not count:
        return
    found = connection.execute(
        f"SELECT row, {quoted(one.header)}, {quoted(other.header)} {wrong} ORDER BY row LIMIT {MOST}"
    ).fetchall()
    told = [
        (
            int(row),
            f"{one.header} ({shown(_plain(left))}) {relation} {other.header} ({shown(_plain(right))})",
            MEND,
        )
        for row, left, right in found
    ]
    yield from _first(table, one, told, count)


def _headers(table: Table, names: Sequence[str]) -> list[str]:
    return [table.column(name).header for name in names]


def _plain(value: Any) -> Any:
    """Return a whole number as such, and any other (a decimal of the file) as a plain number."""
    return value if isinstance(value, int) else float(value)


def text_of_count(rows: int) -> str:
    """Return how many rows, in words for a fault: `1 rij`, `1.200 rijen`."""
    return f"{rows:,}".replace(",", ".") + (" rij" if rows == 1 else " rijen")
